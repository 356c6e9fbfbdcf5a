"""The checklist of a case: what it needs, what is there, what was asked for, waived or is missing.

It is no list of its own. What is needed follows from the rules, what is there from the documents, and what an officer
decided from the outstanding items; where an item speaks of a line, it has the last word.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from app.case_parts import DocumentRow, ItemRow
from app.rules.checklist import Asked, Needed, documents_for, needed
from app.texts import Message
from app.words import word
from models.kinds import DocumentKind, ItemKind, ItemState


@dataclass(frozen=True, slots=True)
class Line:
    """One line: `needed` is None for what only an officer asked for. `lacking` are the documents that are not there."""

    kind: ItemKind
    state: ItemState
    needed: Needed | None
    item: ItemRow | None
    documents: tuple[DocumentRow, ...]
    lacking: tuple[DocumentKind, ...]

    @property
    def words(self) -> Message:
        """What is asked for."""
        return Message("{words}", words=self.item.text) if self.item and self.item.text else word(self.kind)

    @property
    def asked(self) -> bool:
        """Whether the applicant was asked for it and has not brought it."""
        return self.item is not None and self.item.state is ItemState.MISSING


def lines(asked: Asked, items: Sequence[ItemRow], documents: Sequence[DocumentRow]) -> tuple[Line, ...]:
    """The lines that the rules give, then what else an officer asked for."""
    wanted: dict[ItemKind, Needed] = {one.kind: one for one in needed(asked)}
    latest: dict[ItemKind, ItemRow] = {one.kind: one for one in items if one.kind is not ItemKind.OTHER}
    standing = [one for one in documents if one.struck_out_on is None]
    kinds = (*wanted, *(kind for kind in latest if kind not in wanted))
    found = [_line(kind, wanted.get(kind), latest.get(kind), standing) for kind in kinds]
    own = [one for one in items if one.kind is ItemKind.OTHER]
    return (*found, *(Line(one.kind, one.state, None, one, (), ()) for one in own))


def _line(kind: ItemKind, rule: Needed | None, item: ItemRow | None, standing: Sequence[DocumentRow]) -> Line:
    takes = documents_for().get(kind, ())
    there = tuple(one for one in standing if one.kind in takes)
    lacking = tuple(one for one in takes if all(document.kind is not one for document in there))
    if item is not None:
        state = item.state
    else:
        state = ItemState.RECEIVED if there and not lacking else ItemState.MISSING
    return Line(kind, state, rule, item, there, lacking)
