"""Table: a list of frozen rows with its states, its keys and its header. Sorting and filtering are the page's: in SQL.

Keys: Enter opens, Home and End go to the first and last row, letters jump to a row, Ctrl+C copies rows as
tab-separated text, Alt+1 to Alt+9 do what a click on the first to ninth header does: it only *asks* for a sort.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from typing import Any, Final, Generic, TypeVar

from PySide6.QtCore import (
    QItemSelection,
    QItemSelectionModel,
    QMimeData,
    QModelIndex,
    QPoint,
    QSettings,
    QSignalBlocker,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QStackedLayout, QWidget

from app.refusal import Refusal
from app.texts import N_, Message
from ui.widgets import looks
from ui.widgets.arranged import Arrangement
from ui.widgets.copying import copied
from ui.widgets.grid import Grid
from ui.widgets.rows import Column, Group, RowsModel, Sorts
from ui.widgets.state import Skeleton, State, StatePage, refused
from ui.words import Speaking

R = TypeVar("R")

LOADING_AFTER: Final = 300  # milliseconds; a faster answer shows no skeleton


class Table(Speaking, QWidget, Generic[R]):
    """A list of rows. `title` names it for a screen reader, `name` in the settings.

    Signals: `opened(row)` by Enter or double click; `chosen(row or None)` when the current row changes;
    `sort_asked(column name, descending)`, and of several sorts `sorts_asked(Sorts)`; `selected(rows)` when the
    selection changes; `menu_asked(row, where)`; `columns_asked(name, where)` by a right click on a header.
    """

    opened = Signal(object)
    chosen = Signal(object)
    selected = Signal(object)
    sort_asked = Signal(str, bool)
    sorts_asked = Signal(object)
    menu_asked = Signal(object, QPoint)
    columns_asked = Signal(str, QPoint)

    def __init__(
        self,
        columns: Sequence[Column[R]],
        key: Callable[[R], Hashable],
        *,
        title: str | Message,
        name: str = "",
        many: bool = False,
        model: RowsModel[R] | None = None,
    ) -> None:
        super().__init__()
        self.model: Final = RowsModel(columns, key) if model is None else model
        self.view: Final = Grid(self.model, many)
        self.says(self.view.setAccessibleName, title)
        #: Which columns are shown, in which order and how wide.
        self.arrangement: Final = Arrangement(self.view, name)
        self._empty = State("tray", N_("Nothing here yet"))
        self._filtered = State("funnel", N_("Nothing matches"))
        self._page = StatePage()
        self._skeleton = Skeleton()
        self._layers = QStackedLayout(self)
        for layer in (self.view, self._page, self._skeleton):
            self._layers.addWidget(layer)
        self._late = QTimer(self)
        self._late.setSingleShot(True)
        self._late.setInterval(LOADING_AFTER)
        self._late.timeout.connect(self._show_skeleton)
        self._low: list[int] = []
        self._listen()
        self.arrangement.widen()

    # what a page tells the table

    def set_empty(self, state: State) -> None:
        """What stands when there is nothing at all."""
        self._empty = state

    def set_filtered_empty(self, state: State) -> None:
        """What stands when nothing matches the filters; offer to clear them."""
        self._filtered = state

    def put_away(self, name: str, *, away: bool = True) -> None:
        """Leave a column out, or bring it back: it says nothing in this view of the list."""
        self.arrangement.put_away(name, away=away)

    def loading(self) -> None:
        """Rows have been asked for. Rows on screen stay; an empty table shows a skeleton after 300 ms."""
        if not self.model.rowCount():
            self._late.start()

    def fill(self, rows: Sequence[R | Group], *, filtered: bool = False) -> None:
        """Show rows, and groups between them; the same record stays current and selected, and the list where it is."""
        self._swap(lambda: self.model.put(rows), filtered=filtered)

    def _swap(self, put: Callable[[], bool], *, filtered: bool) -> None:
        """Let the model take other rows; `put` says whether any of them changed its line."""
        self._late.stop()
        kept, current = self._selected_keys(), self._current_mark()
        bar = self.view.verticalScrollBar()
        scrolled = bar.value()
        with QSignalBlocker(self.view.selectionModel()):
            replaced = put()
            if replaced:
                self._restore(kept, current)
        self._low = self.view.lower_groups(self._low)
        bar.setValue(scrolled)
        empty = not self.model.rowCount()
        if empty:
            self._page.put(self._filtered if filtered else self._empty)
        self._bring(self._page if empty else self.view)
        if replaced and self._current_mark() != current:
            self.chosen.emit(self.current())
        self.view.viewport().update()

    def fail(self, refusal: Refusal, retry: Callable[[], object] | None = None) -> None:
        """The rows could not be had: say why and offer to try again."""
        self._late.stop()
        self._page.put(refused(refusal, retry))
        self._layers.setCurrentWidget(self._page)

    def set_sort(self, name: str, descending: bool = False) -> None:
        """Show by the arrow in the header how the rows are sorted; "" for no arrow."""
        self.set_sorts(((name, descending),) if name else ())

    def set_sorts(self, sorts: Sorts) -> None:
        """Show several: the arrow at the first, and the place of each beside its title."""
        self.model.sorts = sorts
        name, descending = sorts[0] if sorts else ("", False)
        section = next((at for at, column in enumerate(self.model.columns) if column.name == name), -1)
        order = Qt.SortOrder.DescendingOrder if descending else Qt.SortOrder.AscendingOrder
        self.view.horizontalHeader().setSortIndicator(section, order)
        self.view.horizontalHeader().viewport().update()

    def choose(self, key: Hashable) -> bool:
        """Make the row with a key current; False when it is not shown."""
        at = self.model.position(key)
        if at is None:
            return False
        self.view.choose_line(at)
        return True

    def remember(self, settings: QSettings) -> None:
        """Keep widths, order and choice of columns under this table's name, and take those kept before."""
        self.arrangement.remember(settings)

    def look(self) -> dict[str, Any]:
        """Columns, widths and sorts as plain values, to be kept and given to `put_look`."""
        return self.arrangement.look().plain()

    def put_look(self, look: dict[str, Any]) -> list[str]:
        """Show columns as a look says, and give the names in it that no column has any more. The sorts are the page's
        to ask for: `looks.from_plain(look).sorts`."""
        return self.arrangement.put(looks.from_plain(look))

    # what a page asks of the table

    def current(self) -> R | None:
        """The current row."""
        return self.model.at(self.view.currentIndex().row())

    def current_key(self) -> Hashable | None:
        """The key of the current row."""
        row = self.current()
        return None if row is None else self.model.key(row)

    def selection(self) -> list[R]:
        """The selected rows from top to bottom."""
        lines = sorted({index.row() for index in self.view.selectionModel().selectedRows()})
        found = (self.model.at(line) for line in lines)
        return [row for row in found if row is not None]

    def copied(self, rows: Sequence[R] | None = None, *, titles: bool = True) -> QMimeData:
        """The selected rows, or others, as a table of the columns that are shown."""
        return copied(self.arrangement.shown(), self.selection() if rows is None else rows, titles=titles)

    def retranslate(self) -> None:
        """Titles and words of the rows in the new language."""
        super().retranslate()
        self.model.say_again()
        self.arrangement.widen()

    # inside

    def _listen(self) -> None:
        header = self.view.horizontalHeader()
        header.sectionClicked.connect(self._click_header)
        self.view.header_asked.connect(self._ask_columns)
        self.view.sort_keyed.connect(self._sort_by_place)
        self.view.entered_row.connect(lambda: self._open(self.view.currentIndex()))
        self.view.copy_asked.connect(self._copy)
        self.view.doubleClicked.connect(self._open)
        self.view.selectionModel().currentRowChanged.connect(lambda *_: self.chosen.emit(self.current()))
        self.view.selectionModel().selectionChanged.connect(lambda *_: self._tell_selected())
        self.view.customContextMenuRequested.connect(self._ask_menu)

    def _copy(self, titles: bool) -> None:
        QGuiApplication.clipboard().setMimeData(self.copied(titles=titles))

    def _tell_selected(self) -> None:
        self.selected.emit(self.selection())

    def _open(self, index: QModelIndex) -> None:
        row = self.model.at(index.row()) if index.isValid() else None
        if row is not None:
            self.opened.emit(row)

    def _ask_columns(self, section: int, where: QPoint) -> None:
        self.columns_asked.emit(self.model.columns[section].name if section >= 0 else "", where)

    def _ask_menu(self, where: QPoint) -> None:
        index = self.view.indexAt(where)
        row = self.model.at(index.row()) if index.isValid() else None
        if row is not None:
            self.menu_asked.emit(row, self.view.viewport().mapToGlobal(where))

    def _ask_sort(self, section: int, *, add: bool = False) -> None:
        """Sort by a column, or with `add` by it after those before; asked again, the other way round."""
        name, sorts = self.model.columns[section].name, self.model.sorts
        if not self.model.columns[section].sort:
            self.set_sorts(sorts)  # the header moved its arrow by itself
            return
        before = dict(sorts)
        if add:
            before[name] = not before.get(name, True)
            sorts = tuple(before.items())
        else:
            sorts = ((name, bool(sorts) and sorts[0] == (name, False)),)
        self.set_sorts(sorts)
        self.sort_asked.emit(*sorts[0])
        self.sorts_asked.emit(sorts)

    def _click_header(self, section: int) -> None:
        shift = QGuiApplication.keyboardModifiers() & Qt.KeyboardModifier.ShiftModifier
        self._ask_sort(section, add=bool(shift))

    def _sort_by_place(self, place: int, add: bool) -> None:
        """The keyboard's click on a header, as the columns stand; hidden ones do not count."""
        header = self.view.horizontalHeader()
        shown = [at for at in map(header.logicalIndex, range(header.count())) if not self.view.isColumnHidden(at)]
        if place <= len(shown):
            self._ask_sort(shown[place - 1], add=add)

    def _bring(self, layer: QWidget) -> None:
        """Show the rows or what stands instead of them; the keyboard goes along."""
        focused: QWidget | None = QApplication.focusWidget()
        held = focused is not None and self.isAncestorOf(focused)
        self._layers.setCurrentWidget(layer)
        if held:
            layer.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_skeleton(self) -> None:
        self._layers.setCurrentWidget(self._skeleton)

    def _current_mark(self) -> Hashable | None:
        """By what the current row is known again."""
        return self.current_key()

    def _selected_keys(self) -> set[Hashable]:
        return {self.model.key(row) for row in self.selection()}

    def _restore(self, keys: set[Hashable], current: Hashable | None) -> None:
        """Select the same records among the new rows."""
        chooser = self.view.selectionModel()
        chosen = QItemSelection()
        for at in range(self.model.rowCount()):
            row = self.model.at(at)
            if row is not None and self.model.key(row) in keys:
                chosen.select(self.model.index(at, 0), self.model.index(at, len(self.model.columns) - 1))
        chooser.select(chosen, QItemSelectionModel.SelectionFlag.ClearAndSelect)
        at_current = None if current is None else self.model.position(current)
        if at_current is not None:
            chooser.setCurrentIndex(self.model.index(at_current, 0), QItemSelectionModel.SelectionFlag.NoUpdate)
