"""What came in, month by month: columns of at most five colours that everybody tells apart."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QPointF, QRectF, QSize
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPen

from app.home_figures import Intake
from app.home_findings import month, sector
from app.texts import Message
from ui import theme
from ui.home.chart import Chart, Mark, words
from ui.words import tr

#: Okabe and Ito's colours that stand out by 3 : 1 from light and dark ground; the last is for all others.
COLOURS: Final = ("#0072B2", "#D55E00", "#009E73", "#CC79A7", "#7F8A85")
_SQUARE: Final = 10
_LINE: Final = 18


class MonthColumns(Chart):
    """A column for each month, the largest sector at its foot; the sectors named over them with their colours."""

    def __init__(self, title: str) -> None:
        super().__init__(title)
        self._found = Intake((), ())

    def put(self, found: Intake, finding: Message) -> None:
        """Show other months."""
        self._found = found
        self.tell(finding)

    def sizeHint(self) -> QSize:
        """Qt's question."""
        return QSize(360, 200)

    def minimumSizeHint(self) -> QSize:
        """Qt's question."""
        return QSize(260, 184)

    def draw(self, painter: QPainter) -> list[Mark]:
        """The key, then month by month."""
        if not self._found.bands:
            return []
        top = self._draw_key(painter) + 20
        room = QRectF(2, top, self.width() - 4, self.height() - top - 34)
        highest = max(self._found.month(at) for at in range(len(self._found.months))) or 1
        pitch = room.width() / len(self._found.months)
        marks = []
        for at in range(len(self._found.months)):
            column = QRectF(room.left() + at * pitch + 3, room.top(), pitch - 6, room.height())
            marks += self._draw_month(painter, at, column, room.height() / highest)
        painter.setPen(QPen(theme.colour("border"), 1))
        painter.drawLine(room.bottomLeft(), room.bottomRight())
        return marks

    def _draw_key(self, painter: QPainter) -> float:
        """Each sector beside its colour, as many in a line as there is room for; gives where the key ends."""
        metrics = QFontMetrics(painter.font())
        x, y = 0.0, 0.0
        for at, band in enumerate(self._found.bands):
            text = tr(sector(band.sector))
            wide = min(_SQUARE + 6 + metrics.horizontalAdvance(text) + 2, self.width())
            if x and x + wide > self.width():
                x, y = 0.0, y + _LINE
            square = QRectF(x, y + (_LINE - _SQUARE) / 2, _SQUARE, _SQUARE)
            painter.fillRect(square, _colour(band.sector, at))
            words(painter, QRectF(x + _SQUARE + 6, y, wide - _SQUARE - 6, _LINE), text)
            x += wide + theme.S12
        return y + _LINE

    def _draw_month(self, painter: QPainter, at: int, column: QRectF, scale: float) -> list[Mark]:
        marks, foot = [], column.bottom()
        day = self._found.months[at]
        for place, band in enumerate(self._found.bands):
            if not band.counts[at]:
                continue
            high = band.counts[at] * scale
            piece = QRectF(column.left(), foot - high, column.width(), high)
            painter.fillRect(piece.adjusted(0, 1 if high > 3 else 0, 0, 0), _colour(band.sector, place))
            values = {"month": month(day), "sector": sector(band.sector), "n": band.counts[at]}
            marks.append(Mark(piece, Message("{month}, {sector}: {n}", **values), band.wants[at]))
            foot -= high
        self._draw_numbers(painter, at, column, foot)
        return marks

    def _draw_numbers(self, painter: QPainter, at: int, column: QRectF, foot: float) -> None:
        """How many over the column; under it the month, and the year where one begins."""
        day, total = self._found.months[at], self._found.month(at)
        metrics = QFontMetrics(painter.font())
        texts = [(f"{total:,}", foot - 18, "text"), (f"{day.month}", column.bottom() + 1, "muted")]
        if day.month == 1 or (at == 0 and day.month < 12):  # two years beside each other have no room
            texts.append((f"{day.year}", column.bottom() + 16, "muted"))
        for text, y, colour in texts:
            wide = metrics.horizontalAdvance(text) + 4
            left = min(max(column.center().x() - wide / 2, 0), self.width() - wide)
            painter.setPen(theme.colour(colour))
            painter.drawText(QPointF(left + 2, y + 1 + metrics.ascent()), text)


def _colour(of: object, at: int) -> QColor:
    """The colour of a sector by its place; all others have the last."""
    return QColor(COLOURS[-1 if of is None else at])
