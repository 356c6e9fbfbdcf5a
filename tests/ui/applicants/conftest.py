"""A real office on SQLCipher, a desk over it, and applicants made through the acts."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from uuid import UUID

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.clock import HeldClock
from app.office import Office
from models.blobs import Blobs
from models.store import Store
from tests import make
from tests.app.conftest import furnished
from tests.engines import KEY
from ui.applicants.page import ApplicantPage
from ui.desk import Desk
from ui.lane import InlineLane


@pytest.fixture(autouse=True)
def nothing_left(qapp: QApplication) -> None:
    """Delete the windows of the tests before: without an event loop Qt keeps them, and every change of language
    would reach them all."""
    qapp.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


@pytest.fixture
def office(_sqlcipher: Callable[[], Store], tmp_path: Path, clock: HeldClock) -> Iterator[Office]:
    """An office with its officers; the caseworker sits at the desk."""
    store, blobs = _sqlcipher(), Blobs.local(tmp_path / "files.db", KEY)
    office = furnished(store, blobs, clock)
    yield office
    office.close()


@pytest.fixture
def desk(qapp: QApplication, office: Office) -> Desk:
    """A desk that does everything at once."""
    return Desk(office, InlineLane())


@pytest.fixture
def applicant(office: Office) -> UUID:
    """A business with a person, a contact and nothing else."""
    id = make.applicant(office)
    make.person(office, id)
    make.contact(office, id)
    return id


@pytest.fixture
def open_page(desk: Desk, qtbot: QtBot) -> Callable[[UUID], ApplicantPage]:
    """Opens the page of an applicant, read and shown."""

    def opened(id: UUID) -> ApplicantPage:
        page = ApplicantPage(desk, id)
        qtbot.addWidget(page)
        page.resize(1244, 770)
        page.show()
        page.shown()
        return page

    return opened
