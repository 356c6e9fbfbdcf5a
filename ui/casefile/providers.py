"""Providers in a case: who assessed, who supplies, and whether the committee must know of an interest."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from app import engagements
from app.act import ACTS
from app.case_sheet import CaseSheet
from app.engagements import EngagementFields
from app.kept import Kept
from app.texts import N_, Message
from app.words import word
from ui import theme
from ui.casefile.dialogs import ProviderDialog, ReasonDialog
from ui.casefile.parts import empty, told
from ui.desk import Desk
from ui.names import person
from ui.theme import Tone
from ui.widgets.basic import Button, Label, column, row
from ui.widgets.stops import drawn_anew
from ui.words import Speaking

_TOP = Qt.AlignmentFlag.AlignTop


class Providers(Speaking, QWidget):
    """The list of providers of a case. `said` carries what was done."""

    said = Signal(object)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._sheet: CaseSheet | None = None
        self._add = Button(N_("Add a provider…"), icon_name="plus", then=self.add)
        self._none = Label(N_("No provider is on the case yet."), tone="muted")
        self._grid = QGridLayout()
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(theme.S12)
        self._grid.setVerticalSpacing(theme.S4)
        self._grid.setColumnStretch(1, 1)
        head = row(Label(N_("Environmental technology service providers"), size="section", bold=True), None, self._add)
        self.setLayout(column(head, self._none, self._grid, gap=theme.S8))

    def put(self, sheet: CaseSheet) -> None:
        """Show the providers of a case."""
        self._sheet = sheet
        with drawn_anew(self):
            empty(self._grid)
            for line, kept in enumerate(sheet.engagements):
                self._line(2 * line, kept, able=not sheet.locked)
        self._none.setVisible(not sheet.engagements)
        self._add.setEnabled(self._desk.may(ACTS["engagement.add"]) and not sheet.locked)

    def add(self) -> None:
        """Ask for one more provider."""
        sheet = self._sheet
        if sheet is None:
            return

        def send(fields: EngagementFields, then: Any, failed: Any) -> None:
            self._desk.do(engagements.add, sheet.id, fields, then=then, failed=failed)

        if ProviderDialog.ask(self, None, send=send) is not None:
            self.said.emit(Message("The provider is added."))

    def _line(self, line: int, kept: Kept[EngagementFields], *, able: bool) -> None:
        fields = kept.fields
        both = person(fields.name_en, fields.name_zh)
        self._grid.addWidget(told(word(fields.role), tone="muted", wrap=False), line, 0, _TOP)
        self._grid.addWidget(told("  ".join(name for name in both if name)), line, 1, _TOP)
        sentence, tone = _interest(fields)
        self._grid.addWidget(told(sentence, tone=tone), line + 1, 1, _TOP)
        change = Button(N_("Change…"), kind="link", then=lambda: self._change(kept), about=both[0])
        strike = Button(N_("Strike out…"), kind="link", then=lambda: self._strike(kept), about=both[0])
        for at, button in enumerate((change, strike)):
            button.setEnabled(able and self._desk.may(ACTS["engagement.correct"]))
            self._grid.addWidget(button, line, 2 + at, 2, 1, _TOP)

    def _change(self, kept: Kept[EngagementFields]) -> None:
        def send(fields: EngagementFields, then: Any, failed: Any) -> None:
            self._desk.do(engagements.correct, kept.id, fields, seen=kept.version, then=then, failed=failed)

        if ProviderDialog.ask(self, kept.fields, send=send) is not None:
            self.said.emit(Message("The provider is changed."))

    def _strike(self, kept: Kept[EngagementFields]) -> None:
        def send(reason: str, then: Any, failed: Any) -> None:
            self._desk.do(engagements.strike_out, kept.id, seen=kept.version, reason=reason, then=then, failed=failed)

        title = N_("Strike out a provider")
        if ReasonDialog.ask(self, title, why=N_("It stays in the history."), button=N_("Strike out"), send=send):
            self.said.emit(Message("The provider is struck out."))


def _interest(fields: EngagementFields) -> tuple[Message, Tone]:
    match fields.interest:
        case True:
            return Message("Has an interest: {which}", which=fields.interest_text), "warn"
        case False:
            return Message("Declares no interest"), "muted"
    return Message("Whether it has an interest is not known yet"), "warn"
