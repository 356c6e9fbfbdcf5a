"""Typing in peace: rows 33 to 37 of the feature table, in a real window."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from PySide6.QtCore import QSettings, Qt
from PySide6.QtGui import QInputMethodEvent, QKeySequence, QShortcut
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from app import typed
from app.clock import HeldClock
from app.office import Office
from app.refusal import Invalid
from models import Case
from models.kinds import OfficeKind
from tests import make
from tests.ui import real_office
from ui.applicants.fields import DistrictField
from ui.applicants.forms import FactoryDialog
from ui.casefile.page import CaseFilePage
from ui.cases.new_case import NewCaseDialog
from ui.desk import Desk
from ui.lane import InlineLane
from ui.widgets.basic import column
from ui.widgets.dialog import FormDialog
from ui.widgets.editors import Composing, Line, Lines, Secret
from ui.widgets.fields import DateField, LongText, MoneyField, PercentField, TextField
from ui.widgets.form import Form
from ui.widgets.search_box import SearchBox
from ui.window import MainWindow


@pytest.fixture
def office(tmp_path: Path, clock: HeldClock) -> Iterator[Office]:
    with real_office.opened(tmp_path / "office", clock, OfficeKind.REAL) as made:
        yield made


@pytest.fixture
def window(office: Office, tmp_path: Path, qtbot: QtBot) -> Iterator[MainWindow]:
    desk = Desk(office, InlineLane())
    made = MainWindow(desk, QSettings(str(tmp_path / "window.ini"), QSettings.Format.IniFormat))
    qtbot.addWidget(made)
    made.show()
    yield made
    desk.close()


def opened(window: MainWindow) -> tuple[UUID, CaseFilePage]:
    """The page of a case, read to its end."""
    case = window.cases.table.model.rows[0].id
    window.open_case(case)
    page = window.page()
    assert isinstance(page, CaseFilePage)
    page.view.finish()
    return case, page


def test_row_33_ctrl_z_takes_typing_back_in_a_field_and_the_last_saved_change_elsewhere(
    window: MainWindow, office: Office, qtbot: QtBot
) -> None:
    case, page = opened(window)
    line = page.sections["application"].form.field("title_en").line  # type: ignore[attr-defined]
    line.setFocus()
    qtbot.waitUntil(line.hasFocus)
    QTest.keyClicks(line, "Plasma")
    page.save()
    assert make.read(office, Case, case).title_en == "Plasma"
    QTest.keyClicks(line, " line")
    window.undo()
    assert line.text() == "Plasma"
    assert make.read(office, Case, case).title_en == "Plasma"
    page.view.list.first().setFocus()
    window.undo()
    assert make.read(office, Case, case).title_en == ""
    assert window.notices._words.text().startswith("Taken back")


def test_row_34_errors_stand_beside_the_field_and_in_a_summary_that_jumps(qtbot: QtBot, clock: HeldClock) -> None:
    form = Form()
    form.add("title", "Title", TextField(), missing="Enter the title.")
    form.add("amount", "Amount", MoneyField())
    form.add("day", "Day", DateField(clock=clock))
    qtbot.addWidget(form)
    form.show()
    form.field("amount").redraft("about a million")
    form.field("day").redraft("5/3")
    assert form.read() is None
    assert len(form.problems()) == 3
    links = [one for one in form.findChildren(QPushButton) if one.isVisible()]
    assert [one.text().partition(":")[0] for one in links] == ["Title", "Amount", "Day"]
    links[2].click()
    qtbot.waitUntil(form.field("day").control.hasFocus)
    assert (form.field("amount").draft(), form.field("day").draft()) == ("about a million", "5/3")


@pytest.mark.parametrize("text", ["1,120,000", "112万", "112萬", "HK$1.12m", "１，１２０，０００", "1.12 million"])
def test_row_35_amounts_as_people_write_them_and_what_was_understood(qtbot: QtBot, text: str) -> None:
    field = MoneyField()
    qtbot.addWidget(field)
    field.show()
    QTest.keyClicks(field.line, text) if text.isascii() else field.line.insert(text)
    assert field.read() == Decimal("1120000.00")
    assert field.note.text() == ("" if text == "1,120,000" else "HK$1,120,000")
    field.line.editingFinished.emit()
    assert field.line.text() == "1,120,000"


def test_row_35_the_command_line_refuses_what_a_field_reads() -> None:
    with pytest.raises(Invalid, match="Write the amount out in digits"):
        typed.amount("112万", field="cost")


@pytest.mark.parametrize("text", ["5/3/2026", "2026-03-05", "2026年3月5日", "５／３／２０２６"])
def test_row_36_days_as_people_write_them_and_what_was_understood(qtbot: QtBot, clock: HeldClock, text: str) -> None:
    field = DateField(clock=clock)
    qtbot.addWidget(field)
    field.show()
    field.line.insert(text)
    assert field.read() == date(2026, 3, 5)
    assert field.note.text() == "5 March 2026, Thursday"


def test_row_36_days_from_today(qtbot: QtBot, clock: HeldClock) -> None:
    field = DateField(clock=clock)
    qtbot.addWidget(field)
    field.line.insert("+14")
    assert field.read() == clock.today() + timedelta(days=14)
    assert field.note.text() == "18 November 2026, Wednesday"


EDITORS: dict[str, Callable[[], QWidget]] = {
    "line": Line,
    "lines": Lines,
    "password": Secret,
    "search": SearchBox,
    "text": TextField,
    "long text": LongText,
    "money": MoneyField,
    "share": PercentField,
    "day": DateField,
    "place": DistrictField,
}


class Asking(FormDialog):
    """A dialog around one editor, with all that must not fire."""

    def __init__(self, editor: QWidget) -> None:
        super().__init__(None, "Asking")
        self.fired: list[str] = []
        self.cancel.clicked.connect(lambda: self.fired.append("cancel"))
        for keys in ("Ctrl+Return", "Ctrl+K", "Ctrl+Z", "F1", "Alt+Left"):
            QShortcut(QKeySequence(keys), self).activated.connect(lambda keys=keys: self.fired.append(keys))
        self.setLayout(column(editor, self.feet))

    @property
    def dirty(self) -> bool:
        return False

    def take(self) -> None:
        self.fired.append("taken")

    def reject(self) -> None:
        self.fired.append("left")


@pytest.mark.parametrize("kind", EDITORS)
def test_row_37_nothing_fires_while_composing(qtbot: QtBot, kind: str) -> None:
    editor = EDITORS[kind]()
    dialog = Asking(editor)
    qtbot.addWidget(dialog)
    dialog.show()
    inner = editing(editor)
    inner.setFocus()
    qtbot.waitUntil(inner.hasFocus)
    compose(inner, "din")
    for key, keys in STROKES:
        QTest.keyClick(inner, key, keys)
    assert dialog.fired == []
    composed = QInputMethodEvent()
    composed.setCommitString("電")
    QApplication.sendEvent(inner, composed)
    assert shown(inner) == "電"
    QTest.keyClick(inner, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClick(inner, Qt.Key.Key_Escape)
    # Esc in a search takes the words away first.
    assert dialog.fired == (["taken"] if kind == "search" else ["taken", "left"])


STROKES = [
    (Qt.Key.Key_Return, Qt.KeyboardModifier.NoModifier),
    (Qt.Key.Key_Enter, Qt.KeyboardModifier.KeypadModifier),
    (Qt.Key.Key_Escape, Qt.KeyboardModifier.NoModifier),
    (Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier),
    (Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier),
    (Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier),
    (Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier),
    (Qt.Key.Key_F1, Qt.KeyboardModifier.NoModifier),
    (Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier),
]


def test_row_37_every_editor_of_the_window_leaves_its_keys_to_the_input_method(
    window: MainWindow, qtbot: QtBot
) -> None:
    _case, page = opened(window)
    page.sections["calculator"].lines.add()  # type: ignore[attr-defined]
    case = NewCaseDialog(window.desk, window)
    factory = FactoryDialog(window, lambda *_rest: None)
    kinds: tuple[type[QWidget], ...] = (QLineEdit, QPlainTextEdit)
    found: list[Any] = [one for top in (window, case, factory) for kind in kinds for one in top.findChildren(kind)]
    assert len(found) > 40
    strange = [one for one in found if not isinstance(one, Composing) and not one.isReadOnly()]
    assert [f"{type(one).__name__} in {type(one.parent()).__name__}" for one in strange] == []
    case.leave()
    factory.leave()


def compose(editor: QWidget, text: str) -> None:
    """Begin a word in the input method."""
    QApplication.sendEvent(editor, QInputMethodEvent(text, []))


def editing(editor: QWidget) -> QWidget:
    """The part of an editor that the keys go to."""
    found = editor if isinstance(editor, Composing) else editor.findChild(QLineEdit) or editor.findChild(QPlainTextEdit)
    assert found is not None
    return found


def shown(editor: QWidget) -> str:
    return editor.toPlainText() if isinstance(editor, QPlainTextEdit) else editor.text()  # type: ignore[attr-defined]
