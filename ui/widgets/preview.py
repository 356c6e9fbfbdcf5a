"""Preview: one record at a glance, beside its list or, in a narrow window, under it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QBoxLayout, QFrame, QGridLayout, QStackedLayout, QVBoxLayout, QWidget

from app.refusal import Refusal
from app.texts import Message
from ui import theme
from ui.widgets.basic import Label, column
from ui.widgets.scroll import Scroll
from ui.widgets.state import State, StatePage, refused
from ui.words import Speaking

#: Beside the list it is so wide, under it so high.
WIDTH: Final = 284
HEIGHT: Final = 210


@dataclass(frozen=True, slots=True)
class Glance:
    """What is known of one thing: its label, its value, and what explains it."""

    label: str
    value: Message
    why: Message | None = None


class Preview(Speaking, QFrame):
    """The frame of a preview: its head, its facts, and what stands there while no record is chosen."""

    def __init__(self, title: str, nothing: State) -> None:
        super().__init__()
        self.setProperty("surface", "base")
        self.says(self.setAccessibleName, title)
        self._nothing = nothing
        self._state = StatePage()
        self.facts = Facts()
        self._scroll = Scroll(self._body())
        self._layers = QStackedLayout(self)
        self._layers.addWidget(self._state)
        self._layers.addWidget(self._scroll)
        self.nothing()

    def _head(self) -> QVBoxLayout:
        """What stands over the facts."""
        raise NotImplementedError

    def _body(self) -> QWidget:
        body = QWidget()
        body.setProperty("surface", "clear")
        self._box = QBoxLayout(QBoxLayout.Direction.TopToBottom, body)
        self._box.setContentsMargins(theme.S16, theme.S16, theme.S16, theme.S16)
        self._box.setSpacing(theme.S16)
        self._box.addLayout(self._head())
        self._box.addWidget(self.facts, 1)
        return body

    def sizeHint(self) -> QSize:
        """Qt's question: as wide as agreed, whatever the words."""
        return QSize(WIDTH, HEIGHT)

    def lie(self, under: bool) -> None:
        """Lie under the list, wide and low, or stand beside it."""
        directions = QBoxLayout.Direction
        self._box.setDirection(directions.LeftToRight if under else directions.TopToBottom)
        for at, share in enumerate((2, 3) if under else (0, 1)):
            self._box.setStretch(at, share)
        self.setMinimumSize(QSize(0, HEIGHT) if under else QSize(WIDTH, 0))

    def show_sheet(self, sheet: Any) -> None:
        """Show a record."""
        self._put(sheet)
        self._layers.setCurrentWidget(self._scroll)

    def nothing(self) -> None:
        """No record is chosen."""
        self._put(None)
        self._state.put(self._nothing)
        self._layers.setCurrentWidget(self._state)

    def fail(self, refusal: Refusal) -> None:
        """The record could not be read."""
        self._put(None)
        self._state.put(refused(refusal))
        self._layers.setCurrentWidget(self._state)

    def _put(self, sheet: Any) -> None:
        """What a kind of preview does with its record, and with none."""
        raise NotImplementedError


class Facts(QWidget):
    """What is known, in two columns; what explains a value stands under it."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("surface", "clear")
        self._grid = QGridLayout()
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(theme.S12)
        self._grid.setVerticalSpacing(theme.S8)
        self._grid.setColumnMinimumWidth(0, 84)
        self._grid.setColumnStretch(1, 1)
        self.setLayout(column(self._grid, None))
        self._shown: list[QWidget] = []

    def put(self, facts: Sequence[Glance]) -> None:
        """Show these instead of those before."""
        for old in self._shown:
            self._grid.removeWidget(old)
            old.hide()
            old.deleteLater()
        self._shown = []
        for at, fact in enumerate(facts):
            label = Label(fact.label, tone="muted", wrap=True)
            cell = QWidget()
            cell.setProperty("surface", "clear")
            laid = column(Label(fact.value, wrap=True, copyable=True), gap=0)
            if fact.why is not None:
                laid.addWidget(Label(fact.why, tone="muted", size="caption", wrap=True))
            cell.setLayout(laid)
            self._grid.addWidget(label, at, 0, Qt.AlignmentFlag.AlignTop)
            self._grid.addWidget(cell, at, 1, Qt.AlignmentFlag.AlignTop)
            self._shown += [label, cell]
