"""Export to Excel: asks the page in front what it shows, asks where to, and writes on the back lane with progress."""

from __future__ import annotations

from collections.abc import Callable, Generator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QStandardPaths
from PySide6.QtWidgets import QFileDialog

from app.exports import Step
from app.office import Office
from app.texts import N_, Message
from ui import words
from ui.jobs import Errand
from ui.saved import saved
from ui.words import tr

if TYPE_CHECKING:
    from ui.window import MainWindow


@dataclass(frozen=True, slots=True)
class Export:
    """What a page offers: a name for the file, the task that writes it in a language of `LANGUAGES`, and what is said
    in the end of the {file} and, for a list, of its {n} rows."""

    name: str
    write: Callable[[Office, Path, str], Generator[Step, None, Path]]
    said: str = N_("Exported: {file}. The export is noted in the journal.")


def export(window: MainWindow) -> None:
    """Ask where to, and write what the page in front offers; a page that has nothing to offer has said why."""
    offer = getattr(window.page(), "export", None)
    offered: Export | None = None if offer is None else offer()
    if offered is None:
        return
    documents = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
    dialog = QFileDialog(window, tr("Export to Excel"), documents, tr("Excel workbook (*.xlsx)"))
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.setDefaultSuffix("xlsx")
    dialog.selectFile(offered.name)
    chosen = dialog.selectedFiles() if dialog.exec() else []
    dialog.deleteLater()
    if chosen:
        write(window, offered, Path(chosen[0]))


def write(window: MainWindow, offered: Export, file: Path) -> None:
    """Write into a file; one of that name is replaced once all is written."""
    errand = Errand(Message("Exporting {file}…", file=file.name))
    window.jobs.take(errand)
    job = window.desk.run(
        offered.write,
        file,
        words.language(),
        then=lambda done: _written(window, offered, errand, done),
        stepped=errand.step,
        failed=errand.fail,
    )
    errand.may_stop(job)


def _written(window: MainWindow, offered: Export, errand: Errand, file: Path | None) -> None:
    if file is None:
        errand.end(Message("The export was stopped. No file was written."), "warn")
    else:
        errand.end(saved(window.desk, file, Message(offered.said, file=file.name, n=errand.total)))
