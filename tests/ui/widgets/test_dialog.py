"""Dialogs with fields: Ctrl+S takes them; Esc, Cancel and the close button lose nothing unasked."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.refusal import Invalid
from tests.ui.looking import LOOKS, dress, faults
from ui import words
from ui.widgets.basic import column
from ui.widgets.dialog import FormDialog, Question
from ui.widgets.fields import LongText, TextField


class Naming(FormDialog):
    """Asks for a name; takes what can be read."""

    def __init__(self) -> None:
        super().__init__(None, "Name")
        self.form.add("name", "Name", TextField(), missing="Enter your name.")
        self.form.add("remarks", "Remarks", LongText())
        self.setLayout(column(self.form, self.feet))
        self.taken: list[str] = []

    def take(self) -> None:
        values = self.form.read()
        if values is not None:
            self.taken.append(values["name"])
            self.accept()


@pytest.fixture
def dialog(qtbot: QtBot) -> Naming:
    made = Naming()
    qtbot.addWidget(made)
    made.show()
    return made


def question(dialog: Naming) -> Question | None:
    return next((one for one in dialog.findChildren(Question) if one.isVisible()), None)


LEAVING: list[Callable[[Naming], object]] = [lambda one: one.reject(), lambda one: one.cancel.click(), Naming.close]


@pytest.mark.parametrize("leave", LEAVING, ids=["esc", "cancel", "close"])
def test_nothing_typed_is_lost_unasked(dialog: Naming, leave: Callable[[Naming], object], qtbot: QtBot) -> None:
    qtbot.keyClicks(dialog.form.field("name").control, "Lee")
    leave(dialog)
    asked = question(dialog)
    assert asked is not None
    qtbot.keyClick(asked, Qt.Key.Key_Return)  # the button that keeps it has the focus
    assert question(dialog) is None
    assert dialog.isVisible()
    assert dialog.form.field("name").read() == "Lee"
    leave(dialog)
    asked = question(dialog)
    assert asked is not None
    asked.drop.click()
    assert not dialog.isVisible()
    assert dialog.taken == []


@pytest.mark.parametrize("leave", LEAVING, ids=["esc", "cancel", "close"])
def test_an_untouched_dialog_closes_at_once(dialog: Naming, leave: Callable[[Naming], object]) -> None:
    leave(dialog)
    assert question(dialog) is None
    assert not dialog.isVisible()


def test_what_was_proposed_is_nothing_typed(dialog: Naming) -> None:
    dialog.form.propose("name", "Lee")
    assert dialog.form.field("name").read() == "Lee"
    dialog.reject()
    assert not dialog.isVisible()


def test_esc_twice_asks_once(dialog: Naming) -> None:
    dialog.form.field("name").put("Lee")
    dialog.reject()
    dialog.reject()
    assert len([one for one in dialog.findChildren(Question) if one.isVisible()]) == 1


def test_ctrl_s_takes_it_in_every_language(dialog: Naming, qtbot: QtBot) -> None:
    dialog.form.field("name").put("Lee")
    for code in ("zh_HK", "zh_CN", "en"):  # words of a button that change would take its own shortcut away
        words.set_language(code)
    dialog.activateWindow()
    qtbot.keyClick(dialog.form.field("remarks").control, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    assert dialog.taken == ["Lee"]


def test_typing_begins_in_the_first_field_and_says_that_it_is_unsaved(dialog: Naming, qtbot: QtBot) -> None:
    assert dialog.focusWidget() is dialog.form.field("name").control
    assert not dialog._unsaved.isVisible()
    qtbot.keyClicks(dialog.form.field("name").control, "L")
    assert dialog._unsaved.isVisible()
    qtbot.keyClick(dialog.form.field("name").control, Qt.Key.Key_Backspace)
    assert not dialog._unsaved.isVisible()


def test_a_refusal_stands_beside_its_field_and_it_can_be_tried_again(dialog: Naming) -> None:
    dialog.form.field("name").put("Lee")
    dialog.ok.setEnabled(False)
    dialog.refused(Invalid("Enter your name.", field="name"))
    assert dialog.form.problems() == ("Enter your name.",)
    assert dialog.ok.isEnabled()


def test_the_question_is_whole_in_every_look(dialog: Naming, qapp: QApplication) -> None:
    dialog.form.field("name").put("Lee")
    dialog.reject()
    asked = question(dialog)
    assert asked is not None
    for look in LOOKS:
        dress(qapp, look)
        qapp.processEvents()
        assert faults(asked) == []
