"""Names found however they are typed."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.names import fold, is_simplified, wanted_words


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
