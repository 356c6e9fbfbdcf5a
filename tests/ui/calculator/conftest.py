"""A real office in a folder, with one case, at desks that do everything at once."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import cast

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app import case_sheet
from app.clock import HeldClock
from app.office import Office as RealOffice
from app.rules.book import RuleBook
from tests import make
from tests.app.conftest import folder_office
from ui.calculator.page import CalculatorPage
from ui.calculator.section import CalculatorSection
from ui.desk import Desk, Office
from ui.lane import InlineLane


@pytest.fixture
def ui_office(tmp_path: Path) -> RealOffice:
    """An office with a caseworker at the desk, a supervisor and an administrator."""
    return folder_office(tmp_path / "office")


@pytest.fixture
def ui_desk(qapp: QApplication, ui_office: RealOffice) -> Desk:
    """A desk over the real office."""
    return Desk(cast(Office, ui_office), InlineLane())


Show = Callable[[make.Made], CalculatorSection]


@pytest.fixture
def shown(qtbot: QtBot, ui_desk: Desk, ui_office: RealOffice) -> Show:
    """The section on a case; it reads the case again when the office changed, as the page does."""

    def open_section(made: make.Made) -> CalculatorSection:
        section = CalculatorSection(ui_desk)
        qtbot.addWidget(section)

        def read(_touched: object = None) -> None:
            office = ui_desk.office
            ui_desk.read(case_sheet.read, made.id, office.rules, office.clock.today(), then=section.put)

        ui_desk.changed.connect(read)
        read()
        section.resize(900, 1400)
        section.show()
        return section

    return open_section


class RulesOnly:
    """An office that knows a day and a rule book, for the calculator by itself. Any other use of it fails."""

    def __init__(self, clock: HeldClock, rules: RuleBook) -> None:
        self.clock, self.rules = clock, rules


OpenPage = Callable[..., CalculatorPage]


@pytest.fixture
def open_page(qtbot: QtBot, clock: HeldClock) -> OpenPage:
    """The scratch calculator over a rule book, the published one unless another is given."""

    def opened(rules: RuleBook | None = None) -> CalculatorPage:
        page = CalculatorPage(Desk(cast(Office, RulesOnly(clock, rules or RuleBook.load())), InlineLane()))
        qtbot.addWidget(page)
        page.resize(1100, 900)
        page.show()
        return page

    return opened
