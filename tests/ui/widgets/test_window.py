"""A list too long to hold: pages as they come into view, selection and place kept, columns arranged."""

from __future__ import annotations

import json
from array import array
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QItemSelectionModel, QPoint, QSettings, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from app.texts import Message
from ui.widgets import looks
from ui.widgets.column_menu import column_menu
from ui.widgets.long_table import LongTable
from ui.widgets.rows import Column, Group
from ui.widgets.window import HELD, WindowModel

PAGE = 10


@dataclass(frozen=True)
class Row:
    number: int
    note: str = ""


COLUMNS: tuple[Column[Row], ...] = (
    Column("ref", "Search", lambda row: f"CP-{row.number:05}", width=90),
    Column("note", "Copy", lambda row: row.note or "—", width=120, stretch=True),
    Column("stage", "Save…", lambda _row: "x", width=100),
    Column("sum", "Close", lambda row: f"{row.number:,}", width=100, right=True,
           value=lambda row: Decimal(row.number)),
)  # fmt: skip


class Office:
    """Answers what the table asks, at once, and remembers which pages it was asked for."""

    def __init__(self, table: LongTable[Row]) -> None:
        self.table, self.asked, self.note = table, [], ""  # type: ignore[var-annotated]
        self.answers = True
        table.window_model.wanted.connect(self.read)

    def read(self, pages: list[int]) -> None:
        self.asked.append(pages)
        if self.answers:
            numbers = self.table.window_model.numbers_of(pages)
            self.table.window_model.know([Row(number, self.note) for number in numbers], pages)


@pytest.fixture
def table(qtbot: QtBot) -> LongTable[Row]:
    made: LongTable[Row] = LongTable(
        COLUMNS, lambda row: row.number, lambda row: row.number, page=PAGE, title="Search", name="long"
    )
    qtbot.addWidget(made)
    made.resize(600, 300)
    made.show()
    return made


@pytest.fixture
def office(table: LongTable[Row]) -> Office:
    made = Office(table)
    fill(table, range(1000))
    return made


def fill(table: LongTable[Row], numbers: range | list[int], *groups: tuple[int, str]) -> None:
    table.put_order(array("q", numbers), [(at, Group(Message(text), 5)) for at, text in groups], filtered=False)
    QApplication.processEvents()


def shown(table: LongTable[Row]) -> list[str | None]:
    view = table.view
    lines = range(view.rowAt(0), view.rowAt(view.viewport().height() - 1) + 1)
    return [table.model.index(line, 0).data() for line in lines]


def seen(table: LongTable[Row], qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: None not in shown(table))


def test_the_model_keeps_the_rules_of_qt(qtmodeltester: ModelTester) -> None:
    model = WindowModel(COLUMNS, lambda row: row.number, lambda row: row.number, PAGE)
    qtmodeltester.check(model)
    for numbers, groups in ((range(25), [0, 7]), (range(40), [0, 7]), (range(39, 0, -1), [3]), (range(2), [])):
        model.order(array("q", numbers), [(at, Group(Message("Overdue"))) for at in groups])
        model.know([Row(number) for number in numbers], range(4))
        qtmodeltester.check(model)


@given(st.lists(st.integers(0, 30), max_size=6, unique=True).map(sorted), st.integers(1, 30))
def test_lines_and_places_are_each_others_inverse(starts: list[int], count: int) -> None:
    starts = [start for start in starts if start < count]
    model = WindowModel(COLUMNS, lambda row: row.number, lambda row: row.number, PAGE)
    model.order(array("q", range(count)), [(start, Group(Message("x"))) for start in starts])
    lines = [model.line_of(place) for place in range(count)]
    assert [model.place(line) for line in lines] == list(range(count))
    assert sorted([*lines, *model.group_lines()]) == list(range(model.rowCount()))
    assert all(model.is_group(line) for line in model.group_lines())


