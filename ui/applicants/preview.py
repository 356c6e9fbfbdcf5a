"""The preview beside the list of applicants: who this is, whom to ring up, its factories and last cases."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING
from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout

from app.texts import N_, Message
from app.words import word
from ui import theme
from ui.names import company
from ui.widgets.basic import Button, Label, column, row
from ui.widgets.preview import Glance, Preview
from ui.widgets.state import State
from ui.words import language, tr

if TYPE_CHECKING:
    from app.applicant_glance import ApplicantGlance
    from app.case_list import CaseRow


class ApplicantPreview(Preview):
    """What is worth knowing before opening an applicant. Signal: `open_applicant(id)`."""

    open_applicant = Signal(UUID)

    def __init__(self) -> None:
        self._shown: ApplicantGlance | None = None
        super().__init__(N_("The chosen applicant"), State("buildings", N_("Choose an applicant to see it here")))

    def _head(self) -> QVBoxLayout:
        self._first = Label(size="section", bold=True, wrap=True, copyable=True)
        self._second = Label(wrap=True, copyable=True)
        self._kind = Label(tone="muted", wrap=True)
        open_ = Button(N_("Open applicant"), icon_name="buildings", kind="primary", then=self._open)
        return column(self._first, self._second, self._kind, theme.S4, row(open_, None), None, gap=theme.S4)

    def retranslate(self) -> None:
        """The names change places with the language."""
        super().retranslate()
        self._tell()

    def _put(self, sheet: ApplicantGlance | None) -> None:
        self._shown = sheet
        self._tell()

    def _tell(self) -> None:
        if self._shown is None:
            return
        of = self._shown.fields
        first, second = company(of.name_en, of.name_tc, of.name_sc)
        self._first.put(first)
        self._second.put(second)
        self._second.setVisible(bool(second))
        self._kind.say(word(of.kind))
        self.facts.put(facts(self._shown))

    def _open(self) -> None:
        if self._shown is not None:
            self.open_applicant.emit(self._shown.id)


def facts(of: ApplicantGlance) -> list[Glance]:
    """What the preview says of an applicant, in the language of the screen."""
    fields, found = of.fields, []
    if fields.br_number:
        found.append(Glance(N_("BR number"), _said(fields.br_number)))
    address = _chosen(fields.address_en, fields.address_zh)
    if address:
        found.append(Glance(N_("Address"), _said(address)))
    if of.contact is not None:
        reach = "\n".join(line for line in (of.contact.telephone, of.contact.email) if line)
        found.append(Glance(N_("Contact"), _said(of.contact.name), _said(reach) if reach else None))
    names = [company(one.name_en, one.name_tc, one.name_sc)[0] for one in of.factories]
    found.append(_several(N_("Factories"), names, of.factory_count))
    found.append(_several(N_("Cases"), [_case(one) for one in of.cases], of.case_count))
    return found


def _case(one: CaseRow) -> str:
    return f"{one.reference or one.legacy_file_no or '—'} · {tr(word(one.stage))}"


def _several(label: str, some: Sequence[str], count: int) -> Glance:
    """The first of them, one under the other, and how many more there are."""
    more = count - len(some)
    lines = _said("\n".join(some)) if some else Message("None yet")
    return Glance(label, lines, Message("and {n} more", n=more) if more else None)


def _chosen(en: str, zh: str) -> str:
    """What is written in the language of the screen, else in the other."""
    return (en or zh) if language() == "en" else (zh or en)


def _said(text: str) -> Message:
    return Message("{text}", text=text)
