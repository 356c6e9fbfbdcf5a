"""The setup program for Windows: `python dev.py setup-exe`."""
