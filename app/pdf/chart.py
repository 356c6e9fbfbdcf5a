"""Charts for papers, drawn of the same marks as all else: pairs of bars, before and after."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from app.pdf import looks
from app.pdf.flow import Box, Mark, Words
from app.pdf.looks import Style
from app.pdf.setting import one_line, place
from app.texts import Message

_LABEL: Final = 13.0  # grid steps; then the bars, then the figure of each
_FIGURE: Final = 7.0
_BAR: Final = 0.55  # height of one bar
_PAIR: Final = 2.0  # a pair of bars and the room to the next


@dataclass(frozen=True, slots=True)
class Bars:
    """One pair: what, in which unit, before and after. Each pair has a scale of its own, from zero."""

    name: Message
    unit: Message
    before: Decimal
    after: Decimal


@dataclass(frozen=True, slots=True)
class Drawing:
    """Marks from the drawing's own top left corner, and how high they reach, in points."""

    marks: tuple[Mark, ...]
    height: float


def bars(pairs: Sequence[Bars], language: str, width: float) -> Drawing:
    """Pairs of bars under each other, the upper one before, the lower one after. Raises `MissingGlyph`."""
    room = width - (_LABEL + _FIGURE) * looks.GRID
    marks: list[Mark] = []
    top = 0.25 * looks.GRID
    for pair in pairs:
        longest = max(pair.before, pair.after, Decimal(0))
        label = one_line(pair.name, looks.STRONG, language)
        marks.append(place(label, 0.0, top - 0.1 * looks.GRID, looks.GRID))
        marks.append(place(one_line(pair.unit, looks.SMALL, language), 0.0, top + 0.7 * looks.GRID, looks.GRID))
        for number, (value, colour) in enumerate(((pair.before, looks.HAIR), (pair.after, looks.ACCENT))):
            y = top + number * 0.8 * looks.GRID
            length = room * float(value / longest) if longest > 0 else 0.0
            marks.append(Box(_LABEL * looks.GRID, y, max(length, 0.6), _BAR * looks.GRID, colour))
            marks.append(_figure(value, language, _LABEL * looks.GRID + length + 0.4 * looks.GRID, y))
        top += _PAIR * looks.GRID
    return Drawing(tuple(marks), top)


def _figure(value: Decimal, language: str, x: float, y: float) -> Words:
    style: Style = looks.SMALL
    return place(one_line(Message("{number}", number=value), style, language), x, y, _BAR * looks.GRID)
