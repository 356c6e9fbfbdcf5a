"""Choosing the edition of the rules: what the day of receipt proposes is said, and a gap proposes nothing."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from uuid import UUID

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.case_sheet import CaseSheet
from app.office import Office
from tests import make
from ui import words
from ui.casefile.dialogs import EditionDialog
from ui.casefile.page import CaseFilePage
from ui.widgets.fields import ChoiceField

PageOf = Callable[[UUID], CaseFilePage]
SheetOf = Callable[[UUID], CaseSheet]


def offered(dialog: EditionDialog) -> list[str]:
    field = dialog.form.field("edition")
    assert isinstance(field, ChoiceField)
    return [field.choices.itemText(at) for at in range(field.choices.count())]


def test_the_proposal_of_the_day_is_named_in_every_language(office: Office, sheet_of: SheetOf, qtbot: QtBot) -> None:
    dialog = EditionDialog(None, office.rules.editions, sheet_of(make.received(office).id))
    qtbot.addWidget(dialog)
    assert offered(dialog)[0] == "P5: Phase 5 (2025–2027), as the day of receipt proposes"
    words.set_language("zh_HK")
    assert offered(dialog)[0].startswith("P5")


def test_in_a_gap_an_officer_says_which_and_why_by_keys(
    office: Office, page_of: PageOf, sheet_of: SheetOf, qtbot: QtBot
) -> None:
    made = make.received(office, date(2015, 5, 4))
    page = page_of(made.id)
    seen: list[str] = []

    def answer() -> None:
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, EditionDialog)
        QTimer.singleShot(5_000, dialog, dialog.leave)  # whatever stands in the way, the test goes on
        dialog.activateWindow()
        qtbot.waitUntil(dialog.isActiveWindow)
        seen.extend([dialog.why.text(), offered(dialog)[0]])
        qtbot.keyClicks(dialog.focusWidget(), "P3")
        qtbot.keyClick(dialog.focusWidget(), Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
        seen.extend(dialog.form.problems())
        qtbot.keyClicks(dialog.focusWidget(), "Minutes of 5 June 2015")
        qtbot.keyClick(dialog.focusWidget(), Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)

    QTimer.singleShot(0, page, answer)
    page.actions_.choose_edition()
    assert "lies between" in seen[0]
    assert seen[1:] == [
        "None chosen yet",
        "Say why the case belongs to this edition, and where that is written.",
    ]
    assert (sheet_of(made.id).chosen_edition, sheet_of(made.id).edition_reason) == ("P3", "Minutes of 5 June 2015")