def test_row_18_only_pages_in_view_and_beside_it_are_read(table: LongTable[Row], office: Office, qtbot: QtBot) -> None:
    seen(table, qtbot)
    qtbot.waitUntil(lambda: len(office.asked) >= 2)
    assert max(max(pages) for pages in office.asked) <= 3
    table.view.scrollToBottom()
    seen(table, qtbot)
    assert shown(table)[-1] == "CP-00999"
    assert min(min(pages) for pages in office.asked[2:]) > 90


def test_row_18_what_is_held_stays_small(table: LongTable[Row], office: Office, qtbot: QtBot) -> None:
    for place in range(0, 1000, 10):
        table.view.scrollTo(table.model.index(place, 0), table.view.ScrollHint.PositionAtTop)
        seen(table, qtbot)
    assert len(table.model.rows) <= HELD * PAGE
    table.view.scrollToTop()
    seen(table, qtbot)


def test_row_24_rows_on_the_screen_stay_until_they_are_read_again(
    table: LongTable[Row], office: Office, qtbot: QtBot
) -> None:
    seen(table, qtbot)
    before, office.answers = shown(table), False
    fill(table, [*range(5), *range(6, 1000)])
    assert [one for one in before if one != "CP-00005"] == shown(table)[: len(before) - 1]
    office.answers, office.note = True, "new"
    table.window_model._asked.clear()
    table.view.viewport().update()
    qtbot.waitUntil(lambda: table.model.index(0, 1).data() == "new")


def test_row_24_selection_current_row_and_scroll_survive_another_order(
    table: LongTable[Row], office: Office, qtbot: QtBot
) -> None:
    table.choose_number(500)
    flags = QItemSelectionModel.SelectionFlag
    for line in (502, 503, 900):
        table.view.selectionModel().select(table.model.index(line, 0), flags.Select | flags.Rows)
    scrolled = table.view.verticalScrollBar().value()
    fill(table, [1_000, *range(900), *range(901, 1000)], (0, "Overdue"), (600, "Later"))
    assert table.current_number() == 500
    assert list(table.chosen_rows().numbers) == [500, 502, 503]
    assert table.view.verticalScrollBar().value() == scrolled
    table.retranslate()
    assert table.current_number() == 500


def test_a_row_is_gone_to_alone_while_ctrl_is_held(table: LongTable[Row], office: Office, qtbot: QtBot) -> None:
    """Ctrl+PgDn goes from case to case: it must not turn the selection of each."""
    fill(table, range(1000))
    qtbot.keyPress(table.view, Qt.Key.Key_Control, Qt.KeyboardModifier.ControlModifier)
    for number in (500, 501, 500):
        table.choose_number(number)
        assert list(table.chosen_rows().numbers) == [number]
    qtbot.keyRelease(table.view, Qt.Key.Key_Control)


def test_row_29_everything_is_not_what_is_on_the_screen(table: LongTable[Row], office: Office, qtbot: QtBot) -> None:
    fill(table, range(1000), (0, "Overdue"), (10, "Later"))
    counts: list[int] = []
    table.counted.connect(counts.append)
    table.go(1)
    assert not table.chosen_rows().everything
    table.select_everything()
    assert counts[-1] == 1000
    assert table.chosen_rows().everything
    fill(table, range(1500), (0, "Overdue"))
    assert not table.chosen_rows().everything, "what has come since was never selected"
    assert len(table.chosen_rows().numbers) == 1000


