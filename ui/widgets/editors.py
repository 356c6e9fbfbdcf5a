"""The bare editors under the fields: safe with input methods, and not changed in passing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QMimeData, Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QFocusEvent, QInputMethodEvent, QKeyEvent, QWheelEvent
from PySide6.QtWidgets import QComboBox, QLineEdit, QPlainTextEdit, QWidget

if TYPE_CHECKING:
    _Edit = QWidget
else:
    _Edit = object


class Composing(_Edit):
    """An editor that leaves every key to the input method while a word is being composed."""

    composing = False

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        """Qt's call: the word being composed has changed."""
        self.composing = bool(event.preeditString())
        super().inputMethodEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Qt's call: whatever was being composed is over."""
        self.composing = False
        super().focusOutEvent(event)

    def event(self, event: QEvent) -> bool:
        """Qt's call: take shortcuts for ourselves while composing, so that none fires."""
        if self.composing and event.type() == QEvent.Type.ShortcutOverride:
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Qt's call: a key."""
        if self.composing:
            event.accept()
        else:
            super().keyPressEvent(event)


class Line(Composing, QLineEdit):
    """One line of text, safe with input methods. A file that is dragged over it is for the page."""

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Qt's call: something is dragged over it."""
        if event.mimeData().hasUrls():
            event.ignore()
        else:
            super().dragEnterEvent(event)


class Secret(Line):
    """A password. Signal: `capitals(bool)` at each letter, whether Caps Lock seems to be on: Qt cannot ask for it."""

    capitals = Signal(bool)

    def __init__(self) -> None:
        super().__init__()
        self.setEchoMode(QLineEdit.EchoMode.Password)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Qt's call: a key."""
        letter = event.text()
        if letter.upper() != letter.lower():
            self.capitals.emit(letter.isupper() != bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier))
        elif event.key() == Qt.Key.Key_CapsLock:
            self.capitals.emit(False)
        super().keyPressEvent(event)


class Lines(Composing, QPlainTextEdit):
    """Several lines of text, safe with input methods. Tab goes to the next field."""

    def __init__(self) -> None:
        super().__init__()
        self.setTabChangesFocus(True)

    def canInsertFromMimeData(self, source: QMimeData) -> bool:
        """Qt's question: a file that is dropped is for the page, not for the text."""
        return not source.hasUrls() and super().canInsertFromMimeData(source)


class Choices(QComboBox):
    """A choice that the mouse wheel does not change in passing."""

    def __init__(self) -> None:
        super().__init__()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Qt's call: scroll the form, not the choice."""
        event.ignore()
