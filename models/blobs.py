"""The bytes of the office's files, kept once under their SHA-256: one interface, two places.

A local office keeps them in an encrypted file of their own (`files.db`), a shared office in a table of its
database. Blobs are only added to; a record that names a hash can rely on finding exactly those bytes.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from sqlalchemy import Column, Connection, Engine, Integer, LargeBinary, MetaData, String, Table, inspect, select

from models.store import StoreTrouble, Trouble, cipher_engine, told

BLOBS = Table(
    "blobs",
    MetaData(naming_convention={"pk": "pk_%(table_name)s"}),
    Column("sha256", String(64), primary_key=True),
    Column("size", Integer, nullable=False),
    Column("body", LargeBinary, nullable=False),
)


class BlobMissing(StoreTrouble):
    """No bytes are kept under this hash."""

    def __init__(self, sha256: str) -> None:
        super().__init__(Trouble.DAMAGED, f"no file {sha256}")


class BlobDamaged(StoreTrouble):
    """The bytes kept under this hash are no longer those that were put there."""

    def __init__(self, sha256: str) -> None:
        super().__init__(Trouble.DAMAGED, f"file {sha256} has changed")


class Blobs:
    """The kept files of one office. Failures of disk, file or network are `StoreTrouble`."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    @classmethod
    def local(cls, path: Path, key: bytes) -> Blobs:
        """The encrypted file at `path`, opened with its raw 32-byte key; made if it is not there."""
        engine = cipher_engine(path, key)
        with told(), engine.begin() as connection:
            if not inspect(connection).has_table(BLOBS.name):
                install(connection)
        return cls(engine)

    @classmethod
    def shared(cls, engine: Engine) -> Blobs:
        """The table beside the records of a shared office; `models.migrating` has made it."""
        return cls(engine)

    def keep(self, data: bytes) -> str:
        """Keep the bytes and return their SHA-256 in hexadecimal; bytes that are kept already are not kept twice."""
        sha256 = hashlib.sha256(data).hexdigest()
        with told(), self._engine.begin() as connection:
            row = self._insert(BLOBS).values(sha256=sha256, size=len(data), body=data)
            connection.execute(row.on_conflict_do_nothing())
        return sha256

    def _insert(self, table: Table) -> Any:
        """The dialect's own insert; imported here, because a local office never needs PostgreSQL's."""
        if self._engine.dialect.name == "postgresql":
            from sqlalchemy.dialects.postgresql import insert
        else:
            from sqlalchemy.dialects.sqlite import insert  # type: ignore[assignment]
        return insert(table)

    def read(self, sha256: str) -> bytes:
        """The bytes of a hash, compared with it; raises `BlobMissing` or `BlobDamaged`."""
        with told(), self._asking().connect() as connection:
            body = connection.execute(select(BLOBS.c.body).where(BLOBS.c.sha256 == sha256)).scalar_one_or_none()
        if body is None:
            raise BlobMissing(sha256)
        if hashlib.sha256(body).hexdigest() != sha256:
            raise BlobDamaged(sha256)
        return bytes(body)

    def check(self) -> Iterator[str]:
        """Read every kept file and give the hashes of those that are damaged."""
        with told(), self._asking().connect() as connection:
            kept = connection.execute(select(BLOBS.c.sha256).order_by(BLOBS.c.sha256)).scalars().all()
        for sha256 in kept:
            try:
                self.read(sha256)
            except StoreTrouble as trouble:
                if trouble.kind is not Trouble.DAMAGED:
                    raise
                yield sha256

    def close(self) -> None:
        """Close every connection."""
        self._engine.dispose()

    def _asking(self) -> Engine:
        return self._engine.execution_options(purpose="reading")


def install(connection: Connection) -> None:
    """Make the table if it is not there, and what keeps it append-only; the connection is in a transaction."""
    BLOBS.metadata.create_all(connection)
    for statement in _POSTGRESQL if connection.dialect.name == "postgresql" else _SQLITE:
        connection.exec_driver_sql(statement)


_SQLITE = tuple(
    statement
    for verb in ("update", "delete")
    for statement in (
        f"drop trigger if exists blobs_no_{verb}",
        f"create trigger blobs_no_{verb} before {verb} on blobs begin select raise(abort, 'files are only added'); end",
    )
)

_POSTGRESQL = (
    """
create or replace function cpdesk_only_added() returns trigger language plpgsql as $$
begin
  raise exception 'files are only added' using errcode = 'CP004';
end $$""",
    "drop trigger if exists blobs_only_added on blobs",
    "create trigger blobs_only_added before update or delete or truncate on blobs "
    "for each statement execute function cpdesk_only_added()",
)
