"""What an assessment found, as plain values: what the benefit is worked from. Unknown is None, never zero."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from app.rules.factors import Factor
from app.rules.units import Quantity
from app.texts import Message
from app.words import word
from models.assessment_kinds import Effect, MeasureKind, MeasureState, Priority, UtilityKind

#: A year in days, and how far a period may be from it and still be called one.
YEAR, ABOUT = 365, 10


@dataclass(frozen=True, slots=True)
class Period:
    """The first and the last day of a period (Hong Kong days), both in it; either may not be known yet."""

    first: date | None = None
    last: date | None = None

    @property
    def days(self) -> int | None:
        """How many days it has; None when an end is not known."""
        return None if self.first is None or self.last is None else (self.last - self.first).days + 1

    @property
    def is_year(self) -> bool | None:
        """Whether it is about a year; None when nobody knows."""
        return None if self.days is None else abs(self.days - YEAR) <= ABOUT


@dataclass(frozen=True, slots=True)
class Output:
    """What the factory makes, and how much of it in each period, in the same unit."""

    name: str = ""
    before: Quantity | None = None
    after: Quantity | None = None


@dataclass(frozen=True, slots=True)
class Use:
    """What was used of one utility in each period. `key` tells it from others, `text` says which one."""

    key: str
    kind: UtilityKind
    text: str = ""
    before: Quantity | None = None
    after: Quantity | None = None

    @property
    def name(self) -> Message:
        """What it is called."""
        if not self.text:
            return word(self.kind)
        return Message("{kind} ({text})", kind=word(self.kind), text=self.text)


@dataclass(frozen=True, slots=True)
class MeasureFound:
    """A measure: money in `currency`, the saving and the effects in a year, each effect in the unit it is kept in."""

    key: str
    kind: MeasureKind
    text: str = ""
    currency: str = "HKD"
    investment: Decimal | None = None
    saving: Decimal | None = None
    effects: Mapping[Effect, Decimal] = field(default_factory=dict)
    state: MeasureState = MeasureState.PROPOSED
    priority: Priority | None = None

    @property
    def name(self) -> Message:
        """What it is called: its own words, or those of its kind."""
        return Message("{text}", text=self.text) if self.text else word(self.kind)

    @property
    def counts(self) -> bool:
        """Whether it is still meant to be done, or done."""
        return self.state is not MeasureState.DROPPED


@dataclass(frozen=True, slots=True)
class Findings:
    """The whole: two periods, the output, the utilities, the measures, and the factors the assessment keeps."""

    baseline: Period = Period()
    after: Period = Period()
    output: Output = Output()
    uses: tuple[Use, ...] = ()
    measures: tuple[MeasureFound, ...] = ()
    factors: tuple[Factor, ...] = ()

    def factor(self, kind: UtilityKind) -> Factor | None:
        """The factor of a utility, set or not; None when the assessment has none."""
        return next((one for one in self.factors if one.kind is kind), None)
