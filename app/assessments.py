"""The assessment of a case: its periods and output, the factors it is worked with, and what the factory used.

The findings rest under the recommendation, so most of them stand once it is made. What is measured afterwards, while
the project is carried out and verified, may still be entered: it changes nothing that was decided.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Any, Final
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app import decisions
from app.act import NEW, act
from app.calculations import OPEN
from app.cleaning import cleaned, put, why
from app.locked import is_decided, is_unlocked, refuse_locked
from app.office import Work
from app.quantities import LARGEST
from app.refusal import Invalid, NotReady
from app.rights import Right
from app.rules import factors
from app.rules.factors import Factor
from app.rules.units import OUTPUT_UNITS, UTILITY_UNITS
from app.texts import Words
from app.typed import plain_text
from models import Assessment, Case, Factory, Utility
from models.assessment_kinds import Area, Unit, UtilityKind
from models.base import Record
from models.kinds import Mark
from models.stages import ENDED, Stage


class Open(StrEnum):
    """What of an assessment may be changed now."""

    ALL = "all"
    AFTER = "after"  # what is measured once the project runs
    NOTHING = "nothing"


#: While the project is carried out and its report looked at, what it brought is measured.
_MEASURING: Final = frozenset({Stage.IN_PROGRESS, Stage.VARIATION, Stage.REPORT, Stage.VERIFICATION})


@dataclass(frozen=True, slots=True)
class AssessmentFields:
    """What an officer enters of the whole: two periods (Hong Kong days), the output in one unit, method, sign-off."""

    baseline_from: date | None = None
    baseline_until: date | None = None
    after_from: date | None = None
    after_until: date | None = None
    output_name: str = ""
    output_unit: Unit | None = None
    output_before: Decimal | None = None
    output_after: Decimal | None = None
    method: str = ""
    assessor: str = ""
    signed_on: date | None = None


@dataclass(frozen=True, slots=True)
class UtilityFields:
    """What was used of one utility before and after, each in the unit of its bill; `text` says which one."""

    kind: UtilityKind
    text: str = ""
    before: Decimal | None = None
    before_unit: Unit | None = None
    after: Decimal | None = None
    after_unit: Unit | None = None


@dataclass(frozen=True, slots=True)
class EnteredFactor:
    """An emission factor from elsewhere: kg CO2 for one unit of a utility, and where it is written."""

    kind: UtilityKind
    value: Decimal
    per: Unit
    source: str


_WHOLE = " ".join(AssessmentFields.__slots__)
_USED = " ".join(UtilityFields.__slots__)
#: What is measured, signed and told of a measure once the project runs.
LATER: Final = frozenset(
    {"after_from", "after_until", "output_after", "assessor", "signed_on", "after", "after_unit", "state"}
)

#: Utilities of which the kind says too little.
NAMED: Final = frozenset({UtilityKind.SOLVENT, UtilityKind.CHEMICAL, UtilityKind.MATERIAL})


@act("assessment.begin", "Begin the assessment", right=Right.ENTER, writes={"assessments": NEW})
def begin(work: Work, case_id: UUID, form: AssessmentFields) -> UUID:
    """The first findings of a case. The emission factors of the year and the place of the factory are taken with them,
    and kept.

    Raises `Invalid` naming the field, `NotReady` once the findings stand or if there is an assessment already.
    """
    case = work.get(Case, case_id)
    refuse_settled(case)
    if of_case(work.session, case_id) is not None:
        raise NotReady("Somebody has begun this assessment already. Look again.")
    values = _checked_whole(work, form)
    factory = work.session.get(Factory, case.factory_id) if case.factory_id else None
    area = factors.proposed_area(factory.kind if factory else None)
    taken = factors.proposed_set(form.baseline_until)
    kept = {"factor_set": taken.id, "factor_area": area, "factors": factors.to_json(taken.taken(area))}
    return work.add(Assessment(case_id=case_id, **values, **kept)).id


@act("assessment.correct", "Correct the assessment", right=Right.ENTER, writes={"assessments": _WHOLE}, undo=True)
def correct(work: Work, id: UUID, form: AssessmentFields, *, seen: int) -> None:
    """Change what is kept of the whole; the factors stay as they were taken.

    Raises `NotReady` for a change of what stands.
    """
    made = work.get(Assessment, id, seen=seen)
    values = _checked_whole(work, form)
    refuse_standing(work.get(Case, made.case_id), changed_by(made, values))
    put(made, values)


@act(
    "assessment.take_factors",
    "Take emission factors",
    right=Right.ENTER,
    writes={"assessments": "factor_set factor_area factors"},
)
def take_factors(work: Work, id: UUID, factor_set: str, area: Area, *, seen: int) -> None:
    """Take the factors of a set for an area and keep them; those that an officer entered stay.

    Raises `NotReady` for a case that has ended or whose recommendation was endorsed.
    """
    made = work.get(Assessment, id, seen=seen)
    refuse_kept(work, work.get(Case, made.case_id))
    taken = factors.factor_set(factor_set).taken(area)
    entered = tuple(one for one in factors.from_json(made.factors) if one.area is Area.ENTERED)
    fuels = {one.kind for one in entered} - {UtilityKind.ELECTRICITY}
    kept = (*(one for one in taken if one.kind not in fuels), *(one for one in entered if one.kind in fuels))
    put(made, {"factor_set": factor_set, "factor_area": area, "factors": factors.to_json(kept)})


@act(
    "assessment.enter_factor",
    "Enter an emission factor",
    right=Right.ENTER,
    writes={"assessments": "factor_area factors"},
)
def enter_factor(work: Work, id: UUID, form: EnteredFactor, *, seen: int) -> None:
    """Use a factor that no set has, with its source, in place of the one kept for that utility.

    Raises `Invalid` without a source, and `NotReady` as `take_factors` does.
    """
    made = work.get(Assessment, id, seen=seen)
    refuse_kept(work, work.get(Case, made.case_id))
    source = plain_text(form.source, field="source", most=300)
    if not source:
        raise Invalid("Say where this factor is written.", field="source")
    if not form.value.is_finite() or not 0 < form.value <= 10_000:
        raise Invalid("Enter a factor above zero, in kg CO2 for one unit.", field="value")
    if form.per not in UTILITY_UNITS[form.kind]:
        raise Invalid("Choose a unit in which this is measured.", field="per")
    entered = Factor(form.kind, form.value, form.per, Mark.ENTERED, Words(*(source,) * 3), None, Area.ENTERED)
    others = tuple(one for one in factors.from_json(made.factors) if one.kind is not form.kind)
    put(made, {"factors": factors.to_json((*others, entered))})
    if form.kind is UtilityKind.ELECTRICITY:
        made.factor_area = Area.ENTERED


@act("utility.add", "Add a utility", right=Right.ENTER, writes={"utilities": NEW})
def add_utility(work: Work, case_id: UUID, form: UtilityFields) -> UUID:
    """A utility at the end of the list. Raises `Invalid` naming the field, `NotReady` once the findings stand."""
    refuse_settled(work.get(Case, case_id))
    last = select(func.coalesce(func.max(Utility.place), 0)).where(Utility.case_id == case_id)
    place = work.session.execute(last).scalar_one() + 1
    return work.add(Utility(case_id=case_id, place=place, struck_out=False, **_checked_utility(form))).id


@act("utility.correct", "Correct a utility", right=Right.ENTER, writes={"utilities": _USED}, undo=True)
def correct_utility(work: Work, id: UUID, form: UtilityFields, *, seen: int) -> None:
    """Change what was used; raises `NotReady` for a change of what stands."""
    used = work.get(Utility, id, seen=seen)
    values = _checked_utility(form)
    refuse_standing(work.get(Case, used.case_id), changed_by(used, values))
    put(used, values)


@act("utility.strike_out", "Strike out a utility", right=Right.ENTER, writes={"utilities": "struck_out"}, undo=True)
def strike_out_utility(work: Work, id: UUID, *, seen: int, reason: str) -> None:
    """Take a utility out of the assessment; it stays in the history."""
    why(reason)
    used = work.get(Utility, id, seen=seen)
    refuse_settled(work.get(Case, used.case_id))
    used.struck_out = True


# ---- what may be changed when


def open_now(stage: Stage, *, historic: bool) -> Open:
    """What of an assessment may be changed at a stage; all of a historic case, whose file is only being entered."""
    if stage in OPEN or historic:
        return Open.ALL
    return Open.AFTER if stage in _MEASURING else Open.NOTHING


def open_of(case: Case) -> Open:
    """What of a case's assessment may be changed now: all of it once an approved case is unlocked."""
    if is_unlocked(case):
        return Open.ALL
    return open_now(case.stage, historic=bool(case.recorded_source) and not is_decided(case))


