"""A paper as pictures, for looking before printing and for the printer: PDFium through pypdfium2, no Qt.

PDFium may be used by one thread at a time, so a lock is held while a page is opened or rendered, never between pages.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from math import ceil
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


@dataclass(frozen=True, slots=True)
class Strip:
    """Some rows of a page from edge to edge, for a printer; what a picture of the whole page would show there."""

    page: int  # from 0
    pages: int
    size: tuple[int, int]  # of the whole page, in dots
    top: int
    rows: int
    pixels: bytes  # RGB, three bytes each, rows without padding


def strips(pdf: bytes, room: tuple[int, int], rows: int) -> Iterator[Strip]:
    """The pages in order, each as large as `room` (dots across and down) holds it, in strips of `rows` from the top.

    A strip is rendered when it is asked for: at no time is more than one in memory. It reaches one row into the
    next, so that no gap can be seen where a printer's own program scales what it is given.
    """
    from pypdfium2 import PdfDocument

    with _ONE_AT_A_TIME:
        document = PdfDocument(pdf)
        count = len(document)
    try:
        for number in range(count):
            yield from _strips(document, number, count, room, rows)
    finally:
        with _ONE_AT_A_TIME:
            document.close()


def _strips(document: Any, number: int, count: int, room: tuple[int, int], rows: int) -> Iterator[Strip]:
    with _ONE_AT_A_TIME:
        page = document[number]
        across, down = page.get_size()
    try:
        # PDFium rounds up; half a dot less than whole dots is sure to become them.
        scale = min((room[0] - 0.5) / across, (room[1] - 0.5) / down)
        size = ceil(across * scale), ceil(down * scale)
        for top in range(0, max(size[1] - 1, 1), rows):
            end = min(top + rows + 1, size[1])
            crop = (0, (size[1] - end - 0.5) / scale, 0, (top - 0.5) / scale)
            with _ONE_AT_A_TIME:
                bitmap = page.render(scale=scale, crop=crop, rev_byteorder=True)
                try:
                    pixels = _rows(bitmap)
                finally:
                    bitmap.close()
            yield Strip(number, count, size, top, end - top, pixels)
    finally:
        with _ONE_AT_A_TIME:
            page.close()


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
