"""Finding: the surest first, each with its reason, of every kind."""

from __future__ import annotations

import pytest

from app import finding, nearly
from app.finding import Kind
from app.office import Office
from app.texts import say
from tests import make


def told(office: Office, text: str, limit: int = 30) -> list[tuple[Kind, str, str]]:
    """Kind, number and reason of what was found."""
    with office.reading() as session:
        return [(one.kind, one.ref, say(one.matched, "en")) for one in finding.find(session, text, limit=limit)]


@pytest.fixture
def furnished(office: Office) -> Office:
    whose = make.applicant(
        office, name_en="Wing Fat Electroplating", name_tc="永發電鍍廠有限公司", br_number="12345678"
    )
    where = make.factory(office, whose, name_en="", name_tc="", name_sc="东莞永发厂")
    for _ in range(3):
        make.received(office, applicant_id=whose, factory_id=where)
    make.applicant(office, name_en="Kwong Wing Dyeing", name_tc="廣榮染整", br_number="")
    make.approved(office, whose)
    return office


def test_a_number_finds_its_case_first_and_says_so(furnished: Office) -> None:
    assert told(furnished, "cp-26-0002")[0] == (Kind.CASE, "CP-26-0002", "number CP-26-0002")
    assert told(furnished, "0003") == [(Kind.CASE, "CP-26-0003", "number CP-26-0003")]
    assert {ref for _, ref, _ in told(furnished, "CP 26 00")} == {f"CP-26-000{n}" for n in (1, 2, 3)}


def test_a_certificate_is_found_by_its_number(furnished: Office) -> None:
    assert told(furnished, "hgcp-2024")[0] == (Kind.CERTIFICATE, "HGCP-2024-PM-0001", "number HGCP-2024-PM-0001")


def test_the_number_of_a_business_finds_it_and_its_cases_after(furnished: Office) -> None:
    found = told(furnished, "12345678")
    assert found[0] == (Kind.APPLICANT, "12345678", "number 12345678")
    assert [kind for kind, *_ in found[1:]] == [Kind.CASE] * 3


def test_how_a_name_begins_goes_before_a_piece_of_it(furnished: Office) -> None:
    names = [ref for kind, ref, _ in told(furnished, "wing") if kind is Kind.APPLICANT]
    assert names == ["12345678", ""]


WHY = {
    "电镀": "matched 電鍍",
    "ELECTRO": "matched Electro",
    "din dou": "電鍍 sounds like din dou",
    "diandu": "電鍍 sounds like dian du",
    "tin to": "電鍍 sounds like din dou",
    "dd": "initials of 電鍍",
    "elektroplating": "nearly elektroplating",
    "永发电渡厂": "nearly 永发电渡厂",
}


def test_it_says_why(furnished: Office) -> None:
    for text, why in WHY.items():
        assert (Kind.APPLICANT, "12345678", why) in told(furnished, text)


def test_what_is_nearly_alike_is_found_only_where_nothing_else_is(furnished: Office) -> None:
    assert all(not why.startswith("nearly") for *_, why in told(furnished, "wing"))
    assert told(furnished, "qqqqqqqq") == []
    assert told(furnished, "zq") == []


def test_pieces_within_other_words_are_not_nearly_alike() -> None:
    name = "mak kei printing factory 麥記印刷廠"
    assert nearly._wrong(("wing", "fat"), name) is None  # "ting fac" is within it
    assert nearly._wrong(("mak", "kie", "printing"), name) is None  # too short a word to be misspelt
    assert nearly._wrong(("prinitng",), name) == 1
    assert nearly._wrong(("factry", "麥記印刷厂"), name) == 2


def test_a_factory_opens_its_applicant_and_a_case_itself(furnished: Office) -> None:
    with furnished.reading() as session:
        found = finding.find(session, "东莞永发")
    factory = next(one for one in found if one.kind is Kind.FACTORY)
    case = next(one for one in found if one.kind is Kind.CASE)
    assert (factory.case_id, case.case_id, case.applicant_id) == (None, case.id, factory.applicant_id)


NOTHING = ("", "  ", "-", "%", "\0", "x" * 2_000, "' OR 1=1 --", '"', "*", "(", "a" * 900)


def test_nothing_is_found_for_what_nothing_says(furnished: Office) -> None:
    assert {text: found for text in NOTHING if (found := told(furnished, text))} == {}


def test_no_more_than_was_asked_for(furnished: Office) -> None:
    assert len(told(furnished, "wing", limit=3)) <= 3
    assert len(told(furnished, "wing", limit=1)) == 1
