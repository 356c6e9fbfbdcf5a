"""What somebody had open last: in this session what was opened, before that what the journal says he worked on.

Nothing is kept for it: the journal lies encrypted in the office, and what was only looked at is forgotten when the
program ends (decision 22).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.finding import Found, Kind
from app.names import company_name
from app.texts import Message, Words
from models import Applicant, Case
from models.base import record_classes
from models.journal import Change, Entry

#: So many are offered.
MOST: Final = 10
#: So many of an officer's own last acts are looked through, and so many changes of each.
_BACK: Final = 200
_OF_ONE: Final = 20

#: What was opened: a kind of `Kind`, and which.
Opened = tuple[str, UUID]


def recent(session: Session, officer_id: UUID, opened: Iterable[Opened], *, most: int = MOST) -> tuple[Found, ...]:
    """What was opened, the newest first, and after it the cases and applicants that the officer last worked on; a
    record that is gone is left out."""
    wanted = dict.fromkeys(opened)
    for one in _worked_on(session, officer_id):
        if len(wanted) >= most:
            break
        wanted[one] = None
    first = list(wanted)
    known = {**_cases(session, _of(Kind.CASE, first)), **_applicants(session, _of(Kind.APPLICANT, first))}
    return tuple(dict.fromkeys(known[one] for one in first if one in known))[:most]


def _of(kind: Kind, wanted: Iterable[Opened]) -> list[UUID]:
    return [id for of, id in wanted if of == kind]


def _worked_on(session: Session, officer_id: UUID) -> Iterator[Opened]:
    """Which cases and applicants the officer's last acts changed, themselves or what hangs on them. An import changes
    thousands at once: only some of each act are looked at."""
    acts = select(Entry.id).where(Entry.officer_id == officer_id).order_by(Entry.seq.desc()).limit(_BACK)
    for act in session.execute(acts).scalars().all():
        changes = select(Change.kind, Change.record_id).where(Change.entry_id == act).limit(_OF_ONE)
        touched = [(kind, id) for kind, id in session.execute(changes)]
        whose = _whose_case(session, touched)
        for kind, id in touched:
            if kind == "applicants":
                yield Kind.APPLICANT, id
            elif (case_id := id if kind == "cases" else whose.get(id)) is not None:
                yield Kind.CASE, case_id


def _whose_case(session: Session, touched: Iterable[tuple[str, UUID]]) -> dict[UUID, UUID]:
    """The case of each record that hangs on one."""
    by_kind: dict[str, list[UUID]] = {}
    for kind, id in touched:
        by_kind.setdefault(kind, []).append(id)
    found: dict[UUID, UUID] = {}
    for kind, ids in by_kind.items():
        table = record_classes()[kind].__table__
        if "case_id" in table.c:
            rows = session.execute(select(table.c.id, table.c.case_id).where(table.c.id.in_(ids)))
            found |= {id: case_id for id, case_id in rows if case_id is not None}
    return found


def _cases(session: Session, ids: list[UUID]) -> dict[Opened, Found]:
    query = select(Case, Applicant).join(Applicant, Applicant.id == Case.applicant_id).where(Case.id.in_(ids))
    return {
        (Kind.CASE, case.id): Found(
            Kind.CASE, case.id, case.reference or "", _name(whose), Message(""), case.id, whose.id
        )
        for case, whose in session.execute(query)
    }


def _applicants(session: Session, ids: list[UUID]) -> dict[Opened, Found]:
    """By the ids that were asked for; of one that was merged, the one that stays."""
    stays = func.coalesce(Applicant.merged_into_id, Applicant.id).label("stays")
    leads = session.execute(select(Applicant.id, stays).where(Applicant.id.in_(ids)))
    whole = {row.id: row.stays for row in leads}
    query = select(Applicant).where(Applicant.id.in_(whole.values()))
    known = {
        one.id: Found(Kind.APPLICANT, one.id, one.br_number, _name(one), Message(""), None, one.id)
        for one in session.execute(query).scalars()
    }
    return {(Kind.APPLICANT, asked): known[id] for asked, id in whole.items()}


def _name(of: Applicant) -> Words:
    return company_name(of.name_en, of.name_tc, of.name_sc)
