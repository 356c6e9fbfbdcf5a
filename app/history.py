"""The journal as sentences: who did what, when, why, and what each field was before and after."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from types import MappingProxyType
from typing import Any
from uuid import UUID

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session

from app import undo
from app.act import known
from app.clock import HONG_KONG
from app.field_values import EMPTY, shown
from app.field_words import field_word, record_word
from app.names import company_name
from app.rules.book import RuleBook
from app.texts import Message
from app.topics import Topic, topics
from models import (
    Applicant,
    Approval,
    Assessment,
    Calculation,
    Connection,
    CostLine,
    Document,
    Engagement,
    Factory,
    Item,
    Measure,
    Note,
    Officer,
    Recommendation,
    Task,
    ToldApart,
    Utility,
    Visit,
    VisitPhotograph,
)
from models.base import record_classes
from models.journal import Change, Entry
from models.types import lift


@dataclass(frozen=True, slots=True)
class FieldChange:
    """One field, before and after, in words; `before` is `None` in a new record. A record that has a name of its own
    and was there before is called by it."""

    record: Message
    field: Message
    before: Message | None
    after: Message | None


@dataclass(frozen=True, slots=True)
class HistoryEntry:
    """One act: when, who (initials), what, why, what it changed, and what that is about."""

    id: UUID
    seq: int
    at: datetime
    who: str
    what: Message
    reason: str
    changes: tuple[FieldChange, ...]
    topics: frozenset[Topic]


#: What hangs on a case, and the column by which it does.
_OF_CASE = (
    *(CostLine, Engagement, Note, Item, Task, Assessment, Utility, Measure),
    *(Calculation, Recommendation, Approval, Document, Visit),
)


def of_case(session: Session, case_id: UUID, rules: RuleBook) -> tuple[HistoryEntry, ...]:
    """Everything done to a case and what hangs on it, newest first."""
    return _entries(session, _ids_of_case(session, case_id), rules)


def _ids_of_case(session: Session, case_id: UUID) -> list[UUID]:
    ids = [case_id]
    for kind in _OF_CASE:
        ids += session.execute(select(kind.id).where(kind.case_id == case_id)).scalars()
    pictures = select(VisitPhotograph.id).join(Visit, Visit.id == VisitPhotograph.visit_id)
    ids += session.execute(pictures.where(Visit.case_id == case_id)).scalars()
    return ids


def last_moment(session: Session, case_id: UUID) -> datetime:
    """When a case, or what hangs on it, was last changed."""
    query = select(func.max(Entry.at)).join(Change, Change.entry_id == Entry.id)
    return session.execute(query.where(Change.record_id.in_(_ids_of_case(session, case_id)))).scalar_one()


def hong_kong_day(at: datetime) -> date:
    """The Hong Kong day of a moment."""
    return at.astimezone(HONG_KONG).date()


def of_applicant(session: Session, applicant_id: UUID, rules: RuleBook) -> tuple[HistoryEntry, ...]:
    """Everything done to an applicant, its people and its factories, newest first; its cases have their own.

    What was done to those that were merged into it is told with it.
    """
    classes = record_classes()
    merged = {
        one.id: Message("{name}", name=company_name(one.name_en, one.name_tc, one.name_sc))
        for one in session.execute(select(Applicant).where(Applicant.merged_into_id == applicant_id)).scalars()
    }
    ids = [applicant_id, *merged]
    apart = or_(ToldApart.applicant_id == applicant_id, ToldApart.other_id == applicant_id)
    ids += session.execute(select(ToldApart.id).where(apart)).scalars()
    for name in ("persons", "contacts", "factories"):
        kind: Any = classes[name]
        ids += session.execute(select(kind.id).where(kind.applicant_id == applicant_id)).scalars()
    ids += session.execute(
        select(Connection.id)
        .join(Factory, Factory.id == Connection.factory_id)
        .where(Factory.applicant_id == applicant_id)
    ).scalars()
    return _entries(session, ids, rules, merged)


def _entries(
    session: Session, ids: list[UUID], rules: RuleBook, called: Mapping[UUID, Message] = MappingProxyType({})
) -> tuple[HistoryEntry, ...]:
    """What was done to these records; some may be `called` by a name, whatever their kind."""
    told: dict[UUID, list[FieldChange]] = {}
    about: dict[UUID, frozenset[Topic]] = {}
    currencies: dict[UUID, str] = {}
    names = dict(called)
    query = select(Change).where(Change.record_id.in_(ids)).order_by(Change.kind, Change.record_id, Change.version)
    for change in session.execute(query).scalars():
        before = currencies.get(change.record_id, "HKD")
        after = currencies[change.record_id] = change.after.get("currency", before)
        about[change.entry_id] = about.get(change.entry_id, frozenset()) | topics(change.kind, change.after)
        record = _record(change, names)
        told.setdefault(change.entry_id, []).extend(_fields(session, change, record, rules, (before, after)))
        _keep_name(session, change, names)
    entries = session.execute(
        select(Entry, Officer.initials)
        .outerjoin(Officer, Officer.id == Entry.officer_id)
        .where(Entry.id.in_(told))
        .order_by(Entry.seq.desc())
    )
    return tuple(
        HistoryEntry(
            entry.id,
            entry.seq or 0,
            entry.at,
            initials or entry.who,
            _what(entry.act),
            entry.reason,
            tuple(told[entry.id]),
            about[entry.id],
        )
        for entry, initials in entries
    )


def _what(act: str) -> Message:
    if act == undo.NAME:
        return Message(undo.TITLE)
    found = known(act)
    return Message("{act}", act=act) if found is None else Message(found.title)


#: By which column one tells a record from the others of its kind.
_NAMED = {
    **dict.fromkeys(("cost_lines", "items", "tasks", "utilities", "measures"), "text"),
    **dict.fromkeys(("documents", "contacts"), "name"),
    **dict.fromkeys(("persons", "engagements", "factories"), "name_en"),
    "visits": "site",
    "visit_photographs": "caption",
}


def _record(change: Change, names: Mapping[UUID, Message]) -> Message:
    name = names.get(change.record_id)
    word = record_word(change.kind)
    return word if name is None else Message("{record} “{name}”", record=word, name=name)


def _keep_name(session: Session, change: Change, names: dict[UUID, Message]) -> None:
    column = _NAMED.get(change.kind, "")
    if column in change.after:
        name = shown(session, change.kind, column, change.after[column])
        names.pop(change.record_id, None)
        if name != EMPTY:
            names[change.record_id] = name


def _fields(
    session: Session, change: Change, record: Message, rules: RuleBook, currencies: tuple[str, str]
) -> Iterator[FieldChange]:
    """The fields of one change; an amount is in the currency that its record had before, and has after it."""
    table = record_classes()[change.kind].__table__
    for name in sorted(change.after):
        if hidden(name):
            continue
        said = [
            shown(session, change.kind, name, lift(values[name], table.c[name].type), rules=rules, currency=currency)
            for values, currency in zip((change.before, change.after), currencies, strict=True)
            if name in values
        ]
        before = None if change.version == 1 else said[0]
        yield FieldChange(record, field_word(name), before, said[-1])


def hidden(name: str) -> bool:
    """Whether a column is not told: what only a machine reads, and frozen wholes that are shown in their own place."""
    return name.endswith("_sha256") or name in _HIDDEN


_HIDDEN = frozenset({"case_id", "formerly", "height", "look", "place", "request", "result", "sheet", "width"})
