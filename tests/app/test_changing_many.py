"""Changing many cases: what is shown first, what is left out, and one undo for all of it."""

from __future__ import annotations

from datetime import date, timedelta
from uuid import UUID

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import event, select

from app import cases, changing_many, undo
from app.changing_many import CLEAR, Changed, Later, Wanted, change_many, plan
from app.office import Office
from app.refusal import Invalid, NotReady
from models import Case, Officer, walk
from models.kinds import Role
from models.stages import Stage
from tests import make

DAY = date(2026, 5, 20)


def officer_id(office: Office, role: Role) -> UUID:
    with office.reading() as session:
        return session.execute(select(Officer.id).where(Officer.role == role)).scalar_one()


def seen(office: Office, *ids: UUID) -> dict[UUID, int]:
    return {id: make.seen(office, id) for id in ids}


def planned(office: Office, ids: list[UUID], wanted: Wanted) -> tuple[changing_many.Line, ...]:
    with office.reading() as session:
        numbers = dict(session.execute(select(Case.id, Case.row_no)).all())
        return plan(session, [numbers[id] for id in ids], wanted)


def state(office: Office, id: UUID) -> tuple[object, ...]:
    case = make.read(office, Case, id)
    return case.officer_id, case.due_on, case.due_for, case.stage, case.requested


def test_row_26_untouched_fields_stay_and_clear_is_said_in_so_many_words(office: Office) -> None:
    one, two = make.case(office).id, make.case(office).id
    make.do(office, cases.set_due, one, DAY, "documents", seen=make.seen(office, one))
    make.do(office, change_many, seen(office, one, two), Wanted(due_for="a visit"))
    assert [state(office, id)[1:3] for id in (one, two)] == [(DAY, "a visit"), (None, "a visit")]
    make.do(office, change_many, seen(office, one, two), Wanted(due_on=CLEAR))
    assert [state(office, id)[1:3] for id in (one, two)] == [(None, "a visit"), (None, "a visit")]


@pytest.mark.parametrize("blank", ["", "   ", "\u3000"])
def test_row_26_a_blank_never_erases(office: Office, blank: str) -> None:
    id = make.case(office).id
    with pytest.raises(Invalid) as refused:
        make.do(office, change_many, seen(office, id), Wanted(due_for=blank))
    assert refused.value.field == "due_for"


def test_row_27_the_plan_says_per_case_what_changes_and_what_is_left_out_and_why(office: Office) -> None:
    me, other = officer_id(office, Role.CASEWORKER), officer_id(office, Role.SUPERVISOR)
    dated, bare, ended = make.case(office).id, make.case(office).id, make.at(office, Stage.RECEIVED).id
    make.do(office, cases.set_due, dated, DAY, "", seen=make.seen(office, dated))
    make.do(office, cases.move, ended, Stage.WITHDRAWN, seen=make.seen(office, ended), reason="asked for")
    lines = planned(office, [dated, bare, ended], Wanted(due_on=Later(7)))
    assert [line.changes for line in lines] == [(Changed("due_on", DAY, DAY + timedelta(days=7)),), (), ()]
    assert [line.skipped.text if line.skipped else None for line in lines] == [
        None,
        "This case has no due date that could be moved.",
        "This case has ended: it has no due date any more.",
    ]
    given = planned(office, [bare, ended], Wanted(officer_id=other))
    assert [line.changes for line in given] == [(Changed("officer_id", "LKY", "YSF"),)] * 2
    (same,) = planned(office, [bare], Wanted(officer_id=me))
    assert same.skipped is not None
    assert same.skipped.text == "This case says so already."


def test_a_plan_writes_nothing(office: Office) -> None:
    id = make.case(office).id
    before = state(office, id), make.seen(office, id), len(make.entries(office))
    planned(office, [id], Wanted(due_on=DAY, officer_id=CLEAR))
    assert (state(office, id), make.seen(office, id), len(make.entries(office))) == before


