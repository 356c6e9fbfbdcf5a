"""A list is checked by the rules of the acts, brought in under one entry of the journal, all of it or nothing."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from itertools import pairwise
from pathlib import Path

import pytest

from app import checking, historic
from app.cases import CaseFields
from app.exports import finish
from app.importing import bring_in, left_out
from app.importing.fields import Kind
from app.importing.plan import Choices, Fate
from app.inside import ask, sheets
from app.inside.grid import Grid
from app.office import Office
from app.refusal import Invalid, NotFound, NotPermitted, Stale
from app.texts import say
from models import Applicant, Case, Factory, walk
from models.base import Record
from models.kinds import ApplicantKind, FactoryKind, ProjectType, Role, Sector
from models.stages import Stage
from tests import make
from tests.app.importing.lists import FILE, brought_in, checked, grid, said

DATA = Path(__file__).resolve().parents[2] / "data"

APPLICANTS = """Company,Chinese name,BR No.,Address,Remarks,Colour
Kwong Fat Dyeing Limited,廣發染整有限公司,99000001,"8 Hung To Road, Kwun Tong",Rang up in May,red
Sample Trades Association,,99000002-000-01-26-3,九龍觀塘鴻圖道8號,,blue
,东莞光明五金制品有限公司,,,,
"""


def count(office: Office, kind: type[Record]) -> int:
    with office.reading() as session:
        return session.query(kind).count()


def fates(plan_rows: object) -> list[Fate]:
    return [row.fate for row in plan_rows]  # type: ignore[attr-defined]


# --- applicants


def test_applicants_are_brought_in_under_one_entry(office: Office) -> None:
    found = brought_in(office, Kind.APPLICANTS, APPLICANTS)
    entry = make.entries(office)[-1]
    assert (entry.act, entry.reason, entry.officer_id) == ("import.applicants", "list.csv, 3 rows", office.officer.id)
    assert {change.record_id for change in make.changes(office, entry)} == set(found.ids)
    first, second, third = (make.read(office, Applicant, id) for id in found.ids)
    assert (first.name_en, first.name_tc, first.br_number) == (
        "Kwong Fat Dyeing Limited",
        "廣發染整有限公司",
        "99000001",
    )
    assert (first.address_en, first.remarks, first.kind) == ("8 Hung To Road, Kwun Tong", "Rang up in May", "business")
    assert (second.br_number, second.address_zh) == ("99000002", "九龍觀塘鴻圖道8號")
    assert (third.name_sc, third.name_tc) == ("东莞光明五金制品有限公司", "")
    assert "广发染整有限公司" in first.folded
    with office.reading() as session:
        assert walk.first_break(session) is None
        assert not walk.unaccounted(session)


def test_what_stands_in_the_office_already_is_left_out(office: Office) -> None:
    brought_in(office, Kind.APPLICANTS, APPLICANTS)
    again = brought_in(office, Kind.APPLICANTS, APPLICANTS)
    assert (again.ids, again.counts[Fate.KNOWN]) == ((), 3)
    assert count(office, Applicant) == 3
    assert make.entries(office)[-1].reason == "list.csv, 3 rows"
    assert len([one for one in make.entries(office) if one.act == "import.applicants"]) == 1


def test_a_row_that_stands_twice_goes_in_once(office: Office) -> None:
    plan = checked(office, Kind.APPLICANTS, "name,br no\nA Limited,99000001\nOther,99000001\nB,\nb,\n")
    assert fates(plan.rows) == [Fate.IN, Fate.KNOWN, Fate.IN, Fate.KNOWN]
    assert said(plan.rows[1]) == ["The same as row 2 of this file"]


def test_the_same_name_elsewhere_is_only_remarked_on(office: Office) -> None:
    make.applicant(office, address_en="1 Old Road")
    plan = checked(office, Kind.APPLICANTS, "name,address\nKWONG FAT DYEING LIMITED,2 New Road\n")
    assert fates(plan.rows) == [Fate.IN]
    assert "An applicant of this name is in the office" in said(plan.rows[0])[0]


def test_a_name_in_other_characters_is_the_same_name(office: Office) -> None:
    make.applicant(office)
    plan = checked(office, Kind.APPLICANTS, "公司名称\n广发染整有限公司\n")
    assert fates(plan.rows) == [Fate.KNOWN]


def test_a_row_that_cannot_go_in_says_why_and_where(office: Office) -> None:
    text = "name,br no,expiry\nA,123,\n,99000002,\nC,9000003,\nD,1.2E+07,31/2/2026\nE,,5 May 2026\n"
    plan = checked(office, Kind.APPLICANTS, text)
    assert fates(plan.rows) == [Fate.OUT] * 4 + [Fate.IN]
    assert [one.column for row in plan.rows for one in row.findings] == [1, 0, 1, 1, 2]
    assert "Enter the name of the applicant." in said(plan.rows[1])
    assert plan.rows[4].values is not None
    assert plan.rows[4].values["br_expires_on"] == date(2026, 5, 5)


def test_columns_that_are_no_field_are_named_and_left_out(office: Office) -> None:
    plan = checked(office, Kind.APPLICANTS, APPLICANTS)
    assert "Columns left out: Colour" in [str(note) for note in plan.notes]


def test_a_formula_goes_in_as_its_value_and_is_told(office: Office) -> None:
    cells = Grid((("name",), ("Click",)), formulas=frozenset({(1, 0)}))
    plan = checked(office, Kind.APPLICANTS, cells)
    assert fates(plan.rows) == [Fate.IN]
    assert "holds a formula" in said(plan.rows[0])[0]


def test_text_that_looks_like_a_formula_stays_text(office: Office) -> None:
    found = brought_in(office, Kind.APPLICANTS, 'name\n"=HYPERLINK(""http://example.invalid"",""Click"")"\n')
    assert make.read(office, Applicant, found.ids[0]).name_en.startswith("=HYPERLINK(")


def test_a_layout_that_cannot_be_is_refused(office: Office) -> None:
    with pytest.raises(Invalid, match="as the name"):
        checked(office, Kind.APPLICANTS, "colour,size\nred,9\n")
    with pytest.raises(Invalid, match="No column is given as “Project type”"):
        checked(office, Kind.CASES, "applicant,received\nA,2014-01-01\n")


def test_who_may_not_enter_does_not_bring_in(office: Office) -> None:
    make.officer(office, "aud", Role.AUDITOR)
    make.sign_in(office, Role.AUDITOR)
    with pytest.raises(NotPermitted):
        brought_in(office, Kind.APPLICANTS, APPLICANTS)
    assert count(office, Applicant) == 0


def test_a_list_that_is_stopped_half_way_leaves_nothing(office: Office) -> None:
    cells = grid("name\n" + "".join(f"Company {number}\n" for number in range(600)))
    plan = checked(office, Kind.APPLICANTS, cells)
    task = bring_in.bring_in(office, cells, plan.layout, Choices(FILE), plan)
    steps = [next(task) for _ in range(5)]
    assert steps[-1].done > 0
    task.close()
    assert count(office, Applicant) == 0
    task = bring_in.bring_in(office, cells, plan.layout, Choices(FILE), plan)
    last = next(step for step in task if step.total == 1)  # all is written and only waits for the end
    assert last.done == 1
    task.close()
    assert count(office, Applicant) == 0


def test_what_has_changed_since_it_was_looked_at_is_not_written(office: Office) -> None:
    cells = grid(APPLICANTS)
    plan = checked(office, Kind.APPLICANTS, cells)
    make.applicant(office)
    task = bring_in.bring_in(office, cells, plan.layout, Choices(FILE), plan)
    with pytest.raises(Stale, match="Nothing was brought in"):
        list(task)
    assert count(office, Applicant) == 1


# --- factories


def test_the_list_of_real_factories_goes_in_as_it_is(office: Office) -> None:
    cells = ask.cells((DATA / "factories_guangdong_hk.csv").read_bytes())
    assert isinstance(cells, Grid)
    found = brought_in(office, Kind.FACTORIES, cells)
    assert (len(found.ids), found.counts[Fate.OUT]) == (89, 0)
    assert found.stand_in_id is not None
    stand_in = make.read(office, Applicant, found.stand_in_id)
    assert stand_in.name_en == "Applicant not known yet: list.csv"
    factories = [make.read(office, Factory, id) for id in found.ids]
    assert {one.applicant_id for one in factories} == {found.stand_in_id}
    assert sum(one.district != "" for one in factories) > 75
    assert {one.sector for one in factories} == {Sector.TEXT}
    again = brought_in(office, Kind.FACTORIES, cells)
    assert (again.ids, again.counts[Fate.KNOWN]) == ((), 89)
    assert count(office, Applicant) == 1


def test_the_list_of_a_supplier_brings_in_what_is_in_the_area(office: Office) -> None:
    cells = ask.cells((DATA / "facility_list_12.xlsx").read_bytes())
    assert isinstance(cells, Grid)
    plan = checked(office, Kind.FACTORIES, cells)
    assert [row.said["name"] for row in plan.going_in] == ["Dongguan Quality Knitwear Limited"]
    assert "It stands in Peru." in said(plan.rows[0])[0]
    assert checked(office, Kind.APPLICANTS, cells).count(Fate.IN) == 15


def test_a_factory_elsewhere_stays_out_by_the_cell_that_says_so(office: Office) -> None:
    text = (
        "factory,country,city,address,kind\n"
        "A,India,,,\n"
        'B,INDIA,,"1 Tai Nan West Street, Kowloon, Hong Kong",\n'
        "C,,Hanoi,,\n"
        'D,,,"1 Jinhu Road, Jiangsu",\n'
        "E,,Yingde,,Guangdong\n"
        "F,China,Foshan,,\n"
    )
    plan = checked(office, Kind.FACTORIES, text)
    assert fates(plan.rows) == [Fate.OUT, Fate.IN, Fate.OUT, Fate.OUT, Fate.IN, Fate.IN]
    out = [row for row in plan.rows if row.fate is Fate.OUT]
    assert [next(one.column for one in row.findings if one.grave) for row in out] == [1, 2, 3]
    assert said(plan.rows[1])[0].startswith("The country says INDIA, the address another place.")
    assert any("elsewhere than in Guangdong and Hong Kong: 2." in say(one, "en") for one in plan.notes)


def test_factories_go_to_the_applicants_they_name(office: Office) -> None:
    one, other = make.applicant(office), make.applicant(office, name_en="Other", name_tc="", br_number="99000002")
    text = (
        "factory,hong kong company,br no,city,industry,uscc\n"
        "A,KWONG FAT DYEING LIMITED,,Dongguan,Dyeing,91441900MA4W000000\n"
        "B,,99000002,Kwun Tong,Hardware,\n"
        "C,Nobody,,Foshan,,\n"
        "D,,99000003,Foshan,,\n"
        "E,Wrong,99000002,Foshan,Building stone,\n"
    )
    plan = checked(office, Kind.FACTORIES, text)
    assert fates(plan.rows) == [Fate.IN, Fate.IN, Fate.OUT, Fate.OUT, Fate.IN]
    found = brought_in(office, Kind.FACTORIES, text)
    first, second, third = (make.read(office, Factory, id) for id in found.ids)
    assert (first.applicant_id, first.sector, first.uscc) == (one, Sector.TEXT, "91441900MA4W000000")
    assert (second.applicant_id, second.kind, second.sector) == (other, FactoryKind.HONG_KONG, Sector.METAL)
    assert (third.sector, third.sector_other) == (Sector.OTHER, "Building stone")
    assert found.stand_in_id is None
    assert "is called Other" in said(plan.rows[4])[0]


def test_factories_without_an_applicant_go_to_the_chosen_one(office: Office) -> None:
    whose = make.applicant(office)
    found = brought_in(office, Kind.FACTORIES, "factory,city\nA,Dongguan\n", whose)
    assert make.read(office, Factory, found.ids[0]).applicant_id == whose
    assert (found.stand_in_id, count(office, Applicant)) == (None, 1)
    with pytest.raises(NotFound):
        checked(office, Kind.FACTORIES, "factory\nA\n", found.ids[0])


def test_two_applicants_of_one_name_are_not_guessed_between(office: Office) -> None:
    for number in ("99000001", "99000002"):
        make.applicant(office, br_number=number)
    plan = checked(office, Kind.FACTORIES, "factory,applicant,city\nA,廣發染整有限公司,Dongguan\n")
    assert "Several applicants" in said(plan.rows[0])[0]


# --- historic cases


CASES = """檔案編號,申請人,工廠,項目類別,收件日期,階段,資助額,來源,項目名稱
EP 14/1,廣發染整有限公司,东莞广发染整有限公司,DP,5 March 2014,Closed,"250,000",EP 14/1 vol. 2,定型機餘熱回收
EP 14/2,廣發染整有限公司,,OA,2015-07-08,Rejected,,,Audit
EP 16/3,廣發染整有限公司,,DP,2014-06-01,Approved,"99,000",EP 16/3,
"""


def test_historic_cases_are_entered_as_by_hand(office: Office) -> None:
    whose = make.applicant(office)
    where = make.factory(office, whose)
    found = brought_in(office, Kind.CASES, CASES)
    first, second, third = (make.read(office, Case, id) for id in found.ids)
    assert (first.reference, second.reference, third.reference) == ("CP-14-0001", "CP-15-0001", "CP-14-0002")
    assert (first.applicant_id, first.factory_id, first.type) == (whose, where, ProjectType.DP)
    assert (first.stage, first.received_on, first.recorded_amount) == (Stage.CLOSED, date(2014, 3, 5), Decimal(250_000))
    assert (first.recorded_source, first.title_tc, first.approved) == ("EP 14/1 vol. 2", "定型機餘熱回收", None)
    assert first.record_waits
    assert (second.recorded_source, second.recorded_amount, second.title_en) == ("list.csv, 3", None, "Audit")
    assert (first.recorded_by_id, first.officer_id) == (office.officer.id, office.officer.id)
    with make.signed(office, Role.SUPERVISOR):
        make.do(office, historic.confirm, first.id, seen=1)
    assert make.read(office, Case, first.id).approved == Decimal(250_000)
    assert list(checking.check(office)) == []
    form = CaseFields(applicant_id=whose, type=ProjectType.DP)
    terms = {"received_on": date(2014, 9, 1), "stage": Stage.CLOSED, "recorded_amount": None, "source": "File"}
    last = make.do(office, historic.enter_historic, form, **terms)
    assert make.read(office, Case, last).reference == "CP-14-0003"  # the numbers go on where the list ended


def test_a_file_number_that_is_there_is_the_same_case(office: Office) -> None:
    make.factory(office, make.applicant(office))
    brought_in(office, Kind.CASES, CASES)
    again = checked(office, Kind.CASES, CASES)
    assert fates(again.rows) == [Fate.KNOWN] * 3
    assert "CP-14-0001" in said(again.rows[0])[0]


@pytest.mark.parametrize(
    ("cells", "why"),
    [
        ("廣發染整有限公司,DP,2026-01-05,Closed,1", "not historic"),
        ("廣發染整有限公司,DP,2007-01-05,Closed,1", "The Programme began"),
        ("廣發染整有限公司,DP,2030-01-05,Closed,1", "not historic"),
        ("廣發染整有限公司,OSI,2014-01-05,Closed,1", "association"),
        ("廣發染整有限公司,DP,2014-01-05,Closed,0", "zero"),
        ("廣發染整有限公司,DP,,Closed,1", "empty"),
        (",DP,2014-01-05,Closed,1", "who applied"),
        ("沒有這家,DP,2014-01-05,Closed,1", "No applicant of this name"),
    ],
)
def test_a_case_that_could_not_be_entered_by_hand_stays_out(office: Office, cells: str, why: str) -> None:
    make.applicant(office)
    plan = checked(office, Kind.CASES, f"applicant,type,received,stage,amount\n{cells}\n")
    assert fates(plan.rows) == [Fate.OUT]
    assert any(why in one for one in said(plan.rows[0])), said(plan.rows[0])


def test_a_day_in_a_gap_needs_an_edition_and_a_reason(office: Office) -> None:
    make.applicant(office)
    head = "applicant,type,received,stage,phase,edition reason\n廣發染整有限公司,DP,"
    gap = _gap(office)
    plan = checked(office, Kind.CASES, f"{head}{gap},Closed,,\n{head.splitlines()[1]}{gap},Closed,P1,\n")
    assert fates(plan.rows) == [Fate.OUT, Fate.OUT]
    plan = checked(office, Kind.CASES, f"{head}{gap},Closed,P1,The letter says so\n")
    assert fates(plan.rows) == [Fate.IN]


def _gap(office: Office) -> date:
    """A day between two editions."""
    editions = office.rules.editions
    for one, after in pairwise(editions):
        if (after.period.first - one.period.last).days > 1:
            return date.fromordinal(one.period.last.toordinal() + 1)
    raise AssertionError("the editions leave no gap")


def test_the_stand_in_is_named_in_every_language(office: Office) -> None:
    plan = checked(office, Kind.FACTORIES, "factory\nA\n")
    assert plan.stand_in is not None
    assert all(FILE in say(plan.stand_in, language) for language in ("en", "zh_HK", "zh_CN"))


def test_an_association_is_an_association(office: Office) -> None:
    found = brought_in(office, Kind.APPLICANTS, "name,kind\nTrades,Trade and industry association\n")
    assert make.read(office, Applicant, found.ids[0]).kind is ApplicantKind.ASSOCIATION


def test_the_rows_that_stay_out_go_into_a_file_with_their_reasons(office: Office, tmp_path: Path) -> None:
    plan = checked(office, Kind.APPLICANTS, 'name,br no\nA,123\n"=HYPERLINK(""x"")",9000001\nB,\n')
    file = finish(left_out.export(office, tmp_path / "out.xlsx", "en", plan, FILE))
    cells = sheets.read(file.read_bytes())
    assert isinstance(cells, Grid)
    head, *rows = cells.rows[2:]
    assert head == ("Remarks", "name", "br no")
    assert [row[1:] for row in rows] == [("A", "123"), ('=HYPERLINK("x")', "9000001")]
    assert "09000001" in str(rows[1][0])
    assert not cells.formulas
    assert make.entries(office)[-1].act == "office.export"
