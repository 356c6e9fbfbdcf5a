"""Factories and workshops, and how each is connected with its applicant."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from uuid import UUID

from sqlalchemy import select

from app.act import NEW, act
from app.cleaning import cleaned, put, why
from app.names import refold
from app.office import Work
from app.refusal import Invalid, NotReady
from app.rights import Right
from app.rules import identifiers
from models import Applicant, Award, Case, Connection, Factory, Person
from models.kinds import FactoryKind, Process, Route, Sector


@dataclass(frozen=True, slots=True)
class FactoryFields:
    """What is kept of a factory or workshop."""

    kind: FactoryKind = FactoryKind.GUANGDONG
    name_en: str = ""
    name_tc: str = ""
    name_sc: str = ""
    uscc: str = ""
    district: str = ""
    address_en: str = ""
    address_zh: str = ""
    sector: Sector = Sector.METAL
    sector_other: str = ""
    processes: tuple[Process, ...] = ()
    processes_text: str = ""
    owned_and_operated: bool | None = None
    ownership_evidence: str = ""


@dataclass(frozen=True, slots=True)
class ConnectionFields:
    """What is known of one route; unknown is `None`. Shares are per cent, exact."""

    route: Route = Route.R1B
    shown: bool | None = None
    indirect: bool | None = None
    through: str = ""
    agreement_no: str = ""
    agreement_from: date | None = None
    agreement_until: date | None = None
    factory_holder_id: UUID | None = None
    applicant_holder_id: UUID | None = None
    corporate_holder: str = ""
    share_in_factory: Decimal | None = None
    share_in_applicant: Decimal | None = None
    evidence: str = ""


_FACTORY = (
    "kind name_en name_tc name_sc uscc district address_en address_zh sector sector_other processes "
    "processes_text owned_and_operated ownership_evidence"
)
_CONNECTION = (
    "route shown indirect through agreement_no agreement_from agreement_until factory_holder_id "
    "applicant_holder_id corporate_holder share_in_factory share_in_applicant evidence"
)
_PROSE = frozenset({"ownership_evidence", "evidence", "processes_text"})


@act("factory.register", "Register a factory", right=Right.ENTER, writes={"factories": NEW})
def register(work: Work, applicant_id: UUID, form: FactoryFields) -> UUID:
    """A new factory of an applicant; a code that fails its checksum is taken, because real ones do."""
    work.get(Applicant, applicant_id)
    factory = work.add(Factory(applicant_id=applicant_id, **checked(form)))
    refold(factory)
    return factory.id


@act("factory.correct", "Correct a factory", right=Right.ENTER, writes={"factories": _FACTORY}, undo=True)
def correct(work: Work, id: UUID, form: FactoryFields, *, seen: int) -> None:
    """Change what is kept of a factory."""
    factory = work.get(Factory, id, seen=seen)
    put(factory, checked(form))
    refold(factory)


@act("factory.give", "Give a factory to another applicant", right=Right.ENTER, writes={"factories": "applicant_id"})
def give(work: Work, id: UUID, applicant_id: UUID, *, seen: int) -> None:
    """Say whose a factory is, for one that a list brought in without its applicant, or that was entered under another.

    Raises `NotReady` where cases, awards or connections rest on whose it is.
    """
    factory = work.get(Factory, id, seen=seen)
    work.get(Applicant, applicant_id)
    if applicant_id == factory.applicant_id:
        raise Invalid("The factory belongs to this applicant already.", field="applicant_id")
    resting = (
        select(Case.id).where(Case.factory_id == id),
        select(Award.id).where(Award.factory_id == id),
        select(Connection.id).where(Connection.factory_id == id, Connection.struck_out.is_(False)),
    )
    if any(work.session.execute(query.limit(1)).first() for query in resting):
        raise NotReady("Cases, awards or connections rest on whose this factory is. It stays with its applicant.")
    factory.applicant_id = applicant_id


@act("connection.add", "Add a connection", right=Right.ENTER, writes={"connections": NEW})
def connect(work: Work, factory_id: UUID, form: ConnectionFields) -> UUID:
    """What is known of one route between a factory and its applicant."""
    factory = work.get(Factory, factory_id)
    return work.add(Connection(factory_id=factory_id, struck_out=False, **_known(work, factory, form))).id


@act("connection.correct", "Correct a connection", right=Right.ENTER, writes={"connections": _CONNECTION}, undo=True)
def correct_connection(work: Work, id: UUID, form: ConnectionFields, *, seen: int) -> None:
    """Change what is known of a route."""
    connection = work.get(Connection, id, seen=seen)
    put(connection, _known(work, work.get(Factory, connection.factory_id), form))


@act(
    "connection.strike_out",
    "Strike out a connection",
    right=Right.ENTER,
    writes={"connections": "struck_out"},
    undo=True,
)
def strike_out_connection(work: Work, id: UUID, *, seen: int, reason: str) -> None:
    """Take back a connection that was entered by mistake; it stays in the history."""
    why(reason)
    work.get(Connection, id, seen=seen).struck_out = True


def checked(form: FactoryFields) -> dict[str, object]:
    """What a record keeps of a form; raises `Invalid` for a missing name or a code that is none."""
    values = cleaned(form, prose=_PROSE)
    if not (values["name_en"] or values["name_tc"] or values["name_sc"]):
        raise Invalid("Enter the name of the factory.", field="name_en")
    if values["uscc"]:
        values["uscc"] = identifiers.uscc(values["uscc"]).code
    values["processes"] = sorted(process.value for process in form.processes)
    return values


def _known(work: Work, factory: Factory, form: ConnectionFields) -> dict[str, object]:
    values = cleaned(form, prose=_PROSE)
    for name in ("factory_holder_id", "applicant_holder_id"):
        holder: UUID | None = values[name]
        if holder is not None and work.get(Person, holder).applicant_id != factory.applicant_id:
            raise Invalid("This person belongs to another applicant.", field=name)
    for name in ("share_in_factory", "share_in_applicant"):
        share: Decimal | None = values[name]
        if share is not None and not (share.is_finite() and 0 <= share <= 100):
            raise Invalid("A share lies between 0% and 100%.", field=name)
    if form.agreement_from and form.agreement_until and form.agreement_until < form.agreement_from:
        raise Invalid("The agreement ends before it begins.", field="agreement_until")
    return values
