"""The outlines in a TrueType font: read to draw a word as a picture, moved to make wide punctuation narrow.

After the OpenType specification, table *glyf*: simple glyphs only, which all glyphs of our fonts are.
"""

from __future__ import annotations

import copy
from collections.abc import Iterator
from dataclasses import dataclass
from struct import pack_into, unpack_from
from typing import Any, Final
from weakref import WeakKeyDictionary

_QUOTES: Final = "‘’“”·"  # the Hong Kong cut draws these in the square of a Chinese character
_SIDE: Final = 45  # thousandths left free on each side of a narrow one
_ON_CURVE, _X_SHORT, _Y_SHORT, _REPEAT, _X_SAME, _Y_SAME = 1, 2, 4, 8, 16, 32

Point = tuple[float, float, bool]  # x, y, whether on the curve


@dataclass(frozen=True, slots=True)
class _Layout:
    """Where the parts of a simple glyph are: its flags one by one, the ends of its contours, its first coordinate."""

    flags: tuple[int, ...]
    ends: tuple[int, ...]
    coordinates: int


def english(font: Any) -> Any:
    """A copy of a ReportLab font for English text: quotes, apostrophe and middle dot as wide as their ink."""
    face = copy.copy(font.face)
    data = bytearray(face._ttf_data)  # noqa: SLF001  the only place where ReportLab keeps it
    face.hmetrics, face.charWidths = list(face.hmetrics), dict(face.charWidths)
    for char in _QUOTES:
        glyph = face.charToGlyph[ord(char)]
        left, right = _narrow(data, _place(face, glyph))
        face.hmetrics[glyph] = (right + _SIDE, left)
        face.charWidths[ord(char)] = right + _SIDE
    face._ttf_data = bytes(data)  # noqa: SLF001
    face.name = type(face.name)(face.name + b"-English")
    narrowed = copy.copy(font)
    narrowed.face, narrowed.fontName, narrowed.state = face, f"{font.fontName}-English", WeakKeyDictionary()
    return narrowed


def contours(face: Any, char: str) -> Iterator[list[Point]]:
    """The closed contours of a character, in thousandths of the size, y upward; curves are quadratic."""
    glyph = face.charToGlyph[ord(char)]
    if face.glyphPos[glyph] == face.glyphPos[glyph + 1]:
        return  # a space
    data = face._ttf_data  # noqa: SLF001
    layout = _layout(data, _place(face, glyph))
    xs, after = _axis(data, layout.coordinates, layout.flags, _X_SHORT, _X_SAME)
    ys, _ = _axis(data, after, layout.flags, _Y_SHORT, _Y_SAME)
    start = 0
    for end in layout.ends:
        yield [(xs[at], ys[at], bool(layout.flags[at] & _ON_CURVE)) for at in range(start, end + 1)]
        start = end + 1


def _place(face: Any, glyph: int) -> int:
    start: int = face.get_table_pos("glyf")[0] + face.glyphPos[glyph]
    return start


def _narrow(data: bytearray, place: int) -> tuple[int, int]:
    """Move a glyph left until little room is before its ink; where the ink then begins and ends."""
    left, right = unpack_from(">hxxh", data, place + 2)
    if left <= 0xFF:  # it stands at the left of its square already
        return left, right
    shift, first = left - _SIDE, _layout(data, place).coordinates
    (x,) = unpack_from(">h", data, first)  # beyond 255, so written in two bytes; all others count from it
    pack_into(">h", data, first, x - shift)
    pack_into(">h", data, place + 2, _SIDE)
    pack_into(">h", data, place + 6, right - shift)
    return _SIDE, right - shift


def _layout(data: bytes | bytearray, place: int) -> _Layout:
    (count,) = unpack_from(">h", data, place)
    if count < 0:
        raise ValueError("a composite glyph where a simple one was expected")
    ends = unpack_from(f">{count}H", data, place + 10)
    (instructions,) = unpack_from(">H", data, place + 10 + 2 * count)
    at = place + 12 + 2 * count + instructions
    flags: list[int] = []
    while len(flags) <= ends[-1]:
        times = 1
        flag = data[at]
        if flag & _REPEAT:
            at += 1
            times += data[at]
        flags += [flag] * times
        at += 1
    return _Layout(tuple(flags), ends, at)


def _axis(data: bytes, at: int, flags: tuple[int, ...], short: int, same: int) -> tuple[list[int], int]:
    """The coordinates of one axis, and where they end."""
    value, values = 0, []
    for flag in flags:
        if flag & short:
            value += data[at] if flag & same else -data[at]
            at += 1
        elif not flag & same:
            value += unpack_from(">h", data, at)[0]
            at += 2
        values.append(value)
    return values, at
