"""The application: when it came in, under which rules, who looks after it, and everything kept of the project."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from app import applicant_sheet, cases
from app.act import ACTS
from app.applicant_sheet import ApplicantSheet
from app.case_sheet import CaseSheet
from app.drafts import Basis
from app.due import in_words
from app.field_words import field_word
from app.locked import LATER
from app.office import Touched
from app.refusal import Refusal, Stale
from app.texts import N_, Message
from app.words import word
from models.kinds import Mark
from models.stages import Stage
from ui.casefile.actions import CaseActions
from ui.casefile.application_form import ApplicationForm
from ui.casefile.next_step import barred
from ui.casefile.parts import Fact, Facts, names, officer_name
from ui.casefile.providers import Providers
from ui.casefile.section import Done, Section, tell
from ui.desk import Desk
from ui.widgets.banner import Banner
from ui.widgets.basic import Button


class ApplicationSection(Section):
    """The form of the case. What a person is typing is never overwritten by a newer sheet."""

    called = N_("Application")
    icon = "file-text"
    shows = (
        "version", "applicant", "approval", "chosen_edition", "due_for", "due_on", "edition", "edition_reason",
        "engagements", "factory", "fields", "lock", "no_edition", "officer", "received_on", "recommendation",
        "recorded_source", "stage", "today",
    )  # fmt: skip

    def __init__(self, desk: Desk, actions: CaseActions) -> None:
        super().__init__(desk)
        self._actions = actions
        self._base: CaseSheet | None = None
        self._saving = False
        self._factories: set[UUID] = set()
        self._intake = Facts()
        desk.changed.connect(self._changed)
        self.clash = Banner("warning")
        self.form = ApplicationForm(desk.office.clock)
        self.form.changed.connect(self.edited)
        self.providers = Providers(desk)
        self.providers.said.connect(self.said)
        self.body.addWidget(self._intake)
        self.body.addWidget(self.clash)
        self.body.addWidget(self.form)
        self.body.addWidget(self.providers)

    @property
    def dirty(self) -> bool:
        """Whether the form differs from what is saved."""
        return self.form.dirty

    def fill(self, sheet: CaseSheet) -> None:
        """Draw the sheet; a form with typing in it only learns the newer version, or says what clashes."""
        self._intake.put(self._intake_facts(sheet))
        self.providers.put(sheet)
        self._allow(sheet)
        if self._saving:
            return
        if self._base is None or not self.dirty:
            self._take(sheet)
        elif sheet.fields == self._base.fields:
            self._base = sheet
            self.form.rest_on(Basis("cases", sheet.id, sheet.version))
        elif sheet.version != self._base.version:
            text = N_("The application was changed elsewhere while you were typing. What you typed is still here.")
            self.clash.say(text, button=N_("Reload"), then=self.discard)

    def save(self, done: Done | None = None) -> None:
        """Save the form; errors stand beside their fields."""
        wanted, base = self.form.read(), self._base
        if wanted is None or base is None:
            tell(done, saved=False)
            return
        self._saving = True

        def saved(_result: Any) -> None:
            self._saving = False
            if self.form.read() == wanted:
                self.form.settle()
            if self.sheet is not None and self.sheet is not base:
                self.fill(self.sheet)
            self.edited.emit()
            tell(done, saved=True)

        def refused(refusal: Refusal) -> None:
            self._refused(refusal)
            tell(done, saved=False)

        self.do(cases.correct, base.id, wanted, seen=base.version, then=saved, failed=refused,
                said=Message("The application is saved."))  # fmt: skip

    def discard(self) -> None:
        """Show what is saved."""
        if self.sheet is not None:
            self._take(self.sheet)
        self.edited.emit()

    def _take(self, sheet: CaseSheet) -> None:
        whose = self._base.applicant if self._base is not None else None
        self._base = sheet
        self.clash.hide()
        if whose != sheet.applicant or sheet.factory is None or self._options_miss(sheet):
            self._offer([] if sheet.factory is None else [sheet.factory])
            self._ask_factories(sheet)
        self.form.put(sheet.fields, Basis("cases", sheet.id, sheet.version))
        self._allow(sheet)

    def _allow(self, sheet: CaseSheet) -> None:
        """While an approved case is locked, only what happens later can be entered."""
        self.form.setEnabled(self.desk.may(ACTS["case.correct"]))
        self.form.allow_only(LATER if sheet.locked else None)

    def _options_miss(self, sheet: CaseSheet) -> bool:
        return sheet.fields.factory_id not in self._factories

    def _ask_factories(self, sheet: CaseSheet) -> None:
        self.desk.read(applicant_sheet.read, sheet.applicant.id, sheet.today, then=self._know,
                       slot=f"factories-{id(self)}")  # fmt: skip

    def _changed(self, touched: Touched) -> None:
        """A factory registered or renamed on the applicant's page is offered here, also while this page is hidden."""
        if self._base is not None and "factories" in touched.kinds:
            self._ask_factories(self._base)

    def _know(self, found: ApplicantSheet) -> None:
        """The applicant's factories are known; the choice stays as it is."""
        self._offer(list(found.factories))

    def _offer(self, factories: list[Any]) -> None:
        self._factories = {one.factory.id for one in factories}
        options = [(one.factory.id, Message("{name}", name=_both(one.factory.fields))) for one in factories]
        self.form.offer_factories(options)

    def _refused(self, refusal: Refusal) -> None:
        self._saving = False
        self.form.refuse(refusal)
        if isinstance(refusal, Stale):
            self.stale.emit()

    def _intake_facts(self, sheet: CaseSheet) -> list[Fact]:
        received = Message("Not received yet")
        if sheet.received_on is not None:
            received = Message("{day}", day=sheet.received_on)
        receive = None
        if sheet.stage in (Stage.ENQUIRY, Stage.DRAFT):
            receive = self._button(N_("Receive…"), "case.receive", lambda: self._actions.perform("case.receive"))
        elif sheet.sum_open or sheet.recorded_source:
            receive = self._button(N_("Correct…"), "case.correct_received", self._actions.correct_received)
        who = Message("{who}", who=officer_name(sheet.officer)) if sheet.officer else Message("Nobody yet")
        due = in_words(sheet.due_on, sheet.today)
        if sheet.due_on is not None:
            due = Message("{words} ({day})", words=due, day=sheet.due_on)
        edition, source = _edition(sheet)
        choose = self._button(N_("Choose…"), "case.choose_edition", self._actions.choose_edition)
        assign = self._button(N_("Assign…"), "case.assign", self._actions.assign)
        set_due = self._button(N_("Set…"), "case.set_due", self._actions.set_due)
        return [
            Fact(field_word("received_on"), received, beside=receive),
            Fact(field_word("edition"), edition, "warn" if sheet.edition is None else "plain", choose, source),
            Fact(field_word("officer_id"), who, beside=assign),
            Fact(field_word("due_on"), due, beside=set_due, second=sheet.due_for),
        ]

    def _button(self, text: str, act: str, then: Callable[[], object]) -> Button:
        made = Button(text, kind="link", then=then)
        sheet = self.sheet
        made.setEnabled(sheet is not None and barred(sheet, act, self.desk.office.officer, self.desk.may) is None)
        return made


def _edition(sheet: CaseSheet) -> tuple[Message, Message | str]:
    """The edition, and how it came to be the one."""
    if sheet.edition is None:
        return sheet.no_edition or Message("Not known yet"), ""
    name = Message("{id}: {name}", id=sheet.edition.id, name=sheet.edition.label)
    if sheet.chosen_edition is not None:
        return name, Message("Chosen by an officer: {reason}", reason=sheet.edition_reason)
    return name, Message("{mark}: proposed by the day of receipt", mark=word(Mark.INFERRED))


def _both(of: Any) -> str:
    first, second = names(of)
    return f"{first}  {second}" if second else first
