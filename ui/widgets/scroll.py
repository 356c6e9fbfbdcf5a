"""Scroll: what is higher than its room. Whoever scrolls it with the keyboard sees that the keyboard is there."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QFocusEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QWidget

from ui import theme


class Scroll(QScrollArea):
    """Scrolls up and down what is as wide as the room.

    The ring of the focus lies over the content: an edge that came and went would move it.
    """

    def __init__(self, inside: QWidget) -> None:
        super().__init__()
        self._ring = _Ring(self)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setWidget(inside)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Qt's call: the ring goes round all of it."""
        super().resizeEvent(event)
        self._ring.setGeometry(self.rect())

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Qt's call."""
        super().focusInEvent(event)
        self._ring.show()
        self._ring.raise_()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Qt's call."""
        super().focusOutEvent(event)
        self._ring.hide()


class _Ring(QWidget):
    """Two points of the colour of the focus, round what holds it; the pointer goes through."""

    def __init__(self, around: QWidget) -> None:
        super().__init__(around)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.hide()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Qt's call to draw."""
        painter = QPainter(self)
        painter.setPen(QPen(theme.colour("focus"), 2))
        painter.drawRect(self.rect().adjusted(1, 1, -1, -1))
        painter.end()
