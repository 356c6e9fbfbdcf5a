"""What is asked when a case is recommended, endorsed, decided and confirmed: one dialog each."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Final

from PySide6.QtWidgets import QWidget

from app.case_parts import ApprovalRow, RecommendationRow
from app.case_sheet import CaseSheet
from app.clock import Clock
from app.decisions import Decision, Declared
from app.field_words import field_word
from app.money import Amount
from app.texts import N_, Message
from app.words import word
from models.kinds import Outcome, Verdict
from ui.casefile.ask import AskDialog, Send
from ui.casefile.declaring import ask_interest, declared, interest_facts
from ui.casefile.next_step import alone, barred_from_recommending
from ui.casefile.parts import Fact, Facts, Telling, officer_name
from ui.widgets.fields import CheckField, ChoiceField, DateField, LongText, MoneyField, TextField
from ui.words import tr

_GRANTED = (Outcome.APPROVED, Outcome.APPROVED_CONDITIONS)

#: So many outstanding items are named in a dialog, each in so many characters; the case page has them all.
_MOST_ITEMS: Final = 6
_LONGEST_ITEM: Final = 80


@dataclass(frozen=True, slots=True)
class Advice:
    """What the Secretariat recommends: the verdict, on which grounds, conditions, one a line, and who has which
    interest in it."""

    verdict: Verdict
    grounds: str
    conditions: str
    declares: Declared


class RecommendDialog(AskDialog[Advice]):
    """Asks for the recommendation."""

    def __init__(self, parent: QWidget | None, sheet: CaseSheet, verdict: Verdict) -> None:
        super().__init__(parent, N_("Recommend to the committee"), why=_says(sheet), button=N_("Recommend"), width=680)
        facts = Facts()
        facts.put(outstanding(sheet))
        self.form.whole_width(facts)
        verdicts = [(each, word(each)) for each in Verdict]
        self.form.add("verdict", field_word("verdict"), ChoiceField(verdicts, blank=None, width=240))
        self.form.add("reason", field_word("grounds"), LongText(most=4000, rows=5), missing=N_("Say on which grounds."))
        hint = N_("One a line. They are printed on the summary.")
        self.form.add("conditions", field_word("conditions"), LongText(most=4000, rows=4), hint=hint)
        ask_interest(self.form, self.fit)
        earlier = sheet.recommendation
        self.form.put(
            {
                "verdict": verdict,
                "reason": earlier.grounds if earlier else "",
                "conditions": "\n".join(earlier.conditions) if earlier else "",
            }
        )
        self.form.field("reason").control.setFocus()

    def answer(self, values: dict[str, Any]) -> Advice:
        """The recommendation."""
        return Advice(values["verdict"], values["reason"], values["conditions"] or "", declared(values))

    @classmethod
    def ask(
        cls, parent: QWidget | None, sheet: CaseSheet, verdict: Verdict, *, send: Send | None = None
    ) -> Advice | None:
        """The recommendation, or None."""
        return cls(parent, sheet, verdict).run(send)


def _says(sheet: CaseSheet) -> Message:
    """What the committee would be shown."""
    barrier = barred_from_recommending(sheet)
    if barrier is not None:
        return Message("{barrier} Until then the case can only be not recommended.", barrier=barrier)
    amount = Amount(sheet.calculated or Decimal(0))
    if sheet.eligibility.eligible is False:
        text = "The calculated subsidy is {amount}. By the facts on the case it is not eligible."
        return Message(text, amount=amount)
    if sheet.eligibility.eligible is None:
        text = "The calculated subsidy is {amount}. It cannot be said yet whether the case is eligible."
        return Message(text, amount=amount)
    return Message("The calculated subsidy is {amount}. The case is eligible by the facts on it.", amount=amount)


class EndorseDialog(AskDialog[Declared]):
    """Asks the second officer to sign the summary."""

    def __init__(self, parent: QWidget | None, advice: RecommendationRow, sheet: CaseSheet) -> None:
        super().__init__(
            parent,
            N_("Endorse the assessment summary"),
            why=N_("What the summary shows now is frozen with your name. This cannot be taken back."),
            button=N_("Endorse"),
        )
        facts = Facts()
        by = Fact(field_word("prepared_by_id"), _by(officer_name(advice.prepared_by), advice.prepared_at))
        facts.put([*advice_facts(advice), *outstanding(sheet), by])
        self.form.whole_width(facts)
        ask_interest(self.form, self.fit)
        self.form.add("read", N_("Summary"), CheckField(N_("I have read the summary and agree with it")))

    def answer(self, values: dict[str, Any]) -> Declared:
        """What is declared with the signature."""
        return declared(values)

    def take(self) -> None:
        """Nobody signs without saying so."""
        if not self.form.field("read").read():
            self.form.field("read").control.setFocus()
            self.form.field("read").set_wrong(True)
            self.form.field("read").explain(_tick())
            return
        super().take()

    @classmethod
    def ask(
        cls, parent: QWidget | None, advice: RecommendationRow, sheet: CaseSheet, *, send: Send | None = None
    ) -> bool:
        """Whether it is endorsed."""
        return cls(parent, advice, sheet).run(send) is not None


def _tick() -> str:
    return tr("Read the summary first, then tick this.")


class DecisionDialog(AskDialog[Decision]):
    """Asks for the committee's decision, as its paper says."""

    def __init__(self, parent: QWidget | None, sheet: CaseSheet, clock: Clock) -> None:
        super().__init__(
            parent,
            N_("Enter the committee’s decision"),
            why=N_("Enter it as the committee’s paper records it. Another officer confirms it; then it takes effect."),
            button=N_("Enter"),
            width=680,
        )
        add = self.form.add
        outcomes = [(each, word(each)) for each in Outcome]
        add("outcome", field_word("outcome"), ChoiceField(outcomes, width=240), missing=N_("Choose what was decided."))
        add("body", field_word("body"), TextField(), missing=N_("Enter which committee decided."))
        add("meeting", field_word("meeting"), TextField(), missing=N_("Enter the meeting."))
        add(
            "decided_on", field_word("decided_on"), DateField(clock=clock), missing=N_("Enter the day of the decision.")
        )
        missing = N_("Enter the number of the paper that records the decision.")
        add("paper", field_word("paper"), TextField(), missing=missing)
        hint = Message("At most the calculated subsidy, {amount}.", amount=Amount(sheet.calculated or Decimal(0)))
        add("amount", field_word("approved"), MoneyField(), hint=hint if sheet.calculated is not None else "")
        add("conditions", field_word("conditions"), LongText(most=4000, rows=3))
        earlier = sheet.recommendation
        self.form.put(
            {
                "body": committee(),
                "amount": earlier.amount if earlier else None,
                "conditions": "\n".join(earlier.conditions) if earlier else "",
            }
        )
        self.form.changed.connect(self._follow)
        self._follow()

    def _follow(self) -> None:
        """Only an approval has an amount."""
        self.form.show_row("amount", self.form.field("outcome").read() in _GRANTED)
        self.fit()

    def answer(self, values: dict[str, Any]) -> Decision:
        """The decision."""
        return Decision(
            outcome=values["outcome"],
            body=values["body"],
            meeting=values["meeting"],
            decided_on=values["decided_on"],
            paper=values["paper"],
            amount=values.get("amount"),
            conditions=values["conditions"] or "",
        )

    @classmethod
    def ask(
        cls, parent: QWidget | None, sheet: CaseSheet, clock: Clock, *, send: Send | None = None
    ) -> Decision | None:
        """The decision, or None."""
        return cls(parent, sheet, clock).run(send)


