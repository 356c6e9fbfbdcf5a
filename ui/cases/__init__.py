"""The case list, its filters and inspector, and opening a new case."""
