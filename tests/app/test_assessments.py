"""The assessment of a case: entered, kept with its factors, and standing once a recommendation rests on it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from uuid import UUID

import pytest

from app import assessment_sheet, assessments, calculations, cases, measures, undo
from app.assessment_sheet import AssessmentSheet
from app.assessments import AssessmentFields, EnteredFactor, Open, UtilityFields, open_now
from app.measures import MeasureFields
from app.office import Office
from app.refusal import Invalid, NotReady, Stale
from app.rules import factors
from models import Assessment, Case, Measure, Utility
from models.assessment_kinds import Area, MeasureKind, MeasureState, Unit, UtilityKind
from models.kinds import FactoryKind, Mark, Role
from models.stages import Stage
from tests import make


def sheet(office: Office, case_id: UUID) -> AssessmentSheet:
    with office.reading() as session:
        return assessment_sheet.read(session, session.get_one(Case, case_id))


def taken(office: Office, id: UUID) -> tuple[factors.Factor, ...]:
    return factors.from_json(make.read(office, Assessment, id).factors)


def whole(office: Office, id: UUID, **fields: object) -> None:
    """Correct fields of an assessment as it stands."""
    kept = make.read(office, Assessment, id)
    form = AssessmentFields(**{name: getattr(kept, name) for name in AssessmentFields.__slots__} | fields)
    make.do(office, assessments.correct, id, form, seen=kept.version)


def used(office: Office, id: UUID, **fields: object) -> None:
    """Correct fields of a utility as it stands."""
    kept = make.read(office, Utility, id)
    form = UtilityFields(**{name: getattr(kept, name) for name in UtilityFields.__slots__} | fields)
    make.do(office, assessments.correct_utility, id, form, seen=kept.version)


# --- what is kept


def test_an_assessment_comes_with_the_factors_of_its_year_and_place(office: Office) -> None:
    made = make.case(office)
    make.assessment(office, made.id, baseline_from=date(2022, 1, 1), baseline_until=date(2022, 12, 31))
    found = sheet(office, made.id)
    assert (found.factor_set, found.factor_area) == ("EF-2022", Area.SOUTHERN)
    assert [(one.value, one.mark) for one in found.factors] == [(Decimal("0.387"), Mark.INFERRED)]


def test_a_factory_in_hong_kong_has_no_factor_yet(office: Office) -> None:
    whose = make.applicant(office)
    made = make.case(office, applicant_id=whose, factory_id=make.factory(office, whose, kind=FactoryKind.HONG_KONG))
    make.assessment(office, made.id)
    make.utility(office, made.id)
    found = sheet(office, made.id)
    assert (found.factor_area, found.factors[0].value) == (Area.HONG_KONG, None)
    assert found.benefit.carbon is None


def test_the_sheet_works_the_benefit_from_what_is_kept(office: Office) -> None:
    made = make.case(office)
    assert sheet(office, made.id).is_empty
    make.assessment(office, made.id, output_before=Decimal(500))
    make.utility(office, made.id)
    make.measure(office, made.id)
    benefit = sheet(office, made.id).benefit
    assert [str(one.saved) for one in benefit.measured] == ["172"]
    assert benefit.carbon is not None
    assert str(benefit.carbon.saved) == "69.52"
    assert [str(one.payback) for one in benefit.measures] == ["20.0"]


def test_a_case_has_one_assessment(office: Office) -> None:
    made = make.case(office)
    make.assessment(office, made.id)
    with pytest.raises(NotReady, match="begun this assessment already"):
        make.assessment(office, made.id)


def test_someone_who_was_quicker_is_not_overwritten(office: Office) -> None:
    id = make.assessment(office, make.case(office).id)
    whole(office, id, method="Meters")
    with pytest.raises(Stale):
        make.do(office, assessments.correct, id, AssessmentFields(), seen=1)


def test_what_is_struck_out_counts_no_more(office: Office) -> None:
    made = make.case(office)
    make.assessment(office, made.id)
    utility, measure = make.utility(office, made.id), make.measure(office, made.id)
    make.do(office, assessments.strike_out_utility, utility, seen=1, reason="twice")
    make.do(office, measures.strike_out, measure, seen=1, reason="twice")
    found = sheet(office, made.id)
    assert (found.utilities, found.measures) == ((), ())
    with pytest.raises(Invalid, match="Say why"):
        make.do(office, measures.strike_out, measure, seen=2, reason=" ")


# --- what may be entered


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"baseline_until": date(2023, 12, 31)}, "baseline_until"),
        ({"after_until": date(2024, 12, 31)}, "after_until"),
        ({"signed_on": date(2031, 1, 1)}, "signed_on"),
        ({"output_before": Decimal(-1)}, "output_before"),
        ({"output_after": Decimal("NaN")}, "output_after"),
        ({"output_after": Decimal(10) ** 13}, "output_after"),
        ({"output_unit": None}, "output_unit"),
        ({"output_unit": Unit.KWH}, "output_unit"),
    ],
)
def test_a_whole_that_cannot_be_is_refused_by_field(office: Office, fields: dict[str, object], field: str) -> None:
    with pytest.raises(Invalid) as refused:
        make.assessment(office, make.case(office).id, **fields)
    assert refused.value.field == field


@pytest.mark.parametrize(
    ("form", "field"),
    [
        (UtilityFields(UtilityKind.SOLVENT, "", Decimal(1), Unit.T), "text"),
        (UtilityFields(UtilityKind.ELECTRICITY, "", Decimal(1), Unit.T), "before"),
        (UtilityFields(UtilityKind.ELECTRICITY, "", None, None, Decimal(1), None), "after"),
        (UtilityFields(UtilityKind.WATER, "", Decimal(-1), Unit.M3), "before"),
        (UtilityFields(UtilityKind.WATER, "a\u202eb", Decimal(1), Unit.M3), "text"),
    ],
)
def test_a_utility_that_cannot_be_is_refused_by_field(office: Office, form: UtilityFields, field: str) -> None:
    with pytest.raises(Invalid) as refused:
        make.do(office, assessments.add_utility, make.case(office).id, form)
    assert refused.value.field == field


@pytest.mark.parametrize(
    ("form", "field"),
    [
        (MeasureFields(MeasureKind.OTHER), "text"),
        (MeasureFields(MeasureKind.LIGHTING, code="9.9999"), "code"),
        (MeasureFields(MeasureKind.LIGHTING, currency="hkd"), "currency"),
        (MeasureFields(MeasureKind.LIGHTING, investment=Decimal(-1)), "investment"),
        (MeasureFields(MeasureKind.LIGHTING, saving=Decimal("0.001")), "saving"),
        (MeasureFields(MeasureKind.LIGHTING, saving=Decimal("Infinity")), "saving"),
        (MeasureFields(MeasureKind.LIGHTING, voc=Decimal("NaN")), "voc"),
    ],
)
def test_a_measure_that_cannot_be_is_refused_by_field(office: Office, form: MeasureFields, field: str) -> None:
    with pytest.raises(Invalid) as refused:
        make.do(office, measures.add, make.case(office).id, form)
    assert refused.value.field == field


def test_a_measure_may_cost_nothing_and_save_less_than_nothing(office: Office) -> None:
    id = make.measure(
        office, make.case(office).id, investment=Decimal(0), saving=Decimal(-12), electricity=Decimal(-14)
    )
    kept = make.read(office, Measure, id)
    assert (kept.investment, kept.saving, kept.electricity) == (Decimal(0), Decimal(-12), Decimal(-14))


# --- factors


def test_other_factors_are_taken_and_an_entered_one_stays_for_its_fuel(office: Office) -> None:
    made = make.case(office)
    id = make.assessment(office, made.id)
    gas = EnteredFactor(UtilityKind.NATURAL_GAS, Decimal("2.1"), Unit.M3, "The gas company’s report of 2025")
    make.do(office, assessments.enter_factor, id, gas, seen=1)
    make.do(office, assessments.take_factors, id, "EF-2022", Area.NATIONAL, seen=2)
    found = {one.kind: one for one in taken(office, id)}
    assert found[UtilityKind.ELECTRICITY].value == Decimal("0.5366")
    assert (found[UtilityKind.NATURAL_GAS].value, found[UtilityKind.NATURAL_GAS].mark) == (Decimal("2.1"), Mark.ENTERED)


def test_an_entered_factor_of_electricity_names_its_source(office: Office) -> None:
    made = make.case(office)
    id = make.assessment(office, made.id, output_before=Decimal(480))
    make.utility(office, made.id)
    form = EnteredFactor(UtilityKind.ELECTRICITY, Decimal("0.6"), Unit.KWH, "Power company 2024")
    make.do(office, assessments.enter_factor, id, form, seen=1)
    found = sheet(office, made.id)
    assert found.factor_area is Area.ENTERED
    line = next(line for line in found.benefit.working if line.rule.startswith("carbon"))
    assert (line.mark, line.source.en) == (Mark.ENTERED, "Power company 2024")


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"source": " "}, "source"),
        ({"value": Decimal(0)}, "value"),
        ({"value": Decimal("NaN")}, "value"),
        ({"per": Unit.T}, "per"),
    ],
)
def test_a_factor_that_cannot_be_is_refused_by_field(office: Office, change: dict[str, object], field: str) -> None:
    id = make.assessment(office, make.case(office).id)
    form = EnteredFactor(UtilityKind.ELECTRICITY, Decimal("0.6"), Unit.KWH, "Report")
    with pytest.raises(Invalid) as refused:
        make.do(office, assessments.enter_factor, id, replace(form, **change), seen=1)  # type: ignore[arg-type]
    assert refused.value.field == field


def test_a_later_set_of_factors_changes_no_assessment(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    made = make.case(office)
    make.assessment(office, made.id, output_before=Decimal(500))
    make.utility(office, made.id)
    before = sheet(office, made.id)
    monkeypatch.setattr(factors, "factor_sets", lambda: ())
    assert sheet(office, made.id) == before


def test_an_endorsed_or_ended_case_keeps_its_factors(office: Office) -> None:
    made = make.case(office)
    id = make.assessment(office, made.id)
    make.bring(office, made.id, Stage.SCHEDULED)
    with pytest.raises(NotReady, match="was endorsed"):
        make.do(office, assessments.take_factors, id, "EF-2022", Area.NATIONAL, seen=1)
    ended = make.case(office)
    other = make.assessment(office, ended.id)
    make.do(office, cases.move, ended.id, Stage.WITHDRAWN, seen=make.seen(office, ended.id), reason="asked to")
    with pytest.raises(NotReady, match="has ended"):
        make.do(office, assessments.take_factors, other, "EF-2022", Area.NATIONAL, seen=1)


# --- what stands when


def test_what_may_be_changed_at_each_stage() -> None:
    every = {stage: open_now(stage, historic=False) for stage in Stage}
    assert {stage for stage, now in every.items() if now is Open.ALL} == {
        Stage.ENQUIRY, Stage.DRAFT, Stage.RECEIVED, Stage.COMPLETENESS, Stage.RETURNED, Stage.ASSESSMENT,
    }  # fmt: skip
    assert {stage for stage, now in every.items() if now is Open.AFTER} == {
        Stage.IN_PROGRESS, Stage.VARIATION, Stage.REPORT, Stage.VERIFICATION,
    }  # fmt: skip
    assert all(open_now(stage, historic=True) is Open.ALL for stage in Stage)


def test_findings_stand_once_a_recommendation_rests_on_them(office: Office) -> None:
    made = make.case(office)
    id, utility, measure = (
        make.assessment(office, made.id),
        make.utility(office, made.id),
        make.measure(office, made.id),
    )
    make.bring(office, made.id, Stage.RECOMMENDED)
    for attempt in (
        lambda: whole(office, id, method="Other"),
        lambda: used(office, utility, before=Decimal(9)),
        lambda: used(office, utility, after=Decimal(9)),
        lambda: make.do(office, measures.strike_out, measure, seen=1, reason="no"),
        lambda: make.utility(office, made.id),
        lambda: make.measure(office, made.id),
    ):
        with pytest.raises(NotReady, match="rests on these findings"):
            attempt()
    whole(office, id)  # nothing is changed


def test_what_is_measured_later_may_be_entered_while_the_project_runs(office: Office) -> None:
    made = make.case(office)
    id, utility, measure = (
        make.assessment(office, made.id),
        make.utility(office, made.id),
        make.measure(office, made.id),
    )
    make.bring(office, made.id, Stage.LETTER)
    for step in (Stage.AGREEMENT, Stage.IN_PROGRESS, Stage.REPORT):
        make.do(office, cases.move, made.id, step, seen=make.seen(office, made.id))
    whole(office, id, after_until=date(2026, 3, 31), output_after=Decimal(471), assessor="HO")
    used(office, utility, after=Decimal(955_000))
    kept = make.read(office, Measure, measure)
    form = MeasureFields(**{name: getattr(kept, name) for name in MeasureFields.__slots__})
    make.do(office, measures.correct, measure, replace(form, state=MeasureState.IMPLEMENTED), seen=1)
    for attempt in (
        lambda: whole(office, id, output_before=Decimal(471)),
        lambda: used(office, utility, before=Decimal(9), after=Decimal(9)),
        lambda: make.do(office, measures.correct, measure, replace(form, saving=Decimal(9)), seen=2),
    ):
        with pytest.raises(NotReady, match="locked since its approval"):
            attempt()
    assert sheet(office, made.id).open is Open.AFTER


def test_the_findings_of_a_historic_case_are_entered_from_its_file(office: Office) -> None:
    id = make.historic(office, confirmed=False)
    made = make.assessment(office, id)
    make.utility(office, id)
    assert sheet(office, id).open is Open.ALL
    with pytest.raises(NotReady, match="has ended"):
        make.do(office, assessments.take_factors, made, "EF-2022", Area.NATIONAL, seen=1)


def test_what_a_recommendation_rests_on_is_not_taken_back(office: Office) -> None:
    made = make.case(office)
    utility = make.utility(office, made.id)
    make.bring(office, made.id, Stage.ASSESSMENT)
    used(office, utility, before=Decimal(9))
    with make.signed(office, Role.SUPERVISOR):
        make.do(office, calculations.record, made.id, seen=make.seen(office, made.id))
        make.recommend(office, made.id)
    with pytest.raises(NotReady, match="cannot be taken back"), office.work() as work:
        undo.undo_last(work)


def test_a_correction_is_taken_back(office: Office) -> None:
    made = make.case(office)
    utility = make.utility(office, made.id)
    used(office, utility, before=Decimal(9))
    with office.work() as work:
        assert undo.undo_last(work) == "Correct a utility"
    assert make.read(office, Utility, utility).before == Decimal(1200)
