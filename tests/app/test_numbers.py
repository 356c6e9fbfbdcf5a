"""Case numbers: each year from one on, without gap or repetition, also when works fail or meet."""

from __future__ import annotations

import threading
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import select

from app import cases
from app.numbers import written
from app.office import Office
from app.refusal import Refusal
from models import Case
from tests import make


def references(office: Office) -> list[str]:
    with office.reading() as session:
        found = session.execute(select(Case.reference).where(Case.reference.is_not(None))).scalars()
        return sorted(str(one) for one in found)


def test_each_year_counts_from_one(office: Office) -> None:
    for day in (date(2026, 5, 4), date(2025, 12, 31), date(2026, 1, 1)):
        make.received(office, day)
    assert references(office) == ["CP-25-0001", "CP-26-0001", "CP-26-0002"]


def test_a_work_that_fails_uses_no_number(office: Office) -> None:
    id = make.case(office).id
    with pytest.raises(AssertionError), office.work() as work:
        assert cases.receive(work, id, date(2026, 5, 4), seen=1) == "something went wrong"
    make.do(office, cases.receive, id, date(2026, 5, 4), seen=1)
    assert references(office) == ["CP-26-0001"]


def test_several_numbers_in_one_work(office: Office) -> None:
    ids = [make.case(office).id for _ in range(3)]
    with office.work() as work:
        assert [cases.receive(work, id, date(2026, 5, 4), seen=1) for id in ids] == [
            "CP-26-0001",
            "CP-26-0002",
            "CP-26-0003",
        ]


def test_works_that_meet_share_no_number(office: Office) -> None:
    """Four windows at once, also for the first number of a year; who is refused tries again."""
    ids = [make.case(office).id for _ in range(8)]

    def receive(mine: list[object]) -> None:
        for id in mine:
            while True:
                try:
                    make.do(office, cases.receive, id, date(2026, 5, 4), seen=1)
                    break
                except Refusal:
                    continue

    threads = [threading.Thread(target=receive, args=(ids[start::4],)) for start in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert references(office) == [f"CP-26-000{n}" for n in range(1, 9)]


number = st.tuples(st.integers(2008, 2099), st.integers(1, 9999))


@given(number, number)
def test_two_numbers_are_never_written_alike(one: tuple[int, int], other: tuple[int, int]) -> None:
    assert (written("CP-{yy}-{n:04}", *one) == written("CP-{yy}-{n:04}", *other)) == (one == other)
