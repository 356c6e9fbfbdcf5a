"""Bring a store's tables to the shape this program knows. The steps are in `models/migrations/versions`."""

from __future__ import annotations

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from alembic.util.exc import CommandError
from sqlalchemy import Connection

from models import blobs, triggers

_STEPS = Path(__file__).parent / "migrations"


class Unfit(RuntimeError):
    """A migration left a row that points nowhere: our bug, and nothing of it is kept."""


def head() -> str:
    """The revision that this program works with."""
    found = ScriptDirectory(str(_STEPS)).get_current_head()
    if found is None:
        raise RuntimeError("the program has lost its migrations")
    return found


def current(connection: Connection) -> str | None:
    """The revision a store stands at; `None` for one that was never migrated, such as an empty file."""
    return MigrationContext.configure(connection).get_current_revision()


def known(revision: str) -> bool:
    """Whether this program knows a revision; one that it does not know was made by a newer program."""
    try:
        return ScriptDirectory(str(_STEPS)).get_revision(revision) is not None
    except CommandError:
        return False


def upgrade(connection: Connection) -> None:
    """Bring a store to `head()` and install today's triggers, inside the transaction of `Store.altering()`."""
    config = Config()
    config.set_main_option("script_location", str(_STEPS).replace("%", "%%"))
    config.attributes["connection"] = connection
    command.upgrade(config, "head")
    triggers.install(connection)
    if connection.dialect.name == "postgresql":
        blobs.install(connection)
    elif astray := connection.exec_driver_sql("pragma foreign_key_check").all():
        raise Unfit(f"rows that point nowhere: {astray[:5]}")
