"""Which page shows what: one line for each kind of page, imported when it is first opened."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final

from PySide6.QtWidgets import QWidget

from ui.desk import Desk
from ui.history import Spot


def _home(desk: Desk, _spot: Spot) -> QWidget:
    from ui.home.page import HomePage

    return HomePage(desk)


def _applicants(desk: Desk, _spot: Spot) -> QWidget:
    from ui.applicants.list_page import ApplicantListPage

    return ApplicantListPage(desk)


def _applicant(desk: Desk, spot: Spot) -> QWidget:
    from ui.applicants.page import ApplicantPage

    assert spot.id is not None
    return ApplicantPage(desk, spot.id)


def _case(desk: Desk, spot: Spot) -> QWidget:
    from ui.casefile.page import CaseFilePage

    assert spot.id is not None
    return CaseFilePage(desk, spot.id)


def _calculator(desk: Desk, _spot: Spot) -> QWidget:
    from ui.calculator.page import CalculatorPage

    return CalculatorPage(desk)


def _officers(desk: Desk, _spot: Spot) -> QWidget:
    from ui.admin.officers_page import OfficersPage

    return OfficersPage(desk)


def _technologies(desk: Desk, _spot: Spot) -> QWidget:
    from ui.admin.technologies_page import TechnologiesPage

    return TechnologiesPage(desk)


def _awards(desk: Desk, _spot: Spot) -> QWidget:
    from ui.awards.page import AwardsPage

    return AwardsPage(desk)


def _import(desk: Desk, _spot: Spot) -> QWidget:
    from ui.importing.page import ImportPage

    return ImportPage(desk)


def _duplicates(desk: Desk, _spot: Spot) -> QWidget:
    from ui.duplicates.page import DuplicatesPage

    return DuplicatesPage(desk)


#: How each kind of page is made. The case list is the window's own, because its search stands in the top bar.
PAGES: Final[Mapping[str, Callable[[Desk, Spot], QWidget]]] = {
    "home": _home,
    "applicants": _applicants,
    "applicant": _applicant,
    "case": _case,
    "calculator": _calculator,
    "officers": _officers,
    "technologies": _technologies,
    "awards": _awards,
    "import": _import,
    "duplicates": _duplicates,
}

#: Which place of the rail is marked while a kind of page is in front.
PLACE_OF: Final[Mapping[str, str]] = {
    "home": "home",
    "cases": "cases",
    "case": "cases",
    "applicants": "applicants",
    "applicant": "applicants",
    "duplicates": "applicants",
    "calculator": "calculator",
    "awards": "awards",
}
