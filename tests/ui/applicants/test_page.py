"""The applicant page over a real office: what it shows, what stays, and that nothing is ever obeyed as HTML."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from uuid import UUID, uuid4

import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from app import applicants, factories
from app.applicants import ContactFields
from app.office import Office
from models.kinds import FactoryKind, Role, Route, Sector
from tests import make
from tests.ui.looking import LOOKS, dress, faults, show
from ui import words
from ui.applicants.page import ApplicantPage
from ui.applicants.past import CasesPart
from ui.desk import Desk
from ui.widgets.basic import Button
from ui.widgets.graph_view import GraphView

Opens = Callable[[UUID], ApplicantPage]


def said(page: ApplicantPage) -> str:
    """All labels of a page."""
    return "\n".join(one.text() for one in page.findChildren(QLabel))


def test_a_dummy_number_and_an_expired_certificate_are_warned_of(office: Office, open_page: Opens) -> None:
    id = make.applicant(office, br_number="C0012345", br_expires_on=date(2026, 11, 3))
    page = open_page(id)
    assert "not a registration under Cap. 310" in said(page)
    assert "3 November 2026: expired." in said(page)


def test_two_factories_with_one_code_are_a_question(office: Office, applicant: UUID, open_page: Opens) -> None:
    make.factory(office, applicant, name_sc="甲厂", uscc="91420000737944946L")
    make.factory(office, applicant, name_sc="乙厂", uscc="91420000737944946L")
    assert "乙厂 – the same factory?" in said(open_page(applicant))


def test_a_priority_sector_is_said_and_any_other_goes_to_the_committee(
    office: Office, applicant: UUID, open_page: Opens
) -> None:
    make.factory(office, applicant, sector=Sector.TEXT)
    make.factory(office, applicant, sector=Sector.OTHER, sector_other="Toys")
    text = said(open_page(applicant))
    assert "Priority industry" in text
    assert "Toys. The committee decides case by case." in text


def test_every_connection_is_judged_and_drawn(office: Office, applicant: UUID, open_page: Opens) -> None:
    factory = make.factory(office, applicant)
    chan = make.person(office, applicant)
    make.connection(
        office, factory, route=Route.R1D, factory_holder_id=chan, applicant_holder_id=chan,
        share_in_factory=Decimal("50.00"), share_in_applicant=Decimal(30),
    )  # fmt: skip
    make.connection(office, factory, route=Route.R1B)
    page = open_page(applicant)
    drawn = [one.description() for one in page.findChildren(GraphView)]
    assert [("not met" in one) for one in drawn] == [False, True]
    assert "50% of the factory is not more than 50%" in said(page)


def test_a_factory_without_a_connection_asks_for_one(office: Office, applicant: UUID, open_page: Opens) -> None:
    make.factory(office, applicant)
    assert "is not known yet. One of routes 1a to 1d is needed." in said(open_page(applicant))


def test_a_site_in_hong_kong_needs_no_connection(office: Office, applicant: UUID, open_page: Opens) -> None:
    make.factory(office, applicant, kind=FactoryKind.HONG_KONG, district="KT")
    page = open_page(applicant)
    assert "Route 2: factory in Hong Kong" in said(page)
    assert not [one for one in page.findChildren(Button) if one.text() == "Add a connection…"]


def test_html_in_names_is_shown_as_text(office: Office, open_page: Opens) -> None:
    id = make.applicant(office, name_en="<b>Bold</b> & Sons", name_tc="")
    make.factory(office, id, name_en="<img src=x> Works", name_sc="")
    page = open_page(id)
    assert "<b>Bold</b> & Sons" in said(page)
    assert "<img src=x> Works" in said(page)
    assert page.title() == "<b>Bold</b> & Sons"
    assert [one for one in faults(page) if "plain text" in one] == []


def test_the_names_change_places_with_the_language(applicant: UUID, open_page: Opens) -> None:
    page = open_page(applicant)
    assert page.title() == "Kwong Fat Dyeing Limited"
    words.set_language("zh_HK")
    QApplication.processEvents()
    assert page.title() == "廣發染整有限公司"
    assert page.header.findChildren(QLabel)[0].text() == "廣發染整有限公司"


def test_what_others_do_is_shown_and_the_focus_stays(
    office: Office, desk: Desk, open_page: Opens, applicant: UUID
) -> None:
    page = open_page(applicant)
    focused = next(one for one in page.findChildren(Button) if one.objectName().startswith("contact-"))
    focused.setFocus()
    name = focused.objectName()
    desk.do(applicants.add_contact, applicant, ContactFields(name="Ms Poon"))
    assert "Ms Poon" in said(page)
    held = page.findChild(Button, name)
    assert held is not None
    assert page.focusWidget() is held


def test_an_auditor_sees_but_changes_nothing(office: Office, applicant: UUID, open_page: Opens) -> None:
    make.officer(office, "aud", Role.AUDITOR)
    make.sign_in(office, Role.AUDITOR)
    page = open_page(applicant)
    buttons = [one for one in page.findChildren(Button) if one.objectName() and "-" in one.objectName()]
    assert buttons
    assert not any(one.isEnabled() for one in buttons)


def test_a_record_that_is_gone_says_so(desk: Desk, qtbot: QtBot) -> None:
    page = ApplicantPage(desk, uuid4())
    qtbot.addWidget(page)
    page.shown()
    assert "This record is no longer in the office." in said(page)


def test_a_past_case_opens(office: Office, applicant: UUID, open_page: Opens, qtbot: QtBot) -> None:
    made = make.received(office, applicant_id=applicant)
    page = open_page(applicant)
    cases = page.parts["cases"]
    assert isinstance(cases, CasesPart)
    assert cases.table.model.columns[2].text(cases.table.model.rows[0]) == "P5"
    cases.table.choose(made.id)
    with qtbot.waitSignal(page.open_case) as opened:
        qtbot.keyClick(cases.table.view, Qt.Key.Key_Return)
    assert opened.args == [made.id]


def test_the_history_tells_what_was_struck_out_and_why(office: Office, applicant: UUID, open_page: Opens) -> None:
    factory = make.factory(office, applicant)
    link = make.connection(office, factory)
    make.do(office, factories.strike_out_connection, link, seen=1, reason="Entered twice")
    assert "Reason: Entered twice" in said(open_page(applicant))


@pytest.fixture
def full(office: Office) -> UUID:
    """An applicant with everything that can be shown at once."""
    id = make.applicant(
        office,
        name_en="Great Peninsula Precision Stamping and Surface Treatment (International) Limited",
        br_certificate="99000002-000-06-26-5",
        br_expires_on=date(2026, 1, 1),
        address_en="Flat F, 10/F, Hei Lam Industrial Building, 63 Lai Tung Path, Kwai Chung, New Territories",
        remarks="Rang on Monday",
    )
    chan = make.person(office, id)
    poon = make.person(office, id, name_en="POON Siu-lan", name_zh="潘小蘭", hk_resident=None)
    make.contact(office, id, telephone="2000 0501", email="somebody@example.hk", post="環保經理")
    mainland = make.factory(office, id, uscc="91420000737944946A", address_zh="广东省深圳市龙岗区平湖街道沙步大道163号")
    make.connection(
        office, mainland, route=Route.R1D, factory_holder_id=chan, applicant_holder_id=poon,
        share_in_factory=Decimal("50.00"), share_in_applicant=Decimal("29.99"), evidence="Register of members",
    )  # fmt: skip
    make.connection(office, mainland, route=Route.R1A, indirect=True, through="Far Holdings Limited, an island")
    make.connection(office, mainland, route=Route.R1C, agreement_until=date(2026, 1, 1))
    make.factory(office, id, kind=FactoryKind.WORKSHOP, district="KT", sector=Sector.OTHER)
    make.received(office, applicant_id=id, factory_id=mainland)
    return id


def test_nothing_is_cut_or_hidden(full: UUID, open_page: Opens, qapp: QApplication) -> None:
    page = open_page(full)
    found = {}
    for look in LOOKS:
        dress(qapp, look)
        show(page, QSize(look.size.width() - 196, look.size.height() - 130))
        found[str(look)] = faults(page)
    assert found == {str(look): [] for look in LOOKS}
