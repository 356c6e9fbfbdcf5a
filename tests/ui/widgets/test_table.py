"""Rows, columns and the table over them."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QSettings, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QPushButton
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from app.refusal import CannotOpen, NotPermitted
from ui import words
from ui.widgets.chip import Look, cell_room
from ui.widgets.rows import LOOK, ROW, SECOND, Column, RowsModel
from ui.widgets.state import State
from ui.widgets.table import Table


@dataclass(frozen=True)
class Row:
    ref: str
    name: str
    zh: str = ""
    stage: str = "Copy"
    cost: int = 0


COLUMNS: tuple[Column[Row], ...] = (
    Column("ref", "Search", lambda row: row.ref, jump=True),
    Column("name", "Copy", lambda row: row.name, elide=True, stretch=True, jump=True, second=lambda row: row.zh),
    Column("stage", "Save…", lambda row: row.stage, look=lambda _row: Look("blue", "tray")),
    Column(
        "cost",
        "Close",
        lambda row: f"{row.cost:,}",
        right=True,
        sort=False,
        icon=lambda row: "warning" if row.cost > 5 else None,
        tone=lambda row: "danger" if row.cost > 5 else "plain",
    ),
)
ROWS = [Row(f"CP-{number}", f"Firm {chr(65 + number)}", f"公司{number}", cost=number) for number in range(10)]


@pytest.fixture
def table(qtbot: QtBot) -> Table[Row]:
    made = Table(COLUMNS, lambda row: row.ref, title="Search", name="firms", many=True)
    qtbot.addWidget(made)
    made.resize(800, 400)
    made.show()
    return made


def test_the_model_keeps_the_rules_of_qt(qtmodeltester: ModelTester) -> None:
    model = RowsModel(COLUMNS, lambda row: row.ref)
    qtmodeltester.check(model)
    model.put(ROWS)
    qtmodeltester.check(model)
    model.put([replace(row, name="x") for row in ROWS])
    model.put(ROWS[3:])
    model.put([])


def test_a_cell_gives_its_text_tip_chip_and_row() -> None:
    model = RowsModel(COLUMNS, lambda row: row.ref)
    model.put([Row("CP-1", "<b>Wing</b> & Co", "永發", cost=9)])
    name, stage, cost = (model.index(0, column) for column in (1, 2, 3))
    assert name.data() == "<b>Wing</b> & Co"
    assert name.data(Qt.ItemDataRole.ToolTipRole) == "<qt>&lt;b&gt;Wing&lt;/b&gt; &amp; Co  永發</qt>"
    assert name.data(SECOND) == "永發"
    assert name.data(ROW).ref == "CP-1"
    assert stage.data(LOOK) == Look("blue", "tray")
    assert stage.data(Qt.ItemDataRole.ToolTipRole) is None
    assert not cost.data(Qt.ItemDataRole.DecorationRole).isNull()
    assert cost.data(Qt.ItemDataRole.TextAlignmentRole) & Qt.AlignmentFlag.AlignRight


def test_the_same_records_change_without_a_reset(qtbot: QtBot) -> None:
    model = RowsModel(COLUMNS, lambda row: row.ref)
    assert model.put(ROWS)
    with qtbot.assertNotEmitted(model.modelReset):
        assert not model.put([replace(row, name="new") for row in ROWS])
    assert model.index(0, 1).data() == "new"


def test_titles_change_with_the_language(table: Table[Row]) -> None:
    words.set_language("zh_HK")
    assert table.model.headerData(1, Qt.Orientation.Horizontal) == "複製"


def test_enter_and_double_click_open(table: Table[Row], qtbot: QtBot) -> None:
    opened: list[Row] = []
    table.opened.connect(opened.append)
    table.fill(ROWS)
    table.choose("CP-3")
    qtbot.keyClick(table.view, Qt.Key.Key_Return)
    table.view.doubleClicked.emit(table.model.index(5, 0))
    assert [row.ref for row in opened] == ["CP-3", "CP-5"]


def test_home_end_and_letters_move(table: Table[Row], qtbot: QtBot) -> None:
    table.fill(ROWS)
    table.view.setFocus()
    qtbot.keyClick(table.view, Qt.Key.Key_End)
    assert table.current() == ROWS[-1]
    qtbot.keyClick(table.view, Qt.Key.Key_Home)
    assert table.current() == ROWS[0]
    table.view.keyboardSearch("firm d")
    assert table.current() == ROWS[3]
    table.view.setProperty("typed", "")
    table.view.keyboardSearch("")
    table.view.keyboardSearch("公司7")
    table.view.setProperty("typed", "")
    assert table.current() in (ROWS[3], ROWS[7])


def test_letters_typed_together_are_one_search(table: Table[Row]) -> None:
    table.fill([Row("1", "Kwong"), Row("2", "Kai"), Row("3", "Kam")])
    for letter in "kam":
        table.view.keyboardSearch(letter)
    assert table.current_key() == "3"


def test_a_click_on_a_header_asks_and_does_not_sort(table: Table[Row], qtbot: QtBot) -> None:
    table.fill(ROWS)
    asked: list[tuple[str, bool]] = []
    table.sort_asked.connect(lambda name, descending: asked.append((name, descending)))
    for section in (0, 0, 1, 3):
        table.view.horizontalHeader().sectionClicked.emit(section)
    assert asked == [("ref", False), ("ref", True), ("name", False)]
    assert list(table.model.rows) == ROWS
    assert table.view.horizontalHeader().sortIndicatorSection() == 1


def test_the_keyboard_sorts_by_the_columns_that_are_shown(table: Table[Row], qtbot: QtBot) -> None:
    table.fill(ROWS)
    asked: list[tuple[str, bool]] = []
    table.sort_asked.connect(lambda name, descending: asked.append((name, descending)))
    for key in (Qt.Key.Key_1, Qt.Key.Key_1, Qt.Key.Key_4, Qt.Key.Key_9):
        qtbot.keyClick(table.view, key, Qt.KeyboardModifier.AltModifier)
    table.put_away("ref")
    qtbot.keyClick(table.view, Qt.Key.Key_1, Qt.KeyboardModifier.AltModifier)
    assert asked == [("ref", False), ("ref", True), ("name", False)]


def test_a_column_that_was_put_away_is_not_copied(table: Table[Row]) -> None:
    table.fill(ROWS[:1])
    table.choose("CP-0")
    table.put_away("cost")
    assert table.copied().text() == "Search\tCopy\tSave…\nCP-0\tFirm A  公司0\tCopy"
    table.put_away("cost", away=False)
    assert table.copied().text().splitlines()[1].endswith("\t0")


def test_the_same_records_stay_chosen_when_rows_are_read_again(table: Table[Row]) -> None:
    table.fill(ROWS)
    table.choose("CP-4")
    chosen: list[Any] = []
    table.chosen.connect(chosen.append)
    table.fill(list(reversed(ROWS)))
    assert table.current_key() == "CP-4"
    assert [row.ref for row in table.selection()] == ["CP-4"]
    assert chosen == []
    table.fill(ROWS[5:])
    assert table.current() is None
    assert chosen == [None]


def test_rows_are_copied_as_tabs_and_lines(table: Table[Row], qtbot: QtBot) -> None:
    table.fill([Row("CP-1", "Wing\tFat\nLtd", "永發"), Row("CP-2", "Tai Ping")])
    table.view.selectAll()
    qtbot.keyClick(table.view, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    lines = QGuiApplication.clipboard().text().split("\n")
    assert lines == ["Search\tCopy\tSave…\tClose", "CP-1\tWing Fat Ltd  永發\tCopy\t0", "CP-2\tTai Ping\tCopy\t0"]


def test_a_spreadsheet_is_given_days_and_numbers_whatever_the_screen_says_of_them(qtbot: QtBot) -> None:
    day = date(2026, 3, 5)
    columns: tuple[Column[str], ...] = (
        Column("due", "Due", lambda _one: "12 days overdue", value=lambda _one: day),
        Column("cost", "Requested", lambda _one: "HK$1,120,000", value=lambda _one: Decimal("1120000.50")),
        Column("officer", "Officer", lambda _one: "—", value=lambda _one: None),
        Column("number", "Number", lambda one: one),
    )
    table = Table(columns, lambda one: one, title="Cases")
    qtbot.addWidget(table)
    copied = table.copied(["=0012"], titles=False)
    assert copied.text() == "2026-03-05\t1120000.50\t\t=0012"
    cells = re.findall(r"<td([^>]*)>([^<]*)</td>", copied.html())
    assert [("46086" in how) == ("yyyy" in how) == ("YYYY" in how) for how, _text in cells] == [True] * 4
    assert [(("yyyy" in how, "@" in how), text) for how, text in cells] == [
        ((True, False), "2026-03-05"), ((False, False), "1120000.50"), ((False, False), ""), ((False, True), "=0012"),
    ]  # fmt: skip


def button(table: Table[Row]) -> QPushButton | None:
    return next((each for each in table._page.findChildren(QPushButton) if each.isVisible()), None)


def test_nothing_at_all_and_nothing_that_matches_are_two_things(table: Table[Row]) -> None:
    pressed: list[str] = []
    table.set_empty(State("tray", "Nothing here yet", button="Save…", then=lambda: pressed.append("new")))
    table.set_filtered_empty(State("funnel", "Nothing matches", button="Close", then=lambda: pressed.append("clear")))
    for filtered in (False, True):
        table.fill([], filtered=filtered)
        shown = button(table)
        assert shown is not None
        shown.click()
    assert pressed == ["new", "clear"]
    table.fill(ROWS)
    assert table.view.isVisible()


def test_a_failure_says_why_and_offers_to_try_again(table: Table[Row]) -> None:
    again: list[int] = []
    table.fail(CannotOpen("The office cannot be reached."), lambda: again.append(1))
    shown = button(table)
    assert shown is not None
    assert table._page._detail.text() == "The office cannot be reached."
    shown.click()
    assert again == [1]
    table.fail(NotPermitted("This needs the right to approve."))
    assert button(table) is None


def test_a_skeleton_comes_only_when_reading_takes_long_and_nothing_is_shown(table: Table[Row]) -> None:
    table.loading()
    assert table._late.isActive()
    assert not table._skeleton.isVisible()
    table._late.timeout.emit()
    assert table._skeleton.isVisible()
    table.fill(ROWS)
    assert table.view.isVisible()
    table.loading()
    assert not table._late.isActive()


def test_widths_are_remembered(table: Table[Row], qtbot: QtBot, tmp_path: Path) -> None:
    settings = QSettings(str(tmp_path / "window.ini"), QSettings.Format.IniFormat)
    table.remember(settings)
    table.view.setColumnWidth(0, 231)
    other = Table(COLUMNS, lambda row: row.ref, title="Search", name="firms")
    qtbot.addWidget(other)
    other.remember(settings)
    assert other.view.columnWidth(0) == 231


def test_no_column_is_narrower_than_its_title_in_any_language(qtbot: QtBot) -> None:
    column = Column[Row]("x", "This limit lowers the amount", lambda row: row.ref, width=10)
    narrow = Table([column], lambda row: row.ref, title="x")
    qtbot.addWidget(narrow)
    for code in ("en", "zh_HK", "zh_CN"):
        words.set_language(code)
        title = narrow.model.headerData(0, Qt.Orientation.Horizontal)
        assert narrow.view.columnWidth(0) >= narrow.view.fontMetrics().horizontalAdvance(title)


def test_the_stretching_column_takes_the_room_that_is_left(table: Table[Row]) -> None:
    table.fill(ROWS)
    total = sum(table.view.columnWidth(at) for at in range(4))
    assert total == table.view.viewport().width()
    table.resize(300, 400)
    assert table.view.columnWidth(1) >= 120


def test_every_row_is_as_high_as_the_others(table: Table[Row]) -> None:
    table.fill(ROWS)
    assert {table.view.rowHeight(at) for at in range(len(ROWS))} == {30}


def test_a_page_hears_which_row_is_chosen(table: Table[Row], qtbot: QtBot) -> None:
    table.fill(ROWS)
    with qtbot.waitSignal(table.chosen, timeout=1000) as heard:
        table.choose("CP-2")
    assert heard.args == [ROWS[2]]


def test_a_column_of_chips_shows_each_of_its_words_whole_in_any_language(qtbot: QtBot, tmp_path: Path) -> None:
    said = {"en": "Approved with conditions that are many", "zh_HK": "獲批"}
    look = Look("blue", "tray")
    column = Column[Row](
        "x", "Copy", lambda row: row.ref, look=lambda _row: look, chips=lambda: [said[words.language()]]
    )
    settings = QSettings(str(tmp_path / "window.ini"), QSettings.Format.IniFormat)
    made = Table([column, COLUMNS[1]], lambda row: row.ref, title="x", name="chips")
    qtbot.addWidget(made)
    made.remember(settings)
    made.show()
    for code, text in said.items():
        words.set_language(code)
        assert made.view.columnWidth(0) == cell_room(made.view.fontMetrics(), text)
    assert not settings.allKeys()  # nobody has chosen these widths
    made.view.setColumnWidth(0, 300)
    words.set_language("en")
    assert made.view.columnWidth(0) == 300
