"""Amounts with units as people type them."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.quantities import LARGEST, quantity, written
from app.refusal import Invalid
from app.rules.units import Quantity
from app.texts import LANGUAGES, say
from app.words import word
from models.assessment_kinds import Unit

ENERGY = (Unit.KWH, Unit.MWH, Unit.GWH)
MASS = (Unit.T, Unit.KG, Unit.G)


@pytest.mark.parametrize(
    ("typed", "value", "unit"),
    [
        ("1,200 MWh", "1200", Unit.MWH),
        ("1200mwh", "1200", Unit.MWH),
        ("980000", "980000", Unit.KWH),
        ("１２０萬度", "1200000", Unit.KWH),
        ("120万千瓦时", "1200000", Unit.KWH),
        ("1.5 million kWh", "1500000", Unit.KWH),
        ("0.5 GWh", "0.5", Unit.GWH),
        ("12 k kWh", "12000", Unit.KWH),
        ("  7 200 kWh ", "7200", Unit.KWH),
        ("0", "0", Unit.KWH),
    ],
)
def test_electricity_is_read_as_it_is_written(typed: str, value: str, unit: Unit) -> None:
    assert quantity(typed, field="before", units=ENERGY) == Quantity(Decimal(value), unit)


@pytest.mark.parametrize(
    ("typed", "unit"),
    [("3 公噸", Unit.T), ("3噸", Unit.T), ("3 吨", Unit.T), ("3 tonnes", Unit.T), ("3㎏", Unit.KG), ("3千克", Unit.KG)],
)
def test_a_tonne_is_the_metric_one_in_each_script(typed: str, unit: Unit) -> None:
    assert quantity(typed, field="before", units=MASS) == Quantity(Decimal(3), unit)


@pytest.mark.parametrize("typed", ["3 tons", "3 斤", "3 担", "3 gal"])
def test_a_unit_of_two_meanings_is_refused_by_name(typed: str) -> None:
    with pytest.raises(Invalid, match="different amounts in different places") as refused:
        quantity(typed, field="before", units=MASS)
    assert refused.value.field == "before"


@pytest.mark.parametrize(
    ("typed", "why"),
    [
        ("5 lb", "no unit that is read here"),
        ("5 m3", "not measured in m³"),
        ("1,20", "third digit"),
        ("many", "not an amount"),
        ("nan", "not an amount"),
        ("-5 kWh", "below zero"),
        ("1.2345678", "decimals"),
        ("9" * 13, "count the zeros"),
        ("9" * 70, "far too long"),
        ("1e5", "no unit"),
    ],
)
def test_what_cannot_be_read_says_why(typed: str, why: str) -> None:
    with pytest.raises(Invalid, match=why):
        quantity(typed, field="before", units=ENERGY)


def test_a_bare_number_is_in_the_unit_that_was_used_last() -> None:
    assert quantity("7", field="after", units=ENERGY, usual=Unit.MWH).unit is Unit.MWH


def test_below_zero_is_read_where_more_may_be_used() -> None:
    assert quantity("−14 MWh", field="electricity", units=ENERGY, signed=True).value == -14


@given(
    st.decimals(0, LARGEST, places=6, allow_nan=False), st.sampled_from(ENERGY + MASS), st.sampled_from(list(LANGUAGES))
)
def test_what_a_field_writes_it_reads_again(value: Decimal, unit: Unit, language: str) -> None:
    said = written(Quantity(value, unit), say(word(unit), language))
    assert quantity(said, field="x", units=(unit,)) == Quantity(value, unit)
