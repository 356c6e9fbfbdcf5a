"""A paper as pictures, for looking before printing and for the printer: PDFium through pypdfium2, no Qt.

PDFium may be used by one thread at a time, so a lock is held while a page is opened or rendered, never between pages.
"""

from __future__ import annotations

from collections.abc import Iterator
from threading import Lock
from typing import Any, Final

_ONE_AT_A_TIME: Final = Lock()


def pages(pdf: bytes, scale: float) -> Iterator[tuple[int, int, bytes]]:
    """Each page as (width, height, pixels): rows from the top, three bytes RGB to a pixel, no padding.

    `scale` 1 is 72 dots to an inch; 300 / 72 is 300. A page is rendered when it is asked for; the file is closed when
    the last one was, or when the iterator is.
    """
    from pypdfium2 import PdfDocument

    with _ONE_AT_A_TIME:
        document = PdfDocument(pdf)
        count = len(document)
    try:
        for number in range(count):
            with _ONE_AT_A_TIME:
                picture = rendered(document, number, scale)
            yield picture
    finally:
        with _ONE_AT_A_TIME:
            document.close()


def page_count(pdf: bytes) -> int:
    """How many pages the file has."""
    from pypdfium2 import PdfDocument

    with _ONE_AT_A_TIME:
        document = PdfDocument(pdf)
        try:
            return len(document)
        finally:
            document.close()


def rendered(document: Any, number: int, scale: float) -> tuple[int, int, bytes]:
    """One page of an open document, as `pages` gives it; the caller sees to it that nobody else uses PDFium."""
    page = document[number]
    try:
        bitmap = page.render(scale=scale, rev_byteorder=True)
        try:
            return bitmap.width, bitmap.height, _rows(bitmap)
        finally:
            bitmap.close()
    finally:
        page.close()


def _rows(bitmap: Any) -> bytes:
    """The pixels without the padding at the end of each row."""
    buffer, row, stride = memoryview(bitmap.buffer).cast("B"), bitmap.width * 3, bitmap.stride
    if stride == row:
        return bytes(buffer)
    return b"".join(bytes(buffer[start : start + row]) for start in range(0, stride * bitmap.height, stride))
