"""The list of applicants: each order, either way round, in parts and as a whole; searches; who is no applicant."""

from __future__ import annotations

from datetime import date
from itertools import product

import pytest
from sqlalchemy.orm import Session

from app import applicant_glance, applicant_list, applicants, merging, order
from app.applicant_list import ApplicantFilter, ApplicantRow, ApplicantSort
from app.case_filter import Names
from app.office import Office
from app.refusal import NotFound
from models.base import new_id
from tests import make

#: English name, Chinese name, number, factories, days on which applications came in.
_GIVEN = (
    ("Wing Fat Electroplating Ltd", "永發電鍍廠", "12345671", 2, (date(2026, 4, 1), date(2025, 5, 2))),
    ("", "大興五金廠", "", 1, (date(2026, 3, 1),)),
    ("Alpha Dyeing Ltd", "", "02345678", 0, ()),
    ("Beta Works", "一心染廠", "12345678", 3, ()),
    ("alpha dyeing ltd", "一心染廠", "12345679", 0, (date(2026, 4, 1),)),
)


@pytest.fixture
def filled(office: Office) -> Office:
    """Five applicants, alike in some columns, and an association."""
    for name_en, name_tc, number, factories, days in _GIVEN:
        whose = make.applicant(office, name_en=name_en, name_tc=name_tc, name_sc="", br_number=number)
        for at in range(factories):
            make.factory(office, whose, name_en=f"Plant {at}", name_sc="东莞新兴厂")
        for day in days:
            make.received(office, day, applicant_id=whose, factory_id=None)
    make.association(office)
    return office


def whole(session: Session, wanted: ApplicantFilter) -> list[ApplicantRow]:
    return list(applicant_list.numbered(session, applicant_list.every(session, wanted)))


def key(one: ApplicantRow, sort: ApplicantSort, names: Names) -> tuple[bool, object]:
    """What a reader of the list would sort by: what is empty last, then the value."""
    match sort:
        case ApplicantSort.NAME:
            return False, getattr(order.keys(one.name_en, one.name_tc, one.name_sc), names.value)
        case ApplicantSort.NUMBER:
            return not one.br_number, one.br_number
        case ApplicantSort.KIND:
            return False, one.kind.value == "association"
        case ApplicantSort.LAST:
            return one.last is None, one.last or date.min
        case ApplicantSort.FACTORIES:
            return False, one.factories
    return False, one.cases


def truth(rows: list[ApplicantRow], wanted: ApplicantFilter) -> list[ApplicantRow]:
    """The rows put in order in Python: by the last word first, because sorting keeps what it finds alike."""
    found = sorted(rows, key=lambda one: one.row_no, reverse=wanted.order[-1][1])
    for sort, turned in reversed(wanted.order):
        found.sort(key=lambda one: key(one, sort, wanted.names)[1], reverse=turned)  # type: ignore[arg-type, return-value]
        found.sort(key=lambda one: key(one, sort, wanted.names)[0])
    return found


def test_every_order_either_way_round_in_one_word_or_two(filled: Office) -> None:
    ways = [((sort, turned),) for sort, turned in product(ApplicantSort, (False, True))]
    ways += [(one, other) for (one,), (other,) in product(ways[2:], ways) if one[0] is not other[0]]  # type: ignore[misc]
    with filled.reading() as session:
        rows = whole(session, ApplicantFilter())
        assert len(rows) == 6
        for way in ways:
            wanted = ApplicantFilter(order=way)
            assert whole(session, wanted) == truth(rows, wanted), way
            assert applicant_list.first(session, wanted, 2) == tuple(truth(rows, wanted)[:2]), way


def test_row_17_names_stand_by_their_stored_keys(filled: Office) -> None:
    with filled.reading() as session:
        for names in Names:
            wanted = ApplicantFilter(names=names)
            rows = whole(session, wanted)
            assert rows == truth(rows, wanted), names


