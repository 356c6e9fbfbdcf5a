"""The rows of a list that stayed out, as a file for Excel: with why, to be put right there and brought in again."""

from __future__ import annotations

from collections.abc import Generator
from pathlib import Path

from app.exports import Step, made, write
from app.importing.cells import shown
from app.importing.check import column_letter
from app.importing.plan import Fate, Plan
from app.office import Office
from app.spreadsheet import Book, Column
from app.texts import Message

_STRIDE = 500


def export(office: Office, file: Path, language: str, plan: Plan, name: str) -> Generator[Step, None, Path]:
    """Write the rows of a checked list that do not go in, as they came, their reasons in the first column.

    Every cell is text, so a formula that came in never goes out as one. Raises `CannotSave`.
    """
    rows = [row for row in plan.rows if row.fate is Fate.OUT]
    title = Message("Rows of {file} that stayed out", file=name)

    def fill(book: Book) -> Generator[Step, None, Message]:
        titles = [text or column_letter(at) for at, text in enumerate(plan.titles)]
        columns = [Column(Message("Remarks"), most=60, wrap=True)]
        columns += [Column(Message("{name}", name=one)) for one in titles]
        sheet = book.sheet(Message("Rows"), (title, made(office)), columns)
        for number, row in enumerate(rows):
            if number % _STRIDE == 0:
                yield Step(number, len(rows))
            why = Message("{list}", list=tuple(one.text for one in row.findings if one.grave))
            cells = [shown(one) for one in row.cells[: len(titles)]]
            sheet.add([why, *cells, *("" for _ in range(len(titles) - len(cells)))])
        return Message("{n} {n|row|rows}", n=len(rows))

    return write(office, file, language, title, fill)
