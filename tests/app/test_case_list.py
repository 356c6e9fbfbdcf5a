"""The case list on both engines: searched, filtered, sorted and added up in SQL."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import pytest

from app import case_counts, case_list, cases
from app.case_filter import CaseFilter, Sort
from app.case_list import CaseRow
from app.due import Urgency
from app.office import Office
from models.kinds import ProjectType, Sector
from models.stages import Stage
from tests import make


def found(office: Office, wanted: CaseFilter | None = None, **terms: int) -> tuple[CaseRow, ...]:
    with office.reading() as session:
        return case_list.rows(session, wanted or CaseFilter(), office.clock.today(), **terms)


def due_in(office: Office, case: make.Made, days: int) -> None:
    day = office.clock.today() + timedelta(days=days)
    make.do(office, cases.set_due, case.id, day, "Check", seen=make.seen(office, case.id))


@pytest.mark.parametrize("typed", ["電鍍", "电镀", "WING", "wing fat", "fat 永發", "12345678", "cp-26"])
def test_a_name_is_found_however_it_is_typed(office: Office, typed: str) -> None:
    whose = make.applicant(office, name_en="Wing Fat Electroplating", name_tc="永發電鍍廠", br_number="12345678")
    wanted = make.received(office, applicant_id=whose)
    make.case(office)
    assert [row.id for row in found(office, CaseFilter(text=typed))] == [wanted.id]


@pytest.mark.parametrize("typed", ["%", "_", "'", "\\", "%%", "1' or '1'='1"])
def test_pattern_and_sql_characters_are_taken_literally(office: Office, typed: str) -> None:
    make.case(office)
    assert found(office, CaseFilter(text=typed)) == ()


def test_a_search_longer_than_any_name_finds_nothing(office: Office) -> None:
    make.case(office)
    assert found(office, CaseFilter(text="x" * 100_000)) == ()
    assert found(office, CaseFilter(text=" ".join(map(str, range(3_000))))) == ()
    assert found(office, CaseFilter(text="\udcff\0")) != ()


def test_the_most_urgent_comes_first_and_cases_without_a_due_date_last(office: Office) -> None:
    first, second, third = (make.case(office) for _ in range(3))
    due_in(office, second, -3)
    due_in(office, third, 5)
    assert [row.id for row in found(office)] == [second.id, third.id, first.id]
    turned = CaseFilter(descending=True)
    assert [row.id for row in found(office, turned)] == [third.id, second.id, first.id]


@pytest.mark.parametrize("sort", Sort)
@pytest.mark.parametrize("descending", [False, True])
def test_every_order_is_total_so_pages_never_repeat_a_case(office: Office, sort: Sort, descending: bool) -> None:
    for _ in range(5):
        make.case(office)
    wanted = CaseFilter(sort=sort, descending=descending)
    whole = found(office, wanted)
    paged = [row for start in range(0, 5, 2) for row in found(office, wanted, limit=2, offset=start)]
    assert list(whole) == paged
    assert len({row.id for row in paged}) == 5


def test_filters_narrow_by_stage_type_sector_officer_and_urgency(office: Office) -> None:
    whose = make.applicant(office)
    textile = make.factory(office, whose, sector=Sector.TEXT)
    one = make.received(office, applicant_id=whose, factory_id=textile)
    due_in(office, one, -1)
    make.historic(office)
    for wanted in (
        CaseFilter(stages=frozenset({Stage.RECEIVED})),
        CaseFilter(types=frozenset({ProjectType.NT})),
        CaseFilter(sectors=frozenset({Sector.TEXT})),
        CaseFilter(urgency=Urgency.OVERDUE),
        CaseFilter(open_only=True),
    ):
        assert [row.id for row in found(office, wanted)] == [one.id], wanted
    assert len(found(office, CaseFilter(officer_id=office.officer.id))) == 2
    assert found(office, CaseFilter(unassigned=True)) == ()


def test_totals_say_shown_of_all_and_the_money(office: Office) -> None:
    one = make.case(office, requested=Decimal("300000.50"))
    make.case(office, requested=Decimal("200000"), type=ProjectType.DP)
    with office.reading() as session:
        whole = case_list.totals(session, CaseFilter(), office.clock.today())
        part = case_list.totals(session, CaseFilter(types=frozenset({ProjectType.NT})), office.clock.today())
        none = case_list.totals(session, CaseFilter(text="nobody"), office.clock.today())
    assert (whole.shown, whole.total, whole.requested) == (2, 2, Decimal("500000.50"))
    assert (part.shown, part.total, part.requested) == (1, 2, Decimal("300000.50"))
    assert (none.shown, none.total, none.requested, none.calculated) == (0, 2, Decimal(0), Decimal(0))
    assert part.calculated == 0
    assert [row.id for row in found(office, CaseFilter(types=frozenset({ProjectType.NT})))] == [one.id]


def test_the_phase_is_that_of_the_day_or_the_one_an_officer_chose(office: Office) -> None:
    draft = make.case(office)
    old, gap, chosen = (make.received(office, day) for day in (date(2016, 7, 18), date(2015, 5, 4), date(2015, 5, 4)))
    make.do(office, cases.choose_edition, chosen.id, "P2", seen=make.seen(office, chosen.id), reason="Minute")
    phases = {row.id: row.phase(office.rules) for row in found(office)}
    names = {id: None if phase is None else phase.id for id, phase in phases.items()}
    assert names == {draft.id: None, old.id: "P3", gap.id: None, chosen.id: "P2"}


def test_a_case_that_has_ended_is_not_due(office: Office) -> None:
    case = make.case(office)
    due_in(office, case, -3)
    make.do(office, cases.move, case.id, Stage.WITHDRAWN, seen=make.seen(office, case.id), reason="asked to")
    (row,) = found(office)
    assert row.urgency(office.clock.today()) is Urgency.NONE
    assert found(office, CaseFilter(urgency=Urgency.OVERDUE)) == ()


def test_views_are_counted_as_their_filters_find(office: Office) -> None:
    due_in(office, make.received(office), -1)
    make.historic(office)
    views = {"overdue": CaseFilter(urgency=Urgency.OVERDUE), "open": CaseFilter(open_only=True), "all": CaseFilter()}
    with office.reading() as session:
        today = office.clock.today()
        counted = {name: case_counts.many(session, view, today) for name, view in views.items()}
    assert counted == {"overdue": 1, "open": 1, "all": 2}
    assert counted == {name: len(found(office, view)) for name, view in views.items()}


@pytest.mark.parametrize("reference", ["\udcff", "CP\0", ""])
def test_a_number_that_no_case_can_have(office: Office, reference: str) -> None:
    with office.reading() as session:
        assert case_list.by_reference(session, reference) is None


def test_a_case_is_found_by_its_number_in_any_case(office: Office) -> None:
    case = make.received(office)
    (row,) = found(office)
    assert row.reference is not None
    with office.reading() as session:
        assert case_list.by_reference(session, f" {row.reference.lower()} ") == case.id
        assert case_list.by_reference(session, "CP-26-9999") is None
