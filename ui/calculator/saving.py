"""What the section does at the desk: all lines in one piece of work, with the recording in it when it is wanted."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from app import calculations, costs
from app.costs import CostFields
from app.kept import Kept
from app.office import Work
from app.refusal import Invalid
from app.rules.request import Override, Supplied


@dataclass(frozen=True, slots=True)
class Line:
    """A line to save: its number on the screen, as it was kept (None for a new one), and as it reads."""

    number: int
    kept: Kept[CostFields] | None
    fields: CostFields


@dataclass(frozen=True, slots=True)
class Recording:
    """A recording with what was supplied or lowered by hand; `seen` is the version of the case."""

    seen: int
    supplied: Mapping[str, Supplied] | None
    override: Override | None


def save(work: Work, case_id: UUID, lines: Sequence[Line], recording: Recording | None = None) -> tuple[UUID, ...]:
    """Save every line, and record the calculation after them: all or nothing; gives the lines' ids.

    Raises what the acts raise; an `Invalid` of a line names it (`lines.2.text`).
    """
    ids = tuple(_save_line(work, case_id, line) for line in lines)
    if recording is not None:
        calculations.record(
            work, case_id, seen=recording.seen, supplied=recording.supplied, override=recording.override
        )
    return ids


def _save_line(work: Work, case_id: UUID, line: Line) -> UUID:
    try:
        if line.kept is None:
            return costs.add(work, case_id, line.fields)
        costs.correct(work, line.kept.id, line.fields, seen=line.kept.version)
        return line.kept.id
    except Invalid as problem:
        raise Invalid(
            problem.message.text, field=f"lines.{line.number}.{problem.field}", **dict(problem.message.values)
        ) from problem
