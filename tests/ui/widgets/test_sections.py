"""The list of sections: every line can be reached, however low the window is, by keys too."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from ui.widgets.sections import SectionList

NAMES = [(f"part-{n}", f"Part {n}") for n in range(13)]


@pytest.fixture
def listed(qtbot: QtBot) -> SectionList:
    made = SectionList(NAMES)
    qtbot.addWidget(made)
    made.resize(192, 160)
    made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    return made


def focused() -> str:
    found = QApplication.focusWidget()
    return getattr(found, "text", lambda: "")() if found is not None else ""


def test_down_and_up_go_through_all_lines_and_round(listed: SectionList, qtbot: QtBot) -> None:
    listed.first().setFocus()
    passed = []
    for _each in NAMES:
        found = QApplication.focusWidget()
        assert found is not None
        passed.append(focused())
        assert not found.visibleRegion().isEmpty(), focused()
        qtbot.keyClick(found, Qt.Key.Key_Down)
    assert passed == [title for _key, title in NAMES]
    assert focused() == "Part 0"
    qtbot.keyClick(listed.first(), Qt.Key.Key_Up)
    assert focused() == "Part 12"


def test_the_marked_line_is_in_sight(listed: SectionList) -> None:
    listed.mark("part-12")
    assert listed.first().text() == "Part 12"
    assert not listed.first().visibleRegion().isEmpty()


def test_enter_asks_to_go_in(listed: SectionList, qtbot: QtBot) -> None:
    entered: list[str] = []
    listed.entered.connect(entered.append)
    listed.mark("part-3")
    listed.first().setFocus()
    qtbot.keyClick(listed.first(), Qt.Key.Key_Return)
    assert entered == ["part-3"]
