"""The ornament of the certificate: a band of waves around the sheet, a rosette where the seals go. No crest.

Drawn once for the process, as the operators that a page repeats. Lengths are millimetres from the bottom left corner.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from math import cos, pi, sin
from typing import Final

_WIDTH, _HEIGHT = 297.0, 210.0
_EDGE: Final = 10.0  # what printers leave white
_BAND: Final = 5.0
_WAVE: Final = 9.0  # about the length of a wave; a side holds a whole number of them
_ROSETTE: Final = (148.5, 40.0, 20.0)  # its middle and radius: the room of 40 mm for the seals
_PALE, _JADE, _GOLD = "0.80 0.88 0.84", "0.40 0.62 0.53", "0.72 0.61 0.38"
# A quarter of a sine as one cubic curve: the handles that come within 0.1 % of it.
_QUARTER: Final = ((0.5122866, 0.5122866), (1.0023137, 1.0), (pi / 2, 1.0))


@cache
def ornament() -> str:
    """The operators of the whole ornament, lengths turned into points."""
    parts = ["q 2.834646 0 0 2.834646 0 0 cm 1 J"]
    parts += [f"{_PALE} RG 0.09 w", *_rosette(), "S"]
    parts += [f"{_PALE} RG 0.16 w", *_waves(0.7), "S"]
    parts += [f"{_JADE} RG 0.16 w", *_waves(0.0), "S"]
    parts += [f"{_JADE} RG 0.3 w", _frame(_EDGE), "S", "0.14 w", _frame(_EDGE + _BAND), "S"]
    parts += [f"{_GOLD} RG 0.16 w", _frame(_EDGE + _BAND + 1.3), *_corners(), "S", *_divider(), "Q"]
    return "\n".join(parts)


def _frame(inset: float) -> str:
    return f"{inset:g} {inset:g} {_WIDTH - 2 * inset:g} {_HEIGHT - 2 * inset:g} re"


def _waves(lower: float) -> Iterator[str]:
    """Two waves that cross, along each of the four sides between the corners; `lower` makes them flatter by so much."""
    low, begin = _EDGE + _BAND / 2, _EDGE + _BAND
    for across, length, far in ((False, _WIDTH, _HEIGHT), (True, _HEIGHT, _WIDTH)):
        for middle in (low, far - low):
            for sign in (1, -1):
                yield from _wave(begin, length - 2 * begin, middle, sign * (1.9 - lower), across=across)


def _wave(begin: float, length: float, middle: float, height: float, *, across: bool) -> Iterator[str]:
    count = 2 * round(length / _WAVE)  # halves
    step = length / count
    yield _at(begin, middle, across=across) + " m"
    for half in range(count):
        left = begin + half * step
        high = height if half % 2 == 0 else -height
        rising = [(left + x / pi * step, middle + y * high) for x, y in _QUARTER]
        falling = [(2 * (left + step / 2) - x, y) for x, y in (rising[1], rising[0], (left, middle))]
        for curve in (rising, falling):
            yield " ".join(_at(x, y, across=across) for x, y in curve) + " c"


def _at(along: float, beside: float, *, across: bool) -> str:
    x, y = (beside, along) if across else (along, beside)
    return f"{x:.2f} {y:.2f}"


def _ellipse(x: float, y: float, long: float, short: float, turn: float) -> Iterator[str]:
    """An ellipse around a point, turned by an angle: four cubic curves."""
    k = 0.5522848
    points = ((1, 0), (1, k), (k, 1), (0, 1), (-k, 1), (-1, k), (-1, 0), (-1, -k), (-k, -1), (0, -1), (k, -1), (1, -k))
    turned = []
    for px, py in (*points, points[0]):
        along, beside = px * long, py * short
        turned.append(
            f"{x + along * cos(turn) - beside * sin(turn):.2f} {y + along * sin(turn) + beside * cos(turn):.2f}"
        )
    yield turned[0] + " m"
    for start in (1, 4, 7, 10):
        yield " ".join(turned[start : start + 3]) + " c"


def _rosette() -> Iterator[str]:
    x, y, radius = _ROSETTE
    for number in range(24):
        yield from _ellipse(x, y, radius, radius * 0.42, pi * number / 24)
    yield from _ellipse(x, y, radius, radius, 0.0)
    yield from _ellipse(x, y, radius * 0.42, radius * 0.42, 0.0)


def _corners() -> Iterator[str]:
    """A small rosette in each corner of the band."""
    near = _EDGE + _BAND / 2
    for x in (near, _WIDTH - near):
        for y in (near, _HEIGHT - near):
            for number in range(4):
                yield from _ellipse(x, y, 1.9, 0.75, pi * number / 4)


def _divider() -> Iterator[str]:
    """A short rule with a lozenge in the middle, under the title."""
    x, y = _WIDTH / 2, 162.0
    yield f"{x - 32:g} {y:g} m {x - 3:g} {y:g} l {x + 3:g} {y:g} m {x + 32:g} {y:g} l S"
    yield f"{_GOLD} rg {x - 1.3:g} {y:g} m {x:g} {y + 0.9:g} l {x + 1.3:g} {y:g} l {x:g} {y - 0.9:g} l f"
