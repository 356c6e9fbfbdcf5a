"""FrozenColumns: the first columns of a grid, over it, while the rest is scrolled sideways."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QItemSelectionModel, Qt
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QHeaderView, QTableView

from ui.widgets.groups import paint_groups

if TYPE_CHECKING:
    from ui.widgets.grid import Grid

#: So many columns stay: the number and the name.
COUNT: Final = 2


class FrozenColumns(QTableView):
    """A second view of the same rows and the same selection; made when a grid is first scrolled sideways."""

    def __init__(self, grid: Grid) -> None:
        super().__init__(grid)
        self._grid, self._following = grid, False
        self.setModel(grid.model())
        self.setSelectionModel(grid.selectionModel())
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAccessibleName(grid.accessibleName())
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setProperty("frozen", "true")
        self.setSelectionBehavior(grid.selectionBehavior())
        self.setSelectionMode(grid.selectionMode())
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.verticalHeader().setDefaultSectionSize(grid.verticalHeader().defaultSectionSize())
        self.horizontalHeader().setSelectionModel(QItemSelectionModel(grid.model(), self))  # as the grid's own
        self.horizontalHeader().setFixedHeight(grid.horizontalHeader().height())
        self.horizontalHeader().setSectionsClickable(True)
        self.horizontalHeader().setHighlightSections(False)
        self.horizontalHeader().sectionClicked.connect(grid.horizontalHeader().sectionClicked)
        self.horizontalHeader().sectionResized.connect(self._pull)
        self.horizontalHeader().sectionHandleDoubleClicked.connect(grid.resizeColumnToContents)
        grid.offer_columns(self.horizontalHeader())
        for at in range(grid.model().columnCount()):
            self.setItemDelegateForColumn(at, grid.itemDelegateForIndex(grid.model().index(0, at)))
        self.doubleClicked.connect(grid.doubleClicked)
        grid.verticalScrollBar().valueChanged.connect(self.verticalScrollBar().setValue)
        self.verticalScrollBar().valueChanged.connect(grid.verticalScrollBar().setValue)

    def _pull(self, section: int, _old: int, new: int) -> None:
        """A person has pulled at an edge of this header."""
        if not self._following:
            self._grid.setColumnWidth(section, new)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Qt's call: the rows, and over them the groups."""
        super().paintEvent(event)
        paint_groups(self, self._grid.rows)

    def follow(self) -> None:
        """Stand where the first columns of the grid would stand, as wide and as high as they are."""
        self._following = True
        header, own = self._grid.horizontalHeader(), self.horizontalHeader()
        order = [header.logicalIndex(at) for at in range(header.count())]
        kept = [at for at in order if not header.isSectionHidden(at)][:COUNT]
        for at in order:
            self.setColumnHidden(at, at not in kept)
            if at in kept:
                self.setColumnWidth(at, header.sectionSize(at))
        for place, at in enumerate(kept):
            own.moveSection(own.visualIndex(at), place)
        own.setSortIndicatorShown(header.sortIndicatorSection() in kept)
        own.setSortIndicator(header.sortIndicatorSection(), header.sortIndicatorOrder())
        viewport = self._grid.viewport().geometry()
        width = sum(header.sectionSize(at) for at in kept)
        self.setGeometry(viewport.x(), viewport.y() - header.height(), width, viewport.height() + header.height())
        self.verticalScrollBar().setValue(self._grid.verticalScrollBar().value())
        self._following = False

    def take_groups(self, lines: list[int], height: int, before: list[int]) -> None:
        """Groups are lower than rows."""
        for at in before:
            self.setRowHeight(at, self.verticalHeader().defaultSectionSize())
        for at in lines:
            self.setRowHeight(at, height)
