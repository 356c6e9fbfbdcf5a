"""The work list of likely duplicates: found as it goes, walked by keys, told apart and taken back, opened, merged."""

from __future__ import annotations

from collections.abc import Generator, Iterator
from dataclasses import replace
from typing import Any
from uuid import UUID

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from app import duplicates, telling_apart
from app.applicants import ApplicantFields, register
from app.duplicates import Outcome, Pair, Side, Step
from app.office import Office
from app.refusal import CannotSave
from app.texts import Message
from models.base import new_id
from models.kinds import Role
from tests import make
from ui import keys
from ui.desk import Desk
from ui.duplicates.merge_dialog import MergeDialog
from ui.duplicates.page import DuplicatesPage
from ui.duplicates.search import DuplicateSearch
from ui.jobs import Errand
from ui.lane import Job
from ui.notices import Notice

NAMES = ("永發電鍍廠有限公司", "東莞永發電鍍廠", "耀豐針織廠", "耀豐針織有限公司", "大同染整廠")


@pytest.fixture
def page(desk: Desk, qtbot: QtBot) -> DuplicatesPage:
    page = DuplicatesPage(desk)
    qtbot.addWidget(page)
    page.resize(1100, 620)
    page.show()
    return page


@pytest.fixture
def twice(office: Office) -> None:
    """Two businesses that were registered twice, and one that was not; the second pair has one factory too."""
    with office.work() as work:
        ids = [register(work, ApplicantFields(name_tc=name)) for name in NAMES]
    for id in ids[2:4]:
        make.factory(office, id, uscc="91440300MA5DAY5K2W")


def said(page: DuplicatesPage) -> list[str]:
    return [one.text() for one in page.findChildren(QLabel) if one.isVisible()]


def listed(page: DuplicatesPage) -> list[tuple[str, str]]:
    return [(pair.a.name_tc, pair.b.name_tc) for pair in page.table.model.rows]


FIRST, SECOND = (NAMES[2], NAMES[3]), (NAMES[0], NAMES[1])


def test_it_looks_by_itself_and_shows_the_likeliest_first(twice: None, page: DuplicatesPage) -> None:
    page.shown()
    assert listed(page) == [FIRST, SECOND]
    assert {"Pairs: 2, among 5 applicants", "Alike: 100 of 100", *FIRST} <= set(said(page))
    assert "The same factory under both: 91440300MA5DAY5K2W" in "\n".join(said(page))


def test_arrows_walk_and_enter_opens_the_first_of_two(twice: None, page: DuplicatesPage, qtbot: QtBot) -> None:
    page.shown()
    qtbot.keyClick(page.table.view, Qt.Key.Key_Down)
    assert set(SECOND) <= set(said(page))
    pair = page.table.current()
    assert pair is not None
    with qtbot.waitSignal(page.open_applicant) as opened:
        qtbot.keyClick(page.table.view, Qt.Key.Key_Return)
    assert opened.args == [pair.a.id]
    with qtbot.waitSignal(page.open_applicant) as opened:
        page.both.open[1].click()
    assert opened.args == [pair.b.id]


def test_told_apart_by_a_key_it_goes_and_undo_brings_it_back(
    twice: None, page: DuplicatesPage, office: Office, qtbot: QtBot
) -> None:
    page.shown()
    page.table.view.setFocus()
    with qtbot.waitSignal(page.said) as told:
        qtbot.keyClick(
            page.table.view, Qt.Key.Key_D, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
        )
    assert listed(page) == [SECOND]
    assert page.table.current() is not None  # the next pair is chosen
    with office.reading() as session:
        assert len(telling_apart.pairs(session)) == 1
    notice = told.args[0] if told.args else None
    assert isinstance(notice, Notice)
    notice.then()
    assert listed(page) == [FIRST, SECOND]
    assert page.table.current() == page.table.model.rows[0]
    with office.reading() as session:
        assert telling_apart.pairs(session) == frozenset()


def test_merge_opens_the_dialog_and_the_pair_goes_when_it_is_done(
    twice: None, page: DuplicatesPage, office: Office
) -> None:
    page.shown()
    page.merge.click()
    [dialog] = page.findChildren(MergeDialog)
    dialog.take()
    assert listed(page) == [SECOND]


