"""Feed: brings the cases of a filter to the list. The first page comes at once, the order of all after it, and other
pages when they come into view; nothing is read on the window's thread."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from functools import partial
from typing import Final
from uuid import UUID

from PySide6.QtCore import QObject, Signal

from app import case_list
from app.case_filter import CaseFilter, Sort
from app.case_list import CaseRow
from app.case_walk import Found
from app.refusal import Invalid, Refusal
from ui.cases.columns import counted, groups_of
from ui.desk import Desk
from ui.widgets.long_table import LongTable

#: So many rows are copied at most; a list of more is exported.
COPIED: Final = 10_000


class Feed(QObject):
    """Fills one table. Signals: `empty()` before it shows that there is nothing, `begun(rows)` with the first page,
    `failed(refusal)`, `ordered()` when the whole list can be walked."""

    empty = Signal()
    begun = Signal(object)
    failed = Signal(Refusal)
    ordered = Signal()

    def __init__(self, desk: Desk, table: LongTable[CaseRow], today: Callable[[], date], page: int) -> None:
        super().__init__(table)
        self._desk, self._table, self._clock, self._page = desk, table, today, page
        self._wanted, self._today = CaseFilter(), today()
        self._whole = self._same = self._narrowed = False
        self._model = table.window_model
        self._model.wanted.connect(self._read_pages)
        table.letters.connect(self._jump)
        table.copy_wanted.connect(self._copy)

    def ask(self, wanted: CaseFilter, *, narrowed: bool) -> None:
        """Read the first page; the same question again keeps what follows it until `go_on` has read that too."""
        today = self._clock()
        self._same = (wanted, today) == (self._wanted, self._today)
        self._wanted, self._today, self._narrowed = wanted, today, narrowed
        self._table.loading()
        self._desk.read(
            case_list.first, wanted, today, self._page, then=self._begin, failed=self.failed.emit, slot="list"
        )

    def go_on(self) -> None:
        """Read the order of what follows the first page, if anything does."""
        if not self._whole:
            self._desk.read(case_list.every, self._wanted, self._today, then=self._order, slot="list")

    def follow(self, case_id: UUID) -> None:
        """Make a case current, if it is in the list."""
        if not self._table.choose(case_id):
            self._desk.read(case_list.number_of, case_id, then=self._choose, slot="list-follow")

    def _choose(self, number: int | None) -> None:
        if number is not None:
            self._table.choose_number(number)

    def _begin(self, rows: tuple[CaseRow, ...]) -> None:
        self._whole = len(rows) < self._page
        if not rows:
            self.empty.emit()
        # Read again, a longer list keeps its tail until the new one is here, so that nothing jumps.
        if self._whole or not self._same or len(self._model.numbers) <= self._page:
            groups = groups_of(rows, self._today, whole=self._whole) if self._wanted.sort is Sort.DUE else []
            self._table.begin(rows, groups, filtered=self._narrowed)
        self.begun.emit(rows)
        if self._whole:
            self.ordered.emit()

    def _order(self, found: Found) -> None:
        self._table.put_order(found.numbers, counted(found.groups), filtered=self._narrowed)
        self.ordered.emit()

    def _read_pages(self, pages: Sequence[int]) -> None:
        order, numbers = self._model.numbers, self._model.numbers_of(pages)

        def know(rows: tuple[CaseRow, ...]) -> None:
            if self._model.numbers is order:
                self._model.know(rows, pages)

        self._desk.read(case_list.numbered, numbers, self._wanted.signer, then=know, slot="list-rows")

    def _jump(self, text: str) -> None:
        """To the next case whose number or names say what was typed."""
        numbers, current = self._model.numbers, self._table.current_number()
        ask = partial(case_list.jump, numbers=numbers, after=current)
        self._desk.read(ask, self._wanted, self._today, text, then=self._choose, slot="list-jump")

    def _copy(self, numbers: Sequence[int], titles: bool) -> None:
        """Read what is to be copied and is not held."""
        if len(numbers) > COPIED:
            text = "{n} cases are more than the clipboard takes well. Export the list, or select {most} at most."
            self._desk.refused.emit(Invalid(text, n=len(numbers), most=COPIED))
            return
        put = partial(self._table.put_on_clipboard, titles=titles)
        self._desk.read(case_list.numbered, list(numbers), self._wanted.signer, then=put, slot="list-copy")
