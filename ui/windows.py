"""The windows on one office: each with its own pages and unsaved work, all following every change.

Closing one of several leaves the others; closing the last one ends the program.
"""

from __future__ import annotations

from uuid import UUID

from PySide6.QtCore import QObject, QSettings, Signal

from ui import theme
from ui.desk import Desk
from ui.window import MainWindow


class Windows(QObject):
    """Signals: what a window asks of the program (`MainWindow` says it), and `gone()` after the last one was closed."""

    switch_asked = Signal()
    open_asked = Signal()
    language_chosen = Signal(str)
    theme_chosen = Signal(str)
    drafts_asked = Signal(object)
    gone = Signal()

    def __init__(self, desk: Desk, settings: QSettings) -> None:
        super().__init__()
        self._desk = desk
        self._settings = settings
        #: In the order in which they were opened.
        self.all: list[MainWindow] = []

    @property
    def front(self) -> MainWindow | None:
        """The window that the keyboard is in, else the one opened first."""
        return next((one for one in self.all if one.isActiveWindow()), self.all[0] if self.all else None)

    def open(self, case_id: UUID | None = None) -> MainWindow:
        """One more window, on a case or on the list; the first works at the desk itself, another at one beside it."""
        beside = self.front
        desk = self._desk if beside is None else self._desk.another()
        with theme.undressed():
            made = MainWindow(desk, self._settings, beside)
        self._listen(made)
        self.all.append(made)
        if case_id is not None:
            made.open_case(case_id)
        made.show()
        return made

    def next(self) -> None:
        """Bring the next window to the front."""
        if self.front is not None:
            _raise(self.all[(self.all.index(self.front) + 1) % len(self.all)])

    def may_leave(self) -> bool:
        """Ask every window that holds unsaved work; one that wants to be stayed in is in front then."""
        return all(_may_leave(one) for one in self.all)

    def close(self) -> None:
        """Close every window, until one wants to be stayed in."""
        for one in reversed(self.all.copy()):
            if not one.close():
                return

    def take_down(self) -> None:
        """Remove them all, unasked."""
        for one in self.all:
            one.hide()
            one.deleteLater()
        self.all.clear()

    def _listen(self, window: MainWindow) -> None:
        for name in ("switch_asked", "open_asked", "language_chosen", "theme_chosen", "drafts_asked"):
            getattr(window, name).connect(getattr(self, name))
        window.theme_chosen.connect(self._say_theme)
        window.window_asked.connect(self.open)
        window.next_asked.connect(self.next)
        window.quit_asked.connect(self.close)
        window.left.connect(lambda: self._closed(window))

    def _say_theme(self) -> None:
        """The menus of every window tick it."""
        for one in self.all:
            one.menus.retranslate()

    def _closed(self, window: MainWindow) -> None:
        if self.all == [window]:
            self.gone.emit()
        elif window in self.all:
            self.all.remove(window)
            window.desk.leave()
            window.deleteLater()


def _may_leave(window: MainWindow) -> bool:
    if getattr(window.page(), "dirty", False):
        _raise(window)
    return window.may_close()


def _raise(window: MainWindow) -> None:
    window.raise_()
    window.activateWindow()
