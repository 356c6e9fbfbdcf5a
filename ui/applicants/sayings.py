"""What the list of applicants says of itself when it shows nothing."""

from __future__ import annotations

from collections.abc import Callable

from app.texts import N_, Message
from ui.widgets.state import State


def empty(register: Callable[[], object] | None) -> State:
    """The office has no applicant yet; whoever may register one is offered to."""
    text = N_("An applicant is registered once and keeps its factories and cases from then on.")
    return State("buildings", N_("No applicant yet"), text, "" if register is None else N_("New applicant…"), register)


def nothing_found(text: str, clear: Callable[[], object]) -> State:
    """A search leaves nothing."""
    return State(
        "magnifying-glass",
        Message("No applicant matches ‘{text}’", text=text[:60]),
        N_("Looked for in names, numbers and the names of factories."),
        N_("Clear the search"),
        clear,
    )
