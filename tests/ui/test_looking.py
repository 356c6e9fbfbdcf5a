"""The looker itself: each fault it promises to find, it finds; a good screen has none."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import (
    QApplication,
    QComboBox,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QScrollArea,
    QTabBar,
    QWidget,
)
from pytestqt.qtbot import QtBot

from tests.ui.looking import LOOKS, Look, contact_sheet, dress, faults, grab, show
from ui.widgets.basic import Button, Label, column, row
from ui.widgets.chip import Chip
from ui.widgets.chip import Look as ChipLook
from ui.widgets.fields import ChoiceField, DateField, MoneyField, TextField
from ui.widgets.form import Form
from ui.widgets.rows import Column
from ui.widgets.table import Table

LONG = "This limit lowers the amount"


def bare() -> QWidget:
    window = QWidget()
    window.resize(400, 200)
    return window


def placed(widget: QWidget, x: int, y: int, width: int, height: int) -> QWidget:
    window = bare()
    widget.setParent(window)
    widget.setGeometry(x, y, width, height)
    return window


def cut_label() -> QWidget:
    return placed(Label(LONG), 0, 0, 60, 20)


def low_wrapped_label() -> QWidget:
    return placed(Label(f"{LONG}. {LONG}. {LONG}.", wrap=True), 0, 0, 100, 30)


def squeezed_button() -> QWidget:
    return placed(Button(LONG), 0, 0, 70, 28)


def small_target() -> QWidget:
    button = Button("Copy")
    button.setStyleSheet("min-height: 0; padding: 0 12px;")
    return placed(button, 0, 0, 90, 20)


def outside() -> QWidget:
    return placed(Label("Copy"), 380, 10, 80, 20)


def overlapping() -> QWidget:
    window = placed(Label("Copy"), 10, 10, 80, 20)
    other = Label("Close")
    other.setParent(window)
    other.setGeometry(60, 15, 80, 20)
    return window


def narrow_combo() -> QWidget:
    combo = QComboBox()
    combo.setAccessibleName("x")
    combo.addItems(["Yes", LONG])
    return placed(combo, 0, 0, 80, 28)


def narrow_placeholder() -> QWidget:
    edit = QLineEdit()
    edit.setAccessibleName("x")
    edit.setPlaceholderText(LONG)
    return placed(edit, 0, 0, 80, 28)


def squeezed_tabs() -> QWidget:
    tabs = QTabBar()
    tabs.addTab(LONG)
    tabs.addTab(LONG)
    return placed(tabs, 0, 0, 120, 30)


def cut_chip() -> QWidget:
    return placed(Chip(LONG, ChipLook("blue", "tray")), 0, 0, 60, 22)


def html_label() -> QWidget:
    return placed(QLabel("<b>Wing</b>"), 0, 0, 300, 30)


def no_shape() -> QWidget:
    label = Label()
    label.put("Wing \U0001f600")
    return placed(label, 0, 0, 300, 30)


def nameless() -> QWidget:
    return placed(QLineEdit(), 0, 0, 200, 28)


def wide_in_scroll() -> QWidget:
    inside = Label("Copy")
    inside.setMinimumWidth(900)
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setWidget(inside)
    return placed(area, 0, 0, 300, 100)


def table(*columns: Column[str]) -> QWidget:
    made = Table(columns, str, title="Copy")
    made.fill([LONG])
    return placed(made, 0, 0, 380, 180)


def cut_cell() -> QWidget:
    return table(Column("a", "Copy", str, width=80))


def too_many_columns() -> QWidget:
    return table(*(Column[str](name, "Copy", str, width=240) for name in "abc"))


def narrow_title() -> QWidget:
    window = table(Column("a", "Save the paper", lambda _row: "x"))
    made = window.findChild(Table)
    assert made is not None
    made.view.setColumnWidth(0, 50)
    return window


@pytest.mark.parametrize(
    ("make", "told"),
    [
        (cut_label, "wide, the label"),
        (low_wrapped_label, "high, the label"),
        (squeezed_button, "needs"),
        (small_target, "target of"),
        (outside, "leaves its"),
        (overlapping, "overlap"),
        (narrow_combo, "option"),
        (narrow_placeholder, "needs"),
        (squeezed_tabs, "tab"),
        (cut_chip, "needs"),
        (html_label, "not plain text"),
        (no_shape, "no shape for"),
        (nameless, "no accessible name"),
        (wide_in_scroll, "wide in a window"),
        (cut_cell, "cell"),
        (narrow_title, "title"),
        (too_many_columns, "columns need"),
    ],
)
def test_each_fault_is_found(qtbot: QtBot, make: Callable[[], QWidget], told: str) -> None:
    window = make()
    qtbot.addWidget(window)
    show(window, QSize(400, 200))
    assert [fault for fault in faults(window) if told in fault], faults(window)


def test_a_long_name_may_end_where_the_column_says_so(qtbot: QtBot) -> None:
    window = table(Column("a", "Copy", str, width=80, elide=True))
    qtbot.addWidget(window)
    show(window, QSize(400, 200))
    assert faults(window) == []


def test_what_is_hidden_is_not_looked_at(qtbot: QtBot) -> None:
    window = cut_label()
    qtbot.addWidget(window)
    window.findChildren(QLabel)[0].hide()
    show(window, QSize(400, 200))
    assert faults(window) == []


def test_a_screen_that_does_not_fit_is_told(qtbot: QtBot) -> None:
    window = bare()
    window.setMinimumSize(500, 300)
    qtbot.addWidget(window)
    with pytest.raises(AssertionError, match="needs 500 x 300"):
        show(window, QSize(400, 200))


def good_screen() -> QWidget:
    form = Form()
    form.section("Shareholding", "What was saved is safe. The last action was not carried out, or not to its end.")
    form.add("name", "Search", TextField(), missing="Nothing matches")
    form.add("cost", "How the amount is worked out", MoneyField(), hint="This limit lowers the amount")
    form.add("day", "Monday", DateField())
    form.add("mark", "Copy", ChoiceField([(1, LONG)]))
    form.field("cost").control.setText("x")  # type: ignore[attr-defined]
    form.read()
    rows = Table(
        [
            Column[int]("a", LONG, lambda row: f"CP-{row}"),
            Column("b", "Copy", lambda _row: LONG, elide=True, stretch=True),
        ],
        lambda row: row,
        title="Nothing matches",
    )
    rows.fill(list(range(40)))
    left = column(form, row(Button("Save…", icon_name="floppy-disk", kind="primary"), Button("Close"), None), None)
    window = QWidget()
    layout = QHBoxLayout(window)
    layout.addLayout(left, 1)
    layout.addWidget(rows, 1)
    return window


@pytest.mark.parametrize("look", LOOKS, ids=str)
def test_the_kit_has_no_fault_in_any_look(qapp: QApplication, qtbot: QtBot, look: Look) -> None:
    dress(qapp, look)
    window = good_screen()
    qtbot.addWidget(window)
    show(window, look.size)
    assert faults(window) == []


def test_a_screen_that_changes_its_language_while_shown_has_no_fault(qapp: QApplication, qtbot: QtBot) -> None:
    window = good_screen()
    qtbot.addWidget(window)
    for look in LOOKS:
        dress(qapp, look)
        show(window, look.size)
        assert faults(window) == [], look


def test_two_controls_that_sound_alike_are_found_but_a_grey_one_is_not_heard(qtbot: QtBot) -> None:
    window, first, second, named = QWidget(), Button("Close"), Button("Close"), Button("Close", about="Lee W.S.")
    window.setLayout(row(first, second, named))
    qtbot.addWidget(window)
    show(window, QSize(600, 80))
    assert faults(window) == ["2 controls are called 'Close'"]
    second.setEnabled(False)
    assert faults(window) == []


def test_a_control_without_a_name_is_found(qtbot: QtBot) -> None:
    window, choices = QWidget(), ChoiceField([(1, "Close")])
    window.setLayout(row(choices))
    qtbot.addWidget(window)
    show(window, QSize(300, 80))
    assert [fault.partition(": ")[2] for fault in faults(window)] == ["has no accessible name"]


def test_pictures_and_the_sheet_of_them_are_written(qtbot: QtBot, tmp_path: Path) -> None:
    window = good_screen()
    qtbot.addWidget(window)
    show(window, QSize(1280, 720))
    picture = grab(window, tmp_path / "one.png")
    assert (picture.width(), picture.height()) == (1280, 720)
    contact_sheet({f"look {number}": picture for number in range(12)}, tmp_path / "sheet.png")
    sheet = QImage(str(tmp_path / "sheet.png"))
    assert sheet.width() > 1900
    assert (tmp_path / "sheet.png").stat().st_size <= 300_000


def test_text_is_never_read_as_html(qtbot: QtBot) -> None:
    label = Label()
    label.put("<img src=x>")
    button = QPushButton()
    qtbot.addWidget(label)
    qtbot.addWidget(button)
    assert label.textFormat() == Qt.TextFormat.PlainText
    assert label.text() == "<img src=x>"
