"""Home over a small office that is made once; each test works in a copy of it."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app import cases, opening, tasks
from app.clock import HeldClock
from app.office import Office
from app.tasks import TaskFields
from models.stages import Stage
from tests import make
from tests.app.conftest import MORNING, folder_office
from tests.ui.furnished import office
from ui.desk import Desk
from ui.home.page import HomePage
from ui.lane import InlineLane

__all__ = ["office"]

PageOf = Callable[[Desk], HomePage]

#: The day on which the tests are: thirty days after all but the last case came in.
LATER = MORNING + timedelta(days=30)


@pytest.fixture(scope="session")
def made_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A closed office: cases overdue, due and not due, one at the committee's door, one approved, a task."""
    folder = tmp_path_factory.mktemp("home") / "office"
    office = folder_office(folder)
    clock = office.clock
    assert isinstance(clock, HeldClock)
    for days in (-3, 2, 60):
        case = make.received(office)
        due_on(office, case, clock.today() + timedelta(days=30 + days))
    make.at(office, Stage.RECOMMENDED, requested=Decimal(400_000))
    make.at(office, Stage.APPROVED)
    clock.moment = LATER
    task = TaskFields("Telephone the applicant", office.officer.id, clock.today() + timedelta(days=1))
    make.do(office, tasks.add, make.received(office).id, task)
    office.close()
    return folder


def due_on(office: Office, case: make.Made, day: date) -> None:
    make.do(office, cases.set_due, case.id, day, "Check the quotations", seen=make.seen(office, case.id))


@pytest.fixture
def busy(made_once: Path, tmp_path: Path, clock: HeldClock) -> Iterator[Office]:
    """That office, its caseworker at the desk."""
    clock.moment = LATER
    folder = shutil.copytree(made_once, tmp_path / "office")
    opened = opening.open_office(folder, login="lky", password="", clock=clock)
    yield opened
    opened.close()


@pytest.fixture
def desk(qapp: QApplication, busy: Office) -> Desk:
    """A desk that does everything at once."""
    return Desk(busy, InlineLane())


@pytest.fixture
def page_of(qtbot: QtBot) -> PageOf:
    """The page at a desk, read and shown."""

    def opened(desk: Desk) -> HomePage:
        page = HomePage(desk)
        qtbot.addWidget(page)
        page.resize(1240, 800)
        page.show()
        page.shown()
        return page

    return opened
