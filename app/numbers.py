"""Human numbers: allotted once, gap-free, in the transaction that needs them, never reused.

An office writes its numbers by one pattern all its life (decision 9): no act changes it, so `check` can write every
number anew and compare. The year of a number is that of the receipt it was given for; correcting that day later
leaves it.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from string import Formatter

from sqlalchemy import func, select

from app.office import Work
from models import Counter, OfficeRecord
from models.kinds import Category

#: The counters of awards are called so, each with its category.
AWARD = "award."

_SHORT = {Category.EXM: "EX", Category.PM: "PM", Category.PSC: "SC", Category.PTS: "TS"}

#: Any number that nothing else in the database locks.
_ONE_AT_A_TIME = 430_018_011


def next_case_number(work: Work, year: int) -> str:
    """The next case number of a year by the office's pattern, e.g. `CP-26-0001`."""
    return next_case_numbers(work, year, 1)[0]


def next_case_numbers(work: Work, year: int, count: int) -> list[str]:
    """So many next case numbers of a year, in their order."""
    pattern = work.session.execute(select(OfficeRecord.number_pattern)).scalar_one()
    last = _raise(work, "case", year, by=count)
    return [written(pattern, year, number) for number in range(last - count + 1, last + 1)]


def written(pattern: str, year: int, number: int) -> str:
    """A number as the office's pattern writes it, with {yy} or {yyyy} and {n}."""
    return pattern.format(yy=f"{year % 100:02}", yyyy=f"{year:04}", n=number)


def reader(pattern: str) -> Callable[[str], tuple[str, int]]:
    """Gives what reads a case number back: its year as the pattern writes it, and its place in that year.

    The place is 0 for a text that the pattern would not have written.
    """
    parts = [(re.escape(literal), name) for literal, name, _, _ in Formatter().parse(pattern)]
    form = re.compile("".join(f"{literal}(?P<{name}>[0-9]+)" if name else literal for literal, name in parts))

    def read(text: str) -> tuple[str, int]:
        said = found.groupdict() if (found := form.fullmatch(text)) else {}
        year, place = said.get("yyyy") or said.get("yy", "0"), int(said.get("n", 0))
        return (year, place) if said and written(pattern, int(year), place) == text else ("", 0)

    return read


def next_award_number(work: Work, year: int, category: Category) -> str:
    """The next certificate number of a year and a category, e.g. `HGCP-2026-EX-0042`."""
    return award_number(year, category, _raise(work, f"{AWARD}{category}", year))


def award_number(year: int, category: Category, number: int) -> str:
    """A certificate number as the program writes it; the Scheme's own pattern is not published (INFERRED)."""
    return f"HGCP-{year:04}-{_SHORT[category]}-{number:04}"


def _raise(work: Work, kind: str, year: int, by: int = 1) -> int:
    if work.office.store.is_shared:
        # One at a time, also for the first number of a year, which has no row to lock yet.
        work.session.execute(select(func.pg_advisory_xact_lock(_ONE_AT_A_TIME)))
    counter = work.session.execute(select(Counter).where(Counter.kind == kind, Counter.year == year)).scalar()
    if counter is None:
        counter = work.add(Counter(kind=kind, year=year, last=0))
    counter.last += by
    return counter.last
