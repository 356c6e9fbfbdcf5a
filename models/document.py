"""A document of a case: the record beside the bytes that `models.blobs` keeps under their SHA-256.

Two sorts have one table: papers that the program made itself (a kept summary) and what came in from outside. Of the
first only the columns down to `kept_at` are filled; the others are null.
"""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped

from models.base import Merge, Record, column
from models.kinds import Sight
from models.types import Word


class Document(Record):
    """A file of a case: what it is, where it came from, and the SHA-256 under which its bytes are kept.

    The bytes never change. A document that is wrong is struck out and stays.
    """

    __tablename__ = "documents"

    case_id: Mapped[UUID] = column(ForeignKey("cases.id"), index=True, merge=Merge.APPEND)
    #: A word of `DocumentKind`.
    kind: Mapped[str] = column(merge=Merge.INDEPENDENT)
    #: The name to show: one line, no path, nothing unseen in it.
    name: Mapped[str] = column(merge=Merge.APPEND, personal=True)
    #: The language of a paper of our own; "" for what came in.
    language: Mapped[str] = column(merge=Merge.APPEND)
    sha256: Mapped[str] = column(index=True, merge=Merge.APPEND)
    size: Mapped[int] = column(merge=Merge.APPEND)
    kept_by_id: Mapped[UUID] = column(ForeignKey("officers.id"), merge=Merge.APPEND)
    kept_at: Mapped[datetime] = column(merge=Merge.APPEND)

    #: The name as it came, as a JSON string in ASCII, which holds any name there is; null where it is shown as it came.
    original: Mapped[str | None] = column(merge=Merge.APPEND, personal=True)
    #: The media type, as found in the bytes and not in the name.
    media: Mapped[str | None] = column(merge=Merge.APPEND)
    #: The title that the file gives itself: a PDF's title, the subject of a mail.
    title: Mapped[str | None] = column(merge=Merge.APPEND, personal=True)
    pages: Mapped[int | None] = column(merge=Merge.APPEND)
    sight: Mapped[Sight | None] = column(Word(Sight), merge=Merge.APPEND)
    #: The date that stands on it.
    dated: Mapped[date | None] = column(merge=Merge.INDEPENDENT)
    sender: Mapped[str | None] = column(merge=Merge.INDEPENDENT, personal=True)
    received_on: Mapped[date | None] = column(merge=Merge.INDEPENDENT)
    #: The mail that this came with.
    mail_id: Mapped[UUID | None] = column(ForeignKey("documents.id"), merge=Merge.APPEND)
    #: Null while it stands.
    struck_out_on: Mapped[date | None] = column(merge=Merge.REVIEW)
    struck_out_why: Mapped[str | None] = column(merge=Merge.REVIEW, personal=True)
