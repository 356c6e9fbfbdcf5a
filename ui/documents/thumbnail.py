"""A small picture of a file, drawn by a process of its own once it comes into sight; a button that opens more."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QSize, Qt, QTimer
from PySide6.QtGui import QImage, QKeyEvent, QPainter, QPaintEvent, QPen, QPixmap
from PySide6.QtWidgets import QAbstractButton, QSizePolicy

from app.inside import ask
from app.inside.found import Page, Picture
from app.refusal import Refusal
from ui import theme
from ui.desk import Desk
from ui.icons import icon
from ui.widgets.basic import tip
from ui.words import tr

#: Pictures that were drawn before, by a name of the caller's.
Shelf = dict[str, QImage]

_RING: Final = 2


class Thumbnail(QAbstractButton):
    """The picture fits into `size`. What cannot be drawn stays an icon, and its tip says why."""

    def __init__(
        self,
        desk: Desk,
        name: str,
        read: Callable[[], bytes],
        shelf: Shelf,
        *,
        size: QSize,
        told: str,
        then: Callable[[], object] | None = None,
    ) -> None:
        super().__init__()
        self._desk, self._name, self._read, self._shelf = desk, name, read, shelf
        self._room = size
        self._asked = False
        self.setFixedSize(size)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._fitted: QPixmap | None = None
        self.setAccessibleName(told)
        self.setToolTip(tip(told))
        if then is None:
            self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        else:
            self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
            self.setCursor(Qt.CursorShape.PointingHandCursor)
            self.clicked.connect(lambda _checked=False: then())
        if name in shelf:
            self._show(shelf[name])

    @property
    def drawn(self) -> bool:
        """Whether the picture is there."""
        return self._name in self._shelf

    def paintEvent(self, event: QPaintEvent) -> None:
        """Qt's call: the picture at the top left, or an icon in the middle; seen for the first time, it asks for it."""
        painter = QPainter(self)
        if self._fitted is not None:
            painter.drawPixmap(0, 0, self._fitted)
        else:
            painter.fillRect(self.rect(), theme.colour("panel"))
            icon("eye", "muted").paint(painter, self.rect(), Qt.AlignmentFlag.AlignCenter)
        if self.hasFocus():
            painter.setPen(QPen(theme.colour("focus"), _RING))
            edge = _RING // 2
            painter.drawRect(self.rect().adjusted(edge, edge, -edge, -edge))
        painter.end()
        if not self._asked and not self.drawn:
            self._asked = True
            QTimer.singleShot(0, self, self.ask)

    def sizeHint(self) -> QSize:
        """Qt's question."""
        return self._room

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Qt's call: Enter presses it as Space does."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.isAutoRepeat():
            self.click()
        else:
            super().keyPressEvent(event)

    def ask(self) -> None:
        """Have the picture drawn, behind."""
        self._asked = True
        read = self._read
        wide = round(self._room.width() * self.devicePixelRatioF())
        self._desk.work_out(lambda: ask.page(read(), 0, wide), then=self._take, failed=self._fail)

    def _take(self, drawn: Page) -> None:
        if isinstance(drawn, Picture):
            image = QImage(drawn.pixels, drawn.width, drawn.height, 3 * drawn.width, QImage.Format.Format_RGB888).copy()
            self._shelf[self._name] = image
            self._show(image)

    def _show(self, image: QImage) -> None:
        scale = self.devicePixelRatioF()
        fitted = image.scaled(
            self._room * scale, Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation
        )
        fitted.setDevicePixelRatio(scale)
        self._fitted = QPixmap.fromImage(fitted)
        self.update()

    def _fail(self, refusal: Refusal) -> None:
        self.setToolTip(tip(tr(refusal.message)))
