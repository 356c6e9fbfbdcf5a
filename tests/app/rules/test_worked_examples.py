"""The worked examples of `examples/*.toml`, which an official can read and check with a pencil."""

from __future__ import annotations

import tomllib
from decimal import Decimal
from pathlib import Path

import pytest

from app.refusal import Refusal
from app.rules.book import RuleBook
from app.rules.request import CostLine, Request
from app.rules.subsidy import calculate
from models.kinds import CostKind, Origin, ProjectType

BOOK = RuleBook.load()
FILES = sorted((Path(__file__).parent / "examples").glob("*.toml"))
EXAMPLES = [
    pytest.param(sheet["edition"], sheet["type"], example, id=f"{file.stem}: {example['says']}")
    for file in FILES
    for sheet in [tomllib.loads(file.read_text(encoding="utf-8"))]
    for example in sheet["examples"]
]


def asked(kind: str, example: dict[str, str]) -> Request:
    return Request(
        type=ProjectType(kind),
        lines=(CostLine(CostKind.OTHER, "", Decimal(example["cost"])),),
        origin=Origin(example["origin"]) if "origin" in example else None,
        already_granted=Decimal(example.get("already_granted", "0")),
    )


@pytest.mark.parametrize(("edition", "kind", "example"), EXAMPLES)
def test_worked_example(edition: str, kind: str, example: dict[str, str]) -> None:
    if "refused" in example:
        with pytest.raises(Refusal) as refused:
            calculate(BOOK.edition(edition), asked(kind, example))
        assert (refused.value.kind, refused.value.figure) == (example["refused"], example["figure"])
        return
    calculation = calculate(BOOK.edition(edition), asked(kind, example))
    assert calculation.subsidy == Decimal(example["subsidy"])
    assert calculation.not_paid == Decimal(example["not_paid"])
    assert calculation.cap == example.get("cap")


def test_every_type_of_every_edition_since_phase_2_has_examples() -> None:
    told = {(parameter.values[0], parameter.values[1]) for parameter in EXAMPLES}
    published = {(edition.id, str(kind)) for edition in BOOK.editions[1:] for kind in edition.types}
    assert published <= told
