"""The case list: what must be done today, found, filtered, sorted, and steady while things change."""

from __future__ import annotations

from decimal import Decimal
from uuid import uuid4

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app import calculations, case_list, cases, officers
from app.office import Office, SignedIn
from app.rules.request import Override
from app.texts import Message
from models.kinds import Role
from models.stages import Stage
from tests import make
from tests.ui.looking import LOOKS, Look, dress, faults, show
from ui import words
from ui.cases import list_page
from ui.cases.list_page import CaseListPage
from ui.cases.views import views_of
from ui.desk import Desk
from ui.widgets.rows import Group


@pytest.fixture
def page(desk: Desk, qtbot: QtBot) -> CaseListPage:
    made = CaseListPage(desk)
    qtbot.addWidget(made)
    made.resize(1250, 800)
    made.show()
    made.shown()
    return made


def references(page: CaseListPage) -> list[str]:
    return [str(one.reference) for one in page.table.model.rows]


def test_the_list_begins_with_what_is_overdue_and_says_so_in_groups(page: CaseListPage) -> None:
    groups = [line.text.text for line in page.table.model.lines if isinstance(line, Group)]
    assert groups == ["Overdue", "Due soon"]
    assert page.table.model.index(1, 5).data() == "4 days overdue"
    assert len(page.table.model.rows) == 9


def test_the_line_of_totals_says_how_many_of_how_many(page: CaseListPage, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: page._line.text() == "9 cases · requested HK$0 · calculated HK$0")
    page.bar.put("stage:completeness")
    assert page._line.text() == "3 of 9 cases · requested HK$0 · calculated HK$0"


def test_words_are_searched_in_the_office_and_a_search_can_be_taken_away(page: CaseListPage) -> None:
    page.search("wing fat")
    assert {one.name_en for one in page.table.model.rows} == {"Wing Fat Electroplating Company Limited"}
    page.bar.clear()
    assert page.bar.typed == ""
    assert len(page.table.model.rows) == 9


def test_nothing_found_says_what_was_searched_and_offers_to_clear(page: CaseListPage) -> None:
    page.show_view("all")
    page.search("Wing Chun")
    assert not page.table.view.isVisible()
    assert page.table._page._title.text() == "No case matches ‘Wing Chun’"
    page.table._page._button.click()
    assert page.table.view.isVisible()


def test_nothing_found_in_a_view_offers_to_look_in_all_cases(page: CaseListPage, qtbot: QtBot) -> None:
    page.search("Wing Chun")
    button = page.table._page._button
    assert button.text() == "Look in all cases"
    with qtbot.waitSignal(page.view_asked) as asked:
        button.click()
    assert asked.args == ["all", "Wing Chun"]


def to_sign(office: Office) -> None:
    """A case of somebody else's that waits for the officer at the desk: its amount was lowered."""
    with office.work() as work:
        lowered = officers.OfficerFields("cw", "CW", "CHU Wai", "朱偉", "", "", "", Role.CASEWORKER)
        officers.appoint(work, lowered)
    with make.signed(office, Role.CASEWORKER):
        made = make.received(office)
        make.do(office, calculations.record, made.id, seen=make.seen(office, made.id),
                override=Override(Decimal(400_000), "Less"))  # fmt: skip


def test_what_waits_for_a_signature_is_a_view_of_its_own(page: CaseListPage, ui_office: Office, qtbot: QtBot) -> None:
    waits = next(at for at, one in enumerate(page.table.model.columns) if one.name == "waits")
    assert page.table.view.isColumnHidden(waits)
    page.show_view("to-sign")
    assert page.table._page._title.text() == "Nothing waits for your signature"
    to_sign(ui_office)
    page.refresh()
    assert not page.table.view.isColumnHidden(waits)
    (row,) = page.table.model.rows
    at = page.table.model.position(row.id)
    assert at is not None
    assert page.table.model.index(at, waits).data() == "Calculation"
    page.table.choose(row.id)
    with qtbot.waitSignal(page.open_part) as opened:
        qtbot.keyClick(page.table.view, Qt.Key.Key_Return)
    assert opened.args == [row.id, "calculator"]
    page.show_view("mine")
    assert page.table.view.isColumnHidden(waits)


def test_the_keyboard_goes_along_when_the_last_row_goes(page: CaseListPage) -> None:
    page.activateWindow()
    page.focus_list()
    page.search("Wing Chun")
    assert page.table._page._button.hasFocus()
    page.search("")
    assert page.table.view.hasFocus()


@pytest.mark.parametrize(("query", "found"), [("stage:completeness", 3), ("type:OA", 0), ("officer:nobody", 0)])
def test_each_filter_narrows_the_list(page: CaseListPage, query: str, found: int) -> None:
    page.bar.put(query)
    assert len(page.table.model.rows) == found
    page.bar.put("")
    assert len(page.table.model.rows) == 9


def test_a_click_on_a_header_sorts_in_the_office(page: CaseListPage) -> None:
    page.table._ask_sort(0)
    assert references(page) == sorted(references(page))
    assert not any(isinstance(line, Group) for line in page.table.model.lines)
    page.table._ask_sort(0)
    assert references(page) == sorted(references(page), reverse=True)


def test_the_list_stays_where_it_is_when_it_is_read_again(page: CaseListPage, desk: Desk) -> None:
    page.resize(1300, 340)
    QApplication.processEvents()
    page.table.choose(page.table.model.rows[7].id)
    bar = page.table.view.verticalScrollBar()
    scrolled = bar.value()
    assert scrolled > 0
    first = page.table.model.rows[0]
    desk.do(cases.move, first.id, Stage.COMPLETENESS, seen=first.version)
    words.set_language("zh_HK")
    page.refresh()
    assert bar.value() == scrolled


