"""Which cases: the filter of every list of cases, and what it means in SQL."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING, Any
from uuid import UUID

from sqlalchemy import ColumnElement, and_

from app import due
from app.office import SignedIn
from models import Case
from models.kinds import ProjectType, Sector
from models.stages import ENDED, Stage

if TYPE_CHECKING:
    from app.case_wants import Want


class Sort(StrEnum):
    """What the list may be sorted by."""

    REFERENCE = "reference"
    APPLICANT = "applicant"
    TYPE = "type"
    STAGE = "stage"
    DUE = "due"
    OFFICER = "officer"
    REQUESTED = "requested"
    CALCULATED = "calculated"
    RECEIVED = "received"


class Names(StrEnum):
    """By what the names of applicants are put in order."""

    ENGLISH = "english"
    STROKE = "stroke"
    PINYIN = "pinyin"
    JYUTPING = "jyutping"


#: What a list is sorted by, the first word first, and whether each way round is turned.
Order = tuple[tuple[Sort, bool], ...]


@dataclass(frozen=True, slots=True)
class CaseFilter:
    """Which cases, in which order. Empty sets mean "any". `text` is searched word by word in numbers and names."""

    text: str = ""
    stages: frozenset[Stage] = frozenset()
    types: frozenset[ProjectType] = frozenset()
    sectors: frozenset[Sector] = frozenset()
    officer_id: UUID | None = None
    unassigned: bool = False
    applicant_id: UUID | None = None
    urgency: due.Urgency | None = None
    #: Leave out the cases that have ended.
    open_only: bool = False
    #: Only what waits for this officer's signature.
    signer: SignedIn | None = None
    #: What a query text asks for (`app.case_query`), all of it beside the fields above.
    wants: frozenset[Want] = frozenset()
    sort: Sort = Sort.DUE
    descending: bool = False
    #: What decides between cases that are alike in the first sort.
    then_by: Order = ()
    names: Names = Names.ENGLISH

    @property
    def order(self) -> Order:
        """All that the list is sorted by."""
        return ((self.sort, self.descending), *self.then_by)

    @property
    def narrows(self) -> bool:
        """Whether anything but the order is asked for."""
        return self != replace(CaseFilter(), **{name: getattr(self, name) for name in _ORDER})


_ORDER = ("sort", "descending", "then_by", "names")


def conditions(wanted: CaseFilter, today: date) -> list[ColumnElement[bool]]:
    """What each case of the filter fulfils; for sectors the query joins the factory.

    For a search, `app.search_ways` says whether to walk or to collect, and gives the conditions for either.
    """
    found: list[ColumnElement[bool]] = says(wanted.text) if wanted.text.strip() else []
    for column, values in ((Case.stage, wanted.stages), (Case.type, wanted.types)):
        if values:
            found.append(column.in_(sorted(values)))
    if wanted.sectors:
        from models import Factory  # the first list shows none

        found.append(Factory.sector.in_(sorted(wanted.sectors)))
    if wanted.officer_id is not None:
        found.append(Case.officer_id == wanted.officer_id)
    if wanted.unassigned:
        found.append(Case.officer_id.is_(None))
    if wanted.applicant_id is not None:
        found.append(Case.applicant_id == wanted.applicant_id)
    if wanted.open_only or wanted.urgency is not None:
        found.append(Case.stage.not_in(sorted(ENDED)))
    if wanted.urgency is not None:
        found.append(near(wanted.urgency, today))
    if wanted.signer is not None:
        found.append(waits(wanted.signer).is_not(None))
    if wanted.wants:
        from app.case_wants import conditions_of  # not before somebody asks for something of the kind

        found += conditions_of(wanted.wants, today)
    return found


def says(text: str) -> list[ColumnElement[bool]]:
    """Whether each word of the search box is said; imported late, because the first list searches nothing."""
    from app import search

    return search.says(text)


def near(urgency: due.Urgency, today: date) -> ColumnElement[bool]:
    """How near the due date is; that the case has not ended is asked beside it."""
    soon = today + timedelta(days=due.SOON)
    match urgency:
        case due.Urgency.OVERDUE:
            return Case.due_on < today
        case due.Urgency.SOON:
            return and_(Case.due_on >= today, Case.due_on <= soon)
        case due.Urgency.LATER:
            return Case.due_on > soon
        case due.Urgency.NONE:
            return Case.due_on.is_(None)


def waits(officer: SignedIn) -> ColumnElement[Any]:
    """What a case waits for from an officer; imported late, because the first list asks for nothing of the kind."""
    from app.waiting import waits_for

    return waits_for(officer)
