"""The query box, its facets and its chips: one text, written and read from every side."""

from __future__ import annotations

from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.case_list import CaseRow
from app.clock import HeldClock
from models.stages import Stage
from tests.ui.looking import settled
from ui import words
from ui.cases.filter_bar import Chip
from ui.cases.list_page import CaseListPage
from ui.desk import Desk


@pytest.fixture
def page(desk: Desk, qtbot: QtBot) -> CaseListPage:
    made = CaseListPage(desk)
    qtbot.addWidget(made)
    made.resize(1250, 800)
    made.show()
    made.shown()
    qtbot.waitExposed(made)
    made.activateWindow()
    qtbot.waitUntil(lambda: bool(made.bar.sense().officers))
    return made


def rows(page: CaseListPage) -> list[CaseRow]:
    return list(page.table.model.rows)


def chips(page: CaseListPage) -> list[str]:
    return [chip.text() for chip in page.bar._chips]


def typed(page: CaseListPage, text: str, qtbot: QtBot) -> None:
    page.bar.box.setFocus()
    page.bar.box.setCursorPosition(len(page.bar.box.text()))
    qtbot.keyClicks(page.bar.box, text)


def suggested(page: CaseListPage) -> list[str]:
    panel = page.bar.box._panel
    return [one.text for one in panel._lines] if panel is not None and panel.isVisible() else []


def pick(page: CaseListPage, name: str, value: object, on: bool = True) -> None:
    """A click on a line of a facet's menu."""
    facet = page.bar.facets[name]
    facet._menu.aboutToShow.emit()
    next(action for action, one in facet._lines if one.value == value).setChecked(on)


def test_row_05_what_is_typed_narrows_the_list(page: CaseListPage, qtbot: QtBot) -> None:
    typed(page, "stage:completeness officer:@me", qtbot)
    qtbot.keyClick(page.bar.box, Qt.Key.Key_Return)
    assert {row.stage for row in rows(page)} == {Stage.COMPLETENESS}
    assert len(rows(page)) == 3
    assert page.table.view.hasFocus(), "Enter goes on to the rows"


def test_row_05_fields_and_values_are_completed_with_their_numbers(page: CaseListPage, qtbot: QtBot) -> None:
    page.show_view("all")
    typed(page, "st", qtbot)
    assert suggested(page)[0] == "stage:"
    qtbot.keyClick(page.bar.box, Qt.Key.Key_Down)
    qtbot.keyClick(page.bar.box, Qt.Key.Key_Return)
    assert page.bar.box.text() == "stage:"
    assert "completeness-check" in suggested(page)
    panel = page.bar.box._panel
    assert panel is not None
    at = suggested(page).index("completeness-check")
    assert panel._list.item(at).text() == "completeness-check, 3"
    typed(page, "comp", qtbot)
    assert suggested(page) == ["completeness-check", "completion-report-in"]
    qtbot.keyClick(page.bar.box, Qt.Key.Key_Down)
    qtbot.keyClick(page.bar.box, Qt.Key.Key_Tab)
    assert page.bar.box.text() == "stage:completeness-check "
    assert page.bar.box.hasFocus()
    assert len(rows(page)) == 3


def test_escape_closes_the_suggestions_before_it_clears(page: CaseListPage, qtbot: QtBot) -> None:
    typed(page, "stage:", qtbot)
    qtbot.keyClick(page.bar.box, Qt.Key.Key_Escape)
    assert (page.bar.typed, suggested(page)) == ("stage:", [])
    qtbot.keyClick(page.bar.box, Qt.Key.Key_Escape)
    assert page.bar.typed == ""


