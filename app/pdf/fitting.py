"""Names on certificates: as large as they fit, never condensed, and nothing made small without being told."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Final

from app.pdf.fonts import check, first_missing
from app.pdf.lines import Line, Name, Run, break_lines, runs, width
from app.refusal import NotReady
from app.texts import Message

#: Points. Latin letters of the same size look larger than Chinese characters.
LARGEST: Final = {"en": 19.0, "zh_HK": 22.0, "zh_CN": 22.0}
SMALLEST: Final = 16.0
_STEP: Final = 0.5
_PARTED: Final = 17.0  # the largest of a name in two lines


@dataclass(frozen=True, slots=True)
class Fitted:
    """A name in one or two lines of one size (points), and what must be told about it."""

    lines: tuple[Line, ...]
    size: float
    warnings: tuple[Message, ...]


def fit(name: Name, measure: float, colour: str) -> Fitted:
    """A name in the serif within `measure` points: one line of 22 points (Latin: 19) down to 16, else two
    balanced lines.

    A name that the serif cannot show is set in sans, all of it. Raises `MissingGlyph`, and `NotReady` for a name that
    two lines do not hold.
    """
    text = Name(name.language, " ".join(name.text.split()))
    found = runs(text, Run("", name.language, size=LARGEST[name.language], colour=colour, serif=True))
    warnings = []
    if any(first_missing(run.text, run.language, serif=True) for run in found):
        for run in found:
            check(run.text, run.language)
        found = [replace(run, serif=False) for run in found]
        warnings.append(
            Message("“{name}” is set in the plain font: the certificate’s own lacks a character.", name=text.text)
        )
    for lines, size in _tries(found, measure, LARGEST[name.language]):
        if len(lines) > 1:
            warnings.append(Message("“{name}” is set in two lines of {size} points.", name=text.text, size=_said(size)))
        elif size < LARGEST[name.language]:
            warnings.append(Message("“{name}” is set smaller, at {size} points.", name=text.text, size=_said(size)))
        return Fitted(tuple(lines), size, tuple(warnings))
    raise NotReady("The certificate has no room for the name “{name}”. The paper was not made.", name=text.text)


def _tries(found: list[Run], measure: float, largest: float) -> Iterator[tuple[list[Line], float]]:
    """What fits, the best first."""
    whole = sum(width(run) for run in found)
    one = min(largest, largest * measure / whole if whole else largest) // _STEP * _STEP
    if one >= SMALLEST:
        sized = _sized(found, one)
        yield [Line(tuple(sized), sum(width(run) for run in sized))], one
    size = _PARTED
    while size >= SMALLEST:
        lines = _balanced(_sized(found, size), measure)
        if len(lines) <= 2:
            yield lines, size
        size -= _STEP


def _balanced(found: list[Run], measure: float) -> list[Line]:
    """Two lines about as long as each other: the narrowest measure that needs no third."""
    lines = break_lines(found, measure)
    low, high = sum(width(run) for run in found) / 2, measure
    while len(lines) == 2 and high - low > 1.0:
        middle = (low + high) / 2
        tried = break_lines(found, middle)
        if len(tried) > 2:
            low = middle
        else:
            lines, high = tried, middle
    return lines


def _sized(found: list[Run], size: float) -> list[Run]:
    return [replace(run, size=size) for run in found]


def _said(size: float) -> str:
    return f"{size:g}"
