"""The sentences of a working. Each function makes one line, or the few lines of one step; all amounts are HKD."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Final

from app.money import Amount, Percent
from app.rules.edition import Edition, TypeRule
from app.rules.figure import ARITHMETIC, ENTERED, UNPUBLISHED, Figure
from app.rules.request import CostLine, Override, Request
from app.rules.working import WorkingLine
from app.texts import N_, Message
from app.words import word
from models.kinds import Basis, CostKind, EligibleCost, Mark, Origin

_INFERRED: Final = N_("{sentence}. INFERRED: our reading, not published")


def edition(edition: Edition, request: Request) -> WorkingLine:
    """Which rules are used, and why these."""
    period, received = edition.period, request.received
    if received is None:
        text, mark, source = Message("The rules of {edition} are used", edition=edition.label), Mark.ENTERED, ENTERED
    elif period.holds(received):
        template = Message(
            "Received on {day}, within the dates of {edition}: its rules are used", day=received, edition=edition.label
        )
        if period.provisional:
            template = Message(
                "Received on {day}, within the provisional dates of {edition}: its rules are used",
                day=received,
                edition=edition.label,
            )
        text, mark, source = labelled(template, Mark.INFERRED), Mark.INFERRED, UNPUBLISHED
    else:
        text = Message(
            "Received on {day}, outside the dates of {edition}: an officer chose its rules",
            day=received,
            edition=edition.label,
        )
        mark, source = Mark.ENTERED, ENTERED
    return WorkingLine("edition", source.title, mark, text, None)


def cost(number: int, line: CostLine, edition: Edition) -> WorkingLine:
    """One cost line, converted where it is foreign, and whether it counts."""
    what, rule = _what(line), f"cost.{number}" if line.eligible else f"not-eligible.{number}"
    hkd = Amount(line.hkd)
    if line.rate is None:
        text, mark, source = Message("{what}: {hkd}", what=what, hkd=hkd), Mark.ENTERED, ENTERED
    else:
        text = _converted(line, what)
        mark, source = edition.conversion.mark, edition.conversion.source
        text = labelled(text, mark)
    if not line.eligible:
        text = Message("{line}. It does not count: {why}", line=text, why=line.why)
    return WorkingLine(rule, source.title, mark, text, line.hkd)


def _converted(line: CostLine, what: Message) -> Message:
    """A foreign amount in HKD; where it comes out in whole cents nothing is said of rounding."""
    assert line.rate is not None
    values = {
        "what": what,
        "amount": Amount(line.amount, line.currency),
        "rate": line.rate,
        "hkd": Amount(line.hkd),
        "source": line.rate_source,
        "day": line.rate_on,
    }
    if line.amount * line.rate == line.hkd:
        return Message("{what}: {amount} at {rate} is {hkd}; the rate is from {source} of {day}", **values)
    return Message(
        "{what}: {amount} at {rate} is {hkd}, rounded half up to the cent; the rate is from {source} of {day}", **values
    )


def eligible_cost(rule: TypeRule, amount: Decimal) -> WorkingLine:
    """What the rate is applied to."""
    if not amount:
        text = Message("None of the cost lines is eligible, so the eligible cost is {amount}", amount=Amount(amount))
    elif rule.eligible_cost is EligibleCost.NOT_SET:
        text = Message("The eligible cost is {amount}; which costs count was not published", amount=Amount(amount))
    else:
        meaning = word(rule.eligible_cost)
        text = Message("The eligible cost ({meaning}) is {amount}", meaning=meaning, amount=Amount(amount))
    return WorkingLine("eligible-cost", ARITHMETIC.title, Mark.ARITHMETIC, text, amount)


def rate(figure: Figure, rule: TypeRule, request: Request) -> WorkingLine:
    """The rate, printed "up to" where it was published so."""
    text = Message("The rate is {rate}", rate=_percent(figure))
    if rule.rate_is_maximum:
        text = Message("The rate is up to {rate}; the sum takes all of it", rate=_percent(figure))
    return WorkingLine("rate", figure.source.title, figure.mark, _with_origin_of(figure, text, request), None)


def share(eligible: Decimal, rate: Decimal, result: Decimal, cut: bool) -> WorkingLine:
    """Eligible cost × rate."""
    values = {"rate": Percent(rate), "cost": Amount(eligible), "result": Amount(result)}
    text = (
        Message("{rate} of {cost} is {result}, cut to the cent", **values)
        if cut
        else Message("{rate} of {cost} is {result}", **values)
    )
    return WorkingLine("share", ARITHMETIC.title, Mark.ARITHMETIC, text, result)


def origin(figure: Figure, request: Request) -> WorkingLine:
    """Who developed the technology, which decides the ceiling."""
    who = word(request.origin or Origin.OTHER)
    if request.origin is Origin.OTHER:
        text = Message("The technology: {who}", who=who)
    elif request.origin_evidence.strip():
        text = Message("The technology: {who}. Evidence: {evidence}", who=who, evidence=request.origin_evidence.strip())
    else:
        text = Message("The technology: {who}. Its ceiling applies only when evidence of this is on the case", who=who)
    return WorkingLine("origin", figure.source.title, figure.mark, text, None)


def earlier_grants(figure: Figure, rule: TypeRule, granted: Decimal, room: Decimal) -> WorkingLine:
    """What was granted before, and whether it counts."""
    values = {"granted": Amount(granted), "ceiling": _amount(figure), "room": Amount(room)}
    match rule.ceiling_basis:
        case Basis.PROJECT:
            text = Message("{granted} was granted before; the ceiling is per project, so this does not count", **values)
        case Basis.NOT_SET:
            text = Message(
                "{granted} was granted before; whether the ceiling is per project or per factory was not "
                "published, so this was not counted",
                **values,
            )
        case Basis.FACTORY:
            text = Message(
                "{granted} was granted to this factory before: the ceiling of {ceiling} less {granted} leaves {room}",
                **values,
            )
        case _:
            text = Message(
                "{granted} was granted to this applicant before: the ceiling of {ceiling} less {granted} leaves {room}",
                **values,
            )
    return WorkingLine("earlier-grants", figure.source.title, figure.mark, text, granted)


def ceiling(
    figure: Figure, rule: TypeRule, request: Request, share: Decimal, room: Decimal, counted: Decimal
) -> WorkingLine:
    """The ceiling, and whether it bites; an amount that equals it is within it."""
    basis = word(rule.ceiling_basis)
    values = {"share": Amount(share), "ceiling": _amount(figure), "basis": basis, "room": Amount(room)}
    if counted and share > room:
        text = Message("{share} is above the {room} that is left under the ceiling: {room} counts", **values)
    elif counted:
        text = Message("{share} is within the {room} that is left under the ceiling", **values)
    elif share > room:
        text = Message("{share} is above the ceiling of {ceiling} ({basis}): {ceiling} counts", **values)
    else:
        text = Message("{share} is within the ceiling of {ceiling} ({basis})", **values)
    text = _with_origin_of(figure, text, request)
    return WorkingLine("ceiling", figure.source.title, figure.mark, text, min(share, room))


def rounding(figure: Figure, before: Decimal, after: Decimal) -> WorkingLine:
    """Rounding down to whole dollars."""
    values = {"before": Amount(before), "after": Amount(after), "step": _amount(figure)}
    if figure.value != 1:
        text = Message("{before} is rounded down to a multiple of {step}: {after}", **values)
    elif before != after:
        text = Message("{before} is rounded down to whole dollars: {after}", **values)
    else:
        text = Message("{after} is in whole dollars; there is nothing to round down", **values)
    return WorkingLine("rounding", figure.source.title, figure.mark, labelled(text, figure.mark), after)


def override(override: Override, before: Decimal, after: Decimal) -> WorkingLine:
    """An officer's decision to pay less."""
    text = Message(
        "An officer lowered {before} to {after}: {reason}",
        before=Amount(before),
        after=Amount(after),
        reason=override.reason.strip(),
    )
    return WorkingLine("override", ENTERED.title, Mark.ENTERED, text, after)


