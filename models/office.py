"""The office itself, and its officers."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import CheckConstraint, UniqueConstraint
from sqlalchemy.orm import Mapped

from models.base import Merge, Record, column
from models.kinds import OfficeKind, Role
from models.types import Word


class OfficeRecord(Record):
    """The one row that says what this store is: real or sample, its name, and how its numbers look."""

    __tablename__ = "office"

    kind: Mapped[OfficeKind] = column(Word(OfficeKind), merge=Merge.SERVER)
    name: Mapped[str] = column(merge=Merge.SERVER)
    #: How a case number is written, with {yy} or {yyyy} and {n:04}; set when the office is made, and never changed.
    number_pattern: Mapped[str] = column(merge=Merge.SERVER)
    opened_at: Mapped[datetime] = column(merge=Merge.SERVER)


class Officer(Record):
    """Somebody of the Secretariat, who signs in and whose name stands behind each act."""

    __tablename__ = "officers"
    __table_args__ = (UniqueConstraint("login"),)

    login: Mapped[str] = column(merge=Merge.SERVER, personal=True)
    initials: Mapped[str] = column(merge=Merge.SERVER, personal=True)
    name_en: Mapped[str] = column(merge=Merge.SERVER, personal=True)
    name_zh: Mapped[str] = column(merge=Merge.SERVER, personal=True)
    post_en: Mapped[str] = column(merge=Merge.SERVER)
    post_tc: Mapped[str] = column(merge=Merge.SERVER)
    post_sc: Mapped[str] = column(merge=Merge.SERVER)
    role: Mapped[Role] = column(Word(Role), merge=Merge.SERVER)
    active: Mapped[bool] = column(merge=Merge.SERVER)


class Counter(Record):
    """The last number given of a kind in a year; gap-free, because it is raised in the same transaction."""

    __tablename__ = "counters"
    __table_args__ = (UniqueConstraint("kind", "year"), CheckConstraint("last >= 0", name="last"))

    kind: Mapped[str] = column(merge=Merge.SERVER, travels=False)
    year: Mapped[int] = column(merge=Merge.SERVER, travels=False)
    last: Mapped[int] = column(merge=Merge.SERVER, travels=False)
