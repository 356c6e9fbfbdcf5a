"""All certificates at once, into a folder or onto a printer: how far it is, a way to stop it, and how it ended."""

from __future__ import annotations

from collections.abc import Generator, Iterator
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final
from uuid import UUID

from PySide6.QtCore import QObject, QStandardPaths, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from app import awards, batch
from app.office import Office, Work
from app.refusal import NotReady, Refusal
from app.texts import N_, Message
from ui import printing
from ui.desk import Desk
from ui.jobs import Errand, Step
from ui.notices import Notice
from ui.printing import Printout
from ui.saved import saved
from ui.theme import Tone
from ui.words import tr

if TYPE_CHECKING:
    from PySide6.QtPrintSupport import QPrinter

    from app.pdf.certificate import CertificateSheet


#: What is said when all is done, when it was stopped, and when it was refused.
_MADE: Final = (
    N_("{done} certificates are made, whole, in {place}. Each is recorded as a print."),
    N_("{done} of {total} certificates are made and whole, in {place}. You stopped the others."),
    N_("{done} of {total} certificates are made and whole, in {place}. {why}"),
)
_PRINTED: Final = (
    N_("{done} certificates are printed on {place}. Each is recorded as a print."),
    N_("{done} of {total} certificates are printed on {place} and recorded. You stopped the others."),
    N_("{done} of {total} certificates are printed on {place} and recorded. {why}"),
)


class Batch(QObject):
    """Makes or prints them, one batch at a time. Signals: `begun(Errand)`, `ended()`."""

    begun = Signal(object)
    ended = Signal()

    def __init__(self, desk: Desk, page: QWidget) -> None:
        super().__init__(page)
        self._desk = desk
        self._page = page
        #: The batch that runs, or the last one.
        self.errand: Errand | None = None
        self._sayings = _MADE
        self._place = ""
        self._left_out: tuple[Message, ...] = ()
        self._folder: Path | None = None

    @property
    def running(self) -> bool:
        """Whether one runs."""
        return self.errand is not None and self.errand.running

    def ask_folder(self, year: int | None) -> None:
        """Ask for a folder and make the certificates of all awards that stand, or of one year."""
        documents = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        chosen = QFileDialog.getExistingDirectory(self._page.window(), tr("A folder for the certificates"), documents)
        if chosen:
            self.make(Path(chosen), year)

    def make(self, folder: Path, year: int | None) -> None:
        """Make the certificates; a file of the same name in the folder is replaced."""
        self._folder = folder
        self._run(_MADE, str(folder), Message("Making certificates…"), batch.make, folder, year=year)

    def ask_printer(self, year: int | None) -> None:
        """Ask for a printer and print the certificates of all awards that stand, or of one year."""
        printer = printing.choose(self._page.window(), tr("Certificates"), landscape=True, files=False)
        if printer is not None:
            self.print_on(printer, year)

    def print_on(self, printer: QPrinter, year: int | None) -> None:
        """Print the certificates, each a job of the printer's own."""
        self._folder = None
        self._run(_PRINTED, printer.printerName(), Message("Printing certificates…"), printed, printer, year)

    # inside

    def _run(self, sayings: tuple[str, str, str], place: str, what: Message, task: Any, *args: Any, **kw: Any) -> None:
        self._sayings, self._place, self._left_out = sayings, place, ()
        errand = self.errand = Errand(what, lasting=True)
        self.begun.emit(errand)
        job = self._desk.run(task, *args, **kw, then=self._done, stepped=self._stepped, failed=self._refused)
        errand.may_stop(job)

    def _stepped(self, step: Step) -> None:
        if isinstance(step, batch.LeftOut):
            self._left_out += (step.why,)
        if self.errand is not None:
            self.errand.step(step)

    def _done(self, outcome: object) -> None:
        """All of them, or None after a stop."""
        whole, stopped, _why = self._sayings
        done, total = self._at
        if outcome is not None or done == total > 0:
            self._end(self._said(whole), "ok")
        else:
            self._end(self._said(stopped) if total else Message("You stopped before the first certificate."), "warn")

    def _refused(self, refusal: Refusal) -> None:
        """Why, and what is whole; some refusals say that themselves."""
        told = not self._at[0] or "done" in dict(refusal.message.values)
        self._end(refusal.message if told else self._said(self._sayings[2], why=refusal.message), "warn")

    @property
    def _at(self) -> tuple[int, int]:
        return (0, 0) if self.errand is None else (self.errand.done, self.errand.total)

    def _said(self, text: str, **values: Message) -> Message:
        done, total = self._at
        return Message(text, done=done, total=total, place=self._place, **values)

    def _end(self, said: Message, tone: Tone) -> None:
        """Say it, and which awards were revoked meanwhile."""
        for why in self._left_out:
            said, tone = Message("{said} {why}", said=said, why=why), "warn"
        if self.errand is not None:
            self.errand.end(said if self._folder is None else self._in_folder(self._folder, said), tone)
        self.ended.emit()

    def _in_folder(self, folder: Path, said: Message) -> Notice:
        return saved(self._desk, folder / "certificate", said)


def printed(office: Office, printer: QPrinter, year: int | None) -> Generator[Any, None, int]:
    """Print the certificates of all awards that stand, or of one year, and record each; a task of the back lane.

    Raises `NotReady` for several that would go into one file, and what `printing.task` raises.
    """
    wanted = batch.all_of(office, year)
    if len(wanted) > 1 and (file := printer.outputFileName()):
        raise NotReady(
            "This printer writes into one file, {file}, in which each certificate would take the place of the one "
            "before. Nothing was printed. Choose another printer, or make the certificates into a folder.", file=file,
        )  # fmt: skip
    return (yield from printing.task(office, printer, _papers(wanted), len(wanted)))


def _papers(wanted: list[tuple[UUID, CertificateSheet]]) -> Iterator[Printout]:
    """Each is drawn when the printer is ready for it."""
    for (id, sheet), drawn in zip(wanted, batch.drawn([sheet for _, sheet in wanted]), strict=True):
        yield Printout(f"{sheet.number}.pdf", drawn.pdf, partial(_record, id))


def _record(id: UUID, work: Work, content: bytes) -> None:
    awards.printed(work, id, content)
