"""A file that is not what its name says is told for what it is, and what to do is said with it."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.importing.opened import read, read_file
from app.refusal import CannotOpen
from app.texts import say
from tests.app.inside import workbooks

LIST = b"name,address\nA,x\n"
PAGE = b"<html><table><tr><td>name<td>address<tr><td>A<td>x</table></html>"


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (LIST, "is a text file, not an Excel workbook"),
        ("名稱\t地址\nA\tx\n".encode("utf-16"), "is a text file, not an Excel workbook"),
        (b"Dear Sir,\nplease find enclosed\n", "is a text file, not an Excel workbook"),
        (PAGE, "is a page of the web, not an Excel workbook"),
        (workbooks.old(), "is a workbook of another kind (.xls, .xlsb, .ods or XML)"),
        (workbooks.encrypted(), "has a password"),
        (b"%PDF-1.7\n%\x00\x01", "is neither an Excel workbook"),
    ],
)
def test_what_is_called_a_workbook_and_is_none_is_called_what_it_is(data: bytes, said: str) -> None:
    with pytest.raises(CannotOpen) as refused:
        read(data, "list.XLSX")
    sentence = say(refused.value.message, "en")
    assert f"list.XLSX {said}" in sentence
    assert ".xlsx" in sentence or "save it without" in sentence


@pytest.mark.parametrize("name", ["list.xls", "list.html", "Copied rows"])
def test_the_table_of_a_page_is_read_under_any_other_name(name: str) -> None:
    assert read(PAGE, name).rows == (("name", "address"), ("A", "x"))


def test_a_list_under_its_own_name_is_read(tmp_path: Path) -> None:
    file = tmp_path / "list.csv"
    file.write_bytes(LIST)
    assert read_file(file).rows[1] == ("A", "x")
    assert read(workbooks.rows(("name",), ("A",)), "list.csv").rows[1] == ("A",)
