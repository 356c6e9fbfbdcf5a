"""The process is killed while it writes an office: afterwards everything is entirely as before, or entirely done."""

from __future__ import annotations

import os
import random
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from sqlalchemy import select, union

from app import checking, opening
from app.backup import backup, restore
from app.clock import HeldClock
from app.office import Office
from models import Applicant, Case, Person, walk
from tests import make
from tests.app.conftest import MORNING, folder_office
from tests.app.killed import LISTED

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork")

ROOT = Path(__file__).parents[2]
POINTS = 50
_LAST = 6


class Victim:
    """The program that forks a child for each order and tells how it ended."""

    def __init__(self, process: subprocess.Popen[str], folder: Path) -> None:
        self.process = process
        self.folder = folder

    def order(self, path: str, number: int) -> str:
        """Run a path until its n-th call; "" when it was killed there, else how many calls it made."""
        assert self.process.stdin
        assert self.process.stdout
        print(path, number, self.folder, file=self.process.stdin, flush=True)
        said = ""
        while line := self.process.stdout.readline():
            if line.strip() in ("dead", ""):
                return "" if line.strip() else said
            said = line.strip()
        raise AssertionError("the program itself has ended")

    def kill(self, path: str, number: int) -> bool:
        """Whether the path was killed at its n-th call; it may make a few calls less than when they were counted, as
        when a file of compiled code was not there yet, and then comes to its end before."""
        said = self.order(path, number)
        assert not said or number - _LAST < int(said) <= number, (number, said)
        return not said

    def points(self, path: str) -> list[int]:
        """Seeded points over all the calls of a path, its first and last ones among them."""
        calls = int(self.order(path, -1))
        dice = random.Random(20261121)
        ends = {0, 1, calls // 2, *range(calls - _LAST, calls)}
        while len(ends) < min(POINTS + _LAST, calls):
            ends.add(dice.randrange(calls))
        return sorted(ends)


@pytest.fixture
def victim(tmp_path: Path) -> Iterator[Victim]:
    """The program with an office to work on and a whole backup of it."""
    office = folder_office(tmp_path / "office")
    make.received(office)
    backup(office, tmp_path / "whole.cpdesk")
    office.close()
    command = [sys.executable, str(Path(__file__).with_name("killed.py"))]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=ROOT, env=environment
    ) as process:
        yield Victim(process, tmp_path)
        assert process.stdin
        process.stdin.close()
    assert process.returncode == 0


def opened(folder: Path) -> Office:
    return opening.open_office(folder, login="kth", password="", clock=HeldClock(MORNING))


def sound(folder: Path) -> None:
    """An office that opens and in which nothing is wrong."""
    office = opened(folder)
    assert list(checking.check(office)) == []
    office.close()


def killed_everywhere(victim: Victim, path: str, result: Path, prove: Callable[[Path], None]) -> None:
    """Kill a path that makes something new at every point: its result is missing, or whole."""
    points = victim.points(path)
    gone(result)
    killed = done = 0
    for point in points:
        if point % 2:  # the others meet what the killed one left
            gone(result.with_name(result.name + ".being-made"))
        killed += victim.kill(path, point)
        if result.exists():
            prove(result)
            gone(result)
            done += 1
    assert killed >= POINTS
    assert 0 < done < len(points)
    assert victim.order(path, -1)
    prove(result)
    assert not [one for one in victim.folder.iterdir() if one.name.endswith(".being-made")]


def gone(path: Path) -> None:
    if path.is_dir():
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)


def test_making_an_office(victim: Victim) -> None:
    killed_everywhere(victim, "create", victim.folder / "made", sound)


def test_a_backup(victim: Victim) -> None:
    def prove(file: Path) -> None:
        restore(file, victim.folder / "proof")
        sound(victim.folder / "proof")
        gone(victim.folder / "proof")

    killed_everywhere(victim, "backup", victim.folder / "kept.cpdesk", prove)
    sound(victim.folder / "office")


def test_restoring(victim: Victim) -> None:
    killed_everywhere(victim, "restore", victim.folder / "back", sound)


def test_acts(victim: Victim) -> None:
    folder = victim.folder / "office"
    killed, counted = 0, len(entries(folder))
    for point in victim.points("act"):
        killed += victim.kill("act", point)
        now = entries(folder)
        assert counted <= len(now) <= counted + 5  # an applicant, a factory, a case, a cost, the receipt
        counted = len(now)
    assert killed >= POINTS
    sound(folder)


def test_a_list_is_brought_in_whole_or_not_at_all(victim: Victim) -> None:
    folder = victim.folder / "office"
    killed, counted, lists = 0, applicants(folder), 0
    for point in victim.points("list")[-16:]:
        before = applicants(folder)
        killed += victim.kill("list", point)
        now = applicants(folder)
        assert now - before in (0, LISTED)
        lists += now > before
    assert killed >= 12
    assert lists == (applicants(folder) - counted - LISTED) // LISTED  # one more came in when the calls were counted
    assert entries(folder).count("import.applicants") == lists + 1
    sound(folder)


def test_two_applicants_are_merged_whole_or_not_at_all(victim: Victim) -> None:
    folder = victim.folder / "office"
    killed = sum(victim.kill("merge", point) for point in victim.points("merge")[-16:])
    assert killed >= 12
    office = opened(folder)
    with office.reading() as session:
        gone = set(session.execute(select(Applicant.id).where(Applicant.merged_into_id.is_not(None))).scalars())
        owners = {one for (one,) in session.execute(union(select(Case.applicant_id), select(Person.applicant_id)))}
    office.close()
    assert len(gone) == entries(folder).count("applicant.merge") >= 1
    assert not gone & owners
    sound(folder)


def applicants(folder: Path) -> int:
    office = opened(folder)
    with office.reading() as session:
        found = session.query(Applicant).count()
    office.close()
    return found


def entries(folder: Path) -> list[str]:
    """The acts in the journal, whose chain and records must hold."""
    office = opened(folder)
    with office.reading() as session:
        assert walk.first_break(session) is None
        assert walk.unaccounted(session) == []
    found = [one.act for one in make.entries(office)]
    office.close()
    return found
