"""The views of the case list that stand in the rail: which cases each shows, and what it says when there are none."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final
from uuid import UUID

from app.case_filter import CaseFilter
from app.due import Urgency
from app.office import SignedIn
from app.rights import Right, Waits, holds
from app.texts import N_, Message
from models.stages import Stage

if TYPE_CHECKING:
    from app.views import ViewRow


@dataclass(frozen=True, slots=True)
class View:
    """A view of the list; `base` is given the officer who looks, `right` is what she must hold to have it at all.

    `words` is what the base asks for, as a query text. A saved view asks for nothing but its `query`.
    """

    name: str
    title: Message
    icon: str
    empty: str
    words: str
    base: Callable[[SignedIn], CaseFilter]
    right: Right | None = None
    query: str = ""
    saved: ViewRow | None = None

    @property
    def scope(self) -> str:
        """What it asks for beside its query, as a query text."""
        return "" if self.saved is not None else self.words


VIEWS: Final = {
    view.name: view
    for view in (
        View(
            "mine",
            Message("My open cases"),
            "user",
            N_("You have no open case"),
            "officer:@me flag:open",
            lambda officer: CaseFilter(officer_id=officer.id, open_only=True),
        ),
        View(
            "to-sign",
            Message("For my signature"),
            "seal-check",
            N_("Nothing waits for your signature"),
            "flag:to-sign",
            lambda officer: CaseFilter(signer=officer),
            right=Right.CONFIRM,
        ),
        View(
            "overdue",
            Message("Overdue"),
            "warning",
            N_("Nothing is overdue"),
            "due:overdue",
            lambda _officer: CaseFilter(urgency=Urgency.OVERDUE, open_only=True),
        ),
        View(
            "soon",
            Message("Due this week"),
            "calendar-blank",
            N_("Nothing is due in the next seven days"),
            "due:soon",
            lambda _officer: CaseFilter(urgency=Urgency.SOON, open_only=True),
        ),
        View(
            "returned",
            Message("Awaiting applicant"),
            "hourglass",
            N_("No case waits for its applicant"),
            "stage:awaiting-applicant",
            lambda _officer: CaseFilter(stages=frozenset({Stage.RETURNED})),
        ),
        View(
            "open",
            Message("All open"),
            "folder-open",
            N_("No case is open"),
            "flag:open",
            lambda _officer: CaseFilter(open_only=True),
        ),
        View(
            "all",
            Message("All cases"),
            "archive",
            N_("No cases yet"),
            "",
            lambda _officer: CaseFilter(),
        ),
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


def view_of(row: ViewRow) -> View:
    """A saved view among the others."""
    title = Message("{name}", name=row.name)
    icon = "users" if row.shared else "floppy-disk"
    name = saved_name(row.id)
    empty = N_("No case is in this view")
    return View(name, title, icon, empty, row.query, lambda _officer: CaseFilter(), query=row.query, saved=row)


def saved_name(id: UUID) -> str:
    """What a saved view is called among the views, in the rail and in the places that were visited."""
    return f"saved {id}"
