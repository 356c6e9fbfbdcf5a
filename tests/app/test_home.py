"""Home on both engines: every number is what a hand counts, and what the case list finds for the same words."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from app import (
    awards,
    case_list,
    case_query,
    cases,
    home,
    home_figures,
    home_findings,
    home_stays,
    home_today,
    officers,
    tasks,
)
from app.case_filter import CaseFilter
from app.case_wants import Want
from app.clock import HeldClock
from app.home import What
from app.home_figures import Money
from app.home_stays import Stay
from app.office import Office
from app.query_words import Sense
from app.rights import Waits
from app.tasks import TaskFields
from app.texts import LANGUAGES, N_
from app.undo import undo_last
from models.kinds import Role, Sector
from models.stages import Stage
from tests import make


def asked(office: Office, query: Any, *args: Any) -> Any:
    with office.reading() as session:
        return query(session, *args)


def tiles(office: Office, *, mine: bool = True) -> dict[What, home.Tile]:
    whose = office.officer.id if mine else None
    found = asked(office, home.tiles, office.officer, whose, office.clock.today())
    return {tile.what: tile for tile in found}


def listed(office: Office, wants: frozenset[Want]) -> int:
    totals = asked(office, case_list.totals, CaseFilter(wants=wants), office.clock.today())
    return int(totals.shown)


def due_in(office: Office, case: make.Made, days: int) -> make.Made:
    day = office.clock.today() + timedelta(days=days)
    make.do(office, cases.set_due, case.id, day, "Check the quotations", seen=make.seen(office, case.id))
    return case


def move(office: Office, case: make.Made, stage: Stage) -> None:
    make.do(office, cases.move, case.id, stage, seen=make.seen(office, case.id), reason="as planned")


def later(clock: HeldClock, days: int) -> None:
    clock.moment += timedelta(days=days)


def give(office: Office, case: make.Made, login: str) -> None:
    who = next(one.id for one in asked(office, officers.rows) if one.login == login)
    make.do(office, cases.assign, case.id, who, seen=make.seen(office, case.id))


def task(office: Office, case: make.Made, days: int | None, text: str = "Telephone the applicant") -> None:
    day = None if days is None else office.clock.today() + timedelta(days=days)
    make.do(office, tasks.add, case.id, TaskFields(text, office.officer.id, day))


# --- tiles


def test_an_empty_office_has_nothing_to_do(office: Office) -> None:
    found = tiles(office)
    assert [tile.count for tile in found.values()] == [0, 0, 0, 0]
    assert What.TO_SIGN not in found  # a caseworker signs nothing
    assert str(found[What.OVERDUE].note) == "nothing is late"
    assert asked(office, home_today.rows, office.officer, office.officer.id, office.clock.today()) == ()


def test_the_tiles_count_what_a_hand_counts(office: Office, clock: HeldClock) -> None:
    for days in (-9, -2, 3, 40):
        due_in(office, make.received(office), days)
    other = due_in(office, make.received(office), -5)
    give(office, other, "ysf")
    make.historic(office)
    mine, everybody = tiles(office), tiles(office, mine=False)
    assert (mine[What.OPEN].count, mine[What.OVERDUE].count) == (4, 2)
    assert (everybody[What.OPEN].count, everybody[What.OVERDUE].count) == (5, 3)
    assert str(mine[What.OPEN].note) == "1 due within 7 days"
    assert str(mine[What.OVERDUE].note) == "up to 9 days late"
    assert str(everybody[What.OPEN].title) == "All open cases"


def test_row_74_an_applicant_is_silent_after_more_than_fourteen_days(office: Office, clock: HeldClock) -> None:
    case = make.at(office, Stage.COMPLETENESS)
    later(clock, 30)
    move(office, case, Stage.RETURNED)
    later(clock, 14)
    assert tiles(office)[What.SILENT].count == 0
    later(clock, 1)
    assert tiles(office)[What.SILENT].count == 1
    move(office, case, Stage.COMPLETENESS)
    assert tiles(office)[What.SILENT].count == 0


def test_a_move_that_was_taken_back_does_not_begin_the_wait_anew(office: Office, clock: HeldClock) -> None:
    case = make.at(office, Stage.COMPLETENESS)
    move(office, case, Stage.RETURNED)
    later(clock, 20)
    move(office, case, Stage.COMPLETENESS)
    make.do(office, undo_last)
    assert tiles(office)[What.SILENT].count == 1


def test_tasks_due_within_the_week_are_counted_by_officer(office: Office) -> None:
    case = make.received(office)
    for days in (-1, 7, 8, None):
        task(office, case, days)
    found = tiles(office)[What.TASKS]
    assert (found.count, str(found.note)) == (2, "1 of them overdue")
    make.sign_in(office, Role.SUPERVISOR)
    assert tiles(office)[What.TASKS].count == 0
    assert tiles(office, mine=False)[What.TASKS].count == 2


def test_who_signs_sees_what_waits_for_her(office: Office) -> None:
    make.at(office, Stage.RECOMMENDED)
    assert What.TO_SIGN not in tiles(office)
    make.sign_in(office, Role.SUPERVISOR)
    assert tiles(office)[What.TO_SIGN].count == 1


def test_the_list_finds_as_many_cases_as_each_tile_counts(office: Office, clock: HeldClock) -> None:
    due_in(office, make.received(office), -3)
    move(office, make.at(office, Stage.COMPLETENESS), Stage.RETURNED)
    make.at(office, Stage.RECOMMENDED)
    later(clock, 16)
    make.sign_in(office, Role.SUPERVISOR)
    people = asked(office, officers.rows)
    sense = Sense(office.clock.today(), office.officer, people, lambda: office.rules)
    for tile in tiles(office, mine=False).values():
        if tile.what is What.TASKS:
            continue
        assert tile.count > 0
        assert listed(office, tile.wants) == tile.count
        for language in LANGUAGES:
            text = case_query.write(CaseFilter(wants=tile.wants), sense, language)
            again = case_query.parse(text, sense)
            assert again.puzzles == ()
            totals = asked(office, case_list.totals, again.narrow(CaseFilter()), office.clock.today())
            assert totals.shown == tile.count, text


# --- today


def today(office: Office) -> list[tuple[str, str, int | None]]:
    day = office.clock.today()
    rows = asked(office, home_today.rows, office.officer, office.officer.id, day)
    return [(row.kind.value, str(row.what()), None if row.due_on is None else (row.due_on - day).days) for row in rows]


def test_row_74_today_lists_cases_and_tasks_the_latest_first(office: Office) -> None:
    case = due_in(office, make.received(office), 2)
    due_in(office, make.received(office), -4)
    due_in(office, make.received(office), 30)
    task(office, case, -1)
    task(office, case, 9)
    assert today(office) == [
        ("case", "Check the quotations", -4),
        ("task", "Telephone the applicant", -1),
        ("case", "Check the quotations", 2),
    ]


def test_row_74_certificates_that_end_soon_are_named_once_they_have_an_end(office: Office) -> None:
    day = office.clock.today()
    ends = [make.approved(office, valid_until=day + timedelta(days=days), year=2021 + at)
            for at, days in enumerate((home_today.ENDING, 0, home_today.ENDING + 1))]  # fmt: skip
    make.approved(office, year=2025)  # nothing is published on how long it is valid: it ends on no day
    make.approved(office, valid_until=day - timedelta(days=1), year=2020)
    make.award(office, valid_until=day, year=2024)
    rows = asked(office, home_today.rows, office.officer, office.officer.id, day)
    assert [row.id for row in rows] == [ends[1], ends[0]]
    assert [str(row.when(day)) for row in rows] == ["Ends today", "In 30 days"]
    assert [str(row.what()) for row in rows] == [row.reference for row in rows]
    with make.signed(office, Role.SUPERVISOR):
        make.do(office, awards.revoke, ends[1], seen=2, reason="Entered for another enterprise")
    assert [row[2] for row in today(office)] == [30]


def test_a_case_to_be_signed_stands_once_and_first(office: Office) -> None:
    case = due_in(office, make.at(office, Stage.RECOMMENDED), -1)
    make.sign_in(office, Role.SUPERVISOR)
    give(office, case, "ysf")
    rows = asked(office, home_today.rows, office.officer, office.officer.id, office.clock.today())
    assert [(row.kind, row.waits) for row in rows] == [(home_today.Kind.SIGN, Waits.SUMMARY)]


def test_a_case_that_has_ended_is_not_on_the_list(office: Office) -> None:
    case = due_in(office, make.received(office), -3)
    move(office, case, Stage.WITHDRAWN)
    assert today(office) == []


# --- cases by stage


def test_the_pipeline_counts_open_cases_and_the_list_agrees(office: Office) -> None:
    for stage in (Stage.RECEIVED, Stage.RECEIVED, Stage.COMPLETENESS, Stage.RECOMMENDED):
        make.at(office, stage)
    make.historic(office)  # closed
    found = asked(office, home_figures.pipeline, None)
    assert [(one.stage, one.count) for one in found] == [
        (Stage.RECEIVED, 2), (Stage.COMPLETENESS, 1), (Stage.RECOMMENDED, 1),
    ]  # fmt: skip
    assert all(listed(office, one.wants) == one.count for one in found)
    assert sum(one.count for one in found) == listed(office, frozenset({home.OPEN}))
    assert asked(office, home_figures.pipeline, office.officer.id) != ()
    make.sign_in(office, Role.SUPERVISOR)
    assert asked(office, home_figures.pipeline, office.officer.id) == ()


def test_the_finding_names_the_fullest_stage_and_how_long(office: Office, clock: HeldClock) -> None:
    for days in (10, 11, 0):
        make.at(office, Stage.COMPLETENESS)
        later(clock, days)
    make.received(office)
    counts = asked(office, home_figures.pipeline, None)
    stays = asked(office, home_stays.standing, None, office.clock.today())
    assert stays[Stage.COMPLETENESS] == Stay(3, 11, 21)
    told = home_findings.of_stages(counts, stays)
    assert str(told) == "“Completeness check” holds the most cases: 3 of 4; half have been there for 11 days or more."
    table = home_findings.stages(counts, stays)
    assert [len(row) for row in table.rows] == [len(table.columns)] * 2
    assert str(home_findings.of_stages((), {})) == "No case is open."
    told = home_findings.of_stages(counts, {})
    assert str(told) == "“Completeness check” holds the most cases: 3 of 4."
    tied = home_findings.of_stages((counts[1], counts[1]), stays)
    assert str(tied) == "No stage holds more than 3 of the 6 open cases."


# --- days in each stage


def test_stays_are_measured_from_move_to_move(office: Office, clock: HeldClock) -> None:
    for days in (2, 4, 30):
        case = make.at(office, Stage.COMPLETENESS)
        later(clock, days)
        move(office, case, Stage.ASSESSMENT)
    found = asked(office, home_stays.finished, None, office.clock.today())
    assert found[Stage.COMPLETENESS] == Stay(3, 4, 30)
    assert found[Stage.DRAFT] == Stay(3, 0, 0)
    assert asked(office, home_stays.finished, office.officer.id, office.clock.today()) == found
    assert Stage.ASSESSMENT not in found  # nobody has left it yet
    told = home_findings.of_stays(found, len(found))
    assert str(told) == "“Completeness check” takes longest: half took 4 days or more, one in ten 30 or more."


def test_a_move_taken_back_is_no_stay(office: Office, clock: HeldClock) -> None:
    case = make.at(office, Stage.COMPLETENESS)
    later(clock, 5)
    move(office, case, Stage.RETURNED)
    later(clock, 1)
    make.do(office, undo_last)
    later(clock, 4)
    move(office, case, Stage.ASSESSMENT)
    found = asked(office, home_stays.finished, None, office.clock.today())
    assert found[Stage.COMPLETENESS] == Stay(1, 10, 10)
    assert Stage.RETURNED not in found


def test_a_stay_that_ended_long_ago_is_not_counted(office: Office, clock: HeldClock) -> None:
    case = make.at(office, Stage.COMPLETENESS)
    later(clock, 3)
    move(office, case, Stage.ASSESSMENT)
    later(clock, 366)
    assert asked(office, home_stays.finished, None, office.clock.today()) == {}
    assert "twelve months" in str(home_findings.of_stays({}, 0))


def test_a_case_taken_over_in_a_stage_says_nothing_of_how_long_it_was_there(office: Office, clock: HeldClock) -> None:
    id = make.historic(office, Stage.PAID)
    later(clock, 8)
    make.do(office, cases.move, id, Stage.CLOSED, seen=make.seen(office, id), reason="as planned")
    assert Stage.PAID not in asked(office, home_stays.finished, None, office.clock.today())


# --- money


def phase_money(office: Office, id: str) -> home_figures.PhaseMoney:
    edition = office.rules.edition(id)
    found: home_figures.PhaseMoney = asked(office, home_figures.money, edition, None, office.clock.today())
    return found


def test_money_is_set_against_the_programme_allocation(office: Office) -> None:
    make.at(office, Stage.APPROVED, requested=Decimal(560_000))
    make.at(office, Stage.PAID, requested=Decimal(560_000))
    make.received(office, requested=Decimal("700000.50"))
    found = phase_money(office, "P5")
    said = {one.money: (one.count, one.amount) for one in found.sums}
    assert said == {
        Money.APPROVED: (2, Decimal(1_000_000)),
        Money.PAID: (1, Decimal(500_000)),
        Money.RECORDED: (0, Decimal(0)),
        Money.ASKED: (1, Decimal("700000.50")),
    }
    assert all(listed(office, one.wants) == one.count for one in found.sums)
    assert found.allocation == Decimal(100_000_000)
    told = "Phase 5 (2025–2027): HK$1,000,000 approved, 1% of the Programme allocation of HK$100,000,000."
    assert str(home_findings.of_money(found)) == told


def test_what_old_files_record_counts_in_their_phase(office: Office) -> None:
    make.historic(office)
    make.historic(office, confirmed=False, recorded_amount=Decimal(120_000))
    make.historic(office, Stage.WITHDRAWN)
    found = phase_money(office, "P3")
    recorded = next(one for one in found.sums if one.money is Money.RECORDED)
    assert (recorded.count, recorded.amount) == (1, Decimal(120_000))
    assert all(listed(office, one.wants) == one.count for one in found.sums)
    assert found.granted == Decimal(250_000)


def test_an_allocation_that_was_not_published_is_not_set_and_never_zero(office: Office) -> None:
    from dataclasses import replace

    found = replace(phase_money(office, "P5"), allocation=None)
    assert "is not set" in str(home_findings.of_money(found))
    last = home_findings.sums(found).rows[-1]
    assert str(last[2]) == "not set"
    assert all(row[3] is None for row in home_findings.sums(found).rows)


def test_the_phase_is_the_one_of_today_or_the_last_that_began(office: Office) -> None:
    assert home_figures.phase_of(office.rules, date(2026, 5, 4)).id == "P5"
    assert home_figures.phase_of(office.rules, date(2015, 5, 4)).id == "P2"
    assert home_figures.phase_of(office.rules, date(2000, 1, 1)).id == office.rules.editions[0].id


# --- intake


def test_intake_counts_by_month_and_sector(office: Office) -> None:
    whose = make.applicant(office)
    sites = {sector: make.factory(office, whose, sector=sector) for sector in (*Sector,)}
    day = office.clock.today()  # 4 May 2026
    plan = [Sector.METAL] * 3 + [Sector.TEXT, Sector.TEXT, Sector.FOOD, Sector.CHEM, Sector.PAPER, Sector.OTHER]
    for at, sector in enumerate(plan):
        when = day - timedelta(days=31 * at)
        make.received(office, when, applicant_id=whose, factory_id=sites[sector])
    make.received(office, day - timedelta(days=400), applicant_id=whose, factory_id=sites[Sector.METAL])
    found: home_figures.Intake = asked(office, home_figures.intake, None, day)
    assert (found.months[0], found.months[-1]) == (date(2025, 6, 1), date(2026, 5, 1))
    assert [band.sector for band in found.bands] == [Sector.METAL, Sector.TEXT, Sector.CHEM, Sector.FOOD, None]
    assert found.total == len(plan)
    assert sum(found.bands[-1].counts) == 2  # paper and other
    for band in found.bands:
        assert [listed(office, wants) for wants in band.wants] == list(band.counts)
    told = str(home_findings.of_intake(found))
    assert told.startswith("9 received in twelve months, the most in ")
    assert told.endswith("Largest sector: Metal and metal products, 3.")
    table = home_findings.received(found)
    assert [len(row) for row in table.rows] == [3] * 9
    assert sum(row[-1] for row in table.rows) == found.total


def test_nothing_came_in(office: Office) -> None:
    found: home_figures.Intake = asked(office, home_figures.intake, None, office.clock.today())
    assert (found.total, found.bands) == (0, ())
    assert str(home_findings.of_intake(found)) == "Nothing was received in the last twelve months."
    assert N_("Month") in {column.text for column in home_findings.received(found).columns}


# --- since when in its stage


def test_the_list_knows_since_when_a_case_is_in_its_stage(office: Office, clock: HeldClock) -> None:
    made = {}
    for name, days in (("long", 16), ("two weeks", 14), ("new", 0)):  # on 4 and 20 May; today is 3 June
        made[make.at(office, Stage.COMPLETENESS).id] = name
        later(clock, days)
    sense = Sense(office.clock.today(), office.officer, (), lambda: office.rules)
    for text, found in (
        ("since:>14d", ["long"]),
        ("since:>=14d", ["long", "two weeks"]),
        ("since:<14d", ["new"]),
        ("since:2026-04-01..2026-05-20", ["long", "two weeks"]),
        ("since:2026-05-20", ["two weeks"]),
        ("-since:>14d", ["new", "two weeks"]),
        ("停留:>14d stage:received", []),
        ("停留:>14d 階段:文件核實", ["long"]),
    ):
        query = case_query.parse(text, sense)
        assert query.puzzles == ()
        rows = asked(office, case_list.rows, query.narrow(CaseFilter()), office.clock.today())
        assert sorted(made[row.id] for row in rows) == found, text
