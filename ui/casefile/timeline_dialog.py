"""The history of a case as a paper: looked at, saved, printed, in the three languages."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path
from typing import Any
from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QWidget

from app import summaries, timelines
from app.office import Work
from app.refusal import Refusal
from app.texts import LANGUAGES, N_, Message
from ui import theme
from ui.desk import Desk
from ui.saved import saved
from ui.widgets.basic import Button, column, row
from ui.widgets.fit import Growing
from ui.widgets.pdf_view import PdfView
from ui.words import Speaking, language


class TimelineDialog(Speaking, Growing):
    """Draws the history again for each language. Signal: `said` carries a sentence for the notice line."""

    said = Signal(object)

    def __init__(self, parent: QWidget | None, desk: Desk, case_id: UUID, only: Collection[UUID] | None) -> None:
        super().__init__(parent)
        self._desk, self._case_id, self._only = desk, case_id, only
        self.language = language()
        self._sheet: Any = None
        self.says(self.setWindowTitle, N_("History on paper"))
        self._tongues = QButtonGroup(self)
        self._buttons = {code: self._tongue(code, name) for code, name in LANGUAGES.items()}
        self.view = PdfView(desk)
        self.view.saved.connect(self._saved)
        self.view.printed.connect(self._printed)
        close = Button(N_("Close"), then=self.accept)
        self.setLayout(column(row(*self._buttons.values(), None), self.view, row(None, close), margins=theme.S16))
        self.resize(900, 660)
        self._read()

    def choose(self, code: str) -> None:
        """Show the paper in a language of `LANGUAGES`."""
        self.language = code
        self._buttons[code].setChecked(True)
        self._draw()

    def _read(self) -> None:
        office: Any = self._desk.office
        self._desk.read(
            lambda session: timelines.read(office, session, self._case_id, self._only),
            then=self._take, slot=f"timeline-{id(self)}", failed=self._fail,
        )  # fmt: skip

    def _take(self, sheet: Any) -> None:
        self._sheet = sheet
        self.view.fit()
        self._draw()

    def _draw(self) -> None:
        sheet, code = self._sheet, self.language
        if sheet is None:
            return
        named = "".join(one if one.isalnum() else "-" for one in str(sheet.reference))

        def record(work: Work, pdf: bytes) -> None:
            timelines.printed(work, reason=summaries.named(str(sheet.reference), code, pdf))

        def draw() -> bytes:
            from app.pdf import timeline

            return timeline.draw(sheet, code)

        def show(pdf: bytes) -> None:
            self.view.put(pdf, f"{named}-history-{code}.pdf", record=record)

        self._desk.work_out(draw, then=show, slot=f"timeline-paper-{id(self)}", failed=self._fail)

    def _fail(self, refusal: Refusal) -> None:
        self.view.fail(refusal, retry=self._read)

    def _printed(self) -> None:
        self.said.emit(Message("The printer has taken the paper. The print is noted in the journal."))

    def _saved(self, file: Path) -> None:
        self.said.emit(saved(self._desk, file, Message("Saved: {file}", file=file.name)))

    def _tongue(self, code: str, name: str) -> Button:
        button = Button(then=lambda: self.choose(code))
        button.setText(name)
        button.setCheckable(True)
        button.setChecked(code == self.language)
        self._tongues.addButton(button)
        return button
