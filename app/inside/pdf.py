"""Inside a PDF: how many pages, its title, and one page as a picture. Runs only in `app.inside.child`."""

from __future__ import annotations

from typing import Any, Final

from app.inside.found import LINE, MOST_PIXELS, Facts, Picture
from app.inside.media import PDF
from app.preview import rendered
from models.kinds import Sight

_PASSWORD: Final = 4  # FPDF_ERR_PASSWORD
#: The longest side of a page that is believed, in points: PDF's own limit.
_LONGEST: Final = 14_400


def facts(data: bytes) -> Facts:
    """What the PDF says of itself."""
    document = _opened(data)
    if isinstance(document, Sight):
        return Facts(PDF, document)
    try:
        count = len(document)
        title = " ".join((document.get_metadata_value("Title") or "").split())
        return Facts(PDF, Sight.SHOWN if count else Sight.DAMAGED, pages=count, title=title[:LINE])
    finally:
        document.close()


def page(data: bytes, number: int, width: int) -> Picture | Sight:
    """A page, counted from 0, as wide as was asked for, unless it would be too large."""
    document = _opened(data)
    if isinstance(document, Sight):
        return document
    try:
        if not 0 <= number < len(document):
            return Sight.DAMAGED
        wide, high = document.get_page_size(number)
        if not (0 < wide <= _LONGEST and 0 < high <= _LONGEST):
            return Sight.DAMAGED
        scale = min(width / wide, (MOST_PIXELS / (wide * high)) ** 0.5 * 0.99)
        return Picture(*rendered(document, number, scale))
    finally:
        document.close()


def _opened(data: bytes) -> Any:
    """The document, or why it cannot be opened."""
    from pypdfium2 import PdfDocument, PdfiumError

    try:
        return PdfDocument(data)
    except PdfiumError as problem:
        return Sight.PASSWORD if problem.err_code == _PASSWORD else Sight.DAMAGED
