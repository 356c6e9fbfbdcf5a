"""A program that is killed while it writes an office: `python killed.py`, one order a line on stdin.

An order is `path number folder`. A child is forked for each; it dies at the n-th of its calls that reach the
disk or the database. One that comes to its end says how many such calls it made.
"""

from __future__ import annotations

import os
import signal
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

from app import applicants, merging, opening
from app.applicants import ApplicantFields
from app.backup import backup, restore
from app.clock import HeldClock
from app.importing.fields import Kind
from app.sample import CHEAP
from models.kinds import OfficeKind
from tests import make
from tests.app.conftest import MORNING, folder_office

#: The calls of C that read, write, name or settle something, or hand something to SQLite.
REACHING = frozenset(
    "open read seek write stat fsync rename replace mkdir rmdir unlink remove copyfile sendfile execute executemany "
    "commit rollback backup close writestr".split()
)


#: So many rows has a list that is brought in.
LISTED = 300


def create(folder: Path) -> None:
    first = opening.FirstOfficer("kth", "KTH", "KAN Tsz-ho", "")
    clock = HeldClock(MORNING)
    opening.create(
        folder / "made", name="T", kind=OfficeKind.SAMPLE, first=first, password="", clock=clock, cost=CHEAP
    ).close()


def act(folder: Path) -> None:
    office = opening.open_office(folder / "office", login="lky", password="", clock=HeldClock(MORNING))
    make.received(office)
    office.close()


def bring_in(folder: Path) -> None:
    office = opening.open_office(folder / "office", login="lky", password="", clock=HeldClock(MORNING))
    number = len(make.entries(office))
    make.brought_in(office, Kind.APPLICANTS, "name\n" + "".join(f"Company {number}-{row}\n" for row in range(LISTED)))
    office.close()


def merge(folder: Path) -> None:
    office = opening.open_office(folder / "office", login="lky", password="", clock=HeldClock(MORNING))
    made = make.case(office, cost=None)
    make.person(office, made.applicant_id)
    form = ApplicantFields(name_en="The one that stays")
    stays = make.do(office, applicants.register, form)
    make.do(office, merging.merge, stays, made.applicant_id, form, seen=1, other_seen=1)
    office.close()


def keep(folder: Path) -> None:
    office = opening.open_office(folder / "office", login="lky", password="", clock=HeldClock(MORNING))
    backup(office, folder / "kept.cpdesk")
    office.close()


def bring_back(folder: Path) -> None:
    restore(folder / "whole.cpdesk", folder / "back")


PATHS: dict[str, Callable[[Path], None]] = {
    "create": create,
    "act": act,
    "list": bring_in,
    "merge": merge,
    "backup": keep,
    "restore": bring_back,
}


def main() -> None:
    warm_up()
    for line in sys.stdin:
        path, number, folder = line.split(maxsplit=2)
        child = os.fork()
        if child == 0:
            run(PATHS[path], int(number), Path(folder.strip()))
        _, status = os.waitpid(child, 0)
        print("dead" if os.WIFSIGNALED(status) else "", flush=True)


def warm_up() -> None:
    """Load once what every child would have to load for itself."""
    with tempfile.TemporaryDirectory() as folder:
        folder_office(Path(folder) / "office").close()
        for name in ("act", "backup", "merge"):
            PATHS[name](Path(folder))


def run(path: Callable[[Path], None], number: int, folder: Path) -> None:
    """Do it until the call of that number; below zero, count the calls and say how many there were."""
    calls = 0

    def count(_frame: object, event: str, what: Any) -> None:
        nonlocal calls
        if event == "c_call" and getattr(what, "__name__", "") in REACHING:
            if calls == number:
                os.kill(os.getpid(), signal.SIGKILL)
            calls += 1

    sys.setprofile(count)
    path(folder)
    sys.setprofile(None)
    print(calls, flush=True)
    os._exit(0)


if __name__ == "__main__":
    main()
