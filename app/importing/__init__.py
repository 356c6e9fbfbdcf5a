"""Bring in lists from outside: applicants, factories and historic cases, checked like anything that is typed."""
