"""Cost lines from CSV: what is read, and which line and column a refusal names."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from app.commands.cost_lines import read_lines
from app.refusal import Invalid
from app.rules.request import CostLine
from models.kinds import CostKind

TODAY = date(2026, 5, 4)


def lines_of(content: bytes) -> tuple[CostLine, ...]:
    return read_lines(content, "x.csv", today=TODAY)


def test_only_the_amount_is_needed() -> None:
    assert lines_of(b"amount\n1000\n") == (CostLine(CostKind.OTHER, "", Decimal("1000.00")),)


def test_all_columns_in_any_order_and_full_width() -> None:
    header = "\ufeffwhy,Amount,kind,rate,rate_date,currency,rate_source,eligible,text"
    text = f"{header}\n,１００.５,testing,１.０８,2026-05-04,rmb,HKAB,YES,化驗\n"
    assert lines_of(text.encode()) == (
        CostLine(
            CostKind.TESTING, "化驗", Decimal("100.50"), "CNY", Decimal("1.08"), "HKAB", date(2026, 5, 4), eligible=True
        ),
    )


def test_empty_rows_are_passed_over_and_short_rows_filled() -> None:
    assert len(lines_of(b"amount,text\n1000\n,\n\n2000,x\n")) == 2


@pytest.mark.parametrize(
    ("content", "field"),
    [
        (b"", "lines"),
        (b"kind,text\nother,x\n", "lines"),
        (b"amount,amount\n1,2\n", "lines"),
        (b"amount,colour\n1,green\n", "lines"),
        ("amount\n1000\n".encode("utf-16"), "lines"),
        (b'amount\n"1000\n', "lines"),
        (b"amount\n" + b"1\n" * 5_001, "lines"),
        (b"amount\n1,120,000\n", "lines.1"),
        (b"amount\n1000\n0\n", "lines.2.amount"),
        (b"amount\n-5\n", "lines.1.amount"),
        (b"amount,text\n,x\n", "lines.1.amount"),
        ("amount\n70萬\n".encode(), "lines.1.amount"),
        (b"amount\n1.005\n", "lines.1.amount"),
        (b"amount,kind\n5,yacht\n", "lines.1.kind"),
        (b"amount,rate\n5,about 1\n", "lines.1.rate"),
        (b"amount,rate_date\n5,4/5/26\n", "lines.1.rate_date"),
        (b"amount,rate_date\n5,20260504\n", "lines.1.rate_date"),
        (b"amount,rate_date\n5,2026-W19-1\n", "lines.1.rate_date"),
        (b"amount,rate_date\n5,2026-02-30\n", "lines.1.rate_date"),
        (b"amount,currency,rate,rate_source,rate_date\n5,CNY,1.08,HKAB,2026-05-05\n", "lines.1.rate_on"),
        (b"amount,currency,rate,rate_source,rate_date\n0.01,JPY,0.05,HKAB,2026-05-04\n", "lines.1.amount"),
        (b"amount,eligible\n5,perhaps\n", "lines.1.eligible"),
        (b"amount,text\n5," + b"x" * 100_000 + b"\n", "lines.1.text"),
        ("amount,text\n5,a\u202eb\n".encode(), "lines.1.text"),
    ],
)
def test_what_is_refused(content: bytes, field: str) -> None:
    with pytest.raises(Invalid) as refused:
        lines_of(content)
    assert refused.value.field == field


def test_an_amount_names_its_line() -> None:
    with pytest.raises(Invalid, match="Cost line 2: The amount is zero"):
        lines_of(b"amount\n5\n0\n")


@pytest.mark.parametrize(
    "line", ["5,CNY,,", "5,EUROS,1,", "5,HKD,x,", "5,,,perhaps"], ids=["no rate", "currency", "rate", "yes or no"]
)
def test_every_refusal_of_a_line_names_it(line: str) -> None:
    content = f"amount,currency,rate,eligible\n5,,,\n{line}\n".encode()
    with pytest.raises(Invalid) as refused:
        read_lines(content, "costs.csv", today=TODAY)
    assert str(refused.value).startswith("Cost line 2: ")
    assert refused.value.field is not None
    assert refused.value.field.startswith("lines.2.")
