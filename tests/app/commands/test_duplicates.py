"""`cpdesk duplicates`: pairs with their score and reasons; none is no failure, and nothing is changed."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from app.command import main
from tests import make
from tests.app.conftest import folder_office


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An office with one business that was registered twice."""
    made = tmp_path_factory.mktemp("duplicates") / "office"
    office = folder_office(made)
    make.applicant(office, name_en="Wing Fat Electroplating", name_tc="", br_number="23456789")
    make.applicant(office, name_en="", name_tc="永發電鍍廠", br_number="")
    make.applicant(office, name_en="Blue Jetty Dyeing", name_tc="", br_number="34567890")
    office.close()
    return made


def duplicates(folder: Path, *words: str) -> int | None:
    return main(["duplicates", "--office", str(folder), "--officer", "lky", *words])


def test_each_pair_has_both_refs_a_score_and_reasons(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert duplicates(folder, "--json") == 0
    said = capsys.readouterr()
    assert json.loads(said.out) == [
        {"a": "23456789", "b": "永發電鍍廠", "score": 70, "reasons": ["Wing Fat is how 永發 sounds"]}
    ]
    assert said.err == "Pairs: 1, among 3 applicants\n"


def test_two_of_one_number_are_told_apart_by_their_names(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    office = folder_office(tmp_path / "office")
    make.applicant(office, name_en="Wing Fat Electroplating", name_tc="", br_number="23456789")
    make.applicant(office, name_en="WF Holdings", name_tc="", br_number="23456789")
    office.close()
    assert duplicates(tmp_path / "office", "--json") == 0
    (pair,) = json.loads(capsys.readouterr().out)
    assert {pair["a"], pair["b"]} == {"Wing Fat Electroplating (23456789)", "WF Holdings (23456789)"}


def test_in_a_terminal_each_is_a_line(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert duplicates(folder, "--lang", "zh_HK") == 0
    line = capsys.readouterr().out.rstrip("\n").split("\t")
    assert line[:3] == ["70", "Wing Fat Electroplating (23456789)", "永發電鍍廠"]


def test_what_find_gives_is_what_it_refers_to(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["find", "--office", str(folder), "--officer", "lky", "wing fat electro", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)[0]["ref"] == "23456789"


def test_no_office_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert duplicates(tmp_path / "none", "--json") == 1
    assert "refusal" in json.loads(capsys.readouterr().out)
