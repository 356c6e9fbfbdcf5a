"""The command line as a whole."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import IO

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


@pytest.mark.parametrize("words", ["calculate --received 2026-01-01 --type NT --cost=--", "cases --office=--"])
def test_two_dashes_are_no_value(words: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as left:
        main(words.split())
    assert left.value.code == 2
    assert "expected one argument" in capsys.readouterr().err


def run(*words: str, stdout: int | IO[bytes] = subprocess.PIPE) -> tuple[int, bytes, bytes]:
    program = "import sys; from app.command import main; sys.exit(main())"
    done = subprocess.run([sys.executable, "-c", program, *words], stdout=stdout, stderr=subprocess.PIPE, check=False)
    return done.returncode, done.stdout, done.stderr


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no full device here")
def test_a_full_disk_behind_stdout_is_said() -> None:
    with Path("/dev/full").open("wb") as full:
        code, _, told = run(*"calculate --received 2016-01-05 --type DP --cost 5".split(), stdout=full)
    assert (code, told.startswith(b"The file stdout cannot be written: ")) == (1, True)


@pytest.mark.skipif(sys.platform == "win32", reason="asks a shell of Unix")
@pytest.mark.parametrize("more", [[], ["--json"], ["--cost=x"]])
def test_a_closed_stdout_is_said_and_nothing_is_begun(more: list[str]) -> None:
    program = "import sys; from app.command import main; sys.exit(main())"
    words = *"calculate --received 2016-01-05 --type DP --cost 5 --lang zh_HK".split(), *more
    shell = ["sh", "-c", 'exec "$0" "$@" >&-', sys.executable, "-c", program]
    done = subprocess.run([*shell, *words], capture_output=True, check=False)
    assert (done.returncode, done.stdout) == (1, b"")
    assert "stdout" in done.stderr.decode()
    assert done.stderr.count(b"\n") == 1


@pytest.mark.parametrize(
    "words",
    ["--vers", "calculate --rec 2016-01-05 --type DP --cost 5", "eligible x.toml --js", "cases --off x", "check --o x"],
)
def test_options_are_written_out(words: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as left:
        main(words.split())
    assert left.value.code == 2
    assert capsys.readouterr().out == ""


@pytest.mark.skipif(sys.platform == "win32", reason="names of files are text there")
def test_a_name_that_is_no_text_can_be_said() -> None:
    words = *"calculate --received 2016-01-05 --type DP --json --lines".split(), os.fsdecode(b"\xff.csv")
    code, out, told = run(*words)
    assert (code, told) == (1, b"")
    assert json.loads(out)["refusal"]["message"] == "There is no file \udcff.csv"


@pytest.mark.parametrize("given", [["--password=hunter22"], ["word", "--password", "hunter22"]])
def test_a_password_given_as_an_argument_is_not_repeated(given: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as left:
        main(["cases", "--office", "x", *given])
    assert left.value.code == 2
    told = capsys.readouterr().err
    assert "--password" in told
    assert "hunter22" not in told
