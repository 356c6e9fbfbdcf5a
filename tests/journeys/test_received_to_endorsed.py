"""A journey: a new case from its receipt to an endorsed summary, through the window, with two officers."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from decimal import Decimal
from pathlib import Path
from typing import Any, TypeVar

import pypdfium2
import pytest
from PySide6.QtCore import QSettings, QTimer
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.clock import HeldClock
from app.office import Office
from app.rules.book import RuleBook
from models import Case
from models.blobs import Blobs
from models.kinds import CostKind, ItemKind, Origin, Role, Route
from models.stages import Stage
from models.store import Store
from tests import make
from tests.app.conftest import MORNING, furnished
from tests.engines import KEY
from ui import theme, words
from ui.calculator.section import CalculatorSection
from ui.casefile.application import ApplicationSection
from ui.casefile.ask import AskDialog
from ui.casefile.decision import DecisionSection
from ui.casefile.decision_dialogs import EndorseDialog, RecommendDialog
from ui.casefile.dialogs import ReceiveDialog
from ui.casefile.items import ItemsSection
from ui.casefile.page import CaseFilePage
from ui.casefile.paper import PaperSection
from ui.desk import Desk
from ui.lane import ThreadLane
from ui.widgets.basic import Button
from ui.window import MainWindow

S = TypeVar("S")
_PATIENCE = 20_000  # milliseconds


@pytest.fixture
def office(_sqlcipher: Callable[[], Store], tmp_path: Path, qapp: QApplication) -> Iterator[Office]:
    theme.apply(qapp, "light")
    words.set_language("en")
    store, blobs = _sqlcipher(), Blobs.local(tmp_path / "files.db", KEY)
    yield furnished(store, blobs, HeldClock(MORNING))
    store.close()
    blobs.close()


class Seat:
    """One officer at the window, with hands: waits for what is asked, fills in dialogs, presses buttons."""

    def __init__(self, office: Office, qtbot: QtBot, settings: QSettings) -> None:
        self.office, self._qtbot = office, qtbot
        self.desk = Desk(office, ThreadLane())
        self.troubles: list[Exception] = []
        self.desk.trouble.connect(self.troubles.append)
        self.window = MainWindow(self.desk, settings)
        self.window.show()

    def leave(self) -> None:
        page = self.window.page()
        if isinstance(page, CaseFilePage):
            page.discard()  # after a failure nobody is there to be asked
        self.window.close()
        self.desk.close()
        self.window.deleteLater()
        assert self.troubles == []

    def until(self, true: Callable[[], bool]) -> None:
        self._qtbot.waitUntil(true, timeout=_PATIENCE)

    def open(self, made: make.Made) -> CaseFilePage:
        self.window.open_case(made.id)
        page = self.window.page()
        assert isinstance(page, CaseFilePage)
        self.until(lambda: page.sheet is not None)
        return page

    @contextmanager
    def answering(self, kind: type[AskDialog[Any]], **values: Any) -> Iterator[None]:
        """Whatever is pressed within opens a dialog of a kind: it is filled in and taken."""
        taken: list[AskDialog[Any]] = []

        def fill() -> None:
            dialog = QApplication.activeModalWidget()
            if isinstance(dialog, kind) and dialog not in taken:
                taken.append(dialog)
                for name, value in values.items():
                    dialog.form.field(name).put(value)
                QTimer.singleShot(_PATIENCE, dialog, dialog.leave)  # refused: fail, do not wait for ever
                dialog.ok.click()

        timer = QTimer(self.window)
        timer.timeout.connect(fill)
        timer.start(10)
        yield
        timer.stop()
        assert len(taken) == 1

    def next_stage(self, page: CaseFilePage, wanted: Stage) -> None:
        """Press the button of the next step, and wait for the stage."""
        page.header.main.click()
        self.until(lambda: page.sheet is not None and page.sheet.stage is wanted)


def part(page: CaseFilePage, key: str, kind: type[S]) -> S:
    """Go to a section of the page."""
    page.go_to(key)
    section = page.sections[key]
    assert isinstance(section, kind)
    return section


@pytest.fixture
def seat(office: Office, qtbot: QtBot, tmp_path: Path) -> Iterator[Callable[[Role], Seat]]:
    """Lets an officer sit down at a window of their own; who sat there before has left."""
    seats: list[Seat] = []

    def sit(role: Role) -> Seat:
        for one in seats:
            one.leave()
        seats.clear()
        make.sign_in(office, role)
        seats.append(Seat(office, qtbot, QSettings(str(tmp_path / "window.ini"), QSettings.Format.IniFormat)))
        return seats[0]

    yield sit
    for one in seats:
        one.leave()


def draft(office: Office) -> make.Made:
    """An applicant with a wholly owned factory, and an empty draft of phase 5."""
    made = make.case(office, cost=None, origin=None, origin_evidence="")
    assert made.factory_id is not None
    make.connection(office, made.factory_id, route=Route.R1B, indirect=False, evidence="Annual return")
    return made


def test_from_received_to_endorsed(office: Office, seat: Callable[[Role], Seat]) -> None:
    made = draft(office)
    first = seat(Role.CASEWORKER)
    page = first.open(made)
    receive(first, page)
    completeness(first, page)
    application(first, page)
    calculation(first, page)
    recommendation(first, page)
    assert "DRAFT" in paper_text(first, page)

    second = seat(Role.SUPERVISOR)
    page = second.open(made)
    endorsement(second, page)
    text = paper_text(second, page)
    assert "DRAFT" not in text
    assert "HK$560,000" in text
    assert "YUEN Sau-fong" in text
    advice = page.sheet.recommendation if page.sheet else None
    assert advice is not None
    assert advice.prepared_by.initials == "LKY"


def receive(seat: Seat, page: CaseFilePage) -> None:
    with seat.answering(ReceiveDialog):
        page.header.main.click()
    seat.until(lambda: page.sheet is not None and page.sheet.stage is Stage.RECEIVED)
    assert page.title().startswith("CP-26-0001")


def completeness(seat: Seat, page: CaseFilePage) -> None:
    """Something is missing, comes in, and vetting begins."""
    seat.next_stage(page, Stage.COMPLETENESS)
    items = part(page, "items", ItemsSection)
    items.form.field("kind").put(ItemKind.QUOTATIONS)
    items.ask.click()
    seat.until(lambda: page.sheet is not None and len(page.sheet.items) == 1)
    next(one for one in items.findChildren(Button) if one.text() == "It has come in").click()
    seat.until(lambda: page.sheet is not None and page.sheet.items[0].settled_on is not None)
    seat.next_stage(page, Stage.ASSESSMENT)


def application(seat: Seat, page: CaseFilePage) -> None:
    """What the rules of phase 5 ask is answered with evidence; then the case is eligible."""
    form = part(page, "application", ApplicationSection).form
    answers = {
        "technology": "Foam dyeing",
        "on_list": True,
        "list_version": "2026",
        "list_evidence": "Item 12",
        "origin": Origin.HK,
        "origin_evidence": "Letter of the institute",
        "characteristics": {"ENERGY": "Energy bills of 2025"},
        "requested": Decimal(600_000),
    }
    for name, value in answers.items():
        form.field(name).put(value)
    assert page.dirty
    page.save()
    seat.until(lambda: not page.dirty)
    seat.until(lambda: page.sheet is not None and page.sheet.eligibility.eligible is True)


def calculation(seat: Seat, page: CaseFilePage) -> None:
    """Two cost lines are typed, and the calculation is recorded: half of HK$1,120,000."""
    calculator = part(page, "calculator", CalculatorSection)
    for text, amount in (("Foam dyeing machine", 1_000_000), ("Pipes", 120_000)):
        calculator.lines.add_button.click()
        cells = calculator.lines.rows[-1].fields
        cells["kind"].put(CostKind.EQUIPMENT)
        cells["text"].put(text)
        cells["amount"].put(Decimal(amount))
    next(one for one in calculator.findChildren(Button) if one.text() == "Record").click()
    seat.until(lambda: page.sheet is not None and page.sheet.calculated == Decimal(560_000))
    assert page.sheet is not None
    assert page.sheet.standing is not None
    assert page.sheet.standing.result.edition == RuleBook.load().edition_for(MORNING.date()).id


def recommendation(seat: Seat, page: CaseFilePage) -> None:
    advice = {"reason": "Meets the rules of phase 5", "conditions": "Report each quarter", "declares": False}
    with seat.answering(RecommendDialog, **advice):
        page.header.main.click()
    seat.until(lambda: page.sheet is not None and page.sheet.stage is Stage.RECOMMENDED)
    assert not part(page, "decision", DecisionSection).endorse.isEnabled()


def endorsement(seat: Seat, page: CaseFilePage) -> None:
    with seat.answering(EndorseDialog, read=True, declares=False):
        page.header.main.click()
    seat.until(lambda: page.sheet is not None and _endorsed(page))
    assert make.read(seat.office, Case, page.case_id).stage is Stage.RECOMMENDED


def _endorsed(page: CaseFilePage) -> bool:
    advice = page.sheet.recommendation if page.sheet else None
    return advice is not None and advice.endorsed_by is not None


def paper_text(seat: Seat, page: CaseFilePage) -> str:
    """The summary as it is shown on the page."""
    paper = part(page, "paper", PaperSection)
    page.go_to("paper")
    seat.until(lambda: paper.view.page_count > 0)
    with pypdfium2.PdfDocument(paper.view.pdf) as opened:
        return "\n".join(one.get_textpage().get_text_range() for one in opened)
