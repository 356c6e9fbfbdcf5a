"""Units convert exactly."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.rules.units import (
    EFFECT_UNITS,
    OUTPUT_UNITS,
    UTILITY_UNITS,
    Quantity,
    base,
    base_unit,
    converted,
    dimension,
)
from app.texts import LANGUAGES, say
from app.words import word
from models.assessment_kinds import Effect, Unit, UtilityKind

ENTERED = st.decimals(0, 10**9, places=3, allow_nan=False)


@pytest.mark.parametrize(
    ("amount", "unit", "expected"),
    [
        (Quantity(Decimal("1.2"), Unit.GWH), Unit.KWH, "1200000"),
        (Quantity(Decimal(3600), Unit.MJ), Unit.MWH, "1"),
        (Quantity(Decimal("3.6"), Unit.GJ), Unit.KWH, "1000"),
        (Quantity(Decimal(3200), Unit.KG), Unit.T, "3.2"),
        (Quantity(Decimal(250), Unit.LITRE), Unit.M3, "0.25"),
        (Quantity(Decimal(2600), Unit.THOUSAND), Unit.PIECE, "2600000"),
    ],
)
def test_an_amount_in_another_unit(amount: Quantity, unit: Unit, expected: str) -> None:
    assert converted(amount, unit) == Decimal(expected)


def test_a_tonne_of_water_is_a_cubic_metre_and_no_other_tonne_is() -> None:
    assert converted(Quantity(Decimal(7), Unit.T), Unit.M3, watery=True) == 7
    with pytest.raises(ValueError, match="volume"):
        converted(Quantity(Decimal(7), Unit.T), Unit.M3)


@given(ENTERED, st.sampled_from(Unit))
def test_there_and_back_is_the_same(value: Decimal, unit: Unit) -> None:
    amount = Quantity(value, unit)
    there = Quantity(converted(amount, base_unit(unit)), base_unit(unit))
    assert abs(base(there) - base(amount)) <= base(amount) / 10**25
    if unit not in (Unit.MJ, Unit.GJ):
        assert base(there) == base(amount) == Fraction(converted(amount, base_unit(unit)))


def test_every_kind_has_units_of_its_own_and_the_usual_one_first() -> None:
    assert set(UTILITY_UNITS) == set(UtilityKind)
    assert set(EFFECT_UNITS) == set(Effect)
    assert UTILITY_UNITS[UtilityKind.ELECTRICITY][0] is Unit.KWH
    assert len({dimension(unit) for unit in OUTPUT_UNITS}) > 4


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_two_units_are_called_alike(language: str) -> None:
    said = [say(word(unit), language) for unit in Unit]
    assert len(set(said)) == len(said)
