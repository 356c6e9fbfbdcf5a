"""What is asked when a case is moved, received, given to somebody, or given a day: one dialog each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from PySide6.QtWidgets import QWidget

from app.case_sheet import CaseSheet
from app.clock import Clock
from app.engagements import EngagementFields
from app.field_words import field_word
from app.officers import OfficerRow
from app.rules.edition import Edition
from app.texts import N_, Message
from app.words import word
from models.kinds import ProviderRole
from models.stages import Transition
from ui.casefile.ask import AskDialog, Send
from ui.casefile.parts import officer_name
from ui.widgets.basic import Kind
from ui.widgets.fields import AnswerField, ChoiceField, DateField, LongText, TextField


@dataclass(frozen=True, slots=True)
class Due:
    """A due date and what for; both empty take it away."""

    on: date | None
    what: str


@dataclass(frozen=True, slots=True)
class Received:
    """The day of receipt as it should be, and why it was wrong."""

    on: date
    reason: str


@dataclass(frozen=True, slots=True)
class Chosen:
    """The edition that an officer chose, None for the one that the day of receipt proposes, with the reason."""

    edition: str | None
    reason: str


class ReasonDialog(AskDialog[str]):
    """Asks why, and nothing else."""

    def __init__(
        self, parent: QWidget | None, title: str | Message, *, why: str | Message = "",
        button: str | Message = N_("Save"), kind: Kind = "primary",
    ) -> None:  # fmt: skip
        super().__init__(parent, title, why=why, button=button, kind=kind)
        self.form.add("reason", field_word("reason"), LongText(most=2000, rows=4), missing=N_("Say why."))

    def answer(self, values: dict[str, Any]) -> str:
        """The reason."""
        return str(values["reason"])

    @classmethod
    def ask(
        cls, parent: QWidget | None, title: str | Message, *, why: str | Message = "",
        button: str | Message = N_("Save"), send: Send | None = None,
    ) -> str | None:  # fmt: skip
        """The reason, or None."""
        return cls(parent, title, why=why, button=button).run(send)


class MoveDialog(AskDialog[str]):
    """Takes a case to another stage: from where to where, and why."""

    def __init__(self, parent: QWidget | None, way: Transition) -> None:
        why = Message("From “{start}” to “{end}”.", start=word(way.start), end=word(way.end))
        title = Message("Move the case to “{stage}”", stage=word(way.end))
        super().__init__(parent, title, why=why, button=N_("Move"))
        missing = N_("Say why.") if way.reason else None
        hint = "" if way.reason else N_("May be left empty.")
        self.form.add("reason", field_word("reason"), LongText(most=2000, rows=4), hint=hint, missing=missing)

    def answer(self, values: dict[str, Any]) -> str:
        """The reason, "" when none was given."""
        return values["reason"] or ""

    @classmethod
    def ask(cls, parent: QWidget | None, way: Transition, *, send: Send | None = None) -> str | None:
        """The reason for taking the way, or None when it is not taken."""
        return cls(parent, way).run(send)


class ReceiveDialog(AskDialog[date]):
    """Asks for the day of receipt."""

    def __init__(self, parent: QWidget | None, clock: Clock) -> None:
        super().__init__(
            parent,
            N_("Receive the application"),
            why=N_("The case gets its number in the year of receipt. The day also proposes the edition of the rules."),
            button=N_("Receive"),
        )
        self.form.add(
            "received_on", field_word("received_on"), DateField(clock=clock), missing=N_("Enter the day of receipt.")
        )
        self.form.put({"received_on": clock.today()})

    def answer(self, values: dict[str, Any]) -> date:
        """The day."""
        day = values["received_on"]
        assert isinstance(day, date)
        return day

    @classmethod
    def ask(cls, parent: QWidget | None, clock: Clock, *, send: Send | None = None) -> date | None:
        """The day of receipt, or None."""
        return cls(parent, clock).run(send)


class ReceivedDialog(AskDialog[Received]):
    """Asks for the day on which the application really came in, and why another one was entered."""

    def __init__(self, parent: QWidget | None, clock: Clock, sheet: CaseSheet) -> None:
        why = Message(
            "The case keeps its number, {reference}. The day proposes the edition of the rules anew, also where an "
            "officer had chosen one. A recorded sum must be recorded again.",
            reference=sheet.reference or "–",
        )
        super().__init__(parent, N_("Correct the day of receipt"), why=why)
        self.form.add(
            "received_on", field_word("received_on"), DateField(clock=clock), missing=N_("Enter the day of receipt.")
        )
        self.form.add("reason", field_word("reason"), LongText(most=2000, rows=4), missing=N_("Say why."))
        self.form.put({"received_on": sheet.received_on})

    def answer(self, values: dict[str, Any]) -> Received:
        """The day and the reason."""
        return Received(values["received_on"], values["reason"])

    @classmethod
    def ask(
        cls, parent: QWidget | None, clock: Clock, sheet: CaseSheet, *, send: Send | None = None
    ) -> Received | None:
        """The day of receipt and the reason, or None."""
        return cls(parent, clock, sheet).run(send)


class AssignDialog(AskDialog[tuple[UUID | None]]):
    """Gives a case to an officer, or to nobody. `answer` gives a tuple: None stands for nobody."""

    def __init__(self, parent: QWidget | None, officers: Sequence[OfficerRow], now: UUID | None) -> None:
        super().__init__(parent, N_("Assign the case"), button=N_("Assign"))
        people = [(one.id, Message("{name}", name=officer_name(one))) for one in officers if one.active]
        self.form.add("officer_id", field_word("officer_id"), ChoiceField(people, blank=N_("Nobody"), width=280))
        self.form.put({"officer_id": now})

    def answer(self, values: dict[str, Any]) -> tuple[UUID | None]:
        """The officer in a tuple."""
        return (values["officer_id"],)

    @classmethod
    def ask(
        cls, parent: QWidget | None, officers: Sequence[OfficerRow], now: UUID | None, *, send: Send | None = None
    ) -> tuple[UUID | None] | None:
        """The officer in a tuple, or None when nothing is to change."""
        return cls(parent, officers, now).run(send)


class DueDialog(AskDialog[Due]):
    """Asks what must be done by when."""

    def __init__(self, parent: QWidget | None, clock: Clock, on: date | None, what: str) -> None:
        super().__init__(parent, N_("Set a due date"))
        hint = N_("A day, or +14 for two weeks from today. Empty takes the due date away.")
        self.form.add("due_on", field_word("due_on"), DateField(clock=clock), hint=hint)
        self.form.add("due_for", field_word("due_for"), TextField())
        self.form.put({"due_on": on, "due_for": what})

    def answer(self, values: dict[str, Any]) -> Due:
        """The day and what is due."""
        return Due(values["due_on"], values["due_for"] or "")

    @classmethod
    def ask(
        cls, parent: QWidget | None, clock: Clock, on: date | None, what: str, *, send: Send | None = None
    ) -> Due | None:
        """The due date, or None when nothing is to change."""
        return cls(parent, clock, on, what).run(send)


class EditionDialog(AskDialog[Chosen]):
    """Asks which edition of the rules a case belongs to, and why."""

    def __init__(self, parent: QWidget | None, editions: Sequence[Edition], sheet: CaseSheet) -> None:
        why = sheet.no_edition or Message("The day of receipt proposes an edition. Another one needs a reason.")
        super().__init__(parent, N_("Choose the edition of the rules"), why=why, width=680)
        options = [(one.id, Message("{id}: {name}", id=one.id, name=one.label)) for one in editions]
        day = sheet.received_on
        proposed = next((one for one in editions if day is not None and one.period.holds(day)), None)
        blank = Message("None chosen yet")
        if proposed is not None:
            blank = Message("{id}: {name}, as the day of receipt proposes", id=proposed.id, name=proposed.label)
        self.form.add("edition", field_word("edition"), ChoiceField(options, blank=blank, width=430))
        hint = N_("Why the case belongs to this edition, and where that is written.")
        self.form.add("reason", field_word("reason"), LongText(most=2000, rows=4), hint=hint)
        self.form.put({"edition": sheet.chosen_edition, "reason": sheet.edition_reason})

    def answer(self, values: dict[str, Any]) -> Chosen:
        """The edition and the reason."""
        return Chosen(values["edition"], values["reason"] or "")

    @classmethod
    def ask(
        cls, parent: QWidget | None, editions: Sequence[Edition], sheet: CaseSheet, *, send: Send | None = None
    ) -> Chosen | None:
        """The choice, or None when nothing is to change."""
        return cls(parent, editions, sheet).run(send)


class ProviderDialog(AskDialog[EngagementFields]):
    """A provider's part in a case, and its interest."""

    def __init__(self, parent: QWidget | None, kept: EngagementFields | None) -> None:
        super().__init__(parent, N_("Add a provider") if kept is None else N_("Correct a provider"))
        roles = [(role, word(role)) for role in ProviderRole]
        self.form.add("role", field_word("role"), ChoiceField(roles, blank=None, width=240))
        self.form.add("name_en", field_word("name_en"), TextField())
        self.form.add("name_zh", field_word("name_zh"), TextField())
        self.form.add(
            "interest", field_word("interest"), AnswerField(),
            hint=N_("An interest in the applicant, the factory or the outcome that the committee must know."),
        )  # fmt: skip
        self.form.add("interest_text", field_word("interest_text"), LongText(most=2000, rows=3))
        fields = kept or EngagementFields()
        self.form.put({name: getattr(fields, name) for name in EngagementFields.__slots__})

    def answer(self, values: dict[str, Any]) -> EngagementFields:
        """The provider's fields."""
        texts = {name: values[name] or "" for name in ("name_en", "name_zh", "interest_text")}
        return EngagementFields(role=values["role"], interest=values["interest"], **texts)

    @classmethod
    def ask(
        cls, parent: QWidget | None, kept: EngagementFields | None, *, send: Send | None = None
    ) -> EngagementFields | None:
        """The fields, or None."""
        return cls(parent, kept).run(send)
