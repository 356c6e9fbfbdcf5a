"""The command line as a whole."""

from __future__ import annotations

import subprocess
import sys

import pytest

from app.command import main
from app.version import VERSION


def test_without_a_verb_the_caller_opens_the_window() -> None:
    assert main([]) is None


def test_version(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as left:
        main(["--version"])
    assert left.value.code == 0
    assert capsys.readouterr().out == f"cpdesk {VERSION}\n"


def test_a_verb_that_is_not_there(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as left:
        main(["calculat"])
    assert left.value.code == 2
    assert capsys.readouterr().out == ""


def test_output_that_nobody_reads_any_more_is_no_crash() -> None:
    program = "import sys; from app.command import main; sys.exit(main())"
    lines = "calculate --received 2016-01-05 --type DP --cost 5".split()
    running = subprocess.Popen(
        [sys.executable, "-u", "-c", program, *lines], stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )
    assert running.stdout is not None
    assert running.stderr is not None
    running.stdout.close()
    with running.stderr:
        told = running.stderr.read()
    assert (running.wait(), told) == (1, b"")
