"""What looks wrong is asked, never refused."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from app.rules.changes import changes
from app.rules.doubts import questions, scales
from app.rules.findings import Findings, Output, Period
from app.rules.units import Quantity
from models.assessment_kinds import Effect, MeasureState, Unit, UtilityKind
from tests.app.rules.test_benefit import ELECTRICITY, FOUND, measure


def asked(findings: Findings) -> list[tuple[str, str]]:
    return [(one.about, str(one.text)) for one in questions(findings, changes(findings))]


def test_a_believable_assessment_raises_no_question() -> None:
    fine = measure("m", investment=Decimal(600_000), saving=Decimal(100_000), effects={Effect.VOC: Decimal("3.2")})
    assert asked(replace(FOUND, measures=(fine,))) == []


@pytest.mark.parametrize(
    ("investment", "saving", "words"),
    [
        ("1000", "50000", "less than 0.1 years"),
        ("1000000", "30000", "paid back in 33.3 years"),
        ("300000", "-12000", "saves no money"),
        ("300000", "0", "saves no money"),
    ],
)
def test_an_odd_payback_is_asked_about(investment: str, saving: str, words: str) -> None:
    ((about, text),) = asked(Findings(measures=(measure("m", investment=Decimal(investment), saving=Decimal(saving)),)))
    assert about == "m"
    assert words in text


def test_what_costs_nothing_is_no_odd_payback() -> None:
    assert asked(Findings(measures=(measure("m", investment=Decimal(0), saving=Decimal(5)),))) == []


def test_saving_more_than_was_used_is_asked_about() -> None:
    much = measure("m", effects={Effect.ELECTRICITY: Decimal(1_300_000)})
    ((about, text),) = asked(replace(FOUND, measures=(much,)))
    assert about == "m"
    assert "above the baseline of 1,200,000 kWh" in text
    half = [replace(much, key=key, effects={Effect.ELECTRICITY: Decimal(700_000)}) for key in "ab"]
    ((about, text),) = asked(replace(FOUND, measures=tuple(half)))
    assert about == "measures"
    half[1] = replace(half[1], state=MeasureState.DROPPED)
    assert asked(replace(FOUND, measures=tuple(half))) == []


def test_a_baseline_of_half_a_year_is_taken_to_a_year_first() -> None:
    half = replace(FOUND, baseline=Period(date(2024, 1, 1), date(2024, 6, 30)))
    much = measure("m", effects={Effect.ELECTRICITY: Decimal(1_300_000)})
    assert [about for about, _ in asked(replace(half, measures=(much,)))] == ["periods"]


@pytest.mark.parametrize(
    ("after", "about"),
    [
        (Quantity(Decimal(980_000), Unit.MWH), "e"),
        (Quantity(Decimal(980), Unit.KWH), "e"),
        (Quantity(Decimal(2), Unit.GWH), None),
    ],
)
def test_a_slip_of_a_thousand_is_asked_about(after: Quantity, about: str | None) -> None:
    found = asked(replace(FOUND, uses=(replace(ELECTRICITY, after=after),)))
    assert [one for one, _ in found] == ([about] if about else [])


def test_an_output_in_another_unit_and_no_output_are_asked_about() -> None:
    kg = Output("Cloth", Quantity(Decimal(500), Unit.T), Quantity(Decimal(480_000), Unit.T))
    assert "output" in [about for about, _ in asked(replace(FOUND, output=kg))]
    none = Output("Cloth", Quantity(Decimal(500), Unit.T), Quantity(Decimal(0), Unit.T))
    assert asked(replace(FOUND, output=none)) == [("output", "Output is zero in one of the periods. Was nothing made?")]


def test_one_utility_twice_is_asked_about() -> None:
    twice = replace(FOUND, uses=(ELECTRICITY, replace(ELECTRICITY, key="f")))
    ((about, text),) = asked(twice)
    assert about == "f"
    assert "stands here twice" in text
    named = replace(FOUND, uses=(ELECTRICITY, replace(ELECTRICITY, key="f", text="Hall 2")))
    assert asked(named) == []


def test_an_after_period_within_the_baseline_is_asked_about() -> None:
    early = replace(FOUND, after=Period(date(2023, 6, 1), date(2024, 5, 31)))
    assert [about for about, _ in asked(early)] == ["periods"]


@pytest.mark.parametrize(
    ("effect", "value", "asks"),
    [
        (Effect.VOC, "3200", True),  # kilograms typed for tonnes: the mean of 151 projects is 3.2 t
        (Effect.VOC, "180", False),  # a recognised partner's own figure
        (Effect.CO2, "728", False),
        (Effect.EFFLUENT, "2100000", False),
        (Effect.SOLID_WASTE, "999999", False),  # no published mean
    ],
)
def test_a_thousand_times_the_published_mean_is_asked_about(effect: Effect, value: str, asks: bool) -> None:
    found = asked(Findings(measures=(measure("m", effects={effect: Decimal(value)}),)))
    assert bool(found) is asks
    if asks:
        assert "151 projects" in found[0][1]


def test_the_means_are_the_published_totals_over_their_projects() -> None:
    """domain.md §4.3, items 5 and 10."""
    totals = {Effect.VOC: 480, Effect.SO2: 520, Effect.NOX: 370, Effect.CO2: 110_000, Effect.EFFLUENT: 2_100_000,
              Effect.ELECTRICITY: 148_000_000, Effect.WATER: 12_000_000}  # fmt: skip
    for effect, total in totals.items():
        scale = scales()[effect]
        assert abs(scale.mean / (Decimal(total) / scale.projects) - 1) < Decimal("0.03")
    assert set(scales()) == set(totals)


def test_a_use_of_water_is_compared_in_its_own_measure() -> None:
    water = replace(ELECTRICITY, key="w", kind=UtilityKind.WATER, before=Quantity(Decimal(400), Unit.T), after=None)
    much = measure("m", effects={Effect.WATER: Decimal(500)})
    assert [about for about, _ in asked(replace(FOUND, uses=(water,), measures=(much,)))] == ["m"]
