"""Today's list: what somebody has to sign, what is overdue, what is due within the week, cases and tasks together;
and the certificates whose validity soon ends."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Any, Final
from uuid import UUID

from sqlalchemy import null, select
from sqlalchemy.orm import Session

from app import due, home
from app.case_filter import CaseFilter, conditions, waits
from app.case_wants import Days, Field, Want
from app.office import SignedIn
from app.rights import Right, Waits, holds
from app.texts import Message
from app.words import word
from models import Applicant, Award, Case, Officer, Task
from models.stages import Stage

#: So many of a kind are listed, the most urgent; the case list has all of them.
MOST: Final = 100

#: A certificate is named for so many days before its validity ends.
ENDING: Final = 30


class Kind(StrEnum):
    """Why something is on today's list."""

    SIGN = "sign"
    CASE = "case"
    TASK = "task"
    AWARD = "award"


@dataclass(frozen=True, slots=True)
class TodayRow:
    """Something to be done: a case that is due or waits for a signature, a task of a case; or an award whose
    certificate is valid until `due_on`, which has no case and no stage.

    `id` is that of the award, the task or the case; `text` is what officers wrote: the task, or what the case is due
    for.
    """

    kind: Kind
    id: UUID
    case_id: UUID | None
    reference: str
    name_en: str
    name_tc: str
    name_sc: str
    stage: Stage | None
    text: str
    due_on: date | None
    officer: str | None
    waits: Waits | None = None

    def urgency(self, today: date) -> due.Urgency:
        """How near the due date is."""
        return due.urgency(self.due_on, today)

    def what(self) -> Message:
        """What is to be done, in words."""
        if self.waits is not None:
            return word(self.waits)
        if self.stage is None:
            return Message("{text}", text=self.reference)
        return Message("{text}", text=self.text) if self.text else word(self.stage)

    def when(self, today: date) -> Message:
        """By when, in words."""
        if self.kind is Kind.AWARD and self.due_on is not None:
            days = (self.due_on - today).days
            ends = {0: Message("Ends today"), 1: Message("Ends tomorrow")}
            return ends.get(days, Message("In {n} days", n=days))
        return due.in_words(self.due_on, today)


def rows(session: Session, officer: SignedIn, whose: UUID | None, today: date) -> tuple[TodayRow, ...]:
    """What waits for the officer's signature, then what is due by day, the latest first; a case stands there once. Last
    the certificates that end soon, which are nobody's own."""
    signing = _signing(session, officer, today)
    listed = {row.case_id for row in signing}
    cases = [row for row in _cases(session, whose, today) if row.id not in listed]
    timed = sorted((*cases, *_tasks(session, whose, today)), key=lambda row: (row.due_on or date.max, row.kind))
    return (*signing, *timed, *_ending(session, today))


def _signing(session: Session, officer: SignedIn, today: date) -> list[TodayRow]:
    if not holds(officer.role, Right.CONFIRM):
        return []
    query = _about(waits(officer)).where(*conditions(CaseFilter(signer=officer), today))
    found = session.execute(query.order_by(Case.due_on.is_(None), Case.due_on, Case.row_no).limit(MOST))
    return [_row(Kind.SIGN, row) for row in found]


def _cases(session: Session, whose: UUID | None, today: date) -> list[TodayRow]:
    soon = Want(Field.DUE, frozenset({Days(None, today + timedelta(days=due.SOON))}))
    query = _about(null()).where(*conditions(CaseFilter(wants=home.of(whose, soon)), today))
    return [_row(Kind.CASE, row) for row in session.execute(query.order_by(Case.due_on, Case.row_no).limit(MOST))]


def _tasks(session: Session, whose: UUID | None, today: date) -> list[TodayRow]:
    query = (
        select(Task.id, Case.id, *_NAMES, Task.text, Task.due_on, Officer.initials)
        .join(Case, Case.id == Task.case_id)
        .join(Applicant, Applicant.id == Case.applicant_id)
        .outerjoin(Officer, Officer.id == Task.officer_id)
        .where(*home.tasks_due(whose, today))
    )
    return [_row(Kind.TASK, (*row, None)) for row in session.execute(query.order_by(Task.due_on, Task.id).limit(MOST))]


def _ending(session: Session, today: date) -> list[TodayRow]:
    """Awards that stand and whose certificate, by its own words, is valid for so few days more."""
    until = Award.valid_until.between(today, today + timedelta(days=ENDING))
    query = select(Award.id, Award.number, Award.name_en, Award.name_zh, Award.valid_until)
    query = query.where(until, Award.number.is_not(None), Award.revoked_on.is_(None))
    return [
        TodayRow(Kind.AWARD, id, None, number or "", english, chinese, chinese, None, "", day, None)
        for id, number, english, chinese, day in session.execute(
            query.order_by(Award.valid_until, Award.number).limit(MOST)
        )
    ]


_NAMES = (
    Case.reference, Case.legacy_file_no, Applicant.name_en, Applicant.name_tc, Applicant.name_sc, Case.stage,
)  # fmt: skip


def _about(waiting: Any) -> Any:
    query: Any = select(Case.id, Case.id, *_NAMES, Case.due_for, Case.due_on, Officer.initials, waiting)
    joined = query.select_from(Case).join(Applicant, Applicant.id == Case.applicant_id)
    return joined.outerjoin(Officer, Officer.id == Case.officer_id)


def _row(kind: Kind, row: Any) -> TodayRow:
    id, case_id, reference, legacy, name_en, name_tc, name_sc, stage, text, due_on, officer, waiting = row
    number = reference or legacy
    return TodayRow(kind, id, case_id, number, name_en, name_tc, name_sc, stage, text, due_on, officer, waiting)
