"""WindowModel: a list too long to hold. It knows the order of all by their numbers, and holds the rows near the view.

The numbers are an array, eight bytes for each row; rows are held by number and read a page at a time, when a line of
the page is painted. A row that is held stays on the screen until its page has been read again, so nothing flickers.
"""

from __future__ import annotations

from array import array
from bisect import bisect_right
from collections.abc import Callable, Hashable, Iterable, Sequence
from typing import Final, TypeVar

from PySide6.QtCore import QModelIndex, QTimer, Signal

from ui.widgets.rows import Column, Group, Index, RowsModel

R = TypeVar("R")

#: Pages held in memory.
HELD: Final = 24
#: Milliseconds without another page being asked for, after which the pages beside what is seen are read too: not before
#: it has been painted, and not while somebody jumps about.
REST: Final = 120


class WindowModel(RowsModel[R]):
    """Rows by their numbers. Signals: `wanted(pages)`, whose `numbers_of` somebody is to read and tell `know`, and
    `known()` when rows have come."""

    wanted = Signal(object)
    known = Signal()
    elsewhere = True

    def __init__(
        self, columns: Sequence[Column[R]], key: Callable[[R], Hashable], number: Callable[[R], int], page: int
    ) -> None:
        super().__init__(columns, key)
        self.number: Final = number
        self._page = page
        self.numbers: array[int] = array("q")
        self._groups: tuple[Group, ...] = ()
        self._starts: list[int] = []
        self._rows: dict[int, R] = {}
        self._fresh: set[int] = set()
        self._asked: set[int] = set()
        self._missing: set[int] = set()
        self._ahead: set[int] = set()
        self._read: set[int] = set()
        #: The line asked for last and what stands in it: a view asks some eighty times for one before the next.
        self._last: tuple[int, R | Group | None] = (-1, None)
        self._soon = self._timer(0, self._ask)
        self._rest = self._timer(REST, self._look_ahead)

    def _timer(self, interval: int, call: Callable[[], None]) -> QTimer:
        made = QTimer(self)
        made.setSingleShot(True)
        made.setInterval(interval)
        made.timeout.connect(call)
        return made

    # what stands where

    @property
    def rows(self) -> tuple[R, ...]:
        """The rows that are held, in order."""
        return tuple(self._rows[number] for number in self.numbers if number in self._rows)

    @property
    def lines(self) -> tuple[R | Group, ...]:
        """The rows that are held and the groups between them, line by line."""
        found = (self.line(at) for at in range(self.rowCount()))
        return tuple(line for line in found if line is not None)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  # Qt's own signature
        return 0 if parent.isValid() else len(self.numbers) + len(self._starts)

    def line(self, at: int) -> R | Group | None:
        """What stands in a line; a row that is not held, or may have changed, is asked for."""
        if at != self._last[0]:
            self._last = (at, self._line(at))
        return self._last[1]

    def _line(self, at: int) -> R | Group | None:
        if not 0 <= at < self.rowCount():
            return None
        place = self.place(at)
        if place is None:
            return self._groups[self._group_at(at)]
        page = place // self._page
        if page not in self._fresh:
            self._missing.add(page)
            if not self._soon.isActive():
                self._soon.start()
        return self._rows.get(self.numbers[place])

    def place(self, line: int) -> int | None:
        """The place among the rows of what stands in a line; None for a group."""
        at = self._group_at(line)
        return None if at >= 0 and self._starts[at] + at == line else line - at - 1

    def line_of(self, place: int) -> int:
        """The line of a place among the rows."""
        return place + bisect_right(self._starts, place)

    def group_lines(self) -> list[int]:
        """The lines in which groups stand."""
        return [start + at for at, start in enumerate(self._starts)]

    def is_group(self, line: int) -> bool:
        """Whether a group stands in a line."""
        return self.place(line) is None

    def position(self, key: Hashable) -> int | None:
        """The line of a row with a key, if it is held."""
        number = next((number for number, row in self._rows.items() if self.key(row) == key), None)
        return None if number is None else self.line_of_number(number)

    def held(self, numbers: Sequence[int]) -> list[R] | None:
        """The rows of these numbers; None unless all of them are held."""
        found = [row for number in numbers if (row := self._rows.get(number)) is not None]
        return found if len(found) == len(numbers) else None

    def line_of_number(self, number: int) -> int | None:
        """The line of a row by its number, if it is in the list."""
        try:
            return self.line_of(self.numbers.index(number))
        except ValueError:
            return None

    def number_at(self, line: int) -> int | None:
        """The number of the row in a line; None for a group, and outside."""
        place = self.place(line) if 0 <= line < self.rowCount() else None
        return None if place is None else self.numbers[place]

    def _group_at(self, line: int) -> int:
        """The last group at or above a line; -1 for none."""
        found = -1
        for at, start in enumerate(self._starts):
            if start + at <= line:
                found = at
        return found

    # what is told

    def order(self, numbers: array[int], groups: Sequence[tuple[int, Group]] = ()) -> bool:
        """Another order, with the groups and the places at which they begin. Gives False when every row that was there
        keeps its line: then rows only follow, or go at the end."""
        old, self._fresh, self._asked, self._ahead = self.numbers, set(), set(), set()
        self._last = (-1, None)
        self._rest.stop()
        starts, named = [start for start, _ in groups], tuple(group for _, group in groups)
        shorter = min(len(old), len(numbers))
        reach = self.line_of(shorter) if shorter else 0
        kept = bool(shorter) and old[:shorter] == numbers[:shorter]
        if not kept or [one for one in starts if one < shorter] != [one for one in self._starts if one < shorter]:
            self.beginResetModel()
            self._put(numbers, starts, named)
            self.endResetModel()
            return True
        self._resize(numbers, starts, named)
        self.dataChanged.emit(self.index(0, 0), self.index(min(reach, self.rowCount()) - 1, len(self.columns) - 1))
        return False

    def _resize(self, numbers: array[int], starts: list[int], named: tuple[Group, ...]) -> None:
        before, after = self.rowCount(), len(numbers) + len(starts)
        if after > before:
            self.beginInsertRows(QModelIndex(), before, after - 1)
            self._put(numbers, starts, named)
            self.endInsertRows()
        elif after < before:
            self.beginRemoveRows(QModelIndex(), after, before - 1)
            self._put(numbers, starts, named)
            self.endRemoveRows()
        else:
            self._put(numbers, starts, named)

    def _put(self, numbers: array[int], starts: list[int], named: tuple[Group, ...]) -> None:
        self.numbers, self._starts, self._groups = numbers, starts, named
        self._last = (-1, None)

    def know(self, rows: Iterable[R], pages: Iterable[int]) -> None:
        """Rows have been read; with them these pages of the order are fresh."""
        self._last = (-1, None)
        for row in rows:
            number = self.number(row)
            self._rows.pop(number, None)
            self._rows[number] = row
        self._fresh.update(pages)
        self._asked.difference_update(pages)
        self._missing.difference_update(pages)
        for page in pages:
            first = self.line_of(page * self._page)
            last = min(self.line_of((page + 1) * self._page - 1), self.rowCount() - 1)
            if first <= last:
                self.dataChanged.emit(self.index(first, 0), self.index(last, len(self.columns) - 1))
        self._forget()
        self.known.emit()
        self._read = set(pages)
        self._rest.start()

    def pages_of(self, count: int) -> range:
        """The pages that so many first rows fill."""
        return range(-(-count // self._page))

    def numbers_of(self, pages: Iterable[int]) -> list[int]:
        """The numbers of the rows of some pages."""
        return [number for page in pages for number in self.numbers[page * self._page : (page + 1) * self._page]]

    def _forget(self) -> None:
        """What was read longest ago goes first."""
        while len(self._rows) > HELD * self._page:
            number = next(iter(self._rows))
            del self._rows[number]
        if len(self._fresh) > HELD:  # some of their rows may have gone
            self._fresh = {page for page in self._fresh if all(n in self._rows for n in self.numbers_of([page]))}

    def _ask(self) -> None:
        """Ask for what was painted without being held; what was asked for far away from it is let go."""
        self._last = (-1, None)
        missing, self._missing = self._missing - self._fresh, set()
        if not missing <= self._asked:
            beside = {page for page in self._asked if {page - 1, page + 1} & missing}
            self._rest.stop()
            self._asked = missing | beside
            self.wanted.emit(sorted(self._asked))

    def _look_ahead(self) -> None:
        """Once what is seen is here, have the pages beside it too."""
        if self._asked or self._read <= self._ahead:
            return
        last = (len(self.numbers) - 1) // self._page
        self._ahead = {page + by for page in self._read for by in (-1, 1) if 0 <= page + by <= last} - self._fresh
        self._asked = set(self._ahead)
        if self._asked:
            self.wanted.emit(sorted(self._asked))
