"""Table: a list of frozen rows with its states, its keys and its header. Sorting and filtering are the page's: in SQL.

Keys: Enter opens, Home and End go to the first and last row, letters jump to a row, Ctrl+C copies rows as
tab-separated text, Alt+1 to Alt+9 do what a click on the first to ninth header does: it only *asks* for a sort.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from typing import Final, Generic, TypeVar

from PySide6.QtCore import (
    QItemSelection,
    QItemSelectionModel,
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
from ui import theme
from ui.widgets.chip import cell_room
from ui.widgets.grid import Grid
from ui.widgets.rows import Column, Group, RowsModel
from ui.widgets.state import Skeleton, State, StatePage, refused
from ui.words import Speaking, tr

R = TypeVar("R")

LOADING_AFTER: Final = 300  # milliseconds; a faster answer shows no skeleton
_TITLE_SIDES: Final = 2 * theme.S8 + 18  # padding of a header section and its sort arrow


class Table(Speaking, QWidget, Generic[R]):
    """A list of rows. `title` names it for a screen reader, `name` in the settings.

    Signals: `opened(row)` by Enter or double click; `chosen(row or None)` when the current row changes;
    `sort_asked(column name, descending)`; `selected(rows)` when the selection changes; `menu_asked(row, where)`.
    """

    opened = Signal(object)
    chosen = Signal(object)
    selected = Signal(object)
    sort_asked = Signal(str, bool)
    menu_asked = Signal(object, QPoint)

    def __init__(
        self,
        columns: Sequence[Column[R]],
        key: Callable[[R], Hashable],
        *,
        title: str | Message,
        name: str = "",
        many: bool = False,
    ) -> None:
        super().__init__()
        self.model: Final = RowsModel(columns, key)
        self.view: Final = Grid(self.model, many)
        self.says(self.view.setAccessibleName, title)
        self._name = name
        self._settings: QSettings | None = None
        self._fitting = False
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
        self._sort: tuple[str, bool] = ("", False)
        self._low: list[int] = []
        self._away: set[str] = set()
        self._listen()
        self._widen()

    # what a page tells the table

    def set_empty(self, state: State) -> None:
        """What stands when there is nothing at all."""
        self._empty = state

    def set_filtered_empty(self, state: State) -> None:
        """What stands when nothing matches the filters; offer to clear them."""
        self._filtered = state

    def put_away(self, name: str, *, away: bool = True) -> None:
        """Leave a column out, or bring it back: it says nothing in this view of the list."""
        at = next(at for at, column in enumerate(self.model.columns) if column.name == name)
        (self._away.add if away else self._away.discard)(name)
        self.view.setColumnHidden(at, away)
        self._widen()

    def loading(self) -> None:
        """Rows have been asked for. Rows on screen stay; an empty table shows a skeleton after 300 ms."""
        if not self.model.rows:
            self._late.start()

    def fill(self, rows: Sequence[R | Group], *, filtered: bool = False) -> None:
        """Show rows, and groups between them; the same record stays current and selected, and the list where it is."""
        self._late.stop()
        kept, current = self._selected_keys(), self.current_key()
        bar = self.view.verticalScrollBar()
        scrolled = bar.value()
        with QSignalBlocker(self.view.selectionModel()):
            replaced = self.model.put(rows)
            if replaced:
                self._restore(kept, current)
        self._span_groups()
        bar.setValue(scrolled)
        if not rows:
            self._page.put(self._filtered if filtered else self._empty)
        self._bring(self.view if rows else self._page)
        if replaced and self.current_key() != current:
            self.chosen.emit(self.current())
        self.view.viewport().update()

    def fail(self, refusal: Refusal, retry: Callable[[], object] | None = None) -> None:
        """The rows could not be had: say why and offer to try again."""
        self._late.stop()
        self._page.put(refused(refusal, retry))
        self._layers.setCurrentWidget(self._page)

    def set_sort(self, name: str, descending: bool = False) -> None:
        """Show by the arrow in the header how the rows are sorted; "" for no arrow."""
        self._sort = (name, descending)
        section = next((at for at, column in enumerate(self.model.columns) if column.name == name), -1)
        order = Qt.SortOrder.DescendingOrder if descending else Qt.SortOrder.AscendingOrder
        self.view.horizontalHeader().setSortIndicator(section, order)

    def choose(self, key: Hashable) -> bool:
        """Make the row with a key current; False when it is not shown."""
        at = self.model.position(key)
        if at is None:
            return False
        self.view.selectRow(at)
        self.view.scrollTo(self.model.index(at, 0))
        return True

    def remember(self, settings: QSettings) -> None:
        """Keep the widths of columns under this table's name, and take those kept before."""
        self._settings = settings
        for at, column in enumerate(self.model.columns):
            kept = settings.value(f"columns/{self._name}/{column.name}")
            if kept is not None and str(kept).isdigit() and not column.stretch:
                self.view.setColumnWidth(at, int(str(kept)))
        self._widen()

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

    def copied(self) -> str:
        """The selected rows as tab-separated text under their titles."""
        columns = [column for column in self.model.columns if column.name not in self._away]
        lines = ["\t".join(tr(column.title) for column in columns)]
        lines += ["\t".join(_one_line(column.whole(row)) for column in columns) for row in self.selection()]
        return "\n".join(lines)

    def retranslate(self) -> None:
        """Titles and words of the rows in the new language."""
        super().retranslate()
        self.model.say_again()
        self._widen()

    # inside

    def _listen(self) -> None:
        header = self.view.horizontalHeader()
        header.sectionClicked.connect(self._ask_sort)
        self.view.sort_keyed.connect(self._sort_by_place)
        header.sectionResized.connect(self._keep_width)
        self.view.entered_row.connect(lambda: self._open(self.view.currentIndex()))
        self.view.copy_asked.connect(lambda: QGuiApplication.clipboard().setText(self.copied()))
        self.view.doubleClicked.connect(self._open)
        self.view.selectionModel().currentRowChanged.connect(lambda *_: self.chosen.emit(self.current()))
        self.view.selectionModel().selectionChanged.connect(lambda *_: self.selected.emit(self.selection()))
        self.view.customContextMenuRequested.connect(self._ask_menu)

    def _open(self, index: QModelIndex) -> None:
        row = self.model.at(index.row()) if index.isValid() else None
        if row is not None:
            self.opened.emit(row)

    def _ask_menu(self, where: QPoint) -> None:
        index = self.view.indexAt(where)
        row = self.model.at(index.row()) if index.isValid() else None
        if row is not None:
            self.menu_asked.emit(row, self.view.viewport().mapToGlobal(where))

    def _ask_sort(self, section: int) -> None:
        column = self.model.columns[section]
        if not column.sort:
            self.set_sort(*self._sort)  # the header moved its arrow by itself
            return
        name, descending = self._sort
        self.set_sort(column.name, not descending if column.name == name else False)
        self.sort_asked.emit(*self._sort)

    def _sort_by_place(self, place: int) -> None:
        """The keyboard's click on a header; hidden columns do not count."""
        shown = [at for at in range(len(self.model.columns)) if not self.view.isColumnHidden(at)]
        if place <= len(shown):
            self._ask_sort(shown[place - 1])

    def _keep_width(self, section: int, _old: int, new: int) -> None:
        column = self.model.columns[section]
        if column.stretch or self._fitting:
            return
        if self._settings is not None and self.isVisible():
            self._settings.setValue(f"columns/{self._name}/{column.name}", new)
        self.view.stretch()

    def _widen(self) -> None:
        """No column narrower than its title; the stretching one keeps at least its own width."""
        header = self.view.horizontalHeader()
        metrics = header.fontMetrics()
        self._fitting = True  # no person has chosen these widths
        for at, column in enumerate(self.model.columns):
            title = metrics.horizontalAdvance(tr(column.title)) + _TITLE_SIDES
            # A hidden column has no width of its own; it comes back with the one it was made with.
            wide = column.width if self.view.isColumnHidden(at) else self.view.columnWidth(at)
            wide = self._chip_room(column) or wide
            if self.view.columnWidth(at) < max(wide, title) or column.chips is not None:
                self.view.setColumnWidth(at, max(wide, title))
        self._fitting = False
        self.view.stretch()

    def _chip_room(self, column: Column[R]) -> int:
        """The width that no chip of a column exceeds, unless a person has chosen one; 0 for other columns."""
        kept = self._settings.value(f"columns/{self._name}/{column.name}") if self._settings is not None else None
        if column.chips is None or kept is not None:
            return 0
        return max(cell_room(self.view.fontMetrics(), text) for text in column.chips())

    def _span_groups(self) -> None:
        """A group is written over the whole line, and is lower than a row."""
        self.view.clearSpans()
        for at in self._low:
            self.view.setRowHeight(at, self.view.verticalHeader().defaultSectionSize())
        self._low = [at for at, line in enumerate(self.model.lines) if isinstance(line, Group)]
        for at in self._low:
            self.view.setSpan(at, 0, 1, len(self.model.columns))
            self.view.setRowHeight(at, theme.ROW - 2)

    def _bring(self, layer: QWidget) -> None:
        """Show the rows or what stands instead of them; the keyboard goes along."""
        focused: QWidget | None = QApplication.focusWidget()
        held = focused is not None and self.isAncestorOf(focused)
        self._layers.setCurrentWidget(layer)
        if held:
            layer.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_skeleton(self) -> None:
        self._layers.setCurrentWidget(self._skeleton)

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


def _one_line(text: str) -> str:
    return text.replace("\t", " ").replace("\n", " ")
