"""Tab goes through what was made later in the order in which one reads, and the keyboard is never lost."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLineEdit, QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from ui.widgets.basic import Tool
from ui.widgets.stops import drawn_anew, first_stop, in_line, stops


class Page(QWidget):
    """A field, a part that is drawn anew, and a field."""

    def __init__(self) -> None:
        super().__init__()
        self.first, self.part, self.last = QLineEdit(), QWidget(), QLineEdit()
        self.lines = QVBoxLayout(self.part)
        laid = QVBoxLayout(self)
        for one in (self.first, self.part, self.last):
            laid.addWidget(one)

    def draw(self, *names: str) -> None:
        with drawn_anew(self.part):
            for old in stops(self.part):
                old.hide()
                old.setParent(None)
                old.deleteLater()
            for name in names:
                self.lines.addWidget(QPushButton(name))

    def button(self, name: str) -> QPushButton:
        return next(one for one in self.part.findChildren(QPushButton) if one.text() == name)


@pytest.fixture
def page(qtbot: QtBot) -> Page:
    made = Page()
    qtbot.addWidget(made)
    made.draw("a", "b")
    made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    return made


def passed(page: Page, qtbot: QtBot, count: int) -> list[QWidget | None]:
    page.first.setFocus()
    found = []
    for _each in range(count):
        qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
        found.append(QApplication.focusWidget())
    return found


def test_what_is_drawn_later_has_its_place_in_the_order_of_tab(page: Page, qtbot: QtBot) -> None:
    assert passed(page, qtbot, 3) == [page.button("a"), page.button("b"), page.last]
    page.draw("c", "d", "e")
    QApplication.processEvents()
    assert passed(page, qtbot, 4) == [page.button("c"), page.button("d"), page.button("e"), page.last]


def test_the_keyboard_stays_in_a_part_that_is_drawn_anew(page: Page) -> None:
    page.button("b").setFocus()
    page.draw("c", "d")
    assert QApplication.focusWidget() is page.button("d")
    page.draw("e")
    assert QApplication.focusWidget() is page.button("e")
    page.last.setFocus()
    page.draw("f")
    assert QApplication.focusWidget() is page.last


def test_the_first_stop_is_neither_hidden_nor_grey(page: Page) -> None:
    page.first.hide()
    page.button("a").setEnabled(False)
    assert first_stop(page) is page.button("b")


def test_another_order_may_be_asked_for(page: Page, qtbot: QtBot) -> None:
    in_line(page.part, [page.button("b"), page.button("a")])
    assert passed(page, qtbot, 3) == [page.button("b"), page.button("a"), page.last]


def test_enter_presses_a_small_button(qtbot: QtBot) -> None:
    pressed: list[bool] = []
    tool = Tool("x", "Close", then=lambda: pressed.append(True))
    qtbot.addWidget(tool)
    qtbot.keyClick(tool, Qt.Key.Key_Return)
    assert pressed == [True]
