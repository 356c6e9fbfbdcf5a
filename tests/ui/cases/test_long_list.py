"""The case list when it is longer than what is read of it: groups, sorts, names, places, and what is copied."""

from __future__ import annotations

from pathlib import Path
from uuid import UUID

import pytest
from PySide6.QtCore import QSettings, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QMenu
from pytestqt.qtbot import QtBot

from app import case_list, cases
from app.case_filter import CaseFilter, Names, Sort
from app.office import Office
from app.refusal import Refusal
from models.stages import Stage
from tests import make
from ui import feed, words
from ui.cases import list_page
from ui.cases.list_page import CaseListPage
from ui.desk import Desk
from ui.widgets.rows import Group


@pytest.fixture
def page(desk: Desk, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> CaseListPage:
    """A list that reads four cases at a time."""
    monkeypatch.setattr(list_page, "FIRST", 4)
    made = CaseListPage(desk, QSettings(str(tmp_path / "window.ini"), QSettings.Format.IniFormat))
    qtbot.addWidget(made)
    made.resize(1250, 800)
    made.show()
    made.shown()
    all_read(made, qtbot)
    return made


def all_read(page: CaseListPage, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: len(page.table.model.rows) == len(page.table.window_model.numbers) == 9)


def truth(office: Office, page: CaseListPage) -> list[int]:
    with office.reading() as session:
        return [row.row_no for row in case_list.rows(session, page.wanted(), office.clock.today())]


def test_row_19_groups_say_how_many_they_hold_before_their_cases_are_read(
    page: CaseListPage, ui_office: Office
) -> None:
    groups = [line.in_words() for line in page.table.model.lines if isinstance(line, Group)]
    assert groups == ["Overdue (4)", "Due soon (5)"]
    assert [page.table.model.is_group(line) for line in (0, 1, 5, 6)] == [True, False, True, False]


def test_row_16_several_sorts_are_asked_of_the_office(page: CaseListPage, ui_office: Office, qtbot: QtBot) -> None:
    where = {column.name: at for at, column in enumerate(page.table.model.columns)}
    page.table._ask_sort(where["stage"])
    page.table._ask_sort(where["reference"], add=True)
    page.table._ask_sort(where["reference"], add=True)
    wanted = page.wanted()
    assert wanted.order == ((Sort.STAGE, False), (Sort.REFERENCE, True))
    assert list(page.table.window_model.numbers) == truth(ui_office, page)
    all_read(page, qtbot)
    stages = [list(Stage).index(row.stage) for row in page.table.model.rows]
    assert stages == sorted(stages)
    assert page.table.model.headerData(where["stage"], Qt.Orientation.Horizontal) == "Stage 1"


def test_row_17_names_stand_as_is_usual_in_the_language_or_as_chosen(
    page: CaseListPage, ui_office: Office, desk: Desk, qtbot: QtBot, tmp_path: Path
) -> None:
    page.table._ask_sort(1)
    usual = {"en": Names.ENGLISH, "zh_HK": Names.STROKE, "zh_CN": Names.PINYIN}
    for code, names in usual.items():
        words.set_language(code)
        assert page.wanted().names is names
        assert list(page.table.window_model.numbers) == truth(ui_office, page)
    words.set_language("en")
    menu = page.choice.menu("applicant")
    orders = next(found for found in menu.findChildren(QMenu) if found.title() == "Put names in order by")
    next(action for action in orders.actions() if action.text() == "Jyutping").trigger()
    assert page.wanted().names is Names.JYUTPING
    other = CaseListPage(desk, QSettings(str(tmp_path / "window.ini"), QSettings.Format.IniFormat))
    qtbot.addWidget(other)
    assert other.wanted().names is Names.JYUTPING


def test_row_24_selection_current_case_and_place_survive_an_edit_and_a_change_of_language(
    page: CaseListPage, ui_office: Office, desk: Desk, qtbot: QtBot
) -> None:
    page.show_view("all")
    all_read(page, qtbot)
    page.resize(1250, 360)
    rows = page.table.model.rows
    page.table.choose(rows[6].id)
    scrolled = page.table.view.verticalScrollBar().value()
    desk.do(cases.assign, rows[1].id, None, seen=make.seen(ui_office, rows[1].id))
    assert page.table.current_key() == rows[6].id
    assert page.table.view.verticalScrollBar().value() == scrolled
    words.set_language("zh_HK")
    assert [row.id for row in page.table.selection()] == [rows[6].id]
    qtbot.waitUntil(lambda: {row.id: row.officer for row in page.table.model.rows}[rows[1].id] is None)


def test_row_29_all_cases_of_the_list_are_selected_read_or_not(page: CaseListPage, qtbot: QtBot) -> None:
    with qtbot.waitSignal(page.table.counted) as told:
        page.table.select_everything()
    assert told.args == [9]
    assert page.table.chosen_rows().everything


def test_row_11_the_line_of_totals_follows_the_filter(page: CaseListPage) -> None:
    page.bar.put("stage:completeness")
    assert page._line.text() == "3 of 9 cases · requested HK$0 · calculated HK$0"


def test_row_23_the_case_beside_the_list_follows_the_keys_and_enter_opens_it(page: CaseListPage, qtbot: QtBot) -> None:
    qtbot.keyClick(page.table.view, Qt.Key.Key_End)
    last = page.table.model.rows[-1]
    qtbot.waitUntil(lambda: page.inspector._title.text() == last.reference)
    with qtbot.waitSignal(page.open_case) as opened:
        qtbot.keyClick(page.table.view, Qt.Key.Key_Return)
    assert opened.args == [last.id]


def test_row_23_space_puts_the_preview_away_and_brings_it_back_and_ticks_while_several_are_selected(
    page: CaseListPage, qtbot: QtBot
) -> None:
    view, one = page.table.view, page.table.model.rows[0]
    qtbot.keyClick(view, Qt.Key.Key_Home)
    room = page.table.height()  # in a narrow window the preview lies under the list
    qtbot.keyClick(view, Qt.Key.Key_Space)
    assert page.inspector.isHidden()
    qtbot.waitUntil(lambda: page.table.height() > room)
    qtbot.keyClick(view, Qt.Key.Key_Down)
    qtbot.keyClick(view, Qt.Key.Key_Space)
    assert page.inspector._title.text() == page.table.model.rows[1].reference
    qtbot.keyClick(view, Qt.Key.Key_Up, Qt.KeyboardModifier.ControlModifier)
    qtbot.keyClick(view, Qt.Key.Key_Space)
    assert page.inspector.isVisible()
    assert {row.id for row in page.table.selection()} == {one.id, page.table.model.rows[1].id}


def test_a_right_click_on_a_row_offers_to_open_it_its_window_its_applicant_and_to_copy(page: CaseListPage) -> None:
    line = next(at for at in range(9) if page.table.model.at(at) is not None)
    row = page.table.model.at(line)
    assert row is not None
    where = page.table.view.visualRect(page.table.model.index(line, 2)).center()
    page.table.view.customContextMenuRequested.emit(where)
    menu = next(one for one in page.table.findChildren(QMenu) if one.isVisible())
    does = {action.text(): action for action in menu.actions()}
    told: list[UUID] = []
    for text, signal in (
        ("Open case", page.open_case),
        ("Open it in a window of its own", page.window_wanted),
        ("Open applicant", page.open_applicant),
    ):
        signal.connect(told.append)
        does[text].trigger()
    assert told == [row.id, row.id, row.applicant_id]
    does["Copy the chosen rows as a table"].trigger()
    assert row.name_en in QGuiApplication.clipboard().text()
    menu.close()


def test_letters_jump_to_a_case_by_its_number_and_round_again(page: CaseListPage, qtbot: QtBot) -> None:
    row = page.table.model.rows[7]
    assert row.reference is not None
    page.table.view.keyboardSearch(row.reference.lower())
    assert page.table.current_key() == row.id
    page.table.letters.emit("qqqq")
    assert page.table.current_key() == row.id


def test_steps_go_over_groups_and_pages_and_end_at_the_ends(page: CaseListPage) -> None:
    rows = page.table.model.rows
    page.table.choose(rows[0].id)
    assert [page.step(1) for _ in range(9)] == [*(row.id for row in rows[1:]), None]
    assert [page.step(-1) for _ in range(9)] == [*(row.id for row in reversed(rows[:-1])), None]


def test_a_case_opened_elsewhere_is_followed_though_it_was_never_read(
    desk: Desk, ui_office: Office, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(list_page, "FIRST", 4)
    page = CaseListPage(desk)
    qtbot.addWidget(page)
    page.shown()
    page.feed.go_on()
    with ui_office.reading() as session:
        last = case_list.rows(session, CaseFilter(), ui_office.clock.today())[-1]
    assert all(row.id != last.id for row in page.table.model.rows)
    page.follow(last.id)
    assert page.table.current_number() == last.row_no


def test_row_21_cases_never_read_are_copied_and_too_many_are_refused(
    page: CaseListPage, desk: Desk, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    page.table.window_model._rows.clear()
    page.table.select_everything()
    page.table.view.copy_asked.emit(True)
    assert len(QGuiApplication.clipboard().text().split("\n")) == 10
    monkeypatch.setattr(feed, "COPIED", 5)
    page.table.window_model._rows.clear()
    refused: list[Refusal] = []
    desk.refused.connect(refused.append)
    page.table.view.copy_asked.emit(True)
    assert [one.kind for one in refused] == ["invalid"]


def test_row_21_a_due_date_is_copied_as_the_date_however_late_it_is(page: CaseListPage) -> None:
    page.table.select_everything()
    page.table.view.copy_asked.emit(True)
    head, first, *_rest = (line.split("\t") for line in QGuiApplication.clipboard().text().split("\n"))
    row = page.table.model.rows[0]
    assert page.table.model.columns[5].text(row) == "4 days overdue"
    assert row.due_on is not None
    assert first[head.index("Due")] == row.due_on.isoformat()


def test_row_22_number_and_name_stay_when_the_list_is_scrolled_sideways(page: CaseListPage, qtbot: QtBot) -> None:
    page.resize(900, 800)
    page.table.arrangement.show("type", shown=False)  # arranged by hand: nothing is left out for want of room
    qtbot.waitUntil(lambda: page.table.view.horizontalScrollBar().maximum() > 0)
    page.table.view.horizontalScrollBar().setValue(page.table.view.horizontalScrollBar().maximum())
    frozen = page.table.view._frozen
    assert frozen is not None
    shown = [column.name for at, column in enumerate(page.table.model.columns) if not frozen.isColumnHidden(at)]
    assert shown == ["reference", "applicant"]


def test_the_button_over_the_list_opens_the_menu_of_its_columns(page: CaseListPage, qtbot: QtBot) -> None:
    page.choice.button.click()
    menu = next(one for one in page.table.findChildren(QMenu) if one.isVisible())
    assert "Due" in [action.text() for action in menu.actions()]
    menu.close()
