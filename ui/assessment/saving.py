"""What the section does at the desk: the whole and all utilities in one piece of work."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from app import assessments
from app.assessments import AssessmentFields, UtilityFields
from app.kept import Kept
from app.office import Work
from app.refusal import Invalid


@dataclass(frozen=True, slots=True)
class UtilityLine:
    """A utility to save: its number on the screen, as it was kept (None for a new one), and as it reads."""

    number: int
    kept: Kept[UtilityFields] | None
    fields: UtilityFields


def save(
    work: Work,
    case_id: UUID,
    kept: Kept[AssessmentFields] | None,
    whole: AssessmentFields | None,
    lines: Sequence[UtilityLine],
) -> None:
    """Save what changed, all or nothing: the whole where it is given, and every line.

    A case whose first utility is saved gets its assessment with it, and so its emission factors. Raises what the acts
    raise; an `Invalid` of a line names it (`lines.2.before`).
    """
    if kept is None:
        assessments.begin(work, case_id, whole or AssessmentFields())
    elif whole is not None:
        assessments.correct(work, kept.id, whole, seen=kept.version)
    for line in lines:
        _save_line(work, case_id, line)


def _save_line(work: Work, case_id: UUID, line: UtilityLine) -> None:
    try:
        if line.kept is None:
            assessments.add_utility(work, case_id, line.fields)
        else:
            assessments.correct_utility(work, line.kept.id, line.fields, seen=line.kept.version)
    except Invalid as problem:
        raise Invalid(
            problem.message.text, field=f"lines.{line.number}.{problem.field}", **dict(problem.message.values)
        ) from problem
