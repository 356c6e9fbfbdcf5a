"""What a page may do, and where the answers and the failures go."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from app.refusal import NotReady, Refusal
from tests.ui.conftest import FakeOffice, FakeTouched, FakeWork
from ui.desk import Desk, Unreadable

OUR_FAULT = "ui: unexpected failure"


def heard(signal: Any) -> list[Any]:
    got: list[Any] = []
    signal.connect(got.append)
    return got


def move(work: FakeWork, kind: str, *, seen: int) -> str:
    work.pending.add(kind)
    return f"{kind} {seen}"


def refuse(_work: object) -> None:
    raise NotReady("Something must be done first", field="stage")


def break_down(_session: object) -> None:
    raise KeyError("our bug")


def test_a_read_is_given_a_session_and_its_words(desk: Desk, office: FakeOffice) -> None:
    rows: list[Any] = []
    desk.read(lambda session, text, *, limit: (session, text, limit), "Wing", limit=5, then=rows.append, slot="cases")
    assert rows == [(office, "Wing", 5)]
    assert office.log == ["reading", "read"]


def test_an_act_is_committed_then_told_then_answered(desk: Desk, office: FakeOffice) -> None:
    order: list[Any] = []
    desk.changed.connect(lambda touched: order.append((sorted(touched.kinds), list(office.log))))
    desk.do(move, "case", seen=3, then=order.append)
    assert order == [(["case"], ["committed"]), "case 3"]


def test_an_act_that_changed_nothing_tells_nobody(desk: Desk) -> None:
    told = heard(desk.changed)
    desk.do(lambda _work: None)
    assert told == []


def test_a_refusal_goes_to_who_asked_and_else_to_all(desk: Desk, office: FakeOffice) -> None:
    all_heard = heard(desk.refused)
    mine: list[Refusal] = []
    desk.do(refuse, failed=mine.append)
    assert [problem.field for problem in mine] == ["stage"]
    assert all_heard == []
    desk.do(refuse)
    assert [type(problem) for problem in all_heard] == [NotReady]
    assert "committed" not in office.log


def test_our_own_fault_is_logged_once_told_and_the_page_freed(desk: Desk, noise: Any) -> None:
    noise.expect(OUR_FAULT)
    troubles, refusals = heard(desk.trouble), heard(desk.refused)
    mine: list[Refusal] = []
    desk.read(break_down, then=lambda _rows: None, failed=mine.append)
    assert [type(problem) for problem in troubles] == [KeyError]
    assert [type(problem) for problem in mine] == [Unreadable]
    assert isinstance(mine[0], Refusal)
    assert refusals == []


def test_long_work_reports_steps_changes_and_its_end(desk: Desk, office: FakeOffice) -> None:
    told = heard(desk.changed)
    steps: list[Any] = []
    ends: list[Any] = []

    class Step:
        touched = FakeTouched(frozenset({"document"}))

    def task(given: FakeOffice, count: int) -> Iterator[Step]:
        assert given is office
        for _ in range(count):
            yield Step()
        return "made"  # type: ignore[return-value]

    desk.run(task, 2, stepped=steps.append, then=ends.append)
    assert (len(steps), len(told), ends) == (2, 2, ["made"])


def test_long_work_that_is_refused_says_so(desk: Desk) -> None:
    def task(_office: object) -> Iterator[int]:
        yield 1
        refuse(None)

    mine: list[Refusal] = []
    desk.run(task, failed=mine.append)
    assert [type(problem) for problem in mine] == [NotReady]


def test_work_without_the_office_comes_back_too(desk: Desk) -> None:
    got: list[int] = []
    desk.work_out(lambda: 7, then=got.append)
    assert got == [7]


def test_menus_ask_the_verb(desk: Desk) -> None:
    class Act:
        name = "case.move"

    assert desk.may(Act)
    assert not desk.may("award.approve")
