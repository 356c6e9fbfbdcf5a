"""What looks wrong in an assessment, as questions to the officer. Nothing is refused for it: factories are odd."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from functools import cache
from typing import Final

from app.money import Amount
from app.paths import RESOURCES
from app.rules.changes import Change, sensible
from app.rules.findings import YEAR, Findings, MeasureFound
from app.rules.payback import payback
from app.rules.units import EFFECT_UNITS, base
from app.texts import Message, Words
from app.toml import parsed
from app.words import word
from models.assessment_kinds import Effect, UtilityKind

#: Payback in years outside of which one asks again (INFERRED: nobody invests for longer, nor is repaid in weeks).
SHORTEST, LONGEST = Decimal("0.1"), Decimal(30)

#: Before and after that differ by more than this are likely in different units (MWh and kWh, tonnes and kilograms).
_SLIP: Final = 300

#: How many times the mean of the published projects is asked about: a slip from tonnes to kilograms is a thousand.
_BEYOND: Final = 1_000

_METERED: Final[Mapping[Effect, UtilityKind]] = {
    Effect.ELECTRICITY: UtilityKind.ELECTRICITY,
    Effect.WATER: UtilityKind.WATER,
}


@dataclass(frozen=True, slots=True)
class Question:
    """Something to look at again: `about` is the key of a utility or a measure, or `output`, `periods`, `measures`."""

    about: str
    text: Message


@dataclass(frozen=True, slots=True)
class Scale:
    """What published projects reduced on average in a year, and where that is written."""

    mean: Decimal
    projects: int
    source: Words


def questions(findings: Findings, found: tuple[Change, ...]) -> Iterator[Question]:
    """Everything worth a second look, in the order of the page."""
    yield from _periods(findings)
    yield from _output(findings)
    yield from _uses(found)
    for one in findings.measures:
        if one.counts:
            yield from _measure(one, findings)
    yield from _together(findings)


def _periods(findings: Findings) -> Iterator[Question]:
    before, after = findings.baseline, findings.after
    if before.last is not None and after.first is not None and after.first <= before.last:
        text = Message("The after period begins on {first}, before the baseline ends on {last}. Are both right?",
                       first=after.first, last=before.last)  # fmt: skip
        yield Question("periods", text)
    if before.is_year is False:
        text = Message("The baseline has {days} days. A year takes every season in; is there one?", days=before.days)
        yield Question("periods", text)


def _output(findings: Findings) -> Iterator[Question]:
    output = findings.output
    if output.before is None or output.after is None:
        return
    if not output.before.value or not output.after.value:
        yield Question("output", Message("Output is zero in one of the periods. Was nothing made?"))
        return
    ratio = Fraction(output.after.value) / Fraction(output.before.value)
    if _apart(ratio):
        text = Message("Output was {before} before and is {after} after. Is one of them in another unit?",
                       before=output.before.words, after=output.after.words)  # fmt: skip
        yield Question("output", text)


def _uses(found: tuple[Change, ...]) -> Iterator[Question]:
    seen: set[tuple[UtilityKind, str]] = set()
    for one in found:
        use = one.use
        if (use.kind, use.text.casefold()) in seen:
            yield Question(use.key, Message("{name} stands here twice. Say which meter each is of.", name=use.name))
        seen.add((use.kind, use.text.casefold()))
        level = one.level if one.level is not None else one.before
        if level and one.after and use.before and use.after and _apart(one.after / level):
            text = Message("{name} was {before} before and is {after} after. Is one of them in another unit?",
                           name=use.name, before=use.before.words, after=use.after.words)  # fmt: skip
            yield Question(use.key, text)


def _apart(ratio: Fraction) -> bool:
    return ratio >= _SLIP or ratio * _SLIP <= 1


def _measure(one: MeasureFound, findings: Findings) -> Iterator[Question]:
    years = payback(one.investment, one.saving)
    if years is not None and one.investment:
        text = None
        if years < SHORTEST:
            text = Message(
                "{name}: paid back in less than {years} years. Is the saving right?", years=SHORTEST, name=one.name
            )
        elif years > LONGEST:
            text = Message("{name}: paid back in {years} years. Is the saving right?", years=years, name=one.name)
        if text is not None:
            yield Question(one.key, text)
    if one.investment is not None and one.saving is not None and one.saving <= 0:
        text = Message("{name}: it saves no money in a year ({saving}). Is it done for another reason?",
                       name=one.name, saving=Amount(one.saving, one.currency))  # fmt: skip
        yield Question(one.key, text)
    for effect, kind in _METERED.items():
        used = _in_a_year(findings, kind)
        if used is not None and effect in one.effects and Fraction(one.effects[effect]) > used:
            yield Question(one.key, _above(one.name, effect, Fraction(one.effects[effect]), used))
    for effect, value in one.effects.items():
        scale = scales().get(effect)
        if scale is not None and value >= scale.mean * _BEYOND:
            yield Question(one.key, _beyond(one, effect, value, scale))


def _together(findings: Findings) -> Iterator[Question]:
    """All measures save more than there was, though none does by itself."""
    counted = [one for one in findings.measures if one.counts]
    for effect, kind in _METERED.items():
        used = _in_a_year(findings, kind)
        parts = [Fraction(one.effects[effect]) for one in counted if effect in one.effects]
        if used is not None and sum(parts) > used and not any(part > used for part in parts):
            yield Question("measures", _above(Message("All measures together"), effect, sum(parts, Fraction(0)), used))


def _in_a_year(findings: Findings, kind: UtilityKind) -> Fraction | None:
    """What was used of a kind before, taken to a year where the days are known; None when nothing was entered."""
    amounts = [base(use.before) for use in findings.uses if use.kind is kind and use.before is not None]
    if not amounts:
        return None
    whole = sum(amounts, Fraction(0))
    days = findings.baseline.days
    return whole if not days or findings.baseline.is_year else whole * YEAR / days


def _above(name: Message, effect: Effect, saved: Fraction, used: Fraction) -> Message:
    return Message(
        "{name}: {saved} {unit} of {what} saved in a year is above the baseline of {used} {unit}. Is the unit right?",
        name=name, saved=sensible(saved), used=sensible(used), unit=word(EFFECT_UNITS[effect][0]), what=word(effect),
    )  # fmt: skip


def _beyond(one: MeasureFound, effect: Effect, value: Decimal, scale: Scale) -> Message:
    return Message(
        "{name}: {value} {unit} of {what} is a thousand times the mean of {projects} projects ({mean} {unit}; "
        "{source}). Is the unit right?",
        name=one.name, value=value, unit=word(EFFECT_UNITS[effect][0]), what=word(effect),
        projects=scale.projects, mean=scale.mean, source=scale.source,
    )  # fmt: skip


@cache
def scales() -> Mapping[Effect, Scale]:
    """The published means by effect, from `resources/lists/benefit_scale.toml`."""
    values = parsed((RESOURCES / "lists" / "benefit_scale.toml").read_text("utf-8"), parse_float=Decimal)
    sources = {name: Words(**title) for name, title in values["sources"].items()}
    return {
        Effect(name): Scale(Decimal(one["mean"]), one["projects"], sources[one["source"]])
        for name, one in values["means"].items()
    }
