"""The program is killed while it saves through the window: nothing that the window called saved is lost."""

from __future__ import annotations

import os
import random
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from app import case_list, checking, opening
from app.case_filter import CaseFilter
from app.case_sheet import read
from app.clock import HeldClock
from models import walk
from tests import make
from tests.app.conftest import MORNING, folder_office

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork")

ROOT = Path(__file__).parents[2]
#: What is saved, and at how many points of each saving the program dies; more by hand.
STEPS = ("title", "note", "due", "case")
POINTS = int(os.environ.get("CPDESK_KILLS", "1"))


@dataclass(frozen=True)
class Kept:
    """How much the office holds of what is saved."""

    title: int
    note: int
    due: int
    case: int


@dataclass
class Window:
    """The program that opens a window for each order."""

    process: subprocess.Popen[str]
    folder: Path

    def order(self, number: int, *steps: str) -> list[str]:
        """Save until the n-th call; what the program said before it died, or before its end."""
        assert self.process.stdin
        assert self.process.stdout
        print(number, self.folder, *steps, file=self.process.stdin, flush=True)
        said: list[str] = []
        while line := self.process.stdout.readline():
            said.append(line.strip())
            if said[-1] == "dead" or said[-1].startswith("ended"):
                return said
        raise AssertionError("the program itself has ended")


@pytest.fixture
def window(tmp_path: Path) -> Iterator[Window]:
    office = folder_office(tmp_path / "office")
    make.received(office)
    office.close()
    command = [sys.executable, str(Path(__file__).with_name("killed_window.py"))]
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "HOME": str(tmp_path), "QT_QPA_PLATFORM": "offscreen"}
    for name in ("XDG_CONFIG_HOME", "XDG_STATE_HOME", "XDG_DATA_HOME"):
        environment[name] = str(tmp_path / name)
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=ROOT, env=environment
    ) as process:
        yield Window(process, tmp_path / "office")
        assert process.stdin
        process.stdin.close()
    assert process.returncode == 0


def kept(folder: Path) -> Kept:
    """What is in the office; nothing in it is wrong, and every change has its act."""
    office = opening.open_office(folder, login="kth", password="", clock=HeldClock(MORNING))
    assert list(checking.check(office)) == []
    with office.reading() as session:
        assert walk.unaccounted(session) == []
        rows = case_list.rows(session, CaseFilter(), office.clock.today())
        first = read(session, min(row.id for row in rows), office.rules, office.clock.today())
    office.close()
    return Kept(len(first.fields.title_en), len(first.notes), len(first.due_for), len(rows))


def after(before: Kept, *steps: str) -> Kept:
    """Each step adds one."""
    return Kept(**{name: getattr(before, name) + (name in steps) for name in STEPS})


def test_killed_while_saving_through_the_window(window: Window) -> None:
    before = kept(window.folder)
    *said, end = window.order(-1, *STEPS)
    now = kept(window.folder)
    assert (end, now) == ("ended 0", after(before, *STEPS))
    dice = random.Random(20261121)
    deaths = 0
    for step, calls in ((line.split()[1], int(line.split()[2])) for line in said):
        for _ in range(POINTS):
            before, point = now, dice.randrange(calls)
            told = window.order(point, step)
            now = kept(window.folder)
            # Either it died, and the step is done or not, or it had less to do this time and called it saved.
            assert told == ["dead"] or told[0].startswith(f"saved {step}"), (step, point, told)
            assert now == after(before, step) or (told == ["dead"] and now == before), (step, point, told)
            deaths += told == ["dead"]
    assert deaths > 0
