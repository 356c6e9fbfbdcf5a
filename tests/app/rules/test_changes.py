"""Before and after for the same output: a fall in production is no saving."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.rules.changes import Change, changes, sensible
from app.rules.findings import Findings, Output, Use
from app.rules.units import Quantity, converted
from models.assessment_kinds import Unit, UtilityKind

AMOUNT = st.decimals(Decimal("0.01"), 10**9, places=2, allow_nan=False)
TONNES = st.decimals(1, 10**6, places=1, allow_nan=False)


def change(before: Quantity | None, after: Quantity | None, made: tuple[str, str] | None = ("500", "480"),
           kind: UtilityKind = UtilityKind.ELECTRICITY) -> Change:  # fmt: skip
    output = Output("Cloth")
    if made is not None:
        output = Output("Cloth", *(Quantity(Decimal(text), Unit.T) for text in made))
    (found,) = changes(Findings(output=output, uses=(Use("1", kind, "", before, after),)))
    return found


def kwh(value: object) -> Quantity:
    return Quantity(Decimal(str(value)), Unit.KWH)


def test_the_baseline_is_taken_to_the_output_of_now() -> None:
    found = change(kwh(1_200_000), kwh(980_000))
    assert found.level == 1_152_000
    assert found.saved == 172_000
    assert found.share == Fraction(172, 1152)


def test_making_less_is_no_saving() -> None:
    half = change(kwh(1000), kwh(500), ("100", "50"))
    assert half.saved == 0
    worse = change(kwh(1000), kwh(600), ("100", "50"))
    assert worse.saved == -100


def test_units_may_be_mixed() -> None:
    found = change(Quantity(Decimal(1200), Unit.MWH), kwh(980_000))
    assert found.unit is Unit.MWH
    assert found.saved == 172
    water = change(Quantity(Decimal(500), Unit.M3), Quantity(Decimal(432), Unit.T), kind=UtilityKind.WATER)
    assert water.unit is Unit.M3
    assert water.level == 480
    assert water.saved == 48


def test_what_cannot_be_compared_says_why() -> None:
    litres = Quantity(Decimal(5), Unit.LITRE)
    oil = change(litres, Quantity(Decimal(5), Unit.KG), kind=UtilityKind.DIESEL)
    assert oil.saved is None
    assert "cannot be compared" in str(oil.why)
    for made, words in ((None, "enter the output"), (("0", "480"), "nothing was made"), (("500", "0"), "nothing was")):
        found = change(kwh(10), kwh(9), made)
        assert found.saved is None
        assert words in str(found.why)
    assert "Not measured" in str(change(kwh(10), None).why)
    assert "both amounts" in str(change(None, kwh(10)).why)


def test_nothing_used_before_has_no_share() -> None:
    found = change(kwh(0), kwh(10))
    assert found.saved == -10
    assert found.share is None


@given(AMOUNT, AMOUNT, TONNES, TONNES, st.sampled_from([Unit.KWH, Unit.MWH]), st.sampled_from([Unit.KWH, Unit.GWH]))
def test_the_saving_is_the_same_in_every_unit(
    before: Decimal, after: Decimal, made_before: Decimal, made_after: Decimal, unit: Unit, other: Unit
) -> None:
    made = (str(made_before), str(made_after))
    plain = change(Quantity(before, unit), Quantity(after, unit), made)
    mixed = change(Quantity(before, unit), Quantity(converted(Quantity(after, unit), other), other), made)
    turned = change(Quantity(converted(Quantity(before, unit), other), other), Quantity(after, unit), made)
    assert plain.saved == mixed.saved
    assert plain.share == mixed.share == turned.share


@given(AMOUNT, AMOUNT, AMOUNT, TONNES, TONNES)
def test_using_more_now_never_saves_more(
    before: Decimal, after: Decimal, more: Decimal, made_before: Decimal, made_after: Decimal
) -> None:
    made = (str(made_before), str(made_after))
    one, other = change(kwh(before), kwh(after), made), change(kwh(before), kwh(after + more), made)
    assert one.saved is not None
    assert other.saved is not None
    assert other.saved == one.saved - Fraction(more)


@given(AMOUNT, AMOUNT, TONNES, st.integers(2, 50))
def test_half_the_time_with_half_of_everything_saves_the_same_part(
    before: Decimal, after: Decimal, made: Decimal, times: int
) -> None:
    """The length of the periods cancels out: only what one unit of output takes counts."""
    whole = change(kwh(before * times), kwh(after), (str(made * times), str(made)))
    part = change(kwh(before), kwh(after), (str(made), str(made)))
    assert whole.share == part.share


@pytest.mark.parametrize(
    ("value", "shown"),
    [("1152000", "1152000"), ("69.5224", "69.52"), ("0.0448", "0.0448"), ("1234.5", "1235"), ("0", "0"), ("480", "480"),
     ("-14.555", "-14.56"), ("999.99", "1000")],
)  # fmt: skip
def test_a_figure_for_people(value: str, shown: str) -> None:
    assert str(sensible(Fraction(value))) == shown
