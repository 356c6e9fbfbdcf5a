from __future__ import annotations

import subprocess
import sys

import pytest

from app.paths import RESOURCES
from app.pdf.fonts import check, clean, cut_for, font
from app.refusal import MissingGlyph
from app.texts import Message


@pytest.mark.parametrize(
    ("language", "bold", "name"),
    [
        ("en", False, "NotoSansHK-Regular-English"),
        ("zh_HK", True, "NotoSansHK-Bold"),
        ("zh_CN", False, "NotoSansSC-Regular"),
        ("zh_CN", True, "NotoSansSC-Bold"),
    ],
)
def test_each_language_has_its_cut(language: str, bold: bool, name: str) -> None:
    assert font(language, bold) == name


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("⼀⼆⼈", "一二人"),  # Kangxi radicals
        ("e\u0301", "é"),
        ("永發\u202e厰永\u200f", "永發厰永"),
        ("a\x00b\u200bc\u2066d\ufeff", "abcd"),
        ("one\r\ntwo\rthree\u2028four", "one\ntwo\nthree\nfour"),
        ("a\tb", "a b"),
        ("<b>永發</b> & Co.", "<b>永發</b> & Co."),
    ],
)
def test_what_a_reader_cannot_see_is_taken_out_and_nothing_else(text: str, shown: str) -> None:
    assert clean(text) == shown


def test_names_of_hong_kong_and_of_the_mainland_can_be_shown() -> None:
    check("粵邨鰂埗啓滙衞峯𨋢㗎", "zh_HK")
    check("东莞市长安镇产业园", "zh_CN")


@pytest.mark.parametrize(
    ("text", "language", "character", "code"),
    [
        ("东莞产业有限公司", "zh_HK", "产", "U+4EA7"),
        ("永發㷫廠", "zh_CN", "㷫", "U+3DEB"),
        ("a company called 🏭 Ltd", "en", "🏭", "U+1F3ED"),
        ("x" * 300 + "ש" + "y" * 300, "en", "ש", "U+05E9"),
    ],
)
def test_a_missing_character_is_named_with_its_code_and_its_place(
    text: str, language: str, character: str, code: str
) -> None:
    with pytest.raises(MissingGlyph) as refused:
        check(text, language)
    values = dict(refused.value.message.values)
    assert values["character"] == Message("“{character}” ({code})", character=character, code=code)
    assert character in values["excerpt"]
    assert len(values["excerpt"]) < 40


def test_a_character_without_a_look_is_named_by_its_code_alone() -> None:
    with pytest.raises(MissingGlyph) as refused:
        check("葛\U000e0100", "zh_HK")
    assert dict(refused.value.message.values)["character"] == "U+E0100"


def test_a_radical_that_stands_for_no_character_is_refused_even_where_a_font_has_it() -> None:
    with pytest.raises(MissingGlyph):
        check("⺈", "zh_HK")


@pytest.mark.parametrize(
    ("text", "language", "cut"),
    [
        ("永發廠", "zh_CN", "zh_CN"),  # the Simplified cut has these too, so nothing changes
        ("东莞产业", "en", "zh_CN"),
        ("东莞产业", "zh_HK", "zh_CN"),
        ("㗎記", "zh_CN", "zh_HK"),
        ("🏭", "en", "en"),  # no cut has it: the check will say so
    ],
)
def test_data_of_no_declared_language_is_set_whole_in_one_cut(text: str, language: str, cut: str) -> None:
    assert cut_for(text, language) == cut


def test_the_slow_library_is_read_with_the_first_paper_and_not_before() -> None:
    code = "import sys, app.pdf.summary, app.preview; print({'reportlab', 'pypdfium2'} & set(sys.modules))"
    ran = subprocess.run([sys.executable, "-c", code], cwd=RESOURCES.parent, capture_output=True, text=True, check=True)
    assert ran.stdout.strip() == "set()"
