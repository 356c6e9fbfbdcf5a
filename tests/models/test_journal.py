"""The journal hears every change, on both engines alike, and shows where somebody meddled with it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta, timezone
from decimal import Decimal
from typing import Any
from uuid import UUID

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import delete, insert, select, text, update
from sqlalchemy.orm import Session

from models import Applicant, Case, Change, Entry, journal, walk
from models.base import new_id, record_classes
from models.journal import OutsideAct
from models.kinds import ProjectType
from models.stages import Stage
from models.store import Store
from tests.engines import behind
from tests.models.samples import AT, act, applicant, chain, filled, first_break, one_of_each

# --- the same bytes -------------------------------------------------------------------------------------------

TEXTS = st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"]), max_size=40)
MONEY = st.none() | st.decimals(0, Decimal("1e13"), places=2)
DAYS = st.none() | st.dates(date(1, 1, 1), date(9999, 12, 31))
EARLY, LATE = datetime.fromisoformat("1000-01-02"), datetime.fromisoformat("9999-01-01")
MOMENTS = st.datetimes(EARLY, LATE, timezones=st.sampled_from([UTC, timezone(timedelta(hours=8))]))
JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**53), 2**53) | TEXTS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(TEXTS, inner, max_size=3),
    max_leaves=6,
)
CASES = st.fixed_dictionaries(
    {
        "requested": MONEY,
        "approved": MONEY,
        "received_on": DAYS,
        "due_on": DAYS,
        "title_tc": TEXTS,
        "stage": st.sampled_from(Stage),
        "type": st.sampled_from(ProjectType),
        "on_list": st.none() | st.booleans(),
        "characteristics": JSON.filter(lambda value: value is not None),
    }
)


@pytest.fixture
def both(_sqlcipher: Callable[[], Store], _postgresql: Callable[[], Store]) -> Any:
    """A store of each engine, holding the same applicant."""
    stores = (_sqlcipher(), _postgresql())
    yield stores
    for store in stores:
        store.close()


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(first=CASES, then=CASES, reason=TEXTS, at=MOMENTS)
def test_both_engines_write_the_same_bytes(
    both: tuple[Store, Store], first: Any, then: Any, reason: str, at: datetime
) -> None:
    """Whatever is typed, the two journals hold the same text, so the same hash follows."""
    ids = [new_id() for _ in range(4)]
    heads = []
    for store in both:
        with pytest.MonkeyPatch.context() as patch, store.writing() as session:
            patch.setattr(journal, "new_id", iter(ids[:2]).__next__)
            journal.begin(session, act="case.add", officer_id=None, who="postgres", at=at, reason=reason)
            session.add(filled(Applicant, id=ids[2]))
            session.flush()
            case = filled(Case, id=ids[3], applicant_id=ids[2], **first)
            session.add(case)
            journal.begin(session, act="case.change", officer_id=ids[2], who="postgres", at=at, undoes=ids[0])
            for name, value in then.items():
                setattr(case, name, value)
        with store.reading() as session:
            heads.append(journal.head(session))
    assert heads[0] == heads[1]


def test_every_kind_of_column_has_the_same_bytes(both: tuple[Store, Store]) -> None:
    """One record of every kind: hashes of the stored changes agree once ids are put aside."""
    written = []
    for store in both:
        with act(store) as session:
            ids = {str(one.id): kind for kind, one in one_of_each(session).items()}
        with store.reading() as session:
            rows = session.execute(text("select kind, version, before, after from changes order by kind")).all()
        written.append([tuple(_without_ids(str(cell), ids) for cell in row) for row in rows])
    assert written[0] == written[1]
    assert len(written[0]) == len(record_classes())


def _without_ids(cell: str, ids: dict[str, str]) -> str:
    for id, kind in ids.items():
        cell = cell.replace(id, kind)
    return cell


# --- what is written ------------------------------------------------------------------------------------------


def test_a_change_holds_the_fields_before_and_after(store: Store) -> None:
    id = applicant(store, name_en="Wing Fat", br_number="12345678")
    with act(store, "applicant.change", reason="new name") as session:
        session.get_one(Applicant, id).name_en = "Wing Fat Plating"
    with store.reading() as session:
        change = session.execute(select(Change).where(Change.version == 2)).scalar_one()
        entry = session.get_one(Entry, change.entry_id)
        assert (change.before, change.after) == ({"name_en": "Wing Fat"}, {"name_en": "Wing Fat Plating"})
        assert (entry.seq, entry.act, entry.who, entry.reason) == (2, "applicant.change", "postgres", "new name")


def test_the_old_value_is_known_even_when_it_was_not_loaded(store: Store) -> None:
    id = applicant(store, name_en="Wing Fat")
    with act(store) as session:
        found = session.get_one(Applicant, id)
        session.expire(found)
        found.name_en = "Other"
    with store.reading() as session:
        change = session.execute(select(Change).where(Change.version == 2)).scalar_one()
        assert change.before == {"name_en": "Wing Fat"}


def test_python_knows_the_changes_that_the_database_keeps(store: Store) -> None:
    """What an act is compared with is what the journal holds, on either engine."""
    with store.writing() as session:
        open_entry = journal.begin(session, act="a.b", officer_id=None, who="postgres", at=AT)
        made = one_of_each(session)
        case, owner = made["cases"], made["applicants"]
        assert isinstance(case, Case)
        assert isinstance(owner, Applicant)
        case.requested, case.due_on, owner.folded = Decimal("3.10"), None, "x"
        session.flush()
        case.requested = None
        session.flush()
        seen = [(one["kind"], one["version"], one["before"], one["after"]) for one in open_entry.changes]
    with store.reading() as session:
        kept = session.execute(select(Change.kind, Change.version, Change.before, Change.after)).all()
    assert sorted(seen, key=repr) == sorted(map(tuple, kept), key=repr)


def test_local_columns_are_not_journalled(store: Store) -> None:
    id = applicant(store, folded="wing fat")
    with act(store) as session:
        session.get_one(Applicant, id).folded = "other"
    with store.reading() as session:
        changes = session.execute(select(Change).order_by(Change.version)).scalars().all()
        assert "folded" not in changes[0].after
        assert (changes[1].before, changes[1].after) == ({}, {})


def test_setting_what_was_there_already_is_no_change(store: Store) -> None:
    id = applicant(store, name_en="Wing Fat")
    with act(store) as session:
        session.get_one(Applicant, id).name_en = "Wing Fat"
        session.flush()
        assert journal.touched(session) == {}
    assert len(chain(store)) == 1


def test_entries_of_one_transaction_are_sealed_in_their_order(store: Store) -> None:
    with store.writing() as session:
        for name in ("one", "two", "three"):
            journal.begin(session, act=name, officer_id=None, who="postgres", at=AT)
            if name != "two":  # an act that changed nothing leaves nothing
                session.add(filled(Applicant))
    assert [(seq, act) for seq, act, _ in chain(store)] == [(1, "one"), (2, "three")]
    assert first_break(store) is None


def test_touched_names_what_was_flushed(store: Store) -> None:
    with act(store) as session:
        made = filled(Applicant)
        session.add(made)
        session.flush()
        assert journal.touched(session) == {"applicants": {made.id}}


def test_reason_is_hashed_as_it_is_kept(store: Store) -> None:
    with act(store, reason="Cafe\u0301 \U000113c5") as session:
        session.add(filled(Applicant))
    assert first_break(store) is None


def test_an_entry_may_take_back_another(store: Store) -> None:
    id = applicant(store, name_en="old")
    with store.reading() as session:
        (first,) = session.execute(select(Entry.id)).scalars()
    with store.writing() as session:
        journal.begin(session, act="act.undo", officer_id=None, who="postgres", at=AT, undoes=first)
        session.get_one(Applicant, id).name_en = "new"
    with store.reading() as session:
        assert session.execute(select(Entry.undoes_id).order_by(Entry.seq)).scalars().all() == [None, first]
    assert first_break(store) is None


def test_an_entry_without_a_change_stands_only_where_it_is_to_be_kept(store: Store) -> None:
    with store.writing() as session:
        journal.begin(session, act="office.look", officer_id=None, who="lky", at=AT)
        journal.begin(session, act="officer.let_in", officer_id=None, who="lky", at=AT, reason="ysf", kept=True)
    with store.reading() as session:
        told = [(one.seq, one.act, one.reason) for one in session.execute(select(Entry).order_by(Entry.seq)).scalars()]
        assert [one[1:] for one in told] == [("officer.let_in", "ysf")]
        assert walk.first_break(session) is None


def test_a_rolled_back_transaction_leaves_no_number(store: Store) -> None:
    applicant(store)
    with pytest.raises(ZeroDivisionError), act(store, "test.failed") as session:
        _add_and_fail(session)
    applicant(store)
    assert [seq for seq, _, _ in chain(store)] == [1, 2]
    assert first_break(store) is None


def _add_and_fail(session: Session) -> None:
    session.add(filled(Applicant))
    session.flush()
    raise ZeroDivisionError


# --- what is refused ------------------------------------------------------------------------------------------


def test_a_change_outside_any_act_is_refused(store: Store) -> None:
    with pytest.raises(OutsideAct), store.writing() as session:
        session.add(filled(Applicant))
    assert chain(store) == []


def test_a_delete_is_refused(store: Store) -> None:
    id = applicant(store)
    with pytest.raises(OutsideAct), act(store) as session:
        session.delete(session.get_one(Applicant, id))


@pytest.mark.parametrize(
    "statement",
    [update(Applicant).values(name_en="x"), delete(Applicant), insert(Applicant).values(name_en="x")],
    ids=["update", "delete", "insert"],
)
def test_bulk_statements_are_refused(store: Store, statement: Any) -> None:
    with pytest.raises(OutsideAct), act(store) as session:
        session.execute(statement)
    with pytest.raises(OutsideAct), store.reading() as session:
        session.execute(statement)


def test_nobody_writes_the_journal_by_hand(store: Store) -> None:
    with pytest.raises(OutsideAct), act(store) as session:
        session.add(Entry(id=UUID(int=1), act="x", who="x", at=AT, reason=""))


def test_a_savepoint_is_refused(store: Store) -> None:
    with pytest.raises(OutsideAct), act(store) as session:
        session.begin_nested()


# --- meddling -------------------------------------------------------------------------------------------------

MEDDLING = {
    "act": "update journal set act = 'x' where seq = 2",
    "officer": "update journal set officer_id = null where seq = 2",
    "who": "update journal set who = 'x' where seq = 2",
    "reason": "update journal set reason = 'x' where seq = 2",
    "hash": "update journal set hash = (select hash from journal where seq = 1) where seq = 2",
    "undoes": "update journal set undoes_id = id where seq = 2",
    "at": "update journal set at = (select at from journal where seq = 1) where seq = 2",
    "number": "update journal set seq = 9 where seq = 2",
    "entry removed": "delete from journal where seq = 2",
    "before": "update changes set before = '{}' where version = 2",
    "after": """update changes set after = '{"name_en":"z"}' where version = 2""",
    "kind": "update changes set kind = 'cases' where version = 2",
    "version": "update changes set version = 7 where version = 2",
    "record": "update changes set record_id = entry_id where version = 2",
    "change removed": "delete from changes where version = 2",
}


@pytest.fixture
def told(store: Store) -> Store:
    """A store with three entries, the second a change of version 2."""
    officer = UUID(int=7)
    id = applicant(store, name_en="a")
    with store.writing() as session:
        journal.begin(session, act="b", officer_id=officer, who="postgres", at=AT + timedelta(1), reason="b")
        session.get_one(Applicant, id).name_en = "b"
    with act(store, "c", officer_id=officer) as session:
        session.get_one(Applicant, id).name_en = "c"
    assert first_break(store) is None
    return store


@pytest.mark.parametrize("statement", MEDDLING.values(), ids=MEDDLING.keys())
def test_row_41_meddling_breaks_the_chain_where_it_was_done(told: Store, statement: str) -> None:
    with behind(told) as connection:
        connection.exec_driver_sql(statement)
    assert first_break(told) == 2


def test_a_change_that_no_entry_owns_breaks_the_chain(told: Store) -> None:
    with behind(told) as connection:
        connection.exec_driver_sql(
            "insert into changes select record_id, entry_id, 9, kind, before, after from changes where version = 1"
        )
    assert first_break(told) == 4


def test_two_entries_exchanged_are_found(told: Store) -> None:
    with behind(told) as connection:
        for step in ("-1 where seq = 2", "2 where seq = 3", "3 where seq = -1"):
            connection.exec_driver_sql(f"update journal set seq = {step}")
    assert first_break(told) == 2


@pytest.mark.parametrize(
    "change", ["name_en = 'meddled'", "version = version + 1", "br_expires_on = '2026-01-01'"], ids=lambda c: c[:7]
)
def test_a_record_changed_behind_the_journal_is_unaccounted(told: Store, change: str) -> None:
    with told.reading() as session:
        assert walk.unaccounted(session) == []
    with behind(told) as connection:
        connection.exec_driver_sql(f"update applicants set {change}")
    with told.reading() as session:
        ((kind, _),) = walk.unaccounted(session)
    assert kind == "applicants"
    assert first_break(told) is None


def test_one_record_of_each_kind_is_accounted_for(store: Store) -> None:
    with act(store) as session:
        one_of_each(session)
    with store.reading() as session:
        assert walk.unaccounted(session) == []
