"""All that the case page shows, and what its papers are drawn from: one frozen sheet, read in one go."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import TypeVar
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from app import applicant_sheet, calculations, case_list, decisions, facts_of, officers
from app.applicant_sheet import FactorySheet
from app.applicants import ApplicantFields, ContactFields
from app.case_list import CaseFilter, CaseRow, Sort
from app.cases import CaseFields
from app.costs import CostFields
from app.engagements import EngagementFields
from app.kept import Kept, kept
from app.officers import OfficerRow
from app.refusal import NoEdition, NotFound
from app.rules import working
from app.rules.book import RuleBook
from app.rules.edition import Edition
from app.rules.eligibility import Eligibility, judge
from app.rules.request import Request
from app.texts import Message
from models import Applicant, Approval, Calculation, Case, Contact, CostLine, Document, Engagement, Factory, Item, Note
from models import Recommendation
from models.base import Record
from models.kinds import ItemKind, ItemState, Outcome, Verdict
from models.stages import Stage, Transition, ways_from

R = TypeVar("R", bound=Record)


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
    """A recorded calculation, as it was frozen; `counts` says whether it stands."""

    id: UUID
    version: int
    place: int
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
    """A kept file."""

    id: UUID
    kind: str
    name: str
    language: str
    sha256: str
    size: int
    kept_at: datetime


@dataclass(frozen=True, slots=True)
class CaseSheet:
    """A case, whole. `edition` is the one that applies, or `no_edition` says why none does yet."""

    id: UUID
    version: int
    fields: CaseFields
    reference: str | None
    stage: Stage
    received_on: date | None
    due_on: date | None
    due_for: str
    officer: OfficerRow | None
    chosen_edition: str | None
    edition_reason: str
    edition: Edition | None
    no_edition: Message | None
    calculated: Decimal | None
    approved: Decimal | None
    recorded_amount: Decimal | None
    recorded_source: str
    applicant: Kept[ApplicantFields]
    contacts: tuple[Kept[ContactFields], ...]
    factory: FactorySheet | None
    costs: tuple[Kept[CostFields], ...]
    engagements: tuple[Kept[EngagementFields], ...]
    notes: tuple[NoteRow, ...]
    items: tuple[ItemRow, ...]
    calculations: tuple[CalculationRow, ...]
    recommendation: RecommendationRow | None
    approval: ApprovalRow | None
    documents: tuple[DocumentRow, ...]
    past: tuple[CaseRow, ...]
    eligibility: Eligibility
    request: Request
    ways: tuple[Transition, ...]
    officers: tuple[OfficerRow, ...]
    today: date

    @property
    def standing(self) -> CalculationRow | None:
        """The calculation that counts."""
        return next((one for one in self.calculations if one.counts), None)

    @property
    def awaiting(self) -> CalculationRow | None:
        """The newest calculation, if it waits for its second officer."""
        newest = self.calculations[0] if self.calculations else None
        return newest if newest is not None and not newest.counts else None


def read(session: Session, case_id: UUID, rules: RuleBook, today: date) -> CaseSheet:
    """The sheet of a case on a Hong Kong day; raises `NotFound`."""
    case = session.get(Case, case_id)
    if case is None:
        raise NotFound("This case is no longer in the office.")
    people = officers.rows(session)
    by_id = {one.id: one for one in people}
    applicant = session.get_one(Applicant, case.applicant_id)
    factory = session.get(Factory, case.factory_id) if case.factory_id else None
    edition, no_edition = _edition(rules, case)
    advice, decision = decisions.current(session, case_id), decisions.entered(session, case_id)
    past = case_list.rows(
        session, CaseFilter(applicant_id=applicant.id, sort=Sort.RECEIVED, descending=True), today
    )
    return CaseSheet(
        id=case.id,
        version=case.version,
        fields=kept(case, CaseFields).fields,
        reference=case.reference,
        stage=case.stage,
        received_on=case.received_on,
        due_on=case.due_on,
        due_for=case.due_for,
        officer=by_id.get(case.officer_id) if case.officer_id else None,
        chosen_edition=case.edition,
        edition_reason=case.edition_reason,
        edition=edition,
        no_edition=no_edition,
        calculated=case.calculated,
        approved=case.approved,
        recorded_amount=case.recorded_amount,
        recorded_source=case.recorded_source,
        applicant=kept(applicant, ApplicantFields),
        contacts=tuple(
            kept(one, ContactFields)
            for one in session.execute(
                select(Contact).where(Contact.applicant_id == applicant.id).order_by(Contact.active.desc(), Contact.id)
            ).scalars()
        ),
        factory=None if factory is None else applicant_sheet.factory_sheet(session, factory),
        costs=tuple(kept(one, CostFields) for one in _of(session, CostLine, case_id) if not one.struck_out),
        engagements=tuple(
            kept(one, EngagementFields) for one in _of(session, Engagement, case_id) if not one.struck_out
        ),
        notes=tuple(
            NoteRow(one.id, by_id[one.officer_id].initials, one.at, one.text)
            for one in reversed(_of(session, Note, case_id))
        ),
        items=tuple(ItemRow(*(getattr(one, name) for name in ItemRow.__slots__)) for one in _of(session, Item, case_id)),
        calculations=tuple(_calculation(one, by_id) for one in reversed(_of(session, Calculation, case_id))),
        recommendation=None if advice is None else _recommendation(advice, by_id),
        approval=None if decision is None else _approval(decision, by_id),
        documents=tuple(
            DocumentRow(*(getattr(one, name) for name in DocumentRow.__slots__))
            for one in _of(session, Document, case_id)
        ),
        past=tuple(one for one in past if one.id != case_id),
        eligibility=judge(rules, facts_of.facts_of(session, case, today)),
        request=calculations.request_of(session, case),
        ways=ways_from(case.stage),
        officers=people,
        today=today,
    )


def _edition(rules: RuleBook, case: Case) -> tuple[Edition | None, Message | None]:
    try:
        return calculations.edition_of(rules, case), None
    except NoEdition as refusal:
        return None, refusal.message


def _of(session: Session, kind: type[R], case_id: UUID) -> list[R]:
    """What hangs on a case, in the order it was entered (UUIDv7 keys of one store keep it; `place` where there is one)."""
    table = kind.__table__
    order = [table.c.place] if "place" in table.c else []
    query = select(kind).where(table.c.case_id == case_id).order_by(*order, table.c.id)
    return list(session.execute(query).scalars())


def _calculation(one: Calculation, people: dict[UUID, OfficerRow]) -> CalculationRow:
    return CalculationRow(
        id=one.id,
        version=one.version,
        place=one.place,
        result=working.from_json(one.result),
        recorded_by=people[one.recorded_by_id],
        recorded_at=one.recorded_at,
        second_needed=one.second_needed,
        second_by=people[one.second_by_id] if one.second_by_id else None,
        second_at=one.second_at,
    )


def _recommendation(one: Recommendation, people: dict[UUID, OfficerRow]) -> RecommendationRow:
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
    )


def _approval(one: Approval, people: dict[UUID, OfficerRow]) -> ApprovalRow:
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


def reference(session: Session, case_id: UUID) -> str:
    """The number of a case that has one."""
    found = session.get_one(Case, case_id).reference
    if found is None:
        raise ValueError("this case has no number yet")
    return found
