"""The line under the result: what can be done with it, and how it stands to what is recorded."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.case_sheet import CaseSheet
from app.money import Amount
from app.refusal import Refusal
from app.rules.working import Calculation
from app.texts import N_, Message
from ui import theme
from ui.widgets.basic import Button, Label, column, row


class ResultBar(QWidget):
    """Record, lower, what-if. Signals: `record()`, `lowering()`, `what_if()`."""

    record = Signal()
    lowering = Signal()
    what_if = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.record_button = Button(N_("Record"), kind="primary", icon_name="floppy-disk", then=self.record.emit)
        self.lower_button = Button(N_("Lower the result…"), then=self.lowering.emit)
        self.what_if_button = Button(N_("What if…"), icon_name="scales", then=self.what_if.emit)
        self._standing = Label(tone="muted", wrap=True)
        self._refusal = Label(tone="danger", wrap=True)
        self._refusal.hide()
        buttons = row(self.record_button, self.lower_button, self.what_if_button, self._standing, gap=theme.S8)
        buttons.setStretchFactor(self._standing, 1)
        self.setLayout(column(buttons, self._refusal, gap=theme.S4))

    def put(self, sheet: CaseSheet, made: Calculation | None, *, able: bool, is_open: bool) -> None:
        """Show how a sum stands; `able` says whether it may be recorded here and now."""
        newest = sheet.calculations[0].result if sheet.calculations else None
        self.record_button.setEnabled(able and made != newest)
        self.lower_button.setEnabled(able)
        self._refusal.hide()
        self._standing.say(_standing(made, newest, is_open=is_open))

    def refuse(self, refusal: Refusal) -> None:
        """The office did not take it, and why."""
        self._refusal.say(refusal.message)
        self._refusal.show()

    def opened(self, opened: bool) -> None:
        """Whether the what-if columns are open."""
        self.what_if_button.say(N_("Close what-if") if opened else N_("What if…"))


def _standing(made: Calculation | None, newest: Calculation | None, *, is_open: bool) -> Message:
    if not is_open:
        return Message("The case is past assessment: the recorded sum stands.")
    if newest is None:
        return Message("Not recorded yet.")
    if made == newest:
        return Message("Recorded as shown.")
    return Message("Differs from what is recorded: {amount}.", amount=Amount(newest.subsidy))
