"""Simple payback; examples of domain.md §4.3."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.rules.payback import payback

MONEY = st.decimals(Decimal("0.01"), 10**9, places=2, allow_nan=False)


@pytest.mark.parametrize(
    ("investment", "saving", "years"),
    [
        ("600000", "100000", "6.0"),  # heat recovery from printing, 2006-07
        ("400000", "20000", "20.0"),  # efficient lighting of the same factory
        ("3675000", "2450000", "1.5"),  # garments: 2.45 million a year, back within a year and a half
        ("0", "54000", "0.0"),
        ("100", "300", "0.3"),
        ("125", "100", "1.3"),  # 1.25 is rounded half up
    ],
)
def test_investment_over_saving_in_years(investment: str, saving: str, years: str) -> None:
    found = payback(Decimal(investment), Decimal(saving))
    assert found is not None
    assert str(found) == years


@pytest.mark.parametrize("saving", ["0", "-12000"])
def test_nothing_saved_is_never_paid_back(saving: str) -> None:
    assert payback(Decimal(300000), Decimal(saving)) is None


def test_an_unknown_amount_gives_no_payback() -> None:
    assert payback(None, Decimal(1)) is None
    assert payback(Decimal(1), None) is None


@given(MONEY, MONEY, MONEY)
def test_more_investment_never_pays_back_sooner(investment: Decimal, more: Decimal, saving: Decimal) -> None:
    assert payback(investment + more, saving) >= payback(investment, saving)  # type: ignore[operator]


@given(MONEY, MONEY, MONEY)
def test_more_saving_never_pays_back_later(investment: Decimal, saving: Decimal, more: Decimal) -> None:
    assert payback(investment, saving + more) <= payback(investment, saving)  # type: ignore[operator]


@given(MONEY, MONEY, st.integers(2, 1000))
def test_the_currency_does_not_matter(investment: Decimal, saving: Decimal, rate: int) -> None:
    assert payback(investment * rate, saving * rate) == payback(investment, saving)
