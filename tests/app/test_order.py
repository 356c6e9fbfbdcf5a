"""ux.md row 17: names in the order of strokes, Pinyin, Jyutping and the alphabet, the same on both engines."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import select

from app import order
from app.office import Office
from models import Applicant
from models.index import applicant_names
from tests import make

#: The same names in each order; 重慶 is read chong qing, 長安 chang an, and Latin names come after Chinese ones.
STROKE = (
    "3M 香港, 一心, 丁氏, 大同, 中華, 永利, 永發, 合成, 利記, 長安, "
    "重慶, 發記, 銀行, 廣興, 龍騰, 鑫源, Kwong Fat, Wing Fat"
).split(", ")
PINYIN = (
    "3M 香港, 長安, 重慶, 大同, 丁氏, 發記, 廣興, 合成, 利記, 龍騰, "
    "鑫源, 一心, 銀行, 永發, 永利, 中華, Kwong Fat, Wing Fat"
).split(", ")
JYUTPING = (
    "3M 香港, 長安, 重慶, 大同, 丁氏, 發記, 合成, 廣興, 鑫源, 一心, "
    "利記, 龍騰, 銀行, 永發, 永利, 中華, Kwong Fat, Wing Fat"
).split(", ")


def by(which: str, names: list[str]) -> list[str]:
    return sorted(names, key=lambda name: getattr(order.keys(*split(name)), which))


def split(name: str) -> tuple[str, str, str]:
    return ("", name, "") if any(sign > "\u3000" for sign in name) else (name, "", "")


@pytest.mark.parametrize(("which", "golden"), [("stroke", STROKE), ("pinyin", PINYIN), ("jyutping", JYUTPING)])
def test_row_17_names_stand_as_in_a_dictionary(which: str, golden: list[str]) -> None:
    assert by(which, golden[::-1]) == golden


def test_row_17_both_engines_sort_the_keys_as_python_does(office: Office) -> None:
    for name in STROKE[::2] + STROKE[1::2]:
        english, chinese, _ = split(name)
        make.applicant(office, name_en=english, name_tc=chinese)
    with office.reading() as session:
        for which in ("english", "stroke", "pinyin", "jyutping"):
            key = applicant_names.c[f"sort_{which}"]
            query = select(Applicant.name_en, Applicant.name_tc).join(
                applicant_names, applicant_names.c.row_no == Applicant.row_no
            )
            found = [english or chinese for english, chinese in session.execute(query.order_by(key))]
            assert found == by(which, STROKE), which


def test_in_english_chinese_names_come_after_english_ones() -> None:
    kept = [order.keys(*names).english for names in (("apex", "", ""), ("Beta", "", ""), ("", "一心", ""))]
    assert kept == sorted(kept)
    assert all(one < other for one, other in pairwise(kept))


def test_a_beginning_comes_before_what_goes_on() -> None:
    for one, other in (("永發", "永發廠"), ("Wing", "Wing Fat"), ("永", "永發")):
        short, long = order.keys(*split(one)), order.keys(*split(other))
        assert all(getattr(short, one) < getattr(long, one) for one in ("stroke", "pinyin", "jyutping"))


def test_simplified_and_traditional_stand_side_by_side_by_sound() -> None:
    three = [order.keys("", name, "").pinyin for name in ("發記", "发记", "廣興")]
    assert max(three[:2]) < three[2]


@given(st.text(max_size=60), st.text(max_size=60))
def test_any_name_has_keys_that_a_database_takes(one: str, other: str) -> None:
    kept = order.keys(one.encode("utf-8", "ignore").decode(), other.encode("utf-8", "ignore").decode(), "")
    for key in (kept.english, kept.stroke, kept.pinyin, kept.jyutping):
        assert len(key) <= 400
        key.encode("utf-8")
