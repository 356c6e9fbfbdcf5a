"""`cpdesk import`: what becomes of each row, on stdout; nothing is written with `--dry-run`."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from app.command import main
from models import Factory
from models.kinds import OfficeKind
from tests import make
from tests.app.conftest import folder_office
from tests.app.inside import workbooks

DATA = Path(__file__).resolve().parents[2] / "data"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A sample office with one applicant and a received case."""
    office = folder_office(tmp_path / "office", OfficeKind.SAMPLE)
    make.received(office)
    office.close()
    return tmp_path / "office"


def said(capfd: pytest.CaptureFixture[str], *words: object) -> tuple[Any, str, str]:
    status = main(["import", *(str(word) for word in words)])
    heard = capfd.readouterr()
    return status, heard.out, heard.err


def test_a_list_is_brought_in_as_it_is(capfd: pytest.CaptureFixture[str], folder: Path) -> None:
    words = (DATA / "factories_guangdong_hk.csv", "--kind", "factories", "--office", folder, "--officer", "lky")
    status, out, err = said(capfd, *words, "--dry-run")
    assert status == 0
    assert "89 rows would go in" in err
    assert "Nothing was written." in err
    assert out.splitlines()[0].split("\t")[:3] == ["24", "in", "address"]
    status, out, err = said(capfd, *words, "--json")
    told = json.loads(out)
    assert (status, told["in"], told["out"], told["written"]) == (0, 89, 0, True)
    assert (told["encoding"], told["columns"]["sector"], told["columns"]["lat"]) == ("utf-8", "sector", "")
    _, out, _ = said(capfd, *words, "--json")
    assert json.loads(out)["known"] == 89


def test_a_map_says_what_is_what(capfd: pytest.CaptureFixture[str], folder: Path, tmp_path: Path) -> None:
    file, given = tmp_path / "list.xlsx", tmp_path / "map.toml"
    file.write_bytes(workbooks.rows(("Plants",), ("Plant", "Where", "Size"), ("A", "Dongguan", 3)))
    given.write_text('headings = 2\n[columns]\n"Plant" = "name"\n"Where" = "district"\n"Size" = ""\n')
    words = (file, "--kind", "factories", "--office", folder, "--officer", "lky", "--json")
    status, out, _ = said(capfd, *words, "--map", given, "--applicant", "99000001")
    told = json.loads(out)
    assert (status, told["in"], told["headings"], told["sheet"]) == (0, 1, 2, "List")
    given.write_text('[columns]\n"Plants" = "name"\n"Colour" = ""\n')
    status, out, _ = said(capfd, *words, "--map", given)
    assert (status, json.loads(out)["refusal"]["kind"]) == (1, "invalid")
    assert "Colour" in json.loads(out)["refusal"]["message"]


def test_the_applicant_of_the_command_owns_the_factories(
    capfd: pytest.CaptureFixture[str], folder: Path, tmp_path: Path
) -> None:
    file = tmp_path / "list.csv"
    file.write_text("factory,city\nA,Dongguan\n")
    words = (file, "--kind", "factories", "--office", folder, "--officer", "lky")
    assert said(capfd, *words, "--applicant", "99000001")[0] == 0
    assert said(capfd, *words, "--applicant", "99000002")[0] == 1
    office = opened(folder)
    with office.reading() as session:
        found = session.query(Factory).filter(Factory.name_en == "A").all()
        assert len({one.applicant_id for one in session.query(Factory).all()}) == len(found) == 1
    office.close()


def opened(folder: Path) -> Any:
    from app import opening
    from app.clock import HeldClock
    from tests.app.conftest import MORNING

    return opening.open_office(folder, login="lky", password="", clock=HeldClock(MORNING))


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (workbooks.encrypted(), "has a password"),
        (b"PK\x03\x04junk", "is damaged"),
        (b"", "holds no rows"),
        (b"%PDF-1.7\x00", "is neither"),
    ],
)
def test_what_is_no_list_is_a_sentence(
    capfd: pytest.CaptureFixture[str], folder: Path, tmp_path: Path, content: bytes, sentence: str
) -> None:
    file = tmp_path / "list.xlsx"
    file.write_bytes(content)
    status, out, err = said(capfd, file, "--kind", "applicants", "--office", folder, "--officer", "lky")
    assert (status, out) == (1, "")
    assert sentence in err


def test_a_changed_list_comes_back(capfd: pytest.CaptureFixture[str], folder: Path, tmp_path: Path) -> None:
    file = tmp_path / "list.xlsx"
    assert main(["cases", "--office", str(folder), "--officer", "lky", "--xlsx", str(file)]) == 0
    capfd.readouterr()
    from app.importing.cells import shown
    from app.inside import sheets
    from app.inside.grid import Grid

    found = sheets.read(file.read_bytes())
    assert isinstance(found, Grid)
    rows = [[shown(cell) for cell in row] for row in found.rows]
    rows[-1][1] = "EP 1/26"
    edited = tmp_path / "list.csv"
    edited.write_text("\n".join("\t".join(row) for row in rows), encoding="utf-16")
    words = (edited, "--kind", "cases", "--office", folder, "--officer", "lky")
    status, out, _ = said(capfd, *words, "--dry-run")
    assert (status, out.strip().split("\t")) == (
        0,
        [str(len(rows)), "in", "CP-26-0001", "Old file number", "Empty", "EP 1/26"],
    )
    status, out, _ = said(capfd, *words, "--json")
    assert (status, json.loads(out)["in"], json.loads(out)["written"]) == (0, 1, True)
    _, out, _ = said(capfd, *words, "--json")
    assert json.loads(out)["in"] == 0
