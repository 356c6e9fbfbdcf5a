"""The journal: what was done (`Entry`), what it changed (`Change`), and a hash chain over both.

Python opens the entry. The changes are written by nobody: a listener sees every flushed record and writes them on
SQLite; on PostgreSQL generated triggers do (`models.triggers`). A change outside an entry, a bulk update and any
delete are refused. One canonical form (`entry_text`) is hashed on both engines.
"""

from __future__ import annotations

import hashlib
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import (
    BigInteger,
    Column,
    Connection,
    Index,
    Integer,
    Table,
    UniqueConstraint,
    event,
    func,
    inspect,
    literal,
    select,
)
from sqlalchemy.orm import Mapped, ORMExecuteState, Session, SessionTransaction

from models.base import Base, Merge, Record, column, manners, new_id, record_classes, table_of
from models.types import Json, canonical, json_text, utc_text

#: What the first entry of an office follows.
GENESIS = "0" * 64


class Entry(Base):
    """One act that happened: which, who, when, why. `hash` seals it and everything before it."""

    __tablename__ = "journal"
    __table_args__ = (Index(None, "officer_id", "seq"),)  # one's own last act, among a million of others

    id: Mapped[UUID] = column(primary_key=True, merge=Merge.SERVER)
    #: The store's own running number, given when the entry is sealed; the order of history.
    seq: Mapped[int | None] = column(BigInteger, unique=True, merge=Merge.SERVER)
    act: Mapped[str] = column(merge=Merge.SERVER)
    officer_id: Mapped[UUID | None] = column(merge=Merge.SERVER)
    #: The login that did it; on PostgreSQL always the session's own.
    who: Mapped[str] = column(merge=Merge.SERVER, personal=True)
    at: Mapped[datetime] = column(merge=Merge.SERVER)
    reason: Mapped[str] = column(merge=Merge.SERVER, personal=True)
    #: The entry that this one takes back.
    undoes_id: Mapped[UUID | None] = column(merge=Merge.SERVER)
    hash: Mapped[str | None] = column(merge=Merge.SERVER)


class Change(Base):
    """What an act changed in one record at one version: the fields before and after, as canonical text."""

    __tablename__ = "changes"
    __table_args__ = (UniqueConstraint("record_id", "version"),)

    entry_id: Mapped[UUID] = column(primary_key=True, merge=Merge.SERVER)
    record_id: Mapped[UUID] = column(primary_key=True, merge=Merge.SERVER)
    version: Mapped[int] = column(Integer, primary_key=True, merge=Merge.SERVER)
    #: The table's name.
    kind: Mapped[str] = column(merge=Merge.SERVER)
    before: Mapped[Any] = column(Json, merge=Merge.SERVER, personal=True)
    after: Mapped[Any] = column(Json, merge=Merge.SERVER, personal=True)


@dataclass
class Open:
    """The entry a transaction is writing into, and the changes seen so far."""

    id: UUID
    act: str
    officer_id: UUID | None
    who: str
    at: datetime
    reason: str
    undoes_id: UUID | None = None
    changes: list[dict[str, Any]] = field(default_factory=list)
    kept: bool = False  # also when it changes no record
    written: bool = False  # PostgreSQL: the row exists and waits for its seal


def journalled(table: Table) -> Iterator[Column[Any]]:
    """The columns whose values a change carries, by name: all but identity, version and local helpers."""
    for one in sorted(table.columns, key=lambda c: c.name):
        if one.name not in ("id", "version") and manners(one).merge is not Merge.LOCAL:
            yield one


def begin(
    session: Session,
    *,
    act: str,
    officer_id: UUID | None,
    who: str,
    at: datetime,
    reason: str = "",
    undoes: UUID | None = None,
    kept: bool = False,
) -> Open:
    """Open an entry; everything flushed from now on belongs to it, until the next one is opened.

    Args:
        session: a writing session of `models.store`.
        act: the act's name, `noun.verb`.
        officer_id: who did it; `None` for the program itself.
        who: the login; PostgreSQL writes its own instead.
        at: when, in any time zone.
        reason: why, in the officer's words.
        undoes: the entry that this one takes back.
        kept: whether the entry stands although it changes no record; any other is left out then.
    """
    session.flush()
    # The hash is of what is kept, and text is kept in NFC.
    who, reason = (unicodedata.normalize("NFC", text) for text in (who, reason))
    entry = Open(new_id(), act, officer_id, who, at, reason, undoes, kept=kept)
    entries(session).append(entry)
    if kept and session.get_bind().dialect.name == "postgresql":
        _write_row(session, entry)
    return entry


