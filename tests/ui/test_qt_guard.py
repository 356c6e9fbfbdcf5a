"""PySide6 6.12.0 loses references to None on Python 3.11 and kills the process (decision 16)."""

from __future__ import annotations

import sys

from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot


def test_qt_calls_keep_the_reference_count_of_none(qtbot: QtBot) -> None:
    label = QLabel()
    qtbot.addWidget(label)
    before = sys.getrefcount(None)
    for _ in range(100):
        label.setText("x")
    assert sys.getrefcount(None) > before - 50


def test_none_is_immortal_where_the_fault_cannot_harm() -> None:
    """From 3.12 on the count of None does not move, so there the test above cannot fail; this says so."""
    count = sys.getrefcount(None)
    many = [None] * 10_000
    moved = sys.getrefcount(None) - count >= len(many)
    assert moved is (sys.version_info < (3, 12))