def refuse_settled(case: Case) -> None:
    """Refuse (`NotReady`) to change findings on which a recommendation or an approval rests."""
    refuse_locked(case)
    if open_of(case) is not Open.ALL:
        raise NotReady("The recommendation rests on these findings. Bring the case back to assessment first.")


def stands(case: Case, changed: frozenset[str]) -> bool:
    """Whether any of these columns of a finding may not be changed now: what is measured later may, as it comes in."""
    now = open_of(case)
    return bool(changed) and now is not Open.ALL and not (now is Open.AFTER and changed <= LATER)


def refuse_standing(case: Case, changed: frozenset[str]) -> None:
    """Refuse (`NotReady`) to change what stands now."""
    if stands(case, changed):
        refuse_settled(case)


def changed_by(record: Record, values: Mapping[str, Any]) -> frozenset[str]:
    """The columns that new values would change."""
    return frozenset(name for name, value in values.items() if getattr(record, name) != value)


def refuse_kept(work: Work, case: Case) -> None:
    """Refuse (`NotReady`) other factors for a case that has ended, or whose recommendation was endorsed."""
    if case.stage in ENDED:
        raise NotReady("This case has ended. Its figures stay as they were worked out then.")
    advice = decisions.current(work.session, case.id)
    if advice is not None and advice.endorsed_by_id is not None:
        raise NotReady("The recommendation was endorsed. Its figures stay as they were worked out then.")
    refuse_settled(case)


