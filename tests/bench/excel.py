"""100,000 rows for Excel, in ratio to the same rows as plain CSV, which knows neither forms nor widths."""

from __future__ import annotations

import csv
import time
import tracemalloc
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

from app.money import Amount
from app.spreadsheet import Book, Column
from app.texts import Message

ROWS = 100_000
_COLUMNS = 16
_MOST_HELD = 5_000


def measure(scratch: Path, row: Callable[[str, str, str], None]) -> None:
    """Add the line to the table."""
    folder = scratch / "excel"
    folder.mkdir()
    book, plain = _taken(lambda: _book(folder, ROWS)), _taken(lambda: _csv(folder, ROWS))
    held = f"{_held(folder) / 2**20:.0f} MB held over {_MOST_HELD:,} rows"
    row(
        "100,000 rows of 16 columns into a file for Excel",
        f"{book:.1f} s, {book / plain:.0f} × the same as CSV; {held}",
        "≤ 30 s, memory bounded",
    )


def _taken(task: Callable[[], object]) -> float:
    begun = time.perf_counter()
    task()
    return time.perf_counter() - begun


def _held(folder: Path) -> int:
    """The most bytes held at once; watching every byte is slow, and a few thousand rows show whether it grows."""
    tracemalloc.start()
    try:
        _book(folder, _MOST_HELD)
        return tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()


def _rows(number: int) -> Iterator[tuple[Any, ...]]:
    for n in range(number):
        names = ("Wing Fat Electroplating Company Limited", "永發電鍍廠有限公司", "永发电镀厂有限公司")
        days = (date(2026, 5, 4), date(2026, 6, 4))
        texts = ("NT", "Guangdong", "Dongguan", "Metal products", "Vetting", "Check the quotations", "LKY")
        yield (f"CP-26-{n:06}", *names, *texts, *days, Amount(Decimal(100_000 + n)), None, Amount(Decimal(50_000)))


def _book(folder: Path, number: int) -> None:
    made_at = datetime(2026, 5, 4, tzinfo=UTC)
    with Book(folder, "en", made_at=made_at, title=Message("Cases"), author="LKY") as book:
        sheet = book.sheet(Message("Cases"), (), [Column(Message("A"))] * _COLUMNS)
        for cells in _rows(number):
            sheet.add(cells)
        book.finished()


def _csv(folder: Path, number: int) -> None:
    with (folder / "rows.csv").open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(_rows(number))
