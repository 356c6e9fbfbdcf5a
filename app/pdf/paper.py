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
from app.pdf.archive import Imprint
from app.pdf.chart import Drawing
from app.pdf.flow import Box, Mark, Photo, Piece, Stroke, Words, paginate
from app.pdf.frame import after, before, watermark
from app.pdf.ink import Leaf, draw
from app.pdf.lines import Joined, Name, Text
from app.pdf.looks import Style
from app.pdf.parts import Around, Cell, Column, Part, Picture, Row
from app.pdf.setting import fitted, set_parts, set_row
from app.pdf.structure import Element, Kind
from app.texts import Message, say

_HEADINGS: Final = {1: looks.TITLE, 2: looks.SECTION, 3: looks.MINOR}
_KINDS: Final[dict[int, Kind]] = {1: "H1", 2: "H2", 3: "H3"}
_ABOVE: Final = {1: 0.0, 2: 0.8, 3: 0.5}  # grid steps
_NOTHING: Final = Name("en", "")
_HIGHEST: Final = 15 * looks.GRID  # a photograph
_COMPANY: Final = 4  # lines that stay with the signatures under them, or with the end of the paper


class Paper:
    """A paper in one of `LANGUAGES`, being set. What somebody wrote comes as `Name`, with its own language.

    Each method raises `MissingGlyph` when given a text with a character that the fonts lack; nothing is drawn then.
    """

    def __init__(self, language: str, *, landscape: bool = False) -> None:
        self.language = language
        self._size = (looks.A4[1], looks.A4[0]) if landscape else looks.A4
        self.width = self._size[0] - 2 * looks.LEFT  # points
        self._pieces: list[Piece] = []
        self._document = Element("Document")
        self._level = 0
        self._fresh = False

    def heading(self, level: int, text: Text) -> None:
        """A heading of level 1 (the title), 2 or 3; never the last thing on a page.

        Raises ValueError when a level is left out: who hears the paper could not find the way.
        """
        if level > self._level + 1:
            raise ValueError(f"a heading of level {level} under one of level {self._level}")
        self._level = level
        marks, height = self._set((Part(text, _HEADINGS[level]),), self.width, kind=_KINDS[level])
        self._document.parts[-1].title = "".join(
            run.text for mark in marks if isinstance(mark, Words) for run in mark.line.runs
        ).strip()
        if level == 2:
            marks.append(Stroke(((0.0, height), (self.width, height)), looks.ACCENT, 0.6))
            height += 0.25 * looks.GRID
        above, fresh, self._fresh = _ABOVE[level] * looks.GRID, self._fresh, False
        self._pieces.append(Piece(height, tuple(marks), above=above, keep=True, fresh=fresh))

    def paragraph(self, text: Text | Joined, style: Style = looks.BODY, *, above: float = 0.25) -> None:
        """A paragraph, `above` grid steps under the last. A page may part it, but leaves two lines on either side."""
        marks, _ = self._set((Part(text, style),), self.width)
        self._lines(marks, style, above * looks.GRID)

    def items(self, texts: Iterable[Text], *, numbered: bool = False) -> None:
        """A list, with numbers or with dashes."""
        indent = looks.GRID * 1.25
        listed = self._document.add("L")
        for number, text in enumerate(texts, 1):
            item = listed.add("LI")
            sign = Name(self.language, f"{number}." if numbered else "–")
            muted = replace(looks.BODY, colour=looks.MUTED)
            marks, _ = self._set((Part(sign, muted),), indent, inside=item, kind="Lbl")
            body, _ = self._set((Part(text),), self.width - indent, indent, inside=item, kind="LBody")
            self._lines([*marks, *body], looks.BODY, 0.1 * looks.GRID)

    def panel(self, parts: Cell, colour: str = looks.ACCENT) -> None:
        """Paragraphs on a pale ground with a bar of colour: what the reader must see first."""
        marks, height = self._set(parts, self.width - 2 * looks.GRID, looks.GRID, 0.75 * looks.GRID)
        height += 0.75 * looks.GRID
        ground = (Box(0.0, 0.0, self.width, height, looks.PALE), Box(0.0, 0.0, 0.3 * looks.GRID, height, colour))
        self._pieces.append(Piece(height, (*ground, *marks), above=0.5 * looks.GRID))

    def facts(self, facts: Sequence[tuple[Text | Joined, Cell]], *, steps: float = 10.5, keep: bool = False) -> None:
        """Key facts: labels and what they name. `steps` is the width of the labels; `keep` binds all of them, and what
        follows, together.
        """
        columns = (Column(_NOTHING, steps), Column(_NOTHING, self.width / looks.GRID - steps))
        table = self._document.add("Table")
        for label, cell in facts:
            row = Row(((Part(label, looks.LABEL),), cell))
            self._pieces.append(replace(set_row(columns, row, None, self.language, table=table), keep=keep))

    def figures(self, figures: Sequence[tuple[Text, Cell]]) -> None:
        """A few amounts side by side, each under its label."""
        columns = [Column(_NOTHING, self.width / looks.GRID / len(figures)) for _ in figures]
        row = Row(tuple((Part(label, looks.LABEL), *cell) for label, cell in figures))
        self._pieces.append(set_row(columns, row, None, self.language, table=self._document.add("L")))

    def table(self, columns: Sequence[Column], rows: Sequence[Row]) -> None:
        """A table with a head row, repeated on each page it reaches. No row is cut, none stands alone on a page."""
        heads = Row(tuple((Part(column.head, replace(looks.SMALL, bold=True)),) for column in columns))
        table = self._document.add("Table")
        head = replace(set_row(columns, heads, None, self.language, looks.MUTED, table=table, head=True), keep=True)
        self._pieces.append(head)
        for number, row in enumerate(rows):
            bound = number < len(rows) - 1 and number in (0, len(rows) - 2)
            self._pieces.append(replace(set_row(columns, row, head, self.language, table=table), keep=bound))

    def signatures(self, title: Text, boxes: Sequence[Cell]) -> None:
        """A heading and boxes to sign in, up to four side by side, each under its own rule; all of it on the page of
        the last lines before it: nobody signs a page that says nothing.
        """
        self._bind()
        self.heading(2, title)
        count = min(max(len(boxes), 1), 4)
        step = (self.width - looks.GRID * (count - 1)) / count
        for start in range(0, len(boxes), count):
            lefts = [place * (step + looks.GRID) for place in range(len(boxes[start : start + count]))]
            found = [
                self._set(box, step, left, 0.4 * looks.GRID) for left, box in zip(lefts, boxes[start:], strict=False)
            ]
            rules = [Stroke(((left, 0.0), (left + step, 0.0)), looks.MUTED, 0.6) for left in lefts]
            marks = [mark for part, _ in found for mark in part]
            reach = max(reach for _, reach in found)
            more = start + count < len(boxes)
            self._pieces.append(Piece(reach, (*rules, *marks), above=0.75 * looks.GRID, keep=more))

    def figure(self, drawing: Drawing, told: Message) -> None:
        """A picture drawn of marks, and what it shows in words, for who cannot see it."""
        element = self._document.add("Figure", alt=say(told, self.language))
        marks = tuple(replace(mark, of=element) for mark in drawing.marks)
        self._pieces.append(Piece(drawing.height, marks, above=0.5 * looks.GRID))

    def pictures(self, pictures: Sequence[Picture]) -> None:
        """Photographs two by two, each with its words under it; two that stand side by side stay on one page."""
        step = (self.width - looks.GRID) / 2
        for start in range(0, len(pictures), 2):
            pair = pictures[start : start + 2]
            sizes = [fitted(one.pixels, step, _HIGHEST) for one in pair]
            under = max(high for _, high in sizes) + 0.25 * looks.GRID
            marks: list[Mark] = []
            reach = under
            for place, (one, (wide, high)) in enumerate(zip(pair, sizes, strict=True)):
                left = place * (step + looks.GRID)
                own = None if one.told.language == self.language else one.told.language
                element = self._document.add("Figure", language=own, alt=one.told.text)
                marks.append(Photo(left, 0.0, wide, high, one.name, one.jpeg, one.pixels, element))
                words, end = self._set(one.under, step, left, under)
                marks += words
                reach = max(reach, end)
            self._pieces.append(Piece(reach, tuple(marks), above=0.5 * looks.GRID))

    def new_page(self) -> None:
        """The heading that comes next begins a page."""
        self._fresh = True

    def space(self, steps: float) -> None:
        """Leave some room, in grid steps; none at the top of a page."""
        self._pieces.append(Piece(0.0, (), above=steps * looks.GRID))

    def pdf(self, around: Around) -> bytes:
        """The file, with what is printed around the text. The same paper and `around` give the same bytes, on any day.

        Raises `MissingGlyph`.
        """
        width, height = self._size
        self._bind()
        pages = paginate(self._pieces, height - looks.TOP - looks.BOTTOM)
        mark = watermark(around.watermark, self.language, self.width) if around.watermark else None
        top = before(around, self.language, width)
        leaves = [
            Leaf(mark, top, page, after(around, self.language, self._size, number, len(pages)))
            for number, page in enumerate(pages, 1)
        ]
        imprint = Imprint(say(around.title, self.language), self.language, around.producer, around.made_at)
        return draw(leaves, self._size, (looks.LEFT, looks.TOP), self._document, imprint)

    def _bind(self) -> None:
        """Let the last lines stay with what follows, and with each other."""
        self._pieces[-_COMPANY:] = [replace(piece, keep=True) for piece in self._pieces[-_COMPANY:]]

    def _set(
        self,
        parts: Sequence[Part],
        measure: float,
        x: float = 0.0,
        top: float = 0.0,
        *,
        inside: Element | None = None,
        kind: Kind = "P",
    ) -> tuple[list[Mark], float]:
        return set_parts(parts, self.language, x, top, measure, inside=inside or self._document, kind=kind)

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
