"""Bring a store's tables to the shape this program knows. The steps are in `models/migrations/versions`."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from sqlalchemy import Connection, inspect, text

from models import blobs, triggers

#: The revision that this program works with; a test holds it to the newest step. Said here, because looking the
#: steps up costs more than opening an office that is up to date.
HEAD = "0011"

_STEPS = Path(__file__).parent / "migrations"


class Unfit(RuntimeError):
    """A migration left a row that points nowhere: our bug, and nothing of it is kept."""


def current(connection: Connection) -> str | None:
    """The revision a store stands at; `None` for one that was never migrated, such as an empty file."""
    if not inspect(connection).has_table("alembic_version"):
        return None
    found: str | None = connection.execute(text("select version_num from alembic_version")).scalar()
    return found


def known(revision: str) -> bool:
    """Whether this program knows a revision; one that it does not know was made by a newer program."""
    from alembic.script import ScriptDirectory
    from alembic.util.exc import CommandError

    try:
        return ScriptDirectory(str(_STEPS)).get_revision(revision) is not None
    except CommandError:
        return False


def upgrade(connection: Connection, fold: Callable[..., str]) -> None:
    """Bring a store to `HEAD` and install today's triggers, inside the transaction of `Store.altering()`.

    `fold` gives the searchable form of texts (`app.names`); steps that add such a column fill it by it.
    """
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(_STEPS).replace("%", "%%"))
    config.attributes |= {"connection": connection, "fold": fold}
    command.upgrade(config, "head")
    triggers.install(connection)
    if connection.dialect.name == "postgresql":
        blobs.install(connection)
    elif astray := connection.exec_driver_sql("pragma foreign_key_check").all():
        raise Unfit(f"rows that point nowhere: {astray[:5]}")
