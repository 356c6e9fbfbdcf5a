"""A frozen calculation reads back as it was, and in every language its figures are the same."""

from __future__ import annotations

import json
from datetime import date
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from app.rules.book import RuleBook
from app.rules.request import CostLine, Override, Request, Supplied
from app.rules.subsidy import calculate
from app.rules.working import from_json, to_json
from models.kinds import CostKind, Origin, ProjectType

BOOK = RuleBook.load()


@given(st.integers(1, 10**9), st.text(max_size=30), st.sampled_from(Origin), st.integers(0, 10**7))
def test_freezing_a_calculation_loses_nothing(amount: int, text: str, origin: Origin, granted: int) -> None:
    lines = (
        CostLine(CostKind.OTHER, text, Decimal(amount) / 100),
        CostLine(CostKind.TESTING, "", Decimal("10.00"), "CNY", Decimal("1.0812"), "HKAB", date(2026, 5, 4)),
    )
    request = Request(ProjectType.NT, lines, date(2026, 5, 4), origin, already_granted=Decimal(granted) / 100)
    calculation = calculate(BOOK.edition("P5"), request)
    assert from_json(json.loads(json.dumps(to_json(calculation)))) == calculation


def test_freezing_keeps_what_officers_decided() -> None:
    request = Request(
        ProjectType.VP,
        (CostLine(CostKind.TESTING, "Stack test", Decimal("30000.00")),),
        supplied={"P2.VP.rate": Supplied(Decimal("0.5"), "letter", "not published", "Lee W.S.")},
        override=Override(Decimal(9000), "agreed"),
    )
    calculation = calculate(BOOK.edition("P2"), request)
    assert from_json(json.loads(json.dumps(to_json(calculation)))) == calculation


def test_amounts_are_frozen_as_decimal_texts() -> None:
    calculation = calculate(
        BOOK.edition("P3"), Request(ProjectType.DP, (CostLine(CostKind.EQUIPMENT, "", Decimal("700000.00")),))
    )
    kept = to_json(calculation)
    assert (kept["subsidy"], kept["ceiling"], kept["rate"]) == ("330000.00", "330000.00", "0.50")
