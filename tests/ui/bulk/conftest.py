"""A case list over a small real office, for changing many of its cases."""

from __future__ import annotations

from tests.ui.cases.conftest import desk, ui_office

__all__ = ["desk", "ui_office"]
