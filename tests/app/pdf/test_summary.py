from __future__ import annotations

import io
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from hashlib import sha256
from itertools import count

import pytest
from pypdf import PdfReader
from pypdf.generic import DictionaryObject, PdfObject, TextStringObject

from app.paths import RESOURCES
from app.pdf.key_facts import ordered
from app.pdf.lines import Name, Text
from app.pdf.paper import Paper
from app.pdf.parts import Around, Cell, Part
from app.pdf.sheet import Advice, Party, Recommendation, SummarySheet
from app.pdf.summary import draw
from app.preview import pages
from app.refusal import MissingGlyph
from app.rules.verdict import Check, Reason, RouteVerdict
from app.rules.working import WorkingLine
from app.texts import Message, Words, say
from app.words import word
from models.kinds import Mark
from tests.app.pdf.seen import pages_of, text_of
from tests.app.pdf.sheets import ENDORSED, HISTORIC, ORDINARY, UNDECIDED, long

LANGUAGES = ("en", "zh_HK", "zh_CN")
RADICALS = re.compile("[\u2e80-\u2fdf]")


def sentences(sheet: SummarySheet, language: str) -> Iterator[str]:
    """Every sentence that a sheet brings along, in the order of the paper."""
    yield from (said(reason, language) for reason in sheet.recommendation.reasons)
    for names in (sheet.applicant.names, *(site.names for site in sheet.factories)):
        yield from (name.text for name in ordered(names, language))
    if sheet.title:
        yield sheet.title.text
    yield said(sheet.type, language)
    yield said(Message("{day}", day=sheet.received_on), language)
    for reason in reasons(sheet):
        yield said(reason.text, language)
        yield said(word(reason.mark), language)
    if sheet.calculation:
        for line in sheet.calculation.working:
            yield said(line.text, language)
            yield (
                line.source.in_(language)
                if line.mark in (Mark.ENTERED, Mark.ARITHMETIC)
                else said(word(line.mark), language)
            )
            if line.amount is not None:
                yield f"{line.amount:,.2f}"
        yield from (said(limit, language) for limit in sheet.calculation.not_set)
    yield from publications(sheet, language)
    yield from (said(condition, language) for condition in sheet.conditions)
    for signature in sheet.signatures:
        yield said(signature.name or Message("Not signed yet"), language)


def reasons(sheet: SummarySheet) -> list[Reason]:
    """Those of the routes, then those of the checks."""
    if sheet.eligibility is None:
        return []
    parts: tuple[RouteVerdict | Check, ...] = (*sheet.eligibility.routes, *sheet.eligibility.checks)
    return [reason for part in parts for reason in part.reasons]


def publications(sheet: SummarySheet, language: str) -> Iterator[str]:
    """The list of the sources, numbered by first use."""
    lines = sheet.calculation.working if sheet.calculation else ()
    marked: tuple[Reason | WorkingLine, ...] = (*reasons(sheet), *lines)
    used = [one.source for one in marked if one.mark not in (Mark.ENTERED, Mark.ARITHMETIC)]
    for number, source in enumerate(dict.fromkeys(used), 1):
        yield f"[{number}] {source.in_(language)}"


def said(text: Text, language: str) -> str:
    return text.text if isinstance(text, Name) else say(text, language)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("sheet", [ORDINARY, ENDORSED, UNDECIDED, HISTORIC, long(16)])
def test_the_text_layer_is_what_the_sheet_says_in_its_order(sheet: SummarySheet, language: str) -> None:
    text = text_of(draw(sheet, language))
    place = 0
    for sentence in sentences(sheet, language):
        found = text.find(sentence, place)
        assert found >= 0, f"{sentence!r} is not where it should be: {text[place : place + 300]!r}"
        place = found + len(sentence)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_text_layer_has_no_radicals_and_all_digits(language: str) -> None:
    sheet = replace(ORDINARY, technology=Name("zh_HK", "⼀⼆⼈ 0123456789"))
    text = text_of(draw(sheet, language))
    assert not RADICALS.search(text)
    assert "一二人 0123456789" in text


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_page_says_which_it_is_and_where_it_comes_from(language: str) -> None:
    sheet = replace(long(30), sample=True)
    found = [page.extract_text() for page in PdfReader(io.BytesIO(draw(sheet, language))).pages]
    assert len(found) > 2
    for number, page in enumerate(found, 1):
        for sentence in (
            Message("DRAFT"),
            Message("SAMPLE: invented companies, no real case"),
            Message("{reference} · Page {page} of {pages}", reference="CP-26-0042", page=number, pages=len(found)),
        ):
            assert say(sentence, language) in page
        assert sheet.content_hash[:12] in page
        assert page.count(say("RESTRICTED", language)) == 2


