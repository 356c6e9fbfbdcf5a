"""The day on which an application came in: which days it may be, and an act for one that was entered wrongly."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING
from uuid import UUID

from app.act import act
from app.calculations import refuse_settled
from app.cleaning import put, why
from app.office import Work
from app.refusal import Invalid, NotReady
from app.rights import Right
from models import Case

if TYPE_CHECKING:
    from app.rules.book import RuleBook


def refuse_impossible(work: Work, received_on: date) -> None:
    """Raise `Invalid` for a day in the future or before the Programme began."""
    refuse_day(work.office.rules, received_on, work.today)


def refuse_day(rules: RuleBook, received_on: date, today: date) -> None:
    """The same, of a Hong Kong day that is today."""
    began = rules.editions[0].period.first
    if received_on > today:
        raise Invalid("The day of receipt is in the future.", field="received_on")
    if received_on < began:
        raise Invalid("The Programme began on {day}. Check the day of receipt.", day=began, field="received_on")


def refuse_present_phase(rules: RuleBook, received_on: date) -> None:
    """Raise `Invalid` for a day on which no historic case can have come in."""
    if received_on >= rules.editions[-1].period.first:
        raise Invalid("A case of the present phase is not historic. Open it as a new case.", field="received_on")


@act(
    "case.correct_received",
    "Correct the day of receipt; the number stays",
    right=Right.ENTER,
    writes={"cases": "received_on edition edition_reason calculated"},
)
def correct(work: Work, id: UUID, received_on: date, *, seen: int, reason: str) -> None:
    """The application came in on another day than was entered.

    The case keeps its number, whose year may now be another one than that of receipt. The new day proposes the edition
    anew, so one that an officer chose for the old day is given up. A recorded sum was worked for the old day: the case
    carries it no longer, and it must be recorded again before it can be confirmed or recommended.

    Raises `NotReady` for a case that has not come in, and once it is recommended; a historic case rests on no sum.
    """
    why(reason)
    case = work.get(Case, id, seen=seen)
    if case.received_on is None:
        raise NotReady("This application has not been received yet.", field="received_on")
    refuse_settled(case)
    refuse_impossible(work, received_on)
    if case.recorded_source:
        refuse_present_phase(work.office.rules, received_on)
    if received_on == case.received_on:
        raise Invalid("This is the day that the case has already.", field="received_on")
    put(case, {"received_on": received_on, "edition": None, "edition_reason": "", "calculated": None})
