"""Searching: pieces, sounds, numbers; both ways to the same cases; every sign stands for itself."""

from __future__ import annotations

import re

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import and_, event, not_, or_, select, true
from sqlalchemy.orm import Session

from app import applicant_list, search, search_ways
from app.names import fold
from app.office import Office
from app.search import Condition
from app.tokens import LONGEST, asked, of, squeezed
from models import Case
from models.store import Store
from tests import make

NAMES = (
    ("Wing Fat Electroplating Co., Ltd.", "永發電鍍廠有限公司"),
    ('O\'Hara_100% (HK) * "NEAR" -OR- Ltd', ""),
    ("", "A記燒臘廠"),
    ("ÉCLAT Żółw Jewellery", "重慶單氏𨋢機廠"),
)
SEVERAL = settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=20)


@pytest.fixture
def searched(office: Office) -> Office:
    """Four applicants with two received cases each, one with a factory of another name, and a case of an old file."""
    for english, chinese in NAMES:
        whose = make.applicant(office, name_en=english, name_tc=chinese)
        make.received(office, applicant_id=whose, factory_id=None)
        make.received(office, applicant_id=whose, factory_id=make.factory(office, whose, name_sc="东莞新兴厂"))
    make.case(office, legacy_file_no="舊檔/EPD-12_7%")
    return office


def pieces_of(text: str) -> st.SearchStrategy[str]:
    ends = st.tuples(st.integers(0, len(text) - 1), st.integers(1, len(text)))
    return ends.map(lambda two: text[two[0] : two[0] + two[1]])


def numbers(session: Session, *conditions: Condition) -> set[int]:
    return set(session.execute(select(Case.row_no).where(*conditions)).scalars())


ANY_PIECE = st.sampled_from([name for both in NAMES for name in both if name]).flatmap(
    lambda name: pieces_of(name).map(lambda piece: (name, piece))
)


@SEVERAL
@given(ANY_PIECE)
def test_any_piece_of_a_name_finds_it(searched: Office, both: tuple[str, str]) -> None:
    name, piece = both
    with searched.reading() as session:
        assert name in {one for row in applicant_list.rows(session, piece) for one in (row.name_en, row.name_tc)}, (
            asked(piece)
        )


WORDS = st.one_of(
    ANY_PIECE.map(lambda both: both[1]),
    st.text(max_size=8),
    st.sampled_from(["dd", "din dou", "xinxing", "san hing", "cp-26", "0001", "%", "_", "*", '"', "'", "/", "\\"]),
    st.sampled_from(["NEAR OR -", "epd-12_7%", "檔", "档", "(hk)", "a OR b", "\U0003134b", "x" * (LONGEST + 1)]),
)


@SEVERAL
@given(WORDS, WORDS)
def test_walking_and_collecting_give_the_same_cases(searched: Office, one: str, other: str) -> None:
    with searched.reading() as session:
        first, second = search.says(one), search.says(other)
        either = [or_(and_(true(), *first), and_(true(), *second))]
        for conditions in (first, [*first, *second], either, [not_(and_(true(), *first))]):
            ways = search_ways.ways(session, conditions, most=1)
            assert numbers(session, *ways.walking) == numbers(session, *ways.collecting)


SIGNS = ("wing%", "w_ng", "wing*", '"wing"', "wing OR zzz", "NOT zzz", "wing AND", "^wing", "words:wing", "'; drop --")


def test_signs_of_queries_and_patterns_stand_for_themselves(searched: Office) -> None:
    with searched.reading() as session:
        found = {text: applicant_list.rows(session, text) for text in SIGNS}
        literally = [row.name_en for row in applicant_list.rows(session, "%")]
    assert {text: rows for text, rows in found.items() if rows} == {}
    assert literally == [NAMES[1][0]]


def test_what_few_names_say_is_found_beforehand(searched: Office) -> None:
    with searched.reading() as session:
        assert search_ways.ways(session, search.says("永發"), most=1).found == 2
        assert search_ways.ways(session, search.says("cp-26"), most=1).found is None
        assert search_ways.ways(session, search.says("cp-26 永發"), most=1).found == 2
        assert search_ways.ways(session, [not_(and_(*search.says("永發")))], most=1).found is None
        assert search_ways.ways(session, [or_(*search.says("永發 cp-26"))], most=1).found is None
        assert search_ways.ways(session, [], most=1).found is None


def test_what_was_found_is_remembered_until_something_is_entered(searched: Office, store: Store) -> None:
    asked_of: list[str] = []

    def hear(_connection: object, _cursor: object, statement: str, *_: object) -> None:
        asked_of.append(statement)

    def cases_saying(text: str) -> set[int]:
        asked_of.clear()
        with searched.reading() as session:
            return numbers(session, *search_ways.ways(session, search.says(text)).walking)

    event.listen(store.engine, "before_cursor_execute", hear)
    first = cases_saying("永發")
    assert any("applicant_words" in one for one in asked_of)
    assert cases_saying("永發") == first
    assert not any("applicant_words" in one for one in asked_of)
    assert cases_saying("永發 东莞") <= first
    assert sum("applicant_words" in one for one in asked_of) == 2  # counted, then read: of the new word only
    make.received(searched, applicant_id=make.applicant(searched, name_tc="新永發紙品"))
    assert len(cases_saying("永發")) == len(first) + 1
    search_ways.forget()
    assert len(cases_saying("永發")) == len(first) + 1


NUMBERS = {
    "cp-26-0003": 1, "26-000": 8, "0007": 1, "EPD-12_7%": 1, "旧档": 1, "舊檔/epd": 1, "epd-1277": 0, "260003": 0,
}  # fmt: skip


def test_numbers_are_found_whole_from_their_beginning_and_by_a_piece(searched: Office) -> None:
    with searched.reading() as session:
        found = {text: search_ways.ways(session, search.says(text)) for text in NUMBERS}
        assert {text: len(numbers(session, *ways.walking)) for text, ways in found.items()} == NUMBERS
        assert {text: len(numbers(session, *ways.collecting)) for text, ways in found.items()} == NUMBERS


def test_a_factory_is_heard_too_and_words_may_stand_apart(searched: Office) -> None:
    with searched.reading() as session:
        assert len(numbers(session, *search.says("sanhing wing"))) == 1
        assert len(numbers(session, *search.says("xinxing 0002"))) == 1
        assert numbers(session, *search.says("x" * 1_001)) == set()


@given(st.text(min_size=1))
def test_what_has_a_piece_among_names_has_one_among_numbers(text: str) -> None:
    assert all(bool(asked(word).pieces) == bool(squeezed(word)) for word in fold(text).split())


@given(st.text())
def test_a_token_holds_no_sign(text: str) -> None:
    """So nothing in one means anything to either engine."""
    assert not any(re.search(r"[\x00-/:-@\[-`{-\x7f]", one) or len(one) > LONGEST for one in of(fold(text)))
