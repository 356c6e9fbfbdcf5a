"""Cost lines from a CSV file; docs/cost-lines.md describes the columns."""

from __future__ import annotations

import csv
import io
import re
import unicodedata
from datetime import date
from decimal import Decimal

from app.refusal import Invalid
from app.rules.request import CostLine, check_line
from app.texts import Message
from app.typed import amount, plain_text
from models.kinds import CostKind

_COLUMNS = ("kind", "text", "amount", "currency", "rate", "rate_source", "rate_date", "eligible", "why")
_MOST_LINES = 5_000
_ANSWERS = {"": True, "yes": True, "true": True, "1": True, "no": False, "false": False, "0": False}
_RATE = re.compile(r"[0-9]+(\.[0-9]+)?")
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")  # `fromisoformat` also takes 20260504 and weeks


def read_lines(content: bytes, file: str, *, today: date) -> tuple[CostLine, ...]:
    """The cost lines of a CSV file in UTF-8; raises `Invalid` naming the line and column (`lines.2.amount`).

    A rate is of `today` (a Hong Kong day) at the latest.
    """
    try:
        text = content.decode("utf-8-sig")
        rows = list(csv.reader(io.StringIO(text, newline=""), strict=True))
    except UnicodeDecodeError:
        raise Invalid(
            "The file {file} is not written in UTF-8; save it as CSV UTF-8", field="lines", file=file
        ) from None
    except csv.Error as problem:
        raise Invalid("The file {file} is not CSV: {detail}", field="lines", file=file, detail=str(problem)) from None
    rows = [row for row in rows if any(cell.strip() for cell in row)]
    if not rows:
        raise Invalid("The file {file} is empty", field="lines", file=file)
    if len(rows) > _MOST_LINES:
        raise Invalid("The file {file} has more than {most} lines", field="lines", file=file, most=_MOST_LINES)
    header = _header(rows[0], file)
    return tuple(_checked(number, _named(number, header, row), today) for number, row in enumerate(rows[1:], 1))


def _header(row: list[str], file: str) -> list[str]:
    """The names of the columns; `amount` must be there, and no name may be unknown or stand twice."""
    names = [cell.strip().lower() for cell in row]
    unknown = tuple(name for name in names if name not in _COLUMNS)
    if unknown:
        raise Invalid(
            "The file {file} has columns that are not known: {names}; known are {known}",
            field="lines",
            file=file,
            names=unknown,
            known=_COLUMNS,
        )
    if "amount" not in names or len(set(names)) < len(names):
        raise Invalid(
            "The first line of {file} must name each column once, and “amount” among them", field="lines", file=file
        )
    return names


def _named(number: int, header: list[str], row: list[str]) -> dict[str, str]:
    if len(row) > len(header):
        raise Invalid(
            "Cost line {number} has more cells than the first line has columns; write amounts with commas "
            "in quotation marks",
            field=f"lines.{number}",
            number=number,
        )
    return dict.fromkeys(_COLUMNS, "") | dict(zip(header, row, strict=False))


def _checked(number: int, cells: dict[str, str], today: date) -> CostLine:
    """One line that can be worked; what cannot is refused with the number of its line."""
    try:
        line = _line(number, cells)
        check_line(line, f"lines.{number}.", today=today)
    except Invalid as problem:
        raise _in_line(number, problem) from None
    return line


def _line(number: int, cells: dict[str, str]) -> CostLine:
    field = f"lines.{number}"
    currency = _half_width(cells["currency"]).upper() or "HKD"
    currency = "CNY" if currency == "RMB" else currency
    return CostLine(
        kind=_kind(cells["kind"], field),
        text=plain_text(cells["text"], field=f"{field}.text", most=500),
        amount=amount(cells["amount"], field=f"{field}.amount", currency=currency),
        currency=currency,
        rate=_rate(cells["rate"], field),
        rate_source=plain_text(cells["rate_source"], field=f"{field}.rate_source", most=200),
        rate_on=_day(cells["rate_date"], field),
        eligible=_eligible(cells["eligible"], field),
        why=plain_text(cells["why"], field=f"{field}.why", most=500),
    )


def _in_line(number: int, problem: Invalid) -> Invalid:
    """The same sentence with the number of its line."""
    message: Message = problem.message
    return Invalid("Cost line {number}: {sentence}", field=problem.field, number=number, sentence=message)


def _kind(text: str, field: str) -> CostKind:
    word = text.strip().lower()
    if not word:
        return CostKind.OTHER
    if word not in list(CostKind):
        raise Invalid(
            "“{word}” is not a kind of cost; known are {known}",
            field=f"{field}.kind",
            word=word[:24],
            known=tuple(str(kind) for kind in CostKind),
        )
    return CostKind(word)


def _rate(text: str, field: str) -> Decimal | None:
    written = _half_width(text)
    if not written:
        return None
    if not _RATE.fullmatch(written) or len(written) > 20:
        raise Invalid("Write the exchange rate in digits, for example 1.0812", field=f"{field}.rate")
    return Decimal(written)


def _day(text: str, field: str) -> date | None:
    written = _half_width(text)
    if not written:
        return None
    try:
        if _DAY.fullmatch(written):
            return date.fromisoformat(written)
    except ValueError:
        pass  # there is no such day
    raise Invalid("Write the day of the rate like 2026-05-04", field=f"{field}.rate_date")


def _eligible(text: str, field: str) -> bool:
    answer = _half_width(text).lower()
    if answer not in _ANSWERS:
        raise Invalid("Write yes or no in the column “eligible”", field=f"{field}.eligible")
    return _ANSWERS[answer]


def _half_width(text: str) -> str:
    return unicodedata.normalize("NFKC", text).strip()
