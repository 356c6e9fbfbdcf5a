"""What hangs on a case: cost lines, engagements, notes and items."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey
from sqlalchemy.orm import Mapped

from models.base import Merge, Record, column
from models.kinds import CostKind, ItemKind, ItemState, ProviderRole
from models.types import Exact, Word


class CostLine(Record):
    """One line of what the project costs, in the currency it was quoted in."""

    __tablename__ = "cost_lines"
    __table_args__ = (CheckConstraint("amount > 0", name="amount"),)

    case_id: Mapped[UUID] = column(ForeignKey("cases.id"), index=True, merge=Merge.CHILD)
    place: Mapped[int] = column(merge=Merge.CHILD)
    kind: Mapped[CostKind] = column(Word(CostKind), merge=Merge.REVIEW)
    text: Mapped[str] = column(merge=Merge.REVIEW)
    amount: Mapped[Decimal] = column(merge=Merge.REVIEW)
    currency: Mapped[str] = column(merge=Merge.REVIEW)
    #: HKD for one unit of the currency; null for HKD.
    rate: Mapped[Decimal | None] = column(Exact, merge=Merge.REVIEW)
    rate_source: Mapped[str] = column(merge=Merge.REVIEW)
    rate_on: Mapped[date | None] = column(merge=Merge.REVIEW)
    eligible: Mapped[bool] = column(merge=Merge.REVIEW)
    #: Why it is not eligible; required then.
    why: Mapped[str] = column(merge=Merge.REVIEW)
    struck_out: Mapped[bool] = column(merge=Merge.REVIEW)


class Engagement(Record):
    """A provider's part in a case, and whether it has an interest that the committee must know."""

    __tablename__ = "engagements"

    case_id: Mapped[UUID] = column(ForeignKey("cases.id"), index=True, merge=Merge.CHILD)
    role: Mapped[ProviderRole] = column(Word(ProviderRole), merge=Merge.REVIEW)
    name_en: Mapped[str] = column(merge=Merge.INDEPENDENT)
    name_zh: Mapped[str] = column(merge=Merge.INDEPENDENT)
    interest: Mapped[bool | None] = column(merge=Merge.REVIEW)
    interest_text: Mapped[str] = column(merge=Merge.REVIEW, personal=True)
    struck_out: Mapped[bool] = column(merge=Merge.REVIEW)


class Note(Record):
    """What an officer wrote down; never changed afterwards."""

    __tablename__ = "notes"

    case_id: Mapped[UUID] = column(ForeignKey("cases.id"), index=True, merge=Merge.APPEND)
    officer_id: Mapped[UUID] = column(ForeignKey("officers.id"), merge=Merge.APPEND)
    at: Mapped[datetime] = column(merge=Merge.APPEND)
    text: Mapped[str] = column(merge=Merge.APPEND, personal=True)


class Item(Record):
    """Something the applicant still owes the office, received, or waived with a reason."""

    __tablename__ = "items"

    case_id: Mapped[UUID] = column(ForeignKey("cases.id"), index=True, merge=Merge.CHILD)
    kind: Mapped[ItemKind] = column(Word(ItemKind), merge=Merge.INDEPENDENT)
    #: The item in words of its own, in the language it will be asked in; empty for the known kinds.
    text: Mapped[str] = column(merge=Merge.INDEPENDENT, personal=True)
    state: Mapped[ItemState] = column(Word(ItemState), merge=Merge.INDEPENDENT)
    asked_on: Mapped[date] = column(merge=Merge.INDEPENDENT)
    settled_on: Mapped[date | None] = column(merge=Merge.INDEPENDENT)
    reason: Mapped[str] = column(merge=Merge.INDEPENDENT, personal=True)
