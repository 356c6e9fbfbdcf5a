"""Money and shares: exact decimals, read from what people write, never a float."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import ROUND_DOWN, ROUND_HALF_UP, Decimal

CENT = Decimal("0.01")
DOLLAR = Decimal("1")

#: The largest amount a field accepts; more is a slip of the hand (a case has never come near it).
LARGEST = Decimal("1000000000000")


@dataclass(frozen=True, slots=True)
class Amount:
    """A sum of money with its currency, for messages; `value` is exact to the cent."""

    value: Decimal
    currency: str = "HKD"


@dataclass(frozen=True, slots=True)
class Percent:
    """A share for messages; `value` is the fraction, so 0.50 is fifty per cent."""

    value: Decimal


def to_cent(value: Decimal) -> Decimal:
    """Round half up to the cent (currency conversion of one cost line)."""
    return value.quantize(CENT, rounding=ROUND_HALF_UP)


def down_to_dollar(value: Decimal) -> Decimal:
    """Round down to whole dollars, keeping two decimals; the INFERRED rounding of a grant."""
    return value.quantize(DOLLAR, rounding=ROUND_DOWN).quantize(CENT)


def plain(value: Decimal) -> str:
    """The amount as the command line and the journal write it: `330000.00`."""
    return format(value.quantize(CENT), "f")