def test_the_watermark_is_a_picture_that_no_sentence_is_torn_by() -> None:
    for page in PdfReader(io.BytesIO(draw(ORDINARY, "en"))).pages:
        assert page.extract_text().count("DRAFT") == 1  # beside the reference
    assert pixels_of(ORDINARY).count(b"\xec\xf0\xee") > 1000
    assert pixels_of(ENDORSED).count(b"\xec\xf0\xee") < 100


def pixels_of(sheet: SummarySheet) -> bytes:
    """The last page as a picture."""
    *_, (_, _, pixels) = pages(draw(sheet, "en"), 1)
    return pixels


def test_a_sheet_without_signatures_ends_with_no_empty_heading() -> None:
    assert "Signatures" not in text_of(draw(replace(ORDINARY, signatures=()), "en"))


def test_a_draft_loses_its_mark_when_it_is_endorsed_and_a_real_case_has_no_stripe() -> None:
    text = text_of(draw(ENDORSED, "en"))
    assert "DRAFT" not in text
    assert "SAMPLE" not in text
    assert "Not signed yet" not in text


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_ordinary_case_takes_two_pages_at_most(language: str) -> None:
    assert len(PdfReader(io.BytesIO(draw(ENDORSED, language))).pages) <= 2


# ---- where a page ends


@pytest.mark.parametrize("language", LANGUAGES)
def test_nobody_signs_a_page_that_says_nothing(language: str) -> None:
    """However far a case reaches down its page, the signatures have the lines above them for company."""
    for times in range(1, 31):
        *_, last = pages_of(replace(long(times), conditions=ORDINARY.conditions), language)
        assert len(last) == 1 or said(ORDINARY.conditions[-1], language) in "".join(last)
        assert len(last) >= 6


@pytest.mark.parametrize(
    ("advice", "headline"), [(Advice.ON_RECORD, "Decided before this program"), (Advice.ENDED, "No recommendation")]
)
def test_a_case_that_nobody_recommends_any_more_does_not_promise_it(advice: Advice, headline: str) -> None:
    text = text_of(draw(replace(HISTORIC, recommendation=Recommendation(advice), signatures=()), "en"))
    assert headline in text
    assert "No recommendation yet" not in text
    assert "No conditions are set" not in text


# ---- the file


@pytest.mark.parametrize(("language", "tag"), [("en", "en-HK"), ("zh_HK", "zh-HK"), ("zh_CN", "zh-CN")])
def test_the_file_says_its_title_language_program_and_moment(language: str, tag: str) -> None:
    reader = PdfReader(io.BytesIO(draw(ORDINARY, language)))
    assert reader.metadata
    title = Message("Assessment summary {reference}", reference="CP-26-0042")
    assert reader.metadata.title == say(title, language)
    assert reader.metadata.producer == "CP Desk 0.1.0"
    assert reader.metadata.creation_date == ORDINARY.made_at
    spoken = reader.root_object["/Lang"]
    assert isinstance(spoken, TextStringObject)
    assert spoken == tag


def test_all_fonts_are_embedded() -> None:
    reader = PdfReader(io.BytesIO(draw(UNDECIDED, "zh_CN")))
    fonts = [mapping(font) for page in reader.pages for font in mapping(mapping(page["/Resources"])["/Font"]).values()]
    assert fonts
    assert all("/FontFile2" in mapping(font["/FontDescriptor"]) for font in fonts)
    assert all("NotoSans" in str(font["/BaseFont"]) for font in fonts)


def mapping(found: PdfObject) -> DictionaryObject:
    """The dictionary that a PDF keeps there, or refers to."""
    meant = found.get_object()
    assert isinstance(meant, DictionaryObject)
    return meant


