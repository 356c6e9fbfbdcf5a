"""`cpdesk certificates`: files on stdout, messages on stderr."""

from __future__ import annotations

from pathlib import Path
from typing import Any
from uuid import UUID

import pytest

from app import awards
from app.command import main
from app.office import Work
from app.refusal import NotReady
from models.kinds import Category, OfficeKind
from tests import make
from tests.app.conftest import folder_office

LONG = "Great Bay Precision Stamping, Surface Treatment and Aluminium Components Manufacturing (Asia) Limited"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A sample office with an award of 2023, one of 2024 with a long name, and one that waits."""
    made = tmp_path_factory.mktemp("certificates") / "office"
    office = folder_office(made, OfficeKind.SAMPLE)
    make.approved(office, year=2023)
    make.approved(office, make.applicant(office, name_en=LONG), category=Category.PTS)
    make.award(office)
    office.close()
    return made


def said(capfd: pytest.CaptureFixture[str], *words: object) -> tuple[Any, str, str]:
    status = main([str(word) for word in words])
    heard = capfd.readouterr()
    return status, heard.out, heard.err


def test_every_certificate_is_a_file_and_what_was_made_small_is_told(
    capfd: pytest.CaptureFixture[str], folder: Path, tmp_path: Path
) -> None:
    out = tmp_path / "out"
    status, files, told = said(capfd, "certificates", "--office", folder, "--officer", "lky", "--out", out)
    assert status == 0
    assert files.splitlines() == [str(out / f"{one}.pdf") for one in ("HGCP-2023-PM-0001", "HGCP-2024-TS-0001")]
    assert all(Path(file).read_bytes().startswith(b"%PDF-1.7") for file in files.splitlines())
    assert told.splitlines()[0] == f"HGCP-2024-TS-0001: “{LONG}” is set in two lines of 17 points."
    assert told.splitlines()[-1] == "2 certificates"


def test_an_award_revoked_meanwhile_is_told_and_not_counted(
    capfd: pytest.CaptureFixture[str], folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    plain, seen = awards.printed, list[UUID]()

    def printed(work: Work, id: UUID, content: bytes) -> UUID:
        seen.append(id)
        if len(seen) == 1:
            raise NotReady("The award {number} is revoked. No certificate is made of it.", number="HGCP-2023-PM-0001")
        return plain(work, id, content)

    monkeypatch.setattr(awards, "printed", printed)
    words = ("certificates", "--office", folder, "--officer", "lky", "--lang", "en", "--out", tmp_path / "out")
    status, files, told = said(capfd, *words)
    assert (status, files.splitlines()) == (0, [str(tmp_path / "out" / "HGCP-2024-TS-0001.pdf")])
    assert told.splitlines()[0] == "The award HGCP-2023-PM-0001 is revoked. No certificate is made of it."
    assert told.splitlines()[-1] == "1 certificates"


def test_one_year_and_a_year_without_awards(capfd: pytest.CaptureFixture[str], folder: Path, tmp_path: Path) -> None:
    words = ("certificates", "--office", folder, "--officer", "lky", "--out", tmp_path / "out", "--year")
    assert said(capfd, *words, 2023)[1].splitlines() == [str(tmp_path / "out" / "HGCP-2023-PM-0001.pdf")]
    status, files, told = said(capfd, *words, 2010, "--lang", "en")
    assert (status, files) == (1, "")
    assert told == "This office has no award of 2010 that is approved. No certificate was made.\n"


def test_a_file_is_no_folder(capfd: pytest.CaptureFixture[str], folder: Path, tmp_path: Path) -> None:
    file = tmp_path / "file"
    file.write_text("mine")
    status, _, told = said(capfd, "certificates", "--office", folder, "--officer", "lky", "--out", file)
    assert (status, file.read_text()) == (1, "mine")
    assert "is no folder" in told
