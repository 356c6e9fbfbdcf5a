"""EvidenceField: things that may be ticked, each with the evidence for it."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence

from PySide6.QtWidgets import QCheckBox, QWidget

from app import typed
from app.texts import N_, Message
from ui import theme
from ui.widgets.basic import column, row
from ui.widgets.editors import Line
from ui.widgets.fields import Field


class EvidenceField(Field):
    """Gives the ticked words with their evidence: `{"AIR": "Stack test of May"}`; evidence may be missing."""

    def __init__(self, options: Sequence[tuple[str, Message]]) -> None:
        self._boxes: dict[str, tuple[QCheckBox, Line]] = {}
        holder = QWidget()
        super().__init__(holder)
        lines = column(gap=theme.S4)
        for key, words in options:
            box, line = QCheckBox(), Line()
            self.says(box.setText, words)
            self.says(line.setPlaceholderText, N_("Evidence"))
            self.says(line.setAccessibleName, Message("Evidence: {what}", what=words))
            line.hide()
            box.toggled.connect(line.setVisible)
            box.toggled.connect(lambda _on: self.changed.emit())
            line.textChanged.connect(lambda _text: self.changed.emit())
            lines.addWidget(box)
            beneath = row(line, gap=0)
            beneath.setContentsMargins(theme.S24, 0, 0, 0)
            lines.addLayout(beneath)
            self._boxes[key] = (box, line)
        holder.setLayout(lines)
        if self._boxes:
            self.setFocusProxy(next(iter(self._boxes.values()))[0])

    def read(self) -> dict[str, str]:
        """What is ticked, with its evidence."""
        return {
            key: typed.plain_text(line.text(), field=self.name, most=2000)
            for key, (box, line) in self._boxes.items()
            if box.isChecked()
        }

    def put(self, value: Mapping[str, str] | None) -> None:
        """Tick these and no others."""
        given = value or {}
        for key, (box, line) in self._boxes.items():
            box.setChecked(key in given)
            line.setVisible(key in given)
            line.setText(given.get(key, ""))
            line.setCursorPosition(0)

    def state(self) -> object:
        """What is ticked and written, ticked or not."""
        return tuple((box.isChecked(), line.text()) for box, line in self._boxes.values())

    def draft(self) -> str:
        given = {key: [box.isChecked(), line.text()] for key, (box, line) in self._boxes.items()}
        return json.dumps(given, ensure_ascii=False)

    def redraft(self, text: str) -> None:
        """Tick and write; what is no longer asked for is left out."""
        for key, (ticked, written) in json.loads(text).items():
            if key in self._boxes:
                box, line = self._boxes[key]
                line.setText(written)
                box.setChecked(ticked)

    def seen(self) -> str:
        ticked = [(box.text(), line.text()) for box, line in self._boxes.values() if box.isChecked()]
        return "\n".join(f"{words}: {written}" if written else words for words, written in ticked)
