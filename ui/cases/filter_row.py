"""The filter row under the header: a line over each column that writes its field into the query, and shows it."""

from __future__ import annotations

import re
from functools import partial
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

from app.texts import Message
from ui import theme
from ui.widgets.editors import Line
from ui.widgets.search_box import PAUSE
from ui.words import Speaking

if TYPE_CHECKING:
    from ui.cases.filter_bar import FilterBar
    from ui.widgets.table import Table

#: The field of the query that each column stands for.
FIELDS: Final = {
    "reference": "number",
    "applicant": "name",
    "type": "type",
    "stage": "stage",
    "due": "due",
    "officer": "officer",
    "requested": "requested",
    "calculated": "calculated",
    "approved": "approved",
    "received": "received",
    "sector": "sector",
    "phase": "phase",
}
#: What can be typed there, by example.
_SHAPES: Final = {"due": "<14d", "requested": ">300000", "calculated": ">300000", "received": "2026-11"}
_HIGH: Final = 34
#: A line of which less than this can be seen is not there.
_LEAST: Final = 40


class FilterRow(QObject):
    """The lines, in the lower part of the header of a table, each as wide as its column."""

    def __init__(self, bar: FilterBar, table: Table[Any]) -> None:
        self._bar = bar
        self._table = table
        self._header = table.view.horizontalHeader()
        super().__init__(self._header)
        self.lines: dict[str, ColumnLine] = {}
        # Beside the table and not within: where nothing is found the table shows that, and typing goes on all the same.
        self._over = table.parentWidget() or table
        table.installEventFilter(self)
        for at, one in enumerate(table.model.columns):
            if one.name in FIELDS:
                line = ColumnLine(self._over, one.title)
                line.setPlaceholderText(_SHAPES.get(one.name, ""))
                line.asked.connect(partial(bar.set_field, FIELDS[one.name]))
                line.left_down.connect(lambda: table.view.setFocus(Qt.FocusReason.TabFocusReason))
                line.closed.connect(self.close)
                self.lines[one.name] = line
                line.setProperty("section", at)
        self.is_open = False
        for moved in (self._header.sectionResized, self._header.sectionMoved, self._header.geometriesChanged):
            moved.connect(self._place)
        table.view.horizontalScrollBar().valueChanged.connect(self._place)
        bar.shown.connect(self._take)
        self.close()

    def open(self) -> None:
        """Show it and begin in its first line."""
        self.is_open = True
        self._make_room(_HIGH)
        self._take()
        self._place()
        first = next((line for line in self.lines.values() if line.isVisible()), None)
        if first is not None:
            first.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def close(self) -> None:
        """Hide it; what it wrote stays in the query."""
        held = any(line.hasFocus() for line in self.lines.values())
        self.is_open = False
        self._make_room(0)
        self._place()
        if held:
            self._table.view.setFocus(Qt.FocusReason.OtherFocusReason)

    def _make_room(self, high: int) -> None:
        for header in self._table.view.headers():
            header.setFixedHeight(theme.ROW + high)
            header.setViewportMargins(0, 0, 0, high)
        self._table.view.updateGeometries()

    def _take(self) -> None:
        """What the query says now; who types is not disturbed."""
        if not self.is_open:
            return
        for name, line in self.lines.items():
            if not line.hasFocus():
                line.put(self._bar.field_text(FIELDS[name]))

    def _place(self, *_what: object) -> None:
        if not isValid(self._header):  # the window is being taken down
            return
        if self.is_open and any(one.viewportMargins().bottom() != _HIGH for one in self._table.view.headers()):
            self._make_room(_HIGH)  # the header of the columns that stay is new
        staying = self._table.view.staying()
        edge = sum(self._header.sectionSize(at) for at in staying)
        for line in self.lines.values():
            at = int(line.property("section"))
            left, wide = self._header.sectionViewportPosition(at), self._header.sectionSize(at)
            if at in staying:
                left = sum(self._header.sectionSize(one) for one in staying[: staying.index(at)])
            elif left < edge:
                left, wide = edge, left + wide - edge
            wide = min(wide, self._header.width() - left)
            line.setVisible(self.is_open and wide >= _LEAST and not self._header.isSectionHidden(at))
            corner = self._header.mapTo(self._over, QPoint(left + 1, theme.ROW + 2))
            line.setGeometry(corner.x(), corner.y(), wide - 3, _HIGH - 4)
            line.raise_()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Qt's call: the table was moved or got another room."""
        if event.type() in (QEvent.Type.Move, QEvent.Type.Resize, QEvent.Type.LayoutRequest):
            self._place()
        return False


class ColumnLine(Speaking, Line):
    """The line of one column. Signals: `asked(text)` when typing pauses or Enter is pressed, `left_down()` on the
    down key, `closed()` on Esc in an empty line."""

    asked = Signal(str)
    left_down = Signal()
    closed = Signal()

    def __init__(self, over: QWidget, title: str | Message) -> None:
        super().__init__()
        self.setParent(over)
        self.says(
            self.setAccessibleName,
            Message("Filter: {column}", column=title if isinstance(title, Message) else Message(title)),
        )
        self._last = ""
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE)
        self._pause.timeout.connect(self._ask)
        self.textEdited.connect(lambda _text: self._pause.start())

    def put(self, typed: str) -> None:
        """Show what the query says of the column."""
        bare = typed[1:-1] if len(typed) > 1 and typed[0] == typed[-1] == '"' else typed
        self._last = bare
        self.setText(bare)

    def _ask(self) -> None:
        self._pause.stop()
        typed = self.text().strip()
        if typed != self._last:
            self._last = typed
            self.asked.emit(_one_value(typed))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Qt's call: Enter asks at once, Esc empties and then closes, down goes to the list."""
        if self.composing:
            super().keyPressEvent(event)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._ask()
        elif event.key() == Qt.Key.Key_Escape and self.text():
            self.clear()
            self._ask()
        elif event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
        elif event.key() == Qt.Key.Key_Down:
            self._ask()
            self.left_down.emit()
        else:
            super().keyPressEvent(event)


def _one_value(typed: str) -> str:
    """What was typed for one column as the query language writes it: `NT, DP2` is any of two, a name is one."""
    bare = typed.replace('"', " ").strip()
    parts = re.split(r"\s*[,，、]\s*", bare)
    if not any(" " in one for one in parts):
        return ",".join(parts)
    return f'"{bare}"'
