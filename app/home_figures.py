"""The figures behind the charts of Home: cases by stage, money of a phase, what came in by month and sector.

Each figure carries the words by which the case list shows the cases it counts. Amounts are HKD.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from enum import StrEnum
from typing import Any, Final
from uuid import UUID

from sqlalchemy import and_, case, extract, func, select
from sqlalchemy.orm import Session

from app import home
from app.case_filter import CaseFilter, conditions
from app.case_wants import Days, Field, Flag, Phase, Sums, Want
from app.rules.book import RuleBook
from app.rules.edition import Edition
from models import Case, Factory
from models.kinds import Sector
from models.stages import AGREED, ENDED, Stage

#: So many months are looked back over, this one among them.
MONTHS: Final = 12
#: So many sectors have a colour of their own; all others share one more.
BANDS: Final = 4


@dataclass(frozen=True, slots=True)
class StageCount:
    """How many open cases stand in a stage."""

    stage: Stage
    count: int
    wants: frozenset[Want]


def pipeline(session: Session, whose: UUID | None) -> tuple[StageCount, ...]:
    """The open cases by stage, in the order of a case's life; stages without a case are left out."""
    query = select(Case.stage, func.count()).where(Case.stage.not_in(sorted(ENDED))).group_by(Case.stage)
    if whose is not None:
        query = query.where(Case.officer_id == whose)
    found: dict[Stage, int] = dict(session.execute(query).all())
    return tuple(
        StageCount(stage, found[stage], home.of(whose, Want(Field.STAGE, frozenset({stage}))))
        for stage in Stage
        if stage in found
    )


class Money(StrEnum):
    """What of a phase's money is added up."""

    APPROVED = "approved"
    PAID = "paid"
    RECORDED = "recorded"
    ASKED = "asked"


@dataclass(frozen=True, slots=True)
class Sum:
    """Some of a phase's money: of how many cases, and how much."""

    money: Money
    count: int
    amount: Decimal
    wants: frozenset[Want]


@dataclass(frozen=True, slots=True)
class PhaseMoney:
    """The sums of a phase and its Programme allocation; None where that is not published."""

    edition: Edition
    sums: tuple[Sum, ...]
    allocation: Decimal | None

    @property
    def granted(self) -> Decimal:
        """What was approved, in old files too once a second officer has confirmed them."""
        return next(one.amount for one in self.sums if one.money is Money.APPROVED)


#: Stages before the money of a case was decided.
_UNDECIDED: Final = frozenset(Stage) - AGREED - ENDED - {Stage.CLAWBACK}
_ANY: Final = Sums(Decimal(0), None)
_COLUMNS: Final[dict[Money, Any]] = {
    Money.APPROVED: Case.approved,
    Money.PAID: Case.approved,
    Money.RECORDED: Case.recorded_amount,
    Money.ASKED: Case.requested,
}
_ASKED_OF: Final[dict[Money, tuple[Want, ...]]] = {
    Money.APPROVED: (Want(Field.STAGE, AGREED), Want(Field.APPROVED, frozenset({_ANY}))),
    Money.PAID: (Want(Field.STAGE, frozenset({Stage.PAID, Stage.CLOSED})), Want(Field.APPROVED, frozenset({_ANY}))),
    Money.RECORDED: (
        Want(Field.STAGE, AGREED),
        Want(Field.FLAG, frozenset({Flag.HISTORIC})),
        Want(Field.APPROVED, frozenset({None})),
        Want(Field.SUBSIDY, frozenset({_ANY})),
    ),
    Money.ASKED: (Want(Field.STAGE, _UNDECIDED), Want(Field.REQUESTED, frozenset({_ANY}))),
}


