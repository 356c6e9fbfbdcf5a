"""The menu of the columns: which are shown, where they stand, and back to how they were made."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QWidget

from app.texts import Message
from ui.widgets.arranged import Arrangement
from ui.widgets.basic import mnemonic_free
from ui.words import tr


def column_menu(parent: QWidget, arrangement: Arrangement, current: str | None) -> QMenu:
    """All columns to tick; the current one can be moved to either side."""
    menu = QMenu(parent)
    choices = arrangement.choices()
    for column, shown in choices:
        action = _action(menu, mnemonic_free(tr(column.title)), partial(arrangement.show, column.name, shown=not shown))
        action.setCheckable(True)
        action.setChecked(shown)
    menu.addSeparator()
    movable = [column for column, shown in choices if shown]
    place = next((at for at, column in enumerate(movable) if column.name == current), None)
    if place is not None:
        title = mnemonic_free(tr(movable[place].title))
        for text, by in (
            (Message("Move ‘{title}’ to the left", title=title), -1),
            (Message("Move ‘{title}’ to the right", title=title), 1),
        ):
            action = _action(menu, tr(text), partial(arrangement.move, movable[place].name, by))
            action.setEnabled(0 <= place + by < len(movable))
        menu.addSeparator()
    back = _action(menu, tr("Put the columns back"), arrangement.reset)
    back.setEnabled(arrangement.touched)
    return menu


def _action(menu: QMenu, text: str, then: Callable[[], object]) -> QAction:
    action = menu.addAction(text)
    action.triggered.connect(lambda _checked=False: then())
    return action
