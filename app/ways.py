"""A case's way from one stage to another, taken only as `models.stages` declares it."""

from __future__ import annotations

from app.cleaning import why
from app.locked import close
from app.refusal import NotReady
from models import Case
from models.stages import Stage, way


def go(case: Case, to: Stage, act: str, *, reason: str = "") -> None:
    """Take a case along a declared way of an act; one that was unlocked is locked again.

    Raises `NotReady` where none is declared for that act, and `Invalid` where the way asks for a reason and none is
    given.
    """
    found = way(case.stage, to)
    if found is None or found.act != act:
        raise NotReady("This case cannot go there from its present stage. Look at its history.", field="stage")
    if found.reason:
        why(reason)
    case.stage = to
    close(case)
