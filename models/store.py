"""One database: an encrypted file of this computer (SQLCipher) or a shared PostgreSQL, behind the same two words.

`reading()` gives a session that cannot change anything; `writing()` gives one whose changes are journalled and
committed together, or not at all. What the disk or the network does wrong becomes a `StoreTrouble`; anything
else that is raised is our bug.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager
from enum import StrEnum
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, ExceptionContext, create_engine, event, inspect
from sqlalchemy.dialects.sqlite.base import SQLiteCompiler
from sqlalchemy.exc import DBAPIError, OperationalError
from sqlalchemy.orm import Session, sessionmaker
from sqlalchemy.pool import QueuePool

from models import journal

#: A raw 32-byte key needs no derivation; the log would go to stderr, and every failure is raised anyway.
_UNLOCK = ("pragma cipher_log_level = none", "pragma key = \"x'{key}'\"")
_LASTING = ("pragma journal_mode = wal", "pragma synchronous = full")
#: Sixteen megabytes of pages for a connection: with five, cases of one sector or officer come half as fast in 100,000.
_PRAGMAS = ("pragma busy_timeout = 5000", "pragma temp_store = memory", "pragma cache_size = -16384")

#: What a transaction on SQLite is for: how it begins, and what is switched before it.
_BEGINNINGS = {
    "reading": ("pragma query_only = on", "pragma foreign_keys = on", "begin deferred"),
    "writing": ("pragma query_only = off", "pragma foreign_keys = on", "begin immediate"),
    # Tables are rebuilt by copying, dropping and renaming, which foreign keys would take for deleting.
    "altering": ("pragma query_only = off", "pragma foreign_keys = off", "begin immediate"),
}

#: A lost or hanging colleague must not stop the office; milliseconds.
_PATIENCE = "-c lock_timeout=5000 -c statement_timeout=60000 -c idle_in_transaction_session_timeout=60000"


class Trouble(StrEnum):
    """What the world did to the store."""

    FULL = "full"
    READ_ONLY = "read-only"
    LOCKED = "locked"
    DAMAGED = "damaged"
    GONE = "gone"


class StoreTrouble(Exception):
    """The disk, the file or the network failed; nothing of the transaction was kept."""

    def __init__(self, kind: Trouble, detail: str) -> None:
        super().__init__(f"{kind}: {detail}")
        self.kind = kind


class Store:
    """One database, for as long as the office is open."""

    def __init__(self, engine: Engine) -> None:
        self.engine = engine
        asking: dict[str, Any] = {"purpose": "reading"}
        if self.is_shared:
            # One snapshot for all that a page asks, as a file gives it by itself.
            asking |= {"postgresql_readonly": True, "isolation_level": "REPEATABLE READ"}
        self._reader = sessionmaker(engine.execution_options(**asking), autoflush=False)
        self._writer = sessionmaker(engine, expire_on_commit=False)

    @classmethod
    def local(cls, path: Path, key: bytes, *, read_only: bool = False) -> Store:
        """The encrypted file at `path`, opened with its raw 32-byte key; made if it is not there."""
        return cls(cipher_engine(path, key, read_only=read_only))

    @classmethod
    def shared(cls, url: str) -> Store:
        """A PostgreSQL database by its SQLAlchemy URL (`postgresql+psycopg://…`)."""
        return cls(create_engine(url, pool_pre_ping=True, connect_args={"options": _PATIENCE, "connect_timeout": 10}))

    @property
    def is_shared(self) -> bool:
        """Whether other computers write here too."""
        return self.engine.dialect.name == "postgresql"

    @contextmanager
    def reading(self) -> Iterator[Session]:
        """A session that only asks; a change in it is our bug and is refused."""
        with told(), self._reader() as session:
            event.listen(session, "do_orm_execute", journal.refuse_bulk)
            event.listen(session, "before_flush", _refuse_change)
            yield session

    @contextmanager
    def writing(self) -> Iterator[Session]:
        """A session that changes; commits once when the block ends, rolls everything back when it raises."""
        import models.records  # noqa: F401 – what is flushed must know every table it points to

        with told(), self._writer() as session:
            journal.listen(session)
            with session.begin():
                yield session

    @contextmanager
    def altering(self) -> Iterator[Connection]:
        """A connection whose one transaction may rebuild tables: for migrating, not for records."""
        with told(), self.engine.execution_options(purpose="altering").begin() as connection:
            yield connection

    def damage(self) -> list[str]:
        """What is wrong with a local file, page by page; empty for a sound one and for a shared store."""
        if self.is_shared:
            return []
        try:
            with told(), self.engine.execution_options(purpose="reading").connect() as connection:
                if not inspect(connection).get_table_names():
                    return ["the file holds no table"]  # SQLite takes an emptied file for a new one
                found = [
                    *connection.exec_driver_sql("pragma cipher_integrity_check").scalars(),
                    *connection.exec_driver_sql("pragma integrity_check").scalars(),
                    *(f"foreign key: {row}" for row in connection.exec_driver_sql("pragma foreign_key_check")),
                ]
        except StoreTrouble as trouble:
            if trouble.kind is not Trouble.DAMAGED:
                raise
            return [str(trouble)]
        return [str(one) for one in found if one != "ok"]

    def copy(self, path: Path, key: bytes) -> None:
        """Copy a local store, as it stands at one moment, to a new file with a key of its own."""
        driver: Any = self.engine.dialect.loaded_dbapi
        target = cipher_engine(path, key)
        with told(), ExitStack() as later:
            later.callback(target.dispose)
            try:
                with closing(self.engine.raw_connection()) as origin, closing(target.raw_connection()) as copied:
                    source: Any = origin.driver_connection
                    source.backup(copied.driver_connection)
            except driver.OperationalError as error:  # SQLAlchemy wraps nothing that is asked of the driver itself
                raise OperationalError("backup", None, error) from error

    def close(self) -> None:
        """Close every connection."""
        self.engine.dispose()


class _Compiler(SQLiteCompiler):
    """Writes a hint such as `INDEXED BY` after its table; SQLAlchemy's own for SQLite leaves it out."""

    def get_from_hint_text(self, _table: object, text: str | None) -> str | None:
        return text


