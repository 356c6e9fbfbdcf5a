"""Texts set into marks: checked, broken into lines, placed."""

from __future__ import annotations

from collections.abc import Sequence

from app.pdf import looks
from app.pdf.flow import Box, Mark, Piece, Stroke, Words
from app.pdf.fonts import check
from app.pdf.lines import Joined, Line, Run, Text, break_lines, runs, width
from app.pdf.looks import Style
from app.pdf.parts import Cell, Column, Part, Row, Sign
from app.pdf.structure import Element, Kind

_PAD = 0.15 * looks.GRID  # above and below the text of a row
_BETWEEN = 0.1 * looks.GRID  # between two lines of a row that has several
_GUTTER = 0.75 * looks.GRID  # between two columns


def style_runs(text: Text | Joined, style: Style, language: str) -> list[Run]:
    """A text as runs in a style. Raises `MissingGlyph`."""
    found = runs(text, Run("", language, style.bold, style.size, style.colour, style.serif))
    for run in found:
        check(run.text, run.language, run.serif)
    return found


def one_line(text: Text | Joined, style: Style, language: str) -> Line:
    """A text that has one line to itself, line ends in it shown as spaces. Raises `MissingGlyph`."""
    found = [run.says(run.text.replace("\n", " ")) for run in style_runs(text, style, language)]
    return Line(tuple(found), sum(width(run) for run in found))


def place(line: Line, x: float, top: float, leading: float, of: Element | None = None) -> Words:
    """A line in its strip, the ink in the middle of it."""
    size = max((run.size for run in line.runs), default=leading)
    return Words(x, top + _depth(Style(size, leading)), top, top + leading, line, of)


def set_parts(
    parts: Sequence[Part],
    language: str,
    x: float,
    top: float,
    measure: float,
    *,
    inside: Element,
    kind: Kind = "P",
    right: bool = False,
) -> tuple[list[Mark], float]:
    """Paragraphs one under the other, each a new part of `inside`: their marks, and where they end.

    Raises `MissingGlyph`.
    """
    marks: list[Mark] = []
    for part in parts:
        element = inside.add(kind)
        indent = 0.8 * looks.GRID if part.sign else 0.0
        if part.sign:
            marks.append(_sign(part.sign, x, top, part.style.leading))
        for line in break_lines(style_runs(part.text, part.style, language), measure - indent):
            start = x + measure - line.width if right else x + indent
            marks.append(place(line, start, top, part.style.leading, element))
            top += part.style.leading
    return marks, top


def set_row(
    columns: Sequence[Column],
    row: Row,
    header: Piece | None,
    language: str,
    rule: str = looks.HAIR,
    *,
    table: Element,
    head: bool = False,
) -> Piece:
    """A row of a table, or of a list whose items stand side by side, as one piece, ruled below.

    The first cell of a row of a table speaks for the row, those of its head for their columns.
    """
    count = len(row.cells)
    line = table if table.kind == "L" else table.add("TR")
    cells = [_cell(line, first=at == 0, rows=len(row.more), head=head) for at in range(count)]
    marks, height = _strip(columns, 0.0, row.cells, cells, 0.0, language)
    width = sum(column.steps for column in columns) * looks.GRID
    left, top = sum(column.steps for column in columns[:count]) * looks.GRID, 0.0
    for number, parts in enumerate(row.more):
        line = table.add("TR") if number else line
        cells = [line.add("TD") for _ in parts]
        found, end = _strip(columns[count:], left, parts, cells, top, language)
        height = max(height, end)
        top = end - 2 * _PAD + _BETWEEN
        marks += found
    under: list[Mark] = []
    if row.total:
        under = [Box(0.0, 0.0, width, height, looks.PALE), Stroke(((0.0, 0.0), (width, 0.0)), looks.ACCENT, 0.6)]
    under.append(Stroke(((0.0, height), (width, height)), rule))
    return Piece(height, (*under, *marks), header=header)


def fitted(pixels: tuple[int, int], wide: float, high: float) -> tuple[float, float]:
    """The size of a picture, as it is shaped, in a room; in points."""
    scale = min(wide / pixels[0], high / pixels[1])
    return pixels[0] * scale, pixels[1] * scale


def _cell(line: Element, *, first: bool, rows: int, head: bool) -> Element:
    if line.kind == "L":
        return line.add("LI").add("LBody")
    if head:
        return line.add("TH", scope="Column")
    if first:
        return line.add("TH", scope="Row", rows=max(rows, 1))
    return line.add("TD", rows=max(rows, 1))


def _strip(
    columns: Sequence[Column],
    left: float,
    cells: Sequence[Cell],
    elements: Sequence[Element],
    top: float,
    language: str,
) -> tuple[list[Mark], float]:
    """Cells side by side on a common first baseline: their marks, and where the longest ends."""
    marks: list[Mark] = []
    reach = top
    deepest = max((_depth(cell[0].style) for cell in cells if cell), default=0.0)
    for column, cell, element in zip(columns, cells, elements, strict=False):
        measure = column.steps * looks.GRID - (0.0 if column.right or column is columns[-1] else _GUTTER)
        start = top + _PAD + (deepest - _depth(cell[0].style) if cell else 0.0)
        found, end = set_parts(cell, language, left, start, measure, inside=element, right=column.right)
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