def money(session: Session, edition: Edition, whose: UUID | None, today: date) -> PhaseMoney:
    """What was approved in a phase, what of it was paid, what waits for confirmation, and what is asked for."""
    period = edition.period.first, edition.period.last
    phase = Want(Field.PHASE, frozenset({Phase(edition.id, (period,))}))
    asked: list[Any] = []
    for what, column in _COLUMNS.items():
        counted = and_(*conditions(CaseFilter(wants=frozenset(_ASKED_OF[what])), today))
        asked += [func.count().filter(counted), func.sum(case((counted, column)))]
    whole = conditions(CaseFilter(wants=home.of(whose, phase)), today)
    found = session.execute(select(*asked).select_from(Case).where(*whole)).one()
    sums = [
        Sum(what, found[2 * at], found[2 * at + 1] or Decimal(0), home.of(whose, phase, *_ASKED_OF[what]))
        for at, what in enumerate(_COLUMNS)
    ]
    return PhaseMoney(edition, tuple(sums), edition.allocation.value)


def phase_of(rules: RuleBook, today: date) -> Edition:
    """The phase that a day lies in; after the last, or in a gap, the newest that has begun."""
    begun = [edition for edition in rules.editions if edition.period.first <= today]
    return begun[-1] if begun else rules.editions[0]


@dataclass(frozen=True, slots=True)
class Band:
    """A sector, or all that have no colour of their own (`sector` is None), with its cases month by month."""

    sector: Sector | None
    counts: tuple[int, ...]
    wants: tuple[frozenset[Want], ...]


@dataclass(frozen=True, slots=True)
class Intake:
    """What came in, month by month (the first day of each), the largest sector first."""

    months: tuple[date, ...]
    bands: tuple[Band, ...]

    def month(self, at: int) -> int:
        """How many in a month."""
        return sum(band.counts[at] for band in self.bands)

    @property
    def total(self) -> int:
        """How many in all."""
        return sum(sum(band.counts) for band in self.bands)


def intake(session: Session, whose: UUID | None, today: date) -> Intake:
    """The cases received in the last `MONTHS` months by the sector of their factory."""
    months = tuple(_month(today, back) for back in reversed(range(MONTHS)))
    year, month = extract("year", Case.received_on), extract("month", Case.received_on)
    query = (
        select(year, month, Factory.sector, func.count())
        .select_from(Case)
        .outerjoin(Factory, Factory.id == Case.factory_id)
        .where(Case.received_on >= months[0], Case.received_on <= today)
        .group_by(year, month, Factory.sector)
    )
    if whose is not None:
        query = query.where(Case.officer_id == whose)
    found: dict[tuple[date, Sector | None], int] = {
        (date(int(y), int(m), 1), sector): n for y, m, sector, n in session.execute(query)
    }
    return Intake(months, tuple(_bands(found, months, whose, today)))


def _bands(
    found: dict[tuple[date, Sector | None], int], months: tuple[date, ...], whose: UUID | None, today: date
) -> list[Band]:
    sizes: Counter[Sector] = Counter()
    for (_first, sector), number in found.items():
        if sector is not None and sector is not Sector.OTHER:
            sizes[sector] += number
    largest = sorted(sizes, key=lambda sector: (-sizes[sector], sector))[:BANDS]
    rest = frozenset({None, *Sector} - set(largest))
    shares: list[tuple[Sector | None, frozenset[Any]]] = [(sector, frozenset({sector})) for sector in largest]
    if any(sector in rest for _first, sector in found):
        shares.append((None, rest))
    return [
        Band(
            sector,
            tuple(sum(found.get((month, one), 0) for one in values) for month in months),
            tuple(home.of(whose, _received(month, today), Want(Field.SECTOR, values)) for month in months),
        )
        for sector, values in shares
    ]


def _received(month: date, today: date) -> Want:
    last = min(_month(month, -1) - timedelta(days=1), today)
    return Want(Field.RECEIVED, frozenset({Days(month, last)}))


def _month(day: date, back: int) -> date:
    """The first day of the month so many months before that of a day."""
    year, month = divmod(day.year * 12 + day.month - 1 - back, 12)
    return date(year, month + 1, 1)
