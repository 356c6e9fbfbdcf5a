"""A piece of work: kept whole or not at all, who did it, and what it touched."""

from __future__ import annotations

import pytest

from app import applicants
from app.applicants import ApplicantFields
from app.office import Office, Touched
from app.refusal import NotPermitted
from models import Applicant
from models.journal import OutsideAct
from models.kinds import Role
from tests import make


def register(office: Office, name: str = "One Limited"):
    return make.do(office, applicants.register, ApplicantFields(name_en=name))


def test_a_finished_work_says_what_it_touched(office: Office) -> None:
    with office.work() as work:
        id = applicants.register(work, ApplicantFields(name_en="One Limited"))
        assert not work.touched
    assert work.touched == Touched(frozenset({"applicants"}), frozenset({id}))


def test_a_work_that_fails_leaves_nothing(office: Office) -> None:
    before = len(make.entries(office))

    def fail() -> None:
        with office.work() as work:
            applicants.register(work, ApplicantFields(name_en="One Limited"))
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail()
    assert len(make.entries(office)) == before


def test_several_acts_in_one_work_are_entries_of_their_own(office: Office) -> None:
    with office.work() as work:
        one = applicants.register(work, ApplicantFields(name_en="One Limited"))
        applicants.correct(work, one, ApplicantFields(name_en="Two Limited"), seen=1)
    assert [one.act for one in make.entries(office)][-2:] == ["applicant.register", "applicant.correct"]


def test_an_entry_says_who_when_and_by_which_login(office: Office) -> None:
    register(office)
    entry = make.entries(office)[-1]
    assert (entry.officer_id, entry.at) == (office.officer.id, office.clock.now())
    if not office.store.is_shared:  # PostgreSQL writes the login of its own session
        assert entry.who == "lky"


def test_reading_changes_nothing(office: Office) -> None:
    id = register(office)

    def change() -> None:
        with office.reading() as session:
            session.get_one(Applicant, id).name_en = "Changed"
            session.flush()

    with pytest.raises(OutsideAct):
        change()


def test_an_auditor_reads_and_does_nothing(office: Office) -> None:
    make.officer(office, "aud", Role.AUDITOR)
    make.sign_in(office, Role.AUDITOR)
    assert not office.may(applicants.register)
    with pytest.raises(NotPermitted):
        register(office)


def test_nobody_at_the_desk_is_our_mistake(office: Office) -> None:
    empty = Office(
        store=office.store, blobs=office.blobs, rules=office.rules, clock=office.clock, kind=office.kind, name="T"
    )
    with pytest.raises(RuntimeError, match="nobody is signed in"):
        _ = empty.officer
