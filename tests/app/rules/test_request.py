"""Requests that cannot be worked, each with the field to mend; and the form in which a request is frozen."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.refusal import Invalid
from app.rules.request import CostLine, Override, Request, Supplied, check, from_json, to_json
from models.kinds import CostKind, Origin, ProjectType

LINE = CostLine(CostKind.EQUIPMENT, "Dryer", Decimal("1000.00"))
FOREIGN = replace(LINE, currency="CNY", rate=Decimal("1.0812"), rate_source="HKAB", rate_on=date(2026, 5, 4))


def asked(*lines: CostLine) -> Request:
    return Request(ProjectType.DP1, lines)


@pytest.mark.parametrize(
    ("line", "field"),
    [
        (replace(LINE, amount=Decimal(0)), "amount"),
        (replace(LINE, amount=Decimal("-0.01")), "amount"),
        (replace(LINE, amount=Decimal("0.001")), "amount"),
        (replace(LINE, amount=Decimal("NaN")), "amount"),
        (replace(LINE, amount=Decimal("sNaN")), "amount"),
        (replace(LINE, amount=Decimal("Infinity")), "amount"),
        (replace(LINE, amount=Decimal("1000000000000.01")), "amount"),
        (replace(LINE, currency="yuan"), "currency"),
        (replace(LINE, rate=Decimal(1)), "rate"),
        (replace(FOREIGN, rate=None), "rate"),
        (replace(FOREIGN, rate=Decimal(0)), "rate"),
        (replace(FOREIGN, rate=Decimal(-1)), "rate"),
        (replace(FOREIGN, rate=Decimal("NaN")), "rate"),
        (replace(FOREIGN, rate=Decimal(10000)), "rate"),
        (replace(FOREIGN, rate=Decimal("1.000000001")), "rate"),
        (replace(FOREIGN, rate_source=" "), "rate_source"),
        (replace(FOREIGN, rate_on=None), "rate_on"),
        (replace(LINE, eligible=False), "why"),
    ],
)
def test_a_cost_line_that_cannot_be_worked(line: CostLine, field: str) -> None:
    with pytest.raises(Invalid) as refused:
        check(asked(LINE, line))
    assert refused.value.field == f"lines.2.{field}"


def test_the_largest_amount_can_be_worked() -> None:
    check(asked(replace(LINE, amount=Decimal("1000000000000.00"))))
    with pytest.raises(Invalid) as refused:
        check(asked(replace(LINE, amount=Decimal("1000000000000.00")), LINE))
    assert refused.value.field == "lines"


def test_no_cost_line() -> None:
    with pytest.raises(Invalid) as refused:
        check(asked())
    assert refused.value.field == "lines"


@pytest.mark.parametrize("granted", ["-1", "0.001", "NaN", "1000000000001"])
def test_an_earlier_grant_that_cannot_be(granted: str) -> None:
    with pytest.raises(Invalid) as refused:
        check(replace(asked(LINE), already_granted=Decimal(granted)))
    assert refused.value.field == "already_granted"


amounts = st.decimals("0.01", "1000000000000", places=2)
lines = st.builds(
    CostLine,
    kind=st.sampled_from(CostKind),
    text=st.text(max_size=20),
    amount=amounts,
    currency=st.sampled_from(["HKD", "CNY", "JPY"]),
    rate=st.none() | st.decimals("0.00000001", "9999", places=8),
    rate_source=st.text(max_size=10),
    rate_on=st.none() | st.dates(),
    eligible=st.booleans(),
    why=st.text(max_size=10),
)


@given(
    st.builds(
        Request,
        type=st.sampled_from(ProjectType),
        lines=st.lists(lines, max_size=3).map(tuple),
        received=st.none() | st.dates(),
        origin=st.none() | st.sampled_from(Origin),
        origin_evidence=st.text(max_size=10),
        already_granted=amounts,
        supplied=st.none()
        | st.dictionaries(
            st.sampled_from(["P2.VP.rate", "P4.OSI.ceiling"]),
            st.builds(Supplied, amounts, st.text(max_size=5), st.text(max_size=5), st.text(max_size=5)),
            min_size=1,
        ),
        override=st.none() | st.builds(Override, amounts, st.text(max_size=10)),
    )
)
def test_freezing_loses_nothing(request: Request) -> None:
    assert from_json(json.loads(json.dumps(to_json(request)))) == request
