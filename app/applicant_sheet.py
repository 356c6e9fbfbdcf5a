"""All that the applicant page shows: the business, its people, contacts and factories, each route, past cases."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from app import case_list, facts_of, former, officers
from app.applicants import ApplicantFields, ContactFields, PersonFields
from app.case_filter import CaseFilter, Sort
from app.case_list import CaseRow
from app.factories import ConnectionFields, FactoryFields
from app.former import Former
from app.kept import Kept, kept
from app.officers import OfficerRow
from app.refusal import NotFound
from app.rules import facts
from app.texts import Words
from models import Applicant, Connection, Contact, Factory, Person
from models.kinds import Process


@dataclass(frozen=True, slots=True)
class FactorySheet:
    """A factory with its routes; `links` are the routes as the rules see them."""

    factory: Kept[FactoryFields]
    connections: tuple[Kept[ConnectionFields], ...]
    links: tuple[facts.Connection, ...]
    sharing_code: tuple[Words, ...]


@dataclass(frozen=True, slots=True)
class ApplicantSheet:
    """An applicant with everything that hangs on it."""

    applicant: Kept[ApplicantFields]
    persons: tuple[Kept[PersonFields], ...]
    contacts: tuple[Kept[ContactFields], ...]
    factories: tuple[FactorySheet, ...]
    cases: tuple[CaseRow, ...]
    officers: tuple[OfficerRow, ...]
    #: What it was called and numbered before others were merged into it, oldest first.
    formerly: tuple[Former, ...] = ()


def read(session: Session, applicant_id: UUID, today: date) -> ApplicantSheet:
    """The applicant's sheet; of one that was merged into another, that of the one that stays. Raises `NotFound`."""
    applicant = session.get(Applicant, applicant_id)
    if applicant is not None and applicant.merged_into_id is not None:
        applicant = session.get(Applicant, applicant.merged_into_id)
    if applicant is None:
        raise NotFound("This record is no longer in the office.")
    applicant_id = applicant.id
    own = CaseFilter(applicant_id=applicant_id, sort=Sort.RECEIVED, descending=True)
    persons = session.execute(
        select(Person).where(Person.applicant_id == applicant_id).order_by(Person.name_en, Person.id)
    ).scalars()
    contacts = session.execute(
        select(Contact).where(Contact.applicant_id == applicant_id).order_by(Contact.active.desc(), Contact.id)
    ).scalars()
    factories = session.execute(
        select(Factory).where(Factory.applicant_id == applicant_id).order_by(Factory.row_no)
    ).scalars()
    return ApplicantSheet(
        applicant=kept(applicant, ApplicantFields),
        persons=tuple(kept(one, PersonFields) for one in persons),
        contacts=tuple(kept(one, ContactFields) for one in contacts),
        factories=tuple(factory_sheet(session, one) for one in factories),
        cases=case_list.rows(session, own, today),
        officers=officers.rows(session),
        formerly=former.from_json(applicant.formerly),
    )


def factory_sheet(session: Session, factory: Factory) -> FactorySheet:
    """A factory with its routes."""
    connections = session.execute(
        select(Connection)
        .where(Connection.factory_id == factory.id, Connection.struck_out.is_(False))
        .order_by(Connection.route, Connection.id)
    ).scalars()
    return FactorySheet(
        factory=kept(factory, FactoryFields, processes=tuple(Process(word) for word in factory.processes)),
        connections=tuple(kept(one, ConnectionFields) for one in connections),
        links=facts_of.connections(session, factory),
        sharing_code=facts_of.sharing_code(session, factory),
    )
