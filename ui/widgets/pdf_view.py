"""PdfView: look before you print. Pages of a paper, then save it or print it.

Pages are rendered off the window's thread, at the screen's own sharpness; `ui.printing` does it for paper.
"""

from __future__ import annotations

import errno
import os
import tempfile
from collections.abc import Callable, Generator, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import QStandardPaths, Qt, Signal
from PySide6.QtGui import QImage, QKeyEvent, QPainter, QPen, QResizeEvent
from PySide6.QtWidgets import QFileDialog, QFrame, QVBoxLayout, QWidget

from app.office import Office, Work
from app.preview import pages
from app.refusal import CannotSave, Refusal
from app.texts import N_
from ui import printing, theme
from ui.desk import Desk
from ui.printing import Printout
from ui.widgets.basic import Button, Label, Tool, row, rule
from ui.widgets.paging import turned
from ui.widgets.scroll import Scroll
from ui.widgets.state import Skeleton, StatePage, refused
from ui.words import Speaking, tr

if TYPE_CHECKING:
    from PySide6.QtPrintSupport import QPrinter

_POINT: Final = 72
_SCREEN: Final = 96
_A4_WIDE, _A4_HIGH = 794, 1123  # screen pixels at 100%
_SMALLEST: Final = 0.3
ZOOMS: Final = (0.5, 0.67, 0.8, 1.0, 1.25, 1.5, 2.0, 3.0)


#: One rendered page: width, height, and RGB pixels, three bytes each, rows without padding.
Picture = tuple[int, int, bytes]
#: Renders the pages of a PDF in order, at a number of pixels for each point.
Render = Callable[[bytes, float], Iterator[Picture]]
#: Saves the paper into a file and records it; a task of the back lane.
Keep = Callable[[Office, Path, bytes], Generator[Any, None, Path]]


