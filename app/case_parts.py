"""The parts of a case's sheet: what hangs on a case, each as frozen rows."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import TypeVar
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from app import decisions
from app.applicants import ContactFields
from app.costs import CostFields
from app.decisions import Declared
from app.engagements import EngagementFields
from app.inside.media import PDF
from app.kept import Kept, kept
from app.officers import OfficerRow
from app.rules import request as requests
from app.rules import working
from app.rules.request import Request
from models import Approval, Calculation, Contact, CostLine, Document, Engagement, Item, Note, Recommendation
from models.base import Record
from models.kinds import DocumentKind, ItemKind, ItemState, Outcome, Sight, Verdict

R = TypeVar("R", bound=Record)
People = Mapping[UUID, OfficerRow]


@dataclass(frozen=True, slots=True)
class NoteRow:
    """A note: by whom (initials), when, what."""

    id: UUID
    who: str
    at: datetime
    text: str


@dataclass(frozen=True, slots=True)
class ItemRow:
    """Something asked of the applicant."""

    id: UUID
    version: int
    kind: ItemKind
    text: str
    state: ItemState
    asked_on: date
    settled_on: date | None
    reason: str


@dataclass(frozen=True, slots=True)
class CalculationRow:
    """A recorded calculation, question and answer as they were frozen; `counts` says whether it stands."""

    id: UUID
    version: int
    place: int
    request: Request
    result: working.Calculation
    recorded_by: OfficerRow
    recorded_at: datetime
    second_needed: bool
    second_by: OfficerRow | None
    second_at: datetime | None

    @property
    def counts(self) -> bool:
        """Whether no second officer is needed any more."""
        return not self.second_needed or self.second_by is not None


@dataclass(frozen=True, slots=True)
class RecommendationRow:
    """What the Secretariat recommended, and who endorsed it."""

    id: UUID
    version: int
    verdict: Verdict
    amount: Decimal | None
    grounds: str
    conditions: tuple[str, ...]
    prepared_by: OfficerRow
    prepared_at: datetime
    endorsed_by: OfficerRow | None
    endorsed_at: datetime | None
    #: What the two officers declared of their interests; None: not asked.
    prepared_declares: Declared | None
    endorsed_declares: Declared | None


@dataclass(frozen=True, slots=True)
class ApprovalRow:
    """The committee's decision as entered; it takes effect when it is confirmed, or marked unconfirmed."""

    id: UUID
    version: int
    outcome: Outcome
    body: str
    meeting: str
    decided_on: date
    paper: str
    amount: Decimal | None
    conditions: str
    entered_by: OfficerRow
    entered_at: datetime
    confirmed_by: OfficerRow | None
    confirmed_at: datetime | None
    unconfirmed: bool


@dataclass(frozen=True, slots=True)
class DocumentRow:
    """A kept file. What came in from outside says more of itself than the papers of our own (models/document.py)."""

    id: UUID
    version: int
    kind: DocumentKind
    name: str
    language: str
    sha256: str
    size: int
    kept_by: str
    kept_at: datetime
    original: str | None
    media: str
    title: str
    pages: int | None
    sight: Sight
    dated: date | None
    sender: str
    received_on: date | None
    mail_id: UUID | None
    struck_out_on: date | None
    struck_out_why: str

    @property
    def own(self) -> bool:
        """Whether the program made it."""
        return self.kind is DocumentKind.SUMMARY


def contacts(session: Session, applicant_id: UUID) -> tuple[Kept[ContactFields], ...]:
    """The applicant's contacts, active ones first."""
    query = select(Contact).where(Contact.applicant_id == applicant_id).order_by(Contact.active.desc(), Contact.id)
    return tuple(kept(one, ContactFields) for one in session.execute(query).scalars())


def costs(session: Session, case_id: UUID) -> tuple[Kept[CostFields], ...]:
    """The cost lines that stand, in their order."""
    return tuple(kept(one, CostFields) for one in _of(session, CostLine, case_id) if not one.struck_out)


def engagements(session: Session, case_id: UUID) -> tuple[Kept[EngagementFields], ...]:
    """The providers that take part."""
    return tuple(kept(one, EngagementFields) for one in _of(session, Engagement, case_id) if not one.struck_out)


