"""From the command to the window and out again, with real threads; no thread and no file is left behind."""

from __future__ import annotations

import gc
import json
import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app import cases, opening, settings
from app.clock import HeldClock
from app.settings import Settings
from models.kinds import OfficeKind
from tests.ui import real_office
from ui import keys, theme, words
from ui.startup import Program, named_folder


@pytest.fixture
def folder(tmp_path: Path, clock: HeldClock) -> Path:
    return real_office.copied(tmp_path / "office", clock, OfficeKind.SAMPLE)


@pytest.fixture
def program(qapp: QApplication, tmp_path: Path) -> Iterator[Program]:
    settings.save(Settings("en", "light"), tmp_path / "settings")
    made = Program(qapp, tmp_path / "settings")
    yield made
    made.end()


def test_an_office_opens_into_a_window_that_fills_itself(program: Program, folder: Path, qtbot: QtBot) -> None:
    program.enter(opening.open_office(folder, login="cky", password=""))
    window = program.window
    assert window is not None
    qtbot.waitUntil(lambda: len(window.cases.table.model.rows) == 9)
    assert settings.load(folder.parent / "settings").last_office == folder


def test_an_office_brought_up_to_date_says_where_the_copy_is(program: Program, folder: Path, qtbot: QtBot) -> None:
    office = opening.open_office(folder, login="cky", password="")
    office.kept_aside = folder / "before-0002-20260504T020000Z.db"
    program.enter(office)
    assert program.window is not None
    assert program.window.notices.isVisible()
    assert str(office.kept_aside) in program.window.notices._words.text()


def test_rubbish_is_looked_for_on_the_threads_of_windows_only(program: Program, folder: Path, qtbot: QtBot) -> None:
    """Qt falls over a timer that goes on a thread which is not its own."""
    gc.enable()
    program.enter(opening.open_office(folder, login="cky", password=""))
    assert not gc.isenabled()
    went: list[threading.Thread] = []

    class Loop(QObject):
        def __init__(self) -> None:
            super().__init__()
            self.itself = self

        def __del__(self) -> None:
            went.append(threading.current_thread())

    assert program.desk is not None
    for _each in range(20):
        Loop().startTimer(1)
        program.desk.work_out(lambda: len([[one] for one in range(10_000)]), then=lambda _count: None)
    qtbot.waitUntil(lambda: len(went) == 20)
    assert {thread.name for thread in went} == {threading.main_thread().name}
    program.end()
    assert gc.isenabled()


def test_no_thread_is_left_when_it_ends(program: Program, folder: Path, qtbot: QtBot) -> None:
    before = threading.active_count()
    program.enter(opening.open_office(folder, login="cky", password=""))
    assert threading.active_count() == before + 3  # the lanes
    program.end()
    assert threading.active_count() == before


def test_another_officer_takes_the_desk(program: Program, folder: Path, qtbot: QtBot) -> None:
    before = threading.active_count()
    program.enter(opening.open_office(folder, login="cky", password=""))
    first = program.window
    program.enter(opening.open_office(folder, login="lky", password=""))
    assert program.window is not first
    assert program.window is not None
    assert program.window.top._user.text() == "LKY"
    assert threading.active_count() == before + 3  # the lanes


def test_language_and_theme_are_remembered(program: Program, folder: Path, tmp_path: Path, qtbot: QtBot) -> None:
    program.enter(opening.open_office(folder, login="cky", password=""))
    assert program.window is not None
    program.window.choose_language("zh_CN")
    program.window.choose_theme("dark")
    kept = settings.load(tmp_path / "settings")
    assert (kept.language, kept.theme) == ("zh_CN", "dark")
    assert theme.current.colours.name == "dark"
    assert words.language() == "zh_CN"


@pytest.mark.parametrize(
    ("given", "folder"),
    [
        ([], None),
        (["--office", "here"], Path("here")),
        (["sample", "--dir", "there"], Path("there")),
        (["sample", "--dir=there", "--lang", "en"], Path("there")),
    ],
)
def test_the_folder_named_on_the_command_line(given: list[str], folder: Path | None) -> None:
    assert named_folder(given) == folder


#: Tells what is loaded, and whose source was read, when the first row has been painted.
_TOLD = """
import json, linecache, os, sys
from pathlib import Path
from tests.bench import start
def tell():
    print(json.dumps([sorted(sys.modules), sorted(linecache.cache)]), flush=True)
    os._exit(0)
start.ours(Path(sys.argv[1]), "cky", tell)
"""

