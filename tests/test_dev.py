"""The door: it lists its verbs, counts tests rightly, and knows when an environment must be made again."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

import pytest

import dev


def test_bare_it_lists_every_verb_with_one_line(capsys: pytest.CaptureFixture[str]) -> None:
    assert dev.main([]) == 0
    lines = capsys.readouterr().out.splitlines()[2:]
    assert [line.split()[0] for line in lines] == list(dev.VERBS)
    assert all(len(line.split()) > 2 for line in lines)


def test_an_unknown_verb_is_wrong_usage() -> None:
    assert dev.main(["frobnicate"]) == 2


def test_counts_are_read_from_the_report(tmp_path: Path) -> None:
    report = tmp_path / "tests.xml"
    assert dev.counts(report) == (0, 1, 0)  # no report: the run broke down
    report.write_text('<testsuites><testsuite tests="9" failures="1" errors="2" skipped="1"/></testsuites>', "utf-8")
    assert dev.counts(report) == (5, 3, 1)


@pytest.mark.parametrize(
    ("kept", "made"),
    [
        ("", [False]),  # made by another hand: taken as it is, and filled
        ("{wanted}", []),  # nothing changed: nothing done
        ("unfinished", [True]),  # cut short: not trusted
        ("Python 3.2 in elsewhere\nsum\n", [True]),  # other Python or other place
        ("{place}\nanother lock\n", [False]),  # only the lock changed: filled up
    ],
)
def test_an_environment_is_made_anew_only_where_it_cannot_be_trusted(
    kept: str, made: list[bool], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    wanted = dev.fingerprint()
    stamp, python, calls = tmp_path / "stamp", tmp_path / "python", list[bool]()
    python.touch()
    if kept:
        stamp.write_text(kept.format(wanted=wanted, place=wanted.splitlines()[0]), encoding="utf-8")
    monkeypatch.setattr(dev, "STAMP", stamp)
    monkeypatch.setattr(dev, "PYTHON", python)
    monkeypatch.setattr(dev, "system", lambda: 0)
    monkeypatch.setattr(dev, "make_environment", lambda *, anew: calls.append(anew))
    monkeypatch.setattr(dev, "need", lambda *_: None)
    monkeypatch.setattr(dev, "hear", lambda *_: (0, "", ""))
    assert dev.setup() == 0
    assert calls == made
    assert stamp.read_text(encoding="utf-8") == wanted


def test_a_setup_that_fails_leaves_the_mark_of_an_unfinished_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise dev.Failed("no network")

    monkeypatch.setattr(dev, "STAMP", tmp_path / "stamp")
    monkeypatch.setattr(dev, "system", lambda: 0)
    monkeypatch.setattr(dev, "make_environment", lambda *, anew: None)
    monkeypatch.setattr(dev, "need", fail)
    with pytest.raises(dev.Failed):
        dev.setup()
    assert (tmp_path / "stamp").read_text(encoding="utf-8") == "unfinished"


def test_missing_libraries_are_named_by_their_debian_packages(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", "linux")
    monkeypatch.setattr(dev, "loads", lambda library: library != "libEGL.so.1")
    monkeypatch.setattr(shutil, "which", lambda program: None if program == "Xvfb" else program)
    assert dev.missing_packages() == ["libegl1", "xvfb"]
