"""The case list: what it shows, how it is filtered, searched and sorted. All of it is done in SQL."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Any
from uuid import UUID

from sqlalchemy import ColumnElement, Select, case, func, null, select
from sqlalchemy.orm import Session

from app import due
from app.case_filter import CaseFilter, Sort, conditions, waits
from app.money import Amount
from app.refusal import NoEdition
from app.rights import Waits
from app.texts import Message
from models import Applicant, Case, Factory, Officer
from models.kinds import ProjectType
from models.stages import ENDED, Stage

if TYPE_CHECKING:
    from app.rules.book import RuleBook
    from app.rules.edition import Edition


@dataclass(frozen=True, slots=True)
class CaseRow:
    """A case as the list shows it; amounts in HKD."""

    id: UUID
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
        from app import calculations

        try:
            return calculations.edition_of(rules, self)
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
            return Message("{n} cases · requested {requested} · calculated {calculated}", n=self.total, **money)
        text = "{shown} of {total} cases · requested {requested} · calculated {calculated}"
        return Message(text, shown=self.shown, total=self.total, **money)


def rows(
    session: Session, wanted: CaseFilter, today: date, *, limit: int | None = None, offset: int = 0
) -> tuple[CaseRow, ...]:
    """The cases a filter finds, in its order, with the case's own number as the last word on ties."""
    query = _ordered(wanted, today).limit(limit).offset(offset)
    return tuple(CaseRow(*row) for row in session.execute(query))


def each(session: Session, wanted: CaseFilter, today: date) -> Iterator[CaseRow]:
    """The same cases one by one, a thousand of them in memory at a time."""
    for row in session.execute(_ordered(wanted, today), execution_options={"yield_per": 1_000}):
        yield CaseRow(*row)


def _ordered(wanted: CaseFilter, today: date) -> Select[Any]:
    waiting = null() if wanted.signer is None else waits(wanted.signer)
    return _found(wanted, today, (*_COLUMNS, waiting)).order_by(*_order(wanted))


def totals(session: Session, wanted: CaseFilter, today: date) -> Totals:
    """How many cases a filter finds, of how many, and their money."""
    asked = func.count(), func.sum(Case.requested), func.sum(Case.calculated)
    shown, requested, calculated = session.execute(_found(wanted, today, asked, named=False)).one()
    total = session.execute(select(func.count()).select_from(Case)).scalar_one()
    return Totals(shown, total, requested or Decimal(0), calculated or Decimal(0))


def counts(session: Session, views: Mapping[str, CaseFilter], today: date) -> dict[str, int]:
    """How many cases each of these filters finds: the numbers beside the views of the rail."""
    return {
        name: session.execute(_found(view, today, (func.count(),), named=False)).scalar_one()
        for name, view in views.items()
    }


def by_reference(session: Session, reference: str) -> UUID | None:
    """The case of a number, however its letters are typed."""
    if not reference.isprintable():  # half a character or NUL: no database takes it
        return None
    query = select(Case.id).where(func.lower(Case.reference) == reference.strip().casefold())
    return session.execute(query).scalar_one_or_none()


_COLUMNS = (
    Case.id,
    Case.version,
    Case.reference,
    Case.legacy_file_no,
    Case.applicant_id,
    Applicant.name_en,
    Applicant.name_tc,
    Applicant.name_sc,
    Case.type,
    Case.stage,
    Case.received_on,
    Case.due_on,
    Case.due_for,
    Officer.initials,
    Case.requested,
    Case.calculated,
    Case.approved,
    Case.recorded_amount,
    Case.recorded_second_at,
    Case.edition,
)

_SORTS: dict[Sort, ColumnElement[Any]] = {
    Sort.REFERENCE: Case.reference.expression,
    Sort.APPLICANT: Applicant.folded.expression,
    Sort.TYPE: Case.type.expression,
    Sort.STAGE: Case.stage.expression,
    # What has ended is not due any more and stands at the end.
    Sort.DUE: case((Case.stage.in_(sorted(ENDED)), None), else_=Case.due_on),
    Sort.OFFICER: Officer.initials.expression,
    Sort.REQUESTED: Case.requested.expression,
    Sort.CALCULATED: Case.calculated.expression,
    Sort.RECEIVED: Case.received_on.expression,
}


def _found(wanted: CaseFilter, today: date, columns: tuple[Any, ...], *, named: bool = True) -> Select[Any]:
    """The cases a filter finds; who applies and who is in charge are joined only where something asks their names."""
    query = select(*columns).select_from(Case)
    if named or wanted.text.strip():
        query = query.join(Applicant, Applicant.id == Case.applicant_id)
        query = query.outerjoin(Officer, Officer.id == Case.officer_id)
    if wanted.text.strip() or wanted.sectors:
        query = query.outerjoin(Factory, Factory.id == Case.factory_id)
    return query.where(*conditions(wanted, today))


def _order(wanted: CaseFilter) -> tuple[ColumnElement[Any], ...]:
    first = _SORTS[wanted.sort]
    empty_last = first.is_(None)
    turned = first.desc() if wanted.descending else first.asc()
    return (empty_last, turned, Case.row_no.desc() if wanted.descending else Case.row_no.asc())
