"""Cases: opened, received with a number, moved, assigned, noted; historic cases with their recorded amount."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from app import cases
from app.cases import CaseFields
from app.office import Office
from app.refusal import Invalid, NoEdition, NotFound, NotReady, Stale
from models import Case, Note, Officer
from models.kinds import ProjectType, Role
from models.stages import Stage
from tests import make
from tests.app.test_applicants import refused


def test_a_new_case_has_no_number_and_belongs_to_who_opened_it(office: Office) -> None:
    kept = make.read(office, Case, make.case(office).id)
    assert (kept.reference, kept.stage, kept.officer_id) == (None, Stage.DRAFT, office.officer.id)


def test_a_case_is_opened_as_an_enquiry_or_a_draft_only(office: Office) -> None:
    with pytest.raises(ValueError, match="not opened as"):
        make.case(office, stage=Stage.PAID)


@pytest.mark.parametrize("day", [date(2026, 5, 5), date(2008, 4, 17)])
def test_the_day_of_receipt_is_neither_in_the_future_nor_before_the_programme(office: Office, day: date) -> None:
    id = make.case(office).id
    assert refused(Invalid, office, cases.receive, id, day, seen=1) == "received_on"
    assert make.read(office, Case, id).reference is None


def test_a_day_in_a_gap_is_taken_and_waits_for_an_edition(office: Office) -> None:
    id = make.received(office, date(2015, 5, 4), type=ProjectType.OA, origin=None, origin_evidence="").id
    kept = make.read(office, Case, id)
    assert (kept.reference, kept.edition) == ("CP-15-0001", None)
    assert refused(Invalid, office, cases.choose_edition, id, "P2", seen=kept.version, reason=" ") == "reason"
    refused(NotFound, office, cases.choose_edition, id, "P9", seen=kept.version, reason="why")
    make.do(office, cases.choose_edition, id, "P2", seen=kept.version, reason="Minute 3/2015")
    kept = make.read(office, Case, id)
    assert (kept.edition, kept.edition_reason) == ("P2", "Minute 3/2015")
    make.do(office, cases.choose_edition, id, None, seen=kept.version, reason="taken back")
    kept = make.read(office, Case, id)
    assert (kept.edition, kept.edition_reason) == (None, "")


def test_a_case_is_received_once(office: Office) -> None:
    id = make.received(office).id
    refused(NotReady, office, cases.receive, id, date(2026, 5, 4), seen=make.seen(office, id))
    assert make.read(office, Case, id).reference == "CP-26-0001"


def test_an_association_has_no_factory_and_only_it_asks_for_organisation_support(office: Office) -> None:
    business = make.applicant(office)
    group = make.association(office)
    where = make.factory(office, business)
    assert refused(Invalid, office, cases.open_case, CaseFields(business, ProjectType.OSI)) == "type"
    make.do(office, cases.open_case, CaseFields(group, ProjectType.OSI))
    assert refused(Invalid, office, cases.open_case, CaseFields(group, ProjectType.NT, where)) == "factory_id"


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"starts_on": date(2026, 2, 1), "ends_on": date(2026, 1, 1)}, "ends_on"),
        ({"technology": "x" * 100_000}, "technology"),
        ({"requested": Decimal("-1")}, "requested"),
        ({"requested": Decimal("0.001")}, "requested"),
        ({"requested": Decimal("1e13")}, "requested"),
        ({"measure_investment": Decimal("NaN")}, "measure_investment"),
        ({"repeat_grounds": {"new_owner": "Letter"}}, "repeat_grounds"),
        ({"characteristics": {"NOISE": "Letter"}}, "characteristics"),
    ],
)
def test_what_cannot_be_kept_is_refused_by_its_field(office: Office, fields: dict[str, Any], field: str) -> None:
    form = CaseFields(make.applicant(office), ProjectType.NT, **fields)
    assert refused(Invalid, office, cases.open_case, form) == field


def test_moving_needs_a_reason_where_the_way_says_so(office: Office) -> None:
    id = make.at(office, Stage.COMPLETENESS).id
    seen = make.seen(office, id)
    assert refused(Invalid, office, cases.move, id, Stage.RETURNED, seen=seen) == "reason"
    make.do(office, cases.move, id, Stage.RETURNED, seen=seen, reason="Permits are missing")
    assert make.read(office, Case, id).stage is Stage.RETURNED
    assert make.entries(office)[-1].reason == "Permits are missing"


def test_a_stale_move_changes_nothing(office: Office) -> None:
    id = make.at(office, Stage.COMPLETENESS).id
    refused(Stale, office, cases.move, id, Stage.ASSESSMENT, seen=1)
    assert make.read(office, Case, id).stage is Stage.COMPLETENESS


def test_a_case_goes_to_officers_who_work_here(office: Office) -> None:
    id = make.case(office).id
    gone = make.officer(office, "gone", Role.CASEWORKER)
    with make.signed(office, Role.ADMINISTRATOR):
        from app import officers

        make.do(office, officers.retire, gone, seen=make.version(office, Officer, gone), reason="left")
    refused(NotReady, office, cases.assign, id, gone, seen=1)
    make.do(office, cases.assign, id, None, seen=1)
    assert make.read(office, Case, id).officer_id is None


def test_a_due_date_is_typed_with_what_is_due(office: Office) -> None:
    id = make.case(office).id
    make.do(office, cases.set_due, id, date(2026, 5, 10), "Site visit", seen=1)
    kept = make.read(office, Case, id)
    assert (kept.due_on, kept.due_for) == (date(2026, 5, 10), "Site visit")


def test_a_note_says_something_and_keeps_its_lines(office: Office) -> None:
    id = make.case(office).id
    assert refused(Invalid, office, cases.note, id, " \n ") == "text"
    note = make.do(office, cases.note, id, "First line\nsecond line")
    kept = make.read(office, Note, note)
    assert (kept.text, kept.officer_id, kept.at) == ("First line\nsecond line", office.officer.id, office.clock.now())


# --- historic cases


def test_a_historic_case_records_an_amount_and_its_file(office: Office) -> None:
    kept = make.read(office, Case, make.historic(office))
    assert (kept.reference, kept.stage, kept.received_on) == ("CP-16-0001", Stage.CLOSED, date(2016, 7, 18))
    assert (kept.recorded_amount, kept.approved, kept.calculated) == (Decimal(250_000), Decimal(250_000), None)
    assert kept.recorded_source == "File SAMPLE/DP/16"


def test_a_historic_case_names_its_file_and_in_a_gap_its_edition(office: Office) -> None:
    before = len(make.entries(office))
    with pytest.raises(Invalid) as caught:
        make.historic(office, source=" ")
    assert caught.value.field == "recorded_source"
    with pytest.raises(NoEdition):
        make.historic(office, received_on=date(2015, 5, 4))
    assert {one.act for one in make.entries(office)[before:]} == {"applicant.register", "factory.register"}
    id = make.historic(office, received_on=date(2015, 5, 4), edition="P2", reason="Minute 3/2015")
    assert make.read(office, Case, id).edition == "P2"


@pytest.mark.parametrize("amount", [Decimal(-1), Decimal("0.001"), Decimal("1e13")])
def test_a_historic_amount_is_an_amount(office: Office, amount: Decimal) -> None:
    with pytest.raises(Invalid) as caught:
        make.historic(office, recorded_amount=amount)
    assert caught.value.field == "recorded_amount"


def test_a_historic_case_needs_a_reason_for_an_edition_of_its_own(office: Office) -> None:
    with pytest.raises(Invalid) as caught:
        make.historic(office, edition="P2", reason="")
    assert caught.value.field == "reason"


def test_what_the_sum_rests_on_stays_once_it_is_recommended(office: Office) -> None:
    made = make.at(office, Stage.RECOMMENDED)
    kept = make.read(office, Case, made.id)
    form = CaseFields(made.applicant_id, ProjectType.NT, made.factory_id, origin=kept.origin, title_en="Named late")
    make.do(office, cases.correct, made.id, form, seen=make.seen(office, made.id))
    other = replace(form, type=ProjectType.DP)
    refused(NotReady, office, cases.correct, made.id, other, seen=make.seen(office, made.id))
    terms = {"seen": make.seen(office, made.id), "reason": "as the letter says"}
    refused(NotReady, office, cases.choose_edition, made.id, "P4", **terms)


def test_a_reason_reaches_the_journal_cleaned_or_not_at_all(office: Office) -> None:
    id = make.at(office, Stage.COMPLETENESS).id
    terms = {"seen": make.seen(office, id)}
    for reason in ("\u200b", "bell\x07", "x" * 4001):
        assert refused(Invalid, office, cases.move, id, Stage.RETURNED, reason=reason, **terms) == "reason"
    make.do(office, cases.move, id, Stage.RETURNED, reason=" quotations\u200b are missing ", **terms)
    assert make.entries(office)[-1].reason == "quotations are missing"


def test_a_day_of_receipt_that_is_refused_leaves_the_case_where_it_is(office: Office) -> None:
    id = make.case(office).id
    with pytest.raises(Invalid), office.work() as work:
        cases.receive(work, id, date(2999, 1, 1), seen=1)
    assert make.read(office, Case, id).stage is Stage.DRAFT
