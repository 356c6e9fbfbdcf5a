"""Selecting several cases and changing them: the bar, what is shown before, what happens, and taking it back."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import shiboken6
from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from sqlalchemy import func, select

from app import cases
from app.changing_many import CLEAR
from app.office import Office
from models import Case
from models.journal import Entry
from models.kinds import Role
from tests import make
from ui.bulk import bar as bulk_bar
from ui.bulk.dialog import ChangeManyDialog, DaysField
from ui.cases.list_page import CaseListPage
from ui.desk import Desk
from ui.notices import Notice


@pytest.fixture
def page(desk: Desk, qtbot: QtBot, tmp_path: Path) -> CaseListPage:
    made = CaseListPage(desk, QSettings(str(tmp_path / "window.ini"), QSettings.Format.IniFormat))
    qtbot.addWidget(made)
    made.resize(1250, 800)
    made.show()
    made.shown()
    qtbot.waitUntil(lambda: len(made.table.window_model.numbers) == 9)
    return made


def select_lines(page: CaseListPage, count: int) -> None:
    """Select the first rows, as Shift and the down key do."""
    page.table.view.clearSelection()
    chooser, model = page.table.view.selectionModel(), page.table.model
    lines = [line for line in range(model.rowCount()) if not model.is_group(line)][:count]
    for line in lines:
        chooser.select(model.index(line, 0), chooser.SelectionFlag.Select | chooser.SelectionFlag.Rows)


@pytest.fixture
def dialog(page: CaseListPage, qtbot: QtBot) -> Iterator[ChangeManyDialog]:
    """The dialog over four selected cases."""
    select_lines(page, 4)
    page.selected.due.click()
    made = opened()
    yield made
    if shiboken6.isValid(made):
        made.leave()


def opened() -> ChangeManyDialog:
    (found,) = [one for one in QApplication.topLevelWidgets() if isinstance(one, ChangeManyDialog) and one.isVisible()]
    return found


def put(dialog: ChangeManyDialog, **values: Any) -> None:
    """Fill fields as a person does, and let the cases be looked at."""
    for name, value in values.items():
        dialog.form.field(name).put(value)
    dialog._pause.stop()
    dialog._look()


def kept(office: Office) -> list[tuple[Any, ...]]:
    with office.reading() as session:
        query = select(Case.id, Case.officer_id, Case.due_on, Case.due_for).order_by(Case.row_no)
        return [tuple(row) for row in session.execute(query)]


def entries(office: Office) -> int:
    with office.reading() as session:
        return session.execute(select(func.count()).select_from(Entry)).scalar_one()


def test_row_25_a_bar_names_how_many_are_selected_and_no_row_moves(page: CaseListPage) -> None:
    assert not page.selected.isVisible()
    select_lines(page, 1)
    assert not page.selected.isVisible()
    top = page.table.view.visualRect(page.table.model.index(1, 0)).top()
    select_lines(page, 3)
    assert page.selected.isVisible()
    assert page.selected._words.text() == "3 selected"
    assert page.table.view.visualRect(page.table.model.index(1, 0)).top() == top
    page.selected._none.click()
    assert not page.selected.isVisible()


def test_row_29_all_of_the_list_is_another_thing_than_what_is_selected(page: CaseListPage) -> None:
    select_lines(page, 2)
    assert page.selected._all.text() == "Select all 9"
    page.selected._all.click()
    assert page.selected._words.text() == "9 selected"
    assert not page.selected._all.isVisible()
    assert page.table.chosen_rows().everything


def test_row_26_nothing_is_asked_of_what_is_left_as_it_is(dialog: ChangeManyDialog, ui_office: Office) -> None:
    assert not dialog.ok.isEnabled()
    assert dialog.begins() is dialog.form.field("due").control
    put(dialog, due="day")
    dialog.take()
    assert dialog.form.problems() == ("Enter the day.",)
    before = kept(ui_office)
    put(dialog, due_on=date(2026, 12, 24))
    dialog.take()
    changed = [(was, now) for was, now in zip(before, kept(ui_office), strict=True) if was != now]
    assert len(changed) == 4
    assert all(now == (was[0], was[1], date(2026, 12, 24), was[3]) for was, now in changed)


def test_row_27_what_changes_and_what_does_not_is_listed_before(dialog: ChangeManyDialog, ui_office: Office) -> None:
    written = entries(ui_office)
    first = dialog._numbers[0]
    with ui_office.reading() as session:
        case = session.execute(select(Case).where(Case.row_no == first)).scalar_one()
        id, due_on, version = case.id, case.due_on, case.version
    make.do(ui_office, cases.set_due, id, None, "", seen=version)
    put(dialog, due="later", days=7)
    said = [dialog.table.model.columns[2].text(line) for line in dialog.table.model.rows]
    assert due_on is not None
    assert "This case has no due date that could be moved." in said
    assert sum("Due on: " in one and "→" in one for one in said) == 3
    assert dialog._words.text() == "To change: 3 · left as they are: 1"
    assert entries(ui_office) == written + 1  # the one that this test wrote


def test_row_28_one_undo_takes_all_of_it_back(page: CaseListPage, ui_office: Office) -> None:
    select_lines(page, 4)
    heard: list[Any] = []
    page.said.connect(heard.append)
    before = kept(ui_office)
    page.selected.assign.click()
    dialog = opened()
    put(dialog, officer_id=CLEAR)
    dialog.take()
    assert sum(was != now for was, now in zip(before, kept(ui_office), strict=True)) == 4
    (notice,) = heard
    assert isinstance(notice, Notice)
    assert (notice.text.text, dict(notice.text.values)) == ("Changed {n} {n|case|cases}.", {"n": 4})
    notice.then()
    assert kept(ui_office) == before


def test_clear_is_a_choice_of_its_own(dialog: ChangeManyDialog, ui_office: Office) -> None:
    put(dialog, due=CLEAR, officer_id=CLEAR)
    dialog.take()
    cleared = [now for now in kept(ui_office) if now[1] is None and now[2] is None]
    assert len(cleared) == 4


def test_days_are_whole_numbers(dialog: ChangeManyDialog) -> None:
    put(dialog, due="later")
    days = dialog.form.field("days")
    assert isinstance(days, DaysField)
    days.line.setText("a week")
    dialog.take()
    assert dialog.form.problems() == ("Enter a whole number of days, such as 14 or -7.",)
    put(dialog, days=-3)
    assert dialog.ok.isEnabled()
    assert dialog.form.field("days").read() == -3


def test_the_button_of_the_notice_takes_back_no_other_act(page: CaseListPage, desk: Desk, ui_office: Office) -> None:
    select_lines(page, 2)
    heard: list[Any] = []
    page.said.connect(heard.append)
    refused: list[Any] = []
    desk.refused.connect(refused.append)
    page.selected.assign.click()
    dialog = opened()
    put(dialog, officer_id=CLEAR)
    dialog.take()
    id = kept(ui_office)[-1][0]
    make.do(ui_office, cases.set_due, id, date(2027, 3, 5), "", seen=make.seen(ui_office, id))
    before = kept(ui_office)
    heard[0].then()
    assert kept(ui_office) == before
    assert [one.message.text for one in refused] == ["Something was done since. Nothing was taken back."]


def test_the_bar_counts_what_is_left_when_the_list_changes(page: CaseListPage, qtbot: QtBot) -> None:
    select_lines(page, 4)
    page.search("zzzz")
    qtbot.waitUntil(lambda: len(page.table.window_model.numbers) == 0)
    assert not page.selected.isVisible()


def test_more_than_can_be_looked_through_is_refused(
    page: CaseListPage, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bulk_bar, "MOST", 3)
    refused: list[Any] = []
    desk.refused.connect(refused.append)
    select_lines(page, 4)
    page.selected.assign.click()
    assert [dict(one.message.values) for one in refused] == [{"n": 4, "most": 3}]


def test_who_may_only_read_changes_nothing(page: CaseListPage, ui_office: Office) -> None:
    ui_office._officer = make_auditor(ui_office)
    select_lines(page, 2)
    assert not page.selected.assign.isEnabled()
    assert not page.selected.due.isEnabled()


def make_auditor(office: Office) -> Any:
    from dataclasses import replace

    return replace(office.officer, role=Role.AUDITOR)