ELSEWHERE = """
from hashlib import sha256
from app.pdf.summary import draw
from tests.app.pdf.seen import pages_of, text_of
from tests.app.pdf.sheets import ORDINARY
print(sha256(draw(ORDINARY, "en")).hexdigest())
"""


@pytest.mark.parametrize(
    "environment",
    [
        {"PYTHONHASHSEED": "1", "TZ": "America/New_York"},
        {"PYTHONHASHSEED": "2", "TZ": "Asia/Tokyo", "SOURCE_DATE_EPOCH": "1000000000"},
    ],
)
def test_another_process_makes_the_same_bytes(environment: dict[str, str]) -> None:
    ran = subprocess.run(
        [sys.executable, "-c", ELSEWHERE],
        env=os.environ | environment,
        cwd=RESOURCES.parent,
        capture_output=True,
        text=True,
        check=True,
    )
    assert ran.stdout.strip() == sha256(draw(ORDINARY, "en")).hexdigest()


def test_the_hash_is_of_the_content_and_not_of_the_moment() -> None:
    later = replace(ORDINARY, made_at=datetime(2027, 1, 1, tzinfo=UTC), version="9.9.9")
    assert later.content_hash == ORDINARY.content_hash
    assert draw(later, "en") != draw(ORDINARY, "en")
    assert replace(ORDINARY, received_on=date(2026, 3, 6)).content_hash != ORDINARY.content_hash


def test_a_missing_character_stops_the_paper_and_is_named() -> None:
    with pytest.raises(MissingGlyph, match=r"🏭.*U\+1F3ED"):
        draw(replace(ORDINARY, title=Name("en", "The 🏭 of tomorrow")), "en")


def test_html_and_marks_of_direction_are_text_and_nothing() -> None:
    hostile = Name("en", "<img src=x onerror=1> \u202eWing & <b>Fat</b> ) Tj (")
    text = text_of(draw(replace(ORDINARY, applicant=Party((hostile,))), "en"))
    assert text.count("<img src=x onerror=1> Wing & <b>Fat</b> ) Tj (") == 2


@pytest.mark.parametrize("unit", ["字", "word "])
def test_a_hundred_thousand_characters_are_all_printed(unit: str) -> None:
    length = 100_000 // len(unit)
    sheet = replace(ORDINARY, technology=Name("zh_HK", unit * length), conditions=(Name("zh_HK", unit * length),))
    pdf = draw(sheet, "en")
    assert text_of(pdf).count(unit.strip()) == 2 * length
    assert len(PdfReader(io.BytesIO(pdf)).pages) > 20


AROUND = Around(
    title=Message("Title"), made_at=ORDINARY.made_at, producer="CP Desk", head=Message("Head"),
    marking=Message("Marking"), foot=Message("{page} of {pages}", page=0, pages=0), imprint=Message("Imprint"),
)  # fmt: skip


def test_no_heading_is_the_last_thing_on_a_page() -> None:
    for filling in range(40, 60):
        paper = Paper("en")
        paper.heading(1, Name("en", "TITLE"))
        for _ in range(filling):
            paper.paragraph(Name("en", "filling"))
        paper.heading(2, Name("en", "A HEADING"))
        paper.paragraph(Name("en", "after it " * 60))
        found = [page.extract_text() for page in PdfReader(io.BytesIO(paper.pdf(AROUND))).pages]
        assert any(re.search(r"A HEADING\s*after it", page) for page in found)


def test_a_landscape_page_lies_on_its_side() -> None:
    paper = Paper("en", landscape=True)
    paper.paragraph(Message("{word}", word="wide"))
    box = PdfReader(io.BytesIO(paper.pdf(AROUND))).pages[0].mediabox
    assert box.width > box.height


def test_facts_of_a_name_in_each_script_stay_in_their_order() -> None:
    paper = Paper("zh_HK")
    numbers = count(1)
    cell: Cell = tuple(Part(Name(language, f"{next(numbers)} 名")) for language in LANGUAGES)
    paper.facts([(Message("{words}", words=Words("Names", "名稱", "名称")), cell)])
    assert re.search(r"名稱\s*1 名\s*2 名\s*3 名", text_of(paper.pdf(AROUND)))
