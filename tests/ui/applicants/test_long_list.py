"""The list of applicants when it is longer than what is read of it: orders, places, keys, copying, the preview."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from uuid import UUID

import pytest
from PySide6.QtCore import QPoint, QSettings, Qt
from PySide6.QtGui import QContextMenuEvent, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.qtbot import QtBot

from app import applicant_list, applicants
from app.applicant_list import ApplicantSort
from app.case_filter import Names
from app.office import Office
from app.refusal import Refusal
from tests import make
from ui import feed, words
from ui.applicants import list_page
from ui.applicants.list_page import ApplicantListPage
from ui.cases.list_page import CaseListPage
from ui.desk import Desk

#: English and Chinese names, in no order of either.
_NAMES = (
    ("Golden Loom Ltd", "金梭織造"),
    ("Alpha Dyeing Ltd", "一心染廠"),
    ("Wing Fat Works", "永發廠"),
    ("Beta Plastics", "大興塑膠"),
    ("Chit Fai Ltd", "捷暉"),
    ("Tai Ping Ltd", "太平"),
    ("Kai Wan Ltd", "啟雲"),
    ("Delta Foods", "三合食品"),
    ("Echo Metal", "二龍五金"),
)
ENGLISH = sorted(name for name, _ in _NAMES)


@pytest.fixture
def settings(tmp_path: Path) -> QSettings:
    return QSettings(str(tmp_path / "window.ini"), QSettings.Format.IniFormat)


def opened(desk: Desk, settings: QSettings, qtbot: QtBot) -> ApplicantListPage:
    page = ApplicantListPage(desk)
    qtbot.addWidget(page)
    page.remember(settings)
    page.resize(1500, 620)
    page.show()
    page.shown()
    return page


@pytest.fixture
def page(
    office: Office, desk: Desk, settings: QSettings, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> ApplicantListPage:
    """A list that reads four applicants at a time, of nine."""
    monkeypatch.setattr(list_page, "FIRST", 4)
    for at, (name_en, name_tc) in enumerate(_NAMES):
        make.applicant(office, name_en=name_en, name_tc=name_tc, name_sc="", br_number=f"1234567{at}")
    made = opened(desk, settings, qtbot)
    all_read(made, qtbot)
    return made


def all_read(page: ApplicantListPage, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: len(page.table.model.rows) == len(page.table.window_model.numbers) == 9)


def names(page: ApplicantListPage) -> list[str]:
    return [one.name_en for one in page.table.model.rows]


def chosen(page: ApplicantListPage) -> str:
    row = page.table.current()
    assert row is not None
    return row.name_en


def test_row_11_the_line_says_how_many_of_how_many_and_a_search_begins_at_the_top(page: ApplicantListPage) -> None:
    assert page._line.text() == "9 applicants"
    page.search.setText("ltd")
    page.search._ask()
    assert page._line.text() == "5 of 9 applicants"
    assert names(page)[0] == "Alpha Dyeing Ltd"


def test_row_16_headers_sort_in_the_office_also_by_several(
    page: ApplicantListPage, office: Office, qtbot: QtBot
) -> None:
    by_name = {one.name_en: one.id for one in page.table.model.rows}
    for name, day in (("Tai Ping Ltd", date(2026, 3, 1)), ("Beta Plastics", date(2026, 4, 1))):
        make.received(office, day, applicant_id=by_name[name])
    page.refresh()
    where = {column.name: at for at, column in enumerate(page.table.model.columns)}
    page.table._ask_sort(where["last"])
    page.table._ask_sort(where["last"])
    all_read(page, qtbot)
    assert names(page)[:2] == ["Beta Plastics", "Tai Ping Ltd"]
    page.table._ask_sort(where["cases"])
    page.table._ask_sort(where["cases"])
    page.table._ask_sort(where["applicant"], add=True)
    all_read(page, qtbot)
    assert names(page)[:3] == ["Beta Plastics", "Tai Ping Ltd", "Alpha Dyeing Ltd"]
    assert page.wanted().order == ((ApplicantSort.CASES, True), (ApplicantSort.NAME, False))


def test_row_17_names_stand_as_is_usual_in_the_language_or_as_chosen_for_every_list(
    page: ApplicantListPage, office: Office, desk: Desk, settings: QSettings, qtbot: QtBot
) -> None:
    assert names(page) == ENGLISH
    words.set_language("zh_HK")
    all_read(page, qtbot)
    assert [one.name_tc for one in page.table.model.rows][:3] == ["一心染廠", "二龍五金", "三合食品"]
    page.choice.order_names(Names.ENGLISH)
    all_read(page, qtbot)
    assert names(page) == ENGLISH
    other = CaseListPage(desk, settings)
    qtbot.addWidget(other)
    assert other.wanted().names is Names.ENGLISH
    other.choice.order_names(Names.STROKE)
    page.shown()  # it notices what was chosen elsewhere
    all_read(page, qtbot)
    assert names(page) != ENGLISH


def test_row_24_selection_current_and_place_survive_an_edit_and_a_change_of_language(
    page: ApplicantListPage, office: Office, desk: Desk, qtbot: QtBot
) -> None:
    page.resize(1500, 320)
    page.choice.order_names(Names.ENGLISH)
    all_read(page, qtbot)
    rows = page.table.model.rows
    page.table.choose(rows[6].id)
    scrolled = page.table.view.verticalScrollBar().value()
    form = applicants.ApplicantFields(name_en="Echo Metal and Glass", name_tc="二龍五金", br_number="12345678")
    desk.do(applicants.correct, rows[4].id, form, seen=1)
    qtbot.waitUntil(lambda: "Echo Metal and Glass" in names(page))
    assert page.table.current_key() == rows[6].id
    assert page.table.view.verticalScrollBar().value() == scrolled > 0
    words.set_language("zh_CN")
    assert [row.id for row in page.table.selection()] == [rows[6].id]


def test_row_15_columns_and_preview_are_as_they_were_left(
    page: ApplicantListPage, desk: Desk, settings: QSettings, qtbot: QtBot
) -> None:
    page.table.arrangement.show("kind", shown=False)
    page.table.arrangement.move("last", -1)
    page.turn_preview()
    other = opened(desk, settings, qtbot)
    assert [column.name for column in other.table.arrangement.shown()][-2:] == ["last", "cases"]
    assert other.preview.isHidden()
    assert not page.preview.isVisible()


def test_row_21_applicants_never_read_are_copied_and_too_many_are_refused(
    page: ApplicantListPage, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    page.table.window_model._rows.clear()
    page.table.select_everything()
    page.table.view.copy_asked.emit(True)
    lines = QGuiApplication.clipboard().text().split("\n")
    assert [line.split("\t")[1] for line in lines[1:]] == [f"1234567{at}" for at in (1, 3, 4, 7, 8, 0, 6, 5, 2)]
    monkeypatch.setattr(feed, "COPIED", 5)
    page.table.window_model._rows.clear()
    refused: list[Refusal] = []
    desk.refused.connect(refused.append)
    page.table.view.copy_asked.emit(True)
    assert [one.kind for one in refused] == ["invalid"]


def test_the_whole_list_by_keyboard(page: ApplicantListPage, qtbot: QtBot) -> None:
    view = page.table.view
    page.search_here()
    assert QApplication.focusWidget() is page.search
    qtbot.keyClick(page.search, Qt.Key.Key_Down)
    assert QApplication.focusWidget() is view
    for key, name in ((Qt.Key.Key_End, ENGLISH[-1]), (Qt.Key.Key_Home, ENGLISH[0]), (Qt.Key.Key_Down, ENGLISH[1])):
        qtbot.keyClick(view, key)
        assert chosen(page) == name
    qtbot.keyClicks(view, "kai")
    assert chosen(page) == "Kai Wan Ltd"
    with qtbot.waitSignal(page.open_applicant) as told:
        qtbot.keyClick(view, Qt.Key.Key_Return)
    assert told.args == [page.table.current_key()]
    assert [one.accessibleName() for one in (page.table.view, page.preview)] == ["Applicants", "The chosen applicant"]


def test_the_menu_key_asks_at_the_current_row_wherever_the_pointer_is(page: ApplicantListPage, qtbot: QtBot) -> None:
    view = page.table.view
    qtbot.keyClick(view, Qt.Key.Key_End)
    QApplication.sendEvent(view, QContextMenuEvent(QContextMenuEvent.Reason.Keyboard, QPoint(1, 1), QPoint(1, 1)))
    menu = next(one for one in page.findChildren(QMenu) if one.isVisible())
    assert menu.actions()[0].text() == "Open applicant"
    with qtbot.waitSignal(page.open_applicant) as told:
        QTest.keyClick(menu, Qt.Key.Key_Down)
        QTest.keyClick(menu, Qt.Key.Key_Return)
    assert told.args == [page.table.current_key()]


def test_row_23_the_preview_follows_the_keys_space_puts_it_away_and_brings_it_back(
    page: ApplicantListPage, office: Office, qtbot: QtBot
) -> None:
    view = page.table.view
    qtbot.keyClick(view, Qt.Key.Key_End)
    qtbot.waitUntil(lambda: page.preview._first.text() == ENGLISH[-1])
    qtbot.keyClick(view, Qt.Key.Key_Space)
    assert page.preview.isHidden()
    qtbot.keyClick(view, Qt.Key.Key_Home)
    qtbot.keyClick(view, Qt.Key.Key_Space)
    assert page.preview.isVisible()
    assert page.preview._first.text() == ENGLISH[0]
    assert [row.name_en for row in page.table.selection()] == [ENGLISH[0]]


def test_row_23_while_several_are_selected_space_takes_rows_in_and_out(page: ApplicantListPage, qtbot: QtBot) -> None:
    view, control = page.table.view, Qt.KeyboardModifier.ControlModifier
    qtbot.keyClick(view, Qt.Key.Key_Home)
    for _down in range(2):
        qtbot.keyClick(view, Qt.Key.Key_Down, control)
    qtbot.keyClick(view, Qt.Key.Key_Space)
    assert [row.name_en for row in page.table.selection()] == [ENGLISH[0], ENGLISH[2]]
    qtbot.keyClick(view, Qt.Key.Key_Space)
    assert [row.name_en for row in page.table.selection()] == [ENGLISH[0]]
    assert page.preview.isVisible()


def test_the_preview_says_how_many_more_and_changes_with_the_language(
    page: ApplicantListPage, office: Office, qtbot: QtBot
) -> None:
    whose = page.table.model.rows[0].id
    for at in range(6):
        make.factory(office, whose, name_en=f"Plant {at}", name_tc=f"{at}號廠", name_sc="")
    make.contact(office, whose, name="Ms Chan", telephone="2000 1000", email="")
    page.table.choose(whose)
    page.peek.again()
    said = facts_of(page)
    assert said["Factories"] == "Plant 0\nPlant 1\nPlant 2\nPlant 3"
    assert said["Contact"] == "Ms Chan"
    assert said["Cases"] == "None yet"
    words.set_language("zh_HK")
    assert "0號廠\n1號廠\n2號廠\n3號廠" in facts_of(page).values()


def facts_of(page: ApplicantListPage) -> dict[str, str]:
    from ui.applicants.preview import facts
    from ui.words import tr

    assert page.preview._shown is not None
    return {tr(one.label): tr(one.value) for one in facts(page.preview._shown)}


def test_one_opened_elsewhere_is_followed_though_it_was_never_read(
    page: ApplicantListPage, office: Office, desk: Desk, settings: QSettings, qtbot: QtBot
) -> None:
    with office.reading() as session:
        last: UUID = applicant_list.rows(session)[-1].id
    other = opened(desk, settings, qtbot)
    other.feed.follow(last)
    qtbot.waitUntil(lambda: other.table.current_key() == last)
