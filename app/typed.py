"""What people type: amounts, days, shares and plain text, read strictly and explained when they cannot be read.

Full-width digits and signs (０-９ ， ． ／ ％ and the ideographic space) are read as their half-width twins. Nothing
is guessed: what could be read in two ways is refused with `Invalid`, whose sentence says what to type instead.
"""

from __future__ import annotations

import re
import unicodedata
from datetime import date, timedelta
from decimal import Decimal
from typing import Final

from app.money import LARGEST, to_cent
from app.refusal import Invalid
from app.texts import N_

#: What is said of a text that is like no day and like no amount.
NOT_A_DAY: Final = N_("“{typed}” is not a date; type it like 5/3/2026 or 2026-03-05")
NOT_AN_AMOUNT: Final = N_("“{typed}” is not an amount; type digits, for example 560,000")

_LONGEST: Final = 60  # characters of an amount, a day or a share; more is a slip of the clipboard
_SHOWN: Final = 24  # characters of a refused text that the sentence repeats

_SPACES = dict.fromkeys((0x3000, 0xA0, 0x2007, 0x2009, 0x202F, 0x09), " ")
_HALF_WIDTH = (
    {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)} | _SPACES | {0x2212: "-", 0x2013: "-", 0xFFE5: "¥"}
)

_CURRENCY_SIGNS: Final = {
    "HKD": ("hk$", "hkd", "港幣", "港币", "港元", "$"),
    "CNY": ("rmb", "cny", "人民幣", "人民币", "¥"),
    "USD": ("us$", "usd", "美元", "美金", "$"),
}
_UNITS: Final = {
    "k": 10**3, "thousand": 10**3, "千": 10**3,
    "萬": 10**4, "万": 10**4,
    "m": 10**6, "mn": 10**6, "million": 10**6, "百萬": 10**6, "百万": 10**6,
    "億": 10**8, "亿": 10**8,
    "bn": 10**9, "billion": 10**9,
}  # fmt: skip
_GROUPED = re.compile(r"[0-9]{1,3}(?P<sep>[, ])[0-9]{3}(?:(?P=sep)[0-9]{3})*(?:\.[0-9]+)?")
_BARE = re.compile(r"[0-9]+(?:\.[0-9]+)?|\.[0-9]+")
_NUMBER_AND_UNIT = re.compile(r"(?P<number>[0-9., ]*[0-9])\s*(?P<unit>[a-z]+|[一-鿿]+)?")


def amount(text: str, *, field: str = "amount", shorthand: bool = False, currency: str = "HKD") -> Decimal:
    """An amount above zero, exact to the cent, from `1,120,000`, `HK$1,120,000.50` or `１，１２０，０００`.

    With `shorthand` also `112萬`, `112万`, `1.5億`, `560k`, `1.12m` and `1.12 million`; the caller shows the result
    back. A sign of `currency` may stand before or after the digits; a sign of another currency is refused.
    Raises `Invalid` for anything else, and for more than `app.money.LARGEST`.
    """
    folded = _folded(text, field)
    if not folded:
        raise Invalid("Type an amount, for example 560,000", field=field)
    digits = _without_sign(_without_currency(folded, currency, field), field).removesuffix("元").strip()
    found = _NUMBER_AND_UNIT.fullmatch(digits)
    if found is None or (found["unit"] and found["unit"] not in _UNITS):
        raise _not_an_amount(digits, text, field)
    unit = _UNITS[found["unit"]] if found["unit"] else 1
    if unit > 1 and not shorthand:
        raise Invalid("Write the amount out in digits; 萬, 億, m and k are not read here", field=field)
    return _checked(_number(found["number"], field) * unit, field)


def day(text: str, *, today: date, field: str) -> date:
    """A day from `2026-03-05`, `5/3/2026` (day first, as in Hong Kong), `5 Mar 2026`, `2026年3月5日`, `20260305`,
    `+14` and `-3` (days from `today`, which is the office's Hong Kong day), or `today`, `今日`, `今天`.

    Whether the day may be in the past or the future is the caller's rule. Raises `Invalid` for a day that does not
    exist, a year that is missing or has two digits, and anything that is not a day.
    """
    folded = _folded(text, field)
    if not folded:
        raise Invalid("Type a date, for example 5/3/2026", field=field)
    if folded in _NAMED_DAYS:
        return today + timedelta(days=_NAMED_DAYS[folded])
    if re.fullmatch(r"[+-] ?[0-9]{1,4}", folded):
        return today + timedelta(days=int(folded.replace(" ", "")))
    for pattern in _DAY_PATTERNS:
        if found := pattern.fullmatch(folded):
            return _day_of(found, text, field)
    raise _not_a_day(folded, text, field)


