"""The real program with hands on its keyboard, killed while it saves: `python killed_window.py`, one order a line.

An order is `number folder step…`. A child is forked for each: it opens the window on the office, saves what the steps
name, one after the other, says on stdout when the window calls it saved, and dies at the n-th call of the lane that
reaches the disk or the database while something is being saved. One that comes to its end says how many there were.
"""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any

from PySide6.QtCore import QTimer
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton, QWidget

from app import case_list
from app.case_filter import CaseFilter
from app.office import Office, Work
from tests.app.killed import REACHING
from ui import startup
from ui.casefile.dialogs import DueDialog
from ui.casefile.page import CaseFilePage
from ui.cases.new_case import NewCaseDialog
from ui.sign_in import SignInDialog
from ui.window import MainWindow

PATIENCE = 60_000  # milliseconds

Stroke = Callable[[], object]


def main() -> None:
    for line in sys.stdin:
        number, folder, *steps = line.split()
        child = os.fork()
        if child == 0:
            run(int(number), Path(folder), steps)
        _, status = os.waitpid(child, 0)
        print("dead" if os.WIFSIGNALED(status) else f"ended {os.waitstatus_to_exitcode(status)}", flush=True)


def run(number: int, folder: Path, steps: list[str]) -> None:
    """Open the program and save until the call of that number."""
    reaper = Reaper(number)
    work = Office.work

    def watched(office: Office) -> AbstractContextManager[Work]:
        reaper.arm()
        return work(office)

    Office.work = watched  # type: ignore[method-assign,assignment]  # for this process only
    application = QApplication([])
    hands = Hands(application, reaper, steps)
    hands.begin()
    os._exit(startup.run(["--office", str(folder)]))


class Reaper:
    """Counts the calls of a lane that reach the disk, from the beginning of an act until the window calls it saved, and
    kills at one of them."""

    def __init__(self, number: int) -> None:
        self._number = number
        self.armed = False
        self.calls = 0

    def arm(self) -> None:
        """Count from now on, on the thread that calls this."""
        self.armed = True
        sys.setprofile(self.count)

    def count(self, _frame: object, event: str, what: Any) -> None:
        """The profiler's call."""
        if not self.armed:
            sys.setprofile(None)
        elif event == "c_call" and getattr(what, "__name__", "") in REACHING:
            if self.calls == self._number:
                os.kill(os.getpid(), signal.SIGKILL)
            self.calls += 1


class Hands:
    """Signs in, opens the first case, and saves: the title of the application, a note, a due date, a new case."""

    def __init__(self, application: QApplication, reaper: Reaper, steps: list[str]) -> None:
        self._application, self._reaper, self._steps = application, reaper, steps
        self._journey = self._strokes()
        self._said: list[str] = []

    def begin(self) -> None:
        """One stroke after the other, in whatever loop runs then; hands that get nowhere give up."""
        QTimer.singleShot(5, self._step)
        QTimer.singleShot(PATIENCE, self._application, lambda: os._exit(3))

    def _step(self) -> None:
        try:
            stroke = next(self._journey)
        except StopIteration:
            self._application.quit()
            return
        QTimer.singleShot(5, self._step)
        stroke()

    def _strokes(self) -> Iterator[Stroke]:
        yield from self._until(lambda: self._top(SignInDialog) is not None)
        yield lambda: next(one for one in _found(self._top(SignInDialog), QPushButton) if "LAU" in one.text()).click()
        yield from self._until(lambda: self._top(MainWindow) is not None)
        window = self._top(MainWindow)
        assert isinstance(window, MainWindow)
        window.stack.said.connect(lambda said: self._said.append(str(said)))
        case = self._first_case(window)
        window.open_case(case)
        yield from self._until(lambda: getattr(window.page(), "sheet", None) is not None)
        window.activateWindow()
        for step in self._steps:
            self._reaper.calls = 0
            yield from getattr(self, f"_{step}")(window)
            self._reaper.armed = False
            print(f"saved {step} {self._reaper.calls}", flush=True)

    def _first_case(self, window: MainWindow) -> Any:
        office: Any = window.desk.office
        with office.reading() as session:
            rows = case_list.rows(session, CaseFilter(), office.clock.today())
        return min(row.id for row in rows)

    def _title(self, window: MainWindow) -> Iterator[Stroke]:
        page = window.page()
        assert isinstance(page, CaseFilePage)
        line = page.sections["application"].form.field("title_en").line  # type: ignore[attr-defined]
        yield line.setFocus
        yield lambda: QTest.keyClicks(line, "+")
        yield _press("Ctrl+S")
        yield from self._until(lambda: "The application is saved." in self._said)

    def _note(self, window: MainWindow) -> Iterator[Stroke]:
        page = window.page()
        assert isinstance(page, CaseFilePage)
        yield page.view.list.first().setFocus
        yield _press("Ctrl+M")
        yield lambda: QTest.keyClicks(_where(), "Rang")
        yield _press("Ctrl+S")
        yield from self._until(lambda: "The note is added." in self._said)

    def _due(self, window: MainWindow) -> Iterator[Stroke]:
        page = window.page()
        assert isinstance(page, CaseFilePage)
        yield page.actions_.set_due
        yield from self._until(lambda: self._top(DueDialog) is not None)
        dialog = self._top(DueDialog)
        assert isinstance(dialog, DueDialog)
        line = dialog.form.field("due_for").control
        yield lambda: QTest.keyClicks(line, "+")
        yield dialog.take
        yield from self._until(lambda: "The due date is set." in self._said)

    def _case(self, window: MainWindow) -> Iterator[Stroke]:
        entered: list[object] = []
        yield window.new_case
        yield from self._until(lambda: self._top(NewCaseDialog) is not None)
        dialog = self._top(NewCaseDialog)
        assert isinstance(dialog, NewCaseDialog)
        dialog.entered.connect(entered.append)
        yield from self._until(lambda: dialog.picker.list.count() > 0)
        yield lambda: dialog.picker.list.setCurrentRow(0)
        type_of = dialog.form.field("type").control
        yield lambda: QTest.keyClicks(type_of, "NT")
        yield dialog.take
        yield from self._until(lambda: bool(entered))

    def _until(self, true: Callable[[], bool]) -> Iterator[Stroke]:
        while not true():
            yield lambda: None

    def _top(self, kind: type[QWidget]) -> QWidget | None:
        return next((one for one in QApplication.topLevelWidgets() if isinstance(one, kind) and one.isVisible()), None)


def _found(inside: QWidget | None, kind: type[QPushButton]) -> list[QPushButton]:
    assert inside is not None
    return inside.findChildren(kind)


def _where() -> QWidget:
    found: QWidget | None = QApplication.focusWidget() or QApplication.activeWindow()
    assert found is not None
    return found


def _press(keys: str) -> Stroke:
    stroke = QKeySequence(keys)[0]  # type: ignore[index]  # PySide types it without
    return lambda: QTest.keyClick(_where(), stroke.key(), stroke.keyboardModifiers())


if __name__ == "__main__":
    main()
