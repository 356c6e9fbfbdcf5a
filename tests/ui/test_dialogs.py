"""Every dialog, opened as a person opens it: nothing cut, every control with a name of its own."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QDialog, QWidget

from app import case_list
from app.case_filter import CaseFilter
from app.texts import Message
from models.stages import Stage
from tests.ui import looking
from tests.ui.screens import Scene
from ui.admin.officers_page import OfficersPage
from ui.admin.upkeep import FindingsDialog
from ui.applicants.page import ApplicantPage
from ui.calculator.dialogs import Asking, OverrideDialog, SupplyDialog
from ui.casefile.page import CaseFilePage
from ui.cases.new_case import NewCaseDialog
from ui.trouble import ReportDialog
from ui.widgets.basic import Button

#: Where the ways lead through a dialog.
STAGES = (
    Stage.DRAFT, Stage.COMPLETENESS, Stage.ASSESSMENT, Stage.RECOMMENDED, Stage.SCHEDULED, Stage.DECISION,
    Stage.IN_PROGRESS,
)  # fmt: skip


@pytest.fixture(scope="module")
def office(qapp: QApplication, tmp_path_factory: pytest.TempPathFactory) -> Scene:
    return Scene(tmp_path_factory.mktemp("dialogs") / "sample-office")


@pytest.fixture
def scene(office: Scene) -> Iterator[Scene]:
    yield office
    office.close()


class Looker:
    """Looks at each dialog that opens within a block, keeps what is wrong with it by its title, and leaves it."""

    def __init__(self, over: QWidget) -> None:
        self.found: dict[str, list[str]] = {}
        self._timer = QTimer(over)
        self._timer.timeout.connect(self.look)

    def __enter__(self) -> Looker:
        self._timer.start(5)
        return self

    def __exit__(self, *_failure: object) -> None:
        self._timer.stop()

    def look(self) -> None:
        """Look at the dialog in front, if there is one."""
        dialog = QApplication.activeModalWidget()
        if isinstance(dialog, QDialog):
            looking.settled()
            self.found[dialog.windowTitle()] = looking.faults(dialog)
            dialog.done(0)


def clean(looker: Looker, *, at_least: int) -> bool:
    """Whether so many dialogs were seen, and all of them were good."""
    assert {title: faults for title, faults in looker.found.items() if faults} == {}
    assert len(looker.found) >= at_least, sorted(looker.found)
    return True


def test_the_dialogs_of_a_case(scene: Scene) -> None:
    window = scene.window("kth")
    looking.show(window, looking.SIZES[0])
    with scene.office().reading() as session:
        rows = case_list.rows(session, CaseFilter(), scene.clock.today())
    with Looker(window) as looker:
        for case_id in {row.stage: row.id for row in rows if row.stage in STAGES}.values():
            window.open_case(case_id)
            page = window.page()
            assert isinstance(page, CaseFilePage)
            for action in page.case_actions():
                if action.isEnabled() and action.text().endswith("…"):
                    action.trigger()
            for text in ("Choose…", "Add a provider…"):
                next(one for one in page.findChildren(Button) if one.text() == text).click()
    assert clean(looker, at_least=12)


def test_the_forms_of_an_applicant(scene: Scene) -> None:
    window = scene.window()
    looking.show(window, looking.SIZES[0])
    window.open_applicant(scene.applicant("Pak Wo Lace"))
    page = window.page()
    assert isinstance(page, ApplicantPage)
    assert page.sheet is not None
    factory = page.sheet.factories[0]
    looker = Looker(window)
    for what, id in {
        "applicant": None, "person": None, "contact": None, "factory": None, "connection": None,
        "strike-out": factory.connections[0].id,
    }.items():  # fmt: skip
        page.editing.ask(what, id, factory.factory.id)
        looker.look()
    assert clean(looker, at_least=6)


def test_the_other_dialogs(scene: Scene) -> None:
    window = scene.window("kth")
    looking.show(window, looking.SIZES[0])
    window.show_officers()
    officers = window.page()
    assert isinstance(officers, OfficersPage)
    officers.table.choose(officers.table.model.rows[0].id)
    looker = Looker(window)
    for button in (officers.appoint, officers.correct, officers.password, officers.retire):
        button.click()
        looker.look()
    for opens in (window.show_keys, window.show_about, window.new_case):
        opens()
        looker.look()
    for made in (FindingsDialog([Message("Empty")], window), ReportDialog(ValueError(), window)):
        made.open()
        looker.look()
    asking = Asking((), None, lambda _given: None)
    for asks in (SupplyDialog(window, "P5.NT.rate", asking), OverrideDialog(window, Decimal(2), lambda _given: None)):
        asks.form.field("reason").put("Because")
        asks.open()
        asks.reject()  # asks before it is left
        looker.look()
        asks.done(0)
    assert clean(looker, at_least=10)


def test_a_new_case_for_a_new_applicant(scene: Scene) -> None:
    window = scene.window()
    looking.show(window, looking.SIZES[0])
    window.new_case()
    dialog = window.findChild(NewCaseDialog)
    assert dialog is not None
    next(one for one in dialog.findChildren(Button) if one.text() == "Register a new applicant").click()
    dialog.form.read()  # everything that is missing is said, with a way to each
    looking.settled()
    assert looking.faults(dialog) == []
