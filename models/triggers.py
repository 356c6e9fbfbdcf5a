"""What the database itself refuses and, on PostgreSQL, writes: generated from the records, installed after migrating.

Both engines refuse to delete a record, to change a version other than by one, and to alter the journal.
On PostgreSQL a trigger per table also writes the `Change` with the same canonical bytes as
`models.journal` does on SQLite, the session's own login becomes `who`, and a trigger deferred to the commit
numbers and seals each entry under a lock, so the chain has no gap and no fork.
"""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy import Boolean, Column, Connection, Date, Integer, Table, Uuid

from models.base import record_classes, table_of
from models.chain import GENESIS
from models.journal import journalled
from models.types import Money, UtcTime

#: Any number that nothing else in the database locks.
_CHAIN_LOCK = 430_018_010

_JOURNAL = ("journal", "changes")


def record_tables() -> list[Table]:
    """The tables of records, by name."""
    return [table_of(kind) for _, kind in sorted(record_classes().items())]


def install(connection: Connection) -> None:
    """Replace every generated trigger by today's; the connection is in a transaction."""
    statements = _postgresql() if connection.dialect.name == "postgresql" else _sqlite()
    for statement in statements:
        connection.exec_driver_sql(statement)


def _sqlite() -> Iterator[str]:
    for table in record_tables():
        yield from _refusal(table.name, "no_delete", "delete", "nothing is deleted")
        yield from _refusal(table.name, "first", "insert", "a version begins with one", "new.version <> 1")
        step = "new.version <> old.version + 1 or new.id <> old.id"
        yield from _refusal(table.name, "one_step", "update", "a version grows by one", step)
    for name in _JOURNAL:
        yield from _refusal(name, "no_delete", "delete", "the journal is only added to")
        yield from _refusal(name, "no_update", "update", "the journal is only added to")


def _refusal(table: str, name: str, verb: str, why: str, when: str = "true") -> Iterator[str]:
    yield f"drop trigger if exists {table}_{name}"
    yield f"create trigger {table}_{name} before {verb} on {table} when {when} begin select raise(abort, '{why}'); end"


def _postgresql() -> Iterator[str]:
    yield from (_TEXT, _NO_TRUNCATE, _GUARD_JOURNAL, _GUARD_CHANGES, _SEAL)
    every = "before insert or update or delete"
    yield from _trigger("journal", "guard", every, "cpdesk_guard_journal")
    yield from _trigger("changes", "guard", every, "cpdesk_guard_changes")
    yield "drop trigger if exists journal_seal on journal"
    yield (
        "create constraint trigger journal_seal after insert on journal deferrable initially deferred "
        "for each row execute function cpdesk_seal()"
    )
    for table in record_tables():
        yield _journal_function(table)
        yield from _trigger(table.name, "journal", "after insert or update or delete", f"cpdesk_journal_{table.name}")
    for name in (*_JOURNAL, *(table.name for table in record_tables())):
        yield from _trigger(name, "no_truncate", "before truncate", "cpdesk_no_truncate", each="statement")


def _trigger(table: str, name: str, when: str, function: str, each: str = "row") -> Iterator[str]:
    yield f"drop trigger if exists {table}_{name} on {table}"
    yield f"create trigger {table}_{name} {when} on {table} for each {each} execute function {function}()"


def _journal_function(table: Table) -> str:
    inserted, updated = [], []
    for one in journalled(table):
        name = one.name
        new, old = _canonical(one, f"new.{name}"), _canonical(one, f"old.{name}")
        inserted.append(f"if new.{name} is not null then a := a || ('\"{name}\":' || {new}); end if;")
        updated.append(
            f"if new.{name} is distinct from old.{name} then "
            f"b := b || ('\"{name}\":' || {old}); a := a || ('\"{name}\":' || {new}); end if;"
        )
    return (
        _ROW.replace("<table>", table.name)
        .replace("<inserted>", "\n    ".join(inserted))
        .replace("<updated>", "\n    ".join(updated))
    )


