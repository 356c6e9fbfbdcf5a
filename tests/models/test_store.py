"""What the disk, the file or the network does wrong is told as trouble, and nothing half-done is kept."""

from __future__ import annotations

import random
from contextlib import AbstractContextManager
from pathlib import Path

import pytest
from sqlalchemy import Connection, event, text
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session
from sqlalchemy.orm.exc import StaleDataError

from models import Applicant
from models.journal import OutsideAct
from models.store import Store, StoreTrouble, Trouble
from tests.engines import KEY, database_file
from tests.models.samples import act, applicant, chain, filled, first_break

SQLCIPHER = pytest.mark.one_engine("sqlcipher", "only a file has pages and a key")


def _trouble(store: Store, of: AbstractContextManager[Session] | None = None) -> Trouble:
    with pytest.raises(StoreTrouble) as told:
        _look(of or store.reading())
    return told.value.kind


def _look(of: AbstractContextManager[Session]) -> None:
    with of as session:
        session.execute(text("select count(*) from applicants")).scalar_one()


# --- reading and writing --------------------------------------------------------------------------------------


def test_reading_refuses_a_changed_record(store: Store) -> None:
    id = applicant(store)
    with pytest.raises(OutsideAct), store.reading() as session:
        _rename(session, id)


def _rename(session: Session, id: object) -> None:
    session.get_one(Applicant, id).name_en = "x"
    session.flush()


def test_reading_refuses_raw_sql_that_changes(store: Store) -> None:
    applicant(store)
    with pytest.raises(StoreTrouble, match=r"read-?only"), store.reading() as session:
        session.connection().execute(text("update applicants set name_en = 'x', version = 2"))


def test_writing_works_after_reading_on_the_same_connection(store: Store) -> None:
    with store.reading() as session:
        session.execute(text("select 1"))
    applicant(store)
    assert len(chain(store)) == 1


def test_reading_sees_one_moment(store: Store) -> None:
    applicant(store)
    with store.reading() as session:
        count = text("select count(*) from applicants")
        before = session.execute(count).scalar_one()
        applicant(store)
        assert session.execute(count).scalar_one() == before == 1


def test_the_slower_of_two_writers_hears_that_it_is_stale(store: Store) -> None:
    id = applicant(store)
    with store.reading() as session:
        seen = session.get_one(Applicant, id)
        session.expunge(seen)
    with act(store) as session:
        session.get_one(Applicant, id).name_en = "quicker"
    with pytest.raises(StaleDataError), act(store) as session:
        _put_back(session, seen)
    with store.reading() as session:
        assert session.get_one(Applicant, id).name_en == "quicker"


def _put_back(session: Session, seen: Applicant) -> None:
    session.add(seen)
    seen.name_en = "slower"
    session.flush()


def test_our_own_mistake_is_not_the_worlds(store: Store) -> None:
    with pytest.raises(DBAPIError), store.reading() as session:
        session.execute(text("select * from nowhere"))


def test_a_foreign_key_is_kept(store: Store) -> None:
    from models import Factory
    from models.base import new_id

    with pytest.raises(DBAPIError, match=r"(?i)foreign key"), act(store) as session:
        session.add(filled(Factory, applicant_id=new_id()))


# --- trouble --------------------------------------------------------------------------------------------------


@SQLCIPHER
def test_a_full_disk_keeps_nothing(store: Store) -> None:
    applicant(store)

    @event.listens_for(store.engine, "begin")
    def fill(connection: Connection) -> None:
        pages = connection.exec_driver_sql("pragma page_count").scalar_one()
        connection.exec_driver_sql(f"pragma max_page_count = {pages + 2}")

    with pytest.raises(StoreTrouble) as told, act(store) as session:
        session.add(filled(Applicant, remarks="x" * 100_000))
    event.remove(store.engine, "begin", fill)
    assert told.value.kind is Trouble.FULL
    assert (len(chain(store)), first_break(store), store.damage()) == (1, None, [])


@SQLCIPHER
def test_a_read_only_file_is_told(store: Store) -> None:
    path = database_file(store)
    applicant(store)
    store.close()
    again = Store.local(path, KEY, read_only=True)
    _look(again.reading())
    with pytest.raises(StoreTrouble) as told, act(again) as session:
        session.add(filled(Applicant))
    assert told.value.kind is Trouble.READ_ONLY
    again.close()


@SQLCIPHER
def test_a_second_writer_waits_and_then_is_told(store: Store) -> None:
    other = Store.local(database_file(store), KEY)

    @event.listens_for(other.engine, "connect")
    def hurry(connection: DBAPIConnection, _record: object) -> None:
        connection.execute("pragma busy_timeout = 1")

    with act(store) as session:
        session.add(filled(Applicant))
        session.flush()
        assert _trouble(other, other.writing()) is Trouble.LOCKED
    other.close()
    assert len(chain(store)) == 1


