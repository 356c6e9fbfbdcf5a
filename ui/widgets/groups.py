"""The lines between rows that say what the rows under them have in common, drawn over the whole width.

They are no spans of cells: those begin at a column, wherever a person has moved it.
"""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QTableView

from ui import theme
from ui.widgets.cells import SIDE
from ui.widgets.rows import Group, RowsModel


def paint_groups(view: QTableView, model: RowsModel[Any]) -> None:
    """Draw those that are in sight over the cells of their lines."""
    room = view.viewport().rect()
    first, last = view.rowAt(0), view.rowAt(room.height() - 1)
    lines = range(max(first, 0), (last if last >= 0 else model.rowCount() - 1) + 1)
    found = [line for line in lines if model.is_group(line)]
    if not found:
        return
    painter = QPainter(view.viewport())
    painter.setFont(theme.sized("caption", bold=True))
    painter.setPen(theme.colour("muted"))
    for line in found:
        group = model.line(line)
        if isinstance(group, Group):
            where = QRect(0, view.rowViewportPosition(line), room.width(), view.rowHeight(line))
            painter.fillRect(where, theme.colour("window"))
            words = where.adjusted(SIDE, 0, -SIDE, 0)
            painter.drawText(words, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, group.in_words())
    painter.end()
