"""A journey by keyboard alone: from a new case to the confirmed decision, through the window, with two officers."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from decimal import Decimal
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QApplication, QDialog
from pytestqt.qtbot import QtBot

from app.case_sheet import CaseSheet
from app.clock import HeldClock
from app.office import Office
from models.blobs import Blobs
from models.kinds import Origin, Role
from models.stages import Stage
from models.store import Store
from tests import make
from tests.app.conftest import MORNING, furnished
from tests.engines import KEY
from tests.journeys.hands import Journey, focus, go, inside, name, nothing, press, tab_to, until, write
from ui import theme, words
from ui.casefile.page import CaseFilePage
from ui.casefile.paper import PaperSection
from ui.desk import Desk
from ui.lane import ThreadLane
from ui.window import MainWindow

_PATIENCE = 60_000  # milliseconds


@pytest.fixture
def office(_sqlcipher: Callable[[], Store], tmp_path: Path, qapp: QApplication) -> Iterator[Office]:
    theme.apply(qapp, "light")
    words.set_language("en")
    store, blobs = _sqlcipher(), Blobs.local(tmp_path / "files.db", KEY)
    yield furnished(store, blobs, HeldClock(MORNING))
    store.close()
    blobs.close()


class Seat:
    """An officer at the window."""

    def __init__(self, office: Office, settings: QSettings) -> None:
        self.office = office
        self.desk = Desk(office, ThreadLane())
        self.window = MainWindow(self.desk, settings)
        self.window.show()
        self.window.activateWindow()

    @property
    def page(self) -> CaseFilePage:
        found = self.window.page()
        assert isinstance(found, CaseFilePage)
        return found

    @property
    def sheet(self) -> CaseSheet:
        found = self.page.sheet
        assert found is not None
        return found

    def section(self, words: str) -> Journey:
        """Go to a section by the list at the left: F6 to the list, the arrows in it, Enter."""
        for _each in range(9):
            if inside(self.page.view.list):
                break
            yield press("F6")
        for _key in self.page.sections:
            if name(focus()).startswith(words):
                break
            yield press("Down")
        assert name(focus()).startswith(words)
        yield press("Return")
        assert not inside(self.page.view.list)

    def at(self, stage: Stage) -> Journey:
        """Wait until the case has come to a stage and no dialog is open."""
        yield from until(lambda: self.page.sheet is not None and self.page.sheet.stage is stage)
        yield from until(lambda: QApplication.activeModalWidget() is None)
        yield nothing

    def main(self, words: str) -> Journey:
        """Go to the button of the next step with F6, and press it."""
        yield from until(lambda: self.page.header.main.text() == words)
        for _each in range(8):
            if inside(self.page.header):
                break
            yield press("F6")
        yield from tab_to(words)
        yield press("Return")


def dialog() -> Journey:
    """Wait for a dialog that has the keys."""
    yield from until(lambda: isinstance(QApplication.activeModalWidget(), QDialog))
    yield from until(lambda: QApplication.activeWindow() is QApplication.activeModalWidget() and focus() is not None)
    yield nothing


def closed() -> Journey:
    yield from until(lambda: QApplication.activeModalWidget() is None)
    yield nothing


def test_row_75_by_keyboard_from_a_new_case_to_the_decision(office: Office, qtbot: QtBot, tmp_path: Path) -> None:
    settings = QSettings(str(tmp_path / "window.ini"), QSettings.Format.IniFormat)

    def sit(role: Role, journey: Callable[[Seat], Journey]) -> None:
        make.sign_in(office, role)
        seat = Seat(office, settings)
        ended: list[Exception | None] = []
        qtbot.waitUntil(lambda: QApplication.activeWindow() is seat.window)
        go(journey(seat), ended.append)
        try:
            qtbot.waitUntil(lambda: bool(ended), timeout=_PATIENCE)
        finally:
            if not ended:
                print("stuck at", name(focus()), QApplication.activeModalWidget())
            modal = QApplication.activeModalWidget()
            while modal is not None:
                modal.close()
                modal.deleteLater()
                QApplication.processEvents()
                modal = QApplication.activeModalWidget()
            page = seat.window.page()
            if isinstance(page, CaseFilePage):
                page.discard()
            seat.window.close()
            seat.desk.close()
            seat.window.deleteLater()
        if ended[0] is not None:
            raise ended[0]

    sit(Role.CASEWORKER, prepare)
    sit(Role.SUPERVISOR, endorse)
    sit(Role.CASEWORKER, decide)
    sit(Role.SUPERVISOR, confirm)


def prepare(seat: Seat) -> Journey:
    yield from new_case(seat)
    yield from items(seat)
    yield from application(seat)
    yield from sum_(seat)
    yield from recommendation(seat)


def new_case(seat: Seat) -> Journey:
    """A new applicant, registered in the dialog, and its case, received."""
    yield press("Ctrl+N")
    yield from dialog()
    yield write("Kwong Fat")
    yield from tab_to("Register a new applicant")
    yield press("Return")
    yield write("Kwong Fat Dyeing Limited")
    yield from tab_to("Project type")
    yield press("N")
    yield press("Ctrl+S")
    yield from closed()
    yield from until(lambda: isinstance(seat.window.page(), CaseFilePage))
    yield from seat.at(Stage.RECEIVED)


def items(seat: Seat) -> Journey:
    """Something is missing, is asked for, and comes in."""
    yield from seat.main("Start the completeness check")
    yield from seat.at(Stage.COMPLETENESS)
    yield from tab_to("More")
    yield press("Return")
    yield from until(lambda: QApplication.activePopupWidget() is not None)
    yield press("Esc")
    yield from until(lambda: QApplication.activePopupWidget() is None)
    yield from seat.section("Outstanding items")
    yield from tab_to("What to ask for")
    yield write("Quot")
    yield from tab_to("Ask for it")
    yield press("Return")
    yield from until(lambda: len(seat.sheet.items) == 1)
    yield from tab_to("It has come in", back=True)
    yield press("Space")
    yield from until(lambda: not seat.sheet.missing)
    yield from until(lambda: name(focus()) == "Missing again")
    yield from seat.main("Start vetting")
    yield from seat.at(Stage.ASSESSMENT)


def application(seat: Seat) -> Journey:
    """The factory is registered with the applicant; then the questions of phase 5 are answered."""
    yield from seat.section("Application")
    yield from tab_to("Requested subsidy")
    yield write("600000")
    yield from tab_to("Technology")
    yield write("Foam dyeing")
    yield from tab_to("On the technology list")
    yield write("Yes")
    yield from tab_to("Version of the technology list")
    yield write("2026")
    yield from tab_to("Evidence for the technology list")
    yield write("Item 12")
    yield from tab_to("Who developed the technology")
    yield write("Dev")
    yield from tab_to("Evidence of who developed it")
    yield write("Letter")
    yield from tab_to("Large use of fuel or energy")
    yield press("Space")
    yield press("Tab")
    yield write("Energy bills of 2025")
    yield press("Ctrl+S")
    yield from until(lambda: bool(seat.sheet.fields.technology) and not seat.page.dirty)
    assert seat.sheet.fields.origin is Origin.HK
    assert seat.sheet.fields.characteristics == {"ENERGY": "Energy bills of 2025"}


def sum_(seat: Seat) -> Journey:
    """One cost line; the calculation is recorded."""
    yield from seat.section("Calculator")
    yield from tab_to("Add a cost line")
    yield press("Return")
    yield from tab_to("Text, cost line 1")
    yield write("Foam dyeing machine")
    yield from tab_to("Amount, cost line 1")
    yield write("1120000")
    yield from tab_to("Record")
    yield press("Return")
    yield from until(lambda: seat.sheet.calculated == Decimal(560_000))


def recommendation(seat: Seat) -> Journey:
    yield from seat.section("Decision")
    yield from tab_to("Recommend…")
    yield press("Return")
    yield from dialog()
    yield from tab_to("Grounds")
    yield write("Meets the rules of phase 5")
    yield from tab_to("Declaration of interest")
    yield write("I")
    yield press("Ctrl+S")
    yield from seat.at(Stage.RECOMMENDED)


def to_sign(seat: Seat, button: str) -> Journey:
    """The view of what waits for a signature; Enter opens the case at the button that signs."""
    line = seat.window.rail.views["to-sign"]
    yield from until(lambda: line.accessibleName() == "For my signature: 1")
    for _each in range(9):
        if inside(seat.window.rail):
            break
        yield press("F6")
    yield from tab_to("For my signature")
    yield press("Return")
    yield from until(lambda: seat.window.cases.view == "to-sign" and seat.window.cases.table.current() is not None)
    yield nothing
    yield press("Return")
    yield from until(lambda: name(focus()) == button)
    yield press("Return")
    yield from dialog()


def endorse(seat: Seat) -> Journey:
    """Endorsed, kept in Chinese, and put before the committee."""
    yield from to_sign(seat, "Endorse…")
    yield from tab_to("Declaration of interest")
    yield write("I")
    yield from tab_to("I have read the summary and agree with it")
    yield press("Space")
    yield press("Ctrl+S")
    yield from until(lambda: (made := seat.sheet.recommendation) is not None and made.endorsed_by is not None)
    yield from closed()
    yield from seat.section("Summary paper")
    yield from tab_to("English")
    yield press("Right")
    yield from until(lambda: paper(seat).language == "zh_HK" and paper(seat).view.page_count > 0)
    yield from tab_to("Keep with the case")
    yield press("Return")
    yield from until(lambda: [one.language for one in seat.sheet.documents] == ["zh_HK"])
    yield from seat.main("Put before the committee")
    yield from seat.at(Stage.SCHEDULED)


def paper(seat: Seat) -> PaperSection:
    found = seat.page.sections["paper"]
    assert isinstance(found, PaperSection)
    return found


def decide(seat: Seat) -> Journey:
    """The committee's decision, as its paper says."""
    yield from until(lambda: seat.window.cases.table.current() is not None)
    yield press("Return")
    yield from until(lambda: isinstance(seat.window.page(), CaseFilePage))
    yield from seat.at(Stage.SCHEDULED)
    yield from seat.main("Enter the committee’s decision…")
    yield from dialog()
    yield from tab_to("Outcome")
    yield write("App")
    yield from tab_to("Meeting")
    yield write("12/2026")
    yield from tab_to("Decided on")
    yield write("4 May 2026")
    yield from tab_to("Committee paper")
    yield write("PMC 12/2026-3")
    yield press("Ctrl+S")
    yield from seat.at(Stage.DECISION)


def confirm(seat: Seat) -> Journey:
    yield from to_sign(seat, "Confirm the decision…")
    yield press("Ctrl+S")
    yield from seat.at(Stage.APPROVED)
    assert seat.sheet.approved == Decimal(560_000)
