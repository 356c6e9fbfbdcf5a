"""Home: numbers lead to the cases they count, today's list opens what is to be done, the charts can be read by all."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from PySide6.QtCore import QPoint, QSettings, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from app import case_list, cases, home_figures, home_stays, home_today
from app.clock import HeldClock
from app.home import What
from app.home_today import Kind
from app.office import Office
from app.refusal import CannotSave
from models.kinds import Role
from tests import make
from tests.ui.looking import LOOKS, dress, faults, show
from ui.casefile.page import CaseFilePage
from ui.desk import Desk
from ui.home import today
from ui.home.chart import Chart
from ui.home.page import HomePage
from ui.home.tiles import TileButton
from ui.lane import InlineLane
from ui.widgets.rows import Group
from ui.window import MainWindow
from ui.words import set_language

PageOf = Callable[[Desk], HomePage]


def tile(page: HomePage, what: What) -> TileButton:
    return next(one for one in page.tiles.buttons if one.tile is not None and one.tile.what is what)


def asked(page: HomePage) -> list[str]:
    heard: list[str] = []
    page.query_asked.connect(heard.append)
    return heard


def drawn(chart: Chart) -> list[str]:
    """What the marks say, once they are drawn."""
    chart.grab()
    return [str(mark.said) for mark in chart.marks]


# --- tiles


def test_a_tile_says_its_number_and_asks_for_its_cases(busy: Office, desk: Desk, page_of: PageOf) -> None:
    page = page_of(desk)
    heard = asked(page)
    late = tile(page, What.OVERDUE)
    assert late.accessibleName() == "Overdue: 1, up to 3 days late"
    late.click()
    assert heard == ["officer:@me due:overdue"]


def test_the_tasks_are_shown_in_todays_list(busy: Office, desk: Desk, page_of: PageOf) -> None:
    page = page_of(desk)
    heard = asked(page)
    tile(page, What.TASKS).click()
    assert heard == []
    assert {one.kind for one in page.today.table.model.rows} == {Kind.TASK}
    page.today.show_all()
    assert {one.kind for one in page.today.table.model.rows} == {Kind.TASK, Kind.CASE}


def test_enter_presses_a_tile(busy: Office, desk: Desk, page_of: PageOf, qtbot: QtBot) -> None:
    page = page_of(desk)
    heard = asked(page)
    qtbot.keyClick(tile(page, What.OPEN), Qt.Key.Key_Return)
    assert heard == ["officer:@me flag:open"]


def test_a_caseworker_begins_with_her_own_and_who_signs_with_all(busy: Office, desk: Desk, page_of: PageOf) -> None:
    assert page_of(desk).scopes[True].isChecked()
    make.sign_in(busy, Role.SUPERVISOR)
    page = page_of(desk)
    assert page.scopes[False].isChecked()
    assert tile(page, What.TO_SIGN).tile is not None
    everything = tile(page, What.OPEN).tile
    page.scopes[True].click()
    own = tile(page, What.OPEN).tile
    assert everything is not None
    assert own is not None
    assert (everything.count, own.count) == (6, 0)


# --- today


def test_todays_list_is_grouped_and_opens_what_is_to_be_done(busy: Office, desk: Desk, page_of: PageOf) -> None:
    page = page_of(desk)
    lines = page.today.table.model.lines
    assert [str(one.text) for one in lines if isinstance(one, Group)] == ["Overdue", "Due this week"]
    opened: list[Any] = []
    page.open_case.connect(opened.append)
    page.open_part.connect(lambda *part: opened.append(part))
    rows = {one.kind: one for one in page.today.table.model.rows}
    page.today.table.opened.emit(rows[Kind.CASE])
    page.today.table.opened.emit(rows[Kind.TASK])
    assert opened == [rows[Kind.CASE].case_id, (rows[Kind.TASK].case_id, "tasks")]


def test_row_74_a_certificate_that_ends_stands_apart_and_opens_its_award(
    busy: Office, desk: Desk, page_of: PageOf
) -> None:
    award = make.approved(busy, valid_until=busy.clock.today())
    page = page_of(desk)
    groups = [str(one.text) for one in page.today.table.model.lines if isinstance(one, Group)]
    assert groups[-1] == "Certificates that end soon"
    opened: list[Any] = []
    page.open_award.connect(opened.append)
    page.today.table.opened.emit(page.today.table.model.rows[-1])
    assert opened == [award]


def test_what_waits_for_a_signature_opens_where_it_is_signed(busy: Office, desk: Desk, page_of: PageOf) -> None:
    make.sign_in(busy, Role.SUPERVISOR)
    page = page_of(desk)
    opened: list[Any] = []
    page.open_part.connect(lambda *part: opened.append(part))
    first = page.today.table.model.rows[0]
    assert first.kind is Kind.SIGN
    page.today.table.opened.emit(first)
    assert opened == [(first.case_id, "decision")]


def test_a_list_that_is_cut_says_that_it_is(
    busy: Office, desk: Desk, page_of: PageOf, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = page_of(desk)
    assert "3 to do, 1 of them overdue" in [label.text() for label in page.today.findChildren(QLabel)]
    monkeypatch.setattr(home_today, "MOST", 1)
    monkeypatch.setattr(today, "MOST", 1)
    page.refresh()
    assert "the 2 most urgent" in [label.text() for label in page.today.findChildren(QLabel)]


def test_whose_a_line_is_stands_only_where_it_says_something(busy: Office, desk: Desk, page_of: PageOf) -> None:
    page = page_of(desk)
    at = [column.name for column in page.today.table.model.columns].index("officer")
    assert page.today.table.view.isColumnHidden(at)
    page.scopes[False].click()
    assert not page.today.table.view.isColumnHidden(at)
    page.today.resize(420, 300)
    assert page.today.table.view.isColumnHidden(at)


def test_an_empty_office_says_so_everywhere(office: Office, page_of: PageOf) -> None:
    page = page_of(Desk(office, InlineLane()))
    assert page.today.table.model.rows == ()
    assert page.cards["stages"].finding.text() == "No case is open."
    assert page.cards["intake"].finding.text() == "Nothing was received in the last twelve months."
    assert "nothing is approved yet" in page.cards["money"].finding.text()
    for card in page.cards.values():
        card.as_table.click()
        card.copy.click()
    assert faults(page) == []


# --- charts


def test_a_chart_says_its_finding_to_who_does_not_see_it(busy: Office, desk: Desk, page_of: PageOf) -> None:
    page = page_of(desk)
    for card in page.cards.values():
        assert card.chart.accessibleName()
        assert card.chart.accessibleDescription() == card.finding.text() != ""


def test_the_bars_by_stage_are_walked_by_keys_and_lead_to_their_cases(
    busy: Office, desk: Desk, page_of: PageOf, qtbot: QtBot
) -> None:
    page = page_of(desk)
    heard = asked(page)
    assert drawn(page.charts.stages)[0].startswith("Received: 4")
    qtbot.keyClick(page.charts.stages, Qt.Key.Key_Down)
    assert page.charts.stages.accessibleDescription().startswith("Received: 4")
    qtbot.keyClick(page.charts.stages, Qt.Key.Key_Return)
    assert heard == ["stage:received officer:@me"]


def test_a_click_on_a_month_asks_for_what_came_in(busy: Office, desk: Desk, page_of: PageOf, qtbot: QtBot) -> None:
    page = page_of(desk)
    heard = asked(page)
    drawn(page.charts.intake)
    where = page.charts.intake.marks[0].room.center().toPoint()
    qtbot.mouseClick(page.charts.intake, Qt.MouseButton.LeftButton, pos=where)
    qtbot.mouseClick(page.charts.intake, Qt.MouseButton.LeftButton, pos=QPoint(1, page.charts.intake.height() - 1))
    assert len(heard) == 1
    assert "received:" in heard[0]
    assert "sector:" in heard[0]


def test_the_table_has_the_same_figures_and_goes_to_excel(busy: Office, desk: Desk, page_of: PageOf) -> None:
    page = page_of(desk)
    card = page.cards["stages"]
    card.as_table.click()
    assert card.table is not None
    assert card.table.isVisible()
    shown = [[column.text(row) for column in card.table.model.columns] for row in card.table.model.rows]
    assert shown[0][:2] == ["Received", "4"]
    card.copy.click()
    copied = QGuiApplication.clipboard().mimeData()
    assert copied.text().splitlines()[:2] == [
        "Stage\tCases\tMedian days\t90% days", "\t".join(shown[0]),
    ]  # fmt: skip
    assert re.search(r'>Received</td><td sdval="4"[^>]*>4</td>', copied.html())
    card.as_table.click()
    assert card.chart.isVisible()


def test_money_is_copied_as_plain_digits(busy: Office, desk: Desk, page_of: PageOf) -> None:
    page = page_of(desk)
    page.cards["money"].copy.click()
    lines = QGuiApplication.clipboard().text().splitlines()
    assert lines[1] == "Approved\t1\t500000.00\t0.5"
    assert lines[-1] == "Programme allocation\t\t100000000\t"


def test_the_money_of_another_phase_is_shown_when_it_is_chosen(busy: Office, desk: Desk, page_of: PageOf) -> None:
    page = page_of(desk)
    assert page.cards["money"].finding.text().startswith("Phase 5 (2025–2027): HK$500,000 approved")
    at = page.charts.phase.findData("P3")
    page.charts.phase.setCurrentIndex(at)
    page.charts.phase.activated.emit(at)
    assert page.cards["money"].finding.text().startswith("Phase 3 (2015–2020): nothing is approved yet.")


def test_the_days_of_each_stage_come_last(busy: Office, desk: Desk, page_of: PageOf) -> None:
    page = page_of(desk)
    assert any(said.startswith("Draft: half took 0 days or more") for said in drawn(page.charts.days))


# --- the page among others


def test_what_changes_is_read_again_and_a_hidden_page_waits(busy: Office, desk: Desk, page_of: PageOf) -> None:
    page = page_of(desk)
    before = tile(page, What.OPEN).tile
    page.hide()
    desk.do(cases.open_case, make_fields(busy), then=None)
    assert tile(page, What.OPEN).tile is before
    page.show()
    page.shown()
    after = tile(page, What.OPEN).tile
    assert before is not None
    assert after is not None
    assert after.count == before.count + 1


def make_fields(office: Office) -> Any:
    from app.cases import CaseFields
    from models.kinds import ProjectType

    return CaseFields(applicant_id=make.applicant(office), type=ProjectType.NT)


def test_another_day_is_read_anew(busy: Office, desk: Desk, page_of: PageOf, clock: HeldClock) -> None:
    page = page_of(desk)
    clock.moment += timedelta(days=3)
    page.shown()
    late = tile(page, What.OVERDUE).tile
    assert late is not None
    assert late.count == 2


def test_what_cannot_be_read_says_why_and_the_rest_stands(
    busy: Office, desk: Desk, page_of: PageOf, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_asked: object) -> None:
        raise CannotSave("The disk does not answer.")

    for module, name in ((home_today, "rows"), (home_figures, "money"), (home_stays, "standing")):
        monkeypatch.setattr(module, name, refuse)
    page = page_of(desk)
    for card in ("money", "days"):
        assert page.cards[card].finding.text() == "The disk does not answer."
    assert "4 of 6" in page.cards["stages"].finding.text()
    assert tile(page, What.OPEN).accessibleName().startswith("My open cases: 6")


def test_all_words_follow_the_language(busy: Office, desk: Desk, page_of: PageOf) -> None:
    page = page_of(desk)
    english = page.charts.phase.currentText()
    set_language("zh_HK")
    assert page.charts.phase.currentText() != english
    assert tile(page, What.OVERDUE).accessibleName().startswith("逾期")


def test_the_page_and_its_tables_have_no_fault_in_any_look(
    busy: Office, desk: Desk, page_of: PageOf, qapp: QApplication
) -> None:
    page = page_of(desk)
    found = {}
    for look in LOOKS:
        dress(qapp, look)
        show(page, look.size)
        found[f"{look}, charts"] = faults(page)
        for card in page.cards.values():
            card.as_table.click()
        found[f"{look}, tables"] = faults(page)
        for card in page.cards.values():
            card.as_table.click()
    assert {look: problems for look, problems in found.items() if problems} == {}


def test_home_is_a_place_of_the_window_whose_numbers_lead_to_the_list(
    busy: Office, desk: Desk, qtbot: QtBot, tmp_path: Any
) -> None:
    window = MainWindow(desk, QSettings(str(tmp_path / "window.ini"), QSettings.Format.IniFormat))
    qtbot.addWidget(window)
    window.show()
    window.show_home()
    page = window.page()
    assert isinstance(page, HomePage)
    assert window.rail.places["home"].isChecked()
    number = tile(page, What.OVERDUE).tile
    tile(page, What.OVERDUE).click()
    assert window.page() is window.cases
    with busy.reading() as session:
        totals = case_list.totals(session, window.cases.wanted(), busy.clock.today())
    assert number is not None
    assert totals.shown == number.count == 1
    window.back()
    assert window.page() is page
    page.today.table.opened.emit(page.today.table.model.rows[0])
    assert isinstance(window.page(), CaseFilePage)
