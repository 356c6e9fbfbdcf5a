"""Awards: entered and approved by two, numbered without gap, frozen, printed, revoked."""

from __future__ import annotations

from datetime import date
from hashlib import sha256
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import select, text

from app import applicants, awards, certificates, checking
from app.applicants import ApplicantFields
from app.office import Office
from app.pdf.lines import Name
from app.refusal import Invalid, NotPermitted, NotReady, Stale
from app.texts import say
from models import Applicant, Award, AwardPrint
from models.kinds import Category, FactoryKind, Role
from tests import make
from tests.app import scenarios
from tests.app.test_applicants import refused
from tests.app.test_checking import behind


def number(office: Office, id: UUID) -> str | None:
    return make.read(office, Award, id).number


def test_each_year_and_category_counts_from_one(office: Office) -> None:
    given = [
        number(office, make.approved(office, year=year, category=category))
        for year, category in (
            (2024, Category.EXM), (2024, Category.EXM), (2024, Category.PM), (2023, Category.EXM), (2024, Category.PSC),
            (2024, Category.PTS),
        )
    ]  # fmt: skip
    assert given == [
        "HGCP-2024-EX-0001",
        "HGCP-2024-EX-0002",
        "HGCP-2024-PM-0001",
        "HGCP-2023-EX-0001",
        "HGCP-2024-SC-0001",
        "HGCP-2024-TS-0001",
    ]


def test_the_number_is_given_at_the_approval_and_a_work_that_fails_uses_none(office: Office) -> None:
    first, second = make.award(office), make.award(office)
    assert number(office, first) is None
    with make.signed(office, Role.SUPERVISOR):
        with pytest.raises(AssertionError), office.work() as work:
            assert awards.approve(work, first, seen=1) == "something went wrong"
        assert make.do(office, awards.approve, second, seen=1) == "HGCP-2024-PM-0001"


def test_one_officer_enters_and_another_approves(office: Office) -> None:
    with make.signed(office, Role.SUPERVISOR):
        id = make.award(office)
        with pytest.raises(NotPermitted, match="Another officer"):
            make.do(office, awards.approve, id, seen=1)
    with pytest.raises(NotPermitted):
        make.do(office, awards.approve, id, seen=1)  # a caseworker is no second officer
    scenarios.only_administrator(office)
    make.do(office, awards.approve, id, seen=1)
    assert make.read(office, Award, id).confirmed_by_id == office.officer.id


def test_a_single_officer_marks_it_unconfirmed(office: Office) -> None:
    scenarios.only_administrator(office)
    id = make.award(office)
    make.do(office, awards.approve, id, seen=1)
    kept = make.read(office, Award, id)
    assert (kept.unconfirmed, kept.confirmed_by_id, kept.number) == (True, None, "HGCP-2024-PM-0001")


def test_the_names_are_those_of_the_day_of_the_approval(office: Office) -> None:
    whose = make.applicant(office)
    id = make.approved(office, whose)
    renamed = ApplicantFields(name_en="Other Limited", name_tc="另一有限公司", br_number="99000001")
    make.do(office, applicants.correct, whose, renamed, seen=make.version(office, Applicant, whose))
    with office.reading() as session:
        shown = certificates.sheet(office, session, id)
    assert shown.names == (Name("zh_HK", "廣發染整有限公司"), Name("en", "Kwong Fat Dyeing Limited"))


@pytest.mark.parametrize(
    ("kind", "simplified", "name"),
    [
        (FactoryKind.GUANGDONG, "东莞广发厂", Name("zh_CN", "东莞广发厂")),
        (FactoryKind.GUANGDONG, "", Name("zh_HK", "東莞廣發廠")),
        (FactoryKind.HONG_KONG, "东莞广发厂", Name("zh_HK", "東莞廣發廠")),
    ],
)
def test_a_guangdong_factory_is_named_as_it_writes_itself(
    office: Office, kind: FactoryKind, simplified: str, name: Name
) -> None:
    whose = make.applicant(office)
    district = "4419" if kind is FactoryKind.GUANGDONG else "KT"
    where = make.factory(office, whose, kind=kind, district=district, name_tc="東莞廣發廠", name_sc=simplified)
    id = make.approved(office, whose, factory_id=where)
    with office.reading() as session:
        assert certificates.sheet(office, session, id).names[0] == name


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"year": 2008, "recognised_on": date(2008, 10, 1)}, "year"),
        ({"recognised_on": date(2026, 10, 31)}, "recognised_on"),
        ({"recognised_on": date(2023, 10, 31)}, "recognised_on"),
        ({"recognised_on": date(2026, 1, 31)}, "recognised_on"),
        ({"paper": " "}, "paper"),
        ({"valid_from": date(2024, 11, 1)}, "valid_until"),
        ({"valid_from": date(2024, 11, 1), "valid_until": date(2024, 10, 1)}, "valid_until"),
    ],
)
def test_what_an_entry_must_say(office: Office, fields: dict[str, Any], field: str) -> None:
    with pytest.raises(Invalid) as found:
        make.award(office, **fields)
    assert found.value.field == field


