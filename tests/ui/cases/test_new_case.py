"""A new case: for an applicant found as one types, or for one registered on the way; whole or not at all."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app import applicant_sheet, case_list
from app.case_list import CaseFilter
from app.office import Office
from models.kinds import ProjectType
from tests.ui.looking import LOOKS, Look, dress, faults
from ui.cases.new_case import NewCaseDialog
from ui.desk import Desk


@pytest.fixture
def dialog(desk: Desk, qtbot: QtBot) -> NewCaseDialog:
    made = NewCaseDialog(desk)
    qtbot.addWidget(made)
    made.show()
    return made


def counted(office: Office) -> tuple[int, int]:
    with office.reading() as session:
        total = case_list.totals(session, CaseFilter(), office.clock.today()).total
        return total, len(applicant_sheet.rows(session))


def test_a_case_for_an_applicant_that_is_there(dialog: NewCaseDialog, ui_office: Office, qtbot: QtBot) -> None:
    dialog.picker.ask("tai ping")
    dialog.form.field("type").put(ProjectType.NT)
    with qtbot.waitSignal(dialog.entered) as entered:
        dialog.enter()
    assert entered.args is not None
    assert counted(ui_office) == (10, 3)
    assert not dialog.isVisible()


def test_a_new_applicant_is_registered_with_its_case(dialog: NewCaseDialog, ui_office: Office, qtbot: QtBot) -> None:
    dialog._toggle_new()
    dialog.form.field("name_tc").put("新興紙品廠")
    dialog.form.field("type").put(ProjectType.NT)
    dialog.form.field("received_on").put(None)
    with qtbot.waitSignal(dialog.entered):
        dialog.enter()
    assert counted(ui_office) == (10, 4)


def test_a_refusal_stays_in_the_dialog_and_nothing_is_kept(dialog: NewCaseDialog, ui_office: Office) -> None:
    dialog._toggle_new()
    dialog.form.field("name_en").put("New Paper Limited")
    dialog.form.field("br_number").put("12x")
    dialog.form.field("type").put(ProjectType.NT)
    dialog.enter()
    assert dialog.isVisible()
    assert dialog.form._rows["br_number"].problem is not None
    assert dialog.form.field("name_en").read() == "New Paper Limited"
    assert counted(ui_office) == (9, 3)


def test_without_an_applicant_it_says_what_to_do(dialog: NewCaseDialog, ui_office: Office) -> None:
    dialog.form.field("type").put(ProjectType.NT)
    dialog.enter()
    assert dialog.picker._said.text() == "Choose the applicant, or register a new one."
    assert counted(ui_office) == (9, 3)


@pytest.mark.parametrize("look", LOOKS[::2], ids=str)
@pytest.mark.parametrize("register", [False, True], ids=["known", "new"])
def test_no_text_is_cut(dialog: NewCaseDialog, look: Look, register: bool, qapp: QApplication) -> None:
    if register:
        dialog._toggle_new()
        dialog.enter()
    dress(qapp, look)
    qapp.processEvents()
    assert faults(dialog) == []
