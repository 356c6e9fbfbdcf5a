"""Grid: the rows of a `Table` on the screen: fixed rows, whole rows chosen, the keys of a list."""

from __future__ import annotations

from typing import Any, Final

from PySide6.QtCore import QEvent, QItemSelectionModel, QKeyCombination, QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QContextMenuEvent, QGuiApplication, QKeyEvent, QKeySequence, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView

from ui import theme
from ui.widgets import copying
from ui.widgets.cells import StackedDelegate, TextDelegate
from ui.widgets.chip import ChipDelegate
from ui.widgets.frozen import FrozenColumns
from ui.widgets.groups import paint_groups
from ui.widgets.rows import Column, RowsModel, Sorts

GROUP_HEIGHT: Final = theme.ROW - 2
_BARE_COPY: Final = QKeyCombination(
    Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier, Qt.Key.Key_C
)


class Grid(QTableView):
    """The grid: fixed rows, whole rows selected, no editing."""

    _frozen: FrozenColumns | None = None  # Qt asks for it before a grid is made

    entered_row = Signal()
    copy_asked = Signal(bool)
    sort_keyed = Signal(int, bool)
    ticked = Signal()
    letters = Signal(str)
    header_asked = Signal(int, QPoint)

    def __init__(self, model: RowsModel[Any], many: bool) -> None:
        super().__init__()
        self.setModel(model)
        self._rows, self._many = model, many
        #: Stretching columns whose width a person has chosen: they stretch no more.
        self.held: set[int] = set()
        self.stretching = False
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
        self.freezes = False
        self.horizontalScrollBar().valueChanged.connect(self._freeze)
        self.setItemDelegate(TextDelegate(self))
        for at, column in enumerate(model.columns):
            if column.look is not None:
                self.setItemDelegateForColumn(at, ChipDelegate(self))
            elif column.stacked:
                self.setItemDelegateForColumn(at, StackedDelegate(self))
                self.verticalHeader().setDefaultSectionSize(theme.ROW + theme.S12)

    def _set_up_header(self, header: QHeaderView) -> None:
        # Qt asks at each painting whether a whole column is selected, and so every row of a million for its flags.
        header.setSelectionModel(QItemSelectionModel(self._rows, self))
        header.setSectionsClickable(True)
        header.setHighlightSections(False)
        header.setSortIndicatorShown(True)
        header.setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
        header.setFixedHeight(theme.ROW)
        header.setMinimumSectionSize(48)
        header.setResizeContentsPrecision(0)  # a double click on an edge fits what is in sight
        header.sectionMoved.connect(lambda *_: self._freeze())
        self.offer_columns(header)
        for at, column in enumerate(self._rows.columns):
            self.setColumnWidth(at, column.width)

    @property
    def columns(self) -> tuple[Column[Any], ...]:
        """The columns as they were made."""
        return self._rows.columns

    @property
    def rows(self) -> RowsModel[Any]:
        """What is shown."""
        return self._rows

    @property
    def sorts(self) -> Sorts:
        """By what the rows are sorted."""
        return self._rows.sorts

    def stretch(self) -> None:
        """Give the stretching columns the room that is left, but never less than their own width.

        Qt's own stretching would squeeze them to nothing when the others are wide.
        """
        columns = self._rows.columns
        elastic = [at for at, column in enumerate(columns) if column.stretch and at not in self.held]
        if not elastic:
            return
        taken = sum(self.columnWidth(at) for at in range(len(columns)) if at not in elastic)
        share = (self.viewport().width() - taken) // len(elastic)
        self.stretching = True
        for at in elastic:
            self.setColumnWidth(at, max(columns[at].width, share))
        self.stretching = False

    def offer_columns(self, header: QHeaderView) -> None:
        """A right click on a header asks for the menu of the columns."""
        header.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        header.customContextMenuRequested.connect(
            lambda at: self.header_asked.emit(header.logicalIndexAt(at), header.mapToGlobal(at))
        )

    def _freeze(self) -> None:
        """Scrolled sideways, the first columns stay where they are."""
        wanted = self.freezes and self.horizontalScrollBar().value() > 0
        if wanted and self._frozen is None:
            self._frozen = FrozenColumns(self)
            self._frozen.take_groups(self._rows.group_lines(), GROUP_HEIGHT, [])
        if self._frozen is not None:
            if wanted:
                self._frozen.follow()
            self._frozen.setVisible(wanted)

    def lower_groups(self, before: list[int]) -> list[int]:
        """A group is lower than a row; gives the lines, to be told next time."""
        lines = self._rows.group_lines()
        for at in before:
            self.setRowHeight(at, self.verticalHeader().defaultSectionSize())
        for at in lines:
            self.setRowHeight(at, GROUP_HEIGHT)
        if self._frozen is not None:
            self._frozen.take_groups(lines, GROUP_HEIGHT, before)
        return lines

    def headers(self) -> list[QHeaderView]:
        """Its header, and that of the columns that stay while the rest is scrolled sideways."""
        frozen = [] if self._frozen is None else [self._frozen.horizontalHeader()]
        return [self.horizontalHeader(), *frozen]

    def staying(self) -> list[int]:
        """The columns that stay at the left just now; none while nothing is scrolled sideways."""
        header = self.horizontalHeader()
        if self._frozen is None or not self._frozen.isVisible():
            return []
        order = map(header.logicalIndex, range(header.count()))
        return [at for at in order if not self._frozen.isColumnHidden(at)]

    def updateGeometries(self) -> None:
        """Qt's call: columns, rows or room have changed."""
        super().updateGeometries()
        if self._frozen is not None:
            self._freeze()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Qt's call: the rows, and over them the groups."""
        super().paintEvent(event)
        paint_groups(self, self._rows)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Qt's call: the room has changed."""
        super().resizeEvent(event)
        self.stretch()

    def choose_line(self, line: int) -> None:
        """Make a row the only one selected and show it, whatever keys are held: `selectRow` would turn it with Ctrl."""
        flags = QItemSelectionModel.SelectionFlag
        index = self.model().index(line, max(self.columnAt(0), 0))
        self.selectionModel().setCurrentIndex(index, flags.ClearAndSelect | flags.Rows)
        self.scrollTo(index)

    def event(self, event: QEvent) -> bool:
        """Qt's call: the menu key asks at the current row, wherever the pointer is."""
        if isinstance(event, QContextMenuEvent) and event.reason() == QContextMenuEvent.Reason.Keyboard:
            self.customContextMenuRequested.emit(self.visualRect(self.currentIndex()).bottomLeft())
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Qt's call: the keys of a list."""
        lines = self._rows.rowCount()
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy_asked.emit(True)
        elif event.keyCombination() == _BARE_COPY:
            self.copy_asked.emit(False)
        elif event.matches(QKeySequence.StandardKey.Paste):
            self._paste()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers():
            self.entered_row.emit()
        elif place := _sort_place(event):
            self.sort_keyed.emit(place, bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier))
        elif event.key() == Qt.Key.Key_Space and not event.modifiers() and self._many:
            self.ticked.emit()
        elif event.key() in (Qt.Key.Key_Home, Qt.Key.Key_End) and not event.modifiers() and lines:
            order = range(lines) if event.key() == Qt.Key.Key_Home else range(lines - 1, -1, -1)
            self.choose_line(next(at for at in order if not self._rows.is_group(at)))
        else:
            super().keyPressEvent(event)

    def _paste(self) -> None:
        """A block of cells that was copied in Excel is a list to be brought in; a single word is nothing here."""
        take = getattr(self.window(), "bring_in_copied", None)
        if take is not None and copying.is_table(copying.block(QGuiApplication.clipboard().mimeData())):
            take()

    def keyboardSearch(self, search: str) -> None:
        """Qt's call: letters were typed; go to the next row in which a `jump` column holds them."""
        if not search:
            super().keyboardSearch(search)  # clears Qt's own buffer
            return
        wanted = self._typed(search)
        if self._rows.elsewhere:
            self.letters.emit(wanted)
            return
        columns = [column for column in self._rows.columns if column.jump]
        start = max(self.currentIndex().row(), 0)
        order = [*range(start, self._rows.rowCount()), *range(start)]
        for at in order:
            row = self._rows.at(at)
            if row is not None and any(wanted in column.whole(row).casefold() for column in columns):
                self.choose_line(at)
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


#: The digits of the usual keyboards as they come with Shift.
_SHIFTED = {key: place for place, key in enumerate("!@#$%^&*(", 1)}


def _sort_place(event: QKeyEvent) -> int:
    """Which header Alt and a digit, perhaps with Shift, stand for; 0 for any other key."""
    modifiers = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
    alt, shift = Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.ShiftModifier
    if modifiers not in (alt, alt | shift):
        return 0
    if Qt.Key.Key_1 <= event.key() <= Qt.Key.Key_9:
        return int(event.key()) - int(Qt.Key.Key_0)
    return _SHIFTED.get(chr(event.key()) if event.key() < 128 else "", 0)
