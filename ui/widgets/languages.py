"""EN 繁 简: the languages of the screen, one click each."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QWidget

from app.texts import LANGUAGES
from ui import words
from ui.widgets.basic import ToolButton, row
from ui.words import Speaking

_SHORT: Final = {"en": "EN", "zh_HK": "繁", "zh_CN": "简"}


class Languages(Speaking, QWidget):
    """A button for each language; the one in use is pressed in. Signal: `chosen(code)`."""

    chosen = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.buttons = {code: self._button(code) for code in LANGUAGES}
        group = QButtonGroup(self)
        for button in self.buttons.values():
            group.addButton(button)
        self.setLayout(row(*self.buttons.values(), gap=2))
        self.retranslate()

    def retranslate(self) -> None:
        """Which language is on."""
        super().retranslate()
        self.buttons[words.language()].setChecked(True)

    def _button(self, code: str) -> ToolButton:
        button = ToolButton()
        button.setText(_SHORT[code])
        button.setCheckable(True)
        button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        button.setToolTip(LANGUAGES[code])
        button.setAccessibleName(LANGUAGES[code])
        button.clicked.connect(lambda _checked=False: self.chosen.emit(code))
        return button
