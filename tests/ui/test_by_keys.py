"""By the keyboard alone: F6 goes round every page with a focus that can be seen, and every key of the list works."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QPoint, QRect, Qt, QTimer
from PySide6.QtGui import QColor, QImage, QKeySequence
from PySide6.QtWidgets import QApplication, QMenu, QWidget
from pytestqt.qtbot import QtBot

from tests.ui import looking
from tests.ui.screens import ASSESSED, Scene, settle
from ui import keys, theme
from ui.applicants.list_page import ApplicantListPage
from ui.calculator.page import CalculatorPage
from ui.casefile.ask import AskDialog
from ui.casefile.page import CaseFilePage
from ui.help_window import HelpWindow
from ui.keys_dialog import KeysDialog
from ui.menus import LINES
from ui.window import MainWindow

PAGES = ("cases", "case", "applicants", "applicant", "calculator", "officers")


@pytest.fixture(scope="module")
def office(qapp: QApplication, tmp_path_factory: pytest.TempPathFactory) -> Scene:
    return Scene(tmp_path_factory.mktemp("keys") / "sample-office")


@pytest.fixture
def scene(office: Scene) -> Iterator[Scene]:
    yield office
    office.close()


def opened(scene: Scene, page: str, qtbot: QtBot) -> MainWindow:
    """The window with a page in front, active."""
    window = scene.window("kth")  # an administrator sees every page
    looking.show(window, looking.SIZES[0])
    match page:
        case "case":
            window.open_case(scene.case(ASSESSED))
        case "applicant":
            window.open_applicant(scene.applicant("Pak Wo Lace"))
        case "cases":
            window.rail.view_asked.emit("all")
        case _:
            getattr(window, f"show_{page}")()
    settle()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    return window


def press(window: MainWindow, keys: str, qtbot: QtBot) -> None:
    """Press the keys of a shortcut where the focus is."""
    combination = QKeySequence(keys)[0]  # type: ignore[index]  # PySide types it without
    qtbot.keyClick(QApplication.focusWidget() or window, combination.key(), combination.keyboardModifiers())


def focused() -> QWidget:
    found: QWidget | None = QApplication.focusWidget()
    assert found is not None
    return found


def rings(window: MainWindow, at: QWidget) -> int:
    """How many points in the colour of the focus stand on and around a widget."""
    picture: QImage = looking.grab(window)
    place = QRect(at.mapTo(window, QPoint(0, 0)), at.size()).adjusted(-3, -3, 3, 3).intersected(window.rect())
    colour = QColor(theme.colour("focus")).rgb()
    return sum(
        picture.pixel(x, y) == colour
        for y in range(place.top(), place.bottom() + 1)
        for x in range(place.left(), place.right() + 1)
        if min(x - place.left(), place.right() - x, y - place.top(), place.bottom() - y) < 8
    )


@pytest.mark.parametrize("page", PAGES)
def test_f6_goes_round_in_order_and_can_be_seen(scene: Scene, page: str, qtbot: QtBot) -> None:
    window = opened(scene, page, qtbot)
    window.find_anything()
    there: list[QWidget] = []
    for _ in range(12):
        press(window, "F6", qtbot)
        there.append(focused())
        shown = rings(window, focused())
        focused().clearFocus()
        assert shown > rings(window, there[-1]) + 20, looking.named(there[-1])
        there[-1].setFocus()
        if there[-1] is window.top.search:
            break
    assert there[-1] is window.top.search
    assert window.rail.isAncestorOf(there[0])
    tops = [one.mapTo(window, QPoint(0, 0)) for one in there[1:-1]]
    assert all(window.stack.isAncestorOf(one) for one in there[1:-1])
    assert len(tops) >= (2 if page != "applicants" else 1)
    for one in reversed(there[:-1]):
        press(window, "Shift+F6", qtbot)
        assert focused() is one


def test_the_bar_of_the_unsaved_and_the_notice_are_regions(scene: Scene, qtbot: QtBot) -> None:
    window = opened(scene, "case", qtbot)
    page = window.page()
    assert isinstance(page, CaseFilePage)
    window.notices.say("Nothing here yet")
    page.go_to("notes")
    press(window, "Ctrl+M", qtbot)
    qtbot.keyClicks(focused(), "Rang")
    press(window, "F6", qtbot)
    assert page.bar.isAncestorOf(focused())
    press(window, "F6", qtbot)
    assert window.notices.isAncestorOf(focused())
    page.discard()


def test_from_a_button_between_the_regions_it_goes_on_within_the_page(scene: Scene, qtbot: QtBot) -> None:
    window = opened(scene, "applicants", qtbot)
    page = window.page()
    assert isinstance(page, ApplicantListPage)
    page.new.setFocus()
    press(window, "F6", qtbot)
    assert focused() is page.table.view


# --- the other keys


def test_every_key_is_one_key_only() -> None:
    set_ = [line.keys for line in LINES] + [one.keys for one in (*keys.CASE, *keys.FORMS)]
    single = [key.toString() for one in set_ for key in keys.sequences(one)]
    assert len(single) == len(set(single))


def test_search_find_and_filter(scene: Scene, qtbot: QtBot) -> None:
    window = opened(scene, "applicants", qtbot)
    page = window.page()
    assert isinstance(page, ApplicantListPage)
    press(window, "Ctrl+F", qtbot)
    assert focused() is page.search
    press(window, "Ctrl+K", qtbot)
    assert focused() is window.top.search
    press(window, "Ctrl+2", qtbot)
    press(window, "Ctrl+F", qtbot)
    assert focused() is window.cases.bar.box
    press(window, "F3", qtbot)
    assert focused().accessibleName() == "Filter: Ref"


def test_the_calculator_of_the_case_or_the_one_without(scene: Scene, qtbot: QtBot) -> None:
    window = opened(scene, "case", qtbot)
    page = window.page()
    assert isinstance(page, CaseFilePage)
    before = page.view.area.verticalScrollBar().value()
    press(window, "Ctrl+L", qtbot)
    assert window.page() is page
    assert page.view.area.verticalScrollBar().value() > before
    press(window, "Ctrl+2", qtbot)
    press(window, "Ctrl+L", qtbot)
    assert isinstance(window.page(), CalculatorPage)


def test_another_stage_is_chosen_from_a_menu(scene: Scene, qtbot: QtBot) -> None:
    window = opened(scene, "case", qtbot)
    page = window.page()
    assert isinstance(page, CaseFilePage)
    wanted = [one.text() for one in page.case_actions()]
    press(window, "Ctrl+Shift+S", qtbot)
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    assert [one.text() for one in menu.actions()] == wanted
    menu.close()


@pytest.mark.parametrize("key", [one.keys for one in keys.CASE if one.keys != "Ctrl+Shift+S"])
def test_the_keys_of_a_case(scene: Scene, key: str, qtbot: QtBot) -> None:
    window = opened(scene, "case", qtbot)
    page = window.page()
    assert isinstance(page, CaseFilePage)
    page.view.area.verticalScrollBar().setValue(0)
    seen: list[str] = []

    def look() -> None:
        dialog = QApplication.activeModalWidget()
        if isinstance(dialog, AskDialog):
            seen.append(dialog.windowTitle())
            dialog.leave()

    QTimer.singleShot(50, window, look)
    press(window, key, qtbot)
    match key:
        case "Ctrl+D":
            assert seen == ["Set a due date"]
        case "Ctrl+Shift+A":
            assert seen == ["Assign the case"]
        case _:
            assert page.view.area.verticalScrollBar().value() > 0


def test_the_list_of_keys(scene: Scene, qtbot: QtBot) -> None:
    window = opened(scene, "cases", qtbot)
    press(window, "Ctrl+/", qtbot)
    dialog = window.findChild(KeysDialog)
    assert dialog is not None
    told = {one.keys for one in dialog.table.model.rows}
    assert {"Ctrl+/", "F1", "Ctrl+Shift+S", "F3"} <= told
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)


@pytest.mark.parametrize("page", PAGES)
def test_row_88_f1_opens_the_page_that_belongs_to_what_is_in_front(scene: Scene, page: str, qtbot: QtBot) -> None:
    window = opened(scene, page, qtbot)
    press(window, "F1", qtbot)
    help_ = window.findChild(HelpWindow)
    assert help_ is not None
    assert help_.topic == {"cases": "list", "applicant": "applicants", "officers": "office"}.get(page, page)
    help_.close()
