"""Reading: what stands where a record will be, until it is read."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QStackedWidget, QWidget

from app.refusal import Refusal
from ui.widgets.state import Skeleton, StatePage, refused

#: Nothing is shown as loading before so many milliseconds.
BLINK: Final = 300


class Reading(QStackedWidget):
    """Nothing for a blink, then grey bars; then the content, or why it cannot be shown."""

    def __init__(self, content: QWidget) -> None:
        super().__init__()
        self._content, self._blank, self._state, self._skeleton = content, QWidget(), StatePage(), Skeleton()
        for layer in (self._blank, self._skeleton, self._state, content):
            self.addWidget(layer)

    def wait(self) -> None:
        """The record has been asked for; what is shown already stays."""
        QTimer.singleShot(BLINK, self._skeleton, self._still_waiting)

    def done(self) -> None:
        """The record is there."""
        self.setCurrentWidget(self._content)

    def refuse(self, refusal: Refusal, again: Callable[[], object]) -> None:
        """The record cannot be shown."""
        self._state.put(refused(refusal, again))
        self.setCurrentWidget(self._state)

    def refusal_text(self) -> str:
        """What stands instead of the content when it cannot be shown; "" while it is."""
        return self._state.text() if self.currentWidget() is self._state else ""

    def _still_waiting(self) -> None:
        if self.currentWidget() is self._blank:
            self.setCurrentWidget(self._skeleton)
