"""A visit to the place of a case: when, where, what for, who was there, what was found; and its photographs."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey
from sqlalchemy.orm import Mapped

from models.base import Merge, Record, column


class Visit(Record):
    """One visit. What it says stands once a recommendation was made after it was recorded."""

    __tablename__ = "visits"

    case_id: Mapped[UUID] = column(ForeignKey("cases.id"), index=True, merge=Merge.CHILD)
    #: The Hong Kong day.
    held_on: Mapped[date] = column(merge=Merge.INDEPENDENT)
    #: The factory or another place, as the officer names it.
    site: Mapped[str] = column(merge=Merge.INDEPENDENT)
    purpose: Mapped[str] = column(merge=Merge.INDEPENDENT)
    #: The officers who were there, and whom they met.
    present: Mapped[str] = column(merge=Merge.INDEPENDENT, personal=True)
    findings: Mapped[str] = column(merge=Merge.LONG_TEXT, personal=True)
    recorded_by_id: Mapped[UUID] = column(ForeignKey("officers.id"), merge=Merge.APPEND)
    recorded_at: Mapped[datetime] = column(merge=Merge.APPEND)
    struck_out: Mapped[bool] = column(merge=Merge.INDEPENDENT)


class VisitPhotograph(Record):
    """A picture among the case's documents that shows what a visit found.

    Papers print a small copy, made once when the picture is added and kept under a SHA-256 of its own, so that a
    paper drawn again years later has the same bytes.
    """

    __tablename__ = "visit_photographs"
    __table_args__ = (CheckConstraint("width > 0 and height > 0", name="size"),)

    visit_id: Mapped[UUID] = column(ForeignKey("visits.id"), index=True, merge=Merge.CHILD)
    document_id: Mapped[UUID] = column(ForeignKey("documents.id"), merge=Merge.APPEND)
    place: Mapped[int] = column(merge=Merge.CHILD)
    caption: Mapped[str] = column(merge=Merge.INDEPENDENT, personal=True)
    #: The Hong Kong day on which it was taken; null where nobody knows.
    taken_on: Mapped[date | None] = column(merge=Merge.INDEPENDENT)
    #: The copy for papers: a JPEG, and its size in pixels.
    copy_sha256: Mapped[str] = column(merge=Merge.APPEND)
    width: Mapped[int] = column(merge=Merge.APPEND)
    height: Mapped[int] = column(merge=Merge.APPEND)
    #: Taken off the visit; the document stays with the case.
    struck_out: Mapped[bool] = column(merge=Merge.INDEPENDENT)
