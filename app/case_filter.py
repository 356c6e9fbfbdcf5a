"""Which cases: the filter of every list of cases, and what it means in SQL."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, and_, false, or_

from app import due
from app.names import wanted_words
from app.office import SignedIn
from models import Applicant, Case, Factory
from models.kinds import ProjectType, Sector
from models.stages import ENDED, Stage


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
    sort: Sort = Sort.DUE
    descending: bool = False

    @property
    def narrows(self) -> bool:
        """Whether anything but the order is asked for."""
        return self != CaseFilter(sort=self.sort, descending=self.descending)


def conditions(wanted: CaseFilter, today: date) -> list[ColumnElement[bool]]:
    """What each case of the filter fulfils. The query joins the applicant; for text and sectors, the factory too."""
    words = wanted_words(wanted.text)
    found: list[ColumnElement[bool]] = [false()] if words is None else [_says(word) for word in words]
    for column, values in ((Case.stage, wanted.stages), (Case.type, wanted.types), (Factory.sector, wanted.sectors)):
        if values:
            found.append(column.in_(sorted(values)))
    if wanted.officer_id is not None:
        found.append(Case.officer_id == wanted.officer_id)
    if wanted.unassigned:
        found.append(Case.officer_id.is_(None))
    if wanted.applicant_id is not None:
        found.append(Case.applicant_id == wanted.applicant_id)
    if wanted.open_only or wanted.urgency is not None:
        found.append(Case.stage.not_in(sorted(ENDED)))
    if wanted.urgency is not None:
        found.append(_near(wanted.urgency, today))
    if wanted.signer is not None:
        found.append(waits(wanted.signer).is_not(None))
    return found


def _says(word: str) -> ColumnElement[bool]:
    """One word of the search box, taken literally, in a number or a name."""
    return or_(
        *(
            column.icontains(word, autoescape=True)
            for column in (Case.reference, Case.legacy_file_no, Applicant.folded, Factory.folded)
        )
    )


def _near(urgency: due.Urgency, today: date) -> ColumnElement[bool]:
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
