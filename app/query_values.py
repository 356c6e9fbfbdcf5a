"""Days and amounts as a query text says them: `<14d`, `2025-04..2025-06`, `>300000`, `<=1.2m`; read and written."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date
from decimal import Decimal
from typing import Final, TypeVar

from app import typed
from app.case_wants import Days, Sums
from app.money import LARGEST, Amount
from app.refusal import Invalid
from app.texts import N_, Message

Bound = TypeVar("Bound", date, Decimal)

_OPERATORS: Final = {"≤": "<=", "≥": ">=", "＜": "<", "＞": ">", "＝": "=", "=<": "<=", "=>": ">="}
_SIGN = re.compile(r"(<=|>=|<|>|=)?\s*(.*)", re.DOTALL)
_LENGTH = re.compile(r"([0-9]{1,4}) ?(d|w|m|y|days?|weeks?|months?|years?|天|日|週|周|個?月|个月|年)")
_YEAR = re.compile(r"([0-9]{4})年?")
_MONTH = re.compile(r"([0-9]{4})[-/.年] ?([0-9]{1,2})月?|([0-9]{1,2})/([0-9]{4})")
_ZERO = re.compile(r"(?:hk\$|\$)?0+(?:\.0+)?")
_NO_DAY: Final = N_("‘{typed}’ is not a date. Write 2026-03-05, 2026-03, 2026, or a time such as 14d, 2w, 3m, 1y")
_NO_AMOUNT: Final = N_("‘{typed}’ is not an amount. Write 300000, 300k, 1.2m, or 100k..500k")
#: A day beyond these is nobody's.
_FIRST, _LAST = date(1900, 1, 1), date(2200, 12, 31)


def read_days(text: str, today: date, *, past: bool) -> Days:
    """Days from `2026`, `2026-11`, `2026-11-05`, `today`, `14d`, each after `<`, `<=`, `>`, `>=` or between `..`.

    A length such as `14d`, `2w`, `3m`, `1y` counts from today forward, or with `past` back: `<14d` is then less than
    fourteen days ago. Raises `Invalid` for anything else, and for a range that ends before it begins.
    """
    folded = _folded(text)
    if ".." in folded:
        begin, _, end = folded.partition("..")
        first = _one_day(begin, today, past)[0] if begin.strip() else None
        last = _one_day(end, today, past)[1] if end.strip() else None
        if past and begin.strip() and end.strip() and _LENGTH.fullmatch(begin.strip()):
            first, last = _one_day(end, today, past)[0], _one_day(begin, today, past)[1]
        _refuse_odd(first, last)
        return Days(first, last)
    sign, said = _signed(folded)
    if (length := _LENGTH.fullmatch(said)) is not None:
        return _within(sign, _away(length, today, past), today, past)
    first, last = _one_day(said, today, past)
    return _beside(sign, first, last)


def _beside(sign: str, first: date, last: date) -> Days:
    match sign:
        case "<":
            return Days(None, _moved(first, -1))
        case "<=":
            return Days(None, last)
        case ">":
            return Days(_moved(last, 1), None)
        case ">=":
            return Days(first, None)
    return Days(first, last)


def _within(sign: str, day: date, today: date, past: bool) -> Days:
    """A length of time: without a sign, the days from today up to it; less than it takes in what lies before."""
    if not sign or sign == "=":
        return Days(day, today) if past else Days(today, day)
    turned = {"<": ">", "<=": ">=", ">": "<", ">=": "<="}
    return _beside(turned[sign] if past else sign, day, day)


def _away(length: re.Match[str], today: date, past: bool) -> date:
    number, unit = int(length[1]), length[2]
    by = -number if past else number
    if unit[0] in "d天日":
        return _moved(today, by)
    if unit[0] in "w週周":
        return _moved(today, 7 * by)
    months = today.year * 12 + today.month - 1 + (12 * by if unit[0] in "y年" else by)
    year, month = divmod(months, 12)
    if not _FIRST.year <= year <= _LAST.year:
        return _FIRST if by < 0 else _LAST
    return date(year, month + 1, min(today.day, monthrange(year, month + 1)[1]))


def _one_day(text: str, today: date, past: bool) -> tuple[date, date]:
    """The first and last day of what is said: a year, a month, or one day."""
    said = text.strip()
    if (length := _LENGTH.fullmatch(said)) is not None:
        day = _away(length, today, past)
        return day, day
    if (found := _YEAR.fullmatch(said)) is not None and _FIRST.year <= int(found[1]) <= _LAST.year:
        return date(int(found[1]), 1, 1), date(int(found[1]), 12, 31)
    if (found := _MONTH.fullmatch(said)) is not None:
        year, month = int(found[1] or found[4]), int(found[2] or found[3])
        if _FIRST.year <= year <= _LAST.year and 1 <= month <= 12:
            return date(year, month, 1), date(year, month, monthrange(year, month)[1])
    try:
        day = typed.day(said, today=today, field="query")
    except Invalid as refusal:
        raise _in_a_query(refusal, typed.NOT_A_DAY, _NO_DAY, said) from None
    return day, day


def read_sums(text: str) -> Sums:
    """Amounts of HKD from `300000`, `1.2m`, `112萬`, each after `<`, `<=`, `>`, `>=` or between `..`.

    Raises `Invalid` for anything else, and for a range that ends below its beginning.
    """
    folded = _folded(text)
    if ".." in folded:
        begin, _, end = folded.partition("..")
        least = _amount(begin) if begin.strip() else None
        most = _amount(end) if end.strip() else None
        _refuse_odd(least, most)
        return Sums(least, most)
    sign, said = _signed(folded)
    value = _amount(said)
    match sign:
        case "<":
            return Sums(None, value, below=True)
        case "<=":
            return Sums(None, value)
        case ">":
            return Sums(value, None, above=True)
        case ">=":
            return Sums(value, None)
    return Sums(value, value)


def _amount(said: str) -> Decimal:
    text = said.strip()
    if _ZERO.fullmatch(text):
        return Decimal(0)
    try:
        return typed.amount(text, field="query", shorthand=True)
    except Invalid as refusal:
        raise _in_a_query(refusal, typed.NOT_AN_AMOUNT, _NO_AMOUNT, text) from None


def _in_a_query(refusal: Invalid, general: str, here: str, said: str) -> Invalid:
    """The same refusal, or where it says no more than that this is not one, what may stand in a query."""
    return Invalid(here, field="query", typed=said[:24]) if refusal.message.text == general else refusal


def _refuse_odd(first: Bound | None, last: Bound | None) -> None:
    if first is None and last is None:
        raise Invalid("Say from where, or to where: 2025-04..2025-06", field="query")
    if first is not None and last is not None and first > last:
        raise Invalid("The range ends before it begins", field="query")


def _signed(folded: str) -> tuple[str, str]:
    found = _SIGN.fullmatch(folded)
    assert found is not None  # the sign may be missing, the rest may be anything
    return found[1] or "", found[2].strip()


def _folded(text: str) -> str:
    folded = text.strip().lower()
    for wide, sign in _OPERATORS.items():
        folded = folded.replace(wide, sign)
    return folded.replace("…", "..").translate({code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)})


def _moved(day: date, by: int) -> date:
    return date.fromordinal(min(max(day.toordinal() + by, _FIRST.toordinal()), _LAST.toordinal()))


def write_days(days: Days) -> str:
    """As `read_days` takes it, by the day."""
    if days.first is None:
        return f"<={days.last}"
    if days.last is None:
        return f">={days.first}"
    return f"{days.first}" if days.first == days.last else f"{days.first}..{days.last}"


def write_sums(sums: Sums) -> str:
    """As `read_sums` takes it, in digits."""
    if sums.least is not None and sums.most is not None:
        return _digits(sums.least) if sums.least == sums.most else f"{_digits(sums.least)}..{_digits(sums.most)}"
    if sums.least is not None:
        return f"{'>' if sums.above else '>='}{_digits(sums.least)}"
    return f"{'<' if sums.below else '<='}{_digits(sums.most if sums.most is not None else LARGEST)}"


def _digits(value: Decimal) -> str:
    return format(value, "f").removesuffix(".00")


def say_days(days: Days) -> Message:
    """Days in words."""
    if days.first is None:
        return Message("up to {day}", day=days.last or _LAST)
    if days.last is None:
        return Message("from {day}", day=days.first)
    if days.first == days.last:
        return Message("{day}", day=days.first)
    return Message("{first} to {last}", first=days.first, last=days.last)


def say_sums(sums: Sums) -> Message:
    """Amounts in words."""
    least, most = Amount(sums.least or Decimal(0)), Amount(sums.most or Decimal(0))
    if sums.most is None:
        return Message("above {amount}", amount=least) if sums.above else Message("{amount} or more", amount=least)
    if sums.least is None:
        return Message("below {amount}", amount=most) if sums.below else Message("at most {amount}", amount=most)
    if sums.least == sums.most:
        return Message("{amount}", amount=least)
    return Message("{first} to {last}", first=least, last=most)
