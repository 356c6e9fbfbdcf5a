"""Simple payback: how many years a measure's saving takes to return what was invested in it."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

_TENTH = Decimal("0.1")


def payback(investment: Decimal | None, saving: Decimal | None) -> Decimal | None:
    """Investment ÷ annual saving in years, one decimal, rounded half up; both in one currency.

    None where either is not known, and where nothing is saved: a loss is never paid back.
    """
    if investment is None or saving is None or saving <= 0:
        return None
    years = Fraction(investment) / Fraction(saving)
    return (Decimal(years.numerator) / Decimal(years.denominator)).quantize(_TENTH, rounding=ROUND_HALF_UP)
