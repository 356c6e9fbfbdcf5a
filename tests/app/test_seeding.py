"""The office for measuring: everything in it, sound, alike each time, and never half there."""

from __future__ import annotations

import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import func, select

from app import case_sheet, cases, checking, opening, seeding
from app.clock import HeldClock
from app.command import main
from app.names import refold
from app.office import Office
from app.refusal import CannotOpen, Invalid, NotFound
from app.texts import say
from models import Applicant, Calculation, Case, Connection, CostLine, Counter, Factory, Officer
from models.base import record_classes, table_of
from models.kinds import ProjectType, Role, Route, Sector
from models.people import Person
from models.stages import Stage
from models.task import Task
from models.walk import first_break
from tests import make
from tests.test_sample_data import WELL_KNOWN

NOW = datetime(2026, 11, 21, 3, 30, tzinfo=UTC)
CASES = 900


def built(folder: Path, number: int = CASES, seed: int = 430) -> Office:
    seeding.build(folder, number, seed=seed, clock=HeldClock(NOW))
    return opening.open_office(folder, login="kth", password="", clock=HeldClock(NOW))


@pytest.fixture(scope="module")
def seeded(tmp_path_factory: pytest.TempPathFactory):
    office = built(tmp_path_factory.mktemp("seed") / "office")
    yield office
    office.close()


def ask(office: Office, query: Any) -> list[Any]:
    with office.reading() as session:
        return [tuple(row) for row in session.execute(query)]


def test_it_is_sound_and_a_sample(seeded: Office) -> None:
    assert list(checking.check(seeded)) == []
    assert seeded.is_sample
    assert seeded.folder is not None
    assert list(seeded.folder.parent.iterdir()) == [seeded.folder]


def test_a_case_of_every_stage_opens(seeded: Office) -> None:
    with seeded.reading() as session:
        query = select(Case.stage, Case.id).where(Case.recorded_source == "")
        found = {row.stage: row.id for row in session.execute(query)}
        assert len(found) > 20
        for stage, id in found.items():
            sheet = case_sheet.read(session, id, seeded.rules, seeded.clock.today())
            assert sheet.stage is stage
            assert (sheet.lock is None) is (sheet.approved is None), stage


def test_everything_that_a_list_is_asked_for_is_there(seeded: Office) -> None:
    for column, kinds in ((Case.stage, Stage), (Case.type, ProjectType), (Factory.sector, Sector)):
        assert {one for (one,) in ask(seeded, select(column).distinct())} == set(kinds)
    assert {one for (one,) in ask(seeded, select(Connection.route).distinct())} >= {Route.R1A, Route.R1C, Route.R2}
    years = {day.year for (day,) in ask(seeded, select(Case.received_on).where(Case.received_on.is_not(None)))}
    assert years == set(range(2008, 2027))
    with seeded.reading() as session:
        everyone = set(session.execute(select(Officer.id)).scalars()) | {None}
        assert set(session.execute(select(Case.officer_id)).scalars()) == everyone
        counted = {kind: session.execute(select(func.count()).select_from(kind)).scalar_one()
                   for kind in (Applicant, Person, Case, CostLine, Calculation, Task)}  # fmt: skip
        assert counted[Applicant] == CASES / 5
        assert counted[Case] == CASES
        assert counted[CostLine] > 50
        assert counted[Calculation] > 10
        assert counted[Person] > 20
        assert counted[Task] > 50
        assert 0 < session.execute(select(func.count(Task.done_at))).scalar_one() < counted[Task]
        for some in (Case.due_on, Case.requested, Case.calculated, Case.approved, Case.recorded_amount):
            assert 0 < session.execute(select(func.count(some))).scalar_one() < CASES


def test_one_applicant_in_fifty_is_there_twice_and_spelled_otherwise(seeded: Office) -> None:
    query = select(Applicant.name_en, Applicant.name_tc, Applicant.br_number).order_by(Applicant.row_no)
    everyone = ask(seeded, query)
    for place in range(49, len(everyone), 50):
        english, chinese, number = everyone[place]
        alike = [
            one
            for one in everyone[:place]
            if (chinese and one[1][:4] == chinese[:4])
            or (english and one[0].casefold().split()[:3] == english.casefold().split()[:3])
        ]
        assert alike
        assert (english, chinese, number) not in alike


def test_phases_stages_and_amounts_fit_each_other(seeded: Office) -> None:
    with seeded.reading() as session:
        for case in session.execute(select(Case)).scalars():
            assert (case.received_on is None) == (case.stage in (Stage.ENQUIRY, Stage.DRAFT))
            assert (case.reference is None) == (case.received_on is None)
            if case.received_on is not None:
                edition = seeded.rules.edition_of(case)
                assert case.type in edition.types
                assert bool(case.recorded_source) == (edition is not seeded.rules.editions[-1])
            if case.factory_id is not None:
                assert session.get_one(Factory, case.factory_id).applicant_id == case.applicant_id
            if case.approved is not None and case.requested is not None:
                assert 0 < case.approved <= case.requested


