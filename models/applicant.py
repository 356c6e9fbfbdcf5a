"""Who applies: a Hong Kong Business or an association, the people behind it, and whom the office writes to."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped

from models.base import Listed, Merge, Record, column
from models.kinds import ApplicantKind, Language, Speech
from models.types import Word


class Applicant(Listed):
    """A Hong Kong Business registered under Cap. 310, or an association for Organisation Support."""

    __tablename__ = "applicants"
    __table_args__ = (Index(None, "br_number"), Index(None, "row_no", "id"))

    kind: Mapped[ApplicantKind] = column(Word(ApplicantKind), merge=Merge.REVIEW)
    name_en: Mapped[str] = column(merge=Merge.INDEPENDENT)
    name_tc: Mapped[str] = column(merge=Merge.INDEPENDENT)
    name_sc: Mapped[str] = column(merge=Merge.INDEPENDENT)
    #: The first eight digits of the certificate (the UBI since 27 December 2023), or a dummy such as C0012345.
    br_number: Mapped[str] = column(merge=Merge.INDEPENDENT)
    br_certificate: Mapped[str] = column(merge=Merge.INDEPENDENT)
    br_expires_on: Mapped[date | None] = column(merge=Merge.INDEPENDENT)
    address_en: Mapped[str] = column(merge=Merge.INDEPENDENT)
    address_zh: Mapped[str] = column(merge=Merge.INDEPENDENT)
    remarks: Mapped[str] = column(merge=Merge.LONG_TEXT, personal=True)
    #: The names folded for searching: NFKC, lower case, Simplified.
    folded: Mapped[str] = column(merge=Merge.LOCAL, travels=False)


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
