"""The frozen words of certificates, from `resources/wording`: what is published, and what we had to word."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any, Final

from app.paths import RESOURCES
from models.kinds import Category

#: The wording that an award approved today is frozen with.
PRESENT: Final = "certificate-1"


@dataclass(frozen=True, slots=True)
class Pair:
    """The same said in Chinese, as Hong Kong writes it, and in English."""

    zh: str
    en: str

    def filled(self, zh: Mapping[str, str], en: Mapping[str, str]) -> Pair:
        """With the values put in, each written its language's way."""
        return Pair(self.zh.format(**zh), self.en.format(**en))


@dataclass(frozen=True, slots=True)
class Signatory:
    """A body that signs: its name in Chinese, and in English in two lines."""

    zh: str
    en: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Wording:
    """All words of a certificate but the recipient's."""

    title: Pair
    name: Pair
    opening: Pair
    recognised: Pair
    number: Pair
    valid: Pair
    valid_until: Pair
    categories: Mapping[Category, Pair]
    signed: tuple[tuple[date, tuple[Signatory, Signatory]], ...]

    def signatories(self, on: date) -> tuple[Signatory, Signatory]:
        """Who signed on a Hong Kong day: the bureau on the left, the department on the right."""
        return next(pair for until, pair in self.signed if on <= until)


@cache
def wording(id: str) -> Wording:
    """The words of an id; an award never names one that does not exist."""
    with (RESOURCES / "wording" / f"{id}.toml").open("rb") as file:
        found = tomllib.load(file)
    pairs = {name: _pair(found[name]) for name in _PAIRS}
    categories = {Category(word): _pair(said) for word, said in found["category"].items()}
    signed = tuple((one["until"], (_signatory(one["left"]), _signatory(one["right"]))) for one in found["signed"])
    return Wording(**pairs, categories=categories, signed=signed)


_PAIRS: Final = ("title", "name", "opening", "recognised", "number", "valid", "valid_until")


def _pair(said: Mapping[str, Any]) -> Pair:
    return Pair(said["zh"], said["en"])


def _signatory(said: Mapping[str, Any]) -> Signatory:
    return Signatory(said["zh"], tuple(said["en"]))
