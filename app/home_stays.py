"""How long cases stay in their stages, from the changes of stage in the journal: in SQL, on both engines.

A move that was taken back never happened. Days are Hong Kong days, counted as on a calendar: yesterday to today is one.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Integer, Select, Text, case, exists, func, or_, select, type_coerce
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.orm import Session, aliased
from sqlalchemy.sql.functions import GenericFunction

from app.clock import HONG_KONG
from models import Case
from models.journal import Change, Entry
from models.stages import ENDED, Stage
from models.types import Word

#: A case that is opened in one of these comes into it then; in any other it was before, nobody knows since when.
_BEGIN = (Stage.ENQUIRY, Stage.DRAFT, Stage.RECEIVED)

#: Stays that ended within so many days before today are counted.
YEAR = 365


@dataclass(frozen=True, slots=True)
class Stay:
    """Stays in a stage: how many, and the days that half and nine of ten of them did not exceed."""

    count: int
    median: int
    ninetieth: int


def midnight(day: date) -> datetime:
    """The moment a Hong Kong day begins."""
    return datetime.combine(day, time.min, HONG_KONG)


def entered() -> Any:
    """When a case came into its stage, for a query over `Case`. One that was taken over in its stage: when that was."""
    change, entry = aliased(Change), aliased(Entry)
    query = _moves(select(entry.at), change, entry).where(change.record_id == Case.id)
    return query.order_by(change.version.desc()).limit(1).correlate(Case).scalar_subquery()


def standing(session: Session, whose: UUID | None, today: date) -> Mapping[Stage, Stay]:
    """How long the open cases of an officer, or all of them, have been where they are now."""
    open_: Any = select(Case.stage.label("stage"), (_number(today) - HongKongDay(entered())).label("days"))
    open_ = open_.where(Case.stage.not_in(sorted(ENDED)))
    if whose is not None:
        open_ = open_.where(Case.officer_id == whose)
    return _measured(session, open_)


def finished(session: Session, whose: UUID | None, today: date) -> Mapping[Stage, Stay]:
    """How long the stays took that ended in the year before today, by the stage that was left.

    A stay whose beginning the journal does not know, because the case was taken over in that stage, is not counted.
    """
    since = midnight(today - timedelta(days=YEAR))
    left, leaving = aliased(Change), aliased(Entry)
    stage = _text(session, left.before, "stage")
    stays: Any = select(stage.label("stage"), (HongKongDay(leaving.at) - HongKongDay(_came(left))).label("days"))
    first = _last_before(since)
    undone = select(Entry.undoes_id).where(Entry.seq > first, Entry.undoes_id.is_not(None))
    stays = _moves(stays, left, leaving, undone).where(
        leaving.seq > first, leaving.at >= since, ~_at_birth(left), stage.not_in(sorted(ENDED))
    )
    if whose is not None:
        stays = stays.join(Case, Case.id == left.record_id).where(Case.officer_id == whose)
    return _measured(session, stays)


def _moves(query: Any, change: Any, entry: Any, undone: Any = None) -> Any:
    """Over the changes of stage that were not taken back and take none back.

    With `undone`, the entries taken back, it goes from entries to their changes, where all of a time are wanted;
    without, from a record's changes to their entries.
    """
    # An expression has no index, so SQLite cannot begin with all changes there are and look up the entry of each.
    id = entry.id if undone is None else func.coalesce(entry.id, entry.id)
    taken_back = _taken_back(change) if undone is None else change.entry_id.in_(undone)
    joined = query.select_from(change).join(entry, change.entry_id == id)
    return joined.where(
        change.kind == Case.__tablename__,
        _says(change.after, '"stage":"'),
        entry.undoes_id.is_(None),
        ~taken_back,
    )


def _taken_back(change: Any) -> ColumnElement[bool]:
    """The next thing that happened to the record took the change back."""
    after, taking = aliased(Change), aliased(Entry)
    back = exists().where(after.record_id == change.record_id, after.version == change.version + 1)
    return back.where(taking.id == after.entry_id, taking.undoes_id == change.entry_id)


def _came(left: Any) -> Any:
    """When the case came into the stage that a change left; null where nobody knows."""
    change, entry = aliased(Change), aliased(Entry)
    known = or_(~_at_birth(change), *(_says(change.after, f'"stage":"{stage}"') for stage in _BEGIN))
    earlier = _moves(select(case((known, entry.at), else_=None)), change, entry)
    earlier = earlier.where(change.record_id == left.record_id, change.version < left.version)
    return earlier.order_by(change.version.desc()).limit(1).correlate(left).scalar_subquery()


def _at_birth(change: Any) -> ColumnElement[bool]:
    """The change belongs to the entry that opened the case: whoever takes over an old file may take it far at once."""
    first = aliased(Change)
    # Asked so that the change's own neighbours in the journal answer, not a page far away.
    return exists().where(first.entry_id == change.entry_id, first.record_id == change.record_id, first.version < 2)


def _last_before(since: datetime) -> Any:
    """The number of the last entry before a moment: what is looked at begins there, not with the first of all."""
    query = select(Entry.seq).where(Entry.seq.is_not(None), Entry.at < since).order_by(Entry.seq.desc()).limit(1)
    return func.coalesce(query.scalar_subquery(), 0)


def _measured(session: Session, stays: Select[Any]) -> Mapping[Stage, Stay]:
    """Count, median and 90th percentile by stage, each the day of a stay that there was (nearest rank)."""
    known = stays.subquery("stays")
    place = func.row_number().over(partition_by=known.c.stage, order_by=known.c.days)
    count = func.count().over(partition_by=known.c.stage)
    ranked = select(known.c.stage, known.c.days, place.label("place"), count.label("n"))
    ranked_ = ranked.where(known.c.days.is_not(None)).subquery("ranked")
    days, at, n = ranked_.c.days, ranked_.c.place, ranked_.c.n
    query = select(
        type_coerce(ranked_.c.stage, Word(Stage)),
        n,
        func.min(case((at * 2 >= n, days))),
        func.min(case((at * 10 >= n * 9, days))),
    ).group_by(ranked_.c.stage, n)
    return {stage: Stay(count, median, ninetieth) for stage, count, median, ninetieth in session.execute(query)}


def _says(column: Any, text: str) -> ColumnElement[bool]:
    """A change holds a field: it is canonical JSON, in which a quotation mark within a text is `\\"`."""
    return Within(type_coerce(column, Text), text) > 0


def _text(session: Session, column: Any, name: str) -> Any:
    """A field of a change as text."""
    plain = type_coerce(column, Text)
    if session.get_bind().dialect.name == "postgresql":
        from sqlalchemy.dialects.postgresql import JSONB  # which a local office never loads

        return plain.cast(JSONB)[name].astext
    return func.json_extract(plain, f"$.{name}")


class HongKongDay(GenericFunction[int]):
    """The number of the Hong Kong day of a moment, counted from 1970; Hong Kong has had no summer time since 1979."""

    type = Integer()
    name = "hong_kong_day"
    inherit_cache = True


class Within(GenericFunction[int]):
    """Where a text stands in another, from 1; 0 where it does not. A pattern would take three times as long."""

    type = Integer()
    name = "within"
    inherit_cache = True


@compiles(Within, "sqlite")
def _instr(element: Any, compiler: Any, **kw: Any) -> str:
    return f"instr({compiler.process(element.clauses, **kw)})"


@compiles(Within, "postgresql")
def _strpos(element: Any, compiler: Any, **kw: Any) -> str:
    return f"strpos({compiler.process(element.clauses, **kw)})"


@compiles(HongKongDay, "sqlite")
def _on_sqlite(element: Any, compiler: Any, **kw: Any) -> str:
    return f"((strftime('%s', {compiler.process(element.clauses, **kw)}) + 28800) / 86400)"


@compiles(HongKongDay, "postgresql")
def _on_postgresql(element: Any, compiler: Any, **kw: Any) -> str:
    moment = compiler.process(element.clauses, **kw)
    return f"CAST(floor((extract(epoch FROM {moment}) + 28800) / 86400) AS INTEGER)"


def _number(day: date) -> int:
    return (day - date(1970, 1, 1)).days
