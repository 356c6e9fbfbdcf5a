"""The forms: saved through the acts, refused beside the field, and nothing typed is ever lost."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from typing import Any
from uuid import UUID

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from app import applicants
from app.office import Office
from models import Applicant, Connection, Factory, Person
from models.kinds import FactoryKind, Process, Route, Sector
from tests import make
from tests.ui.looking import LOOKS, dress, faults
from ui.applicants.dialogs import RecordDialog
from ui.applicants.fields import DistrictField
from ui.applicants.page import ApplicantPage
from ui.widgets.dialog import Question

Opens = Callable[[UUID], ApplicantPage]


def asked(page: ApplicantPage, what: str, id: UUID | None = None, owner: UUID | None = None) -> RecordDialog[Any]:
    dialog = page.editing.ask(what, id, owner)
    assert dialog is not None
    return dialog


def errors(dialog: RecordDialog[Any]) -> list[str]:
    return [one.text() for one in dialog.findChildren(QLabel) if one.isVisible() and one.property("tone") == "danger"]


def test_ctrl_s_saves_and_the_page_shows_it(office: Office, applicant: UUID, open_page: Opens, qtbot: QtBot) -> None:
    page = open_page(applicant)
    dialog = asked(page, "applicant")
    dialog.form.field("name_en").put("Renamed Limited")
    dialog.activateWindow()
    qtbot.waitUntil(dialog.isActiveWindow)
    with qtbot.waitSignal(dialog.saved):
        qtbot.keyClick(dialog, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    assert page.title() == "Renamed Limited"
    assert make.read(office, Applicant, applicant).name_en == "Renamed Limited"


def test_the_first_field_has_the_focus(applicant: UUID, open_page: Opens, qtbot: QtBot) -> None:
    dialog = asked(open_page(applicant), "applicant")
    dialog.activateWindow()
    qtbot.waitUntil(lambda: dialog.focusWidget() is not None)
    focused = dialog.focusWidget()
    assert focused is not None
    assert dialog.form.isAncestorOf(focused)


def test_a_certificate_number_gives_the_number_and_is_kept(office: Office, applicant: UUID, open_page: Opens) -> None:
    dialog = asked(open_page(applicant), "applicant")
    dialog.form.field("br_number").put("87654321-000-02-26-A")
    dialog.take()
    kept = make.read(office, Applicant, applicant)
    assert (kept.br_number, kept.br_certificate) == ("87654321", "87654321-000-02-26-A")


def test_a_hundred_thousand_characters_are_refused_beside_the_field(
    office: Office, applicant: UUID, open_page: Opens
) -> None:
    dialog = asked(open_page(applicant), "applicant")
    dialog.form.field("name_en").line.setMaxLength(200_000)  # type: ignore[attr-defined]
    dialog.form.field("name_en").put("x" * 100_000)
    dialog.form.field("remarks").put("y" * 100_000)
    dialog.take()
    assert dialog.isVisible()
    assert len([one for one in errors(dialog) if "characters" in one]) >= 2
    assert len(dialog.form.field("remarks").lines.toPlainText()) == 100_000  # type: ignore[attr-defined]
    assert make.version(office, Applicant, applicant) == 1


def test_a_wrong_number_is_refused_beside_its_field_and_the_rest_stays(applicant: UUID, open_page: Opens) -> None:
    dialog = asked(open_page(applicant), "applicant")
    dialog.form.field("br_number").put("1234")
    dialog.form.field("remarks").put("Rang on Monday")
    dialog.take()
    assert any("is not a Business Registration number" in one for one in errors(dialog))
    assert dialog.form.field("remarks").read() == "Rang on Monday"
    assert dialog.ok.isEnabled()


def test_a_mark_that_turns_the_text_round_is_refused_beside_its_field(applicant: UUID, open_page: Opens) -> None:
    dialog = asked(open_page(applicant), "applicant")
    dialog.form.field("name_tc").put("廣發\u202e有限公司")
    dialog.take()
    assert any("hidden mark" in one for one in errors(dialog))


def test_esc_does_not_lose_what_was_typed(applicant: UUID, open_page: Opens, qtbot: QtBot) -> None:
    dialog = asked(open_page(applicant), "applicant")
    dialog.form.field("remarks").put("Rang on Monday")
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert dialog.isVisible()
    question = dialog.findChild(Question)
    assert question is not None
    qtbot.keyClick(question, Qt.Key.Key_Escape)
    assert dialog.form.field("remarks").read() == "Rang on Monday"
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    next(one for one in dialog.findChildren(Question) if one.isVisible()).drop.click()
    assert not dialog.isVisible()


def test_an_untouched_form_closes_at_once(applicant: UUID, open_page: Opens, qtbot: QtBot) -> None:
    dialog = asked(open_page(applicant), "applicant")
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert not dialog.isVisible()


def test_two_officers_at_one_record_lose_nothing(office: Office, applicant: UUID, open_page: Opens) -> None:
    page = open_page(applicant)
    dialog = asked(page, "applicant")
    dialog.form.field("remarks").put("Mine")
    assert page.sheet is not None
    theirs = replace(page.sheet.applicant.fields, remarks="Theirs", address_en="1 New Street")
    make.do(office, applicants.correct, applicant, theirs, seen=1)
    dialog.take()
    assert any("Nothing was overwritten" in one.text() for one in dialog.findChildren(QLabel))
    assert dialog.form.field("remarks").read() == "Mine"
    assert dialog.form.field("remarks").note.text() == "Saved meanwhile: Theirs"
    assert dialog.form.field("address_en").read() == "1 New Street"
    dialog.take()
    kept = make.read(office, Applicant, applicant)
    assert (kept.remarks, kept.address_en) == ("Mine", "1 New Street")


def test_a_factory_has_the_rows_of_its_kind(office: Office, applicant: UUID, open_page: Opens) -> None:
    dialog = asked(open_page(applicant), "factory")
    form = dialog.form
    assert form.field("uscc").isVisibleTo(dialog)
    form.field("kind").put(FactoryKind.WORKSHOP)
    assert not form.field("uscc").isVisibleTo(dialog)
    form.field("name_tc").put("油站維修工場")
    place = form.field("district")
    assert isinstance(place, DistrictField)
    place.choices.setEditText("觀塘區")
    form.field("processes").put((Process.ENGINE,))
    form.field("sector").put(Sector.OTHER)
    form.field("sector_other").put("Garage")
    dialog.take()
    assert not dialog.isVisible(), errors(dialog)
    with office.reading() as session:
        kept = session.query(Factory).one()
        assert (kept.kind, kept.district, kept.processes) == (FactoryKind.WORKSHOP, "KT", ["engine"])


def test_a_factory_asks_for_its_sector(applicant: UUID, open_page: Opens) -> None:
    dialog = asked(open_page(applicant), "factory")
    dialog.form.field("name_en").put("Works")
    dialog.take()
    assert any("Choose the sector." in one for one in errors(dialog))


def test_route_1d_takes_the_person_and_exact_shares(office: Office, applicant: UUID, open_page: Opens) -> None:
    factory = make.factory(office, applicant)
    with office.reading() as session:
        person = session.query(Person).one().id
    dialog = asked(open_page(applicant), "connection", owner=factory)
    form = dialog.form
    form.field("route").put(Route.R1D)
    assert form.field("share_in_factory").isVisibleTo(dialog)
    assert not form.field("capital").isVisibleTo(dialog)
    form.field("factory_holder_id").put(person)
    form.field("applicant_holder_id").put(person)
    form.field("share_in_factory").line.setText("５０．０１")  # type: ignore[attr-defined]
    form.field("share_in_applicant").line.setText("30%")  # type: ignore[attr-defined]
    dialog.take()
    with office.reading() as session:
        kept = session.query(Connection).one()
        assert (kept.route, kept.share_in_factory, kept.factory_holder_id) == (Route.R1D, Decimal("50.01"), person)


def test_what_belongs_to_another_route_is_left_out(office: Office, applicant: UUID, open_page: Opens) -> None:
    factory = make.factory(office, applicant)
    link = make.connection(office, factory, route=Route.R1C, agreement_no="A-1")
    dialog = asked(open_page(applicant), "connection", link, factory)
    dialog.form.field("route").put(Route.R1A)
    dialog.form.field("party").put(True)
    dialog.take()
    kept = make.read(office, Connection, link)
    assert (kept.route, kept.shown, kept.agreement_no) == (Route.R1A, True, "")


def test_striking_out_asks_why(office: Office, applicant: UUID, open_page: Opens) -> None:
    link = make.connection(office, make.factory(office, applicant))
    dialog = asked(open_page(applicant), "strike-out", link)
    dialog.take()
    assert any("Say why." in one for one in errors(dialog))
    dialog.form.field("reason").put("Entered twice")
    dialog.take()
    assert make.read(office, Connection, link).struck_out


@pytest.mark.parametrize("what", ["applicant", "factory", "connection", "person", "contact"])
def test_nothing_is_cut_or_hidden(
    what: str, office: Office, applicant: UUID, open_page: Opens, qapp: QApplication
) -> None:
    factory = make.factory(office, applicant)
    page = open_page(applicant)
    found = {}
    for look in LOOKS:
        dress(qapp, look)
        page.resize(look.size)
        dialog = asked(page, what, owner=factory if what == "connection" else None)
        if what == "connection":
            dialog.form.field("route").put(Route.R1D)
        for _round in range(4):
            qapp.processEvents()
        found[str(look)] = faults(dialog)
        dialog.done(0)
    assert found == {str(look): [] for look in LOOKS}
