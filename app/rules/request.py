"""What the calculator is asked. A request is checked before it is worked, and can be frozen beside its calculation."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from app.money import LARGEST, to_cent
from app.refusal import Invalid
from models.kinds import CostKind, Origin, ProjectType

_CURRENCY = re.compile(r"[A-Z]{3}")
_RATE_PLACES = 8
_LARGEST_RATE = Decimal(10_000)


@dataclass(frozen=True, slots=True)
class CostLine:
    """One cost, in the currency it was quoted in.

    `rate` is HKD for one unit of a foreign currency, with its source and day; None for HKD. A line that is not
    eligible says `why`.
    """

    kind: CostKind
    text: str
    amount: Decimal
    currency: str = "HKD"
    rate: Decimal | None = None
    rate_source: str = ""
    rate_on: date | None = None
    eligible: bool = True
    why: str = ""

    @property
    def hkd(self) -> Decimal:
        """The amount in HKD to the cent, rounded half up; for a line that passed `check`."""
        return to_cent(self.amount if self.rate is None else self.amount * self.rate)


@dataclass(frozen=True, slots=True)
class Supplied:
    """A figure that is not set, filled in by hand: where it comes from, why, and the second officer who agrees."""

    value: Decimal
    source: str
    reason: str
    second_officer: str


@dataclass(frozen=True, slots=True)
class Override:
    """A decision to pay less than the rules allow: the amount in whole HKD, and why."""

    amount: Decimal
    reason: str


@dataclass(frozen=True, slots=True)
class Request:
    """One question to the calculator.

    `already_granted` is what the factory (or the applicant) was granted before for the same type, in HKD; it counts
    only where the ceiling's basis says so. `supplied` goes by the figure's name (`P2.VP.rate`); entries that the sum
    does not need are left alone. `origin` is who developed the technology (NT only), `origin_evidence` what shows it.
    """

    type: ProjectType
    lines: tuple[CostLine, ...]
    received: date | None = None
    origin: Origin | None = None
    origin_evidence: str = ""
    already_granted: Decimal = Decimal(0)
    supplied: Mapping[str, Supplied] | None = None
    override: Override | None = None


def check(request: Request) -> None:
    """Raise `Invalid`, naming the field (`lines.2.amount`), for a request that cannot be worked."""
    if not request.lines:
        raise Invalid("Enter at least one cost line", field="lines")
    for number, line in enumerate(request.lines, 1):
        check_line(line, f"lines.{number}.")
    if sum(line.hkd for line in request.lines) > LARGEST:
        raise Invalid("The cost lines together are above {most}; count the zeros again", field="lines", most=LARGEST)
    if request.already_granted != 0:
        check_amount(request.already_granted, "already_granted")
    if request.override is not None:
        _check_override(request.override)


def check_amount(amount: Decimal, field: str) -> None:
    """Raise `Invalid` unless the amount is above zero, at most `LARGEST`, and in whole cents."""
    if not amount.is_finite():
        raise Invalid("An amount is a number with an end; type digits, for example 560,000", field=field)
    if amount < 0:
        raise Invalid("The amount is below zero; it must be above zero", field=field)
    if amount == 0:
        raise Invalid("The amount is zero; it must be above zero", field=field)
    if amount > LARGEST:
        raise Invalid("The amount is above {most}; count the zeros again", field=field, most=LARGEST)
    if _places(amount) > 2:
        raise Invalid("The amount has parts of a cent; type at most two decimals", field=field)


def check_line(line: CostLine, field: str = "", *, today: date | None = None) -> None:
    """Raise `Invalid` for a cost line that cannot be worked; `field` is the prefix of the field named (`lines.2.`).

    With `today`, the Hong Kong day on which the line is entered, a rate of a later day is refused too.
    """
    check_amount(line.amount, f"{field}amount")
    if not _CURRENCY.fullmatch(line.currency):
        raise Invalid("Write the currency as three capital letters, for example CNY", field=f"{field}currency")
    if line.currency == "HKD":
        if line.rate is not None:
            raise Invalid("A cost in Hong Kong dollars has no exchange rate", field=f"{field}rate")
    else:
        _check_rate(line, field, today)
    if not line.eligible and not line.why.strip():
        raise Invalid("Say why this cost is not eligible", field=f"{field}why")


def _check_rate(line: CostLine, field: str, today: date | None) -> None:
    if line.rate is None:
        raise Invalid(
            "Enter the rate: Hong Kong dollars for one {currency}", field=f"{field}rate", currency=line.currency
        )
    if not line.rate.is_finite() or not 0 < line.rate < _LARGEST_RATE or _places(line.rate) > _RATE_PLACES:
        raise Invalid("The rate must be above zero and below 10,000, with at most eight decimals", field=f"{field}rate")
    if not line.rate_source.strip():
        raise Invalid("Say where the rate comes from", field=f"{field}rate_source")
    if line.rate_on is None:
        raise Invalid("Enter the day of the rate", field=f"{field}rate_on")
    if today is not None and line.rate_on > today:
        raise Invalid("The day of the rate is in the future", field=f"{field}rate_on")
    if line.hkd == 0:
        raise Invalid(
            "At this rate the amount is less than half a cent of Hong Kong dollars; look at both again",
            field=f"{field}amount",
        )


def _check_override(override: Override) -> None:
    if override.amount != 0:
        check_amount(override.amount, "override.amount")
    if override.amount != override.amount.to_integral_value():
        raise Invalid("A lowered subsidy is in whole dollars", field="override.amount")
    if not override.reason.strip():
        raise Invalid("Say why the subsidy is lowered", field="override.reason")


def _places(value: Decimal) -> int:
    exponent = value.normalize().as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else 0


# ---- frozen form


def to_json(request: Request) -> dict[str, Any]:
    """The request as JSON values, without loss. Its keys are those of every request frozen so far and never change."""
    return {
        "type": str(request.type),
        "lines": [_line_to_json(line) for line in request.lines],
        "received": request.received.isoformat() if request.received else None,
        "origin": str(request.origin) if request.origin else None,
        "origin_evidence": request.origin_evidence,
        "already_granted": format(request.already_granted, "f"),
        "supplied": {
            name: [format(given.value, "f"), given.source, given.reason, given.second_officer]
            for name, given in sorted((request.supplied or {}).items())
        },
        "override": [format(request.override.amount, "f"), request.override.reason] if request.override else None,
    }


def from_json(kept: Mapping[str, Any]) -> Request:
    """The request that `to_json` kept."""
    return Request(
        type=ProjectType(kept["type"]),
        lines=tuple(_line_from_json(line) for line in kept["lines"]),
        received=date.fromisoformat(kept["received"]) if kept["received"] else None,
        origin=Origin(kept["origin"]) if kept["origin"] else None,
        origin_evidence=kept["origin_evidence"],
        already_granted=Decimal(kept["already_granted"]),
        supplied={name: Supplied(Decimal(given[0]), *given[1:]) for name, given in kept["supplied"].items()} or None,
        override=Override(Decimal(kept["override"][0]), kept["override"][1]) if kept["override"] else None,
    )


def _line_to_json(line: CostLine) -> dict[str, Any]:
    return {
        "kind": str(line.kind),
        "text": line.text,
        "amount": format(line.amount, "f"),
        "currency": line.currency,
        "rate": format(line.rate, "f") if line.rate is not None else None,
        "rate_source": line.rate_source,
        "rate_date": line.rate_on.isoformat() if line.rate_on else None,
        "eligible": line.eligible,
        "why": line.why,
    }


def _line_from_json(kept: Mapping[str, Any]) -> CostLine:
    return CostLine(
        kind=CostKind(kept["kind"]),
        text=kept["text"],
        amount=Decimal(kept["amount"]),
        currency=kept["currency"],
        rate=Decimal(kept["rate"]) if kept["rate"] is not None else None,
        rate_source=kept["rate_source"],
        rate_on=date.fromisoformat(kept["rate_date"]) if kept["rate_date"] else None,
        eligible=kept["eligible"],
        why=kept["why"],
    )