class PdfView(Speaking, QWidget):
    """Pages of one paper with zoom, Save and Print.

    Signals: `saved(path)` and `printed()` when done. `render` is only another one in tests.
    """

    saved = Signal(object)
    printed = Signal()

    def __init__(self, desk: Desk, render: Render = pages) -> None:
        super().__init__()
        self._desk, self._render = desk, render
        self._pdf = b""
        self._name = "paper.pdf"
        self._record: Callable[[Work, bytes], object] | None = None
        self._keep: Keep | None = None
        self._on = self._printing = False
        self._may = True
        self._zoom = 1.0
        self._fitted: int | None = None  # screen pixels at 100% that are to fit across, until a person zooms
        self._pages: list[_Page] = []
        self._sheet = QWidget()
        self._sheet.setProperty("surface", "clear")
        self._stack = QVBoxLayout(self._sheet)
        self._stack.setContentsMargins(theme.S16, theme.S16, theme.S16, theme.S16)
        self._stack.setSpacing(theme.S16)
        self._scroll = Scroll(self._sheet)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self._scroll.verticalScrollBar().valueChanged.connect(lambda _value: self._say_page())
        self._wait = Skeleton()
        self._problem = StatePage()
        self._count = Label(tone="muted")
        self._scale = Label(tone="muted")
        self._scale.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._save = Button(N_("Save…"), icon_name="floppy-disk", then=self.ask_where)
        self._print = Button(N_("Print…"), icon_name="printer", kind="primary", then=self.ask_printer)
        bar = row(
            Tool("caret-up", N_("Page before"), then=lambda: self.turn(-1)),
            Tool("caret-down", N_("Page after"), then=lambda: self.turn(1)),
            self._count,
            theme.S16,
            Tool("magnifying-glass-minus", N_("Smaller"), then=lambda: self.zoom(-1)),
            self._scale,
            Tool("magnifying-glass-plus", N_("Larger"), then=lambda: self.zoom(1)),
            None,
            self._save,
            self._print,
        )
        bar.setContentsMargins(theme.S12, theme.S8, theme.S12, theme.S8)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addLayout(bar)
        whole.addWidget(rule())
        for layer in (self._scroll, self._wait, self._problem):
            whole.addWidget(layer, 1)
        self._show_only(self._wait)
        self._enable(on=False)

    def allow(self, *, out: bool) -> None:
        """Whether the officer may take papers out of here."""
        self._may = out
        self._enable()

    def put(
        self, pdf: bytes, name: str, *, record: Callable[[Work, bytes], object] | None = None, keep: Keep | None = None
    ) -> None:
        """Show a paper.

        Args:
            name: the file name that saving proposes.
            record: notes in a piece of work that the paper was printed.
            keep: saves it, where that is a record too; plain writing otherwise.
        """
        self._pdf, self._name, self._record, self._keep = pdf, name, record, keep
        self._enable(on=False)  # until it can be seen
        self._show_only(self._wait)
        self._draw()

    def fail(self, refusal: Refusal, retry: Callable[[], object] | None = None) -> None:
        """The paper could not be made or drawn."""
        self._problem.put(refused(refusal, retry))
        self._show_only(self._problem)
        self._enable(on=False)

    @property
    def pdf(self) -> bytes:
        """The paper that is shown."""
        return self._pdf

    def problem_text(self) -> str:
        """What stands in place of a paper that could not be made; "" otherwise."""
        return self._problem.text() if self._problem.isVisibleTo(self) else ""

    @property
    def page_count(self) -> int:
        """How many pages are shown."""
        return len(self._pages)

    def zoom(self, steps: int) -> None:
        """One step of `ZOOMS` larger or smaller."""
        self._fitted = None
        beyond = [one for one in ZOOMS if one > self._zoom] if steps > 0 else [one for one in ZOOMS if one < self._zoom]
        if beyond:
            self._scale_to(beyond[0] if steps > 0 else beyond[-1])

    def fit(self, *, landscape: bool = False) -> None:
        """The largest size, up to 100%, at which the whole width of an A4 page can be seen; until a person zooms."""
        self._fitted = _A4_HIGH if landscape else _A4_WIDE
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Qt's call: a paper that is to fit fits again."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        if self._fitted is not None:
            room = self.width() - 2 * theme.S16 - self._scroll.verticalScrollBar().sizeHint().width()
            self._scale_to(min(max(room / self._fitted, _SMALLEST), 1.0))

    def _scale_to(self, scale: float) -> None:
        if scale != self._zoom:
            self._zoom = scale
            if self._pdf:
                self._draw()

    def turn(self, pages: int) -> None:
        """Some pages on, or back."""
        if self._pages:
            wanted = min(max(self._current() + pages, 0), len(self._pages) - 1)
            self._scroll.verticalScrollBar().setValue(self._pages[wanted].y() - theme.S16)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Qt's call."""
        if not turned(self, event):
            super().keyPressEvent(event)

    def retranslate(self) -> None:
        """The page number is words and data."""
        super().retranslate()
        self._say_page()

    # drawing

    def _draw(self) -> None:
        ratio = self.devicePixelRatioF()
        scale = self._zoom * _SCREEN / _POINT * ratio
        pdf, render = self._pdf, self._render

        def show(images: list[QImage]) -> None:
            for image in images:
                image.setDevicePixelRatio(ratio)
            self._take(images)

        self._desk.work_out(
            lambda: [image(page) for page in render(pdf, scale)], then=show, slot=f"pdf-{id(self)}", failed=self.fail
        )

    def _take(self, images: list[QImage]) -> None:
        share = self._scroll.verticalScrollBar().value() / max(self._scroll.verticalScrollBar().maximum(), 1)
        for page in self._pages:
            self._stack.removeWidget(page)
            page.deleteLater()
        self._pages = [_Page(drawn) for drawn in images]
        for page in self._pages:
            self._stack.addWidget(page, 0, Qt.AlignmentFlag.AlignHCenter)
        self._show_only(self._scroll)
        self._enable(on=True)
        self._stack.activate()
        self._scroll.verticalScrollBar().setValue(round(share * self._scroll.verticalScrollBar().maximum()))
        self._say_page()

    def _current(self) -> int:
        top = self._scroll.verticalScrollBar().value()
        if not top:
            return 0
        middle = top + self._scroll.viewport().height() // 2
        return max((at for at, page in enumerate(self._pages) if page.y() <= middle), default=0)

    def _say_page(self) -> None:
        if self._pages:
            self._count.say(N_("Page {page} of {pages}"), page=self._current() + 1, pages=len(self._pages))
            for at, page in enumerate(self._pages):
                page.setAccessibleName(tr("Page {page} of {pages}", page=at + 1, pages=len(self._pages)))
        self._scale.put(f"{self._zoom:.0%}")

    def _show_only(self, layer: QWidget) -> None:
        for each in (self._scroll, self._wait, self._problem):
            each.setVisible(each is layer)

    def _enable(self, *, on: bool | None = None) -> None:
        """What can be done with the paper, if one is shown (`on`)."""
        self._on = self._on if on is None else on
        self._save.setEnabled(self._on and self._may)
        self._print.setEnabled(self._on and self._may and not self._printing)
        self._print.say(N_("Printing…") if self._printing else N_("Print…"))

    # saving and printing

    def ask_where(self) -> None:
        """Ask for a file name and save."""
        documents = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        proposed = str(Path(documents) / self._name)
        chosen, _kind = QFileDialog.getSaveFileName(self, tr("Save the paper"), proposed, "PDF (*.pdf)")
        if chosen:
            self.save(Path(chosen))

    def save(self, path: Path) -> None:
        """Write the paper, whole or not at all; an older file of the name is replaced only when all is written."""
        if self._keep is not None:
            self._desk.run(self._keep, path, self._pdf, then=self._has_kept)
            return
        try:
            write_whole(path, self._pdf)
        except OSError as trouble:
            self._desk.refused.emit(_not_saved(path, trouble))
        else:
            self.saved.emit(path)

    def _has_kept(self, path: Path | None) -> None:
        if path is not None:
            self.saved.emit(path)

    def ask_printer(self) -> None:
        """Ask for a printer and print."""
        size = self._pages[0].size()
        printer = printing.choose(self, self._name, landscape=size.width() > size.height())
        if printer is not None:
            self.print_on(printer)

    def print_on(self, printer: QPrinter) -> None:
        """Print every page to the edge of the sheet, on the back lane; one printing at a time."""
        paper = Printout(self._name, self._pdf, self._record)
        self._printing = True
        self._enable()
        self._desk.run(printing.task, printer, [paper], 1, then=self._has_printed, failed=self._not_printed)

    def _has_printed(self, papers: int | None) -> None:
        self._printing = False
        self._enable()
        if papers:
            self.printed.emit()

    def _not_printed(self, refusal: Refusal) -> None:
        self._has_printed(None)
        self._desk.refused.emit(refusal)


