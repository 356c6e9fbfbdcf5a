"""The ReportLab canvas under a paper: pages in, bytes out, the same bytes for the same pages.

The date in the file is the paper's own moment, never the clock's or the environment's, and the file's fingerprint
comes from what is on the pages. ReportLab keeps a reading position in each font, so one paper is drawn at a time.
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from hashlib import md5
from threading import Lock
from typing import Any, Final

from app.clock import HONG_KONG
from app.pdf.flow import Box, Mark, Page, Stroke, Words
from app.pdf.fonts import face, font, widths
from app.pdf.lines import Line
from app.pdf.outlines import Point, contours

_ONE_AT_A_TIME: Final = Lock()
_TAGS: Final = {"en": "en-HK", "zh_HK": "zh-HK", "zh_CN": "zh-CN"}


@dataclass(frozen=True, slots=True)
class Watermark:
    """A pale word across the page, under everything else."""

    line: Line
    colour: str


@dataclass(frozen=True, slots=True)
class Leaf:
    """One finished page: what lies under, around and in its room, drawn in this order."""

    watermark: Watermark | None
    before: tuple[Mark, ...]
    page: Page
    after: tuple[Mark, ...]


@dataclass(frozen=True, slots=True)
class Imprint:
    """What the file says about itself; `made_at` is a moment with a time zone."""

    title: str
    language: str
    producer: str
    made_at: datetime


def draw(leaves: Sequence[Leaf], size: tuple[float, float], room: tuple[float, float], imprint: Imprint) -> bytes:
    """The PDF. `room` is the top left corner of the pages' room, in points from the page's top left corner."""
    with _ONE_AT_A_TIME:
        sheet = _Canvas(size, imprint)
        for leaf in leaves:
            sheet.leaf(leaf, room)
        return sheet.finish()


@cache
def _colour(name: str) -> Any:
    """ReportLab's colour for `#RRGGBB`; it takes as long to read one as to draw a line."""
    from reportlab.lib.colors import HexColor

    return HexColor(name)


class _Canvas:
    """ReportLab's canvas with the origin at the top left."""

    def __init__(self, size: tuple[float, float], imprint: Imprint) -> None:
        from reportlab.pdfgen.canvas import Canvas

        self._buffer = io.BytesIO()
        self._size = size
        language = _TAGS[imprint.language]
        first = font(imprint.language)  # an embedded one: the standard Helvetica is never named
        self._canvas: Any = Canvas(
            self._buffer, size, pageCompression=1, pdfVersion=(1, 7), initialFontName=first, lang=language
        )
        self._canvas.setTitle(imprint.title)
        self._canvas.setAuthor("")
        self._canvas.setSubject("")
        self._canvas.setCreator(imprint.producer)
        self._canvas.setProducer(imprint.producer)
        self._canvas.setViewerPreference("DisplayDocTitle", "true")
        self._date(imprint.made_at.astimezone(HONG_KONG))

    def _date(self, moment: datetime) -> None:
        """Put the paper's moment where ReportLab put the clock's."""
        document = self._canvas._doc  # noqa: SLF001  ReportLab offers no other door to its date
        stamp = document._timeStamp  # noqa: SLF001
        stamp.t = moment.timestamp()
        stamp.lt = moment.timetuple()
        stamp.YMDhms = tuple(stamp.lt)[:6]
        stamp.dhh, stamp.dmm, stamp.tzname = 8, 0, "HKT"
        document.signature = md5(moment.isoformat().encode(), usedforsecurity=False)

    def leaf(self, leaf: Leaf, room: tuple[float, float]) -> None:
        if leaf.watermark:
            self._watermark(leaf.watermark)
        self._marks(leaf.before, 0.0, 0.0)
        for distance, piece in leaf.page:
            self._marks(piece.marks, room[0], room[1] + distance)
        self._marks(leaf.after, 0.0, 0.0)
        self._canvas.showPage()

    def finish(self) -> bytes:
        self._canvas.save()
        return self._buffer.getvalue()

    def _watermark(self, mark: Watermark) -> None:
        """Draw the word as shapes, not as text: it would be read into the middle of the sentences over it."""
        canvas, (width, height) = self._canvas, self._size
        canvas.saveState()
        canvas.translate(width / 2, height / 2)
        canvas.rotate(52 if height > width else 35)
        canvas.setFillColor(_colour(mark.colour))
        x = -mark.line.width / 2
        for run in mark.line.runs:
            shapes = face(font(run.language, run.bold))
            canvas.translate(0, -run.size * 0.35)
            for char in run.text:
                path = canvas.beginPath()
                for contour in contours(shapes, char):
                    _curve(path, contour, x, run.size)
                canvas.drawPath(path, stroke=0, fill=1, fillMode=1)
                x += widths(run.language, run.bold)[char] * run.size / 1000
        canvas.restoreState()

    def _marks(self, marks: Iterable[Mark], left: float, top: float) -> None:
        canvas, height = self._canvas, self._size[1]
        for mark in marks:
            if isinstance(mark, Words):
                self._line(mark.line, left + mark.x, height - top - mark.y)
            elif isinstance(mark, Box):
                canvas.setFillColor(_colour(mark.colour))
                bottom = height - top - mark.y - mark.height
                canvas.rect(left + mark.x, bottom, mark.width, mark.height, stroke=0, fill=1)
            else:
                self._stroke(mark, left, height - top)

    def _stroke(self, mark: Stroke, left: float, top: float) -> None:
        canvas = self._canvas
        canvas.setStrokeColor(_colour(mark.colour))
        canvas.setLineWidth(mark.thickness)
        path = canvas.beginPath()
        path.moveTo(left + mark.points[0][0], top - mark.points[0][1])
        for x, y in mark.points[1:]:
            path.lineTo(left + x, top - y)
        canvas.drawPath(path)

    def _line(self, line: Line, x: float, y: float) -> None:
        if not line.runs:
            return
        text = self._canvas.beginText(x, y)
        for run in line.runs:
            text.setFont(font(run.language, run.bold), run.size)
            text.setFillColor(_colour(run.colour))
            text.textOut(run.text)
        self._canvas.drawText(text)


def _curve(path: Any, contour: Sequence[Point], x: float, size: float) -> None:
    """Add a closed contour to a path; each quadratic curve as the cubic one of the same shape."""
    points = [(x + px * size / 1000, py * size / 1000, on) for px, py, on in _with_middles(contour)]
    first, *rest = points
    path.moveTo(first[0], first[1])
    before, control = first, None
    for point in (*rest, first):
        if not point[2]:
            control = point
            continue
        if control is None:
            path.lineTo(point[0], point[1])
        else:
            handles = [end[axis] + (control[axis] - end[axis]) * 2 / 3 for end in (before, point) for axis in (0, 1)]
            path.curveTo(*handles, point[0], point[1])
        before, control = point, None
    path.close()


def _with_middles(contour: Sequence[Point]) -> list[Point]:
    """The points from one on the curve onward, with the implied ones between two that are off it."""
    full: list[Point] = []
    for this, following in zip(contour, (*contour[1:], contour[0])):
        full.append(this)
        if not this[2] and not following[2]:
            full.append(((this[0] + following[0]) / 2, (this[1] + following[1]) / 2, True))
    start = next(place for place, point in enumerate(full) if point[2])
    return full[start:] + full[:start]
