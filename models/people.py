"""The people behind an applicant, whom the office writes to, and what is known of applicants that look alike."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped

from models.base import Merge, Record, column
from models.kinds import Language, Speech
from models.types import Word


class Person(Record):
    """A natural person who may connect a business with a factory (route 1D). No identity-card number is kept."""

    __tablename__ = "persons"

    applicant_id: Mapped[UUID] = column(ForeignKey("applicants.id"), index=True, merge=Merge.CHILD)
    name_en: Mapped[str] = column(merge=Merge.INDEPENDENT, personal=True)
    name_zh: Mapped[str] = column(merge=Merge.INDEPENDENT, personal=True)
    hk_resident: Mapped[bool | None] = column(merge=Merge.REVIEW, personal=True)
    #: Proof of residence was sighted by this officer on this day; the document itself is not copied.
    sighted_by_id: Mapped[UUID | None] = column(ForeignKey("officers.id"), merge=Merge.INDEPENDENT, personal=True)
    sighted_on: Mapped[date | None] = column(merge=Merge.INDEPENDENT, personal=True)


class Contact(Record):
    """Somebody at the applicant whom the office writes to or rings up, and in which languages."""

    __tablename__ = "contacts"

    applicant_id: Mapped[UUID] = column(ForeignKey("applicants.id"), index=True, merge=Merge.CHILD)
    name: Mapped[str] = column(merge=Merge.INDEPENDENT, personal=True)
    post: Mapped[str] = column(merge=Merge.INDEPENDENT, personal=True)
    telephone: Mapped[str] = column(merge=Merge.INDEPENDENT, personal=True)
    email: Mapped[str] = column(merge=Merge.INDEPENDENT, personal=True)
    writes: Mapped[Language] = column(Word(Language), merge=Merge.INDEPENDENT, personal=True)
    speaks: Mapped[Speech] = column(Word(Speech), merge=Merge.INDEPENDENT, personal=True)
    active: Mapped[bool] = column(merge=Merge.INDEPENDENT)


class ToldApart(Record):
    """Two applicants that look alike and are not the same: somebody has looked."""

    __tablename__ = "told_apart"

    applicant_id: Mapped[UUID] = column(ForeignKey("applicants.id"), index=True, merge=Merge.SERVER)
    other_id: Mapped[UUID] = column(ForeignKey("applicants.id"), index=True, merge=Merge.SERVER)
    #: That they differ was taken back.
    struck_out: Mapped[bool] = column(merge=Merge.SERVER)
