"""Tasks on the case page: added without the mouse, done, changed, folded; and what the head says of them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from uuid import UUID

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from app import cases, items, tasks
from app.case_sheet import CaseSheet
from app.office import Office
from app.tasks import TaskFields
from models.kinds import ItemKind, Role
from models.stages import Stage
from tests import make
from ui.casefile.next_step import next_step, whose
from ui.casefile.page import CaseFilePage
from ui.casefile.task_form import TaskDialog
from ui.casefile.tasks import TasksSection
from ui.widgets.basic import Button, Label

PageOf = Callable[[UUID], CaseFilePage]
SheetOf = Callable[[UUID], CaseSheet]


def section(page: CaseFilePage) -> TasksSection:
    found = page.sections["tasks"]
    assert isinstance(found, TasksSection)
    return found


def said(found: TasksSection) -> list[str]:
    return [one.text() for one in found.findChildren(Label) if one.isVisible()]


def press(found: TasksSection, words: str) -> None:
    next(one for one in found.findChildren(Button) if one.text() == words).click()


def test_a_task_is_added_without_the_mouse(office: Office, page_of: PageOf, sheet_of: SheetOf, qtbot: QtBot) -> None:
    made = make.received(office)
    page = page_of(made.id)
    page.activateWindow()
    qtbot.waitUntil(page.isActiveWindow)
    qtbot.keyClick(page.first(), Qt.Key.Key_T, Qt.KeyboardModifier.ControlModifier)
    line = page.focusWidget()
    assert line is section(page).form.field("text").control
    qtbot.keyClicks(line, "Ring the applicant")
    qtbot.keyClick(line, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    (task,) = sheet_of(made.id).tasks
    assert (task.fields.text, task.fields.officer_id) == ("Ring the applicant", office.officer.id)
    assert not page.dirty
    assert page.focusWidget() is line


def test_what_is_late_says_so_and_whose_it_is(office: Office, page_of: PageOf) -> None:
    made, today = make.received(office), office.clock.today()
    make.do(office, tasks.add, made.id, TaskFields("Ring", office.officer.id, today - timedelta(days=3), "Ask for Lee"))
    page = page_of(made.id)
    found = said(section(page))
    assert {"Ring", "Ask for Lee", "3 days overdue"} <= set(found)
    assert any(office.officer.initials in one for one in found)
    assert page.sheet is not None
    assert section(page).standing(page.sheet) == ("check-circle", "danger", 1)
    assert page.header._next.tasks.text() == "1 open task · 3 days overdue"


def test_a_task_is_done_folded_away_and_taken_up_again(office: Office, page_of: PageOf, sheet_of: SheetOf) -> None:
    made = make.received(office)
    make.do(office, tasks.add, made.id, TaskFields("Ring"))
    found = section(page_of(made.id))
    press(found, "Done")
    assert sheet_of(made.id).tasks[0].done_by is not None
    assert "Ring" not in said(found)
    press(found, "Show what is done (1)")
    assert "Ring" in said(found)
    press(found, "Not done yet")
    assert sheet_of(made.id).tasks[0].done_at is None


def test_a_task_is_changed(office: Office, page_of: PageOf, sheet_of: SheetOf, monkeypatch: pytest.MonkeyPatch) -> None:
    made = make.received(office)
    make.do(office, tasks.add, made.id, TaskFields("Ring"))

    def answer(dialog: TaskDialog) -> int:
        dialog.form.field("due_on").put(date(2026, 6, 1))
        dialog.form.field("note").put("After the holiday")
        dialog.take()
        return dialog.result()

    monkeypatch.setattr(TaskDialog, "exec", answer)
    press(section(page_of(made.id)), "Change…")
    (task,) = sheet_of(made.id).tasks
    assert task.fields == TaskFields("Ring", None, date(2026, 6, 1), "After the holiday")


def test_a_task_without_words_is_refused_and_what_is_begun_counts_as_unsaved(office: Office, page_of: PageOf) -> None:
    found = section(page := page_of(make.received(office).id))
    found.form.field("due_on").put(date(2026, 6, 1))
    assert page.dirty
    found.save()
    assert found.form.problems() == ("Say what is to be done.",)


def test_an_auditor_only_reads(office: Office, page_of: PageOf) -> None:
    made = make.received(office)
    make.do(office, tasks.add, made.id, TaskFields("Ring"))
    make.officer(office, "aud", Role.AUDITOR)
    make.sign_in(office, Role.AUDITOR)
    found = section(page_of(made.id))
    assert not found.form.isEnabled()
    assert not next(one for one in found.findChildren(Button) if one.text() == "Done").isEnabled()


def test_the_next_step_says_who_takes_it(office: Office, sheet_of: SheetOf) -> None:
    def owner(id: UUID) -> str:
        sheet = sheet_of(id)
        return str(whose(sheet, next_step(sheet, office.officer.id)))

    waiting = make.at(office, Stage.COMPLETENESS).id
    assert office.officer.initials in owner(waiting)
    make.do(office, tasks.add, waiting, TaskFields("Ring"))
    make.do(office, items.ask, waiting, ItemKind.PERMITS)
    make.do(office, cases.move, waiting, Stage.RETURNED, seen=make.seen(office, waiting), reason="Permits")
    assert owner(waiting) == "The applicant"
    assert owner(make.at(office, Stage.DECISION).id) == "A second officer"
    assert owner(make.historic(office)) == "None"


def test_row_42_the_head_says_by_when(office: Office, page_of: PageOf) -> None:
    id = make.received(office).id
    late = office.clock.today() - timedelta(days=1)
    make.do(office, cases.set_due, id, late, "Ask for the papers", seen=make.seen(office, id))
    assert page_of(id).header._next._when.text() == "1 day overdue: Ask for the papers"
