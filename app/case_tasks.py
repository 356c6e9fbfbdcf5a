"""The tasks of a case as frozen rows, and how they stand on a day."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.due import in_words
from app.kept import kept
from app.officers import OfficerRow
from app.tasks import TaskFields
from app.texts import Message
from models import Task


@dataclass(frozen=True, slots=True)
class TaskRow:
    """Something to be done; `officer` is who does it, None while nobody was asked."""

    id: UUID
    version: int
    fields: TaskFields
    officer: OfficerRow | None
    done_at: datetime | None
    done_by: OfficerRow | None


def of_case(session: Session, case_id: UUID, people: Mapping[UUID, OfficerRow]) -> tuple[TaskRow, ...]:
    """What is still to be done, most urgent first and without a day last; then what is done, newest first."""
    query = select(Task).where(Task.case_id == case_id).order_by(Task.id)
    rows = [_row(one, people) for one in session.execute(query).scalars()]
    done = sorted((one for one in rows if one.done_at is not None), key=lambda one: str(one.done_at), reverse=True)
    return (*sorted(open_ones(rows), key=lambda one: one.fields.due_on or date.max), *done)


def _row(one: Task, people: Mapping[UUID, OfficerRow]) -> TaskRow:
    made = kept(one, TaskFields)
    officer = people[one.officer_id] if one.officer_id else None
    return TaskRow(
        made.id, made.version, made.fields, officer, one.done_at, people[one.done_by_id] if one.done_by_id else None
    )


def open_ones(rows: Sequence[TaskRow]) -> tuple[TaskRow, ...]:
    """Those still to be done."""
    return tuple(one for one in rows if one.done_at is None)


def overdue(rows: Sequence[TaskRow], today: date) -> int:
    """How many should have been done before a Hong Kong day."""
    return sum(1 for one in open_ones(rows) if one.fields.due_on is not None and one.fields.due_on < today)


def told(rows: Sequence[TaskRow], today: date) -> Message | None:
    """The open tasks in one line, with the most urgent one's day; None when nothing is open."""
    waiting = open_ones(rows)
    if not waiting:
        return None
    count = len(waiting)
    tasks = Message("1 open task") if count == 1 else Message("{n} open tasks", n=count)
    due_on = waiting[0].fields.due_on
    return tasks if due_on is None else Message("{tasks} · {due}", tasks=tasks, due=in_words(due_on, today))