def percent(text: str, *, field: str) -> Decimal:
    """A share as the number of per cent, exactly as typed: `50.01`, `50.01%` and `５０．０１％` give 50.01.

    Between 0 and 100 with at most four decimals; raises `Invalid` otherwise. Never a fraction: `0.5` is half a
    per cent.
    """
    folded = _folded(text, field).removesuffix("%").rstrip()
    if not folded:
        raise Invalid("Type a share in per cent, for example 50.01", field=field)
    if re.fullmatch(r"-\s*[0-9.]+", folded):
        raise Invalid("A share cannot be below 0%", field=field)
    if "," in folded and re.fullmatch(r"[0-9,.]+", folded):
        raise Invalid("Type the share with a decimal point, not a comma, for example 50.01", field=field)
    if not _BARE.fullmatch(folded):
        raise Invalid("“{typed}” is not a share; type a number from 0 to 100", field=field, typed=_shown(text))
    value = Decimal(folded)
    if value > 100:
        raise Invalid("A share cannot be above 100%", field=field)
    if _decimals(value) > 4:
        raise Invalid("Type the share with at most four decimals", field=field)
    return value


def plain_text(text: str, *, field: str, most: int, lines: bool = False) -> str:
    """Text as people write it, in NFC, without blanks around it; `""` when nothing is left. HTML stays text.

    `most` is the greatest number of characters kept; `lines` allows line breaks (given back as `\\n`) and tabs.
    Marks that turn the direction of text (U+202A-202E, U+2066-2069) are refused, because they let a reader see
    another order than what is kept; the sentence says where one stands. Marks without any shape (U+200E, U+200F,
    U+061C, zero-width space, joiner and byte-order mark, soft hyphen) are dropped: spreadsheets paste them unseen,
    and two names must not differ by what nobody can see. Raises `Invalid`, also for control characters.
    """
    kept = unicodedata.normalize("NFC", _LINE_BREAK.sub("\n", text)).translate(_UNSEEN).strip()
    if len(kept) > most:
        raise Invalid(
            "The text has {count} characters; at most {most} fit here", field=field, count=len(kept), most=most
        )
    for position, character in enumerate(kept, start=1):
        if lines and character in "\n\t":
            continue
        _refuse_hidden(character, position, field)
    return kept


# Unseen marks are dropped, turning marks are refused; see `plain_text`.
_UNSEEN: Final = dict.fromkeys((0x200E, 0x200F, 0x061C, 0x200B, 0x2060, 0xFEFF, 0x00AD))
_TURNING: Final = frozenset(map(chr, (*range(0x202A, 0x202F), *range(0x2066, 0x206A))))
_LINE_BREAK: Final = re.compile("\r\n|[\r\n\x0b\x0c\x85\u2028\u2029]")

_NAMED_DAYS: Final = {
    "today": 0, "今日": 0, "今天": 0,
    "tomorrow": 1, "明日": 1, "明天": 1, "聽日": 1,
    "yesterday": -1, "昨日": -1, "昨天": -1, "尋日": -1,
}  # fmt: skip
_MONTHS: Final = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_FULL_MONTHS: Final = (
    "january", "february", "march", "april", "may", "june",
    "july", "august", "september", "october", "november", "december",
)  # fmt: skip
_MONTH_NUMBER: Final = {name: number % 12 + 1 for number, name in enumerate((*_MONTHS, *_FULL_MONTHS))} | {"sept": 9}
_NAMES = "|".join(sorted(_MONTH_NUMBER, key=len, reverse=True))
_DAY_PATTERNS: Final = tuple(
    re.compile(pattern)
    for pattern in (
        r"(?P<year>[0-9]{4})(?P<sep>[-/.])(?P<month>[0-9]{1,2})(?P=sep)(?P<day>[0-9]{1,2})",
        r"(?P<year>[0-9]{4})(?P<month>[0-9]{2})(?P<day>[0-9]{2})",
        r"(?P<day>[0-9]{1,2})(?P<sep>[-/.])(?P<month>[0-9]{1,2})(?P=sep)(?P<year>[0-9]{4}|[0-9]{2})",
        rf"(?P<day>[0-9]{{1,2}})[ -]?(?P<month>{_NAMES})\.?[ ,-]*(?P<year>[0-9]{{4}}|[0-9]{{2}})",
        rf"(?P<month>{_NAMES})\.? ?(?P<day>[0-9]{{1,2}}) ?, ?(?P<year>[0-9]{{4}}|[0-9]{{2}})",
        r"(?P<year>[0-9]{4}|[0-9]{2}) ?年 ?(?P<month>[0-9]{1,2}) ?月 ?(?P<day>[0-9]{1,2}) ?[日號号]",
    )
)
_NO_YEAR: Final = re.compile(
    rf"[0-9]{{1,2}}[-/.][0-9]{{1,2}}|[0-9]{{1,2}} ?(?:{_NAMES})|(?:{_NAMES}) ?[0-9]{{1,2}}"
    r"|[0-9]{1,2} ?月 ?[0-9]{1,2} ?[日號号]?"
)


