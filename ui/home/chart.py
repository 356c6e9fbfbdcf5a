"""What the charts of Home have in common: marks one can point at, walk along with the arrow keys, and open."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QEvent, QPoint, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QFontMetrics, QHelpEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from app.case_wants import Want
from app.texts import Message
from ui import theme
from ui.widgets.basic import tip
from ui.words import Speaking, tr

_FORWARD: Final = (Qt.Key.Key_Right, Qt.Key.Key_Down)
_BACK: Final = (Qt.Key.Key_Left, Qt.Key.Key_Up)
_OPEN: Final = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space)


@dataclass(frozen=True, slots=True)
class Mark:
    """A part of a chart: where it lies, what it says, and which cases it counts; nothing is opened without any."""

    room: QRectF
    said: Message
    wants: frozenset[Want] | None = None


class Chart(Speaking, QWidget):
    """A drawing of marks. A subclass draws in `draw` and gives the marks. Signal: `asked(wants)` to see its cases."""

    asked = Signal(object)

    def __init__(self, title: str) -> None:
        super().__init__()
        self._finding = Message("")
        self._marks: list[Mark] = []
        self._at: int | None = None
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.says(self.setAccessibleName, title)

    def draw(self, painter: QPainter) -> list[Mark]:
        """Draw, and say what is where."""
        raise NotImplementedError

    def tell(self, finding: Message) -> None:
        """What the chart shows, for who does not see it; then draw anew."""
        self._finding, self._at = finding, None
        self.setAccessibleDescription(tr(finding))
        self.updateGeometry()
        self.update()

    @property
    def marks(self) -> tuple[Mark, ...]:
        """The marks as they were drawn last."""
        return tuple(self._marks)

    def retranslate(self) -> None:
        """The description and the words in the drawing."""
        super().retranslate()
        self.setAccessibleDescription(tr(self._finding))
        self.updateGeometry()
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Qt's call to draw."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(theme.sized("caption"))
        self._marks = self.draw(painter)
        if self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(theme.colour("focus"), 2))
            chosen = self._chosen()
            room = QRectF(self.rect()).adjusted(1, 1, -1, -1) if chosen is None else chosen.room.adjusted(-1, -1, 1, 1)
            painter.drawRoundedRect(room, theme.RADIUS, theme.RADIUS)
        painter.end()

    def _chosen(self) -> Mark | None:
        return self._marks[self._at] if self._at is not None and self._at < len(self._marks) else None

    def event(self, event: QEvent) -> bool:
        """Qt's call: what the mark under the pointer says."""
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            found = self._under(QPointF(event.pos()))
            QToolTip.showText(event.globalPos(), tip(tr(found.said)) if found else "", self)
            return True
        return super().event(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Qt's call: a hand over what can be opened."""
        found = self._under(event.position())
        opens = found is not None and found.wants is not None
        self.setCursor(Qt.CursorShape.PointingHandCursor if opens else Qt.CursorShape.ArrowCursor)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Qt's call: a click shows the cases."""
        if event.button() == Qt.MouseButton.LeftButton:
            self._open(self._under(event.position()))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Qt's call: along the marks, and Enter."""
        if event.key() in (*_FORWARD, *_BACK) and self._marks:
            self._step(1 if event.key() in _FORWARD else -1)
        elif event.key() in _OPEN and self._chosen() is not None:
            self._open(self._chosen())
        else:
            super().keyPressEvent(event)

    def _step(self, by: int) -> None:
        """To the next mark; a screen reader hears it, and it is shown."""
        last = len(self._marks) - 1
        start = -1 if by > 0 else last + 1
        self._at = min(max((start if self._at is None else self._at) + by, 0), last)
        mark = self._marks[self._at]
        self.setAccessibleDescription(tr(mark.said))
        where = self.mapToGlobal(QPoint(round(mark.room.left()), round(mark.room.bottom())))
        QToolTip.showText(where, tip(tr(mark.said)), self)
        self.update()

    def _under(self, where: QPointF) -> Mark | None:
        return next((mark for mark in reversed(self._marks) if mark.room.contains(where)), None)

    def _open(self, mark: Mark | None) -> None:
        if mark is not None and mark.wants is not None:
            self.asked.emit(mark.wants)


def words(painter: QPainter, room: QRectF, text: str, *, right: bool = False, colour: str = "text") -> None:
    """One line of words within its room, cut with dots where it is too long."""
    metrics = QFontMetrics(painter.font())
    shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, round(room.width()))
    painter.setPen(theme.colour(colour))
    side = Qt.AlignmentFlag.AlignRight if right else Qt.AlignmentFlag.AlignLeft
    painter.drawText(room, side | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine, shown)


def widest(texts: list[str], metrics: QFontMetrics) -> int:
    """How much room the longest of some words takes."""
    return max((metrics.horizontalAdvance(text) for text in texts), default=0)
