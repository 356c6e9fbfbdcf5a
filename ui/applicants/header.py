"""The head of the applicant page: both names, what it is, its number."""

from __future__ import annotations

from PySide6.QtWidgets import QFrame

from app.applicant_sheet import ApplicantSheet
from app.texts import Message
from app.words import word
from ui import theme
from ui.casefile.parts import names
from ui.widgets.basic import Label, column, row
from ui.words import Speaking


class ApplicantHeader(Speaking, QFrame):
    """Who this is."""

    def __init__(self) -> None:
        super().__init__()
        self._first = Label(size="title", bold=True, wrap=True, copyable=True)
        self._second = Label(wrap=True, copyable=True)
        self._what = Label(tone="muted")
        laid = column(self._first, row(self._second, self._what, gap=theme.S16), gap=2)
        laid.setContentsMargins(theme.S24, theme.S12, theme.S24, theme.S12)
        self.setLayout(laid)

    def put(self, sheet: ApplicantSheet) -> None:
        """Show an applicant."""
        fields = sheet.applicant.fields
        first, second = names(fields)
        self._first.put(first)
        self._second.put(second)
        if fields.br_number:
            self._what.say(Message("{kind} · BR {number}", kind=word(fields.kind), number=fields.br_number))
        else:
            self._what.say(word(fields.kind))