def test_alt_and_down_lists_what_can_be_typed_and_the_mouse_takes_it(page: CaseListPage, qtbot: QtBot) -> None:
    page.bar.box.setFocus()
    qtbot.keyClick(page.bar.box, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    assert suggested(page)[:3] == ["stage:", "type:", "officer:"]
    panel = page.bar.box._panel
    assert panel is not None
    where = panel._list.visualItemRect(panel._list.item(2)).center()
    qtbot.mouseClick(panel._list.viewport(), Qt.MouseButton.LeftButton, pos=where)
    assert page.bar.box.text() == "officer:"
    assert suggested(page)[0] == "@me"


def test_nothing_is_suggested_or_taken_while_composing(page: CaseListPage, qtbot: QtBot) -> None:
    typed(page, "stage:", qtbot)
    assert suggested(page)
    QApplication.sendEvent(page.bar.box, QInputMethodEvent("ping", []))
    assert suggested(page) == []
    for key in (Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Escape):
        qtbot.keyClick(page.bar.box, key)
    assert page.bar.box.text() == "stage:"
    assert page.bar.box.hasFocus()


def test_row_06_a_facet_writes_its_words_and_ticks_what_the_words_say(page: CaseListPage) -> None:
    page.show_view("all")
    page.bar.put("wing")
    pick(page, "stage", Stage.COMPLETENESS)
    assert page.bar.typed == "wing stage:completeness-check"
    pick(page, "stage", Stage.RECEIVED)
    assert page.bar.typed == "wing stage:received,completeness-check"
    pick(page, "officer", None)
    assert page.bar.typed == "wing stage:received,completeness-check officer:nobody"
    pick(page, "officer", None, on=False)
    pick(page, "stage", Stage.RECEIVED, on=False)
    assert page.bar.typed == "wing stage:completeness-check"


def test_row_06_in_chinese_a_facet_writes_chinese_words_that_every_screen_reads(page: CaseListPage) -> None:
    words.set_language("zh_HK")
    pick(page, "stage", Stage.COMPLETENESS)
    assert page.bar.typed == "階段:文件核實"
    assert len(rows(page)) == 3
    words.set_language("en")
    assert (page.bar.typed, chips(page)) == ("階段:文件核實", ["Stage: Completeness check"])


def test_a_facet_says_how_many_of_the_present_query(page: CaseListPage) -> None:
    page.show_view("all")
    page.bar.put("wing stage:received")
    facet = page.bar.facets["stage"]
    facet._menu.aboutToShow.emit()
    numbers = {one.value: action.text().rpartition("\t")[2] for action, one in facet._lines}
    found = {stage: sum(row.stage is stage for row in all_wing(page)) for stage in Stage}
    assert {stage: numbers[stage] for stage in Stage} == {stage: str(number) for stage, number in found.items()}


def all_wing(page: CaseListPage) -> list[CaseRow]:
    page.bar.put("wing")
    return rows(page)


@pytest.mark.parametrize("key", [Qt.Key.Key_Delete, Qt.Key.Key_Backspace, Qt.Key.Key_Space])
def test_row_08_a_chip_goes_by_key_and_the_keyboard_stays_among_the_chips(
    page: CaseListPage, qtbot: QtBot, key: Qt.Key
) -> None:
    page.bar.put("stage:received -type:OA wing")
    assert chips(page) == ["Stage: Received", "Type not OA", "Search: wing"]
    page.bar._chips[1].setFocus()
    qtbot.keyClick(page.bar._chips[1], key)
    assert (page.bar.typed, chips(page)) == ("stage:received wing", ["Stage: Received", "Search: wing"])
    focused = QApplication.focusWidget()
    assert isinstance(focused, Chip)
    assert focused.text() == "Search: wing"


def test_row_08_a_chip_goes_by_mouse(page: CaseListPage, qtbot: QtBot) -> None:
    page.bar.put("stage:received due:overdue")
    settled()
    qtbot.mouseClick(page.bar._chips[0], Qt.MouseButton.LeftButton)
    assert page.bar.typed == "due:overdue"
    assert page.bar._chips[0].accessibleName() == "Take away: Due: Overdue"


def test_row_09_a_pinned_query_stays_while_the_view_changes(page: CaseListPage) -> None:
    page.show_view("all")
    page.bar.put("stage:received")
    page.bar.pin.setChecked(True)
    page.show_view("mine")
    assert page.bar.typed == "stage:received"
    assert {row.stage for row in rows(page)} == {Stage.RECEIVED}
    page.bar.pin.setChecked(False)
    page.show_view("all")
    assert page.bar.typed == ""


def test_row_10_nothing_found_says_why_clears_and_looks_in_all_cases_on_enter(page: CaseListPage, qtbot: QtBot) -> None:
    page.show_view("returned")
    page.bar.put("wing")
    assert page.table._page._title.text() == "No case matches ‘wing’"
    assert page.bar._clear.isVisible()
    page.bar.box.setFocus()
    with qtbot.waitSignal(page.view_asked) as asked:
        qtbot.keyClick(page.bar.box, Qt.Key.Key_Return)
    assert asked.args == ["all", "wing"]
    page.bar._clear.click()
    assert page.bar.typed == ""


def test_a_slip_is_named_and_mended_and_the_rest_counts(page: CaseListPage) -> None:
    page.bar.put("stge:received type:NT")
    slip = page.bar._slip
    assert slip.isVisible()
    assert slip._label.text() == "‘stge:’ is not a filter word. Did you mean ‘stage:’?"
    assert slip._rest.text() == "The rest was understood: Type: NT"
    assert len(rows(page)) == 9
    slip._button.click()
    assert page.bar.typed == "stage:received type:NT"
    assert not slip.isVisible()
    assert len(rows(page)) == 6


def pause(page: CaseListPage) -> None:
    """What the clocks do when nobody types: first the list is asked for, then what is wrong is named."""
    page.bar.box._ask()
    page.bar._typing.stop()
    page.bar._typing.timeout.emit()


def slips(page: CaseListPage) -> str:
    return page.bar._slip._label.text() if page.bar._slip.isVisible() else ""


def test_a_word_that_is_being_typed_is_no_slip_until_typing_pauses(page: CaseListPage, qtbot: QtBot) -> None:
    typed(page, "stge:rec", qtbot)
    page.bar.box._ask()
    assert page.bar._typing.isActive()
    assert slips(page) == ""
    pause(page)
    assert slips(page) == "‘stge:’ is not a filter word. Did you mean ‘stage:’?"


def test_a_word_is_named_as_soon_as_it_is_finished(page: CaseListPage, qtbot: QtBot) -> None:
    typed(page, "due:<", qtbot)
    pause(page)
    assert slips(page) == ""
    typed(page, "x wing", qtbot)
    page.bar.box._ask()
    assert slips(page).startswith("‘x’ is not a date. Write 2026-03-05")
    typed(page, " due:<", qtbot)
    pause(page)
    assert slips(page).count("\n") == 0
    qtbot.keyClick(page.bar.box, Qt.Key.Key_Return)
    assert slips(page).count("\n") == 1


def test_a_blank_before_a_slip_does_not_spoil_its_mending(page: CaseListPage, qtbot: QtBot) -> None:
    typed(page, "stge:received type:NT", qtbot)
    pause(page)
    page.bar.box.home(False)
    typed(page, "  ", qtbot)
    pause(page)
    page.bar._slip._button.click()
    assert page.bar.typed == "stage:received type:NT"


def test_a_query_that_names_an_officer_waits_for_the_officers(desk: Desk, qtbot: QtBot) -> None:
    page = CaseListPage(desk)
    qtbot.addWidget(page)
    page.bar.put("officer:lky")
    assert page.bar._query is not None
    assert page.bar._query.puzzles
    page.show()
    page.shown()
    qtbot.waitUntil(lambda: bool(page.bar.sense().officers))
    assert not page.bar._query.puzzles
    assert rows(page) == []


def test_days_are_counted_from_today_though_the_list_stays_open_over_night(
    page: CaseListPage, clock: HeldClock
) -> None:
    page.bar.put("due:<2d")
    before = len(rows(page))
    clock.moment += timedelta(days=3)
    page.refresh()
    assert len(rows(page)) == min(before + 3, 9)


def test_what_was_typed_stays_as_it_was_when_the_language_changes(page: CaseListPage) -> None:
    page.bar.put("stage:received 電鍍")
    words.set_language("zh_HK")
    assert page.bar.typed == "stage:received 電鍍"
    assert chips(page)[0] == "階段：已收件"
