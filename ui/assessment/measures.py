"""The measures as a list: what each is, what it costs, saves and reduces, and all together."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from app.assessment_words import short
from app.assessments import Open
from app.kept import Kept
from app.measures import MeasureFields
from app.rules.benefit import Benefit, MeasureLine, Promised
from app.texts import N_, Message
from app.words import word
from models.assessment_kinds import MeasureState
from ui import theme
from ui.casefile.parts import empty, told
from ui.widgets.basic import Button, Label, Tool, column, rule
from ui.widgets.chip import Chip, Look
from ui.widgets.stops import drawn_anew
from ui.words import Speaking, shown, tr

LOOKS: Final[dict[MeasureState, Look]] = {
    MeasureState.PROPOSED: Look("blue", "note-pencil"),
    MeasureState.PLANNED: Look("amber", "calendar-blank"),
    MeasureState.IMPLEMENTED: Look("green", "check"),
    MeasureState.DROPPED: Look("grey", "minus-circle"),
}
_RIGHT: Final = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop
_TOP: Final = Qt.AlignmentFlag.AlignTop
_HEADS: Final = (
    (N_("Measure"), None), (N_("State"), None), (N_("Investment"), _RIGHT), (N_("Saving in a year"), _RIGHT),
    (N_("Payback"), _RIGHT), (N_("Less in a year"), None),
)  # fmt: skip
_COLUMNS: Final = 8


class Measures(Speaking, QWidget):
    """The list. Signals: `edit(Kept | None)` asks for the dialog, `strike(Kept)` asks to strike one out."""

    edit = Signal(object)
    strike = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._none = Label(N_("No measure yet."), tone="muted")
        self.add_button = Button(N_("Add a measure…"), icon_name="plus", then=lambda: self.edit.emit(None))
        self._lines = QWidget()
        self._grid = QGridLayout(self._lines)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(theme.S16)
        self._grid.setVerticalSpacing(theme.S8)
        self._grid.setColumnStretch(0, 3)
        self._grid.setColumnStretch(5, 2)
        whole = column(self._none, self._lines, gap=theme.S8)
        whole.addWidget(self.add_button, 0, Qt.AlignmentFlag.AlignLeft)
        self.setLayout(whole)

    def put(self, measures: Sequence[Kept[MeasureFields]], benefit: Benefit, now: Open, *, may: bool) -> None:
        """Show the measures as the benefit worked them out."""
        kept = {str(one.id): one for one in measures}
        with drawn_anew(self._lines):
            empty(self._grid)
            if benefit.measures:
                self._head()
            for at, line in enumerate(benefit.measures):
                self._row(2 + at, line, kept[line.key], now, may=may)
            if len(benefit.measures) > 1:
                self._total(3 + len(benefit.measures), benefit)
        self._lines.setVisible(bool(benefit.measures))
        self._none.setVisible(not benefit.measures)
        self.add_button.setVisible(now is Open.ALL)
        self.add_button.setEnabled(may)

    def _head(self) -> None:
        for at, (text, align) in enumerate(_HEADS):
            head = Label(text, tone="muted", size="caption")
            if align is not None:
                head.setAlignment(align)
            self._grid.addWidget(head, 0, at)
        self._grid.addWidget(rule(), 1, 0, 1, _COLUMNS)

    def _row(self, line: int, one: MeasureLine, kept: Kept[MeasureFields], now: Open, *, may: bool) -> None:
        grid = self._grid
        tone: theme.Tone = "plain" if one.counts else "muted"
        name = column(told(one.name, tone=tone), gap=0)
        if kept.fields.text:
            name.addWidget(told(one.kind, tone="muted", caption=True))
        grid.addLayout(name, line, 0, _TOP)
        grid.addWidget(Chip(word(one.state), LOOKS[one.state]), line, 1, _TOP)
        for at, amount in ((2, one.investment), (3, one.saving)):
            grid.addWidget(_figure("" if amount is None else shown(amount)), line, at, _RIGHT)
        years = "" if one.payback is None else tr(Message("{years} years", years=one.payback))
        grid.addWidget(_figure(years), line, 4, _RIGHT)
        grid.addWidget(told(effects(one.effects), tone=tone), line, 5, _TOP)
        edit = Tool("pencil-simple", Message("Correct {name}", name=one.name), then=lambda: self.edit.emit(kept))
        edit.setEnabled(may and now is not Open.NOTHING)
        grid.addWidget(edit, line, 6, _TOP)
        if now is Open.ALL:
            strike = Tool("trash", Message("Strike out {name}", name=one.name), then=lambda: self.strike.emit(kept))
            strike.setEnabled(may)
            grid.addWidget(strike, line, 7, _TOP)

    def _total(self, line: int, benefit: Benefit) -> None:
        self._grid.addWidget(rule(), line, 0, 1, _COLUMNS)
        self._grid.addWidget(Label(N_("All together"), bold=True), line + 1, 0, 1, 2, _TOP)
        for at, amounts in ((2, benefit.investment), (3, benefit.saving)):
            self._grid.addWidget(_figure("\n".join(map(shown, amounts)), bold=True), line + 1, at, _RIGHT)
        years = "" if benefit.payback is None else tr(Message("{years} years", years=benefit.payback))
        self._grid.addWidget(_figure(years, bold=True), line + 1, 4, _RIGHT)
        self._grid.addWidget(told(effects(benefit.promised), bold=True), line + 1, 5, 1, 3, _TOP)


def effects(found: Sequence[Promised]) -> str:
    """Reductions under each other: `Electricity 120,000 kWh (12%)`."""
    return "\n".join(tr(_effect(one)) for one in found)


def _effect(one: Promised) -> Message:
    amount = Message("{n} {unit}", n=one.value, unit=one.unit)
    return Message("{what} {amount}", what=short(one.effect), amount=amount)


def _figure(text: str, *, bold: bool = False) -> Label:
    label = Label(bold=bold, copyable=True)
    label.setAlignment(_RIGHT)
    label.put(text)
    return label
