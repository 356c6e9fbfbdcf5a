"""The sample office's tasks, and the approved cases that were unlocked for a correction."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from uuid import UUID

from sqlalchemy import select

from app import cases, locked, tasks
from app.cases import CaseFields
from app.kept import kept
from app.office import Work
from app.sample_events import Event, Row, World, seen
from app.tasks import TaskFields
from models import Case, Officer, Task


def events(world: World, data: Row) -> Iterator[Event]:
    """Everything noted to be done, each done where the data says so, and every unlocking."""
    for number, row in enumerate(data["tasks"]):
        yield Event(world.past(row["added_days_ago"]), row["officer"], _added(world, row, f"task:{number}"))
        if "done_days_ago" in row:
            yield Event(world.past(row["done_days_ago"]), row["for"], _completed(world, f"task:{number}"))
    for row in data["unlocks"]:
        day, case = world.past(row["days_ago"]), f"case:{row['project']}"
        yield Event(day, row["officer"], _unlocked(world, case, row["reason"]))
        if "locked_by" in row:
            yield Event(day, row["locked_by"], _corrected(world, case, row["title_en"]))
            yield Event(day, row["locked_by"], _locked(world, case))


def _added(world: World, row: Row, key: str) -> Callable[[Work], object]:
    def add(work: Work) -> None:
        due_on = world.ahead(row["due_in"]) if "due_in" in row else None
        form = TaskFields(
            row["text"], _officer(work, row["for"]) if "for" in row else None, due_on, row.get("note", "")
        )
        world.ids[key] = tasks.add(work, world.ids[f"case:{row['project']}"], form)

    return add


def _completed(world: World, key: str) -> Callable[[Work], object]:
    return lambda work: tasks.complete(work, world.ids[key], seen=seen(work, Task, world.ids[key]))


def _unlocked(world: World, case: str, reason: str) -> Callable[[Work], object]:
    return lambda work: locked.unlock(work, world.ids[case], seen=seen(work, Case, world.ids[case]), reason=reason)


def _corrected(world: World, case: str, title: str) -> Callable[[Work], object]:
    def correct(work: Work) -> None:
        made = work.session.get_one(Case, world.ids[case])
        cases.correct(work, made.id, replace(kept(made, CaseFields).fields, title_en=title), seen=made.version)

    return correct


def _locked(world: World, case: str) -> Callable[[Work], object]:
    return lambda work: locked.lock(work, world.ids[case], seen=seen(work, Case, world.ids[case]))


def _officer(work: Work, login: str) -> UUID:
    found: UUID = work.session.execute(select(Officer.id).where(Officer.login == login)).scalar_one()
    return found
