"""Things of an office, valid unless a test says otherwise: each made through its act, signed by an officer.

`do` is one act in a piece of work of its own; everything else here is made of it.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any, TypeVar
from uuid import UUID

from sqlalchemy import func, select

from app import (
    applicants,
    assessments,
    awards,
    calculations,
    cases,
    costs,
    decisions,
    documents,
    factories,
    measures,
    officers,
    technologies,
    visits,
)
from app import historic as historic_cases
from app.applicants import ApplicantFields, ContactFields, PersonFields
from app.assessments import AssessmentFields, UtilityFields
from app.awards import AwardFields
from app.cases import CaseFields
from app.costs import CostFields
from app.decisions import Decision, Declared
from app.documents import DocumentFields
from app.exports import finish
from app.factories import ConnectionFields, FactoryFields
from app.importing import bring_in, check, layout
from app.importing.bring_in import BroughtIn
from app.importing.fields import Kind
from app.importing.plan import Choices
from app.inside import sheets
from app.inside.found import Facts
from app.inside.grid import Grid
from app.measures import MeasureFields
from app.office import Office
from app.technologies import TechnologyFields
from app.visits import Copy, PhotographFields, VisitFields
from models import Officer, Technology
from models.assessment_kinds import MeasureKind, Unit, UtilityKind
from models.base import Record
from models.journal import Change, Entry
from models.kinds import (
    ApplicantKind,
    Category,
    CostKind,
    DocumentKind,
    Origin,
    Outcome,
    ProjectType,
    Role,
    Sight,
    Verdict,
)
from models.stages import Stage

T = TypeVar("T")
R = TypeVar("R", bound=Record)

#: From the day an application comes in to the end of its case, as most cases go.
ROAD = (
    Stage.RECEIVED,
    Stage.COMPLETENESS,
    Stage.ASSESSMENT,
    Stage.RECOMMENDED,
    Stage.SCHEDULED,
    Stage.DECISION,
    Stage.APPROVED,
    Stage.LETTER,
    Stage.AGREEMENT,
    Stage.IN_PROGRESS,
    Stage.REPORT,
    Stage.VERIFICATION,
    Stage.ACCOUNTS,
    Stage.CLAIM_APPROVED,
    Stage.PAID,
    Stage.CLOSED,
)

NO_INTEREST = Declared(interest=False)

#: The smallest PNG there is: one pixel.
PIXEL = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010802000000907753de0000000c4944415478da63484848000002440121dfe491"
    "980000000049454e44ae426082"
)


def do(office: Office, act: Callable[..., T], *args: Any, **kwargs: Any) -> T:
    """One act, committed."""
    with office.work() as work:
        return act(work, *args, **kwargs)


@contextmanager
def signed(office: Office, role: Role):
    """For the length of a block the officer of that role sits at the desk."""
    before = office.officer
    sign_in(office, role)
    try:
        yield
    finally:
        office.sign_in(before)


def sign_in(office: Office, role: Role) -> None:
    """Let the first active officer of a role sit down."""
    from app.opening import signed_in

    with office.reading() as session:
        query = select(Officer).where(Officer.role == role, Officer.active).order_by(Officer.login).limit(1)
        office.sign_in(signed_in(session.execute(query).scalar_one()))


def read(office: Office, kind: type[R], id: UUID) -> R:
    """A record as it stands; detached, for looking only."""
    with office.reading() as session:
        record = session.get_one(kind, id)
        session.expunge(record)
        return record


def version(office: Office, kind: type[Record], id: UUID) -> int:
    """The version a page would have seen."""
    return read(office, kind, id).version


# --- an applicant and what belongs to it


def applicant(office: Office, **fields: Any) -> UUID:
    given: dict[str, Any] = {"name_en": "Kwong Fat Dyeing Limited", "name_tc": "廣發染整有限公司"} | fields
    return do(office, applicants.register, ApplicantFields(**{"br_number": "99000001", **given}))


def association(office: Office) -> UUID:
    return applicant(office, kind=ApplicantKind.ASSOCIATION, name_en="Sample Trades Association", br_number="99000009")


def person(office: Office, applicant_id: UUID, **fields: Any) -> UUID:
    given: dict[str, Any] = {"name_en": "CHAN Tai-man", "name_zh": "陳大文", "hk_resident": True} | fields
    return do(office, applicants.add_person, applicant_id, PersonFields(**given))


def contact(office: Office, applicant_id: UUID, **fields: Any) -> UUID:
    return do(office, applicants.add_contact, applicant_id, ContactFields(**{"name": "陳大文", **fields}))


def factory(office: Office, applicant_id: UUID, **fields: Any) -> UUID:
    given: dict[str, Any] = {"name_sc": "东莞广发染整有限公司", "district": "4419", "owned_and_operated": True} | fields
    return do(office, factories.register, applicant_id, FactoryFields(**given))


def connection(office: Office, factory_id: UUID, **fields: Any) -> UUID:
    return do(office, factories.connect, factory_id, ConnectionFields(**{"shown": True, **fields}))


# --- a case and its life


@dataclass(frozen=True)
class Made:
    """A case with its applicant and factory."""

    id: UUID
    applicant_id: UUID
    factory_id: UUID | None


def case(office: Office, *, stage: Stage = Stage.DRAFT, cost: str | None = "1120000", **fields: Any) -> Made:
    """A draft of phase 5 with one cost line of HK$1,120,000 and evidence of its Hong Kong technology."""
    whose = fields.pop("applicant_id", None) or applicant(office)
    where = fields.pop("factory_id", None) or factory(office, whose)
    given: dict[str, Any] = {"type": ProjectType.NT, "origin": Origin.HK, "origin_evidence": "Letter"} | fields
    id = do(office, cases.open_case, CaseFields(applicant_id=whose, factory_id=where, **given), stage=stage)
    if cost is not None:
        add_cost(office, id, amount=Decimal(cost))
    return Made(id, whose, where)


def add_cost(office: Office, case_id: UUID, **fields: Any) -> UUID:
    given: dict[str, Any] = {"kind": CostKind.EQUIPMENT, "text": "Machine", "amount": Decimal(1120000)} | fields
    return do(office, costs.add, case_id, CostFields(**given))


def assessment(office: Office, case_id: UUID, **fields: Any) -> UUID:
    """The assessment of a case: the year 2024 against 2025, 500 t of cloth before and 480 t after."""
    given: dict[str, Any] = {
        "baseline_from": date(2024, 1, 1), "baseline_until": date(2024, 12, 31), "after_from": date(2025, 1, 1),
        "after_until": date(2025, 12, 31), "output_name": "Dyed cloth", "output_unit": Unit.T,
        "output_before": Decimal("500.5"), "output_after": Decimal(480),
    } | fields  # fmt: skip
    return do(office, assessments.begin, case_id, AssessmentFields(**given))


def utility(office: Office, case_id: UUID, kind: UtilityKind = UtilityKind.ELECTRICITY, **fields: Any) -> UUID:
    """1,200 MWh of electricity before and 980,000 kWh after, unless told otherwise."""
    given: dict[str, Any] = {
        "before": Decimal(1200), "before_unit": Unit.MWH, "after": Decimal(980_000), "after_unit": Unit.KWH,
    } | fields  # fmt: skip
    return do(office, assessments.add_utility, case_id, UtilityFields(kind, **given))


def measure(office: Office, case_id: UUID, kind: MeasureKind = MeasureKind.LIGHTING, **fields: Any) -> UUID:
    """A measure that costs HK$400,000 and saves HK$20,000 in a year, unless told otherwise."""
    given: dict[str, Any] = {"investment": Decimal(400_000), "saving": Decimal(20_000)} | fields
    return do(office, measures.add, case_id, MeasureFields(kind, **given))


def technology(office: Office, **fields: Any) -> UUID:
    """An entry of the technology register, developed in Hong Kong, unless told otherwise."""
    with office.reading() as session:
        number = 7 + session.execute(select(func.count()).select_from(Technology)).scalar_one()
    given: dict[str, Any] = {
        "code": f"T-{number:02}", "list_version": "List 2", "name_en": "Foam dyeing",
        "name_tc": "泡沫染色", "name_sc": "泡沫染色",
        "developer_en": "Sample Institute", "origin": Origin.HK, "origin_evidence": "Patent HK-1",
    } | fields  # fmt: skip
    return do(office, technologies.enter, TechnologyFields(**given))


def received(office: Office, day: date | None = None, **fields: Any) -> Made:
    """A case that has come in, today unless another day is said."""
    made = case(office, **fields)
    do(office, cases.receive, made.id, day or office.clock.today(), seen=seen(office, made.id))
    return made


def historic(office: Office, stage: Stage = Stage.CLOSED, *, confirmed: bool = True, **terms: Any) -> UUID:
    """A case of phase 3 with a recorded amount, at any stage; the supervisor has confirmed it."""
    whose = applicant(office)
    form = CaseFields(applicant_id=whose, type=ProjectType.DP, factory_id=factory(office, whose))
    given: dict[str, Any] = {"recorded_amount": Decimal("250000"), "source": "File SAMPLE/DP/16"} | terms
    given = {"received_on": date(2016, 7, 18)} | given
    id = do(office, historic_cases.enter_historic, form, stage=stage, **given)
    if confirmed and given["recorded_amount"] is not None:
        with signed(office, Role.SUPERVISOR):
            do(office, historic_cases.confirm, id, seen=seen(office, id))
    return id


def at(office: Office, stage: Stage, **fields: Any) -> Made:
    """A case brought to a stage of `ROAD` by the acts of its officers."""
    made = case(office, **fields)
    bring(office, made.id, stage)
    return made


def bring(office: Office, id: UUID, stage: Stage) -> None:
    """Take a draft along `ROAD` up to a stage."""
    for step in ROAD[: ROAD.index(stage) + 1]:
        _take(office, id, step)


def bring_on(office: Office, id: UUID, step: Stage = Stage.RECOMMENDED, declares: Declared = NO_INTEREST) -> None:
    """Take a case one step further along `ROAD`."""
    _take(office, id, step, declares)


def _take(office: Office, id: UUID, step: Stage, declares: Declared = NO_INTEREST) -> None:
    match step:
        case Stage.RECEIVED:
            do(office, cases.receive, id, office.clock.today(), seen=seen(office, id))
        case Stage.RECOMMENDED:
            do(office, calculations.record, id, seen=seen(office, id))
            recommend(office, id, declares=declares)
        case Stage.SCHEDULED:
            _endorse_by_another(office, id)
            do(office, cases.move, id, step, seen=seen(office, id))
        case Stage.DECISION:
            do(office, decisions.approve, id, decision(office), seen=seen(office, id))
        case Stage.APPROVED:
            with signed(office, Role.SUPERVISOR):
                confirm(office, id)
        case _:
            do(office, cases.move, id, step, seen=seen(office, id), reason="as planned")


def seen(office: Office, case_id: UUID) -> int:
    """The version of a case that a page would have seen."""
    from models import Case

    return version(office, Case, case_id)


def recommend(office: Office, id: UUID, verdict: Verdict = Verdict.RECOMMENDED, **terms: Any) -> UUID:
    given: dict[str, Any] = {"reason": "Meets the rules of phase 5", "conditions": "Report each quarter"}
    given |= {"declares": NO_INTEREST} | terms
    return do(office, decisions.recommend, id, verdict, seen=seen(office, id), **given)


def endorse(office: Office, case_id: UUID, declares: Declared = NO_INTEREST) -> UUID:
    """Endorse the present recommendation, signed by whoever sits at the desk."""
    with office.work() as work:
        advice = decisions.current(work.session, case_id)
        assert advice is not None
        decisions.endorse(work, advice.id, seen=advice.version, declares=declares)
        return advice.id


def decision(office: Office, **fields: Any) -> Decision:
    given: dict[str, Any] = {
        "outcome": Outcome.APPROVED,
        "body": "Project Management Committee",
        "meeting": "12/2026",
        "decided_on": office.clock.today(),
        "paper": "PMC 12/2026-3",
    }
    given |= fields
    if given["outcome"] in (Outcome.APPROVED, Outcome.APPROVED_CONDITIONS):
        given.setdefault("amount", Decimal("500000"))
    return Decision(**given)


def document(
    office: Office,
    case_id: UUID,
    kind: DocumentKind = DocumentKind.QUOTATION,
    data: bytes = b"A quotation",
    **terms: Any,
) -> UUID:
    """A text kept with a case, received today."""
    given: dict[str, Any] = {"received_on": office.clock.today(), "sender": "陳大文"} | terms
    name = given.pop("name", "quotation.txt")
    facts = given.pop("facts", Facts("text/plain", Sight.SHOWN))
    return do(office, documents.keep, case_id, data, name, DocumentFields(kind, **given), facts)


def visit(office: Office, case_id: UUID, **fields: Any) -> UUID:
    """A visit of today."""
    given: dict[str, Any] = {
        "held_on": office.clock.today(),
        "site": "東莞廠房",
        "purpose": "核實設備",
        "findings": "設備已裝妥",
    } | fields
    return do(office, visits.record, case_id, VisitFields(**given))


def picture(office: Office, case_id: UUID, data: bytes = PIXEL, **terms: Any) -> UUID:
    """A picture among the documents of a case."""
    given: dict[str, Any] = {"name": "IMG_0001.png", "facts": Facts("image/png", Sight.SHOWN, pages=1)} | terms
    return document(office, case_id, DocumentKind.PHOTOGRAPH, data, **given)


def photograph(office: Office, visit_id: UUID, document_id: UUID, caption: str = "壓濾機", **terms: Any) -> UUID:
    """A picture put with a visit; its copy for papers is some bytes."""
    copy = terms.pop("copy", Copy(b"\xff\xd8 a copy", 4, 3))
    form = PhotographFields(caption, **terms)
    return do(office, visits.add_photograph, visit_id, document_id, form, copy)


def entered(office: Office, case_id: UUID) -> Any:
    with office.reading() as session:
        entry = decisions.entered(session, case_id)
        assert entry is not None
        session.expunge(entry)
        return entry


def _endorse_by_another(office: Office, case_id: UUID) -> None:
    """The second officer's part, where there is one; a supervisor's before an administrator's."""
    with office.reading() as session:
        here = {one.role for one in officers.rows(session) if one.active and one.id != office.officer.id}
    second = next((role for role in (Role.SUPERVISOR, Role.ADMINISTRATOR) if role in here), None)
    if second is not None:
        with signed(office, second):
            endorse(office, case_id)


