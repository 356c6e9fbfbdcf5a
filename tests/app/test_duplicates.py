"""The work list of likely duplicates, and who is asked about while somebody types: both over a real office."""

from __future__ import annotations

from uuid import UUID

import pytest

from app import applicants, duplicates, likely, merging, telling_apart
from app.applicants import ApplicantFields
from app.duplicates import Outcome, Step
from app.office import Office
from app.refusal import NotFound
from models import Applicant
from tests import make


def whole(office: Office) -> Outcome:
    """A search to its end; its steps go up to all of it and tell of each pair once."""
    steps, told, at = duplicates.search(office), 0, 0
    while True:
        try:
            step = next(steps)
        except StopIteration as end:
            outcome: Outcome = end.value
            assert told == len(outcome.pairs) + outcome.more
            return outcome
        assert at <= step.done <= step.total
        at, told = step.done, told + len(step.found)


def found(office: Office) -> list[tuple[UUID, UUID]]:
    return [pair.ids for pair in whole(office).pairs]


@pytest.fixture
def twice(office: Office) -> tuple[UUID, UUID]:
    """One business that was registered twice, among others."""
    one = make.applicant(office, name_en="", name_tc="永發電鍍廠有限公司", br_number="")
    make.applicant(office, name_en="", name_tc="永利電鍍廠有限公司", br_number="")
    other = make.applicant(office, name_en="Wing Fat Electroplating Ltd", name_tc="", br_number="")
    return min(one, other), max(one, other)


def test_an_empty_office_has_no_pair(office: Office) -> None:
    assert whole(office) == Outcome((), 0, 0)


def test_who_was_registered_twice_is_found_with_both_sides_and_why(office: Office, twice: tuple[UUID, UUID]) -> None:
    make.received(office, applicant_id=twice[0], factory_id=None)
    outcome = whole(office)
    [pair] = outcome.pairs
    assert (pair.ids, outcome.applicants, outcome.more) == (twice, 3, 0)
    assert [reason.text for reason in pair.reasons] == ["{english} is how {chinese} sounds"]
    sides = {side.id: side for side in (pair.a, pair.b)}
    assert [sides[id].cases for id in twice] == [1, 0]
    assert pair.a.registered_at == office.clock.now()
    assert pair.a.name_tc == "永發電鍍廠有限公司"  # the one registered first


def test_told_apart_they_are_not_asked_about_until_that_is_taken_back(office: Office, twice: tuple[UUID, UUID]) -> None:
    with office.work() as work:
        said = telling_apart.tell_apart(work, *twice)
    assert found(office) == []
    with office.reading() as session:
        assert likely.of_applicant(session, twice[0]) == ()
    with office.work() as work:
        duplicates.open_again(work, said)
    assert found(office) == [twice]
    with office.reading() as session:
        assert [one.id for one in likely.of_applicant(session, twice[0])] == [twice[1]]


def test_who_was_merged_into_another_is_nobody(office: Office, twice: tuple[UUID, UUID]) -> None:
    with office.work() as work:
        kept, other = (work.get(Applicant, id) for id in twice)
        form = ApplicantFields(name_tc="永發電鍍廠有限公司", name_en="Wing Fat Electroplating Ltd")
        merging.merge(work, kept.id, other.id, form, seen=kept.version, other_seen=other.version)
    assert found(office) == []
    with office.reading() as session:
        assert [one.id for one in likely.of_form(session, form)] == [twice[0]]
        with pytest.raises(NotFound):
            likely.of_applicant(session, twice[1])


def test_what_one_was_called_before_a_merge_counts_for_it(office: Office) -> None:
    kept = make.applicant(office, name_en="Wing Fat Electroplating Ltd", name_tc="", br_number="23456789")
    other = make.applicant(office, name_en="", name_tc="大同五金廠", br_number="34567890")
    with office.work() as work:
        one, two = work.get(Applicant, kept), work.get(Applicant, other)
        form = ApplicantFields(name_en="Wing Fat Electroplating Ltd", br_number="23456789")
        merging.merge(work, kept, other, form, seen=one.version, other_seen=two.version)
    third = make.applicant(office, name_en="", name_tc="大同五金有限公司", br_number="")
    [pair] = whole(office).pairs
    assert pair.ids == (min(kept, third), max(kept, third))
    assert pair.reasons[-1].text == "By a name or number from before a merge"
    with office.reading() as session:
        for typed in (ApplicantFields(name_sc="大同五金厂"), ApplicantFields(br_number="34567890")):
            assert kept in [one.id for one in likely.of_form(session, typed)]


def test_a_factory_under_two_applicants_tells_of_them(office: Office) -> None:
    both = [
        make.applicant(office, name_en=name, name_tc="", br_number="")
        for name in ("Blue Jetty Dyeing", "Man Lung Glass")
    ]
    for one in both:
        make.factory(office, one, uscc="91440300MA5DAY5K2W")
    assert found(office) == [(min(both), max(both))]


