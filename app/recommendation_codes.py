"""The recommendation codes of US industrial assessment centres: optional, for comparing measures, never printed."""

from __future__ import annotations

import csv
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Final

from app.paths import RESOURCES
from models.assessment_kinds import MeasureKind

_FOLDER: Final = RESOURCES / "lists"


@dataclass(frozen=True, slots=True)
class Code:
    """A code such as `2.2411` and its text, which is in English only."""

    code: str
    text: str


@cache
def codes() -> Mapping[str, Code]:
    """Every code, in order."""
    with (_FOLDER / "recommendation_codes.csv").open(encoding="utf-8", newline="") as file:
        return {row["code"]: Code(row["code"], row["text"]) for row in csv.DictReader(file)}


@cache
def _beginnings() -> Mapping[str, tuple[str, ...]]:
    with (_FOLDER / "recommendation_kinds.toml").open("rb") as file:
        return {kind: tuple(found) for kind, found in tomllib.load(file).items()}


def codes_for(kind: MeasureKind) -> tuple[Code, ...]:
    """The codes that fit a kind of measure; none for what the list does not know, such as water and solvents."""
    return tuple(one for one in codes().values() if one.code.startswith(_beginnings().get(kind.value, ("-",))))
