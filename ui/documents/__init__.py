"""Documents on the case page: dropped, asked about once, kept, looked at, saved elsewhere."""
