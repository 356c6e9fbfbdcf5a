"""The list under the query box: what may be typed there, what it says, and how many cases it finds."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QPainter
from PySide6.QtWidgets import (
    QFrame,
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from app.texts import N_
from ui import theme
from ui.widgets.basic import column
from ui.words import Speaking, tr

if TYPE_CHECKING:
    from app.query_completion import Suggestion

_WIDE: Final = 400
_HIGH: Final = 26
_SHOWN: Final = 10  # lines
_PARTS: Final = Qt.ItemDataRole.UserRole


class SuggestionPanel(Speaking, QFrame):
    """The suggestions, over the page and under a box. Signal: `taken(suggestion)` by the mouse."""

    taken = Signal(object)

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self.setProperty("surface", "notice")
        self.setAutoFillBackground(True)
        self._lines: tuple[Suggestion, ...] = ()
        self._list = QListWidget()
        self._list.setProperty("quiet", "true")
        self._list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._list.setItemDelegate(_Line(self._list))
        self._list.setUniformItemSizes(True)
        self._list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._list.itemClicked.connect(lambda item: self.taken.emit(self._lines[self._list.row(item)]))
        self.says(self._list.setAccessibleName, N_("What can be typed here"))
        self.setLayout(column(self._list, margins=1, gap=0))
        self.hide()

    def put(self, lines: tuple[Suggestion, ...], counts: Mapping[Any, int]) -> None:
        """Show suggestions, with how many cases each finds where that is known; of other ones none is chosen yet."""
        at = self._list.currentRow() if lines == self._lines else -1
        self._lines = lines
        self._list.clear()
        for one in lines:
            number = f"{counts.get(one.value, 0):,}" if counts and not one.more and one.value is not None else ""
            said = tr(one.said)
            said = "" if _plain(said) == _plain(one.text) else said  # the code is the word itself
            item = QListWidgetItem(", ".join(filter(None, (one.text, said, number))), self._list)
            item.setData(_PARTS, (one.text, said, number))
        self._list.setCurrentRow(at)
        self._list.setFixedHeight(min(len(lines), _SHOWN) * _HIGH + 2)
        self.setFixedSize(_WIDE, self._list.height() + 4)

    def current(self) -> Suggestion | None:
        """The suggestion chosen with the keys."""
        at = self._list.currentRow()
        return self._lines[at] if 0 <= at < len(self._lines) else None

    def step(self, by: int) -> None:
        """Choose another, round and round; a screen reader hears it, for the keyboard stays in the box."""
        at = self._list.currentRow()
        self._list.setCurrentRow((at + by) % len(self._lines) if at >= 0 or by > 0 else len(self._lines) - 1)
        heard = self._list.currentItem().text()
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self._list, heard))

    def open_under(self, box: QWidget) -> None:
        """Show it under the box, over the page."""
        self.move(box.mapTo(self._window, QPoint(0, box.height() + 2)))
        self.show()
        self.raise_()


def _plain(text: str) -> str:
    return text.casefold().replace("-", " ").strip('": ')


class _Line(QStyledItemDelegate):
    """Draws a suggestion: what would be written, what it says in grey, the number at the right edge."""

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        """Qt's question."""
        return QSize(0, _HIGH)

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Qt's call to draw one line."""
        written, said, number = index.data(_PARTS)
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(option.rect, theme.colour("chosen"))
        room = option.rect.adjusted(theme.S8, 0, -theme.S8, 0)
        metrics, middle = option.fontMetrics, Qt.AlignmentFlag.AlignVCenter
        painter.setFont(option.font)
        painter.setPen(theme.colour("text"))
        painter.drawText(room, Qt.AlignmentFlag.AlignLeft | middle, written)
        painter.setPen(theme.colour("muted"))
        painter.drawText(room, Qt.AlignmentFlag.AlignRight | middle, number)
        left = metrics.horizontalAdvance(written) + theme.S12
        right = metrics.horizontalAdvance(number) + theme.S12 if number else 0
        rest = QRect(room.adjusted(left, 0, -right, 0))
        shown = metrics.elidedText(said, Qt.TextElideMode.ElideRight, rest.width())
        painter.drawText(rest, Qt.AlignmentFlag.AlignLeft | middle, shown)
