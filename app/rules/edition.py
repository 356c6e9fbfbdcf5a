"""An edition: the Programme's rules as they stood for the applications of one phase. Nothing changes it at run time."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from app.rules.figure import Clause, Figure, Source
from app.texts import Words
from models.kinds import (
    Basis,
    Characteristic,
    EligibleCost,
    FactoryKind,
    Limit,
    Origin,
    Process,
    ProjectType,
    RepeatGround,
    Route,
    Sector,
)


class Region(StrEnum):
    """Where a factory may stand."""

    GUANGDONG = "guangdong"
    PEARL_RIVER_DELTA = "pearl-river-delta"
    HONG_KONG = "hong-kong"


class UntilIs(StrEnum):
    """What the last day of an edition is."""

    LAST_APPLICATION_DAY = "last-application-day"
    END_OF_TERM = "end-of-term"


class RepeatRule(StrEnum):
    """Whether the rule for a second assessment was published for the phase, or the phase only asks."""

    PUBLISHED = "published"
    ASK = "ask"


@dataclass(frozen=True, slots=True)
class Period:
    """The days of receipt for which the edition is proposed, both included (Hong Kong days)."""

    first: date
    last: date
    first_clause: Clause
    last_clause: Clause
    until_is: UntilIs
    provisional: bool

    def holds(self, day: date) -> bool:
        return self.first <= day <= self.last


@dataclass(frozen=True, slots=True)
class Geography:
    """Where factories may stand. `delta` holds the codes (`app.districts`) of the cities that the Pearl River Delta
    takes in; it is empty unless that is the area.
    """

    regions: tuple[Region, ...]
    delta: tuple[str, ...]
    clause: Clause


@dataclass(frozen=True, slots=True)
class TypeRule:
    """What is published on one project type.

    `rate` is a fraction (0.50), `ceiling` in HKD, `max_months` in months. Where the ceiling depends on who developed
    the technology, `ceiling` is None and `ceiling_by_origin` holds one figure for each origin.
    """

    type: ProjectType
    clause: Clause
    rate: Figure
    rate_is_maximum: bool
    ceiling: Figure | None
    ceiling_by_origin: Mapping[Origin, Figure]
    ceiling_basis: Basis
    eligible_cost: EligibleCost
    max_months: Figure
    max_applications: Figure


@dataclass(frozen=True, slots=True)
class RouteRule:
    """One route, published for this phase. `types` is None when the route is open to every type."""

    route: Route
    clause: Clause
    factory: FactoryKind
    types: tuple[ProjectType, ...] | None = None
    types_not_set: tuple[ProjectType, ...] = ()
    processes: tuple[Process, ...] = ()
    percent_in_factory_above: Figure | None = None
    percent_in_applicant_at_least: Figure | None = None


@dataclass(frozen=True, slots=True)
class RepeatAssessment:
    """When a factory may have a second on-site improvement assessment."""

    rule: RepeatRule
    min_years: Figure
    measure_implemented_with_investment: bool
    any_of: tuple[RepeatGround, ...]
    clause: Clause


@dataclass(frozen=True, slots=True)
class Technology:
    """The technology test of phase 5: either way is enough."""

    on_list: bool
    meets_criteria: bool
    clause: Clause


@dataclass(frozen=True, slots=True)
class Edition:
    """One complete edition with the SHA-256 of the file it was read from.

    A type that is not in `types`, and a route that is not in `routes`, is not published for this phase: that is not
    the same as "not offered". `defaults` are sister schemes' rules (ANALOG), never applied silently.
    """

    id: str
    label: Words
    period: Period
    allocation: Figure
    geography: Geography
    types: Mapping[ProjectType, TypeRule]
    rounding: Figure
    conversion: Clause
    limits: Mapping[Limit, Figure]
    applicant: Clause
    association: Clause | None
    routes: Mapping[Route, RouteRule]
    characteristics: tuple[Characteristic, ...]
    characteristics_clause: Clause
    priority_sectors: tuple[Sector, ...]
    sectors_clause: Clause
    repeat: RepeatAssessment
    technology: Technology | None
    novelty: Clause
    defaults: Mapping[str, Figure]
    sources: Mapping[str, Source]
    file: str
    sha256: str
