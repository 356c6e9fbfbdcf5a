"""Many new records at once leave what the same records leave when they are added one by one."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import contextmanager
from typing import Any
from uuid import UUID

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select
from sqlalchemy.orm import Session

from models import Applicant, Case, Change, journal, walk
from models.base import Base, Record, new_id, record_classes, table_of
from models.journal import OutsideAct
from models.many import add_rows
from models.store import Store
from tests.models.samples import AT, act, chain, filled, first_break, plain
from tests.models.test_journal import CASES

Rows = dict[type[Record], list[dict[str, Any]]]


def one_row_of_each() -> Rows:
    """A row of every kind, each pointing at the others."""
    kinds, ids, rows = record_classes(), {name: new_id() for name in record_classes()}, Rows()
    for table in Base.metadata.sorted_tables:
        if table.name in kinds:
            row: dict[str, Any] = {"id": ids[table.name]}
            for one in table.columns:
                if not one.nullable and one.foreign_keys:
                    (key,) = one.foreign_keys
                    row[one.name] = ids[key.column.table.name]
                elif not one.nullable and one.name not in {"id", "version", "row_no"}:
                    row[one.name] = plain(one)
            rows[kinds[table.name]] = [row]
    return rows


@contextmanager
def entry(store: Store, id: UUID):
    """A writing session whose entry has this id."""
    with pytest.MonkeyPatch.context() as patch, store.writing() as session:
        patch.setattr(journal, "new_id", lambda: id)
        journal.begin(session, act="test.add", officer_id=None, who="postgres", at=AT)
        yield session


def kept(store: Store) -> tuple[Any, Any]:
    """The chain, and every change in it."""
    with store.reading() as session:
        columns = Change.record_id, Change.version, Change.kind, Change.before, Change.after
        changes = session.execute(select(*columns).order_by(*columns[:3])).all()
        assert walk.unaccounted(session) == []
    assert first_break(store) is None
    return chain(store), [tuple(one) for one in changes]


def both_ways(stores: tuple[Store, Store], rows: Rows) -> None:
    """Add the same rows to two stores, one by one and at once, and compare what was seen and what is kept."""
    id, seen = new_id(), []
    with entry(stores[0], id) as session:
        for kind, new in rows.items():
            session.add_all(kind(**row) for row in new)
            session.flush()
        seen.append((journal.entries(session)[0].changes, journal.touched(session)))
    with entry(stores[1], id) as session:
        given_ids = [add_rows(session, kind, new) for kind, new in rows.items()]
        seen.append((journal.entries(session)[0].changes, journal.touched(session)))
    assert given_ids == [[row["id"] for row in new] for new in rows.values()]
    assert sorted(seen[0][0], key=repr) == sorted(seen[1][0], key=repr)
    assert seen[0][1] == seen[1][1]
    assert kept(stores[0]) == kept(stores[1])


@pytest.fixture
def stores(new_store: Callable[[], Store]) -> tuple[Store, Store]:
    return new_store(), new_store()


def test_a_record_of_every_kind(stores: tuple[Store, Store]) -> None:
    both_ways(stores, one_row_of_each())


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=20)
@given(values=st.lists(CASES, min_size=1, max_size=4))
def test_whatever_is_in_them(stores: tuple[Store, Store], values: list[dict[str, Any]]) -> None:
    first = one_row_of_each()
    cases = [{**first[Case][0], "id": new_id(), "reference": None, **one} for one in values]
    both_ways(stores, {Applicant: first[Applicant], Case: cases})


def test_many_rows_go_in_their_order_and_can_be_asked_for_at_once(store: Store) -> None:
    row = one_row_of_each()[Applicant][0]
    del row["id"]
    with act(store) as session:
        ids = add_rows(session, Applicant, [row | {"name_en": str(n)} for n in range(2_500)])
        found = session.get_one(Applicant, ids[1_700])
        assert (found.name_en, found.version) == ("1700", 1)
        assert session.execute(select(Applicant.id).order_by(Applicant.row_no)).scalars().all() == ids
        found.name_en = "another"
    with store.reading() as session:
        assert session.get_one(Applicant, ids[1_700]).version == 2
        assert walk.unaccounted(session) == []
    assert first_break(store) is None


def test_what_they_point_to_may_wait_in_the_session(store: Store) -> None:
    case = one_row_of_each()[Case][0]
    with act(store) as session:
        owner = filled(Applicant)
        session.add(owner)
        add_rows(session, Case, [case | {"applicant_id": owner.id}])
    assert first_break(store) is None


def test_of_nothing_nothing_is_kept(store: Store) -> None:
    with act(store) as session:
        assert add_rows(session, Applicant, []) == []
    assert chain(store) == []


def test_outside_an_act_they_are_refused(store: Store) -> None:
    with pytest.raises(OutsideAct), store.writing() as session:
        add_rows(session, Applicant, one_row_of_each()[Applicant])


@pytest.mark.parametrize("extra", [{"version": 2}, {"row_no": 7}, {"surname": "x"}], ids=["version", "row_no", "none"])
def test_a_column_that_is_not_to_be_set_is_refused(store: Store, extra: dict[str, Any]) -> None:
    row = one_row_of_each()[Applicant][0]
    with pytest.raises(ValueError, match="no column to set"), act(store) as session:
        add_rows(session, Applicant, [row | extra])


def test_rows_that_name_different_columns_are_refused(store: Store) -> None:
    row = one_row_of_each()[Applicant][0]
    with pytest.raises(ValueError, match="different columns"), act(store) as session:
        add_rows(session, Applicant, [row, row | {"id": new_id(), "br_expires_on": None}])
    assert chain(store) == []


def test_an_act_left_by_an_exception_keeps_none_of_them(store: Store) -> None:
    with pytest.raises(ZeroDivisionError), act(store) as session:
        _add_and_fail(session)
    with store.reading() as session:
        assert session.execute(select(table_of(Applicant).c.id)).all() == []
    assert chain(store) == []


def _add_and_fail(session: Session) -> None:
    add_rows(session, Applicant, one_row_of_each()[Applicant])
    raise ZeroDivisionError
