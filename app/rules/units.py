"""Units and how they convert, exactly: an amount says the same in whichever unit of its dimension it is written."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from typing import Final

from app.texts import Message
from app.words import word
from models.assessment_kinds import Effect, Unit, UtilityKind


class Dimension(StrEnum):
    """What a unit measures; amounts of different dimensions are never compared, but for water (see `base`)."""

    ENERGY = "energy"
    VOLUME = "volume"
    MASS = "mass"
    PIECES = "pieces"
    SETS = "sets"
    PAIRS = "pairs"
    LENGTH = "length"
    AREA = "area"


_D = Dimension

#: Each unit with its dimension and how many of the base unit it is. A tonne is the metric one of 1,000 kg (公噸).
_UNITS: Final[Mapping[Unit, tuple[Dimension, Fraction]]] = {
    Unit.KWH: (_D.ENERGY, Fraction(1)),
    Unit.MWH: (_D.ENERGY, Fraction(1_000)),
    Unit.GWH: (_D.ENERGY, Fraction(1_000_000)),
    Unit.MJ: (_D.ENERGY, Fraction(10, 36)),
    Unit.GJ: (_D.ENERGY, Fraction(10_000, 36)),
    Unit.M3: (_D.VOLUME, Fraction(1)),
    Unit.LITRE: (_D.VOLUME, Fraction(1, 1_000)),
    Unit.T: (_D.MASS, Fraction(1)),
    Unit.KG: (_D.MASS, Fraction(1, 1_000)),
    Unit.G: (_D.MASS, Fraction(1, 1_000_000)),
    Unit.PIECE: (_D.PIECES, Fraction(1)),
    Unit.THOUSAND: (_D.PIECES, Fraction(1_000)),
    Unit.SET: (_D.SETS, Fraction(1)),
    Unit.PAIR: (_D.PAIRS, Fraction(1)),
    Unit.M: (_D.LENGTH, Fraction(1)),
    Unit.KM: (_D.LENGTH, Fraction(1_000)),
    Unit.M2: (_D.AREA, Fraction(1)),
}

#: The unit in which the amounts of a dimension are compared.
_BASE: Final[Mapping[Dimension, Unit]] = {
    _D.ENERGY: Unit.KWH,
    _D.VOLUME: Unit.M3,
    _D.MASS: Unit.T,
    _D.PIECES: Unit.PIECE,
    _D.SETS: Unit.SET,
    _D.PAIRS: Unit.PAIR,
    _D.LENGTH: Unit.M,
    _D.AREA: Unit.M2,
}

_FLUID: Final = (Unit.KG, Unit.T, Unit.LITRE, Unit.M3)

#: The units in which a utility is billed or metered, the usual one first.
UTILITY_UNITS: Final[Mapping[UtilityKind, tuple[Unit, ...]]] = {
    UtilityKind.ELECTRICITY: (Unit.KWH, Unit.MWH, Unit.GWH),
    UtilityKind.WATER: (Unit.M3, Unit.T, Unit.LITRE),
    UtilityKind.NATURAL_GAS: (Unit.M3, Unit.GJ, Unit.MJ, Unit.KWH),
    UtilityKind.LPG: (Unit.KG, Unit.T, Unit.M3),
    UtilityKind.DIESEL: (Unit.LITRE, Unit.M3, Unit.KG, Unit.T),
    UtilityKind.FUEL_OIL: (Unit.T, Unit.KG, Unit.LITRE, Unit.M3),
    UtilityKind.COAL: (Unit.T, Unit.KG),
    UtilityKind.BIOMASS: (Unit.T, Unit.KG),
    UtilityKind.STEAM: (Unit.T, Unit.GJ, Unit.KWH),
    UtilityKind.SOLVENT: _FLUID,
    UtilityKind.CHEMICAL: _FLUID,
    UtilityKind.MATERIAL: (Unit.T, Unit.KG, Unit.M3, Unit.M2, Unit.M),
}

#: What a factory's output is counted in.
OUTPUT_UNITS: Final = (
    Unit.T, Unit.KG, Unit.PIECE, Unit.THOUSAND, Unit.SET, Unit.PAIR, Unit.M2, Unit.M, Unit.KM, Unit.M3, Unit.LITRE,
)  # fmt: skip

#: The unit in which each effect of a measure is kept, first, and those that it may be typed in.
EFFECT_UNITS: Final[Mapping[Effect, tuple[Unit, ...]]] = {
    Effect.ELECTRICITY: (Unit.KWH, Unit.MWH, Unit.GWH),
    Effect.WATER: (Unit.M3, Unit.T, Unit.LITRE),
    **dict.fromkeys(
        (Effect.VOC, Effect.NOX, Effect.SO2, Effect.CO2, Effect.SOLID_WASTE, Effect.MATERIAL),
        (Unit.T, Unit.KG, Unit.G),
    ),
    Effect.EFFLUENT: (Unit.T, Unit.M3, Unit.KG, Unit.LITRE),
}


@dataclass(frozen=True, slots=True)
class Quantity:
    """An amount as it was written, with its unit."""

    value: Decimal
    unit: Unit

    @property
    def words(self) -> Message:
        """`1,200,000 kWh`, in each language."""
        return Message("{value} {unit}", value=self.value, unit=word(self.unit))


def dimension(unit: Unit) -> Dimension:
    """What the unit measures."""
    return _UNITS[unit][0]


def base_unit(unit: Unit) -> Unit:
    """The unit in which amounts like this are compared."""
    return _BASE[dimension(unit)]


def base(amount: Quantity) -> Fraction:
    """The amount in its base unit, exactly."""
    return Fraction(amount.value) * _UNITS[amount.unit][1]


def single(unit: Unit) -> Fraction:
    """How many base units one of it is."""
    return _UNITS[unit][1]


def comparable(unit: Unit, watery: bool) -> Unit:
    """The base unit of a unit; that of water is m³ also for tonnes, because a tonne of water is a cubic metre."""
    return Unit.M3 if watery and dimension(unit) is Dimension.MASS else base_unit(unit)


def converted(amount: Quantity, unit: Unit, *, watery: bool = False) -> Decimal:
    """The amount in another unit of its dimension, or water's tonnes in m³ and back; raises `ValueError` otherwise.

    Rounded half to even at 28 digits where the result has no end, as MJ in kWh has none.
    """
    if comparable(amount.unit, watery) is not comparable(unit, watery):
        raise ValueError(f"{amount.unit} is no {dimension(unit)}")
    return as_decimal(base(amount) / _UNITS[unit][1])


def as_decimal(value: Fraction) -> Decimal:
    """A fraction as a decimal of at most 28 digits, without zeros at its end."""
    found = (Decimal(value.numerator) / Decimal(value.denominator)).normalize()
    return found.quantize(Decimal(1)) if found == found.to_integral_value() and found.adjusted() < 27 else found
