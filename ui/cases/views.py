"""The views of the case list that stand in the rail: which cases each shows, and what it says when there are none."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final
from uuid import UUID

from app.case_list import CaseFilter
from app.due import Urgency
from app.texts import N_
from models.stages import Stage


@dataclass(frozen=True, slots=True)
class View:
    """A view: the name is that of `case_list.counts`; `base` is given the officer who looks."""

    name: str
    title: str
    icon: str
    empty: str
    base: Callable[[UUID], CaseFilter]


VIEWS: Final = {
    view.name: view
    for view in (
        View(
            "mine",
            N_("My open cases"),
            "user",
            N_("You have no open case"),
            lambda officer: CaseFilter(officer_id=officer, open_only=True),
        ),
        View(
            "overdue",
            N_("Overdue"),
            "warning",
            N_("Nothing is overdue"),
            lambda _officer: CaseFilter(urgency=Urgency.OVERDUE, open_only=True),
        ),
        View(
            "soon",
            N_("Due this week"),
            "calendar-blank",
            N_("Nothing is due in the next seven days"),
            lambda _officer: CaseFilter(urgency=Urgency.SOON, open_only=True),
        ),
        View(
            "returned",
            N_("Awaiting applicant"),
            "hourglass",
            N_("No case waits for its applicant"),
            lambda _officer: CaseFilter(stages=frozenset({Stage.RETURNED})),
        ),
        View("open", N_("All open"), "folder-open", N_("No case is open"), lambda _officer: CaseFilter(open_only=True)),
        View("all", N_("All cases"), "archive", N_("No cases yet"), lambda _officer: CaseFilter()),
    )
}
