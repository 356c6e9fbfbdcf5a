"""Where a factory stands: the prefecture cities of Guangdong and the districts of Hong Kong, from `resources/lists`."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache

from app.paths import RESOURCES
from app.texts import Words


@dataclass(frozen=True, slots=True)
class District:
    """A place a factory can be in.

    `code` is what `Factory.district` keeps: four digits of GB/T 2260 for a city of Guangdong (`4419`), letters of
    our own for a district of Hong Kong (`KT`). `prd` is true for the nine cities of the Pearl River Delta.
    """

    code: str
    name: Words
    prd: bool = False


@cache
def guangdong() -> tuple[District, ...]:
    """The 21 prefecture cities, by code."""
    return _read("guangdong")


@cache
def hong_kong() -> tuple[District, ...]:
    """The 18 districts, in the Government's order."""
    return _read("hong_kong")


def district(code: str) -> District | None:
    """The place with this code; None when no list has it."""
    return _by_code().get(code)


@cache
def _by_code() -> dict[str, District]:
    return {place.code: place for place in (*guangdong(), *hong_kong())}


def _read(name: str) -> tuple[District, ...]:
    with (RESOURCES / "lists" / f"{name}.toml").open("rb") as file:
        rows = tomllib.load(file)["places"]
    return tuple(
        District(row["code"], Words(row["en"], row["zh_HK"], row["zh_CN"]), row.get("prd", False)) for row in rows
    )
