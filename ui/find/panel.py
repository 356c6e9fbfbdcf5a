"""The panel under the box. It lies over the page as a part of the window, so that the keyboard and the input method
stay in the box."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QModelIndex, QPoint, Qt, Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractItemView, QApplication, QFrame, QListView, QSizePolicy, QWidget

from app.texts import N_, Message
from ui import theme
from ui.find.lines import Heading, Line, LinesModel
from ui.find.paint import HIGH, LineDelegate
from ui.widgets.basic import Label, column, rule
from ui.words import Speaking, tr

WIDE: Final = 720
#: So many lines are in sight at most; the rest is scrolled to.
_MOST: Final = 14


class FindPanel(Speaking, QFrame):
    """The lines and what the keys do. Signal: `taken(line, beside)` by the mouse."""

    taken = Signal(object, bool)

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)  # else each letter would paint the page under it too
        self.model = LinesModel()
        self.view = QListView()
        self.view.setProperty("quiet", "true")
        self.view.setModel(self.model)
        self.view.setItemDelegate(LineDelegate(self.view))
        self.view.setUniformItemSizes(True)
        self.view.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.view.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.view.setMouseTracking(True)
        self.view.clicked.connect(self._clicked)
        self.says(self.view.setAccessibleName, N_("What was found"))
        self._none = Label(tone="muted", wrap=True)
        self._none.setContentsMargins(theme.S12, theme.S8, theme.S12, theme.S8)
        self._keys = Label(
            N_("↑ ↓ choose · Enter opens · Ctrl+Enter in a window of its own · Esc closes"),
            size="caption",
            tone="muted",
        )
        self._keys.setContentsMargins(theme.S12, theme.S4, theme.S12, theme.S4)
        self._keys.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.setLayout(column(self._none, self.view, rule(), self._keys, margins=1, gap=0))
        self.hide()

    def put(self, lines: Sequence[Heading | Line], none: str | Message = "") -> None:
        """Show lines, the first one chosen; `none` says why there are no others."""
        self.model.put(lines)
        self._none.say(none)
        self._none.setVisible(bool(none))
        self.view.setVisible(bool(lines))
        self.place()
        if none:
            self._tell(none)
        if self.model.lines:
            self._go(0)

    def current(self) -> Line | None:
        """The line chosen."""
        found = self.model.at(self.view.currentIndex().row())
        return found if isinstance(found, Line) else None

    def step(self, by: int) -> None:
        """Choose another line, round and round; a page down or up stops at the ends."""
        lines = self.model.lines
        current = self.current()
        if not lines:
            return
        at = lines.index(current) if current in lines else 0
        self._go((at + by) % len(lines) if abs(by) == 1 else min(max(at + by, 0), len(lines) - 1))

    def page(self) -> int:
        """How many lines a page is."""
        return max(self.view.viewport().height() // HIGH - 1, 1)

    def place(self) -> None:
        """As high as what it shows."""
        count = min(self.model.rowCount(), _MOST)
        self.view.setFixedHeight(count * HIGH + 2)
        self.setFixedWidth(min(WIDE, self._window.width() - self.x() - theme.S16))
        self._none.setFixedWidth(self.width() - 2)
        self.setFixedHeight(self.sizeHint().height())

    def open_under(self, box: QWidget) -> None:
        """Show it under the box."""
        self.move(box.mapTo(self._window, QPoint(0, box.height() + 2)))
        self.place()
        self.show()
        self.raise_()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Qt's call to draw: the ground, and an edge all round."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), theme.colour("base"))
        painter.setPen(theme.colour("border"))
        painter.drawRect(self.rect().adjusted(0, 0, -1, -1))
        painter.end()

    def _go(self, at: int) -> None:
        line = self.model.lines[at]
        row = next(row for row in range(self.model.rowCount()) if self.model.at(row) is line)
        self.view.setCurrentIndex(self.model.index(row))
        if at == 0:
            self.view.scrollToTop()
        count = Message("{at} of {n}", at=at + 1, n=len(self.model.lines))
        self._tell(Message("{line}, {count}", line=line.heard, count=count))

    def _clicked(self, index: QModelIndex) -> None:
        found = self.model.at(index.row())
        if isinstance(found, Line):
            beside = bool(QApplication.keyboardModifiers() & Qt.KeyboardModifier.ControlModifier)
            self.taken.emit(found, beside)

    def _tell(self, text: str | Message) -> None:
        """Said to a screen reader: the keyboard stays in the box, so it would not hear the list."""
        if self.isVisible():
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self.view, tr(text)))
