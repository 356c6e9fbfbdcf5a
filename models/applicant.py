"""Who applies: a Hong Kong Business or an association."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped

from models.base import Listed, Merge, column, index_of_some
from models.kinds import ApplicantKind
from models.types import Json, Word


class Applicant(Listed):
    """A Hong Kong Business registered under Cap. 310, or an association for Organisation Support."""

    __tablename__ = "applicants"
    __table_args__ = (
        Index(None, "br_number"),
        Index(None, "row_no", "id"),
        index_of_some(None, "merged_into_id", where="merged_into_id IS NOT NULL"),
    )

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
    #: The applicant that this one turned out to be; null while it stands for itself. Never one that is itself merged.
    merged_into_id: Mapped[UUID | None] = column(ForeignKey("applicants.id"), merge=Merge.SERVER)
    #: Names and numbers that a merge took from it, oldest first (`app.former`); null where none did.
    formerly: Mapped[Any | None] = column(Json, merge=Merge.SERVER)
    #: The names, and those it had formerly, folded for searching: NFKC, lower case, Simplified.
    folded: Mapped[str] = column(merge=Merge.LOCAL, travels=False)