def test_a_factory_of_another_applicant_is_refused(office: Office) -> None:
    other = make.factory(office, make.applicant(office))
    with pytest.raises(Invalid, match="another applicant"):
        make.award(office, make.applicant(office), factory_id=other)


def test_an_enterprise_has_an_award_of_a_year_once_unless_it_fell(office: Office) -> None:
    whose = make.applicant(office)
    first = make.award(office, whose)
    with pytest.raises(NotReady, match="already"):
        make.award(office, whose)
    with make.signed(office, Role.SUPERVISOR):
        refused(Invalid, office, awards.send_back, first, seen=1, reason=" ")
        make.do(office, awards.send_back, first, seen=1, reason="wrong year")
        refused(NotReady, office, awards.approve, first, seen=2)
    second = make.approved(office, whose)
    assert number(office, second) == "HGCP-2024-PM-0001"
    with make.signed(office, Role.SUPERVISOR):
        refused(Stale, office, awards.revoke, second, seen=1, reason="penalised")
        make.do(office, awards.revoke, second, seen=2, reason="penalised")
        refused(NotReady, office, awards.revoke, second, seen=3, reason="again")
    assert number(office, make.approved(office, whose)) == "HGCP-2024-PM-0002"  # a number is never used again


def test_a_certificate_is_made_of_an_award_that_stands_and_of_no_other(office: Office) -> None:
    entered, fallen, stands = make.award(office), make.approved(office), make.approved(office)
    with make.signed(office, Role.SUPERVISOR):
        make.do(office, awards.revoke, fallen, seen=2, reason="penalised")
    with office.reading() as session:
        for id in (entered, fallen):
            with pytest.raises(NotReady):
                certificates.make(office, session, id)
        assert [id for id, _ in certificates.sheets(office, session)] == [stands]
        assert list(certificates.sheets(office, session, 2023)) == []
        made = certificates.make(office, session, stands)
        assert made.pdf == certificates.make(office, session, stands).pdf
    for id in (entered, fallen):
        with pytest.raises(NotReady):
            make.do(office, awards.printed, id, made.pdf)


def test_a_print_is_recorded_with_the_sum_of_its_file(office: Office) -> None:
    id = make.approved(office)
    for _ in range(2):
        make.do(office, awards.printed, id, b"%PDF")
    with office.reading() as session:
        sums = session.execute(select(AwardPrint.sha256)).scalars().all()
        assert sums == [sha256(b"%PDF").hexdigest()] * 2
        (row,) = certificates.rows(session)
    assert (row.prints, str(row.state)) == (2, "Printed")


def test_remarks_are_what_making_the_certificate_would_say(office: Office) -> None:
    plain, small, missing = (
        (Name("en", "Ox Limited"),),
        (Name("en", "Ox " * 29 + "Limited"),),
        (Name("zh_HK", "永\U00020000廠"),),
    )
    found = certificates.remarks([plain, small, missing])
    assert found[plain] == certificates.Remarks()
    id = make.approved(office, make.applicant(office, name_en=small[0].text, name_tc=""))
    with office.reading() as session:
        assert found[small] == certificates.Remarks(certificates.make(office, session, id).warnings)
    assert not found[missing].makeable
    assert "U+20000" in say(found[missing].sentences[0], "en")


def test_the_list_is_by_year_and_category_with_what_waits_last(office: Office) -> None:
    waiting = make.award(office)
    ids = [make.approved(office, year=year, category=category) for year in (2022, 2024) for category in Category]
    with office.reading() as session:
        found = [row.id for row in certificates.rows(session)]
        assert found == [ids[4], ids[5], waiting, ids[6], ids[7], *ids[:4]]
        assert certificates.years(session) == (2024, 2022)
        assert [row.id for row in certificates.rows(session, 2022, Category.PTS)] == [ids[3]]
        (row,) = [row for row in certificates.rows(session) if row.id == waiting]
    assert (str(row.state), row.names[1].text) == ("Waits for approval", "Kwong Fat Dyeing Limited")


@pytest.mark.parametrize(
    ("statement", "says"),
    [
        ("update awards set number = 'HGCP-2024-PM-0009' where number = 'HGCP-2024-PM-0001'", "HGCP-2024-PM-0009 was"),
        ("update awards set number = null where number = 'HGCP-2024-PM-0001'", "are not without gap"),
        ("update counters set last = last + 1 where kind = 'award.PM'", "2024, Partners (Manufacturing), are not"),
    ],
)
def test_check_covers_the_numbers(office: Office, statement: str, says: str) -> None:
    make.approved(office)
    make.approved(office)
    assert list(checking.check(office)) == []
    behind(office, statement)
    assert any(says in say(finding, "en") for finding in checking.check(office))


def test_the_database_keeps_a_number_single(office: Office) -> None:
    make.approved(office)
    make.approved(office)
    with pytest.raises(Exception, match=r"(?i)unique"), office.store.altering() as connection:
        connection.execute(text("update awards set number = 'HGCP-2024-PM-0001', version = version + 1"))
