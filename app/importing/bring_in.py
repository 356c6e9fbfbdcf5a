"""Bring a checked list into the office: in one piece of work, under one entry of the journal, all of it or nothing.

The list is checked once more within the piece of work that writes it, and nothing is written if the office has changed
so that another set of rows would go in than a person has seen.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Generator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.act import NEW, act
from app.applicants import ApplicantFields, checked
from app.cleaning import why
from app.exports import Step
from app.importing import check
from app.importing.fields import Kind
from app.importing.layout import Layout
from app.importing.plan import Choices, Fate, Plan
from app.importing.unswept import unswept
from app.inside.grid import Grid
from app.names import fold
from app.numbers import next_case_numbers
from app.office import Office, Permitted, Touched, Work
from app.refusal import Stale
from app.rights import Right
from app.texts import LANGUAGES, Message, say
from models import Applicant, Case, Factory

#: A row as it goes to the records: column → value.
Values = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class BroughtIn:
    """What was brought in, by its ids in the order of the rows, and how many rows stayed out."""

    kind: Kind
    ids: tuple[UUID, ...]
    counts: Mapping[Fate, int]
    stand_in_id: UUID | None
    touched: Touched


@act("import.applicants", "Bring in applicants from a list", right=Right.ENTER, writes={"applicants": NEW})
def applicants(work: Work, rows: Sequence[Values], *, reason: str) -> list[UUID]:
    """Register the applicants of a list; `reason` names it."""
    why(reason)
    return work.add_rows(Applicant, rows)


@act(
    "import.factories",
    "Bring in factories from a list",
    right=Right.ENTER,
    writes={"applicants": NEW, "factories": NEW},
)
def factories(work: Work, rows: Sequence[Values], stand_in: Message | None = None, *, reason: str) -> list[UUID]:
    """Register the factories of a list; those without an applicant under a stand-in of that name, made if need be."""
    why(reason)
    whose = None if stand_in is None else _stand_in(work, stand_in, reason)
    return work.add_rows(Factory, [{**row, "applicant_id": row["applicant_id"] or whose} for row in rows])


@act(
    "import.cases",
    "Bring in historic cases from a list",
    right=Right.ENTER,
    writes={"cases": NEW, "counters": f"{NEW} last"},
)
def cases(work: Work, rows: Sequence[Values], *, reason: str) -> list[UUID]:
    """Enter the historic cases of a list, numbered in the order of the list within each year of receipt."""
    why(reason)
    years = Counter(row["received_on"].year for row in rows)
    numbers = {year: iter(next_case_numbers(work, year, count)) for year, count in sorted(years.items())}
    mine = {"officer_id": work.officer.id, "recorded_by_id": work.officer.id}
    return work.add_rows(Case, [{**row, **mine, "reference": next(numbers[row["received_on"].year])} for row in rows])


#: The act that brings in lists of a kind.
ACTS: Mapping[Kind, Permitted] = {Kind.APPLICANTS: applicants, Kind.FACTORIES: factories, Kind.CASES: cases}


def bring_in(
    office: Office, grid: Grid, layout: Layout, choices: Choices, seen: Plan
) -> Generator[Step, None, BroughtIn]:
    """Write the rows of a list that are not out and not known; `seen` is the plan that was looked at.

    Left before its end, nothing is written. Raises `Stale` where the office would now take other rows.
    """
    with unswept(), office.work() as work:
        plan = yield from check.check(work.session, office, grid, layout, choices)
        if [row.fate for row in plan.rows] != [row.fate for row in seen.rows]:
            raise Stale("The office has changed since the list was checked. Nothing was brought in. Check it again.")
        ids = _written(work, plan, choices) if plan.going_in else []
        yield Step(1, 1)
    stand_in = None if plan.stand_in is None or not ids else _stand_in_of(office, plan.stand_in)
    return BroughtIn(plan.kind, tuple(ids), plan.counts(), stand_in, work.touched)


def _written(work: Work, plan: Plan, choices: Choices) -> list[UUID]:
    rows = [row.values for row in plan.going_in if row.values is not None]
    reason = say(Message("{file}, {n} {n|row|rows}", file=choices.file, n=len(rows)), "en")
    match plan.kind:
        case Kind.APPLICANTS:
            return applicants(work, rows, reason=reason)
        case Kind.FACTORIES:
            return factories(work, rows, plan.stand_in, reason=reason)
        case Kind.CASES:
            return cases(work, rows, reason=reason)


def _stand_in(work: Work, name: Message, reason: str) -> UUID:
    """The stand-in of a list: the one that is there from the last time, or a new one."""
    there = _there(work.session, name)
    if there is not None:
        return there
    names: dict[str, Any] = {column: say(name, language) for column, language in zip(_NAMES, LANGUAGES)}
    values = checked(ApplicantFields(**names, remarks=reason))
    return work.add_rows(Applicant, [{**values, "folded": fold(*names.values())}])[0]


_NAMES = ("name_en", "name_tc", "name_sc")


def _stand_in_of(office: Office, name: Message) -> UUID | None:
    with office.reading() as session:
        return _there(session, name)


def _there(session: Session, name: Message) -> UUID | None:
    query = select(Applicant.id).where(Applicant.name_en == say(name, "en"), Applicant.merged_into_id.is_(None))
    return session.execute(query).scalars().first()
