"""Ctrl+K: one box that finds and does; recents; keys and mouse; nothing in the middle of composing; spoken."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from uuid import uuid4

import pytest
from PySide6.QtCore import QSettings, Qt
from PySide6.QtGui import QAccessible, QInputMethodEvent
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from app import cases
from app.clock import HeldClock
from app.finding import Found, Kind
from app.office import Office
from app.texts import Message, Words
from models.stages import Stage
from tests.ui import real_office
from ui import keys, page_stack, theme, words
from ui.desk import Desk
from ui.find import finder as finding
from ui.find.commands import Command
from ui.find.lines import Heading, Line, spans
from ui.history import Spot
from ui.lane import InlineLane, Job
from ui.window import MainWindow


class HeldLane(InlineLane):
    """Does each job at once, or, while it is held, when it is let go."""

    def __init__(self) -> None:
        super().__init__()
        self.held: list[tuple[Job, bool]] | None = None

    def put(self, job: Job, *, back: bool = False) -> None:
        if self.held is None:
            super().put(job, back=back)
        else:
            self.held.append((job, back))

    def let_go(self) -> None:
        held, self.held = self.held or [], None
        for job, back in held:
            super().put(job, back=back)


@pytest.fixture
def office(tmp_path: Path, clock: HeldClock) -> Iterator[Office]:
    with real_office.opened(tmp_path / "office", clock) as made:
        yield made


@pytest.fixture
def lane() -> HeldLane:
    return HeldLane()


class Page(QWidget):
    """Stands for the pages that are only opened."""

    def __init__(self, _desk: Desk, _spot: Spot) -> None:
        super().__init__()


@pytest.fixture(params=[False], ids=[""])
def real(request: pytest.FixtureRequest) -> bool:
    """Whether the pages are the real ones."""
    return bool(request.param)


@pytest.fixture
def window(
    office: Office, lane: HeldLane, real: bool, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> Iterator[MainWindow]:
    if not real:
        monkeypatch.setattr(page_stack, "PAGES", dict.fromkeys(("case", "applicant", "applicants", "calculator"), Page))
    desk = Desk(office, lane)
    made = MainWindow(desk, QSettings(str(tmp_path / "window.ini"), QSettings.Format.IniFormat))
    qtbot.addWidget(made)
    made.resize(1280, 720)
    made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    made.cases.focus_list()
    yield made
    made.finder.give_up()
    desk.close()


@pytest.fixture
def type_(window: MainWindow, qtbot: QtBot) -> Callable[[str], None]:
    """Go to the box and type."""

    def typed(text: str) -> None:
        window.find_anything()
        qtbot.keyClicks(window.top.search, text)

    return typed


def lines(window: MainWindow) -> list[str]:
    return [one.name for one in window.finder.panel.model.lines]


def chosen(window: MainWindow) -> Line:
    found = window.finder.panel.current()
    assert found is not None
    return found


def press(window: MainWindow, key: Qt.Key, qtbot: QtBot, control: bool = False) -> None:
    modifiers = Qt.KeyboardModifier.ControlModifier if control else Qt.KeyboardModifier.NoModifier
    qtbot.keyClick(window.top.search, key, modifiers)


def test_row_01_a_case_is_found_by_its_number_and_opened(
    window: MainWindow, type_: Callable[[str], None], qtbot: QtBot
) -> None:
    row = window.cases.table.model.rows[2]
    type_(str(row.reference))
    assert window.finder.panel.isVisible()
    assert str(row.reference) in chosen(window).name
    assert chosen(window).why
    press(window, Qt.Key.Key_Return, qtbot)
    assert window.stack.spot == Spot("case", row.id)
    assert not window.finder.panel.isVisible()
    assert window.top.search.text() == ""


@pytest.mark.parametrize("text", ["永发", "永發", "wing fat", "ELECTROPL"])
def test_row_01_an_applicant_is_found_however_it_is_written(
    window: MainWindow, type_: Callable[[str], None], text: str, qtbot: QtBot
) -> None:
    type_("x")
    window.top.search.setText(text)
    at = next(at for at, name in enumerate(lines(window)) if name.startswith("Wing Fat"))
    for _each in range(at):
        press(window, Qt.Key.Key_Down, qtbot)
    assert "永發電鍍廠" in chosen(window).second
    press(window, Qt.Key.Key_Return, qtbot)
    assert window.stack.spot.kind == "applicant"


def test_row_01_a_case_goes_into_a_window_of_its_own_with_ctrl_enter(
    window: MainWindow, type_: Callable[[str], None], qtbot: QtBot
) -> None:
    asked: list[object] = []
    window.window_asked.connect(asked.append)
    row = window.cases.table.model.rows[0]
    type_(str(row.reference))
    press(window, Qt.Key.Key_Return, qtbot, control=True)
    assert asked == [row.id]
    assert window.page() is window.cases


def test_row_02_a_command_runs_from_the_box_and_shows_its_keys(
    window: MainWindow, type_: Callable[[str], None], qtbot: QtBot
) -> None:
    type_("calculator")
    assert chosen(window).name == "Calculator"
    assert chosen(window).why == keys.shown("Ctrl+4")
    press(window, Qt.Key.Key_Return, qtbot)
    assert window.stack.spot.kind == "calculator"


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("匯出", "Export to Excel…"),
        ("导出", "Export to Excel…"),
        ("深色", "Theme: Dark"),
        ("繁體", "Language: 繁體中文（香港）"),
        ("exprot", "Export to Excel…"),
    ],
)
def test_row_02_a_command_is_found_in_every_language_and_misspelt(
    window: MainWindow, type_: Callable[[str], None], text: str, name: str
) -> None:
    type_("x")
    window.top.search.setText(text)
    assert name in lines(window)


def found(kind: Kind, name: str, *, sure: bool) -> Found:
    return Found(kind, uuid4(), "", Words(name, name, name), Message("why"), None, uuid4(), sure)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("task", ["Task register", "Written", "Sounds"]),  # begins so; then what is written so; then what sounds so
        ("re", ["Written", "Task register", "Sounds"]),
        ("renwu", ["Written", "Task register", "Sounds"]),
        ("wu ce", ["Written", "Sounds", "Task register"]),  # a command that merely sounds so comes last
    ],
)
def test_row_02_commands_and_what_is_written_so_stand_before_what_only_sounds_so(
    window: MainWindow, monkeypatch: pytest.MonkeyPatch, text: str, expected: list[str]
) -> None:
    records = (found(Kind.APPLICANT, "Written", sure=True), found(Kind.FACTORY, "Sounds", sure=False))
    monkeypatch.setattr(finding, "find", lambda *_args, **_terms: records)
    command = Command(("x",), "Task register", "", "", "list", lambda: None)
    monkeypatch.setattr(finding, "commands", lambda *_args: [command])
    monkeypatch.setattr(finding, "names", lambda _command: ("Task register", "任務冊", "任务册"))
    window.find_anything()
    window.top.search.setText(text)
    assert lines(window)[:-1] == expected


def test_row_02_what_is_found_by_its_sound_stays_one_group_where_no_command_is_meant(
    window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    records = (found(Kind.APPLICANT, "A", sure=True), found(Kind.APPLICANT, "B", sure=False))
    monkeypatch.setattr(finding, "find", lambda *_args, **_terms: records)
    monkeypatch.setattr(finding, "commands", lambda *_args: [])
    window.find_anything()
    window.top.search.setText("din dou")
    model = window.finder.panel.model
    headings = [one.text for row in range(model.rowCount()) if isinstance(one := model.at(row), Heading)]
    assert headings == ["Applicants", "Case list"]


def test_row_02_theme_and_language_are_chosen_from_the_box(
    window: MainWindow, type_: Callable[[str], None], qtbot: QtBot
) -> None:
    type_("dark")
    press(window, Qt.Key.Key_Return, qtbot)
    assert theme.current.mode == "dark"
    window.find_anything()
    window.top.search.setText("简体")
    press(window, Qt.Key.Key_Return, qtbot)
    assert words.language() == "zh_CN"


def test_row_02_the_case_chosen_in_the_list_is_assigned_and_the_notice_says_to_whom(
    window: MainWindow, type_: Callable[[str], None], qtbot: QtBot
) -> None:
    window.cases.table.choose(window.cases.table.model.rows[0].id)
    type_("assign lky")
    assert chosen(window).name == "Assign to LKY LAU Kit-ying 劉潔縈"
    press(window, Qt.Key.Key_Return, qtbot)
    assert window.notices._words.text() == "The case is assigned to LAU Kit-ying 劉潔縈."
    assert len(window.cases.table.model.rows) == 8  # no longer one's own


def test_row_02_who_may_only_read_is_offered_no_act(
    office: Office, window: MainWindow, type_: Callable[[str], None]
) -> None:
    from app import opening

    assert office.folder is not None
    other = opening.open_office(office.folder, login="lky", password=real_office.PASSWORD, clock=office.clock)
    office.sign_in(other.officer)
    other.close()
    window.menus.allow()
    type_("assign")
    assert lines(window) == ["Search the case list for “assign”"]
    window.finder.give_up()
    type_("new case")
    assert "New case…" not in lines(window)


def test_row_03_the_empty_box_shows_what_was_open_last(window: MainWindow, qtbot: QtBot) -> None:
    first, second = window.cases.table.model.rows[4], window.cases.table.model.rows[1]
    window.open_case(first.id)
    window.open_case(second.id)
    window.open_applicant(second.applicant_id)
    window.show_cases()
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_E, Qt.KeyboardModifier.ControlModifier)
    told = lines(window)
    assert told[1].startswith(str(second.reference))
    assert told[2].startswith(str(first.reference))
    assert len(told) <= 10
    press(window, Qt.Key.Key_Down, qtbot)
    press(window, Qt.Key.Key_Return, qtbot)
    assert window.stack.spot == Spot("case", second.id)


def test_another_window_knows_what_was_open_last(window: MainWindow) -> None:
    assert window.desk.another().recents is window.desk.recents


# --- the keyboard


def test_the_keyboard_goes_back_to_where_it_was(window: MainWindow, type_: Callable[[str], None], qtbot: QtBot) -> None:
    assert window.cases.table.view.hasFocus()
    type_("wing")
    press(window, Qt.Key.Key_Escape, qtbot)
    assert window.cases.table.view.hasFocus()
    assert not window.finder.panel.isVisible()
    assert window.top.search.text() == ""


def test_up_and_down_go_round_over_the_headings(window: MainWindow, type_: Callable[[str], None], qtbot: QtBot) -> None:
    type_("ta")
    count = len(window.finder.panel.model.lines)
    assert count < window.finder.panel.model.rowCount()
    seen = [chosen(window)]
    for _each in range(count - 1):
        press(window, Qt.Key.Key_Down, qtbot)
        seen.append(chosen(window))
    assert seen == list(window.finder.panel.model.lines)
    press(window, Qt.Key.Key_Down, qtbot)
    assert chosen(window) is seen[0]
    press(window, Qt.Key.Key_Up, qtbot)
    assert chosen(window) is seen[-1]
    press(window, Qt.Key.Key_PageUp, qtbot)
    press(window, Qt.Key.Key_PageUp, qtbot)
    assert chosen(window) is seen[0]


def test_enter_before_the_answer_waits_for_it(
    window: MainWindow, lane: HeldLane, type_: Callable[[str], None], qtbot: QtBot
) -> None:
    row = window.cases.table.model.rows[2]
    type_("x")
    lane.held = []
    window.top.search.setText(str(row.reference))
    press(window, Qt.Key.Key_Return, qtbot)
    assert window.page() is window.cases
    lane.let_go()
    assert window.stack.spot == Spot("case", row.id)


def test_who_types_on_after_enter_is_not_sent_anywhere(
    window: MainWindow, lane: HeldLane, type_: Callable[[str], None], qtbot: QtBot
) -> None:
    type_("x")
    lane.held = []
    window.top.search.setText("calc")
    press(window, Qt.Key.Key_Return, qtbot)
    qtbot.keyClicks(window.top.search, "ulator")
    lane.let_go()
    assert window.page() is window.cases
    assert chosen(window).name == "Calculator"


def test_the_language_changes_while_the_panel_is_open(window: MainWindow, type_: Callable[[str], None]) -> None:
    type_("calculator")
    window.next_language()
    assert chosen(window).name == "資助計算"
    window.resize(1000, 640)
    QApplication.processEvents()
    assert window.finder.panel.geometry().right() < window.width()


def test_an_answer_that_comes_after_the_box_was_left_shows_nothing(
    window: MainWindow, lane: HeldLane, type_: Callable[[str], None], qtbot: QtBot
) -> None:
    lane.held = []
    type_("wing")
    press(window, Qt.Key.Key_Escape, qtbot)
    lane.let_go()
    assert not window.finder.panel.isVisible()


def test_an_older_answer_never_takes_the_place_of_a_newer_question(
    window: MainWindow, lane: HeldLane, type_: Callable[[str], None]
) -> None:
    lane.held = []
    type_("wing")
    first = list(lane.held)
    window.top.search.setText("tai ping")
    lane.held = first
    lane.let_go()
    assert not any("Wing" in one for one in lines(window))


def test_nothing_is_asked_or_opened_while_a_word_is_being_composed(
    window: MainWindow, type_: Callable[[str], None], qtbot: QtBot
) -> None:
    type_("wing")
    before = lines(window)
    box = window.top.search
    QApplication.sendEvent(box, QInputMethodEvent("din dou", []))
    for key in (Qt.Key.Key_Return, Qt.Key.Key_Escape, Qt.Key.Key_Down):
        press(window, key, qtbot)
    press(window, Qt.Key.Key_Return, qtbot, control=True)
    assert window.page() is window.cases
    assert lines(window) == before
    assert window.finder.panel.isVisible()
    composed = QInputMethodEvent()
    composed.setCommitString("電鍍")
    box.clear()
    QApplication.sendEvent(box, composed)
    assert box.text() == "電鍍"
    assert any(one.startswith("Wing Fat") for one in lines(window))


def test_a_click_takes_a_line_and_one_elsewhere_closes(
    window: MainWindow, type_: Callable[[str], None], qtbot: QtBot
) -> None:
    type_("calculator")
    view = window.finder.panel.view
    place = view.visualRect(view.currentIndex()).center()
    qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert window.stack.spot.kind == "calculator"
    type_("wing")
    qtbot.mouseClick(window.status, Qt.MouseButton.LeftButton)
    assert not window.finder.panel.isVisible()
    assert window.top.search.text() == "wing"
    qtbot.mouseClick(window.top.search, Qt.MouseButton.LeftButton)
    assert window.finder.panel.isVisible()


def test_the_line_is_heard_by_a_screen_reader(
    window: MainWindow, type_: Callable[[str], None], qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    heard: list[str] = []
    monkeypatch.setattr(QAccessible, "updateAccessibility", lambda event: heard.append(event.message()))
    type_("zzz")
    assert "Nothing is called “zzz”." in heard
    assert heard[-1] == "Search the case list for “zzz”, 1 of 1"
    window.top.search.setText("ta")
    press(window, Qt.Key.Key_Down, qtbot)
    assert heard[-1].endswith(f"2 of {len(window.finder.panel.model.lines)}")


# --- what is shown


@pytest.mark.parametrize(
    ("name", "text", "bold"),
    [
        ("永發電鍍廠有限公司", "电镀", ["電鍍"]),
        ("衞達電鍍", "卫达", ["衞達"]),
        ("Wing Fat Limited", "fat  WI", ["Wi", "Fat"]),
        ("ＡＢＣ Ｌｔｄ", "abc", ["ＡＢＣ"]),
        ("Straße", "strasse", ["Straße"]),
        ("50% off_", "% _", ["%", "_"]),
        ("Wing", "din dou", []),
        ("", "x", []),
    ],
)
def test_what_was_typed_is_bold_however_it_is_written(name: str, text: str, bold: list[str]) -> None:
    assert [name[start:end] for start, end in spans(name, text)] == bold


def test_a_certificate_opens_the_awards_on_it(window: MainWindow, monkeypatch: pytest.MonkeyPatch) -> None:
    whose = window.cases.table.model.rows[0].applicant_id
    award = Found(Kind.CERTIFICATE, uuid4(), "P/2024/0001", Words("A", "B", "C"), Message("number"), None, whose)
    monkeypatch.setattr(finding, "find", lambda *_args, **_terms: (award,))
    opened: list[object] = []
    monkeypatch.setattr(window, "open_award", opened.append)
    window.find_anything()
    window.top.search.setText("P/2024")
    assert lines(window)[0] == "P/2024/0001  A"
    window.top.search.entered.emit(False)
    assert opened == [award.id]


def test_signs_of_a_query_language_are_taken_as_they_are(window: MainWindow, type_: Callable[[str], None]) -> None:
    for text in ("%", "_", "'", '"', "*", "NEAR(", "a OR b", "-x", "\\", "); drop table"):
        window.find_anything()
        window.top.search.setText(text)
        assert lines(window)[-1] == f"Search the case list for “{text}”"


@pytest.mark.parametrize("real", [True], ids=["real"], indirect=True)
def test_a_case_page_offers_its_own_ways(window: MainWindow, type_: Callable[[str], None]) -> None:
    row = next(one for one in window.cases.table.model.rows if one.stage is Stage.COMPLETENESS)
    window.open_case(row.id)
    type_("vetting")
    assert any("vetting" in one.casefold() for one in lines(window)[:-1])
    window.finder.give_up()
    type_("write a note")
    assert chosen(window).name == "Write a note"
    assert chosen(window).why == keys.shown("Ctrl+M")
    assert cases.assign.name == "case.assign"
