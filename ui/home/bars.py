"""Bars that lie: how many cases stand in each stage, how much money against the Programme allocation, how many days."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPen

from app.case_wants import Want
from app.texts import Message
from ui import theme
from ui.home.chart import Chart, Mark, widest, words
from ui.words import tr

#: From the top of one bar to the top of the next, at least and at most.
_LEAST, _MOST = 18, 32
#: What the names take of the width at most.
_NAMES: Final = 0.42
_GAP: Final = theme.S8


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of a bar that says something of its own."""

    length: float
    said: Message
    wants: frozenset[Want]


@dataclass(frozen=True, slots=True)
class Bar:
    """A bar: its name, its figure as it is written beside it, its length, what more it says and whose it is.

    `far` draws no bar but a line from a dot at `length` to a second dot there. A hollow bar is something not settled.
    One of several `pieces` is cut into them.
    """

    name: Message
    figure: Message
    length: float
    said: Message
    wants: frozenset[Want] | None = None
    far: float | None = None
    hollow: bool = False
    inset: bool = False
    pieces: tuple[Piece, ...] = ()


@dataclass(frozen=True, slots=True)
class Line:
    """A line across all bars, with its words over it."""

    at: float
    name: Message


class Bars(Chart):
    """Bars under each other, names at the left, figures at their ends."""

    def __init__(self, title: str) -> None:
        super().__init__(title)
        self._bars: tuple[Bar, ...] = ()
        self._line: Line | None = None

    def put(self, bars: Sequence[Bar], finding: Message, line: Line | None = None) -> None:
        """Show other bars, and a line they are measured against."""
        self._bars, self._line = tuple(bars), line
        self.tell(finding)

    def sizeHint(self) -> QSize:
        """Qt's question."""
        return QSize(360, self._top() + len(self._bars) * (20 if len(self._bars) > 6 else 26) + 4)

    def minimumSizeHint(self) -> QSize:
        """Qt's question: no bar is lower than its words."""
        return QSize(260, self._top() + len(self._bars) * _LEAST + 4)

    def _top(self) -> int:
        return 0 if self._line is None else 22

    def draw(self, painter: QPainter) -> list[Mark]:
        """Names, bars, figures; the line behind them."""
        if not self._bars:
            return []
        metrics = QFontMetrics(painter.font())
        names = min(widest([tr(bar.name) for bar in self._bars], metrics) + 2, round(self.width() * _NAMES)) + _GAP
        figures = widest([tr(bar.figure) for bar in self._bars], metrics) + _GAP
        figures += 2 if all(bar.far is None for bar in self._bars) else 12  # a dot is wider than the end of a bar
        room = QRectF(names, self._top(), max(self.width() - names - figures, 20), self.height() - self._top() - 2)
        pitch = min(max(room.height() / len(self._bars), _LEAST), _MOST)
        longest = max([*(max(bar.length, bar.far or 0) for bar in self._bars), self._line.at if self._line else 0]) or 1
        self._draw_line(painter, room, longest, pitch)
        marks = []
        for at, bar in enumerate(self._bars):
            place = QRectF(0, room.top() + at * pitch, self.width(), pitch)
            self._draw_bar(painter, bar, place, room, room.width() / longest)
            marks.append(Mark(place, bar.said, bar.wants))
            marks += self._cut(painter, bar, place, room.left(), room.width() / longest)
        painter.setPen(QPen(theme.colour("border"), 1))
        painter.drawLine(QPointF(room.left(), room.top()), QPointF(room.left(), room.top() + len(self._bars) * pitch))
        return marks

    def _draw_bar(self, painter: QPainter, bar: Bar, place: QRectF, room: QRectF, scale: float) -> None:
        left = theme.S12 if bar.inset else 0
        words(painter, QRectF(left, place.top(), room.left() - _GAP - left, place.height()), tr(bar.name))
        accent = theme.colour("accent")
        thick = min(place.height() - 6, 18)
        drawn = QRectF(room.left(), place.center().y() - thick / 2, max(bar.length * scale, 1), thick)
        end = drawn.right()
        if bar.far is None:
            painter.setPen(QPen(accent, 1))
            painter.setBrush(Qt.BrushStyle.NoBrush if bar.hollow else accent)
            painter.drawRect(drawn.adjusted(0.5, 0.5, -0.5, -0.5))
        else:
            end = room.left() + max(bar.far, bar.length) * scale
            _range(painter, drawn.right(), end, place.center().y())
            end += 6
        beside = QRectF(end + 6, place.top(), self.width() - end - 6, place.height())
        words(painter, beside, tr(bar.figure))

    def _cut(self, painter: QPainter, bar: Bar, place: QRectF, left: float, scale: float) -> list[Mark]:
        """The pieces of a bar, with a line of the ground between two."""
        marks, x = [], left
        for at, piece in enumerate(bar.pieces if len(bar.pieces) > 1 else ()):
            wide = piece.length * scale
            if at:
                painter.setPen(QPen(theme.colour("base"), 2))
                painter.drawLine(QPointF(x, place.top() + 2), QPointF(x, place.bottom() - 2))
            marks.append(Mark(QRectF(x, place.top(), wide, place.height()), piece.said, piece.wants))
            x += wide
        return marks

    def _draw_line(self, painter: QPainter, room: QRectF, longest: float, pitch: float) -> None:
        if self._line is None:
            return
        x = room.left() + self._line.at * room.width() / longest
        painter.setPen(QPen(theme.colour("text"), 1, Qt.PenStyle.DashLine))
        painter.drawLine(QPointF(x, room.top() - 2), QPointF(x, room.top() + len(self._bars) * pitch))
        said = tr(self._line.name)
        width = QFontMetrics(painter.font()).horizontalAdvance(said) + 4
        left = min(max(x - width / 2, 0), self.width() - width)
        words(painter, QRectF(left, 0, width, room.top() - 4), said, colour="muted")


def _range(painter: QPainter, near: float, far: float, y: float) -> None:
    """From what half took to what nine of ten did not exceed: a full dot, a line, an open dot."""
    accent = theme.colour("accent")
    painter.setPen(QPen(accent, 2))
    painter.drawLine(QPointF(near, y), QPointF(far, y))
    painter.setBrush(theme.colour("base"))
    painter.drawEllipse(QPointF(far, y), 4, 4)
    painter.setBrush(accent)
    painter.drawEllipse(QPointF(near, y), 4, 4)
    painter.setBrush(Qt.BrushStyle.NoBrush)
