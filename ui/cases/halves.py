"""Halves: a list and its preview, which lies beside it in a wide window, under it in a narrow one, or is put away."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QSettings, QSize, Qt, Signal
from PySide6.QtWidgets import QSplitter, QWidget

from ui.widgets import preview
from ui.widgets.preview import Preview

#: In a window narrower than this the preview lies under the list.
NARROW: Final = 1280


class Halves(QSplitter):
    """The two parts of the page; where a person has pulled them apart they stay. `name` names them in the settings.

    Signals: `stood(room)`, the width that the list has now; `turned(shown)` when the preview was shown or put away.
    """

    stood = Signal(int)
    turned = Signal(bool)

    def __init__(self, left: QWidget, right: Preview, name: str) -> None:
        super().__init__(Qt.Orientation.Horizontal)
        self._preview, self._key = right, f"{name}/preview"
        self._settings: QSettings | None = None
        #: Whether the preview is shown.
        self.shows = True
        self._stood = self._pulled = False
        self._page = QSize()
        self.setChildrenCollapsible(False)
        self.addWidget(left)
        self.addWidget(right)
        self.setStretchFactor(0, 1)
        self.setStretchFactor(1, 0)
        self.splitterMoved.connect(self._pull)

    def remember(self, settings: QSettings) -> None:
        """Keep in these settings whether the preview is shown, and take what was kept before."""
        self._settings = settings
        self.shows = str(settings.value(self._key, "true")) != "false"
        self._preview.setVisible(self.shows)

    def turn(self) -> None:
        """Show the preview, or put it away."""
        self.shows = not self.shows
        self._preview.setVisible(self.shows)
        if self._settings is not None:
            self._settings.setValue(self._key, "true" if self.shows else "false")
        self.stand(self._page, self.window().width())
        self.turned.emit(self.shows)

    def stand(self, page: QSize, window: int) -> None:
        """Take a page of this size, in a window of this width."""
        self._page = page
        under = window < NARROW
        wanted = Qt.Orientation.Vertical if under else Qt.Orientation.Horizontal
        if self.orientation() != wanted or not self._stood:
            self._stood = True
            self.setOrientation(wanted)
            self._preview.lie(under)
        if not self._pulled:
            whole, share = (page.height(), preview.HEIGHT) if under else (page.width(), preview.WIDTH)
            self.setSizes([max(whole - share, 1), share])
        beside = self._preview.width() if self._pulled else preview.WIDTH
        self.stood.emit(page.width() - (beside if self.shows and not under else 0))

    def _pull(self, *_where: int) -> None:
        self._pulled = True
        self.stand(self._page, self.window().width())
