"""What a right click on a row of a list offers, or the menu key."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QMenu

from app.texts import N_
from ui.widgets.long_table import LongTable
from ui.words import tr

#: What a line says, and what it does.
Choice = tuple[str, Callable[[], object]]


def offer(table: LongTable[Any], where: QPoint, opens: Sequence[Choice]) -> None:
    """Open the row, in one way or another; look at it beside the list; copy what is selected."""
    menu = QMenu(table)
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    copied: Choice = N_("Copy the chosen rows as a table"), lambda: table.view.copy_asked.emit(True)
    for choices in (opens, [(N_("Preview of the chosen row"), table.peeked.emit)], [copied]):
        for text, does in choices:
            menu.addAction(tr(text)).triggered.connect(lambda _checked=False, does=does: does())
        menu.addSeparator()
    menu.setDefaultAction(menu.actions()[0])
    menu.popup(where)
