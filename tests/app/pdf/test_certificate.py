"""Certificates: what they say, to the eye and to the ear, and how names of any length find room."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import date, datetime
from hashlib import sha256
from itertools import pairwise
from pathlib import Path

import pypdfium2
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pypdf import PdfReader

from app.clock import HONG_KONG
from app.paths import RESOURCES
from app.pdf.certificate import CertificateSheet, make
from app.pdf.fitting import LARGEST, SMALLEST, fit
from app.pdf.fonts import widths
from app.pdf.lines import Name
from app.pdf.wording import PRESENT, wording
from app.refusal import MissingGlyph, NotReady
from models.kinds import Category
from tests.app.pdf.test_structure import tree
from tests.verapdf import faults

CHINESE, ENGLISH = Name("zh_HK", "永發電鍍廠有限公司"), Name("en", "Wing Fat Electroplating Company Limited")
SHEET = CertificateSheet(
    number="HGCP-2024-EX-0042",
    year=2024,
    category=Category.EXM,
    names=(CHINESE, ENGLISH),
    recognised_on=date(2024, 10, 31),
    made_at=datetime(2024, 10, 31, 12, tzinfo=HONG_KONG),
    version="0.1.0",
    wording=PRESENT,
)
MEASURE = 683.1
LONG = Name("en", "Greater Bay Area Precision Hardware, Electroplating and Surface Treatment Technology Limited")


def seen(pdf: bytes, page: int = 0) -> str:
    """What another program reads on a page."""
    with pypdfium2.PdfDocument(pdf) as opened:
        text = opened[page].get_textpage()
        return str(text.get_text_bounded()).replace("\r\n", "\n")


def test_a_certificate_says_all_it_must_in_the_order_in_which_it_is_read() -> None:
    root = tree(make([SHEET]).pdf)
    assert [(part.kind, part.text) for part in root.parts] == [
        ("H1", "「粵港清潔生產伙伴」標誌計劃"),
        ("P", "Hong Kong-Guangdong Cleaner Production Partners Recognition Scheme"),
        ("H2", "證書"),
        ("P", "Certificate"),
        ("P", "茲證明"),
        ("P", "This is to certify that"),
        ("P", "永發電鍍廠有限公司"),
        ("P", "Wing Fat Electroplating Company Limited"),
        ("P", "獲認可為2024年度"),
        ("P", "粵港清潔生產優越伙伴（製造業）"),
        ("P", "has been recognised for 2024 as one of the"),
        ("P", "Hong Kong-Guangdong Cleaner Production Excellent Partners (Manufacturing)"),
        ("P", "香港特別行政區政府環境及生態局"),
        ("P", "Environment and Ecology BureauGovernment of the Hong Kong Special Administrative Region"),
        ("P", "廣東省工業和信息化廳"),
        ("P", "Department of Industry and Information Technologyof Guangdong Province"),
        ("P", "證書編號 HGCP-2024-EX-0042"),
        ("P", "Certificate No. HGCP-2024-EX-0042"),
    ]
    assert {part.language for part in root.parts} == {None, "en-HK"}
    assert all((part.language == "en-HK") == part.text.isascii() for part in root.parts)


def test_a_validity_is_printed_only_where_it_is_set() -> None:
    assert "有效期" not in seen(make([SHEET]).pdf)
    until = seen(make([replace(SHEET, valid_until=date(2026, 10, 31))]).pdf)
    assert "有效期至2026年10月31日" in until
    assert "Valid until 31 October 2026" in until
    both = seen(make([replace(SHEET, valid_from=date(2024, 11, 1), valid_until=date(2026, 10, 31))]).pdf)
    assert "有效期：2024年11月1日至2026年10月31日" in both
    assert "Valid from 1 November 2024 to 31 October 2026" in both


@pytest.mark.parametrize(
    ("on", "bureau", "department"),
    [
        (date(2018, 10, 31), "環境局", "廣東省經濟和信息化委員會"),
        (date(2018, 11, 1), "環境局", "廣東省工業和信息化廳"),
        (date(2022, 6, 30), "環境局", "廣東省工業和信息化廳"),
        (date(2022, 7, 1), "環境及生態局", "廣東省工業和信息化廳"),
    ],
)
def test_who_signs_follows_the_day_of_the_recognition(on: date, bureau: str, department: str) -> None:
    left, right = wording(PRESENT).signatories(on)
    assert (left.zh, right.zh) == ("香港特別行政區政府" + bureau, department)


def test_the_two_who_sign_have_equal_rank() -> None:
    """Beside each other at one height and in one size, left and right of the seal."""
    with pypdfium2.PdfDocument(make([SHEET]).pdf) as opened:
        text = opened[0].get_textpage()
        boxes = [text.get_rect(at) for at in range(text.count_rects())]
    bureau = next(box for box in boxes if text_at(SHEET, box) == "香港特別行政區政府環境及生態局")
    department = next(box for box in boxes if text_at(SHEET, box) == "廣東省工業和信息化廳")
    assert (bureau[1], bureau[3]) == pytest.approx((department[1], department[3]), abs=1.0)
    assert bureau[2] < 128.5 * 72 / 25.4 < 168.5 * 72 / 25.4 < department[0]


def text_at(sheet: CertificateSheet, box: tuple[float, float, float, float]) -> str:
    with pypdfium2.PdfDocument(make([sheet]).pdf) as opened:
        return str(opened[0].get_textpage().get_text_bounded(*box)).strip()


def test_the_same_sheet_gives_the_same_bytes() -> None:
    assert make([SHEET]).pdf == make([replace(SHEET)]).pdf


def test_page_n_of_one_file_is_certificate_n() -> None:
    sheets = [
        replace(SHEET, number=f"HGCP-2024-EX-{n:04}", names=(Name("zh_HK", f"永發{n}號廠"), ENGLISH), sample=n == 2)
        for n in range(1, 4)
    ]
    made = make(sheets).pdf
    for at, sheet in enumerate(sheets):
        alone = seen(make([sheet]).pdf)
        assert seen(made, at) == alone
        assert sheet.number in alone
    assert "SAMPLE" in seen(made, 1)
    assert "SAMPLE" not in seen(made, 0)


def test_rare_characters_are_in_the_text_and_radicals_are_not() -> None:
    names = (Name("zh_HK", "邨𨋢㗎⼀鰂廠"), Name("en", "O’Brien “A” Ltd"))
    text = seen(make([replace(SHEET, names=names)]).pdf)
    assert "邨𨋢㗎一鰂廠" in text
    assert not any("\u2e80" <= char <= "\u2fdf" for char in text)


def test_a_name_beyond_the_serif_is_set_in_sans_and_told_and_one_beyond_both_is_refused() -> None:
    made = make([replace(SHEET, names=(Name("zh_CN", "东莞喆邨厂"),))])
    assert ["plain font" in str(warning) for warning in made.warnings] == [True]
    assert "东莞喆邨厂" in seen(made.pdf)
    with pytest.raises(MissingGlyph, match="U\\+20000"):
        make([replace(SHEET, names=(Name("zh_HK", "\U00020000"),))])


def test_a_name_in_one_line_of_full_size_is_no_news_and_smaller_ones_are() -> None:
    assert fit(CHINESE, MEASURE, "#000000").warnings == ()
    assert "16.5 points" in str(fit(Name("zh_HK", "永" * 41), MEASURE, "#000000").warnings[0])
    two = fit(LONG, MEASURE, "#000000")
    assert len(two.lines) == 2
    assert "two lines of 17 points" in str(two.warnings[0])
    first, second = (line.width for line in two.lines)
    assert abs(first - second) < 0.25 * max(first, second)


def test_a_name_that_two_lines_do_not_hold_is_refused() -> None:
    with pytest.raises(NotReady, match="no room"):
        make([replace(SHEET, names=(Name("zh_HK", "永" * 90),))])


CHINESE_NAMES = st.text(st.sampled_from("永發電鍍廠有限公司粵港清潔（）邨𨋢㗎，·"), min_size=1, max_size=40)
LATIN_NAMES = st.text(st.sampled_from("WMil &’.,()-aE0 "), min_size=1, max_size=90).filter(str.strip)


@settings(max_examples=60, deadline=None)
@given(zh=CHINESE_NAMES, en=LATIN_NAMES)
def test_every_name_of_forty_characters_or_ninety_letters_has_room(zh: str, en: str) -> None:
    for name in (Name("zh_HK", zh), Name("zh_CN", zh.replace("𨋢", "梯").replace("㗎", "架")), Name("en", en)):
        found = fit(name, MEASURE, "#000000")
        assert 1 <= len(found.lines) <= 2
        assert SMALLEST <= found.size <= LARGEST[name.language]
        assert all(line.width <= MEASURE for line in found.lines)
        assert bool(found.warnings) == (
            len(found.lines) > 1
            or found.size < LARGEST[name.language]
            or not all(run.serif for line in found.lines for run in line.runs)
        )
        said = "".join(run.text for line in found.lines for run in line.runs)
        assert "".join(said.split()) == "".join(name.text.split())
        for line in found.lines:  # never condensed: each character has the width that its font gives it
            inked = "".join(run.text for run in line.runs).rstrip()
            run = line.runs[0]
            known = widths(run.language, run.bold, run.serif)
            assert line.width == pytest.approx(sum(known[char] for char in inked) * found.size / 1000)


def test_the_longest_names_do_not_touch_what_is_above_and_below() -> None:
    sheet = replace(SHEET, names=(Name("zh_HK", "永" * 60), LONG))
    with pypdfium2.PdfDocument(make([sheet]).pdf) as opened:
        text = opened[0].get_textpage()
        boxes = sorted((text.get_rect(at) for at in range(text.count_rects())), key=lambda box: -box[3])
    middle = [box for box in boxes if box[0] < 421 < box[2]]
    assert all(above[1] > below[3] for above, below in pairwise(middle))


def test_verapdf_finds_no_fault(tmp_path: Path) -> None:
    sheets = [replace(SHEET, category=category, sample=True) for category in Category]
    files = [tmp_path / "one.pdf", tmp_path / "all.pdf"]
    files[0].write_bytes(make([replace(SHEET, names=(Name("zh_CN", "东莞市永发厂"), LONG))]).pdf)
    files[1].write_bytes(make(sheets).pdf)
    assert faults(files) == []
    assert PdfReader(io.BytesIO(files[0].read_bytes())).metadata is not None


def test_the_wording_that_awards_name_is_frozen() -> None:
    """New words are a new file; this sum changes only before the first award is approved under it."""
    assert sha256((RESOURCES / "wording" / "certificate-1.toml").read_bytes()).hexdigest() == FROZEN


FROZEN = "6a0f716ad880ce3cff9324cdc8c72ac31d92ccd8b6284537d0413ae25c840164"
