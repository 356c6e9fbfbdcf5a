"""One cell as a value of its field, and what is to be said of it. Pure.

What Excel does to what people type is named where it can be seen: numbers cut to fifteen digits, zeros dropped at the
front, registration numbers turned into days, results of formulas, and cells that show a mistake.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from enum import StrEnum
from functools import cache
from typing import Any, Final

from app.importing.fields import Field, Reads, heading_key
from app.inside.grid import Cell
from app.refusal import Invalid
from app.texts import LANGUAGES, Message, say
from app.typed import amount, day
from app.words import word

_MISTAKE: Final = re.compile(r"#(N/A|REF!|VALUE!|DIV/0!|NAME\?|NULL!|NUM!|SPILL!|CALC!|GETTING_DATA|FIELD!)|#{3,}")
_EXPONENT: Final = re.compile(r"[0-9](?:[.,][0-9]+)?E[+]?[0-9]{1,3}", re.IGNORECASE)
_WRITTEN: Final = re.compile(r".*([0-9]{4}|年|[a-z]{3}).*", re.IGNORECASE | re.DOTALL)
_NUMERALS: Final = re.compile(r"(?P<day>[0-9]{1,2})[-/.](?P<month>[0-9]{1,2})[-/.][0-9]{4}")
#: Excel keeps so many digits of a number.
_KEPT_DIGITS: Final = 15
_FIRST_SERIAL, _LAST_SERIAL = 20_000, 80_000
_FIRST_YEAR: Final = 1900
_EXCEL_ZERO: Final = date(1899, 12, 30)
_NOTHING: Final = frozenset({"-", "–", "—", "n/a", "na", "nil", "none", "n.a.", "無", "无", "不適用", "不适用"})


@dataclass(frozen=True, slots=True)
class Finding:
    """What is said of a cell, or of the whole row where `column` is None; a grave one keeps the row out."""

    column: int | None
    text: Message
    grave: bool = True


class Unusable(Exception):
    """The cell is no value of its field."""

    def __init__(self, message: Message) -> None:
        super().__init__(str(message))
        self.message = message


def shown(cell: Cell) -> str:
    """A cell as a person sees it."""
    match cell:
        case None:
            return ""
        case bool():
            return "TRUE" if cell else "FALSE"
        case float():
            return f"{cell:.15G}" if abs(cell) >= 1e15 else f"{cell:.15g}"
        case datetime():
            return cell.isoformat(" ")
        case date():
            return cell.isoformat()
    return str(cell)


def value(field: Field, cell: Cell) -> tuple[Any, Message | None]:
    """What a cell says, None where it says nothing, and a remark on how it was read. Raises `Unusable`."""
    text = " ".join(shown(cell).split()) if field.name != "remarks" else shown(cell).strip()
    if not text or text.casefold() in _NOTHING:
        return None, None
    if _MISTAKE.fullmatch(text):
        raise Unusable(Message("The cell shows {mistake} instead of a value. Correct it in the file.", mistake=text))
    match field.reads:
        case Reads.DAY:
            return _day(field, cell, text)
        case Reads.AMOUNT:
            return _amount(field, cell, text), None
        case Reads.IDENTIFIER:
            return _identifier(field, cell, text), None
        case Reads.CHOICE:
            assert field.choices is not None
            return chosen(field.choices, text), None
    return text, _turned(cell)


def _day(field: Field, cell: Cell, text: str) -> tuple[date, Message | None]:
    if isinstance(cell, datetime):
        return cell.date(), None
    if isinstance(cell, date):
        return cell, None
    if text.isascii() and text.isdecimal() and _FIRST_SERIAL <= int(text) <= _LAST_SERIAL:
        meant = _EXCEL_ZERO + timedelta(days=int(text))
        raise Unusable(
            Message("{number} is Excel’s number for {day}. Show the column as a date in the file.",
                    number=text, day=meant)
        )  # fmt: skip
    if not _WRITTEN.fullmatch(text):
        raise Unusable(Message("“{typed}” is not a date; type it like 5/3/2026 or 2026-03-05", typed=text[:24]))
    try:
        found = day(text, today=date.min, field=field.name)
    except Invalid as refusal:
        raise Unusable(refusal.message) from None
    if found.year < _FIRST_YEAR:  # `today` or `+14`: what people type, and nothing for a list
        raise Unusable(Message("“{typed}” is not a date; type it like 5/3/2026 or 2026-03-05", typed=text[:24]))
    numerals = _NUMERALS.fullmatch(text)
    if numerals and int(numerals["day"]) <= 12 and int(numerals["day"]) != int(numerals["month"]):
        return found, Message("Read with the day first: {day}", day=found)
    return found, None


def _amount(field: Field, cell: Cell, text: str) -> Decimal:
    if isinstance(cell, date | bool):
        raise Unusable(Message("“{typed}” is not an amount; type digits, for example 560,000", typed=text[:24]))
    try:
        return amount(text, field=field.name)
    except Invalid as refusal:
        raise Unusable(refusal.message) from None


def _identifier(field: Field, cell: Cell, text: str) -> str:
    if isinstance(cell, date):
        raise Unusable(Message("Excel turned the number into a day: {typed}. Type it as text in the file.", typed=text))
    number = isinstance(cell, int | float) and not isinstance(cell, bool)
    if _EXPONENT.fullmatch(text) or (number and len(text.lstrip("-").partition(".")[0]) > _KEPT_DIGITS):
        raise Unusable(
            Message("Excel cut the number to {typed}; its last digits are lost. Type it as text in the file.",
                    typed=text)
        )  # fmt: skip
    if field.name in _DIGITS and text.isdecimal() and len(text) == _DIGITS[field.name] - 1:
        raise Unusable(
            Message("{typed} has a digit too few. Excel drops a zero at the front: is it 0{typed}? Type it as text.",
                    typed=text)
        )  # fmt: skip
    return text


_DIGITS: Final[Mapping[str, int]] = {"br_number": 8, "applicant_br": 8}


def _turned(cell: Cell) -> Message | None:
    if isinstance(cell, date):
        return Message("Excel made a day of this text: {day}", day=cell)
    return None


def chosen(choices: type[StrEnum], text: str) -> StrEnum:
    """A member of a closed list by its short word, its words in any language, or another word for it."""
    found = _by_words(choices).get(heading_key(text))
    if found is None:
        known = tuple(word(one) for one in choices)
        raise Unusable(Message("“{word}” is not one of: {known}", word=text[:24], known=known))
    return found


@cache
def _by_words(choices: type[StrEnum]) -> Mapping[str, StrEnum]:
    named = {heading_key(say(word(one), language)): one for one in choices for language in LANGUAGES}
    return named | {heading_key(one.value): one for one in choices}
