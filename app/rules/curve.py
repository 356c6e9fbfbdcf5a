"""How the subsidy grows with the cost: a straight line up to its bend, then level. Pure.

Every figure is an answer of the calculator itself, asked at the ends and at the bend; between them the subsidy follows
the straight line to within the dollar it is rounded down to.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import ROUND_CEILING, Decimal

from app.money import CENT, LARGEST
from app.rules.edition import Edition
from app.rules.request import CostLine, Request
from app.rules.subsidy import calculate
from models.kinds import CostKind


@dataclass(frozen=True, slots=True)
class Curve:
    """The subsidy as the cost alone changes; amounts in HKD.

    `most` is the subsidy of the greatest cost, `bend` the least eligible cost that reaches it: None when no cost does,
    zero when there is no subsidy at any cost, because earlier grants have used up the ceiling.
    """

    rate: Decimal
    rate_is_maximum: bool
    most: Decimal
    bend: Decimal | None

    def height(self, cost: Decimal) -> Decimal:
        """Where the line stands at a cost."""
        if self.bend is None:
            return cost * self.rate
        return self.most if cost >= self.bend else cost * self.most / self.bend


def curve(edition: Edition, request: Request) -> Curve:
    """The curve on which the request lies, before an officer lowers its result. Raises what `calculate` raises."""
    whole = calculate(edition, _of(request, LARGEST))
    if whole.rate is None:
        raise ValueError(f"{edition.id} gives {request.type} no share of the cost")
    if whole.cap is None:
        return Curve(whole.rate, whole.rate_is_maximum, whole.subsidy, None)
    bend = (whole.subsidy / whole.rate).quantize(CENT, rounding=ROUND_CEILING)
    return Curve(whole.rate, whole.rate_is_maximum, whole.subsidy, bend)


def _of(request: Request, cost: Decimal) -> Request:
    return replace(request, lines=(CostLine(CostKind.OTHER, "", cost),), override=None)
