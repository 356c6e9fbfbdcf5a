"""What is next in a case, and why a button is grey."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from uuid import UUID

import pytest

from app import calculations, cases, decisions, items
from app.case_sheet import CaseSheet
from app.office import Office
from models.kinds import ItemKind, Role
from models.stages import ENDED, TRANSITIONS, Stage
from tests import make
from tests.app import scenarios
from ui.casefile.next_step import ENDORSE, ROAD, TO, barred, next_step, onward, way_words, whose

SheetOf = Callable[[UUID], CaseSheet]


def ask(office: Office, sheet: CaseSheet) -> tuple[str, Stage | None, str]:
    step = next_step(sheet, office.officer.id)
    return step.act, step.to, step.section


def test_every_stage_that_goes_on_has_words_and_a_place_on_the_road() -> None:
    assert set(ROAD) == set(Stage) - ENDED | {Stage.CLOSED}
    for way in TRANSITIONS:
        assert way_words(way)
        assert way.end in TO or way.act == "case.reopen"


@pytest.mark.parametrize(
    ("stage", "wanted"),
    [
        (Stage.DRAFT, ("case.receive", Stage.RECEIVED, "")),
        (Stage.RECEIVED, ("case.move", Stage.COMPLETENESS, "")),
        (Stage.COMPLETENESS, ("case.move", Stage.ASSESSMENT, "")),
        (Stage.RECOMMENDED, (ENDORSE, None, "")),
        (Stage.APPROVED, ("case.move", Stage.LETTER, "")),
        (Stage.PAID, ("case.move", Stage.CLOSED, "")),
        (Stage.CLOSED, ("", None, "")),
    ],
)
def test_the_next_step_of_a_stage(
    office: Office, sheet_of: SheetOf, stage: Stage, wanted: tuple[str, Stage | None, str]
) -> None:
    made = make.case(office) if stage is Stage.DRAFT else make.at(office, stage)
    assert ask(office, sheet_of(made.id)) == wanted


def test_something_outstanding_sends_the_case_back_to_the_applicant(office: Office, sheet_of: SheetOf) -> None:
    made = make.at(office, Stage.COMPLETENESS)
    make.do(office, items.ask, made.id, ItemKind.QUOTATIONS)
    assert ask(office, sheet_of(made.id)) == ("case.move", Stage.RETURNED, "")


def test_vetting_asks_for_costs_then_the_sum_then_the_open_questions(office: Office, sheet_of: SheetOf) -> None:
    made = make.at(office, Stage.ASSESSMENT, cost=None)
    assert ask(office, sheet_of(made.id)) == ("", None, "calculator")
    make.add_cost(office, made.id)
    assert str(next_step(sheet_of(made.id), office.officer.id).text) == "Record the calculation."
    make.do(office, calculations.record, made.id, seen=make.seen(office, made.id))
    assert ask(office, sheet_of(made.id)) == ("", None, "eligibility")


def test_who_prepared_the_summary_may_not_endorse_it(office: Office, sheet_of: SheetOf) -> None:
    make.sign_in(office, Role.SUPERVISOR)
    made = make.at(office, Stage.RECOMMENDED)
    why = barred(sheet_of(made.id), ENDORSE, office.officer, office.may)
    assert str(why) == "You prepared this. Another officer must endorse it."
    make.sign_in(office, Role.ADMINISTRATOR)
    assert barred(sheet_of(made.id), ENDORSE, office.officer, office.may) is None


def test_a_caseworker_holds_no_right_to_endorse(office: Office, sheet_of: SheetOf) -> None:
    made = make.at(office, Stage.RECOMMENDED)
    why = barred(sheet_of(made.id), ENDORSE, office.officer, office.may)
    assert str(why) == "Your role (Caseworker) may not do this."


def test_the_committee_waits_for_the_endorsement(office: Office, sheet_of: SheetOf) -> None:
    made = make.at(office, Stage.RECOMMENDED)

    def why() -> str:
        return str(barred(sheet_of(made.id), "case.move", office.officer, office.may, Stage.SCHEDULED))

    assert why() == "A second officer must endorse the assessment summary first."
    assert barred(sheet_of(made.id), "case.move", office.officer, office.may, Stage.ASSESSMENT) is None
    with make.signed(office, Role.SUPERVISOR):
        make.endorse(office, made.id)
    assert why() == "None"


def test_a_single_officer_goes_on_without_an_endorsement(office: Office, sheet_of: SheetOf) -> None:
    scenarios.only_administrator(office)
    made = make.at(office, Stage.RECOMMENDED)
    assert ask(office, sheet_of(made.id)) == ("case.move", Stage.SCHEDULED, "")
    assert barred(sheet_of(made.id), "case.move", office.officer, office.may, Stage.SCHEDULED) is None


@pytest.mark.parametrize("stage", [Stage.RECEIVED, Stage.COMPLETENESS, Stage.ASSESSMENT])
def test_a_day_in_a_gap_asks_for_the_edition_first(office: Office, sheet_of: SheetOf, stage: Stage) -> None:
    made = make.received(office, date(2015, 5, 4))
    for step in make.ROAD[1 : make.ROAD.index(stage) + 1]:
        make.do(office, cases.move, made.id, step, seen=make.seen(office, made.id))
    assert ask(office, sheet_of(made.id)) == ("case.choose_edition", None, "")


def test_a_draft_without_a_day_is_not_asked_for_its_edition(office: Office, sheet_of: SheetOf) -> None:
    assert ask(office, sheet_of(make.case(office).id)) == ("case.receive", Stage.RECEIVED, "")


def test_who_entered_the_decision_may_not_confirm_it(office: Office, sheet_of: SheetOf) -> None:
    make.sign_in(office, Role.SUPERVISOR)
    made = make.at(office, Stage.SCHEDULED)
    make.do(office, decisions.approve, made.id, make.decision(office), seen=make.seen(office, made.id))
    why = barred(sheet_of(made.id), "case.confirm_decision", office.officer, office.may)
    assert str(why) == "You entered this decision. Another officer must confirm it."


@pytest.mark.parametrize("stage", [stage for stage in ROAD if stage is not Stage.CLOSED])
def test_the_way_along_the_road_never_needs_a_reason_but_for_a_recommendation(stage: Stage) -> None:
    from types import SimpleNamespace

    from models.stages import ways_from

    way = onward(SimpleNamespace(stage=stage, ways=ways_from(stage)))  # type: ignore[arg-type]
    assert way is not None
    assert way.act != "case.move" or not way.reason


def test_row_42_every_open_case_says_what_is_next_and_whose_it_is(office: Office, sheet_of: SheetOf) -> None:
    sheet = sheet_of(make.received(office).id)
    for stage in set(Stage) - ENDED:
        there = replace(sheet, stage=stage)
        step = next_step(there, office.officer.id)
        assert str(step.text), stage
        assert str(whose(there, step)), stage
