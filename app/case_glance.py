"""A case at a glance: what stands beside the list, read without what only the page of a case needs."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app import case_list
from app.case_list import CaseRow
from app.refusal import NoEdition, NotFound
from app.rules.book import RuleBook
from app.texts import Message
from models import Approval, Calculation, Case, Factory, Item, Note, Officer
from models.kinds import ItemState


@dataclass(frozen=True, slots=True)
class Sum:
    """A recorded calculation: how much in HKD, by whom (initials), when, under which edition, and whether it counts."""

    subsidy: Decimal
    who: str
    at: datetime
    edition: str
    counts: bool


@dataclass(frozen=True, slots=True)
class Noted:
    """A note: by whom (initials), when, what."""

    who: str
    at: datetime
    text: str


@dataclass(frozen=True, slots=True)
class CaseGlance:
    """A case as its row in the list shows it, and a little more."""

    row: CaseRow
    recorded_source: str
    #: The edition that applies, or why none does yet.
    edition: str | None
    no_edition: Message | None
    #: The factory's names: English, Traditional and Simplified.
    factory: tuple[str, str, str] | None
    #: How many things the applicant still owes.
    missing: int
    note: Noted | None
    #: The calculation that counts; while none does, the newest, which waits for its second officer.
    sum: Sum | None
    #: The day of the committee's decision, as entered last.
    decided_on: date | None
    today: date


def read(session: Session, number: int, rules: RuleBook, today: date) -> CaseGlance:
    """A case by its `row_no`, on a Hong Kong day; raises `NotFound`."""
    found = case_list.numbered(session, [number])
    if not found:
        raise NotFound("This case is no longer in the office.")
    row = found[0]
    factories = select(Case.recorded_source, Case.factory_id, Factory.name_en, Factory.name_tc, Factory.name_sc)
    here = factories.outerjoin(Factory, Factory.id == Case.factory_id).where(Case.id == row.id)
    source, factory_id, *names = session.execute(here).one()
    edition, no_edition = _edition(rules, row)
    owed = select(func.count()).select_from(Item).where(Item.case_id == row.id, Item.state == ItemState.MISSING)
    return CaseGlance(
        row=row,
        recorded_source=source,
        edition=edition,
        no_edition=no_edition,
        factory=None if factory_id is None else (names[0], names[1], names[2]),
        missing=session.execute(owed).scalar_one(),
        note=_note(session, row.id),
        sum=_sum(session, row.id),
        decided_on=_decided_on(session, row.id),
        today=today,
    )


def _edition(rules: RuleBook, row: CaseRow) -> tuple[str | None, Message | None]:
    try:
        return rules.edition_of(row).id, None
    except NoEdition as refusal:
        return None, refusal.message


def _note(session: Session, case_id: UUID) -> Noted | None:
    query = select(Officer.initials, Note.at, Note.text).join(Officer, Officer.id == Note.officer_id)
    found = session.execute(query.where(Note.case_id == case_id).order_by(Note.id.desc()).limit(1)).one_or_none()
    return None if found is None else Noted(*found)


def _sum(session: Session, case_id: UUID) -> Sum | None:
    counts = Calculation.second_needed.is_(False) | Calculation.second_by_id.is_not(None)
    query = (
        select(Calculation.subsidy, Officer.initials, Calculation.recorded_at, Calculation.edition, counts)
        .join(Officer, Officer.id == Calculation.recorded_by_id)
        .where(Calculation.case_id == case_id)
        .order_by(counts.desc(), Calculation.place.desc(), Calculation.id.desc())
        .limit(1)
    )
    found = session.execute(query).one_or_none()
    return None if found is None else Sum(*found)


def _decided_on(session: Session, case_id: UUID) -> date | None:
    query = select(Approval.decided_on).where(Approval.case_id == case_id, Approval.sent_back.is_(False))
    return session.execute(query.order_by(Approval.entered_at.desc(), Approval.id.desc()).limit(1)).scalar()
