"""The sample office: every phase, type and stage, made by real acts, sound, and the same each time on a day."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import UTC, date, datetime
from itertools import cycle
from pathlib import Path

import pytest
from sqlalchemy import func, select

from app import case_list, checking, decisions, opening, sample, summaries, timelines
from app.case_filter import CaseFilter
from app.clock import HeldClock
from app.due import Urgency
from app.office import Office
from app.pdf.sheet import Advice
from app.refusal import CannotOpen
from app.sample_cases import steps
from app.texts import LANGUAGES, say
from models import Applicant, Calculation, Case, Document
from models.journal import Entry
from models.kinds import ApplicantKind, DocumentKind, OfficeKind, ProjectType
from models.stages import TRANSITIONS, Stage
from tests import make
from tests.app.conftest import folder_office
from tests.app.pdf.seen import pages_of
from tests.verapdf import faults

#: A morning when the office is already open, and hardly any day of the data is past it.
NOW = datetime(2026, 11, 21, 3, 30, tzinfo=UTC)


def built(folder: Path, now: datetime = NOW) -> Office:
    sample.build(folder, HeldClock(now))
    return opening.open_office(folder, login="lky", password="", clock=HeldClock(now))


@pytest.fixture(scope="module")
def sampled(tmp_path_factory: pytest.TempPathFactory):
    office = built(tmp_path_factory.mktemp("sample") / "office")
    yield office
    office.close()


def rows(office: Office, **wanted: object) -> tuple[case_list.CaseRow, ...]:
    with office.reading() as session:
        return case_list.rows(session, CaseFilter(**wanted), office.clock.today())  # type: ignore[arg-type]


def test_it_is_sound_and_says_that_it_is_a_sample(sampled: Office) -> None:
    assert list(checking.check(sampled)) == []
    assert sampled.is_sample
    assert sampled.folder is not None
    assert not [one for one in sampled.folder.parent.iterdir() if one != sampled.folder]


def test_sixty_companies_and_every_type_and_stage(sampled: Office) -> None:
    with sampled.reading() as session:
        kinds = Counter(session.execute(select(Applicant.kind)).scalars())
    found = rows(sampled)
    assert kinds[ApplicantKind.BUSINESS] == 60
    assert len(found) >= 75
    assert {row.type for row in found} == set(ProjectType)
    assert {row.stage for row in found} == set(Stage)


def test_what_came_in_this_year_is_new_technology(sampled: Office) -> None:
    recent = [row for row in rows(sampled) if row.received_on and row.received_on >= date(2026, 1, 1)]
    assert {row.type for row in recent} == {ProjectType.NT}
    assert sum(row.received_on == date(2026, 11, 21) for row in recent) >= 2


def test_there_is_something_overdue_soon_and_later(sampled: Office) -> None:
    found = Counter(row.urgency(date(2026, 11, 21)) for row in rows(sampled))
    assert all(found[one] for one in Urgency)


def test_historic_cases_carry_a_recorded_amount_and_no_sum(sampled: Office) -> None:
    historic = [row for row in rows(sampled) if row.recorded_amount is not None]
    assert len(historic) >= 10
    assert all(row.calculated is None for row in historic)
    assert [row.approved for row in historic if row.record_waits] == [None]
    assert all(row.approved == row.recorded_amount for row in historic if not row.record_waits)


def test_second_officers_have_something_to_do(sampled: Office) -> None:
    with sampled.reading() as session:
        sums = session.execute(select(Calculation).where(Calculation.second_needed)).scalars().all()
        assert {one.second_by_id is None for one in sums} == {True, False}
        waiting = [session.execute(select(Case.id).where(Case.stage == stage)).scalars().all()
                   for stage in (Stage.RECOMMENDED, Stage.DECISION)]  # fmt: skip
        advice = [decisions.current(session, id) for id in waiting[0]]
        assert {one is not None and one.endorsed_by_id is None for one in advice} == {True, False}
        entry = decisions.entered(session, waiting[1][0])
        assert entry is not None
        assert entry.confirmed_at is None


def test_a_case_in_a_gap_waits_for_an_edition_and_another_has_one(sampled: Office) -> None:
    with sampled.reading() as session:
        gaps = session.execute(
            select(Case.edition).where(Case.received_on.in_([date(2013, 2, 25), date(2015, 5, 4)]))
        ).scalars()
        assert set(gaps) == {None, "P2"}


def test_endorsed_summaries_are_kept_in_three_languages(sampled: Office) -> None:
    with sampled.reading() as session:
        kept = session.execute(select(Document)).scalars().all()
    summary = [one for one in kept if one.kind == DocumentKind.SUMMARY]
    assert {one.language for one in summary} == {"en", "zh_HK", "zh_CN"}
    assert all(sampled.blobs.read(one.sha256).startswith(b"%PDF") for one in summary)


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_summary_fits_two_pages_and_no_page_is_nearly_empty(sampled: Office, language: str) -> None:
    with sampled.reading() as session:
        ids = session.execute(select(Case.id).where(Case.reference.is_not(None)).order_by(Case.reference)).scalars()
        sheets = [summaries.sheet(sampled, session, id) for id in ids]
    assert len(sheets) >= 75
    for sheet in sheets:
        whole, pages = pages_of(sheet, language), pages_of(replace(sheet, benefit=None, visits=()), language)
        assert len(pages) <= 2, sheet.reference
        assert whole[: len(pages)] == pages, sheet.reference
        assert len(whole) - len(pages) <= (2 if sheet.visits else 1), sheet.reference
        assert all(len(page) >= 4 for page in whole[len(pages) :]), sheet.reference
        assert len(pages) == 1 or min(len(page) for page in pages) >= 4, sheet.reference
        assert len(pages) == 1 or pages[-1][0] != say("Signatures", language), sheet.reference


def test_what_the_sample_recommends_does_not_break_its_rules(sampled: Office) -> None:
    with sampled.reading() as session:
        ids = session.execute(select(Case.id).where(Case.reference.is_not(None))).scalars()
        sheets = [summaries.sheet(sampled, session, id) for id in ids]
    recommended = [one for one in sheets if one.recommendation.advice is Advice.RECOMMENDED]
    assert recommended
    assert not [one.reference for one in recommended if one.eligibility and one.eligibility.eligible is False]


def test_years_have_passed_and_four_officers_have_worked(sampled: Office) -> None:
    with sampled.reading() as session:
        moments = list(session.execute(select(Entry.at).order_by(Entry.seq)).scalars())
        logins = set(session.execute(select(Entry.who)).scalars())
        seq = session.execute(select(func.max(Entry.seq))).scalar_one()
    assert moments == sorted(moments)
    assert (moments[0].year, moments[-1] <= NOW) == (2008, True)
    assert logins == {"lky", "cwm", "ysf", "kth"}
    assert seq == len(moments)


def test_the_same_day_gives_the_same_office(sampled: Office, tmp_path: Path) -> None:
    again = built(tmp_path / "again")

    def told(office: Office) -> list[tuple[object, ...]]:
        with office.reading() as session:
            query = select(Entry.act, Entry.who, Entry.at, Entry.reason).order_by(Entry.seq)
            return [tuple(row) for row in session.execute(query)]

    assert told(again) == told(sampled)
    again.close()


def test_far_from_its_phase_the_office_is_sound_too(tmp_path: Path) -> None:
    """After phase 5 has ended its cases are given the edition by an officer; nothing is refused."""
    office = built(tmp_path / "later", datetime(2029, 2, 28, 16, 5, tzinfo=UTC))
    assert list(checking.check(office)) == []
    assert {row.stage for row in rows(office)} == set(Stage)
    office.close()


@pytest.mark.parametrize("stage", Stage)
def test_the_steps_of_a_case_are_declared_ways(stage: Stage) -> None:
    ways = {(one.start, one.end) for one in TRANSITIONS}
    for conditions in (True, False):
        passed = [one for one, _ in steps(stage, conditions=conditions)]
        expected = Stage.APPROVED_CONDITIONS if stage is Stage.APPROVED and conditions else stage
        assert not passed or passed[-1] is expected
        assert all(pair in ways for pair in zip([Stage.DRAFT, *passed], passed, strict=False))
        days = [day for _, day in steps(stage, conditions=conditions)]
        assert days == sorted(days)


# --- never mixed with a real office


def test_a_real_office_is_not_taken_for_a_sample(tmp_path: Path) -> None:
    folder_office(tmp_path / "real", OfficeKind.REAL, "a long password").close()
    with pytest.raises(CannotOpen, match="real one"):
        sample.is_sample(tmp_path / "real")
    with pytest.raises(CannotOpen, match="something in"):
        sample.build(tmp_path / "real")


def test_a_folder_of_something_else_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "letters").mkdir()
    (tmp_path / "letters" / "one.txt").write_text("mine", encoding="utf-8")
    with pytest.raises(CannotOpen):
        sample.build(tmp_path / "letters")
    assert [one.name for one in (tmp_path / "letters").iterdir()] == ["one.txt"]
    assert not sample.is_sample(tmp_path / "nothing")


def test_a_sample_office_is_known(sampled: Office) -> None:
    assert sampled.folder is not None
    assert sample.is_sample(sampled.folder)
    assert make.entries(sampled, "office.open")


def test_every_paper_lasts_and_can_be_heard(sampled: Office, tmp_path: Path) -> None:
    """PDF/A-2a and PDF/UA-1 by veraPDF, every summary in every language, and every history in one of them."""
    files = []
    with sampled.reading() as session:
        for row in case_list.rows(session, CaseFilter(), sampled.clock.today()):
            for language in LANGUAGES if row.reference else ():
                files.append(tmp_path / f"{row.reference}-{language}.pdf")
                files[-1].write_bytes(summaries.make(sampled, session, row.id, language))
        for row, language in zip(case_list.rows(session, CaseFilter(), sampled.clock.today()), cycle(LANGUAGES)):
            files.append(tmp_path / f"{row.id}-history-{language}.pdf")
            files[-1].write_bytes(timelines.make(sampled, session, row.id, language))
    assert len(files) > 280
    assert faults(files) == []