def _refuse_hidden(character: str, position: int, field: str) -> None:
    """Refuse what a reader cannot see but the text would obey."""
    if character == "\n":
        raise Invalid("Write this on one line", field=field)
    if character in _TURNING:
        raise Invalid(
            "A hidden mark turns the text round at character {position}; delete it there, or type the text again",
            field=field, position=position,
        )  # fmt: skip
    if unicodedata.category(character) in ("Cc", "Cs"):
        raise Invalid(
            "A control character ({code}) stands at character {position}; delete it, or type the text again",
            field=field, position=position, code=f"U+{ord(character):04X}",
        )  # fmt: skip


def _folded(text: str, field: str) -> str:
    """Half-width, lower case, without unseen marks and blanks around; refused when far too long."""
    folded = text.translate(_UNSEEN).translate(_HALF_WIDTH).strip().lower()
    if len(folded) > _LONGEST:
        raise Invalid("This is far too long; type only digits and their signs", field=field)
    return re.sub(" +", " ", folded)


def _shown(text: str) -> str:
    """The beginning of a refused text, fit to stand in a sentence: printable, and not turning it round."""
    printable = "".join(character for character in text if character.isprintable()).strip()
    return printable if len(printable) <= _SHOWN else printable[:_SHOWN] + "…"


def _decimals(value: Decimal) -> int:
    exponent = value.normalize().as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else 0


def _without_currency(folded: str, currency: str, field: str) -> str:
    """The text without the sign of its own currency, which may stand on either side."""
    for code in sorted(_CURRENCY_SIGNS, key=lambda code: code != currency):  # its own signs first
        for sign in _CURRENCY_SIGNS[code]:
            bare = re.sub(rf"^([-+(]?) ?{re.escape(sign)} ?|(?<=[0-9 )萬万億亿mk]){re.escape(sign)}$", r"\1", folded)
            if bare != folded and code != currency:
                raise Invalid("The amount names another currency; choose the currency beside it", field=field)
            if bare != folded:
                return bare.strip()
    return folded


def _without_sign(digits: str, field: str) -> str:
    if re.fullmatch(r"\(.*[0-9].*\)|-.*[0-9].*", digits):
        raise Invalid("The amount is below zero; it must be above zero", field=field)
    return digits.removeprefix("+").strip()


def _not_an_amount(digits: str, text: str, field: str) -> Invalid:
    if re.fullmatch(r"(nan|snan|inf|infinity|∞)", digits):
        return Invalid("An amount is a number with an end; type digits, for example 560,000", field=field)
    if re.fullmatch(r"[0-9.,]+e[+-]?[0-9]+", digits):
        return Invalid("Write the amount out in digits, without an exponent", field=field)
    if re.fullmatch(r"[0-9., ]*", digits):
        return Invalid(
            "“{typed}” stops before its last digit; type it like 1,120,000.50", field=field, typed=_shown(text)
        )
    return Invalid(NOT_AN_AMOUNT, field=field, typed=_shown(text))


def _number(written: str, field: str) -> Decimal:
    """The number of digits with or without grouping; grouping must be by three, with one kind of separator."""
    written = written.strip().replace(", ", ",")
    if _BARE.fullmatch(written):
        return Decimal(written)
    if _GROUPED.fullmatch(written):
        return Decimal(written.replace(",", "").replace(" ", ""))
    if written.count(".") > 1:
        raise Invalid("The amount has more than one decimal point; type it like 1,120,000.50", field=field)
    raise Invalid("The commas do not stand at every third digit; type it like 1,120,000", field=field)


def _checked(value: Decimal, field: str) -> Decimal:
    if value == 0:
        raise Invalid("The amount is zero; it must be above zero", field=field)
    if value > LARGEST:
        raise Invalid("The amount is above {most}; count the zeros again", field=field, most=LARGEST)
    if _decimals(value) > 2:
        raise Invalid("The amount has parts of a cent; type at most two decimals", field=field)
    return to_cent(value)


def _day_of(found: re.Match[str], text: str, field: str) -> date:
    year, month, number = found["year"], found["month"], found["day"]
    if len(year) < 4:
        raise Invalid("Type the year in four digits, for example 5/3/2026", field=field)
    if not 1900 <= int(year) <= 2200:
        raise Invalid("The year {year} is not between 1900 and 2200", field=field, year=year)
    month_number = _MONTH_NUMBER.get(month) or int(month)
    try:
        return date(int(year), month_number, int(number))
    except ValueError:
        pass
    if month_number > 12 and 1 <= int(number) <= 12 and found.start("day") == 0:
        raise Invalid("There is no month {month}; the day comes first, as in 25/3/2026", field=field, month=month)
    raise Invalid("There is no such day: {typed}", field=field, typed=_shown(text))


def _not_a_day(folded: str, text: str, field: str) -> Invalid:
    if _NO_YEAR.fullmatch(folded):
        return Invalid("Type the year as well, for example 5/3/2026", field=field)
    if re.fullmatch(r"[0-9]{2}[-/.][0-9]{1,2}[-/.][0-9]{1,2}|[0-9]{6}", folded):
        return Invalid("Type the year in four digits, for example 5/3/2026", field=field)
    return Invalid(NOT_A_DAY, field=field, typed=_shown(text))
