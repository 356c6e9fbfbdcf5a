"""What has become of the records that a draft was typed over: the same, changed by somebody, locked, or gone."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Final
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.drafts import Basis, Draft, Part, Typed
from app.field_values import EMPTY, shown
from app.locked import LATER, is_locked
from app.names import company_name
from app.rules.book import RuleBook
from app.texts import Message, Words
from app.words import word
from models import Applicant, Case, Officer
from models.base import Record, record_classes
from models.journal import Change, Entry

#: The record that a page shows.
_PAGES: Final[Mapping[str, type[Record]]] = {"case": Case, "applicant": Applicant}
#: The forms that are closed once a case is locked.
_CLOSED: Final = frozenset({"ApplicationSection", "AssessmentSection", "CalculatorSection"})


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a draft stands: what it was typed over is `gone`, `locked`, or was changed by somebody since; and what is
    kept now in the place of each of its words, in their order.

    `names` are those of the company that its page is about, English, Traditional and Simplified, with the `number` of
    the case; None for a page about none. `merged` names the applicant that one of them was merged into since.
    """

    gone: bool
    locked: bool
    changed_by: str
    changed_at: datetime | None
    now: tuple[Message, ...]
    names: tuple[str, str, str] | None = None
    number: str | None = None
    merged: Words | None = None


def standings(session: Session, drafts: Iterable[Draft], rules: RuleBook) -> dict[UUID, Standing]:
    """The standing of each draft by its id."""
    return {draft.id: _standing(session, draft, rules) for draft in drafts}


def _standing(session: Session, draft: Draft, rules: RuleBook) -> Standing:
    bases = [part.basis for part in draft.parts if part.basis is not None]
    records = [_record(session, basis) for basis in bases]
    page = _PAGES.get(draft.place.page)
    shows = None if page is None or draft.place.page_id is None else _there(session.get(page, draft.place.page_id))
    newer = [one for one, basis in zip(records, bases, strict=True) if one is not None and one.version > basis.version]
    changed_by, changed_at = _last(session, newer)
    company = session.get(Applicant, shows.applicant_id) if isinstance(shows, Case) else shows
    return Standing(
        gone=(page is not None and shows is None) or None in records,
        locked=isinstance(shows, Case) and _is_closed(shows, draft),
        changed_by=changed_by,
        changed_at=changed_at,
        now=tuple(_now(session, part, one, rules) for part, one in draft.words),
        names=(company.name_en, company.name_tc, company.name_sc) if isinstance(company, Applicant) else None,
        number=shows.reference if isinstance(shows, Case) else None,
        merged=_merged_into(session, draft),
    )


def _merged_into(session: Session, draft: Draft) -> Words | None:
    ids = (draft.place.page_id, *(part.basis.id for part in draft.parts if part.basis is not None))
    for id in (one for one in ids if one is not None):
        found = session.get(Applicant, id)
        if found is not None and found.merged_into_id is not None:
            stays = session.get_one(Applicant, found.merged_into_id)
            return company_name(stays.name_en, stays.name_tc, stays.name_sc)
    return None


def _record(session: Session, basis: Basis) -> Record | None:
    """The record, unless it was struck out or merged into another."""
    kind = record_classes().get(basis.table)
    return None if kind is None else _there(session.get(kind, basis.id))


def _there(found: Record | None) -> Record | None:
    gone = getattr(found, "struck_out", False) or getattr(found, "merged_into_id", None) is not None
    return None if gone else found


def _is_closed(case: Case, draft: Draft) -> bool:
    return draft.place.form in _CLOSED and is_locked(case) and any(one.name not in LATER for _part, one in draft.words)


def _last(session: Session, records: list[Record]) -> tuple[str, datetime | None]:
    """Who has changed one of the records last, by initials, and when."""
    if not records:
        return "", None
    query = select(Entry.at, Officer.initials, Entry.who).join(Change, Change.entry_id == Entry.id)
    query = query.outerjoin(Officer, Officer.id == Entry.officer_id)
    ids = [one.id for one in records]
    at, initials, who = session.execute(
        query.where(Change.record_id.in_(ids)).order_by(Entry.seq.desc()).limit(1)
    ).one()
    return initials or who, at


def _now(session: Session, part: Part, one: Typed, rules: RuleBook) -> Message:
    """What is kept now: in the record where it has such a field, else what stood in the form when it was opened."""
    record = None if part.basis is None else _record(session, part.basis)
    if record is None or part.basis is None or not hasattr(record, one.name):
        return Message("{value}", value=one.was) if one.was else EMPTY
    value = getattr(record, one.name)
    said = shown(
        session, part.basis.table, one.name, value, rules=rules, currency=getattr(record, "currency", None) or "HKD"
    )
    unit = getattr(record, f"{one.name}_unit", None) or getattr(record, f"{one.name.partition('_')[0]}_unit", None)
    return said if unit is None or value is None else Message("{n} {unit}", n=said, unit=word(unit))
