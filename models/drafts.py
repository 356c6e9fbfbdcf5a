"""What officers have typed and not saved, in an encrypted file of its own (docs/decisions/0021): one row a draft.

Nothing of it is journalled, and no record knows of it. A row is replaced as typing goes on and taken out when the words
were saved or discarded.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from uuid import UUID

from sqlalchemy import Column, Engine, MetaData, String, Table, delete, select
from sqlalchemy.dialects.sqlite import insert

from models.store import cipher_engine, told

DRAFTS = Table(
    "drafts",
    MetaData(naming_convention={"pk": "pk_%(table_name)s"}),
    Column("id", String(36), primary_key=True),
    Column("officer_id", String(36), nullable=False),
    #: The program that writes it; another one that is still open goes on writing.
    Column("sitting", String(36), nullable=False),
    Column("body", String, nullable=False),
)


class Drafts:
    """The draft file. Failures of the disk are `StoreTrouble`."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    @classmethod
    def local(cls, path: Path, key: bytes) -> Drafts:
        """The encrypted file at `path`, opened with its raw 32-byte key; made if it is not there."""
        engine = cipher_engine(path, key)
        try:
            with told(), engine.begin() as connection:
                DRAFTS.metadata.create_all(connection)
        except BaseException:
            engine.dispose()
            raise
        return cls(engine)

    def keep(self, id: UUID, officer_id: UUID, sitting: UUID, body: str, gone: Sequence[UUID] = ()) -> None:
        """Write a draft, over what it was before; those that it stands for now are `gone`, in the same breath."""
        row = insert(DRAFTS).values(id=str(id), officer_id=str(officer_id), sitting=str(sitting), body=body)
        newer = row.on_conflict_do_update(index_elements=["id"], set_={"body": body, "sitting": str(sitting)})
        with told(), self._engine.begin() as connection:
            connection.execute(newer)
            connection.execute(delete(DRAFTS).where(DRAFTS.c.id.in_([str(one) for one in gone])))

    def drop(self, id: UUID) -> None:
        """Take a draft out; one that is not there is no trouble."""
        with told(), self._engine.begin() as connection:
            connection.execute(delete(DRAFTS).where(DRAFTS.c.id == str(id)))

    def of(self, officer_id: UUID) -> list[tuple[UUID, str]]:
        """The drafts of an officer, each with the sitting that wrote it."""
        query = select(DRAFTS.c.sitting, DRAFTS.c.body).where(DRAFTS.c.officer_id == str(officer_id))
        with told(), self._engine.execution_options(purpose="reading").connect() as connection:
            return [(UUID(sitting), body) for sitting, body in connection.execute(query.order_by(DRAFTS.c.id))]

    def close(self) -> None:
        """Close every connection."""
        self._engine.dispose()
