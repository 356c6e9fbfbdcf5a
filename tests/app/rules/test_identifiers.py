"""Numbers of companies on both sides of the border."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.refusal import Invalid
from app.rules.identifiers import BrKind, br_number, uscc

ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"
WEIGHTS = (1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28)


@pytest.mark.parametrize(
    ("typed", "number", "kind"),
    [
        ("12345678", "12345678", BrKind.BRN),
        (" 1234 5678 ", "12345678", BrKind.BRN),
        ("１２３４５６７８", "12345678", BrKind.BRN),
        ("12345678-000-01-11-1", "12345678", BrKind.BRN),
        ("12345678-000", "12345678", BrKind.BRN),
        ("C0012345", "C0012345", BrKind.DUMMY),
        ("f0001234", "F0001234", BrKind.DUMMY),
        ("LP001234", "LP001234", BrKind.DUMMY),
    ],
)
def test_business_registration(typed: str, number: str, kind: BrKind) -> None:
    found = br_number(typed)
    assert (found.number, found.kind) == (number, kind)
    assert found.proves_registration is (kind is BrKind.BRN)


@pytest.mark.parametrize(
    "typed", ["", "1234567", "123456789", "ABC12345", "12345678-0", "１２三４５６７８", "<b>12345678</b>"]
)
def test_what_is_not_a_business_registration_number(typed: str) -> None:
    with pytest.raises(Invalid) as refused:
        br_number(typed, field="applicant.br_number")
    assert refused.value.field == "applicant.br_number"


@pytest.mark.parametrize(
    "code", ["91350100M000100Y43", "91110108551385082Q", "91420000737944946L", "9131000063159284XQ"]
)
def test_a_credit_code_whose_check_character_fits(code: str) -> None:
    assert uscc(code.lower()).remark is None


@pytest.mark.parametrize(
    "code", ["91350100M000100Y4A", "91350211M0000XUF46", "91350100M0001TGQXM", "91350628M0000K0H44"]
)
def test_a_wrong_check_character_warns_and_never_refuses(code: str) -> None:
    assert "does not fit" in str(uscc(code).remark)


def test_an_old_number_is_taken_with_a_note() -> None:
    found = uscc("440301501123456")
    assert (found.old, found.in_guangdong) == (True, None)
    assert "before October 2015" in str(found.remark)


@pytest.mark.parametrize(
    "typed", ["", "91350100M000100Y4", "91350100M000100Y4I", "9135O100M000100Y43", "91350100M000100Y433"]
)
def test_what_is_not_a_credit_code(typed: str) -> None:
    with pytest.raises(Invalid):
        uscc(typed)


@given(st.text("0123456789", min_size=6, max_size=6), st.text(ALPHABET, min_size=9, max_size=9))
def test_the_check_character_is_that_of_the_standard(district: str, organisation: str) -> None:
    """Also when the sum leaves no remainder, which some libraries get wrong."""
    body = "91" + district + organisation
    total = sum(ALPHABET.index(character) * weight for character, weight in zip(body, WEIGHTS))
    right = ALPHABET[(31 - total % 31) % 31]
    for character in ALPHABET:
        assert (uscc(body + character).remark is None) is (character == right)


def test_where_a_code_was_registered() -> None:
    assert uscc("91441900MA4W12345Q").in_guangdong is True
    assert uscc("91350100M000100Y43").in_guangdong is False
