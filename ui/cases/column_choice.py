"""What a person does with the columns of a long list: the menu of the columns, and by what names are put in order."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Any, Final

from PySide6.QtCore import QObject, QPoint, QSettings, Signal
from PySide6.QtGui import QActionGroup
from PySide6.QtWidgets import QMenu

from app.case_filter import Names
from app.texts import N_
from ui import theme
from ui.widgets.basic import Tool
from ui.widgets.column_menu import column_menu
from ui.widgets.long_table import LongTable
from ui.words import language, tr

_KEY: Final = "list/names"
_USUAL: Final = {"zh_HK": Names.STROKE, "zh_CN": Names.PINYIN}
_TITLES: Final = {
    Names.ENGLISH: N_("English name"),
    Names.STROKE: N_("Strokes"),
    Names.PINYIN: N_("Pinyin"),
    Names.JYUTPING: N_("Jyutping"),
}


class ColumnChoice(QObject):
    """The button over the list and the menu of its header. Signal: `names_changed()` for another order of names."""

    names_changed = Signal()

    def __init__(self, table: LongTable[Any], settings: QSettings | None, least: Sequence[str]) -> None:
        """Where there is no room for all columns, the `least` go first."""
        super().__init__(table)
        self._table, self._settings, self._least = table, settings, least
        self._chosen: Names | None = None
        table.view.freezes = True
        self.button = Tool("columns", N_("Columns"), then=self._open)
        table.columns_asked.connect(lambda name, where: self.menu(name or None).popup(where))

    @property
    def names(self) -> Names:
        """By what names are put in order: as chosen, else as is usual in the language of the screen."""
        return self._chosen or _kept(self._settings) or _USUAL.get(language(), Names.ENGLISH)

    def remember(self, settings: QSettings) -> None:
        """Keep in these settings how names are put in order, for every list, and take what was kept before."""
        self._settings = settings

    def order_names(self, names: Names) -> None:
        """Put names in order by something else, from now on."""
        if self._settings is None:
            self._chosen = names
        else:
            self._settings.setValue(_KEY, names.value)
        self.names_changed.emit()

    def menu(self, current: str | None) -> QMenu:
        """The columns, and how names are put in order."""
        menu = column_menu(self._table, self._table.arrangement, current)
        menu.addSeparator()
        orders = menu.addMenu(tr("Put names in order by"))
        group = QActionGroup(orders)
        for names, title in _TITLES.items():
            action = orders.addAction(tr(title))
            action.setCheckable(True)
            action.setChecked(names is self.names)
            action.triggered.connect(partial(self._take, names))
            group.addAction(action)
        return menu

    def fit(self, room: int, away: set[str]) -> None:
        """Leave out the least of the columns until the names have their room, unless a person has arranged them."""
        room -= 2 * theme.S16 + theme.S12  # margins and the scroll bar
        view = self._table.view
        widths = {
            one.name: one.width if one.stretch or view.isColumnHidden(at) else max(one.width, view.columnWidth(at))
            for at, one in enumerate(self._table.model.columns)
            if one.name not in away
        }
        too_much, dropped = sum(widths.values()) - room, set()
        for name in self._least:
            if too_much > 0:
                dropped.add(name)
                too_much -= widths[name]
        self._table.arrangement.drop(dropped)

    def _take(self, names: Names) -> None:
        self.order_names(names)

    def _open(self) -> None:
        index = self._table.view.currentIndex()
        current = self._table.model.columns[index.column()].name if index.isValid() else None
        self.menu(current).popup(self.button.mapToGlobal(QPoint(0, self.button.height())))


def _kept(settings: QSettings | None) -> Names | None:
    """What was chosen before; what no order is called is no choice."""
    kept = None if settings is None else settings.value(_KEY)
    return next((names for names in Names if names.value == kept), None)
