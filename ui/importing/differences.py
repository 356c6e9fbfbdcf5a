"""A list that was changed in Excel: what it said, what it says now, cell by cell, and what is not taken over."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import zip_longest

from PySide6.QtWidgets import QWidget

from app.field_words import field_word
from app.importing.changes import Changes, Difference, Edited
from app.texts import N_, Message
from ui import theme
from ui.theme import Tone
from ui.widgets.basic import Label, Sentences, column, row
from ui.widgets.chip import Chip, Look
from ui.widgets.rows import Column
from ui.widgets.state import State
from ui.widgets.table import Table
from ui.words import Speaking, tr

_GOES, _OUT, _SAME = Look("green", "check"), Look("red", "prohibit"), Look("grey", "copy")


@dataclass(frozen=True, slots=True)
class Line:
    """A changed cell, or a remark about a row."""

    place: int
    edited: Edited
    difference: Difference | None
    remark: Message | None = None


class Differences(Speaking, QWidget):
    """The changed cells."""

    def __init__(self) -> None:
        super().__init__()
        self._goes, self._out, self._same = (Chip(Message("–"), look) for look in (_GOES, _OUT, _SAME))
        self.notes = Sentences(tone="muted", wrap=True)
        self.table: Table[Line] = Table(_columns(), lambda one: one.place, title=N_("Changed cells"))
        self.table.set_empty(
            State("check-circle", N_("The list says what the office says"), N_("Nothing was changed in Excel."))
        )
        self.about = Label(wrap=True)
        self.about.setMinimumHeight(theme.ROW)
        laid = column(row(self._goes, self._out, self._same, None), self.notes, self.table, self.about, gap=theme.S8)
        self.table.chosen.connect(self._describe)
        laid.setStretch(2, 1)
        self.setLayout(laid)
        self.setFocusProxy(self.table.view)

    def put(self, found: Changes) -> None:
        """Show what differs."""
        going, out = len(found.going_in), sum(one.grave for one in found.rows)
        self._goes.show_as(_counted(N_("{n} cases change"), N_("One case changes"), going), _GOES)
        self._out.show_as(_counted(N_("{n} rows stay out"), N_("One row stays out"), out), _OUT)
        self._same.show_as(Message("{n} {n|row|rows} as before", n=found.same), _SAME)
        self.notes.say_all(found.notes)
        lines: list[Line] = []
        for one in found.rows:
            remarks = [text for text, _grave in one.findings]
            for difference, remark in zip_longest(one.differences, remarks):
                lines.append(Line(len(lines), one, difference, remark))
        self.table.fill(lines)
        if lines:
            self.table.choose(0)
        self._describe(self.table.current())

    def _describe(self, one: Line | None) -> None:
        """What is said of the line one stands on, whole."""
        if one is None or one.remark is None:
            self.about.put("")
        else:
            self.about.say(one.remark)


def _counted(many: str, one: str, n: int) -> Message:
    return Message(one) if n == 1 else Message(many, n=n)


def _columns() -> list[Column[Line]]:
    return [
        Column("row", N_("Row"), lambda one: str(one.edited.number), width=56, right=True, sort=False),
        Column("case", N_("Case"), lambda one: one.edited.reference or "–", width=110, sort=False, jump=True),
        Column("state", N_("Outcome"), _state, look=_look, chips=_states, sort=False),
        Column("field", N_("Field"), _field, width=160, sort=False, elide=True),
        Column("old", N_("In the office"), lambda one: _said(one, 0), width=150, sort=False, elide=True,
               tone=lambda _one: "muted"),
        Column("new", N_("In the list"), lambda one: _said(one, 1), width=150, sort=False, elide=True),
        Column("remark", N_("Remarks"), _remark, width=280, sort=False, elide=True, stretch=True, tone=_tone),
    ]  # fmt: skip


def _states() -> list[str]:
    return [tr(text) for text in (N_("Is changed"), N_("Stays out"), N_("Left as it is"))]


def _state(one: Line) -> str:
    changed, out, left = _states()
    return out if one.edited.grave else changed if one.difference is not None else left


def _look(one: Line) -> Look:
    return _OUT if one.edited.grave else _GOES if one.difference is not None else _SAME


def _field(one: Line) -> str:
    return "" if one.difference is None else tr(field_word(one.difference.field))


def _said(one: Line, which: int) -> str:
    return "" if one.difference is None else tr(one.difference.said[which])


def _remark(one: Line) -> str:
    return "" if one.remark is None else tr(one.remark)


def _tone(one: Line) -> Tone:
    return "danger" if one.edited.grave else "warn"
