"""What was calculated, recommended and decided: frozen when recorded, reversed only by a new one."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped

from models.base import Merge, Record, column
from models.kinds import Outcome, Verdict
from models.types import Json, Word


class Calculation(Record):
    """A sum as it was recorded: the request, the edition with its hash, the working, the result.

    One that rests on a figure supplied by hand, or on an override, counts only when a second officer
    has confirmed it.
    """

    __tablename__ = "calculations"

    case_id: Mapped[UUID] = column(ForeignKey("cases.id"), index=True, merge=Merge.SERVER)
    place: Mapped[int] = column(merge=Merge.SERVER)
    edition: Mapped[str] = column(merge=Merge.SERVER)
    edition_sha256: Mapped[str] = column(merge=Merge.SERVER)
    request: Mapped[Any] = column(Json, merge=Merge.SERVER, personal=True)
    result: Mapped[Any] = column(Json, merge=Merge.SERVER)
    subsidy: Mapped[Decimal] = column(merge=Merge.SERVER)
    recorded_by_id: Mapped[UUID] = column(ForeignKey("officers.id"), merge=Merge.SERVER)
    recorded_at: Mapped[datetime] = column(merge=Merge.SERVER)
    second_needed: Mapped[bool] = column(merge=Merge.SERVER)
    second_by_id: Mapped[UUID | None] = column(ForeignKey("officers.id"), merge=Merge.SERVER)
    second_at: Mapped[datetime | None] = column(merge=Merge.SERVER)


class Recommendation(Record):
    """What the Secretariat recommends to the committee, and who endorsed it; the sheet is what the paper shows."""

    __tablename__ = "recommendations"

    case_id: Mapped[UUID] = column(ForeignKey("cases.id"), index=True, merge=Merge.SERVER)
    verdict: Mapped[Verdict] = column(Word(Verdict), merge=Merge.SERVER)
    amount: Mapped[Decimal | None] = column(merge=Merge.SERVER)
    grounds: Mapped[str] = column(merge=Merge.SERVER, personal=True)
    #: Conditions, one a line.
    conditions: Mapped[str] = column(merge=Merge.SERVER, personal=True)
    prepared_by_id: Mapped[UUID] = column(ForeignKey("officers.id"), merge=Merge.SERVER)
    prepared_at: Mapped[datetime] = column(merge=Merge.SERVER)
    endorsed_by_id: Mapped[UUID | None] = column(ForeignKey("officers.id"), merge=Merge.SERVER)
    endorsed_at: Mapped[datetime | None] = column(merge=Merge.SERVER)
    #: Whether the two officers have an interest in the case, and which; null: they were not asked.
    prepared_interest: Mapped[bool | None] = column(merge=Merge.SERVER)
    prepared_interest_text: Mapped[str | None] = column(merge=Merge.SERVER, personal=True)
    endorsed_interest: Mapped[bool | None] = column(merge=Merge.SERVER)
    endorsed_interest_text: Mapped[str | None] = column(merge=Merge.SERVER, personal=True)
    #: What the summary showed when it was endorsed, frozen so that it can be printed alike for ever.
    sheet: Mapped[Any | None] = column(Json, merge=Merge.SERVER, personal=True)


class Approval(Record):
    """The committee's decision, an outside event: entered by one officer and confirmed by another."""

    __tablename__ = "approvals"

    case_id: Mapped[UUID] = column(ForeignKey("cases.id"), index=True, merge=Merge.SERVER)
    outcome: Mapped[Outcome] = column(Word(Outcome), merge=Merge.SERVER)
    body: Mapped[str] = column(merge=Merge.SERVER)
    meeting: Mapped[str] = column(merge=Merge.SERVER)
    decided_on: Mapped[date] = column(merge=Merge.SERVER)
    paper: Mapped[str] = column(merge=Merge.SERVER)
    amount: Mapped[Decimal | None] = column(merge=Merge.SERVER)
    conditions: Mapped[str] = column(merge=Merge.SERVER, personal=True)
    entered_by_id: Mapped[UUID] = column(ForeignKey("officers.id"), merge=Merge.SERVER)
    entered_at: Mapped[datetime] = column(merge=Merge.SERVER)
    confirmed_by_id: Mapped[UUID | None] = column(ForeignKey("officers.id"), merge=Merge.SERVER)
    confirmed_at: Mapped[datetime | None] = column(merge=Merge.SERVER)
    #: In an office with a single officer the decision stands, and says so.
    unconfirmed: Mapped[bool] = column(merge=Merge.SERVER)
    #: The entry did not say what the committee decided; it was sent back.
    sent_back: Mapped[bool] = column(merge=Merge.SERVER)
