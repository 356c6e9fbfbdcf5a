"""Chips: a stage or a mark as a word on a tinted ground with an icon, in a table cell or by itself.

The word is always shown and the icon differs by meaning, so that nothing hangs on seeing colours.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter
from PySide6.QtWidgets import QLabel, QSizePolicy, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from app.texts import Message
from models.kinds import Mark
from models.stages import Stage
from ui import icons, theme
from ui.theme import Hue
from ui.words import Speaking

_ICON: Final = 14
_GAP: Final = 4
_SIDE: Final = 8
HEIGHT: Final = 22


@dataclass(frozen=True, slots=True)
class Look:
    """How a chip looks: the hue of the theme and the icon before its word."""

    hue: Hue
    icon: str


#: The look of each stage; the word comes from `app.words`.
STAGES: Final[Mapping[Stage, Look]] = {
    Stage.ENQUIRY: Look("grey", "question"),
    Stage.DRAFT: Look("grey", "pencil-simple"),
    Stage.RECEIVED: Look("blue", "tray"),
    Stage.COMPLETENESS: Look("amber", "list"),
    Stage.RETURNED: Look("orange", "hourglass"),
    Stage.INELIGIBLE: Look("red", "prohibit"),
    Stage.ASSESSMENT: Look("amber", "magnifying-glass"),
    Stage.RECOMMENDED: Look("teal", "check"),
    Stage.NOT_RECOMMENDED: Look("orange", "x"),
    Stage.SCHEDULED: Look("teal", "calendar-blank"),
    Stage.DECISION: Look("teal", "gavel"),
    Stage.APPROVED: Look("green", "check-circle"),
    Stage.APPROVED_CONDITIONS: Look("green", "seal-check"),
    Stage.DEFERRED: Look("orange", "clock"),
    Stage.REJECTED: Look("red", "x-circle"),
    Stage.LETTER: Look("green", "paper-plane-tilt"),
    Stage.AGREEMENT: Look("green", "handshake"),
    Stage.LAPSED: Look("grey", "clock-counter-clockwise"),
    Stage.WITHDRAWN: Look("grey", "sign-out"),
    Stage.IN_PROGRESS: Look("violet", "factory"),
    Stage.VARIATION: Look("violet", "note-pencil"),
    Stage.REPORT: Look("lime", "file-text"),
    Stage.VERIFICATION: Look("violet", "eye"),
    Stage.ACCOUNTS: Look("lime", "calculator"),
    Stage.CLAIM_APPROVED: Look("lime", "scales"),
    Stage.PAID: Look("pine", "coins"),
    Stage.CLOSED: Look("pine", "archive"),
    Stage.TERMINATED: Look("red", "minus-circle"),
    Stage.CLAWBACK: Look("red", "arrow-counter-clockwise"),
}

#: The look of each mark of a figure.
MARKS: Final[Mapping[Mark, Look]] = {
    Mark.CONFIRMED: Look("green", "seal-check"),
    Mark.ANALOG: Look("amber", "copy"),
    Mark.INFERRED: Look("violet", "question"),
    Mark.NOT_SET: Look("red", "prohibit"),
    Mark.ENTERED: Look("blue", "pencil-simple"),
    Mark.ARITHMETIC: Look("grey", "calculator"),
}


def width(metrics: QFontMetrics, text: str) -> int:
    """The width that a chip needs for its word."""
    return 2 * _SIDE + _ICON + _GAP + metrics.horizontalAdvance(text)


def paint(painter: QPainter, rect: QRect, text: str, look: Look) -> None:
    """Draw a chip in a rectangle, as wide as its word, in the middle of the height."""
    ink, fill = theme.colours().chips[look.hue]
    wide = min(width(painter.fontMetrics(), text), rect.width())
    shape = QRect(rect.x(), rect.y() + (rect.height() - HEIGHT) // 2, wide, HEIGHT)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(fill))
    painter.drawRoundedRect(shape, 10, 10)
    sign = QRect(shape.x() + _SIDE, shape.y() + (HEIGHT - _ICON) // 2, _ICON, _ICON)
    icons.paint(painter, sign, look.icon, ink)
    painter.setPen(QColor(ink))
    room = shape.adjusted(_SIDE + _ICON + _GAP, 0, -_SIDE + 1, 0)
    shown = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, room.width())
    painter.drawText(room, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, shown)
    painter.restore()


class Chip(Speaking, QLabel):
    """A chip by itself. Its accessible name is its word."""

    def __init__(self, text: str | Message, look: Look) -> None:
        super().__init__()
        self._look = look
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.show_as(text, look)

    def show_as(self, text: str | Message, look: Look) -> None:
        """Another word and another look."""
        self._look = look
        self.says(self.setText, text)
        self.update()

    def sizeHint(self) -> QSize:
        """As wide as its word."""
        return QSize(width(self.fontMetrics(), self.text()), HEIGHT)

    def minimumSizeHint(self) -> QSize:
        """A chip is never cut."""
        return self.sizeHint()

    def paintEvent(self, event: object) -> None:
        """Qt's call to draw."""
        painter = QPainter(self)
        paint(painter, self.rect(), self.text(), self._look)
        painter.end()


def cell_room(metrics: QFontMetrics, text: str) -> int:
    """The width of a cell that shows a chip whole."""
    return width(metrics, text) + _SIDE + 4


class ChipDelegate(QStyledItemDelegate):
    """Draws the cells of a chip column; the look comes from `RowsModel` under `LOOK`."""

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Qt's call to draw one cell: the ground of a row, and the chip on it."""
        from ui.widgets.rows import LOOK

        look = index.data(LOOK)
        self.initStyleOption(option, index)
        text, option.text = option.text, ""
        style = option.widget.style()
        style.drawControl(QStyle.ControlElement.CE_ItemViewItem, option, painter, option.widget)
        if look is not None and text:
            painter.save()
            painter.setFont(option.font)
            paint(painter, option.rect.adjusted(_SIDE, 0, -4, 0), text, look)
            painter.restore()

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        """Qt's question: how much room the chip needs."""
        self.initStyleOption(option, index)
        return QSize(cell_room(option.fontMetrics, option.text), HEIGHT + 4)
