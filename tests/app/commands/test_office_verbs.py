"""The verbs about an office: sample, cases, summary, check, backup, restore; passwords never come as arguments."""

from __future__ import annotations

import json
import os
import shutil
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from app import keys, officers, opening, sample
from app.beside import DATABASE
from app.command import main
from app.commands import sample as sample_verb
from app.money import LARGEST
from app.office import Office
from models.kinds import OfficeKind, Role
from models.stages import Stage
from models.store import Store
from tests import make
from tests.app import first_version
from tests.app.conftest import folder_office
from tests.app.test_checking import flip

PASSWORD = "a long password"
REFERENCE = "CP-26-0001"


@pytest.fixture(scope="module")
def original(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A real office with one recommended case and one draft."""
    folder = tmp_path_factory.mktemp("verbs") / "office"
    office = folder_office(folder, OfficeKind.REAL, PASSWORD)
    make.at(office, Stage.RECOMMENDED, title_en="Foam dyeing")
    make.case(office)
    office.close()
    return folder


@pytest.fixture
def folder(original: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(original, tmp_path / "office"))


@pytest.fixture
def secret(tmp_path: Path) -> str:
    file = tmp_path / "password.txt"
    file.write_text(PASSWORD + "\n", encoding="utf-8")
    return str(file)


@pytest.fixture
def said(capfd: pytest.CaptureFixture[str]):
    """Run the program and give its exit status, stdout and stderr."""

    def run(*words: object) -> tuple[int | None, str, str]:
        try:
            status = main([str(word) for word in words])
        except SystemExit as left:
            status = int(left.code or 0)
        heard = capfd.readouterr()
        return status, heard.out, heard.err

    return run


def unlocked(folder: Path, secret: str) -> tuple[object, ...]:
    return ("--office", folder, "--officer", "lky", "--password-file", secret)


# --- who signs in, and with what


def test_a_password_is_never_an_argument(said: Any, folder: Path) -> None:
    for verb in (("check",), ("cases",), ("backup", "file"), ("summary", REFERENCE, "--lang", "en", "--out", "x")):
        for word in ("--password", "--pass"):
            status, _, err = said(*verb, "--office", folder, "--officer", "lky", word, PASSWORD)
            assert status == 2
            assert word in err


def test_an_office_with_several_officers_asks_for_one(said: Any, folder: Path, secret: str) -> None:
    status, out, err = said("check", "--office", folder, "--password-file", secret)
    assert (status, out) == (1, "")
    assert "kth, lky, ysf" in err


@pytest.mark.parametrize("named", ["LKY", "lky", "Lky"])
def test_an_officer_is_named_by_login_or_initials(said: Any, folder: Path, secret: str, named: str) -> None:
    assert said("check", "--office", folder, "--officer", named, "--password-file", secret)[0] == 0


def test_initials_that_two_officers_have_name_nobody(said: Any, folder: Path, secret: str) -> None:
    with closing(opening.open_office(folder, login="kth", password=PASSWORD)) as office:
        form = officers.OfficerFields("leung", "LKY", "LEUNG Ka-yan", "", "", "", "", Role.AUDITOR)
        id = make.do(office, officers.appoint, form)
        officers.let_in(office, next(one for one in rows(office) if one.id == id), PASSWORD, cost=sample.CHEAP)
    status, _, err = said("check", "--office", folder, "--officer", "LKY", "--password-file", secret)
    assert (status, "leung, lky" in err or "lky, leung" in err) == (1, True)
    assert said("check", "--office", folder, "--officer", "lky", "--password-file", secret)[0] == 0


def rows(office: Office) -> tuple[officers.OfficerRow, ...]:
    with office.reading() as session:
        return officers.rows(session)


def test_without_a_password_nothing_opens(said: Any, folder: Path) -> None:
    status, out, err = said("cases", "--office", folder, "--officer", "lky")
    assert (status, out) == (1, "")
    assert "CPDESK_PASSWORD" in err


def test_the_environment_may_hold_the_password(said: Any, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CPDESK_PASSWORD", PASSWORD)
    assert said("cases", "--office", folder, "--officer", "lky")[0] == 0
    monkeypatch.setenv("CPDESK_PASSWORD", "wrong " + PASSWORD)
    status, out, err = said("cases", "--office", folder, "--officer", "lky")
    assert (status, out) == (1, "")
    assert "not the password" in err
    assert PASSWORD not in err


def test_a_missing_password_file_and_an_unknown_officer(said: Any, folder: Path, secret: str, tmp_path: Path) -> None:
    gone = tmp_path / "gone"
    assert said("check", "--office", folder, "--officer", "lky", "--password-file", gone)[0] == 1
    status, _, err = said("check", "--office", folder, "--officer", "nobody", "--password-file", secret)
    assert status == 1
    assert "nobody" in err


def test_no_office_there(said: Any, tmp_path: Path) -> None:
    status, out, err = said("cases", "--office", tmp_path / "none", "--json")
    assert (status, err) == (1, "")
    assert json.loads(out)["refusal"]["kind"] == "not-found"


def test_an_older_office_says_where_its_copy_is(said: Any, folder: Path, secret: str) -> None:
    found = keys.read(folder)
    admin = found.holder("kth")
    key = keys.unwrap(found, admin, PASSWORD)
    (folder / DATABASE).unlink()
    with closing(Store.local(folder / DATABASE, keys.part(key, DATABASE))) as store:
        first_version.build(store, admin.id)
    status, out, err = said("check", "--office", folder, "--officer", "kth", "--password-file", secret)
    (aside,) = folder.glob("before-*.db")
    assert (status, err) == (0, f"The office was brought up to date. A copy of it as it was is in {aside}.\n")
    assert said("check", "--office", folder, "--officer", "kth", "--password-file", secret)[2] == ""
    assert out.startswith("Nothing is wrong")


# --- cases


def test_cases_as_json(said: Any, folder: Path, secret: str) -> None:
    status, out, _ = said("cases", *unlocked(folder, secret), "--json")
    found = json.loads(out)
    assert (status, len(found)) == (0, 2)
    assert found[0] | {"legacy_file_no": ""} == {
        "reference": REFERENCE,
        "legacy_file_no": "",
        "applicant": "Kwong Fat Dyeing Limited",
        "type": "NT",
        "stage": "recommended",
        "received": "2026-05-04",
        "requested": None,
        "calculated": "560000.00",
        "approved": None,
        "recorded": None,
        "subsidy": "560000.00",
        "due": None,
        "officer": "LKY",
    }
    assert (found[1]["reference"], found[1]["subsidy"], found[1]["received"]) == (None, None, None)


@pytest.mark.parametrize(("query", "count"), [("广发", 2), ("kwong fat", 2), (REFERENCE.lower(), 1), ("nothing%", 0)])
def test_cases_are_searched(said: Any, folder: Path, secret: str, query: str, count: int) -> None:
    status, out, err = said("cases", query, *unlocked(folder, secret))
    assert (status, len(out.splitlines())) == (0, count)
    assert err == ("2 cases\n" if count == 2 else f"{count} of 2 cases\n")


@pytest.mark.parametrize(
    ("query", "count"),
    [("stage:recommended", 1), ("階段:建議資助", 1), ("kwong -stage:recommended", 1), ("phase:P5", 1)],
)
def test_cases_take_the_query_language(said: Any, folder: Path, secret: str, query: str, count: int) -> None:
    status, out, _ = said("cases", query, *unlocked(folder, secret))
    assert (status, len(out.splitlines())) == (0, count)


def test_a_slip_in_a_query_is_refused_where_nobody_may_read_a_hint(said: Any, folder: Path, secret: str) -> None:
    status, out, err = said("cases", "stge:received", *unlocked(folder, secret))
    assert (status, out) == (1, "")
    assert "Did you mean ‘stage:’?" in err


def test_cases_in_the_language_asked_for(said: Any, folder: Path, secret: str) -> None:
    out = said("cases", *unlocked(folder, secret), "--lang", "zh_HK")[1]
    assert out.startswith(f"{REFERENCE}\t廣發染整有限公司\tNT\t")
    assert "HK$560,000" in out


# --- summaries


def test_summaries_are_made_for_every_number_or_for_none(said: Any, folder: Path, secret: str, tmp_path: Path) -> None:
    out = tmp_path / "papers"
    terms = (*unlocked(folder, secret), "--lang", "zh_CN", "--out", out)
    status, said_out, err = said("summary", REFERENCE, "CP-26-0099", *terms)
    assert (status, said_out, out.exists()) == (1, "", False)
    assert "CP-26-0099" in err
    status, said_out, _ = said("summary", REFERENCE.lower(), *terms)
    assert status == 0
    (file,) = out.iterdir()
    assert said_out == f"{file}\n"
    assert file.name == f"{REFERENCE}-summary-zh_CN.pdf"
    assert file.read_bytes().startswith(b"%PDF")


def test_a_folder_that_cannot_be_written(said: Any, folder: Path, secret: str) -> None:
    status, out, err = said("summary", REFERENCE, *unlocked(folder, secret), "--lang", "en", "--out", secret)
    assert (status, out) == (1, "")
    assert "cannot be written" in err


# --- check


def test_check_says_nothing_is_wrong(said: Any, folder: Path, secret: str) -> None:
    assert said("check", *unlocked(folder, secret)) == (
        0,
        "Nothing is wrong: every part of the office is as it was written.\n",
        "",
    )


@pytest.mark.parametrize("name", ["office.db", "files.db"])
def test_check_finds_a_flipped_byte(said: Any, folder: Path, secret: str, name: str) -> None:
    flip(folder / name, (folder / name).stat().st_size - 4_000)
    status, out, err = said("check", *unlocked(folder, secret))
    assert status == 1
    assert "damaged" in out + err


# --- backup and restore


def test_there_and_back(said: Any, folder: Path, secret: str, tmp_path: Path) -> None:
    file, back = tmp_path / "kept.cpdesk", tmp_path / "back"
    assert said("backup", *unlocked(folder, secret), file)[0] == 0
    status, _, err = said("backup", *unlocked(folder, secret), file)
    assert (status, "already" in err) == (1, True)
    assert said("restore", file, "--to", back)[0] == 0
    assert said("check", *unlocked(back, secret))[0] == 0
    status, _, err = said("restore", file, "--to", back)
    assert (status, "something in" in err) == (1, True)


# --- the sample office


def test_the_sample_office_is_made_once_and_needs_no_password(
    said: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    where = tmp_path / "sample"
    monkeypatch.setenv("CPDESK_PASSWORD", "that of a real office")
    assert said("sample", "--dir", where, "--no-window") == (0, f"The sample office is in {where}.\n", "")
    before = (where / "keys.toml").read_bytes()
    monkeypatch.setattr(sample_verb, "has_screen", lambda: False)
    status, out, err = said("sample", "--dir", where)
    assert (status, out) == (0, f"The sample office is in {where}.\n")
    assert "no window opens" in err
    monkeypatch.setattr(sample_verb, "has_screen", lambda: True)
    assert said("sample", "--dir", where) == (None, "", "")  # the caller opens the window
    assert (where / "keys.toml").read_bytes() == before
    assert said("check", "--office", where)[0] == 0
    found = json.loads(said("cases", "--office", where, "--json")[1])
    assert len(found) >= 75
    assert all(row["subsidy"] is None or 0 < float(row["subsidy"]) < LARGEST for row in found)


def test_the_sample_is_not_mixed_with_a_real_office(said: Any, folder: Path, tmp_path: Path) -> None:
    status, out, err = said("sample", "--dir", folder, "--no-window")
    assert (status, out) == (1, "")
    assert "a real one" in err
    (tmp_path / "letters").mkdir()
    (tmp_path / "letters" / "one.txt").write_text("mine", encoding="utf-8")
    status, _, err = said("sample", "--dir", tmp_path / "letters", "--no-window")
    assert (status, "something in" in err) == (1, True)


@pytest.mark.skipif(os.name == "nt", reason="Windows always has a screen")
def test_a_screen_is_one_that_can_be_seen(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("DISPLAY", "WAYLAND_DISPLAY"):
        monkeypatch.delenv(name, raising=False)
    assert not sample_verb.has_screen()
    monkeypatch.setenv("DISPLAY", ":0")
    assert sample_verb.has_screen()


def test_verbs_know_how_they_are_used(said: Any) -> None:
    for words in ((), ("--dir",), ("--dir", "a", "b")):
        assert said("sample", *words)[0] == 2
    assert said("restore", "file")[0] == 2
    assert said("summary", "--office", "x")[0] == 2
    assert len(PASSWORD) >= opening.SHORTEST_PASSWORD
