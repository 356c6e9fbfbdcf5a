"""The people behind an applicant, and whom the office writes to: two small tables."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QSizePolicy, QWidget

from app import applicants
from app.applicant_sheet import ApplicantSheet
from app.applicants import ContactFields, PersonFields
from app.field_words import field_word, yes_no
from app.kept import Kept
from app.texts import N_, Message
from app.words import word
from ui import theme
from ui.applicants.part import Part
from ui.casefile.parts import Telling, officer_name, told
from ui.desk import Desk
from ui.names import person
from ui.theme import Tone
from ui.widgets.basic import Label, column, rule
from ui.widgets.sections import Standing

_PERSON: Final = (4, 3, 5)
_CONTACT: Final = (4, 4, 4)

#: One cell: what it says, in which tone, and a second, quieter line.
Cell = tuple[Telling, Tone, Telling]


class Grid(QWidget):
    """Rows under captions, a button at the end of each."""

    def __init__(self, captions: Sequence[Message], shares: Sequence[int]) -> None:
        super().__init__()
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(theme.S16)
        self._grid.setVerticalSpacing(theme.S4)
        self._wide = len(captions) + 1
        for at, (caption, share) in enumerate(zip(captions, shares, strict=True)):
            self._grid.addWidget(Label(caption, tone="muted", size="caption"), 0, at)
            self._grid.setColumnStretch(at, share)
        self._line = 1

    def add(self, cells: Sequence[Cell], end: QWidget) -> None:
        """One more row."""
        self._grid.addWidget(rule(), self._line, 0, 1, self._wide)
        for at, (text, tone, second) in enumerate(cells):
            block = column(told(text, tone=tone), gap=0)
            if second:
                block.addWidget(told(second, tone="muted"))
            block.addStretch(1)
            block.setContentsMargins(0, 4, 0, 0)  # stands level with the words of the button
            self._grid.addLayout(block, self._line + 1, at)
        end.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        corner = Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignRight
        self._grid.addWidget(end, self._line + 1, len(cells), corner)
        self._line += 2


class PersonsPart(Part):
    """Natural persons of route 1d: who they are, and who saw the proof of residence."""

    called = N_("Persons")
    icon = "user"

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.aside.addWidget(self.button(N_("Add a person…"), "person", act=applicants.add_person, icon_name="plus"))

    def fill(self, sheet: ApplicantSheet) -> None:
        """One row for each."""
        if not sheet.persons:
            self.body.addWidget(Label(N_("Nobody yet. Only route 1d needs a person."), tone="muted", wrap=True))
            return
        captions = (field_word("name"), field_word("hk_resident"), Message("Proof of residence"))
        grid = Grid(captions, _PERSON)
        for at, one in enumerate(sheet.persons):
            grid.add(_person(one.fields, sheet), self._correct(at, one))
        self.body.addWidget(grid)

    def _correct(self, at: int, one: Kept[PersonFields]) -> QWidget:
        about = Message("person {n}: {name}", n=at + 1, name=one.fields.name_en or one.fields.name_zh)
        return self.button(N_("Correct…"), "person", one.id, act=applicants.correct_person, link=True, about=about)

    def standing(self, sheet: ApplicantSheet) -> Standing:
        """How many."""
        return self.icon, "muted", len(sheet.persons)


class ContactsPart(Part):
    """Whom the office writes to and rings up, and in which languages."""

    called = N_("Contacts")
    icon = "users"

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.aside.addWidget(self.button(N_("Add a contact…"), "contact", act=applicants.add_contact, icon_name="plus"))

    def fill(self, sheet: ApplicantSheet) -> None:
        """One row for each."""
        if not sheet.contacts:
            self.body.addWidget(Label(N_("Nobody yet. Letters need somebody to go to."), tone="muted", wrap=True))
            return
        grid = Grid((field_word("name"), Message("Telephone and e-mail"), Message("Languages")), _CONTACT)
        for at, one in enumerate(sheet.contacts):
            about = Message("contact {n}: {name}", n=at + 1, name=one.fields.name)
            button = self.button(
                N_("Correct…"), "contact", one.id, act=applicants.correct_contact, link=True, about=about
            )
            grid.add(_contact(one.fields), button)
        self.body.addWidget(grid)

    def standing(self, sheet: ApplicantSheet) -> Standing:
        """How many."""
        return self.icon, "muted", len(sheet.contacts)


def _person(of: PersonFields, sheet: ApplicantSheet) -> tuple[Cell, ...]:
    first, second = person(of.name_en, of.name_zh)
    resident = Message("Not known yet") if of.hk_resident is None else yes_no(of.hk_resident)
    tone: Tone = "plain" if of.hk_resident else "warn"
    return (first, "plain", second), (resident, tone, ""), _sighted(of, sheet)


def _sighted(of: PersonFields, sheet: ApplicantSheet) -> Cell:
    who = _officer(of.sighted_by_id, sheet)
    if of.sighted_on is None and not who:
        return Message("Not sighted yet"), "warn" if of.hk_resident else "muted", ""
    if of.sighted_on is None:
        return Message("Sighted by {who}, the day is not known", who=who), "plain", ""
    if not who:
        return Message("Sighted on {day}", day=of.sighted_on), "plain", ""
    return Message("Sighted on {day} by {who}", day=of.sighted_on, who=who), "plain", ""


def _officer(id: UUID | None, sheet: ApplicantSheet) -> str:
    return next((officer_name(one) for one in sheet.officers if one.id == id), "")


def _contact(of: ContactFields) -> tuple[Cell, ...]:
    active = "" if of.active else Message("No longer active")
    languages = Message("Writes {written}, speaks {spoken}", written=word(of.writes), spoken=word(of.speaks))
    tone: Tone = "plain" if of.active else "muted"
    reach = of.telephone or of.email or Message("Not known yet")
    return (
        (of.name, tone, of.post),
        (reach, tone, of.email if of.telephone else ""),
        (languages, tone, active),
    )