def test_row_29_selecting_everything_looks_at_no_row_that_is_not_in_sight(
    table: LongTable[Row], office: Office, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen(table, qtbot)
    looked: list[int] = []
    is_group = table.window_model.is_group

    def look(line: int) -> bool:
        looked.append(line)
        return is_group(line)

    # Not Qt's own `flags`, which asks this of each row: a binding may remember what it found there.
    monkeypatch.setattr(table.window_model, "is_group", look)
    table.select_everything()
    table.view.horizontalHeader().repaint()
    QApplication.processEvents()
    assert table.chosen_rows().everything
    assert all(row < 50 for row in looked)


def test_space_takes_a_row_in_and_out_and_keys_go_through_the_whole_list(
    table: LongTable[Row], office: Office, qtbot: QtBot
) -> None:
    fill(table, range(1000), (0, "Overdue"), (999, "Later"))
    for key, number in ((Qt.Key.Key_End, 999), (Qt.Key.Key_Home, 0), (Qt.Key.Key_Down, 1)):
        qtbot.keyClick(table.view, key)
        assert table.current_number() == number
    qtbot.keyClick(table.view, Qt.Key.Key_Space)
    assert not table.chosen_rows().numbers
    qtbot.keyClick(table.view, Qt.Key.Key_Space)
    assert list(table.chosen_rows().numbers) == [1]
    qtbot.keyClick(table.view, Qt.Key.Key_PageDown)
    assert (table.current_number() or 0) > 5


def test_a_row_made_current_before_it_is_read_is_told_of_when_it_comes(
    table: LongTable[Row], office: Office, qtbot: QtBot
) -> None:
    told: list[Row | None] = []
    table.chosen.connect(told.append)
    table.choose_number(700)
    assert told == [None]
    qtbot.waitUntil(lambda: told[-1] == Row(700))
    assert len(told) == 2


def test_letters_are_looked_for_by_who_has_the_rows(table: LongTable[Row], office: Office) -> None:
    heard: list[str] = []
    table.letters.connect(heard.append)
    table.view.keyboardSearch("w")
    table.view.keyboardSearch("i")
    assert heard == ["w", "wi"]


def test_row_21_rows_are_copied_as_a_table_of_text_and_amounts(
    table: LongTable[Row], office: Office, qtbot: QtBot
) -> None:
    office.note = "=1+1 <b>\tx"
    fill(table, range(1000))
    seen(table, qtbot)
    qtbot.waitUntil(lambda: table.model.index(3, 1).data() is not None)
    table.window_model.know([Row(3, office.note)], [0])
    table.go(3)
    qtbot.keyClick(table.view, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    found = QGuiApplication.clipboard().mimeData()
    assert found.text() == "Search\tCopy\tSave…\tClose\nCP-00003\t=1+1 <b> x\tx\t3"
    assert ">3</td>" in found.html()
    assert ">=1+1 &lt;b&gt; x</td>" in found.html()
    assert found.html().count("mso-number-format:'\\@'") == 3
    modifiers = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    qtbot.keyClick(table.view, Qt.Key.Key_C, modifiers)
    assert QGuiApplication.clipboard().text() == "CP-00003\t=1+1 <b> x\tx\t3"


def test_row_21_rows_that_were_never_read_are_asked_for_to_be_copied(table: LongTable[Row], office: Office) -> None:
    wanted: list[tuple[int, bool]] = []
    table.copy_wanted.connect(lambda numbers, titles: wanted.append((len(numbers), titles)))
    table.select_everything()
    table.view.copy_asked.emit(True)
    assert wanted == [(1000, True)]


@pytest.fixture
def kept(tmp_path: Path) -> Callable[[], QSettings]:
    return lambda: QSettings(str(tmp_path / "window.ini"), QSettings.Format.IniFormat)


def names(table: LongTable[Row]) -> list[str]:
    return [column.name for column in table.arrangement.shown()]


def test_row_15_columns_are_chosen_moved_and_put_back_for_each_view(
    table: LongTable[Row], kept: Callable[[], QSettings], qtbot: QtBot
) -> None:
    table.remember(kept())
    table.arrangement.use("mine")
    table.arrangement.show("stage", shown=False)
    table.arrangement.move("sum", -1)
    table.view.setColumnWidth(0, 140)
    assert names(table) == ["ref", "sum", "note"]
    table.arrangement.use("all")
    assert names(table) == ["ref", "note", "stage", "sum"]
    table.arrangement.use("mine")
    assert (names(table), table.view.columnWidth(0)) == (["ref", "sum", "note"], 140)
    table.arrangement.reset()
    assert (names(table), table.view.columnWidth(0)) == (["ref", "note", "stage", "sum"], 90)
    table.arrangement.use("all")
    table.arrangement.use("mine")
    assert names(table) == ["ref", "note", "stage", "sum"]


def test_row_15_the_last_column_stays(table: LongTable[Row]) -> None:
    for name in ("ref", "note", "stage", "sum"):
        table.arrangement.show(name, shown=False)
    assert names(table) == ["sum"]


def test_row_15_the_menu_ticks_and_moves_columns(table: LongTable[Row]) -> None:
    def choose(text: str) -> None:
        menu = column_menu(table, table.arrangement, "stage")
        next(action for action in menu.actions() if action.text() == text).trigger()

    choose("Move ‘Save…’ to the left")
    choose("Close")
    assert names(table) == ["ref", "stage", "note"]
    menu = column_menu(table, table.arrangement, "ref")
    enabled = {action.text(): action.isEnabled() for action in menu.actions()}
    assert not enabled["Move ‘Search’ to the left"]
    choose("Put the columns back")
    assert names(table) == ["ref", "note", "stage", "sum"]


def test_row_12_a_look_goes_round_and_names_columns_that_are_gone(table: LongTable[Row]) -> None:
    table.set_sorts((("sum", True), ("ref", False)))
    table.arrangement.show("note", shown=False)
    table.view.setColumnWidth(3, 177)
    look = json.loads(json.dumps(table.look()))
    table.arrangement.reset()
    look["columns"].insert(0, {"name": "weight", "hidden": False, "width": 90})
    look["sorts"].append(["height", False])
    assert table.put_look(look) == ["height", "weight"]
    assert names(table) == ["ref", "stage", "sum"]
    assert table.view.columnWidth(3) == 177
    assert looks.from_plain(look).sorts[:2] == (("sum", True), ("ref", False))


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(("columns", "sorts", "name", "width",
                                                                                  "hidden", "x")), inner, max_size=4),
)  # fmt: skip