def subsidy(rule: TypeRule, amount: Decimal) -> WorkingLine:
    """The result."""
    text = Message("The subsidy is {amount}", amount=Amount(amount))
    if rule.rate_is_maximum and amount:
        text = Message("The subsidy is up to {amount}", amount=Amount(amount))
    return WorkingLine("subsidy", ARITHMETIC.title, Mark.ARITHMETIC, text, amount)


def not_paid(
    *,
    eligible: Decimal,
    share: Decimal,
    within: Decimal,
    rounded: Decimal,
    subsidy: Decimal,
    not_eligible: Decimal,
    earlier: bool,
) -> Iterator[WorkingLine]:
    """What the applicant bears and why: the parts add up to eligible cost less subsidy."""
    above = (
        Message("{amount} is above what earlier grants leave of the ceiling", amount=Amount(share - within))
        if earlier
        else Message("{amount} is above the ceiling", amount=Amount(share - within))
    )
    parts = (
        ("share", eligible - share, Message("{amount} is the applicant’s own share", amount=Amount(eligible - share))),
        ("ceiling", share - within, above),
        ("rounding", within - rounded, Message("{amount} falls away by rounding", amount=Amount(within - rounded))),
        ("override", rounded - subsidy, Message("{amount} was taken off", amount=Amount(rounded - subsidy))),
    )
    for name, amount, text in parts:
        if amount:
            yield WorkingLine(f"not-paid.{name}", ARITHMETIC.title, Mark.ARITHMETIC, text, amount)
    total = eligible - subsidy
    text = Message("Of the eligible cost, the applicant bears {total}", total=Amount(total))
    yield WorkingLine("not-paid", ARITHMETIC.title, Mark.ARITHMETIC, text, total)
    if not_eligible:
        text = Message("Besides, the applicant bears {amount} that is not eligible", amount=Amount(not_eligible))
        yield WorkingLine("not-paid.not-eligible", ARITHMETIC.title, Mark.ARITHMETIC, text, not_eligible)


