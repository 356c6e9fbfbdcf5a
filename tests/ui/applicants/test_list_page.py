"""The list of applicants: found by any name, opened by Enter, and each of its states."""

from __future__ import annotations

from uuid import UUID

import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from app import applicant_list
from app.office import Office
from app.refusal import CannotSave
from models.kinds import Role
from tests import make
from tests.ui.looking import LOOKS, dress, faults, show
from ui.applicants.list_page import ApplicantListPage
from ui.desk import Desk


@pytest.fixture
def page(desk: Desk, qtbot: QtBot) -> ApplicantListPage:
    page = ApplicantListPage(desk)
    qtbot.addWidget(page)
    page.resize(1244, 770)
    page.show()
    return page


def said(page: ApplicantListPage) -> list[str]:
    return [one.text() for one in page.findChildren(QLabel) if one.isVisible()]


def found(page: ApplicantListPage) -> list[str]:
    return [one.name_en for one in page.table.model.rows]


def test_an_applicant_is_found_by_its_factory_in_either_script(office: Office, page: ApplicantListPage) -> None:
    first = make.applicant(office)
    make.factory(office, first, name_sc="东莞广发染整有限公司")
    make.applicant(office, name_en="Other Limited", name_tc="")
    page.shown()
    assert found(page) == ["Kwong Fat Dyeing Limited", "Other Limited"]
    page.search.setText("東莞廣發")
    page.search.entered.emit("")
    page.search._ask()
    assert found(page) == ["Kwong Fat Dyeing Limited"]
    assert "1 of 2 applicants" in said(page)


def test_enter_opens(office: Office, page: ApplicantListPage, qtbot: QtBot) -> None:
    id = make.applicant(office)
    page.shown()
    with qtbot.waitSignal(page.open_applicant) as opened:
        qtbot.keyClick(page.table.view, Qt.Key.Key_Return)
    assert opened.args == [id]


def test_an_empty_office_offers_to_begin(page: ApplicantListPage) -> None:
    page.shown()
    assert "No applicant yet" in said(page)


def test_a_search_without_a_find_offers_to_clear_it(office: Office, page: ApplicantListPage) -> None:
    make.applicant(office)
    page.search.setText("<b>none</b>")
    page.search._ask()
    assert "No applicant matches ‘<b>none</b>’" in said(page)
    page.clear_search()
    assert len(found(page)) == 1


def test_what_cannot_be_read_says_why(page: ApplicantListPage, monkeypatch: pytest.MonkeyPatch) -> None:
    def gone(*_args: object, **_named: object) -> None:
        raise CannotSave("The office cannot be reached.")

    monkeypatch.setattr(applicant_list, "first", gone)
    page.refresh()
    assert "The office cannot be reached." in said(page)


def test_a_new_applicant_is_registered_and_opened(page: ApplicantListPage, qtbot: QtBot) -> None:
    page.shown()
    dialog = page.register()
    dialog.form.field("name_en").put("New <i>Works</i> Limited")
    dialog.form.field("br_number").put("12345678-000-01-26-1")
    with qtbot.waitSignal(page.open_applicant) as opened:
        dialog.take()
    assert isinstance(opened.args[0], UUID)
    row = page.table.model.rows[0]
    assert (row.name_en, row.br_number) == ("New <i>Works</i> Limited", "12345678")


def test_an_auditor_cannot_register(office: Office, desk: Desk, qtbot: QtBot) -> None:
    make.officer(office, "aud", Role.AUDITOR)
    make.sign_in(office, Role.AUDITOR)
    page = ApplicantListPage(desk)
    qtbot.addWidget(page)
    assert not page.new.isEnabled()


def test_nothing_is_cut_or_hidden(office: Office, page: ApplicantListPage, qapp: QApplication) -> None:
    make.applicant(
        office, name_en="Great Peninsula Precision Stamping, Surface Treatment and Components (Int.) Ltd" * 2
    )
    make.association(office)
    page.shown()
    found = {}
    for look in LOOKS:
        dress(qapp, look)
        show(page, QSize(look.size.width() - 196, look.size.height() - 130))
        found[str(look)] = faults(page)
    assert found == {str(look): [] for look in LOOKS}
