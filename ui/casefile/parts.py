"""Small parts that the sections of the case page share: names in both scripts, officers, facts in two columns."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Protocol

from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QGridLayout, QLayout, QSizePolicy, QWidget

from app.texts import Message
from ui import fonts, theme
from ui.names import company
from ui.theme import Tone
from ui.widgets.basic import Label, row
from ui.widgets.stops import drawn_anew
from ui.words import Speaking, language

FACT_WIDTH = 176

#: A value of fewer characters stands in one line with its button.
_SHORT = 60

#: A sentence of ours (`Message`), or the words of a person as they are (`str`).
Telling = Message | str


class Named(Protocol):
    """Whoever or whatever has names as registered in up to three scripts."""

    @property
    def name_en(self) -> str: ...
    @property
    def name_tc(self) -> str: ...
    @property
    def name_sc(self) -> str: ...


class Somebody(Protocol):
    """An officer, from a list or at the desk."""

    @property
    def initials(self) -> str: ...
    @property
    def name_en(self) -> str: ...
    @property
    def name_zh(self) -> str: ...


def names(of: Named) -> tuple[str, str]:
    """Both names, that of the screen's language first; the second is "" when there is only one."""
    return company(of.name_en, of.name_tc, of.name_sc)


def officer_name(of: Somebody) -> str:
    """An officer as papers and lists name one: the name in the screen's language, then the initials."""
    name = (of.name_en or of.name_zh) if language() == "en" else (of.name_zh or of.name_en)
    return f"{name} ({of.initials})" if language() == "en" else f"{name}（{of.initials}）"


def told(text: Telling, *, tone: Tone = "plain", bold: bool = False, caption: bool = False, wrap: bool = True) -> Label:
    """A label for a sentence of ours or for somebody's own words."""
    label = Label(tone=tone, bold=bold, wrap=wrap, size="caption" if caption else "body", copyable=wrap)
    if isinstance(text, Message):
        label.say(text)
    else:
        label.put(text)
    return label


def snug(label: Label, size: fonts.Size = "body", *, bold: bool = False) -> None:
    """Let a wrapping label take the width of its words and no more, and wrap only where the room ends."""
    wide = QFontMetrics(theme.sized(size, bold=bold)).horizontalAdvance(label.text())
    label.setMaximumWidth(wide + 4)


def empty(layout: QLayout) -> None:
    """Take everything out of a layout; widgets go away, inner layouts with them."""
    while (item := layout.takeAt(0)) is not None:
        widget, inner = item.widget(), item.layout()
        if widget is not None:
            drop(widget)
        elif inner is not None:
            empty(inner)


def drop(widget: QWidget) -> None:
    """Take a widget off the screen for good."""
    widget.hide()
    widget.setParent(None)
    widget.deleteLater()


@dataclass(frozen=True, slots=True)
class Fact:
    """One line of facts: what it is, what it says, and what can be done about it."""

    label: Message
    value: Telling
    tone: Tone = "plain"
    beside: QWidget | None = None
    second: Telling = ""


class Facts(Speaking, QWidget):
    """Facts under each other: labels at left, values beside them, a button after the value if it has one."""

    def __init__(self) -> None:
        super().__init__()
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(theme.S16)
        self._grid.setVerticalSpacing(theme.S4)
        self._grid.setColumnMinimumWidth(0, FACT_WIDTH)
        self._grid.setColumnStretch(1, 1)

    def put(self, facts: Iterable[Fact]) -> None:
        """Show these facts instead of the ones before."""
        with drawn_anew(self):
            self._draw(facts)

    def _draw(self, facts: Iterable[Fact]) -> None:
        empty(self._grid)
        for line, fact in enumerate(facts):
            label = Label(fact.label, tone="muted", wrap=True)
            label.setFixedWidth(FACT_WIDTH)
            value = told(fact.value, tone=fact.tone)
            if fact.beside is None:
                self._grid.addWidget(label, 2 * line, 0, Qt.AlignmentFlag.AlignTop)
                self._grid.addWidget(value, 2 * line, 1, Qt.AlignmentFlag.AlignTop)
            else:
                fact.beside.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
                if len(value.text()) < _SHORT:
                    value.setWordWrap(False)
                    value.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Preferred)
                self._grid.addWidget(label, 2 * line, 0)
                self._grid.addLayout(row(value, fact.beside, None, gap=theme.S12), 2 * line, 1)
            if fact.second:
                self._grid.addWidget(told(fact.second, tone="muted"), 2 * line + 1, 1)
