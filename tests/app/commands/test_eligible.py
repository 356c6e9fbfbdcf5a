"""`cpdesk eligible` as a person and a script use it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from app.command import main

EXAMPLE = Path(__file__).parents[3] / "docs" / "examples" / "eligible-1d.toml"
Output = pytest.CaptureFixture[str]


@pytest.fixture
def file(tmp_path: Path) -> Path:
    copy = tmp_path / "facts.toml"
    copy.write_text(EXAMPLE.read_text(encoding="utf-8"), encoding="utf-8")
    return copy


def change(file: Path, old: str, new: str) -> None:
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new), encoding="utf-8")


def test_the_verdict_as_json(capsys: Output, file: Path) -> None:
    assert main(["eligible", str(file), "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert told["eligible"] is True
    assert [route["route"] for route in told["routes"]] == ["1A", "1B", "1C", "1D", "2", "3"]
    assert [route["met"] for route in told["routes"]] == [False, False, False, True, False, False]
    assert all(reason["text"] and reason["source"] for route in told["routes"] for reason in route["reasons"])


@pytest.mark.parametrize(
    ("old", "new", "eligible"),
    [
        ('"50.01"', '"50.00"', False),
        ('"30.00"', '"29.99"', False),
        ('applicant_holder = "Chan Tai Man"', 'applicant_holder = "Wong Siu Ming"', False),
        ("hk_resident = true\n", "", None),
        ("received = 2026-05-04", "received = 2013-02-01", None),
        ("12345678-000-01-11-1", "C0012345", None),
        ("on_list = true", "on_list = false\nmeets_criteria = false", False),
    ],
)
def test_a_no_and_a_cannot_say_are_results(
    capsys: Output, file: Path, old: str, new: str, eligible: bool | None
) -> None:
    change(file, old, new)
    assert main(["eligible", str(file), "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["eligible"] is eligible


def test_the_verdict_in_a_terminal_says_why(capsys: Output, file: Path) -> None:
    change(file, '"50.01"', '"50.00"')
    assert main(["eligible", str(file)]) == 0
    printed = capsys.readouterr()
    assert printed.err == ""
    assert printed.out.startswith("May this factory apply? No\n")
    assert "  – 50% of the factory is not more than 50%" in printed.out
    assert "✘ Route 1d" in printed.out


@pytest.mark.parametrize(
    ("old", "new", "kind"),
    [('type = "NT"', 'typ = "NT"', "invalid"), ("received = 2026-05-04", "received = 2199-01-01", "invalid")],
)
def test_a_file_that_cannot_be_used(capsys: Output, file: Path, old: str, new: str, kind: str) -> None:
    change(file, old, new)
    assert main(["eligible", str(file), "--json"]) == 1
    assert json.loads(capsys.readouterr().out)["refusal"]["kind"] == kind


@pytest.mark.parametrize(("day", "says"), [("2199-01-01", "in the future"), ("2026-05-03", "before receipt")])
def test_a_day_of_assessment_that_cannot_be(capsys: Output, file: Path, day: str, says: str) -> None:
    change(file, "assessed_on = 2026-06-15", f"assessed_on = {day}")
    assert main(["eligible", str(file), "--json"]) == 1
    refusal = json.loads(capsys.readouterr().out)["refusal"]
    assert refusal["kind"] == "invalid"
    assert says in refusal["message"]


def test_a_kind_of_factory_that_is_none_is_refused_with_all_that_are(capsys: Output, file: Path) -> None:
    change(file, 'kind = "guangdong"', 'kind = "macau"')
    assert main(["eligible", str(file)]) == 1
    assert "guangdong, hong-kong, workshop, elsewhere" in capsys.readouterr().err


def test_a_file_that_is_not_there(capsys: Output, tmp_path: Path) -> None:
    assert main(["eligible", str(tmp_path / "none.toml")]) == 1
    printed = capsys.readouterr()
    assert printed.out == ""
    assert "There is no file" in printed.err


def test_wrong_usage() -> None:
    with pytest.raises(SystemExit) as left:
        main(["eligible"])
    assert left.value.code == 2
