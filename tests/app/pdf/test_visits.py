"""Visits on paper: on pages of their own, each photograph a figure that is told in words, the file still for ever."""

from __future__ import annotations

import io
import re
from dataclasses import replace
from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from PIL import Image
from pypdf import PdfReader

from app import frozen, photographs
from app.inside.found import Picture
from app.pdf.lines import Name
from app.pdf.sheet import Declaration, Photograph, Role, SummarySheet, Visit
from app.pdf.summary import draw
from app.texts import LANGUAGES, say
from tests.app.pdf import sheets
from tests.app.pdf.seen import pages_of, text_of
from tests.app.pdf.test_annex import ASSESSED
from tests.app.pdf.test_structure import tree
from tests.verapdf import faults


def jpeg(wide: int, high: int, colour: tuple[int, int, int]) -> bytes:
    return photographs.packed(Picture(wide, high, bytes(colour) * (wide * high))).data


WIDE, HIGH = jpeg(300, 200, (200, 60, 40)), jpeg(150, 400, (40, 90, 200))
PICTURES = {sha256(one).hexdigest(): one for one in (WIDE, HIGH)}
_WIDE, _HIGH = PICTURES
VISITED: SummarySheet = replace(
    sheets.ORDINARY,
    visits=(
        Visit(
            date(2026, 3, 20),
            Name("zh_HK", "東莞廠房"),
            purpose=Name("en", "Verification"),
            findings=(Name("zh_HK", "設備已裝妥。"), Name("zh_HK", "噪音偏高。")),
            photographs=(
                Photograph(Name("zh_HK", "壓濾機"), _WIDE, 300, 200, date(2026, 3, 20)),
                Photograph(Name("en", "The chimney"), _HIGH, 150, 400),
                Photograph(Name("zh_HK", "再看壓濾機"), _WIDE, 300, 200),
            ),
        ),
        Visit(date(2026, 4, 2), Name("en", "Supplier’s workshop")),
    ),
)
DECLARED = replace(
    sheets.ORDINARY,
    declarations=(
        Declaration(Role.PREPARED, interest=True, nature=Name("en", "My brother works for the supplier")),
        Declaration(Role.ENDORSED, interest=False),
    ),
)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_summary_before_the_annex_stays_as_it_was(language: str) -> None:
    plain, whole = pages_of(sheets.ORDINARY, language), pages_of(VISITED, language)
    assert whole[: len(plain)] == plain
    assert len(whole) > len(plain)
    assert whole[len(plain)][0] == say("Annex: site visits", language)


def test_visits_follow_the_benefit_on_its_page() -> None:
    both = pages_of(replace(ASSESSED, visits=VISITED.visits[1:]), "en")
    assert len(both) == len(pages_of(ASSESSED, "en"))
    assert "Annex: site visits" in both[-1]


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_photograph_is_a_figure_with_its_caption(language: str) -> None:
    root = tree(draw(VISITED, language, PICTURES))
    figures = root.all("Figure")
    assert [one.alt for one in figures] == ["壓濾機", "The chimney", "再看壓濾機"]
    tags = {"en": "en-HK", "zh_HK": "zh-HK", "zh_CN": "zh-CN"}
    own = tags[language]
    assert [one.language or own for one in figures] == ["zh-HK", "en-HK", "zh-HK"]
    headings = [one.text for one in root.all("H3")]
    assert sum("東莞廠房" in one for one in headings) == 1
    assert all(one in text_of(draw(VISITED, language, PICTURES)) for one in ("設備已裝妥。", "噪音偏高。"))
    rows = [row for row in root.all("TR") if row.text.startswith(say("Findings", language))]
    assert len(rows) == 2
    assert rows[1].text.endswith(say("No findings are recorded", language))


def _objects(page: Any) -> list[Any]:
    return [one.get_object() for one in page["/Resources"].get("/XObject", {}).values()]


def test_a_photograph_keeps_its_shape_and_its_bytes_and_stands_once_in_the_file() -> None:
    reader = PdfReader(io.BytesIO(draw(VISITED, "en", PICTURES)))
    found = {
        object_.get_data() if object_["/Filter"] != "/DCTDecode" else object_._data
        for page in reader.pages
        for object_ in _objects(page)
        if object_["/Subtype"] == "/Image"
    }
    assert found == {WIDE, HIGH}
    assert all(Image.open(io.BytesIO(one)).mode == "RGB" for one in found)
    content = b"".join(drawn.get_data() for page in reader.pages if (drawn := page.get_contents()) is not None)
    sizes = [
        (float(wide), float(high)) for wide, high in re.findall(rb"([\d.]+) 0 0 ([\d.]+) [\d.]+ [\d.]+ cm", content)
    ]
    shapes = [round(wide / high, 2) for wide, high in sizes if wide > 20]
    assert shapes == [1.5, 0.38, 1.5]


def test_the_same_sheet_gives_the_same_bytes_also_when_it_was_frozen() -> None:
    again = frozen.thaw(frozen.freeze(VISITED))
    assert again == VISITED
    assert draw(again, "zh_CN", PICTURES) == draw(VISITED, "zh_CN", PICTURES)
    assert again.content_hash != sheets.ORDINARY.content_hash


def test_a_day_that_nobody_knows_is_said() -> None:
    text = text_of(draw(VISITED, "en", PICTURES))
    assert text.count("Day not known") == 2
    assert "Taken on 20 March 2026" in text


def test_findings_longer_than_a_page_are_whole() -> None:
    lines = tuple(Name("en", f"Finding {number} goes on for a while, and says what was seen.") for number in range(120))
    long = replace(VISITED, visits=(replace(VISITED.visits[0], findings=lines),))
    said = "".join(line for page in pages_of(long, "en") for line in page)
    assert all(line.text in said for line in lines)


# --- the declaration


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_interest_is_a_warning_and_stands_beside_the_signature(language: str) -> None:
    lines = [line for page in pages_of(DECLARED, language) for line in page]
    for text in (
        "The officer who recommends declares an interest:",
        "By the office’s own practice another officer endorses this summary.",
        "Declares an interest in the case",
        "Declares no interest in the case",
    ):
        assert say(text, language) in lines
    assert "My brother works for the supplier" in lines
    assert say("The officer who endorses declares an interest:", language) not in lines


def test_nobody_asked_is_not_none() -> None:
    asked = replace(DECLARED, declarations=(Declaration(Role.PREPARED, interest=None),))
    lines = [line for page in pages_of(asked, "en") for line in page]
    assert "Interest in the case: not asked" in lines
    assert not [line for line in lines if "no interest in the case" in line]
    assert not [line for page in pages_of(sheets.ORDINARY, "en") for line in page if "in the case" in line]


@pytest.mark.parametrize("language", LANGUAGES)
def test_verapdf_finds_no_fault(language: str, tmp_path: Path) -> None:
    visited, declared = tmp_path / "visited.pdf", tmp_path / "declared.pdf"
    visited.write_bytes(draw(replace(VISITED, benefit=ASSESSED.benefit), language, PICTURES))
    declared.write_bytes(draw(DECLARED, language))
    assert faults([visited, declared]) == []


def test_a_photograph_whose_bytes_are_missing_is_our_bug() -> None:
    with pytest.raises(KeyError):
        draw(VISITED, "en")
