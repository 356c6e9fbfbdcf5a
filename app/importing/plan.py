"""What a list would bring into the office: row by row, before anything is written."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any
from uuid import UUID

from app.importing.cells import Finding
from app.importing.fields import Kind
from app.importing.layout import Layout
from app.inside.grid import Cell
from app.texts import Message


class Fate(StrEnum):
    """What becomes of a row."""

    IN = "in"
    #: It is in the office already, or stood above in the same file.
    KNOWN = "known"
    OUT = "out"


@dataclass(slots=True)
class Row:
    """A row of the list: its number as Excel counts, its cells, what it says by field, and what would be written."""

    number: int
    cells: tuple[Cell, ...]
    said: dict[str, Any] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)
    values: dict[str, Any] | None = None
    known: bool = False

    @property
    def fate(self) -> Fate:
        """What becomes of it."""
        if self.values is None or any(one.grave for one in self.findings):
            return Fate.OUT
        return Fate.KNOWN if self.known else Fate.IN

    def find(self, text: Message, column: int | None = None, *, grave: bool = True) -> None:
        """Note something about a cell, or about the row."""
        self.findings.append(Finding(column, text, grave))


@dataclass(frozen=True, slots=True)
class Choices:
    """What a person chose beside the layout: the applicant of rows that name none; without one a stand-in is made.

    `file` names the list in the journal, and the stand-in after it.
    """

    file: str
    whose: UUID | None = None


@dataclass(frozen=True, slots=True)
class Plan:
    """A checked list. `notes` are about the list as a whole; `stand_in` is the name of an applicant made for it."""

    layout: Layout
    titles: tuple[str, ...]
    rows: tuple[Row, ...]
    notes: tuple[Message, ...] = ()
    stand_in: Message | None = None

    @property
    def kind(self) -> Kind:
        """What it is a list of."""
        return self.layout.kind

    def count(self, fate: Fate) -> int:
        """How many rows have a fate."""
        return sum(row.fate is fate for row in self.rows)

    @property
    def going_in(self) -> tuple[Row, ...]:
        """The rows that would be written."""
        return tuple(row for row in self.rows if row.fate is Fate.IN)

    def counts(self) -> Mapping[Fate, int]:
        """How many rows have each fate."""
        found = dict.fromkeys(Fate, 0)
        for row in self.rows:
            found[row.fate] += 1
        return found
