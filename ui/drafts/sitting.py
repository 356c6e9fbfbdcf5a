"""Drafts while an officer sits at the desk: kept as they are typed, and those that were left offered quietly."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QGuiApplication

from app.draft_file import DraftFile
from app.drafts import Draft
from app.office import Office
from app.texts import Message
from ui.drafts.band import DraftsBand
from ui.drafts.keeping import Keeper
from ui.drafts.restoring import Restoring
from ui.lane import Lane, ThreadLane
from ui.window import MainWindow
from ui.windows import Windows

if TYPE_CHECKING:
    from ui.drafts.list_dialog import DraftsDialog


class Sitting(QObject):
    """Makes the keeper of an office and offers what it found; `close` before the office is closed."""

    def __init__(self, file: DraftFile, office: Office, windows: Windows, lane: Lane | None = None) -> None:
        super().__init__()
        self._windows = windows
        self._offered = False
        self.keeper = Keeper(file, office.clock, lane or ThreadLane(narrow=True), self)
        self.restoring = Restoring(self.keeper, self)
        self.keeper.troubled.connect(self._say_trouble)
        self.keeper.left_changed.connect(self._offer)
        windows.drafts_asked.connect(self.show_list)
        application = QGuiApplication.instance()
        if isinstance(application, QGuiApplication):  # the computer is being switched off, or somebody logs out
            application.commitDataRequest.connect(self.keeper.look, Qt.ConnectionType.DirectConnection)
        self.keeper.find()

    def close(self) -> None:
        """Write what is still to be written, and let go of the file."""
        self.restoring.close()
        self.keeper.close()

    def show_list(self, window: MainWindow) -> DraftsDialog:
        """What was left, each with what can be done about it."""
        from ui.drafts.list_dialog import DraftsDialog

        dialog = DraftsDialog(window.desk, self.keeper, window)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.restored.connect(lambda draft: self._restore(draft, window))
        dialog.open()
        return dialog

    def _restore(self, draft: Draft, window: MainWindow) -> None:
        self.restoring.restore(draft, window)

    def _offer(self) -> None:
        """A band at the top of the window, once for each sitting; it goes with the last draft."""
        window, count = self._windows.front, len(self.keeper.left)
        if window is None:
            return
        if window.band is None and count and not self._offered:
            self._offered = True
            window.show_band(DraftsBand(lambda: self.show_list(window)))
        if isinstance(window.band, DraftsBand):
            window.band.put(count)

    def _say_trouble(self, text: Message) -> None:
        window = self._windows.front
        if window is not None:
            window.notices.say(text, tone="warn")


def begin(office: Office, windows: Windows) -> Sitting | None:
    """Keep drafts for the officer of a local office; None where the office has no place for them."""
    file = DraftFile.beside(office)
    return None if file is None else Sitting(file, office, windows)
