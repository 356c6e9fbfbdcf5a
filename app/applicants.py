"""Applicants, the people behind them and their contacts: registered and corrected."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from app.act import NEW, act
from app.cleaning import cleaned, put
from app.names import refold
from app.office import Work
from app.refusal import Invalid
from app.rights import Right
from app.rules import identifiers
from models import Applicant, Contact, Person
from models.kinds import ApplicantKind, Language, Speech


@dataclass(frozen=True, slots=True)
class ApplicantFields:
    """What is kept of an applicant; names as registered, never converted between scripts."""

    kind: ApplicantKind = ApplicantKind.BUSINESS
    name_en: str = ""
    name_tc: str = ""
    name_sc: str = ""
    br_number: str = ""
    br_certificate: str = ""
    br_expires_on: date | None = None
    address_en: str = ""
    address_zh: str = ""
    remarks: str = ""


@dataclass(frozen=True, slots=True)
class PersonFields:
    """A natural person of route 1D; proof of residence is sighted, never copied."""

    name_en: str = ""
    name_zh: str = ""
    hk_resident: bool | None = None
    sighted_by_id: UUID | None = None
    sighted_on: date | None = None


@dataclass(frozen=True, slots=True)
class ContactFields:
    """Somebody the office writes to or rings up."""

    name: str = ""
    post: str = ""
    telephone: str = ""
    email: str = ""
    writes: Language = Language.ZH_HK
    speaks: Speech = Speech.CANTONESE
    active: bool = True


_APPLICANT = "kind name_en name_tc name_sc br_number br_certificate br_expires_on address_en address_zh remarks"
_PERSON = "name_en name_zh hk_resident sighted_by_id sighted_on"
_CONTACT = "name post telephone email writes speaks active"


@act("applicant.register", "Register an applicant", right=Right.ENTER, writes={"applicants": NEW})
def register(work: Work, form: ApplicantFields) -> UUID:
    """A new applicant; raises `Invalid` for a missing name or a number that is none."""
    applicant = work.add(Applicant(**checked(form)))
    refold(applicant)
    return applicant.id


@act("applicant.correct", "Correct an applicant", right=Right.ENTER, writes={"applicants": _APPLICANT}, undo=True)
def correct(work: Work, id: UUID, form: ApplicantFields, *, seen: int) -> None:
    """Change what is kept of an applicant."""
    applicant = work.get(Applicant, id, seen=seen)
    put(applicant, checked(form))
    refold(applicant)


@act("person.add", "Add a person", right=Right.ENTER, writes={"persons": NEW})
def add_person(work: Work, applicant_id: UUID, form: PersonFields) -> UUID:
    """A natural person behind the applicant."""
    work.get(Applicant, applicant_id)
    return work.add(Person(applicant_id=applicant_id, **_named(work, form))).id


@act("person.correct", "Correct a person", right=Right.ENTER, writes={"persons": _PERSON}, undo=True)
def correct_person(work: Work, id: UUID, form: PersonFields, *, seen: int) -> None:
    """Change what is kept of a person."""
    put(work.get(Person, id, seen=seen), _named(work, form))


@act("contact.add", "Add a contact", right=Right.ENTER, writes={"contacts": NEW}, field=True)
def add_contact(work: Work, applicant_id: UUID, form: ContactFields) -> UUID:
    """A contact at the applicant."""
    work.get(Applicant, applicant_id)
    return work.add(Contact(applicant_id=applicant_id, **_reachable(form))).id


@act("contact.correct", "Correct a contact", right=Right.ENTER, writes={"contacts": _CONTACT}, field=True, undo=True)
def correct_contact(work: Work, id: UUID, form: ContactFields, *, seen: int) -> None:
    """Change what is kept of a contact."""
    put(work.get(Contact, id, seen=seen), _reachable(form))


def checked(form: ApplicantFields) -> dict[str, object]:
    """What a record keeps of a form; raises `Invalid` for a missing name or a number that is none."""
    values = cleaned(form, prose=frozenset({"remarks"}))
    if not (values["name_en"] or values["name_tc"] or values["name_sc"]):
        raise Invalid("Enter the name of the applicant.", field="name_en")
    if values["br_number"]:
        values["br_number"] = identifiers.br_number(values["br_number"]).number
    return values


def _named(work: Work, form: PersonFields) -> dict[str, object]:
    values = cleaned(form)
    if form.sighted_on is not None and form.sighted_on > work.today:
        raise Invalid("This day is in the future.", field="sighted_on")
    if form.sighted_on is not None and form.sighted_by_id is None:
        raise Invalid("Say who sighted the proof.", field="sighted_by_id")
    if not (values["name_en"] or values["name_zh"]):
        raise Invalid("Enter the name of the person.", field="name_en")
    return values


def _reachable(form: ContactFields) -> dict[str, object]:
    values = cleaned(form)
    if not values["name"]:
        raise Invalid("Enter the name of the contact.", field="name")
    return values
