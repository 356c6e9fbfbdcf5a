"""What a query asks of the cases, on both engines: each word finds the cases it says and leaves the others out."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from decimal import Decimal
from uuid import UUID

import pytest

from app import case_filter, case_list, case_query, cases, items, locked, officers, tasks
from app.case_filter import CaseFilter
from app.office import Office
from app.refusal import Invalid
from app.tasks import TaskFields
from models.kinds import FactoryKind, ItemKind, ProjectType, Role, Route, Sector
from models.stages import Stage
from tests import make


def found(office: Office, text: str, base: CaseFilter | None = None) -> set[UUID]:
    with office.reading() as session:
        sense = case_query.sense_of(office, officers.rows(session))
        query = case_query.parse(text, sense)
        assert query.puzzles == ()
        wanted = query.narrow(base or CaseFilter())
        rows = case_list.rows(session, wanted, office.clock.today())
        assert case_list.totals(session, wanted, office.clock.today()).shown == len(rows)
        return {row.id for row in rows}


@pytest.fixture
def named(office: Office) -> Mapping[str, UUID]:
    """Five cases that differ in all that can be asked."""
    today = office.clock.today()
    metal = make.applicant(office, name_en="Wing Fat Electroplating", name_tc="永發電鍍廠", br_number="12345678")
    plant = make.factory(office, metal, sector=Sector.CHEM, name_sc="东莞永发电镀厂")
    make.connection(office, plant, route=Route.R1B)
    home = make.applicant(office, name_en="Tai Ping 100% Paper", name_tc="太平紙品", br_number="87654321")
    shop = make.factory(
        office, home, sector=Sector.PAPER, kind=FactoryKind.HONG_KONG, district="KT", name_sc="太平纸品厂"
    )
    one = make.received(
        office, today - timedelta(days=3), applicant_id=metal, factory_id=plant, requested=Decimal(300_000)
    )
    two = make.received(
        office,
        date(2026, 4, 1),
        applicant_id=home,
        factory_id=shop,
        requested=Decimal("300000.01"),
        type=ProjectType.DP1,
    )
    draft = make.case(office, applicant_id=metal)
    old = make.historic(office, received_on=date(2016, 7, 18))
    gone = make.received(office, date(2025, 6, 30), applicant_id=home)
    for id, days in ((one.id, -2), (two.id, 10), (gone.id, -30)):
        make.do(office, cases.set_due, id, today + timedelta(days=days), "Check", seen=make.seen(office, id))
    make.do(office, cases.move, gone.id, Stage.WITHDRAWN, seen=make.seen(office, gone.id), reason="asked to")
    make.do(office, cases.assign, draft.id, None, seen=make.seen(office, draft.id))
    with make.signed(office, Role.SUPERVISOR):
        other = office.officer.id
    make.do(office, cases.assign, two.id, other, seen=make.seen(office, two.id))
    make.do(office, items.ask, one.id, ItemKind.PERMITS)
    make.do(office, tasks.add, two.id, TaskFields("Ring them"))
    return {"one": one.id, "two": two.id, "draft": draft.id, "old": old, "gone": gone.id}


_FOUND = (
    ("", "one two draft old gone"),
    ("stage:received", "one two"),
    ("stage:draft,withdrawn", "draft gone"),
    ("-stage:received", "draft old gone"),
    ("stage:received -type:DP1", "one"),
    ("stage:received stage:draft", ""),
    ("officer:@me", "one old gone"),
    ("officer:YSF,nobody", "two draft"),
    ("-officer:@me", "two draft"),
    ("due:overdue", "one"),
    ("due:<14d", "one two"),
    ("due:>0d", "two"),
    ("due:soon,none", "draft"),
    ("-due:overdue", "two draft old gone"),
    ("sector:chem", "one"),
    ("sector:chem,paper,none", "one two"),
    ("-sector:chem", "two draft old gone"),
    ("route:1b", "one"),
    ("route:2", "two"),
    ("route:1b,2", "one two"),
    ("phase:P5", "one two gone"),
    ("phase:none", "draft"),
    ("-phase:P5", "draft old"),
    ("received:2026-04", "two"),
    ("received:<7d", "one"),
    ("received:none", "draft"),
    ("received:..2025", "old gone"),
    ("requested:300000", "one"),
    ("requested:>300000", "two"),
    ("requested:>=300000", "one two"),
    ("requested:<300,000.01", "one"),
    ("requested:none", "draft old gone"),
    ("-requested:>300000", "one draft old gone"),
    ("approved:>0", "old"),
    ("subsidy:>0", "old"),
    ("flag:open", "one two draft"),
    ("flag:ended", "old gone"),
    ("flag:historic", "old"),
    ("flag:items", "one"),
    ("flag:tasks", "two"),
    ("flag:items,tasks", "one two"),
    ("-flag:items,tasks", "draft old gone"),
    ("flag:no-number", "draft"),
    ("flag:unlocked", ""),
    ("flag:waiting", ""),
    ("number:cp-26", "one two"),
    ("name:永发", "one draft"),
    ('name:"tai ping"', "two gone"),
    ("name:100%", "two gone"),
    ("name:%", "two gone"),
    ("name:_", ""),
    ("number:%", ""),
    ("wing", "one draft"),
    ("-wing", "two old gone"),
    ("-wing -flag:ended", "two"),
    ("-'or'1'='1", "one two draft old gone"),
)


def test_row_05_each_word_finds_what_it_says(office: Office, named: Mapping[str, UUID]) -> None:
    for text, names in _FOUND:
        assert {name for name, id in named.items() if id in found(office, text)} == set(names.split()), text


def test_what_waits_for_my_signature(office: Office, named: Mapping[str, UUID]) -> None:
    made = make.at(office, Stage.RECOMMENDED)
    assert found(office, "flag:to-sign") == set()
    with make.signed(office, Role.SUPERVISOR):
        assert found(office, "flag:to-sign") == {made.id}
        assert found(office, "flag:to-sign,items") == {made.id, named["one"]}
        assert made.id not in found(office, "-flag:to-sign")


def test_an_unlocked_case_is_flagged(office: Office) -> None:
    made = make.at(office, Stage.APPROVED)
    with make.signed(office, Role.SUPERVISOR):
        make.do(office, locked.unlock, made.id, seen=make.seen(office, made.id), reason="A slip")
    assert found(office, "flag:unlocked") == {made.id}


def test_a_connection_that_is_struck_out_counts_no_more(office: Office, named: Mapping[str, UUID]) -> None:
    assert named["one"] not in found(office, "route:none")
    assert found(office, "route:none") == {named["draft"], named["old"], named["gone"]}


def test_a_query_narrows_its_view(office: Office, named: Mapping[str, UUID]) -> None:
    mine = CaseFilter(officer_id=office.officer.id, open_only=True)
    assert found(office, "due:overdue,none", mine) == {named["one"]}
    assert found(office, "tai", CaseFilter(text="ping")) == {named["two"], named["gone"]}


def test_no_condition_joins_anything(office: Office, named: Mapping[str, UUID]) -> None:
    with office.reading() as session:
        sense = case_query.sense_of(office, officers.rows(session))
        text = "sector:chem route:1b -wing name:wing number:1 flag:items,tasks phase:P5 -flag:to-sign"
        wanted = case_query.parse(text, sense).narrow(CaseFilter())
        for condition in case_filter.conditions(wanted, office.clock.today()):
            tables = {getattr(one, "name", None) for one in condition._from_objects}
            assert tables <= {"cases"}, condition


def test_a_range_of_nothing_is_refused_where_it_is_read(office: Office) -> None:
    from app.query_values import read_days, read_sums

    with pytest.raises(Invalid):
        read_days("2026..2025", office.clock.today(), past=False)
    with pytest.raises(Invalid):
        read_sums("5..4")
