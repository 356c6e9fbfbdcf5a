"""Home: how many things wait for somebody, each number with the words by which the case list shows the same cases.

`whose` is the officer whose cases are counted, None for those of the whole office. Everything is counted in SQL.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Final
from uuid import UUID

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import Session

from app import due
from app.case_filter import CaseFilter, conditions
from app.case_wants import Days, Field, Flag, Want
from app.due import Urgency
from app.office import SignedIn
from app.rights import Right, holds
from app.texts import N_, Message
from models import Case, Task
from models.stages import Stage

#: An applicant who has not answered for more days than this is silent.
SILENT: Final = 14


class What(StrEnum):
    """What a tile counts."""

    OPEN = "open"
    OVERDUE = "overdue"
    SILENT = "silent"
    TO_SIGN = "to-sign"
    TASKS = "tasks"


#: Titles of at most twenty characters: for one officer's own, and for the whole office.
MINE: Final = {
    What.OPEN: N_("My open cases"),
    What.OVERDUE: N_("Overdue"),
    What.SILENT: N_("Awaiting applicant"),
    What.TO_SIGN: N_("To sign"),
    What.TASKS: N_("My tasks due"),
}
ALL: Final = MINE | {What.OPEN: N_("All open cases"), What.TASKS: N_("Tasks due")}


@dataclass(frozen=True, slots=True)
class Tile:
    """A number, what it counts, what more there is to say, and what the case list is asked to show the same.

    Tasks are no cases: their tile asks nothing of the list, and today's list shows them.
    """

    what: What
    title: Message
    count: int
    note: Message
    wants: frozenset[Want] = frozenset()

    @property
    def urgent(self) -> bool:
        """Whether something is late."""
        return self.what is What.OVERDUE and self.count > 0


def of(whose: UUID | None, *wants: Want) -> frozenset[Want]:
    """What an officer's cases, or everybody's, are asked for."""
    own = () if whose is None else (Want(Field.OFFICER, frozenset({whose})),)
    return frozenset((*own, *wants))


OPEN: Final = Want(Field.FLAG, frozenset({Flag.OPEN}))


def overdue() -> Want:
    """Open, and the due date has passed."""
    return Want(Field.DUE, frozenset({Urgency.OVERDUE}))


def silent(today: date) -> tuple[Want, Want]:
    """Returned to the applicant more than `SILENT` days ago, and still there."""
    since = Days(None, today - timedelta(days=SILENT + 1))
    return Want(Field.STAGE, frozenset({Stage.RETURNED})), Want(Field.SINCE, frozenset({since}))


def tiles(session: Session, officer: SignedIn, whose: UUID | None, today: date) -> tuple[Tile, ...]:
    """The tiles of an officer, in their order; what is to be signed is for who signs, and never her own work."""
    titles = ALL if whose is None else MINE
    asked = {
        What.OPEN: (of(whose, OPEN), _soon(session, whose, today)),
        What.OVERDUE: (of(whose, overdue()), _longest(session, whose, today)),
        What.SILENT: (of(whose, *silent(today)), Message("for more than {n} days", n=SILENT)),
    }
    if holds(officer.role, Right.CONFIRM):
        signing = frozenset({Want(Field.FLAG, frozenset({officer}))})
        asked[What.TO_SIGN] = (signing, Message("prepared by other officers"))
    made = [
        Tile(what, Message(titles[what]), count(session, wants, today), note, wants)
        for what, (wants, note) in asked.items()
    ]
    return (*made, _tasks(session, whose, today, Message(titles[What.TASKS])))


def count(session: Session, wants: Iterable[Want], today: date) -> int:
    """How many cases are as wanted: what the case list counts for the same words."""
    query = select(func.count()).select_from(Case)
    return session.execute(query.where(*conditions(CaseFilter(wants=frozenset(wants)), today))).scalar_one()


def tasks_due(whose: UUID | None, today: date) -> list[ColumnElement[bool]]:
    """Tasks that are not done and due within the week, or overdue."""
    found = [Task.done_at.is_(None), Task.due_on <= today + timedelta(days=due.SOON)]
    return found if whose is None else [*found, Task.officer_id == whose]


def _tasks(session: Session, whose: UUID | None, today: date, title: Message) -> Tile:
    query = select(func.count(), func.count().filter(Task.due_on < today)).where(*tasks_due(whose, today))
    found, late = session.execute(query).one()
    note = Message("{n} of them overdue", n=late) if late else Message("within {n} days", n=due.SOON)
    return Tile(What.TASKS, title, found, note)


def _soon(session: Session, whose: UUID | None, today: date) -> Message:
    wants = of(whose, Want(Field.DUE, frozenset({Urgency.SOON})))
    return Message("{n} due within {days} days", n=count(session, wants, today), days=due.SOON)


def _longest(session: Session, whose: UUID | None, today: date) -> Message:
    """How late the latest is."""
    query = select(func.min(Case.due_on)).where(*conditions(CaseFilter(wants=of(whose, overdue())), today))
    first = session.execute(query).scalar_one()
    if first is None:
        return Message("nothing is late")
    return Message("up to {n} {n|day|days} late", n=(today - first).days)
