"""Officers: appointed, corrected, retired; each with a password of its own in a local office."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app import keys, opening
from app.act import NEW, act
from app.cleaning import cleaned, put, why
from app.office import Office, Work
from app.refusal import Invalid, NotPermitted, NotReady
from app.rights import Right, second_roles
from app.texts import Message
from models import Officer, journal
from models.kinds import OfficeKind, Role


@dataclass(frozen=True, slots=True)
class OfficerFields:
    """What is kept of an officer."""

    login: str
    initials: str
    name_en: str
    name_zh: str
    post_en: str
    post_tc: str
    post_sc: str
    role: Role


@dataclass(frozen=True, slots=True)
class OfficerRow:
    """An officer as lists and menus show one."""

    id: UUID
    version: int
    login: str
    initials: str
    name_en: str
    name_zh: str
    post_en: str
    post_tc: str
    post_sc: str
    role: Role
    active: bool


#: The journal's name for a password given, one's own or another officer's.
PASSWORD_GIVEN = "officer.let_in"

_COLUMNS = "initials name_en name_zh post_en post_tc post_sc role"


@act("officer.appoint", "Appoint an officer", right=Right.APPOINT, writes={"officers": NEW})
def appoint(work: Work, fields: OfficerFields) -> UUID:
    """A new officer; the login must be free."""
    clean = _clean(fields)
    if work.session.execute(select(Officer.id).where(Officer.login == clean["login"])).first():
        raise Invalid("Another officer already signs in as {login}.", login=clean["login"], field="login")
    return work.add(Officer(**clean, active=True)).id


@act("officer.correct", "Correct an officer", right=Right.APPOINT, writes={"officers": _COLUMNS}, undo=True)
def correct(work: Work, id: UUID, fields: OfficerFields, *, seen: int) -> None:
    """Change an officer's names, posts or role; the login stays, and one administrator always remains."""
    values = _clean(fields)
    del values["login"]
    put(work.get(Officer, id, seen=seen), values)
    _keep_one_administrator(work)


@act("officer.retire", "Retire an officer", right=Right.APPOINT, writes={"officers": "active"})
def retire(work: Work, id: UUID, *, seen: int, reason: str) -> None:
    """Let an officer sign in no more; the name stays on everything done. One administrator always remains."""
    why(reason)
    work.get(Officer, id, seen=seen).active = False
    _keep_one_administrator(work)


def rows(session: Session) -> tuple[OfficerRow, ...]:
    """All officers, active ones first, by initials."""
    found = session.execute(select(Officer).order_by(Officer.active.desc(), Officer.initials, Officer.id)).scalars()
    return tuple(OfficerRow(*(getattr(one, name) for name in OfficerRow.__slots__)) for one in found)


def alone(session: Session, officer_id: UUID) -> bool:
    """Whether nobody but this officer may be the second officer here."""
    query = select(func.count()).where(Officer.active, Officer.role.in_(second_roles()), Officer.id != officer_id)
    return session.execute(query).scalar_one() == 0


def let_in(office: Office, officer: OfficerRow, password: str, *, cost: keys.Cost | None = None) -> None:
    """Give an officer of a local office a password, or a new one; one's own needs no right.

    The journal says who gave whom a password, before the keys are written: a try that the disk then refuses stands
    there too, a password that nobody entered never exists.

    Raises `NotPermitted` for another officer's without the right to appoint, `Invalid` if it is too short, `NotReady`
    in a shared office, where the database keeps passwords, `CannotSave` if the disk will not take it.
    """
    if officer.id != office.officer.id and not office.may(appoint):
        raise NotPermitted("{who} may not do this: {what}.", who=office.officer.initials, what=Message(appoint.title))
    if office.folder is None or office.key is None:
        raise NotReady("In a shared office the database keeps the passwords. Ask its administrator.")
    if office.kind is OfficeKind.REAL and len(password) < opening.SHORTEST_PASSWORD:
        raise Invalid("Choose a password of at least {n} characters.", n=opening.SHORTEST_PASSWORD, field="password")
    holder = keys.wrap(
        office.key,
        password,
        id=officer.id,
        login=officer.login,
        initials=officer.initials,
        name_en=officer.name_en,
        name_zh=officer.name_zh,
        role=officer.role,
        cost=cost or keys.Cost(),
    )
    _enter_password(office, officer)
    opening.add_holder(office.folder, office.key, holder)


def _enter_password(office: Office, officer: OfficerRow) -> None:
    """An entry that changes no record, because no record holds a password; its reason names whose it is."""
    with office.work() as work:
        journal.begin(
            work.session,
            act=PASSWORD_GIVEN,
            officer_id=work.officer.id,
            who=work.officer.login,
            at=work.at,
            reason=officer.login,
            kept=True,
        )


def _clean(form: OfficerFields) -> dict[str, Any]:
    clean = cleaned(form)
    for name, missing in (("login", "Enter a sign-in name."), ("initials", "Enter the initials.")):
        if not clean[name]:
            raise Invalid(missing, field=name)
    if not clean["name_en"] and not clean["name_zh"]:
        raise Invalid("Enter the name of the officer.", field="name_en")
    return clean


def _keep_one_administrator(work: Work) -> None:
    work.session.flush()
    query = select(Officer.id).where(Officer.active, Officer.role == Role.ADMINISTRATOR)
    left = set(work.session.execute(query).scalars())
    if not left:
        raise NotReady("The office needs one administrator. Give another officer that role first.")
    if work.office.folder is not None and left.isdisjoint(one.id for one in keys.read(work.office.folder).holders):
        raise NotReady("No other administrator has a password yet. Give one of them a password first.")
