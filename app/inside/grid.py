"""A sheet of cells as it was found in a file, and how the process that read it tells the one that asked.

The answer comes from a process that read a hostile file, so it is read as strictly as the file would be.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from itertools import islice
from typing import Any, Final

from app.inside.found import Garbled

#: The most that is read: bytes of a file, rows and cells of a sheet, characters of a cell.
MOST_BYTES: Final = 50_000_000
MOST_ROWS: Final = 100_000
MOST_CELLS: Final = 2_000_000
LONGEST_CELL: Final = 32_767

_TO_A_LINE: Final = 500

#: What a cell holds. A formula is its last result; a mistake of Excel, such as `#N/A`, is the text it shows.
Cell = str | int | float | bool | date | None


class Unread(StrEnum):
    """Why nothing was read."""

    PASSWORD = "password"
    DAMAGED = "damaged"
    TOO_LARGE = "too-large"
    TOO_SLOW = "too-slow"
    OTHER_WORKBOOK = "other-workbook"
    OTHER_KIND = "other-kind"
    EMPTY = "empty"


@dataclass(frozen=True, slots=True)
class Grid:
    """One sheet. Rows and columns are counted from 0; a row ends with its last cell that holds something.

    `encoding` is empty for a workbook, which has `sheets`; `merged` are ranges (first row, first column, last row,
    last column), `formulas` the places of cells that hold one. `macro`: the file holds a program, which was not run.
    `web`: it is the table of a page of the web.
    """

    rows: tuple[tuple[Cell, ...], ...]
    sheets: tuple[str, ...] = ()
    sheet: str = ""
    encoding: str = ""
    formulas: frozenset[tuple[int, int]] = frozenset()
    merged: tuple[tuple[int, int, int, int], ...] = ()
    macro: bool = False
    web: bool = False

    @property
    def width(self) -> int:
        """How many columns hold something."""
        return max((len(row) for row in self.rows), default=0)


def header_of(grid: Grid) -> dict[str, Any]:
    """What is told of a sheet before its rows."""
    told = {"sheets": list(grid.sheets), "sheet": grid.sheet, "encoding": grid.encoding}
    return told | {"macro": grid.macro, "web": grid.web}


def rows_of(grid: Grid) -> bytes:
    """The rows of a sheet as they are sent: some hundreds to a line, so that no line takes long to read."""
    parts: list[Any] = [{"formulas": sorted(grid.formulas), "merged": list(grid.merged)}]
    rows = iter(grid.rows)
    while some := [[_sent(cell) for cell in row] for row in islice(rows, _TO_A_LINE)]:
        parts.append(some)
    lines = (json.dumps(one, ensure_ascii=False, allow_nan=False, separators=(",", ":")) for one in parts)
    return "\n".join(lines).encode("utf-8", "replace")


def from_answer(header: dict[str, Any], tail: bytes) -> Grid | Unread:
    """The sheet of an answer, or why there is none; raises `Garbled`."""
    try:
        if "why" in header:
            return Unread(header["why"])
        lines = iter(tail.split(b"\n"))
        body = json.loads(next(lines))
        rows = (row for line in lines for row in json.loads(line))
        return Grid(
            rows=tuple(tuple(_received(cell) for cell in row) for row in islice(rows, MOST_ROWS)),
            sheets=tuple(str(one)[:100] for one in header["sheets"][:1_000]),
            sheet=str(header["sheet"])[:100],
            encoding=str(header["encoding"])[:20],
            formulas=frozenset((int(row), int(column)) for row, column in body["formulas"]),
            merged=tuple(_range(one) for one in body["merged"]),
            macro=header["macro"] is True,
            web=header["web"] is True,
        )
    except (KeyError, TypeError, ValueError, RecursionError) as problem:
        raise Garbled(str(problem)) from None


def trimmed(rows: Iterator[list[Cell]]) -> Iterator[tuple[Cell, ...]]:
    """Rows without the empty cells at their end."""
    for row in rows:
        end = len(row)
        while end and row[end - 1] in (None, ""):
            end -= 1
        yield tuple(row[:end])


def _sent(cell: Cell) -> Any:
    match cell:
        case datetime() | date():
            return {"day": cell.isoformat()}
        case str():
            return cell[:LONGEST_CELL]
    return cell


def _received(cell: Any) -> Cell:
    match cell:
        case None | bool() | int() | float():
            return cell
        case str():
            return cell[:LONGEST_CELL]
        case {"day": str(told)}:
            return datetime.fromisoformat(told) if "T" in told else date.fromisoformat(told)
    raise TypeError("no cell")


def _range(told: Any) -> tuple[int, int, int, int]:
    first, left, last, right = told
    return int(first), int(left), int(last), int(right)
