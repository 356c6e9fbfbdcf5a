"""The case list: what it shows, how it is filtered, searched and sorted. All of it is done in SQL."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from decimal import Decimal
from functools import lru_cache
from itertools import chain
from typing import TYPE_CHECKING, Any, Final
from uuid import UUID

from sqlalchemy import Column, ColumnElement, String, bindparam, func, null, select, type_coerce
from sqlalchemy.orm import Session

from app import case_walk, due
from app.case_filter import CaseFilter, conditions, waits
from app.case_walk import Found, Query, by_names, collecting, joined, orders_of, sorted_by
from app.money import Amount
from app.office import SignedIn
from app.refusal import NoEdition
from app.rights import Waits
from app.texts import N_, Message
from models import Applicant, Case, Officer
from models.base import table_of
from models.kinds import ProjectType
from models.stages import ENDED, Stage
from models.types import Prose

if TYPE_CHECKING:
    from app.rules.book import RuleBook
    from app.rules.edition import Edition

_cases, _applicants, _officers = map(table_of, (Case, Applicant, Officer))


@dataclass(frozen=True, slots=True)
class CaseRow:
    """A case as the list shows it; amounts in HKD."""

    id: UUID
    #: Its small number in this store, by which a long list knows it.
    row_no: int
    version: int
    reference: str | None
    legacy_file_no: str
    applicant_id: UUID
    name_en: str
    name_tc: str
    name_sc: str
    type: ProjectType
    stage: Stage
    received_on: date | None
    due_on: date | None
    due_for: str
    officer: str | None
    requested: Decimal | None
    calculated: Decimal | None
    approved: Decimal | None
    recorded_amount: Decimal | None
    recorded_second_at: datetime | None
    #: The edition that an officer chose; without one the day of receipt proposes it.
    edition: str | None
    #: What it waits for from the `signer` of the filter; None without one.
    waits: Waits | None

    @property
    def record_waits(self) -> bool:
        """Whether the recorded amount waits for its second officer."""
        return self.recorded_amount is not None and self.recorded_second_at is None

    @property
    def ended(self) -> bool:
        """Whether nothing is to be done any more."""
        return self.stage in ENDED

    @property
    def name_zh(self) -> str:
        """The Chinese name as registered: Traditional where there is one."""
        return self.name_tc or self.name_sc

    @property
    def subsidy(self) -> Decimal | None:
        """The amount that stands now: approved, else calculated, else as recorded in the old file."""
        for amount in (self.approved, self.calculated, self.recorded_amount):
            if amount is not None:
                return amount
        return None

    def phase(self, rules: RuleBook) -> Edition | None:
        """The edition it belongs to; None while no day of receipt says so, nor an officer."""
        try:
            return rules.edition_of(self)
        except NoEdition:
            return None

    def urgency(self, today: date) -> due.Urgency:
        """How near the due date is; a case that has ended is not due."""
        return due.Urgency.NONE if self.ended else due.urgency(self.due_on, today)

    def due_words(self, today: date) -> Message:
        """The due date in words; none for a case that has ended."""
        return Message("") if self.ended else due.in_words(self.due_on, today)


@dataclass(frozen=True, slots=True)
class Totals:
    """What a filter finds: how many of how many, and the money in HKD."""

    shown: int
    total: int
    requested: Decimal
    calculated: Decimal

    def in_words(self) -> Message:
        """How many cases of how many, and their money; where nothing is left out, how many."""
        money = {"requested": Amount(self.requested), "calculated": Amount(self.calculated)}
        if self.shown == self.total:
            text = N_("{n} {n|case|cases} · requested {requested} · calculated {calculated}")
            return Message(text, n=self.total, **money)
        text = N_("{shown} of {total} {total|case|cases} · requested {requested} · calculated {calculated}")
        return Message(text, shown=self.shown, total=self.total, **money)


def rows(
    session: Session, wanted: CaseFilter, today: date, *, limit: int | None = None, offset: int = 0
) -> tuple[CaseRow, ...]:
    """The cases a filter finds, in its order, with the case's own number as the last word on ties."""
    query = _ordered(session, wanted, today).limit(limit).offset(offset)
    return tuple(CaseRow(*row) for row in session.execute(query))


