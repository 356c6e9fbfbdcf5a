"""Take over what was changed in Excel: tried case by case first, then written in one piece of work, undone as one.

Every change goes through the act that makes it by hand, so it is refused for the same reasons; nothing is taken over
where one of them is refused.
"""

from __future__ import annotations

from collections.abc import Generator, Sequence
from contextlib import suppress
from dataclasses import dataclass, fields
from typing import Any
from uuid import UUID

from app import calculations, cases
from app.act import act
from app.cases import CaseFields
from app.cleaning import why
from app.exports import Step
from app.importing.changes import Changes, Edited, compare
from app.importing.unswept import unswept
from app.inside.grid import Grid
from app.office import Office, Touched, Work
from app.refusal import Refusal, Stale
from app.rights import Right
from app.texts import Message, say
from models import Case

_FORM = frozenset(one.name for one in fields(CaseFields))


@dataclass(frozen=True, slots=True)
class Edit:
    """What is changed of a case, seen at a version; `row` is where it stands in the list."""

    row: int
    id: UUID
    version: int
    values: dict[str, Any]


@dataclass(frozen=True, slots=True)
class TakenOver:
    """How many cases were changed, and which."""

    ids: tuple[UUID, ...]
    touched: Touched


@act(
    "case.take_over",
    "Take over changes from Excel",
    right=Right.ENTER,
    writes={"cases": "legacy_file_no title_en title_tc title_sc requested due_on due_for officer_id"},
    undo=True,
)
def take_over(work: Work, edits: Sequence[Edit], *, reason: str) -> None:
    """Change cases as a list says; `reason` names it. Raises what the acts raise, with the row in the sentence."""
    why(reason)
    for edit in edits:
        try:
            _apply(work, edit)
        except Refusal as refusal:
            raise type(refusal)("Row {row}: {sentence}", row=edit.row, sentence=refusal.message) from refusal


def _apply(work: Work, edit: Edit) -> None:
    case, values = work.get(Case, edit.id, seen=edit.version), edit.values
    if values.keys() & _FORM:
        form = {name: getattr(case, name) for name in _FORM} | {name: values[name] for name in values.keys() & _FORM}
        cases.correct(work, case.id, CaseFields(**form), seen=case.version)
    if "officer_id" in values:
        cases.assign(work, case.id, values["officer_id"], seen=case.version)
    if values.keys() & {"due_on", "due_for"}:
        due = {"due_on": case.due_on, "due_for": case.due_for} | values
        cases.set_due(work, case.id, due["due_on"], due["due_for"], seen=case.version)


def differences(office: Office, grid: Grid, file: str) -> Generator[Step, None, Changes]:
    """What a changed list would change, each row tried by the acts themselves; nothing is kept of the trial."""
    with unswept(), office.reading() as session:
        found = yield from compare(session, grid)
    for number, row in enumerate(found.going_in):
        yield Step(number, len(found.going_in))
        _try(office, row, file)
    return found


class _Tried(Exception):
    """Ends a trial, so that nothing of it is kept."""


def _try(office: Office, row: Edited, file: str) -> None:
    try:
        with suppress(_Tried), office.work() as work:
            take_over(work, [_edit(row)], reason=file)
            if not _still_worked(work, row):
                text = Message("The recorded sum no longer answers what the case asks. Record it again.")
                row.findings.append((text, False))
            raise _Tried
    except Refusal as refusal:
        said = refusal.__cause__  # without the number of the row, which stands beside it
        row.findings.append(((said if isinstance(said, Refusal) else refusal).message, True))


def _still_worked(work: Work, row: Edited) -> bool:
    """Whether the sum that stands is still the answer, worked again from the case as it would be."""
    assert row.id is not None
    kept = calculations.standing(work.session, row.id)
    if kept is None:
        return True
    case = work.get(Case, row.id)
    return calculations.still_asked(work, case, kept) and calculations.works_again(kept, work.office.rules)


def apply(office: Office, grid: Grid, file: str, seen: Changes) -> Generator[Step, None, TakenOver]:
    """Write what was looked at. Left before its end, nothing is written.

    Raises `Stale` where the list would now change something else, and what the acts raise.
    """
    with unswept(), office.work() as work:
        now = yield from compare(work.session, grid)
        edits = [_edit(row) for row in seen.going_in]
        current = {row.id: row.values for row in now.rows}
        if any(current.get(edit.id) != edit.values for edit in edits):
            raise Stale("The office has changed since the list was compared. Nothing was taken over. Compare it again.")
        if edits:
            take_over(work, edits, reason=say(Message("{file}, {n} {n|row|rows}", file=file, n=len(edits)), "en"))
        yield Step(1, 1)
    return TakenOver(tuple(edit.id for edit in edits), work.touched)


def _edit(row: Edited) -> Edit:
    assert row.id is not None
    return Edit(row.number, row.id, row.version, row.values)
