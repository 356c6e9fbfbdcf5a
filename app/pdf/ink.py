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
from itertools import groupby
from threading import Lock
from typing import Any, Final

from app.clock import HONG_KONG
from app.pdf.archive import Imprint, Marked, keep_drawing, keep_picture, mark_page, prepare, seal
from app.pdf.flow import Box, Mark, Page, Photo, Stroke, Words
from app.pdf.fonts import face, font, widths
from app.pdf.lines import Line, Run, width
from app.pdf.outlines import Point, contours
from app.pdf.structure import TAGS, Element

_ONE_AT_A_TIME: Final = Lock()


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
    ornament: str = ""  # operators of a drawing under everything, from the bottom left corner


def draw(
    leaves: Sequence[Leaf],
    size: tuple[float, float],
    room: tuple[float, float],
    structure: Element,
    imprint: Imprint,
) -> bytes:
    """The PDF, tagged. `room` is the top left corner of the pages' room, in points from the page's top left corner."""
    with _ONE_AT_A_TIME:
        sheet = _Canvas(size, imprint)
        for leaf in leaves:
            sheet.leaf(leaf, room)
        return sheet.finish(structure)


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
        language = TAGS[imprint.language]
        first = font(imprint.language)  # an embedded one: the standard Helvetica is never named
        self._canvas: Any = Canvas(
            self._buffer, size, pageCompression=1, pdfVersion=(1, 7), initialFontName=first, lang=language
        )
        self._imprint = imprint
        self._marked = Marked()
        prepare(self._canvas)
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
        """Draw a page. What belongs to no element of the structure is marked as an artifact."""
        self._marked.begin_page()
        if leaf.ornament:
            self._ornament(leaf.ornament)
        if leaf.watermark:
            self._begin("/Artifact <</Type /Pagination /Subtype /Watermark>> BDC")
            self._watermark(leaf.watermark)
            self._end()
        self._artifact(leaf.before, 0.0, 0.0, "/Artifact <</Type /Pagination /Subtype /Header>> BDC")
        for distance, piece in leaf.page:
            self._marks(piece.marks, room[0], room[1] + distance)
        self._artifact(leaf.after, 0.0, 0.0, "/Artifact <</Type /Pagination /Subtype /Footer>> BDC")
        self._canvas.showPage()

    def finish(self, structure: Element) -> bytes:
        pages = self._canvas._doc.Pages.pages  # noqa: SLF001  ReportLab gives no finished page out
        for number, page in enumerate(pages):
            mark_page(page, number)
        seal(self._canvas, structure, self._marked, self._imprint)
        self._canvas.save()
        return self._buffer.getvalue()

    def _begin(self, operator: str) -> None:
        self._canvas._code.append(operator)  # noqa: SLF001  ReportLab has no marked content

    def _end(self) -> None:
        self._canvas._code.append("EMC")  # noqa: SLF001

    def _begin_of(self, element: Element) -> None:
        self._begin(f"/{element.kind} <</MCID {self._marked.stretch(element)}>> BDC")

    def _bookmark(self, element: Element, y: float) -> None:
        """The first line of a heading is where its bookmark leads."""
        if element.title and element not in self._marked.parts:
            key = f"h{len(self._marked.parts)}"
            self._canvas.bookmarkHorizontal(key, 0, y)
            self._canvas.addOutlineEntry(element.title, key, int(element.kind[1]) - 1)

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

    def _ornament(self, operators: str) -> None:
        """The drawing that all pages of a file share is written into it once."""
        if not self._canvas.hasForm("Ornament"):
            keep_drawing(self._canvas, "Ornament", operators, self._size)
        self._begin("/Artifact BMC")
        self._canvas.doForm("Ornament")
        self._end()

    def _artifact(self, marks: Iterable[Mark], left: float, top: float, operator: str) -> None:
        self._begin(operator)
        for mark in marks:
            self._draw(mark, left, top)
        self._end()

    def _marks(self, marks: Iterable[Mark], left: float, top: float) -> None:
        """Marks that follow one another and are of the same element make one stretch; lines of text one each."""
        for element, group in groupby(marks, key=lambda mark: mark.of):
            if element is None:
                self._artifact(group, left, top, "/Artifact BMC")
            elif element.kind == "Figure":
                self._begin_of(element)
                for mark in group:
                    self._draw(mark, left, top)
                self._end()
            else:
                for mark in group:
                    assert isinstance(mark, Words)  # only figures have strokes and boxes of their own
                    self._read_line(mark.line, element, left + mark.x, self._size[1] - top - mark.y)

    def _draw(self, mark: Mark, left: float, top: float) -> None:
        canvas, height = self._canvas, self._size[1]
        if isinstance(mark, Words):
            self._line(mark.line.runs, left + mark.x, height - top - mark.y)
        elif isinstance(mark, Box):
            canvas.setFillColor(_colour(mark.colour))
            bottom = height - top - mark.y - mark.height
            canvas.rect(left + mark.x, bottom, mark.width, mark.height, stroke=0, fill=1)
        elif isinstance(mark, Photo):
            self._photo(mark, left + mark.x, height - top - mark.y - mark.height)
        else:
            self._stroke(mark, left, height - top)

    def _photo(self, mark: Photo, x: float, y: float) -> None:
        canvas = self._canvas
        if not canvas.hasForm(mark.name):
            keep_picture(canvas, mark.name, mark.jpeg, mark.pixels)
        canvas.saveState()
        canvas.transform(mark.width, 0, 0, mark.height, x, y)
        canvas.doForm(mark.name)
        canvas.restoreState()

    def _read_line(self, line: Line, element: Element, x: float, y: float) -> None:
        """A line of text, marked, each stretch in another language as a span of its own."""
        own = element.language or self._imprint.language
        self._bookmark(element, y + max((run.size for run in line.runs), default=0.0))
        for language, group in groupby(line.runs, key=lambda run: _spoken(run, own)):
            runs = tuple(group)
            self._begin_of(element if language == own else self._marked.word_in(element, language))
            self._line(runs, x, y)
            self._end()
            x += sum(width(run) for run in runs)

    def _stroke(self, mark: Stroke, left: float, top: float) -> None:
        canvas = self._canvas
        canvas.setStrokeColor(_colour(mark.colour))
        canvas.setLineWidth(mark.thickness)
        path = canvas.beginPath()
        path.moveTo(left + mark.points[0][0], top - mark.points[0][1])
        for x, y in mark.points[1:]:
            path.lineTo(left + x, top - y)
        canvas.drawPath(path)

    def _line(self, runs: Sequence[Run], x: float, y: float) -> None:
        if not runs:
            return
        text = self._canvas.beginText(x, y)
        for run in runs:
            text.setFont(font(run.language, run.bold, run.serif), run.size)
            text.setFillColor(_colour(run.colour))
            text.textOut(run.text)
        self._canvas.drawText(text)


def _spoken(run: Run, own: str) -> str:
    """The language in which a run is read aloud; a number or a dot is read in any."""
    return run.language if any(char.isalpha() for char in run.text) else own


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
