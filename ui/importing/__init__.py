"""Bringing in lists: a file or what was copied, its columns, what it would bring, and what it has brought."""
