"""An office as version 0.1 left it: the tables of step 0001, its triggers, and rows put there with SQL."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any
from unittest import mock

from alembic import command
from alembic.config import Config
from sqlalchemy import Column, Connection, Table, func, inspect, literal, select

from models import Base, blobs, chain, journal, migrating, triggers
from models.base import new_id
from models.kinds import OfficeKind, ProjectType, Role, Sector
from models.stages import Stage
from models.store import Store
from models.types import canonical
from tests.models.samples import plain

#: What later steps added to the tables of then.
ADDED = {
    "applicants": {"merged_into_id", "formerly"},
    "cases": {
        *("recorded_by_id", "recorded_second_by_id", "recorded_second_at", "technology_folded"),
        "technology_id",
        *("unlocked_at", "unlocked_by_id", "unlocked_why"),
    },
    "documents": {
        "original", "media", "title", "pages", "sight", "dated", "sender", "received_on", "mail_id", "struck_out_on",
        "struck_out_why",
    },
    "recommendations": {
        "prepared_interest", "prepared_interest_text", "endorsed_interest", "endorsed_interest_text",
    },
}  # fmt: skip

AT = datetime(2026, 5, 1, 2, 3, 4, tzinfo=UTC)
CASE, FACTORY, APPLICANT, SUPERVISOR, CASEWORKER = (new_id() for _ in range(5))
TECHNOLOGY = "ＦＯＡＭ 泡沫染色"


def build(store: Store, administrator: Any = None, login: str = "kth") -> None:
    """Fill an empty store with an office of version 0.1: three officers, and one historic case with its applicant."""
    with store.altering() as connection:
        _tables(connection)
    people = {administrator or new_id(): (login, Role.ADMINISTRATOR), SUPERVISOR: ("ysf", Role.SUPERVISOR)}
    people[CASEWORKER] = ("lky", Role.CASEWORKER)
    opened: list[tuple[str, dict[str, Any]]] = [
        ("office", {"kind": OfficeKind.REAL, "name": "Test", "number_pattern": "CP-{yy}-{n:04}"})
    ]
    opened += [("officers", {"id": id, "login": name, "initials": name.upper(), "role": role, "active": True})
               for id, (name, role) in people.items()]  # fmt: skip
    with store.engine.begin() as connection:
        seal = _entered(connection, 1, chain.GENESIS, "office.open", opened)
    with store.engine.begin() as connection:
        _entered(connection, 2, seal, "case.enter_historic", _history())


def _history() -> list[tuple[str, dict[str, Any]]]:
    case = {
        "id": CASE, "applicant_id": APPLICANT, "factory_id": FACTORY, "type": ProjectType.DP, "stage": Stage.CLOSED,
        "reference": "CP-16-0001", "received_on": date(2016, 7, 18), "approved": Decimal(250_000),
        "recorded_amount": Decimal(250_000), "recorded_source": "File SAMPLE/DP/16", "technology": TECHNOLOGY,
        "officer_id": CASEWORKER,
    }  # fmt: skip
    return [
        ("applicants", {"id": APPLICANT, "name_en": "Kwong Fat", "folded": "kwong fat"}),
        ("factories", {"id": FACTORY, "applicant_id": APPLICANT, "sector": Sector.TEXT}),
        ("counters", {"kind": "case", "year": 2016, "last": 1}),
        ("cases", case),
    ]


def columns(table: Table) -> list[Column[Any]]:
    """The columns that a table had in version 0.1."""
    return [one for one in table.columns if one.name not in ADDED.get(table.name, ())]


def _tables(connection: Connection) -> None:
    config = Config()
    config.set_main_option("script_location", str(Path(migrating.__file__).parent / "migrations"))
    config.attributes["connection"] = connection
    command.upgrade(config, "0001")

    def journalled(table: Table) -> Iterator[Column[Any]]:
        had = columns(table)
        return (one for one in journal.journalled(table) if one in had)

    there = set(inspect(connection).get_table_names())
    had_tables = [table for table in triggers.record_tables() if table.name in there]
    with (
        mock.patch.object(triggers, "journalled", journalled),
        mock.patch.object(triggers, "record_tables", return_value=had_tables),
    ):
        triggers.install(connection)
    if connection.dialect.name == "postgresql":
        blobs.install(connection)


def _entered(connection: Connection, seq: int, previous: str, act: str, rows: list[tuple[str, dict[str, Any]]]) -> str:
    """One entry and the new records in it; gives its hash. On PostgreSQL the old triggers write the rest."""
    entry = journal.Open(new_id(), act, CASEWORKER, "lky", AT, "")
    stated = {name: getattr(entry, name) for name in ("id", "act", "officer_id", "who", "at", "reason")}
    tables = Base.metadata.tables
    shared = connection.dialect.name == "postgresql"
    if shared:
        connection.execute(tables["journal"].insert().values(**stated))
        connection.execute(select(func.set_config("cpdesk.entry", str(entry.id), literal(value=True))))
    made = [_inserted(connection, tables[name], values) for name, values in rows]
    if shared:
        return ""
    entry.changes = made
    sealed = chain.seal(previous, seq, entry, journal.written_changes(entry))
    connection.execute(tables["journal"].insert().values(**stated, seq=seq, hash=sealed))
    connection.execute(tables["changes"].insert(), [{"entry_id": entry.id, **change} for change in made])
    return sealed


def _inserted(connection: Connection, table: Table, given: dict[str, Any]) -> dict[str, Any]:
    """Put a record into its table; gives the change that the journal keeps of it."""
    values: dict[str, Any] = {"id": new_id(), "version": 1}
    for one in columns(table):
        if not one.nullable and not one.foreign_keys and one.name not in {"id", "version", "row_no", *given}:
            values[one.name] = plain(one)
    values |= given
    connection.execute(table.insert().values(**values))
    told = [one for one in journal.journalled(table) if values.get(one.name) is not None]
    after = {one.name: canonical(values[one.name], one.type) for one in told}
    return {"record_id": values["id"], "version": 1, "kind": table.name, "before": {}, "after": after}
