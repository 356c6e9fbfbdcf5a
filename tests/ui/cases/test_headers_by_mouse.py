"""The headers of the case list by mouse: drag to another place, drag an edge, double-click it, click, right-click."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, QSettings, Qt
from PySide6.QtGui import QColor, QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QHeaderView, QMenu
from pytestqt.qtbot import QtBot

from app.case_filter import Sort
from ui import theme
from ui.cases.list_page import CaseListPage
from ui.desk import Desk
from ui.widgets.rows import Sorts

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def settings(tmp_path: Path) -> QSettings:
    return QSettings(str(tmp_path / "window.ini"), QSettings.Format.IniFormat)


def opened(desk: Desk, settings: QSettings, qtbot: QtBot) -> CaseListPage:
    page = CaseListPage(desk, settings)
    qtbot.addWidget(page)
    page.resize(1500, 700)
    page.show()
    page.shown()
    return page


@pytest.fixture
def page(desk: Desk, settings: QSettings, qtbot: QtBot) -> CaseListPage:
    return opened(desk, settings, qtbot)


def at(page: CaseListPage, name: str) -> int:
    return next(place for place, one in enumerate(page.table.model.columns) if one.name == name)


def middle(header: QHeaderView, section: int) -> QPoint:
    return QPoint(header.sectionViewportPosition(section) + header.sectionSize(section) // 2, header.height() // 2)


def edge(header: QHeaderView, section: int) -> QPoint:
    return QPoint(header.sectionViewportPosition(section) + header.sectionSize(section) - 2, header.height() // 2)


def drag(header: QHeaderView, start: QPoint, end: QPoint) -> None:
    """Press, pull in a few steps, let go."""
    QTest.mousePress(header.viewport(), LEFT, Qt.KeyboardModifier.NoModifier, start)
    for part in range(1, 6):
        _pull(header, start + (end - start) * part / 5)
    QTest.mouseRelease(header.viewport(), LEFT, Qt.KeyboardModifier.NoModifier, end)


def _pull(header: QHeaderView, where: QPoint) -> None:
    there = header.viewport()
    moved = QMouseEvent(
        QEvent.Type.MouseMove,
        QPointF(where),
        QPointF(there.mapToGlobal(where)),
        Qt.MouseButton.NoButton,
        LEFT,
        Qt.KeyboardModifier.NoModifier,
    )
    QApplication.sendEvent(there, moved)


def shown(page: CaseListPage) -> list[str]:
    return [column.name for column in page.table.arrangement.shown()]


def test_row_15_a_header_is_dragged_to_another_place_which_each_view_keeps(
    page: CaseListPage, desk: Desk, settings: QSettings, qtbot: QtBot
) -> None:
    header, before = page.table.view.horizontalHeader(), shown(page)
    officer, kind = at(page, "officer"), at(page, "type")
    drag(header, middle(header, officer), middle(header, kind) - QPoint(header.sectionSize(kind) // 2 - 2, 0))
    moved = ["reference", "applicant", "officer", "type", *[name for name in before[3:] if name != "officer"]]
    assert shown(page) == moved
    assert page._sorts == ((Sort.DUE.value, False),)  # a drag is no click
    page.show_view("all")
    assert shown(page) == before
    assert shown(opened(desk, settings, qtbot)) == moved


def test_row_15_an_edge_is_pulled_and_stays_where_it_was_let_go(
    page: CaseListPage, desk: Desk, settings: QSettings, qtbot: QtBot
) -> None:
    header, officer = page.table.view.horizontalHeader(), at(page, "officer")
    wide = header.sectionSize(officer)
    drag(header, edge(header, officer), edge(header, officer) + QPoint(40, 0))
    assert header.sectionSize(officer) == wide + 40
    again = opened(desk, settings, qtbot).table.view.horizontalHeader()
    assert again.sectionSize(officer) == wide + 40


def test_the_names_are_made_narrower_and_stretch_no_more_until_all_is_put_back(
    page: CaseListPage, desk: Desk, settings: QSettings, qtbot: QtBot
) -> None:
    header, names = page.table.view.horizontalHeader(), at(page, "applicant")
    wide = header.sectionSize(names)
    drag(header, edge(header, names), edge(header, names) - QPoint(60, 0))
    page.resize(1600, 700)
    assert header.sectionSize(names) == wide - 60
    other = opened(desk, settings, qtbot).table
    assert other.view.horizontalHeader().sectionSize(names) == wide - 60
    other.arrangement.reset()
    assert other.view.horizontalHeader().sectionSize(names) == wide


def test_a_double_click_on_an_edge_fits_what_is_in_sight(page: CaseListPage) -> None:
    header, due = page.table.view.horizontalHeader(), at(page, "due")
    drag(header, edge(header, due), edge(header, due) + QPoint(150, 0))
    wide = header.sectionSize(due)
    QTest.mouseDClick(header.viewport(), LEFT, Qt.KeyboardModifier.NoModifier, edge(header, due))
    metrics = page.table.view.fontMetrics()
    longest = max(metrics.horizontalAdvance(page.table.model.columns[due].text(row)) for row in page.table.model.rows)
    assert longest < header.sectionSize(due) < wide - 50


def test_row_16_a_click_sorts_again_turns_it_and_with_shift_adds(page: CaseListPage) -> None:
    header = page.table.view.horizontalHeader()

    def click(name: str, held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        QTest.keyPress(page, Qt.Key.Key_Shift) if held else None
        QTest.mouseClick(header.viewport(), LEFT, held, middle(header, at(page, name)))
        QTest.keyRelease(page, Qt.Key.Key_Shift) if held else None

    asked: list[Sorts] = []
    page.table.sorts_asked.connect(asked.append)
    click("stage")
    click("stage")
    click("officer", Qt.KeyboardModifier.ShiftModifier)
    assert asked == [(("stage", False),), (("stage", True),), (("stage", True), ("officer", False))]


def menu_of(page: CaseListPage) -> QMenu:
    return next(one for one in page.table.findChildren(QMenu) if one.isVisible())


def right_click(header: QHeaderView, section: int) -> None:
    header.customContextMenuRequested.emit(middle(header, section))


def test_row_15_a_right_click_on_a_header_offers_its_column(page: CaseListPage) -> None:
    right_click(page.table.view.horizontalHeader(), at(page, "officer"))
    menu = menu_of(page)
    said = [action.text() for action in menu.actions()]
    assert "Move ‘Officer’ to the left" in said
    next(action for action in menu.actions() if action.text() == "Officer").trigger()
    menu.close()
    assert "officer" not in shown(page)


def test_row_22_the_header_of_the_columns_that_stay_sorts_sizes_and_has_its_menu(
    page: CaseListPage, qtbot: QtBot
) -> None:
    page.resize(900, 700)
    page.table.arrangement.show("type", shown=False)  # arranged by hand: nothing is left out for want of room
    bar = page.table.view.horizontalScrollBar()
    qtbot.waitUntil(lambda: bar.maximum() > 0)
    bar.setValue(bar.maximum())
    header, whole = page.table.view.headers()[1], page.table.view.horizontalHeader()
    reference = at(page, "reference")
    wide = header.sectionSize(reference)
    drag(header, edge(header, reference), edge(header, reference) + QPoint(30, 0))
    assert header.sectionSize(reference) == whole.sectionSize(reference) == wide + 30
    QTest.mouseClick(header.viewport(), LEFT, Qt.KeyboardModifier.NoModifier, middle(header, reference))
    assert page._sorts == (("reference", False),)
    right_click(header, reference)
    assert "Move ‘Ref’ to the right" in [action.text() for action in menu_of(page).actions()]
    menu_of(page).close()


def test_row_22_other_columns_stay_when_one_is_dragged_before_them(page: CaseListPage, qtbot: QtBot) -> None:
    page.resize(900, 700)
    page.table.arrangement.show("type", shown=False)
    bar = page.table.view.horizontalScrollBar()
    qtbot.waitUntil(lambda: bar.maximum() > 0)
    header = page.table.view.horizontalHeader()
    drag(header, middle(header, at(page, "stage")), QPoint(3, header.height() // 2))
    bar.setValue(bar.maximum())
    assert [page.table.model.columns[one].name for one in page.table.view.staying()] == ["stage", "reference"]


def test_row_19_groups_lie_over_the_whole_line_wherever_the_first_column_went(page: CaseListPage) -> None:
    page.table.arrangement.move("reference", 4)
    view = page.table.view
    line = next(line for line in range(3) if page.table.model.is_group(line))
    y = view.rowViewportPosition(line) + 2
    painted = view.viewport().grab().toImage()
    ground = {painted.pixelColor(x, y).name() for x in range(2, view.viewport().width() - 2, 40)}
    assert ground == {QColor(theme.colour("window")).name()}
    assert page.table.model.index(line, 0).data(Qt.ItemDataRole.AccessibleTextRole) == "Overdue (4)"
