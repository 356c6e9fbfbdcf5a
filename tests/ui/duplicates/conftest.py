"""Pages over a real office for likely duplicates and merging."""

from __future__ import annotations

from tests.ui.furnished import desk, office

__all__ = ["desk", "office"]
