"""Arrangement: which columns a table shows, in which order and how wide; kept in the settings for each view of it."""

from __future__ import annotations

from typing import Any, Final

from PySide6.QtCore import QObject, QSettings, QSignalBlocker, Signal

from ui import theme
from ui.widgets import looks
from ui.widgets.chip import cell_room
from ui.widgets.grid import Grid
from ui.widgets.looks import Look
from ui.widgets.rows import Column
from ui.words import tr

_TITLE_SIDES: Final = 2 * theme.S8 + 18  # padding of a header section and its sort arrow


class Arrangement(QObject):
    """The columns of one grid. Signal: `changed()` when a person has moved, hidden or shown one, or put all back.

    A column is out of sight when it says nothing in this view (`put_away`), when a person has hidden it, or when there
    is no room for it (`drop`).
    """

    changed = Signal()

    def __init__(self, view: Grid, name: str) -> None:
        super().__init__(view)
        self._view, self._header, self._name, self._of = view, view.horizontalHeader(), name, ""
        self._columns: tuple[Column[Any], ...] = view.columns
        self._settings: QSettings | None = None
        self._away: set[str] = set()
        self._hidden: set[str] = set()
        self._dropped: set[str] = set()
        self._fitting = False
        self._header.setSectionsMovable(bool(name))
        self._header.sectionResized.connect(self._keep_width)
        self._header.sectionMoved.connect(self._rearranged)

    # what is shown

    def shown(self) -> list[Column[Any]]:
        """The columns that are shown, in their order on the screen, with those for which a window is too narrow."""
        return [one for one in self._ordered() if one.name not in self._away | self._hidden]

    def choices(self) -> list[tuple[Column[Any], bool]]:
        """The columns that can be chosen in this view, in their order, and whether they are shown."""
        return [(one, one.name not in self._hidden) for one in self._ordered() if one.name not in self._away]

    @property
    def arranged(self) -> bool:
        """Whether a person has chosen columns or their order."""
        return bool(self._hidden) or any(self._header.visualIndex(at) != at for at in range(len(self._columns)))

    @property
    def touched(self) -> bool:
        """Whether there is anything to put back: an order, a choice, or widths that were kept."""
        return self.arranged or any(self._kept(column.name) is not None for column in self._columns)

    def look(self) -> Look:
        """All of it, with the sorts; a column that stretches has no width of its own."""
        sized = (at for at, one in enumerate(self._columns) if not one.stretch or at in self._view.held)
        widths = {self._columns[at].name: self._header.sectionSize(at) for at in sized}
        order = tuple(one.name for one in self._ordered())
        return Look(
            order, frozenset(self._hidden), {name: wide for name, wide in widths.items() if wide}, self._view.sorts
        )

    # what a page tells

    def put_away(self, name: str, *, away: bool) -> None:
        """Leave a column out of this view, or bring it back."""
        (self._away.add if away else self._away.discard)(name)
        self._hide()
        self.widen()

    def drop(self, names: set[str]) -> None:
        """Leave columns out for want of room, unless a person has arranged them."""
        self._dropped = set() if self.arranged else names
        self._hide()
        self._view.stretch()

    def remember(self, settings: QSettings) -> None:
        """Keep everything in these settings, and take what was kept before."""
        self._settings = settings
        self.use(self._of)

    def use(self, view: str) -> None:
        """Show the columns as they were left in this view of the table."""
        self._of = view
        self._take(looks.read(self._kept("look")))
        self._view.held.clear()
        for at, column in enumerate(self._columns):
            if wide := self._kept_width(column):
                self._size(at, wide)
        self.widen()

    def put(self, look: Look) -> list[str]:
        """Show columns as a look says, and keep it; gives the names in it that no column has."""
        self._take(look)
        for at, column in enumerate(self._columns):
            if column.name in look.widths:
                self._size(at, look.widths[column.name])
                self._keep(column.name, look.widths[column.name])
        self.widen()
        self._keep_look()
        named = {*look.order, *look.hidden, *look.widths, *(name for name, _ in look.sorts)}
        return sorted(named - {column.name for column in self._columns})

    def widen(self) -> None:
        """No column narrower than its title; the stretching one keeps at least its own width."""
        metrics = self._header.fontMetrics()
        self._fitting = True  # no person has chosen these widths
        for at, column in enumerate(self._columns):
            title = metrics.horizontalAdvance(tr(column.title)) + _TITLE_SIDES
            # A hidden column has no width of its own; it comes back with the one that was chosen, or it was made with.
            hidden = self._view.isColumnHidden(at)
            wide = (self._kept_width(column) or column.width) if hidden else self._view.columnWidth(at)
            wide = self._chip_room(column) or wide
            if self._view.columnWidth(at) < max(wide, title) or column.chips is not None:
                self._view.setColumnWidth(at, max(wide, title))
        self._fitting = False
        self._view.stretch()

    # what a person does

    def show(self, name: str, *, shown: bool) -> None:
        """Show a column or hide it; the last one stays."""
        if shown or len(self.shown()) > 1:
            (self._hidden.discard if shown else self._hidden.add)(name)
            self._rearranged()

    def move(self, name: str, by: int) -> None:
        """Move a column past so many of its shown neighbours."""
        shown = [column.name for column in self.shown()]
        place = shown.index(name) + by if name in shown else -1
        if 0 <= place < len(shown):
            at, to = (self._header.visualIndex(self._section(one)) for one in (name, shown[place]))
            self._header.moveSection(at, to)

    def reset(self) -> None:
        """All columns as they were made."""
        if self._settings is not None:
            for name in ("look", *(column.name for column in self._columns)):
                self._settings.remove(self._key(name))
        self._take(Look())
        self._view.held.clear()
        self._fitting = True
        for at, column in enumerate(self._columns):
            self._view.setColumnWidth(at, column.width)
        self.widen()
        self.changed.emit()

    # inside

    def _ordered(self) -> list[Column[Any]]:
        return [self._columns[self._header.logicalIndex(at)] for at in range(len(self._columns))]

    def _section(self, name: str) -> int:
        return next(at for at, column in enumerate(self._columns) if column.name == name)

    def _hide(self) -> None:
        hidden = self._away | self._hidden | self._dropped
        for at, column in enumerate(self._columns):
            self._view.setColumnHidden(at, column.name in hidden)

    def _take(self, look: Look) -> None:
        """Hide and order columns; one that the look does not know stands where it was made."""
        made = [column.name for column in self._columns]
        self._hidden = set(look.hidden) & set(made)
        with QSignalBlocker(self):
            self._fitting = True
            for place, name in enumerate(looks.placed(made, look.order)):
                self._header.moveSection(self._header.visualIndex(self._section(name)), place)
            self._fitting = False
        self._hide()

    def _rearranged(self, *_where: int) -> None:
        """A person has moved, hidden or shown a column."""
        if self._fitting:
            return
        self._dropped = set()
        self._hide()
        self.widen()
        self._keep_look()
        self.changed.emit()

    def _size(self, section: int, wide: int) -> None:
        """A width that a person has chosen."""
        if self._columns[section].stretch:
            self._view.held.add(section)
        self._view.setColumnWidth(section, wide)

    def _keep_width(self, section: int, old: int, new: int) -> None:
        if self._fitting or self._view.stretching or not (old and new):  # shown or hidden, it keeps its width
            return
        column = self._columns[section]
        if self._view.isVisible():
            if column.stretch:
                self._view.held.add(section)
            self._keep(column.name, new)
        self._view.stretch()

    def _keep_look(self) -> None:
        order = tuple(one.name for one in self._ordered())
        self._keep("look", Look(order, frozenset(self._hidden)).text())

    def _chip_room(self, column: Column[Any]) -> int:
        """The width that no chip of a column exceeds, unless a person has chosen one; 0 for other columns."""
        if column.chips is None or self._kept(column.name) is not None:
            return 0
        return max(cell_room(self._view.fontMetrics(), text) for text in column.chips())

    def _key(self, name: str) -> str:
        return "/".join(part for part in ("columns", self._name, self._of, name) if part)

    def _kept(self, name: str) -> object:
        return None if self._settings is None else self._settings.value(self._key(name))

    def _kept_width(self, column: Column[Any]) -> int:
        """The width that a person has chosen; 0 for none."""
        wide = str(self._kept(column.name) or "")
        return int(wide) if wide.isdigit() else 0

    def _keep(self, name: str, value: object) -> None:
        if self._settings is not None:
            self._settings.setValue(self._key(name), value)
