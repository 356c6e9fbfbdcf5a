"""Reading what people type: what is read, what is refused, and that each refusal has a sentence of its own."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app import typed
from app.money import LARGEST
from app.refusal import Invalid

TODAY = date(2026, 11, 21)


def full_width(text: str) -> str:
    return "".join(chr(ord(character) + 0xFEE0) if "!" <= character <= "~" else character for character in text)


def refused(read: Callable[..., object], *arguments: object, **named: object) -> Invalid:
    with pytest.raises(Invalid) as caught:
        read(*arguments, **named)
    return caught.value


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("1120000", "1120000.00"),
        ("1,120,000", "1120000.00"),
        ("HK$1,120,000.50", "1120000.50"),
        ("hkd 1,120,000", "1120000.00"),
        ("$5", "5.00"),
        ("港幣560,000元", "560000.00"),
        ("560,000港元", "560000.00"),
        ("１，１２０，０００．５", "1120000.50"),
        ("ＨＫ＄５６０，０００", "560000.00"),
        ("1 120 000", "1120000.00"),
        ("1, 120, 000", "1120000.00"),
        ("\u30001,000\u00a0", "1000.00"),
        ("\u200e1,000\ufeff", "1000.00"),
        ("+5", "5.00"),
        (".5", "0.50"),
        ("0.01", "0.01"),
        ("007", "7.00"),
        ("1000000000000", "1000000000000.00"),
    ],
)
def test_amounts_are_read(text: str, value: str) -> None:
    assert typed.amount(text) == Decimal(value)
    assert str(typed.amount(text)) == value, "exact to the cent, with two places"


SHORTHAND = {
    "112萬": "1120000",
    "112万": "1120000",
    "１１２萬": "1120000",
    "112萬元": "1120000",
    "1.12m": "1120000",
    "1.12M": "1120000",
    "1.12 million": "1120000",
    "HK$1.12m": "1120000",
    "1.12m HKD": "1120000",
    "560k": "560000",
    "1.5億": "150000000",
    "1.5亿": "150000000",
    "1.5百萬": "1500000",
    "0.0001k": "0.10",
    "1,120萬": "11200000",
    "1 thousand": "1000",
    "0.5bn": "500000000",
}


@pytest.mark.parametrize("text", SHORTHAND)
def test_shorthand_is_read_in_a_field_and_refused_elsewhere(text: str) -> None:
    assert typed.amount(text, shorthand=True) == Decimal(SHORTHAND[text])
    assert "萬" in refused(typed.amount, text).message.text


AMOUNT_REFUSALS = {
    "Type an amount": ["", "  ", "\u3000", "\u200e"],
    "below zero": ["-5", "−5", "－５", "(500)", "HK$-5", "-HK$5", "-1.5", "-0"],
    "is zero": ["0", "0.00", "０"],
    "number with an end": ["nan", "NaN", "inf", "Infinity", "∞"],
    "without an exponent": ["1e5", "1E5", "1.5e+3", "１ｅ５"],
    "parts of a cent": ["1.005", "0.001", "1,000.123"],
    "count the zeros": ["1000000000001", "1000000000000.01", "9" * 40],
    "every third digit": ["1,12,0", "112,0000", "1,5", "1,,000", ",100", "1 12 0", "1,000 000", "1 , 120"],
    "more than one decimal point": ["1.120.000", "1..5"],
    "another currency": ["RMB 500", "¥500", "￥500", "US$5", "500美元"],
    "stops before its last digit": ["1,", "1.", "HK$", "1,120,", "."],
    "is not an amount": ["abc", "1/2", "5²", "½", "٣", "一百萬", "1億2000萬", "5 apples", "0x10", "1_000", "百萬"],
    "far too long": ["x" * 100_000, "1" * 61],
}


@pytest.mark.parametrize(
    ("sentence", "text"), [(key, text) for key, texts in AMOUNT_REFUSALS.items() for text in texts]
)
def test_each_unreadable_amount_has_its_own_sentence(sentence: str, text: str) -> None:
    refusal = refused(typed.amount, text, field="cost", shorthand=True)
    assert sentence in str(refusal.message)
    assert refusal.field == "cost"
    assert len(str(refusal.message)) < 200, "a long text is not repeated whole"


def test_the_sign_of_the_amounts_own_currency_is_read() -> None:
    assert typed.amount("RMB 500,000", currency="CNY") == 500_000
    assert typed.amount("¥500", currency="CNY") == 500
    assert typed.amount("$500", currency="USD") == 500
    assert "another currency" in str(refused(typed.amount, "HK$500", currency="CNY").message)
    assert "another currency" in str(refused(typed.amount, "$500", currency="CNY").message)


cents = st.integers(min_value=1, max_value=int(LARGEST) * 100).map(lambda number: Decimal(number).scaleb(-2))


@given(cents)
def test_every_amount_reads_back_however_it_is_written(value: Decimal) -> None:
    for written in (
        f"{value}",
        f"{value:,}",
        f"HK${value:,}",
        f"{value:,}".replace(",", " "),
        full_width(f"{value:,}"),
    ):
        assert typed.amount(written) == value


@given(cents.filter(lambda value: value * 10_000 <= LARGEST))
def test_ten_thousands_are_exact(value: Decimal) -> None:
    assert typed.amount(f"{value:f}萬", shorthand=True) == value * 10_000


@given(st.text(max_size=80) | st.text("0123456789., -+ehk$萬m()", max_size=12))
def test_any_text_is_an_amount_within_bounds_or_a_refusal(text: str) -> None:
    try:
        value = typed.amount(text, shorthand=True)
    except Invalid as refusal:
        said = str(refusal.message)
    else:
        said = "read"
        assert 0 < value <= LARGEST
        assert value == value.quantize(Decimal("0.01"))
    assert said.isprintable()


@pytest.mark.parametrize(
    "text",
    [
        "2026-03-05", "2026-3-5", "2026/03/05", "2026.3.5", "20260305", "5/3/2026",
        "05/03/2026", "5-3-2026", "5.3.2026",
        "5 Mar 2026", "5 March 2026", "5 MAR 2026", "5-Mar-2026", "5Mar2026", "March 5, 2026", "2026年3月5日",
        "2026年03月05號", "2026 年 3 月 5 日", "２０２６年３月５日",
        "２０２６－０３－０５", "５／３／２０２６", " 5/3/2026 ",
    ],
)  # fmt: skip
def test_days_are_read(text: str) -> None:
    assert typed.day(text, today=TODAY, field="received") == date(2026, 3, 5)


@pytest.mark.parametrize(
    ("text", "days"),
    [("+14", 14), ("-3", -3), ("＋１４", 14), ("−3", -3), ("+0", 0), ("today", 0), ("Today", 0),
     ("今日", 0), ("今天", 0), ("tomorrow", 1), ("聽日", 1), ("昨日", -1)],
)  # fmt: skip
def test_days_are_counted_from_today(text: str, days: int) -> None:
    assert typed.day(text, today=TODAY, field="due") == TODAY + timedelta(days=days)


def test_sept_is_september_and_leap_days_exist() -> None:
    assert typed.day("5 Sept 2026", today=TODAY, field="due") == date(2026, 9, 5)
    assert typed.day("29/2/2024", today=TODAY, field="due") == date(2024, 2, 29)


DAY_REFUSALS = {
    "Type a date": ["", "   "],
    "no such day": [
        "31/2/2026",
        "29/2/2026",
        "2026-02-30",
        "2026年4月31日",
        "0/3/2026",
        "20261301",
        "13/13/2026",
        "2026-13-01",
    ],
    "There is no month 25": ["3/25/2026", "3-25-2026"],
    "four digits": ["5/3/26", "5 Mar 26", "26-03-05", "260305", "26年3月5日"],
    "Type the year as well": ["5/3", "5 Mar", "Mar 5", "3月5日", "3月5號"],
    "is not between": ["1/1/1899", "0000-01-01", "2201-01-01"],
    "is not a date": ["soon", "+99999", "2026/03-05", "5/3/2026x", "1", "2026", "5//3/2026"],
    "far too long": ["1" * 100_000],
}


@pytest.mark.parametrize(("sentence", "text"), [(key, text) for key, texts in DAY_REFUSALS.items() for text in texts])
def test_each_unreadable_day_has_its_own_sentence(sentence: str, text: str) -> None:
    refusal = refused(typed.day, text, today=TODAY, field="received")
    assert sentence in str(refusal.message)
    assert refusal.field == "received"


@given(st.dates(min_value=date(1900, 1, 1), max_value=date(2200, 12, 31)))
def test_every_day_reads_back_however_it_is_written(value: date) -> None:
    month = f"{value:%B}"
    for written in (
        value.isoformat(),
        f"{value:%Y%m%d}",
        f"{value.day}/{value.month}/{value.year}",
        f"{value.day} {month} {value.year}",
        f"{value.day} {month[:3]} {value.year}",
        f"{value.year}年{value.month}月{value.day}日",
    ):
        assert typed.day(written, today=TODAY, field="due") == value
        assert typed.day(full_width(written), today=TODAY, field="due") == value


@given(st.text(max_size=30) | st.text("0123456789/-+.年月日 Mar", max_size=12))
def test_any_text_is_a_day_or_a_refusal(text: str) -> None:
    try:
        value = typed.day(text, today=TODAY, field="due")
    except Invalid as refusal:
        said = str(refusal.message)
    else:
        said = "read"
        assert 1900 <= value.year <= 2200
    assert said.isprintable()


@pytest.mark.parametrize(
    ("text", "value"),
    [("50", "50"), ("50.01%", "50.01"), ("５０％", "50"), ("50 %", "50"), ("29.99", "29.99"),
     ("0", "0"), ("100", "100"), ("33.3333", "33.3333"), ("0.5", "0.5"), ("100.0000%", "100")],
)  # fmt: skip
def test_shares_are_read_exactly(text: str, value: str) -> None:
    assert typed.percent(text, field="share") == Decimal(value)


PERCENT_REFUSALS = {
    "Type a share": ["", "%"],
    "below 0%": ["-1", "−0.01%"],
    "above 100%": ["100.01", "1000"],
    "four decimals": ["50.12345", "0.00001"],
    "not a comma": ["50,5", "50,01%"],
    "is not a share": ["nan", "inf", "1e1", "1/2", "half", "50%%", "+50"],
    "far too long": ["0." + "0" * 100],
}


@pytest.mark.parametrize(
    ("sentence", "text"), [(key, text) for key, texts in PERCENT_REFUSALS.items() for text in texts]
)
def test_each_unreadable_share_has_its_own_sentence(sentence: str, text: str) -> None:
    refusal = refused(typed.percent, text, field="share")
    assert sentence in str(refusal.message)
    assert refusal.field == "share"


@given(st.integers(min_value=0, max_value=1_000_000).map(lambda number: Decimal(number).scaleb(-4)))
def test_every_share_reads_back(value: Decimal) -> None:
    for written in (f"{value:f}", f"{value:f}%", full_width(f"{value:f}%")):
        assert typed.percent(written, field="share") == value


def read_text(text: str, most: int = 120, *, lines: bool = False) -> str:
    return typed.plain_text(text, field="name", most=most, lines=lines)


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("  鰂魚涌衞滙峯 ", "鰂魚涌衞滙峯"),
        ("e\u0301", "é"),
        ("<b>Wing</b> & Sons", "<b>Wing</b> & Sons"),
        ("Wing\u200f Hing\u200e", "Wing Hing"),
        ("\ufeffWing\u200bHing\u00ad", "WingHing"),
        ("\n", ""),
        ("", ""),
        ("𠝹", "𠝹"),
    ],
)
def test_text_is_kept_as_text(text: str, kept: str) -> None:
    assert read_text(text) == kept


def test_line_breaks_only_where_they_are_allowed() -> None:
    assert read_text("one\r\ntwo\rthree\u2028four\tfive", lines=True) == "one\ntwo\nthree\nfour\tfive"
    assert "one line" in str(refused(read_text, "one\r\ntwo").message)
    assert "U+0009" in str(refused(read_text, "one\ttwo").message)


@pytest.mark.parametrize("mark", [chr(code) for code in (*range(0x202A, 0x202F), *range(0x2066, 0x206A))])
def test_marks_that_turn_text_are_refused_with_their_place(mark: str) -> None:
    refusal = refused(read_text, f"廠{mark}abc", lines=True)
    assert "turns the text round at character 2" in str(refusal.message)
    assert mark not in str(refusal.message)


@pytest.mark.parametrize(
    ("character", "code"), [("\0", "U+0000"), ("\x1b", "U+001B"), ("\x7f", "U+007F"), ("\ud800", "U+D800")]
)
def test_control_characters_are_refused_by_name(character: str, code: str) -> None:
    refusal = refused(read_text, f"abc{character}def", lines=True)
    assert code in str(refusal.message)
    assert refusal.field == "name"


def test_long_text_is_refused_with_both_lengths() -> None:
    assert read_text("廠" * 120) == "廠" * 120
    assert str(refused(read_text, "廠" * 100_000).message) == "The text has 100,000 characters; at most 120 fit here"


@given(st.text(max_size=60), st.booleans())
def test_any_text_is_kept_clean_or_refused(text: str, lines: bool) -> None:
    try:
        kept = read_text(text, lines=lines)
    except Invalid:
        return
    assert kept == unicodedata.normalize("NFC", kept) == kept.strip()
    assert read_text(kept, lines=lines) == kept, "reading what was kept changes nothing"
    assert not any(unicodedata.category(character) == "Cc" for character in kept if character not in "\n\t")
    assert not set(kept) & {
        chr(code) for code in (*range(0x200E, 0x2010), *range(0x202A, 0x202F), *range(0x2066, 0x206A))
    }
