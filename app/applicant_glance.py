"""An applicant at a glance: whom to write to, its factories and last cases, as the preview beside the list has it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app import case_list
from app.applicants import ApplicantFields, ContactFields
from app.case_filter import CaseFilter, Sort
from app.case_list import CaseRow
from app.kept import kept
from app.refusal import NotFound
from models import Applicant, Case, Contact, Factory

#: So many factories and cases are told; of the others it is said how many there are.
MOST: Final = 4


@dataclass(frozen=True, slots=True)
class FactoryNames:
    """The names of a factory as registered."""

    name_en: str
    name_tc: str
    name_sc: str


@dataclass(frozen=True, slots=True)
class ApplicantGlance:
    """What is worth knowing before the page of an applicant is opened.

    `factories` are the first entered and `cases` those received last, at the most `MOST` of each.
    """

    id: UUID
    fields: ApplicantFields
    contact: ContactFields | None
    factories: tuple[FactoryNames, ...]
    factory_count: int
    cases: tuple[CaseRow, ...]
    case_count: int


def glance(session: Session, applicant_id: UUID, today: date) -> ApplicantGlance:
    """The applicant on a Hong Kong day; raises `NotFound`."""
    applicant = session.get(Applicant, applicant_id)
    if applicant is None:
        raise NotFound("This record is no longer in the office.")
    reached = select(Contact).where(Contact.applicant_id == applicant_id, Contact.active).order_by(Contact.id)
    contact = session.execute(reached.limit(1)).scalar()
    owned = Factory.applicant_id == applicant_id
    names = select(Factory.name_en, Factory.name_tc, Factory.name_sc).where(owned).order_by(Factory.row_no)
    filed = Case.applicant_id == applicant_id
    own = CaseFilter(applicant_id=applicant_id, sort=Sort.RECEIVED, descending=True)
    return ApplicantGlance(
        id=applicant.id,
        fields=kept(applicant, ApplicantFields).fields,
        contact=None if contact is None else kept(contact, ContactFields).fields,
        factories=tuple(FactoryNames(*row) for row in session.execute(names.limit(MOST))),
        factory_count=session.execute(select(func.count()).select_from(Factory).where(owned)).scalar_one(),
        cases=case_list.rows(session, own, today, limit=MOST),
        case_count=session.execute(select(func.count()).select_from(Case).where(filed)).scalar_one(),
    )
