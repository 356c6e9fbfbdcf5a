"""ux.md row 4: names are found in both scripts, by their sound and by their initials (the table is names.csv)."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from app import applicant_list, applicants, case_list, finding
from app.applicants import ApplicantFields
from app.case_filter import CaseFilter
from app.finding_why import How
from app.office import Office
from tests import make

ROWS = list(csv.DictReader((Path(__file__).parent / "names.csv").read_text("utf-8").splitlines()))
NAMES = sorted({(row["english"], row["chinese"]) for row in ROWS})


@pytest.fixture
def named(office: Office) -> Office:
    """An office with every company of the table."""
    with office.work() as work:
        for english, chinese in NAMES:
            applicants.register(work, ApplicantFields(name_en=english, name_tc=chinese))
    return office


def test_the_table_is_as_large_as_was_asked_and_holds_the_trap_words() -> None:
    assert sum(row["found"] == "yes" for row in ROWS) >= 60
    text = "".join(row["typed"] + row["chinese"] for row in ROWS)
    assert set("伙夥誌志傢家內内衞衛卫後后臺台裏裡里") <= set(text)


def test_row_04_each_name_is_found_however_it_is_typed_and_no_other(named: Office) -> None:
    wrong = []
    with named.reading() as session:
        for row in ROWS:
            listed = {(one.name_en, one.name_tc) for one in applicant_list.rows(session, row["typed"], limit=1_000)}
            if ((row["english"], row["chinese"]) in listed) is not (row["found"] == "yes"):
                wrong.append((row, listed))
    assert wrong == []


def test_row_04_the_box_that_finds_anything_finds_each(named: Office) -> None:
    wrong = []
    with named.reading() as session:
        for row in ROWS:
            found = finding.find(session, row["typed"], limit=300)
            sure = {one.name.zh_HK for one in found if not one.matched.text.startswith("nearly")}
            if ((row["chinese"] or row["english"]) in sure) is not (row["found"] == "yes"):
                wrong.append((row, sure))
    assert wrong == []


def test_row_04_so_does_the_case_list(office: Office) -> None:
    whose = make.applicant(office, name_en="", name_tc="永發電鍍廠有限公司")
    case, other = make.case(office, applicant_id=whose), make.case(office)
    with office.reading() as session:
        for typed in ("电镀", "電鍍", "din dou", "diandu", "dd"):
            found = case_list.rows(session, CaseFilter(text=typed), office.clock.today())
            assert [one.id for one in found] == [case.id], typed
        assert {one.id for one in case_list.rows(session, CaseFilter(), office.clock.today())} == {case.id, other.id}
    assert How.EXACT < How.NEARLY
