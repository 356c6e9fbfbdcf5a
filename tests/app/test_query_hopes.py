"""Nothing is called wrong while it may still become right; what cannot is named before Enter."""

from __future__ import annotations

import pytest

from app.case_query import parse
from app.query_hopes import wrong_already
from tests.app.test_case_query import SENSE

RIGHT = (
    "stage:vetting,visit", "due:<14d", "due:2026-11", "due:2026-11-05", "due:5/3/2026", "due:05/03/2026", "due:>today",
    'due:"5 mar 2026"', "received:2025-04..2025-06", "received:<30days", "due:2026年3月5日", "due:<2months", "due:明天",
    "requested:>300000", "requested:>300,000.50", "requested:<=1.2m", "requested:100k..500k", "requested:hk$1,120,000",
    "approved:1.2million", "officer:@me", "type:NT", "flag:to-sign", "phase:P5", "階段:評核中", "due:..2026-12-31",
)  # fmt: skip


@pytest.mark.parametrize("query", RIGHT)
def test_no_beginning_of_a_right_query_is_wrong(query: str) -> None:
    assert parse(query, SENSE).puzzles == ()
    begun = [query[:end] for end in range(1, len(query))]
    assert [one for one in begun if wrong_already(parse(one, SENSE), len(one), SENSE)] == []


@pytest.mark.parametrize(
    "query",
    ["due:<14x", "due:x", "due:<32/", "received:2026-13", "due:tonight", "requested:>lots", "requested:<1.2.3", "stge:",
     "stge:vet", "stage:vettingx", "stage:vxtting,vi", "type:X", "officer:zzz", "due:<14x wing", "due: wing"],
)  # fmt: skip
def test_what_nothing_can_mend_is_wrong_before_it_is_finished(query: str) -> None:
    assert wrong_already(parse(query, SENSE), len(query), SENSE)


def test_a_field_that_is_being_written_before_its_value_may_still_become_one() -> None:
    query = parse("st:vetting", SENSE)
    assert wrong_already(query, 2, SENSE) == ()
    assert wrong_already(query, 10, SENSE)
