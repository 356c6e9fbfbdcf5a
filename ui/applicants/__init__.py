"""Applicants: the list of them, and the page of one with its people, factories and connections."""
