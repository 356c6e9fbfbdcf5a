"""Names found however they are typed."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app import names
from app.names import fold, is_simplified, wanted_words
from app.texts import Words


def test_a_person_is_named_in_both_scripts_the_readers_first() -> None:
    both = names.person_name("CHAN Tai-man", "陳大文")
    assert (both.en, both.zh_HK, both.zh_CN) == ("CHAN Tai-man (陳大文)", *("陳大文（CHAN Tai-man）",) * 2)
    assert {names.person_name("", "陳大文"), names.person_name("陳大文", "")} == {Words(*("陳大文",) * 3)}


def test_a_company_is_named_in_the_readers_language_or_the_nearest() -> None:
    assert names.company_name("Wing Fat", "", "永发") == Words("Wing Fat", "永发", "永发")
    assert names.company_name("", "永發", "") == Words(*("永發",) * 3)


@pytest.mark.parametrize(
    ("kept", "asked"),
    [
        ("衞達電鍍有限公司", "卫达电镀"),
        ("衛達電鍍", "衞達电镀"),
        ("伙伴工業", "夥伴工业"),
        ("滙峯貿易", "汇峰贸易"),
        ("嘉峰傢俬", "家私"),
        ("Ｗａｉ　Ｔａｔ", "wai tat"),
        ("ÉCLAT Limited", "éclat"),
        ("內地貨運", "内地"),
    ],
)
def test_both_sides_are_folded_alike(kept: str, asked: str) -> None:
    assert fold(asked) in fold(kept)


def test_names_are_one_text_with_one_blank_between() -> None:
    assert fold("Wai  Tat", "", "衞達", " 9900 ") == "wai tat 卫达 9900"
    assert fold() == ""


def test_a_search_asks_for_each_word_once_and_for_no_half_characters() -> None:
    assert wanted_words("Tat  衞達 tat") == ("tat", "卫达")
    assert wanted_words("a\0b \ud83d") == ("a", "b")
    assert wanted_words("x " * 500) == ("x",)
    assert wanted_words("x" * 1_001) is None


@given(st.text())
def test_folding_twice_changes_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@pytest.mark.parametrize(
    ("text", "simplified"),
    [("东莞广发染整", True), ("東莞廣發染整", False), ("中山工", False), ("English", False), ("", False)],
)
def test_simplified_is_told_from_traditional(text: str, simplified: bool) -> None:
    assert is_simplified(text) is simplified


@pytest.fixture
def restless() -> Iterator[None]:
    """Threads that take turns a thousand times as often."""
    before = sys.getswitchinterval()
    sys.setswitchinterval(5e-6)
    yield
    sys.setswitchinterval(before)


@pytest.mark.usefixtures("restless")
def test_threads_may_fold_at_once() -> None:
    texts = ["廣發染整有限公司 Kwong Fat", "衞達電鍍有限公司", "東莞裏外面粉廠", "头发发展"] * 500
    wanted = [(fold(text), is_simplified(text)) for text in texts]
    names._to_simplified.cache_clear()  # the converters are made while all of them wait
    names._to_traditional.cache_clear()
    with ThreadPoolExecutor(8) as threads:
        found = list(threads.map(lambda text: (fold(text), is_simplified(text)), texts))
    assert found == wanted
