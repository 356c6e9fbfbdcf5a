"""Walk the journal from its beginning: does its chain hold, and do the records stand where it left them?

Both walks read the store in one order from end to end and hold one entry or one record at a time, so that an office of
a million cases is walked in the memory of a small one.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from heapq import merge
from itertools import groupby
from operator import itemgetter
from typing import Any
from uuid import UUID

from sqlalchemy import Select, Text, exists, select, type_coerce
from sqlalchemy.orm import Session
from sqlalchemy.types import TypeEngine

from models.base import Record, record_classes, table_of
from models.chain import GENESIS, seal
from models.journal import Change, Entry, journalled
from models.types import canonical

#: Rows fetched at a time.
_PIECE = 500

#: The number of a record's id, its kind, some of its columns, and whether they stand in the record or in the journal.
Fact = tuple[int, str, dict[str, Any], bool]
Stream = Callable[[Select[*tuple[Any, ...]]], Iterable[Any]]


def first_break(session: Session) -> int | None:
    """The number of the first entry that does not hold, if any.

    Changes that belong to no entry break the chain too, after its end.
    """
    previous, expected = GENESIS, 1
    with _streams(session) as stream:
        told = groupby(stream(_CHANGES), key=itemgetter(0))
        entries = stream(select(*table_of(Entry).columns).order_by(Entry.seq))
        for entry, (of, rows) in zip(entries, told, strict=True):
            changes = (row[1:] for row in rows if row.kind is not None)
            if (entry.seq, entry.id, entry.hash) != (expected, of, seal(previous, expected, entry, changes)):
                return expected
            previous, expected = entry.hash, expected + 1
    return expected if session.execute(_ASTRAY).scalar() else None


def unaccounted(session: Session) -> list[tuple[str, UUID]]:
    """The records that do not stand where the journal left them: table name and id, in that order.

    A record must be at the version of its last change, and each of its journalled columns must hold what the
    last change of that column wrote. A record that the journal knows must be there.
    """
    found = []
    with _streams(session) as stream:
        told = _told(stream(_LEFT))
        standing = [_standing(stream, name, kind) for name, kind in record_classes().items()]
        for number, facts in groupby(merge(told, *standing, key=itemgetter(0)), key=itemgetter(0)):
            left: dict[str, dict[str, Any]] = {}
            now: dict[str, dict[str, Any]] = {}
            for _, kind, values, stands in facts:
                (now if stands else left).setdefault(kind, {}).update(values)
            astray = {kind for kind in left.keys() | now.keys() if not _agree(left.get(kind), now.get(kind))}
            found += [(kind, UUID(int=number)) for kind in astray]
    return sorted(found)


def _agree(left: dict[str, Any] | None, now: dict[str, Any] | None) -> bool:
    """Whether a record holds what the journal left; what it never told is null."""
    return left is not None and now is not None and all(left.get(key) == value for key, value in now.items())


def _told(rows: Iterable[Any]) -> Iterator[Fact]:
    """What each change left."""
    for id, version, kind, after in rows:
        yield id.int, kind, {**after, "version": version}, False


def _standing(stream: Stream, name: str, kind: type[Record]) -> Iterator[Fact]:
    """What each record of a kind holds now, as the journal would write it; by record."""
    columns = list(journalled(table_of(kind)))
    named = [(place, one.name, one.type) for place, one in enumerate(columns, 2)]
    rows = stream(select(kind.id, kind.version, *columns).order_by(kind.id))
    return ((row[0].int, name, _now(row, named), True) for row in rows)


def _now(row: Any, named: list[tuple[int, str, TypeEngine[Any]]]) -> dict[str, Any]:
    return {column: canonical(row[place], of) for place, column, of in named} | {"version": row[1]}


@contextmanager
def _streams(session: Session) -> Iterator[Stream]:
    """Gives what asks a question whose rows come in pieces; all are let go of when the block ends."""
    connection, asked = session.connection(), []

    def stream(query: Select[*tuple[Any, ...]]) -> Iterable[Any]:
        asked.append(session.execute(query, execution_options={"yield_per": _PIECE}))
        return asked[-1]

    try:
        yield stream
    finally:
        if not connection.invalidated:  # a damaged page has closed them all with the connection
            for one in asked:
                one.close()


#: The changes of every entry in the order in which they were sealed, their texts as they are kept; a row of nulls for
#: an entry without any. Joined from the entries outwards, so that only one entry's changes are sorted at a time.
_CHANGES = (
    select(
        Entry.id,
        Change.kind,
        Change.record_id,
        Change.version,
        type_coerce(Change.before, Text),
        type_coerce(Change.after, Text),
    )
    .outerjoin(Change, Change.entry_id == Entry.id)
    .order_by(Entry.seq, Change.kind, Change.record_id, Change.version)
)
#: What they left, by record and version.
_LEFT = select(Change.record_id, Change.version, Change.kind, Change.after).order_by(Change.record_id, Change.version)
_ASTRAY = select(exists().where(~exists().where(Entry.id == Change.entry_id)).select_from(table_of(Change)))