#: Records that the first row needs; the others are mapped when somebody asks for them.
_EARLY = frozenset("applicant assessment_kinds base blobs case chain index journal kinds migrating office".split())

#: Parts of the window that stand on the screen from the beginning.
_STANDING = frozenset("bulk cases find widgets".split())


def test_the_first_row_loads_only_what_it_needs(folder: Path, tmp_path: Path) -> None:
    """The start and the memory of a morning are measured by it: what else is needed comes after it is painted."""
    done = subprocess.run(
        [sys.executable, "-c", _TOLD, str(folder)], capture_output=True, text=True, check=True, timeout=60,
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen", "XDG_CONFIG_HOME": str(tmp_path)},
    )  # fmt: skip
    modules, read = (set(names) for names in json.loads(done.stdout.splitlines()[-1]))
    assert {"models.case", "ui.cases.list_page", "sqlcipher3"} <= modules
    parts = {name.split(".")[1] for name in modules if name.startswith("ui.") and name.count(".") > 1}
    assert parts <= _STANDING
    records = {name.removeprefix("models.") for name in modules if name.startswith("models.")}
    assert records <= _EARLY | {"stages", "store", "triggers", "types"}
    late = {
        *("app.act", "app.rules", "app.waiting", "app.search", "app.sounds", "app.case_sheet", "app.case_glance"),
        *("alembic", "html.entities", "openpyxl", "reportlab", "stdnum", "PySide6.QtPdf", "PySide6.QtPrintSupport"),
        "sqlalchemy.dialects.postgresql",
    }
    assert modules & late == set()
    assert {Path(file).name for file in read} & {"case_list.py", "list_page.py", "mapper.py"} == set()  # `make_ready`


def test_two_windows_follow_the_same_office_on_real_threads(program: Program, folder: Path, qtbot: QtBot) -> None:
    """What one window does is seen in the other, each answer reaches who asked, and a window adds no thread."""
    program.enter(opening.open_office(folder, login="cky", password=""))
    assert program.windows is not None
    (first,) = program.windows.all
    qtbot.waitUntil(lambda: len(first.cases.table.model.rows) == 9 and program._sitting is not None)
    threads = threading.active_count()
    one = first.cases.table.model.rows[0].id
    second = program.windows.open(one)
    first.open_case(one)
    pages: list[Any] = [first.page(), second.page()]
    qtbot.waitUntil(lambda: all(page.sheet is not None for page in pages))
    first.desk.do(cases.note, one, "Seen by both")
    qtbot.waitUntil(lambda: all(len(page.sheet.notes) == 1 for page in pages))
    assert first.close()
    second.desk.do(cases.note, one, "Still here")
    qtbot.waitUntil(lambda: len(pages[1].sheet.notes) == 2)
    assert threading.active_count() == threads


def test_row_31_what_was_left_unsaved_is_offered_to_who_comes_back(
    program: Program, folder: Path, qtbot: QtBot
) -> None:
    """On real threads: a word is typed, the seat is left without a word about it, and the band is there again."""
    program.enter(opening.open_office(folder, login="cky", password=""))
    qtbot.waitUntil(lambda: program._sitting is not None)
    window = program.window
    assert window is not None
    qtbot.waitUntil(lambda: len(window.cases.table.model.rows) == 9)
    window.open_case(window.cases.table.model.rows[0].id)
    page: Any = window.page()
    qtbot.waitUntil(lambda: page.sheet is not None)
    page.view.finish()
    page.sections["notes"].form.field("text").redraft("Rang")
    qtbot.waitUntil(lambda: page.bar._kept.text().startswith("Draft kept"))
    program.enter(opening.open_office(folder, login="cky", password=""))
    qtbot.waitUntil(lambda: program.window is not None and program.window.band is not None)
    assert program._sitting is not None
    (draft,) = program._sitting.keeper.left
    assert [word.seen for _part, word in draft.words] == ["Rang"]


def test_the_keys_that_were_chosen_are_there_again_at_the_next_start(
    program: Program, qapp: QApplication, tmp_path: Path
) -> None:
    import ui.menus  # noqa: F401 – from here the keys of the window are known

    keys.current.choose("new_case", "Ctrl+Alt+N")
    program.end()
    keys.current.put({})
    again = Program(qapp, tmp_path / "settings")
    assert keys.current.of("new_case") == "Ctrl+Alt+N"
    again.end()