def entries(session: Session) -> list[Open]:
    """The entries of this transaction, oldest first."""
    found: list[Open] = session.info.setdefault("entries", [])
    return found


def touched(session: Session) -> dict[str, set[UUID]]:
    """What this transaction has flushed: table name → record ids."""
    found: dict[str, set[UUID]] = session.info.setdefault("touched", {})
    return found


def entry_text(previous: str, seq: int, entry: Open | Entry, changes: list[dict[str, Any]]) -> str:
    """The canonical text of an entry, which its hash is of.

    Changes are ordered by record kind, record and version, so the order of flushing does not matter.
    """
    ordered = sorted(changes, key=lambda c: (c["kind"], str(c["record_id"]), c["version"]))
    return json_text(
        {
            "act": entry.act,
            "at": utc_text(entry.at),
            "changes": [
                {
                    "after": change["after"],
                    "before": change["before"],
                    "kind": change["kind"],
                    "record": str(change["record_id"]),
                    "version": change["version"],
                }
                for change in ordered
            ],
            "id": str(entry.id),
            "officer": None if entry.officer_id is None else str(entry.officer_id),
            "previous": previous,
            "reason": entry.reason,
            "seq": seq,
            "undoes": None if entry.undoes_id is None else str(entry.undoes_id),
            "who": entry.who,
        }
    )


def seal_hash(text: str) -> str:
    """SHA-256 of the canonical text, in hexadecimal."""
    return hashlib.sha256(text.encode()).hexdigest()


def head(session: Session) -> tuple[int, str]:
    """The last sealed number and its hash; (0, GENESIS) in an empty journal."""
    last = session.execute(
        select(Entry.seq, Entry.hash).where(Entry.seq.is_not(None)).order_by(Entry.seq.desc()).limit(1)
    ).first()
    return (0, GENESIS) if last is None else (int(last[0] or 0), str(last[1]))


def first_break(session: Session) -> int | None:
    """Walk the chain from its beginning and return the number of the first entry that does not hold, if any.

    Changes that belong to no entry break it too, after its end.
    """
    previous, expected = GENESIS, 1
    kept: dict[UUID, list[dict[str, Any]]] = {}
    for change in session.execute(select(*_CHANGE.columns)).mappings():
        kept.setdefault(change["entry_id"], []).append(dict(change))
    for entry in session.execute(select(Entry).order_by(Entry.seq)).scalars():
        text = entry_text(previous, expected, entry, kept.pop(entry.id, []))
        if entry.seq != expected or entry.hash != seal_hash(text):
            return expected
        previous, expected = entry.hash, expected + 1
    return expected if kept else None


def unaccounted(session: Session) -> list[tuple[str, UUID]]:
    """The records that do not stand where the journal left them: table name and id.

    A record must be at the version of its last change, and each of its journalled columns must hold what the
    last change of that column wrote. A record that the journal knows must be there.
    """
    told: dict[tuple[str, UUID], dict[str, Any]] = {}
    for change in session.execute(select(*_CHANGE.columns).order_by(Change.version)).mappings():
        of = change["kind"], change["record_id"]
        told.setdefault(of, {}).update({**change["after"], "version": change["version"]})
    found = []
    for name, kind in sorted(record_classes().items()):
        columns = list(journalled(table_of(kind)))
        for row in session.execute(select(*table_of(kind).columns)).mappings():
            left = told.pop((name, row["id"]), {})
            now = {one.name: canonical(row[one.name], one.type) for one in columns} | {"version": row["version"]}
            if any(left.get(key) != value for key, value in now.items()):
                found.append((name, row["id"]))
    return found + sorted(told)


class OutsideAct(RuntimeError):
    """A record was changed with no act open, in bulk, or deleted: our bug, refused before it is written."""


