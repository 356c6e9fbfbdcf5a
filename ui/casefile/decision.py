"""Recommendation and decision as four steps: who did what, what is next, by whom, and why a button is grey."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame

from app.case_parts import ApprovalRow
from app.case_sheet import CaseSheet
from app.money import Amount
from app.texts import N_, Message
from models.stages import Stage
from ui import theme
from ui.casefile.actions import CaseActions
from ui.casefile.decision_dialogs import advice_facts, entry_facts
from ui.casefile.next_step import ENDORSE, barred
from ui.casefile.parts import Fact, Facts, officer_name
from ui.casefile.section import Section
from ui.desk import Desk
from ui.icons import IconLabel
from ui.theme import Tone
from ui.widgets.basic import Button, Label, column, row
from ui.widgets.sections import Standing


class DecisionSection(Section):
    """The Secretariat recommends and endorses; the committee decides; a second officer confirms."""

    called = N_("Recommendation and decision")
    short = N_("Decision")
    icon = "gavel"
    shows = (
        "approval", "calculations", "edition", "lock", "recommendation", "recorded_amount", "recorded_second_at",
        "recorded_second_by", "recorded_source", "request", "stage",
    )  # fmt: skip

    def __init__(self, desk: Desk, actions: CaseActions) -> None:
        super().__init__(desk)
        go = actions.perform
        self.recommend = Button(N_("Recommend…"), then=lambda: go("case.recommend", Stage.RECOMMENDED))
        self.decline = Button(N_("Do not recommend…"), then=lambda: go("case.recommend", Stage.NOT_RECOMMENDED))
        self.endorse = Button(N_("Endorse…"), then=lambda: go(ENDORSE))
        self.decide = Button(N_("Enter the committee’s decision…"), then=lambda: go("case.approve"))
        self.confirm = Button(N_("Confirm the decision…"), then=lambda: go("case.confirm_decision"))
        self.send_back = Button(N_("Send the entry back…"), then=lambda: go("case.reject_entry"))
        self.confirm_recorded = Button(N_("Confirm the recorded amount…"), then=lambda: go("case.confirm_historic"))
        self._steps = (
            _Step(N_("1. The Secretariat recommends"), self.recommend, self.decline),
            _Step(N_("2. A second officer endorses the summary"), self.endorse),
            _Step(N_("3. The committee’s decision is entered"), self.decide),
            _Step(N_("4. A second officer confirms the entry"), self.confirm, self.send_back, self.confirm_recorded),
        )
        for step in self._steps:
            self.body.addWidget(step)

    def standing(self, sheet: CaseSheet) -> Standing:
        """Done when the decision has taken effect."""
        entry = sheet.approval
        if sheet.recorded_second_at is not None or (entry is not None and entry.confirmed_at is not None):
            return "check-circle", "ok", 0
        return self.icon, "muted", 0

    def fill(self, sheet: CaseSheet) -> None:
        """Draw the four steps."""
        self._recommendation(sheet)
        self._endorsement(sheet)
        self._decision(sheet)
        self._confirmation(sheet)

    def _why(self, sheet: CaseSheet, act: str, to: Stage | None = None) -> Message | None:
        return barred(sheet, act, self.desk.office.officer, self.desk.may, to)

    def _recommendation(self, sheet: CaseSheet) -> None:
        advice = sheet.recommendation
        here = sheet.stage is Stage.ASSESSMENT
        why = self._why(sheet, "case.recommend", Stage.RECOMMENDED) if here else None
        self._offer(here, why, self.recommend)
        self._offer(here, self._why(sheet, "case.recommend") if here else None, self.decline)
        if advice is not None:
            told = Message("{who} recommended on {at}.", who=officer_name(advice.prepared_by), at=advice.prepared_at)
            if here:
                told = Message("An earlier recommendation was taken back to vetting. Recommend anew.")
            self._steps[0].put("here" if here else "done", told, advice_facts(advice), why)
        elif here:
            text = Message("Say whether to support the project, on which grounds, and with which conditions.")
            self._steps[0].put("here", text, why=why)
        elif sheet.recorded_source:
            text = Message("The case was entered from its file. Who recommended and who decided is not recorded here.")
            self._steps[0].put("later", text)
        else:
            self._steps[0].put("later", Message("Nothing is recommended yet. That is done in vetting."))

    def _endorsement(self, sheet: CaseSheet) -> None:
        advice = sheet.recommendation
        open_ = advice is not None and advice.endorsed_by is None and sheet.stage is not Stage.ASSESSMENT
        why = self._why(sheet, ENDORSE) if open_ else None
        self._offer(open_, why, self.endorse)
        if advice is not None and advice.endorsed_by is not None and sheet.stage is not Stage.ASSESSMENT:
            who = officer_name(advice.endorsed_by)
            told = Message("{who} endorsed the summary on {at}. It is frozen.", who=who, at=advice.endorsed_at)
            self._steps[1].put("done", told)
        elif open_:
            self._steps[1].put("here", Message("The summary is a draft until it is endorsed."), why=why)
        else:
            self._steps[1].put("later", Message("This comes after the recommendation."))

    def _decision(self, sheet: CaseSheet) -> None:
        entry = sheet.approval
        here = sheet.stage is Stage.SCHEDULED
        why = self._why(sheet, "case.approve") if here else None
        self._offer(here, why, self.decide)
        if here:
            text = Message("Enter outcome, meeting, paper and amount once the committee has decided.")
            self._steps[2].put("here", text, why=why)
        elif entry is not None:
            self._steps[2].put("done", _entered(entry), entry_facts(entry))
        elif sheet.recorded_amount is not None:
            text = Message("The old file records {amount}: {source}.", amount=Amount(sheet.recorded_amount),
                           source=sheet.recorded_source)  # fmt: skip
            self._steps[2].put("done", text)
        else:
            self._steps[2].put("later", Message("This comes once the case is before the committee."))

    def _confirmation(self, sheet: CaseSheet) -> None:
        entry = sheet.approval
        here = sheet.stage is Stage.DECISION
        why = self._why(sheet, "case.confirm_decision") if here else None
        self._offer(here, why, self.confirm)
        self._offer(here, self._why(sheet, "case.reject_entry") if here else None, self.send_back)
        waits = self._why(sheet, "case.confirm_historic") if sheet.record_waits else None
        self._offer(sheet.record_waits, waits, self.confirm_recorded)
        if here:
            text = Message("Until another officer confirms the entry it has no effect.")
            self._steps[3].put("here", text, why=why)
        elif entry is not None and entry.unconfirmed:
            text = Message("Unconfirmed: a single officer works here. The decision took effect on {at}.",
                           at=entry.confirmed_at)  # fmt: skip
            self._steps[3].put("done", text)
        elif entry is not None and entry.confirmed_by is not None:
            who = officer_name(entry.confirmed_by)
            text = Message("{who} confirmed the entry on {at}. It has taken effect.", who=who, at=entry.confirmed_at)
            self._steps[3].put("done", text)
        elif sheet.recorded_amount is not None:
            self._steps[3].put("here" if sheet.record_waits else "done", _recorded(sheet), why=waits)
        else:
            self._steps[3].put("later", Message("This comes after the entry."))

    def _offer(self, shown: bool, why: Message | None, button: Button) -> None:
        button.setVisible(shown)
        button.setEnabled(shown and why is None)


def _recorded(sheet: CaseSheet) -> Message:
    """What became of a recorded amount; until it is confirmed it can only lower what others get."""
    at, second = sheet.recorded_second_at, sheet.recorded_second_by
    if at is None and sheet.factory is None:
        return Message("Recorded, not yet confirmed.")
    if at is None:
        return Message("Recorded, not yet confirmed. It counts against the factory’s ceiling already.")
    if second is None:
        return Message("Unconfirmed: a single officer works here. The amount was taken over on {at}.", at=at)
    return Message("{who} confirmed the recorded amount on {at}.", who=officer_name(second), at=at)


def _entered(entry: ApprovalRow) -> Message:
    return Message("{who} entered it on {at}.", who=officer_name(entry.entered_by), at=entry.entered_at)


_SIGNS: dict[str, tuple[str, Tone]] = {
    "done": ("check-circle", "ok"),
    "here": ("caret-right", "accent"),
    "later": ("circle", "muted"),
}


class _Step(QFrame):
    """One of the four steps."""

    def __init__(self, title: str, *buttons: Button) -> None:
        super().__init__()
        self._sign = IconLabel("circle", "muted", 18)
        self._title = Label(title, bold=True, wrap=True)
        self._says = Label(wrap=True)
        self._facts = Facts()
        self._buttons = row(*buttons, None)
        self._why = Label(tone="warn", wrap=True)
        words = column(self._title, self._says, self._facts, self._why, self._buttons, gap=theme.S4)
        laid = row(self._sign, words, gap=theme.S12)
        laid.setAlignment(self._sign, Qt.AlignmentFlag.AlignTop)
        laid.setContentsMargins(0, theme.S4, 0, theme.S8)
        self.setLayout(laid)

    def put(self, state: str, says: Message, facts: Sequence[Fact] = (), why: Message | None = None) -> None:
        """Show where the step stands; `why` says why its button is grey."""
        self._sign.draw(*_SIGNS[state])
        self._title.set_tone("muted" if state == "later" else "plain")
        self._says.say(says)
        self._says.set_tone("muted" if state != "here" else "plain")
        self._facts.put(facts)
        self._facts.setVisible(bool(facts))
        self._why.setVisible(why is not None)
        if why is not None:
            self._why.say(why)
