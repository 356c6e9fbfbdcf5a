"""Peek: reads the row that is current into the preview beside its list, while that is shown."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Generic, TypeVar

from PySide6.QtCore import QObject

from ui.cases.halves import Halves
from ui.desk import Desk
from ui.widgets.long_table import LongTable
from ui.widgets.preview import Preview

R = TypeVar("R")


class Peek(QObject, Generic[R]):
    """Between a list and its preview. `asks` gives of a row what the office is asked; it takes a session."""

    def __init__(
        self,
        desk: Desk,
        table: LongTable[R],
        preview: Preview,
        halves: Halves,
        asks: Callable[[R], Callable[..., Any]],
        slot: str,
    ) -> None:
        super().__init__(table)
        self._desk, self._table, self._preview, self._halves = desk, table, preview, halves
        self._asks, self._slot = asks, slot
        #: Rows are not read before the first of them are painted.
        self.late = False
        table.peeks = True
        table.peeked.connect(halves.turn)
        table.chosen.connect(self.tell)
        halves.turned.connect(lambda _shown: self.again())

    def tell(self, row: R | None) -> None:
        """This row is current now."""
        if row is None or self.late or not self._halves.shows:
            self._preview.nothing()
            return
        then, failed = self._preview.show_sheet, self._preview.fail
        self._desk.read(self._asks(row), then=then, failed=failed, slot=self._slot)

    def again(self) -> None:
        """Read the current row again."""
        self.tell(self._table.current())
