"""The assessment summary: looked at in three languages, saved, printed, and kept with the case once endorsed."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QButtonGroup

from app import summaries
from app.act import ACTS
from app.case_sheet import CaseSheet
from app.office import Work
from app.refusal import Refusal
from app.texts import LANGUAGES, N_, Message
from ui.casefile.parts import empty, told
from ui.casefile.section import Section
from ui.desk import Desk
from ui.saved import saved
from ui.widgets.basic import Button, Label, column, row
from ui.widgets.pdf_view import PdfView
from ui.words import language

_HIGH = 620


class PaperSection(Section):
    """Draws only while it can be seen, and again when the case has changed."""

    called = N_("Summary paper")
    icon = "file-pdf"

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.language = language()
        self._tongues = QButtonGroup(self)
        self._buttons = {code: self._tongue(code, name) for code, name in LANGUAGES.items()}
        self._state = Label(wrap=True)
        self._keep = Button(N_("Keep with the case"), icon_name="archive", then=self.keep)
        self.view = PdfView(desk)
        self.view.setFixedHeight(_HIGH)
        self.view.saved.connect(self._saved)
        self.view.printed.connect(self._printed)
        self._kept = column(gap=2)
        for button in self._buttons.values():
            self.aside.addWidget(button)
        self.body.addLayout(row(self._state, self._keep))
        self.body.addWidget(self.view)
        self.body.addLayout(self._kept)
        self._drawn: tuple[int, object, str] | None = None

    def fill(self, sheet: CaseSheet) -> None:
        """Say what the paper is; draw it when it is in sight."""
        advice = sheet.recommendation
        endorsed = advice is not None and advice.endorsed_by is not None
        if sheet.reference is None:
            self._state.say(N_("The summary is made once the application is received."))
        elif endorsed:
            self._state.say(N_("Endorsed: the summary is printed as it was frozen."))
        else:
            self._state.say(N_("Draft: every page is marked as a draft until the summary is endorsed."))
        self._keep.setVisible(endorsed)
        self._keep.setEnabled(self.desk.may(ACTS["summary.keep"]))
        self.view.setVisible(sheet.reference is not None)
        for button in self._buttons.values():
            button.setVisible(sheet.reference is not None)
        self._list(sheet)
        if self._near():
            self.entered()

    def entered(self) -> None:
        """Draw the paper if what is drawn is not that of the newest sheet in the chosen language."""
        sheet = self.sheet
        if sheet is None or sheet.reference is None:
            return
        wanted = (sheet.version, sheet, self.language)
        if self._drawn is not None and self._drawn == wanted:
            return
        self._drawn = wanted
        office: Any = self.desk.office
        self.desk.read(
            lambda session: summaries.sheet(office, session, sheet.id),
            then=self._set, slot=f"summary-{id(self)}", failed=self._fail,
        )  # fmt: skip

    def choose(self, code: str) -> None:
        """Show the paper in a language of `LANGUAGES`."""
        self.language = code
        self._buttons[code].setChecked(True)
        self.entered()

    def keep(self) -> None:
        """Keep the endorsed paper in the language shown."""
        if self.sheet is not None:
            said = Message("The summary is kept with the case ({language}).", language=LANGUAGES[self.language])
            self.do(summaries.keep, self.sheet.id, self.language, said=said)

    def _saved(self, file: Path) -> None:
        self.said.emit(saved(self.desk, file, Message("Saved: {file}", file=file.name)))

    def _printed(self) -> None:
        self.said.emit(Message("The printer has taken the paper. The print is noted in the journal."))

    def _set(self, found: Any) -> None:
        """The sheet was read; setting it takes a moment and is done behind."""
        if not self.view.page_count:
            self.view.fit()
        code = self.language
        office: Any = self.desk.office
        name = f"{found.reference}-summary-{code}.pdf"

        def record(work: Work, pdf: bytes) -> None:
            summaries.printed(work, reason=summaries.named(found.reference, code, pdf))

        def draw() -> bytes:
            from app.pdf import summary

            return summary.draw(found, code, summaries.pictures(office, found))

        def show(pdf: bytes) -> None:
            self.view.put(pdf, name, record=record)

        self.desk.work_out(draw, then=show, slot=f"paper-{id(self)}", failed=self._fail)

    def _fail(self, refusal: Refusal) -> None:
        self._drawn = None
        self.view.fail(refusal, retry=self.entered)

    def _near(self) -> bool:
        return not self.view.visibleRegion().isEmpty()

    def _list(self, sheet: CaseSheet) -> None:
        empty(self._kept)
        for kept in sheet.documents:
            if not kept.own:
                continue
            text = Message("Kept: {name}, {size} bytes, {at}", name=kept.name, size=kept.size, at=kept.kept_at)
            self._kept.addWidget(told(text, tone="muted", caption=True))

    def _tongue(self, code: str, name: str) -> Button:
        button = Button(then=lambda: self.choose(code))
        button.setText(name)
        button.setCheckable(True)
        button.setChecked(code == self.language)
        self._tongues.addButton(button)
        return button
