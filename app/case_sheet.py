"""All that the case page shows, and what its papers are drawn from: one frozen sheet, read in one go."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from uuid import UUID

from sqlalchemy.orm import Session

from app import (
    applicant_sheet,
    assessment_sheet,
    calculations,
    case_list,
    case_parts,
    case_tasks,
    cases,
    checklist,
    facts_of,
    historic,
    locked,
    officers,
    visit_sheet,
)
from app.applicant_sheet import FactorySheet
from app.applicants import ApplicantFields, ContactFields
from app.assessment_sheet import AssessmentSheet
from app.case_filter import CaseFilter, Sort
from app.case_list import CaseRow
from app.case_parts import ApprovalRow, CalculationRow, DocumentRow, ItemRow, NoteRow, RecommendationRow
from app.case_tasks import TaskRow
from app.cases import CaseFields
from app.checklist import Line
from app.costs import CostFields
from app.engagements import EngagementFields
from app.kept import Kept, kept
from app.locked import Lock
from app.officers import OfficerRow
from app.refusal import NoEdition, NotFound
from app.rules.book import RuleBook
from app.rules.checklist import Asked
from app.rules.edition import Edition
from app.rules.eligibility import Eligibility, judge
from app.rules.request import Request
from app.texts import Message
from app.visit_sheet import VisitRow
from models import Applicant, Case, Factory
from models.kinds import ItemState
from models.stages import Stage, Transition, ways_from


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
    #: Who entered the recorded amount, and who confirmed it when; a moment without an officer: nobody else could.
    recorded_by: OfficerRow | None
    recorded_second_by: OfficerRow | None
    recorded_second_at: datetime | None
    applicant: Kept[ApplicantFields]
    contacts: tuple[Kept[ContactFields], ...]
    factory: FactorySheet | None
    costs: tuple[Kept[CostFields], ...]
    engagements: tuple[Kept[EngagementFields], ...]
    tasks: tuple[TaskRow, ...]
    notes: tuple[NoteRow, ...]
    items: tuple[ItemRow, ...]
    calculations: tuple[CalculationRow, ...]
    recommendation: RecommendationRow | None
    approval: ApprovalRow | None
    documents: tuple[DocumentRow, ...]
    checklist: tuple[Line, ...]
    assessment: AssessmentSheet
    visits: tuple[VisitRow, ...]
    past: tuple[CaseRow, ...]
    eligibility: Eligibility
    request: Request
    ways: tuple[Transition, ...]
    officers: tuple[OfficerRow, ...]
    #: Since when it is approved, and whether that may be corrected; None before.
    lock: Lock | None
    today: date

    @property
    def locked(self) -> bool:
        """Whether what was decided on may only be read now."""
        return self.lock is not None and self.lock.closed

    @property
    def sum_open(self) -> bool:
        """Whether a calculation may still be recorded."""
        unlocked = self.lock is not None and not self.lock.closed and not self.recorded_source
        return unlocked or self.stage in calculations.OPEN

    @property
    def record_waits(self) -> bool:
        """Whether the recorded amount waits for its second officer."""
        return self.recorded_amount is not None and self.recorded_second_at is None

    @property
    def standing(self) -> CalculationRow | None:
        """The calculation that counts."""
        return next((one for one in self.calculations if one.counts), None)

    @property
    def awaiting(self) -> CalculationRow | None:
        """The newest calculation, if it waits for its second officer."""
        newest = self.calculations[0] if self.calculations else None
        return newest if newest is not None and not newest.counts else None

    @property
    def left_behind(self) -> bool:
        """Whether the case has changed since the calculation that counts was recorded."""
        found = self.standing
        if found is None or self.edition is None:
            return False
        return found.result.edition != self.edition.id or not calculations.same_question(found.request, self.request)

    @property
    def missing(self) -> tuple[ItemRow, ...]:
        """What the applicant still owes, in the order it was asked for."""
        return tuple(one for one in self.items if one.state is ItemState.MISSING)


def read(session: Session, case_id: UUID, rules: RuleBook, today: date) -> CaseSheet:
    """The sheet of a case on a Hong Kong day; raises `NotFound`."""
    case = session.get(Case, case_id)
    if case is None:
        raise NotFound("This case is no longer in the office.")
    people = officers.rows(session)
    by_id = {one.id: one for one in people}
    applicant = session.get_one(Applicant, case.applicant_id)
    factory = session.get(Factory, case.factory_id) if case.factory_id else None
    site = None if factory is None else applicant_sheet.factory_sheet(session, factory)
    asked, papers = case_parts.items(session, case_id), case_parts.documents(session, case_id, by_id)
    edition, no_edition = _edition(rules, case)
    past = case_list.rows(session, CaseFilter(applicant_id=applicant.id, sort=Sort.RECEIVED, descending=True), today)
    return CaseSheet(
        id=case.id,
        version=case.version,
        fields=kept(case, CaseFields).fields,
        reference=case.reference,
        stage=case.stage,
        received_on=case.received_on,
        due_on=case.due_on,
        due_for=case.due_for,
        officer=_officer(by_id, case.officer_id),
        chosen_edition=case.edition,
        edition_reason=case.edition_reason,
        edition=edition,
        no_edition=no_edition,
        calculated=case.calculated,
        approved=case.approved,
        recorded_amount=case.recorded_amount,
        recorded_source=case.recorded_source,
        recorded_by=_officer(by_id, historic.entered_by(session, case) if case.recorded_source else None),
        recorded_second_by=_officer(by_id, case.recorded_second_by_id),
        recorded_second_at=case.recorded_second_at,
        applicant=kept(applicant, ApplicantFields),
        contacts=case_parts.contacts(session, applicant.id),
        factory=site,
        costs=case_parts.costs(session, case_id),
        engagements=case_parts.engagements(session, case_id),
        tasks=case_tasks.of_case(session, case_id, by_id),
        notes=case_parts.notes(session, case_id, by_id),
        items=asked,
        calculations=case_parts.calculations(session, case_id, by_id),
        recommendation=case_parts.recommendation(session, case_id, by_id),
        approval=case_parts.approval(session, case_id, by_id),
        documents=papers,
        checklist=checklist.lines(_asked(case, site), asked, papers),
        assessment=assessment_sheet.read(session, case),
        visits=visit_sheet.rows(session, case_id, by_id),
        past=tuple(one for one in past if one.id != case_id),
        eligibility=judge(rules, facts_of.facts_of(session, case, today)),
        request=calculations.request_of(session, case),
        ways=_ways(session, case),
        officers=people,
        lock=locked.lock_of(session, case),
        today=today,
    )


def _asked(case: Case, factory: FactorySheet | None) -> Asked:
    """What the checklist is asked for a case."""
    routes = frozenset(one.fields.route for one in factory.connections) if factory is not None else frozenset()
    return Asked(case.type, routes, factory.factory.fields.kind if factory is not None else None, case.origin)


def _officer(people: Mapping[UUID, OfficerRow], id: UUID | None) -> OfficerRow | None:
    return None if id is None else people.get(id)


def _ways(session: Session, case: Case) -> tuple[Transition, ...]:
    """The declared ways out of the stage; of those that correct a move only the one to where the case came from."""
    declared = ways_from(case.stage)
    if not any(way.act == cases.reopen.name for way in declared):
        return declared
    before = cases.came_from(session, case)
    return tuple(way for way in declared if way.act != cases.reopen.name or way.end is before)


def _edition(rules: RuleBook, case: Case) -> tuple[Edition | None, Message | None]:
    try:
        return rules.edition_of(case), None
    except NoEdition as refusal:
        return None, refusal.message


def reference(session: Session, case_id: UUID) -> str:
    """The number of a case that has one."""
    found = session.get_one(Case, case_id).reference
    if found is None:
        raise ValueError("this case has no number yet")
    return found
