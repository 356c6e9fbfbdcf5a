"""Banner: a band across the window for a state that lasts. SampleStripe: everything here is invented."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QPainter, QPen
from PySide6.QtWidgets import QFrame, QSizePolicy, QWidget

from app.texts import N_, Message
from ui import theme
from ui.icons import IconLabel
from ui.widgets.basic import Button, Label, row


class Banner(QFrame):
    """One sentence over the width of the window, with at most one thing to do about it."""

    def __init__(self, icon_name: str = "warning") -> None:
        super().__init__()
        self.setProperty("band", "warn")
        self._words = Label(tone="warn", wrap=True)
        self._button = Button(then=self._act)
        self._then: Callable[[], object] | None = None
        laid = row(IconLabel(icon_name, "warn", 18), self._words, self._button, gap=theme.S8)
        laid.setContentsMargins(theme.S16, 6, theme.S16, 6)
        self.setLayout(laid)
        self.hide()

    def say(
        self,
        text: str | Message,
        *,
        button: str | Message = "",
        then: Callable[[], object] | None = None,
        **values: Any,
    ) -> None:
        """Show the band with a sentence."""
        self._words.say(text, **values)
        self._button.say(button)
        self._button.setVisible(bool(button))
        self._then = then
        self.show()

    def _act(self) -> None:
        if self._then is not None:
            self._then()


class SampleStripe(QWidget):
    """A striped band that says on every screen that the office is the sample office."""

    def __init__(self) -> None:
        super().__init__()
        words = Label(N_("SAMPLE OFFICE – every company, person and case here is invented"), size="caption", bold=True)
        self._words = words
        words.setAlignment(Qt.AlignmentFlag.AlignCenter)
        words.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        words.setContentsMargins(theme.S12, 2, theme.S12, 2)
        laid = row(None, words, None)
        self.setLayout(laid)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def paintEvent(self, event: object) -> None:
        """Qt's call to draw: slanted lines, and a quiet ground under the words."""
        ink, fill = theme.colours().chips["violet"]
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(fill))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        line = QColor(ink)
        line.setAlphaF(0.28)
        painter.setPen(QPen(line, 4))
        high = self.height()
        for left in range(-high, self.width(), 14):
            painter.drawLine(left, high, left + high, 0)
        painter.fillRect(self._words.geometry(), QColor(fill))
        painter.end()
