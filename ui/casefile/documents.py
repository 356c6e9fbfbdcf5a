"""Documents on the case page: what is kept, and beside it the checklist of what the case needs."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QFileDialog, QMenu

from app import documents, items
from app.act import ACTS
from app.case_parts import DocumentRow
from app.case_sheet import CaseSheet
from app.checklist import Line
from app.documents import DocumentFields
from app.inside.media import PDF
from app.texts import N_, Message
from app.words import word
from models.kinds import ItemKind, ItemState
from ui import theme
from ui.casefile.dialogs import ReasonDialog
from ui.casefile.section import Section
from ui.desk import Desk
from ui.documents.checklist_view import ChecklistView
from ui.documents.filing import Filing
from ui.documents.keep_dialog import CorrectDialog
from ui.documents.parts import pages_words, picture_of, size_words, state_look, state_words
from ui.documents.view import DocumentDialog
from ui.widgets.basic import Button, column, row
from ui.widgets.rows import Column
from ui.widgets.sections import Standing
from ui.widgets.state import State
from ui.widgets.table import Table
from ui.words import shown, tr

#: So many lines are seen at once; more of them scroll.
_MOST_LINES = 12
_EMPTY_HIGH = 190


class DocumentsSection(Section):
    """What came in and what is missing. Files may be dropped on the whole page (`take`)."""

    called = N_("Documents")
    icon = "folder"
    shows = ("checklist", "documents")

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.add = Button(N_("Add files…"), icon_name="upload-simple", then=self.choose_files)
        self.aside.addWidget(self.add)
        self.filing = Filing(desk)
        self.filing.said.connect(self.said)
        self.table: Table[DocumentRow] = Table(_columns(), lambda one: one.id, title=N_("Documents"), name="documents")
        self.table.set_empty(
            State("tray", N_("No documents yet"), N_("Drop files anywhere on this page, or choose them."))
        )
        self.table.opened.connect(self.look)
        self.table.chosen.connect(self._offer)
        self.table.menu_asked.connect(self._menu)
        self._look = Button(N_("Look inside"), icon_name="eye", then=lambda: self.look(self.table.current()))
        self._correct = Button(N_("Correct…"), icon_name="pencil-simple", then=self.correct)
        self._strike = Button(N_("Strike out…"), icon_name="prohibit", then=self.strike_out)
        self.checklist = ChecklistView()
        self.checklist.marked.connect(self._mark)
        self.checklist.asked.connect(self._ask_for)
        left = column(self.table, row(self._look, self._correct, self._strike, None), None, gap=theme.S8)
        both = row(left, self.checklist, gap=theme.S16)
        both.setStretch(0, 1)
        both.setAlignment(self.checklist, Qt.AlignmentFlag.AlignTop)
        self.body.addWidget(self.filing)
        self.body.addLayout(both)

    def standing(self, sheet: CaseSheet) -> Standing:
        """How many lines of the checklist are missing."""
        count = sum(line.state is ItemState.MISSING for line in sheet.checklist)
        return self.icon, "warn" if count else "muted", sum(one.struck_out_on is None for one in sheet.documents)

    def fill(self, sheet: CaseSheet) -> None:
        """Draw the list and the checklist."""
        self.table.fill(_ordered(sheet.documents))
        self._make_room(min(len(sheet.documents), _MOST_LINES))
        self.add.setEnabled(self.may_keep)
        self.checklist.put(sheet, may=self.desk.may(ACTS["item.mark"]))
        self._offer(self.table.current())

    def _make_room(self, lines: int) -> None:
        """As high as so many lines; an empty list has room for its words."""
        view = self.table.view
        rows = lines * view.verticalHeader().defaultSectionSize() + view.horizontalHeader().height()
        self.table.setFixedHeight(rows + 2 * view.frameWidth() + theme.S4 if lines else _EMPTY_HIGH)

    @property
    def may_keep(self) -> bool:
        """Whether files are taken now."""
        return self.sheet is not None and self.desk.may(ACTS["document.keep"]) and not self.filing.busy

    def choose_files(self) -> None:
        """Choose files of this computer, then as if they had been dropped."""
        chosen, _kind = QFileDialog.getOpenFileNames(self, tr("Add files"))
        self.take([Path(one) for one in chosen])

    def take(self, files: Sequence[Path]) -> None:
        """Look at files, ask about them once, and keep them."""
        if self.sheet is not None and self.may_keep:
            self.filing.take(self.sheet.id, files)

    def look(self, one: DocumentRow | None) -> None:
        """Look inside a document."""
        if one is not None:
            dialog = DocumentDialog(self, self.desk, one)
            dialog.exec()
            dialog.deleteLater()

    def correct(self) -> None:
        """Say otherwise what the chosen document is."""
        one = self.table.current()
        if one is None:
            return

        def send(form: DocumentFields, then: Any, failed: Any) -> None:
            self.do(documents.correct, one.id, form, seen=one.version, then=then, failed=failed,
                    said=Message("Corrected: {name}", name=one.name))  # fmt: skip

        CorrectDialog.ask(self, one, self.desk.office.clock, send=send)

    def strike_out(self) -> None:
        """Strike out the chosen document, with a reason."""
        one = self.table.current()
        if one is None:
            return

        def send(reason: str, then: Any, failed: Any) -> None:
            self.do(documents.strike_out, one.id, seen=one.version, reason=reason, then=then, failed=failed,
                    said=Message("Struck out: {name}", name=one.name))  # fmt: skip

        why = Message("“{name}” stays in the list and counts for nothing. What it had ticked off is missing again.",
                      name=one.name)  # fmt: skip
        ReasonDialog.ask(self, N_("Strike out a document"), why=why, button=N_("Strike out"), send=send)

    def _mark(self, line: Line, state: ItemState) -> None:
        sheet = self.sheet
        if sheet is None:
            return
        said = Message("{item}: {state}.", item=line.words, state=word(state))
        if state is not ItemState.WAIVED:
            self.do(items.mark, sheet.id, line.kind, state, said=said)
            return

        def send(reason: str, then: Any, failed: Any) -> None:
            self.do(items.mark, sheet.id, line.kind, state, reason=reason, then=then, failed=failed, said=said)

        ReasonDialog.ask(self, N_("Waive an item"), why=line.words, button=N_("Waive"), send=send)

    def _ask_for(self, kinds: Sequence[ItemKind]) -> None:
        if self.sheet is not None:
            said = Message("Noted as outstanding: {n}. “Outstanding items” has the paragraph that asks for them.",
                           n=len(kinds))  # fmt: skip
            self.do(items.ask_for, self.sheet.id, tuple(kinds), said=said)

    def _offer(self, one: DocumentRow | None) -> None:
        """What can be done with the chosen document."""
        standing = one is not None and one.struck_out_on is None and not one.own
        self._look.setEnabled(one is not None)
        self._correct.setEnabled(standing and self.desk.may(ACTS["document.correct"]))
        self._strike.setEnabled(standing and self.desk.may(ACTS["document.strike_out"]))

    def _menu(self, one: DocumentRow, where: QPoint) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for button in (self._look, self._correct, self._strike):
            action = menu.addAction(button.text())
            action.setEnabled(button.isEnabled())
            action.triggered.connect(button.click)
        menu.popup(where)


def _ordered(documents: Sequence[DocumentRow]) -> list[DocumentRow]:
    """The newest first, what came with a mail under it; what is struck out comes last."""
    found: list[DocumentRow] = []
    for one in reversed([one for one in documents if one.mail_id is None]):
        found += [one, *(part for part in documents if part.mail_id == one.id)]
    return sorted(found, key=lambda one: one.struck_out_on is not None)


def _columns() -> list[Column[DocumentRow]]:
    return [
        Column(
            "document", N_("Document"), lambda one: one.name, width=180, stretch=True, elide=True, jump=True,
            sort=False, stacked=True, second=_what, icon=lambda one: picture_of(one.kind),
        ),
        Column(
            "from", N_("Date and sender"), _dated, width=128, elide=True, sort=False, stacked=True,
            second=lambda one: one.sender,
        ),
        Column("size", N_("Size"), lambda one: shown(size_words(one.size)), width=84, right=True, sort=False),
        Column(
            "state", N_("State"), lambda one: tr(state_words(one)), width=96, sort=False, look=state_look,
            chips=lambda: [tr(text) for text in _STATES],
        ),
    ]  # fmt: skip


_STATES = (N_("Kept"), N_("Unreadable"), N_("Struck out"))


def _what(one: DocumentRow) -> str:
    """What it is, how many pages it has, and that it came with a mail."""
    parts: list[Message] = [word(one.kind)]
    if one.mail_id is not None:
        parts.append(Message("with the mail above"))
    if (pages := pages_words(one.pages)) is not None and one.media == PDF:
        parts.append(pages)
    return tr(Message("{list}", list=tuple(parts)))


def _dated(one: DocumentRow) -> str:
    return shown(one.dated) if one.dated is not None else tr("No date")
