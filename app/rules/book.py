"""The rule book: every edition of the Programme, and which one a day of receipt proposes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from itertools import pairwise
from pathlib import Path
from typing import Protocol

from app.paths import RESOURCES
from app.refusal import Damaged, NoEdition, NotFound
from app.rules.edition import Edition
from app.rules.edition_file import read_edition

CPPP = RESOURCES / "rules" / "cppp"


@lru_cache(maxsize=64)
def _edition(content: bytes, file: str) -> Edition:
    """One parse for the same bytes, however often the book is opened."""
    return read_edition(content, file)


class Received(Protocol):
    """A case, or a row of the case list: when it came in, and the edition that an officer chose."""

    @property
    def edition(self) -> str | None: ...
    @property
    def received_on(self) -> date | None: ...


@dataclass(frozen=True, slots=True)
class RuleBook:
    """All editions, from the oldest to the newest; no two hold the same day."""

    editions: tuple[Edition, ...]

    @staticmethod
    def load(folder: Path = CPPP) -> RuleBook:
        """The editions of a folder of rules files; raises `Damaged` naming the file that cannot be used."""
        files = sorted(folder.glob("*.toml"))
        if not files:
            raise Damaged("No rules file was found in {folder}", folder=str(folder))
        editions = sorted((_edition(file.read_bytes(), file.name) for file in files), key=lambda e: e.period.first)
        for earlier, later in pairwise(editions):
            _refuse_overlap(earlier, later)
        _refuse_twins(editions)
        return RuleBook(tuple(editions))

    def edition(self, id: str) -> Edition:
        """The edition of that id, such as `P4`; raises `NotFound`."""
        for edition in self.editions:
            if edition.id == id:
                return edition
        raise NotFound("There is no edition “{id}” in the rule book", id=id)

    def edition_for(self, day: date) -> Edition:
        """The edition proposed for an application received on a day (INFERRED: the rules do not say which day counts).

        Raises `NoEdition` for a day before the first, in a gap or after the last, naming the neighbours.
        """
        for edition in self.editions:
            if edition.period.holds(day):
                return edition
        raise self._no_edition(day)

    def edition_of(self, case: Received) -> Edition:
        """The edition a case belongs to: the one an officer chose, or the one its day of receipt proposes.

        Raises `NoEdition` when there is no day yet, or the day lies in a gap and nobody has said which.
        """
        if case.edition is not None:
            return self.edition(case.edition)
        if case.received_on is None:
            raise NoEdition(
                "Enter the day of receipt first; it proposes the edition of the rules.", field="received_on"
            )
        return self.edition_for(case.received_on)

    def _no_edition(self, day: date) -> NoEdition:
        first, last = self.editions[0], self.editions[-1]
        if day < first.period.first:
            return NoEdition(
                "The Programme began on {begin}; {day} is before it, so no rules apply",
                day=day,
                begin=first.period.first,
            )
        if day > last.period.last:
            return NoEdition(
                "The last edition in the rule book, {last}, ends on {end}; no rules are known for {day}",
                day=day,
                last=last.label,
                end=last.period.last,
            )
        before = max((e for e in self.editions if e.period.last < day), key=lambda e: e.period.last)
        after = min((e for e in self.editions if e.period.first > day), key=lambda e: e.period.first)
        return NoEdition(
            "{day} lies between {before} (until {end}) and {after} (from {begin}) and belongs to neither; "
            "an officer must say which applies, with a reason",
            day=day,
            before=before.label,
            end=before.period.last,
            after=after.label,
            begin=after.period.first,
        )


def _refuse_overlap(earlier: Edition, later: Edition) -> None:
    if later.period.first <= earlier.period.last:
        raise Damaged(
            "The rules file {file} cannot be used. {key}: its dates overlap those of {other}",
            file=later.file,
            key="period.from",
            other=earlier.file,
        )


def _refuse_twins(editions: list[Edition]) -> None:
    seen: dict[str, str] = {}
    for edition in editions:
        if edition.id in seen:
            raise Damaged(
                "The rules file {file} cannot be used. {key}: {other} has the same id",
                file=edition.file,
                key="id",
                other=seen[edition.id],
            )
        seen[edition.id] = edition.file
