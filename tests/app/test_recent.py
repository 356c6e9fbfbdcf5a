"""What was open last: what was opened in this session, and before it what one worked on oneself."""

from __future__ import annotations

from uuid import uuid4

from app import tasks
from app.finding import Kind
from app.office import Office
from app.recent import MOST, Opened, recent
from models.kinds import Role
from tests import make


def found(office: Office, *opened: Opened) -> list[Opened]:
    with office.reading() as session:
        return [(one.kind, one.id) for one in recent(session, office.officer.id, opened)]


def test_row_03_what_was_opened_stands_first_and_then_what_one_worked_on(office: Office) -> None:
    first, second, third = (make.received(office) for _ in range(3))
    make.do(office, tasks.add, first.id, tasks.TaskFields("Ring them"))
    told = found(office, (Kind.APPLICANT, second.applicant_id), (Kind.CASE, second.id))
    assert told[:2] == [(Kind.APPLICANT, second.applicant_id), (Kind.CASE, second.id)]
    assert told[2] == (Kind.CASE, first.id), "a task of a case is work on the case"
    assert (Kind.CASE, third.id) in told
    assert len(told) == len(set(told))


def test_what_others_did_is_not_among_it(office: Office) -> None:
    made = make.received(office)
    make.sign_in(office, Role.SUPERVISOR)
    assert found(office) == []
    assert found(office, ("case", made.id)) == [(Kind.CASE, made.id)]


def test_no_more_than_ten_and_a_record_that_is_gone_is_left_out(office: Office) -> None:
    cases = [make.received(office).id for _ in range(MOST + 2)]
    told = found(office, (Kind.CASE, uuid4()), *((Kind.CASE, one) for one in cases))
    assert told == [(Kind.CASE, one) for one in cases[:MOST]]


def test_it_has_its_number_and_names_and_nothing_to_explain(office: Office) -> None:
    made = make.received(office)
    with office.reading() as session:
        case = recent(session, office.officer.id, [(Kind.CASE, made.id)])[0]
    assert case.ref.startswith("CP-")
    assert case.name.en
    assert case.case_id == made.id
    assert case.matched.text == ""
