"""The measures that an assessment recommends: added, corrected, followed up, struck out."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Final
from uuid import UUID

from sqlalchemy import func, select

from app.act import NEW, act
from app.assessments import changed_by, check_quantity, refuse_settled, refuse_standing
from app.cleaning import cleaned, put, why
from app.money import LARGEST
from app.office import Work
from app.recommendation_codes import codes
from app.refusal import Invalid
from app.rights import Right
from models import Case, Measure
from models.assessment_kinds import Effect, MeasureKind, MeasureState, Priority


@dataclass(frozen=True, slots=True)
class MeasureFields:
    """A measure as an officer enters it.

    `investment` once, `saving` in a year, both in `currency`, to the cent; the saving may be below zero. Each effect is
    what is less in a year, in the unit of `app.rules.units.EFFECT_UNITS`; below zero where there is more.
    """

    kind: MeasureKind
    text: str = ""
    code: str = ""
    currency: str = "HKD"
    investment: Decimal | None = None
    saving: Decimal | None = None
    electricity: Decimal | None = None
    water: Decimal | None = None
    voc: Decimal | None = None
    nox: Decimal | None = None
    so2: Decimal | None = None
    co2: Decimal | None = None
    effluent: Decimal | None = None
    solid_waste: Decimal | None = None
    material: Decimal | None = None
    state: MeasureState = MeasureState.PROPOSED
    priority: Priority | None = None


_COLUMNS = " ".join(MeasureFields.__slots__)
_CURRENCY: Final = re.compile(r"[A-Z]{3}")


@act("measure.add", "Add a measure", right=Right.ENTER, writes={"measures": NEW})
def add(work: Work, case_id: UUID, form: MeasureFields) -> UUID:
    """A measure at the end of the list. Raises `Invalid` naming the field, `NotReady` once the findings stand."""
    refuse_settled(work.get(Case, case_id))
    last = select(func.coalesce(func.max(Measure.place), 0)).where(Measure.case_id == case_id)
    place = work.session.execute(last).scalar_one() + 1
    return work.add(Measure(case_id=case_id, place=place, struck_out=False, **_checked(form))).id


@act("measure.correct", "Correct a measure", right=Right.ENTER, writes={"measures": _COLUMNS}, undo=True)
def correct(work: Work, id: UUID, form: MeasureFields, *, seen: int) -> None:
    """Change a measure; how far it has come may be told while the project runs, the rest stands by then."""
    made = work.get(Measure, id, seen=seen)
    values = _checked(form)
    refuse_standing(work.get(Case, made.case_id), changed_by(made, values))
    put(made, values)


@act("measure.strike_out", "Strike out a measure", right=Right.ENTER, writes={"measures": "struck_out"}, undo=True)
def strike_out(work: Work, id: UUID, *, seen: int, reason: str) -> None:
    """Take a measure out of the assessment; it stays in the history."""
    why(reason)
    made = work.get(Measure, id, seen=seen)
    refuse_settled(work.get(Case, made.case_id))
    made.struck_out = True


def _checked(form: MeasureFields) -> dict[str, Any]:
    values = cleaned(form)
    if form.kind is MeasureKind.OTHER and not values["text"]:
        raise Invalid("Say what the measure is.", field="text")
    if values["code"] and values["code"] not in codes():
        raise Invalid("This code is not on the list.", field="code")
    if not _CURRENCY.fullmatch(form.currency):
        raise Invalid("Write the currency as three capital letters, for example CNY", field="currency")
    _check_money(form.investment, "investment", signed=False)
    _check_money(form.saving, "saving", signed=True)
    for effect in Effect:
        check_quantity(values[effect.value], effect.value, signed=True)
    return values


def _check_money(value: Decimal | None, field: str, *, signed: bool) -> None:
    """An amount of money to the cent; zero for what costs nothing."""
    if value is None:
        return
    if not value.is_finite():
        raise Invalid("An amount is a number with an end; type digits, for example 560,000", field=field)
    if value < 0 and not signed:
        raise Invalid("The amount is below zero; it must be zero or above", field=field)
    if abs(value) > LARGEST:
        raise Invalid("The amount is above {most}; count the zeros again", field=field, most=LARGEST)
    if value * 100 != (value * 100).to_integral_value():
        raise Invalid("The amount has parts of a cent; type at most two decimals", field=field)
