"""From the command to the window: the one place that builds office → desk → window, and takes them down again."""

from __future__ import annotations

import argparse
import logging
import sys
from collections.abc import Sequence
from logging.handlers import RotatingFileHandler
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QSettings, QTimer
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QApplication, QDialog, QWidget

from app import settings as kept
from app.paths import RESOURCES, log_folder, settings_folder
from app.version import VERSION
from ui import input_method, keys, theme, words
from ui.lane import ThreadLane
from ui.sweeping import Sweeper

if TYPE_CHECKING:
    from app.office import Office
    from ui.desk import Desk
    from ui.drafts.sitting import Sitting
    from ui.window import MainWindow
    from ui.windows import Windows

log = logging.getLogger("ui")

#: So long after the window, in milliseconds, the keeper of drafts is called.
_SOON = 200


def run(argv: Sequence[str] = (), folder: Path | None = None) -> int:
    """Open the program; comes back with the exit code when its last window is closed.

    Args:
        argv: the words after `cpdesk`; `--office D` or `--dir D` name an office's folder.
        folder: the same, said by a caller.
    """
    _log_to(log_folder())
    input_method.settle()
    application = QApplication.instance() or QApplication([sys.argv[0]])
    assert isinstance(application, QApplication)
    program = Program(application, settings_folder())
    try:
        return application.exec() if program.begin(folder or named_folder(argv)) else 0
    finally:
        program.end()


def named_folder(argv: Sequence[str]) -> Path | None:
    """The office's folder among the words after `cpdesk`, if one is named."""
    parser = argparse.ArgumentParser(prog="cpdesk", add_help=False, allow_abbrev=False)
    parser.add_argument("--office", "--dir", type=Path, dest="folder")
    found: Path | None = parser.parse_known_args(list(argv))[0].folder
    return found


