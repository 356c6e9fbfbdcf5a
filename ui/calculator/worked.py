"""The sum, or why there is none. Pure: the screen's own sum is never recorded, the office works it again."""

from __future__ import annotations

from dataclasses import replace

from app.refusal import NoEdition, NotSet, Refusal
from app.rules.edition import Edition
from app.rules.request import Request
from app.rules.subsidy import calculate
from app.rules.working import Calculation
from app.texts import Message
from models.kinds import Origin

#: What came of a question to the calculator.
Outcome = Calculation | Refusal


def worked(edition: Edition | None, request: Request, none: Message | None = None) -> Outcome:
    """The calculation, or the refusal that stands in its place; `none` says why there is no edition."""
    if edition is None:
        why = none or Message("Choose the edition of the rules first.")
        return NoEdition(why.text, **dict(why.values))
    try:
        return calculate(edition, request)
    except Refusal as refusal:
        return refusal


def unproven(edition: Edition | None, request: Request) -> bool:
    """Whether a ceiling is taken that asks for evidence of the technology's origin, and none is on the case."""
    rule = edition.types.get(request.type) if edition is not None else None
    if rule is None or not rule.ceiling_by_origin or request.origin_evidence.strip():
        return False
    return request.origin in (Origin.HK, Origin.HK_GD)


def without_origin(edition: Edition | None, request: Request) -> Outcome:
    """The sum as it is while the origin of the technology is not proven."""
    return worked(edition, replace(request, origin=Origin.OTHER))


def can_be_supplied(refusal: Refusal) -> bool:
    """Whether an officer may fill in what the refusal misses: a rate or a ceiling, never the origin."""
    return isinstance(refusal, NotSet) and refusal.figure is not None and refusal.field is None


def is_rate(figure: str) -> bool:
    """Whether a figure is a share and not an amount; figures are named `P2.VP.rate`, `P4.OSI.ceiling`."""
    return figure.endswith(".rate")
