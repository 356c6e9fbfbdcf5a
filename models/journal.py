"""The journal: what was done (`Entry`), what it changed (`Change`), and a hash chain over both.

Python opens the entry. The changes are written by nobody: a listener sees every flushed record and writes them on
SQLite; on PostgreSQL generated triggers do (`models.triggers`). A change outside an entry, a bulk update and any
delete are refused. One canonical form (`models.chain`) is hashed on both engines.
"""

from __future__ import annotations

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
    Text,
    UniqueConstraint,
    bindparam,
    event,
    func,
    inspect,
    literal,
    select,
)
from sqlalchemy.orm import Mapped, ORMExecuteState, Session, SessionTransaction

from models import chain
from models.base import Base, Merge, Record, column, manners, new_id, table_of
from models.types import Json, canonical, json_text


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


def head(session: Session) -> tuple[int, str]:
    """The last sealed number and its hash; (0, `chain.GENESIS`) in an empty journal."""
    last = session.execute(
        select(Entry.seq, Entry.hash).where(Entry.seq.is_not(None)).order_by(Entry.seq.desc()).limit(1)
    ).first()
    return (0, chain.GENESIS) if last is None else (int(last[0] or 0), str(last[1]))


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


def enter(session: Session) -> Open:
    """The entry that what is written next belongs to; raises `OutsideAct` where none is open.

    PostgreSQL: the row triggers write into the entry they are told of, so it must be there before them.
    """
    if not entries(session):
        raise OutsideAct("a record was changed outside any act")
    entry = entries(session)[-1]
    if session.get_bind().dialect.name == "postgresql":
        if not entry.written:
            _write_row(session, entry)
        session.connection().execute(select(func.set_config("cpdesk.entry", str(entry.id), literal(value=True))))
    return entry


def _write_ahead(session: Session, _context: object, _instances: object) -> None:
    if _changed(session):
        enter(session)


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
            seq, written = seq + 1, written_changes(entry)
            previous = chain.seal(previous, seq, entry, written)
            _write(session.connection(), entry, seq, previous, written)


def written_changes(entry: Open) -> list[chain.Written]:
    """What an entry has seen so far as the journal keeps it, ordered."""
    return sorted(
        chain.Written(one["kind"], one["record_id"], one["version"], json_text(one["before"]), json_text(one["after"]))
        for one in entry.changes
    )


def _write(connection: Connection, entry: Open, seq: int, sealed: str, changes: list[chain.Written]) -> None:
    connection.execute(_ENTRY.insert(), _values(entry) | {"seq": seq, "hash": sealed})
    if changes:
        connection.execute(_WRITTEN, [{"entry_id": entry.id, **one._asdict()} for one in changes])


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
#: Changes whose canonical text is made already.
_WRITTEN = _CHANGE.insert().values(before=bindparam("before", type_=Text), after=bindparam("after", type_=Text))
