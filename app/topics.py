"""What an entry of a history is about, so that a history can be narrowed to it."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import Any, Final


class Topic(StrEnum):
    """What something was done about. One act may be about several."""

    STAGES = "stages"  # where the case stands, and what was recommended and decided
    MONEY = "money"
    DOCUMENTS = "documents"  # what came in, and what is still asked for
    NOTES = "notes"
    TASKS = "tasks"
    DETAILS = "details"  # everything else


_RECORDS: Final[Mapping[str, frozenset[Topic]]] = {
    "approvals": frozenset({Topic.STAGES, Topic.MONEY}),
    "calculations": frozenset({Topic.MONEY}),
    "cost_lines": frozenset({Topic.MONEY}),
    "documents": frozenset({Topic.DOCUMENTS}),
    "items": frozenset({Topic.DOCUMENTS}),
    "notes": frozenset({Topic.NOTES}),
    "recommendations": frozenset({Topic.STAGES}),
    "tasks": frozenset({Topic.TASKS}),
    "visit_photographs": frozenset({Topic.DOCUMENTS}),
}
_COLUMNS: Final[Mapping[str, Topic]] = {
    "approved": Topic.MONEY,
    "calculated": Topic.MONEY,
    "recorded_amount": Topic.MONEY,
    "requested": Topic.MONEY,
    "stage": Topic.STAGES,
    "unlocked_at": Topic.STAGES,
    "unlocked_by_id": Topic.STAGES,
    "unlocked_why": Topic.STAGES,
}


def topics(record: str, after: Mapping[str, Any]) -> frozenset[Topic]:
    """What a change is about: by the table it is in, and for a case by the columns it wrote."""
    if record == "cases":
        return frozenset(_COLUMNS.get(name, Topic.DETAILS) for name in after)
    return _RECORDS.get(record, frozenset({Topic.DETAILS}))
