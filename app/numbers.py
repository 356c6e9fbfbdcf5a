"""Human numbers: allotted once, gap-free, in the transaction that needs them, never reused."""

from __future__ import annotations

from sqlalchemy import func, select

from app.office import Work
from app.refusal import Invalid
from models import Counter, OfficeRecord

#: Any number that nothing else in the database locks.
_ONE_AT_A_TIME = 430_018_011


def next_case_number(work: Work, year: int) -> str:
    """The next case number of a year by the office's pattern, e.g. `CP-26-0001`."""
    pattern = work.session.execute(select(OfficeRecord.number_pattern)).scalar_one()
    return written(pattern, year, _raise(work, "case", year))


def written(pattern: str, year: int, number: int) -> str:
    """A number as the pattern writes it; raises `Invalid` for a pattern without {n} or without the year."""
    try:
        both = pattern.format(yy=f"{year % 100:02}", yyyy=f"{year:04}", n=number)
        apart = both != pattern.format(yy="", yyyy="", n=number) and both != pattern.format(
            yy=f"{year % 100:02}", yyyy=f"{year:04}", n=number + 1
        )
    except (KeyError, IndexError, ValueError) as error:
        raise Invalid("Write the number with the year and the running number in it.", field="number_pattern") from error
    if not apart:
        raise Invalid("Write the number with the year and the running number in it.", field="number_pattern")
    return both


def _raise(work: Work, kind: str, year: int) -> int:
    if work.office.store.is_shared:
        # One at a time, also for the first number of a year, which has no row to lock yet.
        work.session.execute(select(func.pg_advisory_xact_lock(_ONE_AT_A_TIME)))
    counter = work.session.execute(select(Counter).where(Counter.kind == kind, Counter.year == year)).scalar()
    if counter is None:
        counter = work.add(Counter(kind=kind, year=year, last=0))
    counter.last += 1
    return counter.last
