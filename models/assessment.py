"""What the assessor found: the assessment of a case, what the factory used before and after, and the measures."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped

from models.assessment_kinds import Area, MeasureKind, MeasureState, Priority, Unit, UtilityKind
from models.base import Merge, Record, column
from models.types import Exact, Json, Word


class Assessment(Record):
    """The technical findings of a case: its two periods, its output, and the emission factors they are worked with."""

    __tablename__ = "assessments"
    __table_args__ = (UniqueConstraint("case_id"),)

    case_id: Mapped[UUID] = column(ForeignKey("cases.id"), merge=Merge.SERVER)
    baseline_from: Mapped[date | None] = column(merge=Merge.INDEPENDENT)
    baseline_until: Mapped[date | None] = column(merge=Merge.INDEPENDENT)
    after_from: Mapped[date | None] = column(merge=Merge.INDEPENDENT)
    after_until: Mapped[date | None] = column(merge=Merge.INDEPENDENT)
    #: What the factory makes, and how much of it in the two periods.
    output_name: Mapped[str] = column(merge=Merge.INDEPENDENT)
    output_unit: Mapped[Unit | None] = column(Word(Unit), merge=Merge.INDEPENDENT)
    output_before: Mapped[Decimal | None] = column(Exact, merge=Merge.INDEPENDENT)
    output_after: Mapped[Decimal | None] = column(Exact, merge=Merge.INDEPENDENT)
    method: Mapped[str] = column(merge=Merge.LONG_TEXT)
    #: Who signed the assessor's report, and when.
    assessor: Mapped[str] = column(merge=Merge.INDEPENDENT, personal=True)
    signed_on: Mapped[date | None] = column(merge=Merge.INDEPENDENT)
    #: The set of emission factors it is worked with, and the values taken from it; never looked up again.
    factor_set: Mapped[str | None] = column(merge=Merge.SERVER)
    factor_area: Mapped[Area | None] = column(Word(Area), merge=Merge.SERVER)
    factors: Mapped[Any] = column(Json, merge=Merge.SERVER)


class Utility(Record):
    """What the factory used of one thing in the two periods, each in the unit of its bill or meter."""

    __tablename__ = "utilities"

    case_id: Mapped[UUID] = column(ForeignKey("cases.id"), index=True, merge=Merge.CHILD)
    place: Mapped[int] = column(merge=Merge.CHILD)
    kind: Mapped[UtilityKind] = column(Word(UtilityKind), merge=Merge.INDEPENDENT)
    #: Which solvent, which meter; empty where the kind says it all.
    text: Mapped[str] = column(merge=Merge.INDEPENDENT)
    before: Mapped[Decimal | None] = column(Exact, merge=Merge.INDEPENDENT)
    before_unit: Mapped[Unit | None] = column(Word(Unit), merge=Merge.INDEPENDENT)
    after: Mapped[Decimal | None] = column(Exact, merge=Merge.INDEPENDENT)
    after_unit: Mapped[Unit | None] = column(Word(Unit), merge=Merge.INDEPENDENT)
    struck_out: Mapped[bool] = column(merge=Merge.INDEPENDENT)


class Measure(Record):
    """One recommended measure: what it costs, what it saves and what it reduces in a year."""

    __tablename__ = "measures"

    case_id: Mapped[UUID] = column(ForeignKey("cases.id"), index=True, merge=Merge.CHILD)
    place: Mapped[int] = column(merge=Merge.CHILD)
    kind: Mapped[MeasureKind] = column(Word(MeasureKind), merge=Merge.INDEPENDENT)
    text: Mapped[str] = column(merge=Merge.INDEPENDENT)
    #: A code of the recommendation list; for comparing, never printed.
    code: Mapped[str] = column(merge=Merge.INDEPENDENT)
    currency: Mapped[str] = column(merge=Merge.INDEPENDENT)
    investment: Mapped[Decimal | None] = column(merge=Merge.INDEPENDENT)
    #: In a year; below zero where the measure costs more to run.
    saving: Mapped[Decimal | None] = column(merge=Merge.INDEPENDENT)
    #: kWh, m³, and tonnes of the rest, fewer in a year; below zero where there is more.
    electricity: Mapped[Decimal | None] = column(Exact, merge=Merge.INDEPENDENT)
    water: Mapped[Decimal | None] = column(Exact, merge=Merge.INDEPENDENT)
    voc: Mapped[Decimal | None] = column(Exact, merge=Merge.INDEPENDENT)
    nox: Mapped[Decimal | None] = column(Exact, merge=Merge.INDEPENDENT)
    so2: Mapped[Decimal | None] = column(Exact, merge=Merge.INDEPENDENT)
    co2: Mapped[Decimal | None] = column(Exact, merge=Merge.INDEPENDENT)
    effluent: Mapped[Decimal | None] = column(Exact, merge=Merge.INDEPENDENT)
    solid_waste: Mapped[Decimal | None] = column(Exact, merge=Merge.INDEPENDENT)
    material: Mapped[Decimal | None] = column(Exact, merge=Merge.INDEPENDENT)
    state: Mapped[MeasureState] = column(Word(MeasureState), merge=Merge.INDEPENDENT)
    priority: Mapped[Priority | None] = column(Word(Priority), merge=Merge.INDEPENDENT)
    struck_out: Mapped[bool] = column(merge=Merge.INDEPENDENT)
