"""Two windows on two cases, answered from threads: an act in one is seen in the other, closing one ends nothing."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from pathlib import Path
from uuid import UUID

import pytest
from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app import cases
from app.clock import HeldClock
from app.office import Office
from models import Case
from models.kinds import OfficeKind
from tests import make
from tests.ui import real_office
from ui.casefile.application import ApplicationSection
from ui.casefile.page import CaseFilePage
from ui.desk import Desk
from ui.lane import ThreadLane
from ui.window import MainWindow
from ui.windows import Windows

_PATIENCE = 20_000


@pytest.fixture
def office(tmp_path: Path, clock: HeldClock) -> Iterator[Office]:
    with real_office.opened(tmp_path / "office", clock, OfficeKind.REAL) as made:
        yield made


@pytest.fixture
def desk(office: Office, qapp: QApplication) -> Iterator[Desk]:
    made = Desk(office, ThreadLane())
    yield made
    made.close()


@pytest.fixture
def windows(desk: Desk, tmp_path: Path, qtbot: QtBot) -> Iterator[Windows]:
    """Two windows, each on a case of its own."""
    made = Windows(desk, QSettings(str(tmp_path / "window.ini"), QSettings.Format.IniFormat))
    made.open()
    first = made.all[0]
    qtbot.waitUntil(lambda: bool(first.cases.table.model.rows), timeout=_PATIENCE)
    one, other = (row.id for row in first.cases.table.model.rows[:2])
    made.open(other)
    first.open_case(one)
    for window in made.all:
        qtbot.waitUntil(partial(settled, window), timeout=_PATIENCE)
    yield made
    made.take_down()


def page_of(window: MainWindow) -> CaseFilePage:
    page = window.page()
    assert isinstance(page, CaseFilePage)
    return page


def settled(window: MainWindow) -> bool:
    page = window.page()
    return isinstance(page, CaseFilePage) and page.view.settled


def due_for(window: MainWindow) -> str:
    sheet = page_of(window).sheet
    return sheet.due_for if sheet is not None else ""


def set_due(window: MainWindow, office: Office, case_id: UUID, what: str) -> None:
    """At the desk of a window, on any case."""
    page_of(window).desk.do(cases.set_due, case_id, None, what, seen=make.seen(office, case_id))


def test_an_act_in_one_window_is_seen_in_the_other(windows: Windows, office: Office, qtbot: QtBot) -> None:
    first, second = windows.all
    here, there = page_of(first).case_id, page_of(second).case_id
    assert here != there
    set_due(first, office, there, "Ring up")
    qtbot.waitUntil(lambda: due_for(second) == "Ring up" and settled(second), timeout=_PATIENCE)
    assert due_for(first) != "Ring up"
    assert page_of(second).sections["application"].sheet == page_of(second).sheet


def test_what_is_typed_in_one_stays_while_the_other_acts(windows: Windows, office: Office, qtbot: QtBot) -> None:
    first, second = windows.all
    application = page_of(second).sections["application"]
    assert isinstance(application, ApplicationSection)
    application.form.field("title_en").put("Heat pump")
    application.form.changed.emit()
    set_due(first, office, page_of(second).case_id, "Ring up")
    qtbot.waitUntil(lambda: due_for(second) == "Ring up" and settled(second), timeout=_PATIENCE)
    assert application.form.field("title_en").read() == "Heat pump"
    done: list[bool] = []
    page_of(second).save(done.append)
    qtbot.waitUntil(lambda: bool(done), timeout=_PATIENCE)
    assert done == [True]
    assert make.read(office, Case, page_of(second).case_id).title_en == "Heat pump"


def test_closing_one_while_it_waits_for_its_answer_keeps_the_other_at_work(
    windows: Windows, office: Office, qtbot: QtBot
) -> None:
    first, second = windows.all
    case = page_of(second).case_id
    page_of(first).refresh()
    set_due(first, office, case, "Asked before it closed")
    first.close()
    assert windows.all == [second]
    qtbot.waitUntil(lambda: due_for(second) == "Asked before it closed" and settled(second), timeout=_PATIENCE)
    set_due(second, office, case, "Still at work")
    qtbot.waitUntil(lambda: due_for(second) == "Still at work" and settled(second), timeout=_PATIENCE)
