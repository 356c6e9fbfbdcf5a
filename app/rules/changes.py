"""Before and after, made comparable by output: what would have been used for what was made, less what was used.

A factory that makes less uses less, and has saved nothing by it. So the baseline is first taken to the output of the
after period (INFERRED, domain.md §4.1: a report must be normalised by output).
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

from app.rules.findings import Findings, Output, Use
from app.rules.units import UTILITY_UNITS, Quantity, as_decimal, base, comparable, dimension, single
from app.texts import Message
from models.assessment_kinds import Unit, UtilityKind


@dataclass(frozen=True, slots=True)
class Change:
    """One utility before and after, in one unit. Amounts are exact; None is what nobody can say.

    `level` is the baseline at the output of the after period, `saved` is `level` less `after` (below zero: more is
    used now), `share` is `saved` of `level` as a fraction. `why` says why there is no saving to tell.
    """

    use: Use
    unit: Unit
    before: Fraction | None
    after: Fraction | None
    level: Fraction | None
    saved: Fraction | None
    share: Fraction | None
    why: Message | None


def changes(findings: Findings) -> tuple[Change, ...]:
    """Each utility of the findings, in their order."""
    return tuple(_change(use, findings.output) for use in findings.uses)


def growth(output: Output) -> Fraction | None:
    """The output after, for one unit of output before; None when it is not known or nothing was made before."""
    if output.before is None or output.after is None or not output.before.value:
        return None
    return base(output.after) / base(output.before)


def sensible(value: Fraction) -> Decimal:
    """A figure for people: whole from 1,000 on, else four digits that count; rounded half up, no zeros at its end."""
    exact = as_decimal(value)
    places = 0 if abs(exact) >= 1000 or not exact else max(3 - exact.adjusted(), 0)
    found = exact.quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP).normalize()
    return (found.quantize(Decimal(1)) if found == found.to_integral_value() else found) + 0


def _change(use: Use, output: Output) -> Change:
    unit = _unit(use)
    before, after = (_amount(use, amount, unit) for amount in (use.before, use.after))
    why = _why(use, output, (before, after))
    if why is not None or before is None or after is None:
        return Change(use, unit, before, after, None, None, None, why)
    level = before * (growth(output) or 0)
    saved = level - after
    return Change(use, unit, before, after, level, saved, saved / level if level else None, None)


def _unit(use: Use) -> Unit:
    """The unit both amounts are told in: that of the first, but m³ for water of which one is in tonnes."""
    watery = use.kind is UtilityKind.WATER
    known = [amount.unit for amount in (use.before, use.after) if amount is not None]
    if not known:
        return UTILITY_UNITS[use.kind][0]
    told = comparable(known[0], watery) if len({dimension(unit) for unit in known}) > 1 else known[0]
    return Unit.MWH if told is Unit.GWH else told  # a saving is a small part of a GWh


def _amount(use: Use, amount: Quantity | None, unit: Unit) -> Fraction | None:
    """The amount in that unit; None where there is none, or it cannot be told in it."""
    watery = use.kind is UtilityKind.WATER
    if amount is None or comparable(amount.unit, watery) is not comparable(unit, watery):
        return None
    return base(amount) / single(unit)


def _why(use: Use, output: Output, amounts: tuple[Fraction | None, Fraction | None]) -> Message | None:
    """Why the two cannot be compared."""
    if use.before is None or use.after is None:
        return Message("Enter both amounts to compare them") if use.before is None else Message("Not measured yet")
    if None in amounts:
        return Message("The two amounts are in units that cannot be compared")
    if output.before is None or output.after is None:
        return Message("Cannot say: enter the output of both periods")
    if not output.before.value or not output.after.value:
        return Message("Cannot say: nothing was made in one of the periods")
    return None