def _not_saved(path: Path, trouble: OSError) -> CannotSave:
    """Why a paper was not saved, and what can be done about it."""
    if trouble.errno in (errno.ENOSPC, errno.EDQUOT):
        why = N_("{file} was not saved: no room is left in {folder}. Free some space, or choose another folder.")
    elif isinstance(trouble, PermissionError) or trouble.errno == errno.EROFS:
        why = N_(
            "{file} was not saved: another program has it open, or you may not write in {folder}. Close it there, or "
            "choose another folder."
        )
    else:
        why = N_("{file} was not saved: {folder} cannot be written to. Choose another folder.")
    refusal = CannotSave(why, file=path.name, folder=str(path.parent))
    refusal.__cause__ = trouble
    return refusal


def write_whole(path: Path, content: bytes) -> None:
    """Write a file beside its place and move it there, so that nobody ever finds half of it. Raises OSError."""
    handle, made = tempfile.mkstemp(dir=path.parent, prefix=".", suffix=".part")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        Path(made).replace(path)
    except OSError:
        Path(made).unlink(missing_ok=True)
        raise


def image(page: Picture) -> QImage:
    """A rendered page as Qt's own picture, with pixels of its own."""
    width, height, pixels = page
    return QImage(pixels, width, height, 3 * width, QImage.Format.Format_RGB888).copy()


class _Page(QFrame):
    """One page with a quiet edge."""

    def __init__(self, drawn: QImage) -> None:
        super().__init__()
        self._drawn = drawn
        self.setFixedSize(drawn.deviceIndependentSize().toSize())

    def paintEvent(self, event: object) -> None:
        """Qt's call to draw."""
        painter = QPainter(self)
        painter.drawImage(self.rect(), self._drawn)
        painter.setPen(QPen(theme.colour("border"), 1))
        painter.drawRect(self.rect().adjusted(0, 0, -1, -1))
        painter.end()
