"""The search for likely duplicates as a page follows it: what is found as it goes, how far it is, and its end."""

from __future__ import annotations

from typing import Final
from uuid import UUID

from PySide6.QtCore import QObject, QTimer, Signal

from app import duplicates
from app.duplicates import Outcome, Pair, Step
from app.refusal import Refusal
from app.texts import Message
from ui.desk import Desk
from ui.jobs import Errand
from ui.lane import Job

#: Milliseconds between two times that the page shows what was found: it is drawn no faster than it can be read.
_OFTEN: Final = 250

_STOPPED: Final = Message("The search for likely duplicates was stopped. What it had found stays.")


class DuplicateSearch(QObject):
    """One search at a time. Signals: `moved()` something was found, or it began or ended; `errand(Errand)` when one
    begins; `failed(Refusal)`."""

    moved = Signal()
    errand = Signal(object)
    failed = Signal(object)

    def __init__(self, desk: Desk, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        self._job: Job | None = None
        self._at: Errand | None = None
        self._found: dict[tuple[UUID, UUID], Pair] = {}
        #: Pairs that were settled while it ran, which it may have read before.
        self._settled: set[tuple[UUID, UUID]] = set()
        self.outcome: Outcome | None = None
        self.begun = self.stopped = False
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(_OFTEN)
        self._soon.timeout.connect(self.moved)

    @property
    def running(self) -> bool:
        """Whether it is looking."""
        return self._at is not None

    @property
    def pairs(self) -> tuple[Pair, ...]:
        """What was found and is not settled yet, the likeliest first."""
        return tuple(sorted(self._found.values(), key=lambda pair: pair.order))

    def begin(self) -> None:
        """Look through all applicants; what was found before stays until the search has ended."""
        if self.running:
            return
        self.begun, self.stopped, self.outcome = True, False, None
        self._settled.clear()
        self._at = at = Errand(Message("Looking for likely duplicates…"))
        self.errand.emit(at)
        self.moved.emit()
        job = self._desk.run(duplicates.search, then=self._end, stepped=self._step, failed=self._fail)
        at.may_stop(job)
        self._job = job if at.running else None

    def stop(self) -> None:
        """Stop before the next step; what was found stays."""
        if self._job is not None:
            self._job.stop()

    def settle(self, pair: Pair) -> None:
        """This pair needs nobody's look any more."""
        self._settled.add(pair.ids)
        self._found.pop(pair.ids, None)
        self.moved.emit()

    def leave_out(self, id: UUID) -> None:
        """This applicant is no longer one of its own."""
        for pair in [one for one in self._found.values() if id in one.ids]:
            self.settle(pair)

    def put_back(self, pair: Pair) -> None:
        """It is open again."""
        self._settled.discard(pair.ids)
        self._found[pair.ids] = pair
        self.moved.emit()

    def _step(self, step: Step) -> None:
        if self._at is not None:
            self._at.step(step)
        for pair in step.found:
            if pair.ids not in self._settled:
                self._found[pair.ids] = pair
        if step.found and not self._soon.isActive():
            self._soon.start()

    def _end(self, outcome: Outcome | None) -> None:
        """Whole, or None after a stop."""
        self.outcome, self.stopped = outcome, outcome is None
        if outcome is not None:
            self._found = {pair.ids: pair for pair in outcome.pairs if pair.ids not in self._settled}
        if (at := self._over()) is not None:
            at.end(_STOPPED if outcome is None else None, "warn" if outcome is None else "ok")
        self.moved.emit()

    def _fail(self, refusal: Refusal) -> None:
        if (at := self._over()) is not None:
            at.end()  # the page says why
        self.failed.emit(refusal)

    def _over(self) -> Errand | None:
        at, self._at, self._job = self._at, None, None
        self._soon.stop()
        return at
