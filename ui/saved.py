"""What is said when a file was written: its name, and a way to the folder it lies in."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices

from app.refusal import CannotOpen
from app.texts import N_, Message
from ui.desk import Desk
from ui.notices import Notice


def saved(desk: Desk, file: Path, text: Message) -> Notice:
    """A notice that a file was written. Where no program shows folders, its button says where the file is."""

    def show() -> None:
        folder = str(file.parent)
        if not QDesktopServices.openUrl(QUrl.fromLocalFile(folder)):
            desk.refused.emit(CannotOpen("No program here shows folders. The file is in {folder}", folder=folder))

    return Notice(text, N_("Show in folder"), show)
