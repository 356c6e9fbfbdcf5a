"""A file as a sheet of cells, or a sentence that says why not. What is in it is read in a process of its own."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Final

from app.file_bytes import at_most
from app.importing.unswept import unswept
from app.inside import ask
from app.inside.grid import MOST_BYTES, MOST_ROWS, Grid, Unread
from app.refusal import CannotOpen, NotFound
from app.texts import N_

_WHY: Final[Mapping[Unread, str]] = {
    Unread.PASSWORD: N_("{file} has a password. Open it in Excel, save it without one, then choose it again."),
    Unread.DAMAGED: N_("{file} is damaged, or is not what its name says. Open it in Excel and save it anew."),
    Unread.TOO_LARGE: N_("{file} is too large: at most {rows} rows are read at once. Split it into several files."),
    Unread.TOO_SLOW: N_("{file} took too long to read and was stopped. Copy its rows into a new workbook."),
    Unread.OTHER_WORKBOOK: N_(
        "{file} is a workbook of another kind (.xls, .xlsb, .ods or XML). Open it in Excel, save it as an Excel "
        "workbook (.xlsx), then choose that."
    ),
    Unread.OTHER_KIND: N_("{file} is neither an Excel workbook (.xlsx) nor a text with separators (.csv)."),
    Unread.EMPTY: N_("{file} holds no rows."),
}
_TEXT: Final = N_(
    "{file} is a text file, not an Excel workbook, whatever its name says. If it is a list with separators, give it a "
    "name that ends in .csv; else open it in Excel and save it as an Excel workbook (.xlsx)."
)
_PAGE: Final = N_(
    "{file} is a page of the web, not an Excel workbook, whatever its name says. Open it in Excel and save it as an "
    "Excel workbook (.xlsx), or give it a name that ends in .html: its table is read then."
)
#: Names by which a file says that it is a workbook of today.
_WORKBOOKS: Final = (".xlsx", ".xlsm")


def read_file(file: Path, *, sheet: str | None = None, encoding: str | None = None) -> Grid:
    """The cells of a file. Raises `CannotOpen`, or `NotFound` where there is none, with nothing else done."""
    return read(at_most(file, MOST_BYTES), file.name, sheet=sheet, encoding=encoding)


def read(data: bytes, name: str, *, sheet: str | None = None, encoding: str | None = None) -> Grid:
    """The cells of a file's bytes; `name` is what a refusal calls it. Raises `CannotOpen`."""
    with unswept():
        found = Unread.TOO_LARGE if len(data) > MOST_BYTES else ask.cells(data, sheet=sheet, encoding=encoding)
    if isinstance(found, Unread):
        raise CannotOpen(_WHY[found], file=name, rows=MOST_ROWS)
    if found.encoding and name.lower().endswith(_WORKBOOKS):
        raise CannotOpen(_PAGE if found.web else _TEXT, file=name)
    if sheet is not None and found.sheets and found.sheet != sheet:
        raise NotFound("{file} has no sheet “{sheet}”; it has {sheets}", file=name, sheet=sheet, sheets=found.sheets)
    return found
