"""A document opened with the computer's own program: asked first, and only a copy under an ending of our own choice."""

from __future__ import annotations

import atexit
import shutil
import tempfile
from functools import cache
from pathlib import Path
from typing import Any

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QWidget

from app import file_names
from app.case_parts import DocumentRow
from app.refusal import CannotOpen
from app.texts import N_, Message
from ui.casefile.ask import AskDialog


class OutsideDialog(AskDialog[bool]):
    """Says what opening means: another program reads what somebody sent, and a copy leaves the office's encryption."""

    def __init__(self, parent: QWidget | None, kept: DocumentRow) -> None:
        why = Message(
            "“{name}” came from outside, and another program will read it. Open it only if you know who sent it. "
            "A copy without encryption lies on this computer until CP Desk is closed. Changes to it are not kept.",
            name=kept.name,
        )
        super().__init__(parent, N_("Open with another program"), why=why, button=N_("Open a copy"))
        self.form.hide()

    def answer(self, values: dict[str, Any]) -> bool:
        """Nothing is asked but yes."""
        return True

    @classmethod
    def ask(cls, parent: QWidget | None, kept: DocumentRow) -> bool:
        """Whether it is to be opened."""
        return cls(parent, kept).run() is not None


@cache
def _folder() -> Path:
    """A folder that only this person can read, emptied when the program ends."""
    made = Path(tempfile.mkdtemp(prefix="cpdesk-"))
    atexit.register(shutil.rmtree, made, ignore_errors=True)
    return made


def copy(data: bytes, name: str, media: str) -> Path:
    """Write a copy that can only be read, with the ending of what the file is; raises `CannotOpen`."""
    try:
        file = Path(tempfile.mkdtemp(dir=_folder())) / file_names.safe_name(name, media)
        file.write_bytes(data)
        file.chmod(0o400)
    except OSError as trouble:
        raise CannotOpen(
            "No copy could be written on this computer: {detail}", detail=trouble.strerror or str(trouble)
        ) from trouble
    return file


def start(file: Path) -> bool:
    """Let the computer open a file; False when no program takes it."""
    return QDesktopServices.openUrl(QUrl.fromLocalFile(str(file)))
