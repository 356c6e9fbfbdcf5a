"""Opening or making an office from a dialog: the work goes down a lane, so that the dialog stays alive."""

from __future__ import annotations

import logging
from collections.abc import Callable
from typing import Any

from app.refusal import Refusal
from app.texts import N_
from ui.desk import Unreadable
from ui.lane import Job, Lane

log = logging.getLogger("ui")


def off_screen(
    lane: Lane, work: Callable[[], Any], then: Callable[[Any], None], failed: Callable[[Refusal], None]
) -> None:
    """Do work on the back lane of a dialog. What is our fault is logged and shown as a refusal of its own."""

    def sort(problem: Exception) -> None:
        if isinstance(problem, Refusal):
            failed(problem)
            return
        log.error("unexpected failure", exc_info=problem)
        failed(Unreadable(N_("The program made a mistake. Nothing was changed. The log says what happened.")))

    lane.put(Job(work, then, sort), back=True)
