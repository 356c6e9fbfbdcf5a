"""The sample office's assessments and technology register, told by the office's own acts as everything else is."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal
from typing import Any, Final
from uuid import UUID

from app import assessments, measures, technologies
from app.assessments import AssessmentFields, UtilityFields
from app.measures import MeasureFields
from app.office import Work
from app.quantities import quantity
from app.rules.units import EFFECT_UNITS, OUTPUT_UNITS, UTILITY_UNITS, Quantity, converted
from app.sample_events import Event, Row, World, seen, whole
from app.technologies import TechnologyFields
from models import Assessment, Case, Utility
from models.assessment_kinds import Effect, MeasureKind, MeasureState, Priority, UtilityKind
from models.kinds import Origin, Sector

#: What is measured after is of the half year before the report.
_HALF_YEAR: Final = timedelta(days=182)


def begin(work: Work, case_id: UUID, row: Row, received: date) -> None:
    """What the assessor found before: the baseline of a whole year, the output, the utilities and the measures."""
    year = received.year - row["years"]
    before = _output(row, "before")
    form = AssessmentFields(
        date(year, 1, 1),
        date(year, 12, 31),
        output_name=row["output"]["name"],
        output_unit=None if before is None else before.unit,
        output_before=None if before is None else before.value,
        method=row["method"],
        assessor=row["assessor"],
        signed_on=work.today,
    )
    assessments.begin(work, case_id, form)
    for one in row["utilities"]:
        assessments.add_utility(work, case_id, _utility(one, "before"))
    for one in row["measures"]:
        measures.add(work, case_id, _measure(one))


def measured(work: Work, case_id: UUID, row: Row) -> None:
    """What was measured once the project ran, where the data says it."""
    after = _output(row, "after")
    made = assessments.of_case(work.session, case_id)
    if after is None or made is None:
        return
    last = work.today - timedelta(days=1)
    period = {"after_from": last - _HALF_YEAR, "after_until": last}
    kept = {name: getattr(made, name) for name in AssessmentFields.__slots__}
    form = AssessmentFields(**kept | period | {"output_after": converted(after, made.output_unit or after.unit)})
    assessments.correct(work, made.id, form, seen=seen(work, Assessment, made.id))
    for used, one in zip(assessments.utilities_of(work.session, case_id), row["utilities"], strict=True):
        found = _utility(one, "before", "after")
        assessments.correct_utility(work, used.id, found, seen=seen(work, Utility, used.id))


def register(world: World, data: Row, login: str) -> Iterator[Event]:
    """The technologies of the invented list, each entered on the day on which the list began."""
    for row in data["technologies"]:
        yield Event(min(data["listed_from"], world.past(400)), login, _enter(world, row, data))


def chosen(world: World, data: Row, project: str) -> UUID | None:
    """The entry of the register that a project takes its technology from, once it is there."""
    found = next((row for row in data["technologies"] if project in row.get("chosen_by", ())), None)
    return None if found is None else world.ids.get(f"technology:{found['code']}")


def choose(work: Work, case_id: UUID, technology_id: UUID) -> None:
    """Take a case's technology from the register."""
    technologies.choose(work, case_id, technology_id, seen=seen(work, Case, case_id))


def _enter(world: World, row: Row, data: Row) -> Any:
    def enter(work: Work) -> None:
        form = whole(
            TechnologyFields,
            row,
            list_version=data["version"],
            listed_from=data["listed_from"],
            origin=Origin(row["origin"]),
            sectors=tuple(Sector(word) for word in row["sectors"]),
        )
        world.ids[f"technology:{row['code']}"] = technologies.enter(work, form)

    return enter


def _output(row: Row, name: str) -> Quantity | None:
    text = row["output"].get(name)
    return None if text is None else quantity(text, field="output", units=OUTPUT_UNITS)


def _utility(row: Row, *names: str) -> UtilityFields:
    kind = UtilityKind(row["kind"])
    values: dict[str, Any] = {}
    for name in names:
        if name in row:
            found = quantity(row[name], field=name, units=UTILITY_UNITS[kind])
            values |= {name: found.value, f"{name}_unit": found.unit}
    return UtilityFields(kind, row["text"], **values)


def _measure(row: Row) -> MeasureFields:
    values: dict[str, Any] = {name: Decimal(row[name]) for name in ("investment", "saving") if name in row}
    for effect in Effect:
        if effect.value in row:
            units = EFFECT_UNITS[effect]
            typed = quantity(row[effect.value], field=effect.value, units=units, signed=True)
            values[effect.value] = converted(typed, units[0])
    return MeasureFields(
        kind=MeasureKind(row["kind"]),
        text=row["text"],
        code=row.get("code", ""),
        currency=row.get("currency", "HKD"),
        state=MeasureState(row["state"]),
        priority=Priority(row["priority"]),
        **values,
    )
