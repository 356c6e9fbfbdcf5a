"""A wrong move to where no move leads back is put right by a supervisor, with a reason; the history says so."""

from __future__ import annotations

from uuid import UUID

import pytest

from app import case_sheet, cases, history, undo
from app.office import Office
from app.refusal import Invalid, NotPermitted, NotReady
from models import Case
from models.kinds import Role
from models.stages import TRANSITIONS, Stage
from tests import make
from tests.app.test_applicants import refused
from tests.make import ROAD

BACK = [(one.end, one.start) for one in TRANSITIONS if one.act == "case.reopen"]


def move(office: Office, id: UUID, to: Stage) -> None:
    make.do(office, cases.move, id, to, seen=make.seen(office, id), reason="as planned")


def reopen(office: Office, id: UUID) -> Stage:
    with make.signed(office, Role.SUPERVISOR):
        make.do(office, cases.reopen, id, seen=make.seen(office, id), reason="Meant for another case")
    return make.read(office, Case, id).stage


def ways(office: Office, id: UUID) -> list[Stage]:
    """Where the case page offers to take the case back."""
    with office.reading() as session:
        sheet = case_sheet.read(session, id, office.rules, office.clock.today())
    return [one.end for one in sheet.ways if one.act == "case.reopen"]


@pytest.mark.parametrize(("start", "end"), [way for way in BACK if way[0] in ROAD])
def test_each_of_these_moves_leads_back_to_where_the_case_came_from(office: Office, start: Stage, end: Stage) -> None:
    id = make.at(office, start).id
    move(office, id, end)
    assert ways(office, id) == [start]
    assert reopen(office, id) is start
    assert ways(office, id) == ways_of(start)
    with office.reading() as session:
        last = history.of_case(session, id, office.rules)[0]
    assert (last.what.text, last.reason) == ("Correct a wrong move", "Meant for another case")
    move(office, id, end)  # it may be meant the next time


def ways_of(stage: Stage) -> list[Stage]:
    """Of a case that went along the road."""
    before = ROAD[ROAD.index(stage) - 1]
    return [before] if (before, stage) in BACK else []


def test_several_wrong_moves_are_put_right_one_after_the_other(office: Office) -> None:
    id = make.at(office, Stage.PAID).id
    assert [reopen(office, id) for _ in range(3)] == [Stage.CLAIM_APPROVED, Stage.ACCOUNTS, Stage.VERIFICATION]
    move(office, id, Stage.TERMINATED)
    assert [reopen(office, id), reopen(office, id)] == [Stage.VERIFICATION, Stage.REPORT]


def test_a_move_taken_back_counts_as_not_made(office: Office) -> None:
    id = make.at(office, Stage.LETTER).id
    move(office, id, Stage.AGREEMENT)
    with office.work() as work:
        undo.undo_last(work)
    assert reopen(office, id) is Stage.APPROVED


def test_a_caseworker_corrects_nothing_and_a_reason_is_asked(office: Office) -> None:
    id = make.at(office, Stage.LETTER).id
    refused(NotPermitted, office, cases.reopen, id, seen=make.seen(office, id), reason="why")
    with make.signed(office, Role.SUPERVISOR):
        assert refused(Invalid, office, cases.reopen, id, seen=make.seen(office, id), reason=" ") == "reason"


@pytest.mark.parametrize("stage", [Stage.ASSESSMENT, Stage.SCHEDULED, Stage.APPROVED])
def test_where_other_ways_lead_on_nothing_is_corrected(office: Office, stage: Stage) -> None:
    id = make.at(office, stage).id
    assert ways(office, id) == []
    with make.signed(office, Role.SUPERVISOR):
        refused(NotReady, office, cases.reopen, id, seen=make.seen(office, id), reason="why")


def test_a_historic_case_came_from_no_stage_of_this_office(office: Office) -> None:
    id = make.historic(office, stage=Stage.WITHDRAWN)
    assert ways(office, id) == []
    with make.signed(office, Role.SUPERVISOR):
        refused(NotReady, office, cases.reopen, id, seen=make.seen(office, id), reason="why")


def test_a_payment_is_undone_by_no_other_act(office: Office) -> None:
    assert [one.act for one in TRANSITIONS if one.start is Stage.PAID and one.end is Stage.CLAIM_APPROVED] == [
        "case.reopen"
    ]
