"""The calculator as a section of the case page: cost lines, the sum at each keystroke, recording, what-if."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any, Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app import calculations, costs
from app.act import ACTS
from app.case_parts import CalculationRow
from app.case_sheet import CaseSheet
from app.costs import CostFields
from app.kept import Kept
from app.money import Amount
from app.refusal import Invalid, NoEdition, NotReady, Refusal
from app.rules.edition import Edition
from app.rules.request import Override, Request, Supplied
from app.rules.working import Calculation
from app.texts import N_, Message
from models.kinds import CostKind, ProjectType
from ui import theme
from ui.calculator.bar import ResultBar
from ui.calculator.cost_lines import Changed, CostLines
from ui.calculator.dialogs import Asking, OverrideDialog, SupplyDialog
from ui.calculator.hand import ByHand
from ui.calculator.outcome import OutcomeView, Way
from ui.calculator.records import Records
from ui.calculator.saving import Line, Recording, save
from ui.calculator.standing import EditionLine, Warnings
from ui.calculator.what_if import WhatIf
from ui.calculator.worked import Outcome, can_be_supplied, unproven, worked
from ui.casefile.dialogs import ReasonDialog
from ui.casefile.section import Done, Section, tell
from ui.desk import Desk
from ui.widgets.sections import Standing

#: What the first cost of a project is most often for.
_FIRST: Final[Mapping[ProjectType, CostKind]] = {
    ProjectType.OA: CostKind.CONSULTANCY,
    ProjectType.VP: CostKind.TESTING,
    ProjectType.OSI: CostKind.PUBLICITY,
}


def first_kind(type: ProjectType) -> CostKind:
    """The kind of a new cost line of a project."""
    return _FIRST.get(type, CostKind.EQUIPMENT)


class CalculatorSection(Section):
    """Shows the sum of what is typed; what is recorded the office works again from its own records.

    Signal: `go(str)` asks the page for another section, such as "application".
    """

    called = N_("Subsidy calculation")
    short = N_("Calculator")
    icon = "calculator"
    shows = (
        "calculations", "chosen_edition", "costs", "edition", "fields", "lock", "no_edition", "received_on",
        "recorded_amount", "recorded_second_at", "recorded_source", "request", "stage",
    )  # fmt: skip
    go = Signal(str)

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._saving = False
        self._outcome: Outcome | None = None
        self.edition = EditionLine()
        self.lines = CostLines(desk.office.clock)
        self.by_hand = ByHand()
        self.outcome = OutcomeView()
        self.warnings = Warnings()
        self.what_if = WhatIf(desk.office.rules)
        self.records = Records(desk)
        self.bar = ResultBar()
        self._lay_out()
        self._connect()

    # what the page asks

    def fill(self, sheet: CaseSheet) -> None:
        """Draw the sheet; lines being typed stay."""
        self.edition.put(sheet)
        self.lines.set_kind(first_kind(sheet.fields.type))
        if not self._saving:
            self.lines.put(sheet.costs)
            self._take_by_hand(sheet)
        self.lines.set_allowed(self.desk.may(ACTS["cost.add"]) and not sheet.locked)
        self.records.put(sheet)
        self._work_out()

    def standing(self, sheet: CaseSheet) -> Standing:
        """Whether a calculation stands."""
        if sheet.awaiting is not None:
            return "hourglass", "warn", 0
        return ("check-circle", "ok", 0) if sheet.standing is not None else (self.icon, "muted", 0)

    def first(self) -> QWidget | None:
        """The second officer's button while it waits, else the first of all."""
        waits = self.records.awaiting.button
        return waits if waits.isVisibleTo(self) and waits.isEnabled() else super().first()

    @property
    def dirty(self) -> bool:
        """Whether a line, a supplied figure or a lower amount is not in the office yet."""
        return self.lines.dirty or self.by_hand.dirty

    def save(self, done: Done | None = None) -> None:
        """Save the lines; what was supplied or lowered by hand is kept by recording the calculation."""
        self._send(recording=self.by_hand.dirty, done=done)

    def discard(self) -> None:
        """Show what is saved."""
        self.by_hand.clear()
        self.lines.discard()
        if self.sheet is not None:
            self.fill(self.sheet)
        self.edited.emit()

    # what an officer does

    def record(self) -> None:
        """Save the lines and record the calculation, in one piece of work."""
        self._send(recording=True, done=None)

    def supply(self, figure: str) -> None:
        """Ask for a figure that is not set."""
        sheet = self.sheet
        if sheet is None:
            return
        asking = Asking(sheet.officers, self.desk.office.officer.id, lambda given: self._tries({figure: given}, None))
        given = SupplyDialog(self, figure, asking).ask()
        if given is not None:
            self.by_hand.supply(figure, given)

    def lower_result(self) -> None:
        """Ask for a lower amount."""
        made = self._worked({**self.by_hand.supplied}, None)
        if isinstance(made, Calculation):
            lowered = OverrideDialog(self, made.subsidy, lambda given: self._tries({}, given)).ask()
            if lowered is not None:
                self.by_hand.lower_to(lowered)

    def confirm(self, one: CalculationRow) -> None:
        """Agree as second officer."""
        self.do(calculations.confirm, one.id, seen=one.version, failed=self._say_refusal,
                said=Message("The calculation is confirmed and counts."))  # fmt: skip

    def strike_out(self, kept: Kept[CostFields]) -> None:
        """Take a saved line out of the sum, with a reason."""

        def send(reason: str, then: Any, failed: Any) -> None:
            self.desk.do(costs.strike_out, kept.id, seen=kept.version, reason=reason, then=then, failed=failed)

        amount = Amount(kept.fields.amount, kept.fields.currency)
        why = Message("{amount} will no longer count. The line stays in the history.", amount=amount)
        if ReasonDialog.ask(self, N_("Strike out a cost line"), why=why, button=N_("Strike out"), send=send):
            self.said.emit(Message("The cost line is struck out."))

    def toggle_what_if(self) -> None:
        """Show or hide the what-if columns."""
        opened = self.what_if.isHidden()
        self.what_if.setVisible(opened)
        self.bar.opened(opened)
        if opened:
            self._compare()
            self.what_if.start()

    def _take_by_hand(self, sheet: CaseSheet) -> None:
        """Figures that the newest recorded calculation rests on go on to count, unless somebody is changing them."""
        if self.by_hand.dirty:
            return
        newest = sheet.calculations[0].request if sheet.calculations else None
        self.by_hand.put(newest.supplied if newest else None, newest.override if newest else None)

    # the sum

    def asked(self) -> Request:
        """The question as it stands on the screen; raises `Invalid` for a line that cannot be read."""
        assert self.sheet is not None
        return replace(self.sheet.request, lines=self.lines.asked())

    def _worked(self, supplied: Mapping[str, Supplied], override: Override | None) -> Outcome:
        sheet = self.sheet
        assert sheet is not None
        try:
            request = replace(self.asked(), supplied=supplied or None, override=override)
        except Invalid as problem:
            return problem
        return worked(sheet.edition, request, sheet.no_edition)

    def _tries(self, supplied: Mapping[str, Supplied], override: Override | None) -> Refusal | None:
        """Why the rules do not take what is offered by hand; another thing missing is no reason."""
        found = self._worked({**self.by_hand.supplied, **supplied}, override)
        if isinstance(found, Calculation):
            return None
        about = (
            *(f"supplied.{name}" for name in supplied),
            *(("override.amount", "override.reason") if override else ()),
        )
        return found if found.field in about else None

    def _work_out(self) -> None:
        if self.sheet is None:
            return
        self._outcome = self._stands() or self._worked(self.by_hand.supplied, self.by_hand.override)
        historic = self.sheet.recorded_amount is not None and not isinstance(self._outcome, Calculation)
        self.outcome.setVisible(not historic or self._is_open)
        self.outcome.put(self._outcome, self._ways(self._outcome), self._question())
        self._say_standing(self.sheet)
        if not self.what_if.isHidden():
            self._compare()

    @property
    def _is_open(self) -> bool:
        """Whether a calculation may still be recorded."""
        return self.sheet is not None and self.sheet.sum_open

    def _question(self) -> tuple[Edition | None, Request] | None:
        """What the sum shown answers, and by which rules."""
        sheet = self.sheet
        if sheet is None or not isinstance(self._outcome, Calculation):
            return None
        if self._stands() is not None and sheet.standing is not None:
            return self.desk.office.rules.edition(sheet.standing.result.edition), sheet.standing.request
        by = self.by_hand
        return sheet.edition, replace(self.asked(), supplied=by.supplied or None, override=by.override)

    def _stands(self) -> Calculation | None:
        """Past assessment the sum shown is the recorded one, not a new one."""
        if self.sheet is None or self._is_open or self.lines.dirty:
            return None
        return self.sheet.standing.result if self.sheet.standing is not None else None

    def _compare(self) -> None:
        """Column A of what-if is what stands on the screen."""
        sheet = self.sheet
        if sheet is None or self._outcome is None:
            return
        try:
            request = replace(self.asked(), supplied=self.by_hand.supplied or None, override=self.by_hand.override)
        except Invalid:
            request = sheet.request
        self.what_if.put(sheet.edition, request, self._outcome)

    def _ways(self, outcome: Outcome) -> list[Way]:
        if isinstance(outcome, Calculation):
            return []
        figure = outcome.figure
        if figure is not None and can_be_supplied(outcome):
            return (
                [(N_("Supply the figure…"), lambda: self.supply(figure))]
                if self._may_record() and self._is_open
                else []
            )
        if isinstance(outcome, NoEdition):
            return [(N_("Go to the day of receipt and the edition"), lambda: self.go.emit("application"))]
        if outcome.field == "origin":
            return [(N_("Go to who developed the technology"), lambda: self.go.emit("application"))]
        return []

    def _say_standing(self, sheet: CaseSheet) -> None:
        """The buttons, and how what is shown stands to what is recorded."""
        made = self._outcome if isinstance(self._outcome, Calculation) else None
        claims = made is not None and unproven(sheet.edition, sheet.request)
        able = made is not None and self._is_open and not claims and self._may_record()
        self.bar.put(sheet, made, able=able, is_open=self._is_open)
        self.warnings.put(sheet, self.asked() if claims else None)

    def _may_record(self) -> bool:
        return self.desk.may(calculations.record)

    # saving

    def _send(self, *, recording: bool, done: Done | None) -> None:
        sheet, changes = self.sheet, self.lines.changes()
        if sheet is None or changes is None or self._saving:
            tell(done, saved=False)
            return
        lines = [Line(one.row.number, one.kept, one.fields) for one in changes]
        asked = Recording(sheet.version, self.by_hand.supplied or None, self.by_hand.override) if recording else None
        self._saving = True

        def saved(ids: Any) -> None:
            self._saved(changes, ids, recorded=recording)
            tell(done, saved=True)

        def refused(refusal: Refusal) -> None:
            self._saving = False
            self._say_refusal(refusal)
            tell(done, saved=False)

        self.do(save, sheet.id, lines, asked, then=saved, failed=refused, said=_said(recording, self.by_hand))

    def _saved(self, changes: list[Changed], ids: Any, *, recorded: bool) -> None:
        self._saving = False
        self.lines.saved(changes, ids)
        if recorded:
            self.by_hand.put(self.by_hand.supplied, self.by_hand.override)
        if self.sheet is not None:
            self.fill(self.sheet)
        self.edited.emit()
        self.stale.emit()

    def _say_refusal(self, refusal: Refusal) -> None:
        """Beside the cell it names, or beside the buttons."""
        if isinstance(refusal, Invalid) and self.lines.refuse(refusal):
            return
        self.bar.refuse(refusal)
        if not isinstance(refusal, Invalid | NotReady):
            self.stale.emit()

    def _typed(self) -> None:
        self._work_out()
        self.edited.emit()

    def _lay_out(self) -> None:
        for part in (self.by_hand, self.bar):
            self.outcome.middle.addWidget(part)
        self.outcome.middle.addWidget(self.what_if)
        self.what_if.hide()
        self.body.setSpacing(theme.S12)
        for widget in (self.edition, self.lines, self.warnings, self.records.awaiting, self.outcome, self.records):
            self.body.addWidget(widget)
        self.body.addStretch(1)

    def _connect(self) -> None:
        self.lines.changed.connect(self._typed)
        self.lines.strike.connect(self.strike_out)
        self.by_hand.changed.connect(self._typed)
        self.records.confirm.connect(self.confirm)
        self.warnings.go.connect(self.go)
        self.bar.record.connect(self.record)
        self.bar.lowering.connect(self.lower_result)
        self.bar.what_if.connect(self.toggle_what_if)
        self.edition.go.connect(self.go)


def _said(recording: bool, by: ByHand) -> Message:
    if not recording:
        return Message("The cost lines are saved.")
    if by.empty:
        return Message("The calculation is recorded.")
    return Message("The calculation is recorded. It counts once the second officer has confirmed it.")
