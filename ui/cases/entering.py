"""Entering a new case: a plain answer, carried out in one piece of work through the acts, whole or not at all."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from uuid import UUID

from app import applicants, cases, historic
from app.applicants import ApplicantFields
from app.cases import CaseFields
from app.office import Work
from models.kinds import ProjectType
from models.stages import Stage


@dataclass(frozen=True, slots=True)
class Historic:
    """Where a case stands that was decided before this program, and what its file says; the amount may be unknown."""

    stage: Stage
    recorded_amount: Decimal | None
    source: str
    edition: str | None
    reason: str


@dataclass(frozen=True, slots=True)
class NewCase:
    """The answer: an applicant of the office or a new one, the type, and the day of receipt, None for a draft."""

    applicant_id: UUID | None
    applicant: ApplicantFields | None
    type: ProjectType
    factory_id: UUID | None = None
    title_en: str = ""
    title_tc: str = ""
    legacy_file_no: str = ""
    received_on: date | None = None
    historic: Historic | None = None


def enter(work: Work, answer: NewCase) -> UUID:
    """Register the applicant if it is new, open the case, receive it if it came in; gives the case's id."""
    applicant_id = answer.applicant_id
    if applicant_id is None:
        applicant_id = applicants.register(work, answer.applicant or ApplicantFields())
    fields = CaseFields(
        applicant_id=applicant_id,
        type=answer.type,
        factory_id=answer.factory_id,
        title_en=answer.title_en,
        title_tc=answer.title_tc,
        legacy_file_no=answer.legacy_file_no,
    )
    old, day = answer.historic, answer.received_on
    if old is not None and day is not None:
        return historic.enter_historic(
            work, fields, received_on=day, stage=old.stage, recorded_amount=old.recorded_amount, source=old.source,
            edition=old.edition, reason=old.reason,
        )  # fmt: skip
    case_id = cases.open_case(work, fields)
    if day is not None:
        cases.receive(work, case_id, day, seen=1)
    return case_id
