"""Rows on the clipboard as a table: tab-separated text, and HTML in which a spreadsheet knows text from amounts."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape
from typing import Any, TypeVar

from PySide6.QtCore import QMimeData

from ui.widgets.rows import Column
from ui.words import tr

R = TypeVar("R")


def copied(columns: Sequence[Column[R]], rows: Iterable[R], *, titles: bool) -> QMimeData:
    """Rows under their titles, or without. Amounts are bare numbers; all else is text, so that no number of a
    certificate loses its zeros and nothing is taken for a formula."""
    lines = [[_cell(column, row) for column in columns] for row in rows]
    head = [tr(column.title) for column in columns] if titles else []
    return table(head, lines, ["<td>" if column.amount is not None else _TEXT for column in columns])


def table(head: Sequence[str], lines: Sequence[Sequence[str]], opened: Sequence[str] = ()) -> QMimeData:
    """Lines of cells under their headings, if any; `opened` begins the cell of each column, else as a plain cell."""
    lines = [[_one_line(cell) for cell in line] for line in lines]
    found = QMimeData()
    found.setText("\n".join("\t".join(line) for line in ([list(head)] if head else []) + lines))
    found.setHtml(_html(head, lines, opened or ["<td>"] * max(map(len, lines), default=0)))
    return found


def _cell(column: Column[Any], row: Any) -> str:
    if column.amount is not None:
        amount = column.amount(row)
        return "" if amount is None else format(amount, "f")
    return column.whole(row)


def _one_line(text: str) -> str:
    return text.replace("\t", " ").replace("\n", " ")


def _html(head: Sequence[str], lines: Sequence[Sequence[str]], opened: Sequence[str]) -> str:
    titles = "".join(f"<th>{escape(title)}</th>" for title in head)
    body = "".join(
        "<tr>" + "".join(f"{tag}{escape(cell)}</td>" for tag, cell in zip(opened, line)) + "</tr>" for line in lines
    )
    return f'<meta charset="utf-8"><table>{f"<tr>{titles}</tr>" if head else ""}{body}</table>'


#: A cell that a spreadsheet takes as text.
_TEXT = "<td style=\"mso-number-format:'\\@'\">"