def of_case(session: Session, case_id: UUID) -> Assessment | None:
    """The assessment of a case; `None` before it was begun."""
    return session.execute(select(Assessment).where(Assessment.case_id == case_id)).scalar_one_or_none()


def utilities_of(session: Session, case_id: UUID) -> list[Utility]:
    """The utilities that stand of a case, in their order."""
    query = select(Utility).where(Utility.case_id == case_id, Utility.struck_out.is_(False))
    return list(session.execute(query.order_by(Utility.place, Utility.id)).scalars())


# ---- what may be entered


def _checked_whole(work: Work, form: AssessmentFields) -> dict[str, Any]:
    values = cleaned(form, prose=frozenset({"method"}))
    for first, last in (("baseline_from", "baseline_until"), ("after_from", "after_until")):
        if values[first] is not None and values[last] is not None and values[last] < values[first]:
            raise Invalid("The period ends before it begins.", field=last)
    if form.signed_on is not None and form.signed_on > work.today:
        raise Invalid("This day is in the future.", field="signed_on")
    for name in ("output_before", "output_after"):
        check_quantity(values[name], name)
    if (form.output_before is not None or form.output_after is not None) and form.output_unit is None:
        raise Invalid("Choose what the output is counted in.", field="output_unit")
    if form.output_unit is not None and form.output_unit not in OUTPUT_UNITS:
        raise Invalid("Choose what the output is counted in.", field="output_unit")
    return values


def _checked_utility(form: UtilityFields) -> dict[str, Any]:
    plain = replace(
        form,
        before_unit=None if form.before is None else form.before_unit,
        after_unit=None if form.after is None else form.after_unit,
    )
    values = cleaned(plain)
    if form.kind in NAMED and not values["text"]:
        raise Invalid("Say which one.", field="text")
    for name in ("before", "after"):
        check_quantity(values[name], name)
        if values[name] is not None and values[f"{name}_unit"] not in UTILITY_UNITS[form.kind]:
            raise Invalid("Choose a unit in which this is measured.", field=name)
    return values


def check_quantity(value: Decimal | None, field: str, *, signed: bool = False) -> None:
    """Refuse (`Invalid`) what is no amount of anything; one below zero unless `signed`."""
    if value is None:
        return
    if not value.is_finite():
        raise Invalid("An amount is a number with an end; type digits, for example 560,000", field=field)
    if value < 0 and not signed:
        raise Invalid("The amount is below zero; it must be zero or above", field=field)
    if abs(value) > LARGEST:
        raise Invalid("The amount is above {most}; count the zeros again", field=field, most=LARGEST)
