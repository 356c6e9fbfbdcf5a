"""The Debian package: `python dev.py deb`."""
