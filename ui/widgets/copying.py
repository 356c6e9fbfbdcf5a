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
    found = QMimeData()
    found.setText("\n".join("\t".join(line) for line in ([head] if titles else []) + lines))
    found.setHtml(_html(columns, head, lines))
    return found


def _cell(column: Column[Any], row: Any) -> str:
    if column.amount is not None:
        amount = column.amount(row)
        return "" if amount is None else format(amount, "f")
    return column.whole(row).replace("\t", " ").replace("\n", " ")


def _html(columns: Sequence[Column[Any]], head: Sequence[str], lines: Sequence[Sequence[str]]) -> str:
    opened = ["<td>" if column.amount is not None else _TEXT for column in columns]
    titles = "".join(f"<th>{escape(title)}</th>" for title in head)
    body = "".join(
        "<tr>" + "".join(f"{tag}{escape(cell)}</td>" for tag, cell in zip(opened, line)) + "</tr>" for line in lines
    )
    return f'<meta charset="utf-8"><table>{f"<tr>{titles}</tr>" if head else ""}{body}</table>'


#: A cell that a spreadsheet takes as text.
_TEXT = "<td style=\"mso-number-format:'\\@'\">"
