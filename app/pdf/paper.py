"""`Paper`: the one layer through which every paper of the program is set.

Its words are those of a document's structure: heading, paragraph, list, key facts, figures, table with a head row,
signatures; running head and foot, watermark and stripe lie outside the text. Nobody above it names a font or a
position. It sets first and draws last: when every text has been checked for missing characters and every page is known.

It flows text itself instead of using ReportLab's platypus: see `lines` for why.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Final

from app.pdf import looks
from app.pdf.flow import Box, Mark, Piece, Stroke, Words, paginate
from app.pdf.frame import after, before, watermark
from app.pdf.ink import Imprint, Leaf, draw
from app.pdf.lines import Name, Text
from app.pdf.looks import Style
from app.pdf.parts import Around, Cell, Column, Part, Row
from app.pdf.setting import set_parts, set_row
from app.texts import say

_HEADINGS: Final = {1: looks.TITLE, 2: looks.SECTION, 3: looks.MINOR}
_ABOVE: Final = {1: 0.0, 2: 1.0, 3: 0.6}  # grid steps
_NOTHING: Final = Name("en", "")


class Paper:
    """A paper in one of `LANGUAGES`, being set. What somebody wrote comes as `Name`, with its own language.

    Each method raises `MissingGlyph` when given a text with a character that the fonts lack; nothing is drawn then.
    """

    def __init__(self, language: str, *, landscape: bool = False) -> None:
        self.language = language
        self._size = (looks.A4[1], looks.A4[0]) if landscape else looks.A4
        self.width = self._size[0] - 2 * looks.LEFT  # points
        self._pieces: list[Piece] = []

    def heading(self, level: int, text: Text) -> None:
        """A heading of level 1 (the title), 2 or 3; never the last thing on a page."""
        marks, height = self._set((Part(text, _HEADINGS[level]),), self.width)
        if level == 2:
            marks.append(Stroke(((0.0, height), (self.width, height)), looks.ACCENT, 0.6))
            height += 0.25 * looks.GRID
        self._pieces.append(Piece(height, tuple(marks), above=_ABOVE[level] * looks.GRID, keep=True))

    def paragraph(self, text: Text, style: Style = looks.BODY, *, above: float = 0.25) -> None:
        """A paragraph, `above` grid steps under the last. A page may part it, but leaves two lines on either side."""
        marks, _ = self._set((Part(text, style),), self.width)
        self._lines(marks, style, above * looks.GRID)

    def items(self, texts: Iterable[Text], *, numbered: bool = False) -> None:
        """A list, with numbers or with dashes."""
        indent = looks.GRID * 1.25
        for number, text in enumerate(texts, 1):
            sign = Name(self.language, f"{number}." if numbered else "–")
            marks, _ = self._set((Part(sign, replace(looks.BODY, colour=looks.MUTED)),), indent)
            body, _ = self._set((Part(text),), self.width - indent, indent)
            self._lines([*marks, *body], looks.BODY, 0.1 * looks.GRID)

    def panel(self, parts: Cell, colour: str = looks.ACCENT) -> None:
        """Paragraphs on a pale ground with a bar of colour: what the reader must see first."""
        marks, height = self._set(parts, self.width - 2 * looks.GRID, looks.GRID, 0.75 * looks.GRID)
        height += 0.75 * looks.GRID
        ground = (Box(0.0, 0.0, self.width, height, looks.PALE), Box(0.0, 0.0, 0.3 * looks.GRID, height, colour))
        self._pieces.append(Piece(height, (*ground, *marks), above=0.5 * looks.GRID))

    def facts(self, facts: Sequence[tuple[Text, Cell]], *, steps: float = 10.5) -> None:
        """Key facts: labels and what they name. `steps` is the width of the labels."""
        columns = (Column(_NOTHING, steps), Column(_NOTHING, self.width / looks.GRID - steps))
        for label, cell in facts:
            self._pieces.append(set_row(columns, Row(((Part(label, looks.LABEL),), cell)), None, self.language))

    def figures(self, figures: Sequence[tuple[Text, Cell]]) -> None:
        """A few amounts side by side, each under its label."""
        columns = [Column(_NOTHING, self.width / looks.GRID / len(figures)) for _ in figures]
        row = Row(tuple((Part(label, looks.LABEL), *cell) for label, cell in figures))
        self._pieces.append(set_row(columns, row, None, self.language))

    def table(self, columns: Sequence[Column], rows: Sequence[Row]) -> None:
        """A table with a head row, repeated on each page it reaches. No row is cut, none stands alone on a page."""
        heads = Row(tuple((Part(column.head, replace(looks.SMALL, bold=True)),) for column in columns))
        head = replace(set_row(columns, heads, None, self.language, looks.MUTED), keep=True)
        self._pieces.append(head)
        for number, row in enumerate(rows):
            bound = number < len(rows) - 1 and number in (0, len(rows) - 2)
            self._pieces.append(replace(set_row(columns, row, head, self.language), keep=bound))

    def signatures(self, boxes: Sequence[Cell]) -> None:
        """Boxes to sign in, up to four side by side, each under its own rule."""
        count = min(max(len(boxes), 1), 4)
        step = (self.width - looks.GRID * (count - 1)) / count
        for start in range(0, len(boxes), count):
            lefts = [place * (step + looks.GRID) for place in range(len(boxes[start : start + count]))]
            found = [
                self._set(box, step, left, 0.4 * looks.GRID) for left, box in zip(lefts, boxes[start:], strict=False)
            ]
            rules = [Stroke(((left, 0.0), (left + step, 0.0)), looks.MUTED, 0.6) for left in lefts]
            marks = [mark for part, _ in found for mark in part]
            self._pieces.append(Piece(max(reach for _, reach in found), (*rules, *marks), above=0.75 * looks.GRID))

    def space(self, steps: float) -> None:
        """Leave some room, in grid steps; none at the top of a page."""
        self._pieces.append(Piece(0.0, (), above=steps * looks.GRID))

    def pdf(self, around: Around) -> bytes:
        """The file, with what is printed around the text. The same paper and `around` give the same bytes, on any day.

        Raises `MissingGlyph`.
        """
        width, height = self._size
        pages = paginate(self._pieces, height - looks.TOP - looks.BOTTOM)
        mark = watermark(around.watermark, self.language, self.width) if around.watermark else None
        top = before(around, self.language, width)
        leaves = [
            Leaf(mark, top, page, after(around, self.language, self._size, number, len(pages)))
            for number, page in enumerate(pages, 1)
        ]
        imprint = Imprint(say(around.title, self.language), self.language, around.producer, around.made_at)
        return draw(leaves, self._size, (looks.LEFT, looks.TOP), imprint)

    def _set(self, parts: Sequence[Part], measure: float, x: float = 0.0, top: float = 0.0) -> tuple[list[Mark], float]:
        return set_parts(parts, self.language, x, top, measure)

    def _lines(self, marks: Sequence[Mark], style: Style, above: float) -> None:
        """A piece for each line, the first two and the last two bound together."""
        rows: dict[float, list[Words]] = {}
        for mark in marks:
            if isinstance(mark, Words):
                rows.setdefault(mark.top, []).append(mark)
        for number, (top, row) in enumerate(sorted(rows.items())):
            moved = tuple(replace(mark, y=mark.y - top, top=0.0, bottom=mark.bottom - top) for mark in row)
            bound = number < len(rows) - 1 and number in (0, len(rows) - 2)
            self._pieces.append(Piece(style.leading, moved, above=0.0 if number else above, keep=bound))