def cipher_engine(path: Path, key: bytes, *, read_only: bool = False) -> Engine:
    """An engine on a SQLCipher file with a raw key.

    A transaction begins by its execution option `purpose`: `reading`, `writing` (which waits for the one writer's
    turn at once, and is what an engine does unless told otherwise) or `altering`.
    """
    import sqlcipher3.dbapi2 as sqlcipher

    target = f"{path.absolute().as_uri()}?mode={'ro' if read_only else 'rwc'}"
    settings = [pragma.format(key=key.hex()) for pragma in (*_UNLOCK, *_PRAGMAS, *(() if read_only else _LASTING))]
    driver: Any = sqlcipher
    # The connection that was used last is used next: its pages are in memory, and those of the others are not.
    pool: dict[str, Any] = {"poolclass": QueuePool, "pool_size": 4, "max_overflow": 8, "pool_use_lifo": True}
    engine = create_engine("sqlite://", module=driver, **pool)
    engine.dialect.statement_compiler = _Compiler

    @event.listens_for(engine, "do_connect")
    def connect(_dialect: Any, _record: Any, _args: Any, _options: Any) -> Any:
        connection = sqlcipher.connect(target, uri=True, check_same_thread=False, isolation_level=None)
        with ExitStack() as undo:
            undo.callback(connection.close)
            for pragma in settings:
                connection.execute(pragma)
            undo.pop_all()
        return connection

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        for statement in _BEGINNINGS[connection.get_execution_options().get("purpose", "writing")]:
            connection.exec_driver_sql(statement)

    @event.listens_for(engine, "handle_error")
    def mistrust(context: ExceptionContext) -> None:
        """A connection that has met a damaged page gives sound ones up for damaged too: the next one is new."""
        if sqlite_code(context.original_exception) in (_CORRUPT, _NOTADB):
            context.is_disconnect = True

    return engine


@contextmanager
def told() -> Iterator[None]:
    """Tell the world's failures (`StoreTrouble`) from ours, which pass through unchanged."""
    try:
        yield
    except DBAPIError as error:
        kind = trouble(error)
        if kind is None:
            raise
        raise StoreTrouble(kind, f"{type(error.orig).__name__}: {error.orig}") from error


def trouble(error: DBAPIError) -> Trouble | None:
    """Which trouble of the world an error of the database is; `None` if it is our own mistake."""
    code = sqlite_code(error.orig)
    if code is not None:
        return _SQLITE.get(code)
    state = getattr(error.orig, "sqlstate", None)
    if state is not None:
        return _POSTGRESQL.get(state) or _POSTGRESQL.get(state[:2])
    return Trouble.GONE if isinstance(error, OperationalError) or error.connection_invalidated else None


def sqlite_code(error: BaseException | None) -> int | None:
    """SQLite's own number of an error, without what only refines it; `None` for any other error."""
    code: int | None = getattr(error, "sqlite_errorcode", None)
    return None if code is None else code & 0xFF


_CORRUPT, _NOTADB = 11, 26

#: SQLite's result codes (sqlite.org/rescode.html).
_SQLITE = {
    5: Trouble.LOCKED,  # SQLITE_BUSY
    6: Trouble.LOCKED,  # SQLITE_LOCKED
    8: Trouble.READ_ONLY,
    10: Trouble.GONE,  # SQLITE_IOERR: the disk itself
    _CORRUPT: Trouble.DAMAGED,
    13: Trouble.FULL,
    14: Trouble.GONE,  # SQLITE_CANTOPEN
    15: Trouble.LOCKED,  # SQLITE_PROTOCOL
    _NOTADB: Trouble.DAMAGED,  # a first page that the key does not open
}

#: SQLSTATEs and their classes (PostgreSQL manual, appendix A).
_POSTGRESQL = {
    "08": Trouble.GONE,
    "25006": Trouble.READ_ONLY,
    "25P03": Trouble.GONE,  # idle for too long
    "3D": Trouble.GONE,  # no such database
    "40": Trouble.LOCKED,  # deadlock, or a snapshot that was overtaken
    "53": Trouble.GONE,
    "53100": Trouble.FULL,
    "55P03": Trouble.LOCKED,
    "57": Trouble.GONE,
    "57014": Trouble.LOCKED,  # took longer than it may
    "58": Trouble.GONE,
    "XX001": Trouble.DAMAGED,
    "XX002": Trouble.DAMAGED,
}


def _refuse_change(session: Session, _context: object, _instances: object) -> None:
    if session.new or session.dirty or session.deleted:
        raise journal.OutsideAct("a reading session was asked to change something")
