"""LongFeed: brings the rows of a question to a long table. The first page comes at once, the order of all after it, and
other pages when they come into view; nothing is read on the window's thread."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any, Final, Generic, TypeVar
from uuid import UUID

from PySide6.QtCore import QObject, Signal

from app.refusal import Invalid, Refusal
from ui.desk import Desk
from ui.widgets.long_table import LongTable
from ui.widgets.rows import Group

R = TypeVar("R")
W = TypeVar("W")

#: So many rows are copied at most; a list of more is exported.
COPIED: Final = 10_000


@dataclass(frozen=True, slots=True)
class Asked:
    """What a list asks of the office; each takes a session first.

    `first(limit=)` gives rows, `every()` all in order, `numbered(numbers)` rows, `number_of(id)` a number or None,
    `jump(text=, numbers=, after=)` the number of the next row that says a text, or None.
    """

    first: Callable[..., Any]
    every: Callable[..., Any]
    numbered: Callable[..., Any]
    number_of: Callable[..., Any]
    jump: Callable[..., Any]


class LongFeed(QObject, Generic[W, R]):
    """Fills one table. A kind of list says in `_asked` what its question asks of the office.

    Signals: `empty()` before it shows that there is nothing, `begun(rows)` with the first page, `failed(refusal)`,
    `ordered()` when the whole list can be walked.
    """

    empty = Signal()
    begun = Signal(object)
    failed = Signal(Refusal)
    ordered = Signal()

    #: The refusal to copy {n} rows where {most} are the most.
    too_many = ""

    def __init__(self, desk: Desk, table: LongTable[R], page: int, *, slot: str) -> None:
        super().__init__(table)
        self._desk, self._table, self._page, self._slot = desk, table, page, slot
        #: What was asked last; None before anything was.
        self.wanted: W | None = None
        self._whole = self._same = self._narrowed = False
        self._model = table.window_model
        self._model.wanted.connect(self._read_pages)
        table.letters.connect(self._jump)
        table.copy_wanted.connect(self._copy)

    # what a kind of list says

    def _asked(self, wanted: W) -> Asked:
        raise NotImplementedError

    def _groups(self, rows: tuple[R, ...], *, whole: bool) -> list[tuple[int, Group]]:
        """The lines between the rows of the first page, which may be all; most lists have none."""
        return []

    def _order(self, found: Any) -> tuple[array[int], list[tuple[int, Group]]]:
        """The numbers that `every` found, and the lines between them."""
        return found, []

    # what a page asks

    def put(self, wanted: W, *, narrowed: bool) -> None:
        """Read the first page; the same question again keeps what follows it until `go_on` has read that too."""
        self._same, self.wanted, self._narrowed = wanted == self.wanted, wanted, narrowed
        self._table.loading()
        self._read("", self._asked(wanted).first, limit=self._page, then=self._begin, failed=self.failed.emit)

    def go_on(self) -> None:
        """Read the order of what follows the first page, if anything does."""
        if not self._whole and self.wanted is not None:
            self._read("", self._asked(self.wanted).every, then=self._put_order)

    def follow(self, id: UUID) -> None:
        """Make a row current, if it is in the list."""
        if not self._table.choose(id) and self.wanted is not None:
            self._read("-follow", self._asked(self.wanted).number_of, id, then=self._choose)

    # inside

    def _read(self, slot: str, query: Callable[..., Any], *args: Any, **kw: Any) -> None:
        self._desk.read(query, *args, slot=self._slot + slot, **kw)

    def _choose(self, number: int | None) -> None:
        if number is not None:
            self._table.choose_number(number)

    def _begin(self, rows: tuple[R, ...]) -> None:
        self._whole = len(rows) < self._page
        if not rows:
            self.empty.emit()
        # Read again, a longer list keeps its tail until the new one is here, so that nothing jumps.
        if self._whole or not self._same or len(self._model.numbers) <= self._page:
            self._table.begin(rows, self._groups(rows, whole=self._whole), filtered=self._narrowed)
        self.begun.emit(rows)
        if self._whole:
            self.ordered.emit()

    def _put_order(self, found: Any) -> None:
        self._table.put_order(*self._order(found), filtered=self._narrowed)
        self.ordered.emit()

    def _read_pages(self, pages: Sequence[int]) -> None:
        if self.wanted is None:
            return
        order, numbers = self._model.numbers, self._model.numbers_of(pages)

        def know(rows: tuple[R, ...]) -> None:
            if self._model.numbers is order:
                self._model.know(rows, pages)

        self._read("-rows", self._asked(self.wanted).numbered, numbers, then=know)

    def _jump(self, text: str) -> None:
        """To the next row that says what was typed."""
        if self.wanted is not None:
            numbers, current = self._model.numbers, self._table.current_number()
            ask = self._asked(self.wanted).jump
            self._read("-jump", ask, text=text, numbers=numbers, after=current, then=self._choose)

    def _copy(self, numbers: Sequence[int], titles: bool) -> None:
        """Read what is to be copied and is not held."""
        if len(numbers) > COPIED:
            self._desk.refused.emit(Invalid(self.too_many, n=len(numbers), most=COPIED))
        elif self.wanted is not None:
            put = partial(self._table.put_on_clipboard, titles=titles)
            self._read("-copy", self._asked(self.wanted).numbered, list(numbers), then=put)
