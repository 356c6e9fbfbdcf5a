"""A program that writes until it is killed: `python writer.py`, one order a line on stdin, run by test_killed.

An order is `address kind number`. A child is forked for each; it commits one act after the other and says so on
stdout, until it dies: inside the n-th step of SQLite's machine, or at the n-th byte of the log that SQLite writes.
Killed from outside, it needs no order to die.
"""

from __future__ import annotations

import itertools
import os
import resource
import signal
import sys
from pathlib import Path

from sqlalchemy import event, select
from sqlalchemy.engine.interfaces import DBAPIConnection

from models import Applicant, Case
from models.store import Store
from tests.engines import KEY
from tests.models.samples import act, filled


def main() -> None:
    for line in sys.stdin:
        address, kind, number = line.split()
        child = os.fork()
        if child == 0:
            write(address, kind, int(number))
        print("pid", child, flush=True)
        os.waitpid(child, 0)
        print("dead", flush=True)


def write(address: str, kind: str, number: int) -> None:
    """Commit acts without end: a new applicant with a case, then a change of both."""
    shared = address.startswith("postgresql")
    store = Store.shared(address) if shared else Store.local(Path(address), KEY)
    if kind == "step":
        _die_at_step(store, number)
    elif kind == "byte":
        _die_at_byte(Path(address), number)
    for turn in itertools.count():
        with act(store, "one") as session:
            owner = filled(Applicant, name_en=f"before {turn}", remarks="x" * 3000)
            session.add(owner)
            session.flush()
            session.add(filled(Case, applicant_id=owner.id, title_en=f"before {turn}"))
        print("did", flush=True)
        with act(store, "two") as session:
            case = session.execute(select(Case).where(Case.applicant_id == owner.id)).scalar_one()
            case.title_en = session.get_one(Applicant, owner.id).name_en = f"after {turn}"
        print("did", flush=True)


def _die_at_step(store: Store, number: int) -> None:
    steps = itertools.count()

    @event.listens_for(store.engine, "connect")
    def count(connection: DBAPIConnection, _record: object) -> None:
        connection.set_progress_handler(step, 5)

    def step() -> bool:
        if next(steps) == number:
            os.kill(os.getpid(), signal.SIGKILL)
        return False


def _die_at_byte(path: Path, number: int) -> None:
    """The kernel ends the process in the middle of the write that passes this length of a file."""
    limit = path.stat().st_size + number
    signal.signal(signal.SIGXFSZ, signal.SIG_DFL)
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))


if __name__ == "__main__":
    main()
