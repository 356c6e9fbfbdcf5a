"""The migrations make exactly the tables of the records, on both engines, and lose nothing on the way."""

from __future__ import annotations

import ast
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from sqlalchemy import CheckConstraint, inspect, text

from app.names import fold
from models import Applicant, Base, Case, migrating, triggers
from models.base import record_classes
from models.store import Store
from tests.engines import KEY
from tests.models.samples import act, applicant, chain, first_break, one_of_each

STEPS = sorted((Path(migrating.__file__).parent / "migrations/versions").glob("*.py"))


def _ours(_object: object, name: str | None, kind: str, _reflected: bool, _to: object) -> bool:
    """All but what is no table of SQLAlchemy’s: the files (`models.blobs`) and the words of the index."""
    return not (kind == "table" and (name == "blobs" or "_words" in str(name)))


def test_the_head_is_what_the_records_are(store: Store) -> None:
    with store.engine.connect() as connection:
        context = MigrationContext.configure(
            connection, opts={"compare_type": True, "compare_server_default": store.is_shared, "include_object": _ours}
        )
        assert compare_metadata(context, Base.metadata) == []


def test_constraints_are_named_alike(store: Store) -> None:
    """`compare_metadata` does not look at checks and primary keys; their names matter to the next migration."""
    found = inspect(store.engine)
    for table in Base.metadata.sorted_tables:
        assert found.get_pk_constraint(table.name)["name"] == f"pk_{table.name}"
        named = {one["name"] for one in found.get_check_constraints(table.name)}
        assert named == {str(one.name) for one in table.constraints if isinstance(one, CheckConstraint)}


def test_an_index_of_some_rows_is_one_on_both_engines(store: Store) -> None:
    """A record tells its condition to SQLite only (`models.base.index_of_some`); `compare_metadata` does not look."""
    engine = "postgresql" if store.is_shared else "sqlite"
    declared = {
        str(one.name): str(one.dialect_options["sqlite"]["where"])
        for table in Base.metadata.sorted_tables
        for one in table.indexes
        if one.dialect_options["sqlite"]["where"] is not None
    }
    found = {
        str(one["name"]): str(where)
        for table in Base.metadata.sorted_tables
        for one in inspect(store.engine).get_indexes(table.name)
        if (where := one.get("dialect_options", {}).get(f"{engine}_where")) is not None
    }
    assert {"ix_cases_by_due", "ix_cases_ended"} <= declared.keys()
    assert found.keys() == declared.keys()
    if not store.is_shared:  # PostgreSQL says the same in words of its own
        assert found == declared


def test_the_triggers_are_there(store: Store) -> None:
    query = (
        "select tgname from pg_trigger where not tgisinternal"
        if store.is_shared
        else ("select name from sqlite_master where type = 'trigger'")
    )
    with store.engine.connect() as connection:
        names = set(connection.execute(text(query)).scalars())
    for table in record_classes():
        assert (f"{table}_journal" if store.is_shared else f"{table}_one_step") in names


def test_the_head_is_the_newest_step() -> None:
    newest = [step.stem.split("_")[0] for step in STEPS][-1]
    assert newest == migrating.HEAD


def test_a_store_knows_where_it_stands(store: Store) -> None:
    with store.reading() as session:
        assert migrating.current(session.connection()) == migrating.HEAD
    assert migrating.known(migrating.HEAD)
    assert not migrating.known("9999")


@pytest.mark.one_engine("sqlcipher", "a shared database is made by its administrator")
def test_an_empty_file_stands_nowhere(store: Store, tmp_path: Path) -> None:
    empty = Store.local(tmp_path / "empty.db", KEY)
    with empty.reading() as session:
        assert migrating.current(session.connection()) is None
    empty.close()


def test_upgrading_again_keeps_everything(store: Store) -> None:
    with act(store) as session:
        one_of_each(session)
    applicant(store, name_en="Wing Fat")
    before = chain(store)
    with store.altering() as connection:
        migrating.upgrade(connection, fold)
    assert chain(store) == before
    assert first_break(store) is None
    applicant(store)
    assert len(chain(store)) == len(before) + 1


def test_a_failed_upgrade_leaves_the_store_as_it_was(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    id = applicant(store, name_en="Wing Fat")

    def fail(connection: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(triggers, "install", fail)
    with pytest.raises(ZeroDivisionError):
        _alter_and_upgrade(store)
    assert "surplus" not in {column["name"] for column in inspect(store.engine).get_columns("applicants")}
    with store.reading() as session:
        assert session.get_one(Applicant, id).name_en == "Wing Fat"


def _alter_and_upgrade(store: Store) -> None:
    with store.altering() as connection:
        connection.exec_driver_sql("alter table applicants add column surplus integer")
        migrating.upgrade(connection, fold)


def test_a_table_that_others_point_at_can_be_rebuilt(store: Store) -> None:
    """Alembic's batch on SQLite drops and renames the table; no row and no reference may go with it."""
    from alembic.operations import Operations

    with act(store) as session:
        case = one_of_each(session)["cases"]
        assert isinstance(case, Case)
        case.requested = Decimal("5.00")
    with store.altering() as connection:
        operations = Operations(MigrationContext.configure(connection))
        with operations.batch_alter_table("applicants", recreate="auto") as batch:
            batch.alter_column("name_en", new_column_name="name_latin")
        with operations.batch_alter_table("applicants", recreate="auto") as batch:
            batch.alter_column("name_latin", new_column_name="name_en")
        migrating.upgrade(connection, fold)
    assert first_break(store) is None
    assert store.damage() == []
    applicant(store)


@pytest.mark.parametrize("step", STEPS, ids=lambda step: step.stem)
def test_a_step_knows_nothing_of_todays_program(step: Path) -> None:
    imported = {
        (node.module or "") if isinstance(node, ast.ImportFrom) else node.names[0].name
        for node in ast.walk(ast.parse(step.read_text("utf-8")))
        if isinstance(node, (ast.Import, ast.ImportFrom))
    }
    assert {name.partition(".")[0] for name in imported} <= {"__future__", "alembic", "sqlalchemy"}


def test_each_engine_begins_with_nothing(new_store: Callable[[], Store]) -> None:
    first, second = new_store(), new_store()
    applicant(first)
    assert (len(chain(first)), chain(second)) == (1, [])
