"""LongTable: a table over a `WindowModel`. What is selected and current survives a new order by the rows' numbers."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Hashable, Iterator, Sequence
from dataclasses import dataclass
from typing import TypeVar

from PySide6.QtCore import QItemSelection, QItemSelectionModel, Signal
from PySide6.QtGui import QGuiApplication

from app.texts import Message
from ui.widgets.rows import Column, Group
from ui.widgets.table import Table
from ui.widgets.window import WindowModel

R = TypeVar("R")

#: Beyond the first page so many rows are read at a time, two screens of them: what is in sight does not wait for more.
READ = 50
#: From here on it is quicker to walk the order once than to look each row up.
_FEW = 3


@dataclass(frozen=True, slots=True)
class Chosen:
    """The rows that are selected, by number and in order; `everything` when they are all that the list shows."""

    numbers: array[int]
    everything: bool


class LongTable(Table[R]):
    """A list of any length. Signals, beside those of `Table`: `counted(n)` when so many are selected, `letters(text)`
    when letters were typed to jump by, `copy_wanted(numbers, titles)` when rows are to be copied that are not held,
    `peeked()` when the current row is to be looked at more closely, or no more."""

    counted = Signal(int)
    peeked = Signal()
    letters = Signal(str)
    copy_wanted = Signal(object, bool)

    def __init__(
        self,
        columns: Sequence[Column[R]],
        key: Callable[[R], Hashable],
        number: Callable[[R], int],
        *,
        page: int,
        title: str | Message,
        name: str,
    ) -> None:
        self.window_model = WindowModel(columns, key, number, min(page, READ))
        super().__init__(columns, key, title=title, name=name, many=True, model=self.window_model)
        #: Whether there is a preview of the current row.
        self.peeks = False
        self._waiting: int | None = None
        self.chosen.connect(self._note)
        self.window_model.known.connect(self._tell_late)
        self.view.ticked.connect(self._tick)
        self.view.letters.connect(self.letters)

    # what a page tells the table

    def begin(self, rows: Sequence[R], groups: Sequence[tuple[int, Group]], *, filtered: bool) -> None:
        """The first rows; what follows comes with `put_order`."""
        numbers = array("q", map(self.window_model.number, rows))
        self._swap(lambda: self.window_model.order(numbers, groups), filtered=filtered)
        self.again(rows)
        self._tell_selected()

    def again(self, rows: Sequence[R]) -> None:
        """The first rows were read again; nothing else is told."""
        self.window_model.know(rows, self.window_model.pages_of(len(rows)))

    def put_order(self, numbers: array[int], groups: Sequence[tuple[int, Group]], *, filtered: bool) -> None:
        """The order of all rows; those that are held stay on the screen."""
        self._swap(lambda: self.window_model.order(numbers, groups), filtered=filtered)
        self._tell_selected()

    def choose_number(self, number: int) -> bool:
        """Make the row of a number current; False when the list has none of it."""
        line = self.window_model.line_of_number(number)
        if line is None:
            return False
        self.go(line)
        return True

    def go(self, line: int) -> None:
        """Make the row in a line current, and show it."""
        self.view.choose_line(line)

    def select_everything(self) -> None:
        """Select all that the list shows, read or not."""
        self.view.selectAll()

    def put_on_clipboard(self, rows: Sequence[R], *, titles: bool) -> None:
        """Rows that were read to be copied."""
        QGuiApplication.clipboard().setMimeData(self.copied(rows, titles=titles))

    # what a page asks of the table

    def chosen_rows(self) -> Chosen:
        """What is selected, held or not."""
        everything = self._all_selected()
        numbers = self.window_model.numbers
        if everything:
            return Chosen(numbers[:], everything=True)
        return Chosen(array("q", (numbers[place] for place in self._places())), everything=False)

    def selection(self) -> list[R]:
        """The selected rows that are held, from top to bottom."""
        found = (self.model.at(self.window_model.line_of(place)) for place in self._places())
        return [row for row in found if row is not None]

    def current_number(self) -> int | None:
        """The number of the current row, held or not."""
        return self.window_model.number_at(self.view.currentIndex().row())

    # inside

    def _places(self) -> Iterator[int]:
        """The places of the selected rows, in order."""
        for first, last in self._ranges():
            for line in range(first, last + 1):
                place = self.window_model.place(line)
                if place is not None:
                    yield place

    def _ranges(self) -> list[tuple[int, int]]:
        """The selected lines, as first and last."""
        chosen = self.view.selectionModel().selection()
        found = (chosen.at(at) for at in range(chosen.count()))
        return sorted((one.top(), one.bottom()) for one in found)

    def _count(self) -> int:
        groups = self.window_model.group_lines()
        ranges = self._ranges()
        lines = sum(last - first + 1 for first, last in ranges)
        return lines - sum(1 for line in groups if any(first <= line <= last for first, last in ranges))

    def _all_selected(self) -> bool:
        return bool(self.window_model.numbers) and self._count() == len(self.window_model.numbers)

    def _tell_selected(self) -> None:
        self.counted.emit(self._count())

    def _copy(self, titles: bool) -> None:
        numbers = self.chosen_rows().numbers
        rows = self.window_model.held(numbers)
        if rows is None:
            self.copy_wanted.emit(numbers, titles)
        else:
            self.put_on_clipboard(rows, titles=titles)

    def _note(self, row: R | None) -> None:
        self._waiting = self.current_number() if row is None else None

    def _tell_late(self) -> None:
        """A row that was made current before it was read is told of once it is here."""
        row = self.current()
        if row is not None and self.window_model.number(row) == self._waiting:
            self.chosen.emit(row)

    def _tick(self) -> None:
        """Space: the current row is looked at; while others are selected it joins them, or leaves them."""
        chooser, current = self.view.selectionModel(), self.view.currentIndex()
        flags = QItemSelectionModel.SelectionFlag
        if self.peeks and self._ranges() == [(current.row(), current.row())]:
            self.peeked.emit()
        else:
            chooser.select(current, flags.Toggle | flags.Rows)

    def _current_mark(self) -> Hashable | None:
        return self.current_number()

    def _selected_keys(self) -> set[Hashable]:
        return set(self.chosen_rows().numbers)

    def _restore(self, keys: set[Hashable], current: Hashable | None) -> None:
        numbers = self.window_model.numbers
        places = (
            [place for place, number in enumerate(numbers) if number in keys]
            if len(keys) > _FEW
            else sorted(numbers.index(number) for number in keys if isinstance(number, int) and number in numbers)
        )
        chooser, flags = self.view.selectionModel(), QItemSelectionModel.SelectionFlag
        found, last = QItemSelection(), len(self.model.columns) - 1
        for first, end in _runs(self.window_model.line_of(place) for place in places):
            found.select(self.model.index(first, 0), self.model.index(end, last))
        chooser.select(found, flags.ClearAndSelect)
        line = self.window_model.line_of_number(current) if isinstance(current, int) else None
        if line is not None:
            chooser.setCurrentIndex(self.model.index(line, 0), flags.NoUpdate)


def _runs(lines: Iterator[int]) -> Iterator[tuple[int, int]]:
    """Lines that follow one another, as first and last."""
    first = last = None
    for line in lines:
        if first is None or last is None:
            first = last = line
        elif line == last + 1:
            last = line
        else:
            yield first, last
            first = last = line
    if first is not None and last is not None:
        yield first, last
