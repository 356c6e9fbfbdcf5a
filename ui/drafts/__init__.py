"""Drafts: what is typed is kept while it is typed, and offered again after a crash."""
