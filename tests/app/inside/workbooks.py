"""Workbooks as they come from outside: honest ones, and some that nobody should send."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from datetime import date
from typing import Any

import xlsxwriter

_BOOK = (
    '<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships">'
    '<sheets><sheet name="A" sheetId="1" r:id="rId1"/></sheets></workbook>'
)
_RELATIONS = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" '
    'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" '
    'Target="worksheets/sheet1.xml"/></Relationships>'
)
_TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" '
    'ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/xl/workbook.xml" '
    'ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/></Types>'
)
_SHEET = (
    '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>{}</sheetData></worksheet>'
)


def written(fill: Callable[[Any, Any], None]) -> bytes:
    """A workbook of one sheet, filled by the caller: `fill(book, sheet)`."""
    made = io.BytesIO()
    book = xlsxwriter.Workbook(made, {"strings_to_formulas": False})
    fill(book, book.add_worksheet("List"))
    book.close()
    return made.getvalue()


def rows(*lines: tuple[Any, ...]) -> bytes:
    """A workbook of these rows; days are days."""

    def fill(book: Any, sheet: Any) -> None:
        day = book.add_format({"num_format": "yyyy-mm-dd"})
        for at, line in enumerate(lines):
            for column, value in enumerate(line):
                if isinstance(value, date):
                    sheet.write_datetime(at, column, value, day)
                elif value is not None:
                    sheet.write(at, column, value)

    return written(fill)


def packed(sheet: str | bytes, *, book: str = _BOOK, more: dict[str, bytes] | None = None) -> bytes:
    """A workbook made by hand, around the XML of its sheet."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", _TYPES)
        archive.writestr("xl/workbook.xml", book)
        archive.writestr("xl/_rels/workbook.xml.rels", _RELATIONS)
        archive.writestr("xl/worksheets/sheet1.xml", sheet)
        for name, data in (more or {}).items():
            archive.writestr(name, data)
    return made.getvalue()


def million_rows() -> bytes:
    """A sheet of a million short rows."""
    return packed(
        _SHEET.format("".join(f'<row r="{at}"><c r="A{at}"><v>1</v></c></row>' for at in range(1, 1_000_001)))
    )


def far_apart() -> bytes:
    """Two cells, one in each corner of the largest sheet there is."""
    return packed(
        _SHEET.format('<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>1</v></c></row>')
    )


def zip_bomb() -> bytes:
    """A few hundred kilobytes that unpack to 160 megabytes."""
    return packed(_SHEET.format(" " * 160_000_000))


def xml_bomb() -> bytes:
    """Entities made of entities: a billion laughs."""
    laughs = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
    return packed(f'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY l0 "ha">{laughs}]>' + _SHEET.format("&l9;"))


def xml_bomb_in_the_book() -> bytes:
    """The same where the names of the sheets stand."""
    laughs = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
    book = f'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY l0 "ha">{laughs}]>' + _BOOK.replace('"A"', '"&l9;"')
    return packed(_SHEET.format(""), book=book)


def encrypted() -> bytes:
    """What Excel writes when a workbook has a password: an old container that names what is in it."""
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504) + "EncryptedPackage".encode("utf-16-le") + bytes(512)


def old() -> bytes:
    """A workbook of Excel before 2007: an old container with the stream that such a workbook has."""
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504) + "Workbook".encode("utf-16-le") + bytes(512)


def of_libreoffice() -> bytes:
    """A workbook as LibreOffice keeps it."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("content.xml", "<office:document-content/>")
    return made.getvalue()


def binary() -> bytes:
    """A workbook as Excel keeps it for speed."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        archive.writestr("xl/workbook.bin", b"\x83\x01\x00")
    return made.getvalue()


def with_macro() -> bytes:
    """A workbook with a program in it."""
    made = io.BytesIO(rows(("name",)))
    with zipfile.ZipFile(made, "a") as archive:
        archive.writestr("xl/vbaProject.bin", b"Attribute VB_Name")
    return made.getvalue()
