"""SearchBox: what is searched is asked for when typing pauses, at once on Enter; never in the middle of composing."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit

from app.texts import N_, Message
from ui.icons import icon
from ui.widgets.editors import Line
from ui.words import Speaking

_SEARCH: Final = N_("Search")
PAUSE: Final = 180  # milliseconds


class SearchBox(Speaking, Line):
    """One line to search with.

    Signals: `asked(text)` when the words to search for have changed; `left_down()` on the down key, for the
    list below to take over; `entered(text)` on Enter.
    """

    asked = Signal(str)
    entered = Signal(str)
    left_down = Signal()

    def __init__(self, placeholder: str | Message = _SEARCH, *, width: int = 320) -> None:
        super().__init__()
        self.says(self.setPlaceholderText, placeholder)
        self.says(self.setAccessibleName, placeholder)
        lead = self.addAction(icon("magnifying-glass", "muted"), QLineEdit.ActionPosition.LeadingPosition)
        self.says(lead.setText, _SEARCH)
        self._clear = self.addAction(icon("x", "muted"), QLineEdit.ActionPosition.TrailingPosition)
        self.says(self._clear.setText, N_("Clear the search"))
        self._clear.triggered.connect(self.clear)
        self._clear.setVisible(False)
        self.setMinimumWidth(width)
        self._last = ""
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE)
        self._pause.timeout.connect(self._ask)
        self.textChanged.connect(self._changed)

    @property
    def asked_text(self) -> str:
        """The words that were asked for last."""
        return self._last

    def _changed(self, text: str) -> None:
        self._clear.setVisible(bool(text))
        if text:
            self._pause.start()
        else:
            self._ask()

    def _ask(self) -> None:
        self._pause.stop()
        text = self.text().strip()
        if text != self._last:
            self._last = text
            self.asked.emit(text)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Qt's call: Enter asks at once, Esc clears, down goes to the list."""
        if self.composing:
            super().keyPressEvent(event)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._ask()
            self.entered.emit(self._last)
        elif event.key() == Qt.Key.Key_Escape and self.text():
            self.clear()
        elif event.key() == Qt.Key.Key_Down:
            self._ask()
            self.left_down.emit()
        else:
            super().keyPressEvent(event)
