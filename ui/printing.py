"""Papers on a printer: painted on the back lane, a strip of a page in memory at a time, recorded once they are out.

Qt keeps Python to itself while it takes a picture: a whole page at once would hold the window up for half a second.
Each paper is a job of the printer's own: what was printed before one that fails is printed and recorded.
"""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import QPoint
from PySide6.QtGui import QImage, QPageLayout, QPageSize, QPainter

from app.office import Touched, Work
from app.preview import Strip, page_count, strips
from app.refusal import CannotSave, Refusal

if TYPE_CHECKING:
    from PySide6.QtPrintSupport import QPrinter
    from PySide6.QtWidgets import QWidget

    from app.office import Office

#: Dots to an inch: the printer's own, up to this. Finer dots only make longer jobs.
FINEST: Final = 600
#: Rows of dots that are painted at once.
ROWS: Final = 128


@dataclass(frozen=True, slots=True)
class Printout:
    """A paper for the printer; `record` notes in a piece of work that this file was printed."""

    name: str
    pdf: bytes
    record: Callable[[Work, bytes], object] | None = None


@dataclass(frozen=True, slots=True)
class Step:
    """How many papers are printed, after each page of them."""

    done: int
    total: int
    touched: Touched | None = None


def choose(over: QWidget, name: str, *, landscape: bool, files: bool = True) -> QPrinter | None:
    """Ask for a printer; None when the dialog is closed. Every paper is printed whole, so no pages are asked for.

    Args:
        name: what the printer's list of jobs calls it.
        landscape: how the sheets lie.
        files: whether it may be a file; not for several papers, which would take each other's place.
    """
    from PySide6.QtPrintSupport import QAbstractPrintDialog, QPrintDialog, QPrinter

    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setDocName(name)
    printer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    turned = QPageLayout.Orientation.Landscape if landscape else QPageLayout.Orientation.Portrait
    printer.setPageOrientation(turned)
    dialog = QPrintDialog(printer, over)
    dialog.setOption(QAbstractPrintDialog.PrintDialogOption.PrintPageRange, False)
    dialog.setOption(QAbstractPrintDialog.PrintDialogOption.PrintToFile, files)
    chosen = dialog.exec()
    dialog.deleteLater()
    printer.setPageOrientation(turned)
    return printer if chosen else None


def task(office: Office, printer: QPrinter, papers: Iterable[Printout], total: int) -> Generator[Step, None, int]:
    """Print papers one after the other and record each; gives how many there are. A task of the back lane.

    Stopped, or refused, in the middle of a paper: the printer is told to drop it, and it is not recorded. Raises
    `CannotSave` for a printer that does not take it, and what drawing `papers` raises.
    """
    done = 0
    for paper in papers:
        printer.setDocName(paper.name)
        for _page in _pages(printer, paper.pdf):
            yield Step(done, total)
        done += 1
        yield Step(done, total, _recorded(office, paper))
    return done


def _pages(printer: QPrinter, pdf: bytes) -> Iterator[None]:
    """Print a paper, a step for each page."""
    copies = 1 if printer.supportsMultipleCopies() else printer.copyCount()
    with _painting(printer, pages=copies * page_count(pdf)) as painter:
        device = painter.device()
        room = device.width(), device.height()
        for copy in range(copies):
            for strip in strips(pdf, room, ROWS):
                if strip.top == 0 and (copy or strip.page) and not printer.newPage():
                    raise _gone(printer)
                painter.drawImage(_place(strip, room), _picture(strip))
                if strip.top + strip.rows == strip.size[1]:
                    yield


def _place(strip: Strip, room: tuple[int, int]) -> QPoint:
    """A page smaller than the sheet lies in its middle."""
    across, down = ((all_ - used) // 2 for all_, used in zip(room, strip.size, strict=True))
    return QPoint(across, down + strip.top)


def _picture(strip: Strip) -> QImage:
    """The strip as Qt's picture, which borrows its pixels."""
    width = strip.size[0]
    return QImage(strip.pixels, width, strip.rows, 3 * width, QImage.Format.Format_RGB888)


@contextmanager
def _painting(printer: QPrinter, pages: int) -> Iterator[QPainter]:
    """A painter to the edges of the sheets; left by an exception, it tells the printer to drop what it has."""
    printer.setResolution(min(printer.resolution(), FINEST))
    printer.setFullPage(True)
    with _beside(printer, pages):
        painter = QPainter()
        if not there(printer) or not painter.begin(printer):
            raise _gone(printer)
        painter.setRenderHint(QPainter.RenderHint.LosslessImageRendering)  # letters are no photographs
        try:
            yield painter
        except BaseException:
            printer.abort()
            painter.end()
            raise
        if not painter.end() or _failed(printer) or not there(printer):
            raise _gone(printer)


@contextmanager
def _beside(printer: QPrinter, pages: int) -> Iterator[None]:
    """Printing into a file: beside its place, then moved there if it is whole. Qt does not say when a disk is full."""
    from PySide6.QtPrintSupport import QPrinter

    named = printer.outputFileName()
    if not named or printer.outputFormat() != QPrinter.OutputFormat.PdfFormat:
        yield
        return
    target = Path(named)
    made = target.with_name(f".{target.name}.part.pdf")
    printer.setOutputFileName(str(made))
    try:
        yield
        if not _whole(made, pages):
            raise CannotSave("The file {file} cannot be written. Nothing was printed.", file=named)
        made.replace(target)
    except OSError as problem:
        raise CannotSave("The file {file} cannot be written. Nothing was printed.", file=named) from problem
    finally:
        printer.setOutputFileName(named)
        with suppress(OSError):
            made.unlink(missing_ok=True)


def _whole(file: Path, pages: int) -> bool:
    """Whether a printed file can be read back to its last page."""
    from pypdfium2 import PdfiumError

    try:
        return page_count(file.read_bytes()) == pages
    except PdfiumError:
        return False


def there(printer: QPrinter) -> bool:
    """Whether the system still knows the printer."""
    from PySide6.QtPrintSupport import QPrinter, QPrinterInfo

    if printer.outputFormat() == QPrinter.OutputFormat.PdfFormat:
        return bool(printer.outputFileName())  # without a file it stands for a printer that there is not
    return printer.isValid() and not QPrinterInfo.printerInfo(printer.printerName()).isNull()


def _failed(printer: QPrinter) -> bool:
    from PySide6.QtPrintSupport import QPrinter

    return printer.printerState() in (QPrinter.PrinterState.Error, QPrinter.PrinterState.Aborted)


def _gone(printer: QPrinter) -> CannotSave:
    if name := printer.printerName():
        return CannotSave(
            "The printer {printer} did not take the paper. It is not recorded as printed. Look at the printer, then "
            "try again.", printer=name,
        )  # fmt: skip
    return CannotSave("The printer did not take the paper. Nothing was printed. Look at the printer, then try again.")


def _recorded(office: Any, paper: Printout) -> Touched | None:
    """Record the print; it is out already, whatever the office says to that."""
    if paper.record is None:
        return None
    try:
        with office.work() as work:
            paper.record(work, paper.pdf)
    except Refusal as why:
        raise CannotSave(
            "{name} is printed, but the print is not recorded: {why}", name=paper.name, why=why.message
        ) from why
    touched: Touched = work.touched
    return touched
