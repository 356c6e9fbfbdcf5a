"""A batch of certificates: each file whole and recorded, stopped between two, refused by name."""

from __future__ import annotations

import errno
from hashlib import sha256
from pathlib import Path

import pytest
from sqlalchemy import select

from app import applicants, batch
from app.applicants import ApplicantFields
from app.exports import finish
from app.office import Office
from app.refusal import CannotSave, MissingGlyph, NotPermitted
from app.texts import say
from models import AwardPrint
from models.kinds import Category, Role
from tests import make


@pytest.fixture
def out(tmp_path: Path) -> Path:
    return tmp_path / "out"


def three(office: Office) -> None:
    for category in (Category.EXM, Category.PM, Category.PTS):
        make.approved(office, category=category)


def prints(office: Office) -> list[str]:
    with office.reading() as session:
        return sorted(session.execute(select(AwardPrint.sha256)).scalars())


def sums(folder: Path) -> list[str]:
    return sorted(sha256(file.read_bytes()).hexdigest() for file in folder.iterdir())


def test_each_award_that_stands_has_its_file_and_its_print(office: Office, out: Path) -> None:
    three(office)
    make.award(office)
    make.approved(office, year=2023)
    steps = list(batch.make(office, out, year=2024))
    names = ["HGCP-2024-EX-0001.pdf", "HGCP-2024-PM-0001.pdf", "HGCP-2024-TS-0001.pdf"]
    assert [step.file.name for step in steps] == names
    assert sorted(file.name for file in out.iterdir()) == names
    assert [(step.done, step.total) for step in steps] == [(1, 3), (2, 3), (3, 3)]
    assert all(step.touched.kinds == {"award_prints"} for step in steps)
    assert prints(office) == sums(out)


def test_two_processes_make_the_same_bytes(office: Office, out: Path) -> None:
    three(office)
    one, two = finish(batch.make(office, out / "one")), finish(batch.make(office, out / "two", processes=2))
    assert [file.name for file in one] == [file.name for file in two]
    assert sums(out / "one") == sums(out / "two")


def test_a_batch_that_is_stopped_leaves_what_is_whole(office: Office, out: Path) -> None:
    three(office)
    steps = batch.make(office, out)
    next(steps)
    next(steps)
    steps.close()
    assert sorted(file.name for file in out.iterdir()) == ["HGCP-2024-EX-0001.pdf", "HGCP-2024-PM-0001.pdf"]
    assert prints(office) == sums(out)


def test_a_full_disk_at_the_third_paper_leaves_two_and_says_so(
    office: Office, out: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    three(office)
    out.mkdir()
    earlier = out / "HGCP-2024-TS-0001.pdf"
    earlier.write_bytes(b"made last year")
    plain = Path.write_bytes

    def full(file: Path, data: bytes) -> int:
        if file.name.startswith(earlier.name):
            plain(file, data[:1000])
            raise OSError(errno.ENOSPC, "No space left on device")
        return plain(file, data)

    monkeypatch.setattr(Path, "write_bytes", full)
    with pytest.raises(CannotSave) as caught:
        finish(batch.make(office, out))
    said = say(caught.value.message, "en")
    assert "2 of 3 certificates are made and whole" in said
    assert "HGCP-2024-TS-0001.pdf cannot be written: No space left on device" in said
    assert earlier.read_bytes() == b"made last year"
    assert len(list(out.iterdir())) == 3
    assert len(prints(office)) == 2


def test_a_print_that_cannot_be_recorded_leaves_no_file(
    office: Office, out: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    three(office)
    plain = Path.replace

    def then_full(file: Path, target: Path) -> Path:
        plain(file, target)
        raise CannotSave("The disk is full. Nothing was saved.")

    monkeypatch.setattr(Path, "replace", then_full)
    with pytest.raises(CannotSave):
        finish(batch.make(office, out))
    assert list(out.iterdir()) == []
    assert prints(office) == []


def test_a_character_that_no_font_has_is_refused_by_name_and_those_before_stay(office: Office, out: Path) -> None:
    make.approved(office, category=Category.EXM)
    whose = make.do(office, applicants.register, ApplicantFields(name_tc="永\U00020000廠", br_number="99000002"))
    make.approved(office, whose)
    with pytest.raises(MissingGlyph, match=r"U\+20000"):
        finish(batch.make(office, out))
    assert [file.name for file in out.iterdir()] == ["HGCP-2024-EX-0001.pdf"]


def test_an_auditor_makes_none(office: Office, out: Path) -> None:
    three(office)
    with make.signed(office, Role.ADMINISTRATOR):
        make.officer(office, "aud", Role.AUDITOR)
    with make.signed(office, Role.AUDITOR), pytest.raises(NotPermitted):
        finish(batch.make(office, out))
    assert not out.exists() or list(out.iterdir()) == []
