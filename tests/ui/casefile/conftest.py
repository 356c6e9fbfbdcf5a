"""A real office of its own for each test, on SQLCipher, and a desk that does everything at once."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from uuid import UUID

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.case_sheet import CaseSheet, read
from app.clock import HeldClock
from app.office import Office
from models.blobs import Blobs
from models.store import Store
from tests.app.conftest import furnished
from tests.engines import KEY
from ui.casefile.page import CaseFilePage
from ui.desk import Desk
from ui.lane import InlineLane


@pytest.fixture
def office(_sqlcipher: Callable[[], Store], tmp_path: Path, clock: HeldClock) -> Iterator[Office]:
    """An office with a caseworker (at the desk), a supervisor and an administrator."""
    store, blobs = _sqlcipher(), Blobs.local(tmp_path / "files.db", KEY)
    yield furnished(store, blobs, clock)
    store.close()
    blobs.close()


@pytest.fixture
def desk(qapp: QApplication, office: Office) -> Desk:
    return Desk(office, InlineLane())


@pytest.fixture
def sheet_of(office: Office) -> Callable[[UUID], CaseSheet]:
    """The sheet of a case as it stands."""

    def read_now(case_id: UUID) -> CaseSheet:
        with office.reading() as session:
            return read(session, case_id, office.rules, office.clock.today())

    return read_now


@pytest.fixture
def page_of(desk: Desk, qtbot: QtBot) -> Callable[[UUID], CaseFilePage]:
    """The page of a case, read and shown."""

    def opened(case_id: UUID) -> CaseFilePage:
        page = CaseFilePage(desk, case_id)
        qtbot.addWidget(page)
        page.resize(1240, 800)
        page.show()
        page.shown()
        return page

    return opened
