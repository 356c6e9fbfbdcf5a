"""A new case: for an applicant found as one types, or for one registered on the way; whole or not at all."""

from __future__ import annotations

from decimal import Decimal

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from app import applicant_list, case_list
from app.case_filter import CaseFilter
from app.case_sheet import CaseSheet, read
from app.office import Office
from models.kinds import ApplicantKind, ProjectType
from models.stages import Stage
from tests.ui.looking import LOOKS, Look, dress, faults
from ui.cases.new_case import DECIDED, NewCaseDialog
from ui.desk import Desk
from ui.widgets.dialog import Question


@pytest.fixture
def dialog(desk: Desk, qtbot: QtBot) -> NewCaseDialog:
    made = NewCaseDialog(desk)
    qtbot.addWidget(made)
    made.show()
    return made


def counted(office: Office) -> tuple[int, int]:
    with office.reading() as session:
        total = case_list.totals(session, CaseFilter(), office.clock.today()).total
        return total, len(applicant_list.rows(session))


def test_a_case_for_an_applicant_that_is_there(dialog: NewCaseDialog, ui_office: Office, qtbot: QtBot) -> None:
    dialog.picker.ask("tai ping")
    dialog.form.field("type").put(ProjectType.NT)
    with qtbot.waitSignal(dialog.entered) as entered:
        dialog.take()
    assert entered.args is not None
    assert counted(ui_office) == (10, 3)
    assert not dialog.isVisible()


def test_a_new_applicant_is_registered_with_its_case(dialog: NewCaseDialog, ui_office: Office, qtbot: QtBot) -> None:
    dialog._toggle_new()
    dialog.form.field("name_tc").put("新興紙品廠")
    dialog.form.field("type").put(ProjectType.NT)
    dialog.form.field("received_on").put(None)
    with qtbot.waitSignal(dialog.entered):
        dialog.take()
    assert counted(ui_office) == (10, 4)


def test_a_refusal_stays_in_the_dialog_and_nothing_is_kept(dialog: NewCaseDialog, ui_office: Office) -> None:
    dialog._toggle_new()
    dialog.form.field("name_en").put("New Paper Limited")
    dialog.form.field("br_number").put("12x")
    dialog.form.field("type").put(ProjectType.NT)
    dialog.take()
    assert dialog.isVisible()
    assert dialog.form._rows["br_number"].problem is not None
    assert dialog.form.field("name_en").read() == "New Paper Limited"
    assert counted(ui_office) == (9, 3)


def test_without_an_applicant_it_says_what_to_do(dialog: NewCaseDialog, ui_office: Office) -> None:
    dialog.form.field("type").put(ProjectType.NT)
    dialog.take()
    assert dialog.picker._said.text() == "Choose the applicant, or register a new one."
    assert counted(ui_office) == (9, 3)


def test_an_applicant_that_was_chosen_is_nothing_typed_but_a_title_is(dialog: NewCaseDialog) -> None:
    dialog.picker.ask("tai ping")  # the only one found is chosen, and its only factory with it
    assert not dialog.dirty
    dialog.form.field("title_en").put("Heat pump")
    dialog.reject()
    assert dialog.isVisible()
    assert dialog.findChild(Question) is not None


# --- by keys alone


