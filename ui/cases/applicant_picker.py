"""Whose case it is: an applicant of the office, found as one types."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final
from uuid import UUID

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QSizePolicy, QWidget

from app import applicant_list
from app.applicant_list import ApplicantRow
from app.drafts import Part, Typed
from app.texts import N_, Message
from app.words import word
from models.kinds import ApplicantKind
from ui import theme
from ui.desk import Desk
from ui.drafts.hub import Typing
from ui.names import company
from ui.widgets.basic import Label, column, tip
from ui.widgets.search_box import SearchBox
from ui.words import Speaking, tr

MOST: Final = 50


class ApplicantPicker(Typing, Speaking, QWidget):
    """Find an applicant as one types. Signal: `chosen(id or None)`."""

    chosen = Signal(object)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._rows: tuple[ApplicantRow, ...] = ()
        self._wanted: UUID | None = None
        self.box = SearchBox(N_("Search applicants by name or number"))
        self.list = QListWidget()
        self.list.setFixedHeight(6 * (theme.ROW - theme.S4) + theme.S8)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.says(self.list.setAccessibleName, N_("Applicants found"))
        self._said = Label(tone="muted", wrap=True)
        self.setLayout(column(self.box, self.list, self._said, gap=theme.S4))
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self.setFocusProxy(self.box)
        self.box.asked.connect(self.ask)
        self.box.left_down.connect(self._go_down)
        self.list.currentRowChanged.connect(self._tell)
        self.explain(None)
        self.is_typed()
        self.box.textChanged.connect(lambda _text: self.tell_typed())

    @property
    def chosen_id(self) -> UUID | None:
        """The applicant chosen."""
        at = self.list.currentRow()
        return self._rows[at].id if 0 <= at < len(self._rows) else None

    def ask(self, text: str) -> None:
        """Look for applicants."""
        self._desk.read(applicant_list.rows, text, limit=MOST, then=self._show, slot="new-case-applicants")

    def typing(self) -> list[Part]:
        """Who was looked for and chosen."""
        text, chosen = self.box.text(), self.chosen_id
        if not text:
            return []
        seen = text if chosen is None else _line(self._rows[self.list.currentRow()])
        words = Typed("applicant", Message("Applicant"), f"{chosen or ''} {text}", seen)
        return [Part((words,), "applicant")]

    def retype(self, parts: Sequence[Part]) -> int:
        """Look for the same again, and choose who was chosen."""
        for part in parts:
            if part.key == "applicant":
                chosen, _, text = part.words[0].text.partition(" ")
                self._wanted = UUID(chosen) if chosen else None
                self.box.setText(text)
                self.ask(text)
                return 1
        return 0

    def take(self, applicant_id: UUID) -> None:
        """Choose this one as soon as it is found."""
        self._wanted = applicant_id

    def miss(self) -> None:
        """Say that one must be chosen."""
        self.explain(Message("Choose the applicant, or register a new one."), danger=True)
        self.box.setFocus()

    def explain(self, words: Message | None, *, danger: bool = False) -> None:
        """A line under the list, or none."""
        self._said.setVisible(words is not None)
        self._said.set_tone("danger" if danger else "muted")
        if words is not None:
            self._said.say(words)

    def retranslate(self) -> None:
        """The names change places with the language."""
        super().retranslate()
        for at, one in enumerate(self._rows):
            self.list.item(at).setText(_line(one))

    def _show(self, rows: tuple[ApplicantRow, ...]) -> None:
        kept = self._wanted or self.chosen_id
        blocked = self.list.blockSignals(True)
        self._rows = rows
        self.list.clear()
        for one in rows:
            item = QListWidgetItem(_line(one))
            item.setSizeHint(QSize(0, theme.ROW - theme.S4))
            item.setToolTip(tip(_line(one)))
            self.list.addItem(item)
        self.list.blockSignals(blocked)
        found = next((at for at, one in enumerate(rows) if one.id == kept), -1)
        self.list.setCurrentRow(found if found >= 0 else 0 if len(rows) == 1 else -1)
        if found >= 0:
            self._wanted = None
        self.explain(None if rows else Message("No applicant is called so. Register a new one."))

    def _go_down(self) -> None:
        self.list.setFocus()
        if self.list.currentRow() < 0 and self._rows:
            self.list.setCurrentRow(0)

    def _tell(self, _row: int) -> None:
        self.explain(None)
        self.chosen.emit(self.chosen_id)


def _line(one: ApplicantRow) -> str:
    first, second = company(one.name_en, one.name_tc, one.name_sc)
    number = tr("BR {number}", number=one.br_number) if one.br_number else ""
    kind = "" if one.kind is ApplicantKind.BUSINESS else tr(word(one.kind))
    return "   ".join(part for part in (first, second, number, kind) if part)
