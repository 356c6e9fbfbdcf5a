"""`cpdesk find`: what is found, why, and that nothing found is no failure."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from app.command import main
from tests import make
from tests.app.conftest import folder_office


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A sample office with an applicant and its received case."""
    made = tmp_path_factory.mktemp("find") / "office"
    office = folder_office(made)
    whose = make.applicant(office, name_en="Wing Fat Electroplating", name_tc="永發電鍍廠", br_number="12345678")
    make.received(office, applicant_id=whose, factory_id=None)
    office.close()
    return made


def find(folder: Path, *words: str) -> int | None:
    return main(["find", "--office", str(folder), "--officer", "lky", *words])


def test_it_says_what_was_found_and_why(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert find(folder, "din dou", "--json") == 0
    found = json.loads(capsys.readouterr().out)
    why = "電鍍 sounds like din dou"
    assert found[0] == {"kind": "applicant", "ref": "12345678", "name": "Wing Fat Electroplating", "matched": why}
    assert [one["kind"] for one in found] == ["applicant", "case"]


def test_in_a_terminal_each_is_a_line(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert find(folder, "cp-26-0001", "--lang", "zh_HK") == 0
    said = capsys.readouterr()
    assert said.out.split("\t")[:3] == ["case", "CP-26-0001", "永發電鍍廠"]
    assert said.err == ""


def test_nothing_found_is_said_and_is_no_failure(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert find(folder, "qqqq") == 0
    said = capsys.readouterr()
    assert (said.out, said.err) == ("", "Nothing was found for qqqq.\n")
    assert find(folder, "qqqq", "--json") == 0
    assert json.loads(capsys.readouterr().out) == []


def test_an_index_is_made_anew_before_it_is_checked(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", "--reindex", "--office", str(folder), "--officer", "lky"]) == 0
    assert capsys.readouterr().out.startswith("Nothing is wrong")


@pytest.mark.parametrize("words", ["", "  ", '""', "「」"])
def test_nothing_to_look_for_is_refused_with_what_to_do(
    folder: Path, capsys: pytest.CaptureFixture[str], words: str
) -> None:
    assert find(folder, words) == 1
    assert capsys.readouterr().err == "Say what to find: a number, or a piece of a name.\n"


@pytest.mark.parametrize("verb", ["find", "cases"])
def test_half_a_character_is_no_text(folder: Path, capsys: pytest.CaptureFixture[str], verb: str) -> None:
    half = b"wing\xed\xa0\x80".decode("utf-8", "surrogateescape")
    assert main([verb, half, "--office", str(folder), "--officer", "lky", "--json"]) == 1
    told = json.loads(capsys.readouterr().out)
    assert told["refusal"]["message"].endswith("is not text in UTF-8. Type it again.")


def test_words_that_begin_with_a_minus_are_words(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert find(folder, "-永發") == 0
    assert "-永發" in capsys.readouterr().err
    for query, found in (("-stage:paid", "1 case"), ("-永發", "0 of 1 case")):
        assert main(["cases", query, "--office", str(folder), "--officer", "lky"]) == 0
        assert capsys.readouterr().err == f"{found}\n"
    with pytest.raises(SystemExit) as left:
        main(["cases", "-wing", "--office", str(folder)])
    assert left.value.code == 2
    assert "put -- before words that begin with a minus" in capsys.readouterr().err
