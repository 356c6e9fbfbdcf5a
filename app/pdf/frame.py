"""What is printed around the text of a page: watermark, stripe, running head and foot."""

from __future__ import annotations

from dataclasses import replace

from app.pdf import looks
from app.pdf.flow import Box, Mark, Stroke, Words
from app.pdf.ink import Watermark
from app.pdf.lines import INK, Joined, Line, Text
from app.pdf.looks import Style
from app.pdf.parts import Around
from app.pdf.setting import one_line, place
from app.texts import Message

_BOLD = replace(looks.RUNNING, bold=True, colour=INK)


def watermark(text: Message, language: str, measure: float) -> Watermark:
    """The word for the diagonal, as large as it fits."""
    line = one_line(text, Style(110, 110, bold=True), language)
    fit = min(1.0, measure / line.width)
    return Watermark(
        Line(tuple(replace(run, size=run.size * fit) for run in line.runs), line.width * fit), looks.WATERMARK
    )


def before(around: Around, language: str, width: float) -> tuple[Mark, ...]:
    """What stands above the text, in reading order; `width` is the page's."""
    marks: list[Mark] = []
    if around.stripe:
        marks.append(Box(0.0, 0.0, width, 1.75 * looks.GRID, looks.STRIPE))
        marks.append(_centred(around.stripe, replace(_BOLD, size=7.5), language, width, 0.375 * looks.GRID))
    marks.append(place(one_line(around.head, looks.RUNNING, language), looks.LEFT, 2.75 * looks.GRID, looks.GRID))
    marks.append(_right(around.marking, _BOLD, language, width, 2.75 * looks.GRID))
    marks.append(Stroke(((looks.LEFT, 4 * looks.GRID), (width - looks.LEFT, 4 * looks.GRID)), looks.HAIR))
    return tuple(marks)


def after(around: Around, language: str, size: tuple[float, float], page: int, pages: int) -> tuple[Mark, ...]:
    """What stands under the text of one page, in reading order."""
    width, height = size
    top = height - 3.5 * looks.GRID
    foot = Message(around.foot.text, **{**dict(around.foot.values), "page": page, "pages": pages})
    marks: list[Mark] = [Stroke(((looks.LEFT, top), (width - looks.LEFT, top)), looks.HAIR)]
    marks.append(place(one_line(foot, looks.RUNNING, language), looks.LEFT, top + 0.25 * looks.GRID, looks.GRID))
    marks.append(_right(around.imprint, looks.RUNNING, language, width, top + 0.25 * looks.GRID))
    if around.restricted:
        marks.append(_centred(around.restricted, _BOLD, language, width, top + 1.25 * looks.GRID))
    return tuple(marks)


def _right(text: Text | Joined, style: Style, language: str, width: float, top: float) -> Words:
    line = one_line(text, style, language)
    return place(line, width - looks.LEFT - line.width, top, looks.GRID)


def _centred(text: Text, style: Style, language: str, width: float, top: float) -> Words:
    line = one_line(text, style, language)
    return place(line, (width - line.width) / 2, top, looks.GRID)
