"""Records with as little in them as the database lets pass, and acts to put them there."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from decimal import Decimal
from enum import StrEnum
from typing import Any, TypeVar
from uuid import UUID

from sqlalchemy import Column, select
from sqlalchemy.orm import Session

from models import Applicant, Base, Entry, journal, walk
from models.base import Record, record_classes, table_of
from models.store import Store
from models.types import Json

K = TypeVar("K", bound=Record)

AT = datetime(2026, 11, 21, 4, 5, 6, 7, tzinfo=UTC)

_PLAIN: dict[type, Any] = {
    str: "",
    bool: False,
    int: 1,
    Decimal: Decimal("1.00"),
    date: date(2026, 11, 21),
    datetime: AT,
}


def filled(kind: type[K], /, **values: Any) -> K:
    """A record whose columns that must not be null hold something plain, unless told otherwise."""
    for one in table_of(kind).columns:
        if one.name in {"id", "version", "row_no", *values} or one.nullable or one.foreign_keys:
            continue
        values[one.name] = plain(one)
    return kind(**values)


def plain(of: Column[Any]) -> Any:
    """Something that a column takes."""
    if isinstance(of.type, Json):
        return {}
    kind = of.type.python_type
    return next(iter(kind)) if issubclass(kind, StrEnum) else _PLAIN[kind]


def one_of_each(session: Session) -> dict[str, Record]:
    """One record of every kind, each pointing at the others; by table."""
    kinds = record_classes()
    made: dict[str, Record] = {}
    for table in Base.metadata.sorted_tables:
        if table.name in kinds:
            parents = {
                key.parent.name: made[key.column.table.name].id for key in table.foreign_keys if not key.parent.nullable
            }
            made[table.name] = filled(kinds[table.name], **parents)
            session.add(made[table.name])
            session.flush()
    return made


@contextmanager
def act(store: Store, name: str = "test.act", *, officer_id: UUID | None = None, reason: str = "") -> Iterator[Session]:
    """A writing session with an entry open."""
    with store.writing() as session:
        journal.begin(session, act=name, officer_id=officer_id, who="postgres", at=AT, reason=reason)
        yield session


def applicant(store: Store, /, **values: Any) -> UUID:
    """Put an applicant into the store and return its id."""
    with act(store, "applicant.add") as session:
        made = filled(Applicant, **values)
        session.add(made)
        return made.id


def chain(store: Store) -> list[tuple[int | None, str, str | None]]:
    """The journal: number, act and hash of each entry."""
    with store.reading() as session:
        rows = session.execute(select(Entry.seq, Entry.act, Entry.hash).order_by(Entry.seq))
        return [(seq, act, hash) for seq, act, hash in rows]


def first_break(store: Store) -> int | None:
    """Where the chain breaks."""
    with store.reading() as session:
        return walk.first_break(session)
