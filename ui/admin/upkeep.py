"""Backing an office up and checking it, from the menu: long work on the back lane, then a notice or a dialog."""

from __future__ import annotations

from collections.abc import Generator
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QFileDialog, QPlainTextEdit, QWidget

from app.office import Office
from app.texts import N_, Message
from ui import theme
from ui.icons import IconLabel
from ui.jobs import Errand
from ui.saved import saved
from ui.widgets.basic import Button, Label, column, row
from ui.words import Speaking, tr

if TYPE_CHECKING:
    from ui.window import MainWindow


def back_up(window: MainWindow) -> None:
    """Ask for a file and copy the office into it."""
    office = window.desk.office
    proposed = f"{office.name} {office.clock.today().isoformat()}.cpdesk-backup"
    chosen, _kind = QFileDialog.getSaveFileName(
        window,
        tr("Back up the office"),
        str(Path.home() / proposed.replace("/", "-")),
        tr("Backup of an office (*.cpdesk-backup)"),
        options=QFileDialog.Option.DontConfirmOverwrite,
    )
    if chosen:
        back_up_to(window, Path(chosen))


def back_up_to(window: MainWindow, file: Path) -> None:
    """Copy the office into a new file; an existing one is refused."""
    errand = Errand(Message("Backing up…"))
    window.jobs.take(errand)
    window.desk.run(
        copying,
        file,
        then=lambda done: _backed_up(window, errand, done),
        stepped=_nothing,
        failed=errand.fail,
    )


def copying(office: Office, file: Path) -> Generator[Message, None, Path]:
    """The backup as a task of the back lane; gives the file."""
    from app.backup import backup

    yield Message("Backing up…")
    backup(office, file)
    return file


def check(window: MainWindow) -> None:
    """Look through the whole office and say what is wrong, or that nothing is."""
    found: list[Message] = []
    errand = Errand(Message("Checking the office…"))
    window.jobs.take(errand)
    job = window.desk.run(
        looking,
        then=lambda whole: _checked(window, errand, found, whole),
        stepped=found.append,
        failed=errand.fail,
    )
    errand.may_stop(job)


def looking(office: Office) -> Generator[Message, None, bool]:
    """The check as a task of the back lane: each step is something wrong; gives True at its end."""
    from app.checking import check as findings

    yield from findings(office)
    return True


class FindingsDialog(Speaking, QDialog):
    """What the check has found, as text to copy."""

    def __init__(self, found: list[Message], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.says(self.setWindowTitle, N_("Check of the office"))
        self._found = found
        self.list = QPlainTextEdit()
        self.list.setReadOnly(True)
        self.says(self.list.setAccessibleName, N_("What is wrong"))
        close = Button(N_("Close"), kind="primary", then=self.accept)
        heading = Label(
            Message("{n} {n|thing is not as it was|things are not as they were} written", n=len(found))
            if len(found) > 1
            else Message("One thing is not as it was written"),
            size="section",
            bold=True,
            wrap=True,
        )
        self.setLayout(
            column(
                row(IconLabel("warning", "warn", 24), heading),
                Label(N_("Nothing was changed. Stop working here and restore the office from a backup."), wrap=True),
                self.list,
                row(None, close),
                margins=theme.S24,
                gap=theme.S12,
            )
        )
        self.resize(620, 420)
        self.retranslate()

    def retranslate(self) -> None:
        """The findings in the new language."""
        super().retranslate()
        self.list.setPlainText("\n".join(tr(one) for one in self._found))


def _checked(window: MainWindow, errand: Errand, found: list[Message], whole: bool | None) -> None:
    if found:
        errand.end()  # the dialog says it
        dialog = FindingsDialog(found, window)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()
    elif whole:
        errand.end(Message("Nothing is wrong: every part of the office is as it was written."))
    else:
        errand.end(Message("The check was stopped before its end."), "warn")


def _backed_up(window: MainWindow, errand: Errand, file: Path | None) -> None:
    done = None if file is None else saved(window.desk, file, Message("The backup is complete: {file}", file=str(file)))
    errand.end(done)


def _nothing(_step: object) -> None:
    """A backup has one step only."""
