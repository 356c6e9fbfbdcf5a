"""The journal told as sentences."""

from __future__ import annotations

from decimal import Decimal

from app import case_list, cases, history, undo
from app.cases import CaseFields
from app.field_words import field_word, record_word
from app.office import Office
from app.texts import say
from models import Case
from models.base import record_classes
from models.journal import journalled
from tests import make


def told(office: Office, case_id: object) -> tuple[history.HistoryEntry, ...]:
    with office.reading() as session:
        return history.of_case(session, case_id)  # type: ignore[arg-type]


def changes(entry: history.HistoryEntry) -> dict[str, tuple[str | None, str]]:
    return {
        say(one.field, "en"): (None if one.before is None else say(one.before, "en"), say(one.after or "", "en"))
        for one in entry.changes
    }


def test_every_field_and_record_has_words() -> None:
    for name, kind in record_classes().items():
        assert say(record_word(name), "en")
        for column in journalled(kind.__table__):  # type: ignore[arg-type]
            if column.name not in ("request", "result", "sheet", "edition_sha256"):
                assert say(field_word(column.name), "en")


def test_a_change_is_told_with_before_and_after_reason_and_officer(office: Office) -> None:
    made = make.case(office, requested=Decimal("500000"))
    with office.reading() as session:
        (row,) = case_list.rows(session, case_list.CaseFilter(), office.clock.today())
    form = CaseFields(row.applicant_id, row.type, made.factory_id, requested=Decimal("560000"))
    make.do(office, cases.correct, made.id, form, seen=make.seen(office, made.id))
    newest = told(office, made.id)[0]
    assert say(newest.what, "en") == "Correct a case"
    assert newest.who == office.officer.initials
    assert changes(newest)["Requested subsidy"] == ("HK$500,000", "HK$560,000")


def test_moving_tells_the_stages_in_words_and_why(office: Office) -> None:
    made = make.received(office)
    make.do(office, cases.move, made.id, "completeness", seen=make.seen(office, made.id), reason="all there")
    newest = told(office, made.id)[0]
    assert changes(newest)["Stage"] == ("Received", "Completeness check")
    assert newest.reason == "all there"


def test_names_stand_for_the_records_they_refer_to(office: Office) -> None:
    made = make.case(office)
    make.do(office, cases.assign, made.id, None, seen=make.seen(office, made.id))
    before, after = changes(told(office, made.id)[0])["Officer"]
    assert (before, after) == (office.officer.initials, "Empty")


def test_taking_back_is_told_too(office: Office) -> None:
    made = make.case(office)
    make.do(office, cases.assign, made.id, None, seen=make.seen(office, made.id))
    make.do(office, undo.undo_last)
    assert say(told(office, made.id)[0].what, "en") == "Take back the last act"
    assert make.read(office, Case, made.id).officer_id == office.officer.id


def test_the_history_of_an_applicant_covers_its_people_and_factories(office: Office) -> None:
    whose = make.applicant(office)
    make.person(office, whose)
    make.connection(office, make.factory(office, whose))
    with office.reading() as session:
        acts = [say(entry.what, "en") for entry in history.of_applicant(session, whose)]
    assert acts == ["Add a connection", "Register a factory", "Add a person", "Register an applicant"]
