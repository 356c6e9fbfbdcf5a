"""The two ways to a page of the list find the same cases in the same order, whatever is asked, on both engines."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal
from itertools import groupby, product
from typing import Any
from unittest import mock

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from app import case_list, case_order, case_walk
from app.case_filter import CaseFilter, Names, Sort
from app.case_list import CaseRow
from app.case_wants import Field, Want
from app.due import Urgency
from app.office import Office
from models import Case, Officer, journal
from models.kinds import ProjectType, Sector
from models.many import add_rows
from models.stages import ENDED, Stage
from models.store import Store
from tests import make

STAGES = (Stage.DRAFT, Stage.RECEIVED, Stage.COMPLETENESS, Stage.LETTER, Stage.CLOSED, Stage.WITHDRAWN)
TYPES = (ProjectType.NT, ProjectType.DP, ProjectType.OA)
COUNT = 90

fields = {
    "stages": st.frozensets(st.sampled_from(STAGES), max_size=2),
    "types": st.frozensets(st.sampled_from(TYPES), max_size=1),
    "sectors": st.frozensets(st.sampled_from((Sector.TEXT, Sector.METAL)), max_size=1),
    "open_only": st.booleans(),
    "urgency": st.none() | st.sampled_from(Urgency),
    "text": st.sampled_from(("", "", "", "wing", "永發", "CP-00", "taiping", "nobody")),
    "names": st.sampled_from(Names),
    "unassigned": st.booleans(),
    "wants": st.frozensets(
        st.builds(Want, st.just(Field.STAGE), st.frozensets(st.sampled_from(STAGES), min_size=1), st.booleans())
        | st.builds(Want, st.just(Field.TYPE), st.frozensets(st.sampled_from(TYPES), min_size=1), st.booleans())
        | st.builds(Want, st.just(Field.OFFICER), st.just(frozenset({None})), st.booleans()),
        max_size=2,
    ),
}
orders = st.lists(st.tuples(st.sampled_from(Sort), st.booleans()), min_size=1, max_size=3, unique_by=lambda one: one[0])
filters = st.fixed_dictionaries({}, optional=fields)


@pytest.fixture
def full(office: Office, store: Store) -> Office:
    """An office of cases of every kind, many of them alike in one thing or another."""
    chance, today = random.Random(3), office.clock.today()
    whose = [make.applicant(office, name_en=name, name_tc=tc) for name, tc in _NAMES]
    sites = {one: make.factory(office, one, sector=chance.choice((Sector.TEXT, Sector.METAL))) for one in whose}
    with store.reading() as session:
        officers = [*session.execute(select(Officer.id)).scalars(), None]
    common = {
        **dict.fromkeys(("legacy_file_no", "title_en", "title_tc", "title_sc", "due_for", "technology"), ""),
        **dict.fromkeys(("edition_reason", "recorded_source", "origin_evidence", "list_version"), ""),
        **dict.fromkeys(("list_evidence", "criteria_version", "criteria_evidence", "technology_folded"), ""),
        "characteristics": {}, "repeat_grounds": {},
    }  # fmt: skip

    def one(number: int) -> dict[str, object]:
        applicant = chance.choice(whose)
        days = chance.choice((None, -40, -3, 0, 2, 7, 8, 60))
        return common | {
            "applicant_id": applicant, "factory_id": chance.choice((sites[applicant], None)),
            "reference": chance.choice((None, f"CP-{number:04}")),
            "type": chance.choice(TYPES), "stage": chance.choice(STAGES), "officer_id": chance.choice(officers),
            "due_on": None if days is None else today + timedelta(days=days),
            "received_on": chance.choice((None, date(2026, 3, 2), date(2025, 5, 1))),
            "requested": chance.choice((None, Decimal("0.00"), Decimal(500_000), Decimal("1234567.89"))),
            "calculated": chance.choice((None, Decimal(250_000), Decimal(330_000))),
        }  # fmt: skip

    with store.writing() as session:
        journal.begin(session, act="case.add", officer_id=None, who="lky", at=office.clock.now())
        add_rows(session, Case, [one(number) for number in range(COUNT)])
    office.reindex()
    return office


_NAMES = (("Wing Fat", "永發電鍍廠"), ("Tai Ping", "太平塑膠"), ("", "合利紙業"), ("Wang On", ""), ("Abacus", "一心"))


def truth(office: Office, wanted: CaseFilter) -> tuple[CaseRow, ...]:
    with office.reading() as session:
        return case_list.rows(session, wanted, office.clock.today())


def wanted_of(given_: dict[str, Any], order: list[tuple[Sort, bool]]) -> CaseFilter:
    (sort, descending), *rest = order
    return CaseFilter(**given_, sort=sort, descending=descending, then_by=tuple(rest))


def test_row_18_both_ways_give_the_same_cases_in_the_same_order(full: Office) -> None:
    today = full.clock.today()

    @settings(suppress_health_check=list(HealthCheck), max_examples=40)
    @given(filters, orders, st.sampled_from((1, 7, 30, 200)), st.sampled_from((2, 20_000)), st.sampled_from((0, 50)))
    def holds(asked: dict[str, Any], order: list[tuple[Sort, bool]], limit: int, reach: int, apart: int) -> None:
        wanted = wanted_of(asked, order)
        whole = truth(full, wanted)
        reaches: dict[str, Any] = {"LIGHT": reach, "HEAVY": reach, "NAMED": reach, "SMALL": reach, "APART": apart}
        with full.reading() as session, mock.patch.multiple(case_walk, **reaches):
            assert case_list.first(session, wanted, today, limit) == whole[:limit]
            found = case_list.every(session, wanted, today)
        assert list(found.numbers) == [row.row_no for row in whole]
        if order[0][0] is Sort.DUE:
            assert [name for name, _ in found.groups] == [name for name, _ in groupby(whole, _group(today))]
            assert dict(found.groups) == Counter(map(_group(today), whole))

    holds()


def _group(today: date) -> Callable[[CaseRow], str]:
    return lambda row: "ended" if row.ended else row.urgency(today).value


def test_row_16_what_is_empty_comes_last_either_way_round(full: Office) -> None:
    for sort, descending in product(Sort, (False, True)):
        rows = truth(full, CaseFilter(sort=sort, descending=descending))
        empty = [_value(row, sort) is None for row in rows]
        assert empty == sorted(empty), sort
        values = [value for row in rows if (value := _value(row, sort)) is not None]
        assert values == sorted(values, reverse=descending), sort


def _value(row: CaseRow, sort: Sort) -> Any:
    match sort:
        case Sort.STAGE:
            return list(Stage).index(row.stage)
        case Sort.DUE:
            return None if row.stage in ENDED else row.due_on
        case Sort.RECEIVED:
            return row.received_on
        case Sort.APPLICANT:
            return 0  # by their keys: see below
        case _:
            return getattr(row, sort.value)


def test_row_17_applicants_stand_by_stroke_sound_or_english_name(full: Office) -> None:
    def first_characters(names: Names) -> str:
        rows = truth(full, CaseFilter(sort=Sort.APPLICANT, names=names))
        found = [name[0] for name, _ in groupby(row.name_tc for row in rows) if name]
        return "".join(found)

    assert first_characters(Names.STROKE) == "一太永合"
    assert first_characters(Names.PINYIN) == "合太一永"
    assert first_characters(Names.JYUTPING) == "合一太永"
    english = [row.name_en for row in truth(full, CaseFilter(sort=Sort.APPLICANT)) if row.name_en]
    assert [name for name, _ in groupby(english)] == ["Abacus", "Tai Ping", "Wang On", "Wing Fat"]


def test_a_case_that_has_gone_since_leaves_no_gap(full: Office) -> None:
    with full.reading() as session:
        rows = case_list.numbered(session, [3, 999_999, 1])
    assert [row.row_no for row in rows] == [3, 1]


@pytest.mark.one_engine("sqlcipher", "PostgreSQL counts before it plans")
def test_every_part_of_an_order_has_its_index(full: Office) -> None:
    """SQLite refuses a hint it cannot follow; what is found shows that none of them had to be sorted."""
    today = full.clock.today()
    with full.reading() as session:
        for sort in Sort:
            wanted = CaseFilter(sort=sort)
            for part in case_order.parts(wanted.order, wanted.names, case_walk.orders_of(session, wanted, today)):
                assert part.index is not None
                asked = case_walk._ask(session, wanted, today)
                query = case_walk._hinted(asked.within(part), part)
                text = query.compile(session.connection(), compile_kwargs={"literal_binds": True})
                plan = session.connection().exec_driver_sql(f"explain query plan {text}").all()
                assert not any("ORDER BY" in str(step) and "LAST" not in str(step) for step in plan), (sort, plan)