def confirm(office: Office, case_id: UUID) -> None:
    entry = entered(office, case_id)
    do(office, decisions.confirm, entry.id, seen=entry.version)


def officer(office: Office, login: str, role: Role) -> UUID:
    """One more officer, appointed by the administrator."""
    form = officers.OfficerFields(login, login.upper(), f"OFFICER {login}", "", "", "", "", role)
    with signed(office, Role.ADMINISTRATOR):
        return do(office, officers.appoint, form)


# --- the journal


def entries(office: Office, act: str | None = None) -> list[Entry]:
    """The entries of an act, or all, oldest first."""
    with office.reading() as session:
        query = select(Entry).order_by(Entry.seq)
        found = session.execute(query if act is None else query.where(Entry.act == act)).scalars().all()
        session.expunge_all()
        return list(found)


def changes(office: Office, entry: Entry) -> list[Change]:
    """What an entry changed."""
    with office.reading() as session:
        found = session.execute(select(Change).where(Change.entry_id == entry.id).order_by(Change.version)).scalars()
        kept = list(found)
        session.expunge_all()
        return kept


# --- the Recognition Scheme


def award(office: Office, whose: UUID | None = None, **fields: Any) -> UUID:
    """An award as it was entered, not approved yet."""
    whose = whose or applicant(office)
    given: dict[str, Any] = {"recognised_on": date(fields.get("year", 2024), 10, 31), "paper": "Notice 2024/16"}
    form = {"year": 2024, "category": Category.PM, **given, **fields}
    return do(office, awards.enter, AwardFields(whose, **form))


def approved(office: Office, whose: UUID | None = None, **fields: Any) -> UUID:
    """An award with its number."""
    id = award(office, whose, **fields)
    with signed(office, Role.SUPERVISOR):
        do(office, awards.approve, id, seen=1)
    return id


# --- lists from outside


def brought_in(office: Office, kind: Kind, text: str) -> BroughtIn:
    """A list, as text with commas, checked and brought in."""
    cells = sheets.read(text.encode())
    assert isinstance(cells, Grid)
    how, chosen = layout.guessed(cells, kind), Choices("list.csv")
    plan = finish(check.plan(office, cells, how, chosen))
    return finish(bring_in.bring_in(office, cells, how, chosen, plan))
