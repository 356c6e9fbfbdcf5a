"""The head of the applicant page: both names, what it is, its number."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtWidgets import QFrame

from app.applicant_sheet import ApplicantSheet
from app.former import known_by, no_longer
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
        self._formerly = Label(tone="muted", size="caption", wrap=True, copyable=True)
        laid = column(self._first, row(self._second, self._what, gap=theme.S16), self._formerly, gap=2)
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
        was = tuple(_formerly(sheet))
        self._formerly.say(Message("Formerly: {names}", names=was))
        self._formerly.setVisible(bool(was))


def _formerly(sheet: ApplicantSheet) -> Iterator[Message | str]:
    """Old names, and old numbers, which say that they are numbers."""
    for one in no_longer(sheet.formerly, known_by(sheet.applicant.fields)):
        yield from one.names
        if one.br_number:
            yield Message("BR {number}", number=one.br_number)
