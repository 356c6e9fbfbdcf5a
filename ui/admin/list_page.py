"""ListPage: what an administrator keeps, as a list with what can be done beside it; what is typed is in dialogs."""

from __future__ import annotations

from typing import Any, ClassVar, Generic, TypeVar

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.office import Touched
from app.refusal import Refusal
from app.texts import Message
from ui import theme
from ui.desk import Desk
from ui.widgets.basic import Button, Label, column, row
from ui.widgets.table import Table
from ui.words import Speaking, tr

#: A row of the list.
R = TypeVar("R")


class ListPage(Speaking, QWidget, Generic[R]):
    """A list of one kind of record: read when it is shown, and again when that kind has changed.

    A subclass names the heading and the kind, and gives the query of the rows, the table and the buttons: `new` makes a
    record, the first of `others` corrects the chosen one. Signal: `said(Message)` for a notice.
    """

    called: ClassVar[str]
    kind: ClassVar[str]

    said = Signal(Message)

    def __init__(
        self, desk: Desk, rows: Any, table: Table[R], new: Button, others: list[Button], hint: str = ""
    ) -> None:
        super().__init__()
        self._desk, self._rows = desk, rows
        self._stale = True
        self.table, self._new, self._others = table, new, others
        head = row(Label(self.called, size="title", bold=True), None, new)
        words = [Label(hint, tone="muted", wrap=True)] if hint else []
        laid = column(head, *words, table, row(*others, None), gap=theme.S12)
        laid.setContentsMargins(theme.S16, theme.S12, theme.S16, theme.S12)
        laid.setStretch(1 + len(words), 1)
        self.setLayout(laid)
        table.chosen.connect(lambda _one: self._allow())
        table.opened.connect(lambda _one: others[0].click())
        desk.changed.connect(self._touched)
        self._allow()

    def title(self) -> str:
        """What the page is called."""
        return tr(self.called)

    def shown(self) -> None:
        """The page has become visible."""
        if self._stale:
            self.refresh()

    def may_leave(self) -> bool:
        """Nothing here can be lost: what is typed is in dialogs."""
        return True

    def regions(self) -> list[QWidget]:
        """Where F6 goes: the list, what can be done with what is chosen, and a new record."""
        return [self.table.view, self._others[0], self._new]

    def refresh(self) -> None:
        """Read again."""
        self._stale = False
        self.table.loading()
        self._desk.read(self._rows, then=self._show, failed=self._fail, slot=self.kind)

    def allowed(self) -> tuple[bool, bool]:
        """Whether the officer may make a record, and do something with the chosen one; each page has its own rule."""
        raise NotImplementedError

    def _show(self, rows: tuple[R, ...]) -> None:
        self.table.fill(rows)
        self._allow()

    def _fail(self, refusal: Refusal) -> None:
        self.table.fail(refusal, self.refresh)

    def _touched(self, touched: Touched) -> None:
        if self.kind in touched.kinds:
            self._stale = True
            if self.isVisible():
                self.refresh()

    def _allow(self) -> None:
        make, change = self.allowed()
        self._new.setEnabled(make)
        for button in self._others:
            button.setEnabled(change)