def test_a_name_that_very_many_have_is_compared_within_its_trade(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(duplicates, "_TOGETHER", 4)
    with office.work() as work:
        for trade in ("電鍍", "洗水", "玻璃", "印刷"):
            applicants.register(work, ApplicantFields(name_tc=f"永發{trade}廠"))
        applicants.register(work, ApplicantFields(name_tc="香港永發玻璃有限公司"))
    assert [(pair.a.name_tc, pair.b.name_tc) for pair in whole(office).pairs] == [
        ("永發玻璃廠", "香港永發玻璃有限公司")
    ]
    monkeypatch.setattr(duplicates, "_TOGETHER", 1)
    assert found(office) == []  # even the trade is too common: it says nothing


def test_of_very_many_pairs_the_likeliest_are_kept(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(duplicates, "MOST", 2)
    with office.work() as work:
        for number in ("23456789", "23456789", ""):
            applicants.register(work, ApplicantFields(name_tc="永發電鍍廠", br_number=number))
    outcome = whole(office)
    assert (len(outcome.pairs), outcome.more) == (2, 1)
    assert outcome.pairs[0].score > outcome.pairs[1].score


def test_a_search_can_be_left_between_two_steps(office: Office, twice: tuple[UUID, UUID]) -> None:
    steps = duplicates.search(office)
    assert isinstance(next(steps), Step)
    steps.close()
    assert found(office) == [twice]


@pytest.mark.parametrize(
    ("typed", "names"),
    [
        (ApplicantFields(name_tc="东莞永发电镀厂"), ["永發電鍍廠有限公司", "Wing Fat Electroplating Ltd"]),
        (ApplicantFields(name_en="Yongfa Plating"), ["永發電鍍廠有限公司"]),
        (ApplicantFields(name_en="Wing Fat"), ["Wing Fat Electroplating Ltd", "永發電鍍廠有限公司"]),
        (ApplicantFields(name_tc="永發"), ["永發電鍍廠有限公司", "Wing Fat Electroplating Ltd"]),
        (ApplicantFields(name_tc="永"), []),
        (ApplicantFields(name_en="W"), []),
        (
            ApplicantFields(name_en="%' OR 1=1 --", name_tc='"永發*"'),
            ["永發電鍍廠有限公司", "Wing Fat Electroplating Ltd"],
        ),
        (ApplicantFields(name_tc="永發洗水廠"), []),
        (ApplicantFields(br_number="1234"), []),
        (ApplicantFields(), []),
    ],
)
def test_row_39_who_may_be_typed(
    office: Office, twice: tuple[UUID, UUID], typed: ApplicantFields, names: list[str]
) -> None:
    with office.reading() as session:
        said = likely.of_form(session, typed)
    assert [one.name_tc or one.name_en for one in said] == names
    assert all(one.reasons for one in said)


def test_row_39_a_registration_number_alone_is_enough(office: Office) -> None:
    id = make.applicant(office, name_en="Blue Jetty Dyeing", name_tc="", br_number="23456789")
    with office.reading() as session:
        for typed in ("23456789", "２３４５６７８９", "23456789-000-01-26-1"):
            [one] = likely.of_form(session, ApplicantFields(br_number=typed))
            assert (one.id, one.score) == (id, 90)


def test_row_39_the_applicant_that_is_corrected_is_not_its_own_double(office: Office, twice: tuple[UUID, UUID]) -> None:
    typed = ApplicantFields(name_tc="永發電鍍廠")
    with office.reading() as session:
        assert {one.id for one in likely.of_form(session, typed, but=twice[0])} == {twice[1]}
        assert likely.of_form(session, ApplicantFields(name_tc="大同染整"), but=twice[0]) == ()


def test_row_39_a_corrected_name_is_found_at_once(office: Office, twice: tuple[UUID, UUID]) -> None:
    with office.work() as work:
        one = work.get(Applicant, twice[0])
        applicants.correct(work, one.id, ApplicantFields(name_tc="同夥傢俬廠"), seen=one.version)
    with office.reading() as session:
        assert [one.id for one in likely.of_form(session, ApplicantFields(name_sc="同伙家私有限公司"))] == [twice[0]]


def test_a_factory_of_the_applicant_counts_for_it(office: Office) -> None:
    both = [
        make.applicant(office, name_en=name, name_tc="", br_number="")
        for name in ("Blue Jetty Dyeing", "Man Lung Glass")
    ]
    for one in both:
        make.factory(office, one, uscc="91440300MA5DAY5K2W")
    with office.reading() as session:
        [found_one] = likely.of_applicant(session, both[0])
    assert (found_one.id, [reason.text for reason in found_one.reasons]) == (
        both[1],
        ["The same factory under both: {code}"],
    )
