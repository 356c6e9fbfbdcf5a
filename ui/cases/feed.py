"""The feed of the case list: a day is part of its question, and cases sorted by due date lie in groups."""

from __future__ import annotations

from array import array
from collections.abc import Callable
from datetime import date
from functools import partial

from app import case_list
from app.case_filter import CaseFilter, Sort
from app.case_list import CaseRow
from app.case_walk import Found
from app.texts import N_
from ui.cases.columns import counted, groups_of
from ui.desk import Desk
from ui.feed import Asked, LongFeed
from ui.widgets.long_table import LongTable
from ui.widgets.rows import Group


class Feed(LongFeed[tuple[CaseFilter, date], CaseRow]):
    """Brings the cases of a filter to the list."""

    too_many = N_("{n} cases are more than the clipboard takes well. Export the list, or select {most} at most.")

    def __init__(self, desk: Desk, table: LongTable[CaseRow], today: Callable[[], date], page: int) -> None:
        super().__init__(desk, table, page, slot="list")
        self._clock = today

    def ask(self, wanted: CaseFilter, *, narrowed: bool) -> None:
        """Read the first page of a filter as it is today; the same again keeps what follows it until `go_on`."""
        self.put((wanted, self._clock()), narrowed=narrowed)

    def _asked(self, question: tuple[CaseFilter, date]) -> Asked:
        wanted, today = question
        return Asked(
            first=partial(case_list.first, wanted=wanted, today=today),
            every=partial(case_list.every, wanted=wanted, today=today),
            numbered=partial(case_list.numbered, signer=wanted.signer),
            number_of=case_list.number_of,
            jump=partial(case_list.jump, wanted=wanted, today=today),
        )

    def _groups(self, rows: tuple[CaseRow, ...], *, whole: bool) -> list[tuple[int, Group]]:
        wanted, today = self.wanted or (CaseFilter(), self._clock())
        return groups_of(rows, today, whole=whole) if wanted.sort is Sort.DUE else []

    def _order(self, found: Found) -> tuple[array[int], list[tuple[int, Group]]]:
        return found.numbers, counted(found.groups)
