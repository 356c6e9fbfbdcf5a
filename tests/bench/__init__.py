"""Benchmarks: medians and same-run ratios, never a test. `python dev.py bench` prints the table of the README."""
