"""What an officer still has to do on a case: a step of her own, beside the stages that every case goes through."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped

from models.base import Merge, Record, column


class Task(Record):
    """Something to be done on a case, by whom and by when; done once it has a moment and an officer."""

    __tablename__ = "tasks"

    case_id: Mapped[UUID] = column(ForeignKey("cases.id"), index=True, merge=Merge.CHILD)
    text: Mapped[str] = column(merge=Merge.INDEPENDENT, personal=True)
    #: Who does it; null while nobody was asked.
    officer_id: Mapped[UUID | None] = column(ForeignKey("officers.id"), merge=Merge.INDEPENDENT)
    due_on: Mapped[date | None] = column(merge=Merge.INDEPENDENT)
    #: What more is to be known, or what came of it.
    note: Mapped[str] = column(merge=Merge.INDEPENDENT, personal=True)
    done_at: Mapped[datetime | None] = column(merge=Merge.INDEPENDENT)
    done_by_id: Mapped[UUID | None] = column(ForeignKey("officers.id"), merge=Merge.INDEPENDENT)
