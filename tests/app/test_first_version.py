"""An office of version 0.1 is migrated whole: no row, no entry of its journal differs afterwards, and it works on."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from sqlalchemy import inspect, select

from app import cases, checking, historic, index, keys, opening
from app.beside import DATABASE
from app.cases import CaseFields
from app.clock import HeldClock
from app.names import fold
from app.office import Office
from app.rules.book import RuleBook
from models import Base, Case, migrating, walk
from models.blobs import Blobs
from models.journal import OutsideAct
from models.kinds import OfficeKind, ProjectType, Role
from models.store import Store
from tests import make
from tests.app import first_version
from tests.engines import KEY
from tests.models.samples import chain, first_break


def tables(store: Store) -> set[str]:
    """The names of a store's tables."""
    return set(inspect(store.engine).get_table_names())


def rows(store: Store, among: set[str]) -> dict[str, list[Any]]:
    """Every row of these tables in the columns of version 0.1."""
    with store.engine.connect() as connection:
        return {
            table.name: sorted(map(tuple, connection.execute(select(*first_version.columns(table)))), key=str)
            for table in Base.metadata.sorted_tables
            if table.name in among
        }


@pytest.fixture
def old(empty_store: Store) -> Store:
    first_version.build(empty_store)
    return empty_store


@pytest.fixture
def migrated(old: Store, tmp_path: Path, clock: HeldClock) -> Office:
    """Brought up to date as `app.opening` does it."""
    with old.altering() as connection:
        migrating.upgrade(connection, fold)
        index.make(connection)
    blobs = Blobs.shared(old.engine) if old.is_shared else Blobs.local(tmp_path / "files.db", KEY)
    office = Office(store=old, blobs=blobs, rules=RuleBook.load(), clock=clock, kind=OfficeKind.REAL, name="Test")
    make.sign_in(office, Role.CASEWORKER)
    return office


def test_no_row_and_no_entry_differs_and_the_shape_is_that_of_a_new_office(old: Store) -> None:
    had = tables(old)
    before, told = rows(old, had), chain(old)
    assert len(told) == 2
    assert first_break(old) is None
    with old.altering() as connection:
        migrating.upgrade(connection, fold)
    assert (rows(old, had), chain(old)) == (before, told)
    with old.engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        found = compare_metadata(context, Base.metadata)
    found = [one for one in found if "blobs" not in str(one) and "_words" not in str(one)]  # none of the metadata's
    assert found == []


def test_the_technology_is_folded(migrated: Office) -> None:
    kept = make.read(migrated, Case, first_version.CASE)
    assert (kept.technology, kept.technology_folded) == (first_version.TECHNOLOGY, fold(first_version.TECHNOLOGY))
    assert kept.technology_folded == "foam 泡沫染色"


def test_check_finds_nothing_and_changes_are_journalled_as_before(migrated: Office) -> None:
    assert list(checking.check(migrated)) == []
    form = CaseFields(first_version.APPLICANT, ProjectType.DP, first_version.FACTORY, technology="Heat pump")
    make.do(migrated, cases.correct, first_version.CASE, form, seen=1)
    make.case(migrated)
    assert make.read(migrated, Case, first_version.CASE).technology_folded == "heat pump"
    assert list(checking.check(migrated)) == []
    with pytest.raises(OutsideAct), migrated.work() as work:
        work.session.get_one(Case, first_version.CASE).technology = "Behind the journal’s back"


def test_an_amount_of_then_waits_for_another_officer_than_the_journal_names(migrated: Office) -> None:
    """Version 0.1 approved it at once: it stays approved, and says that nobody has confirmed it yet."""
    kept = make.read(migrated, Case, first_version.CASE)
    assert (kept.approved, kept.recorded_by_id, kept.record_waits) == (Decimal(250_000), None, True)
    with migrated.reading() as session:
        assert historic.entered_by(session, kept) == first_version.CASEWORKER
    with make.signed(migrated, Role.SUPERVISOR):
        make.do(migrated, historic.confirm, first_version.CASE, seen=1)
    kept = make.read(migrated, Case, first_version.CASE)
    assert (kept.approved, kept.recorded_second_by_id) == (Decimal(250_000), first_version.SUPERVISOR)
    assert list(checking.check(migrated)) == []


@pytest.mark.one_engine("sqlcipher", "a shared office is no folder")
def test_opening_copies_it_aside_and_migrates_it(tmp_path: Path, clock: HeldClock) -> None:
    folder, password = tmp_path / "office", "long enough for a test"
    first = opening.FirstOfficer("kth", "KTH", "KAN Tsz-ho", "簡子豪")
    made = opening.create(folder, name="Test", kind=OfficeKind.REAL, first=first, password=password, clock=clock,
                          cost=keys.Cost(1, 64, 1))  # fmt: skip
    key = made.key
    assert key is not None
    made.close()
    (folder / DATABASE).unlink()
    old = Store.local(folder / DATABASE, keys.part(key, DATABASE))
    first_version.build(old, made.officer.id)
    had = tables(old)
    before = rows(old, had)
    old.close()
    office = opening.open_office(folder, login="kth", password=password, clock=clock)
    assert rows(office.store, had) == before
    assert list(checking.check(office)) == []
    office.close()
    (aside,) = folder.glob(f"before-{migrating.HEAD}-*.db")
    kept = Store.local(aside, keys.part(key, DATABASE))
    assert rows(kept, had) == before
    with kept.reading() as session:
        assert migrating.current(session.connection()) == "0001"
        assert walk.first_break(session) is None
    kept.close()
