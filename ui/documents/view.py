"""A document looked at inside the program: one page at a time, drawn by a process of its own, beside what is known."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, Final

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QImage, QKeyEvent, QPixmap
from PySide6.QtWidgets import QFileDialog, QLabel, QStackedWidget, QWidget

from app import documents, file_names
from app.case_parts import DocumentRow
from app.field_words import field_word
from app.inside import ask
from app.inside.ask import UNSEEN
from app.inside.found import Page, Picture
from app.refusal import CannotOpen, Refusal
from app.texts import N_, Message
from app.words import word
from models.kinds import Sight
from ui import theme
from ui.casefile.parts import Telling, told
from ui.desk import Desk
from ui.documents import outside
from ui.documents.parts import size_words
from ui.theme import Tone
from ui.widgets.basic import Button, Label, Tool, column, row, rule
from ui.widgets.editors import Lines
from ui.widgets.fit import Growing
from ui.widgets.paging import turned
from ui.widgets.pdf_view import write_whole
from ui.widgets.scroll import Scroll
from ui.widgets.state import Skeleton, State, StatePage, refused
from ui.words import Speaking, tr

#: Pixels of the screen's own for the width of a page, step by step.
WIDTHS: Final = (480, 640, 820, 1040, 1320, 1700)
_FIRST: Final = 1
_SIZE: Final = QSize(1060, 680)
_SIDE: Final = 300


class DocumentDialog(Speaking, Growing):
    """One document: its pages at left, what is known of it at right."""

    def __init__(self, parent: QWidget | None, desk: Desk, kept: DocumentRow) -> None:
        super().__init__(parent)
        self._desk, self.kept = desk, kept
        self._data: bytes | None = None
        self._page, self._step = 0, _FIRST
        self.setWindowTitle(kept.name)
        self.resize(_SIZE)
        self._picture = QLabel()
        self._picture.setAlignment(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop)
        self._picture.setContentsMargins(theme.S12, theme.S12, theme.S12, theme.S12)
        self._area = Scroll(self._picture)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self._text = Lines()
        self._text.setReadOnly(True)
        self.says(self._text.setAccessibleName, N_("What stands in the document"))
        self._state = StatePage()
        self._wait = Skeleton()
        self._layers = QStackedWidget()
        for layer in (self._wait, self._area, self._text, self._state):
            self._layers.addWidget(layer)
        self._bar = self._tools()
        self._lay_out()
        self._read()

    # what is shown

    @property
    def shown(self) -> str:
        """What stands where a page would: "picture", the text, or why there is neither."""
        match self._layers.currentWidget():
            case self._area:
                return "picture"
            case self._text:
                return self._text.toPlainText()
        return self._state.text()

    @property
    def page(self) -> int:
        """The page that is shown, counted from 0."""
        return self._page

    def turn(self, pages: int) -> None:
        """Some pages on, or back."""
        wanted = min(max(self._page + pages, 0), (self.kept.pages or 1) - 1)
        if wanted != self._page:
            self._page = wanted
            self._draw()

    def zoom(self, steps: int) -> None:
        """One step larger or smaller."""
        wanted = min(max(self._step + steps, 0), len(WIDTHS) - 1)
        if wanted != self._step:
            self._step = wanted
            self._draw()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Qt's call."""
        if not turned(self, event):
            super().keyPressEvent(event)

    # elsewhere

    def ask_where(self) -> None:
        """Ask for a place and save a copy there."""
        name = file_names.safe_name(self.kept.name)
        chosen, _kind = QFileDialog.getSaveFileName(self, tr("Save a copy"), name)
        if chosen:
            self.save(Path(chosen))

    def save(self, path: Path) -> None:
        """Write a copy, byte by byte, whole or not at all."""

        def write(data: bytes) -> Path:
            try:
                write_whole(path, data)
            except OSError as trouble:
                raise CannotOpen(
                    "{file} was not saved: {detail}", file=path.name, detail=trouble.strerror or str(trouble)
                ) from trouble
            return path

        self._with_data(write, self._saved)

    def open_outside(self) -> None:
        """Open a copy with the computer's own program, once it is understood what that means."""
        if outside.OutsideDialog.ask(self, self.kept):
            kept = self.kept
            self._with_data(lambda data: outside.copy(data, kept.name, kept.media), self._opened)

    def _saved(self, path: Path) -> None:
        self._say(Message("A copy is saved: {file}", file=path.name))

    def _opened(self, file: Path) -> None:
        if not outside.start(file):
            self._say(Message("No program here opens this file. Save a copy instead."))

    def _say(self, text: Message, tone: Tone = "ok") -> None:
        self._note.set_tone(tone)
        self._note.say(text)
        self._note.show()

    # inside

    def _tools(self) -> QWidget:
        self._count = Label(tone="muted")
        bar = QWidget()
        self._turns = [
            Tool("caret-up", N_("Page before"), then=lambda: self.turn(-1)),
            Tool("caret-down", N_("Page after"), then=lambda: self.turn(1)),
        ]
        zooms = (
            Tool("magnifying-glass-minus", N_("Smaller"), then=lambda: self.zoom(-1)),
            Tool("magnifying-glass-plus", N_("Larger"), then=lambda: self.zoom(1)),
        )
        laid = row(*self._turns, self._count, theme.S16, *zooms, None)
        laid.setContentsMargins(theme.S12, theme.S8, theme.S12, theme.S8)
        bar.setLayout(laid)
        return bar

    def _lay_out(self) -> None:
        self._note = Label(tone="ok", wrap=True)
        self._note.hide()
        self._save = Button(N_("Save a copy…"), icon_name="floppy-disk", then=self.ask_where)
        self._open = Button(N_("Open with another program…"), icon_name="folder-open", then=self.open_outside)
        self._open.setEnabled(self.kept.media in file_names.ENDINGS)
        close = Button(N_("Close"), then=self.reject)
        inside = QWidget()
        inside.setProperty("surface", "clear")
        pairs = [
            column(told(label, tone="muted", caption=True), told(value), gap=0) for label, value in _facts(self.kept)
        ]
        name = Label(size="section", bold=True, wrap=True, copyable=True)
        name.put(self.kept.name)
        inside.setLayout(column(name, *pairs, None, gap=theme.S12))
        side = QWidget()
        side.setFixedWidth(_SIDE)
        side.setLayout(
            column(
                Scroll(inside), self._note, self._save, self._open, row(None, close), margins=theme.S16, gap=theme.S8
            )
        )
        whole = row(column(self._bar, rule(), self._layers, gap=0), side, gap=0)
        whole.setStretch(0, 1)
        self.setLayout(whole)

    def _read(self) -> None:
        if self.kept.sight not in (Sight.SHOWN, Sight.TOO_SLOW, Sight.TOO_LARGE):
            self._bar.hide()
            self._show_state(
                State("lock" if self.kept.sight is Sight.PASSWORD else "file-text", UNSEEN[self.kept.sight])
            )
            return
        self._draw()

    def _draw(self) -> None:
        number, wide = self._page, round(WIDTHS[self._step] * self.devicePixelRatioF())
        self._with_data(lambda data: ask.page(data, number, wide), self._take, slot=f"page-{id(self)}")

    def _with_data(self, make: Callable[[bytes], Any], then: Callable[[Any], None], *, slot: str | None = None) -> None:
        """Do something with the bytes of the document, behind; they are read once."""
        office: Any = self._desk.office

        def work() -> Any:
            if self._data is None:
                self._data = documents.content(office, self.kept.sha256)
            return make(self._data)

        failed = self._fail if slot else self._refuse
        self._desk.work_out(work, then=then, slot=slot, failed=failed)

    def _refuse(self, refusal: Refusal) -> None:
        self._say(refusal.message, tone="danger")

    def _take(self, drawn: Page) -> None:
        if isinstance(drawn, Picture):
            image = QImage(drawn.pixels, drawn.width, drawn.height, 3 * drawn.width, QImage.Format.Format_RGB888).copy()
            image.setDevicePixelRatio(self.devicePixelRatioF())
            self._picture.setPixmap(QPixmap.fromImage(image))
            self._layers.setCurrentWidget(self._area)
            self._area.verticalScrollBar().setValue(0)
        else:
            self._text.setPlainText(drawn)
            self._layers.setCurrentWidget(self._text)
        pages = self.kept.pages or 1
        self._bar.setVisible(isinstance(drawn, Picture))
        self._count.say(N_("Page {page} of {pages}"), page=self._page + 1, pages=pages)
        for tool in self._turns:
            tool.setEnabled(pages > 1)
        self._picture.setAccessibleName(tr("Page {page} of {pages}", page=self._page + 1, pages=pages))

    def _fail(self, refusal: Refusal) -> None:
        self._bar.hide()
        self._show_state(refused(refusal))

    def _show_state(self, state: State) -> None:
        self._state.put(state)
        self._layers.setCurrentWidget(self._state)


def _facts(kept: DocumentRow) -> list[tuple[Message, Telling]]:
    """What is known of a document, line by line."""
    found: list[tuple[Message, Telling]] = [(field_word("kind"), word(kept.kind))]
    if kept.struck_out_on is not None:
        why = Message("{day}: {reason}", day=kept.struck_out_on, reason=kept.struck_out_why)
        found.append((Message("Struck out"), why))
    if kept.title:
        found.append((field_word("title"), kept.title))
    for name, day in (("dated", kept.dated), ("received_on", kept.received_on)):
        if day is not None:
            found.append((field_word(name), Message("{day}", day=day)))
    if kept.sender:
        found.append((field_word("sender"), kept.sender))
    if kept.original is not None:
        found.append((field_word("original"), kept.original))
    half = len(kept.sha256) // 2
    return [
        *found,
        (Message("Size"), Message("{size}, {media}", size=size_words(kept.size), media=kept.media)),
        (Message("Kept by"), Message("{who}, {at}", who=kept.kept_by, at=kept.kept_at)),
        (field_word("sha256"), f"{kept.sha256[:half]}\n{kept.sha256[half:]}"),
    ]
