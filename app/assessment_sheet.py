"""What the case page and the papers show of an assessment: its fields, its parts, and the benefit worked from them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import TypeVar
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from app import assessments, demonstrated, technologies
from app.assessments import AssessmentFields, Open, UtilityFields
from app.demonstrated import Demonstration
from app.kept import Kept, kept
from app.measures import MeasureFields
from app.rules import factors
from app.rules.benefit import Benefit, benefit_of
from app.rules.factors import Factor
from app.rules.findings import Findings, MeasureFound, Output, Period, Use
from app.rules.units import Quantity
from app.technologies import TechnologyFields
from models import Case, Factory, Measure, Technology, Utility
from models.assessment_kinds import Area, Effect, Unit

F = TypeVar("F")


@dataclass(frozen=True, slots=True)
class AssessmentSheet:
    """The assessment of a case, whole. `whole` is None before it was begun; `benefit` is worked from all the rest."""

    whole: Kept[AssessmentFields] | None
    factor_set: str | None
    factor_area: Area | None
    factors: tuple[Factor, ...]
    utilities: tuple[Kept[UtilityFields], ...]
    measures: tuple[Kept[MeasureFields], ...]
    benefit: Benefit
    technology: Kept[TechnologyFields] | None
    #: The approved projects with the same technology; None when none is named.
    demonstrated: tuple[Demonstration, ...] | None
    open: Open

    @property
    def is_empty(self) -> bool:
        """Whether nothing was entered yet."""
        return self.whole is None and not self.utilities and not self.measures


def read(session: Session, case: Case) -> AssessmentSheet:
    """The assessment of a case as it stands; the factors are those it keeps."""
    made = assessments.of_case(session, case.id)
    whole = None if made is None else kept(made, AssessmentFields)
    utilities = tuple(kept(one, UtilityFields) for one in _of(session, Utility, case.id))
    found = tuple(kept(one, MeasureFields) for one in _of(session, Measure, case.id))
    taken = () if made is None else factors.from_json(made.factors)
    factory = session.get(Factory, case.factory_id) if case.factory_id else None
    chosen = session.get(Technology, case.technology_id) if case.technology_id else None
    return AssessmentSheet(
        whole=whole,
        factor_set=None if made is None else made.factor_set,
        factor_area=None if made is None else made.factor_area,
        factors=taken,
        utilities=utilities,
        measures=found,
        benefit=benefit_of(
            findings_of(whole.fields if whole else AssessmentFields(), keyed(utilities), keyed(found), taken)
        ),
        technology=None if chosen is None else technologies.as_kept(chosen),
        demonstrated=demonstrated.before(session, case, factory),
        open=assessments.open_of(case),
    )


def keyed(parts: Iterable[Kept[F]]) -> tuple[tuple[str, F], ...]:
    """Each part with its id as its key."""
    return tuple((str(one.id), one.fields) for one in parts)


def findings_of(
    whole: AssessmentFields,
    utilities: Iterable[tuple[str, UtilityFields]],
    measures: Iterable[tuple[str, MeasureFields]],
    taken: tuple[Factor, ...],
) -> Findings:
    """The findings as the rules want them; also for a sum of what is being typed. Each part comes with its key."""
    unit = whole.output_unit or Unit.T
    return Findings(
        baseline=Period(whole.baseline_from, whole.baseline_until),
        after=Period(whole.after_from, whole.after_until),
        output=Output(whole.output_name, _amount(whole.output_before, unit), _amount(whole.output_after, unit)),
        uses=tuple(_use(key, form) for key, form in utilities),
        measures=tuple(_found(key, form) for key, form in measures),
        factors=taken,
    )


def _use(key: str, form: UtilityFields) -> Use:
    before, after = _amount(form.before, form.before_unit), _amount(form.after, form.after_unit)
    return Use(key, form.kind, form.text, before, after)


def _found(key: str, form: MeasureFields) -> MeasureFound:
    values = {effect: getattr(form, effect.value) for effect in Effect}
    return MeasureFound(
        key=key,
        kind=form.kind,
        text=form.text,
        currency=form.currency,
        investment=form.investment,
        saving=form.saving,
        effects={effect: value for effect, value in values.items() if value is not None},
        state=form.state,
        priority=form.priority,
    )


def _amount(value: Decimal | None, unit: Unit | None) -> Quantity | None:
    return None if value is None or unit is None else Quantity(value, unit)


def _of(session: Session, kind: type[Utility] | type[Measure], case_id: UUID) -> list[Utility] | list[Measure]:
    """What stands of a case, in its order."""
    query = select(kind).where(kind.case_id == case_id, kind.struck_out.is_(False)).order_by(kind.place, kind.id)
    return list(session.execute(query).scalars())  # type: ignore[return-value]
