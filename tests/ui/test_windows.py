"""Two windows on one office: each with its own pages and unsaved work; the last one closed is the end."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from uuid import UUID

import pytest
from PySide6.QtCore import QEvent, QSettings, Qt
from PySide6.QtWidgets import QApplication, QMessageBox, QPlainTextEdit
from pytestqt.qtbot import QtBot

from app import cases
from app.clock import HeldClock
from app.office import Office
from models.kinds import OfficeKind
from tests.ui import real_office
from ui.casefile import save_bar
from ui.casefile.notes import NotesSection
from ui.casefile.page import CaseFilePage
from ui.desk import Desk
from ui.history import Spot
from ui.lane import InlineLane
from ui.window import MainWindow
from ui.windows import Windows


@pytest.fixture
def office(tmp_path: Path, clock: HeldClock) -> Iterator[Office]:
    with real_office.opened(tmp_path / "office", clock, OfficeKind.REAL) as made:
        yield made


@pytest.fixture
def windows(office: Office, tmp_path: Path, qapp: QApplication) -> Iterator[Windows]:
    desk = Desk(office, InlineLane())
    made = Windows(desk, QSettings(str(tmp_path / "window.ini"), QSettings.Format.IniFormat))
    made.open()
    yield made
    desk.close()
    made.take_down()


def ids(windows: Windows) -> list[UUID]:
    return [row.id for row in windows.all[0].cases.table.model.rows if hasattr(row, "id")]


def case_page(window: MainWindow) -> CaseFilePage:
    page = window.page()
    assert isinstance(page, CaseFilePage)
    return page


def type_a_note(window: MainWindow, text: str) -> None:
    page = case_page(window)
    notes = page.sections["notes"]
    assert isinstance(notes, NotesSection)
    control = notes.form.field("text").control
    assert isinstance(control, QPlainTextEdit)
    control.setPlainText(text)
    assert page.dirty


def swept(qapp: QApplication) -> None:
    qapp.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


def test_row_47_a_case_opens_in_a_window_of_its_own_and_the_list_lies_behind_it(windows: Windows) -> None:
    (first,) = windows.all
    chosen = first.cases.table.current()
    assert chosen is not None
    first.open_beside()
    _, second = windows.all
    assert second.stack.spot == Spot("case", chosen.id)
    assert case_page(second).sheet is not None
    assert first.page() is first.cases
    second.back()
    assert second.page() is second.cases
    assert len(second.cases.table.model.rows) == len(first.cases.table.model.rows)


def test_the_case_in_front_goes_into_the_new_window_and_without_one_it_is_the_list(windows: Windows) -> None:
    (first,) = windows.all
    case = ids(windows)[2]
    first.open_case(case)
    first.open_beside()
    assert windows.all[1].stack.spot == Spot("case", case)
    first.new_window()
    assert windows.all[2].page() is windows.all[2].cases
    first.show_calculator()
    first.open_beside()
    assert len(windows.all) == 3


def test_both_windows_follow_every_change_and_keep_what_is_typed(windows: Windows) -> None:
    (first,) = windows.all
    one, other = ids(windows)[:2]
    first.open_case(one)
    second = windows.open(other)
    type_a_note(second, "Called the applicant")
    sheet = case_page(first).sheet
    assert sheet is not None
    first.desk.do(cases.set_due, one, None, "", seen=sheet.version)
    assert case_page(first).sheet != sheet
    assert case_page(second).dirty


def test_two_windows_on_the_same_case_show_the_same(windows: Windows) -> None:
    (first,) = windows.all
    case = ids(windows)[0]
    first.open_case(case)
    second = windows.open(case)
    before = case_page(second).sheet
    assert before is not None
    first.desk.do(cases.note, case, "Seen by both")
    for window in windows.all:
        sheet = case_page(window).sheet
        assert sheet is not None
        assert sheet.notes[0].text == "Seen by both"


def test_unsaved_work_stays_said_when_another_window_saves(windows: Windows) -> None:
    (first,) = windows.all
    one, other = ids(windows)[:2]
    second = windows.open(other)
    type_a_note(second, "Not yet")
    first.desk.do(cases.note, one, "Done")
    assert second.status._saved.text() == "Not saved yet"
    assert first.status._saved.text().startswith("Saved at")


def test_closing_one_of_two_asks_for_its_own_work_only_and_ends_nothing(
    windows: Windows, qapp: QApplication, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[object] = []
    answers = [QMessageBox.StandardButton.Cancel, QMessageBox.StandardButton.Discard]

    def ask(page: object, _titles: object) -> QMessageBox.StandardButton:
        asked.append(page)
        return answers.pop(0)

    monkeypatch.setattr(save_bar, "ask", ask)
    gone: list[object] = []
    windows.gone.connect(lambda: gone.append(1))
    (first,) = windows.all
    one, other = ids(windows)[:2]
    first.open_case(one)
    type_a_note(first, "Mine")
    second = windows.open(other)
    type_a_note(second, "Hers")
    hers = case_page(second)
    assert not second.close()
    assert second.close()
    assert asked == [hers, hers]
    assert windows.all == [first]
    swept(qapp)
    assert case_page(first).dirty
    first.desk.do(cases.note, other, "The first one still works")
    assert gone == []


def test_closing_the_first_leaves_the_second_working(windows: Windows, qapp: QApplication) -> None:
    (first,) = windows.all
    case = ids(windows)[0]
    second = windows.open(case)
    assert first.close()
    assert windows.all == [second]
    swept(qapp)
    second.desk.do(cases.note, case, "Alone")
    sheet = case_page(second).sheet
    assert sheet is not None
    assert sheet.notes[0].text == "Alone"


def test_the_last_window_closed_is_the_end(windows: Windows) -> None:
    gone: list[object] = []
    windows.gone.connect(lambda: gone.append(1))
    (first,) = windows.all
    second = windows.open()
    assert second.close()
    assert gone == []
    assert first.close()
    assert gone == [1]


def test_quitting_asks_each_window_and_stops_where_one_wants_to_stay(
    windows: Windows, monkeypatch: pytest.MonkeyPatch
) -> None:
    gone: list[object] = []
    windows.gone.connect(lambda: gone.append(1))
    (first,) = windows.all
    first.open_case(ids(windows)[0])
    type_a_note(first, "Mine")
    windows.open()
    monkeypatch.setattr(save_bar, "ask", lambda *_a: QMessageBox.StandardButton.Cancel)
    first.menus.actions["quit"].trigger()
    assert windows.all == [first]
    monkeypatch.setattr(save_bar, "ask", lambda *_a: QMessageBox.StandardButton.Discard)
    first.menus.actions["quit"].trigger()
    assert gone == [1]


def test_another_officer_sits_down_only_when_every_window_may_be_left(
    windows: Windows, monkeypatch: pytest.MonkeyPatch
) -> None:
    second = windows.open(ids(windows)[0])
    type_a_note(second, "Mine")
    monkeypatch.setattr(save_bar, "ask", lambda *_a: QMessageBox.StandardButton.Cancel)
    assert not windows.may_leave()
    monkeypatch.setattr(save_bar, "ask", lambda *_a: QMessageBox.StandardButton.Discard)
    assert windows.may_leave()


def test_ctrl_tab_goes_round(windows: Windows, qtbot: QtBot) -> None:
    (first,) = windows.all
    second = windows.open()
    qtbot.waitUntil(second.isActiveWindow)
    assert windows.front is second
    qtbot.keyClick(second, Qt.Key.Key_Tab, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(first.isActiveWindow)
    first.next_window()
    qtbot.waitUntil(second.isActiveWindow)


def test_the_theme_is_ticked_in_every_menu(windows: Windows) -> None:
    (first,) = windows.all
    second = windows.open()
    second.choose_theme("dark")
    assert first.menus._themes["dark"].isChecked()


def test_row_47_the_place_of_the_first_window_is_remembered_not_that_of_one_beside_it(
    windows: Windows, tmp_path: Path
) -> None:
    (first,) = windows.all
    second = windows.open()
    assert second.pos() != first.pos()
    second.close()
    assert windows._settings.value("window/geometry") is None
    first.close()
    assert windows._settings.value("window/geometry") is not None