def limits(edition: Edition, rule: TypeRule) -> Iterator[WorkingLine]:
    """Published limits that this sum cannot check by itself, said so that the officer does."""
    if rule.max_months.value is not None:
        text = Message("The project may take at most {months} months", months=int(rule.max_months.value))
        yield _limit("limit.months", rule.max_months, text)
    if rule.max_applications.value is not None:
        text = Message(
            "At most {count} applications of this type are accepted; count the earlier ones",
            count=int(rule.max_applications.value),
        )
        yield _limit("limit.applications", rule.max_applications, text)
    for limit, figure in edition.limits.items():
        if figure.value is not None:
            text = Message("{limit}: {amount}; add up the earlier grants", limit=word(limit), amount=_amount(figure))
            yield _limit(f"limit.{limit}", figure, text)


def not_set(edition: Edition, rule: TypeRule) -> Iterator[Message]:
    """Limits that only restrict and were not published: not zero, not without limit, not checked."""
    unset = [word(limit) for limit, figure in edition.limits.items() if not figure.is_set]
    if not rule.max_applications.is_set:
        unset.append(Message("Number of applications of this type"))
    if not rule.max_months.is_set:
        unset.append(Message("Length of the project"))
    if rule.ceiling_basis is Basis.NOT_SET:
        unset.append(Message("Whether the ceiling is per project or per factory"))
    return (Message("{limit}: not published, not checked", limit=limit) for limit in unset)


def labelled(text: Message, mark: Mark) -> Message:
    """The sentence with the word that says it does not rest on a published rule of this Programme."""
    match mark:
        case Mark.INFERRED:
            return Message(_INFERRED, sentence=text)
        case Mark.ANALOG:
            return Message("{sentence}. ANALOG: taken from a sister scheme, not from this Programme", sentence=text)
    return text


def bare(text: Message) -> Message:
    """The sentence of a working without the word INFERRED, for a table that says so in a column of its own."""
    values = {name: bare(value) if isinstance(value, Message) else value for name, value in text.values}
    return values["sentence"] if text.text == _INFERRED else Message(text.text, **values)


def _with_origin_of(figure: Figure, text: Message, request: Request) -> Message:
    """The sentence with the mark of its figure; a figure supplied by hand says from where, why and by whom."""
    given = (request.supplied or {}).get(figure.name)
    if given is None or figure.mark is not Mark.ENTERED:
        return labelled(text, figure.mark)
    return Message(
        "{sentence}. ENTERED by hand, not published: from {source}; {reason}; second officer {officer}",
        sentence=text,
        source=given.source.strip(),
        reason=given.reason.strip(),
        officer=given.second_officer.strip(),
    )


def _limit(rule: str, figure: Figure, text: Message) -> WorkingLine:
    return WorkingLine(rule, figure.source.title, figure.mark, labelled(text, figure.mark), None)


def _what(line: CostLine) -> Message:
    """What a cost line is for, in its kind's words and the officer's."""
    text = line.text.strip()
    if not text:
        return word(line.kind)
    if line.kind is CostKind.OTHER:
        return Message("{detail}", detail=text)
    return Message("{kind}, {detail}", kind=word(line.kind), detail=text)


def _percent(figure: Figure) -> Percent:
    return Percent(figure.value if figure.value is not None else Decimal(0))


def _amount(figure: Figure) -> Amount:
    return Amount(figure.value if figure.value is not None else Decimal(0))