def listen(session: Session) -> None:
    """Attach the journal to a writing session."""
    event.listen(session, "after_transaction_create", _refuse_savepoint)
    event.listen(session, "do_orm_execute", refuse_bulk)
    event.listen(session, "before_flush", _refuse_unentered)
    event.listen(session, "after_flush", _note_changes)
    if session.get_bind().dialect.name == "postgresql":
        event.listen(session, "before_flush", _write_ahead)
    else:
        event.listen(session, "before_commit", _seal)


def refuse_bulk(state: ORMExecuteState) -> None:
    """Refuse a statement that changes records behind the journal's back."""
    if state.is_update or state.is_delete or state.is_insert:
        raise OutsideAct("records are changed one by one, so that the journal sees them")


def _refuse_savepoint(_session: Session, transaction: SessionTransaction) -> None:
    if transaction.nested:
        raise OutsideAct("a piece of work is kept whole or not at all: it has no savepoints")


def _refuse_unentered(session: Session, _context: object, _instances: object) -> None:
    if session.deleted:
        raise OutsideAct("nothing is deleted")
    if any(not isinstance(one, Record) for one in (*session.new, *session.dirty)):
        raise OutsideAct("the journal writes itself")
    changed = _changed(session)
    if changed and not entries(session):
        raise OutsideAct(f"{type(changed[0]).__name__} was changed outside any act")


def _changed(session: Session) -> list[Record]:
    """The records that this flush writes; one that was set to what it was already is not among them."""
    held = (*session.new, *session.dirty)
    return [one for one in held if isinstance(one, Record) and session.is_modified(one)]


def _write_ahead(session: Session, _context: object, _instances: object) -> None:
    """PostgreSQL: the row triggers write into the entry they are told of, so it must be there before them."""
    if not _changed(session):
        return
    entry = entries(session)[-1]
    if not entry.written:
        _write_row(session, entry)
    session.connection().execute(select(func.set_config("cpdesk.entry", str(entry.id), literal(value=True))))


def _write_row(session: Session, entry: Open) -> None:
    session.connection().execute(_ENTRY.insert(), _values(entry))
    entry.written = True


def _note_changes(session: Session, _context: object) -> None:
    """Remember what was flushed: SQLite's journal is written from it, and acts are compared with it on both engines."""
    for record in _changed(session):
        before, after = _fields(record, new=record in session.new)
        entries(session)[-1].changes.append(
            {
                "record_id": record.id,
                "version": record.version,
                "kind": record.__tablename__,
                "before": before,
                "after": after,
            }
        )
        touched(session).setdefault(record.__tablename__, set()).add(record.id)


def _fields(record: Record, *, new: bool) -> tuple[dict[str, Any], dict[str, Any]]:
    """The journalled columns that changed, before and after; of a new record those that are not null."""
    state = inspect(record)
    before, after = {}, {}
    for one in journalled(table_of(type(record))):
        name = state.mapper.get_property_by_column(one).key
        now = canonical(getattr(record, name), one.type)
        history = state.attrs[name].history
        if new and now is not None:
            after[one.name] = now
        elif not new and history.has_changes():
            # Nothing remembered means that it was never set, and so null in the row.
            was = canonical(history.deleted[0], one.type) if history.deleted else None
            if was != now:
                before[one.name], after[one.name] = was, now
    return before, after


def _seal(session: Session) -> None:
    """SQLite: write the entries and their changes; the one writer holds the file, so the chain cannot fork."""
    session.flush()
    seq, previous = head(session)
    for entry in entries(session):
        if entry.changes or entry.kept:
            seq += 1
            previous = seal_hash(entry_text(previous, seq, entry, entry.changes))
            _write(session.connection(), entry, seq, previous)


def _write(connection: Connection, entry: Open, seq: int, sealed: str) -> None:
    connection.execute(_ENTRY.insert(), _values(entry) | {"seq": seq, "hash": sealed})
    if entry.changes:
        connection.execute(_CHANGE.insert(), [{"entry_id": entry.id, **change} for change in entry.changes])


def _values(entry: Open) -> dict[str, Any]:
    return {
        "id": entry.id,
        "act": entry.act,
        "officer_id": entry.officer_id,
        "who": entry.who,
        "at": entry.at,
        "reason": entry.reason,
        "undoes_id": entry.undoes_id,
    }


_ENTRY = table_of(Entry)
_CHANGE = table_of(Change)