def first(session: Session, wanted: CaseFilter, today: date, limit: int) -> tuple[CaseRow, ...]:
    """The first of these cases, quickly however many there are."""
    return numbered(session, case_walk.first(session, wanted, today, limit), wanted.signer)


def every(session: Session, wanted: CaseFilter, today: date) -> Found:
    """All of these cases by their numbers, and how many lie in each group of due dates."""
    return case_walk.every(session, wanted, today)


def numbered(session: Session, numbers: Sequence[int], signer: SignedIn | None = None) -> tuple[CaseRow, ...]:
    """The cases of these numbers, in this order; one that is not there any more is left out."""
    asked = session.connection().execute(_page(signer), {"numbers": numbers})
    found = {row[1]: CaseRow(*row) for row in asked}
    return tuple(found[number] for number in numbers if number in found)


@lru_cache(8)
def _page(signer: SignedIn | None) -> Query:
    """The cases of some `numbers`; kept, because putting it together takes as long as reading fifty rows."""
    waiting = null() if signer is None else waits(signer)
    query = joined(select(*_COLUMNS, waiting), CaseFilter(), named=True)
    return query.where(_cases.c.row_no.in_(bindparam("numbers", expanding=True)))


def number_of(session: Session, id: UUID) -> int | None:
    """The number of a case in this store."""
    return session.execute(select(Case.row_no).where(Case.id == id)).scalar_one_or_none()


def jump(
    session: Session, wanted: CaseFilter, today: date, text: str, *, numbers: Sequence[int], after: int | None
) -> int | None:
    """The next of these cases, from one on and round again, whose number or names say a text."""
    found = set(every(session, replace(wanted, text=f"{wanted.text} {text}"), today).numbers)
    start = numbers.index(after) if after in numbers else 0
    places = chain(range(start, len(numbers)), range(start))
    return next((numbers[place] for place in places if numbers[place] in found), None)


def each(session: Session, wanted: CaseFilter, today: date) -> Iterator[CaseRow]:
    """The same cases one by one, a thousand of them in memory at a time."""
    for row in session.execute(_ordered(session, wanted, today), execution_options={"yield_per": 1_000}):
        yield CaseRow(*row)


def _ordered(session: Session, wanted: CaseFilter, today: date) -> Query:
    waiting = null() if wanted.signer is None else waits(wanted.signer)
    query = joined(select(*_COLUMNS, waiting), wanted, named=True, ordered=by_names(wanted))
    return sorted_by(query.where(*conditions(wanted, today)), wanted, orders_of(session, wanted, today))


def totals(session: Session, wanted: CaseFilter, today: date) -> Totals:
    """How many cases a filter finds, of how many, and their money."""
    asked = func.count(), func.sum(Case.requested), func.sum(Case.calculated)
    shown, requested, calculated = session.execute(collecting(session, wanted, today, *asked)).one()
    total = session.execute(select(func.count()).select_from(Case)).scalar_one()
    return Totals(shown, total, requested or Decimal(0), calculated or Decimal(0))


def by_reference(session: Session, reference: str) -> UUID | None:
    """The case of a number, however its letters are typed."""
    if not reference.isprintable():  # half a character or NUL: no database takes it
        return None
    query = select(Case.id).where(func.lower(Case.reference) == reference.strip().casefold())
    return session.execute(query).scalar_one_or_none()


def _kept(column: Column[Any]) -> ColumnElement[Any]:
    """A column as it is read: texts as they are kept, because Python need make nothing of them."""
    return type_coerce(column, String()) if isinstance(column.type, Prose) else column


_COLUMNS: Final = tuple(
    map(
        _kept,
        (
            _cases.c.id,
            _cases.c.row_no,
            _cases.c.version,
            _cases.c.reference,
            _cases.c.legacy_file_no,
            _cases.c.applicant_id,
            _applicants.c.name_en,
            _applicants.c.name_tc,
            _applicants.c.name_sc,
            _cases.c.type,
            _cases.c.stage,
            _cases.c.received_on,
            _cases.c.due_on,
            _cases.c.due_for,
            _officers.c.initials,
            _cases.c.requested,
            _cases.c.calculated,
            _cases.c.approved,
            _cases.c.recorded_amount,
            _cases.c.recorded_second_at,
            _cases.c.edition,
        ),
    )
)
