from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.pdf.lines import Joined, Name, Run, break_lines, runs
from app.texts import Message, Words

NEVER_FIRST = "，。、；：？！）」』》〉】〕”’"
NEVER_LAST = "（「『《〈【〔“‘"
EM = 8.5  # points: one Chinese character

han = st.text("清潔生產伙伴計劃資助申請香港公司廣東省", min_size=1, max_size=12)
words = st.sampled_from(["VOC", "HK$520,000", "Electroplating", "50%", "2025年", "第310章", "120公噸", "Ltd."])
pieces = st.one_of(
    han,
    words,
    st.builds("{}{}".format, han, st.sampled_from(["，", "。", "」。", "？", "……", "——"])),
    st.builds("（{}）".format, han),
    st.builds("「{}」，".format, words),
    st.builds(" {} ".format, words),
)
texts = st.lists(pieces, min_size=1, max_size=40).map("及".join)
measures = st.floats(min_value=14 * EM, max_value=60 * EM)


def broken(text: str, measure: float, language: str = "zh_HK") -> list[str]:
    """The lines of a text at a measure in points."""
    found = break_lines(runs(Name(language, text), Run("", language)), measure)
    return ["".join(run.text for run in line.runs) for line in found]


@given(texts, measures)
def test_nothing_is_lost_and_nothing_sticks_out(text: str, measure: float) -> None:
    found = break_lines(runs(Name("zh_HK", text), Run("", "zh_HK")), measure)
    assert "".join(run.text for line in found for run in line.runs) == text
    assert all(line.width <= measure + 0.01 for line in found)


@given(texts, measures)
def test_no_line_begins_or_ends_with_what_it_must_not(text: str, measure: float) -> None:
    lines = broken(text.strip(), measure)
    assert not [line for line in lines[1:] if line[0] in NEVER_FIRST]
    assert not [line for line in lines[:-1] if line.rstrip()[-1:] in NEVER_LAST]


@given(texts, measures)
def test_numbers_words_and_long_marks_stay_whole(text: str, measure: float) -> None:
    lines = broken(text, measure)
    for whole in (r"HK\$[\d,]+", r"\d+[年章%]", r"\d+公噸", r"第\d+章", r"……", r"——", r"[A-Za-z]+"):
        assert sum(len(re.findall(whole, line)) for line in lines) == len(re.findall(whole, text))


def test_a_last_character_is_not_left_alone() -> None:
    text = "清潔生產伙伴計劃資助申請香港公司廣東省香"
    lines = broken(text + "。", (len(text) - 1) * EM)
    assert [len(line) for line in lines] == [len(text) - 2, 3]


@pytest.mark.parametrize("text", ["on 25 March 2025", "about 120 kWh saved", "RMB 900,000 in all", "for 12 months"])
def test_number_and_unit_never_part_in_english(text: str) -> None:
    whole = re.search(r"25 March|120 kWh|RMB 900,000|12 months", text)
    assert whole
    for steps in range(9, 30):
        assert any(whole[0] in line for line in broken(text, steps * EM, "en"))


def test_an_english_line_keeps_the_space_it_broke_at() -> None:
    assert broken("Cleaner Production Partnership", 12 * EM, "en") == ["Cleaner Production ", "Partnership"]


def test_an_apostrophe_is_part_of_its_word_and_takes_the_room_of_one() -> None:
    lines = broken("the applicant’s own share", 8 * EM, "en")
    assert "applicant’s" in "".join(lines[:2])
    quoted, plain = (break_lines(runs(Name("en", text), Run("", "en")), 500)[0].width for text in ("a’b", "ab"))
    assert quoted - plain < 0.3 * EM


def test_a_word_longer_than_the_line_is_cut() -> None:
    lines = broken("x" * 100_000, 40 * EM, "en")
    assert "".join(lines) == "x" * 100_000
    assert len(lines) > 1000


def test_a_line_end_in_data_is_a_line_end_on_paper() -> None:
    assert broken("one\n\ntwo", 40 * EM, "en") == ["one", "", "two"]


def test_a_name_in_a_sentence_is_set_in_a_cut_that_has_it_and_the_words_are_not() -> None:
    sentence = Message(
        "{who} owns {what}, {place}", who="东莞产业", what=("a", "b"), place=Words("Dongguan", "東莞", "东莞")
    )
    found = runs(sentence, Run("", "en"))
    assert "".join(run.text for run in found) == "东莞产业 owns a, b, Dongguan"
    assert [run.language for run in found if "产" in run.text] == ["zh_CN"]
    assert {run.language for run in found if "产" not in run.text} == {"en"}


@given(st.text("於收件屬期", max_size=20), measures)
def test_a_chinese_date_is_not_broken(before: str, measure: float) -> None:
    assert any("2026年11月22日" in line for line in broken(f"{before}2026年11月22日並非有效", measure))


def test_texts_that_are_joined_have_a_narrow_dot_and_their_own_languages() -> None:
    found = runs(
        Joined((Name("zh_CN", "东莞"), Message("{words}", words=Words("Furniture", "傢具", "家具")))), Run("", "zh_HK")
    )
    assert [(run.text, run.language) for run in found] == [("东莞", "zh_CN"), (" · ", "en"), ("傢具", "zh_HK")]