def _canonical(one: Column[object], value: str) -> str:
    """SQL for the JSON form of a column, as `models.types.canonical` writes it; text is kept in NFC already."""
    match one.type:
        case Money():
            written = f"'\"' || {value}::text || '\"'"
        case UtcTime():
            written = f"""'"' || to_char({value} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') || '"'"""
        case Date():
            written = f"'\"' || to_char({value}, 'YYYY-MM-DD') || '\"'"
        case Uuid():
            written = f"'\"' || {value}::text || '\"'"
        case Boolean() | Integer():
            written = f"{value}::text"
        case _:
            written = f"cpdesk_text({value})"
    return f"coalesce({written}, 'null')"


_TEXT = """
create or replace function cpdesk_text(value text) returns text language sql immutable as
$$ select coalesce(to_json(value)::text, 'null') $$"""

_NO_TRUNCATE = """
create or replace function cpdesk_no_truncate() returns trigger language plpgsql as $$
begin
  raise exception 'nothing is deleted' using errcode = 'CP002';
end $$"""

_ROW = """
create or replace function cpdesk_journal_<table>() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
declare
  entry uuid := nullif(current_setting('cpdesk.entry', true), '')::uuid;
  b text[] := '{}';
  a text[] := '{}';
begin
  if tg_op = 'DELETE' then raise exception 'nothing is deleted' using errcode = 'CP002'; end if;
  -- An entry without a number was opened in this very transaction; a sealed one takes nothing more.
  perform 1 from journal where id = entry and seq is null;
  if not found then raise exception 'changed outside any act' using errcode = 'CP001'; end if;
  if tg_op = 'INSERT' then
    if new.version <> 1 then raise exception 'a version begins with one' using errcode = 'CP003'; end if;
    <inserted>
  else
    if new.version <> old.version + 1 or new.id <> old.id then
      raise exception 'a version grows by one' using errcode = 'CP003';
    end if;
    <updated>
  end if;
  insert into changes (entry_id, record_id, version, kind, before, after) values (entry, new.id, new.version,
    '<table>', '{' || array_to_string(b, ',') || '}', '{' || array_to_string(a, ',') || '}');
  return null;
end $$"""

_GUARD_JOURNAL = """
create or replace function cpdesk_guard_journal() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if tg_op = 'INSERT' then
    new.who := session_user; new.seq := null; new.hash := null;
    return new;
  end if;
  if tg_op = 'UPDATE' and old.seq is null and pg_trigger_depth() > 1 then return new; end if;
  raise exception 'the journal is only added to' using errcode = 'CP004';
end $$"""

_GUARD_CHANGES = """
create or replace function cpdesk_guard_changes() returns trigger language plpgsql as $$
begin
  if tg_op = 'INSERT' and pg_trigger_depth() > 1 then return new; end if;
  raise exception 'changes are written by the database alone' using errcode = 'CP004';
end $$"""

#: The same text as `models.chain.seal`, key by key.
_SEAL = """
create or replace function cpdesk_seal() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
declare
  last record;
  written text;
  body text;
begin
  perform pg_advisory_xact_lock(<lock>);
  select j.seq, j.hash into last from journal j where j.seq is not null order by j.seq desc limit 1;
  select coalesce(string_agg('{"after":' || c.after || ',"before":' || c.before || ',"kind":' || cpdesk_text(c.kind)
      || ',"record":"' || c.record_id || '","version":' || c.version || '}',
      ',' order by c.kind collate "C", c.record_id::text collate "C", c.version), '')
    into body from changes c where c.entry_id = new.id;
  written := '{"act":' || cpdesk_text(new.act)
    || ',"at":"' || to_char(new.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')
    || '","changes":[' || body || '],"id":"' || new.id
    || '","officer":' || coalesce('"' || new.officer_id || '"', 'null')
    || ',"previous":"' || coalesce(last.hash, '<genesis>')
    || '","reason":' || cpdesk_text(new.reason)
    || ',"seq":' || (coalesce(last.seq, 0) + 1)
    || ',"undoes":' || coalesce('"' || new.undoes_id || '"', 'null')
    || ',"who":' || cpdesk_text(new.who) || '}';
  update journal set seq = coalesce(last.seq, 0) + 1,
    hash = encode(sha256(convert_to(written, 'UTF8')), 'hex') where id = new.id;
  return null;
end $$""".replace("<lock>", str(_CHAIN_LOCK)).replace("<genesis>", GENESIS)
