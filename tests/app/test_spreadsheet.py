"""A workbook read again as XML: text is text whatever it begins with, days are days, money is a number."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Sequence
from datetime import UTC, date, datetime
from decimal import Decimal
from io import BytesIO
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.money import LARGEST, Amount, Percent
from app.spreadsheet import Book, Column
from app.texts import Message, Words

MADE = datetime(2026, 5, 4, 2, 30, tzinfo=UTC)
S = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
#: What a program might take for more than text.
HOSTILE = [
    "=1+1", '=HYPERLINK("http://example.hk","x")', "=cmd|' /C calc'!A0", "+1", "-1", "@SUM(1)", "\t=1", "\r=1", "\n=1",
    "\x00=1", " =1", "＝1", "<r>=1</r>", "<r><t>x</t></r>", "<r></r>", "_x003D_1", "0001", "123456789012345678",
    "1E5", "TRUE",
    "5/3", "]]>", "&amp;", "a" * 300, "永發電鍍 𨋢",
]  # fmt: skip


def made(rows: Sequence[Sequence[Any]], folder: Path, language: str = "en", columns: Sequence[Column] = ()) -> bytes:
    columns = columns or [Column(Message("Value"))] * max(map(len, rows), default=1)
    with Book(folder, language, made_at=MADE, title=Message("Cases"), author="LKY") as book:
        sheet = book.sheet(Message("Cases"), (Message("All cases"),), columns)
        for row in rows:
            sheet.add(row)
        return book.finished()


def part(content: bytes, name: str) -> ElementTree.Element:
    with zipfile.ZipFile(BytesIO(content)) as archive:
        return ElementTree.fromstring(archive.read(name))


def cells(content: bytes, number: int = 1) -> list[list[ElementTree.Element]]:
    sheet = part(content, f"xl/worksheets/sheet{number}.xml")
    return [list(row) for row in sheet.iter(f"{S}row")]


def text(cell: ElementTree.Element) -> str:
    """The text of a cell as Excel reads it."""
    assert cell.get("t") == "inlineStr"
    whole = "".join(one.text or "" for one in cell.iter(f"{S}t"))
    return re.sub("_x([0-9A-Fa-f]{4})_", lambda found: chr(int(found[1], 16)), whole)


def look(content: bytes, cell: ElementTree.Element) -> tuple[str, bool]:
    """The number format of a cell, and whether it is marked as text to be left alone."""
    styles = part(content, "xl/styles.xml")
    formats = {one.get("numFmtId"): one.get("formatCode", "") for one in styles.iter(f"{S}numFmt")}
    formats |= {"0": "General", "3": "#,##0", "9": "0%", "49": "@"}
    whole = styles.find(f"{S}cellXfs")
    assert whole is not None
    one = list(whole)[int(cell.get("s", "0"))]
    return formats[one.get("numFmtId")], one.get("quotePrefix") == "1"


def stays_text(content: bytes, cell: ElementTree.Element) -> bool:
    """Whether a cell is text, and stays so when somebody types in it."""
    assert not list(cell.iter(f"{S}f"))
    form, quoted = look(content, cell)
    return cell.get("t") == "inlineStr" and (form == "@" or quoted)


@pytest.mark.parametrize("hostile", HOSTILE)
def test_no_text_is_ever_more_than_text(hostile: str, tmp_path: Path) -> None:
    content = made([(hostile,)], tmp_path)
    (cell,) = cells(content)[-1]
    assert text(cell) == hostile
    assert stays_text(content, cell)


@given(
    st.lists(
        st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\ufffe\uffff"), min_size=1), max_size=5
    )
)
def test_every_text_comes_back_as_it_was(texts: list[str]) -> None:
    import tempfile

    with tempfile.TemporaryDirectory() as folder:
        content = made([(one,) for one in texts], Path(folder))
    found = cells(content)[2:]
    assert [text(cell) for (cell,) in found] == texts
    assert all(stays_text(content, cell) for (cell,) in found)


def test_what_no_xml_may_hold_is_replaced(tmp_path: Path) -> None:
    assert text(cells(made([("a\ud800b\uffff",)], tmp_path))[-1][0]) == "a\ufffdb\ufffd"


def test_headings_and_lines_above_are_text_too(tmp_path: Path) -> None:
    with Book(tmp_path, "en", made_at=MADE, title=Message("{t}", t="=1"), author="=1") as book:
        book.sheet(Message("Cases"), (Message("{t}", t="=1+1"),), [Column(Message("{t}", t="=2+2"))])
        content = book.finished()
    (above,), (heading,) = cells(content)
    assert (text(above), text(heading)) == ("=1+1", "=2+2")
    assert stays_text(content, above)
    assert stays_text(content, heading)


@pytest.mark.parametrize(
    ("value", "number", "form"),
    [
        (date(2026, 5, 4), "46146", "[$-409]d mmm yyyy"),
        (MADE, "46146.4375", "[$-409]d mmm yyyy hh:mm"),  # half past ten in Hong Kong
        (Amount(Decimal("1234567.89")), "1234567.89", '"HK$"#,##0.00'),
        (Amount(LARGEST - Decimal("0.01")), "999999999999.99", '"HK$"#,##0.00'),
        (Amount(Decimal(90000), "CNY"), "90000", '"RMB "#,##0.00'),
        (Amount(Decimal(1), "EUR"), "1", '"EUR "#,##0.00'),
        (Percent(Decimal("0.5")), "0.5", "0%"),
        (Decimal("0.91234567"), "0.91234567", "#,##0.00######"),
        (1200, "1200", "#,##0"),
    ],
)
def test_days_and_amounts_are_numbers_with_a_form(value: Any, number: str, form: str, tmp_path: Path) -> None:
    content = made([(value,)], tmp_path)
    (cell,) = cells(content)[-1]
    assert cell.get("t") is None
    assert cell.findtext(f"{S}v") == number
    assert look(content, cell)[0] == form


def test_a_day_before_excels_first_one_is_written_out(tmp_path: Path) -> None:
    assert text(cells(made([(date(1899, 12, 31),)], tmp_path))[-1][0]) == "31 December 1899"


def test_nothing_is_an_empty_cell(tmp_path: Path) -> None:
    assert [cell.get("r") for cell in cells(made([(None, "x", "")], tmp_path))[-1]] == ["B3"]


@pytest.mark.parametrize(
    ("language", "said", "day"), [("en", "Stage", "[$-409]d mmm yyyy"), ("zh_HK", "階段", 'yyyy"年"m"月"d"日"')]
)
def test_a_book_speaks_one_language(language: str, said: str, day: str, tmp_path: Path) -> None:
    content = made([(Message("Stage"), date(2026, 5, 4), Words("a", "甲", "乙"))], tmp_path, language)
    word, when, name = cells(content)[-1]
    assert text(word) == said
    assert look(content, when)[0] == day
    assert text(name) == Words("a", "甲", "乙").in_(language)


def test_the_heading_stays_in_sight_and_filters(tmp_path: Path) -> None:
    sheet = part(made([("x", 1), ("y", 2)], tmp_path), "xl/worksheets/sheet1.xml")
    pane = next(sheet.iter(f"{S}pane"))
    assert (pane.get("state"), pane.get("topLeftCell")) == ("frozen", "B3")
    assert next(sheet.iter(f"{S}autoFilter")).get("ref") == "A2:B4"


def test_columns_are_as_wide_as_what_stands_in_them(tmp_path: Path) -> None:
    columns = [Column(Message("A")), Column(Message("B")), Column(Message("C"), most=20, wrap=True)]
    content = made([("短", "十個中文字的公司名稱甲", "x" * 100)], tmp_path, columns=columns)
    sheet = part(content, "xl/worksheets/sheet1.xml")
    short, chinese, long = (float(one.get("width", "0")) for one in sheet.iter(f"{S}col"))
    assert short < chinese
    assert 22 <= chinese < 26
    assert long < 23
    assert [row.get("ht") for row in sheet.iter(f"{S}row")][-1] == "80.25"  # five lines


def test_the_same_values_give_the_same_bytes(tmp_path: Path) -> None:
    rows = [("=1", Amount(Decimal(1)), date(2026, 5, 4)), (Message("Stage"), None, MADE)]
    first, second = tmp_path / "a", tmp_path / "b"
    first.mkdir()
    second.mkdir()
    assert made(rows, first) == made(rows, second)
    kept = part(made(rows, first), "docProps/core.xml")
    assert {one.text for one in kept} == {"Cases", "LKY", "2026-05-04T02:30:00Z"}


def test_a_long_list_is_not_held_in_memory(tmp_path: Path) -> None:
    import tracemalloc

    def most(rows: int) -> int:
        tracemalloc.start()
        try:
            with Book(tmp_path, "en", made_at=MADE, title=Message("Cases"), author="LKY") as book:
                sheet = book.sheet(Message("Cases"), (), [Column(Message("A"))] * 8)
                for number in range(rows):
                    sheet.add((f"CP-26-{number:04}", "name", "stage", "x", number, None, "y", "z"))
                held = tracemalloc.get_traced_memory()[1]
                book.finished()
                return held
        finally:
            tracemalloc.stop()

    assert most(8_000) < most(1_500) * 1.5
