"""Whatever a list is, reading it ends with its cells or with a word for why not; nothing hangs and nothing crashes."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from app.inside import ask, decoding, sheets
from app.inside.grid import Grid, Unread, from_answer, header_of, rows_of
from tests.app.inside import workbooks


def read(data: bytes, **how: Any) -> Grid:
    """The cells, through the process that reads them."""
    found = ask.cells(data, **how)
    assert isinstance(found, Grid)
    return found


def test_a_workbook_gives_its_cells_as_what_they_are() -> None:
    data = workbooks.rows(("Name", "BR", "Day"), ("Kwong Fat", 99000001, date(2026, 3, 5)), (None, 1.5, None))
    grid = read(data)
    assert grid.rows == (("Name", "BR", "Day"), ("Kwong Fat", 99000001, date(2026, 3, 5)), (None, 1.5))
    assert (grid.sheets, grid.sheet, grid.encoding) == (("List",), "List", "")


def test_a_formula_is_its_last_result_and_is_named() -> None:
    def fill(_book: Any, sheet: Any) -> None:
        sheet.write_row(0, 0, ["Name", "Sum"])
        sheet.write_formula(1, 0, '=HYPERLINK("http://example.invalid","Click")', None, "Click")
        sheet.write_formula(1, 1, "=NA()", None, "#N/A")

    grid = read(workbooks.written(fill))
    assert grid.rows[1] == ("Click", "#N/A")
    assert grid.formulas == {(1, 0), (1, 1)}


def test_merged_cells_are_told() -> None:
    def fill(_book: Any, sheet: Any) -> None:
        sheet.merge_range("A1:C1", "List of plants")
        sheet.write_row(1, 0, ["Name", "Address", "Sector"])

    grid = read(workbooks.written(fill))
    assert grid.merged == ((0, 0, 0, 2),)


def test_a_sheet_is_chosen_by_its_name_and_hidden_ones_are_not_offered() -> None:
    def fill(book: Any, sheet: Any) -> None:
        sheet.write(0, 0, "first")
        book.add_worksheet("Second").write(0, 0, "second")
        hidden = book.add_worksheet("Hidden")
        hidden.write(0, 0, "hidden")
        hidden.hide()

    data = workbooks.written(fill)
    assert read(data).sheets == ("List", "Second")
    assert read(data, sheet="Second").rows == (("second",),)
    assert read(data, sheet="Hidden").rows == (("first",),)


def test_an_empty_first_sheet_is_passed_over() -> None:
    data = workbooks.written(lambda book, _sheet: book.add_worksheet("Second").write(0, 0, "here"))
    assert read(data).sheet == "Second"


@pytest.mark.parametrize(
    ("make", "why"),
    [
        (workbooks.encrypted, Unread.PASSWORD),
        (workbooks.million_rows, Unread.TOO_LARGE),
        (workbooks.far_apart, Unread.TOO_LARGE),
        (workbooks.zip_bomb, Unread.TOO_LARGE),
        (workbooks.xml_bomb, Unread.DAMAGED),
        (workbooks.xml_bomb_in_the_book, Unread.DAMAGED),
        (lambda: b"PK\x03\x04" + bytes(200), Unread.DAMAGED),
        (lambda: workbooks.rows(("a",))[:-400], Unread.DAMAGED),
        (lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504), Unread.OTHER_KIND),
        (workbooks.old, Unread.OTHER_WORKBOOK),
        (workbooks.of_libreoffice, Unread.OTHER_WORKBOOK),
        (workbooks.binary, Unread.OTHER_WORKBOOK),
        (
            lambda: b'<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"/>',
            Unread.OTHER_WORKBOOK,
        ),
        (lambda: b'<?xml version="1.0"?><list/>', Unread.OTHER_KIND),
        (lambda: b"<html><body><p>Not found</p></body></html>", Unread.EMPTY),
        (lambda: b"<table>" + b"<tr><td>x" * 100_001, Unread.TOO_LARGE),
        (lambda: b"<table>" + b"<tr>" + b"<td colspan=1000>x" * 2_001, Unread.TOO_LARGE),
        (lambda: b"%PDF-1.7\n%\x00\x01\x02", Unread.OTHER_KIND),
        (lambda: b"\x89PNG\r\n\x1a\n" + bytes(range(256)), Unread.OTHER_KIND),
        (lambda: b"  \r\n ", Unread.EMPTY),
        (lambda: workbooks.rows((None,)), Unread.EMPTY),
        (lambda: b"a,b\n" * 100_001, Unread.TOO_LARGE),
        (lambda: b'"' + b"x" * 200_000, Unread.DAMAGED),
    ],
)  # fmt: skip
def test_what_cannot_be_read_has_a_word_for_why(make: Callable[[], bytes], why: Unread) -> None:
    assert ask.cells(make()) is why


def test_a_program_in_the_file_is_told_and_not_run() -> None:
    grid = read(workbooks.with_macro())
    assert grid.macro
    assert grid.rows == (("name",),)


def test_a_word_file_is_no_list() -> None:
    from tests.app.inside import files

    assert ask.cells(files.bomb_docx()) is Unread.OTHER_KIND


NAME = "東莞廣發染整有限公司"
SIMPLE = "东莞广发染整有限公司"


@pytest.mark.parametrize(
    ("data", "encoding", "name"),
    [
        (f"名稱,地址\r\n{NAME},東莞\r\n".encode(), "utf-8", NAME),
        (b"\xef\xbb\xbf" + f"名稱,地址\n{NAME},東莞\n".encode(), "utf-8", NAME),
        (f"名稱,地址\n{NAME},東莞\n".encode("utf-16"), "utf-16-le", NAME),
        (b"\xfe\xff" + f"名稱,地址\n{NAME},東莞\n".encode("utf-16-be"), "utf-16-be", NAME),
        (f"name,address\n{NAME},東莞\n".encode("utf-16-le"), "utf-16-le", NAME),
        (f"名稱,地址\n{NAME},東莞市長安鎮\n".encode("big5hkscs"), "big5hkscs", NAME),
        (f"名称,地址\n{SIMPLE},东莞市长安镇\n".encode("gb18030"), "gb18030", SIMPLE),
        ("名稱,地址\n衞安啫喱廠,嘢\n".encode("big5hkscs"), "big5hkscs", "衞安啫喱廠"),
    ],
)
def test_the_encoding_is_found_and_said(data: bytes, encoding: str, name: str) -> None:
    grid = read(data)
    assert grid.encoding == encoding
    assert grid.rows[1][0] == name


def test_the_encoding_can_be_changed() -> None:
    data = f"名称\n{SIMPLE}\n".encode("gb18030")
    assert read(data, encoding="gb18030").rows[1] == (SIMPLE,)
    assert ask.cells(data, encoding="utf-8") is Unread.OTHER_KIND
    assert ask.cells(data, encoding="rot13") is Unread.OTHER_KIND


@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
def test_the_separator_is_found(separator: str) -> None:
    lines = (("name", "address, in full", "sector"), ("A; Ltd", 'said "so"', "x"), ("B|C", "two\nlines", ""))
    text = "\r\n".join(separator.join('"' + one.replace('"', '""') + '"' for one in line) for line in lines)
    assert [tuple(one or "" for one in row) for row in read(text.encode()).rows][1] == lines[1]


def test_a_block_with_a_title_and_commas_in_it_is_parted_at_its_tabs() -> None:
    grid = read(b"All cases\nMade today\nname\taddress\nA\t1, Old Road, Dongguan, Guangdong\nB\t2, New Road\n")
    assert grid.rows[3] == ("A", "1, Old Road, Dongguan, Guangdong")


def test_excels_own_line_for_the_separator_is_no_row() -> None:
    assert read(b"sep=;\r\nname;x,y\r\n").rows == (("name", "x,y"),)


def test_line_ends_may_be_mixed() -> None:
    assert read(b"a,b\rc,d\n\re,f\r\n").rows == (("a", "b"), ("c", "d"), (), ("e", "f"))


def test_five_hundred_columns_are_read() -> None:
    line = ",".join(f"c{at}" for at in range(500))
    grid = read(f"{line}\n{line}\n".encode())
    assert grid.width == 500


def test_an_answer_comes_back_as_it_was_sent() -> None:
    grid = Grid((("a", 1, 1.5, True, None, date(2026, 1, 2)),), ("S",), "S", "", frozenset({(0, 1)}), ((0, 0, 0, 1),))
    assert from_answer(header_of(grid), rows_of(grid)) == grid


@pytest.mark.parametrize("data", [b"", b"a,b\n1,2", b"<table><td>a<td rowspan=2>b", workbooks.rows(("a", 1))])
def test_the_reader_gives_the_same_here_as_in_its_process(data: bytes) -> None:
    assert sheets.read(data) == ask.cells(data)


def test_every_encoding_that_is_offered_is_one() -> None:
    for one in decoding.ENCODINGS:
        assert decoding.decoded("表".encode(one), one) == (one, "表")
