"""The table of a page of the web: of a saved page, of a list that a system calls `.xls`, or of what was copied.

Runs in the process of `app.inside.child`, never elsewhere. Nothing of the page is followed, fetched or run. Of several
tables the one with most cells that hold something is taken; a table within a cell is a table of its own.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import Final

from app.inside.grid import LONGEST_CELL, MOST_CELLS, MOST_ROWS, Cell, Grid, Unread, trimmed

_BEGINNING: Final = re.compile(
    r"\s*(?:<\?xml[^>]{0,200}>\s*)?(?:<!--(?:(?!-->).){0,20000}-->\s*)*"
    r"<(?:!doctype html|html|head|meta|body|table|style)\b",
    re.IGNORECASE | re.DOTALL,
)
#: The most columns or rows a cell may reach over, and how deep tables may stand in one another.
_FARTHEST: Final = 1_000
_DEEPEST: Final = 50
_UNSEEN: Final = frozenset({"script", "style", "template"})
_PARTS: Final = frozenset({"br", "p", "div", "li", "tr"})


@dataclass(slots=True)
class _Table:
    rows: list[list[Cell]] = field(default_factory=list)
    merged: list[tuple[int, int, int, int]] = field(default_factory=list)
    #: For columns that a cell above reaches down into: through how many rows still; and those of the open row.
    hanging: dict[int, int] = field(default_factory=dict)
    covered: frozenset[int] = frozenset()
    #: The words of the cell that is open; None between cells.
    words: list[str] | None = None
    wide: int = 1
    high: int = 1
    filled: int = 0

    def begin_row(self) -> None:
        """Open a row under the cells that reach down into it."""
        self.end_cell()
        self.rows.append([])
        self.covered = frozenset(self.hanging)
        self.hanging = {column: left - 1 for column, left in self.hanging.items() if left > 1}

    def begin_cell(self, wide: int, high: int) -> int:
        """Open a cell beside the last one and those that reach down from above; gives how many columns it took."""
        self.end_cell()
        if not self.rows:
            self.begin_row()
        row, before = self.rows[-1], len(self.rows[-1])
        while len(row) in self.covered:
            row.append(None)
        self.words, self.wide, self.high = [], wide, high
        return len(row) - before + wide

    def end_cell(self) -> None:
        """Put what was read into the open row."""
        if self.words is None:
            return
        text = " ".join("".join(self.words).split())[:LONGEST_CELL]
        self.words = None
        row, top = self.rows[-1], len(self.rows) - 1
        left = len(row)
        row += [text or None, *[None] * (self.wide - 1)]
        self.filled += bool(text)
        if self.high > 1:
            self.hanging |= dict.fromkeys(range(left, left + self.wide), self.high - 1)
        if self.high > 1 or self.wide > 1:
            self.merged.append((top, left, top + self.high - 1, left + self.wide - 1))


class _TooMany(Exception):
    """More cells than are read."""


class _Tables(HTMLParser):
    """Reads the cells of all tables as they come, well-formed or not."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.best = _Table()
        self._open: list[_Table] = []
        self._cells = 0
        self._unseen = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """The parser's call: something begins."""
        self._unseen += tag in _UNSEEN
        if tag == "table" and len(self._open) < _DEEPEST:
            self._open.append(_Table())
        elif not self._open:
            return
        elif tag == "tr":
            self._begin_row()
        elif tag in ("td", "th"):
            self._begin_cell(dict(attrs))
        elif tag in _PARTS:
            self.handle_data(" ")

    def handle_endtag(self, tag: str) -> None:
        """The parser's call: something ends."""
        self._unseen -= tag in _UNSEEN and self._unseen > 0
        if not self._open:
            return
        if tag in ("td", "th", "tr"):
            self._open[-1].end_cell()
        elif tag == "table":
            self._end_table()

    def handle_data(self, data: str) -> None:
        """The parser's call: words."""
        if self._open and not self._unseen and (words := self._open[-1].words) is not None:
            words.append(data)

    def end(self) -> None:
        """The page is over; what was left open is taken as it stands."""
        self.close()
        while self._open:
            self._end_table()

    def _begin_row(self) -> None:
        table = self._open[-1]
        table.begin_row()
        if len(table.rows) > MOST_ROWS:
            raise _TooMany

    def _begin_cell(self, told: dict[str, str | None]) -> None:
        self._cells += self._open[-1].begin_cell(_reach(told.get("colspan")), _reach(told.get("rowspan")))
        if self._cells > MOST_CELLS:
            raise _TooMany

    def _end_table(self) -> None:
        table = self._open.pop()
        table.end_cell()
        if table.filled > self.best.filled:
            self.best = table


def _reach(told: str | None) -> int:
    """Over how many columns or rows a cell reaches, as far as that can be honest."""
    return min(int(told), _FARTHEST) if told and re.fullmatch(r"[0-9]{1,6}", told.strip()) and int(told) else 1


def is_page(text: str) -> bool:
    """Whether a text is a page of the web, or a piece of one that begins with a table."""
    return _BEGINNING.match(text[: 1 << 15]) is not None


def read(text: str, encoding: str) -> Grid | Unread:
    """The cells of the fullest table of a page."""
    tables = _Tables()
    try:
        tables.feed(text)
        tables.end()
    except _TooMany:
        return Unread.TOO_LARGE
    except AssertionError:  # how the parser says that it cannot go on
        return Unread.DAMAGED
    rows = tuple(trimmed(iter(tables.best.rows)))
    return Grid(rows, encoding=encoding, merged=tuple(tables.best.merged), web=True) if any(rows) else Unread.EMPTY
