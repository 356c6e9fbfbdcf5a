"""For each act a scenario that makes it write every column it declares; `test_acts` compares the journal with it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from random import Random
from typing import Any
from unittest import mock
from uuid import UUID

from app import (
    applicants,
    assessments,
    awards,
    calculations,
    cases,
    changing_many,
    costs,
    decisions,
    documents,
    engagements,
    exports,
    factories,
    items,
    locked,
    measures,
    merging,
    officers,
    receipt,
    seeding,
    summaries,
    tasks,
    technologies,
    telling_apart,
    timelines,
    views,
    visits,
)
from app.applicants import ApplicantFields, ContactFields, PersonFields
from app.assessments import AssessmentFields, EnteredFactor, UtilityFields
from app.cases import CaseFields
from app.costs import CostFields
from app.documents import DocumentFields
from app.engagements import EngagementFields
from app.factories import ConnectionFields, FactoryFields
from app.importing import take_over
from app.importing.fields import Kind
from app.measures import MeasureFields
from app.office import Office
from app.officers import OfficerFields
from app.rules.request import Override
from app.tasks import TaskFields
from app.technologies import TechnologyFields
from app.views import ViewFields
from app.visits import PhotographFields, VisitFields
from models import (
    Applicant,
    Assessment,
    Award,
    Calculation,
    Case,
    Connection,
    Contact,
    CostLine,
    Document,
    Engagement,
    Factory,
    Item,
    Measure,
    Officer,
    Person,
    SavedView,
    Task,
    Technology,
    ToldApart,
    Utility,
    Visit,
    VisitPhotograph,
)
from models.assessment_kinds import Area, MeasureKind, MeasureState, Priority, Unit, UtilityKind
from models.base import Record
from models.kinds import (
    ApplicantKind,
    Characteristic,
    CostKind,
    DocumentKind,
    FactoryKind,
    ItemKind,
    ItemState,
    Language,
    OfficeKind,
    Origin,
    Process,
    ProjectType,
    ProviderRole,
    Role,
    Route,
    Sector,
    Speech,
    Verdict,
)
from models.stages import Stage
from tests import make

SCENARIOS: dict[str, Callable[[Office], object]] = {}

DAY = date(2026, 4, 1)


def scenario(name: str) -> Callable[[Callable[[Office], object]], Callable[[Office], object]]:
    def keep(run: Callable[[Office], object]) -> Callable[[Office], object]:
        SCENARIOS[name] = run
        return run

    return keep


def correct(office: Office, act: Callable[..., object], kind: type[Record], id: UUID, *args: Any, **terms: Any) -> None:
    """An act on a record that was seen as it stands."""
    make.do(office, act, id, *args, seen=make.version(office, kind, id), **terms)


# --- applicants and factories


@scenario("applicant.register")
def applicant_register(office: Office) -> None:
    make.applicant(office)


@scenario("applicant.correct")
def applicant_correct(office: Office) -> None:
    form = ApplicantFields(
        ApplicantKind.ASSOCIATION, "Other name", "別名", "别名", "99000002", "99000002-000-05-25-1", DAY,
        "1 Road", "路1號", "Seen",
    )  # fmt: skip
    correct(office, applicants.correct, Applicant, make.applicant(office, name_tc="廣發"), form)


@scenario("applicant.merge")
def applicant_merge(office: Office) -> None:
    """One that carries everything, and was told apart from one older and one younger, and from the one that stays."""
    older = make.applicant(office, name_en="Older Limited")
    made = make.case(office, applicant_id=make.applicant(office, remarks="Old"))
    kept, other = make.applicant(office), made.applicant_id
    for one in (older, kept, make.applicant(office, name_en="Younger Limited")):
        make.do(office, telling_apart.tell_apart, one, other)
    make.person(office, other)
    make.contact(office, other)
    make.award(office, other)
    form = ApplicantFields(
        name_en="Merged name", name_tc="合名", name_sc="合名", br_number="99000002",
        br_certificate="99000002-000-05-25-1", br_expires_on=DAY, address_en="1 Road", address_zh="路1號",
        remarks="Seen",
    )  # fmt: skip
    make.do(office, merging.merge, kept, other, form, seen=1, other_seen=1)


@scenario("applicant.tell_apart")
def applicant_tell_apart(office: Office) -> None:
    told_apart(office)


def told_apart(office: Office) -> UUID:
    pair = make.applicant(office), make.applicant(office)
    id = make.do(office, telling_apart.tell_apart, *pair)
    correct(office, telling_apart.may_be_same, ToldApart, id)
    make.do(office, telling_apart.tell_apart, *pair)
    return id


@scenario("applicant.may_be_same")
def applicant_may_be_same(office: Office) -> None:
    correct(office, telling_apart.may_be_same, ToldApart, told_apart(office))


@scenario("person.add")
def person_add(office: Office) -> None:
    make.person(office, make.applicant(office))


@scenario("person.correct")
def person_correct(office: Office) -> None:
    form = PersonFields("LEE Siu-ming", "李小明", hk_resident=False, sighted_by_id=office.officer.id, sighted_on=DAY)
    correct(office, applicants.correct_person, Person, make.person(office, make.applicant(office)), form)


@scenario("contact.add")
def contact_add(office: Office) -> None:
    make.contact(office, make.applicant(office))


@scenario("contact.correct")
def contact_correct(office: Office) -> None:
    form = ContactFields("LEE", "Manager", "2000 0001", "lee@example.hk", Language.EN, Speech.ENGLISH, active=False)
    correct(office, applicants.correct_contact, Contact, make.contact(office, make.applicant(office)), form)


@scenario("factory.register")
def factory_register(office: Office) -> None:
    make.factory(office, make.applicant(office))


@scenario("factory.correct")
def factory_correct(office: Office) -> None:
    form = FactoryFields(
        FactoryKind.WORKSHOP, "Workshop", "工場", "工场", "91441900MAXX05705X", "KT", "2 Road", "路2號",
        Sector.OTHER, "Toys", (Process.PAINT,), "Spray booth", owned_and_operated=False, ownership_evidence="Lease",
    )  # fmt: skip
    correct(office, factories.correct, Factory, make.factory(office, make.applicant(office)), form)


@scenario("factory.give")
def factory_give(office: Office) -> None:
    one, other = make.applicant(office), make.applicant(office, name_en="Other", br_number="99000002")
    correct(office, factories.give, Factory, make.factory(office, one), other)


@scenario("connection.add")
def connection_add(office: Office) -> None:
    make.connection(office, make.factory(office, make.applicant(office)))


@scenario("connection.correct")
def connection_correct(office: Office) -> None:
    whose = make.applicant(office)
    one, other = make.person(office, whose), make.person(office, whose)
    form = ConnectionFields(
        Route.R1D, indirect=True, through="Holding Limited",
        agreement_no="A-1", agreement_from=DAY, agreement_until=date(2027, 4, 1),
        factory_holder_id=one, applicant_holder_id=other, corporate_holder="Parent Limited",
        share_in_factory=Decimal("50.01"), share_in_applicant=Decimal("30"), evidence="Register",
    )  # fmt: skip
    id = make.connection(office, make.factory(office, whose))
    correct(office, factories.correct_connection, Connection, id, form)


@scenario("connection.strike_out")
def connection_strike_out(office: Office) -> None:
    id = make.connection(office, make.factory(office, make.applicant(office)))
    correct(office, factories.strike_out_connection, Connection, id, reason="entered twice")


# --- cases


@scenario("case.open")
def case_open(office: Office) -> None:
    make.case(office, stage=Stage.ENQUIRY)


@scenario("case.correct")
def case_correct(office: Office) -> None:
    made = make.case(office, type=ProjectType.DP, origin=None, origin_evidence="")
    other = make.applicant(office)
    form = CaseFields(
        other, ProjectType.NT, make.factory(office, other), "OLD/1", "Title", "題目", "题目", Decimal("500000"),
        starts_on=DAY, ends_on=date(2027, 3, 31), completed_on=DAY, report_approved_on=DAY, measure_implemented=True,
        measure_investment=Decimal("1000"), technology="Foam dyeing", origin=Origin.HK, origin_evidence="Letter",
        on_list=True, list_version="List 1", list_evidence="p. 2", meets_criteria=True, criteria_version="Criteria 1",
        criteria_evidence="Part 3", commonly_adopted=False, demonstrated_before=False,
        characteristics={Characteristic.AIR: "VOC"}, repeat_grounds={"process_changed": "New line"},
    )  # fmt: skip
    correct(office, cases.correct, Case, made.id, form)


@scenario("case.receive")
def case_receive(office: Office) -> None:
    make.received(office)
    make.received(office)


@scenario("case.move")
def case_move(office: Office) -> None:
    correct(office, cases.move, Case, approved_and_unlocked(office), Stage.LETTER)


@scenario("case.assign")
def case_assign(office: Office) -> None:
    correct(office, cases.assign, Case, make.case(office).id, None)


@scenario("case.change_many")
def case_change_many(office: Office) -> None:
    id = make.case(office).id
    to = changing_many.Wanted(changing_many.CLEAR, date(2026, 5, 20), "a visit")
    make.do(office, changing_many.change_many, {id: make.seen(office, id)}, to)


@scenario("case.set_due")
def case_set_due(office: Office) -> None:
    correct(office, cases.set_due, Case, make.case(office).id, DAY, "Site visit")


@scenario("case.choose_edition")
def case_choose_edition(office: Office) -> None:
    correct(office, cases.choose_edition, Case, make.case(office).id, "P4", reason="Minute of the committee")


@scenario("case.correct_received")
def case_correct_received(office: Office) -> None:
    id = make.received(office).id
    correct(office, cases.choose_edition, Case, id, "P5", reason="Minute of the committee")
    correct(office, calculations.record, Case, id)
    correct(office, receipt.correct, Case, id, DAY, reason="The stamp says so")


@scenario("case.note")
def case_note(office: Office) -> None:
    make.do(office, cases.note, make.case(office).id, "Rang the applicant")


@scenario("task.add")
def task_add(office: Office) -> None:
    task(office)


@scenario("task.change")
def task_change(office: Office) -> None:
    form = TaskFields("Write to the applicant", office.officer.id, DAY, "About the second quotation")
    correct(office, tasks.change, Task, task(office), form)


@scenario("task.complete")
def task_complete(office: Office) -> None:
    correct(office, tasks.complete, Task, task(office), note="The quotation comes on Friday")


@scenario("task.reopen")
def task_reopen(office: Office) -> None:
    id = task(office)
    correct(office, tasks.complete, Task, id)
    correct(office, tasks.reopen, Task, id)


def task(office: Office) -> UUID:
    return make.do(office, tasks.add, make.case(office).id, TaskFields("Ring the applicant"))


@scenario("case.enter_historic")
def case_enter_historic(office: Office) -> None:
    why = "Received in the gap, see the file"
    make.historic(office, received_on=date(2015, 5, 4), edition="P2", reason=why, confirmed=False)
    make.historic(office, received_on=date(2015, 5, 5), edition="P2", reason=why, confirmed=False)


@scenario("case.confirm_historic")
def case_confirm_historic(office: Office) -> None:
    make.historic(office)


@scenario("case.reopen")
def case_reopen(office: Office) -> None:
    id = make.at(office, Stage.LETTER).id
    with make.signed(office, Role.SUPERVISOR):
        unlocked(office, id)
        correct(office, cases.reopen, Case, id, reason="The letter was never sent")


@scenario("case.unlock")
def case_unlock(office: Office) -> None:
    approved_and_unlocked(office)


@scenario("case.lock")
def case_lock(office: Office) -> None:
    correct(office, locked.lock, Case, approved_and_unlocked(office))


def approved_and_unlocked(office: Office) -> UUID:
    id = make.at(office, Stage.APPROVED).id
    with make.signed(office, Role.SUPERVISOR):
        unlocked(office, id)
    return id


def unlocked(office: Office, id: UUID) -> None:
    correct(office, locked.unlock, Case, id, reason="The title has a slip")


@scenario("cost.add")
def cost_add(office: Office) -> None:
    make.case(office)


@scenario("cost.correct")
def cost_correct(office: Office) -> None:
    id = make.add_cost(office, make.case(office, cost=None).id)
    form = CostFields(
        CostKind.TESTING, "Tests", Decimal("9000"), "CNY", Decimal("1.09"), "HKMA", DAY, eligible=False, why="Overhead"
    )
    correct(office, costs.correct, CostLine, id, form)


@scenario("cost.strike_out")
def cost_strike_out(office: Office) -> None:
    correct(office, costs.strike_out, CostLine, make.add_cost(office, make.case(office).id), reason="counted twice")


@scenario("engagement.add")
def engagement_add(office: Office) -> None:
    provider(office)


@scenario("engagement.correct")
def engagement_correct(office: Office) -> None:
    form = EngagementFields(ProviderRole.ASSESSED, "Other", "別家", interest=True, interest_text="Shared director")
    correct(office, engagements.correct, Engagement, provider(office), form)


@scenario("engagement.strike_out")
def engagement_strike_out(office: Office) -> None:
    correct(office, engagements.strike_out, Engagement, provider(office), reason="withdrew")


def provider(office: Office) -> UUID:
    return make.do(office, engagements.add, make.case(office).id, EngagementFields(name_en="Provider"))


# --- the assessment


@scenario("assessment.begin")
def assessment_begin(office: Office) -> None:
    make.assessment(office, make.case(office).id)


@scenario("assessment.correct")
def assessment_correct(office: Office) -> None:
    form = AssessmentFields(
        date(2025, 1, 1), date(2025, 12, 31), DAY, date(2026, 4, 30), "Cloth", Unit.KG, Decimal("500"), Decimal("40"),
        "Meters read", "LEE Siu-ming", DAY,
    )  # fmt: skip
    correct(office, assessments.correct, Assessment, make.assessment(office, make.case(office).id), form)


@scenario("assessment.take_factors")
def assessment_take_factors(office: Office) -> None:
    id = make.assessment(office, make.case(office).id)
    correct(office, assessments.take_factors, Assessment, id, "EF-2022", Area.NATIONAL)


@scenario("assessment.enter_factor")
def assessment_enter_factor(office: Office) -> None:
    id = make.assessment(office, make.case(office).id)
    form = EnteredFactor(UtilityKind.ELECTRICITY, Decimal("0.6"), Unit.KWH, "The power company’s report")
    correct(office, assessments.enter_factor, Assessment, id, form)


@scenario("utility.add")
def utility_add(office: Office) -> None:
    make.utility(office, make.case(office).id)


@scenario("utility.correct")
def utility_correct(office: Office) -> None:
    form = UtilityFields(UtilityKind.SOLVENT, "Toluene", Decimal("3"), Unit.T, Decimal("900"), Unit.KG)
    correct(office, assessments.correct_utility, Utility, make.utility(office, make.case(office).id), form)


@scenario("utility.strike_out")
def utility_strike_out(office: Office) -> None:
    id = make.utility(office, make.case(office).id)
    correct(office, assessments.strike_out_utility, Utility, id, reason="entered twice")


@scenario("measure.add")
def measure_add(office: Office) -> None:
    make.measure(office, make.case(office).id)


@scenario("measure.correct")
def measure_correct(office: Office) -> None:
    one = Decimal(1)
    form = MeasureFields(
        MeasureKind.HEAT_RECOVERY, "Exhaust heat", "2.2411", "CNY", Decimal("600000"), Decimal("100000"),
        one, one, one, one, one, one, one, one, one, MeasureState.PLANNED, Priority.HIGH,
    )  # fmt: skip
    correct(office, measures.correct, Measure, make.measure(office, make.case(office).id), form)


@scenario("measure.strike_out")
def measure_strike_out(office: Office) -> None:
    id = make.measure(office, make.case(office).id)
    correct(office, measures.strike_out, Measure, id, reason="entered twice")


# --- the technology register


@scenario("technology.enter")
def technology_enter(office: Office) -> None:
    make.technology(office)


@scenario("technology.correct")
def technology_correct(office: Office) -> None:
    form = TechnologyFields(
        "T-99", "List 9", DAY, date(2027, 4, 1), "Other", "別的", "别的", "Institute", "研究所", Origin.OTHER,
        "Leaflet", (Sector.TEXT,),
    )  # fmt: skip
    correct(office, technologies.correct, Technology, make.technology(office), form)


@scenario("technology.strike_out")
def technology_strike_out(office: Office) -> None:
    correct(office, technologies.strike_out, Technology, make.technology(office), reason="not on the list")


@scenario("case.choose_technology")
def case_choose_technology(office: Office) -> None:
    id = make.case(office, technology="", origin=None, origin_evidence="", on_list=None).id
    correct(office, technologies.choose, Case, id, make.technology(office))


@scenario("item.ask")
def item_ask(office: Office) -> None:
    make.do(office, items.ask, make.case(office).id, ItemKind.PERMITS)


@scenario("item.settle")
def item_settle(office: Office) -> None:
    id = make.do(office, items.ask, make.case(office).id, ItemKind.PERMITS)
    correct(office, items.settle, Item, id, ItemState.WAIVED, reason="Not needed")


@scenario("item.mark")
def item_mark(office: Office) -> None:
    case = make.case(office).id
    make.do(office, items.mark, case, ItemKind.PERMITS, ItemState.MISSING)
    make.do(office, items.mark, case, ItemKind.PERMITS, ItemState.WAIVED, reason="Not needed")


# --- documents


@scenario("document.keep")
def document_keep(office: Office) -> None:
    case = make.case(office).id
    make.do(office, items.mark, case, ItemKind.PERMITS, ItemState.WAIVED, reason="Not needed")
    make.document(office, case, DocumentKind.PERMITS)


@scenario("document.correct")
def document_correct(office: Office) -> None:
    case = make.case(office).id
    make.do(office, items.mark, case, ItemKind.PERMITS, ItemState.WAIVED, reason="Not needed")
    form = DocumentFields(DocumentKind.PERMITS, DAY, DAY, "Environmental bureau")
    correct(office, documents.correct, Document, make.document(office, case), form)


@scenario("document.strike_out")
def document_strike_out(office: Office) -> None:
    case = make.case(office).id
    make.do(office, items.ask, case, ItemKind.PERMITS)
    correct(
        office, documents.strike_out, Document, make.document(office, case, DocumentKind.PERMITS), reason="Another’s"
    )


# --- visits


@scenario("visit.record")
def visit_record(office: Office) -> None:
    make.visit(office, make.case(office).id)


@scenario("visit.correct")
def visit_correct(office: Office) -> None:
    form = VisitFields(DAY, "Workshop", "Verification", "LAU, CHEUNG", "The press runs")
    correct(office, visits.correct, Visit, make.visit(office, make.case(office).id), form)


@scenario("visit.strike_out")
def visit_strike_out(office: Office) -> None:
    correct(office, visits.strike_out, Visit, make.visit(office, make.case(office).id), reason="Another case’s")


@scenario("visit.add_photograph")
def visit_add_photograph(office: Office) -> None:
    photograph(office)


@scenario("visit.correct_photograph")
def visit_correct_photograph(office: Office) -> None:
    form = PhotographFields("The press from the front", DAY)
    correct(office, visits.correct_photograph, VisitPhotograph, photograph(office), form)


@scenario("visit.remove_photograph")
def visit_remove_photograph(office: Office) -> None:
    correct(office, visits.remove_photograph, VisitPhotograph, photograph(office))


def photograph(office: Office) -> UUID:
    case = make.case(office).id
    return make.photograph(office, make.visit(office, case), make.picture(office, case))


# --- sums and decisions


@scenario("calculation.record")
def calculation_record(office: Office) -> None:
    id = make.received(office).id
    correct(office, calculations.record, Case, id)


@scenario("calculation.confirm")
def calculation_confirm(office: Office) -> None:
    made, lower = make.received(office), Override(Decimal(400000), "Less")
    id = make.do(office, calculations.record, made.id, seen=make.seen(office, made.id), override=lower)
    with make.signed(office, Role.SUPERVISOR):
        correct(office, calculations.confirm, Calculation, id)


@scenario("case.recommend")
def case_recommend(office: Office) -> None:
    make.at(office, Stage.RECOMMENDED)


@scenario("summary.endorse")
def summary_endorse(office: Office) -> None:
    id = make.at(office, Stage.RECOMMENDED).id
    with make.signed(office, Role.SUPERVISOR):
        make.endorse(office, id)


@scenario("summary.keep")
def summary_keep(office: Office) -> None:
    id = make.at(office, Stage.DECISION).id
    make.do(office, summaries.keep, id, "en")


@scenario("summary.print")
def summary_print(office: Office) -> None:
    make.do(office, summaries.printed, reason=summaries.named("CP-26-0001", "en", b"%PDF"))


@scenario("history.print")
def history_print(office: Office) -> None:
    make.do(office, timelines.printed, reason=summaries.named("CP-26-0001", "en", b"%PDF"))


@scenario("case.approve")
def case_approve(office: Office) -> None:
    make.at(office, Stage.DECISION)


@scenario("case.confirm_decision")
def case_confirm_decision(office: Office) -> None:
    make.at(office, Stage.APPROVED)


@scenario("case.reject_entry")
def case_reject_entry(office: Office) -> None:
    id = make.at(office, Stage.DECISION).id
    entry = make.entered(office, id)
    with make.signed(office, Role.SUPERVISOR):
        make.do(office, decisions.send_back, entry.id, seen=entry.version, reason="The paper says otherwise")


# --- the Recognition Scheme


@scenario("award.enter")
def award_enter(office: Office) -> None:
    make.award(office)


@scenario("award.approve")
def award_approve(office: Office) -> None:
    make.approved(office)
    make.approved(office)


@scenario("award.send_back")
def award_send_back(office: Office) -> None:
    id = make.award(office)
    with make.signed(office, Role.SUPERVISOR):
        correct(office, awards.send_back, Award, id, reason="another factory")


@scenario("award.revoke")
def award_revoke(office: Office) -> None:
    id = make.approved(office)
    with make.signed(office, Role.SUPERVISOR):
        correct(office, awards.revoke, Award, id, reason="penalised")


@scenario("award.print")
def award_print(office: Office) -> None:
    make.do(office, awards.printed, make.approved(office), b"%PDF")


# --- officers


@scenario("officer.appoint")
def officer_appoint(office: Office) -> None:
    make.officer(office, "one", Role.AUDITOR)


@scenario("officer.correct")
def officer_correct(office: Office) -> None:
    id = make.officer(office, "two", Role.AUDITOR)
    form = OfficerFields("two", "N", "NEW Name", "新", "Post", "職位", "职位", Role.CASEWORKER)
    with make.signed(office, Role.ADMINISTRATOR):
        correct(office, officers.correct, Officer, id, form)


@scenario("officer.retire")
def officer_retire(office: Office) -> None:
    id = make.officer(office, "three", Role.AUDITOR)
    with make.signed(office, Role.ADMINISTRATOR):
        correct(office, officers.retire, Officer, id, reason="left the Secretariat")


# --- what leaves the office


@scenario("office.export")
def office_export(office: Office) -> None:
    make.do(office, exports.export, reason="3 cases")


def not_recommended(office: Office) -> UUID:
    """A case whose recommendation is against it."""
    id = make.at(office, Stage.ASSESSMENT).id
    make.recommend(office, id, Verdict.NOT_RECOMMENDED)
    return id


def only_administrator(office: Office) -> None:
    """Everybody but the administrator leaves, who stays at the desk."""
    with office.reading() as session:
        others = [one for one in officers.rows(session) if one.active and one.role is not Role.ADMINISTRATOR]
    make.sign_in(office, Role.ADMINISTRATOR)
    for one in others:
        make.do(office, officers.retire, one.id, seen=one.version, reason="left the Secretariat")


def alone(office: Office) -> UUID:
    """A decision entered and confirmed by the one officer left."""
    only_administrator(office)
    make.do(office, awards.approve, make.award(office), seen=1)
    id = make.at(office, Stage.SCHEDULED).id
    make.do(office, decisions.approve, id, make.decision(office), seen=make.seen(office, id))
    make.confirm(office, id)
    return id


# --- saved views


@scenario("view.save")
def view_save(office: Office) -> None:
    saved_view(office, "Saved")


@scenario("view.change")
def view_change(office: Office) -> None:
    form = ViewFields("Paper", "sector:paper", {"order": ["name"]}, shared=True)
    correct(office, views.change, SavedView, saved_view(office, "Metal"), form)


@scenario("view.move")
def view_move(office: Office) -> None:
    saved_view(office, "Above")
    correct(office, views.move, SavedView, saved_view(office, "Below"), -1)


@scenario("view.strike_out")
def view_strike_out(office: Office) -> None:
    correct(office, views.strike_out, SavedView, saved_view(office, "Not used"))


def saved_view(office: Office, name: str) -> UUID:
    return make.do(office, views.save, ViewFields(name, "sector:metal"))


# --- an office for measuring


@scenario("office.seed")
def office_seed(office: Office) -> None:
    with make.signed(office, Role.ADMINISTRATOR):
        (piece,) = seeding.pieces(office, 200, Random(1), (office.officer.id,) * 2)
        piece.counters = [{"kind": "case", "year": 2009, "last": 0}]
        for row in piece.rows[Case]:
            row["reference"] = None  # other scenarios have given such numbers
        with mock.patch.object(office, "kind", OfficeKind.SAMPLE):
            make.do(office, seeding.add, piece)


# --- lists from outside


@scenario("import.applicants")
def import_applicants(office: Office) -> None:
    make.brought_in(office, Kind.APPLICANTS, "name\nBrought In Limited\n")


@scenario("import.factories")
def import_factories(office: Office) -> None:
    make.brought_in(office, Kind.FACTORIES, "factory,city\nBrought In,Dongguan\n")


@scenario("import.cases")
def import_cases(office: Office) -> None:
    make.applicant(office, name_en="With Old Cases Limited", name_tc="")
    for day in ("2011-06-01", "2011-07-01"):  # the number of the second goes on where the first ended
        row = f"With Old Cases Limited,DP,{day},Closed,5\n"
        make.brought_in(office, Kind.CASES, f"applicant,type,received,stage,amount\n{row}")


@scenario("case.take_over")
def case_take_over(office: Office) -> None:
    values = {"legacy_file_no": "EP 1", "requested": Decimal(5), "title_en": "A", "title_tc": "一", "title_sc": "一"}
    values |= {"due_on": DAY, "due_for": "Report", "officer_id": None}
    id = make.received(office).id
    make.do(office, take_over.take_over, [take_over.Edit(1, id, make.seen(office, id), values)], reason="list.xlsx")
