"""Grid: the rows of a `Table` on the screen: fixed rows, whole rows chosen, the keys of a list."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView

from ui import theme
from ui.widgets.cells import StackedDelegate, TextDelegate
from ui.widgets.chip import ChipDelegate
from ui.widgets.rows import RowsModel


class Grid(QTableView):
    """The grid: fixed rows, whole rows selected, no editing."""

    entered_row = Signal()
    copy_asked = Signal()
    sort_keyed = Signal(int)

    def __init__(self, model: RowsModel[Any], many: bool) -> None:
        super().__init__()
        self.setModel(model)
        self._rows = model
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        modes = QAbstractItemView.SelectionMode
        self.setSelectionMode(modes.ExtendedSelection if many else modes.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setCornerButtonEnabled(False)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.verticalHeader().setDefaultSectionSize(theme.ROW)
        self._set_up_header(self.horizontalHeader())
        self.setItemDelegate(TextDelegate(self))
        for at, column in enumerate(model.columns):
            if column.look is not None:
                self.setItemDelegateForColumn(at, ChipDelegate(self))
            elif column.stacked:
                self.setItemDelegateForColumn(at, StackedDelegate(self))
                self.verticalHeader().setDefaultSectionSize(theme.ROW + theme.S12)

    def _set_up_header(self, header: QHeaderView) -> None:
        header.setSectionsClickable(True)
        header.setHighlightSections(False)
        header.setSortIndicatorShown(True)
        header.setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
        header.setFixedHeight(theme.ROW)
        header.setMinimumSectionSize(48)
        for at, column in enumerate(self._rows.columns):
            self.setColumnWidth(at, column.width)

    def stretch(self) -> None:
        """Give the stretching columns the room that is left, but never less than their own width.

        Qt's own stretching would squeeze them to nothing when the others are wide.
        """
        columns = self._rows.columns
        elastic = [at for at, column in enumerate(columns) if column.stretch]
        if not elastic:
            return
        taken = sum(self.columnWidth(at) for at in range(len(columns)) if at not in elastic)
        share = (self.viewport().width() - taken) // len(elastic)
        for at in elastic:
            self.setColumnWidth(at, max(columns[at].width, share))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Qt's call: the room has changed."""
        super().resizeEvent(event)
        self.stretch()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Qt's call: the keys of a list."""
        lines = self._rows.rowCount()
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy_asked.emit()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers():
            self.entered_row.emit()
        elif event.modifiers() == Qt.KeyboardModifier.AltModifier and Qt.Key.Key_1 <= event.key() <= Qt.Key.Key_9:
            self.sort_keyed.emit(event.key() - Qt.Key.Key_0)
        elif event.key() in (Qt.Key.Key_Home, Qt.Key.Key_End) and not event.modifiers() and lines:
            order = range(lines) if event.key() == Qt.Key.Key_Home else range(lines - 1, -1, -1)
            self.selectRow(next(at for at in order if self._rows.at(at) is not None))
        else:
            super().keyPressEvent(event)

    def keyboardSearch(self, search: str) -> None:
        """Qt's call: letters were typed; go to the next row in which a `jump` column holds them."""
        if not search:
            super().keyboardSearch(search)  # clears Qt's own buffer
            return
        wanted = self._typed(search)
        columns = [column for column in self._rows.columns if column.jump]
        start = max(self.currentIndex().row(), 0)
        order = [*range(start, self._rows.rowCount()), *range(start)]
        for at in order:
            row = self._rows.at(at)
            if row is not None and any(wanted in column.whole(row).casefold() for column in columns):
                self.selectRow(at)
                return

    def _typed(self, search: str) -> str:
        """The letters typed without a pause, together."""
        timer: QTimer | None = self.findChild(QTimer, "typed")
        if timer is None:
            timer = QTimer(self)
            timer.setObjectName("typed")
            timer.setSingleShot(True)
        before = str(self.property("typed") or "") if timer.isActive() else ""
        self.setProperty("typed", before + search.casefold())
        timer.start(QGuiApplication.styleHints().keyboardInputInterval() * 2)
        return before + search.casefold()
