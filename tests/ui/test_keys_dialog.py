"""The list of keys: searched in three languages, changed by pressing others, printed."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from ui import keys, words
from ui.keys_dialog import KeysDialog, document


@pytest.fixture
def dialog(qtbot: QtBot) -> KeysDialog:
    made = KeysDialog()
    qtbot.addWidget(made)
    made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    return made


def press(dialog: KeysDialog, wanted: str) -> None:
    stroke = QKeySequence(wanted)[0]  # type: ignore[index]  # PySide types it without
    dialog.field.setFocus()
    QTest.keyClick(dialog.field, stroke.key(), stroke.keyboardModifiers())


def listed(dialog: KeysDialog) -> list[str]:
    return [one.name for one in dialog.table.model.rows]


@pytest.mark.parametrize("text", ["excel", "匯出", "导出", "Ctrl+Shift+E"])
def test_a_key_is_found_in_every_language_and_by_itself(dialog: KeysDialog, text: str, qtbot: QtBot) -> None:
    dialog.search.setText(text)
    qtbot.keyClick(dialog.search, Qt.Key.Key_Return)
    assert "export" in listed(dialog)
    assert len(listed(dialog)) < 8


def test_a_key_is_changed_by_pressing_another(dialog: KeysDialog) -> None:
    dialog.table.choose("new_case")
    press(dialog, "Ctrl+Alt+N")
    assert dialog.field.text() == "Ctrl+Alt+N"
    assert dialog.says_why.text() == "This key is free."
    dialog.use.click()
    assert keys.current.of("new_case") == "Ctrl+Alt+N"
    assert dialog.reset.isEnabled()
    dialog.reset.click()
    assert keys.current.of("new_case") == "Ctrl+N"


def test_a_conflict_is_said_before_it_is_settled(dialog: KeysDialog) -> None:
    dialog.table.choose("new_case")
    press(dialog, "Ctrl+K")
    assert "Search or run a command…" in dialog.says_why.text()
    assert keys.current.of("new_case") == "Ctrl+N"
    dialog.use.click()
    assert keys.current.of("find_anything") == ""
    dialog.reset_all.click()
    assert keys.current.of("find_anything") == "Ctrl+K"


@pytest.mark.parametrize("wanted", ["A", "Ctrl+Space", "Shift+Space", "Ctrl+C"])
def test_a_key_that_may_not_be_is_refused_with_its_reason(dialog: KeysDialog, wanted: str) -> None:
    dialog.table.choose("new_case")
    press(dialog, wanted)
    assert not dialog.use.isEnabled()
    assert dialog.says_why.text().endswith((".",))
    assert "free" not in dialog.says_why.text()


def test_tab_and_esc_keep_their_meaning_in_the_field(dialog: KeysDialog, qtbot: QtBot) -> None:
    dialog.table.choose("new_case")
    dialog.field.setFocus()
    qtbot.keyClick(dialog.field, Qt.Key.Key_Tab)
    assert not dialog.field.hasFocus()
    assert dialog.field.text() == ""
    dialog.field.setFocus()
    qtbot.keyClick(dialog.field, Qt.Key.Key_Escape)
    assert not dialog.isVisible()


def test_what_is_the_same_everywhere_cannot_be_changed(dialog: KeysDialog) -> None:
    fixed = next(one for one in dialog.table.model.rows if not one.name)
    dialog.table.choose(fixed.text)
    assert not dialog.field.isEnabled()
    assert not dialog.none.isEnabled()


def test_all_keys_go_on_paper_in_the_language_of_the_screen() -> None:
    keys.current.choose("new_case", "Ctrl+Alt+N")
    words.set_language("zh_HK")
    told = document().toPlainText()
    assert "Ctrl+Alt+N" in told
    assert "新個案…" in told
    assert "Ctrl+Shift+S" in told
