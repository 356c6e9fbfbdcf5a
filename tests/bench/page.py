"""The page of one case in a process of its own: how long the window stands still when it is opened and read again.

Prints three medians in seconds: opening the page from the click until all of it is drawn, the longest turn of the
window's loop while it is opened, and the longest turn while the page is read again after an act on the case.
"""

from __future__ import annotations

import gc
import statistics
import sys
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from uuid import UUID

from PySide6.QtCore import QEventLoop, QSettings, Qt, QTimer
from PySide6.QtWidgets import QApplication

from app import cases, opening
from app.office import Office
from ui import theme, words
from ui.casefile.page import CaseFilePage
from ui.desk import Desk
from ui.lane import ThreadLane
from ui.window import MainWindow

ROUNDS = 5
_BEAT = 5
_BUSY = 0.02
_QUIET = 0.25


class Pulse:
    """Beats on the window's thread. What lies between two beats is what a person would have to wait."""

    def __init__(self) -> None:
        self.longest, self.total = 0.0, 0.0
        self._last = self._begun = self._busy = 0.0
        self._done: Callable[[], bool] = lambda: True
        self._loop = QEventLoop()
        self._timer = QTimer()
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._beat)

    def take(self, task: Callable[[], object], done: Callable[[], bool]) -> None:
        """Do something and wait until it is done and the window has come to rest."""
        self._done, self.longest, self.total = done, 0.0, 0.0
        self._begun = self._last = self._busy = time.monotonic()
        self._timer.start(_BEAT)
        task()
        self._loop.exec()

    def _beat(self) -> None:
        now = time.monotonic()
        gap = now - self._last
        self._last = now
        self.longest = max(self.longest, gap)
        if gap > _BUSY or not self._done():
            self._busy = now
        if now - self._busy > _QUIET:
            self.total = self._busy - self._begun
            self._timer.stop()
            self._loop.quit()


def main(folder: Path, case_id: UUID) -> None:
    """Measure one case of the sample office, at the desk of a caseworker."""
    application = QApplication([])
    theme.apply(application, "light")
    words.set_language("en")
    office = opening.open_office(folder, login="lky", password="")
    desk, pulse = Desk(office, ThreadLane()), Pulse()
    settings = QSettings(str(folder.parent / "page.ini"), QSettings.Format.IniFormat)
    opened, first, again = [], [], []
    for turn in range(ROUNDS):
        window = MainWindow(desk, settings)
        pulse.take(window.show, partial(_listed, window))
        gc.collect()
        gc.freeze()  # as the program does once its first row is painted
        pulse.take(partial(window.open_case, case_id), partial(_shows, window, ""))
        opened.append(pulse.total)
        first.append(pulse.longest)
        for what in (f"Ring up {turn}", f"Write {turn}"):
            act = partial(desk.do, cases.set_due, case_id, office.clock.today(), what, seen=_version(office, case_id))
            pulse.take(act, partial(_shows, window, what))
            again.append(pulse.longest)
        window.close()
        window.deleteLater()
    desk.close()
    office.close()
    print(*(statistics.median(times) for times in (opened, first, again)))


def _listed(window: MainWindow) -> bool:
    """Whether the list has its rows."""
    return window.cases.table.view.model().rowCount() > 0


def _shows(window: MainWindow, due_for: str) -> bool:
    """Whether the page of the case is in front, read after an act, and drawn."""
    page = window.page()
    if not isinstance(page, CaseFilePage) or page.sheet is None:
        return False
    return page.view.settled and due_for in page.sheet.due_for


def _version(office: Office, case_id: UUID) -> int:
    from models import Case

    with office.reading() as session:
        return session.get_one(Case, case_id).version


if __name__ == "__main__":
    main(Path(sys.argv[1]), UUID(sys.argv[2]))
