"""How a cell of words is drawn: the text, and after it a second, quieter text if there is room."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QPainter, QPalette
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from ui import theme
from ui.widgets.rows import SECOND

SIDE = theme.S8
GAP = theme.S8
_ICON = 16


class TextDelegate(QStyledItemDelegate):
    """Draws text with even sides, so that cells and header stand under each other."""

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Qt's call to draw one cell."""
        self.initStyleOption(option, index)
        text, picture = option.text, option.icon
        option.text = ""
        option.features &= ~QStyleOptionViewItem.ViewItemFeature.HasDecoration
        option.widget.style().drawControl(QStyle.ControlElement.CE_ItemViewItem, option, painter, option.widget)
        room = option.rect.adjusted(SIDE, 0, -SIDE, 0)
        if not picture.isNull():
            picture.paint(painter, QRect(room.x(), room.y(), _ICON, room.height()))
            room.setLeft(room.left() + _ICON + 6)
        painter.save()
        painter.setFont(option.font)
        self._words(painter, room, option, text, index.data(SECOND) or "")
        painter.restore()

    def _words(self, painter: QPainter, room: QRect, option: QStyleOptionViewItem, text: str, second: str) -> None:
        metrics = option.fontMetrics
        painter.setPen(option.palette.color(QPalette.ColorRole.Text))
        shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, option.displayAlignment.value | Qt.TextFlag.TextSingleLine.value, shown)
        left = room.width() - metrics.horizontalAdvance(shown) - GAP
        if second and shown == text and left > metrics.averageCharWidth() * 4:
            rest = QRect(room.right() + 1 - left, room.y(), left, room.height())
            painter.setPen(theme.colour("muted"))
            flags = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
            painter.drawText(rest, flags, metrics.elidedText(second, Qt.TextElideMode.ElideRight, left))

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        """Qt's question: how much room the words need."""
        self.initStyleOption(option, index)
        metrics = option.fontMetrics
        wide = metrics.horizontalAdvance(option.text) + 2 * SIDE + (0 if option.icon.isNull() else _ICON + 6)
        if second := index.data(SECOND):
            wide += GAP + metrics.horizontalAdvance(second)
        return QSize(wide, theme.ROW)


class StackedDelegate(TextDelegate):
    """Draws the second text under the first: the two names of one company."""

    def _words(self, painter: QPainter, room: QRect, option: QStyleOptionViewItem, text: str, second: str) -> None:
        metrics = option.fontMetrics
        if not second:
            super()._words(painter, room, option, text, "")
            return
        high = metrics.height()
        top = room.y() + (room.height() - 2 * high) // 2
        flags = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        lines = ((text, option.palette.color(QPalette.ColorRole.Text)), (second, theme.colour("muted")))
        for at, (words, colour) in enumerate(lines):
            painter.setPen(colour)
            shown = metrics.elidedText(words, Qt.TextElideMode.ElideRight, room.width())
            painter.drawText(QRect(room.x(), top + at * high, room.width(), high), flags, shown)

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        """Qt's question: how much room the longer of the two needs."""
        self.initStyleOption(option, index)
        wide = max(option.fontMetrics.horizontalAdvance(words) for words in (option.text, index.data(SECOND) or ""))
        return QSize(wide + 2 * SIDE, theme.ROW + theme.S12)