class Hands:
    """Press keys where the focus is."""

    def __init__(self, dialog: NewCaseDialog, qtbot: QtBot) -> None:
        self.dialog, self._qtbot = dialog, qtbot
        dialog.activateWindow()
        qtbot.waitUntil(dialog.isActiveWindow)

    def at(self) -> QWidget:
        found: QWidget | None = QApplication.focusWidget()
        assert found is not None
        return found

    def to(self, name: str) -> Hands:
        """Tab until a control of that name has the focus."""
        for _ in range(40):
            text = getattr(self.at(), "text", str)
            if name in (self.at().accessibleName(), text()):
                return self
            self._qtbot.keyClick(self.at(), Qt.Key.Key_Tab)
        raise AssertionError(f"Tab does not reach {name}")

    def write(self, text: str) -> None:
        self._qtbot.keyClicks(self.at(), text)

    def press(self, key: Qt.Key, held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        self._qtbot.keyClick(self.at(), key, held)

    def save(self) -> None:
        self.press(Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)


@pytest.fixture
def hands(dialog: NewCaseDialog, qtbot: QtBot) -> Hands:
    return Hands(dialog, qtbot)


def newest(office: Office) -> CaseSheet:
    with office.reading() as session:
        rows = case_list.rows(session, CaseFilter(), office.clock.today())
        return read(session, max(rows, key=lambda row: row.id).id, office.rules, office.clock.today())


def test_organisation_support_for_an_association(hands: Hands, ui_office: Office) -> None:
    hands.to("Project type").write("OSI")
    assert hands.dialog.form.field("type").note.text() == "An association applies. There is no factory."
    assert not hands.dialog.form.field("factory_id").isVisibleTo(hands.dialog)
    hands.to("Register a new applicant").press(Qt.Key.Key_Space)
    assert hands.dialog.form.field("kind").read() is ApplicantKind.ASSOCIATION
    hands.to("Name in English").write("Sample Trades Association")
    hands.to("Project title in English").write("Six seminars")
    hands.save()
    made = newest(ui_office)
    assert (made.fields.type, made.fields.factory_id, made.stage) == (ProjectType.OSI, None, Stage.RECEIVED)
    assert made.applicant.fields.kind is ApplicantKind.ASSOCIATION


def test_organisation_support_for_a_business_is_refused_beside_the_type(hands: Hands, ui_office: Office) -> None:
    hands.write("tai ping")
    hands.press(Qt.Key.Key_Down)
    hands.to("Project type").write("OSI")
    hands.save()
    assert hands.dialog.form.problems() == ("Organisation Support is for an association. Choose one as the applicant.",)
    assert counted(ui_office) == (9, 3)


def test_a_historic_case(hands: Hands, ui_office: Office) -> None:
    hands.write("tai ping")
    hands.press(Qt.Key.Key_Down)
    hands.to("Project type").write("DP")
    hands.to("It was decided before this program").press(Qt.Key.Key_Space)
    assert hands.dialog.form.field("received_on").read() is None
    hands.to("Recorded amount, not calculated").write("250,000")
    hands.to("Source of the recorded amount").write("File SAMPLE/DP/16")
    hands.to("Old file number").write("SAMPLE/DP/16")
    hands.save()
    assert hands.dialog.form.problems() == ("Enter the day of receipt.",)
    hands.write("4 May 2015")  # the focus stands where something is missing
    hands.save()
    assert "lies between" in hands.dialog.form.problems()[0]
    hands.to("Edition of the rules").write("P3")
    hands.save()
    assert hands.dialog.form.problems()[0].startswith("Say why the case belongs to this edition")
    hands.write("Minutes of 5 June 2015")
    hands.save()
    made = newest(ui_office)
    assert not hands.dialog.isVisible()
    assert (made.stage, made.recorded_amount, made.chosen_edition) == (Stage.CLOSED, Decimal(250_000), "P3")
    assert made.record_waits
    assert made.fields.legacy_file_no == "SAMPLE/DP/16"


def test_unticked_a_case_came_in_today_again(dialog: NewCaseDialog) -> None:
    historic = dialog.form.field("historic")
    historic.put(True)
    historic.put(False)
    assert dialog.form.field("received_on").read() is not None
    assert not dialog.dirty
    assert dialog.ok.text() == "Open the case"


def test_an_old_case_is_past_its_decision() -> None:
    assert not {Stage.RECEIVED, Stage.ASSESSMENT, Stage.RECOMMENDED, Stage.DECISION, Stage.DEFERRED} & set(DECIDED)
    assert {Stage.CLOSED, Stage.REJECTED, Stage.PAID, Stage.CLAWBACK} <= set(DECIDED)


@pytest.mark.parametrize("look", LOOKS[::2], ids=str)
@pytest.mark.parametrize("kind", ["known", "new", "historic"])
def test_no_text_is_cut(dialog: NewCaseDialog, look: Look, kind: str, qapp: QApplication) -> None:
    if kind == "new":
        dialog._toggle_new()
        dialog.take()
    if kind == "historic":
        dialog.form.field("historic").put(True)
        dialog.form.field("type").put(ProjectType.OSI)
    dress(qapp, look)
    qapp.processEvents()
    assert faults(dialog) == []
