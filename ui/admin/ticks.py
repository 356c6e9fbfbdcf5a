"""TicksField: several of a closed list, as boxes to tick."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from PySide6.QtWidgets import QCheckBox, QGridLayout, QWidget

from app.texts import Message
from ui import theme
from ui.widgets.fields import Field

_ACROSS = 3


class TicksField(Field):
    """Gives the ticked values as a tuple, in the order of the list."""

    def __init__(self, options: Sequence[tuple[Any, str | Message]]) -> None:
        holder = QWidget()
        grid = QGridLayout(holder)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(theme.S16)
        grid.setVerticalSpacing(theme.S4)
        super().__init__(holder)
        self._boxes: dict[Any, QCheckBox] = {}
        for at, (value, text) in enumerate(options):
            box = QCheckBox()
            self.says(box.setText, text)
            box.toggled.connect(lambda _on: self.changed.emit())
            grid.addWidget(box, at // _ACROSS, at % _ACROSS)
            self._boxes[value] = box
        self.setFocusProxy(next(iter(self._boxes.values())))

    def read(self) -> tuple[Any, ...]:
        return tuple(value for value, box in self._boxes.items() if box.isChecked())

    def put(self, value: Sequence[Any] | None) -> None:
        """Tick these, and no other."""
        for each, box in self._boxes.items():
            box.setChecked(each in (value or ()))

    def state(self) -> object:
        return self.read()

    def draft(self) -> str:
        return json.dumps([str(value) for value in self.read()])

    def redraft(self, text: str) -> None:
        ticked = json.loads(text)
        for value, box in self._boxes.items():
            box.setChecked(str(value) in ticked)

    def seen(self) -> str:
        return "\n".join(box.text() for box in self._boxes.values() if box.isChecked())
