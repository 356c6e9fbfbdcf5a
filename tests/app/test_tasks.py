"""Tasks of a case: who does what by when."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any
from uuid import UUID

import pytest

from app import case_sheet, case_tasks, history, officers, tasks, undo
from app.case_tasks import TaskRow
from app.office import Office
from app.refusal import Invalid, NotReady
from app.tasks import TaskFields
from app.topics import Topic
from models import Task
from models.kinds import Role
from models.stages import Stage
from tests import make


def rows(office: Office, case: UUID) -> tuple[TaskRow, ...]:
    with office.reading() as session:
        return case_sheet.read(session, case, office.rules, office.clock.today()).tasks


def add(office: Office, case: UUID, text: str, **fields: Any) -> UUID:
    return make.do(office, tasks.add, case, TaskFields(text, **fields))


def on(office: Office, act: Any, id: UUID, *args: Any, **terms: Any) -> None:
    make.do(office, act, id, *args, seen=make.version(office, Task, id), **terms)


def test_the_most_urgent_open_task_comes_first_and_what_is_done_last(office: Office) -> None:
    case, today = make.case(office).id, office.clock.today()
    someday = add(office, case, "Someday")
    done = add(office, case, "Done", due_on=today - timedelta(days=9))
    add(office, case, "Soon", due_on=today + timedelta(days=3))
    add(office, case, "Late", due_on=today - timedelta(days=3))
    on(office, tasks.complete, done)
    found = rows(office, case)
    assert [one.fields.text for one in found] == ["Late", "Soon", "Someday", "Done"]
    assert case_tasks.overdue(found, today) == 1
    assert str(case_tasks.told(found, today)) == "3 open tasks · 3 days overdue"
    assert str(case_tasks.told([one for one in found if one.id == someday], today)) == "1 open task"
    assert case_tasks.told(found[-1:], today) is None


def test_a_task_is_done_by_whoever_says_so_and_taken_up_again(office: Office) -> None:
    case = make.case(office).id
    id = add(office, case, "Ring the applicant", note="Ask for Mr Lee")
    on(office, tasks.complete, id, note="He sends it on Friday")
    (row,) = rows(office, case)
    assert (row.done_by and row.done_by.id, row.fields.note) == (office.officer.id, "He sends it on Friday")
    with pytest.raises(NotReady, match="done already"):
        on(office, tasks.complete, id)
    on(office, tasks.reopen, id)
    assert rows(office, case)[0].done_at is None
    with pytest.raises(NotReady, match="still open"):
        on(office, tasks.reopen, id)


def test_completing_without_a_remark_leaves_the_one_there_is(office: Office) -> None:
    case = make.case(office).id
    on(office, tasks.complete, add(office, case, "Ring", note="Ask for Mr Lee"))
    assert rows(office, case)[0].fields.note == "Ask for Mr Lee"


def test_it_is_changed_and_that_is_taken_back(office: Office) -> None:
    case = make.case(office).id
    id = add(office, case, "Ring")
    on(office, tasks.change, id, TaskFields("Write", office.officer.id, date(2026, 6, 1)))
    assert rows(office, case)[0].officer is not None
    with office.work() as work:
        undo.undo_last(work)
    assert rows(office, case)[0].fields == TaskFields("Ring")


def test_it_says_what_is_to_be_done_and_who_does_it_works_here(office: Office) -> None:
    case = make.case(office).id
    with pytest.raises(Invalid, match="what is to be done"):
        add(office, case, "  ")
    someone = make.officer(office, "abc", Role.CASEWORKER)
    id = add(office, case, "Ring", officer_id=someone)
    with make.signed(office, Role.ADMINISTRATOR):
        with office.reading() as session:
            row = next(one for one in officers.rows(session) if one.id == someone)
        make.do(office, officers.retire, someone, seen=row.version, reason="left")
    with pytest.raises(Invalid, match="no longer works here"):
        add(office, case, "Ring again", officer_id=someone)
    kept = rows(office, case)[0].fields
    on(office, tasks.change, id, replace(kept, text="Ring again"))


def test_a_task_stands_in_the_history_of_its_case(office: Office) -> None:
    case = make.at(office, Stage.APPROVED).id
    add(office, case, "Send the letter")
    with office.reading() as session:
        newest = history.of_case(session, case, office.rules)[0]
    assert (str(newest.what), newest.topics) == ("Add a task", frozenset({Topic.TASKS}))