def test_a_row_tells_its_factories_its_cases_and_when_the_last_came_in(filled: Office) -> None:
    with filled.reading() as session:
        by_name = {one.name_en: one for one in applicant_list.rows(session)}
    wing = by_name["Wing Fat Electroplating Ltd"]
    assert (wing.factories, wing.cases, wing.last) == (4, 2, date(2026, 4, 1))  # each case came with a factory
    assert (by_name["Beta Works"].cases, by_name["Beta Works"].last) == (0, None)


def test_row_11_a_search_says_how_many_of_how_many(filled: Office) -> None:
    found = {"永发": 1, "wing faat": 1, "alpha": 2, "123456": 3, "东莞新兴": 3, "%": 0, "alpha 一心": 1}
    with filled.reading() as session:
        for text, many in found.items():
            totals = applicant_list.totals(session, ApplicantFilter(text))
            assert (totals.shown, totals.total) == (many, 6), text
            assert len(applicant_list.every(session, ApplicantFilter(text))) == many, text
            assert len(applicant_list.rows(session, text)) == many, text


def test_totals_in_words() -> None:
    said = [str(applicant_list.Totals(*two).in_words()) for two in ((3, 1_204), (1_204, 1_204), (1, 1), (0, 0))]
    assert said == ["3 of 1,204 applicants", "1,204 applicants", "1 applicant", "0 applicants"]


def test_letters_jump_to_the_next_that_says_them_and_round_again(filled: Office) -> None:
    with filled.reading() as session:
        numbers = applicant_list.every(session, ApplicantFilter())
        names = {one.row_no: one.name_en for one in applicant_list.numbered(session, numbers)}
        alphas = [number for number in numbers if names[number].lower().startswith("alpha")]

        def jump(text: str, after: int | None) -> int | None:
            return applicant_list.jump(session, text, numbers=numbers, after=after)

        assert jump("alpha", None) == alphas[0]
        assert jump("alpha", alphas[1]) == alphas[1]
        assert jump("wing", numbers[-1]) == next(one for one in numbers if names[one].startswith("Wing"))
        assert jump("1234", None) == next(one for one in numbers if names[one].startswith("alpha"))
        assert jump("dyeing", None) == alphas[0]  # no name begins so
        assert [jump(text, alphas[0]) for text in ("nobody", "%", "_", "\x00", "\ud800")] == [None] * 5


def test_who_was_merged_into_another_is_not_listed_counted_or_given(filled: Office) -> None:
    with filled.reading() as session:
        first, second, *_ = applicant_list.rows(session)
    merged = applicants.ApplicantFields(name_en=second.name_en, name_tc=second.name_tc, br_number=second.br_number)
    make.do(filled, merging.merge, second.id, first.id, merged, seen=1, other_seen=1)
    with filled.reading() as session:
        assert applicant_list.totals(session, ApplicantFilter()).total == 5
        assert first.row_no not in applicant_list.every(session, ApplicantFilter())
        assert not applicant_list.numbered(session, [first.row_no])


def test_a_glance_tells_whom_to_ring_up_and_of_many_cases_the_last(filled: Office) -> None:
    today = filled.clock.today()
    whose = make.applicant(filled, name_en="Many Ltd")
    make.contact(filled, whose, name="Ms Chan")
    days = [date(2026, 4, day) for day in range(1, 7)]
    for day in days:
        make.received(filled, day, applicant_id=whose, factory_id=None)
    with filled.reading() as session:
        found = applicant_glance.glance(session, whose, today)
        with pytest.raises(NotFound):
            applicant_glance.glance(session, new_id(), today)
    assert found.contact is not None
    assert (found.fields.name_en, found.contact.name) == ("Many Ltd", "Ms Chan")
    assert (len(found.factories), found.factory_count) == (applicant_glance.MOST, len(days))
    assert [one.received_on for one in found.cases] == days[:-5:-1]
    assert found.case_count == len(days)
