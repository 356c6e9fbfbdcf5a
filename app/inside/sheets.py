"""Cells of an Excel file, a text with separators or a page of the web. Runs in the process of `app.inside.child` only.

Nothing is worked out, followed or run: of a formula only the result is read that Excel left in the file.
"""

from __future__ import annotations

import csv
import io
import re
import zipfile
from collections import Counter
from collections.abc import Iterator
from datetime import date, datetime
from typing import Final
from xml.etree import ElementTree

from app.inside import decoding, web_tables
from app.inside.grid import LONGEST_CELL, MOST_BYTES, MOST_CELLS, MOST_ROWS, Cell, Grid, Unread, trimmed

#: The most bytes of one part of a workbook, unpacked, and the most parts.
_MOST_PART: Final = 150_000_000
_MOST_PARTS: Final = 5_000
#: What the reader unpacks whatever sheet is wanted.
_READ_FIRST: Final = ("xl/workbook.xml", "xl/styles.xml", "xl/sharedStrings.xml")
_OLE: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED: Final = "EncryptedPackage".encode("utf-16-le")
#: Streams of a workbook of Excel before 2007; what names a workbook of other programs; Excel's own XML of 2003.
_OLD: Final = tuple(name.encode("utf-16-le") for name in ("Workbook\0", "Book\0"))
_BINARY: Final = "xl/workbook.bin"
_XML_WORKBOOK: Final = "urn:schemas-microsoft-com:office:spreadsheet"

_ROW: Final = re.compile(rb'<(?:\w+:)?row\b[^>]*?\br="(\d{1,9})"')
_LETTERS: Final = re.compile(rb'<(?:\w+:)?c\b[^>]*?\br="([A-Z]{1,3})\d')
_FORMULA: Final = re.compile(rb'<(?:\w+:)?c\b[^>]*?\br="([A-Z]{1,3})(\d{1,7})"[^>]*>\s*<(?:\w+:)?f\b')
_MISTAKE: Final = re.compile(
    rb'<(?:\w+:)?c\b(?=[^>]*\bt="e")[^>]*?\br="([A-Z]{1,3})(\d{1,7})"[^>]*>(?:(?!</(?:\w+:)?c>).)*?'
    rb"<(?:\w+:)?v>(#[A-Z0-9/!?_]{1,20})<",
    re.DOTALL,
)
_SEPARATORS: Final = ",\t;|"
#: So many lines say which separator a text has.
_SAMPLE: Final = 30
_CONTROL: Final = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")


def read(data: bytes, *, sheet: str | None = None, encoding: str | None = None) -> Grid | Unread:
    """The cells of a file: of the named sheet, or the first that holds anything; in an encoding, or the likeliest."""
    if len(data) > MOST_BYTES:
        return Unread.TOO_LARGE
    if not data.strip():
        return Unread.EMPTY
    if data.startswith(_OLE):
        return _container(data)
    if data.startswith(b"PK"):
        return _workbook(data, sheet)
    return _text(data, encoding)


def _container(data: bytes) -> Unread:
    """What is in the old container of Office files: all of it is refused, each with its own word."""
    if _ENCRYPTED in data:
        return Unread.PASSWORD
    return Unread.OTHER_WORKBOOK if any(name in data for name in _OLD) else Unread.OTHER_KIND


# --- a workbook


def _workbook(data: bytes, wanted: str | None) -> Grid | Unread:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return _read_workbook(data, archive, wanted)
    except (zipfile.BadZipFile, ElementTree.ParseError, ValueError, EOFError, KeyError):
        return Unread.DAMAGED
    except (NotImplementedError, RuntimeError):  # packed in an unknown way, or with a password of the archive
        return Unread.DAMAGED


def _read_workbook(data: bytes, archive: zipfile.ZipFile, wanted: str | None) -> Grid | Unread:
    from python_calamine import CalamineError, CalamineWorkbook, XmlError, ZipError

    parts = _parts(archive)
    if isinstance(parts, Unread):
        return parts
    names = tuple(parts)
    macro = any(part.endswith("vbaProject.bin") for part in archive.namelist())
    if any(_unpacked(archive, name) is None for name in _READ_FIRST if name in archive.namelist()):
        return Unread.TOO_LARGE
    for name in (wanted,) if wanted in parts else names:
        xml = _unpacked(archive, parts[name])
        if xml is None or _too_many(xml):
            return Unread.TOO_LARGE
        try:
            found = CalamineWorkbook.from_filelike(io.BytesIO(data)).get_sheet_by_name(name)
            rows = [[_cell(one) for one in row] for row in found.to_python(skip_empty_area=False)]
        except (CalamineError, ZipError, XmlError):
            return Unread.DAMAGED
        whole = _with_mistakes(rows, xml)
        if any(whole) or name == wanted:
            merged = tuple((*first, *last) for first, last in found.merged_cell_ranges or ())
            return Grid(whole, names, name, "", _places(_FORMULA, xml), merged, macro)
    return Unread.EMPTY


def _parts(archive: zipfile.ZipFile) -> dict[str, str] | Unread:
    """The name of each sheet in sight and the part of the file that holds it."""
    names = archive.namelist()
    if len(names) > _MOST_PARTS:
        return Unread.TOO_LARGE
    if "xl/workbook.xml" not in names:
        return Unread.OTHER_WORKBOOK if _BINARY in names or _is_open_document(archive) else Unread.OTHER_KIND
    book, relations = (_unpacked(archive, f"xl/{name}.xml{end}") for name, end in _INDEX)
    if book is None or relations is None:
        return Unread.TOO_LARGE
    targets = {one.get("Id"): one.get("Target", "") for one in _tree(relations)}
    found = {}
    for one in _tree(book).iter():
        if one.tag.endswith("}sheet"):
            id = next((value for key, value in one.attrib.items() if key.endswith("}id")), None)
            target = targets.get(id, "")
            path = target.removeprefix("/") if target.startswith("/") else f"xl/{target}"
            if path in names and one.get("state", "visible") == "visible":
                found[one.get("name", "")] = path
    return found


