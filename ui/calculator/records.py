"""The recorded calculations of a case: who, when, by which rules, how much, and whether each counts."""

from __future__ import annotations

from typing import Final
from uuid import UUID

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QWidget

from app import calculations
from app.case_parts import CalculationRow
from app.case_sheet import CaseSheet
from app.money import Amount
from app.texts import N_, Message
from models.kinds import Mark
from ui import theme
from ui.casefile.parts import empty, officer_name, told
from ui.desk import Desk
from ui.icons import IconLabel
from ui.widgets.basic import Button, Label, column, row
from ui.widgets.chip import Chip, Look
from ui.widgets.stops import drawn_anew
from ui.widgets.working_view import WorkingView
from ui.words import Speaking, shown

_RIGHT: Final = Qt.AlignmentFlag.AlignRight
_MIDDLE: Final = Qt.AlignmentFlag.AlignVCenter
_HEADS: Final = (
    (N_("Recorded"), False),
    (N_("By"), False),
    (N_("Rules"), False),
    (N_("Subsidy"), True),
    (N_("Standing"), False),
)
_COUNTS: Final = (N_("Counts"), Look("green", "check-circle"))
_REPLACED: Final = (N_("Replaced"), Look("grey", "clock-counter-clockwise"))
_WAITS: Final = (N_("Waits for the second officer"), Look("amber", "hourglass"))
_NEVER: Final = (N_("Never confirmed"), Look("grey", "minus-circle"))


class Records(Speaking, QWidget):
    """The list, newest first. Signal: `confirm(CalculationRow)`.

    `awaiting`, the question to the second officer, is laid out by the owner, where it is seen at once.
    """

    confirm = Signal(object)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._sheet: CaseSheet | None = None
        self._open: UUID | None = None
        self.awaiting = _Awaiting()
        self.awaiting.confirm.connect(self.confirm)
        self._grid = QGridLayout()
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(theme.S16)
        self._grid.setVerticalSpacing(theme.S4)
        self._grid.setColumnStretch(5, 1)
        self._title = Label(N_("Recorded calculations"), size="section", bold=True)
        self.working = WorkingView(Message("as recorded"))
        self.working.hide()
        self.setLayout(column(self._title, self._grid, self.working, gap=theme.S8))

    def put(self, sheet: CaseSheet) -> None:
        """Show the calculations of a case."""
        self._sheet = sheet
        self.setVisible(bool(sheet.calculations))
        with drawn_anew(self):
            self._draw(sheet)
        self.awaiting.put(sheet, self._bar(sheet))
        self._show_working()

    def _draw(self, sheet: CaseSheet) -> None:
        empty(self._grid)
        for at, (head, right) in enumerate(_HEADS):
            label = Label(head, tone="muted", size="caption")
            self._grid.addWidget(label, 0, at, _RIGHT if right else Qt.AlignmentFlag(0))
        for line, one in enumerate(sheet.calculations, 1):
            self._line(line, one, sheet)

    def retranslate(self) -> None:
        """Names and amounts follow the language."""
        super().retranslate()
        if self._sheet is not None:
            self.put(self._sheet)

    def show_one(self, one: CalculationRow) -> None:
        """Show the frozen working of a calculation, or hide it again."""
        self._open = None if self._open == one.id else one.id
        if self._sheet is not None:
            self.put(self._sheet)

    def _line(self, line: int, one: CalculationRow, sheet: CaseSheet) -> None:
        words, look = standing_of(one, sheet)
        amount = Label(bold=True, copyable=True)
        amount.put(shown(Amount(one.result.subsidy)))
        who = Message("{who}", who=officer_name(one.recorded_by))
        if one.second_by is not None:
            who = Message("{who}, confirmed by {second}", who=who, second=one.second_by.initials)
        when = told(Message("{moment}", moment=one.recorded_at), wrap=False)
        opened = one.id == self._open
        show = Button(
            N_("Hide its working") if opened else N_("Show its working"), kind="link",
            then=lambda: self.show_one(one), about=Message("{n}: {at}", n=line, at=one.recorded_at),
        )  # fmt: skip
        for at, widget in enumerate((when, told(who, wrap=False), told(one.result.edition, wrap=False))):
            self._grid.addWidget(widget, line, at, _MIDDLE)
        self._grid.addWidget(amount, line, 3, _RIGHT | _MIDDLE)
        self._grid.addWidget(Chip(words, look), line, 4, _MIDDLE)
        self._grid.addWidget(show, line, 5, Qt.AlignmentFlag.AlignLeft | _MIDDLE)

    def _show_working(self) -> None:
        sheet = self._sheet
        found = next((one for one in sheet.calculations if one.id == self._open), None) if sheet else None
        self.working.setVisible(found is not None)
        if found is not None:
            self.working.put(found.result)

    def _bar(self, sheet: CaseSheet) -> Message | None:
        """Why the officer at the desk cannot confirm; None when nothing stands in the way."""
        one = sheet.awaiting
        if one is not None and one.recorded_by.id == self._desk.office.officer.id:
            return Message("You recorded this calculation. Another officer must confirm it.")
        if not self._desk.may(calculations.confirm):
            return Message("A supervisor or an administrator confirms it.")
        return None


def standing_of(one: CalculationRow, sheet: CaseSheet) -> tuple[str, Look]:
    """Whether a calculation counts, in words and colour."""
    if not one.counts:
        return _WAITS if one == sheet.awaiting else _NEVER
    return _COUNTS if one == sheet.standing else _REPLACED


class _Awaiting(QFrame):
    """What the second officer is asked to agree to. Signal: `confirm(CalculationRow)`."""

    confirm = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("surface", "warn")
        self._row: CalculationRow | None = None
        self._head = Label(bold=True, wrap=True)
        self._rests = column(gap=2)
        self.button = Button(N_("Confirm as second officer"), kind="primary", then=self._say)
        self._why = Label(tone="muted", wrap=True)
        words = column(self._head, self._rests, row(self.button, self._why, None, gap=theme.S12), gap=theme.S8)
        sign = IconLabel("hourglass", "warn", 20)
        laid = row(sign, words, margins=theme.S12, gap=theme.S12)
        laid.setAlignment(sign, Qt.AlignmentFlag.AlignTop)
        self.setLayout(laid)

    def put(self, sheet: CaseSheet, bar: Message | None) -> None:
        """Show what waits, and why it cannot be confirmed at this desk if so."""
        self._row = sheet.awaiting
        self.setVisible(self._row is not None)
        if self._row is None:
            return
        amount = Amount(self._row.result.subsidy)
        self._head.say(Message("{amount} counts only when a second officer has agreed to this:", amount=amount))
        empty(self._rests)
        for line in self._row.result.working:
            if line.mark is Mark.ENTERED and line.rule in ("rate", "ceiling", "override"):
                self._rests.addWidget(told(line.text))
        self.button.setEnabled(bar is None)
        self._why.setVisible(bar is not None)
        if bar is not None:
            self._why.say(bar)

    def _say(self) -> None:
        if self._row is not None:
            self.confirm.emit(self._row)
