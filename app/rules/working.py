"""The working of a sum: the lines that screen, paper and command line all show, and the calculation they lead to."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any

from app.texts import Message, Words
from app.texts import from_json as message_from_json
from app.texts import to_json as message_to_json
from models.kinds import Mark, ProjectType


@dataclass(frozen=True, slots=True)
class WorkingLine:
    """One line: a stable id, where its figure comes from and how sure it is, the sentence, and its amount in HKD."""

    rule: str
    source: Words
    mark: Mark
    text: Message
    amount: Decimal | None


@dataclass(frozen=True, slots=True)
class Calculation:
    """A finished sum with its working; amounts in HKD with two decimals.

    `rate` is a fraction and a maximum where it was published as "up to"; `ceiling` is the published one, before
    earlier grants. `not_paid` is the eligible cost less the subsidy. `cap` names the line that lowered the result:
    "ceiling", "earlier-grants", "override" or None. `not_set` lists limits that are not published and not checked.
    """

    edition: str
    edition_sha256: str
    type: ProjectType
    eligible_cost: Decimal
    rate: Decimal | None
    rate_is_maximum: bool
    ceiling: Decimal | None
    ceiling_basis: str | None
    subsidy: Decimal
    not_paid: Decimal
    cap: str | None
    working: tuple[WorkingLine, ...]
    not_set: tuple[Message, ...]


def to_json(calculation: Calculation) -> dict[str, Any]:
    """The calculation as JSON values, without loss; the form in which it is frozen."""
    return {
        "edition": calculation.edition,
        "edition_sha256": calculation.edition_sha256,
        "type": str(calculation.type),
        "eligible_cost": _number(calculation.eligible_cost),
        "rate": _number(calculation.rate),
        "rate_is_maximum": calculation.rate_is_maximum,
        "ceiling": _number(calculation.ceiling),
        "ceiling_basis": calculation.ceiling_basis,
        "subsidy": _number(calculation.subsidy),
        "not_paid": _number(calculation.not_paid),
        "cap": calculation.cap,
        "working": [_line_to_json(line) for line in calculation.working],
        "not_set": [message_to_json(message) for message in calculation.not_set],
    }


def from_json(kept: Mapping[str, Any]) -> Calculation:
    """The calculation that `to_json` kept."""
    return Calculation(
        edition=kept["edition"],
        edition_sha256=kept["edition_sha256"],
        type=ProjectType(kept["type"]),
        eligible_cost=Decimal(kept["eligible_cost"]),
        rate=_decimal(kept["rate"]),
        rate_is_maximum=kept["rate_is_maximum"],
        ceiling=_decimal(kept["ceiling"]),
        ceiling_basis=kept["ceiling_basis"],
        subsidy=Decimal(kept["subsidy"]),
        not_paid=Decimal(kept["not_paid"]),
        cap=kept["cap"],
        working=tuple(_line_from_json(line) for line in kept["working"]),
        not_set=tuple(message_from_json(message) for message in kept["not_set"]),
    )


def figures(calculation: Calculation) -> tuple[object, ...]:
    """All that a calculation says but its sentences: each line's id, source, mark and amount, and the results."""
    lines = tuple((line.rule, line.source, line.mark, line.amount) for line in calculation.working)
    return replace(calculation, working=(), not_set=()), lines, len(calculation.not_set)


def _line_to_json(line: WorkingLine) -> dict[str, Any]:
    return {
        "rule": line.rule,
        "source": [line.source.en, line.source.zh_HK, line.source.zh_CN],
        "mark": str(line.mark),
        "text": message_to_json(line.text),
        "amount": _number(line.amount),
    }


def _line_from_json(kept: Mapping[str, Any]) -> WorkingLine:
    return WorkingLine(
        rule=kept["rule"],
        source=Words(*kept["source"]),
        mark=Mark(kept["mark"]),
        text=message_from_json(kept["text"]),
        amount=_decimal(kept["amount"]),
    )


def _number(value: Decimal | None) -> str | None:
    return None if value is None else format(value, "f")


def _decimal(written: str | None) -> Decimal | None:
    return None if written is None else Decimal(written)
