"""When something is our fault: it is logged, and one plain dialog says what is safe and what to do.

The report names the program, its versions and where it stopped. It holds no values and no messages of
exceptions, because these may carry a name or an amount of a case.
"""

from __future__ import annotations

import logging
import platform
import sys
import traceback
from collections.abc import Callable
from pathlib import Path
from types import TracebackType

from PySide6.QtCore import QMessageLogContext, QtMsgType, qInstallMessageHandler, qVersion
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QWidget

from app.texts import N_
from app.version import VERSION
from ui import theme
from ui.icons import IconLabel
from ui.widgets.basic import Button, Label, column, row
from ui.widgets.editors import Lines
from ui.words import Speaking, language

log = logging.getLogger("ui")
_qt = logging.getLogger("ui.qt")
_LEVELS = {
    QtMsgType.QtDebugMsg: logging.DEBUG,
    QtMsgType.QtInfoMsg: logging.INFO,
    QtMsgType.QtWarningMsg: logging.WARNING,
    QtMsgType.QtCriticalMsg: logging.ERROR,
    QtMsgType.QtFatalMsg: logging.CRITICAL,
}


def report(problem: BaseException) -> str:
    """What a developer needs: versions, the kind of exception, and the places it went through."""
    lines = [
        f"CP Desk {VERSION}",
        f"Python {platform.python_version()}, Qt {qVersion()}, {platform.system()} {platform.release()}",
        f"Screen: {language()}, {theme.current.colours.name}, {QGuiApplication.platformName()}",
    ]
    cause: BaseException | None = problem
    while cause is not None:
        lines += ["", f"{type(cause).__module__}.{type(cause).__qualname__}"]
        lines += [_place(frame) for frame in traceback.extract_tb(cause.__traceback__)]
        cause = cause.__cause__ or (None if cause.__suppress_context__ else cause.__context__)
    return "\n".join(lines)


def _place(frame: traceback.FrameSummary) -> str:
    path = Path(frame.filename)
    return f"  {'/'.join(path.parts[-3:])}:{frame.lineno} {frame.name}"


class ReportDialog(Speaking, QDialog):
    """What happened, what is safe, what to do; the details folded away until asked for."""

    def __init__(self, problem: BaseException, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.says(self.setWindowTitle, N_("Something went wrong in the program"))
        self._text = report(problem)
        self._details = Lines()
        self._details.setReadOnly(True)
        self._details.setPlainText(self._text)
        self._details.setMinimumHeight(180)
        self.says(self._details.setAccessibleName, N_("Details for the developers"))
        self._details.hide()
        self._unfold = Button(N_("Show the details"), icon_name="caret-right", then=self._toggle)
        copy = Button(N_("Copy the report"), icon_name="copy", then=self.copy)
        close = Button(N_("Close"), kind="primary", then=self.accept)
        words = column(
            Label(N_("The program made a mistake and stopped its work."), size="section", bold=True, wrap=True),
            Label(N_("What was saved is safe. The last action was not carried out, or not to its end."), wrap=True),
            Label(
                N_(
                    "Look at the case again before you go on. If it happens again, send the report to the people who "
                    "look after the program. It names no applicant and holds no figures of a case."
                ),
                wrap=True,
            ),
            None,
            gap=theme.S8,
        )
        self.setLayout(
            column(
                row(column(IconLabel("warning", "warn", 32), None), words, gap=theme.S16),
                self._details,
                row(self._unfold, None, copy, close),
                margins=theme.S24,
                gap=theme.S16,
            )
        )
        self.setMinimumWidth(560)
        close.setDefault(True)
        close.setFocus()

    def copy(self) -> None:
        """Put the report on the clipboard."""
        QGuiApplication.clipboard().setText(self._text)

    def _toggle(self) -> None:
        shown = self._details.isHidden()
        self._details.setVisible(shown)
        self._unfold.say(N_("Hide the details") if shown else N_("Show the details"))
        self._unfold.set_icon("caret-down" if shown else "caret-right")
        self.adjustSize()


class Watch:
    """Catches what nobody caught, and what Qt has to say. `install` once, `remove` at the end of a test."""

    def __init__(self, show: Callable[[BaseException], object]) -> None:
        self._show = show
        self._before: Callable[[type[BaseException], BaseException, TracebackType | None], object] = sys.excepthook
        self._showing = False

    def install(self) -> None:
        """Take the hooks."""
        self._before = sys.excepthook
        sys.excepthook = self._caught
        qInstallMessageHandler(_qt_said)

    def remove(self) -> None:
        """Give the hooks back."""
        sys.excepthook = self._before
        qInstallMessageHandler(None)

    def _caught(self, kind: type[BaseException], problem: BaseException, where: TracebackType | None) -> None:
        if not isinstance(problem, Exception):  # Ctrl+C and the like end the program
            self._before(kind, problem, where)
            return
        log.error("nobody caught this", exc_info=(kind, problem, where))
        self.tell(problem)

    def tell(self, problem: BaseException) -> None:
        """Show one dialog; a second mistake while it is open is only in the log."""
        if self._showing:
            return
        self._showing = True
        try:
            self._show(problem)
        finally:
            self._showing = False


def _qt_said(kind: QtMsgType, context: QMessageLogContext, text: str) -> None:
    _qt.log(_LEVELS.get(kind, logging.WARNING), "%s: %s", context.category or "qt", text)