class Program:
    """The running program: settings, and at most one office with its desk and windows."""

    def __init__(self, application: QApplication, folder: Path) -> None:
        from ui.trouble import Watch

        self._application = application
        self._folder = folder
        self.settings = kept.load(folder)
        self._geometry = QSettings(str(folder / "window.ini"), QSettings.Format.IniFormat)
        self._watch = Watch(self._tell)
        self._watch.install()
        self.office: Office | None = None
        self.desk: Desk | None = None
        self.windows: Windows | None = None
        self._sitting: Sitting | None = None
        self._sweeper: Sweeper | None = None
        self._ahead = False
        application.setApplicationName("cpdesk")
        application.setApplicationDisplayName("CP Desk")
        application.setApplicationVersion(VERSION)
        application.setDesktopFileName("cpdesk")
        application.setWindowIcon(QIcon(str(RESOURCES / "icons" / "program" / "cpdesk.svg")))
        application.setQuitOnLastWindowClosed(False)
        self._dress()

    def begin(self, folder: Path | None = None) -> bool:
        """Ask who is here and open the window; False when nobody wants to come in."""
        office = self._welcome(folder or self.settings.last_office)
        if office is None:
            return False
        self.enter(office)
        return True

    def enter(self, office: Office) -> None:
        """Sit down in an open office: desk, window."""
        from app import opening
        from ui.desk import Desk
        from ui.windows import Windows

        before = self._sitting, self.windows, self.desk, self.office
        self._sitting = None
        self.office, self.desk = office, Desk(office, ThreadLane())
        self.desk.trouble.connect(self._watch.tell)
        self.windows = Windows(self.desk, self._geometry)
        self.windows.switch_asked.connect(self.switch_officer)
        self.windows.open_asked.connect(self.open_office)
        self.windows.language_chosen.connect(self._language_chosen)
        self.windows.theme_chosen.connect(self._theme_chosen)
        self.windows.gone.connect(self._application.quit)
        window = self.windows.open()
        QTimer.singleShot(_SOON, self.windows, self._keep_drafts)
        window.cases.settled.connect(self._read_ahead)
        if office.folder is not None:
            self._choose(last_office=office.folder)
        if office.kept_aside is not None:
            window.notices.say(opening.brought_up_to_date(office.kept_aside), tone="plain")
        _leave(*before)
        if self._sweeper is None:
            self._sweeper = Sweeper(self._application)

    def switch_officer(self) -> None:
        """Another officer signs in to the same office; the windows stay until that has worked."""
        if self.office is not None and self.office.folder is not None and self._may_leave():
            self._come_in(self._sign_in(self.office.folder, self.window))

    def open_office(self) -> None:
        """Another office: choose its folder, sign in there."""
        from PySide6.QtWidgets import QFileDialog

        from ui.words import tr

        if self.office is None or self.office.folder is None or not self._may_leave():
            return
        chosen = QFileDialog.getExistingDirectory(self.window, tr("Open an office"), str(self.office.folder.parent))
        if chosen:
            self._come_in(self._sign_in(Path(chosen), self.window))

    def end(self) -> None:
        """Close all that is open: no thread and no file is left."""
        _leave(self._sitting, self.windows, self.desk, self.office)
        self._sitting = self.windows = self.desk = self.office = None
        if self._sweeper is not None:
            self._sweeper.end()
            self._sweeper = None
        self._geometry.sync()
        self._watch.remove()
        QObject.disconnect(self._listening)

    @property
    def window(self) -> MainWindow | None:
        """The window in front."""
        return None if self.windows is None else self.windows.front

    # inside

    def _keep_drafts(self) -> None:
        """What is typed is kept from now on; nobody has typed before the first rows are there."""
        from ui.drafts import sitting

        if self.office is not None and self.windows is not None and self._sitting is None:
            self._sitting = sitting.begin(self.office, self.windows)

    def _read_ahead(self) -> None:
        """What the first page will want of the office is imported while its officer reads the list: once."""
        if self.desk is not None and not self._ahead:
            self._ahead = True
            self.desk.work_out(_imported, then=lambda _done: None)

    def _may_leave(self) -> bool:
        return self.windows is None or self.windows.may_leave()

    def _come_in(self, office: Office | None) -> None:
        if office is not None:
            self.enter(office)

    def _welcome(self, folder: Path | None) -> Office | None:
        """Sign in to the office opened last, or the first run when there has been none."""
        return self._sign_in(folder, None) if folder is not None else self._first_run()

    def _sign_in(self, folder: Path, parent: QWidget | None) -> Office | None:
        from ui.sign_in import SignInDialog

        lane = ThreadLane()
        dialog = SignInDialog(lane, folder, parent)
        dialog.language_chosen.connect(self._language_chosen)
        accepted = dialog.exec() == QDialog.DialogCode.Accepted
        lane.close()
        office, new = dialog.office, dialog.new_wanted
        dialog.deleteLater()
        if accepted:
            return office
        return self._first_run(parent) if new else None

    def _first_run(self, parent: QWidget | None = None) -> Office | None:
        from ui.first_run import FirstRunDialog

        lane = ThreadLane()
        dialog = FirstRunDialog(lane, parent)
        dialog.language_chosen.connect(self._language_chosen)
        accepted = dialog.exec() == QDialog.DialogCode.Accepted
        lane.close()
        office, existing = dialog.office, dialog.existing
        dialog.deleteLater()
        if not accepted:
            return None
        return office if office is not None else self._sign_in(existing, parent) if existing is not None else None

    def _dress(self) -> None:
        language = self.settings.language or words.system_language()
        mode: theme.Mode = self.settings.theme  # type: ignore[assignment]  # one of THEMES, checked when read
        theme.apply(self._application, mode)
        words.set_language(language)
        self._listening = keys.current.changed.connect(self._keys_chosen)
        keys.current.put(self.settings.keys)

    def _language_chosen(self, code: str) -> None:
        self._choose(language=code)

    def _keys_chosen(self) -> None:
        self._choose(keys=keys.current.chosen)

    def _theme_chosen(self, mode: str) -> None:
        self._choose(theme=mode)

    def _choose(self, **choices: object) -> None:
        self.settings = kept.chosen(self.settings, self._folder, **choices)

    def _tell(self, problem: BaseException) -> None:
        from ui.trouble import ReportDialog

        ReportDialog(problem, self.window).exec()


def _imported() -> None:
    from app import case_sheet, home  # noqa: F401


def _leave(sitting: Sitting | None, windows: Windows | None, desk: Desk | None, office: Office | None) -> None:
    """Take down the windows with their desk and office: first the threads, then what they used."""
    if sitting is not None:
        sitting.close()
    if desk is not None:
        desk.close()
    if windows is not None:
        windows.take_down()
    if office is not None:
        office.close()


def _log_to(folder: Path) -> None:
    """Rotating log files; a folder that cannot be written means no log, not no work."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        handler = RotatingFileHandler(folder / "cpdesk.log", maxBytes=1_000_000, backupCount=3, encoding="utf-8")
    except OSError:
        return
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s %(message)s"))
    root = logging.getLogger()
    root.addHandler(handler)
    root.setLevel(logging.INFO)
