"""Work is done off the window's thread, in order; old answers fall away; no thread is left behind."""

from __future__ import annotations

import threading
from collections.abc import Generator, Iterator
from typing import Any

import pytest
from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from ui.lane import InlineLane, Job, ThreadLane


def fail(problem: object) -> None:
    raise AssertionError(problem)


@pytest.fixture
def lane(qapp: QApplication) -> Iterator[ThreadLane]:
    made = ThreadLane()
    yield made
    made.close()
    assert not [thread.name for thread in threading.enumerate() if thread.name.startswith("lane-")]


def test_work_is_done_elsewhere_and_answered_here(lane: ThreadLane, qtbot: QtBot) -> None:
    where: list[str] = []
    answers: list[tuple[int, str]] = []

    def work() -> int:
        where.append(threading.current_thread().name)
        return 42

    lane.put(Job(work, lambda got: answers.append((got, threading.current_thread().name)), fail))
    qtbot.waitUntil(lambda: bool(answers))
    assert where == ["lane-front"]
    assert answers == [(42, "MainThread")]


def test_the_front_lane_keeps_the_order(lane: ThreadLane, qtbot: QtBot) -> None:
    answers: list[int] = []
    for number in range(50):
        lane.put(Job(lambda number=number: number, answers.append, fail))  # type: ignore[misc]
    qtbot.waitUntil(lambda: len(answers) == 50)
    assert answers == list(range(50))


def test_a_newer_read_in_a_slot_drops_the_older_answer(lane: ThreadLane, qtbot: QtBot) -> None:
    answers: list[str] = []
    begun, go = threading.Event(), threading.Event()
    skipped: list[str] = []

    def slow() -> str:
        begun.set()
        go.wait(5)
        return "old"

    lane.put(Job(slow, answers.append, fail, slot="list"))
    begun.wait(5)
    lane.put(Job(lambda: skipped.append("done"), answers.append, fail, slot="list"))
    lane.put(Job(lambda: "new", answers.append, fail, slot="list"))
    lane.put(Job(lambda: "other", answers.append, fail, slot="else"))
    go.set()
    qtbot.waitUntil(lambda: "other" in answers)
    assert answers == ["new", "other"]
    assert skipped == []  # what had not begun is not done at all


def test_long_work_does_not_hold_up_the_front(lane: ThreadLane, qtbot: QtBot) -> None:
    go = threading.Event()
    answers: list[str] = []

    def steps() -> Iterator[int]:
        yield 1
        go.wait(5)
        yield 2

    seen: list[int] = []
    lane.put(Job(steps, lambda _end: answers.append("long"), fail, stepped=seen.append), back=True)
    lane.put(Job(lambda: "short", answers.append, fail))
    qtbot.waitUntil(lambda: "short" in answers)
    go.set()
    qtbot.waitUntil(lambda: "long" in answers)
    assert seen == [1, 2]
    assert answers == ["short", "long"]


def counting(tidied: list[bool]) -> Iterator[int]:
    number = 0
    try:
        while True:
            number += 1
            yield number
    finally:
        tidied.append(True)


def test_long_work_stops_between_steps_and_tidies_up(lane: ThreadLane, qtbot: QtBot) -> None:
    tidied: list[bool] = []
    ends: list[Any] = []
    job = Job(lambda: counting(tidied), ends.append, fail)
    job.stepped = lambda step: job.stop() if step >= 3 else None
    lane.put(job, back=True)
    qtbot.waitUntil(lambda: bool(ends))
    assert ends == [None]
    assert tidied == [True]


def test_a_failure_comes_back_whole(lane: ThreadLane, qtbot: QtBot) -> None:
    problems: list[Exception] = []

    def work() -> None:
        raise LookupError("gone")

    lane.put(Job(work, lambda _got: None, problems.append))
    qtbot.waitUntil(lambda: bool(problems))
    assert isinstance(problems[0], LookupError)


def test_a_closed_page_gets_no_answer(lane: ThreadLane, qtbot: QtBot) -> None:
    class Page(QObject):
        got: list[int] = []  # noqa: RUF012  # shared on purpose: the page itself will be gone

        def take(self, value: int) -> None:
            self.got.append(value)

    import shiboken6

    page = Page()
    lane.put(Job(lambda: 1, page.take, fail))
    shiboken6.delete(page)
    after: list[int] = []
    lane.put(Job(lambda: 2, after.append, fail))
    qtbot.waitUntil(lambda: bool(after))
    assert Page.got == []


def test_closing_stops_long_work_drops_what_waits_and_joins(qapp: QApplication) -> None:
    lane = ThreadLane()
    begun = threading.Event()
    answers: list[object] = []
    tidied: list[bool] = []

    def steps() -> Iterator[int]:
        begun.set()
        yield from counting(tidied)

    lane.put(Job(steps, answers.append, fail, stepped=lambda _step: None), back=True)
    assert begun.wait(5)
    lane.close()
    lane.put(Job(lambda: 1, answers.append, fail))
    QApplication.processEvents()
    assert tidied == [True]
    assert answers == []
    lane.close()  # closing twice is closing once


def test_the_inline_lane_does_it_at_once() -> None:
    answers: list[Any] = []
    lane = InlineLane()
    lane.put(Job(lambda: 1, answers.append, fail))

    def steps() -> Generator[str, None, str]:
        yield "a"
        return "end"

    lane.put(Job(steps, answers.append, fail, stepped=answers.append), back=True)
    lane.put(Job(lambda: 1 // 0, fail, lambda problem: answers.append(type(problem))))
    lane.close()
    assert answers == [1, "a", "end", ZeroDivisionError]


def test_what_can_wait_is_done_in_a_later_turn_and_not_after_the_close(lane: ThreadLane, qtbot: QtBot) -> None:
    done: list[str] = []
    lane.soon(lambda: done.append("soon"))
    assert done == []
    qtbot.waitUntil(lambda: done == ["soon"])
    lane.soon(lambda: done.append("too late"))
    lane.close()
    QApplication.processEvents()
    assert done == ["soon"]


def test_without_a_loop_nothing_waits() -> None:
    done: list[str] = []
    InlineLane().soon(lambda: done.append("now"))
    assert done == ["now"]
