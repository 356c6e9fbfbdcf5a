"""Where work goes so that the window never waits: a front, a back and a long thread, or at once in tests.

A job is a piece of work without arguments. Its outcome comes back on the thread of the window. A job may
name a *slot*: when a newer job has been put in the slot, the older one's answer falls away, and if it had
not begun it is not done at all. Long work is a generator of steps and can be stopped between two steps.
"""

from __future__ import annotations

import logging
import queue
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any, Protocol

import shiboken6
from PySide6.QtCore import QObject, Qt, QTimer, Signal, Slot

log = logging.getLogger("ui")


@dataclass(eq=False, slots=True)
class Job:
    """One piece of work and what to call, on the window's thread, when it is done or has failed.

    `work` gives a value, or, when `steps` is set, an iterator of steps whose return value is the outcome.
    """

    work: Callable[[], Any]
    then: Callable[[Any], None]
    failed: Callable[[Exception], None]
    slot: str | None = None
    stepped: Callable[[Any], None] | None = None
    stopped: threading.Event = field(default_factory=threading.Event)

    def stop(self) -> None:
        """Stop long work before its next step; what was finished stays. Its outcome is then None."""
        self.stopped.set()


class Lane(Protocol):
    """What the desk needs of a lane."""

    def put(self, job: Job, *, back: bool = False) -> None:
        """Do the job after those before it; `back` is for what takes longer than a read."""

    def soon(self, call: Callable[[], object]) -> None:
        """Call on the window's thread in a later turn of its loop, so that what a person does comes in between."""

    def close(self) -> None:
        """Stop long work, drop what waits, and come back when no thread is left."""


class _Slots:
    """Which job is the newest of each slot. Used by the window's thread to put, by any to ask."""

    def __init__(self) -> None:
        self._newest: dict[str, Job] = {}

    def put(self, job: Job) -> None:
        if job.slot is not None:
            self._newest[job.slot] = job

    def wants(self, job: Job) -> bool:
        return job.slot is None or self._newest.get(job.slot) is job

    def forget(self, job: Job) -> None:
        """The job is answered: nothing of who asked is held any longer."""
        if job.slot is not None and self._newest.get(job.slot) is job:
            del self._newest[job.slot]


def perform(job: Job, report: Callable[[Any], None]) -> Any:
    """Do the work of a job to its end; `report` hears each step. Gives the outcome or raises."""
    made = job.work()
    if job.stepped is None:
        return made
    return _walk(job, made, report)


def _walk(job: Job, steps: Iterator[Any], report: Callable[[Any], None]) -> Any:
    while not job.stopped.is_set():
        try:
            step = next(steps)
        except StopIteration as end:
            return end.value
        report(step)
    close = getattr(steps, "close", None)
    if close is not None:
        close()  # lets the generator tidy up in its own `finally`
    return None


def alive(call: Callable[..., object] | None) -> bool:
    """Whether the object whose method this is still exists; a closed page no longer wants its answer."""
    owner = getattr(call, "__self__", None)
    return not isinstance(owner, QObject) or shiboken6.isValid(owner)


class InlineLane:
    """Does each job at once, on the calling thread: for tests and for work without a window."""

    def __init__(self) -> None:
        self._slots = _Slots()

    def put(self, job: Job, *, back: bool = False) -> None:
        """Do the job now."""
        self._slots.put(job)
        try:
            outcome = perform(job, lambda step: job.stepped(step) if job.stepped else None)
        except Exception as problem:  # noqa: BLE001  # handed on whole: the desk sorts refusals from bugs
            job.failed(problem)
        else:
            if self._slots.wants(job) and alive(job.then):
                job.then(outcome)

    def soon(self, call: Callable[[], object]) -> None:
        """Call now."""
        call()

    def close(self) -> None:
        """Nothing to close."""


@dataclass(frozen=True, slots=True)
class _Report:
    job: Job
    kind: str  # "step", "done" or "failed"
    value: Any


class ThreadLane(QObject):
    """Three threads: the front one for short reads and acts, the back one for what takes a moment, such as a paper to
    look at, and one for long work in steps, so that nobody waits for the end of a batch. One that is `narrow` has the
    front one only."""

    _reported = Signal(object)

    def __init__(self, parent: QObject | None = None, *, narrow: bool = False) -> None:
        super().__init__(parent)
        self._slots = _Slots()
        self._closing = threading.Event()
        self._running: set[Job] = set()
        self._queues: dict[str, queue.SimpleQueue[Job | None]] = {
            name: queue.SimpleQueue() for name in (("front",) if narrow else ("front", "back", "long"))
        }
        self._threads = [
            threading.Thread(target=self._serve, args=(waiting,), name=f"lane-{name}")
            for name, waiting in self._queues.items()
        ]
        self._reported.connect(self._deliver, Qt.ConnectionType.QueuedConnection)
        for thread in self._threads:
            thread.start()

    def put(self, job: Job, *, back: bool = False) -> None:
        """Do the job after those before it on the same thread; one with steps goes to the long thread. After `close` it
        is dropped."""
        if self._closing.is_set():
            return
        self._slots.put(job)
        self._running.add(job)
        self._queues["front" if not back else "back" if job.stepped is None else "long"].put(job)

    def soon(self, call: Callable[[], object]) -> None:
        """Call in the next turn of the loop. After `close` it is dropped."""
        QTimer.singleShot(0, self, lambda: None if self._closing.is_set() else call())

    def close(self) -> None:
        """Stop long work after its present step, drop what waits, and join the threads."""
        if self._closing.is_set():
            return
        self._closing.set()
        for job in self._running:
            job.stop()
        for waiting in self._queues.values():
            waiting.put(None)
        for thread in self._threads:
            thread.join()

    def _serve(self, waiting: queue.SimpleQueue[Job | None]) -> None:
        """The life of one thread."""
        while (job := waiting.get()) is not None:
            if self._closing.is_set():
                continue
            report = self._done(job)
            if not self._closing.is_set():
                self._reported.emit(report)

    def _done(self, job: Job) -> _Report:
        if not self._slots.wants(job):
            return _Report(job, "dropped", None)
        try:
            return _Report(job, "done", perform(job, lambda step: self._step(job, step)))
        except Exception as problem:  # noqa: BLE001  # handed on whole: the desk sorts refusals from bugs
            return _Report(job, "failed", problem)

    def _step(self, job: Job, step: Any) -> None:
        if not self._closing.is_set():
            self._reported.emit(_Report(job, "step", step))

    @Slot(object)
    def _deliver(self, report: _Report) -> None:
        """On the window's thread: hand the report to the one who asked, if he still wants it."""
        job = report.job
        if report.kind != "step":
            self._running.discard(job)
        wanted = self._slots.wants(job)
        if report.kind != "step":
            self._slots.forget(job)
        if self._closing.is_set() or not wanted:
            return
        call = {"step": job.stepped, "done": job.then, "failed": job.failed}.get(report.kind)
        if call is not None and alive(call):
            call(report.value)
