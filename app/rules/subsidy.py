"""The subsidy, and how it is reached: eligible cost × rate, ceiling, earlier grants, rounding. Pure.

    calculate(edition, request) -> Calculation

When every cost line is marked not eligible the sum is still worked and comes to HK$0, with its sentences: the officer
asked, and the answer is nothing. A request without cost lines is refused.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import ROUND_DOWN, ROUND_FLOOR, Decimal

from app.money import CENT, Amount
from app.refusal import NotPermitted, NotPublished, NotSet
from app.rules import lines
from app.rules.edition import Edition, TypeRule
from app.rules.figure import Figure
from app.rules.request import Request, check
from app.rules.supplied import settled
from app.rules.working import Calculation, WorkingLine
from app.words import word
from models.kinds import Basis, Origin


def calculate(edition: Edition, request: Request) -> Calculation:
    """The subsidy that the edition gives for the request, with its working; amounts in HKD.

    Raises `NotPublished` for a type without a published rule (figure `P5.OA`), `NotSet` for a rate or ceiling that
    the sum needs and nobody published or supplied (figure `P2.VP.rate`) and for NT without the technology's origin
    (figure `P5.NT.origin`), `NotPermitted` for an override that raises the result or a supplied figure that may not
    be used, and `Invalid` for a request that cannot be worked.
    """
    rule = _rule(edition, request)
    check(request)
    rate = settled(rule.rate, request, share=True)
    ceiling = settled(_ceiling(edition, rule, request), request, share=False)
    steps = _Steps.of(edition, rule, request, _value(rate), _value(ceiling))
    return Calculation(
        edition=edition.id,
        edition_sha256=edition.sha256,
        type=request.type,
        eligible_cost=steps.eligible,
        rate=rate.value,
        rate_is_maximum=rule.rate_is_maximum,
        ceiling=_value(ceiling).quantize(CENT),
        ceiling_basis=None if rule.ceiling_basis is Basis.NOT_SET else str(rule.ceiling_basis),
        subsidy=steps.subsidy,
        not_paid=steps.eligible - steps.subsidy,
        cap=steps.cap,
        working=tuple(_working(edition, rule, request, rate, ceiling, steps)),
        not_set=tuple(lines.not_set(edition, rule)),
    )


@dataclass(frozen=True, slots=True)
class _Steps:
    """The amounts of the sum in their order, HKD; the sentences are made from them afterwards."""

    eligible: Decimal
    share: Decimal  # eligible × rate, cut to the cent (the result is rounded down to dollars anyway)
    share_is_cut: bool
    counted: Decimal  # earlier grants that count against the ceiling
    room: Decimal  # the ceiling less those
    within: Decimal  # the lower of share and room
    rounded: Decimal
    subsidy: Decimal
    cap: str | None

    @staticmethod
    def of(edition: Edition, rule: TypeRule, request: Request, rate: Decimal, ceiling: Decimal) -> _Steps:
        eligible = sum((line.hkd for line in request.lines if line.eligible), Decimal("0.00"))
        share = (eligible * rate).quantize(CENT, rounding=ROUND_DOWN)
        counted = request.already_granted if rule.ceiling_basis in (Basis.FACTORY, Basis.APPLICANT) else Decimal(0)
        room = max(ceiling - counted, Decimal(0)).quantize(CENT)
        within = min(share, room)
        rounded = _down_to(_value(edition.rounding), within)
        subsidy, cap = rounded, None
        if share > room:
            cap = "earlier-grants" if counted else "ceiling"
        if request.override is not None:
            _refuse_raise(request.override.amount, rounded)
            subsidy = request.override.amount.quantize(CENT)
            cap = "override" if subsidy < rounded else cap
        return _Steps(eligible, share, share != eligible * rate, counted, room, within, rounded, subsidy, cap)


def _working(
    edition: Edition, rule: TypeRule, request: Request, rate: Figure, ceiling: Figure, steps: _Steps
) -> Iterator[WorkingLine]:
    """The lines in the order in which a person would work the sum on paper."""
    yield lines.edition(edition, request)
    for number, cost in enumerate(request.lines, 1):
        yield lines.cost(number, cost, edition)
    yield lines.eligible_cost(rule, steps.eligible)
    yield lines.rate(rate, rule, request)
    yield lines.share(steps.eligible, _value(rate), steps.share, steps.share_is_cut)
    if rule.ceiling_by_origin and request.origin is not None:
        yield lines.origin(ceiling, request)
    if request.already_granted:
        yield lines.earlier_grants(ceiling, rule, request.already_granted, steps.room)
    yield lines.ceiling(ceiling, rule, request, steps.share, steps.room, steps.counted)
    yield lines.rounding(edition.rounding, steps.within, steps.rounded)
    if request.override is not None:
        yield lines.override(request.override, steps.rounded, steps.subsidy)
    yield lines.subsidy(rule, steps.subsidy)
    yield from lines.not_paid(
        eligible=steps.eligible,
        share=steps.share,
        within=steps.within,
        rounded=steps.rounded,
        subsidy=steps.subsidy,
        not_eligible=sum((cost.hkd for cost in request.lines if not cost.eligible), Decimal(0)),
        earlier=bool(steps.counted),
    )
    yield from lines.limits(edition, rule)


def _rule(edition: Edition, request: Request) -> TypeRule:
    rule = edition.types.get(request.type)
    if rule is None:
        raise NotPublished(
            "No rule on this type ({type}) is published for {edition}; see the Secretariat’s files",
            figure=f"{edition.id}.{request.type}",
            type=word(request.type),
            edition=edition.label,
        )
    return rule


def _ceiling(edition: Edition, rule: TypeRule, request: Request) -> Figure:
    if rule.ceiling is not None:
        return rule.ceiling
    if request.origin is None:
        raise NotSet(
            "Say who developed the technology: the ceiling depends on it ({ceilings})",
            field="origin",
            figure=f"{edition.id}.{rule.type}.origin",
            ceilings=_ceilings(rule),
        )
    return rule.ceiling_by_origin[Origin(request.origin)]


def _ceilings(rule: TypeRule) -> tuple[Amount, ...]:
    """The different ceilings, lowest first."""
    values = {figure.value for figure in rule.ceiling_by_origin.values() if figure.value is not None}
    return tuple(Amount(value) for value in sorted(values))


def _refuse_raise(wanted: Decimal, most: Decimal) -> None:
    if wanted > most:
        raise NotPermitted(
            "The rules allow {most}; an officer may lower that, not raise it to {wanted}",
            field="override.amount",
            most=Amount(most),
            wanted=Amount(wanted),
        )


def _down_to(step: Decimal, amount: Decimal) -> Decimal:
    """The amount rounded down to whole steps (whole dollars), with two decimals."""
    return ((amount / step).to_integral_value(ROUND_FLOOR) * step).quantize(CENT)


def _value(figure: Figure) -> Decimal:
    """The value of a figure that is known to be set."""
    if figure.value is None:
        raise ValueError(f"{figure.name} is not set")
    return figure.value
