"""What waits for a second officer: in SQL, for the officer who looks, and never her own work."""

from __future__ import annotations

from typing import Any

from sqlalchemy import ColumnElement, Text, and_, case, exists, false, func, null, or_, select, tuple_, type_coerce
from sqlalchemy.orm import aliased

from app.calculations import OPEN
from app.office import SignedIn
from app.rights import Right, Waits, holds
from models import Approval, Calculation, Case, Recommendation
from models.journal import Change, Entry
from models.stages import Stage
from models.types import Word, json_text

#: Where a recommendation goes on only once its summary is endorsed.
_RECOMMENDED = (Stage.RECOMMENDED, Stage.NOT_RECOMMENDED, Stage.DEFERRED, Stage.SCHEDULED)


def waits_for(officer: SignedIn) -> ColumnElement[Any]:
    """What a case waits for from an officer (`Waits`), null when for nothing; a column for a query over `Case`."""
    conditions: dict[Waits, ColumnElement[bool]] = {}
    if holds(officer.role, Right.ENDORSE):
        conditions[Waits.SUMMARY] = _summary(officer)
    if holds(officer.role, Right.CONFIRM):
        conditions[Waits.CALCULATION] = _calculation(officer)
        conditions[Waits.DECISION] = _decision(officer)
        conditions[Waits.HISTORIC] = _historic(officer)
    whens = [(condition, what.value) for what, condition in conditions.items()] or [(false(), "")]
    return type_coerce(case(*whens, else_=null()), Word(Waits))


def _summary(officer: SignedIn) -> ColumnElement[bool]:
    """The newest recommendation is not endorsed, and another officer prepared it."""
    later = aliased(Recommendation)
    newer = exists().where(
        later.case_id == Recommendation.case_id,
        tuple_(later.prepared_at, later.id) > tuple_(Recommendation.prepared_at, Recommendation.id),
    )
    open_ = select(Recommendation.case_id).where(
        Recommendation.endorsed_by_id.is_(None), Recommendation.prepared_by_id != officer.id, ~newer
    )
    return and_(Case.stage.in_(_RECOMMENDED), Case.id.in_(open_))


def _calculation(officer: SignedIn) -> ColumnElement[bool]:
    """The newest calculation needs a second officer who is not its own; where one was named, this one."""
    later = aliased(Calculation)
    newer = exists().where(later.case_id == Calculation.case_id, later.place > Calculation.place)
    open_ = select(Calculation.case_id).where(
        Calculation.second_needed,
        Calculation.second_by_id.is_(None),
        Calculation.recorded_by_id != officer.id,
        _names(officer),
        ~newer,
    )
    recordable = or_(Case.stage.in_(sorted(OPEN)), Case.unlocked_at.is_not(None))
    return and_(recordable, Case.id.in_(open_))


def _names(officer: SignedIn) -> ColumnElement[bool]:
    """No second officer is named, or this one: a supplied figure ends with the initials, `["0.5",…,"YSF"]`.

    The request is canonical JSON, in which a quotation mark within a text is `\\"`, so nothing else reads like that.
    """
    asked = type_coerce(Calculation.request, Text)
    mine = f",{json_text(officer.initials)}]"
    return or_(asked.contains('"supplied":{}', autoescape=True), asked.contains(mine, autoescape=True))


def _decision(officer: SignedIn) -> ColumnElement[bool]:
    """A decision was entered by another officer and is not settled."""
    open_ = select(Approval.case_id).where(
        Approval.sent_back.is_(False), Approval.confirmed_at.is_(None), Approval.entered_by_id != officer.id
    )
    return and_(Case.stage == Stage.DECISION, Case.id.in_(open_))


def _historic(officer: SignedIn) -> ColumnElement[bool]:
    """A recorded amount was entered by another officer; of one entered with version 0.1 only the journal knows it."""
    opened = select(Entry.officer_id).join(Change, Change.entry_id == Entry.id)
    opener = opened.where(Change.record_id == Case.id, Change.version == 1).limit(1).scalar_subquery()
    return and_(
        Case.recorded_amount.is_not(None),
        Case.recorded_second_at.is_(None),
        func.coalesce(Case.recorded_by_id, opener).is_distinct_from(officer.id),
    )
