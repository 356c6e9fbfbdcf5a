"""The page for bringing in lists over a real office."""

from __future__ import annotations

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from tests.ui.furnished import desk, office
from ui.desk import Desk
from ui.importing.page import ImportPage

__all__ = ["desk", "office"]


@pytest.fixture
def page(qtbot: QtBot, desk: Desk, tmp_path: Path) -> ImportPage:
    """The page of a caseworker; what it remembers is kept beside the test."""
    page = ImportPage(desk, tmp_path / "settings")
    qtbot.addWidget(page)
    page.resize(1240, 760)
    page.show()
    return page
