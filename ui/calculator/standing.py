"""Lines over and under the sum: by which rules it is worked and why these, and what keeps it from counting."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QWidget

from app.case_sheet import CaseSheet
from app.money import Amount
from app.rules.request import Request
from app.rules.working import Calculation
from app.texts import N_, Message
from app.words import word
from models.kinds import Mark
from ui import theme
from ui.calculator.worked import without_origin
from ui.icons import IconLabel
from ui.widgets.basic import Button, Label, column, row
from ui.widgets.chip import MARKS, Chip


class EditionLine(QWidget):
    """The edition in force for a case and how it came to be that. Signal: `go(section)`."""

    go = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._name = Label(bold=True)
        self._mark = Chip(word(Mark.INFERRED), MARKS[Mark.INFERRED])
        self._why = Label(tone="muted", wrap=True)
        self._change = Button(N_("Another edition"), kind="link", then=lambda: self.go.emit("application"))
        laid = row(self._name, self._mark, self._why, self._change, gap=theme.S8)
        laid.setStretchFactor(self._why, 1)
        self.setLayout(laid)

    def put(self, sheet: CaseSheet) -> None:
        """Show how it is for a case."""
        edition = sheet.edition
        self.setVisible(edition is not None)
        if edition is None:
            return
        self._name.say(Message("Rules of {edition}", edition=edition.label))
        chosen = sheet.chosen_edition is not None
        mark = Mark.ENTERED if chosen else Mark.INFERRED
        self._mark.show_as(word(mark), MARKS[mark])
        if chosen:
            self._why.say(Message("chosen by an officer: {reason}", reason=sheet.edition_reason))
        elif sheet.received_on is not None:
            self._why.say(Message("proposed by the day of receipt, {day}", day=sheet.received_on))


class Warnings(QFrame):
    """What keeps the sum shown from being recorded or from being the last word. Signal: `go(section)`."""

    go = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("surface", "warn")
        self._words = Label(wrap=True)
        self._button = Button(N_("Enter the evidence"), kind="link", then=lambda: self.go.emit("application"))
        sign = IconLabel("warning", "warn", 20)
        inside = column(self._words, row(self._button, None), gap=2)
        laid = row(sign, inside, margins=theme.S12, gap=theme.S12)
        laid.setAlignment(sign, Qt.AlignmentFlag.AlignTop)
        self.setLayout(laid)
        self.hide()

    def put(self, sheet: CaseSheet, unproven: Request | None) -> None:
        """Say it, or nothing; `unproven` is a question whose ceiling asks for evidence that is not there."""
        self._button.setVisible(unproven is not None)
        message = _recorded(sheet) if unproven is None else _unproven(sheet, unproven)
        if message is not None:
            self._words.say(message)
        self.setVisible(message is not None)


def _unproven(sheet: CaseSheet, request: Request) -> Message:
    """The higher ceiling is only a what-if until the evidence is there."""
    plain = without_origin(sheet.edition, request)
    if not isinstance(plain, Calculation) or plain.ceiling is None:
        return Message(
            "There is no evidence on the case of who developed the technology. Until it is there, this sum is a "
            "what-if and cannot be recorded."
        )
    return Message(
        "There is no evidence on the case of who developed the technology. Until it is there, this sum is a what-if "
        "and cannot be recorded. Under the ceiling of {ceiling} the subsidy would be {subsidy}.",
        ceiling=Amount(plain.ceiling),
        subsidy=Amount(plain.subsidy),
    )


def _recorded(sheet: CaseSheet) -> Message | None:
    """A historic case may carry an amount that nobody here has worked out."""
    if sheet.recorded_amount is None:
        return None
    if sheet.record_waits:
        return Message(
            "This case carries a recorded amount, not yet confirmed: {amount}. Source: {source}",
            amount=Amount(sheet.recorded_amount),
            source=sheet.recorded_source,
        )
    return Message(
        "This case carries a recorded amount, not calculated: {amount}. Source: {source}",
        amount=Amount(sheet.recorded_amount),
        source=sheet.recorded_source,
    )
