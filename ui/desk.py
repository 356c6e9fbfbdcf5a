"""What every page is given: `read`, `do`, `run` and `may`. Nothing else of the office reaches a page.

    desk.read(case_list.rows, filter, then=self.show_rows, slot="cases")
    desk.do(cases.assign, case_id, officer_id, seen=row.version, then=self.assigned)
    desk.run(summaries.make, case_ids, then=self.made, stepped=self.strip.step)

Results come back on the window's thread, never within the call (except in tests, with `InlineLane`).
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from typing import Any, Final, Protocol
from uuid import UUID

from PySide6.QtCore import QObject, Signal

from app.refusal import Refusal
from app.texts import N_
from ui.history import Recents
from ui.lane import Job, Lane, alive

log = logging.getLogger("ui")

_UNREADABLE: Final = N_("This cannot be shown. Nothing was changed. The report says what happened.")


class Touched(Protocol):
    """Which records a finished work has changed."""

    @property
    def kinds(self) -> frozenset[str]: ...
    @property
    def ids(self) -> frozenset[UUID]: ...


class Work(Protocol):
    """A piece of work in hand, as far as the desk sees it."""

    @property
    def touched(self) -> Any: ...


class Office(Protocol):
    """The office, as far as the desk sees it."""

    @property
    def name(self) -> str: ...
    @property
    def is_sample(self) -> bool: ...
    @property
    def officer(self) -> Any: ...
    @property
    def clock(self) -> Any: ...
    @property
    def rules(self) -> Any: ...
    def reading(self) -> AbstractContextManager[Any]: ...
    def work(self) -> AbstractContextManager[Any]: ...
    def may(self, act: Any) -> bool: ...


class Unreadable(Refusal):
    """Stands for an unexpected failure where a page must show something; the report has the rest."""

    kind = "trouble"


class Desk(QObject):
    """A page's only way to the office.

    Signals: `changed(Touched)` after each act that changed something, before the act's own `then`;
    `refused(Refusal)` when nobody took the refusal; `trouble(Exception)` for what is our fault.
    """

    changed = Signal(object)
    refused = Signal(object)
    trouble = Signal(object)

    def __init__(self, office: Office, lane: Lane, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.office = office
        self.lane = lane
        #: What was open last, in every window.
        self.recents = Recents()
        #: The desk whose lane it is, and which every change is told first.
        self._first = self
        self._left = False

    def another(self) -> Desk:
        """A desk for one more window: it hears of every change, and its reads never take the place of others'."""
        made = Desk(self.office, self.lane)
        made._first = self._first
        made.recents = self.recents
        self._first.changed.connect(made.changed)
        made.trouble.connect(self._first.trouble)
        return made

    def may(self, act: Any) -> bool:
        """Whether the officer at this desk holds the right that the act needs; greys menus and buttons."""
        return self.office.may(act)

    def read(
        self,
        query: Callable[..., Any],
        *args: Any,
        then: Callable[[Any], None],
        slot: str | None = None,
        failed: Callable[[Refusal], None] | None = None,
        **kw: Any,
    ) -> None:
        """Ask: `query(session, *args, **kw)` on the front lane; its rows or sheet go to `then`.

        A newer read in the same slot makes an older answer fall away. `failed` is given the refusal; after
        an unexpected failure it is given an `Unreadable`, so that a page never waits for ever.
        """

        def work() -> Any:
            with self.office.reading() as session:
                return query(session, *args, **kw)

        self.lane.put(Job(work, self._wanted(then), lambda problem: self._fail(problem, failed), self._own(slot)))

    def do(
        self,
        act: Callable[..., Any],
        *args: Any,
        then: Callable[[Any], None] | None = None,
        failed: Callable[[Refusal], None] | None = None,
        **kw: Any,
    ) -> None:
        """Act: `act(work, *args, **kw)` in one journalled piece of work; its result goes to `then`."""

        def work() -> tuple[Any, Any]:
            with self.office.work() as opened:
                result = act(opened, *args, **kw)
            return result, opened.touched

        def done(outcome: tuple[Any, Any]) -> None:
            result, touched = outcome
            self._tell(touched)
            if then is not None:
                self._wanted(then)(result)

        self.lane.put(Job(work, done, lambda problem: self._fail(problem, failed)))

    def run(
        self,
        task: Callable[..., Iterator[Any]],
        *args: Any,
        then: Callable[[Any], None] | None = None,
        stepped: Callable[[Any], None] | None = None,
        failed: Callable[[Refusal], None] | None = None,
        **kw: Any,
    ) -> Job:
        """Long work: `task(office, *args, **kw)`, a generator of steps, on the back lane.

        Each step goes to `stepped`; a step that has a `touched` tells the pages, and so does the generator's return
        value, which goes to `then`; None when the job was stopped by `Job.stop()`.
        """

        def on_step(step: Any) -> None:
            self._tell(getattr(step, "touched", None))
            if stepped is not None:
                self._wanted(stepped)(step)

        def done(result: Any) -> None:
            self._tell(getattr(result, "touched", None))
            if then is not None:
                self._wanted(then)(result)

        def work() -> Iterator[Any]:
            return task(self.office, *args, **kw)

        job = Job(work, done, lambda problem: self._fail(problem, failed), stepped=on_step)
        self.lane.put(job, back=True)
        return job

    def work_out(
        self,
        make: Callable[[], Any],
        *,
        then: Callable[[Any], None],
        slot: str | None = None,
        failed: Callable[[Refusal], None] | None = None,
    ) -> None:
        """Slow work without the office, such as drawing a paper or its picture, on the back lane."""
        failing = lambda problem: self._fail(problem, failed)  # noqa: E731
        self.lane.put(Job(make, self._wanted(then), failing, self._own(slot)), back=True)

    def soon(self, call: Callable[[], object]) -> None:
        """Drawing that can wait a turn: what a person does in the meantime comes first. Who is gone is not called."""
        self.lane.soon(lambda: call() if not self._left and alive(call) else None)

    def leave(self) -> None:
        """The window of this desk is closed: no answer is wanted any more; what was begun is done and told."""
        self._left = True

    def close(self) -> None:
        """Leave the desk: stop the lane."""
        self.leave()
        self.lane.close()

    def _wanted(self, then: Callable[[Any], None]) -> Callable[[Any], None]:
        """The answer reaches who asked if he is still there."""

        def deliver(result: Any) -> None:
            if not self._left and alive(then):
                then(result)

        return deliver

    def _own(self, slot: str | None) -> str | None:
        """Two windows ask the same question without one answer taking the place of the other."""
        return slot if slot is None or self._first is self else f"{slot} {id(self)}"

    def _tell(self, touched: Any) -> None:
        if touched is not None and touched.kinds:
            self._first.changed.emit(touched)

    def _fail(self, problem: Exception, failed: Callable[[Refusal], None] | None) -> None:
        """A refusal goes to who asked, or to all; anything else is our bug and is logged once, here."""
        if isinstance(problem, Refusal) and self._left:
            return
        wanted = failed is not None and alive(failed) and not self._left
        if isinstance(problem, Refusal):
            if wanted and failed is not None:
                failed(problem)
            else:
                self.refused.emit(problem)
            return
        log.error("unexpected failure", exc_info=problem)
        if wanted and failed is not None:
            failed(Unreadable(_UNREADABLE))
        self.trouble.emit(problem)
