"""The assessment as a section of the case page: before and after, the measures, the questions, what it all brings."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from PySide6.QtCore import Qt

from app import assessments, measures, technologies
from app.act import ACTS
from app.assessment_sheet import findings_of, keyed
from app.assessments import AssessmentFields, Open, UtilityFields
from app.case_sheet import CaseSheet
from app.drafts import Basis
from app.kept import Kept
from app.measures import MeasureFields
from app.refusal import Invalid, Refusal, Stale
from app.rules.benefit import Benefit, benefit_of
from app.technologies import TechnologyFields
from app.texts import N_, Message
from app.words import word
from ui import theme
from ui.assessment.before_after import BeforeAfter
from ui.assessment.chart import BeforeAfterChart
from ui.assessment.factors import EnterFactorDialog, FactorLines, TakeFactorsDialog
from ui.assessment.measure_dialog import MeasureDialog
from ui.assessment.measures import Measures
from ui.assessment.more import Doubts, How, Notes, SignOff
from ui.assessment.saving import UtilityLine, save
from ui.assessment.technology import ChooseTechnologyDialog, TechnologyBlock, register_of
from ui.casefile.dialogs import ReasonDialog
from ui.casefile.section import Done, Section, tell
from ui.desk import Desk
from ui.widgets.basic import Label, column
from ui.widgets.sections import Standing


class AssessmentSection(Section):
    """What the assessor found. What is typed is worked at each keystroke and saved with the page."""

    called = N_("Assessment")
    icon = "leaf"
    shows = ("assessment", "fields", "lock")

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._saving = False
        self.locked = Label(tone="muted", wrap=True)
        self.table = BeforeAfter(desk.office.clock)
        self.factors = FactorLines()
        self.sign_off = SignOff(desk.office.clock)
        self.refusal = Label(tone="danger", wrap=True)
        self.doubts = Doubts()
        self.chart = BeforeAfterChart()
        self.list = Measures()
        self.technology = TechnologyBlock(desk)
        self.notes = Notes()
        self.how = How()
        self._lay_out()
        self._connect()

    # what the page asks

    def fill(self, sheet: CaseSheet) -> None:
        """Draw the sheet; what is being typed stays."""
        found, may = sheet.assessment, self.desk.may(ACTS["assessment.correct"])
        if not self._saving:
            whole = found.whole.fields if found.whole is not None else AssessmentFields()
            self.table.put(whole, found.utilities)
            self.sign_off.put(whole)
            kept = found.whole
            basis = None if kept is None else Basis("assessments", kept.id, kept.version)
            self.table.basis = self.sign_off.form.basis = basis
        self.table.set_open(found.open, may=may)
        self.sign_off.set_open(found.open, may=may)
        self.factors.put(found, able=may and found.open is Open.ALL and found.whole is not None)
        self.technology.put(sheet)
        self._say_locked(sheet)
        self._work_out()

    def standing(self, sheet: CaseSheet) -> Standing:
        """How many questions there are."""
        count = len(sheet.assessment.benefit.questions)
        if count:
            return "question", "warn", count
        return self.icon, "muted" if sheet.assessment.is_empty else "ok", 0

    @property
    def dirty(self) -> bool:
        """Whether the table or the sign-off is not saved."""
        return self.table.dirty or self.sign_off.dirty

    def discard(self) -> None:
        """Show what is saved."""
        self.table.discard()
        if self.sheet is not None:
            whole = self.sheet.assessment.whole
            self.sign_off.discard(whole.fields if whole is not None else AssessmentFields())
            self.fill(self.sheet)
        self.edited.emit()

    def save(self, done: Done | None = None) -> None:
        """Save the table and the sign-off in one piece of work."""
        sheet = self.sheet
        wanted = self._read() if sheet is not None and not self._saving else None
        if sheet is None or wanted is None:
            tell(done, saved=False)
            return
        whole, lines = wanted
        self._saving = True

        def saved(_result: Any) -> None:
            self._saving = False
            self.table.settle()
            self.sign_off.settle()
            if self.sheet is not None and self.sheet is not sheet:
                self.fill(self.sheet)
            self.edited.emit()
            self.stale.emit()
            tell(done, saved=True)

        def refused(refusal: Refusal) -> None:
            self._saving = False
            self._refuse(refusal)
            tell(done, saved=False)

        self.do(save, sheet.id, sheet.assessment.whole, whole, lines, then=saved, failed=refused,
                said=Message("The assessment is saved."))  # fmt: skip

    # what an officer does

    def edit_measure(self, kept: Kept[MeasureFields] | None) -> None:
        """Enter or correct a measure."""
        sheet = self.sheet
        if sheet is None:
            return

        def send(form: MeasureFields, then: Any, failed: Any) -> None:
            if kept is None:
                self.desk.do(measures.add, sheet.id, form, then=then, failed=failed)
            else:
                self.desk.do(measures.correct, kept.id, form, seen=kept.version, then=then, failed=failed)

        only_state = sheet.assessment.open is not Open.ALL
        if MeasureDialog.ask(self, kept.fields if kept else None, only_state=only_state, send=send):
            self.said.emit(Message("The measure is saved."))

    def strike_measure(self, kept: Kept[MeasureFields]) -> None:
        """Take a measure out, with a reason."""

        def send(reason: str, then: Any, failed: Any) -> None:
            self.desk.do(measures.strike_out, kept.id, seen=kept.version, reason=reason, then=then, failed=failed)

        why = Message("It will no longer count. It stays in the history.")
        if ReasonDialog.ask(self, N_("Strike out a measure"), why=why, button=N_("Strike out"), send=send):
            self.said.emit(Message("The measure is struck out."))

    def strike_utility(self, kept: Kept[UtilityFields]) -> None:
        """Take a utility out, with a reason."""

        def send(reason: str, then: Any, failed: Any) -> None:
            self.desk.do(assessments.strike_out_utility, kept.id, seen=kept.version, reason=reason, then=then,
                         failed=failed)  # fmt: skip

        why = Message("{utility} will no longer count. It stays in the history.", utility=word(kept.fields.kind))
        if ReasonDialog.ask(self, N_("Strike out a utility"), why=why, button=N_("Strike out"), send=send):
            self.said.emit(Message("The utility is struck out."))

    def take_factors(self) -> None:
        """Choose other emission factors."""
        found = self.sheet.assessment if self.sheet is not None else None
        kept = found.whole if found is not None else None
        if found is None or kept is None:
            return

        def send(chosen: tuple[str, Any], then: Any, failed: Any) -> None:
            self.desk.do(assessments.take_factors, kept.id, *chosen, seen=kept.version, then=then, failed=failed)

        if TakeFactorsDialog.ask(self, found, send=send):
            self.said.emit(Message("The emission factors are kept with the assessment."))

    def enter_factor(self) -> None:
        """Enter an emission factor with its source."""
        kept = self.sheet.assessment.whole if self.sheet is not None else None
        if kept is None:
            return

        def send(form: Any, then: Any, failed: Any) -> None:
            self.desk.do(assessments.enter_factor, kept.id, form, seen=kept.version, then=then, failed=failed)

        if EnterFactorDialog.ask(self, send=send):
            self.said.emit(Message("The emission factors are kept with the assessment."))

    def choose_technology(self) -> None:
        """Take the technology over from the register."""
        register_of(self.desk, self._choose_of)

    def _choose_of(self, register: tuple[Kept[TechnologyFields], ...]) -> None:
        sheet = self.sheet
        if sheet is None:
            return
        if not register:
            self.said.emit(
                Message("The technology register is empty. Enter the list there first: View, Technology register.")
            )
            return

        def send(chosen: tuple[UUID], then: Any, failed: Any) -> None:
            self.desk.do(technologies.choose, sheet.id, chosen[0], seen=sheet.version, then=then, failed=failed)

        now = sheet.assessment.technology
        if ChooseTechnologyDialog.ask(self, register, now.id if now is not None else None, send=send):
            self.said.emit(Message("The technology is taken over from the register."))

    # working it out

    def worked(self) -> Benefit:
        """The benefit of what stands on the screen."""
        assert self.sheet is not None
        found = self.sheet.assessment
        base = found.whole.fields if found.whole is not None else AssessmentFields()
        typed = findings_of(
            self.table.understood(base), self.table.utilities(), keyed(found.measures), found.factors
        )  # fmt: skip
        return benefit_of(typed)

    def _work_out(self) -> None:
        if self.sheet is None:
            return
        found, may = self.sheet.assessment, self.desk.may(ACTS["measure.add"])
        benefit = self.worked() if self.dirty else found.benefit
        self.table.put_worked(benefit)
        self.doubts.put(benefit)
        self.chart.put(benefit)
        self.list.put(found.measures, benefit, found.open, may=may)
        self.notes.put(benefit)
        self.how.put(benefit)

    def _typed(self) -> None:
        self.refusal.hide()
        self.table.clear_wrong()
        self._work_out()
        self.edited.emit()

    # saving

    def _read(self) -> tuple[AssessmentFields | None, list[UtilityLine]] | None:
        """What is to be saved, or None when a cell cannot be read: then it says why, and has the focus."""
        assert self.sheet is not None
        found = self.sheet.assessment
        base = found.whole.fields if found.whole is not None else AssessmentFields()
        try:
            whole = self.sign_off.over(self.table.whole(base))
            wrong = [one for one in self.table.rows if not one.look()]
            if wrong:
                wrong[0].read()
            lines = [UtilityLine(one.number, one.kept, one.read()) for one in self.table.rows if one.dirty]
        except Invalid as problem:
            self._refuse(problem)
            return None
        return (whole if whole != base or found.whole is None else None), lines

    def _refuse(self, refusal: Refusal) -> None:
        """Beside the cell it names, or under the table."""
        if isinstance(refusal, Invalid) and self.table.refuse(refusal):
            return
        self.refusal.say(refusal.message)
        self.refusal.show()
        if isinstance(refusal, Stale):
            self.stale.emit()

    # building

    def _say_locked(self, sheet: CaseSheet) -> None:
        found = sheet.assessment
        match found.open:
            case Open.AFTER:
                self.locked.say(
                    N_("The recommendation rests on these findings. What is measured now, and how far each measure "
                       "has come, can still be entered.")
                )  # fmt: skip
            case Open.NOTHING if sheet.lock is not None:
                self.locked.say(
                    "This case is locked since its approval on {day}. Unlock it with a reason first.",
                    day=sheet.lock.approved_on,
                )
            case Open.NOTHING:
                self.locked.say(N_("The recommendation rests on these findings. They can no longer be changed here."))
        self.locked.setVisible(found.open is not Open.ALL)

    def _lay_out(self) -> None:
        self.refusal.hide()
        left = Qt.AlignmentFlag.AlignLeft
        self.body.setSpacing(theme.S12)
        for widget in (self.locked, self.table, self.refusal, self.factors, self.doubts, self.chart):
            self.body.addWidget(widget)
        heading = Label(N_("Measures"), size="section", bold=True)
        self.body.addSpacing(theme.S8)
        self.body.addLayout(column(heading, self.list, gap=theme.S8))
        self.body.addWidget(self.sign_off)
        self.body.addWidget(self.technology)
        self.body.addWidget(self.notes)
        self.body.addWidget(self.how, 0, left)
        self.body.addWidget(self.how.lines)

    def _connect(self) -> None:
        self.table.changed.connect(self._typed)
        self.sign_off.changed.connect(self._typed)
        self.table.strike.connect(self.strike_utility)
        self.list.edit.connect(self.edit_measure)
        self.list.strike.connect(self.strike_measure)
        self.technology.choose.connect(self.choose_technology)
        self.technology.open_case.connect(self.open_case)
        self.factors.take.connect(self.take_factors)
        self.factors.enter.connect(self.enter_factor)