def test_the_chosen_case_stays_chosen_when_another_is_changed(page: CaseListPage, desk: Desk) -> None:
    chosen, other = page.table.model.rows[5], page.table.model.rows[1]
    page.table.choose(chosen.id)
    desk.do(cases.move, other.id, Stage.COMPLETENESS, seen=other.version)
    assert page.table.current_key() == chosen.id
    words.set_language("zh_CN")
    assert page.table.current_key() == chosen.id
    moved = next(one for one in page.table.model.rows if one.id == other.id)
    assert moved.stage is Stage.COMPLETENESS


def test_a_hidden_list_reads_again_only_when_it_is_shown(page: CaseListPage, desk: Desk) -> None:
    page.hide()
    first = page.table.model.rows[0]
    desk.do(cases.assign, first.id, None, seen=first.version)
    assert len(page.table.model.rows) == 9
    page.show()
    page.shown()
    assert len(page.table.model.rows) == 8


def test_the_inspector_shows_the_chosen_case(page: CaseListPage) -> None:
    row = page.table.model.rows[2]
    page.table.choose(row.id)
    assert page.inspector._title.text() == row.reference
    assert row.name_tc in (page.inspector._first.text(), page.inspector._second.text())
    assert page.inspector._due.text() == "2 days overdue: Check the quotations"


def test_the_first_case_is_chosen_and_read_after_the_list_is_painted(page: CaseListPage, qtbot: QtBot) -> None:
    assert page.table.current_key() == page.table.model.rows[0].id
    qtbot.waitUntil(lambda: page.inspector._title.text() == page.table.model.rows[0].reference)


def test_enter_and_double_click_open(page: CaseListPage, qtbot: QtBot) -> None:
    row = page.table.model.rows[3]
    page.table.choose(row.id)
    with qtbot.waitSignal(page.open_case) as opened:
        qtbot.keyClick(page.table.view, Qt.Key.Key_Return)
    assert opened.args == [row.id]
    where: QPoint = page.table.view.visualRect(page.table.view.currentIndex()).center()
    with qtbot.waitSignal(page.open_case):
        qtbot.mouseClick(page.table.view.viewport(), Qt.MouseButton.LeftButton, pos=where)
        qtbot.mouseDClick(page.table.view.viewport(), Qt.MouseButton.LeftButton, pos=where)


def test_keys_pass_over_the_lines_between_groups(page: CaseListPage, qtbot: QtBot) -> None:
    qtbot.keyClick(page.table.view, Qt.Key.Key_Home)
    for _ in range(8):
        qtbot.keyClick(page.table.view, Qt.Key.Key_Down)
    assert page.table.current_key() == page.table.model.rows[8].id


def test_the_rest_of_a_long_list_follows_the_first_rows(
    desk: Desk, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(list_page, "FIRST", 4)
    page = CaseListPage(desk)
    qtbot.addWidget(page)
    page.shown()
    assert len(page.table.model.rows) == 4, "the rest waits until the first rows are on the screen"
    page.show()
    qtbot.waitUntil(lambda: len(page.table.window_model.numbers) == 9)
    assert page.table.model.lines[0] == Group(Message("Overdue"), 4), "how many there are is known with the order"
    qtbot.keyClick(page.table.view, Qt.Key.Key_End)
    qtbot.waitUntil(lambda: page.table.current() is not None)
    assert len({*references(page)}) >= 4


def test_an_empty_view_says_that_nothing_is_to_do(page: CaseListPage, ui_office: Office, desk: Desk) -> None:
    page.show_view("returned")
    assert page.table._page._title.text() == "No case waits for its applicant"


def test_a_refused_read_says_why_and_offers_to_try_again(
    page: CaseListPage, ui_office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    from app.refusal import CannotSave

    def gone(*_args: object, **_kw: object) -> None:
        raise CannotSave("The office cannot be reached.")

    monkeypatch.setattr(case_list, "first", gone)
    page.refresh()
    assert page.table._page._title.text() == "This could not be shown"
    monkeypatch.undo()
    page.table._page._button.click()
    assert len(page.table.model.rows) == 9


def test_in_a_narrow_window_the_inspector_lies_under_the_list(page: CaseListPage) -> None:
    page.resize(1300, 800)
    assert page.splitter.orientation() is Qt.Orientation.Horizontal
    page.resize(1100, 800)
    assert page.splitter.orientation() is Qt.Orientation.Vertical


@pytest.mark.parametrize("role", Role)
def test_only_who_may_sign_has_the_view_of_what_to_sign(role: Role) -> None:
    who = SignedIn(uuid4(), "one", "ONE", "", "", role)
    assert ("to-sign" in views_of(who)) == (role in (Role.SUPERVISOR, Role.ADMINISTRATOR))


@pytest.mark.parametrize("look", LOOKS, ids=str)
def test_no_text_is_cut_in_what_waits_for_a_signature(
    page: CaseListPage, ui_office: Office, look: Look, qapp: QApplication
) -> None:
    to_sign(ui_office)
    page.show_view("to-sign")
    dress(qapp, look)
    show(page, look.size)
    assert faults(page) == []


@pytest.mark.parametrize("look", LOOKS, ids=str)
def test_no_text_is_cut(page: CaseListPage, look: Look, qapp: QApplication) -> None:
    page.bar.put("stage:received,completeness due:<30d -type:OA stge:x")
    dress(qapp, look)
    show(page, look.size)
    assert faults(page) == []
