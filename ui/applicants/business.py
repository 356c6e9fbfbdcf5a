"""Who applies: the names as registered, the Business Registration with its questions, addresses and remarks."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from app import applicants, merging
from app.applicant_sheet import ApplicantSheet
from app.applicants import ApplicantFields
from app.field_words import field_word
from app.texts import N_, Message
from app.words import word
from models.kinds import ApplicantKind
from ui.applicants.facts import FactColumns
from ui.applicants.fields import br_number, br_words
from ui.applicants.part import Part
from ui.casefile.parts import Fact
from ui.desk import Desk
from ui.widgets.sections import Standing

_NAMES = ("name_en", "name_tc", "name_sc")


class BusinessPart(Part):
    """The business or association itself."""

    called = N_("Business")
    icon = "buildings"

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.aside.addWidget(self.button(N_("Merge with…"), "merge", act=merging.merge, icon_name="users"))
        self.aside.addWidget(
            self.button(N_("Correct…"), "applicant", act=applicants.correct, icon_name="pencil-simple")
        )

    def fill(self, sheet: ApplicantSheet) -> None:
        """Names and addresses at the left, the registration at the right."""
        fields = sheet.applicant.fields
        self.body.addWidget(FactColumns(_who(fields), _registration(fields, self.desk.office.clock.today())))

    def standing(self, sheet: ApplicantSheet) -> Standing:
        """A warning when the registration asks something."""
        if worries(sheet.applicant.fields, self.desk.office.clock.today()):
            return "warning", "warn", 0
        return self.icon, "muted", 0


def _who(fields: ApplicantFields) -> Iterator[Fact]:
    yield Fact(field_word("kind"), word(fields.kind))
    for name in (*_NAMES, "address_en", "address_zh", "remarks"):
        value = getattr(fields, name)
        if value:
            yield Fact(field_word(name), value)


def _registration(fields: ApplicantFields, today: date) -> Iterator[Fact]:
    found = br_number(fields.br_number)
    if not fields.br_number:
        yield Fact(field_word("br_number"), Message("Not known yet"), "warn", second=_wanted(fields.kind))
    elif found is None:
        yield Fact(field_word("br_number"), fields.br_number, "warn")
    else:
        words, tone = br_words(found)
        yield Fact(field_word("br_number"), found.number, "warn" if tone == "warn" else "plain", second=words)
    if fields.br_certificate:
        yield Fact(field_word("br_certificate"), fields.br_certificate, second=_other_number(fields))
    yield _expiry(fields, today)


def _wanted(kind: ApplicantKind) -> Message:
    if kind is ApplicantKind.ASSOCIATION:
        return Message("An association may have none.")
    return Message("A Hong Kong Business is registered under Cap. 310.")


def _other_number(fields: ApplicantFields) -> Message | str:
    """A question when the certificate is of another number."""
    found = br_number(fields.br_certificate)
    if found is None or not fields.br_number or found.number == fields.br_number:
        return ""
    return Message("This certificate is of {number}, another number. Which is right?", number=found.number)


def _expiry(fields: ApplicantFields, today: date) -> Fact:
    label, day = field_word("br_expires_on"), fields.br_expires_on
    if day is None:
        return Fact(label, Message("Not known yet"), "muted")
    if day < today:
        return Fact(label, Message("{day}: expired. Ask for the new certificate.", day=day), "warn")
    return Fact(label, Message("{day}", day=day))


def worries(fields: ApplicantFields, today: date) -> bool:
    """Whether the registration asks something of the officer."""
    found = br_number(fields.br_number)
    unproved = fields.kind is ApplicantKind.BUSINESS and (found is None or not found.proves_registration)
    expired = fields.br_expires_on is not None and fields.br_expires_on < today
    return unproved or expired or bool(_other_number(fields))
