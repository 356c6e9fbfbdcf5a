"""Emission factors: dated sets of published values, and the values that an assessment has taken from one for good.

A factor that nobody published with a source is *not set*: not zero, and what depends on it cannot be said. An
assessment keeps the values it was worked with; no later set changes it.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any, Final

from app.paths import RESOURCES
from app.refusal import Damaged, NotFound, Refusal
from app.rules.table import Table
from app.texts import Message, Words
from app.toml import NotToml, parsed
from models.assessment_kinds import Area, Unit, UtilityKind
from models.kinds import FactoryKind, Mark

FOLDER: Final = RESOURCES / "factors"

#: No factor of electricity lies outside this, in kg for each kWh: coal burnt badly gives about 1.3.
MOST: Final = Decimal(2)

_UNPUBLISHED: Final = Words("Not published", "並無公布", "并无公布")


@dataclass(frozen=True, slots=True)
class Factor:
    """How many kg of CO2 one unit of a utility stands for; `value` is None when it is not set.

    `year` is the year the factor is of, None for one that an officer entered.
    """

    kind: UtilityKind
    value: Decimal | None
    per: Unit
    mark: Mark
    source: Words
    year: int | None = None
    area: Area | None = None


@dataclass(frozen=True, slots=True)
class FactorSet:
    """The published factors of one year, with the SHA-256 of the file they were read from."""

    id: str
    label: Words
    year: int
    electricity: Mapping[Area, Factor]
    fuels: Mapping[UtilityKind, Factor]
    sha256: str

    def taken(self, area: Area) -> tuple[Factor, ...]:
        """The factors for a factory of an area, electricity first."""
        return (self.electricity[area], *self.fuels.values())


@cache
def factor_sets(folder: Path = FOLDER) -> tuple[FactorSet, ...]:
    """Every set, the newest first; raises `Damaged` naming a file that cannot be used."""
    found = [_read(path.read_bytes(), path.name) for path in sorted(folder.glob("*.toml"))]
    return tuple(sorted(found, key=lambda one: one.year, reverse=True))


def factor_set(id: str) -> FactorSet:
    """The set of that id; raises `NotFound`."""
    for one in factor_sets():
        if one.id == id:
            return one
    raise NotFound("There is no set of emission factors “{id}”", id=id)


def proposed_set(baseline_until: date | None) -> FactorSet:
    """The set of the year in which the baseline ends, else the nearest earlier one, else the oldest.

    Without a baseline it is the newest. INFERRED: no text says which year counts.
    """
    sets = factor_sets()
    if baseline_until is None:
        return sets[0]
    return next((one for one in sets if one.year <= baseline_until.year), sets[-1])


def proposed_area(factory: FactoryKind | None) -> Area:
    """Which grid a factory is on: Hong Kong’s own, else the southern region of the Mainland’s. INFERRED."""
    return Area.SOUTHERN if factory in (FactoryKind.GUANGDONG, None) else Area.HONG_KONG


def to_json(factors: tuple[Factor, ...]) -> list[dict[str, Any]]:
    """The factors as JSON values, as an assessment keeps them."""
    return [
        {
            "kind": one.kind.value,
            "value": None if one.value is None else format(one.value, "f"),
            "per": one.per.value,
            "mark": one.mark.value,
            "source": [one.source.en, one.source.zh_HK, one.source.zh_CN],
            "year": one.year,
            "area": None if one.area is None else one.area.value,
        }
        for one in factors
    ]


def from_json(kept: list[dict[str, Any]]) -> tuple[Factor, ...]:
    """The factors that `to_json` kept."""
    return tuple(
        Factor(
            kind=UtilityKind(one["kind"]),
            value=None if one["value"] is None else Decimal(one["value"]),
            per=Unit(one["per"]),
            mark=Mark(one["mark"]),
            source=Words(*one["source"]),
            year=one["year"],
            area=None if one["area"] is None else Area(one["area"]),
        )
        for one in kept
    )


# ---- reading a file


def _read(content: bytes, file: str) -> FactorSet:
    def refuse(key: str, problem: Message) -> Refusal:
        return Damaged(
            "The file of emission factors {file} cannot be used. {key}: {problem}", file=file, key=key, problem=problem
        )

    try:
        top = Table(parsed(content.decode("utf-8")), "", refuse)
    except (UnicodeDecodeError, NotToml) as problem:
        raise refuse("TOML", Message("{detail}", detail=str(problem))) from None
    sources = top.table("sources")
    titles = {name: _title(sources.table(name)) for name in sources.names()}
    year = int(top.number("year"))
    made = FactorSet(
        id=top.text("id"),
        label=top.words("label"),
        year=year,
        electricity=_electricity(top.table("electricity"), titles, year),
        fuels=_fuels(top.table("fuels"), titles, year),
        sha256=hashlib.sha256(content).hexdigest(),
    )
    top.finish()
    return made


def _title(table: Table) -> Words:
    found = table.words("title")
    if table.has("url"):
        table.text("url")
    table.finish()
    return found


def _electricity(table: Table, titles: Mapping[str, Words], year: int) -> dict[Area, Factor]:
    """Every area but the entered one stands in every file: what is not set says so."""
    areas = [area for area in Area if area is not Area.ENTERED]
    made: dict[Area, Factor] = {
        area: _factor(table, area.value, UtilityKind.ELECTRICITY, titles, (year, area)) for area in areas
    }
    table.finish()
    return made


def _fuels(table: Table, titles: Mapping[str, Words], year: int) -> dict[UtilityKind, Factor]:
    return {UtilityKind(name): _factor(table, name, UtilityKind(name), titles, (year, None)) for name in table.names()}


def _factor(
    table: Table, name: str, kind: UtilityKind, titles: Mapping[str, Words], of: tuple[int, Area | None]
) -> Factor:
    inner = table.table(name)
    mark = inner.choice("mark", Mark)
    per = Unit.KWH if kind is UtilityKind.ELECTRICITY else inner.choice("per", Unit)
    value, source = None, _UNPUBLISHED
    if mark is not Mark.NOT_SET:
        value, source = _value(inner, kind), titles[inner.text("source")]
    inner.finish()
    return Factor(kind, value, per, mark, source, *of)


def _value(inner: Table, kind: UtilityKind) -> Decimal:
    value = Decimal(inner.number("value"))
    if value <= 0 or (kind is UtilityKind.ELECTRICITY and value > MOST):
        raise inner.wrong("value", Message("a factor of electricity lies between 0 and {most}", most=MOST))
    return value
