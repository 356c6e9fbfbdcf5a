"""Ctrl+K: one box that finds cases, applicants, factories and certificates, and runs commands."""
