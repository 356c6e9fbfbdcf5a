"""The sentences of a benefit: its working line by line, with the source of each factor, and what a reader is told."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from app.money import Amount, Percent
from app.rules.changes import Change, sensible
from app.rules.factors import Factor
from app.rules.figure import ARITHMETIC, ENTERED
from app.rules.findings import Findings, MeasureFound, Period
from app.rules.payback import payback
from app.rules.units import Quantity, base, single
from app.rules.working import WorkingLine
from app.texts import Message, Words
from app.words import word
from models.assessment_kinds import Area, Effect, UtilityKind
from models.kinds import Mark

#: Utilities whose burning or making gives CO2.
ENERGIES = frozenset(
    {
        UtilityKind.ELECTRICITY, UtilityKind.NATURAL_GAS, UtilityKind.LPG, UtilityKind.DIESEL, UtilityKind.FUEL_OIL,
        UtilityKind.COAL, UtilityKind.STEAM,
    }
)  # fmt: skip

_THOUSANDTH = Decimal("0.001")


@dataclass(frozen=True, slots=True)
class CarbonPart:
    """The CO2 of one utility: what was compared, and the factor."""

    change: Change
    factor: Factor

    def tonnes(self, used: Fraction | None) -> Fraction:
        """The tonnes of CO2 of an amount of it, in the unit of the change."""
        each = Fraction(self.factor.value or 0) / single(self.factor.per) / 1000
        return (used or Fraction(0)) * single(self.change.unit) * each


@dataclass(frozen=True, slots=True)
class Carbon:
    """The CO2 of all utilities with a factor, in tonnes: as it would have been, and as it is."""

    parts: tuple[CarbonPart, ...]

    @property
    def level(self) -> Fraction:
        return sum((part.tonnes(part.change.level) for part in self.parts), Fraction(0))

    @property
    def after(self) -> Fraction:
        return sum((part.tonnes(part.change.after) for part in self.parts), Fraction(0))


def period(of: Period) -> Message | None:
    """The period in words; None when no day of it is known."""
    if of.first is not None and of.last is not None:
        return Message("{first} to {last}", first=of.first, last=of.last)
    if of.first is not None:
        return Message("from {first}", first=of.first)
    return None if of.last is None else Message("until {last}", last=of.last)


def baseline_of(findings: Findings, kind: UtilityKind) -> Fraction:
    """All that was used of a kind before, in its base unit; zero when nothing was entered."""
    found = Fraction(0)
    for use in findings.uses:
        if use.kind is kind and use.before is not None:
            found += base(use.before)
    return found


def working(findings: Findings, found: tuple[Change, ...], carbon: Carbon | None) -> Iterator[WorkingLine]:
    """How every figure came about, in the order in which a person would work it on paper."""
    yield from _output(findings)
    for one in found:
        yield from _change(one, findings)
    for part in carbon.parts if carbon is not None else ():
        yield _carbon(part)
    for measure in findings.measures:
        if measure.counts:
            yield from _measure(measure, findings)


def notes(findings: Findings, found: tuple[Change, ...]) -> Iterator[Message]:
    """What a reader of the figures must be told."""
    if any(one.saved is not None for one in found):
        yield Message("The baseline is taken to the output of the after period, so a fall in production is no saving.")
        if findings.after.is_year is False:
            yield Message(
                "The measured savings are those of {days} days, not of a year.", days=findings.after.days or 0
            )
    last = findings.baseline.last
    for taken in findings.factors:
        if taken.value is not None and taken.year is not None and last is not None and taken.year != last.year:
            values = {"utility": word(taken.kind), "year": str(taken.year), "other": str(last.year)}
            yield Message("{utility}: the emission factor is of {year}; the baseline ends in {other}.", **values)
    for kind in sorted({one.use.kind for one in found if one.use.kind in ENERGIES} | _electric(findings)):
        factor = findings.factor(kind)
        if factor is None or factor.value is None:
            yield Message("No CO2 is counted for {utility}: its emission factor is not set.", utility=word(kind))
    if any(one.counts and Effect.CO2 not in one.effects and Effect.ELECTRICITY in one.effects
           for one in findings.measures):  # fmt: skip
        factor = findings.factor(UtilityKind.ELECTRICITY)
        if factor is not None and factor.value is not None:
            yield Message("Where a measure states no CO2, that of its electricity is counted.")


def factor_words(factor: Factor) -> Message:
    """A factor in words: `0.4042 kg CO2 for each kWh (Southern region of the Mainland grid, 2023)`."""
    value, unit = factor.value, word(factor.per)
    if value is None:
        return Message("{utility}: emission factor not set", utility=word(factor.kind))
    if factor.area is None or factor.area is Area.ENTERED:
        return Message("{utility}: {value} kg CO2 for each {unit}", utility=word(factor.kind), value=value, unit=unit)
    return Message(
        "{utility}: {value} kg CO2 for each {unit} ({area}, {year})",
        utility=word(factor.kind), value=value, unit=unit, area=word(factor.area), year=str(factor.year),
    )  # fmt: skip


def _electric(findings: Findings) -> set[UtilityKind]:
    """Electricity, where a measure saves some without saying how much CO2."""
    saves = any(one.counts and Effect.ELECTRICITY in one.effects and Effect.CO2 not in one.effects
                for one in findings.measures)  # fmt: skip
    return {UtilityKind.ELECTRICITY} if saves else set()


def _output(findings: Findings) -> Iterator[WorkingLine]:
    output = findings.output
    if output.before is None or output.after is None:
        return
    values = {"before": output.before.words, "after": output.after.words}
    yield _entered("output", Message("Output: {before} before, {after} after", **values))


def _change(one: Change, findings: Findings) -> Iterator[WorkingLine]:
    use, unit = one.use, word(one.unit)
    if use.before is not None and use.after is not None:
        text = Message("{name}: {before} before, {after} after", name=use.name, before=use.before.words,
                       after=use.after.words)  # fmt: skip
        yield _entered(f"utility.{use.key}", text)
        if {use.before.unit, use.after.unit} != {one.unit} and one.before is not None and one.after is not None:
            text = Message("{name} in one unit: {before} {unit} before, {after} {unit} after", name=use.name, unit=unit,
                           before=sensible(one.before), after=sensible(one.after))  # fmt: skip
            yield _worked(f"utility.{use.key}.unit", text)
    if one.saved is None or one.level is None or one.before is None or one.after is None:
        return
    output = findings.output
    text = Message(
        "{name}: {before} × {made_after} ÷ {made_before} = {level} {unit} would have been used for the same output",
        name=use.name,
        before=sensible(one.before),
        made_after=_number(output.after),
        made_before=_number(output.before),
        level=sensible(one.level),
        unit=unit,
    )
    yield _worked(f"utility.{use.key}.level", text)
    yield _worked(f"utility.{use.key}.saved", _saved(one))


def _number(amount: Quantity | None) -> Decimal:
    return Decimal(0) if amount is None else amount.value


def _saved(one: Change) -> Message:
    saved, level, after = one.saved or Fraction(0), one.level or Fraction(0), one.after or Fraction(0)
    values = {
        "name": one.use.name, "level": sensible(level), "after": sensible(after),
        "saved": sensible(abs(saved)), "unit": word(one.unit),
    }  # fmt: skip
    if not level:
        return Message("{name}: {level} − {after} = −{saved} {unit}: more is used now", **values)
    share = Percent((Decimal(abs(saved).numerator) / Decimal(abs(saved).denominator)
                     / (Decimal(level.numerator) / Decimal(level.denominator))).quantize(_THOUSANDTH))  # fmt: skip
    if saved < 0:
        return Message("{name}: {level} − {after} = −{saved} {unit}: {share} more is used now", share=share, **values)
    return Message("{name}: {level} − {after} = {saved} {unit} saved, {share}", share=share, **values)


def _carbon(part: CarbonPart) -> WorkingLine:
    saved = part.change.saved or Fraction(0)
    counted = saved * single(part.change.unit) / single(part.factor.per)
    text = Message(
        "CO2 of {name}: {saved} {unit} × {factor} kg ÷ 1,000 = {tonnes} t",
        name=part.change.use.name, saved=sensible(counted), unit=word(part.factor.per),
        factor=part.factor.value, tonnes=sensible(part.tonnes(saved)),
    )  # fmt: skip
    return WorkingLine(f"carbon.{part.change.use.key}", part.factor.source, part.factor.mark, text, None)


def _measure(one: MeasureFound, findings: Findings) -> Iterator[WorkingLine]:
    years = payback(one.investment, one.saving)
    if one.investment is not None and one.saving is not None:
        money = {"investment": Amount(one.investment, one.currency), "saving": Amount(one.saving, one.currency)}
        if years is None:
            text = Message("{name}: no payback, because nothing is saved in a year ({saving})", name=one.name, **money)
        else:
            text = Message(
                "{name}: {investment} ÷ {saving} a year = {years} years", name=one.name, years=years, **money
            )
        yield _worked(f"measure.{one.key}.payback", text)
    factor = findings.factor(UtilityKind.ELECTRICITY)
    if Effect.CO2 in one.effects or Effect.ELECTRICITY not in one.effects or factor is None or factor.value is None:
        return
    saved = one.effects[Effect.ELECTRICITY]
    tonnes = Fraction(saved) * Fraction(factor.value) / 1000
    text = Message("CO2 of {name}: {saved} {unit} × {factor} kg ÷ 1,000 = {tonnes} t", name=one.name, saved=saved,
                   unit=word(factor.per), factor=factor.value, tonnes=sensible(tonnes))  # fmt: skip
    yield WorkingLine(f"measure.{one.key}.carbon", factor.source, factor.mark, text, None)


def _entered(rule: str, text: Message) -> WorkingLine:
    return WorkingLine(rule, ENTERED.title, Mark.ENTERED, text, None)


def _worked(rule: str, text: Message) -> WorkingLine:
    return WorkingLine(rule, _ARITHMETIC, Mark.ARITHMETIC, text, None)


_ARITHMETIC: Words = ARITHMETIC.title
