"""How a line under the box is painted: its icon, its name with what was typed in bold, and why at the right edge."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from ui import icons, theme
from ui.find.lines import LINE, Heading, Line

HIGH: Final = 32
_ICON: Final = 16
#: So much of a line is kept for the name, whatever the rest says.
_NAME: Final = 0.55

_FLAGS: Final = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine
_RIGHT: Final = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine


class LineDelegate(QStyledItemDelegate):
    """Paints headings and lines."""

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        """Qt's question."""
        return QSize(0, HIGH)

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Qt's call to draw one line."""
        found = index.data(LINE)
        room = option.rect.adjusted(theme.S12, 0, -theme.S12, 0)
        painter.save()
        if isinstance(found, Heading):
            painter.setFont(theme.sized("caption", bold=True))
            painter.setPen(theme.colour("muted"))
            painter.drawText(room.adjusted(0, theme.S4, 0, 0), _FLAGS, found.text)
        elif isinstance(found, Line):
            chosen = bool(option.state & QStyle.StateFlag.State_Selected)
            if chosen:
                painter.fillRect(option.rect, theme.colour("chosen"))
                edge = QRect(option.rect.topLeft(), QSize(3, option.rect.height()))
                painter.fillRect(edge, theme.colour("focus"))
            _line(painter, room, found, option.font)
        painter.restore()


def _line(painter: QPainter, room: QRect, line: Line, font: QFont) -> None:
    icons.paint(painter, QRect(room.x(), room.y(), _ICON, room.height()), line.icon, theme.colour("muted").name())
    room = room.adjusted(_ICON + theme.S8, 0, 0, 0)
    metrics = QFontMetrics(font)
    wide = min(metrics.horizontalAdvance(line.why) + 2, int(room.width() * (1 - _NAME)))
    painter.setFont(font)
    painter.setPen(theme.colour("muted"))
    if line.why:
        shown = metrics.elidedText(line.why, Qt.TextElideMode.ElideRight, wide)
        painter.drawText(room, _RIGHT, shown)
        room = room.adjusted(0, 0, -wide - theme.S16, 0)
    painter.setPen(theme.colour("text"))
    left = _name(painter, room, line, font)
    painter.setFont(font)
    painter.setPen(theme.colour("muted"))
    rest = room.adjusted(left + theme.S8, 0, 0, 0)
    if line.second and rest.width() > theme.S24:
        painter.drawText(rest, _FLAGS, metrics.elidedText(line.second, Qt.TextElideMode.ElideRight, rest.width()))


def _name(painter: QPainter, room: QRect, line: Line, font: QFont) -> int:
    """Draw the name, what was typed in bold; gives how wide it is."""
    left = 0
    for text, bold in _pieces(line):
        face = QFont(font)
        face.setBold(bold)
        painter.setFont(face)
        metrics = QFontMetrics(face)
        shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, max(room.width() - left, 0))
        painter.drawText(room.adjusted(left, 0, 0, 0), _FLAGS, shown)
        left += metrics.horizontalAdvance(shown)
        if shown != text:
            break
    return left


def _pieces(line: Line) -> list[tuple[str, bool]]:
    """The name in pieces, bold or not."""
    pieces, at = [], 0
    for start, end in line.bold:
        if start < at:
            continue
        pieces += [(line.name[at:start], False), (line.name[start:end], True)]
        at = end
    return [(text, bold) for text, bold in [*pieces, (line.name[at:], False)] if text]
