"""A record as a page may hold it: its identity, the version that was seen, and its fields, all frozen."""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import Any, Generic, TypeVar
from uuid import UUID

from models.base import Record

F = TypeVar("F")


@dataclass(frozen=True, slots=True)
class Kept(Generic[F]):
    """Fields of a record as they were read; give `version` back as `seen` when changing it."""

    id: UUID
    version: int
    fields: F


def kept(record: Record, form: type[F], **instead: Any) -> Kept[F]:
    """The record's columns of the same names as a form; `instead` gives those that need another shape."""
    values = {one.name: instead.get(one.name, getattr(record, one.name, None)) for one in fields(form)}  # type: ignore[arg-type]
    return Kept(record.id, record.version, form(**values))
