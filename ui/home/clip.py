"""A table on the clipboard, as Excel takes it: tab-separated text, and the same as HTML."""

from __future__ import annotations

import html
from collections.abc import Sequence

from PySide6.QtCore import QMimeData
from PySide6.QtGui import QGuiApplication


def copy_table(headings: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    """Put a table on the clipboard."""
    made = QMimeData()
    lines = [list(headings), *(list(one) for one in rows)]
    made.setText("\n".join("\t".join(_one_line(cell) for cell in line) for line in lines))
    made.setHtml(as_html(headings, rows))
    QGuiApplication.clipboard().setMimeData(made)


def as_html(headings: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """The table as HTML; all text is plain."""
    head = "".join(f"<th>{html.escape(cell)}</th>" for cell in headings)
    body = "".join("<tr>" + "".join(f"<td>{html.escape(cell)}</td>" for cell in one) + "</tr>" for one in rows)
    return f'<meta charset="utf-8"><table><tr>{head}</tr>{body}</table>'


def _one_line(text: str) -> str:
    return text.replace("\t", " ").replace("\n", " ")
