"""One sentence says one thing and several things; a language that makes no difference need not."""

from __future__ import annotations

import pytest

from app.texts import Message, from_json, say, to_json

DAYS = "up to {n} {n|day|days} late"


@pytest.mark.parametrize(
    ("text", "values", "said"),
    [
        (DAYS, {"n": 1}, "up to 1 day late"),
        (DAYS, {"n": 0}, "up to 0 days late"),
        (DAYS, {"n": 21}, "up to 21 days late"),
        ("{n} {n|case|cases}", {"n": "1"}, "1 case"),
        ("{n} {n|case|cases}", {"n": "1,001"}, "1,001 cases"),
        ("{a} {a|was|were} kept, {b} {b|was|were} not", {"a": 1, "b": 2}, "1 was kept, 2 were not"),
        ("{n} {n|file|files}: {name}", {"n": 1, "name": "{n|a|b}"}, "1 file: {n|a|b}"),
    ],
)
def test_english_says_one_and_several_as_they_are(text: str, values: dict[str, object], said: str) -> None:
    assert say(Message(text, **values), "en") == said


def test_what_is_kept_says_the_same_when_it_is_read_again() -> None:
    assert say(from_json(to_json(Message(DAYS, n=1))), "en") == "up to 1 day late"
