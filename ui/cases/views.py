"""The views of the case list that stand in the rail: which cases each shows, and what it says when there are none."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from app.case_filter import CaseFilter
from app.due import Urgency
from app.office import SignedIn
from app.rights import Right, Waits, holds
from app.texts import N_
from models.stages import Stage


@dataclass(frozen=True, slots=True)
class View:
    """A view of the list; `base` is given the officer who looks, `right` is what she must hold to have it at all."""

    name: str
    title: str
    icon: str
    empty: str
    base: Callable[[SignedIn], CaseFilter]
    right: Right | None = None


VIEWS: Final = {
    view.name: view
    for view in (
        View(
            "mine",
            N_("My open cases"),
            "user",
            N_("You have no open case"),
            lambda officer: CaseFilter(officer_id=officer.id, open_only=True),
        ),
        View(
            "to-sign",
            N_("For my signature"),
            "seal-check",
            N_("Nothing waits for your signature"),
            lambda officer: CaseFilter(signer=officer),
            right=Right.CONFIRM,
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

#: The section of the case page in which each of these is signed.
SIGNED_IN: Final = {
    Waits.SUMMARY: "decision",
    Waits.CALCULATION: "calculator",
    Waits.DECISION: "decision",
    Waits.HISTORIC: "decision",
}


def views_of(officer: SignedIn) -> dict[str, View]:
    """The views that an officer has, in the order of the rail."""
    return {name: view for name, view in VIEWS.items() if view.right is None or holds(officer.role, view.right)}