def committee() -> str:
    """The body that decides, as its papers name it."""
    return tr("Project Management Committee")


class ConfirmDialog(AskDialog[bool]):
    """Asks the second officer whether the entry says what the committee decided."""

    def __init__(self, parent: QWidget | None, entry: ApprovalRow, sheet: CaseSheet) -> None:
        why = N_("Compare the entry with the committee’s paper. Confirmed, it takes effect and cannot be taken back.")
        if alone(sheet, entry.entered_by.id):
            why = N_("Nobody else may confirm here: the decision is marked “unconfirmed”. It cannot be taken back.")
        super().__init__(parent, N_("Confirm the committee’s decision"), why=why, button=N_("Confirm"))
        facts = Facts()
        by = Fact(field_word("entered_by_id"), _by(officer_name(entry.entered_by), entry.entered_at))
        facts.put([*entry_facts(entry), by])
        self.form.whole_width(facts)

    def answer(self, values: dict[str, Any]) -> bool:
        """Nothing is asked but yes."""
        return True

    @classmethod
    def ask(cls, parent: QWidget | None, entry: ApprovalRow, sheet: CaseSheet, *, send: Send | None = None) -> bool:
        """Whether it is confirmed."""
        return cls(parent, entry, sheet).run(send) is not None


class ConfirmHistoricDialog(AskDialog[bool]):
    """Asks the second officer whether a historic case records what its file says."""

    def __init__(self, parent: QWidget | None, sheet: CaseSheet) -> None:
        why = N_("Compare the amount with the old file. Once confirmed, it cannot be taken back.")
        by = sheet.recorded_by
        if by is not None and alone(sheet, by.id):
            why = N_("Nobody else may confirm here: the amount is marked “unconfirmed”. It cannot be taken back.")
        super().__init__(parent, N_("Confirm the recorded amount"), why=why, button=N_("Confirm"))
        facts = Facts()
        facts.put(
            [
                Fact(field_word("recorded_amount"), Message("{a}", a=Amount(sheet.recorded_amount or Decimal(0)))),
                Fact(field_word("recorded_source"), sheet.recorded_source),
                Fact(field_word("received_on"), Message("{day}", day=sheet.received_on)),
                Fact(field_word("stage"), word(sheet.stage)),
                *([] if by is None else [Fact(field_word("recorded_by_id"), officer_name(by))]),
            ]
        )
        self.form.whole_width(facts)

    def answer(self, values: dict[str, Any]) -> bool:
        """Nothing is asked but yes."""
        return True

    @classmethod
    def ask(cls, parent: QWidget | None, sheet: CaseSheet, *, send: Send | None = None) -> bool:
        """Whether it is confirmed."""
        return cls(parent, sheet).run(send) is not None


