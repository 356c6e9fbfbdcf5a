"""The process is killed while it writes: afterwards each act is there whole, or not at all, and none is lost."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import select

from models import Applicant, Case, Change
from models.store import Store
from tests.engines import database_file
from tests.models.samples import chain, first_break

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork")

ROOT = Path(__file__).parents[2]
CHANCE = random.Random(20261121)
STEPS = [CHANCE.randrange(20, 2_000) for _ in range(24)]
BYTES = [CHANCE.randrange(4_096, 400_000) for _ in range(24)]
ACTS = [CHANCE.randrange(1, 12) for _ in range(12)]


class Writer:
    """The program that forks a child to be killed for each order."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        self.process = process

    def order(self, address: str, kind: str, number: int) -> int:
        """Have a child write until it dies; after `number` acts it is killed from here if it is `kill`.

        Returns how many acts the child said it had done.
        """
        assert self.process.stdin
        assert self.process.stdout
        print(address, kind, number, file=self.process.stdin, flush=True)
        child, done = 0, 0
        for line in self.process.stdout:
            said, _, rest = line.strip().partition(" ")
            if said == "dead":
                return done
            child = int(rest) if said == "pid" else child
            done += said == "did"
            if kind == "kill" and child and done >= number:
                os.kill(child, signal.SIGKILL)
        raise AssertionError("the writer itself has ended")


@pytest.fixture(scope="module")
def writer() -> Iterator[Writer]:
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    command = [sys.executable, str(Path(__file__).with_name("writer.py"))]
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=ROOT, env=environment
    ) as process:
        yield Writer(process)
        assert process.stdin
        process.stdin.close()
    assert process.returncode == 0


def _whole(store: Store, said: int, before: int) -> int:
    """Check that everything said to be done is there, at most one act more, and nothing by halves."""
    kept = len(chain(store))
    assert said <= kept - before <= said + 1
    assert first_break(store) is None
    assert store.damage() == []
    with store.reading() as session:
        pairs = session.execute(select(Applicant.name_en, Case.title_en).join(Case, Case.applicant_id == Applicant.id))
        assert all(one == other for one, other in pairs)
        changes = session.execute(select(Change.kind)).scalars().all()
        assert changes.count("applicants") == changes.count("cases") == kept
    return kept


def _address(store: Store) -> str:
    if store.is_shared:
        return store.engine.url.render_as_string(hide_password=False)
    return str(database_file(store))


def test_killed_from_outside_between_or_within_acts(store: Store, writer: Writer) -> None:
    kept = 0
    for number in ACTS:
        said = writer.order(_address(store), "kill", number)
        kept = _whole(store, said, kept)
    assert kept >= sum(ACTS)


@pytest.mark.one_engine("sqlcipher", "a server outlives its callers")
def test_killed_inside_a_statement(store: Store, writer: Writer) -> None:
    kept = 0
    for number in STEPS:
        kept = _whole(store, writer.order(_address(store), "step", number), kept)
    assert kept > 0


@pytest.mark.one_engine("sqlcipher", "a server outlives its callers")
def test_killed_in_the_middle_of_a_write_to_the_disk(store: Store, writer: Writer) -> None:
    kept = 0
    for number in BYTES:
        kept = _whole(store, writer.order(_address(store), "byte", number), kept)
    assert kept > 0
