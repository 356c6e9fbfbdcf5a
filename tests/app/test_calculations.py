"""Recorded sums: calculated again, frozen, confirmed by a second officer, worked again."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from uuid import UUID

import pytest

from app import calculations, cases, costs, historic
from app.costs import CostFields
from app.office import Office
from app.refusal import Invalid, NoEdition, NotPermitted, NotPublished, NotReady, NotSet, Stale
from app.rules.request import Override, Supplied
from models import Calculation, Case, CostLine
from models.kinds import CostKind, ProjectType, Role
from models.stages import Stage
from tests import make
from tests.app.test_applicants import refused

RATE = Supplied(Decimal("0.5"), "Minute 4/2014", "Never published", "YSF")


def record(office: Office, id: UUID, **terms: object) -> UUID:
    return make.do(office, calculations.record, id, seen=make.seen(office, id), **terms)


def verification(office: Office) -> UUID:
    """A verification project of phase 2, whose rate was never published."""
    return make.received(office, date(2014, 12, 9), type=ProjectType.VP, origin=None, cost="42000").id


def test_a_sum_is_calculated_from_the_records_and_frozen(office: Office) -> None:
    made = make.received(office)
    kept = make.read(office, Calculation, record(office, made.id))
    case = make.read(office, Case, made.id)
    assert (kept.edition, kept.subsidy, case.calculated) == ("P5", Decimal(560_000), Decimal(560_000))
    assert kept.edition_sha256 == office.rules.edition("P5").sha256
    assert kept.request["lines"][0]["amount"] == "1120000.00"
    assert kept.result["subsidy"] == "560000.00"
    assert not kept.second_needed


def test_each_sum_has_its_place_and_the_last_one_counts(office: Office) -> None:
    id = make.received(office).id
    record(office, id)
    make.add_cost(office, id, amount=Decimal(80_000))
    kept = make.read(office, Calculation, record(office, id))
    assert (kept.place, kept.subsidy) == (2, Decimal(600_000))
    assert make.read(office, Case, id).calculated == Decimal(600_000)


def test_a_line_struck_out_is_not_asked(office: Office) -> None:
    id = make.received(office).id
    line = make.add_cost(office, id, amount=Decimal(80_000))
    make.do(office, costs.strike_out, line, seen=1, reason="counted twice")
    assert make.read(office, Calculation, record(office, id)).subsidy == Decimal(560_000)


def test_earlier_grants_of_the_factory_are_asked_along(office: Office) -> None:
    whose = make.applicant(office)
    where = make.factory(office, whose)
    terms = {"type": ProjectType.OA, "origin": None, "applicant_id": whose, "factory_id": where, "cost": "60000"}
    form = cases.CaseFields(whose, ProjectType.OA, where)
    make.do(office, historic.enter_historic, form, received_on=date(2013, 9, 17), stage=Stage.CLOSED,
            recorded_amount=Decimal(15_000), source="File")  # fmt: skip
    id = make.received(office, date(2014, 3, 11), **terms).id
    kept = make.read(office, Calculation, record(office, id))
    assert kept.request["already_granted"] == "15000.00"
    assert kept.subsidy == Decimal(10_000)


def test_without_a_day_in_an_edition_there_is_no_sum(office: Office) -> None:
    refused(NoEdition, office, calculations.record, make.case(office).id, seen=1)
    id = make.received(office, date(2015, 5, 4), type=ProjectType.OA, origin=None).id
    refused(NoEdition, office, calculations.record, id, seen=make.seen(office, id))


def test_a_type_that_is_not_published_and_a_figure_not_set_are_refused(office: Office) -> None:
    id = make.received(office, date(2014, 12, 9)).id
    refused(NotPublished, office, calculations.record, id, seen=make.seen(office, id))
    id = verification(office)
    refused(NotSet, office, calculations.record, id, seen=make.seen(office, id))


def test_the_higher_ceiling_asks_for_evidence_of_the_origin(office: Office) -> None:
    id = make.received(office, origin_evidence=" ").id
    assert refused(NotReady, office, calculations.record, id, seen=make.seen(office, id)) == "origin_evidence"


def test_a_stale_page_records_nothing(office: Office) -> None:
    refused(Stale, office, calculations.record, make.received(office).id, seen=1)


# --- the second officer


def test_a_supplied_figure_counts_once_the_named_second_officer_agrees(office: Office) -> None:
    id = verification(office)
    made = record(office, id, supplied={"P2.VP.rate": RATE})
    assert make.read(office, Case, id).calculated is None
    with make.signed(office, Role.ADMINISTRATOR):
        refused(NotPermitted, office, calculations.confirm, made, seen=1)
    with make.signed(office, Role.SUPERVISOR):
        make.do(office, calculations.confirm, made, seen=1)
        refused(NotReady, office, calculations.confirm, made, seen=2)
    assert make.read(office, Case, id).calculated == Decimal(20_000)


def test_nobody_confirms_a_sum_of_their_own(office: Office) -> None:
    id = make.received(office).id
    with make.signed(office, Role.SUPERVISOR):
        made = record(office, id, override=Override(Decimal(400_000), "Less was claimed"))
        refused(NotPermitted, office, calculations.confirm, made, seen=1)
    refused(NotPermitted, office, calculations.confirm, made, seen=1)  # a caseworker never is the second officer
    with make.signed(office, Role.ADMINISTRATOR):
        make.do(office, calculations.confirm, made, seen=1)
    assert make.read(office, Case, id).calculated == Decimal(400_000)


def test_an_override_only_lowers(office: Office) -> None:
    id = make.received(office).id
    higher = Override(Decimal(560_001), "More")
    refused(NotPermitted, office, calculations.record, id, seen=make.seen(office, id), override=higher)


def test_an_older_sum_cannot_be_confirmed_over_a_newer_one(office: Office) -> None:
    id = make.received(office).id
    made = record(office, id, override=Override(Decimal(400_000), "Less"))
    record(office, id)
    with make.signed(office, Role.SUPERVISOR):
        refused(NotReady, office, calculations.confirm, made, seen=1)
    assert make.read(office, Case, id).calculated == Decimal(560_000)


def test_a_plain_sum_needs_no_second_officer(office: Office) -> None:
    made = record(office, make.received(office).id)
    with make.signed(office, Role.SUPERVISOR):
        refused(NotReady, office, calculations.confirm, made, seen=1)


def test_once_recommended_the_sum_stands(office: Office) -> None:
    id = make.at(office, Stage.RECOMMENDED).id
    refused(NotReady, office, calculations.record, id, seen=make.seen(office, id))
    id = make.at(office, Stage.ASSESSMENT).id
    made = record(office, id, override=Override(Decimal(1), "Less"))
    from models.kinds import Verdict

    make.recommend(office, id, Verdict.NOT_RECOMMENDED)
    with make.signed(office, Role.SUPERVISOR):
        refused(NotReady, office, calculations.confirm, made, seen=1)


# --- worked again


def test_a_frozen_sum_in_older_words_works_again(office: Office) -> None:
    kept = make.read(office, Calculation, record(office, make.received(office).id))
    said = [line | {"text": {"text": "What an earlier version said", "values": {}}} for line in kept.result["working"]]
    kept.result = kept.result | {"working": said}
    assert calculations.works_again(kept, office.rules)


def test_a_frozen_sum_works_again_and_a_changed_one_does_not(office: Office) -> None:
    kept = make.read(office, Calculation, record(office, make.received(office).id))
    assert calculations.works_again(kept, office.rules)
    kept.subsidy += 1
    assert not calculations.works_again(kept, office.rules)
    kept.subsidy -= 1
    other = replace(office.rules.edition("P5"), sha256="0" * 64)
    assert not calculations.works_again(kept, replace(office.rules, editions=(other,)))


# --- cost lines


def test_cost_lines_stand_in_the_order_they_were_added(office: Office) -> None:
    id = make.case(office, cost=None).id
    lines = [make.read(office, CostLine, make.add_cost(office, id)).place for _ in range(3)]
    assert lines == [1, 2, 3]


@pytest.mark.parametrize(
    ("terms", "field"),
    [
        ({"amount": Decimal(0)}, "amount"),
        ({"amount": Decimal(-5)}, "amount"),
        ({"amount": Decimal("1.005")}, "amount"),
        ({"amount": Decimal("1e13")}, "amount"),
        ({"amount": Decimal("Infinity")}, "amount"),
        ({"currency": "rmb"}, "currency"),
        ({"currency": "CNY"}, "rate"),
        ({"currency": "CNY", "rate": Decimal("1.09")}, "rate_source"),
        ({"rate": Decimal("1.09")}, "rate"),
        ({"eligible": False}, "why"),
        ({"text": "x" * 100_000}, "text"),
    ],
)
def test_a_cost_that_cannot_be_worked_is_refused_by_its_field(
    office: Office, terms: dict[str, object], field: str
) -> None:
    id = make.case(office, cost=None).id
    given: dict[str, object] = {"kind": CostKind.TESTING, "text": "Tests", "amount": Decimal(9_000), **terms}
    assert refused(Invalid, office, costs.add, id, CostFields(**given)) == field  # type: ignore[arg-type]


def test_a_cost_is_corrected_and_struck_out_with_a_reason(office: Office) -> None:
    line = make.add_cost(office, make.case(office, cost=None).id)
    make.do(office, costs.correct, line, CostFields(CostKind.TESTING, "Tests", Decimal(9_000)), seen=1)
    refused(Stale, office, costs.correct, line, CostFields(CostKind.TESTING, "Late", Decimal(1)), seen=1)
    assert refused(Invalid, office, costs.strike_out, line, seen=2, reason="") == "reason"
    make.do(office, costs.strike_out, line, seen=2, reason="counted twice")
    kept = make.read(office, CostLine, line)
    assert (kept.text, kept.amount, kept.struck_out) == ("Tests", Decimal(9_000), True)


def test_costs_stay_as_they_are_once_the_sum_is_recommended(office: Office) -> None:
    id = make.case(office, cost=None).id
    line = make.add_cost(office, id)
    make.bring(office, id, Stage.RECOMMENDED)
    form = CostFields(CostKind.TESTING, "Tests", Decimal(9_000))
    refused(NotReady, office, costs.add, id, form)
    refused(NotReady, office, costs.correct, line, form, seen=1)
    refused(NotReady, office, costs.strike_out, line, seen=1, reason="counted twice")
    historic = make.historic(office, Stage.CLOSED, confirmed=False)
    assert make.read(office, CostLine, make.do(office, costs.add, historic, form)).place == 1


@pytest.mark.parametrize(("stage", "granted"), [(Stage.LAPSED, "0"), (Stage.TERMINATED, "250000.00")])
def test_an_offer_that_was_never_taken_up_is_no_earlier_grant(office: Office, stage: Stage, granted: str) -> None:
    kept = make.read(office, Case, make.historic(office, stage))
    form = cases.CaseFields(kept.applicant_id, ProjectType.DP, kept.factory_id)
    id = make.do(office, cases.open_case, form)
    with office.reading() as session:
        asked = calculations.request_of(session, session.get_one(Case, id))
    assert asked.already_granted == Decimal(granted)
