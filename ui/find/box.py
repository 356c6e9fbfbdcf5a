"""The box in the top bar. What is typed is asked for at each key, never in the middle of composing."""

from __future__ import annotations

from typing import Final, cast

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QLineEdit

from app.texts import N_, Message
from ui import keys
from ui.icons import icon
from ui.widgets.editors import Line
from ui.words import Speaking

_ENTER: Final = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_STEPS: Final = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}
_PAGES: Final = {Qt.Key.Key_PageDown: 1, Qt.Key.Key_PageUp: -1}


class FindBox(Speaking, Line):
    """One line to find and to do things with.

    Signals: `asked(text)` when it has changed; `begun()` when a person wants the panel; `stepped(by)` and `paged(by)`
    to choose among the lines; `entered(beside)`; `escaped()`; `left()` when the keyboard went elsewhere.
    """

    asked = Signal(str)
    begun = Signal()
    stepped = Signal(int)
    paged = Signal(int)
    entered = Signal(bool)
    escaped = Signal()
    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        #: Whether the panel is open, and the keys of a list are meant for it.
        self.open = False
        lead = self.addAction(icon("magnifying-glass", "muted"), QLineEdit.ActionPosition.LeadingPosition)
        self.says(lead.setText, N_("Search"))
        self._clear = self.addAction(icon("x", "muted"), QLineEdit.ActionPosition.TrailingPosition)
        self.says(self._clear.setText, N_("Clear the search"))
        self._clear.triggered.connect(self.clear)
        self._clear.setVisible(False)
        self.says(self.setAccessibleName, N_("Search or run a command"))
        self.setMinimumWidth(300)
        self.setMaximumWidth(560)
        self.textEdited.connect(lambda _text: self.begun.emit())
        self.textChanged.connect(self._changed)
        keys.current.changed.connect(self._say_keys)
        self._say_keys()

    def _say_keys(self) -> None:
        key = keys.shown(keys.current.of("find_anything"))
        if key:
            self.says(self.setPlaceholderText, Message("Search or run a command ({key})", key=key))
        else:
            self.says(self.setPlaceholderText, N_("Search or run a command"))

    def _changed(self, text: str) -> None:
        self._clear.setVisible(bool(text))
        self.asked.emit(text.strip())

    def event(self, event: QEvent) -> bool:
        """Qt's call: while the panel is open Ctrl+Enter is for its line, not for the menu."""
        ours = self.open and event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent)
        if ours and cast("QKeyEvent", event).key() in (*_ENTER, *_PAGES, Qt.Key.Key_Escape):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Qt's call: a key."""
        key = Qt.Key(event.key())
        if self.composing:
            super().keyPressEvent(event)
        elif not self.open and key in (*_ENTER, *_STEPS):
            self.begun.emit()
        elif key in _ENTER:
            self.entered.emit(bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier))
        elif key == Qt.Key.Key_Escape:
            self.escaped.emit()
        elif key in _STEPS:
            self.stepped.emit(_STEPS[key])
        elif key in _PAGES:
            self.paged.emit(_PAGES[key])
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Qt's call: a click opens the panel."""
        super().mousePressEvent(event)
        self.begun.emit()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Qt's call: the keyboard went elsewhere; a menu or another window only borrows it."""
        super().focusOutEvent(event)
        if event.reason() not in (Qt.FocusReason.PopupFocusReason, Qt.FocusReason.ActiveWindowFocusReason):
            self.left.emit()
