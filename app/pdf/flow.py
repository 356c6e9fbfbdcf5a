"""From pieces to pages: what stays together, what is repeated, where a page ends.

A *piece* is what a page never cuts: a line of a paragraph, a row of a table, a heading, a signature. Positions in
a piece are points from its own top left corner, downward.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final, TypeAlias

from app.pdf.lines import Line
from app.pdf.structure import Element

_SLACK: Final = 0.01  # points; sums of floats are not exact


@dataclass(frozen=True, slots=True)
class Words:
    """A line of text with its baseline at `y`, in a strip from `top` to `bottom`; `of` is what it is a line of."""

    x: float
    y: float
    top: float
    bottom: float
    line: Line
    of: Element | None = None


@dataclass(frozen=True, slots=True)
class Stroke:
    """A thin line through the points: a rule of a table, a tick, a cross; `of` is the figure it belongs to, if any."""

    points: tuple[tuple[float, float], ...]
    colour: str
    thickness: float = 0.4
    of: Element | None = None


@dataclass(frozen=True, slots=True)
class Box:
    """A filled rectangle; `of` is the figure it belongs to, if any."""

    x: float
    y: float
    width: float
    height: float
    colour: str
    of: Element | None = None


@dataclass(frozen=True, slots=True)
class Photo:
    """A picture, scaled into a rectangle; a JPEG of so many pixels, drawn once in a file for each `name`."""

    x: float
    y: float
    width: float
    height: float
    name: str
    jpeg: bytes
    pixels: tuple[int, int]
    of: Element | None = None


Mark: TypeAlias = Words | Stroke | Box | Photo


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of a page that stays whole, its marks in reading order.

    `above` is the space before it, dropped at the top of a page; `keep` binds it to the next piece; `header` is
    set again first when the piece begins a page (the head row of a table); `fresh` begins a page of its own.
    """

    height: float
    marks: tuple[Mark, ...]
    above: float = 0.0
    keep: bool = False
    header: Piece | None = None
    fresh: bool = False


Page: TypeAlias = tuple[tuple[float, Piece], ...]


def paginate(pieces: Sequence[Piece], height: float) -> list[Page]:
    """The pieces on pages with `height` points of room, each with its distance from the top of the room.

    Pieces bound by `keep` go to the next page together. Only what is taller than a whole page is parted: a chain
    between its pieces, a piece between its lines.
    """
    pages: list[list[tuple[float, Piece]]] = [[]]
    used = 0.0
    for chain in _chains(pieces, height):
        head = chain[0].header
        if pages[-1] and (chain[0].fresh or used + _height(chain) > height + _SLACK):
            pages.append([])
            used = 0.0
        if not pages[-1] and head and chain[0] is not head:
            pages[-1].append((0.0, _again(head)))
            used = head.height
        for piece in chain:
            used += piece.above if pages[-1] else 0.0
            pages[-1].append((used, piece))
            used += piece.height
    return [tuple(page) for page in pages]


def _again(head: Piece) -> Piece:
    """A head row on a further page: seen there, but not read aloud a second time."""
    return replace(head, marks=tuple(replace(mark, of=None) for mark in head.marks))


def _chains(pieces: Sequence[Piece], height: float) -> list[list[Piece]]:
    """The pieces in groups that go on one page, none taller than it."""
    chains: list[list[Piece]] = []
    current: list[Piece] = []
    for piece in (part for whole in pieces for part in _parted(whole, height)):
        current.append(piece)
        if not piece.keep:
            chains.append(current)
            current = []
    chains += [current] if current else []
    return [part for chain in chains for part in _shortened(chain, height)]


def _shortened(chain: list[Piece], height: float) -> list[list[Piece]]:
    head = chain[0].header.height if chain[0].header else 0.0
    if len(chain) == 1 or _height(chain) + head <= height:
        return [chain]
    count = 1
    while count < len(chain) - 1 and _height(chain[: count + 1]) + head <= height:
        count += 1
    return [chain[:count], *_shortened(chain[count:], height)]


def _height(chain: Sequence[Piece]) -> float:
    return sum(piece.above + piece.height for piece in chain)


def _parted(piece: Piece, height: float) -> list[Piece]:
    """A piece taller than a page, cut between its lines; any other as it is.

    The first part takes half a page only, so that a heading bound to it still finds room above it.
    """
    parts: list[Piece] = []
    room = height - (piece.header.height if piece.header else 0.0)
    limit = room / 2
    while piece.height > room:
        beyond = (mark.top for mark in piece.marks if isinstance(mark, Words) and mark.bottom > limit)
        start = min(beyond, default=limit)
        upper = tuple(part for mark in piece.marks if (part := _above(mark, limit)))
        lower = tuple(part for mark in piece.marks if (part := _below(mark, limit, start)))
        parts.append(replace(piece, height=limit, marks=upper, keep=False))
        piece = replace(piece, height=piece.height - start, marks=lower, above=0.0)
        limit = room
    return [*parts, piece]


def _above(mark: Mark, limit: float) -> Mark | None:
    """What of a mark stays above a cut."""
    if isinstance(mark, Box):
        return replace(mark, height=min(mark.height, limit - mark.y)) if mark.y < limit else None
    return mark if _reach(mark) <= limit else None


def _reach(mark: Words | Stroke | Photo) -> float:
    match mark:
        case Words():
            return mark.bottom
        case Photo():
            return mark.y + mark.height
    return max(y for _, y in mark.points)


def _below(mark: Mark, limit: float, start: float) -> Mark | None:
    """What of a mark goes under a cut, where the next part begins at `start`."""
    if isinstance(mark, Box):
        end = mark.y + mark.height
        return replace(mark, y=max(mark.y - start, 0.0), height=min(mark.height, end - start)) if end > limit else None
    if _above(mark, limit):
        return None
    if isinstance(mark, Words):
        return replace(mark, y=mark.y - start, top=mark.top - start, bottom=mark.bottom - start)
    if isinstance(mark, Photo):
        return replace(mark, y=mark.y - start)
    return replace(mark, points=tuple((x, y - start) for x, y in mark.points))
