"""A recorded amount is confirmed, and a wrong move corrected, from the case page; it says why a button is grey."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

import pytest
from PySide6.QtGui import QAction

from app.case_sheet import CaseSheet
from app.office import Office
from models.kinds import Role
from models.stages import Stage
from tests import make
from tests.ui.casefile.test_decision import answered, says, section
from ui.casefile.decision_dialogs import ConfirmHistoricDialog
from ui.casefile.dialogs import ReasonDialog
from ui.casefile.page import CaseFilePage
from ui.widgets.basic import Label

PageOf = Callable[[UUID], CaseFilePage]
SheetOf = Callable[[UUID], CaseSheet]


def test_a_second_officer_confirms_a_recorded_amount(
    office: Office, page_of: PageOf, sheet_of: SheetOf, monkeypatch: pytest.MonkeyPatch
) -> None:
    id = make.historic(office, confirmed=False)
    mine = page_of(id)
    assert not section(mine).confirm_recorded.isEnabled()
    assert not mine.header.main.isEnabled()
    assert "Recorded, not yet confirmed." in says(section(mine))
    assert "not yet confirmed" in [one.text() for one in mine.header.findChildren(Label)]

    make.sign_in(office, Role.SUPERVISOR)
    answered(monkeypatch, ConfirmHistoricDialog)
    page = page_of(id)
    assert page.header.main.text() == "Confirm the recorded amount…"
    section(page).confirm_recorded.click()
    assert sheet_of(id).recorded_second_by is not None
    assert section(page).confirm_recorded.isHidden()
    assert "YUEN Sau-fong (YSF) confirmed the recorded amount on" in says(section(page))


def correction(page: CaseFilePage) -> QAction:
    """The line of the menu by which a wrong move is corrected."""
    return next(one for one in page.header.findChildren(QAction) if one.text() == "Correct a wrong move…")


def test_a_supervisor_corrects_a_wrong_move_and_the_history_says_so(
    office: Office, page_of: PageOf, sheet_of: SheetOf, monkeypatch: pytest.MonkeyPatch
) -> None:
    id = make.at(office, Stage.LETTER).id
    assert not correction(page_of(id)).isEnabled()
    make.sign_in(office, Role.SUPERVISOR)
    answered(monkeypatch, ReasonDialog, reason="The letter was for another case")
    page = page_of(id)
    correction(page).trigger()
    assert sheet_of(id).stage is Stage.APPROVED
    assert make.entries(office)[-1].act == "case.reopen"
    assert not [one for one in page.header.findChildren(QAction) if one.text() == "Correct a wrong move…"]
