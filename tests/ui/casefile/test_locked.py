"""An approved case on its page: read only, unlocked with a reason, locked again."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

import pytest
from PySide6.QtWidgets import QMessageBox
from pytestqt.qtbot import QtBot

from app import locked
from app.case_sheet import CaseSheet
from app.office import Office
from app.refusal import Refusal
from models import Case
from models.kinds import Role
from models.stages import Stage
from tests import make
from ui.casefile import save_bar
from ui.casefile.application import ApplicationSection
from ui.casefile.decision_dialogs import ConfirmDialog
from ui.casefile.dialogs import ReasonDialog
from ui.casefile.page import CaseFilePage
from ui.desk import Desk
from ui.lane import ThreadLane
from ui.widgets.basic import Button
from ui.widgets.fields import TextField

PageOf = Callable[[UUID], CaseFilePage]
SheetOf = Callable[[UUID], CaseSheet]


def application(page: CaseFilePage) -> ApplicationSection:
    found = page.sections["application"]
    assert isinstance(found, ApplicationSection)
    return found


def able(page: CaseFilePage, words: str) -> bool:
    return next(one for one in page.findChildren(Button) if one.text() == words).isEnabled()


def unlock(office: Office, id: UUID) -> None:
    with make.signed(office, Role.SUPERVISOR):
        make.do(office, locked.unlock, id, seen=make.seen(office, id), reason="The title has a slip")


def test_an_approved_case_is_read_only_but_for_what_happens_later(office: Office, page_of: PageOf) -> None:
    id = make.at(office, Stage.APPROVED).id
    page = page_of(id)
    form = application(page).form
    assert page.header.lock.isVisible()
    assert page.header.lock.words.text() == "Locked since its approval on 4 November 2026"
    assert not form.field("title_en").isEnabled()
    assert form.field("ends_on").isEnabled()
    assert not able(page, "Add a provider…")
    assert not able(page, "Choose…")
    unlock(office, id)
    page.refresh()
    assert form.field("title_en").isEnabled()
    assert able(page, "Add a provider…")
    assert able(page, "Choose…")


def test_nothing_is_said_of_a_lock_before_the_approval(office: Office, page_of: PageOf) -> None:
    page = page_of(make.at(office, Stage.ASSESSMENT).id)
    assert not page.header.lock.isVisible()
    assert application(page).form.field("title_en").isEnabled()


def test_row_38_a_supervisor_unlocks_it_with_a_reason_and_locks_it_again(
    office: Office, page_of: PageOf, sheet_of: SheetOf, monkeypatch: pytest.MonkeyPatch
) -> None:
    id = make.at(office, Stage.APPROVED).id
    make.sign_in(office, Role.SUPERVISOR)

    def answer(dialog: ReasonDialog) -> int:
        dialog.form.field("reason").put("The title has a slip")
        dialog.take()
        return dialog.result()

    monkeypatch.setattr(ReasonDialog, "exec", answer)
    page = page_of(id)
    line = page.header.lock
    line.button.click()
    assert line.words.text().startswith(f"Unlocked by {office.officer.initials}, ")
    assert "The title has a slip" in line.words.toolTip()
    assert line.button.text() == "Lock again"
    line.button.click()
    lock = sheet_of(id).lock
    assert lock is not None
    assert lock.closed


def test_a_caseworker_sees_the_lock_and_cannot_open_it(office: Office, page_of: PageOf) -> None:
    page = page_of(make.at(office, Stage.APPROVED).id)
    assert not page.header.lock.button.isVisible()
    turns = {one.text(): one.isEnabled() for one in page.case_actions()}
    assert turns["Unlock…"] is False


# --- before it is locked, what is typed is asked about


def typed(page: CaseFilePage, text: str) -> None:
    field = application(page).form.field("title_en")
    assert isinstance(field, TextField)
    field.line.setText(text)


def lock_again(page: CaseFilePage) -> None:
    page.header.lock.button.click()


def by_the_menu(page: CaseFilePage) -> None:
    next(one for one in page.case_actions() if one.text() == "Lock again").trigger()


def note_the_letter(page: CaseFilePage) -> None:
    page.header.main.click()


ANSWERS = [
    (QMessageBox.StandardButton.Save, "Typed", True),
    (QMessageBox.StandardButton.Discard, "", True),
    (QMessageBox.StandardButton.Cancel, "", False),
]


@pytest.mark.parametrize("locks", [lock_again, by_the_menu, note_the_letter])
@pytest.mark.parametrize(("answer", "kept", "closed"), ANSWERS)
def test_what_is_typed_is_asked_about_before_the_case_is_locked(
    office: Office, page_of: PageOf, monkeypatch: pytest.MonkeyPatch, locks: Callable[[CaseFilePage], None],
    answer: QMessageBox.StandardButton, kept: str, closed: bool,
) -> None:  # fmt: skip
    id = make.at(office, Stage.APPROVED).id
    unlock(office, id)
    monkeypatch.setattr(save_bar, "ask", lambda _parent, _titles: answer)
    page = page_of(id)
    typed(page, "Typed")
    locks(page)
    found = make.read(office, Case, id)
    assert (found.title_en, found.unlocked_at is None) == (kept, closed)
    assert page.dirty is not closed


@pytest.mark.parametrize("locks", [lock_again, note_the_letter])
def test_what_was_just_saved_is_read_before_the_case_is_locked(
    office: Office, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, locks: Callable[[CaseFilePage], None]
) -> None:
    id = make.at(office, Stage.APPROVED).id
    unlock(office, id)
    monkeypatch.setattr(save_bar, "ask", lambda *_given: QMessageBox.StandardButton.Save)
    desk = Desk(office, ThreadLane())
    refused: list[Refusal] = []
    desk.refused.connect(refused.append)
    page = CaseFilePage(desk, id)
    qtbot.addWidget(page)
    page.show()
    page.shown()
    qtbot.waitUntil(lambda: application(page).sheet is not None)
    typed(page, "Typed")
    assert page.dirty
    locks(page)
    qtbot.waitUntil(lambda: bool(refused) or make.read(office, Case, id).unlocked_at is None)
    desk.close()
    assert refused == []
    assert make.read(office, Case, id).title_en == "Typed"


def test_what_cannot_be_saved_keeps_the_case_unlocked(
    office: Office, page_of: PageOf, monkeypatch: pytest.MonkeyPatch
) -> None:
    id = make.at(office, Stage.APPROVED).id
    unlock(office, id)
    monkeypatch.setattr(save_bar, "ask", lambda *_given: QMessageBox.StandardButton.Save)
    page = page_of(id)
    typed(page, "x" * 3000)
    lock_again(page)
    assert make.read(office, Case, id).unlocked_at is not None
    assert page.dirty


def test_a_decision_is_confirmed_only_once_nothing_is_unsaved(
    office: Office, page_of: PageOf, monkeypatch: pytest.MonkeyPatch
) -> None:
    id = make.at(office, Stage.DECISION).id
    make.sign_in(office, Role.SUPERVISOR)
    monkeypatch.setattr(save_bar, "ask", lambda *_given: QMessageBox.StandardButton.Cancel)
    monkeypatch.setattr(ConfirmDialog, "exec", lambda _dialog: pytest.fail("asked to confirm"))
    page = page_of(id)
    typed(page, "Typed")
    page.actions_.perform("case.confirm_decision")
    assert page.dirty


def test_with_nothing_typed_nothing_is_asked(office: Office, page_of: PageOf, monkeypatch: pytest.MonkeyPatch) -> None:
    id = make.at(office, Stage.APPROVED).id
    unlock(office, id)
    monkeypatch.setattr(save_bar, "ask", lambda *_given: pytest.fail("asked"))
    lock_again(page_of(id))
    assert make.read(office, Case, id).unlocked_at is None