def notes(session: Session, case_id: UUID, people: People) -> tuple[NoteRow, ...]:
    """The notes, newest first."""
    found = reversed(_of(session, Note, case_id))
    return tuple(NoteRow(one.id, people[one.officer_id].initials, one.at, one.text) for one in found)


def items(session: Session, case_id: UUID) -> tuple[ItemRow, ...]:
    """What was asked of the applicant, in the order it was asked."""
    found = _of(session, Item, case_id)
    return tuple(ItemRow(*(getattr(one, name) for name in ItemRow.__slots__)) for one in found)


def documents(session: Session, case_id: UUID, people: People) -> tuple[DocumentRow, ...]:
    """The kept files, oldest first."""
    return tuple(_document(one, people) for one in _of(session, Document, case_id))


def calculations(session: Session, case_id: UUID, people: People) -> tuple[CalculationRow, ...]:
    """The recorded calculations, newest first."""
    return tuple(_calculation(one, people) for one in reversed(_of(session, Calculation, case_id)))


def recommendation(session: Session, case_id: UUID, people: People) -> RecommendationRow | None:
    """The last recommendation."""
    found = decisions.current(session, case_id)
    return None if found is None else _recommendation(found, people)


def approval(session: Session, case_id: UUID, people: People) -> ApprovalRow | None:
    """The last decision entered, unless it was sent back."""
    found = decisions.entered(session, case_id)
    return None if found is None else _approval(found, people)


def _of(session: Session, kind: type[R], case_id: UUID) -> list[R]:
    """What hangs on a case, in the order it was entered: by `place` where there is one, else by its UUIDv7."""
    table = kind.__table__
    order = [table.c.place] if "place" in table.c else []
    query = select(kind).where(table.c.case_id == case_id).order_by(*order, table.c.id)
    return list(session.execute(query).scalars())


def _document(one: Document, people: People) -> DocumentRow:
    return DocumentRow(
        id=one.id,
        version=one.version,
        kind=DocumentKind(one.kind),
        name=one.name,
        language=one.language,
        sha256=one.sha256,
        size=one.size,
        kept_by=people[one.kept_by_id].initials,
        kept_at=one.kept_at,
        original=one.original,
        media=one.media or PDF,
        title=one.title or "",
        pages=one.pages,
        sight=one.sight or Sight.SHOWN,
        dated=one.dated,
        sender=one.sender or "",
        received_on=one.received_on,
        mail_id=one.mail_id,
        struck_out_on=one.struck_out_on,
        struck_out_why=one.struck_out_why or "",
    )


def _calculation(one: Calculation, people: People) -> CalculationRow:
    return CalculationRow(
        id=one.id,
        version=one.version,
        place=one.place,
        request=requests.from_json(one.request),
        result=working.from_json(one.result),
        recorded_by=people[one.recorded_by_id],
        recorded_at=one.recorded_at,
        second_needed=one.second_needed,
        second_by=people[one.second_by_id] if one.second_by_id else None,
        second_at=one.second_at,
    )


def _recommendation(one: Recommendation, people: People) -> RecommendationRow:
    return RecommendationRow(
        id=one.id,
        version=one.version,
        verdict=one.verdict,
        amount=one.amount,
        grounds=one.grounds,
        conditions=tuple(line for line in one.conditions.splitlines() if line.strip()),
        prepared_by=people[one.prepared_by_id],
        prepared_at=one.prepared_at,
        endorsed_by=people[one.endorsed_by_id] if one.endorsed_by_id else None,
        endorsed_at=one.endorsed_at,
        prepared_declares=_declared(one.prepared_interest, one.prepared_interest_text),
        endorsed_declares=_declared(one.endorsed_interest, one.endorsed_interest_text),
    )


def _declared(interest: bool | None, nature: str | None) -> Declared | None:
    return None if interest is None else Declared(interest, nature or "")


def _approval(one: Approval, people: People) -> ApprovalRow:
    return ApprovalRow(
        id=one.id,
        version=one.version,
        outcome=one.outcome,
        body=one.body,
        meeting=one.meeting,
        decided_on=one.decided_on,
        paper=one.paper,
        amount=one.amount,
        conditions=one.conditions,
        entered_by=people[one.entered_by_id],
        entered_at=one.entered_at,
        confirmed_by=people[one.confirmed_by_id] if one.confirmed_by_id else None,
        confirmed_at=one.confirmed_at,
        unconfirmed=one.unconfirmed,
    )
