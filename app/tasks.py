"""Tasks of a case: added, changed, done, taken up again."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from app.act import NEW, act
from app.cleaning import PROSE, cleaned, put
from app.office import Work
from app.refusal import Invalid, NotReady
from app.rights import Right
from app.typed import plain_text
from models import Case, Officer, Task


@dataclass(frozen=True, slots=True)
class TaskFields:
    """What is to be done, by whom (nobody yet: `None`), by which Hong Kong day, and what more is to be known."""

    text: str
    officer_id: UUID | None = None
    due_on: date | None = None
    note: str = ""


_COLUMNS = " ".join(TaskFields.__slots__)


@act("task.add", "Add a task", right=Right.ENTER, writes={"tasks": NEW}, field=True)
def add(work: Work, case_id: UUID, form: TaskFields) -> UUID:
    """Something to be done on a case, at whatever stage it is. Raises `Invalid` naming the field."""
    work.get(Case, case_id)
    return work.add(Task(case_id=case_id, **_checked(work, form, None))).id


@act("task.change", "Change a task", right=Right.ENTER, writes={"tasks": _COLUMNS}, undo=True)
def change(work: Work, id: UUID, form: TaskFields, *, seen: int) -> None:
    """Say otherwise what is to be done, by whom or by when."""
    task = work.get(Task, id, seen=seen)
    put(task, _checked(work, form, task.officer_id))


@act(
    "task.complete",
    "Complete a task",
    right=Right.ENTER,
    writes={"tasks": "done_at done_by_id note"},
    field=True,
    undo=True,
)
def complete(work: Work, id: UUID, *, seen: int, note: str | None = None) -> None:
    """The task is done, by the officer at the desk; a `note` says what came of it. Raises `NotReady` if it is done."""
    task = work.get(Task, id, seen=seen)
    if task.done_at is not None:
        raise NotReady("This task is done already.")
    task.done_at, task.done_by_id = work.at, work.officer.id
    if note is not None:
        put(task, {"note": plain_text(note, field="note", most=PROSE, lines=True)})


@act("task.reopen", "Take up a task again", right=Right.ENTER, writes={"tasks": "done_at done_by_id"}, undo=True)
def reopen(work: Work, id: UUID, *, seen: int) -> None:
    """The task was not done after all. Raises `NotReady` for one that is open."""
    task = work.get(Task, id, seen=seen)
    if task.done_at is None:
        raise NotReady("This task is still open.")
    task.done_at = task.done_by_id = None


def _checked(work: Work, form: TaskFields, before: UUID | None) -> dict[str, object]:
    values = cleaned(form, prose=frozenset({"note"}))
    if not values["text"]:
        raise Invalid("Say what is to be done.", field="text")
    if form.officer_id not in (None, before) and not work.get(Officer, form.officer_id).active:
        raise Invalid("This officer no longer works here. Choose another.", field="officer_id")
    return values
