"""What the database refuses by itself, whoever asks: raw SQL, behind the back of every act."""

from __future__ import annotations

import threading

import pytest
from sqlalchemy import select, text
from sqlalchemy.exc import DBAPIError

from models import Applicant, Entry, journal
from models.base import record_classes
from models.store import Store
from tests.models.samples import AT, act, applicant, chain, filled, first_break, one_of_each


def _refused(store: Store, *statements: str, saying: str) -> None:
    *before, last = map(text, statements)
    with store.engine.connect() as connection:
        for statement in before:
            connection.execute(statement)
        with pytest.raises(DBAPIError, match=saying):
            connection.execute(last)


def _entered(store: Store) -> list[str]:
    """PostgreSQL refuses a change outside an act first; this opens an entry, so that the next guard is asked."""
    if not store.is_shared:
        return []
    return [
        "insert into journal (id, act, who, at, reason) values (gen_random_uuid(), 'x', 'somebody', now(), '')",
        "select set_config('cpdesk.entry', (select id::text from journal where seq is null), true)",
    ]


def test_nothing_is_deleted(store: Store) -> None:
    with act(store) as session:
        one_of_each(session)
    for table in record_classes():
        _refused(store, f"delete from {table}", saying="nothing is deleted|violates foreign key")


@pytest.mark.parametrize("change", ["version = version", "version = version + 2", "version = 1", "name_en = 'x'"])
def test_a_version_grows_by_one(store: Store, change: str) -> None:
    id = applicant(store)
    with act(store) as session:
        session.get_one(Applicant, id).name_en = "y"
    _refused(store, *_entered(store), f"update applicants set {change}", saying="a version grows by one")


def test_an_id_never_changes(store: Store) -> None:
    applicant(store)
    change = "update applicants set id = '00000000000000000000000000000001', version = version + 1"
    _refused(store, *_entered(store), change, saying="a version grows by one")


def test_a_version_begins_with_one(store: Store) -> None:
    insert = (
        "insert into counters (id, version, kind, year, last) values ('00000000000000000000000000000001', {}, '', 1, 1)"
    )
    _refused(store, *_entered(store), insert.format(2), saying="a version begins with one")


@pytest.mark.parametrize("table", ["journal", "changes"])
@pytest.mark.parametrize("verb", ["update {} set kind = 'x'", "delete from {}"], ids=["update", "delete"])
def test_the_journal_is_only_added_to(store: Store, table: str, verb: str) -> None:
    applicant(store)
    statement = verb.format(table).replace("journal set kind", "journal set act")
    _refused(store, statement, saying="the journal is only added to|written by the database alone")


@pytest.mark.one_engine("postgresql", "only there other programs reach the tables")
def test_postgresql_refuses_a_change_outside_an_act(store: Store) -> None:
    applicant(store)
    _refused(store, "update applicants set name_en = 'x', version = 2", saying="outside any act")


@pytest.mark.one_engine("postgresql", "only there other programs reach the tables")
def test_postgresql_takes_nothing_more_into_a_sealed_entry(store: Store) -> None:
    applicant(store)
    into = "select set_config('cpdesk.entry', (select id::text from journal), true)"
    _refused(store, into, "update applicants set name_en = 'x', version = 2", saying="outside any act")
    early = [*_entered(store), "set constraints all immediate"]
    _refused(store, *early, "update applicants set name_en = 'x', version = 2", saying="outside any act")


@pytest.mark.one_engine("postgresql", "SQLite has no truncate")
def test_postgresql_truncates_nothing(store: Store) -> None:
    for table in (*record_classes(), "journal", "changes", "blobs"):
        _refused(store, f"truncate {table} cascade", saying="nothing is deleted|only added")


@pytest.mark.one_engine("postgresql", "only there other programs reach the tables")
def test_postgresql_writes_its_own_changes_and_its_own_login(store: Store) -> None:
    with store.writing() as session:
        journal.begin(session, act="x.y", officer_id=None, who="the director", at=AT)
        session.add(filled(Applicant))
    with store.reading() as session:
        assert session.execute(select(Entry.who)).scalar_one() == "postgres"
    forged = "insert into changes select gen_random_uuid(), record_id, 9, kind, before, after from changes"
    _refused(store, forged, saying="written by the database alone")


@pytest.mark.one_engine("postgresql", "a file has one writer at a time")
def test_postgresql_two_writers_at_once_leave_no_gap_and_no_fork(store: Store) -> None:
    """Eight entries from each of two threads, written while the other's are not yet sealed."""
    both_wrote = threading.Barrier(2, timeout=30)
    failures: list[BaseException] = []

    def write(name: str) -> None:
        try:
            for _ in range(8):
                with act(store, name) as session:
                    session.add(filled(Applicant))
                    session.flush()
                    both_wrote.wait()  # both have an open entry now; both commit at once
        except (DBAPIError, threading.BrokenBarrierError) as error:
            failures.append(error)
            both_wrote.abort()

    threads = [threading.Thread(target=write, args=(name,)) for name in ("one", "two")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []
    written = chain(store)
    assert [seq for seq, _, _ in written] == list(range(1, 17))
    assert sorted(name for _, name, _ in written) == ["one"] * 8 + ["two"] * 8
    assert first_break(store) is None
