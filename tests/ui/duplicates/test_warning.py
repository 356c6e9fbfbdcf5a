"""ux.md row 39: while an applicant is typed, a quiet line says who it may be; it never moves or stops anything."""

from __future__ import annotations

from typing import Any
from uuid import UUID

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.office import Office
from tests import make
from ui.applicants.forms import ApplicantDialog
from ui.applicants.list_page import ApplicantListPage
from ui.applicants.page import ApplicantPage
from ui.cases.new_case import NewCaseDialog
from ui.desk import Desk
from ui.duplicates.warning import PAUSE, LikelyLine
from ui.widgets.dialog import Question
from ui.widgets.fields import TextField
from ui.widgets.form import Form

WAIT = PAUSE * 10


@pytest.fixture
def there(office: Office) -> UUID:
    return make.applicant(
        office, name_en="Wing Fat Electroplating Ltd", name_tc="永發電鍍廠有限公司", br_number="23456789"
    )


@pytest.fixture
def dialog(there: UUID, desk: Desk, qtbot: QtBot) -> ApplicantDialog:
    """The form of a new applicant, opened from the list."""
    page = ApplicantListPage(desk)
    qtbot.addWidget(page)
    page.resize(1244, 770)
    page.show()
    made = page.register()
    QApplication.processEvents()
    return made


def line(form: Form, name: str) -> TextField:
    field = form.field(name)
    assert isinstance(field, TextField)
    return field


def typed(dialog: ApplicantDialog | NewCaseDialog, name: str, text: str) -> None:
    """Typed, and the pause is over."""
    line(dialog.form, name).line.setText(text)
    assert dialog.likely._pause.isActive()
    dialog.likely._pause.timeout.emit()


def test_row_39_who_it_may_be_is_said_with_its_reason_when_typing_pauses(dialog: ApplicantDialog, qtbot: QtBot) -> None:
    place = dialog.form.field("br_number").mapTo(dialog, dialog.rect().topLeft())
    assert dialog.likely.whole == ""
    qtbot.keyClicks(line(dialog.form, "name_en").line, "Wing Fat Plating")
    qtbot.waitUntil(lambda: bool(dialog.likely.whole), timeout=WAIT)
    assert dialog.likely.whole == (
        "This may be Wing Fat Electroplating Ltd 永發電鍍廠有限公司\n"
        "BR 23456789 · The same English name but for its form, place or trade: Wing Fat"
    )
    assert dialog.likely.button.accessibleName().startswith("Open it instead Wing Fat")
    assert dialog.likely.who.accessibleName().startswith("This may be")
    assert dialog.form.field("br_number").mapTo(dialog, dialog.rect().topLeft()) == place  # nothing has moved


def test_row_39_it_goes_when_it_is_not_so(dialog: ApplicantDialog) -> None:
    typed(dialog, "name_tc", "东莞永发电镀厂")
    assert dialog.likely.button.isVisible()
    dialog.likely.button.setFocus()
    typed(dialog, "name_tc", "东莞永利电镀厂")
    assert dialog.likely.whole == ""
    assert not dialog.likely.button.isVisible()
    assert QApplication.focusWidget() is not None


def test_row_39_nothing_is_asked_while_composing_or_untouched(dialog: ApplicantDialog) -> None:
    assert not dialog.likely._pause.isActive()
    editor = line(dialog.form, "name_tc").line
    editor.setFocus()
    editor.setText("永發電鍍")
    QApplication.sendEvent(editor, QInputMethodEvent("chang", []))
    dialog.likely._pause.timeout.emit()
    assert dialog.likely.whole == ""
    assert dialog.likely._pause.isActive()
    QApplication.sendEvent(editor, QInputMethodEvent("", []))
    dialog.likely._pause.timeout.emit()
    assert "永發電鍍廠有限公司" in dialog.likely.whole


class LateDesk(Desk):
    """A desk that answers when the test says so."""

    asked: list[tuple[tuple[Any, ...], str | None]]

    def read(self, query: Any, *args: Any, then: Any, slot: str | None = None, failed: Any = None, **kw: Any) -> None:
        self.asked = getattr(self, "asked", [])
        self.asked.append((args, slot))


def test_row_39_the_newest_question_wins(there: UUID, office: Office, desk: Desk, qtbot: QtBot) -> None:
    late = LateDesk(office, desk.lane)
    form = Form()
    qtbot.addWidget(form)
    for name in ("name_en", "name_tc"):
        form.add(name, name, TextField())
    asker = LikelyLine(late, form, "Take it")
    form.whole_width(asker)
    for text in ("Wing Fat", "Wing Fat", "Wing Lee"):
        line(form, "name_en").line.setText(text)
        asker.ask()
    assert [args[0].name_en for args, _ in late.asked] == ["Wing Fat", "Wing Lee"]  # and nothing is asked twice
    assert len({slot for _, slot in late.asked}) == 1


def test_row_39_by_keyboard_the_applicant_is_opened_and_what_was_typed_is_asked_about(
    dialog: ApplicantDialog, there: UUID, qtbot: QtBot
) -> None:
    page = dialog.parentWidget()
    assert isinstance(page, ApplicantListPage)
    typed(dialog, "name_sc", "永发电镀")
    line(dialog.form, "name_sc").line.setFocus()
    qtbot.keyClick(line(dialog.form, "name_sc").line, Qt.Key.Key_Tab)
    assert QApplication.focusWidget() is dialog.likely.button
    opened: list[UUID] = []
    page.open_applicant.connect(opened.append)
    qtbot.keyClick(dialog.likely.button, Qt.Key.Key_Return)
    question = dialog.findChild(Question)
    assert question is not None
    assert opened == []
    question.keep.click()
    assert dialog.isVisible()
    dialog.likely.button.click()
    dialog.findChildren(Question)[-1].drop.click()
    assert opened == [there]


def test_row_39_cancel_opens_nothing(dialog: ApplicantDialog) -> None:
    opened: list[UUID] = []
    dialog.instead.connect(opened.append)
    typed(dialog, "name_tc", "永發電鍍廠")
    dialog.likely.button.click()
    dialog.findChildren(Question)[-1].keep.click()
    dialog.cancel.click()
    dialog.findChildren(Question)[-1].drop.click()
    assert opened == []


def test_row_39_a_correction_names_others_only(there: UUID, office: Office, desk: Desk, qtbot: QtBot) -> None:
    other = make.applicant(office, name_en="", name_tc="大同染整廠", br_number="")
    page = ApplicantPage(desk, other)
    qtbot.addWidget(page)
    page.show()
    page.shown()
    dialog = page.editing.ask("applicant")
    assert isinstance(dialog, ApplicantDialog)
    typed(dialog, "name_tc", "大同染整有限公司")
    assert dialog.likely.whole == ""
    typed(dialog, "name_tc", "永發電鍍廠")
    assert "Wing Fat" in dialog.likely.whole
    with qtbot.waitSignal(page.open_applicant) as opened:
        dialog.likely.button.click()
        dialog.findChildren(Question)[-1].drop.click()
    assert opened.args == [there]


def test_row_39_a_new_case_takes_who_is_registered_already(there: UUID, desk: Desk, qtbot: QtBot) -> None:
    dialog = NewCaseDialog(desk)
    qtbot.addWidget(dialog)
    dialog.show()
    assert not dialog.likely.isVisible()
    dialog._toggle_new()
    typed(dialog, "name_tc", "永发电镀")
    assert "永發電鍍廠有限公司" in dialog.likely.whole
    dialog.likely.button.click()
    assert dialog.picker.isVisible()
    assert dialog.picker.chosen_id == there
    assert not dialog.likely.isVisible()
