"""The list of sections at the left of the case page: where one is, and what each section has to say."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QButtonGroup, QFrame, QSizePolicy, QToolButton

from app.texts import Message
from ui import theme
from ui.casefile.section import Standing
from ui.icons import icon
from ui.widgets.basic import column
from ui.words import Speaking

WIDTH = 192


class SectionList(QFrame):
    """One line for each section. Signal: `asked(key)`. Up and down go from line to line."""

    asked = Signal(str)

    def __init__(self, sections: Sequence[tuple[str, str]]) -> None:
        super().__init__()
        self.setProperty("surface", "panel")
        self.setFixedWidth(WIDTH)
        self._group = QButtonGroup(self)
        self._lines: dict[str, _Line] = {}
        laid = column(gap=0)
        laid.setContentsMargins(0, theme.S8, 0, theme.S8)
        for key, title in sections:
            line = _Line(title)
            line.clicked.connect(lambda _on=False, key=key: self.asked.emit(key))
            self._group.addButton(line)
            self._lines[key] = line
            laid.addWidget(line)
        laid.addStretch(1)
        self.setLayout(laid)

    def mark(self, key: str) -> None:
        """The section in sight."""
        self._lines[key].setChecked(True)

    def put(self, key: str, standing: Standing) -> None:
        """What a section has to say."""
        self._lines[key].put(standing)

    def first(self) -> QToolButton:
        """The line that the focus goes to."""
        checked = self._group.checkedButton()
        return checked if isinstance(checked, QToolButton) else next(iter(self._lines.values()))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Qt's call: up and down."""
        step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()))
        lines = list(self._lines.values())
        here = next((at for at, line in enumerate(lines) if line.hasFocus()), None)
        if step is None or here is None:
            super().keyPressEvent(event)
        else:
            lines[(here + step) % len(lines)].setFocus(Qt.FocusReason.TabFocusReason)


class _Line(Speaking, QToolButton):
    def __init__(self, title: str) -> None:
        super().__init__()
        self._title = title
        self.setProperty("rail", True)
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.setIconSize(QSize(20, 16))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setMinimumHeight(theme.ROW)
        self.says(self.setText, title)

    def put(self, standing: Standing) -> None:
        name, tone, count = standing
        self.setIcon(icon(name, tone))
        if count:
            self.says(self.setText, Message("{section} ({n})", section=Message(self._title), n=count))
        else:
            self.says(self.setText, self._title)
