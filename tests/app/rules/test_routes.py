"""The six routes at their boundaries: what passes, what fails, and what nobody can say."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.rules.facts import Connection, Factory, Person
from models.kinds import FactoryKind, Process, ProjectType, Route
from tests.app.rules.cases import CHAN, FACTORY, FACTS, WONG, connected, judged, route, sentences

WORKSHOP = Factory(FactoryKind.WORKSHOP, owned_and_operated=True, processes=(Process.PAINT,))
P1_DAY, P2_DAY, P4_DAY = date(2009, 6, 1), date(2013, 4, 1), date(2022, 3, 1)


# ---- route 1d


@pytest.mark.parametrize(
    ("in_factory", "in_applicant", "met"),
    [
        ("50.00", "30.00", False),
        ("50.01", "30.00", True),
        ("50.0001", "30.00", True),
        ("50.01", "29.99", False),
        ("100", "100", True),
        ("0", "30", False),
    ],
)
def test_1d_thresholds(in_factory: str, in_applicant: str, met: bool) -> None:
    verdict = connected(share_in_factory=Decimal(in_factory), share_in_applicant=Decimal(in_applicant))
    assert verdict.met is met


@given(st.decimals(0, 100, places=2), st.decimals(0, 100, places=2))
def test_1d_is_more_than_half_and_at_least_three_tenths(in_factory: Decimal, in_applicant: Decimal) -> None:
    verdict = connected(share_in_factory=in_factory, share_in_applicant=in_applicant)
    assert verdict.met is (in_factory > 50 and in_applicant >= 30)


def test_1d_asks_for_the_same_person() -> None:
    verdict = connected(applicant_holder=WONG)
    assert verdict.met is False
    assert "it must be the same person" in sentences(verdict)


def test_1d_two_persons_of_one_name_are_two_persons() -> None:
    assert connected(applicant_holder=Person("7", CHAN.name, hk_resident=True)).met is False


def test_1d_a_company_cannot_hold() -> None:
    verdict = connected(corporate_holder="Wing Lee Holdings Limited", factory_holder=None, applicant_holder=None)
    assert verdict.met is False
    assert "asks for a natural person" in sentences(verdict)


@pytest.mark.parametrize(("resident", "met"), [(True, True), (False, False), (None, None)])
def test_1d_the_person_is_resident_in_hong_kong(resident: bool | None, met: bool | None) -> None:
    person = replace(CHAN, hk_resident=resident)
    assert connected(factory_holder=person, applicant_holder=person).met is met


@pytest.mark.parametrize("unknown", ["share_in_factory", "share_in_applicant", "factory_holder", "applicant_holder"])
def test_1d_what_is_unknown_gives_no_verdict(unknown: str) -> None:
    assert connected(**{unknown: None}).met is None


def test_1d_what_fails_fails_even_when_something_else_is_unknown() -> None:
    assert connected(share_in_factory=Decimal(40), share_in_applicant=None).met is False


@pytest.mark.parametrize("wanted", [Route.R1A, Route.R1B, Route.R1D])
def test_an_indirect_link_gives_no_verdict_and_names_the_question(wanted: Route) -> None:
    link = replace(FACTS.connections[0], route=wanted, shown=True, indirect=True, through="Blue Sky (BVI) Limited")
    verdict = route(judged(connections=(link,)), wanted)
    assert verdict.met is None
    said = "Blue Sky (BVI) Limited; whether that counts was not published. See the Secretariat’s files"
    assert said in sentences(verdict)


def test_one_connection_of_a_route_is_enough() -> None:
    poor = replace(FACTS.connections[0], share_in_factory=Decimal(10))
    assert route(judged(connections=(poor, FACTS.connections[0])), Route.R1D).met is True


# ---- routes 1a to 1c


@pytest.mark.parametrize("wanted", [Route.R1A, Route.R1B])
@pytest.mark.parametrize("shown", [True, False, None])
def test_1a_and_1b_turn_on_their_own_question(wanted: Route, shown: bool | None) -> None:
    eligibility = judged(connections=(Connection(wanted, shown=shown),))
    assert route(eligibility, wanted).met is shown
    assert eligibility.eligible is shown


@pytest.mark.parametrize(
    ("first", "last", "met"),
    [
        (None, date(2026, 6, 16), True),
        (None, date(2026, 6, 15), False),  # it must end later than the day of the assessment
        (None, None, None),
        (date(2026, 6, 15), date(2027, 1, 1), True),
        (date(2026, 6, 16), date(2027, 1, 1), False),
    ],
)
def test_1c_the_agreement_subsists_on_the_day_of_the_assessment(
    first: date | None, last: date | None, met: bool | None
) -> None:
    link = Connection(Route.R1C, agreement_from=first, agreement_until=last)
    assert route(judged(connections=(link,)), Route.R1C).met is met


def test_1c_without_an_agreement() -> None:
    link = Connection(Route.R1C, shown=False, agreement_until=date(2030, 1, 1))
    assert route(judged(connections=(link,)), Route.R1C).met is False


def test_without_any_connection_nothing_can_be_said() -> None:
    eligibility = judged(connections=())
    assert [verdict.met for verdict in eligibility.routes] == [None, None, None, None, False, False]
    assert eligibility.eligible is None


def test_a_route_on_which_the_application_does_not_rest_is_not_met() -> None:
    verdict = route(judged(), Route.R1A)
    assert verdict.met is False
    assert sentences(verdict) == "The application does not rest on this route"


# ---- where the factory stands


def test_a_factory_elsewhere_fails_every_route() -> None:
    eligibility = judged(factory=Factory(None, elsewhere=True, owned_and_operated=True))
    assert {verdict.met for verdict in eligibility.routes} == {False}
    assert eligibility.eligible is False


def test_a_district_outside_guangdong_fails() -> None:
    assert route(judged(factory=replace(FACTORY, district="4301")), Route.R1D).met is False


@pytest.mark.parametrize(
    ("district", "met"),
    [
        ("4419", True),
        ("441900", True),
        ("Dongguan", True),
        ("東莞市", True),
        ("东莞", True),
        ("Guangzhou City", True),
        ("4420", True),
        ("Shaoguan", False),
        ("4405", False),
        ("", None),
        ("Dongguang", None),
    ],
)
def test_before_april_2013_only_the_pearl_river_delta(district: str, met: bool | None) -> None:
    factory = replace(FACTORY, district=district)
    assert route(judged(type=ProjectType.DP, received=P1_DAY, factory=factory), Route.R1D).met is met


def test_from_april_2013_the_whole_of_guangdong() -> None:
    factory = replace(FACTORY, district="Shaoguan")
    assert route(judged(type=ProjectType.DP, received=P2_DAY, factory=factory), Route.R1D).met is True


@pytest.mark.parametrize("answer", [True, False, None])
def test_who_owns_and_operates_counts_on_every_route(answer: bool | None) -> None:
    assert route(judged(factory=replace(FACTORY, owned_and_operated=answer)), Route.R1D).met is answer
    hong_kong = Factory(FactoryKind.HONG_KONG, owned_and_operated=answer)
    assert route(judged(factory=hong_kong, connections=()), Route.R2).met is answer
    workshop = replace(WORKSHOP, owned_and_operated=answer)
    eligibility = judged(type=ProjectType.DP1, received=P4_DAY, factory=workshop, connections=())
    assert route(eligibility, Route.R3).met is answer


def test_a_factory_whose_kind_is_unknown() -> None:
    eligibility = judged(factory=replace(FACTORY, kind=None))
    assert {verdict.met for verdict in eligibility.routes} == {None}


def test_no_factory_on_the_case_yet() -> None:
    assert {verdict.met for verdict in judged(factory=None).routes} == {None}


# ---- routes 2 and 3


def test_2_in_phase_1_was_not_published() -> None:
    factory = Factory(FactoryKind.HONG_KONG, owned_and_operated=True)
    eligibility = judged(type=ProjectType.DP, received=P1_DAY, factory=factory, connections=())
    assert [verdict.met for verdict in eligibility.routes] == [False, False, False, False, None, False]


@pytest.mark.parametrize(
    ("kind", "received", "met"),
    [
        (ProjectType.DP, P2_DAY, True),
        (ProjectType.DP1, P4_DAY, True),
        (ProjectType.DP2, P4_DAY, True),
        (ProjectType.OA, P4_DAY, False),
        (ProjectType.VP, P2_DAY, False),
        (ProjectType.NT, date(2026, 5, 4), None),
        (ProjectType.DP, P1_DAY, None),
    ],
)
def test_3_is_for_demonstration_projects_since_april_2013(kind: ProjectType, received: date, met: bool | None) -> None:
    eligibility = judged(type=kind, received=received, factory=WORKSHOP, connections=())
    assert route(eligibility, Route.R3).met is met


@pytest.mark.parametrize(
    ("processes", "met"),
    [
        ((Process.SOLVENT,), True),
        ((Process.OTHER, Process.ENGINE), True),
        ((Process.OTHER,), None),  # the published list ends with "etc."
        ((), False),
        (None, None),
    ],
)
def test_3_asks_for_a_polluting_process(processes: tuple[Process, ...] | None, met: bool | None) -> None:
    workshop = replace(WORKSHOP, processes=processes)
    eligibility = judged(type=ProjectType.DP1, received=P4_DAY, factory=workshop, connections=())
    assert route(eligibility, Route.R3).met is met


def test_routes_do_not_apply_to_organisation_support() -> None:
    assert judged(type=ProjectType.OSI, received=P4_DAY).routes == ()
