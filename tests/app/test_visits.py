"""Visits: recorded, corrected while nothing rests on them, and their photographs; what the summary freezes of them."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any
from uuid import UUID

import pytest

from app import cases, checking, documents, frozen, history, locked, summaries, undo, visits
from app.case_sheet import CaseSheet, read
from app.clock import HeldClock
from app.office import Office
from app.pdf.sheet import SummarySheet
from app.refusal import Invalid, NotReady, Refusal
from app.texts import say
from app.visit_sheet import PhotographRow, VisitRow
from app.visits import MOST, Copy, PhotographFields, VisitFields
from models import Document, Recommendation, Visit, VisitPhotograph
from models.kinds import Role
from models.stages import Stage
from tests import make
from tests.app.test_applicants import refused
from tests.app.test_undo import offered, take_back

FORM = VisitFields(date(2026, 4, 30), "Workshop", "Verification", "LAU", "The press runs")


def sheet(office: Office, case_id: UUID) -> CaseSheet:
    with office.reading() as session:
        return read(session, case_id, office.rules, office.clock.today())


def paper(office: Office, case_id: UUID) -> SummarySheet:
    with office.reading() as session:
        return summaries.sheet(office, session, case_id)


def seen(office: Office, case_id: UUID) -> VisitRow:
    (found,) = sheet(office, case_id).visits
    return found


def correct(office: Office, id: UUID, form: VisitFields = FORM) -> None:
    make.do(office, visits.correct, id, form, seen=make.version(office, Visit, id))


def pictured(office: Office, case_id: UUID, **terms: Any) -> tuple[UUID, UUID]:
    """A visit with a photograph: their ids."""
    id = make.visit(office, case_id)
    return id, make.photograph(office, id, make.picture(office, case_id), **terms)


def test_a_visit_says_when_where_who_and_what(office: Office) -> None:
    case = make.case(office).id
    id = make.visit(office, case)
    correct(office, id)
    found = seen(office, case)
    assert (found.fields, found.recorded_by, found.stands) == (FORM, "LKY", False)


@pytest.mark.parametrize(
    ("form", "field"),
    [
        (VisitFields(date(2026, 5, 5), "Workshop"), "held_on"),
        (VisitFields(date(2026, 5, 4), " "), "site"),
        (VisitFields(date(2026, 5, 4), "x" * 301), "site"),
        (VisitFields(date(2026, 5, 4), "Workshop", findings="\x00"), "findings"),
    ],
)
def test_what_cannot_be_is_refused_by_its_field(office: Office, form: VisitFields, field: str) -> None:
    case = make.case(office).id
    assert refused(Invalid, office, visits.record, case, form) == field
    id = make.visit(office, case)
    assert refused(Invalid, office, visits.correct, id, form, seen=1) == field


def test_visits_stand_by_day_and_not_as_they_were_entered(office: Office) -> None:
    case = make.case(office).id
    make.visit(office, case, site="later")
    make.visit(office, case, site="earlier", held_on=date(2026, 4, 1))
    assert [one.fields.site for one in sheet(office, case).visits] == ["earlier", "later"]


def test_a_visit_struck_out_is_shown_no_more_and_comes_back_by_undo(office: Office) -> None:
    case = make.case(office).id
    id = make.visit(office, case)
    make.do(office, visits.strike_out, id, seen=1, reason="Another case’s")
    assert sheet(office, case).visits == ()
    refused(NotReady, office, visits.correct, id, FORM, seen=2)
    assert offered(office) == "Strike out a visit"
    take_back(office)
    assert seen(office, case).id == id


# --- what rests on a visit


def test_a_visit_stands_once_it_is_recommended_on(office: Office, clock: HeldClock) -> None:
    made = make.at(office, Stage.ASSESSMENT)
    id, photograph = pictured(office, made.id)
    correct(office, id)
    assert offered(office) == "Correct a visit"
    other = make.picture(office, made.id, b"another picture")
    make.bring_on(office, made.id)
    assert seen(office, made.id).stands
    form = PhotographFields("A press")
    for refusal in (
        lambda: refused(NotReady, office, visits.correct, id, FORM, seen=2),
        lambda: refused(NotReady, office, visits.strike_out, id, seen=2, reason="wrong"),
        lambda: refused(NotReady, office, visits.correct_photograph, photograph, form, seen=1),
        lambda: refused(NotReady, office, visits.remove_photograph, photograph, seen=1),
        lambda: refused(NotReady, office, visits.add_photograph, id, other, form, Copy(b"x", 1, 1)),
    ):
        refusal()
    clock.moment += timedelta(minutes=1)
    later = make.visit(office, made.id, site="Verification")
    correct(office, later)
    make.do(office, cases.move, made.id, Stage.ASSESSMENT, seen=make.seen(office, made.id), reason="new quotation")
    correct(office, id)


def test_an_approved_case_gives_its_visits_free_once_it_is_unlocked(office: Office) -> None:
    made = make.at(office, Stage.ASSESSMENT)
    id, photograph = pictured(office, made.id)
    for stage in (Stage.RECOMMENDED, Stage.SCHEDULED, Stage.DECISION, Stage.APPROVED):
        make.bring_on(office, made.id, stage)
    assert refusal_of(office, id) == "This case is locked since its approval on {day}. Unlock it with a reason first."
    with make.signed(office, Role.SUPERVISOR):
        make.do(office, locked.unlock, made.id, seen=make.seen(office, made.id), reason="Wrong hall")
    correct(office, id)
    make.do(office, visits.remove_photograph, photograph, seen=1)


def refusal_of(office: Office, id: UUID) -> str:
    with pytest.raises(Refusal) as caught:
        correct(office, id)
    return caught.value.message.text


def test_a_correction_is_not_taken_back_from_under_a_recommendation(office: Office) -> None:
    made = make.at(office, Stage.ASSESSMENT)
    id = make.visit(office, made.id)
    correct(office, id)
    with make.signed(office, Role.SUPERVISOR):
        make.bring_on(office, made.id)
    assert offered(office) is None
    refused(NotReady, office, undo.undo_last)


# --- photographs


def test_a_photograph_says_what_it_shows_and_when(office: Office) -> None:
    case = make.case(office).id
    _, photograph = pictured(office, case, taken_on=date(2026, 5, 1))
    (found,) = seen(office, case).photographs
    assert (found.fields, found.name) == (PhotographFields("壓濾機", date(2026, 5, 1)), "IMG_0001.png")
    assert office.blobs.read(found.copy_sha256) == b"\xff\xd8 a copy"
    make.do(office, visits.correct_photograph, photograph, PhotographFields("Press"), seen=1)
    assert photographs(office, case)[0].fields == PhotographFields("Press")
    make.do(office, visits.remove_photograph, photograph, seen=2)
    assert photographs(office, case) == ()
    take_back(office)
    assert photographs(office, case)[0].id == photograph


def photographs(office: Office, case: UUID) -> tuple[PhotographRow, ...]:
    return seen(office, case).photographs


def test_what_is_no_picture_of_the_case_is_not_put_with_a_visit(office: Office) -> None:
    case = make.case(office).id
    id, photograph = pictured(office, case)
    picture = make.read(office, VisitPhotograph, photograph).document_id
    copy, form = Copy(b"x", 1, 1), PhotographFields("Press")
    elsewhere = make.picture(office, make.case(office).id)
    struck = make.picture(office, case, b"wrong")
    make.do(office, documents.strike_out, struck, seen=1, reason="Another’s")
    for document in (make.document(office, case), elsewhere, struck, picture):
        refused(NotReady, office, visits.add_photograph, id, document, form, copy)
    other = make.picture(office, case, b"other")
    assert refused(Invalid, office, visits.add_photograph, id, other, PhotographFields(" "), copy) == "caption"
    late = PhotographFields("Press", date(2026, 5, 5))
    assert refused(Invalid, office, visits.add_photograph, id, other, late, copy) == "taken_on"


def test_a_visit_has_so_many_photographs_and_no_more(office: Office) -> None:
    case = make.case(office).id
    id = make.visit(office, case)
    for number in range(MOST):
        make.photograph(office, id, make.picture(office, case, f"{number}".encode()))
    one_more = make.picture(office, case, b"one more")
    refused(NotReady, office, visits.add_photograph, id, one_more, PhotographFields("Press"), Copy(b"x", 1, 1))
    assert [one.fields.caption for one in photographs(office, case)] == ["壓濾機"] * MOST


def test_a_photograph_whose_document_is_struck_out_takes_no_place(office: Office) -> None:
    case = make.case(office).id
    id = make.visit(office, case)
    pictures = [make.picture(office, case, f"{number}".encode()) for number in range(MOST)]
    for one in pictures:
        make.photograph(office, id, one)
    strike(office, pictures[0])
    one_more = make.picture(office, case, b"one more")
    make.photograph(office, id, one_more)
    assert [one.document_id for one in photographs(office, case)] == [*pictures[1:], one_more]


def test_the_document_of_a_photograph_stands_with_its_visit(office: Office) -> None:
    made = make.at(office, Stage.ASSESSMENT)
    id, photograph = pictured(office, made.id)
    removed = make.photograph(office, id, make.picture(office, made.id, b"taken off"))
    make.do(office, visits.remove_photograph, removed, seen=1)
    document, other = (make.read(office, VisitPhotograph, one).document_id for one in (photograph, removed))
    make.bring_on(office, made.id)
    assert refusal_of_striking(office, document) == (
        "This is a photograph of a visit on which the recommendation rests. Bring the case back to assessment first."
    )
    strike(office, other)
    for stage in (Stage.SCHEDULED, Stage.DECISION, Stage.APPROVED):
        make.bring_on(office, made.id, stage)
    assert refusal_of_striking(office, document) == (
        "This case is locked since its approval on {day}. Unlock it with a reason first."
    )
    with make.signed(office, Role.SUPERVISOR):
        make.do(office, locked.unlock, made.id, seen=make.seen(office, made.id), reason="Shows a person")
    strike(office, document)
    assert photographs(office, made.id) == ()


def strike(office: Office, id: UUID) -> None:
    make.do(office, documents.strike_out, id, seen=make.version(office, Document, id), reason="Another’s")


def refusal_of_striking(office: Office, id: UUID) -> str:
    with pytest.raises(NotReady) as caught:
        strike(office, id)
    return caught.value.message.text


def test_a_picture_struck_out_of_the_documents_is_not_printed(office: Office) -> None:
    case = make.case(office).id
    _, photograph = pictured(office, case)
    document = make.read(office, VisitPhotograph, photograph).document_id
    seen_at = make.version(office, Document, document)
    make.do(office, documents.strike_out, document, seen=seen_at, reason="Shows a person who asked for it")
    assert photographs(office, case) == ()


def test_check_misses_a_copy_that_is_gone(office: Office) -> None:
    pictured(office, make.case(office).id)
    assert list(checking.check(office)) == []
    with office.store.altering() as connection:
        if office.store.is_shared:
            connection.exec_driver_sql("set session_replication_role = replica")
        else:
            connection.exec_driver_sql("drop trigger visit_photographs_one_step")
        connection.exec_driver_sql("update visit_photographs set copy_sha256 = 'gone'")
    found = [one.text for one in checking.check(office)]
    assert "The copy of a photograph for papers is not kept: {sha256}" in found


def test_the_history_of_the_case_tells_of_visits_and_photographs(office: Office, clock: HeldClock) -> None:
    case = make.case(office).id
    id = make.visit(office, case)
    picture = make.picture(office, case)
    clock.moment += timedelta(minutes=5)
    make.photograph(office, id, picture)
    with office.reading() as session:
        told = history.of_case(session, case, office.rules)
        assert history.last_moment(session, case) == clock.moment
    assert [one.what.text for one in told[:3]] == ["Put a photograph with a visit", "Keep a document", "Record a visit"]
    said = {say(one.field, "en"): say(one.after, "en") for one in told[0].changes if one.after is not None}
    assert said == {"Visit": "東莞廠房", "Document": "IMG_0001.png", "What it shows": "壓濾機", "Struck out": "No"}


# --- the summary


def test_an_endorsed_summary_keeps_its_visits_whatever_comes_later(office: Office, clock: HeldClock) -> None:
    made = make.at(office, Stage.ASSESSMENT)
    pictured(office, made.id, taken_on=date(2026, 5, 1))
    make.bring_on(office, made.id)
    with make.signed(office, Role.SUPERVISOR):
        make.endorse(office, made.id)
    endorsed = paper(office, made.id)
    (visit,) = endorsed.visits
    assert [line.text for line in visit.findings] == ["設備已裝妥"]
    assert (visit.photographs[0].caption.text, visit.photographs[0].taken_on) == ("壓濾機", date(2026, 5, 1))
    clock.moment += timedelta(days=1)
    make.visit(office, made.id, site="Verification")
    assert paper(office, made.id) == endorsed
    assert len(sheet(office, made.id).visits) == 2
    assert frozen.thaw(frozen.freeze(endorsed)) == endorsed
    assert set(summaries.pictures(office, endorsed)) == {visit.photographs[0].sha256}


def test_a_sheet_that_was_frozen_before_visits_has_its_hash(office: Office) -> None:
    made = make.at(office, Stage.RECOMMENDED)
    with make.signed(office, Role.SUPERVISOR):
        id = make.endorse(office, made.id)
    kept: Any = make.read(office, Recommendation, id).sheet
    old = {**kept, "fields": {k: v for k, v in kept["fields"].items() if k not in ("visits", "declarations")}}
    thawed = frozen.thaw(old)
    assert (thawed.visits, thawed.declarations) == ((), ())
    again = frozen.thaw(frozen.freeze(thawed))
    assert again.content_hash == thawed.content_hash
