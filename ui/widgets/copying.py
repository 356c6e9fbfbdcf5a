"""Rows on the clipboard as a table: tab-separated text, and HTML in which a spreadsheet tells days and numbers from
text. Read back, too: rows that were copied elsewhere.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal
from typing import Final, TypeVar

from PySide6.QtCore import QMimeData

from ui.widgets.rows import Bare, Column
from ui.words import tr

R = TypeVar("R")


def copied(columns: Sequence[Column[R]], rows: Iterable[R], *, titles: bool) -> QMimeData:
    """Rows under their titles, or without: days as days and amounts as bare numbers, whatever the screen says of them;
    all else is text, so that no number of a certificate loses its zeros and nothing is taken for a formula."""
    return table([tr(column.title) for column in columns] if titles else [], [
        [column.bare(row) for column in columns] for row in rows
    ])  # fmt: skip


def table(head: Sequence[str], lines: Iterable[Sequence[Bare]]) -> QMimeData:
    """Lines of cells under their headings, if any."""
    cells = [[(_said(cell), _opened(cell)) for cell in line] for line in lines]
    texts = [[text for text, _ in line] for line in cells]
    found = QMimeData()
    found.setText("\n".join("\t".join(line) for line in ([list(head)] if head else []) + texts))
    found.setHtml(_html(head, cells))
    return found


def block(copied: QMimeData) -> str:
    """Rows that were copied elsewhere: a text with tabs where there is one, else a page of the web with a table, else
    whatever text there is.

    Some programs give a table as a page only, some a text beside it in which the cells have run together.
    """
    text = copied.text() if copied.hasText() and not copied.hasUrls() else ""
    if "\t" not in text and copied.hasHtml() and "<table" in (page := copied.html()).lower():
        return _PAGE + page  # a piece of a page need not begin like one
    return text if text.strip() else ""


def is_table(block: str) -> bool:
    """Whether what was copied is cells, not a word or a sentence."""
    return "\t" in block or block.startswith(_PAGE)


_PAGE: Final = "<!doctype html>"


def _said(cell: Bare) -> str:
    """A cell as every spreadsheet reads it, in whatever country it was set up."""
    match cell:
        case None:
            return ""
        case Decimal():
            return format(cell, "f")
        case date():
            return cell.isoformat()
    return str(cell).replace("\t", " ").replace("\n", " ")


def _opened(cell: Bare) -> str:
    """How the cell begins: the `style` is for Excel, what begins with `sd` for LibreOffice, which heeds only that."""
    match cell:
        case str():
            return _TEXT
        case date():
            return f'<td sdval="{(cell - _DAY_ZERO).days}" {_DAY}>'
        case None:
            return "<td>"
    return f'<td sdval="{_said(cell)}" sdnum="1033;">'


def _html(head: Sequence[str], lines: Sequence[Sequence[tuple[str, str]]]) -> str:
    from html import escape  # with a table of two thousand names, for which no window waits

    titles = "".join(f"<th>{escape(title)}</th>" for title in head)
    body = "".join("<tr>" + "".join(f"{tag}{escape(text)}</td>" for text, tag in line) + "</tr>" for line in lines)
    return f'<meta charset="utf-8"><table>{f"<tr>{titles}</tr>" if head else ""}{body}</table>'


#: A cell that a spreadsheet takes as text, and one that it takes as a day, counted from this one.
_TEXT: Final = '<td sdnum="1033;1033;@" style="mso-number-format:\'\\@\'">'
_DAY: Final = 'sdnum="1033;1033;YYYY-MM-DD" style="mso-number-format:\'yyyy\\-mm\\-dd\'"'
_DAY_ZERO: Final = date(1899, 12, 30)
