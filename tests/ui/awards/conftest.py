"""The awards page over a real office."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from pytestqt.qtbot import QtBot

from app.office import Office
from models.kinds import Category
from tests import make
from tests.ui.furnished import desk, office
from ui.awards.page import AwardsPage
from ui.desk import Desk

__all__ = ["desk", "office"]

PageOf = Callable[[Desk], AwardsPage]


@pytest.fixture
def three(office: Office) -> Office:
    """The office with three awards of 2024 that stand."""
    for category in (Category.EXM, Category.PM, Category.PTS):
        make.approved(office, category=category)
    return office


@pytest.fixture
def page_of(qtbot: QtBot) -> PageOf:
    """The page at a desk, read and shown."""

    def opened(desk: Desk) -> AwardsPage:
        page = AwardsPage(desk)
        qtbot.addWidget(page)
        page.resize(1240, 800)
        page.show()
        page.shown()
        return page

    return opened


@pytest.fixture
def page(desk: Desk, page_of: PageOf) -> AwardsPage:
    """The page of a caseworker."""
    return page_of(desk)
