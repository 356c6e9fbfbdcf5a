"""Change many cases at once: what would change is shown first, what cannot is left out with its reason, one undo
takes all of it back.

Only what one officer may change of any case by itself is changed for many: who is in charge, the due date and what it
is for. Never a decision, a number, money or a stage.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import Enum
from typing import Any, Final, TypeVar
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.act import act
from app.cleaning import put
from app.names import company_name
from app.office import Work
from app.refusal import Invalid, NotReady
from app.rights import Right
from app.texts import N_, Message, Words
from app.typed import plain_text
from models import Applicant, Case, Officer, journal
from models.stages import ENDED

T = TypeVar("T")

#: So many cases are asked for in one statement.
_AT_ONCE: Final = 500

#: The longest that a due date is moved by, in days.
_FURTHEST: Final = 3_660


class Clear(Enum):
    """Says of a field that it is to be emptied, which leaving it alone never does."""

    CLEAR = "clear"


CLEAR: Final = Clear.CLEAR


@dataclass(frozen=True, slots=True)
class Later:
    """So many days after the present due date; before it where negative."""

    days: int


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is to change; None leaves a field as it is in each case."""

    officer_id: UUID | Clear | None = None
    due_on: date | Later | Clear | None = None
    due_for: str | Clear | None = None

    @property
    def nothing(self) -> bool:
        """Whether no field is to change."""
        return self == Wanted()


@dataclass(frozen=True, slots=True)
class Changed:
    """One field of one case before and after; None where there is nothing. An officer stands by initials."""

    field: str
    before: str | date | None
    after: str | date | None


@dataclass(frozen=True, slots=True)
class Line:
    """What would happen to one case: what changes, or why nothing does."""

    id: UUID
    version: int
    number: str
    name: Words
    changes: tuple[Changed, ...]
    skipped: Message | None = None


@dataclass(frozen=True, slots=True)
class Done:
    """How many cases were changed, in which entry of the journal, and which were left as they are, with the reason."""

    entry_id: UUID
    changed: int
    skipped: tuple[tuple[UUID, Message], ...]


_ENDED: Final = N_("This case has ended: it has no due date any more.")
_NO_DATE: Final = N_("This case has no due date that could be moved.")
_SAME: Final = N_("This case says so already.")
_MEANWHILE: Final = N_("Someone else saved this case meanwhile. It was left as it is.")


def plan(session: Session, numbers: Sequence[int], wanted: Wanted) -> tuple[Line, ...]:
    """What a change would do to each of these cases, by their `row_no` and in this order; nothing is written.

    Raises `Invalid` for what no case could take, and `NotReady` for an officer who no longer works here.
    """
    checked = _checked(session, wanted)
    initials: dict[UUID, str] = dict(session.execute(select(Officer.id, Officer.initials)).all())
    found: dict[int, Line] = {}
    query = select(Case, Applicant.name_en, Applicant.name_tc, Applicant.name_sc).join(Applicant)
    for some in _portions(numbers):
        for case, *names in session.execute(query.where(Case.row_no.in_(some))):
            values, skipped = _of(case, checked)
            changes = tuple(
                Changed(name, _shown(getattr(case, name), initials), _shown(value, initials))
                for name, value in values.items()
            )
            number = case.reference or case.legacy_file_no
            found[case.row_no] = Line(case.id, case.version, number, company_name(*names), changes, skipped)
        session.expunge_all()  # ten thousand cases are not held at once
    return tuple(found[number] for number in numbers if number in found)


@act(
    "case.change_many",
    "Change many cases",
    right=Right.ENTER,
    writes={"cases": "officer_id due_on due_for"},
    undo=True,
)
def change_many(work: Work, seen: Mapping[UUID, int], wanted: Wanted) -> Done:
    """Change each of these cases as far as it can take it; `seen` gives the version that the plan showed of each.

    A case that was saved meanwhile, or cannot take the change, is left as it is and named with the reason. Raises
    `Invalid` and `NotReady` as `plan` does; then nothing is changed at all.
    """
    checked = _checked(work.session, wanted)
    changed, skipped = 0, dict.fromkeys(seen, Message("This record is no longer in the office."))
    query = select(Case).order_by(Case.row_no)  # everybody locks in one order, so that nobody waits in a ring
    if work.office.store.is_shared:
        query = query.with_for_update()
    for some in _portions(tuple(seen)):
        for case in work.session.execute(query.where(Case.id.in_(some))).scalars():
            values, reason = _of(case, checked) if case.version == seen[case.id] else ({}, Message(_MEANWHILE))
            if reason is None:
                put(case, values)
                changed += 1
                del skipped[case.id]
            else:
                skipped[case.id] = reason
    return Done(journal.entries(work.session)[-1].id, changed, tuple(skipped.items()))


def _checked(session: Session, wanted: Wanted) -> Wanted:
    """The change as it is kept. Raises `Invalid`, or `NotReady` for an officer who no longer works here."""
    if wanted.nothing:
        raise Invalid("Choose what is to change.")
    if isinstance(wanted.officer_id, UUID):
        officer = session.get(Officer, wanted.officer_id)
        if officer is None or not officer.active:
            raise NotReady("This officer no longer works here. Choose another.")
    if isinstance(wanted.due_on, Later) and not 0 < abs(wanted.due_on.days) <= _FURTHEST:
        raise Invalid("A due date moves by 1 to {most} days.", field="due_on", most=_FURTHEST)
    words = wanted.due_for
    if isinstance(words, str):
        words = plain_text(words, field="due_for", most=200)
        if not words:
            raise Invalid("Enter what is due, or choose Clear to empty it.", field="due_for")
    return Wanted(wanted.officer_id, wanted.due_on, words)


def _of(case: Case, wanted: Wanted) -> tuple[dict[str, Any], Message | None]:
    """The values that change in a case, and, where none does, why."""
    if (wanted.due_on is not None or wanted.due_for is not None) and case.stage in ENDED:
        return {}, Message(_ENDED)
    values: dict[str, Any] = {}
    if wanted.officer_id is not None:
        values["officer_id"] = None if wanted.officer_id is CLEAR else wanted.officer_id
    if isinstance(wanted.due_on, Later):
        if case.due_on is None:
            return {}, Message(_NO_DATE)
        values["due_on"] = case.due_on + timedelta(days=wanted.due_on.days)
    elif wanted.due_on is not None:
        values["due_on"] = None if wanted.due_on is CLEAR else wanted.due_on
    if wanted.due_for is not None:
        values["due_for"] = "" if wanted.due_for is CLEAR else wanted.due_for
    values = {name: value for name, value in values.items() if getattr(case, name) != value}
    return values, None if values else Message(_SAME)


def _shown(value: UUID | date | str | None, initials: Mapping[UUID, str]) -> str | date | None:
    return initials.get(value) if isinstance(value, UUID) else value or None


def _portions(these: Sequence[T]) -> Iterator[Sequence[T]]:
    for at in range(0, len(these), _AT_ONCE):
        yield these[at : at + _AT_ONCE]
