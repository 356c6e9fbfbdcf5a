"""The tiles of Home: a large number, what it counts, and what more there is to say; a click shows the cases."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QEvent, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QEnterEvent, QFontMetrics, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from app.home import Tile
from app.texts import Message
from ui import theme
from ui.home.chart import words
from ui.icons import icon
from ui.widgets.basic import row
from ui.words import Speaking, tr

_HEIGHT: Final = 88
_LEAST: Final = 132


class TileButton(Speaking, QAbstractButton):
    """One tile."""

    def __init__(self) -> None:
        super().__init__()
        self.tile: Tile | None = None
        self._over = False
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def put(self, tile: Tile) -> None:
        """Show another number."""
        self.tile = tile
        self._say()

    def retranslate(self) -> None:
        """What a screen reader says."""
        super().retranslate()
        self._say()

    def sizeHint(self) -> QSize:
        """Qt's question."""
        return QSize(200, _HEIGHT)

    def minimumSizeHint(self) -> QSize:
        """Qt's question."""
        return QSize(_LEAST, _HEIGHT)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Qt's call to draw."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setBrush(theme.colour("raised" if self._over else "base"))
        edge = ("focus", 2) if self.hasFocus() else ("line", 1)
        painter.setPen(QPen(theme.colour(edge[0]), edge[1]))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), theme.RADIUS, theme.RADIUS)
        if self.tile is not None:
            self._draw(painter, self.tile)
        painter.end()

    def _draw(self, painter: QPainter, tile: Tile) -> None:
        room = QRectF(self.rect()).adjusted(theme.S12, theme.S8, -theme.S8, -theme.S8)
        painter.setFont(theme.sized("tile", bold=True))
        number = f"{tile.count:,}"
        wide = QFontMetrics(painter.font()).horizontalAdvance(number)
        colour = "danger" if tile.urgent else "text" if tile.count else "muted"
        words(painter, QRectF(room.left(), room.top(), room.width(), 36), number, colour=colour)
        if tile.urgent:  # not by its colour alone
            icon("warning", "danger").paint(
                painter, QRect(round(room.left()) + wide + 8, round(room.top()) + 9, 20, 20)
            )
        painter.setFont(theme.sized("body", bold=True))
        words(painter, QRectF(room.left(), room.top() + 36, room.width(), 18), tr(tile.title))
        painter.setFont(theme.sized("caption"))
        words(painter, QRectF(room.left(), room.top() + 54, room.width(), 18), tr(tile.note), colour="muted")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Qt's call: Enter presses as Space does."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.isAutoRepeat():
            self.click()
        else:
            super().keyPressEvent(event)

    def enterEvent(self, event: QEnterEvent) -> None:
        """Qt's call: the pointer is over it."""
        self._over = True
        self.update()

    def leaveEvent(self, event: QEvent) -> None:
        """Qt's call."""
        self._over = False
        self.update()

    def _say(self) -> None:
        if self.tile is not None:
            values = {"title": self.tile.title, "n": self.tile.count, "note": self.tile.note}
            self.setAccessibleName(tr(Message("{title}: {n}, {note}", **values)))
        self.update()


class Tiles(QWidget):
    """All tiles beside each other. Signal: `asked(Tile)`."""

    asked = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.buttons: list[TileButton] = []
        self._row = row(gap=theme.S12)
        self.setLayout(self._row)
        self.setMinimumHeight(_HEIGHT)

    def put(self, tiles: Sequence[Tile]) -> None:
        """Show the tiles; who does not sign has one less."""
        while len(self.buttons) < len(tiles):
            self.buttons.append(self._made())
        for at, button in enumerate(self.buttons):
            button.setVisible(at < len(tiles))
            if at < len(tiles):
                button.put(tiles[at])

    def _made(self) -> TileButton:
        button = TileButton()
        button.clicked.connect(lambda _on=False: self.asked.emit(button.tile))
        self._row.addWidget(button)
        return button
