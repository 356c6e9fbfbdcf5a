"""What is in a file that came from outside. It may be hostile, so only a process of its own looks inside (`ask`)."""
