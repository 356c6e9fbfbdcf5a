"""Overview: whose case this is, whom to write to, and what else this applicant has had from the Programme."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QSizePolicy, QWidget

from app import districts
from app.applicants import ContactFields
from app.case_list import CaseRow
from app.case_sheet import CaseSheet
from app.field_words import field_word
from app.money import Amount
from app.texts import N_, Message
from app.words import word
from models.kinds import Sector
from ui import theme
from ui.casefile.parts import Fact, Facts, empty, names, told
from ui.casefile.section import Section
from ui.desk import Desk
from ui.widgets.basic import Button, Label
from ui.widgets.chip import STAGES, Chip
from ui.widgets.stops import drawn_anew


class OverviewSection(Section):
    """What a caseworker wants to know on the telephone."""

    called = N_("Overview")
    icon = "house"
    shows = ("applicant", "contacts", "factory", "fields", "past")

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._facts = Facts()
        self._heading = Label(N_("Other cases of this applicant"), bold=True)
        self._heading.setContentsMargins(0, theme.S8, 0, 0)
        self._cases = QWidget()
        self._past = QGridLayout(self._cases)
        self._past.setContentsMargins(0, 0, 0, 0)
        self._past.setHorizontalSpacing(theme.S16)
        self._past.setVerticalSpacing(2)
        self._past.setColumnStretch(1, 1)
        self.body.addWidget(self._facts)
        self.body.addWidget(self._heading)
        self.body.addWidget(self._cases)

    def fill(self, sheet: CaseSheet) -> None:
        """Draw the sheet."""
        self._facts.put([*_party(sheet), *_site(sheet), *_project(sheet), *_contacts(sheet)])
        with drawn_anew(self._cases):
            empty(self._past)
            for line, other in enumerate(sheet.past):
                self._other(line, other)
        self._heading.setVisible(bool(sheet.past))

    def _other(self, line: int, other: CaseRow) -> None:
        link = Button(kind="link", then=lambda: self.open_case.emit(other.id))
        link.setText(other.reference or other.legacy_file_no or "–")
        link.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        amount = Message("–") if other.subsidy is None else Message("{a}", a=Amount(other.subsidy))
        figure = told(amount, wrap=False)
        figure.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        when = Message("Not received yet") if other.received_on is None else Message("{d}", d=other.received_on)
        words = Message("{type}: {words}", type=other.type.value, words=word(other.type))
        self._past.addWidget(link, line, 0)
        self._past.addWidget(told(words), line, 1)
        self._past.addWidget(told(when, tone="muted", wrap=False), line, 2)
        self._past.addWidget(Chip(word(other.stage), STAGES[other.stage]), line, 3)
        self._past.addWidget(figure, line, 4)


def _party(sheet: CaseSheet) -> list[Fact]:
    fields = sheet.applicant.fields
    first, second = names(fields)
    number = fields.br_number or fields.br_certificate
    return [
        Fact(Message("Applicant"), first, second=second),
        Fact(field_word("br_number"), number or Message("Not known yet")),
    ]


def _site(sheet: CaseSheet) -> list[Fact]:
    if sheet.factory is None:
        return [Fact(Message("Factory"), Message("None on the case"))]
    fields = sheet.factory.factory.fields
    first, second = names(fields)
    place = districts.district(fields.district)
    sector = Message("{name}", name=fields.sector_other) if fields.sector is Sector.OTHER else word(fields.sector)
    where = Message("{place}", place=place.name) if place is not None else Message("{place}", place=fields.district)
    return [
        Fact(Message("Factory"), first, second=second),
        Fact(field_word("district"), Message("{where} · {kind} · {sector}", where=where, kind=word(fields.kind),
                                             sector=sector)),
    ]  # fmt: skip


def _project(sheet: CaseSheet) -> list[Fact]:
    fields = sheet.fields
    titles = [text for text in (fields.title_en, fields.title_tc, fields.title_sc) if text]
    found = [Fact(Message("Project"), titles[0], second=titles[1] if len(titles) > 1 else "")] if titles else []
    if fields.technology:
        found.append(Fact(field_word("technology"), fields.technology))
    if fields.legacy_file_no:
        found.append(Fact(field_word("legacy_file_no"), fields.legacy_file_no))
    if fields.starts_on is not None and fields.ends_on is not None:
        runs = Message("{start} to {end}", start=fields.starts_on, end=fields.ends_on)
        found.append(Fact(Message("Project dates"), runs))
    return found


def _contacts(sheet: CaseSheet) -> list[Fact]:
    active = [one.fields for one in sheet.contacts if one.fields.active]
    return [Fact(Message("Contact"), _who(one), second=_tongues(one)) for one in active]


def _who(one: ContactFields) -> str:
    return "  ·  ".join(text for text in (one.name, one.post, one.telephone, one.email) if text)


def _tongues(one: ContactFields) -> Message:
    return Message("Writes {writes}, speaks {speaks}", writes=word(one.writes), speaks=word(one.speaks))