@SQLCIPHER
def test_a_wrong_key_is_told_as_damage(store: Store) -> None:
    wrong = Store.local(database_file(store), bytes(32))
    assert _trouble(wrong) is Trouble.DAMAGED
    assert wrong.damage() != []
    wrong.close()


@SQLCIPHER
def test_a_folder_that_is_not_there_is_told(store: Store, tmp_path: Path) -> None:
    assert _trouble(Store.local(tmp_path / "nowhere" / "office.db", KEY)) is Trouble.GONE


@SQLCIPHER
@pytest.mark.parametrize("keep", [1, 100, 4096, 8192, -1], ids=str)
def test_a_truncated_file_is_damaged(store: Store, keep: int) -> None:
    path = database_file(store)
    applicant(store)
    store.close()
    path.write_bytes(path.read_bytes()[:keep])
    again = Store.local(path, KEY)
    assert again.damage() != []
    again.close()


@SQLCIPHER
def test_one_flipped_byte_anywhere_is_found(store: Store) -> None:
    path = database_file(store)
    applicant(store)
    store.close()
    sound = path.read_bytes()
    chance = random.Random(20261121)
    for place in (0, 16, len(sound) - 1, *(chance.randrange(len(sound)) for _ in range(40))):
        body = bytearray(sound)
        body[place] ^= 1 << chance.randrange(8)
        path.write_bytes(body)
        again = Store.local(path, KEY)
        assert again.damage() != [], f"byte {place}"
        again.close()
    path.write_bytes(sound)
    again = Store.local(path, KEY)
    assert again.damage() == []
    again.close()


@SQLCIPHER
def test_a_sound_page_is_read_after_a_damaged_one(store: Store) -> None:
    """SQLCipher gives up a connection that has met a damaged page; the store takes a new one."""
    path = database_file(store)
    applicant(store, remarks="x" * 1_000_000)
    store.close()
    body = bytearray(path.read_bytes())
    body[-500_000] ^= 1  # among the pages of the long remark, in the record or in the journal
    path.write_bytes(body)
    with pytest.raises(StoreTrouble) as told, store.reading() as session:
        session.execute(text("select remarks, after from applicants, changes")).all()
    assert told.value.kind is Trouble.DAMAGED
    with store.reading() as session:
        assert session.execute(text("select count(*) from officers")).scalar_one() == 0


@SQLCIPHER
def test_a_copy_holds_what_the_store_held(store: Store, tmp_path: Path) -> None:
    applicant(store)
    store.copy(tmp_path / "copy.db", bytes(32))
    applicant(store)
    copied = Store.local(tmp_path / "copy.db", bytes(32))
    assert (chain(copied), copied.damage()) == (chain(store)[:1], [])
    copied.close()
    assert b"SQLite format" not in (tmp_path / "copy.db").read_bytes()


@SQLCIPHER
def test_nothing_is_left_beside_a_closed_file(store: Store) -> None:
    path = database_file(store)
    applicant(store, name_en="Wing Fat Plating Factory")
    store.close()
    assert [one.name for one in path.parent.glob(path.name + "*")] == [path.name]
    assert b"Wing Fat" not in path.read_bytes()


STATES = {
    "53100": Trouble.FULL,
    "25006": Trouble.READ_ONLY,
    "55P03": Trouble.LOCKED,
    "40P01": Trouble.LOCKED,
    "57014": Trouble.LOCKED,
    "XX001": Trouble.DAMAGED,
    "57P01": Trouble.GONE,
    "08006": Trouble.GONE,
    "53300": Trouble.GONE,
}


@pytest.mark.one_engine("postgresql", "a server's own states")
def test_what_a_server_says_is_told(store: Store) -> None:
    for state, kind in STATES.items():
        with pytest.raises(StoreTrouble) as told, store.reading() as session:
            session.execute(text(f"do $$ begin raise exception 'x' using errcode = '{state}'; end $$"))
        assert told.value.kind is kind, state


@pytest.mark.one_engine("postgresql", "a server can go away")
def test_a_server_that_goes_away_is_told_and_found_again(store: Store) -> None:
    with pytest.raises(StoreTrouble) as told, act(store) as session:
        _add_and_hang_up(session)
    assert told.value.kind is Trouble.GONE
    applicant(store)
    assert [seq for seq, _, _ in chain(store)] == [1]


def _add_and_hang_up(session: Session) -> None:
    session.add(filled(Applicant))
    session.flush()
    session.execute(text("select pg_terminate_backend(pg_backend_pid())"))


@pytest.mark.one_engine("postgresql", "a server can be missing")
def test_a_server_that_is_not_there_is_told(store: Store, tmp_path: Path) -> None:
    nowhere = Store.shared(f"postgresql+psycopg://postgres@/office?host={tmp_path}")
    assert _trouble(nowhere) is Trouble.GONE
    nowhere.close()
