"""TOML that somebody else wrote ends in values or in one kind of error."""

from __future__ import annotations

from decimal import Decimal

import pytest

from app.toml import NotToml, parsed


def test_values() -> None:
    assert parsed("a = 1.10\n[b]\nc = true\n", parse_float=Decimal) == {"a": Decimal("1.10"), "b": {"c": True}}


@pytest.mark.parametrize(
    "text",
    ["===", "a = " + "[" * 5_000 + "]" * 5_000, "a = " + "9" * 6_000],
    ids=["no TOML", "brackets in brackets", "a number of 6,000 digits"],
)
def test_what_is_no_toml(text: str) -> None:
    with pytest.raises(NotToml):
        parsed(text)
