"""Files dropped on a widget or on anything in it: seen while they hover, told when they fall."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QEvent, QMimeData, QObject, Qt, Signal
from PySide6.QtGui import QColor, QDropEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from app.texts import N_
from ui import theme
from ui.words import tr

_WORDS = N_("Drop the files here to keep them with this case")


class FileDrop(QObject):
    """Lets files be dropped on a widget. `dropped` carries their paths; `allowed` says whether any are taken now."""

    dropped = Signal(object)

    def __init__(self, over: QWidget) -> None:
        super().__init__(over)
        self.allowed = False
        self._veil = _Veil(over)
        self._over = over
        over.setAcceptDrops(True)
        over.installEventFilter(self)

    @property
    def hovering(self) -> bool:
        """Whether files are over the widget now."""
        return not self._veil.isHidden()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Qt's call: something happens to the widget."""
        if watched is not self._over:
            return False
        match event.type():
            case QEvent.Type.DragEnter | QEvent.Type.DragMove if isinstance(event, QDropEvent):
                return self._hover(event)
            case QEvent.Type.DragLeave:
                self._veil.hide()
            case QEvent.Type.Drop if isinstance(event, QDropEvent):
                return self._fall(event)
        return False

    def _hover(self, event: QDropEvent) -> bool:
        if not self.allowed or not files_in(event.mimeData()):
            return False
        event.setDropAction(Qt.DropAction.CopyAction)
        event.accept()
        self._veil.spread()
        return True

    def _fall(self, event: QDropEvent) -> bool:
        self._veil.hide()
        files = files_in(event.mimeData())
        if not self.allowed or not files:
            return False
        event.setDropAction(Qt.DropAction.CopyAction)
        event.accept()
        self.dropped.emit(files)
        return True


def files_in(carried: QMimeData) -> list[Path]:
    """The files of this computer that are being dragged."""
    return [Path(url.toLocalFile()) for url in carried.urls() if url.isLocalFile()]


class _Veil(QWidget):
    """A frame over the widget while files hover; the pointer goes through."""

    def __init__(self, over: QWidget) -> None:
        super().__init__(over)
        self._over = over
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.hide()

    def spread(self) -> None:
        """Lie over all of the widget."""
        self.setGeometry(self._over.rect())
        self.raise_()
        self.show()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Qt's call to draw: a thin ground, the frame, and the words in the middle."""
        painter = QPainter(self)
        ground = theme.colour("base")
        ground.setAlphaF(0.82)
        painter.fillRect(self.rect(), ground)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(theme.colour("accent")), 2, Qt.PenStyle.DashLine))
        painter.drawRoundedRect(self.rect().adjusted(8, 8, -8, -8), 8, 8)
        painter.setFont(theme.sized("title"))
        painter.setPen(theme.colour("accent"))
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, tr(_WORDS))
        painter.end()
