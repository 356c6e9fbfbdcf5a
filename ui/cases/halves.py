"""Halves: the list and the inspector, which lies beside it in a wide window and under it in a narrow one."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QSplitter, QWidget

from ui.cases import inspector
from ui.cases.inspector import Inspector

#: In a window narrower than this the inspector lies under the list.
NARROW: Final = 1280


class Halves(QSplitter):
    """The two parts of the page; where a person has pulled them apart they stay. Signal: `stood(room)`, the width that
    the list has now."""

    stood = Signal(int)

    def __init__(self, left: QWidget, right: Inspector) -> None:
        super().__init__(Qt.Orientation.Horizontal)
        self._inspector = right
        self._stood = self._pulled = False
        self._page = QSize()
        self.setChildrenCollapsible(False)
        self.addWidget(left)
        self.addWidget(right)
        self.setStretchFactor(0, 1)
        self.setStretchFactor(1, 0)
        self.splitterMoved.connect(self._pull)

    def stand(self, page: QSize, window: int) -> None:
        """Take a page of this size, in a window of this width."""
        self._page = page
        under = window < NARROW
        wanted = Qt.Orientation.Vertical if under else Qt.Orientation.Horizontal
        if self.orientation() != wanted or not self._stood:
            self._stood = True
            self.setOrientation(wanted)
            self._inspector.lie(under)
        self._inspector.setMinimumSize(QSize(0, inspector.HEIGHT) if under else QSize(inspector.WIDTH, 0))
        if not self._pulled:
            whole, share = (page.height(), inspector.HEIGHT) if under else (page.width(), inspector.WIDTH)
            self.setSizes([max(whole - share, 1), share])
        beside = self._inspector.width() if self._pulled else inspector.WIDTH
        self.stood.emit(page.width() - (0 if under else beside))

    def _pull(self, *_where: int) -> None:
        self._pulled = True
        self.stand(self._page, self.window().width())