def test_a_large_office_says_that_it_has_changed_and_a_small_one_looks_again(
    twice: None, page: DuplicatesPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    page.shown()
    page._desk.do(register, ApplicantFields(name_sc="大同染整有限公司"))
    assert len(listed(page)) == 3
    monkeypatch.setattr("ui.duplicates.page._QUICK", 0)
    page._desk.do(register, ApplicantFields(name_sc="永发电镀厂"))
    assert "Applicants have changed since." in said(page)
    page.again.click()
    assert (len(listed(page)), listed(page)[0]) == (5, FIRST)
    assert "Applicants have changed since." not in said(page)


def test_the_choice_survives_a_new_search_and_another_language(twice: None, page: DuplicatesPage) -> None:
    page.shown()
    page.table.choose(page.search.pairs[1].ids)
    page.refresh()
    page.retranslate()
    chosen = page.table.current()
    assert chosen is not None
    assert (chosen.a.name_tc, chosen.b.name_tc) == SECOND


def test_nothing_found_is_good_news(office: Office, page: DuplicatesPage) -> None:
    page.shown()
    assert "Nothing to look at" in said(page)


def test_who_may_only_look_cannot_decide(twice: None, office: Office, desk: Desk, qtbot: QtBot) -> None:
    office.sign_in(replace(office.officer, role=Role.AUDITOR))
    page = DuplicatesPage(desk)
    qtbot.addWidget(page)
    page.show()
    page.shown()
    assert (page.merge.isEnabled(), page.apart.isEnabled()) == (False, False)
    assert page.apart.toolTip()


def test_what_cannot_be_read_says_why(page: DuplicatesPage, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(_office: Office) -> Iterator[Step]:
        yield Step(0, 1)
        raise CannotSave("The office cannot be reached.")

    monkeypatch.setattr(duplicates, "search", broken)
    page.shown()
    assert "The office cannot be reached." in "\n".join(said(page))
    assert not page.search.running


class SlowDesk(Desk):
    """A desk whose long work goes one step at a time, when the test says so."""

    def run(self, task: Any, *args: Any, then: Any = None, stepped: Any = None, failed: Any = None, **kw: Any) -> Job:
        self.steps, self.then, self.stepped = task(self.office, *args, **kw), then, stepped
        self.job = Job(lambda: None, lambda _none: None, lambda _none: None)
        return self.job


def test_what_is_found_stands_there_while_it_goes_on_and_stop_leaves_it(
    twice: None, office: Office, desk: Desk, qtbot: QtBot
) -> None:
    slow = SlowDesk(office, desk.lane)
    page = DuplicatesPage(slow)
    qtbot.addWidget(page)
    page.show()
    errands: list[Errand] = []
    page.errand.connect(errands.append)
    page.shown()
    assert (errands[0].running, page.stop.isVisible(), page.again.isVisible()) == (True, True, False)
    for step in slow.steps:
        slow.stepped(step)
    page.search._soon.timeout.emit()
    assert listed(page) == [FIRST, SECOND]
    assert "Found so far: 2" in said(page)
    page.stop.click()
    assert slow.job.stopped.is_set()
    slow.then(None)
    assert (listed(page), errands[0].running) == ([FIRST, SECOND], False)
    assert "Pairs: 2. The search was stopped." in said(page)


def test_what_was_told_apart_while_it_looked_does_not_come_back(twice: None, office: Office, desk: Desk) -> None:
    slow = SlowDesk(office, desk.lane)
    search = DuplicateSearch(slow, desk)
    search.begin()
    for step in slow.steps:
        slow.stepped(step)
    found = search.pairs
    search.settle(found[0])
    slow.then(Outcome(found, 5, 0))
    assert [(pair.a.name_tc, pair.b.name_tc) for pair in search.pairs] == [SECOND]


def test_a_thousand_pairs_are_painted_a_page_at_a_time(page: DuplicatesPage, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: set[UUID] = set()

    sides = [Side(new_id(), "", f"永發{at}", "", "", "", "", 0, None) for at in range(2_000)]
    why = (Message("Addresses alike: {percent}%", percent=90),)
    pairs = tuple(Pair(sides[at], sides[at + 1], 70, why) for at in range(0, 2_000, 2))

    def found(_office: Office) -> Generator[Step, None, Outcome]:
        yield Step(1, 1, pairs)
        return Outcome(pairs, 2_000, 0)

    monkeypatch.setattr(duplicates, "search", found)
    column = next(one for one in page.table.model.columns if one.name == "one")
    text = column.text

    def watched(pair: Pair) -> str:
        asked.add(pair.a.id)
        return text(pair)

    object.__setattr__(column, "text", watched)
    page.shown()
    page.grab()
    assert page.table.model.rowCount() == 1_000
    assert 0 < len(asked) < 200


def test_its_keys_can_be_chosen_and_are_its_own() -> None:
    for name in ("duplicates.merge", "duplicates.apart"):
        assert keys.current.users(keys.current.of(name)) == (name,)
