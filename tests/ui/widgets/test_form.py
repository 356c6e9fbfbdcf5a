"""A form reads its shown rows, says what is wrong beside the field and at the top, and knows whether it was touched."""

from __future__ import annotations

from decimal import Decimal

import pytest
from PySide6.QtWidgets import QPushButton, QScrollArea
from pytestqt.qtbot import QtBot

from app.refusal import Invalid, NotReady
from ui import words
from ui.widgets.basic import Button
from ui.widgets.fields import CheckField, MoneyField, TextField
from ui.widgets.form import Form


@pytest.fixture
def form(qtbot: QtBot) -> Form:
    made = Form()
    made.section("Summary", "What the applicant asks for")
    made.add("name", "Name", TextField(), missing="Enter the name")
    made.add("cost", "Cost", MoneyField(), hint="Before tax")
    made.add("sure", "Evidence", CheckField("Yes"))
    qtbot.addWidget(made)
    made.resize(700, 500)
    made.show()
    return made


def links(form: Form) -> list[str]:
    return [link.text() for link in form._summary.findChildren(QPushButton) if link.isVisible()]


def test_values_come_by_name(form: Form) -> None:
    form.put({"name": "Wing Fat", "cost": Decimal("560000.00"), "sure": True})
    assert form.read() == {"name": "Wing Fat", "cost": Decimal("560000.00"), "sure": True}


def test_what_is_missing_and_unreadable_is_all_told_at_once(form: Form, qtbot: QtBot) -> None:
    form.field("cost").control.setText("zero")  # type: ignore[attr-defined]
    assert form.read() is None
    assert links(form) == ["Name: Enter the name", "Cost: “zero” is not an amount; type digits, for example 560,000"]
    qtbot.waitUntil(form.field("name").control.hasFocus)
    form._summary.findChildren(Button)[1].click()
    qtbot.waitUntil(form.field("cost").control.hasFocus)


def test_an_error_leaves_when_its_field_is_edited(form: Form, qtbot: QtBot) -> None:
    form.read()
    assert form.field("name").control.property("wrong") is True
    qtbot.keyClicks(form.field("name").control, "W")
    assert form.field("name").control.property("wrong") is False
    assert links(form) == []
    assert not form._summary.isVisible()


def test_a_refusal_stands_beside_its_field_or_at_the_top(form: Form) -> None:
    form.refuse(Invalid("The cost is too high", field="cost"))
    assert links(form) == ["Cost: The cost is too high"]
    form.refuse(NotReady("Another officer must confirm this first"))
    assert links(form) == []
    assert form._summary._heading.text() == "Another officer must confirm this first"


def test_a_hidden_row_is_neither_read_nor_required(form: Form) -> None:
    form.show_row("name", shown=False)
    assert form.read() == {"cost": None, "sure": False}


def test_dirty_means_changed_since_put(form: Form, qtbot: QtBot) -> None:
    form.put({"name": "Wing Fat"})
    seen = [form.dirty]
    qtbot.keyClicks(form.field("name").control, "x")
    seen.append(form.dirty)
    form.settle()
    assert [*seen, form.dirty] == [False, True, False]


def test_peeking_never_complains(form: Form) -> None:
    form.field("cost").control.setText("12 apples")  # type: ignore[attr-defined]
    assert form.peek() == {"name": None, "cost": None, "sure": False}
    assert not form._summary.isVisible()


def test_changed_comes_at_each_edit(form: Form, qtbot: QtBot) -> None:
    with qtbot.waitSignal(form.changed, timeout=1000):
        qtbot.keyClicks(form.field("name").control, "x")


def test_each_field_has_a_name_a_buddy_and_a_description(form: Form) -> None:
    control = form.field("cost").control
    assert control.accessibleName() == "Cost"
    assert control.accessibleDescription() == "Before tax"
    assert form._rows["cost"].label.buddy() is control
    form.refuse(Invalid("The cost is too high", field="cost"))
    assert control.accessibleDescription() == "The cost is too high"
    form.clear_errors()
    assert control.accessibleDescription() == "Before tax"


def test_errors_are_said_again_in_the_new_language(form: Form) -> None:
    form.read()
    words.set_language("zh_HK")
    assert links(form)[0].startswith("名稱：")


def test_a_refusal_of_no_field_is_scrolled_into_view(qtbot: QtBot) -> None:
    area, made = QScrollArea(), Form()
    for number in range(40):
        made.add(f"field{number}", f"Field {number}", TextField())
    area.setWidget(made)
    area.setWidgetResizable(True)
    qtbot.addWidget(area)
    area.resize(400, 300)
    area.show()
    area.verticalScrollBar().setValue(area.verticalScrollBar().maximum())
    assert area.verticalScrollBar().value() > 0
    made.refuse(NotReady("The disk is full"))
    assert area.verticalScrollBar().value() == 0
