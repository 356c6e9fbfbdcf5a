"""Everyone can use it: a focus that is seen, scaling, and that missing names and faint words are found.

That no page has any is tested where every page is looked at, in `test_screens`.
"""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QSize, Qt
from PySide6.QtGui import QColor
from PySide6.QtWidgets import (
    QApplication,
    QCheckBox,
    QLabel,
    QLineEdit,
    QListWidget,
    QPushButton,
    QRadioButton,
    QTabBar,
    QWidget,
)
from pytestqt.qtbot import QtBot

from tests.ui import looking
from tests.ui.looking import SIZES, Look
from tests.ui.reading import faint, nameless
from tests.ui.screens import Scene
from ui import theme
from ui.theme import Mode, contrast
from ui.widgets.basic import Button, Tool, column
from ui.widgets.editors import Choices, Line, Lines

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def office(qapp: QApplication, tmp_path_factory: pytest.TempPathFactory) -> Scene:
    return Scene(tmp_path_factory.mktemp("accessible") / "sample-office")


@pytest.fixture
def scene(office: Scene) -> Iterator[Scene]:
    yield office
    office.close()


def test_row_76_a_control_without_a_name_is_found(qtbot: QtBot) -> None:
    window, line, button = QWidget(), QLineEdit(), QPushButton()
    window.setLayout(column(line, button))
    qtbot.addWidget(window)
    window.show()
    assert [one.split()[1] for one in nameless(window)] == ["QLineEdit", "QPushButton"]


def test_row_77_faint_words_are_found(qtbot: QtBot) -> None:
    window, label, clear = QWidget(), QLabel("Hardly to be read at all"), QLabel("Black on white")
    label.setStyleSheet("color: #999999; background: #FFFFFF")
    clear.setStyleSheet("color: #000000; background: #FFFFFF")
    window.setLayout(column(label, clear))
    qtbot.addWidget(window)
    window.show()
    assert [one.partition(":")[0] for one in faint(window)] == ["QLabel('Hardly to be read at all')"]


# --- the focus


def kinds() -> dict[str, Callable[[], QWidget]]:
    """Everything that takes the focus, by what it is."""

    def choices() -> QWidget:
        made = Choices()
        made.addItems(["One", "Two"])
        return made

    def listed() -> QWidget:
        made = QListWidget()
        made.addItems(["One", "Two"])
        return made

    def tabs() -> QWidget:
        made = QTabBar()
        made.addTab("One")
        made.addTab("Two")
        made.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        return made

    return {
        "button": lambda: Button("Save"),
        "primary button": lambda: Button("Save", kind="primary"),
        "danger button": lambda: Button("Save", kind="danger"),
        "link": lambda: Button("Save", kind="link"),
        "tool": lambda: Tool("x", "Close"),
        "line": Line,
        "lines": Lines,
        "choice": choices,
        "check box": lambda: QCheckBox("One"),
        "radio button": lambda: QRadioButton("One"),
        "list": listed,
        "tabs": tabs,
    }


@pytest.mark.parametrize("mode", ["light", "dark"])
@pytest.mark.parametrize("kind", kinds())
def test_row_78_the_focus_is_a_ring_of_two_points_that_stands_out(
    qapp: QApplication, kind: str, mode: Mode, qtbot: QtBot
) -> None:
    looking.dress(qapp, Look("en", mode, SIZES[0]))
    window, other, one = QWidget(), QPushButton("Other"), kinds()[kind]()
    window.setLayout(column(other, one, margins=20))
    window.resize(240, 160)
    qtbot.addWidget(window)
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    one.setFocus(Qt.FocusReason.TabFocusReason)
    qtbot.waitUntil(one.hasFocus)
    assert ring(window, one) >= 2
    ground = window.palette().color(window.backgroundRole()).name()
    assert contrast(theme.colours().focus, ground) >= 3
    other.setFocus(Qt.FocusReason.TabFocusReason)
    assert ring(window, one) == 0


def ring(window: QWidget, one: QWidget) -> int:
    """How many points wide the colour of the focus is at the upper edge of a widget, where its ring must be."""
    picture = window.grab().toImage()
    focus = QColor(theme.colour("focus")).rgb()
    middle = one.mapTo(window, QPoint(min(one.width() // 3, 40), 0))
    wide = [picture.pixel(middle.x(), middle.y() + down) == focus for down in range(-2, 8)]
    return sum(wide)


# --- larger on the screen

_SCALED = """
import sys
from pathlib import Path
from PySide6.QtCore import QSize
from PySide6.QtWidgets import QApplication
application = QApplication([])
from tests.ui import looking
from tests.ui.looking import Look
from tests.ui.screens import PAGES, Scene
scene = Scene(Path(sys.argv[1]) / "sample-office")
for page in sys.argv[2].split():
    shown = PAGES[page][-1].look(scene, Look(sys.argv[3], "light", QSize(1280, 720)))
    assert shown.devicePixelRatio() == float(sys.argv[4]), shown.devicePixelRatio()
    for fault in looking.faults(shown):
        print(page, fault)
scene.close()
"""


@pytest.mark.parametrize(
    ("factor", "language", "pages"),
    [("1.25", "zh_HK", "list help"), ("1.5", "en", "find keys"), ("2", "zh_CN", "list assessed")],
)
def test_row_79_nothing_is_cut_when_the_screen_is_scaled(office: Scene, factor: str, language: str, pages: str) -> None:
    office.window()
    office.close()
    environment = {**os.environ, "QT_SCALE_FACTOR": factor, "QT_QPA_PLATFORM": "offscreen", "PYTHONPATH": str(ROOT)}
    words = [sys.executable, "-c", _SCALED, str(office.folder.parent), pages, language, factor]
    done = subprocess.run(words, cwd=ROOT, env=environment, capture_output=True, text=True, timeout=300, check=False)
    assert done.returncode == 0, done.stderr
    assert done.stdout == ""


def test_row_79_the_window_goes_down_to_the_smallest_screen(scene: Scene) -> None:
    least = scene.window().minimumSizeHint().expandedTo(scene.window().minimumSize())
    assert least.width() <= 1024
    assert least.height() <= 700
    assert QSize(1280, 720).expandedTo(least) == QSize(1280, 720)
