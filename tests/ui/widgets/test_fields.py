"""What people type is read, told back, and written out on leaving; composing is never disturbed."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QInputMethodEvent, QKeySequence, QShortcut, QWheelEvent
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from app.clock import HeldClock
from app.refusal import Invalid
from ui import words
from ui.widgets.fields import (
    AnswerField,
    CheckField,
    ChoiceField,
    DateField,
    Field,
    LongText,
    MoneyField,
    PercentField,
    TextField,
)


def placed(qtbot: QtBot, field: Field) -> QWidget:
    """The field in a shown window with another field to leave it for."""
    window = QWidget()
    layout = QVBoxLayout(window)
    field.name = "it"
    field.__dict__["kept"] = window  # qtbot itself keeps only a weak reference
    layout.addWidget(field)
    layout.addWidget(TextField())
    qtbot.addWidget(window)
    window.show()
    field.control.setFocus()
    qtbot.waitUntil(field.control.hasFocus)
    return window


@pytest.mark.parametrize(
    ("typed", "value", "told", "written"),
    [
        ("1,120,000", "1120000.00", "", "1,120,000"),
        ("HK$1.12m", "1120000.00", "HK$1,120,000", "1,120,000"),
        ("112萬", "1120000.00", "HK$1,120,000", "1,120,000"),
        ("１，１２０．５０", "1120.50", "HK$1,120.50", "1,120.50"),
    ],
)
def test_money_as_people_write_it(qtbot: QtBot, typed: str, value: str, told: str, written: str) -> None:
    field = MoneyField()
    placed(qtbot, field)
    field.line.setText(typed)
    assert field.read() == Decimal(value)
    assert field.note.text() == told
    field.line.editingFinished.emit()
    assert field.line.text() == written
    assert field.note.text() == ""


def test_money_that_cannot_be_read_stays_as_it_was_typed(qtbot: QtBot) -> None:
    field = MoneyField()
    placed(qtbot, field)
    field.line.setText("about a million")
    field.line.editingFinished.emit()
    assert field.line.text() == "about a million"
    with pytest.raises(Invalid) as refused:
        field.read()
    assert refused.value.field == "it"
    assert field.note.text() == ""


@pytest.mark.parametrize("typed", ["5/3/2026", "2026-03-05", "2026年3月5日", "5 Mar 2026", "+121"])
def test_days_as_people_write_them(qtbot: QtBot, clock: HeldClock, typed: str) -> None:
    field = DateField(clock=clock)
    placed(qtbot, field)
    field.line.setText(typed)
    assert field.read() == date(2026, 3, 5) if typed != "+121" else date(2027, 3, 5)
    year = 2026 if typed != "+121" else 2027
    assert field.note.text().startswith(f"5 March {year}, ")


def test_a_day_is_written_in_the_language_and_read_again_in_each(qtbot: QtBot, clock: HeldClock) -> None:
    field = DateField(clock=clock)
    placed(qtbot, field)
    field.put(date(2026, 3, 5))
    for code, written in [("zh_HK", "2026年3月5日"), ("zh_CN", "2026年3月5日"), ("en", "5 March 2026")]:
        words.set_language(code)
        assert field.line.text() == written
        assert field.read() == date(2026, 3, 5)


def test_the_calendar_gives_the_day_that_is_chosen(qtbot: QtBot, clock: HeldClock) -> None:
    from PySide6.QtCore import QDate

    field = DateField(clock=clock)
    placed(qtbot, field)
    menu, calendar = field.calendar_menu()
    assert calendar.selectedDate() == QDate(2026, 11, 4)
    calendar.clicked.emit(QDate(2026, 12, 24))
    assert field.read() == date(2026, 12, 24)
    menu.close()


@pytest.mark.parametrize(("typed", "value"), [("50.01", "50.01"), ("５０．０１％", "50.01"), ("50.01 %", "50.01")])
def test_a_share_is_the_number_of_per_cent(qtbot: QtBot, typed: str, value: str) -> None:
    field = PercentField()
    placed(qtbot, field)
    field.line.setText(typed)
    assert field.read() == Decimal(value)
    field.line.editingFinished.emit()
    assert field.line.text() == "50.01%"


@pytest.mark.parametrize("make", [TextField, LongText, MoneyField, PercentField, DateField])
def test_nothing_typed_is_none(qtbot: QtBot, make: Any) -> None:
    field = make()
    placed(qtbot, field)
    assert field.read() is None
    field.put(None)
    assert field.read() is None


def test_text_is_tidied_and_html_stays_text(qtbot: QtBot) -> None:
    field = TextField()
    placed(qtbot, field)
    field.line.setText("  <b>Wing Fat</b> ")
    assert field.read() == "<b>Wing Fat</b>"


def test_a_password_is_taken_exactly(qtbot: QtBot) -> None:
    field = TextField(secret=True)
    placed(qtbot, field)
    field.line.setText(" pass word ")
    assert field.read() == " pass word "
    assert field.line.displayText() != " pass word "


def test_long_text_says_how_much_is_left_near_the_end(qtbot: QtBot) -> None:
    field = LongText(most=100)
    placed(qtbot, field)
    field.lines.setPlainText("x" * 90)
    assert field.note.text() == ""
    field.lines.setPlainText("x" * 97)
    assert "3" in field.note.text()
    field.lines.setPlainText("x" * 101)
    with pytest.raises(Invalid):
        field.read()


def test_a_choice_keeps_its_value_through_language_and_options(qtbot: QtBot) -> None:
    field = ChoiceField([("a", "Yes"), ("b", "No")])
    placed(qtbot, field)
    assert field.read() is None
    field.put("b")
    words.set_language("zh_HK")
    assert field.read() == "b"
    assert field.choices.currentText() == "否"
    field.set_options([("b", "No"), ("c", "Copy")])
    assert field.read() == "b"
    field.set_options([("c", "Copy")])
    assert field.read() is None


def test_the_wheel_does_not_change_a_choice(qtbot: QtBot) -> None:
    field = ChoiceField([("a", "Yes"), ("b", "No")])
    placed(qtbot, field)
    buttons, keys = Qt.MouseButton.NoButton, Qt.KeyboardModifier.NoModifier
    turn = QWheelEvent(QPointF(5, 5), QPointF(5, 5), QPoint(), QPoint(0, -120), buttons, keys,
                       Qt.ScrollPhase.NoScrollPhase, False)  # fmt: skip
    QApplication.sendEvent(field.choices, turn)
    assert field.read() is None


def test_an_answer_may_be_unknown(qtbot: QtBot) -> None:
    field = AnswerField()
    placed(qtbot, field)
    assert field.read() is None
    for value in (True, False, None):
        field.put(value)
        assert field.read() is value


def test_a_check_is_yes_or_no(qtbot: QtBot) -> None:
    field = CheckField("Yes")
    placed(qtbot, field)
    assert field.read() is False
    qtbot.keyClick(field.check, Qt.Key.Key_Space)
    assert field.read() is True


def compose(field: Field, text: str) -> None:
    QApplication.sendEvent(field.control, QInputMethodEvent(text, []))


def commit(field: Field, text: str) -> None:
    event = QInputMethodEvent("", [])
    event.setCommitString(text)
    QApplication.sendEvent(field.control, event)


@pytest.mark.parametrize("make", [TextField, LongText])
def test_keys_and_shortcuts_do_nothing_while_composing(qtbot: QtBot, make: Any) -> None:
    field = make()
    window = placed(qtbot, field)
    fired: list[str] = []
    for name in ("Return", "Ctrl+S", "Esc"):
        QShortcut(QKeySequence(name), window).activated.connect(lambda name=name: fired.append(name))
    compose(field, "dian")
    for key, held in [
        (Qt.Key.Key_Return, Qt.KeyboardModifier.NoModifier),
        (Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier),
        (Qt.Key.Key_Escape, Qt.KeyboardModifier.NoModifier),
    ]:
        qtbot.keyClick(field.control, key, held)
    assert fired == []
    commit(field, "電")
    assert field.read() == "電"
    qtbot.keyClick(field.control, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    assert fired == ["Ctrl+S"]


def test_composing_ends_when_the_field_is_left(qtbot: QtBot) -> None:
    field = TextField()
    window = placed(qtbot, field)
    compose(field, "dian")
    assert field.line.composing
    other = window.findChildren(TextField)[-1]
    other.control.setFocus()
    qtbot.waitUntil(other.control.hasFocus)
    assert not field.line.composing


def test_another_language_is_no_edit(qtbot: QtBot, clock: HeldClock) -> None:
    day, amount = DateField(clock=clock), MoneyField()
    placed(qtbot, day)
    day.put(date(2026, 10, 2))
    amount.put(Decimal(1_120_000))
    before = day.line.text(), day.state(), amount.state()
    words.set_language("zh_HK")
    assert day.line.text() != before[0]
    assert (day.state(), amount.state()) == before[1:]
    day.line.setText("soon")
    assert day.state() == "soon"
