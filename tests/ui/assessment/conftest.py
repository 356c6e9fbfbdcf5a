"""The assessment as a part of a case page over a real office."""

from __future__ import annotations

from tests.ui.casefile.conftest import page_of, sheet_of
from tests.ui.furnished import desk, office

__all__ = ["desk", "office", "page_of", "sheet_of"]
