"""What the figures of Home say: the finding of each chart in a sentence, and its figures as a table."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any, Final

from app.home_figures import Intake, Money, PhaseMoney, StageCount
from app.home_stays import Stay
from app.money import Amount, Percent
from app.texts import N_, Message
from app.words import word
from models.kinds import Sector
from models.stages import Stage


@dataclass(frozen=True, slots=True)
class Figures:
    """A chart as a table: the heading of each column, and rows of words, numbers, amounts and shares; None: nothing."""

    columns: tuple[Message, ...]
    rows: tuple[tuple[Any, ...], ...]


#: What each sum of a phase is called.
SUMS: Final = {
    Money.APPROVED: N_("Approved"),
    Money.PAID: N_("of it paid"),
    Money.RECORDED: N_("Recorded, to confirm"),
    Money.ASKED: N_("Asked for, undecided"),
}

_MONTHS: Final = (
    N_("January"), N_("February"), N_("March"), N_("April"), N_("May"), N_("June"), N_("July"), N_("August"),
    N_("September"), N_("October"), N_("November"), N_("December"),
)  # fmt: skip

_CASES, _STAGE = Message("Cases"), Message("Stage")
_HALF, _NINE_TENTHS = Message("Median"), Message("90%")


def of_stages(counts: tuple[StageCount, ...], stays: Mapping[Stage, Stay]) -> Message:
    """Where the most cases are, and for how long."""
    if not counts:
        return Message("No case is open.")
    most = max(counts, key=lambda one: one.count)
    values: dict[str, Any] = {"n": most.count, "all": sum(one.count for one in counts)}
    if sum(1 for one in counts if one.count == most.count) > 1:
        return Message("No stage holds more than {n} of the {all} open cases.", **values)
    values["stage"] = word(most.stage)
    stay = stays.get(most.stage)
    if stay is None or not stay.median:
        return Message("“{stage}” holds the most cases: {n} of {all}.", **values)
    text = N_("“{stage}” holds the most cases: {n} of {all}; half have been there for {days} {days|day|days} or more.")
    return Message(text, **values, days=stay.median)


def stages(counts: tuple[StageCount, ...], stays: Mapping[Stage, Stay]) -> Figures:
    """The open cases by stage, and how long they have been there."""
    rows = []
    for one in counts:
        stay = stays.get(one.stage)
        rows.append((word(one.stage), one.count, stay and stay.median, stay and stay.ninetieth))
    return Figures((_STAGE, _CASES, Message("Median days"), Message("90% days")), tuple(rows))


def of_money(found: PhaseMoney) -> Message:
    """What was approved, against the Programme allocation."""
    values: dict[str, Any] = {"sum": Amount(found.granted), "phase": found.edition.label}
    if found.allocation is None:
        return Message("{phase}: {sum} approved. The Programme allocation is not set: it was not published.", **values)
    if not found.granted:
        text = N_("{phase}: nothing is approved yet. The Programme allocation is {all}.")
        return Message(text, **values, all=Amount(found.allocation))
    share = share_of(found.granted, found.allocation)
    text = N_("{phase}: {sum} approved, {share} of the Programme allocation of {all}.")
    return Message(text, **values, all=Amount(found.allocation), share=share)


def share_of(amount: Decimal, allocation: Decimal) -> Percent:
    """A part of the allocation, to a tenth of a per cent."""
    return Percent((amount / allocation).quantize(Decimal("0.001")))


def _percent(amount: Decimal, allocation: Decimal) -> Decimal:
    """As `share_of`, as a number under the heading of per cent."""
    return (share_of(amount, allocation).value * 100).quantize(Decimal("0.1"))


def sums(found: PhaseMoney) -> Figures:
    """The sums of a phase, and its Programme allocation."""
    whole = found.allocation
    rows = [
        (Message(SUMS[one.money]), one.count, Amount(one.amount), _percent(one.amount, whole) if whole else None)
        for one in found.sums
    ]
    last = Message("not set") if whole is None else Amount(whole)
    columns = Message("Money"), _CASES, Message("HK$"), Message("%")
    return Figures(columns, (*rows, (Message("Programme allocation"), None, last, None)))


def longest(stays: Mapping[Stage, Stay], most: int) -> tuple[Stage, ...]:
    """The stages that take longest, in the order of a case's life."""
    slowest = sorted(stays, key=lambda one: (-stays[one].median, -stays[one].ninetieth, one))[:most]
    return tuple(stage for stage in Stage if stage in slowest)


def of_stays(stays: Mapping[Stage, Stay], drawn: int) -> Message:
    """Which stage takes longest, and how many are drawn where that is not all."""
    if not stays:
        return Message("No case has left a stage in the last twelve months.")
    stage = max(stays, key=lambda one: (stays[one].median, stays[one].ninetieth))
    values = {"stage": word(stage), "days": stays[stage].median, "most": stays[stage].ninetieth}
    text = N_("“{stage}” takes longest: half took {days} {days|day|days} or more, one in ten {most} or more.")
    told = Message(text, **values)
    if drawn == len(stays):
        return told
    return Message("{finding} The {n} longest of {all} are drawn.", finding=told, n=drawn, all=len(stays))


def days(stays: Mapping[Stage, Stay]) -> Figures:
    """How long the stays took that ended in the last twelve months."""
    rows = tuple(
        (word(stage), stays[stage].count, stays[stage].median, stays[stage].ninetieth)
        for stage in Stage
        if stage in stays
    )
    return Figures((_STAGE, Message("Stays"), _HALF, _NINE_TENTHS), rows)


def of_intake(found: Intake) -> Message:
    """How many came in, in which month the most, and from which sector."""
    if not found.total:
        return Message("Nothing was received in the last twelve months.")
    at = max(range(len(found.months)), key=found.month)
    values: dict[str, Any] = {"n": found.total, "month": month(found.months[at]), "most": found.month(at)}
    named = [band for band in found.bands if band.sector is not None]
    if not named:
        return Message("{n} received in twelve months, the most in {month}: {most}.", **values)
    text = N_("{n} received in twelve months, the most in {month}: {most}. Largest sector: {sector}, {k}.")
    return Message(text, **values, sector=sector(named[0].sector), k=sum(named[0].counts))


def received(found: Intake) -> Figures:
    """What came in, a line for each month and sector."""
    rows = tuple(
        (month(day), sector(band.sector), band.counts[at])
        for at, day in enumerate(found.months)
        for band in found.bands
        if band.counts[at]
    )
    return Figures((Message("Month"), Message("Sector"), _CASES), rows)


def sector(of: Sector | None) -> Message:
    """A band of the intake by name."""
    return Message("All others") if of is None else word(of)


def month(day: date) -> Message:
    """A month with its year."""
    return Message("{month} {year}", month=Message(_MONTHS[day.month - 1]), year=str(day.year))
