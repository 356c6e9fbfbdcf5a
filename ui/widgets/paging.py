"""The keys with which one reads a paper or a document: PgUp and PgDn turn pages, Ctrl with + and - zooms."""

from __future__ import annotations

from typing import Protocol

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent


class Paged(Protocol):
    """What is read page by page."""

    def turn(self, pages: int) -> None:
        """Some pages on, or back."""

    def zoom(self, steps: int) -> None:
        """Some steps larger or smaller."""


def turned(paper: Paged, event: QKeyEvent) -> bool:
    """Do what a key asks of a paper; False for a key that asks nothing of it."""
    control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
    match event.key():
        case Qt.Key.Key_PageDown:
            paper.turn(1)
        case Qt.Key.Key_PageUp:
            paper.turn(-1)
        case Qt.Key.Key_Plus | Qt.Key.Key_Equal if control:
            paper.zoom(1)
        case Qt.Key.Key_Minus if control:
            paper.zoom(-1)
        case _:
            return False
    return True
