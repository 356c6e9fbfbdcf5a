"""`cpdesk cases --xlsx`: the list as a file for Excel."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest

from app.command import main
from models.kinds import OfficeKind
from tests import make
from tests.app.conftest import folder_office


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A sample office with two received cases; the name of one begins as a formula would."""
    made = tmp_path_factory.mktemp("cases") / "office"
    office = folder_office(made, OfficeKind.SAMPLE)
    make.received(office)
    make.received(office, applicant_id=make.applicant(office, name_en="=1+1 Dyeing Limited"))
    office.close()
    return made


def cases(folder: Path, *words: object) -> int | None:
    return main([str(word) for word in ("cases", "--office", folder, "--officer", "lky", *words)])


def content(file: Path) -> str:
    with zipfile.ZipFile(file) as archive:
        return "".join(archive.read(name).decode() for name in archive.namelist() if name.endswith(".xml"))


def test_the_list_is_written_and_its_name_printed(
    capfd: pytest.CaptureFixture[str], folder: Path, tmp_path: Path
) -> None:
    file = tmp_path / "cases.xlsx"
    assert cases(folder, "--xlsx", file) == 0
    assert capfd.readouterr().out.strip() == str(file)
    said = content(file)
    assert "CP-26-0001" in said
    assert "CP-26-0002" in said


def test_a_name_is_never_a_formula(folder: Path, tmp_path: Path) -> None:
    cases(folder, "--xlsx", tmp_path / "cases.xlsx")
    said = content(tmp_path / "cases.xlsx")
    assert "=1+1 Dyeing Limited" in said
    assert "<f>" not in said


def test_the_language_is_that_of_the_command(folder: Path, tmp_path: Path) -> None:
    assert cases(folder, "--xlsx", tmp_path / "cases.xlsx", "--lang", "zh_HK") == 0
    assert "個案" in content(tmp_path / "cases.xlsx")


def test_a_place_that_is_none_is_a_sentence_and_no_file(
    capfd: pytest.CaptureFixture[str], folder: Path, tmp_path: Path
) -> None:
    taken = tmp_path / "a-file"
    taken.write_text("mine")
    assert cases(folder, "--xlsx", taken / "cases.xlsx") != 0
    said = capfd.readouterr()
    assert said.out == ""
    assert said.err.strip()
    assert [one.name for one in tmp_path.iterdir()] == ["a-file"]
    assert taken.read_text() == "mine"
