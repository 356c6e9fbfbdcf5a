"""What of a query is wrong already, while somebody is still typing it: `du` may become `due:`, `due:<14x` nothing.

A value that stands before the cursor is wrong when nothing that could follow makes it right. For what can be listed
that is known; for days and amounts the ends that people type are tried.
"""

from __future__ import annotations

from typing import Final

from app import query_words
from app.case_query import MARKS, Part, Puzzle, Query
from app.query_completion import fits
from app.query_values import read_days, read_sums
from app.query_words import AMOUNTS, DATES, Sense
from app.refusal import Invalid

_DAYS: Final = ("today", "tomorrow", "yesterday", "今日", "今天", "明日", "明天", "昨日", "昨天")
_UNITS: Final = ("days", "weeks", "months", "years", "個月", "个月")
_THOUSANDS: Final = ("thousand", "million")
_MONTHS: Final = (
    "january", "february", "march", "april", "may", "june",
    "july", "august", "september", "october", "november", "december",
)  # fmt: skip
#: What makes a day of its beginning: a length, the rest of a year, of a month, of a day, of a range.
_ENDS_OF_DAYS: Final = (
    "14d", "4d", "d", "2026", "026", "26", "6", "-01", "01", "1", "-01-01", "01-01", "1-01", "3/2026", "/3/2026",
    "/2026", " 2026", " march 2026", "月", "月5日", "5日", "日", ".2026",
)  # fmt: skip
#: The same for amounts; commas may part the digits.
_ENDS_OF_SUMS: Final = ("1", "000", "00", "0", "m", "d1", "k$1", "kd1", "$1", ".900m", "900m")


def wrong_already(query: Query, cursor: int, sense: Sense) -> tuple[Puzzle, ...]:
    """The slips of a query, without the one before the cursor if what follows may mend it."""
    return tuple(
        puzzle for part in query.parts for puzzle in part.puzzles if not _hopeful(part, puzzle, query, cursor, sense)
    )


def _hopeful(part: Part, puzzle: Puzzle, query: Query, cursor: int, sense: Sense) -> bool:
    typed = query.text[puzzle.start : puzzle.end].translate(MARKS).strip()
    if part.field is not None and not part.typed.translate(MARKS).strip():
        return part.end == cursor  # the field alone: its value is still to come
    if puzzle.end != cursor:
        return False
    if part.field is None:
        return any(name.startswith(query_words.plain(typed)) for name in query_words.field_names())
    if part.field in DATES:
        return _may_be_days(typed.lower(), sense)
    if part.field in AMOUNTS:
        return any(_is_sums(typed.lower() + end) for end in (*_ENDS_OF_SUMS, *_rest(typed.lower(), _THOUSANDS)))
    return any(fits(one, query_words.plain(typed)) for one in query_words.choices(part.field, sense))


def _may_be_days(value: str, sense: Sense) -> bool:
    ends = (*_ENDS_OF_DAYS, *_rest(value, (*_DAYS, *_UNITS)), *(f"{one} 2026" for one in _rest(value, _MONTHS)))
    return any(_is_days(value + end, sense) for end in ends)


def _rest(value: str, words: tuple[str, ...]) -> list[str]:
    """What is missing of the words whose beginning stands at the end of a value."""
    return [word[kept:] for word in words for kept in range(1, len(word)) if value.endswith(word[:kept])]


def _is_days(value: str, sense: Sense) -> bool:
    try:
        read_days(value, sense.today, past=False)
    except Invalid:
        return False
    return True


def _is_sums(value: str) -> bool:
    try:
        read_sums(value)
    except Invalid:
        return False
    return True
