"""The curve of the subsidy against the calculator itself: exact at the bend, within a dollar everywhere."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given, reject
from hypothesis import strategies as st

from app.money import CENT, LARGEST
from app.refusal import NotPublished, NotSet, Refusal
from app.rules.book import RuleBook
from app.rules.curve import Curve, curve
from app.rules.request import CostLine, Override, Request, Supplied
from app.rules.subsidy import calculate
from models.kinds import CostKind, Origin, ProjectType

BOOK = RuleBook.load()
P2, P4, P5 = (BOOK.edition(id) for id in ("P2", "P4", "P5"))


def asked(kind: ProjectType, cost: str | Decimal = "1000", **more: object) -> Request:
    return Request(kind, (CostLine(CostKind.EQUIPMENT, "", Decimal(cost)),), **more)  # type: ignore[arg-type]


def subsidy(edition: object, request: Request, cost: Decimal) -> Decimal:
    line = CostLine(CostKind.EQUIPMENT, "", cost)
    return calculate(edition, replace(request, lines=(line,))).subsidy  # type: ignore[arg-type]


def test_the_bend_lies_where_half_the_cost_reaches_the_ceiling() -> None:
    found = curve(P5, asked(ProjectType.NT, origin=Origin.OTHER))
    assert found == Curve(Decimal("0.5"), True, Decimal("650000.00"), Decimal("1300000.00"))


def test_the_cost_asked_and_an_officers_lower_amount_move_nothing() -> None:
    plain = curve(P5, asked(ProjectType.NT, origin=Origin.HK))
    lowered = asked(ProjectType.NT, "5000000", origin=Origin.HK, override=Override(Decimal(1), "Budget"))
    assert curve(P5, lowered) == plain


def test_earlier_grants_lower_the_level_and_move_the_bend_where_they_count() -> None:
    by_factory = curve(P2, asked(ProjectType.OA, already_granted=Decimal("10000.50")))
    assert (by_factory.most, by_factory.bend) == (Decimal(14_999), Decimal(29_998))
    by_project = asked(ProjectType.DP1, already_granted=Decimal("10000.50"))
    assert curve(P4, by_project) == curve(P4, asked(ProjectType.DP1))


def test_a_ceiling_used_up_leaves_nothing_at_any_cost() -> None:
    found = curve(P2, asked(ProjectType.OA, already_granted=LARGEST))
    assert not any((found.most, found.bend, found.height(Decimal(5))))
    assert found.bend is not None


def test_a_ceiling_that_no_cost_reaches_has_no_bend() -> None:
    by_hand = {"P4.OSI.ceiling": Supplied(LARGEST, "Minutes", "Not published", "YSF")}
    found = curve(P4, asked(ProjectType.OSI, supplied=by_hand))
    assert found.bend is None
    assert found.height(Decimal(100)) == Decimal(90)


@pytest.mark.parametrize(
    ("edition", "kind", "refusal"), [(P5, ProjectType.OA, NotPublished), (P5, ProjectType.NT, NotSet)]
)
def test_what_cannot_be_worked_out_has_no_curve(edition: object, kind: ProjectType, refusal: type[Refusal]) -> None:
    with pytest.raises(refusal):
        curve(edition, asked(kind))  # type: ignore[arg-type]


@given(
    edition=st.sampled_from(BOOK.editions),
    kind=st.sampled_from(ProjectType),
    origin=st.sampled_from(Origin),
    granted=st.integers(0, 2_000_000_00).map(lambda cents: Decimal(cents) / 100),
    cost=st.integers(1, 5_000_000_00).map(lambda cents: Decimal(cents) / 100),
)
def test_the_calculator_lies_on_the_curve(
    edition: object, kind: ProjectType, origin: Origin, granted: Decimal, cost: Decimal
) -> None:
    request = asked(kind, origin=origin, already_granted=granted)
    try:
        found = curve(edition, request)  # type: ignore[arg-type]
    except Refusal:
        reject()
    assert -1 < subsidy(edition, request, cost) - found.height(cost) <= Decimal("0.01")
    if found.bend:
        assert subsidy(edition, request, found.bend) == found.most
        assert subsidy(edition, request, found.bend - CENT) < found.most
