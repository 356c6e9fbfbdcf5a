"""What was brought in, in one sentence, and where to go from there."""

from __future__ import annotations

from collections.abc import Callable

from app.importing.bring_in import BroughtIn
from app.importing.fields import Kind
from app.importing.plan import Fate
from app.importing.take_over import TakenOver
from app.texts import N_, Message
from ui.widgets.state import State

_APPLICANTS, _CASES = N_("Show the applicants"), N_("Show the cases")

_DONE = {
    Kind.APPLICANTS: (N_("{n} applicants were brought in"), N_("One applicant was brought in"), _APPLICANTS),
    Kind.FACTORIES: (N_("{n} factories were brought in"), N_("One factory was brought in"), _APPLICANTS),
    Kind.CASES: (N_("{n} historic cases were brought in"), N_("One historic case was brought in"), _CASES),
}


def brought_in(found: BroughtIn, then: Callable[[], object]) -> State:
    """The outcome of a list."""
    known, out = found.counts[Fate.KNOWN], found.counts[Fate.OUT]
    if not found.ids:
        return State("tray", N_("Nothing was brought in"), _rest(known, out), tone="warn")
    many, one, button = _DONE[found.kind]
    title = Message(one) if len(found.ids) == 1 else Message(many, n=len(found.ids))
    if found.stand_in_id is not None:
        button = N_("Show the stand-in")
    return State("check-circle", title, _rest(known, out), button, then, tone="ok")


def taken_over(found: TakenOver, then: Callable[[], object]) -> State:
    """The outcome of a changed list."""
    detail = N_("One step of “Undo” takes all of it back.")
    many = len(found.ids) != 1
    title = Message("{n} cases were changed", n=len(found.ids)) if many else Message("One case was changed")
    return State("check-circle", title, detail, _CASES, then, tone="ok")


def _rest(known: int, out: int) -> Message:
    text = N_(
        "{known} {known|row was|rows were} in the office already, {out} stayed out. The entry in the journal names "
        "the list."
    )
    return Message(text, known=known, out=out)
