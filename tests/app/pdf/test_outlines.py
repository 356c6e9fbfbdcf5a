from __future__ import annotations

import io

import pytest
from fontTools.ttLib import TTFont

from app.paths import RESOURCES
from app.pdf.fonts import face, font, widths
from app.pdf.outlines import contours


@pytest.mark.parametrize("bold", [False, True])
@pytest.mark.parametrize("char", "‘’“”·")
def test_an_english_quote_is_as_wide_as_its_ink_and_the_chinese_one_as_a_character(char: str, bold: bool) -> None:
    assert widths("zh_HK", bold)[char] == 1000
    xs = [x for contour in contours(face(font("en", bold)), char) for x, _, on in contour if on]
    assert 0 < min(xs) <= 60
    assert max(xs) < widths("en", bold)[char] < 480


def test_only_the_quotes_differ() -> None:
    plain, english = widths("zh_HK", False), widths("en", False)
    assert {char for char in plain if plain[char] != english[char]} == set("‘’“”·")


def test_the_changed_font_is_a_sound_one() -> None:
    shapes = face(font("en", False))
    subset = TTFont(io.BytesIO(shapes.makeSubset([0, *map(ord, "ab“”")])))
    for glyph in subset["glyf"].glyphs.values():
        glyph.expand(subset["glyf"])
        before = (glyph.xMin, glyph.xMax)
        glyph.recalcBounds(subset["glyf"])
        assert (glyph.xMin, glyph.xMax) == before


@pytest.mark.parametrize("char", "D草稿擬S8")
def test_outlines_are_read_as_the_font_tool_reads_them(char: str) -> None:
    file = TTFont(RESOURCES / "fonts" / "NotoSansHK-Bold.ttf")
    glyph = file["glyf"][file.getBestCmap()[ord(char)]]
    points = [point for contour in contours(face(font("zh_HK", True)), char) for point in contour]
    assert [(x, y) for x, y, _ in points] == list(glyph.coordinates)
    assert [on for _, _, on in points] == [bool(flag & 1) for flag in glyph.flags]


def test_a_space_has_no_outline() -> None:
    assert list(contours(face(font("en", True)), " ")) == []
