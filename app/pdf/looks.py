"""How papers look: sizes, colours, places. Everything stands on a grid of 4 mm; lengths are points."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Final

from app.pdf.lines import INK

GRID: Final = 4 * 72 / 25.4
A4: Final = (210 * 72 / 25.4, 297 * 72 / 25.4)

MUTED: Final = "#5A635F"
ACCENT: Final = "#0B6E4F"
WARN: Final = "#8A5300"
DANGER: Final = "#B3261E"
PALE: Final = "#EEF5F1"
HAIR: Final = "#C9D3CE"
STRIPE: Final = "#F6D98B"
WATERMARK: Final = "#ECF0EE"

LEFT: Final = 5.25 * GRID  # 21 mm: leaves 168 mm, 42 steps, on an upright page
TOP: Final = 5 * GRID
BOTTOM: Final = 4.5 * GRID


@dataclass(frozen=True, slots=True)
class Style:
    """How a text is set: size and distance of lines in points, weight, colour; the serif has one weight."""

    size: float
    leading: float
    bold: bool = False
    colour: str = INK
    serif: bool = False


BODY: Final = Style(8.5, 0.95 * GRID)
STRONG: Final = replace(BODY, bold=True)
SMALL: Final = Style(7, 0.8 * GRID, colour=MUTED)
LABEL: Final = Style(7.5, 0.95 * GRID, colour=MUTED)
LEAD: Final = Style(9.5, 1.25 * GRID)
VERDICT: Final = Style(14, 1.75 * GRID, bold=True, colour=ACCENT)
FIGURE: Final = Style(11.5, 1.4 * GRID, bold=True)
TITLE: Final = Style(19, 2.25 * GRID, bold=True)
SECTION: Final = Style(10.5, 1.5 * GRID, bold=True, colour=ACCENT)
MINOR: Final = replace(STRONG, colour=MUTED)
RUNNING: Final = Style(7, GRID, colour=MUTED)
