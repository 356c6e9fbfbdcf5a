"""Outstanding items: asked for, come in, waived with a reason; and the paragraph that asks for them."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QGridLayout, QMenu, QWidget

from app import items
from app.act import ACTS
from app.case_parts import ItemRow
from app.case_sheet import CaseSheet
from app.refusal import Refusal
from app.texts import LANGUAGES, N_, Message
from app.words import word
from models.kinds import ItemKind, ItemState
from ui import theme
from ui.casefile.dialogs import ReasonDialog
from ui.casefile.parts import empty, told
from ui.casefile.section import Done, Section, tell
from ui.desk import Desk
from ui.widgets.basic import Button, Label, row
from ui.widgets.chip import Chip, Look
from ui.widgets.fields import ChoiceField, TextField
from ui.widgets.form import LABEL_WIDTH, Form
from ui.widgets.sections import Standing
from ui.widgets.stops import drawn_anew

LOOKS: dict[ItemState, Look] = {
    ItemState.MISSING: Look("orange", "hourglass"),
    ItemState.RECEIVED: Look("green", "check"),
    ItemState.WAIVED: Look("grey", "minus-circle"),
}
_MIDDLE = Qt.AlignmentFlag.AlignVCenter


class ItemsSection(Section):
    """What the applicant still owes the office."""

    called = N_("Outstanding items")
    icon = "list"
    shows = ("items",)

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.copy = Button(N_("Copy as paragraph"), icon_name="copy")
        self.copy.setMenu(self._languages())
        self.aside.addWidget(self.copy)
        self._none = Label(N_("Nothing was asked of the applicant yet."), tone="muted", wrap=True)
        self._lines = QWidget()
        self._grid = QGridLayout(self._lines)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(theme.S12)
        self._grid.setVerticalSpacing(theme.S8)
        self._grid.setColumnStretch(1, 1)
        self.form = Form()
        kinds = [(kind, word(kind)) for kind in ItemKind]
        self.form.add(
            "kind", N_("What to ask for"), ChoiceField(kinds, width=420), missing=N_("Choose what to ask for.")
        )
        hint = N_("Needed for “Other item”. In the language in which it will be asked for.")
        self.form.add("text", N_("In other words"), TextField(most=300), hint=hint)
        self.form.changed.connect(self.edited)
        self.ask = Button(N_("Ask for it"), icon_name="plus", then=self.save)
        holder = QWidget()
        laid = row(self.ask, None, gap=0)
        laid.setContentsMargins(LABEL_WIDTH + theme.S16, 0, 0, 0)
        holder.setLayout(laid)
        self.form.whole_width(holder)
        self.body.addWidget(self._none)
        self.body.addWidget(self._lines)
        self.body.addWidget(self.form)

    def standing(self, sheet: CaseSheet) -> Standing:
        """How many are missing."""
        count = len(sheet.missing)
        return self.icon, "warn" if count else "muted", count

    @property
    def dirty(self) -> bool:
        """Whether an item was begun and not asked for."""
        return self.form.dirty

    def discard(self) -> None:
        """Forget the item that was begun."""
        self.form.put({"kind": None, "text": ""})

    def save(self, done: Done | None = None) -> None:
        """Ask for the item that was begun."""
        values = self.form.read()
        if self.sheet is None or values is None:
            tell(done, saved=False)
            return

        def asked(_id: Any) -> None:
            self.discard()
            self.edited.emit()
            tell(done, saved=True)

        def refused(refusal: Refusal) -> None:
            self.form.refuse(refusal)
            tell(done, saved=False)

        self.do(
            items.ask, self.sheet.id, values["kind"], values["text"] or "", then=asked, failed=refused,
            said=Message("Noted as outstanding."),
        )  # fmt: skip

    def fill(self, sheet: CaseSheet) -> None:
        """Draw the list."""
        with drawn_anew(self._lines):
            empty(self._grid)
            for line, item in enumerate(sheet.items):
                self._line(line, item)
        self._none.setVisible(not sheet.items)
        self.copy.setEnabled(bool(sheet.missing))
        may = self.desk.may(ACTS["item.ask"])
        self.form.setEnabled(may)

    def _line(self, line: int, item: ItemRow) -> None:
        chip = Chip(word(item.state), LOOKS[item.state])
        self._grid.addWidget(chip, line, 0, _MIDDLE)
        self._grid.addWidget(told(item.text or word(item.kind)), line, 1, _MIDDLE)
        self._grid.addWidget(told(_dates(item), tone="muted"), line, 2, _MIDDLE)
        self._grid.setColumnMinimumWidth(2, 230)
        may = self.desk.may(ACTS["item.settle"])
        if item.state is ItemState.MISSING:
            what = item.text or word(item.kind)
            came = Button(N_("It has come in"), then=lambda: self._settle(item, ItemState.RECEIVED), about=what)
            waive = Button(N_("Waive…"), then=lambda: self._waive(item), about=what)
            for at, button in enumerate((came, waive)):
                button.setEnabled(may)
                self._grid.addWidget(button, line, 3 + at, _MIDDLE)
        else:
            what = item.text or word(item.kind)
            again = Button(N_("Missing again"), then=lambda: self._settle(item, ItemState.MISSING), about=what)
            again.setEnabled(may)
            self._grid.addWidget(again, line, 3, 1, 2, _MIDDLE)

    def _settle(self, item: ItemRow, state: ItemState) -> None:
        said = Message("{item}: {state}.", item=item.text or word(item.kind), state=word(state))
        self.do(items.settle, item.id, state, seen=item.version, said=said)

    def _waive(self, item: ItemRow) -> None:
        def send(reason: str, then: Any, failed: Any) -> None:
            said = Message("{item}: {state}.", item=item.text or word(item.kind), state=word(ItemState.WAIVED))
            self.do(items.settle, item.id, ItemState.WAIVED, seen=item.version, reason=reason, then=then,
                    failed=failed, said=said)  # fmt: skip

        why = Message("{item}", item=item.text or word(item.kind))
        ReasonDialog.ask(self, N_("Waive an item"), why=why, button=N_("Waive"), send=send)

    def _languages(self) -> QMenu:
        menu = QMenu(self)
        for code, name in LANGUAGES.items():
            menu.addAction(name).triggered.connect(lambda _on=False, code=code: self.copy_paragraph(code))
        return menu

    def copy_paragraph(self, code: str) -> None:
        """Put the paragraph in a language of `LANGUAGES` on the clipboard."""
        if self.sheet is None:
            return

        def put(text: str) -> None:
            QGuiApplication.clipboard().setText(text)
            self.said.emit(Message("The paragraph is on the clipboard ({language}).", language=LANGUAGES[code]))

        self.desk.read(items.paragraph, self.sheet.id, code, then=put)


def _dates(item: ItemRow) -> Message:
    asked = Message("Asked {day}", day=item.asked_on)
    if item.settled_on is None:
        return asked
    if item.reason:
        return Message("{asked}, settled {day}: {reason}", asked=asked, day=item.settled_on, reason=item.reason)
    return Message("{asked}, settled {day}", asked=asked, day=item.settled_on)
