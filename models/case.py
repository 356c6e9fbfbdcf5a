"""A funding case and what hangs on it: cost lines, the provider, notes, outstanding items."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped

from models.base import Listed, Merge, Record, column
from models.kinds import CostKind, ItemKind, ItemState, Origin, ProjectType, ProviderRole
from models.stages import Stage
from models.types import Exact, Json, Word


class Case(Listed):
    """One application for money: who, for what, where it stands, and the three amounts it carries."""

    __tablename__ = "cases"
    __table_args__ = (
        UniqueConstraint("reference"),
        Index(None, "due_on", "row_no"),
        Index(None, "stage", "row_no"),
        Index(None, "officer_id", "row_no"),
        Index(None, "received_on", "row_no"),
        Index(None, "requested", "row_no"),
        Index(None, "calculated", "row_no"),
        CheckConstraint("requested >= 0", name="requested"),
        CheckConstraint("approved >= 0", name="approved"),
    )

    #: Allotted when the application is received; null before.
    reference: Mapped[str | None] = column(merge=Merge.SERVER)
    legacy_file_no: Mapped[str] = column(merge=Merge.INDEPENDENT)
    applicant_id: Mapped[UUID] = column(ForeignKey("applicants.id"), index=True, merge=Merge.REVIEW)
    factory_id: Mapped[UUID | None] = column(ForeignKey("factories.id"), index=True, merge=Merge.REVIEW)
    type: Mapped[ProjectType] = column(Word(ProjectType), index=True, merge=Merge.REVIEW)
    title_en: Mapped[str] = column(merge=Merge.INDEPENDENT)
    title_tc: Mapped[str] = column(merge=Merge.INDEPENDENT)
    title_sc: Mapped[str] = column(merge=Merge.INDEPENDENT)
    stage: Mapped[Stage] = column(Word(Stage), merge=Merge.REVIEW)
    received_on: Mapped[date | None] = column(merge=Merge.REVIEW)
    due_on: Mapped[date | None] = column(merge=Merge.INDEPENDENT)
    due_for: Mapped[str] = column(merge=Merge.INDEPENDENT)
    officer_id: Mapped[UUID | None] = column(ForeignKey("officers.id"), merge=Merge.INDEPENDENT)

    #: The edition an officer chose where the day of receipt does not say, or says otherwise; with the reason.
    edition: Mapped[str | None] = column(merge=Merge.REVIEW)
    edition_reason: Mapped[str] = column(merge=Merge.REVIEW)

    requested: Mapped[Decimal | None] = column(merge=Merge.REVIEW)
    #: The result of the calculation that stands; null until one is recorded.
    calculated: Mapped[Decimal | None] = column(merge=Merge.COMPUTED)
    approved: Mapped[Decimal | None] = column(merge=Merge.REVIEW)
    #: A historic grant as its file states it; nobody calculated it and `check` does not work it again.
    recorded_amount: Mapped[Decimal | None] = column(merge=Merge.REVIEW)
    recorded_source: Mapped[str] = column(merge=Merge.REVIEW)

    starts_on: Mapped[date | None] = column(merge=Merge.INDEPENDENT)
    ends_on: Mapped[date | None] = column(merge=Merge.INDEPENDENT)
    #: For the five-year rule of a repeat assessment.
    completed_on: Mapped[date | None] = column(merge=Merge.REVIEW)
    report_approved_on: Mapped[date | None] = column(merge=Merge.REVIEW)
    measure_implemented: Mapped[bool | None] = column(merge=Merge.REVIEW)
    measure_investment: Mapped[Decimal | None] = column(merge=Merge.REVIEW)

    technology: Mapped[str] = column(merge=Merge.INDEPENDENT)
    origin: Mapped[Origin | None] = column(Word(Origin), merge=Merge.REVIEW)
    origin_evidence: Mapped[str] = column(merge=Merge.REVIEW)
    on_list: Mapped[bool | None] = column(merge=Merge.REVIEW)
    list_version: Mapped[str] = column(merge=Merge.REVIEW)
    list_evidence: Mapped[str] = column(merge=Merge.REVIEW)
    meets_criteria: Mapped[bool | None] = column(merge=Merge.REVIEW)
    criteria_version: Mapped[str] = column(merge=Merge.REVIEW)
    criteria_evidence: Mapped[str] = column(merge=Merge.REVIEW)
    #: Information, never a verdict.
    commonly_adopted: Mapped[bool | None] = column(merge=Merge.INDEPENDENT)
    demonstrated_before: Mapped[bool | None] = column(merge=Merge.INDEPENDENT)
    #: Word of `Characteristic` → the evidence for it.
    characteristics: Mapped[Any] = column(Json, merge=Merge.SET)
    #: For a repeat assessment: words of the edition's `requires_any_of` → the evidence for it.
    repeat_grounds: Mapped[Any] = column(Json, merge=Merge.SET)


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