@settings(max_examples=30)
@given(json_values)
def test_any_kept_look_is_read_or_left_aside(value: object) -> None:
    look = looks.read(json.dumps(value))
    assert sorted(looks.placed(["a", "b", "c"], look.order)) == ["a", "b", "c"]
    assert looks.from_plain(json.loads(look.text())) == look


def test_row_22_the_first_columns_stay_while_the_rest_is_scrolled_sideways(
    table: LongTable[Row], office: Office, qtbot: QtBot
) -> None:
    table.view.freezes = True
    fill(table, range(1000), (2, "Later"))
    table.view.setColumnWidth(2, 900)
    QApplication.processEvents()
    table.view.horizontalScrollBar().setValue(300)
    frozen = table.view._frozen
    assert frozen is not None
    assert frozen.isVisible()
    assert [at for at in range(4) if not frozen.isColumnHidden(at)] == [0, 1]
    table.view.verticalScrollBar().setValue(400)
    assert frozen.rowAt(0) == table.view.rowAt(0)
    assert frozen.rowHeight(2) == table.view.rowHeight(2)
    line = table.view.rowAt(50)
    qtbot.mouseClick(frozen.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(20, frozen.rowViewportPosition(line) + 5))
    assert table.view.currentIndex().row() == line
    table.view.horizontalScrollBar().setValue(0)
    assert not frozen.isVisible()


def test_row_16_shift_adds_a_sort_and_the_header_says_which_comes_first(table: LongTable[Row], qtbot: QtBot) -> None:
    asked: list[object] = []
    table.sorts_asked.connect(asked.append)
    alt, shift = Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.ShiftModifier
    fill(table, range(5))
    for key, modifiers in ((Qt.Key.Key_3, alt), (Qt.Key.Key_1, alt | shift), (Qt.Key.Key_1, alt | shift)):
        qtbot.keyClick(table.view, key, modifiers)
    assert asked == [(("stage", False),), (("stage", False), ("ref", False)), (("stage", False), ("ref", True))]
    titles = [table.model.headerData(at, Qt.Orientation.Horizontal) for at in (0, 2, 3)]
    assert titles == ["Search 2 ↓", "Save… 1", "Close"]
    qtbot.keyClick(table.view, Qt.Key.Key_4, alt)
    assert asked[-1] == (("sum", False),)