def _is_open_document(archive: zipfile.ZipFile) -> bool:
    """Whether it is a workbook of LibreOffice, which says so in its first part."""
    if "mimetype" not in archive.namelist():
        return False
    with archive.open("mimetype") as part:
        return part.read(100).startswith(b"application/vnd.oasis.opendocument.spreadsheet")


_INDEX: Final = (("workbook", ""), ("_rels/workbook", ".rels"))


def _tree(xml: bytes) -> ElementTree.Element:
    if b"<!DOCTYPE" in xml or b"<!ENTITY" in xml:
        raise ValueError("a workbook defines nothing of its own")
    return ElementTree.fromstring(xml)


def _unpacked(archive: zipfile.ZipFile, name: str) -> bytes | None:
    """A part of the workbook; None for one that is larger than it may be, whatever it says of itself."""
    with archive.open(name) as part:
        found = part.read(_MOST_PART + 1)
    return None if len(found) > _MOST_PART else found


def _too_many(xml: bytes) -> bool:
    """Whether a sheet has more rows than are read, or cells so far apart that all between them are too many."""
    if b"<!DOCTYPE" in xml[:4096]:
        raise ValueError("a sheet defines nothing of its own")
    count = sum(xml.count(row) for row in (b"<row ", b"<row>", b":row "))
    if count > MOST_ROWS:
        return True
    last = max((int(one) for one in _ROW.findall(xml)), default=count)
    right = max((_column(one) + 1 for one in set(_LETTERS.findall(xml))), default=0)
    return last > 10 * MOST_ROWS or last * right > MOST_CELLS


def _places(pattern: re.Pattern[bytes], xml: bytes) -> frozenset[tuple[int, int]]:
    return frozenset((int(found[2]) - 1, _column(found[1])) for found in pattern.finditer(xml))


def _with_mistakes(rows: list[list[Cell]], xml: bytes) -> tuple[tuple[Cell, ...], ...]:
    """The rows with what Excel shows where a formula went wrong; the reader leaves those cells empty."""
    for found in _MISTAKE.finditer(xml) if b't="e"' in xml else ():
        row, column = int(found[2]) - 1, _column(found[1])
        if row < len(rows):
            rows[row] += [None] * (column + 1 - len(rows[row]))
            rows[row][column] = found[3].decode()
    return tuple(trimmed(iter(rows)))


def _column(letters: bytes) -> int:
    """The number of a column from 0 by its letters."""
    number = 0
    for one in letters:
        number = number * 26 + one - 64
    return number - 1


def _cell(value: object) -> Cell:
    match value:
        case str():
            return value[:LONGEST_CELL] or None
        case bool() | int():
            return value
        case float():
            return int(value) if value.is_integer() and abs(value) < 1e15 else value if value == value else None
        case datetime():
            return value.date() if value.time() == datetime.min.time() else value
        case date():
            return value
    return None if value is None else str(value)


# --- a text


def _text(data: bytes, wanted: str | None) -> Grid | Unread:
    found = decoding.decoded(data, wanted)
    if found is None:
        return Unread.OTHER_KIND
    encoding, text = found
    if _CONTROL.search(text[: 1 << 16]) is not None:
        return Unread.OTHER_KIND
    if web_tables.is_page(text):
        return web_tables.read(text, encoding)
    if text.lstrip().startswith("<?xml"):
        return Unread.OTHER_WORKBOOK if _XML_WORKBOOK in text[:20_000] else Unread.OTHER_KIND
    lines, separator = _separated(text)
    try:
        rows: list[list[Cell]] = []
        cells = 0
        for row in csv.reader(io.StringIO(lines, newline=""), delimiter=separator):
            rows.append([_CONTROL.sub(" ", one) or None for one in row])
            cells += len(row)
            if len(rows) > MOST_ROWS or cells > MOST_CELLS:
                return Unread.TOO_LARGE
    except csv.Error:
        return Unread.DAMAGED
    whole = tuple(trimmed(iter(rows)))
    return Grid(whole, encoding=encoding) if any(whole) else Unread.EMPTY


def _separated(text: str) -> tuple[str, str]:
    """The text, and the separator that parts its first lines most evenly; Excel may name it in a line of its own."""
    if named := re.match(r"sep=([,;\t|])\r?\n", text, re.IGNORECASE):
        return text[named.end() :], named[1]
    return text, max(_SEPARATORS, key=lambda one: _evenness(text, one))


def _evenness(text: str, separator: str) -> tuple[int, int]:
    """How many lines a separator parts into equally many cells, and into how many; a title is one cell anyway."""
    counted = Counter(width for width in _widths(text, separator) if width > 1)
    return max(((lines, width) for width, lines in counted.items()), default=(0, 0))


def _widths(text: str, separator: str) -> Iterator[int]:
    reader = csv.reader(io.StringIO(text[: 1 << 18], newline=""), delimiter=separator)
    try:
        for _number, row in zip(range(_SAMPLE), reader):
            if any(row):
                yield len(row)
    except csv.Error:
        return
