"""The main window: going about, searching, counting, undoing, languages; and nothing lost on the way."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from uuid import UUID

import pytest
from PySide6.QtCore import QSettings, Qt
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from app import cases
from app.clock import HeldClock
from app.office import Office
from app.refusal import NotReady
from models.kinds import OfficeKind
from models.stages import Stage
from tests.ui import real_office
from tests.ui.looking import LOOKS, Look, dress, faults, show
from ui import page_stack, words
from ui.desk import Desk
from ui.history import History, Spot
from ui.lane import InlineLane
from ui.widgets.banner import SampleStripe
from ui.window import MainWindow


class Paper(QLabel):
    """A page that stands for any other."""

    def __init__(self, _desk: Desk, spot: Spot) -> None:
        super().__init__(f"{spot.kind}")
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.leave = True
        self.dirty = False
        self.times_shown = 0

    def may_leave(self) -> bool:
        return self.leave

    def shown(self) -> None:
        self.times_shown += 1


@pytest.fixture(params=[OfficeKind.REAL], ids=["real"])
def office(request: pytest.FixtureRequest, tmp_path: Path, clock: HeldClock) -> Iterator[Office]:
    with real_office.opened(tmp_path / "office", clock, request.param) as made:
        yield made


@pytest.fixture
def window(office: Office, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> Iterator[MainWindow]:
    monkeypatch.setattr(page_stack, "PAGES", dict.fromkeys(("case", "applicant", "applicants", "calculator"), Paper))
    desk = Desk(office, InlineLane())
    made = MainWindow(desk, QSettings(str(tmp_path / "window.ini"), QSettings.Format.IniFormat))
    qtbot.addWidget(made)
    made.show()
    yield made
    desk.close()


def first_case(window: MainWindow) -> UUID:
    return window.cases.table.model.rows[0].id


def test_it_opens_on_ones_own_open_cases_with_the_numbers_beside_the_views(window: MainWindow, qtbot: QtBot) -> None:
    assert window.cases.view == "mine"
    assert len(window.cases.table.model.rows) == 9
    qtbot.waitUntil(lambda: window.rail.views["overdue"].accessibleName() == "Overdue: 4")
    assert window.rail.views["soon"].accessibleName() == "Due this week: 5"
    assert window.windowTitle() == "My open cases – Test office – CP Desk"


def test_a_view_of_the_rail_filters_the_list(window: MainWindow) -> None:
    window.rail.views["overdue"].click()
    assert len(window.cases.table.model.rows) == 4
    assert window.rail.views["overdue"].isChecked()
    assert not window.rail.views["mine"].isChecked()


def test_the_numbers_follow_each_act(window: MainWindow) -> None:
    row = window.cases.table.model.rows[0]
    window.desk.do(cases.set_due, row.id, None, "", seen=row.version)
    assert window.rail.views["overdue"].accessibleName() == "Overdue: 3"


def test_back_and_forward(window: MainWindow) -> None:
    window.rail.views["overdue"].click()
    case = first_case(window)
    window.open_case(case)
    window.show_applicants()
    window.back()
    assert window.stack.spot == Spot("case", case)
    window.back()
    assert window.page() is window.cases
    assert window.cases.view == "overdue"
    window.back()
    assert window.cases.view == "mine"
    assert not window.menus.actions["back"].isEnabled()
    window.forward()
    window.forward()
    assert window.stack.spot == Spot("case", case)


def test_a_page_with_unsaved_work_is_not_left_unasked(window: MainWindow) -> None:
    window.show_calculator()
    page = window.page()
    assert isinstance(page, Paper)
    page.leave = False
    window.rail.places["applicants"].click()
    assert window.page() is page
    assert window.rail.places["calculator"].isChecked()
    assert not window.close()
    page.leave = True
    assert window.close()


def test_pages_are_told_when_they_are_shown_again(window: MainWindow) -> None:
    window.show_calculator()
    page = window.page()
    window.show_cases()
    window.show_calculator()
    assert isinstance(page, Paper)
    assert page.times_shown == 2


def test_only_the_newest_record_pages_are_kept(window: MainWindow) -> None:
    for row in window.cases.table.model.rows:
        window.open_case(row.id)
    kept = [spot for spot in window.stack._pages if spot.id is not None]
    assert len(kept) == page_stack.KEPT
    assert window.stack.spot in kept


def test_words_of_the_box_are_looked_for_in_the_list(window: MainWindow, qtbot: QtBot) -> None:
    window.show_applicants()
    window.find_anything()
    qtbot.keyClicks(window.top.search, "tai ping")
    qtbot.keyClick(window.top.search, Qt.Key.Key_Up)  # round to the last line
    qtbot.keyClick(window.top.search, Qt.Key.Key_Return)
    assert window.page() is window.cases
    assert len(window.cases.table.model.rows) == 3
    assert window.top.search.text() == ""


def test_words_that_one_view_has_no_case_for_are_looked_for_in_all(window: MainWindow) -> None:
    moved = window.cases.table.model.rows[1]
    window.desk.do(cases.assign, moved.id, None, seen=moved.version)
    window.search_list(str(moved.reference))
    window.cases.table._page._button.click()
    assert window.stack.spot == Spot("cases", view="all")
    assert window.rail.views["all"].isChecked()
    assert [row.id for row in window.cases.table.model.rows] == [moved.id]


def test_row_80_the_language_changes_at_once_and_goes_round(window: MainWindow, qtbot: QtBot) -> None:
    heard: list[str] = []
    window.language_chosen.connect(heard.append)
    for _ in range(3):
        window.next_language()
    assert heard == ["zh_HK", "zh_CN", "en"]
    window.next_language()
    assert words.language() == "zh_HK"
    assert window.top.languages.buttons["zh_HK"].isChecked()
    assert "永發電鍍廠有限公司" in window.cases.table.model.index(1, 1).data()


def test_undo_names_the_act_and_takes_it_back(window: MainWindow) -> None:
    row = window.cases.table.model.rows[0]
    window.desk.do(cases.set_due, row.id, None, "", seen=row.version)
    window.ask_undoable()
    assert window.menus.actions["undo"].text() == "Undo: Set a due date"
    window.cases.table.view.setFocus()
    window.undo()
    assert window.notices._words.text() == "Taken back: Set a due date"
    assert first_case(window) == row.id


def test_undo_in_a_field_takes_back_the_typing_only(window: MainWindow, qtbot: QtBot) -> None:
    row = window.cases.table.model.rows[0]
    window.desk.do(cases.set_due, row.id, None, "", seen=row.version)
    window.activateWindow()
    window.find_anything()
    qtbot.waitUntil(window.top.search.hasFocus)
    qtbot.keyClicks(window.top.search, "x")
    window.undo()
    assert window.top.search.text() == ""
    assert len([one for one in window.cases.table.model.rows if one.due_on is None]) == 1


def test_a_refusal_nobody_took_becomes_a_notice(window: MainWindow) -> None:
    window.desk.refused.emit(NotReady("This case cannot go there."))
    assert window.notices.isVisible()
    assert window.notices._words.text() == "This case cannot go there."


def test_who_may_only_read_finds_the_acts_grey(office: Office, window: MainWindow) -> None:
    from app import opening

    assert window.menus.actions["show_officers"].isEnabled()
    assert office.folder is not None
    other = opening.open_office(office.folder, login="lky", password=real_office.PASSWORD, clock=office.clock)
    desk = Desk(other, InlineLane())
    theirs = MainWindow(desk, QSettings())
    assert not theirs.menus.actions["new_case"].isEnabled()
    assert not theirs.menus.actions["show_officers"].isEnabled()
    assert not theirs.top.new.isEnabled()
    theirs.deleteLater()
    other.close()


def test_the_rail_folds_to_icons_that_keep_their_names(window: MainWindow, qtbot: QtBot) -> None:
    button = window.rail.views["overdue"]
    qtbot.waitUntil(lambda: button.accessibleName() == "Overdue: 4")
    window.resize(1000, 700)
    assert window.rail.width() < 60
    assert button.toolTip() == "<qt>Overdue: 4</qt>"
    assert button.accessibleName() == "Overdue: 4"
    window.resize(1300, 700)
    assert window.rail.width() > 150


def test_f6_goes_round_the_regions(window: MainWindow, qtbot: QtBot) -> None:
    window.activateWindow()
    qtbot.waitUntil(lambda: bool(window.cases.inspector._title.text()))
    window.find_anything()
    seen: list[QWidget] = []
    for _ in range(5):
        window.next_region()
        focused = QApplication.focusWidget()
        assert focused is not None
        seen.append(focused)
    assert seen[-1] is window.top.search
    assert window.cases.table.view in seen
    window.previous_region()
    assert QApplication.focusWidget() is seen[-2]


def test_next_case_of_the_list(window: MainWindow) -> None:
    ids = [row.id for row in window.cases.table.model.rows]
    window.cases.table.choose(ids[0])
    window.next_case()
    assert window.cases.table.current_key() == ids[1]
    window.open_chosen()
    window.next_case()
    assert window.stack.spot == Spot("case", ids[2])


def test_row_41_a_backup_and_a_check_from_the_menu(window: MainWindow, tmp_path: Path, qtbot: QtBot) -> None:
    from ui.admin.upkeep import back_up_to

    file = tmp_path / "office.cpdesk-backup"
    back_up_to(window, file)
    assert file.exists()
    assert window.notices._words.text() == f"The backup is complete: {file}"
    back_up_to(window, file)
    assert "already" in window.notices._words.text()
    window.check_office()
    assert window.notices._words.text() == "Nothing is wrong: every part of the office is as it was written."


@pytest.mark.parametrize("office", [OfficeKind.SAMPLE], indirect=True, ids=["sample"])
def test_row_83_the_sample_office_says_so_on_every_screen(window: MainWindow) -> None:
    assert [one for one in window.findChildren(SampleStripe) if one.isVisible()]


def test_a_real_office_has_no_stripe(window: MainWindow) -> None:
    assert not window.findChildren(SampleStripe)


@pytest.mark.parametrize("office", [OfficeKind.SAMPLE], indirect=True, ids=["sample"])
@pytest.mark.parametrize("look", LOOKS, ids=str)
def test_no_text_is_cut(window: MainWindow, look: Look, qapp: QApplication) -> None:
    window.desk.do(cases.move, first_case(window), Stage.COMPLETENESS, seen=window.cases.table.model.rows[0].version)
    dress(qapp, look)
    show(window, look.size)
    assert faults(window) == []


def test_only_the_page_in_front_says_whether_all_is_saved(window: MainWindow, qtbot: QtBot) -> None:
    window.open_case(first_case(window))
    window.show_applicants()
    window.stack.dirty_changed.emit(True)  # a page behind says so
    assert "Everything is saved" in {label.text() for label in window.status.findChildren(QLabel)}
    window.show_calculator()
    window.page().saves = False  # type: ignore[attr-defined]
    window.stack.moved.emit()
    assert not any(
        label.text() == "Everything is saved" for label in window.status.findChildren(QLabel) if label.isVisible()
    )


def test_history_forgets_what_was_ahead() -> None:
    history = History()
    for kind in ("a", "b", "c"):
        history.go(Spot(kind))
    history.step(-1)
    history.go(Spot("d"))
    assert history.now == Spot("d")
    assert history.peek(1) is None
    assert history.peek(-1) == Spot("b")
