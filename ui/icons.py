"""Icons, tinted as they are painted: `icon("house")`. A change of theme shows at the next painting."""

from __future__ import annotations

from functools import cache, lru_cache
from typing import Final

from PySide6.QtCore import QByteArray, QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QIcon, QIconEngine, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QLabel, QWidget

from app.paths import RESOURCES
from ui import theme
from ui.theme import Tone

FOLDER: Final = RESOURCES / "icons"


def icon(name: str, tone: Tone | str = "plain") -> QIcon:
    """An icon by its file name without `.svg`, in the colour of a tone or of any name in `Colours`.

    Raises FileNotFoundError for a name that is not there.
    """
    _source(name)
    return QIcon(_Tinted(name, tone))


def pixmap(name: str, colour: str, size: int, ratio: float) -> QPixmap:
    """An icon of `size` logical pixels in a colour `#RRGGBB`, sharp at a device pixel ratio; kept for reuse."""
    return _drawn(name, colour, round(size * ratio), ratio)


def paint(painter: QPainter, rect: QRect, name: str, colour: str) -> None:
    """Draw an icon centred in a rectangle, as large as its shorter side."""
    size = min(rect.width(), rect.height())
    if size < 1:  # a squeezed style asks for an icon of no size
        return
    picture = pixmap(name, colour, size, painter.device().devicePixelRatio())
    painter.drawPixmap(QPoint(rect.x() + (rect.width() - size) // 2, rect.y() + (rect.height() - size) // 2), picture)


@cache
def _source(name: str) -> str:
    return (FOLDER / f"{name}.svg").read_text(encoding="utf-8")


@lru_cache(maxsize=512)
def _drawn(name: str, colour: str, side: int, ratio: float) -> QPixmap:
    picture = QPixmap(side, side)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    svg = QSvgRenderer(QByteArray(_source(name).replace("currentColor", colour).encode()))
    svg.render(painter, QRectF(0, 0, side, side))
    painter.end()
    picture.setDevicePixelRatio(ratio)
    return picture


class _Tinted(QIconEngine):
    """Paints an icon in the theme's colour of the moment."""

    def __init__(self, name: str, tone: str) -> None:
        super().__init__()
        self._name = name
        self._tone = "text" if tone == "plain" else tone

    def _colour(self, mode: QIcon.Mode) -> str:
        name = "disabled" if mode == QIcon.Mode.Disabled else self._tone
        return QColor(theme.colour(name)).name()

    def paint(self, painter: QPainter, rect: QRect, mode: QIcon.Mode, state: QIcon.State) -> None:
        paint(painter, rect, self._name, self._colour(mode))

    def pixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QPixmap:
        return self.scaledPixmap(size, mode, state, 1.0)

    def scaledPixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State, scale: float) -> QPixmap:
        whole = QPixmap(size * scale)  # wider than high leaves air before the words of a button
        whole.setDevicePixelRatio(scale)
        whole.fill(Qt.GlobalColor.transparent)
        if whole.isNull():  # a squeezed style asks for an icon of no size
            return whole
        painter = QPainter(whole)
        paint(painter, QRect(QPoint(), size), self._name, self._colour(mode))
        painter.end()
        return whole

    def clone(self) -> QIconEngine:
        return _Tinted(self._name, self._tone)


class IconLabel(QLabel):
    """An icon standing by itself beside words; it says nothing to a screen reader, the words do."""

    def __init__(self, name: str, tone: Tone | str = "muted", size: int = 16, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._name, self._tone, self._size = name, tone, size
        self.setFixedSize(size, size)

    def draw(self, name: str, tone: Tone | str) -> None:
        """Another icon, or another tone."""
        self._name, self._tone = name, tone
        self.update()

    def paintEvent(self, event: object) -> None:
        """Qt's call to draw."""
        painter = QPainter(self)
        tone = "text" if self._tone == "plain" else self._tone
        paint(painter, self.rect(), self._name, theme.colour(tone if self.isEnabled() else "disabled").name())
        painter.end()
