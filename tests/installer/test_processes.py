"""The built program has no Python beside it: a process that it starts for work is itself, with a word of its own."""

from __future__ import annotations

import multiprocessing
import os
import sys
from concurrent.futures import ProcessPoolExecutor
from decimal import Decimal
from multiprocessing import spawn

import pytest

from app.inside import ask
from app.inside.found import Picture
from app.money import down_to_dollar
from app.refusal import CannotOpen
from models.kinds import Sight
from tests.app.inside import files
from tests.installer.started import Built


@pytest.fixture
def frozen(program: Built, monkeypatch: pytest.MonkeyPatch) -> Built:
    """The built program, and this process asking as if it were one: for what it starts, it takes that program."""
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    monkeypatch.setattr(sys, "executable", str(program.file))
    return program


@pytest.mark.skipif(sys.platform != "linux", reason="asks /proc which program a process runs")
def test_a_process_for_a_batch_works_and_opens_no_window(frozen: Built, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the window runs, batches start processes anew ("spawn")."""
    before = spawn.get_executable()
    monkeypatch.setattr(multiprocessing.process, "ORIGINAL_DIR", None)
    spawn.set_executable(str(frozen.file))
    try:
        with ProcessPoolExecutor(1, mp_context=multiprocessing.get_context("spawn")) as pool:
            assert pool.submit(os.readlink, "/proc/self/exe").result(60) == str(frozen.file)
            assert pool.submit(down_to_dollar, Decimal("7.90")).result(60) == Decimal("7.00")
    finally:
        spawn.set_executable(before)


@pytest.mark.usefixtures("frozen")
def test_it_looks_into_files_from_outside_in_a_process_of_its_own() -> None:
    """Each kind brings a library of its own, which must be in the folder and loaded before the process gives up."""
    assert (ask.facts(files.pdf(3)).sight, ask.facts(files.pdf(3)).pages) == (Sight.SHOWN, 3)
    for data in (files.pdf(1), files.picture("PNG"), files.picture("TIFF"), files.picture("WEBP")):
        page = ask.page(data, 0, 30)
        assert isinstance(page, Picture)
        assert page.width == 30
    mail = ask.facts(files.mail(("報價單.pdf", files.pdf())))
    assert (mail.title, [one.name for one in mail.attachments]) == ("補交報價單", ["報價單.pdf"])


def test_that_process_is_the_program_itself(frozen: Built) -> None:
    assert ask._command() == [str(frozen.file), "--look-inside"]


@pytest.mark.usefixtures("frozen")
def test_a_file_that_defeats_that_process_is_refused_with_a_sentence() -> None:
    assert ask.facts(files.pdf(1)[:200]).sight is Sight.DAMAGED
    with pytest.raises(CannotOpen, match="damaged"):
        ask.page(files.pdf(1)[:200], 0, 30)
