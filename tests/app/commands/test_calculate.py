"""`cpdesk calculate` as a person and a script use it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from app.command import main

Output = pytest.CaptureFixture[str]


def asked(output: Output, *arguments: str) -> tuple[int | None, dict[str, Any]]:
    status = main(["calculate", *arguments, "--json"])
    printed = output.readouterr()
    assert printed.err == ""
    return status, json.loads(printed.out)


def test_the_result_as_json(capsys: Output) -> None:
    status, told = asked(capsys, "--received", "2016-01-05", "--type", "DP", "--cost", "1120000")
    assert status == 0
    assert {key: told[key] for key in list(told)[:8]} == {
        "edition": "P3",
        "type": "DP",
        "eligible_cost": "1120000.00",
        "rate": "0.50",
        "ceiling": "330000.00",
        "ceiling_basis": "project",
        "subsidy": "330000.00",
        "not_paid": "790000.00",
    }
    assert list(told) == [*list(told)[:8], "working", "not_set"]
    assert all(list(line) == ["rule", "source", "mark", "text", "amount"] for line in told["working"])
    share = next(line for line in told["working"] if line["rule"] == "share")
    assert (share["text"], share["amount"], share["mark"]) == (
        "50% of HK$1,120,000 is HK$560,000",
        "560000.00",
        "arithmetic",
    )
    assert len(told["not_set"]) == 5


@pytest.mark.parametrize(
    ("received", "kind", "more", "refusal", "figure"),
    [
        ("2014-01-05", "VP", [], "not-set", "P2.VP.rate"),
        ("2016-01-05", "OSI", [], "not-set", "P3.OSI.rate"),
        ("2022-01-05", "OSI", [], "not-set", "P4.OSI.ceiling"),
        ("2010-01-05", "OA", [], "not-set", "P1.OA.rate"),
        ("2026-01-05", "NT", [], "not-set", "P5.NT.origin"),
        ("2026-01-05", "OA", [], "not-published", "P5.OA"),
        ("2022-01-05", "DP", [], "not-published", "P4.DP"),
        ("2014-01-05", "NT", ["--origin", "hk"], "not-published", "P2.NT"),
        ("2007-12-31", "DP", [], "no-edition", None),
        ("2013-02-01", "DP", [], "no-edition", None),
        ("2015-05-01", "DP", [], "no-edition", None),
        ("2199-01-01", "DP", [], "invalid", None),
        ("2014-02-30", "DP", [], "invalid", None),
        ("yesterday-ish", "DP", [], "invalid", None),
    ],
)
def test_refusals_have_a_kind_and_a_figure(
    capsys: Output, received: str, kind: str, more: list[str], refusal: str, figure: str | None
) -> None:
    status, told = asked(capsys, "--received", received, "--type", kind, "--cost", "5000", *more)
    assert status == 1
    assert list(told) == ["refusal"]
    assert list(told["refusal"]) == ["kind", "message", "figure"]
    assert (told["refusal"]["kind"], told["refusal"]["figure"]) == (refusal, figure)
    assert told["refusal"]["message"]


@pytest.mark.parametrize("received", ["2007-12-31", "2013-02-01", "2199-01-01"])
def test_days_that_belong_to_no_rules_each_have_their_sentence(capsys: Output, received: str) -> None:
    _, told = asked(capsys, "--received", received, "--type", "DP", "--cost", "5000")
    said = {"2007-12-31": "began on", "2013-02-01": "lies between", "2199-01-01": "in the future"}
    assert said[received] in told["refusal"]["message"]


@pytest.mark.parametrize(
    "cost", ["0", "-5", "1000000000000.01", "nan", "inf", "1e5", "100.005", "70萬", "70万", "1,12", "", "twelve", "NaN"]
)
def test_amounts_that_are_refused(capsys: Output, cost: str) -> None:
    status, told = asked(capsys, "--received", "2016-01-05", "--type", "DP", f"--cost={cost}")
    assert (status, told["refusal"]["kind"]) == (1, "invalid")


@pytest.mark.parametrize("cost", ["700000", "700,000.00", "７００，０００", "HK$700,000"])
def test_amounts_that_are_read(capsys: Output, cost: str) -> None:
    _, told = asked(capsys, "--received", "2016-01-05", "--type", "DP", "--cost", cost)
    assert told["eligible_cost"] == "700000.00"


@pytest.mark.parametrize(("origin", "ceiling"), [("hk", "750000.00"), ("hk-gd", "750000.00"), ("other", "650000.00")])
def test_new_technology_by_its_origin(capsys: Output, origin: str, ceiling: str) -> None:
    arguments = ("--received", "2026-05-04", "--type", "NT", "--cost", "1600000", "--origin", origin)
    _, told = asked(capsys, *arguments)
    assert told["subsidy"] == told["ceiling"] == ceiling


def test_an_origin_that_is_not_used_is_said(capsys: Output) -> None:
    status = main(["calculate", "--received", "2016-01-05", "--type", "DP", "--cost", "5", "--origin", "hk"])
    assert status == 0
    assert "counts for NT only" in capsys.readouterr().err


def test_what_was_granted_before(capsys: Output) -> None:
    arguments = ("--received", "2014-01-05", "--type", "OA", "--cost", "60000")
    assert asked(capsys, *arguments, "--already-granted", "10,000")[1]["subsidy"] == "15000.00"
    assert asked(capsys, *arguments, "--already-granted", "0")[1]["subsidy"] == "25000.00"
    assert asked(capsys, *arguments, "--already-granted=-1")[0] == 1


def test_the_working_in_a_terminal(capsys: Output) -> None:
    assert main(["calculate", "--received", "2016-01-05", "--type", "DP", "--cost", "700000"]) == 0
    printed = capsys.readouterr()
    assert printed.err == ""
    assert "50% of HK$700,000 is HK$350,000" in printed.out
    assert "HK$350,000 is above the ceiling of HK$330,000 (per project): HK$330,000 counts" in printed.out
    assert "[Confirmed · GovHK: Cleaner Production Partnership Programme]" in printed.out
    assert "Length of the project: not published, not checked" in printed.out


def test_a_refusal_is_a_sentence_on_stderr(capsys: Output) -> None:
    assert main(["calculate", "--received", "2014-01-05", "--type", "VP", "--cost", "5000"]) == 1
    printed = capsys.readouterr()
    assert printed.out == ""
    assert "The rate P2.VP.rate is not set" in printed.err


@pytest.mark.parametrize("language", ["zh_HK", "zh_CN"])
def test_sources_are_named_in_the_language_asked_for(capsys: Output, language: str) -> None:
    _, told = asked(capsys, "--received", "2016-01-05", "--type", "DP", "--cost", "5000", "--lang", language)
    rate = next(line for line in told["working"] if line["rule"] == "rate")
    assert (
        rate["source"]
        == {"zh_HK": "香港政府一站通：清潔生產伙伴計劃", "zh_CN": "香港政府一站通：清洁生产伙伴计划"}[language]
    )
    assert rate["text"] != "The rate is 50%"


@pytest.mark.parametrize(
    "arguments",
    [
        [],
        ["--received", "2016-01-05", "--type", "DP"],
        ["--received", "2016-01-05", "--type", "XX", "--cost", "5"],
        ["--received", "2016-01-05", "--type", "DP", "--cost", "5", "--lines", "x.csv"],
        ["--received", "2016-01-05", "--type", "NT", "--cost", "5", "--origin", "mars"],
        ["--received", "2016-01-05", "--type", "DP", "--cost", "5", "--lang", "fr"],
    ],
)
def test_wrong_usage(arguments: list[str]) -> None:
    with pytest.raises(SystemExit) as left:
        main(["calculate", *arguments])
    assert left.value.code == 2


def test_cost_lines_from_a_file(capsys: Output, tmp_path: Path) -> None:
    file = tmp_path / "lines.csv"
    file.write_text(
        "kind,text,amount,currency,rate,rate_source,rate_date,eligible,why\n"
        'equipment,Oxidiser,"1,120,000",HKD,,,,yes,\n'
        "installation,Ducts,300000,CNY,1.0812,HKAB,2026-05-04,yes,\n"
        "other,Furniture,20000,,,,,no,not part of the project\n",
        encoding="utf-8",
    )
    arguments = ("--received", "2026-05-04", "--type", "NT", "--origin", "other", "--lines", str(file))
    _, told = asked(capsys, *arguments)
    assert told["eligible_cost"] == "1444360.00"
    assert told["subsidy"] == "650000.00"
    assert [line["rule"] for line in told["working"]][1:4] == ["cost.1", "cost.2", "not-eligible.3"]


def test_a_file_that_is_not_there(capsys: Output, tmp_path: Path) -> None:
    arguments = ("--received", "2016-01-05", "--type", "DP", "--lines", str(tmp_path / "none.csv"))
    assert asked(capsys, *arguments)[1]["refusal"]["kind"] == "not-found"


def test_a_folder_instead_of_a_file(capsys: Output, tmp_path: Path) -> None:
    arguments = ("--received", "2016-01-05", "--type", "DP", "--lines", str(tmp_path))
    assert asked(capsys, *arguments)[1]["refusal"]["kind"] == "cannot-open"
