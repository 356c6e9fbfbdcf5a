"""What every record has, and what every column must declare.

A record has a UUIDv7 born where the record is born, and a version that only ever grows by one. A *listed*
record also has a local `row_no`, which lists, search and sort use and nothing refers to.

A column says three things about itself, once, here beside its type: how two changed copies of it are merged
(`Merge`, reliability.md §2.6), whether it is personal data, and whether it travels on a site visit. Personal is what
tells of a natural person, and free text in which an officer may name one.
"""

from __future__ import annotations

import os
import time
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from typing import Any, ClassVar
from uuid import UUID

from sqlalchemy import BigInteger, Boolean, Column, Date, Identity, Index, Integer, MetaData, Table, Uuid, text
from sqlalchemy.orm import DeclarativeBase, Mapped, MappedColumn, declared_attr, mapped_column
from sqlalchemy.schema import SchemaItem
from sqlalchemy.types import TypeEngine

from models.types import Money, Prose, UtcTime


class Merge(StrEnum):
    """How a column's value is brought home when both sides may have changed it."""

    APPEND = "append-only row"
    INDEPENDENT = "independent field"
    REVIEW = "review group"  # status and money: one value that only a person may merge
    COMPUTED = "computed"  # never carried, always recomputed
    CHILD = "child row"
    SET = "set"
    SERVER = "server only"
    LONG_TEXT = "long text"
    LOCAL = "local"  # derived in each store: never travels, never journalled


@dataclass(frozen=True, slots=True)
class Manners:
    """What a column declares about itself."""

    merge: Merge
    personal: bool = False
    travels: bool = True


def column(
    kind: TypeEngine[Any] | type[TypeEngine[Any]] | SchemaItem | None = None,
    *args: SchemaItem,
    merge: Merge,
    personal: bool = False,
    travels: bool = True,
    **options: Any,
) -> MappedColumn[Any]:
    """A mapped column with its manners; nothing else in `models` makes columns.

    Its old value is read before a new one is set, so that the journal never guesses what was there before.
    """
    said = Manners(merge, personal, travels)
    return mapped_column(kind, *args, info={"manners": said}, active_history=True, **options)


def index_of_some(name: str | None, *columns: str, where: str) -> Index:
    """An index of those rows that fulfil a condition in SQL.

    The record says the condition to SQLite only: to name PostgreSQL here loads it with all its drivers into every local
    office. The migrations say it to both, and tests/models/test_migrating.py holds them together.
    """
    return Index(name, *columns, sqlite_where=text(where))


def manners(of: Column[Any]) -> Manners:
    """What a column declared; a column without a declaration is a `KeyError`, and a failed test."""
    declared: Manners = of.info["manners"]
    return declared


class Base(DeclarativeBase):
    """The mapping of types to columns, and the names of constraints."""

    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(table_name)s_%(column_0_N_name)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "ck": "ck_%(table_name)s_%(constraint_name)s",
            "fk": "fk_%(table_name)s_%(column_0_N_name)s",
            "pk": "pk_%(table_name)s",
        }
    )
    type_annotation_map: ClassVar[dict[Any, Any]] = {
        UUID: Uuid(),
        Decimal: Money(),
        datetime: UtcTime(),
        date: Date(),
        str: Prose(),
        bool: Boolean(),
        int: Integer(),
    }


class Record(Base):
    """Something the office keeps: identified for ever, versioned, journalled, never deleted."""

    __abstract__ = True

    id: Mapped[UUID] = column(primary_key=True, merge=Merge.SERVER, sort_order=-30)
    version: Mapped[int] = column(merge=Merge.SERVER, sort_order=-20)

    @declared_attr.directive
    @classmethod
    def __mapper_args__(cls) -> dict[str, Any]:
        return {"version_id_col": cls.version}

    def __init__(self, **values: Any) -> None:
        values.setdefault("id", new_id())
        super().__init__(**values)


class Listed(Record):
    """A record that is listed, searched and sorted by the thousand: it also has a small local number."""

    __abstract__ = True

    id: Mapped[UUID] = column(unique=True, merge=Merge.SERVER, sort_order=-30)
    row_no: Mapped[int] = column(
        BigInteger().with_variant(Integer, "sqlite"),
        Identity(),
        primary_key=True,
        autoincrement=True,
        merge=Merge.LOCAL,
        travels=False,
        sort_order=-40,
    )

    @declared_attr.directive
    @classmethod
    def __mapper_args__(cls) -> dict[str, Any]:
        return {"version_id_col": cls.version, "primary_key": [cls.id]}


def new_id() -> UUID:
    """A UUIDv7: 48 bits of milliseconds, then random; its time is never used for merging or ordering."""
    stamp = time.time_ns() // 1_000_000
    number = (stamp << 80) | int.from_bytes(os.urandom(10), "big")
    number = number & ~(0xF << 76) | (0x7 << 76)
    return UUID(int=number & ~(0x3 << 62) | (0x2 << 62))


def record_classes() -> dict[str, type[Record]]:
    """Every kind of record by its table's name."""
    import models.records  # noqa: F401 – every kind is mapped once it is imported

    mapped = (mapper.class_ for mapper in Base.registry.mappers)
    return {kind.__tablename__: kind for kind in mapped if issubclass(kind, Record)}


def table_of(kind: type[Base]) -> Table:
    """The table of a kind of record, or of the journal."""
    return Base.metadata.tables[kind.__tablename__]