def test_row_27_what_was_saved_meanwhile_is_left_as_it_is(office: Office) -> None:
    mine, theirs = make.case(office).id, make.case(office).id
    shown = seen(office, mine, theirs)
    make.do(office, cases.set_due, theirs, DAY, "", seen=shown[theirs])
    done = make.do(office, change_many, shown, Wanted(due_on=DAY + timedelta(days=1)))
    assert (done.changed, [id for id, _ in done.skipped]) == (1, [theirs])
    assert "meanwhile" in done.skipped[0][1].text
    assert (state(office, mine)[1], state(office, theirs)[1]) == (DAY + timedelta(days=1), DAY)


def test_row_28_one_entry_and_one_undo_for_all(office: Office) -> None:
    ids = [make.case(office).id for _ in range(6)]
    before = [state(office, id) for id in ids]
    entries = len(make.entries(office))
    make.do(office, change_many, seen(office, *ids), Wanted(officer_id=CLEAR, due_on=DAY, due_for="a visit"))
    assert len(make.entries(office)) == entries + 1
    with office.work() as work:
        assert undo.undo_last(work) == "Change many cases"
    assert [state(office, id) for id in ids] == before
    with office.reading() as session:
        assert walk.first_break(session) is None
        assert walk.unaccounted(session) == []


def test_row_28_touched_since_nothing_of_it_is_taken_back(office: Office) -> None:
    one, two = make.case(office).id, make.case(office).id
    make.do(office, change_many, seen(office, one, two), Wanted(due_on=DAY))
    with make.signed(office, Role.SUPERVISOR):
        make.do(office, cases.set_due, two, None, "", seen=make.seen(office, two))
    with pytest.raises(NotReady), office.work() as work:
        undo.undo_last(work)
    assert state(office, one)[1] == DAY


def test_an_officer_who_has_left_and_a_change_of_nothing_are_refused(office: Office) -> None:
    id = make.case(office).id
    with pytest.raises(Invalid):
        make.do(office, change_many, seen(office, id), Wanted())
    with pytest.raises(NotReady):
        make.do(office, change_many, seen(office, id), Wanted(officer_id=UUID(int=1)))
    for days in (0, 4_000):
        with pytest.raises(Invalid):
            make.do(office, change_many, seen(office, id), Wanted(due_on=Later(days)))


def test_a_thousand_cases_are_looked_up_some_hundred_at_a_time(office: Office) -> None:
    """Asking for what may be undone, too, is a few statements and not one for each record."""
    ids = [make.case(office).id for _ in range(12)]
    make.do(office, change_many, seen(office, *ids), Wanted(due_on=DAY))
    asked: list[str] = []
    with office.reading() as session:
        event.listen(session.connection(), "before_cursor_execute", lambda *said: asked.append(said[2]))
        assert undo.last(session, office.officer) is not None
        assert len([one for one in asked if "FROM cases" in one]) == 1


wishes = st.builds(
    Wanted,
    officer_id=st.sampled_from([None, CLEAR]),
    due_on=st.sampled_from([None, CLEAR, DAY, Later(3), Later(-400)]),
    due_for=st.sampled_from([None, CLEAR, "報告 report", "100% _ '"]),
).filter(lambda wanted: not wanted.nothing)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=8)
@given(wanted=wishes)
def test_the_plan_is_what_happens_and_undo_brings_back_what_was(office: Office, wanted: Wanted) -> None:
    dated, bare = make.case(office).id, make.case(office).id
    make.do(office, cases.set_due, dated, DAY, "documents", seen=make.seen(office, dated))
    before = [state(office, id) for id in (dated, bare)]
    lines = planned(office, [dated, bare], wanted)
    done = make.do(office, change_many, {line.id: line.version for line in lines}, wanted)
    assert done.changed == sum(line.skipped is None for line in lines)
    for line in lines:
        case = make.read(office, Case, line.id)
        for change in line.changes:
            kept = getattr(case, change.field)
            assert (kept or None) == change.after or change.field == "officer_id"
    if done.changed:
        with office.work() as work:
            undo.undo_last(work)
    assert [state(office, id) for id in (dated, bare)] == before
