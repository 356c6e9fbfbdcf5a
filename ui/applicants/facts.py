"""Facts in two columns beside each other: what each is, what it says, and under that a quieter second line."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from ui import theme
from ui.casefile.parts import Fact, told
from ui.widgets.basic import Label, column, row

_LABEL: int = 168
_TOP = Qt.AlignmentFlag.AlignTop


class FactColumns(QWidget):
    """Two columns of facts, each from the top."""

    def __init__(self, left: Iterable[Fact], right: Iterable[Fact]) -> None:
        super().__init__()
        laid = row(gap=theme.S24)
        for at, facts in enumerate((left, right)):
            one = _column(facts)
            laid.addWidget(one, 1)
            laid.setAlignment(one, _TOP)
            laid.setStretch(at, 1)
        self.setLayout(laid)


def _column(facts: Iterable[Fact]) -> QWidget:
    made = QWidget()
    grid = QGridLayout(made)
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setHorizontalSpacing(theme.S16)
    grid.setVerticalSpacing(theme.S4)
    grid.setColumnStretch(1, 1)
    for line, fact in enumerate(facts):
        label = Label(fact.label, tone="muted", wrap=True)
        label.setFixedWidth(_LABEL)
        grid.addWidget(label, line, 0, _TOP)
        block = column(told(fact.value, tone=fact.tone), gap=0)
        if fact.second:
            block.addWidget(told(fact.second, tone="muted"))
        grid.addLayout(block, line, 1, _TOP)
    return made
