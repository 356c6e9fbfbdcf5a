"""The sheets and pages of cases."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

import pytest
from pytestqt.qtbot import QtBot

from app.case_sheet import CaseSheet, read
from app.office import Office
from tests.ui.furnished import desk, office
from ui.casefile.page import CaseFilePage
from ui.desk import Desk

__all__ = ["desk", "office"]


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
