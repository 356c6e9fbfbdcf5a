"""All certificates at once, into a folder or onto a printer: how far it is, a way to stop it, and how it ended."""

from __future__ import annotations

from collections.abc import Generator, Iterator
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, Protocol
from uuid import UUID

from PySide6.QtCore import QStandardPaths, Signal
from PySide6.QtWidgets import QFileDialog, QFrame, QProgressBar

from app import awards, batch
from app.office import Office, Work
from app.refusal import NotReady, Refusal
from app.texts import N_, Message
from ui import printing, theme
from ui.desk import Desk
from ui.lane import Job
from ui.printing import Printout
from ui.saved import saved
from ui.theme import Tone
from ui.widgets.basic import Button, Label, Tool, row
from ui.words import Speaking, tr

if TYPE_CHECKING:
    from PySide6.QtPrintSupport import QPrinter

    from app.pdf.certificate import CertificateSheet


class _Step(Protocol):
    """How far a batch is."""

    @property
    def done(self) -> int: ...
    @property
    def total(self) -> int: ...


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


class Batch(Speaking, QFrame):
    """A line that is there while a batch runs, and then says how it ended until it is put away.

    Signals: `begun(Message, Job or None)`, `progress(done, total)`, `ended()`.
    """

    begun = Signal(object, object)
    progress = Signal(int, int)
    ended = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.setProperty("surface", "notice")
        self._desk = desk
        self.running = False
        self._job: Job | None = None
        self._at = (0, 0)
        self._sayings = _MADE
        self._place = ""
        self._left_out: tuple[Message, ...] = ()
        self._what = Message("")
        self._folder: Path | None = None
        self.words = Label(wrap=True)
        self._bar = QProgressBar()
        self._bar.setFixedSize(240, 12)
        self._bar.setTextVisible(False)
        self._stop = Button(N_("Stop"), icon_name="x", then=self.stop)
        self._show = Button(N_("Show in folder"), then=self._open_folder)
        self._away = Tool("x", N_("Put this notice away"), then=self.hide)
        laid = row(self.words, self._bar, self._stop, self._show, self._away, gap=theme.S12)
        laid.setContentsMargins(theme.S12, theme.S4, theme.S8, theme.S4)
        self.setLayout(laid)
        self.hide()

    def ask_folder(self, year: int | None) -> None:
        """Ask for a folder and make the certificates of all awards that stand, or of one year."""
        documents = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        chosen = QFileDialog.getExistingDirectory(self.window(), tr("A folder for the certificates"), documents)
        if chosen:
            self.make(Path(chosen), year)

    def make(self, folder: Path, year: int | None) -> None:
        """Make the certificates; a file of the same name in the folder is replaced."""
        self._folder = folder
        self._run(_MADE, str(folder), Message("Making certificates…"), batch.make, folder, year=year)

    def ask_printer(self, year: int | None) -> None:
        """Ask for a printer and print the certificates of all awards that stand, or of one year."""
        printer = printing.choose(self.window(), tr("Certificates"), landscape=True, files=False)
        if printer is not None:
            self.print_on(printer, year)

    def print_on(self, printer: QPrinter, year: int | None) -> None:
        """Print the certificates, each a job of the printer's own."""
        self._folder = None
        self._run(_PRINTED, printer.printerName(), Message("Printing certificates…"), printed, printer, year)

    def stop(self) -> None:
        """Stop between two papers; what is finished stays."""
        if self._job is not None:
            self._job.stop()

    # inside

    def _run(self, sayings: tuple[str, str, str], place: str, what: Message, task: Any, *args: Any, **kw: Any) -> None:
        self._sayings, self._place, self._what = sayings, place, what
        self._at, self._left_out, self.running = (0, 0), (), True
        self._bar.setRange(0, 0)
        self._dress("plain")
        self.words.say(what)
        self.show()
        self.begun.emit(what, None)
        job = self._desk.run(task, *args, **kw, then=self._done, stepped=self._stepped, failed=self._refused)
        if self.running:
            self._job = job
            self.begun.emit(what, job)

    def _stepped(self, step: _Step) -> None:
        self._at = step.done, step.total
        if isinstance(step, batch.LeftOut):
            self._left_out += (step.why,)
        self._bar.setRange(0, step.total)
        self._bar.setValue(step.done)
        self.words.say(N_("{what} {done} of {total}"), what=self._what, done=step.done, total=step.total)
        self.progress.emit(step.done, step.total)

    def _done(self, outcome: object) -> None:
        """All of them, or None after `stop`."""
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

    def _said(self, text: str, **values: Message) -> Message:
        done, total = self._at
        return Message(text, done=done, total=total, place=self._place, **values)

    def _end(self, said: Message, tone: Tone) -> None:
        """Say it, and which awards were revoked meanwhile."""
        self.running, self._job = False, None
        for why in self._left_out:
            said, tone = Message("{said} {why}", said=said, why=why), "warn"
        self._dress(tone)
        self.words.say(said)
        self.ended.emit()

    def _dress(self, tone: Tone) -> None:
        for part in (self._bar, self._stop):
            part.setVisible(self.running)
        self._away.setVisible(not self.running)
        self._show.setVisible(not self.running and self._folder is not None)
        theme.set_property(self, "surface", tone if tone in ("ok", "warn") else "notice")

    def _open_folder(self) -> None:
        if self._folder is not None:
            saved(self._desk, self._folder / "certificate", Message("")).then()


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
