"""Due dates in words."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from app.due import Urgency, in_words, urgency
from app.texts import say

TODAY = date(2026, 11, 21)


@pytest.mark.parametrize(
    ("days", "words", "how_near"),
    [
        (-3, "3 days overdue", Urgency.OVERDUE),
        (-1, "1 day overdue", Urgency.OVERDUE),
        (0, "Due today", Urgency.SOON),
        (1, "Due tomorrow", Urgency.SOON),
        (7, "In 7 days", Urgency.SOON),
        (8, "In 8 days", Urgency.LATER),
        (14, "In 14 days", Urgency.LATER),
        (15, "6 December 2026", Urgency.LATER),
    ],
)
def test_row_20_a_due_date_is_said_as_a_person_would(days: int, words: str, how_near: Urgency) -> None:
    day = TODAY + timedelta(days=days)
    assert say(in_words(day, TODAY), "en") == words
    assert urgency(day, TODAY) is how_near


def test_no_due_date_is_neither_late_nor_early() -> None:
    assert say(in_words(None, TODAY), "en") == "No due date"
    assert urgency(None, TODAY) is Urgency.NONE
