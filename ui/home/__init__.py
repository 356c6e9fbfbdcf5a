"""Home: what needs somebody today, and how the office stands."""
