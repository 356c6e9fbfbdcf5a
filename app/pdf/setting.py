"""Texts set into marks: checked, broken into lines, placed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from app.pdf import looks
from app.pdf.flow import Box, Mark, Piece, Stroke, Words
from app.pdf.fonts import check
from app.pdf.lines import Line, Run, Text, break_lines, runs, width
from app.pdf.looks import Style
from app.pdf.parts import Cell, Column, Part, Row, Sign

_PAD = 0.15 * looks.GRID  # above and below the text of a row
_GUTTER = 0.75 * looks.GRID  # between two columns


def style_runs(text: Text, style: Style, language: str) -> list[Run]:
    """A text as runs in a style. Raises `MissingGlyph`."""
    found = runs(text, Run("", language, style.bold, style.size, style.colour))
    for run in found:
        check(run.text, run.language)
    return found


def one_line(text: Text, style: Style, language: str) -> Line:
    """A text that has one line to itself, line ends in it shown as spaces. Raises `MissingGlyph`."""
    found = [replace(run, text=run.text.replace("\n", " ")) for run in style_runs(text, style, language)]
    return Line(tuple(found), sum(width(run) for run in found))


def place(line: Line, x: float, top: float, leading: float) -> Words:
    """A line in its strip, the ink in the middle of it."""
    size = max((run.size for run in line.runs), default=leading)
    return Words(x, top + _depth(Style(size, leading)), top, top + leading, line)


def set_parts(
    parts: Sequence[Part], language: str, x: float, top: float, measure: float, *, right: bool = False
) -> tuple[list[Mark], float]:
    """Paragraphs one under the other: their marks, and where they end. Raises `MissingGlyph`."""
    marks: list[Mark] = []
    for part in parts:
        indent = 0.8 * looks.GRID if part.sign else 0.0
        if part.sign:
            marks.append(_sign(part.sign, x, top, part.style.leading))
        for line in break_lines(style_runs(part.text, part.style, language), measure - indent):
            start = x + measure - line.width if right else x + indent
            marks.append(place(line, start, top, part.style.leading))
            top += part.style.leading
    return marks, top


def set_row(columns: Sequence[Column], row: Row, header: Piece | None, language: str, rule: str = looks.HAIR) -> Piece:
    """A row of a table as one piece, ruled below."""
    count = len(row.cells)
    marks, height = _strip(columns, 0.0, row.cells, 0.0, language)
    width = sum(column.steps for column in columns) * looks.GRID
    left, top = sum(column.steps for column in columns[:count]) * looks.GRID, 0.0
    for cells in row.more:
        found, top = _strip(columns[count:], left, cells, top, language)
        marks += found
    height = max(height, top)
    under: list[Mark] = []
    if row.total:
        under = [Box(0.0, 0.0, width, height, looks.PALE), Stroke(((0.0, 0.0), (width, 0.0)), looks.ACCENT, 0.6)]
    under.append(Stroke(((0.0, height), (width, height)), rule))
    return Piece(height, (*under, *marks), header=header)


def _strip(
    columns: Sequence[Column], left: float, cells: Sequence[Cell], top: float, language: str
) -> tuple[list[Mark], float]:
    """Cells side by side on a common first baseline: their marks, and where the longest ends."""
    marks: list[Mark] = []
    reach = top
    deepest = max((_depth(cell[0].style) for cell in cells if cell), default=0.0)
    for column, cell in zip(columns, cells, strict=False):
        measure = column.steps * looks.GRID - (0.0 if column.right else _GUTTER)
        start = top + _PAD + (deepest - _depth(cell[0].style) if cell else 0.0)
        found, end = set_parts(cell, language, left, start, measure, right=column.right)
        marks += found
        reach = max(reach, end + _PAD)
        left += column.steps * looks.GRID
    return marks, reach


def _depth(style: Style) -> float:
    """How far below the top of its strip a line has its baseline."""
    return (style.leading + style.size * 0.74) / 2


def _sign(sign: Sign, x: float, top: float, leading: float) -> Stroke:
    """A tick, a cross or a ring; the words beside it say the same."""
    middle, r = top + leading / 2, 0.2 * looks.GRID
    if sign == "yes":
        points = ((x, middle), (x + 0.8 * r, middle + r), (x + 2.3 * r, middle - r))
        return Stroke(points, looks.ACCENT, 1.0)
    if sign == "no":
        a, b = (x, middle - r), (x + 2 * r, middle + r)
        c, d = (x, middle + r), (x + 2 * r, middle - r)
        centre = (x + r, middle)
        return Stroke((a, b, centre, c, d), looks.DANGER, 1.0)
    ring = ((0, -1), (0.7, -0.7), (1, 0), (0.7, 0.7), (0, 1), (-0.7, 0.7), (-1, 0), (-0.7, -0.7), (0, -1))
    return Stroke(tuple((x + r + dx * r, middle + dy * r) for dx, dy in ring), looks.WARN, 1.0)
