"""What a paper is made of: the parts of panels, tables and boxes, and what surrounds the text of a page."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from app.pdf.lines import Joined, Name, Text
from app.pdf.looks import BODY, Style
from app.texts import Message

Sign = Literal["yes", "no", "open"]


@dataclass(frozen=True, slots=True)
class Part:
    """A paragraph of a cell; `sign` draws a small tick, cross or ring before it."""

    text: Text | Joined
    style: Style = BODY
    sign: Sign | None = None


Cell = tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table: its head, its width in grid steps, right-aligned for amounts."""

    head: Text
    steps: float
    right: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a table; a `total` is set off.

    The last columns may hold several cells one under the other, each `more` being one such line: `cells` then fill
    the first columns only, and reach over all the lines.
    """

    cells: tuple[Cell, ...]
    more: tuple[tuple[Cell, ...], ...] = ()
    total: bool = False


@dataclass(frozen=True, slots=True)
class Picture:
    """A photograph: a JPEG under a name of its own, its size in pixels, what it shows, and the words under it."""

    name: str
    jpeg: bytes
    pixels: tuple[int, int]
    told: Name
    under: Cell


@dataclass(frozen=True, slots=True)
class Around:
    """What is printed around the text of each page, and what the file says about itself.

    `foot` has the placeholders {page} and {pages}, filled here. `marking` stands top right, `restricted` bottom centre.
    `made_at` is a moment with a time zone: the only date the file carries.
    """

    title: Message
    made_at: datetime
    producer: str
    head: Text | Joined
    marking: Text | Joined
    foot: Message
    imprint: Message
    restricted: Text | None = None
    watermark: Message | None = None
    stripe: Message | None = None