def test_a_real_case_gets_the_next_number(tmp_path: Path) -> None:
    office = built(tmp_path / "office", 60)
    ((last,),) = ask(office, select(Counter.last).where(Counter.year == 2026))
    made = make.case(office)
    number = make.do(office, cases.receive, made.id, office.clock.today(), seen=1)
    assert number == f"CP-26-{last + 1:04}"
    assert list(checking.check(office)) == []
    office.close()


def test_names_are_folded_as_the_acts_fold_them_and_nobodys(seeded: Office) -> None:
    with seeded.reading() as session:
        for kind in (Applicant, Factory, Case):
            for record in session.execute(select(kind)).scalars():
                folded = [name for name in ("folded", "technology_folded") if hasattr(record, name)]
                before = [getattr(record, name) for name in folded]
                session.expunge(record)
                refold(record)
                assert [getattr(record, name) for name in folded] == before
        names = select(Applicant.name_en, Applicant.name_tc, Applicant.name_sc)
        said = "\n".join(" ".join(row) for row in session.execute(names))
    assert not [name for name in WELL_KNOWN if name.casefold() in said.casefold()]


def told(office: Office) -> list[Any]:
    """Everything in the office but its identities."""
    rows: list[Any] = []
    for kind in record_classes().values():
        columns = [one for one in table_of(kind).columns if one.name != "id" and not one.foreign_keys]
        rows.append(sorted(ask(office, select(*columns)), key=repr))
    return rows


def test_the_same_seed_gives_the_same_office(tmp_path: Path) -> None:
    one, again, other = (built(tmp_path / name, 120, seed) for name, seed in (("a", 1), ("b", 1), ("c", 2)))
    assert told(one) == told(again)
    assert told(one) != told(other)
    for office in (one, again, other):
        office.close()


def test_it_is_written_in_pieces_and_says_how_far_it_is(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(seeding, "_PIECE", 50)
    said: list[int] = []
    seeding.build(tmp_path / "office", 120, clock=HeldClock(NOW), told=said.append)
    assert said == [50, 100, 120]
    office = opening.open_office(tmp_path / "office", login="lky", password="")
    entries = make.entries(office, "office.seed")
    assert [one.at for one in entries] == sorted(one.at for one in entries)
    with office.reading() as session:
        assert first_break(session) is None
    office.close()


@pytest.mark.parametrize("number", [0, -1, seeding.MOST + 1])
def test_a_number_that_no_office_has_is_refused(tmp_path: Path, number: int) -> None:
    with pytest.raises(Invalid, match="between 1 and"):
        seeding.build(tmp_path / "office", number)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("number", [1, 2, 3, 7, 40])
def test_a_small_one_is_sound_too(tmp_path: Path, number: int) -> None:
    office = built(tmp_path / "office", number)
    assert list(checking.check(office)) == []
    assert ask(office, select(func.count()).select_from(Case)) == [(number,)]
    office.close()


def test_what_lies_there_already_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "office").mkdir()
    (tmp_path / "office/letter.txt").write_text("mine")
    with pytest.raises(CannotOpen, match="something in"):
        seeding.build(tmp_path / "office", 10)
    assert [one.name for one in (tmp_path / "office").iterdir()] == ["letter.txt"]


def test_a_real_office_takes_no_invented_case(office: Office) -> None:
    make.sign_in(office, Role.ADMINISTRATOR)
    with pytest.raises(Invalid, match="real office"):
        make.do(office, seeding.add, seeding.Piece(0, NOW))


_KILLED = """
import os, signal, sys
from pathlib import Path
from app import seeding
seeding._PIECE = 50
seeding.build(Path(sys.argv[1]), 1000, told=lambda made: made >= 200 and os.kill(os.getpid(), signal.SIGKILL))
"""


@pytest.mark.skipif(sys.platform == "win32", reason="kills with SIGKILL")
def test_a_killed_run_leaves_no_office_and_the_next_one_begins_anew(tmp_path: Path) -> None:
    folder = tmp_path / "office"
    done = subprocess.run([sys.executable, "-c", _KILLED, str(folder)], timeout=60, check=False)
    assert done.returncode == -9
    with pytest.raises(NotFound) as caught:
        opening.look(folder)
    assert say(caught.value.message, "en") == f"There is no office in {folder}."
    assert (tmp_path / "office.being-made").exists()
    office = built(folder, 20)
    assert list(checking.check(office)) == []
    office.close()
    assert list(tmp_path.iterdir()) == [folder]


def test_the_command(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("app.commands.seed._EVERY", 0)
    folder = str(tmp_path / "office")
    assert main(["seed", "--dir", folder, "--cases", "30", "--seed", "5"]) == 0
    printed = capsys.readouterr()
    assert printed.out == f"The office for measuring is in {folder}.\n"
    assert printed.err == "30 of 30 cases\n"
    assert main(["check", "--office", folder]) == 0
    assert main(["seed", "--dir", folder, "--cases", "30"]) == 1
    assert "something in" in capsys.readouterr().err
