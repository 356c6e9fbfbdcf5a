"""Applicants, people, contacts: what is taken, what is refused and which field the refusal names."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from app import applicants
from app.applicants import ApplicantFields, ContactFields, PersonFields
from app.office import Office
from app.refusal import Invalid, NotFound, Stale
from models import Applicant, Contact, Person
from models.base import new_id
from tests import make


def refused(kind: type[Exception], office: Office, act: Callable[..., Any], *args: Any, **terms: Any) -> str | None:
    """The field that a refusal of this kind names; nothing may have been written."""
    before = len(make.entries(office))
    with pytest.raises(kind) as caught:
        make.do(office, act, *args, **terms)
    assert len(make.entries(office)) == before
    return getattr(caught.value, "field", None)


def test_names_are_kept_as_registered_and_found_folded(office: Office) -> None:
    id = make.applicant(office, name_en=" Wai Tat Electroplating ", name_tc="衞達電鍍有限公司", br_number="9900 0001")
    kept = make.read(office, Applicant, id)
    assert (kept.name_en, kept.name_tc, kept.name_sc) == ("Wai Tat Electroplating", "衞達電鍍有限公司", "")
    assert kept.br_number == "99000001"
    assert "卫达电镀有限公司" in kept.folded
    assert "wai tat electroplating" in kept.folded


def test_a_correction_refolds_the_name(office: Office) -> None:
    id = make.applicant(office)
    make.do(office, applicants.correct, id, ApplicantFields(name_en="Other Limited"), seen=1)
    assert make.read(office, Applicant, id).folded == "other limited"


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"name_en": "", "name_tc": ""}, "name_en"),
        ({"name_en": "   ", "name_tc": "\u3000"}, "name_en"),
        ({"br_number": "1234"}, "br_number"),
        ({"name_en": "x" * 100_000}, "name_en"),
        ({"remarks": "x" * 100_000}, "remarks"),
        ({"name_en": "Evil\u202eLimited"}, "name_en"),
    ],
)
def test_what_cannot_be_kept_is_refused_by_its_field(office: Office, fields: dict[str, Any], field: str) -> None:
    form = ApplicantFields(**{"name_en": "Kwong Fat Limited", **fields})
    assert refused(Invalid, office, applicants.register, form) == field


def test_html_in_a_name_is_only_text(office: Office) -> None:
    id = make.applicant(office, name_en="<b>Bold</b> & Sons")
    assert make.read(office, Applicant, id).name_en == "<b>Bold</b> & Sons"


def test_a_stale_correction_overwrites_nothing(office: Office) -> None:
    id = make.applicant(office)
    make.do(office, applicants.correct, id, ApplicantFields(name_en="First Limited"), seen=1)
    refused(Stale, office, applicants.correct, id, ApplicantFields(name_en="Second Limited"), seen=1)
    assert make.read(office, Applicant, id).name_en == "First Limited"


def test_saving_what_is_already_so_writes_nothing(office: Office) -> None:
    id = make.applicant(office)
    before = len(make.entries(office))
    form = ApplicantFields(name_en="Kwong Fat Dyeing Limited", name_tc="廣發染整有限公司", br_number="99000001")
    make.do(office, applicants.correct, id, form, seen=1)
    assert make.read(office, Applicant, id).version == 1
    assert len(make.entries(office)) == before


def test_an_applicant_that_is_not_there_is_a_refusal(office: Office) -> None:
    refused(NotFound, office, applicants.correct, new_id(), ApplicantFields(name_en="X"), seen=1)
    refused(NotFound, office, applicants.add_person, new_id(), PersonFields(name_en="X"))


def test_a_person_and_a_contact_need_a_name(office: Office) -> None:
    whose = make.applicant(office)
    assert refused(Invalid, office, applicants.add_person, whose, PersonFields()) == "name_en"
    assert refused(Invalid, office, applicants.add_contact, whose, ContactFields()) == "name"


def test_who_sighted_a_proof_is_named(office: Office) -> None:
    form = PersonFields("CHAN", "陳", hk_resident=True, sighted_on=date(2026, 5, 1))
    assert refused(Invalid, office, applicants.add_person, make.applicant(office), form) == "sighted_by_id"


def test_a_person_and_a_contact_are_corrected(office: Office) -> None:
    whose = make.applicant(office)
    person, contact = make.person(office, whose, hk_resident=None), make.contact(office, whose)
    form = PersonFields("CHAN", "陳", hk_resident=True, sighted_by_id=office.officer.id, sighted_on=date(2026, 5, 1))
    make.do(office, applicants.correct_person, person, form, seen=1)
    make.do(office, applicants.correct_contact, contact, ContactFields("LEE", active=False), seen=1)
    assert make.read(office, Person, person).sighted_by_id == office.officer.id
    assert make.read(office, Contact, contact).active is False
