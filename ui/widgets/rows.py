"""Column and RowsModel: a table of frozen rows. The rows come sorted and filtered from SQL; nothing is sorted here."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any, Final, Generic, TypeVar

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QColor

from app.texts import Message
from ui import theme
from ui.icons import icon
from ui.theme import Tone
from ui.widgets.basic import tip
from ui.widgets.chip import Look
from ui.words import tr

R = TypeVar("R")
#: Columns by name, and whether each is turned.
Sorts = tuple[tuple[str, bool], ...]
#: A cell without its looks: nothing, a text, a day, or a number.
Bare = str | date | Decimal | int | None
Index = QModelIndex | QPersistentModelIndex

#: The row itself, the look of a chip, and the second, quieter text of a cell.
ROW: Final = Qt.ItemDataRole.UserRole
LOOK: Final = Qt.ItemDataRole.UserRole + 1
SECOND: Final = Qt.ItemDataRole.UserRole + 2

_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


@dataclass(frozen=True, slots=True)
class Group:
    """A line between rows that says what the rows under it have in common, and how many they are if that is known; it
    cannot be chosen."""

    text: Message
    count: int | None = None

    def in_words(self) -> str:
        """What the line says, in the language of the screen."""
        if self.count is None:
            return tr(self.text)
        return tr(Message("{group} ({n})", group=self.text, n=self.count))


@dataclass(frozen=True)  # no slots: on Python 3.11 they break `Column[Row](…)`
class Column(Generic[R]):
    """One column. All callables are given the row and answer in the screen's language of the moment.

    `name` is stable: it names the column in settings and in the sort signal. `elide` allows a long name to
    end in "…", its whole text then in the tool tip; every other column must be wide enough. `second` is
    shown after the text in a quieter colour, or under it when `stacked`. `look` draws a chip; `stretch` gives
    the column the room that is left; `jump` lets typing find rows by it. `chips` are all the words that its chips
    can say: the column is as wide as the widest of them in the language of the screen.
    """

    name: str
    title: str | Message
    text: Callable[[R], str]
    width: int = 120
    sort: bool = True
    right: bool = False
    elide: bool = False
    stretch: bool = False
    jump: bool = False
    look: Callable[[R], Look | None] | None = None
    icon: Callable[[R], str | None] | None = None
    tone: Callable[[R], Tone] | None = None
    second: Callable[[R], str] | None = None
    stacked: bool = False
    chips: Callable[[], Iterable[str]] | None = None
    #: What a spreadsheet is given of a cell: its day, its number, its text without ornament; else all its words.
    value: Callable[[R], Bare] | None = None

    def bare(self, row: R) -> Bare:
        """The cell as it is copied."""
        return self.whole(row) if self.value is None else self.value(row)

    def whole(self, row: R) -> str:
        """All the words of the cell: for the tool tip and for a screen reader."""
        second = self.second(row) if self.second else ""
        return "  ".join(part for part in (self.text(row), second) if part)


class RowsModel(QAbstractTableModel, Generic[R]):
    """Frozen rows as Qt wants them. `key` tells which row is which after they were read again."""

    #: Whether most rows are not here, so that letters typed are looked for by who has them.
    elsewhere = False

    def __init__(self, columns: Sequence[Column[R]], key: Callable[[R], Hashable]) -> None:
        super().__init__()
        self.columns: Final = tuple(columns)
        self.key: Final = key
        self._lines: tuple[R | Group, ...] = ()
        #: By which columns the rows are sorted, the first word first, and which of these are turned.
        self.sorts: Sorts = ()

    @property
    def rows(self) -> tuple[R, ...]:
        """The rows shown, without the groups between them."""
        return tuple(line for line in self._lines if not isinstance(line, Group))

    @property
    def lines(self) -> tuple[R | Group, ...]:
        """The rows and the groups between them, line by line."""
        return self._lines

    def line(self, at: int) -> R | Group | None:
        """What stands in a line; None outside, and for a row that is still being read."""
        return self._lines[at] if 0 <= at < len(self._lines) else None

    def at(self, line: int) -> R | None:
        """The row in a line; None for a group, outside, and for one that is still being read."""
        found = self.line(line)
        return None if isinstance(found, Group) else found

    def group_lines(self) -> list[int]:
        """The lines in which groups stand."""
        return [at for at, line in enumerate(self._lines) if isinstance(line, Group)]

    def is_group(self, line: int) -> bool:
        """Whether a group stands in a line."""
        return isinstance(self.line(line), Group)

    def put(self, rows: Sequence[R | Group]) -> bool:
        """Show other rows. Gives False when every record keeps its line: then only cells change, or rows follow."""
        new, old = tuple(rows), self._lines
        if not new and not old:
            return False
        if not old or [self._key(row) for row in new[: len(old)]] != [self._key(row) for row in old]:
            self.beginResetModel()
            self._lines = new
            self.endResetModel()
            return True
        if len(new) > len(old):
            self.beginInsertRows(QModelIndex(), len(old), len(new) - 1)
            self._lines = new
            self.endInsertRows()
        self._lines = new
        self.dataChanged.emit(self.index(0, 0), self.index(len(old) - 1, len(self.columns) - 1))
        return False

    def _key(self, line: R | Group) -> Hashable:
        return line.text.text if isinstance(line, Group) else self.key(line)

    def position(self, key: Hashable) -> int | None:
        """The line of the row with a key, if it is shown."""
        rows = ((at, line) for at, line in enumerate(self._lines) if not isinstance(line, Group))
        return next((at for at, row in rows if self.key(row) == key), None)

    def say_again(self) -> None:
        """The language has changed: every word is to be asked for again."""
        self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, len(self.columns) - 1)
        if self.rowCount():
            self.dataChanged.emit(self.index(0, 0), self.index(self.rowCount() - 1, len(self.columns) - 1))

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  # Qt's own signature
        return 0 if parent.isValid() else len(self._lines)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  # Qt's own signature
        return 0 if parent.isValid() else len(self.columns)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation != Qt.Orientation.Horizontal or not 0 <= section < len(self.columns):
            return None
        column = self.columns[section]
        if role == Qt.ItemDataRole.DisplayRole:
            return self._title(column)
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _RIGHT if column.right else _LEFT
        return None

    def _title(self, column: Column[R]) -> str:
        """With its place among several sorts; the arrow of the first is the header's own."""
        place = next((at for at, (name, _) in enumerate(self.sorts) if name == column.name), None)
        if place is None or len(self.sorts) == 1:
            return tr(column.title)
        return f"{tr(column.title)} {place + 1}" + ("" if place == 0 else " ↓" if self.sorts[place][1] else " ↑")

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        line = self.line(index.row()) if index.isValid() else None
        if line is None:
            return None
        if isinstance(line, Group):
            # Its words are painted over the whole line (`ui.widgets.groups`), and read out with the first cell.
            return line.in_words() if index.column() == 0 and role == Qt.ItemDataRole.AccessibleTextRole else None
        return self._cell(line, self.columns[index.column()], role)

    def flags(self, index: Index) -> Qt.ItemFlag:
        """A group is passed over by the keys and cannot be selected."""
        if index.isValid() and self.is_group(index.row()):
            return Qt.ItemFlag.NoItemFlags
        return super().flags(index)

    def _cell(self, row: R, column: Column[R], role: int) -> Any:
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return column.text(row)
            case Qt.ItemDataRole.TextAlignmentRole:
                return _RIGHT if column.right else _LEFT
            case Qt.ItemDataRole.ToolTipRole:
                return tip(column.whole(row)) if column.elide else None
            case Qt.ItemDataRole.AccessibleTextRole:
                return column.whole(row)
            case Qt.ItemDataRole.DecorationRole:
                name = column.icon(row) if column.icon else None
                return icon(name, self._tone(row, column)) if name else None
            case Qt.ItemDataRole.ForegroundRole:
                return QColor(theme.tone_colour(self._tone(row, column))) if column.tone else None
            case _:
                return self._own(row, column, role)

    def _own(self, row: R, column: Column[R], role: int) -> Any:
        if role == ROW:
            return row
        if role == LOOK:
            return column.look(row) if column.look else None
        if role == SECOND:
            return column.second(row) if column.second else None
        return None

    def _tone(self, row: R, column: Column[R]) -> Tone:
        return column.tone(row) if column.tone else "plain"
