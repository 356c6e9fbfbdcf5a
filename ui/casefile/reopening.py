"""Opening the dialogs of a case page again by their names, for a draft that was typed into one."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Final

from app.texts import Message
from app.words import word
from ui.casefile.next_step import ENDORSE

if TYPE_CHECKING:
    from ui.casefile.actions import CaseActions

#: Which act a dialog belongs to, by its name; of dialogs that ask for a reason, by how their title begins.
_ACTS: Final[Mapping[str, str]] = {
    "ReceiveDialog": "case.receive",
    "RecommendDialog": "case.recommend",
    "EndorseDialog": ENDORSE,
    "DecisionDialog": "case.approve",
}
_REASONS: Final[Mapping[str, str]] = {
    "Correct a wrong move": "case.reopen",
    "Unlock an approved case": "case.unlock",
    "Send the entry back": "case.reject_entry",
}


def reopen(actions: CaseActions, form: str, about: str) -> bool:
    """Open a dialog by its name and what its draft says of it; False where this page cannot do it by itself."""
    plain: dict[str, Callable[[], None]] = {
        "AssignDialog": actions.assign,
        "DueDialog": actions.set_due,
        "EditionDialog": actions.choose_edition,
        "ReceivedDialog": actions.correct_received,
    }
    if form in plain:
        plain[form]()
        return True
    act = _ACTS.get(form) or next((act for title, act in _REASONS.items() if about.startswith(title)), None)
    if form == "MoveDialog":
        return _move(actions, about)
    if act is None or (form not in _ACTS and form != "ReasonDialog"):
        return False
    actions.perform(act)
    return True


def _move(actions: CaseActions, about: str) -> bool:
    """The way to the stage that the title names, if the case can still go it."""
    for way in () if actions.sheet is None else actions.sheet.ways:
        title = str(Message("Move the case to “{stage}”", stage=word(way.end)))
        if way.act == "case.move" and about.startswith(title):
            actions.perform(way.act, way.end)
            return True
    return False