def outstanding(sheet: CaseSheet) -> tuple[Fact, ...]:
    """What the applicant still owes: how many, and the first of them, each in a line."""
    found = sheet.missing
    if not found:
        return (Fact(Message("Outstanding items"), Message("Nothing is outstanding")),)
    lines: list[Telling] = [_short(one.text) if one.text else word(one.kind) for one in found[:_MOST_ITEMS]]
    if len(found) > _MOST_ITEMS:
        lines.append(Message("and {n} more", n=len(found) - _MOST_ITEMS))
    heads = [Message("Outstanding items ({n})", n=len(found)), *(Message("") for _each in lines[1:])]
    return tuple(Fact(head, line, "warn") for head, line in zip(heads, lines, strict=True))


def _short(text: str) -> str:
    return text if len(text) <= _LONGEST_ITEM else text[: _LONGEST_ITEM - 1] + "…"


def advice_facts(advice: RecommendationRow) -> tuple[Fact, ...]:
    """A recommendation, line by line."""
    amount = [] if advice.amount is None else [Fact(Message("Amount"), Message("{a}", a=Amount(advice.amount)))]
    conditions = [Fact(Message("Conditions"), "\n".join(advice.conditions))] if advice.conditions else []
    return (
        Fact(field_word("verdict"), word(advice.verdict)),
        *amount,
        Fact(field_word("grounds"), advice.grounds),
        *conditions,
        *interest_facts(advice),
    )


def entry_facts(entry: ApprovalRow) -> tuple[Fact, ...]:
    """A committee's decision, line by line."""
    amount = [] if entry.amount is None else [Fact(field_word("approved"), Message("{a}", a=Amount(entry.amount)))]
    conditions = [Fact(Message("Conditions"), entry.conditions)] if entry.conditions else []
    return (
        Fact(field_word("outcome"), word(entry.outcome)),
        *amount,
        Fact(field_word("body"), entry.body),
        Fact(field_word("meeting"), entry.meeting),
        Fact(field_word("decided_on"), Message("{day}", day=entry.decided_on)),
        Fact(field_word("paper"), entry.paper),
        *conditions,
    )


def _by(who: str, at: Any) -> Message:
    return Message("{who}, {at}", who=who, at=at)
