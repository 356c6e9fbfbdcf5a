"""Officers: appointed with a password, corrected, retired; refusals stay beside what was typed."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app import opening
from app.clock import HeldClock
from app.office import Office
from app.refusal import NotFound, NotPermitted
from models.kinds import Role
from tests.ui import real_office
from tests.ui.looking import LOOKS, Look, dress, faults, show
from ui.admin.officers_page import OfficerDialog, OfficersPage, PasswordDialog, RetireDialog
from ui.admin.upkeep import FindingsDialog
from ui.desk import Desk
from ui.lane import InlineLane

NEW = "another horse"


@pytest.fixture
def office(tmp_path: Path, clock: HeldClock) -> Iterator[Office]:
    with real_office.opened(tmp_path / "office", clock) as made:
        yield made


@pytest.fixture
def desk(office: Office) -> Desk:
    return Desk(office, InlineLane())


@pytest.fixture
def page(desk: Desk, qtbot: QtBot) -> OfficersPage:
    made = OfficersPage(desk)
    qtbot.addWidget(made)
    made.resize(1000, 600)
    made.show()
    made.shown()
    return made


def choose(page: OfficersPage, login: str) -> None:
    page.table.choose(next(one.id for one in page.table.model.rows if one.login == login))


def test_the_list_shows_who_works_here(page: OfficersPage) -> None:
    assert [one.initials for one in page.table.model.rows] == ["CKY", "LKY"]


def test_a_new_officer_can_sign_in_at_once(page: OfficersPage, desk: Desk, office: Office, qtbot: QtBot) -> None:
    dialog = OfficerDialog(desk, page)
    typed = {"login": "wky", "initials": "WKY", "name_en": "WONG Kit", "password": NEW, "again": NEW}
    for name, value in typed.items():
        dialog.form.field(name).put(value)
    dialog.form.field("role").put(Role.SUPERVISOR)
    dialog.take()
    assert [one.initials for one in page.table.model.rows] == ["CKY", "LKY", "WKY"]
    assert office.folder is not None
    theirs = opening.open_office(office.folder, login="wky", password=NEW)
    assert theirs.officer.role is Role.SUPERVISOR
    theirs.close()


def test_a_login_that_is_taken_is_refused_beside_its_field(page: OfficersPage, desk: Desk) -> None:
    dialog = OfficerDialog(desk, page)
    for name, value in {"login": "lky", "initials": "L", "name_en": "LEE", "password": NEW, "again": NEW}.items():
        dialog.form.field(name).put(value)
    dialog.take()
    assert dialog.form._rows["login"].sentence.text() == "Another officer already signs in as lky."
    assert dialog.form.field("name_en").read() == "LEE"
    assert dialog.ok.isEnabled()


def test_a_name_is_corrected(page: OfficersPage, desk: Desk) -> None:
    choose(page, "lky")
    dialog = OfficerDialog(desk, page, page.table.current())
    dialog.form.field("name_en").put("LAU Kit Ying")
    dialog.take()
    assert page.table.model.rows[1].name_en == "LAU Kit Ying"


def test_the_only_administrator_stays_one(page: OfficersPage, desk: Desk) -> None:
    choose(page, "cky")
    chosen = page.table.current()
    assert chosen is not None
    dialog = RetireDialog(desk, page, chosen)
    dialog.form.field("reason").put("Left the office")
    dialog.take()
    assert "needs one administrator" in str(dialog.form._general)
    assert page.table.model.rows[0].active


def test_who_is_retired_can_sign_in_no_more(page: OfficersPage, desk: Desk, office: Office) -> None:
    choose(page, "lky")
    chosen = page.table.current()
    assert chosen is not None
    dialog = RetireDialog(desk, page, chosen)
    dialog.form.field("reason").put("Left the office")
    dialog.take()
    assert not page.table.model.rows[1].active
    assert not page.retire.isEnabled()
    assert office.folder is not None
    with pytest.raises(NotFound):
        opening.open_office(office.folder, login="lky", password=real_office.PASSWORD)


def test_a_new_password_ends_the_old_one(page: OfficersPage, desk: Desk, office: Office, qtbot: QtBot) -> None:
    choose(page, "lky")
    chosen = page.table.current()
    assert chosen is not None
    dialog = PasswordDialog(desk, page, chosen)
    dialog.form.field("password").put(NEW)
    dialog.form.field("again").put(NEW + "x")
    dialog.take()
    assert dialog.form._rows["again"].sentence.text() == "The two passwords are not the same."
    dialog.form.field("again").put(NEW)
    with qtbot.waitSignal(dialog.said):
        dialog.take()
    assert office.folder is not None
    opening.open_office(office.folder, login="lky", password=NEW).close()
    with pytest.raises(NotPermitted):
        opening.open_office(office.folder, login="lky", password=real_office.PASSWORD)


@pytest.mark.parametrize("look", LOOKS[::2], ids=str)
def test_no_text_is_cut(page: OfficersPage, desk: Desk, look: Look, qapp: QApplication, qtbot: QtBot) -> None:
    from app.texts import Message

    dress(qapp, look)
    show(page, look.size)
    assert faults(page) == []
    for dialog in (OfficerDialog(desk, page), FindingsDialog([Message("Empty")], page)):
        dialog.show()
        qapp.processEvents()
        assert faults(dialog) == []
        dialog.close()
