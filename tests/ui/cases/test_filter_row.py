"""The filter row under the header: it writes the same words as everything else, and shows what they say."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from models.stages import Stage
from tests.ui.looking import LOOKS, Look, dress, faults, settled, show
from ui import theme
from ui.cases.filter_row import FilterRow
from ui.cases.list_page import CaseListPage
from ui.desk import Desk


@pytest.fixture
def page(desk: Desk, qtbot: QtBot) -> CaseListPage:
    made = CaseListPage(desk)
    qtbot.addWidget(made)
    made.resize(1250, 800)
    made.show()
    made.shown()
    made.activateWindow()
    qtbot.waitUntil(lambda: bool(made.bar.sense().officers))
    return made


def opened(page: CaseListPage) -> FilterRow:
    page.filter_by_column()
    assert page._row is not None
    settled()
    return page._row


def left_of(widget: QWidget) -> int:
    return widget.mapToGlobal(QPoint()).x()


def test_typing_goes_on_where_nothing_is_found(page: CaseListPage, qtbot: QtBot) -> None:
    row = opened(page)
    write(row, "applicant", "nobody at all", qtbot)
    assert not page.table.view.isVisible()
    assert row.lines["applicant"].hasFocus()
    assert row.lines["applicant"].isVisible()
    page.bar.put("stage:received type:OA due:overdue officer:nobody name:x requested:>1 calculated:>1 subsidy:>1")
    settled()
    where = row.lines["stage"].mapTo(page, QPoint()).y()
    assert where > page.bar.mapTo(page, QPoint(0, page.bar.height())).y()


def write(row: FilterRow, column: str, text: str, qtbot: QtBot) -> None:
    row.lines[column].setFocus()
    row.lines[column].setText(text)  # as an input method brings it
    row.lines[column].textEdited.emit(text)
    qtbot.keyClick(row.lines[column], Qt.Key.Key_Return)


@pytest.mark.parametrize(
    ("column", "text", "query", "found"),
    [
        ("due", "2026-05", "due:2026-05", None),
        ("due", "overdue", "due:overdue", 4),
        ("stage", "comp", "stage:comp", 3),
        ("type", "nt", "type:nt", 9),
        ("officer", "nobody", "officer:nobody", 0),
        ("requested", ">300000", "requested:>300000", 0),
        ("calculated", "none", "calculated:none", 9),
        ("applicant", "wing fat", 'name:"wing fat"', 3),
        ("applicant", "永发", "name:永发", 3),
        ("reference", "0003", "number:0003", 1),
    ],
)
def test_row_07_each_column_takes_what_fits_it(
    page: CaseListPage, qtbot: QtBot, column: str, text: str, query: str, found: int | None
) -> None:
    write(opened(page), column, text, qtbot)
    assert page.bar.typed == query
    if found is not None:
        assert page.table.model.rowCount() - len(page.table.model.group_lines()) == found


def test_row_07_two_columns_narrow_together_and_the_row_shows_the_query(page: CaseListPage, qtbot: QtBot) -> None:
    row = opened(page)
    write(row, "stage", "completeness", qtbot)
    write(row, "due", "overdue", qtbot)
    assert page.bar.typed == "stage:completeness due:overdue"
    page.bar.box.setFocus()
    page.bar.put('stage:received name:"wing fat" -type:OA')
    assert {name: line.text() for name, line in row.lines.items() if line.text()} == {
        "stage": "received",
        "applicant": "wing fat",
    }
    write(row, "stage", "", qtbot)
    qtbot.keyClick(row.lines["stage"], Qt.Key.Key_Escape)
    assert page.bar.typed == 'name:"wing fat" -type:OA'


def test_a_slip_in_a_column_is_named(page: CaseListPage, qtbot: QtBot) -> None:
    write(opened(page), "requested", ">lots", qtbot)
    assert page.bar._slip._label.text() == "‘lots’ is not an amount. Write 300000, 300k, 1.2m, or 100k..500k"
    assert {row.stage for row in page.table.model.rows} == {Stage.RECEIVED, Stage.COMPLETENESS}


def test_each_line_stands_over_its_column_and_follows_it(page: CaseListPage) -> None:
    row, header = opened(page), page.table.view.horizontalHeader()
    for at, column in enumerate(page.table.model.columns):
        line = row.lines.get(column.name)
        if line is None:
            continue
        assert line.isVisible() != header.isSectionHidden(at)
        if line.isVisible():
            assert abs(left_of(line) - left_of(header) - header.sectionViewportPosition(at)) <= 2
            assert abs(line.width() - header.sectionSize(at)) <= 4
    header.resizeSection(0, 140)
    assert abs(row.lines["reference"].width() - 140) <= 4
    assert abs(left_of(row.lines["applicant"]) - left_of(header) - 140) <= 4


def test_scrolled_sideways_each_line_stays_over_its_column(page: CaseListPage) -> None:
    row, view = opened(page), page.table.view
    page.resize(1000, 700)
    for at in range(len(page.table.model.columns)):
        view.setColumnWidth(at, 260)
    settled()
    view.horizontalScrollBar().setValue(300)
    settled()
    staying = view.staying()
    assert [page.table.model.columns[at].name for at in staying] == ["reference", "applicant"]
    assert {header.height() for header in view.headers()} == {view.horizontalHeader().height()}
    header = view.horizontalHeader()
    edge = left_of(header) + sum(header.sectionSize(at) for at in staying)
    for name, line in row.lines.items():
        if line.isVisible():
            assert (left_of(line) < edge) == (name in ("reference", "applicant"))


def test_f3_again_and_escape_put_it_away_and_the_query_stays(page: CaseListPage, qtbot: QtBot) -> None:
    row = opened(page)
    high = page.table.view.horizontalHeader().height()
    write(row, "stage", "received", qtbot)
    page.filter_by_column()
    assert not any(line.isVisible() for line in row.lines.values())
    assert page.table.view.horizontalHeader().height() == theme.ROW < high
    assert page.bar.typed == "stage:received"
    assert page.table.view.hasFocus()
    page.filter_by_column()
    row.lines["due"].setFocus()
    qtbot.keyClick(row.lines["due"], Qt.Key.Key_Escape)
    assert not row.is_open


def test_nothing_happens_while_composing(page: CaseListPage, qtbot: QtBot) -> None:
    line = opened(page).lines["applicant"]
    line.setFocus()
    QApplication.sendEvent(line, QInputMethodEvent("ping", []))
    for key in (Qt.Key.Key_Return, Qt.Key.Key_Escape, Qt.Key.Key_Down):
        qtbot.keyClick(line, key)
    assert line.hasFocus()
    assert page.bar.typed == ""


@pytest.mark.parametrize("look", LOOKS[::3], ids=str)
def test_no_text_is_cut(page: CaseListPage, look: Look, qapp: QApplication) -> None:
    page.bar.put("requested:>300000 -stage:paid 電鍍")
    page.bar.clear()
    opened(page)
    dress(qapp, look)
    show(page, look.size)
    assert faults(page) == []
