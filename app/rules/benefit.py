"""The environmental benefit of a case: what was measured before and after, what the measures promise, and how both are
worked out. Pure; a `Benefit` holds every figure, source and word that a screen or a paper needs.

    benefit_of(findings) -> Benefit
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from app.money import Amount
from app.rules import benefit_lines as lines
from app.rules.changes import Change, changes, sensible
from app.rules.doubts import Question, questions
from app.rules.factors import Factor
from app.rules.findings import Findings, MeasureFound
from app.rules.payback import payback
from app.rules.units import EFFECT_UNITS, dimension, single
from app.rules.working import WorkingLine
from app.texts import Message
from app.words import word
from models.assessment_kinds import Effect, MeasureState, Unit, UtilityKind

_PLACES = Decimal("0.001")
_SMALLER = {Unit.MWH: Unit.KWH, Unit.M3: Unit.LITRE, Unit.T: Unit.KG, Unit.KG: Unit.G}
_LITTLE = Fraction(1, 10)


@dataclass(frozen=True, slots=True)
class Measured:
    """One line of before and after, rounded for people (`app.rules.changes.sensible`), in `unit`.

    `level` is the baseline at the output of the after period; `saved` is `level` less `after`, `share` is that as a
    fraction of three decimals. None is what cannot be said, and `why` says why. `before_each` and `after_each` are for
    one unit of output, in `each_unit`, which is a smaller one where the figures would be tiny.
    """

    key: str
    name: Message
    unit: Message
    before: Decimal | None
    after: Decimal | None
    level: Decimal | None
    saved: Decimal | None
    share: Decimal | None
    before_each: Decimal | None
    after_each: Decimal | None
    why: Message | None
    each_unit: Message | None = None


@dataclass(frozen=True, slots=True)
class Promised:
    """What one measure, or all together, reduce in a year; `share` is of the baseline, where that is a year."""

    effect: Effect
    name: Message
    unit: Message
    value: Decimal
    share: Decimal | None = None


@dataclass(frozen=True, slots=True)
class MeasureLine:
    """A measure as a paper lists it; `payback` in years, None where nothing is saved or an amount is missing."""

    key: str
    kind: Message
    name: Message
    investment: Amount | None
    saving: Amount | None
    payback: Decimal | None
    effects: tuple[Promised, ...]
    state: MeasureState
    counts: bool


@dataclass(frozen=True, slots=True)
class Benefit:
    """Everything: `measured` with the CO2 of it last, `promised` by all measures that were not dropped, money by
    currency, the factors used, the working, what an officer is asked, and what a reader must be told."""

    baseline: Message | None
    after: Message | None
    output: Measured | None
    measured: tuple[Measured, ...]
    carbon: Measured | None
    measures: tuple[MeasureLine, ...]
    promised: tuple[Promised, ...]
    investment: tuple[Amount, ...]
    saving: tuple[Amount, ...]
    payback: Decimal | None
    factors: tuple[Factor, ...]
    working: tuple[WorkingLine, ...]
    questions: tuple[Question, ...]
    notes: tuple[Message, ...]

    @property
    def is_empty(self) -> bool:
        """Whether nothing was found yet."""
        return not self.measured and not self.measures and self.output is None


def benefit_of(findings: Findings) -> Benefit:
    """The benefit of what was found."""
    found = changes(findings)
    counted = [one for one in findings.measures if one.counts]
    carbon = _carbon(findings, found)
    invested, saved = _money(counted, "investment"), _money(counted, "saving")
    return Benefit(
        baseline=lines.period(findings.baseline),
        after=lines.period(findings.after),
        output=_output(findings),
        measured=tuple(_measured(one, findings) for one in found),
        carbon=None if carbon is None else _carbon_line(carbon),
        measures=tuple(_measure(one, findings) for one in findings.measures),
        promised=tuple(_promised(findings, counted)),
        investment=invested,
        saving=saved,
        payback=_whole_payback(counted),
        factors=findings.factors,
        working=tuple(lines.working(findings, found, carbon)),
        questions=tuple(questions(findings, found)),
        notes=tuple(lines.notes(findings, found)),
    )


def carbon_of(one: MeasureFound, findings: Findings) -> Fraction | None:
    """The tonnes of CO2 that a measure reduces: as entered, else those of its electricity where a factor is set."""
    if Effect.CO2 in one.effects:
        return Fraction(one.effects[Effect.CO2])
    factor = findings.factor(UtilityKind.ELECTRICITY)
    if factor is None or factor.value is None or Effect.ELECTRICITY not in one.effects:
        return None
    return Fraction(one.effects[Effect.ELECTRICITY]) * Fraction(factor.value) / 1000


# ---- measured


def _measured(one: Change, findings: Findings) -> Measured:
    unit, each = _each(one, findings)
    return Measured(
        key=one.use.key,
        name=one.use.name,
        unit=word(one.unit),
        before=_shown(one.before),
        after=_shown(one.after),
        level=_shown(one.level),
        saved=_shown(one.saved),
        share=_share(one.share),
        before_each=_shown(each[0]),
        after_each=_shown(each[1]),
        why=one.why,
        each_unit=word(unit),
    )


def _each(one: Change, findings: Findings) -> tuple[Unit, tuple[Fraction | None, Fraction | None]]:
    """What one unit of output took before and after, in a smaller unit than the whole where it is little."""
    made = (findings.output.before, findings.output.after)
    found = [
        None if used is None or output is None or not output.value else used / Fraction(output.value)
        for used, output in zip((one.before, one.after), made, strict=True)
    ]
    unit = one.unit
    while unit in _SMALLER and max((value for value in found if value is not None), default=1) < _LITTLE:
        times = single(unit) / single(_SMALLER[unit])
        found = [None if value is None else value * times for value in found]
        unit = _SMALLER[unit]
    return unit, (found[0], found[1])


def _output(findings: Findings) -> Measured | None:
    output = findings.output
    known = output.before or output.after
    if known is None:
        return None
    before, after = (None if one is None else one.value for one in (output.before, output.after))
    name = Message("{text}", text=output.name) if output.name else Message("Output")
    return Measured("output", name, word(known.unit), before, after, None, None, None, None, None, None)


def _carbon(findings: Findings, found: tuple[Change, ...]) -> lines.Carbon | None:
    """The CO2 of every utility that can be compared and has a factor; None when there is none."""
    parts = []
    for one in found:
        factor = findings.factor(one.use.kind)
        if one.saved is None or one.level is None or one.after is None or factor is None or factor.value is None:
            continue
        if dimension(factor.per) is dimension(one.unit):
            parts.append(lines.CarbonPart(one, factor))
    return lines.Carbon(tuple(parts)) if parts else None


def _carbon_line(carbon: lines.Carbon) -> Measured:
    saved = carbon.level - carbon.after
    return Measured(
        key="co2",
        name=word(Effect.CO2),
        unit=word(EFFECT_UNITS[Effect.CO2][0]),
        before=None,
        after=_shown(carbon.after),
        level=_shown(carbon.level),
        saved=_shown(saved),
        share=_share(saved / carbon.level if carbon.level else None),
        before_each=None,
        after_each=None,
        why=None,
    )


# ---- promised


def _measure(one: MeasureFound, findings: Findings) -> MeasureLine:
    effects = [(effect, Fraction(one.effects[effect])) for effect in Effect if effect in one.effects]
    carbon = carbon_of(one, findings)
    if carbon is not None and Effect.CO2 not in one.effects:
        effects.append((Effect.CO2, carbon))
    return MeasureLine(
        key=one.key,
        kind=word(one.kind),
        name=one.name,
        investment=None if one.investment is None else Amount(one.investment, one.currency),
        saving=None if one.saving is None else Amount(one.saving, one.currency),
        payback=payback(one.investment, one.saving),
        effects=tuple(_effect(effect, value, None) for effect, value in effects),
        state=one.state,
        counts=one.counts,
    )


def _promised(findings: Findings, counted: list[MeasureFound]) -> Iterator[Promised]:
    for effect in Effect:
        values = [
            carbon_of(one, findings) if effect is Effect.CO2 else _value(one, effect)
            for one in counted
        ]  # fmt: skip
        known = [value for value in values if value is not None]
        if known:
            total = sum(known, Fraction(0))
            yield _effect(effect, total, _of_baseline(findings, effect, total))


def _value(one: MeasureFound, effect: Effect) -> Fraction | None:
    return Fraction(one.effects[effect]) if effect in one.effects else None


def _effect(effect: Effect, value: Fraction, share: Fraction | None) -> Promised:
    return Promised(effect, word(effect), word(EFFECT_UNITS[effect][0]), sensible(value), _share(share))


def _of_baseline(findings: Findings, effect: Effect, total: Fraction) -> Fraction | None:
    """What the measures promise as a part of a baseline of a year, for electricity and water."""
    if effect not in (Effect.ELECTRICITY, Effect.WATER) or not findings.baseline.is_year:
        return None
    used = lines.baseline_of(findings, UtilityKind(effect.value))
    return total / used if used else None


def _money(counted: list[MeasureFound], name: str) -> tuple[Amount, ...]:
    """The amounts of the measures added up, each currency by itself: no rate is assumed."""
    totals: dict[str, Decimal] = {}
    for one in counted:
        value = getattr(one, name)
        if value is not None:
            totals[one.currency] = totals.get(one.currency, Decimal(0)) + value
    return tuple(Amount(value, currency) for currency, value in totals.items())


def _whole_payback(counted: list[MeasureFound]) -> Decimal | None:
    """The payback of all together, where both amounts of each are known and in one currency."""
    if not counted or len({one.currency for one in counted}) > 1:
        return None
    if any(one.investment is None or one.saving is None for one in counted):
        return None
    return payback(
        sum((one.investment or Decimal(0) for one in counted), Decimal(0)),
        sum((one.saving or Decimal(0) for one in counted), Decimal(0)),
    )


# ---- figures for people


def _shown(value: Fraction | None) -> Decimal | None:
    return None if value is None else sensible(value)


def _share(value: Fraction | None) -> Decimal | None:
    return None if value is None else (Decimal(value.numerator) / Decimal(value.denominator)).quantize(_PLACES)
