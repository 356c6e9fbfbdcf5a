"""Saved views in the window: in the rail with their numbers, opened, changed, shared, put in order, deleted."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QSettings, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.qtbot import QtBot

from app import case_counts, case_query, cases, officers, undo, views
from app.case_filter import CaseFilter
from app.office import Office, SignedIn
from app.views import ViewFields
from models.kinds import Role
from models.stages import Stage
from tests.ui.looking import LOOKS, Look, dress, faults, show
from ui.cases.view_dialog import ViewDialog
from ui.cases.views import VIEWS, saved_name
from ui.desk import Desk
from ui.window import MainWindow


@pytest.fixture
def window(desk: Desk, qtbot: QtBot, tmp_path: Path) -> Iterator[MainWindow]:
    made = MainWindow(desk, QSettings(str(tmp_path / "window.ini"), QSettings.Format.IniFormat))
    qtbot.addWidget(made)
    made.show()
    qtbot.waitUntil(lambda: made.rail.views["all"]._count is not None)
    yield made
    made.cases.bar.pin.setChecked(False)


def save(window: MainWindow, name: str, shared: bool = False) -> str:
    """Save the query in the box as a view; gives what the view is called."""
    before = set(window.rail.saved)
    window.cases.bar.save.click()
    dialog = next(one for one in window.cases.findChildren(ViewDialog) if one.isVisible())
    dialog.form.put({"name": name})
    dialog.form.put({"shared": shared})
    dialog.ok.click()
    (made,) = set(window.rail.saved) - before
    return made


def menu(window: MainWindow, name: str) -> dict[str, QAction]:
    """The lines that the rail offers for a saved view."""
    window.rail.saved[name].customContextMenuRequested.emit(QPoint(4, 4))
    shown = next(one for one in window.rail.findChildren(QMenu) if one.isVisible())
    lines = {action.text(): action for action in shown.actions()}
    shown.close()
    return lines


def names(window: MainWindow) -> list[str]:
    return [button.text() for button in window.rail.saved.values()]


def test_row_12_a_view_keeps_query_and_order_and_stands_in_the_rail(window: MainWindow) -> None:
    window.cases.bar.put("stage:received")
    window.cases.table._ask_sort(0)
    name = save(window, "New ones")
    assert names(window) == ["New ones"]
    assert window.cases.view == name
    assert window.cases.bar.typed == "officer:@me flag:open stage:received"
    assert {row.stage for row in window.cases.table.model.rows} == {Stage.RECEIVED}
    window._go_to_view("all")
    assert window.cases.bar.typed == ""
    window.cases.table._ask_sort(4)
    window.rail.saved[name].click()
    assert window.cases.bar.typed == "officer:@me flag:open stage:received"
    assert window.cases.wanted().sort.value == "reference"
    assert window.cases.title() == "New ones"
    assert window.rail.saved[name].isChecked()


def test_row_13_the_numbers_of_all_views_follow_what_changes(window: MainWindow, desk: Desk) -> None:
    window._go_to_view("all")
    window.cases.bar.put("stage:completeness")
    name = save(window, "Checking")
    assert window.rail.saved[name]._count == 3
    row = window.cases.table.model.rows[0]
    desk.do(cases.move, row.id, Stage.ASSESSMENT, seen=row.version)
    assert window.rail.saved[name]._count == 2
    assert (window.rail.views["all"]._count, window.rail.views["overdue"]._count) == (9, 4)
    assert window.rail.saved[name].accessibleName() == "Checking: 2"


def test_row_13_more_than_enough_is_said_so(window: MainWindow) -> None:
    window.rail.count("all", 10_000, over=True)
    assert window.rail.views["all"].accessibleName() == "All cases: 10,000+"


def test_a_saved_view_is_changed_to_what_is_shown_now(window: MainWindow) -> None:
    window._go_to_view("all")
    window.cases.bar.put("stage:received")
    name = save(window, "Mine")
    window.cases.bar.put("stage:completeness due:overdue")
    window.cases.bar.save.click()
    shown = next(one for one in window.cases.findChildren(QMenu) if one.isVisible())
    keep, other = shown.actions()
    assert (keep.text(), other.text()) == ("Save changes to ‘Mine’", "Save as another view…")
    keep.trigger()
    shown.close()
    window._go_to_view("all")
    window.rail.saved[name].click()
    assert window.cases.bar.typed == "stage:completeness due:overdue"


def test_renamed_moved_shared_and_deleted_from_the_rail(window: MainWindow, ui_office: Office, qtbot: QtBot) -> None:
    window._go_to_view("all")
    one, two = (save_query(window, text, name) for text, name in (("stage:received", "One"), ("type:NT", "Two")))
    menu(window, two)["Move up"].trigger()
    assert names(window) == ["Two", "One"]
    menu(window, one)["Share it with the office"].trigger()
    with ui_office.reading() as session:
        assert [row.name for row in views.rows(session, ui_office.officer) if row.shared] == ["One"]
    qtbot.keyClick(window.rail.saved[one], Qt.Key.Key_F2)
    dialog = next(one for one in window.cases.findChildren(ViewDialog) if one.isVisible())
    dialog.form.put({"name": "First"})
    dialog.ok.click()
    assert "First" in names(window)
    qtbot.keyClick(window.rail.saved[two], Qt.Key.Key_Delete)
    assert names(window) == ["First"]
    window.undo()
    assert names(window) == ["Two", "First"]


def save_query(window: MainWindow, text: str, name: str) -> str:
    window._go_to_view("all")
    window.cases.bar.put(text)
    return save(window, name)


def test_who_only_reads_may_not_share(window: MainWindow, ui_office: Office, desk: Desk) -> None:
    window._go_to_view("all")
    shared = save_query(window, "type:NT", "Ours")
    menu(window, shared)["Share it with the office"].trigger()
    officer = ui_office.officer
    reader = next(one for one in seated(ui_office) if one.role is Role.AUDITOR)
    ui_office.sign_in(SignedIn(reader.id, reader.login, reader.initials, "", "", reader.role))
    lines = menu(window, shared)
    assert not any(action.isEnabled() for action in lines.values())
    window.cases.bar.put("type:OA")
    dialog = ViewDialog(desk, window, "type:OA", {})
    assert not dialog.form.field("shared").control.isEnabled()
    dialog.close()
    ui_office.sign_in(officer)


def seated(office: Office) -> tuple[officers.OfficerRow, ...]:
    with office.reading() as session:
        return officers.rows(session)


def test_a_view_of_which_something_makes_no_sense_any_more_opens_and_says_what(
    window: MainWindow, ui_office: Office
) -> None:
    gone = {"name": "gone", "hidden": True, "width": 7}
    look = {"sorts": [["no-such-column", True], ["reference", False]], "columns": [gone]}
    with ui_office.work() as work:
        id = views.save(work, ViewFields("Old", "stge:received type:NT", look))
    window.saved.read()
    window.rail.saved[saved_name(id)].click()
    assert len(window.cases.table.model.rows) == 9
    assert window.cases.bar._slip.isVisible()
    assert window.cases.bar._slip._rest.text() == "The rest was understood: Type: NT"


def test_a_view_that_is_gone_shows_all_cases(window: MainWindow, desk: Desk) -> None:
    name = save_query(window, "type:NT", "Short")
    row = window.cases.view_shown.saved
    assert row is not None
    window._go_to_view("mine")
    desk.do(views.strike_out, row.id, seen=row.version)
    window.back()
    assert window.cases.title() == "All cases"
    assert name not in window.rail.saved
    desk.do(undo.undo_last)


@pytest.mark.parametrize("name", VIEWS)
def test_the_words_of_each_view_of_the_program_find_what_it_shows(ui_office: Office, name: str) -> None:
    view = VIEWS[name]
    with ui_office.reading() as session:
        sense = case_query.sense_of(ui_office, officers.rows(session))
        query = case_query.parse(view.words, sense)
        assert query.puzzles == ()
        today = ui_office.clock.today()
        said = case_counts.many(session, query.narrow(CaseFilter()), today)
        assert said == case_counts.many(session, view.base(ui_office.officer), today)


def test_a_long_name_is_shortened_and_told_whole(window: MainWindow) -> None:
    name = save_query(window, "type:NT", "Electroplating factories in Dongguan, for the autumn")
    button = window.rail.saved[name]
    assert button.text().endswith("…")
    assert "for the autumn" in button.accessibleName()
    assert "for the autumn" in button.toolTip()


def test_many_views_scroll_and_the_window_stays_as_small(window: MainWindow, ui_office: Office) -> None:
    least = window.minimumSizeHint().height()
    with ui_office.work() as work:
        for number in range(20):
            views.save(work, ViewFields(f"View {number}", "type:NT"))
    window.saved.read()
    QApplication.processEvents()
    assert len(window.rail.saved) == 20
    assert window.minimumSizeHint().height() == least


@pytest.mark.parametrize("look", LOOKS[::4], ids=str)
def test_no_text_is_cut(window: MainWindow, look: Look, qapp: QApplication) -> None:
    save_query(window, "type:NT -stage:paid", "新界紙品")
    window.cases.bar.put("type:NT stge:paid")
    dress(qapp, look)
    show(window, look.size)
    assert faults(window) == []
    dialog = ViewDialog(window.desk, window, "type:NT", {})
    dialog.open()
    assert faults(dialog) == []
    dialog.close()
