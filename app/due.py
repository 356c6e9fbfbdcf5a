"""Due dates in words, because a colour alone says nothing: "3 days overdue", "today", "in 5 days"."""

from __future__ import annotations

from datetime import date, timedelta
from enum import StrEnum

from app.texts import Message

#: Due within so many days counts as soon.
SOON = 7


class Urgency(StrEnum):
    """How near a due date is."""

    OVERDUE = "overdue"
    SOON = "soon"
    LATER = "later"
    NONE = "none"


def urgency(due_on: date | None, today: date) -> Urgency:
    """How near a due date is, in Hong Kong days."""
    if due_on is None:
        return Urgency.NONE
    if due_on < today:
        return Urgency.OVERDUE
    return Urgency.SOON if due_on <= today + timedelta(days=SOON) else Urgency.LATER


def in_words(due_on: date | None, today: date) -> Message:
    """The due date as a person would say it; a day further off than two weeks is written as a date."""
    if due_on is None:
        return Message("No due date")
    days = (due_on - today).days
    match days:
        case 0:
            return Message("Due today")
        case 1:
            return Message("Due tomorrow")
        case -1:
            return Message("1 day overdue")
    if days < 0:
        return Message("{n} days overdue", n=-days)
    if days <= 14:
        return Message("In {n} days", n=days)
    return Message("{day}", day=due_on)
