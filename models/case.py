"""A funding case; what hangs on it is in `models.case_parts`."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped

from models.base import Listed, Merge, column, index_of_some
from models.kinds import Origin, ProjectType
from models.stages import ENDED, Stage
from models.types import Json, Word

_SUMMED = ("due_on", "received_on", "requested", "calculated")
_ENDED = ", ".join(f"'{stage}'" for stage in sorted(ENDED))


def _order(name: str, *columns: str, only: str | None = None) -> Index:
    """An order of the list (`app.case_order`): what it is sorted by, then what a walk along it may be asked."""
    named = f"ix_cases_{name}"
    return Index(named, *columns) if only is None else index_of_some(named, *columns, where=only)


class Case(Listed):
    """One application for money: who, for what, where it stands, and the three amounts it carries."""

    __tablename__ = "cases"
    __table_args__ = (
        UniqueConstraint("reference"),
        _order("by_due", "due_on", "row_no", "stage", "type", "officer_id", only=f"stage NOT IN ({_ENDED})"),
        _order("ended", "row_no", "stage", "type", "officer_id", only=f"stage IN ({_ENDED})"),
        _order("by_reference", "reference", "row_no", "stage", "type", "officer_id", "due_on"),
        _order("by_received", "received_on", "row_no", "stage", "type", "officer_id", "due_on"),
        _order("by_requested", "requested", "row_no", "stage", "type", "officer_id", "due_on"),
        _order("by_calculated", "calculated", "row_no", "stage", "type", "officer_id", "due_on"),
        # A few of these cases are sorted, and all of them added up, without looking at the cases themselves.
        _order("by_stage", "stage", "row_no", "type", "officer_id", *_SUMMED),
        _order("by_type", "type", "row_no", "stage", "officer_id", *_SUMMED),
        _order("by_officer", "officer_id", "row_no", "stage", "type", *_SUMMED),
        _order("by_applicant", "applicant_id", "row_no", "stage", "type", "officer_id", *_SUMMED),
        CheckConstraint("requested >= 0", name="requested"),
        CheckConstraint("approved >= 0", name="approved"),
    )

    #: Allotted when the application is received; null before.
    reference: Mapped[str | None] = column(merge=Merge.SERVER)
    legacy_file_no: Mapped[str] = column(merge=Merge.INDEPENDENT)
    applicant_id: Mapped[UUID] = column(ForeignKey("applicants.id"), merge=Merge.REVIEW)
    factory_id: Mapped[UUID | None] = column(ForeignKey("factories.id"), index=True, merge=Merge.REVIEW)
    type: Mapped[ProjectType] = column(Word(ProjectType), merge=Merge.REVIEW)
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
    #: Who entered that amount, and who confirmed it. A moment without an officer: confirmed where nobody else could.
    recorded_by_id: Mapped[UUID | None] = column(ForeignKey("officers.id"), merge=Merge.SERVER)
    recorded_second_by_id: Mapped[UUID | None] = column(ForeignKey("officers.id"), merge=Merge.SERVER)
    recorded_second_at: Mapped[datetime | None] = column(merge=Merge.SERVER)

    #: Since when, by whom and why an approved case may be corrected (`app.locked`); null while it is locked.
    unlocked_at: Mapped[datetime | None] = column(merge=Merge.SERVER)
    unlocked_by_id: Mapped[UUID | None] = column(ForeignKey("officers.id"), merge=Merge.SERVER)
    unlocked_why: Mapped[str | None] = column(merge=Merge.SERVER, personal=True)

    starts_on: Mapped[date | None] = column(merge=Merge.INDEPENDENT)
    ends_on: Mapped[date | None] = column(merge=Merge.INDEPENDENT)
    #: For the five-year rule of a repeat assessment.
    completed_on: Mapped[date | None] = column(merge=Merge.REVIEW)
    report_approved_on: Mapped[date | None] = column(merge=Merge.REVIEW)
    measure_implemented: Mapped[bool | None] = column(merge=Merge.REVIEW)
    measure_investment: Mapped[Decimal | None] = column(merge=Merge.REVIEW)

    #: The entry of the technology register that was chosen; what it said then is copied into the fields below.
    technology_id: Mapped[UUID | None] = column(ForeignKey("technologies.id"), index=True, merge=Merge.REVIEW)
    technology: Mapped[str] = column(merge=Merge.INDEPENDENT)
    technology_folded: Mapped[str] = column(index=True, server_default="", merge=Merge.LOCAL, travels=False)
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

    @property
    def record_waits(self) -> bool:
        """Whether a recorded amount waits for its second officer."""
        return self.recorded_amount is not None and self.recorded_second_at is None
