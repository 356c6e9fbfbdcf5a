"""What the case list says of itself when it shows nothing."""

from __future__ import annotations

from collections.abc import Callable

from app.texts import N_, Message
from ui.cases.views import View
from ui.desk import Desk
from ui.widgets.state import State


def empty(view: View, desk: Desk, new_case: Callable[[], object]) -> State:
    """What a view says that has no case: the whole office may be empty, or there is nothing to do."""
    from app import cases

    if view.name == "all" and desk.may(cases.open_case):
        return State("tray", view.empty, N_("A case begins when an application comes in."), N_("New case"), new_case)
    return State("check-circle", view.empty)


def nothing_found(view: View, text: str, clear: Callable[[], object], everywhere: Callable[[], object]) -> State:
    """What the list says when filters or a search leave nothing; the words may stand in a case outside the view."""
    title = Message("No case matches ‘{text}’", text=text) if text else Message("No case matches")
    looked = Message("Looked for in: {view}.", view=view.title)
    if view.scope:
        return State("funnel", title, looked, N_("Look in all cases"), everywhere)
    return State("funnel", title, looked, N_("Clear filters"), clear)
