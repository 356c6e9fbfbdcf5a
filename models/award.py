"""Awards of the Recognition Scheme, and what was printed of them."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped

from models.base import Merge, Record, column
from models.kinds import Category, Language
from models.types import Word


class Award(Record):
    """A recognition of an enterprise in a year and a category: entered by one officer, approved by another.

    From `name_en` to `wording` all is empty until it is approved, and frozen then: names as registered that day, a
    number, the words of the certificate.
    """

    __tablename__ = "awards"
    __table_args__ = (UniqueConstraint("number"),)

    applicant_id: Mapped[UUID] = column(ForeignKey("applicants.id"), index=True, merge=Merge.SERVER, travels=False)
    #: The factory that is recognised; null where the applicant itself is.
    factory_id: Mapped[UUID | None] = column(ForeignKey("factories.id"), merge=Merge.SERVER, travels=False)
    year: Mapped[int] = column(index=True, merge=Merge.SERVER, travels=False)
    category: Mapped[Category] = column(Word(Category), merge=Merge.SERVER, travels=False)
    #: The day of the joint recognition; it decides who signs.
    recognised_on: Mapped[date] = column(merge=Merge.SERVER, travels=False)
    #: The paper that says so: the notice or the minutes.
    paper: Mapped[str] = column(merge=Merge.SERVER, travels=False)
    #: Null until the Secretariat sets it; nothing is published on how long it is.
    valid_from: Mapped[date | None] = column(merge=Merge.SERVER, travels=False)
    valid_until: Mapped[date | None] = column(merge=Merge.SERVER, travels=False)
    entered_by_id: Mapped[UUID] = column(ForeignKey("officers.id"), merge=Merge.SERVER, travels=False)
    entered_at: Mapped[datetime] = column(merge=Merge.SERVER, travels=False)
    confirmed_by_id: Mapped[UUID | None] = column(ForeignKey("officers.id"), merge=Merge.SERVER, travels=False)
    confirmed_at: Mapped[datetime | None] = column(merge=Merge.SERVER, travels=False)
    #: In an office with a single officer the entry stands, and says so.
    unconfirmed: Mapped[bool] = column(merge=Merge.SERVER, travels=False)
    #: The entry does not say what was recognised.
    sent_back: Mapped[bool] = column(merge=Merge.SERVER, travels=False)
    name_en: Mapped[str] = column(merge=Merge.SERVER, travels=False)
    name_zh: Mapped[str] = column(merge=Merge.SERVER, travels=False)
    #: The cut in which the Chinese name is written; null without one.
    name_language: Mapped[Language | None] = column(Word(Language), merge=Merge.SERVER, travels=False)
    number: Mapped[str | None] = column(merge=Merge.SERVER, travels=False)
    wording: Mapped[str | None] = column(merge=Merge.SERVER, travels=False)
    #: Null while it stands.
    revoked_on: Mapped[date | None] = column(merge=Merge.SERVER, travels=False)
    revoked_why: Mapped[str | None] = column(merge=Merge.SERVER, personal=True, travels=False)


class AwardPrint(Record):
    """A certificate that was made: the SHA-256 of its file, by whom and when. A second one is a replacement."""

    __tablename__ = "award_prints"

    award_id: Mapped[UUID] = column(ForeignKey("awards.id"), index=True, merge=Merge.SERVER, travels=False)
    sha256: Mapped[str] = column(merge=Merge.SERVER, travels=False)
    printed_by_id: Mapped[UUID] = column(ForeignKey("officers.id"), merge=Merge.SERVER, travels=False)
    printed_at: Mapped[datetime] = column(merge=Merge.SERVER, travels=False)
