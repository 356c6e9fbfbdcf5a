"""What the rules are told of a case: its records turned into the plain facts that eligibility is judged on."""

from __future__ import annotations

from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from app import demonstrated
from app.names import company_name, person_name
from app.rules import facts
from app.texts import Words
from models import Applicant, Case, Connection, Factory, Person
from models.kinds import ApplicantKind, Characteristic, Process, ProjectType, RepeatGround
from models.stages import AGREED


def facts_of(session: Session, case: Case, today: date) -> facts.Facts:
    """The facts of a case as they stand; `today` is the day of the assessment."""
    applicant = session.get_one(Applicant, case.applicant_id)
    factory = session.get(Factory, case.factory_id) if case.factory_id else None
    earlier = _earlier_assessment(session, case)
    return facts.Facts(
        type=case.type,
        received=case.received_on,
        assessed_on=today,
        applicant=facts.Applicant(
            applicant.kind,
            applicant.br_number or applicant.br_certificate,
            applicant.br_expires_on,
            applicant.kind is ApplicantKind.ASSOCIATION or None,
        ),
        factory=None if factory is None else _factory(session, factory),
        connections=() if factory is None else connections(session, factory),
        edition=case.edition,
        edition_reason=case.edition_reason,
        characteristics={Characteristic(key): text for key, text in case.characteristics.items()},
        technology=_technology(session, case, factory),
        had_assessment=earlier is not None,
        earlier=None if earlier is None else _earlier(earlier, case),
    )


def connections(session: Session, factory: Factory) -> tuple[facts.Connection, ...]:
    """What is known of each route between a factory and its applicant, struck-out ones left aside."""
    query = (
        select(Connection)
        .where(Connection.factory_id == factory.id, Connection.struck_out.is_(False))
        .order_by(Connection.route, Connection.id)
    )
    return tuple(_connection(session, one) for one in session.execute(query).scalars())


def _connection(session: Session, one: Connection) -> facts.Connection:
    return facts.Connection(
        route=one.route,
        shown=one.shown,
        indirect=one.indirect,
        through=one.through,
        agreement_from=one.agreement_from,
        agreement_until=one.agreement_until,
        factory_holder=_person(session.get(Person, one.factory_holder_id) if one.factory_holder_id else None),
        applicant_holder=_person(session.get(Person, one.applicant_holder_id) if one.applicant_holder_id else None),
        corporate_holder=one.corporate_holder,
        share_in_factory=one.share_in_factory,
        share_in_applicant=one.share_in_applicant,
    )


def _person(person: Person | None) -> facts.Person | None:
    if person is None:
        return None
    return facts.Person(str(person.id), person_name(person.name_en, person.name_zh), person.hk_resident)


def _factory(session: Session, factory: Factory) -> facts.Factory:
    return facts.Factory(
        kind=factory.kind,
        district=factory.district,
        owned_and_operated=factory.owned_and_operated,
        processes=tuple(Process(word) for word in factory.processes) or None,
        uscc=factory.uscc,
        uscc_shared_with=sharing_code(session, factory),
        sector=factory.sector,
        sector_text=factory.sector_other,
    )


def sharing_code(session: Session, factory: Factory) -> tuple[Words, ...]:
    """The other factories that carry the same social credit code: a question, never a refusal."""
    if not factory.uscc:
        return ()
    query = (
        select(Factory.name_en, Factory.name_tc, Factory.name_sc)
        .where(Factory.uscc == factory.uscc, Factory.id != factory.id)
        .order_by(Factory.row_no)
    )
    return tuple(company_name(en, tc, sc) for en, tc, sc in session.execute(query))


def _technology(session: Session, case: Case, factory: Factory | None) -> facts.Technology:
    found = demonstrated.before(session, case, factory)
    return facts.Technology(
        on_list=case.on_list,
        list_version=case.list_version,
        list_evidence=case.list_evidence,
        meets_criteria=case.meets_criteria,
        criteria_version=case.criteria_version,
        criteria_evidence=case.criteria_evidence,
        commonly_adopted=case.commonly_adopted,
        demonstrated_before=None if found is None else tuple(one.reference for one in found),
        demonstrated=case.demonstrated_before,
    )


def _earlier_assessment(session: Session, case: Case) -> Case | None:
    """The factory's last subsidised on-site assessment before this case, by this office's own records.

    One received later than this case is not earlier; to a case without a day of receipt every other one is.
    """
    if case.type is not ProjectType.OA or case.factory_id is None:
        return None
    query = (
        select(Case)
        .where(
            Case.factory_id == case.factory_id,
            Case.type == ProjectType.OA,
            Case.id != case.id,
            Case.stage.in_(sorted(AGREED)),
            *(() if case.received_on is None else (Case.received_on <= case.received_on,)),
        )
        .order_by(Case.completed_on.desc().nulls_last(), Case.row_no.desc())
        .limit(1)
    )
    return session.execute(query).scalar_one_or_none()


def _earlier(earlier: Case, case: Case) -> facts.EarlierAssessment:
    invested = None if earlier.measure_investment is None else earlier.measure_investment > 0
    return facts.EarlierAssessment(
        completed_on=earlier.completed_on,
        report_approved_on=earlier.report_approved_on,
        measure_implemented=earlier.measure_implemented,
        with_investment=invested,
        grounds={RepeatGround(key): text for key, text in case.repeat_grounds.items()},
    )
