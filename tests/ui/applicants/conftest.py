"""Applicants made through the acts, and their pages."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

import pytest
from pytestqt.qtbot import QtBot

from app.office import Office
from tests import make
from tests.ui.furnished import desk, office
from ui.applicants.page import ApplicantPage
from ui.desk import Desk

__all__ = ["desk", "office"]


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
