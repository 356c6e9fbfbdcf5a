"""The journal told as sentences."""

from __future__ import annotations

import re
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import Column

from app import case_list, cases, costs, history, tasks, undo
from app.case_filter import CaseFilter
from app.cases import CaseFields
from app.costs import CostFields
from app.field_values import shown
from app.field_words import field_word, record_word
from app.history_words import sentences
from app.office import Office
from app.rules import factors
from app.tasks import TaskFields
from app.texts import LANGUAGES, say
from models import Case
from models.assessment_kinds import Area
from models.base import record_classes
from models.journal import journalled
from models.kinds import CostKind, DocumentKind, Process, RepeatGround, Sector
from tests import make
from tests.app.conftest import MORNING


def told(office: Office, case_id: object) -> tuple[history.HistoryEntry, ...]:
    with office.reading() as session:
        return history.of_case(session, case_id, office.rules)  # type: ignore[arg-type]


def changes(entry: history.HistoryEntry) -> dict[str, tuple[str | None, str]]:
    return {
        say(one.field, "en"): (None if one.before is None else say(one.before, "en"), say(one.after or "", "en"))
        for one in entry.changes
    }


def test_every_field_and_record_has_words() -> None:
    for name, kind in record_classes().items():
        assert say(record_word(name), "en")
        for column in journalled(kind.__table__):  # type: ignore[arg-type]
            if not history.hidden(column.name):
                assert say(field_word(column.name), "en")


def test_a_change_is_told_with_before_and_after_reason_and_officer(office: Office) -> None:
    made = make.case(office, requested=Decimal("500000"))
    with office.reading() as session:
        (row,) = case_list.rows(session, CaseFilter(), office.clock.today())
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


def test_a_change_says_which_of_several_tasks(office: Office) -> None:
    made = make.case(office)
    task = make.do(office, tasks.add, made.id, TaskFields("Call the factory"))
    make.do(office, tasks.add, made.id, TaskFields("Look at the bills"))
    make.do(office, tasks.change, task, TaskFields("Visit the factory"), seen=1)
    make.do(office, tasks.complete, task, seen=2)
    done, changed, _other, added = told(office, made.id)[:4]
    assert say(sentences(done)[0], "en").startswith("Task “Visit the factory”, Done at: ")
    assert [say(one, "en") for one in sentences(changed)] == [
        "Task “Call the factory”, Text: Call the factory → Visit the factory"
    ]
    assert say(sentences(added)[0], "en").startswith("New: Task (")


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
        acts = [say(entry.what, "en") for entry in history.of_applicant(session, whose, office.rules)]
    assert acts == ["Add a connection", "Register a factory", "Add a person", "Register an applicant"]


def test_an_amount_is_told_in_its_own_currency(office: Office) -> None:
    made = make.case(office, cost=None)
    foreign: dict[str, Any] = {
        "currency": "CNY",
        "rate": Decimal("1.08"),
        "rate_source": "Bank",
        "rate_on": date(2026, 4, 30),
    }
    line = make.add_cost(office, made.id, amount=Decimal(1000), **foreign)
    form = CostFields(CostKind.EQUIPMENT, "Machine", Decimal(2000), **foreign)
    make.do(office, costs.correct, line, form, seen=1)
    make.do(office, costs.correct, line, CostFields(CostKind.EQUIPMENT, "Machine", Decimal(2100)), seen=2)
    third, second, first, *_rest = told(office, made.id)
    assert changes(first)["Amount"] == (None, "RMB 1,000")
    assert changes(second)["Amount"] == ("RMB 1,000", "RMB 2,000")
    assert changes(third)["Amount"] == ("RMB 2,000", "HK$2,100")


_TEXTS: dict[tuple[str, str], list[object]] = {
    ("assessments", "factors"): [[], factors.to_json(factors.factor_sets()[0].taken(Area.SOUTHERN))],
    ("cases", "edition"): ["P3"],
    ("calculations", "edition"): ["P5"],
    ("cases", "characteristics"): [{}, {"AIR": "VOC", "IMPROVEMENT_POTENTIAL": ""}],
    ("cases", "repeat_grounds"): [{}, {ground.value: "Report" for ground in RepeatGround}],
    ("counters", "kind"): ["case", "award.EXM", "award.PTS"],
    ("documents", "kind"): [one.value for one in DocumentKind],
    ("documents", "language"): list(LANGUAGES),
    ("factories", "district"): ["4419", "KT"],
    ("factories", "processes"): [[], [one.value for one in Process]],
    ("technologies", "sectors"): [[], [one.value for one in Sector]],
}
_SAMPLES: dict[type, list[object]] = {
    str: ["", "Foam dyeing"],
    bool: [True, False, None],
    int: [2026],
    Decimal: [Decimal("30.5")],
    date: [date(2026, 5, 4)],
    datetime: [MORNING],
}
#: Columns of units: the sign of a unit is its word in every language.
_SIGNS = frozenset({"output_unit", "before_unit", "after_unit"})
#: A short word of a list, a code, a brace or an underscore; what a person typed has none of these here.
_RAW = re.compile(r"[{}\[\]_]|\bNone\b|\b(4419|KT|P\d)\b|'")


def values(office: Office, ids: dict[str, UUID], column: Column[Any]) -> list[object]:
    """What may stand in a column."""
    if (column.table.name, column.name) in _TEXTS:
        return _TEXTS[column.table.name, column.name]
    if column.foreign_keys:
        return [ids[next(iter(column.foreign_keys)).column.table.name], None]
    kind = column.type.python_type
    return list(kind) if issubclass(kind, StrEnum) else _SAMPLES[kind]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_column_is_told_without_a_raw_code(office: Office, language: str) -> None:
    whose = make.applicant(office)
    ids = {"applicants": whose, "factories": make.factory(office, whose), "persons": make.person(office, whose),
           "technologies": make.technology(office), "documents": make.document(office, make.case(office).id),
           "awards": make.approved(office, whose), "visits": make.visit(office, make.case(office).id),
           "officers": office.officer.id}  # fmt: skip
    with office.reading() as session:
        for table, kind in record_classes().items():
            for column in journalled(kind.__table__):  # type: ignore[arg-type]
                for value in [] if history.hidden(column.name) else values(office, ids, column):
                    text = say(shown(session, table, column.name, value, rules=office.rules), language)
                    assert text.strip(), (table, column.name)
                    assert not _RAW.search(text), (table, column.name, text)
                    if (isinstance(value, StrEnum) and column.name not in _SIGNS) or (table, column.name) in _TEXTS:
                        assert text != value, (table, column.name)
