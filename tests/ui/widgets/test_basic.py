"""The buttons and states every page is made of."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog

from ui.widgets.basic import Button, row
from ui.widgets.state import State, StatePage


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space])
def test_enter_presses_the_button_one_stands_on_and_not_the_default(qapp: QApplication, key: Qt.Key) -> None:
    pressed: list[str] = []
    dialog = QDialog()
    back = Button("Back", then=lambda: pressed.append("back"))
    make = Button("Make the office", then=lambda: pressed.append("make"))
    make.setDefault(True)
    dialog.setLayout(row(back, make))
    dialog.show()
    back.setFocus()
    QTest.keyClick(back, key)
    assert pressed == ["back"]
    dialog.close()


def test_a_state_fits_the_inspector(qapp: QApplication) -> None:
    page = StatePage(State("folder", "Choose a case to see it here"))
    assert page.minimumSizeHint().width() <= 284
