"""Amounts with a unit as people type them: `1,200 MWh`, `１２０萬度`, `3.2 公噸`. Two meanings are refused."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from decimal import Decimal
from typing import Final

from app.refusal import Invalid
from app.rules.units import Quantity
from app.words import word
from models.assessment_kinds import Unit

#: More is a slip of the hand: the electricity of all Guangdong in a year is less than this in kWh.
LARGEST: Final = Decimal(10) ** 12
_DECIMALS: Final = 6
_LONGEST: Final = 60

_TIMES: Final = {
    "": 1, "千": 10**3, "萬": 10**4, "万": 10**4, "百萬": 10**6, "百万": 10**6, "億": 10**8, "亿": 10**8,
    "k": 10**3, "thousand": 10**3, "million": 10**6, "mn": 10**6,
}  # fmt: skip

#: How each unit may be written, after NFKC and in lower case.
_WRITTEN: Final[dict[Unit, tuple[str, ...]]] = {
    Unit.KWH: ("kwh", "kw·h", "kw.h", "kw h", "度", "度電", "度电", "千瓦時", "千瓦时", "千瓦小時", "千瓦小时"),
    Unit.MWH: ("mwh", "兆瓦時", "兆瓦时", "兆瓦小時", "兆瓦小时"),
    Unit.GWH: ("gwh", "吉瓦時", "吉瓦时"),
    Unit.MJ: ("mj", "兆焦", "兆焦耳"),
    Unit.GJ: ("gj", "吉焦", "吉焦耳"),
    Unit.M3: ("m3", "m^3", "cum", "cubic metres", "cubic metre", "立方米", "立方", "nm3"),
    Unit.LITRE: ("l", "litre", "litres", "liter", "liters", "升", "公升"),
    Unit.G: ("g", "克"),
    Unit.KG: ("kg", "公斤", "千克"),
    Unit.T: ("t", "tonne", "tonnes", "公噸", "公吨", "公頓", "噸", "吨"),
    Unit.PIECE: ("piece", "pieces", "pc", "pcs", "件", "個", "个", "隻", "只"),
    Unit.THOUSAND: ("thousand pieces", "k pcs", "千件", "千個", "千个"),
    Unit.SET: ("set", "sets", "套"),
    Unit.PAIR: ("pair", "pairs", "對", "对", "雙", "双"),
    Unit.M: ("m", "metre", "metres", "米"),
    Unit.KM: ("km", "公里", "千米"),
    Unit.M2: ("m2", "m^2", "sqm", "平方米", "平米"),
}
_UNIT: Final = {text: unit for unit, texts in _WRITTEN.items() for text in texts}

#: Units that mean different things in different places, or that nobody should have to convert by guess.
_TWO_MEANINGS: Final = frozenset(
    {
        "ton",
        "tons",
        "短噸",
        "長噸",
        "斤",
        "市斤",
        "司馬斤",
        "担",
        "擔",
        "兩",
        "两",
        "gal",
        "gallon",
        "gallons",
        "加侖",
        "加仑",
    }
)

_AMOUNT = re.compile(r"(?P<sign>[-+]?)\s*(?P<number>[0-9][0-9, ]*(?:\.[0-9]+)?|\.[0-9]+)\s*(?P<rest>[^0-9].*)?")
_GROUPED = re.compile(r"[0-9]{1,3}(?P<sep>[, ])[0-9]{3}(?:(?P=sep)[0-9]{3})*(?:\.[0-9]+)?")
_BARE = re.compile(r"[0-9]+(?:\.[0-9]+)?|\.[0-9]+")


def quantity(
    text: str, *, field: str, units: Sequence[Unit], usual: Unit | None = None, signed: bool = False
) -> Quantity:
    """An amount with its unit, one of `units`; without a unit it is in the `usual` one, or else in the first.

    Half-width and full-width digits, thousands parted by commas or blanks, and 萬, 億, million are read. `signed` also
    takes an amount below zero. Raises `Invalid` for an unknown or foreign unit and for anything that is no amount.
    """
    folded = _folded(text, field)
    found = _AMOUNT.fullmatch(folded)
    if found is None:
        raise Invalid("“{typed}” is not an amount; type it like 1,200 MWh", field=field, typed=text.strip()[:24])
    times, unit = _read_unit((found["rest"] or "").strip(), field, units, usual or units[0])
    value = _number(found["number"].strip(), field) * times
    if found["sign"] == "-":
        if not signed and value:
            raise Invalid("The amount is below zero; it must be zero or above", field=field)
        value = -value
    return Quantity(_checked(value, field), unit)


def written(amount: Quantity, unit: str) -> str:
    """The amount as it stands in a field; `unit` is the unit's word in the reader's language."""
    return f"{amount.value:,f} {unit}"


def _folded(text: str, field: str) -> str:
    folded = unicodedata.normalize("NFKC", text).replace("−", "-").replace("–", "-").strip().lower()
    if len(folded) > _LONGEST:
        raise Invalid("This is far too long; type only the amount and its unit", field=field)
    return re.sub(r"\s+", " ", folded)


def _read_unit(rest: str, field: str, units: Sequence[Unit], usual: Unit) -> tuple[int, Unit]:
    """The multiplier and the unit after the digits; longer multipliers are tried first."""
    if rest in _UNIT or not rest:
        return 1, _allowed(_UNIT.get(rest, usual), field, units)
    for name in sorted(_TIMES, key=len, reverse=True):
        left = rest[len(name) :].strip()
        if name and rest.startswith(name) and (not left or left in _UNIT):
            return _TIMES[name], _allowed(_UNIT[left] if left else usual, field, units)
    known = tuple(word(unit) for unit in units)
    if rest in _TWO_MEANINGS:
        raise Invalid("“{unit}” means different amounts in different places; use one of: {known}", field=field,
                      unit=rest, known=known)  # fmt: skip
    raise Invalid(
        "“{unit}” is no unit that is read here; use one of: {known}", field=field, unit=rest[:24], known=known
    )


def _allowed(unit: Unit, field: str, units: Sequence[Unit]) -> Unit:
    if unit not in units:
        known = tuple(word(one) for one in units)
        raise Invalid("This is not measured in {unit}; use one of: {known}", field=field, unit=word(unit), known=known)
    return unit


def _number(text: str, field: str) -> Decimal:
    if _BARE.fullmatch(text):
        return Decimal(text)
    if _GROUPED.fullmatch(text):
        return Decimal(text.replace(",", "").replace(" ", ""))
    raise Invalid("The commas do not stand at every third digit; type it like 1,120,000", field=field)


def _checked(value: Decimal, field: str) -> Decimal:
    if abs(value) > LARGEST:
        raise Invalid("The amount is above {most}; count the zeros again", field=field, most=LARGEST)
    plain = value.normalize()
    exponent = plain.as_tuple().exponent
    if isinstance(exponent, int) and -exponent > _DECIMALS:
        raise Invalid("Type at most {count} decimals", field=field, count=_DECIMALS)
    return (plain.quantize(Decimal(1)) if plain == plain.to_integral_value() else plain) + 0
