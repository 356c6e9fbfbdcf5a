"""A batch of certificates: each file whole and recorded, stopped between two, refused by name."""

from __future__ import annotations

import errno
from hashlib import sha256
from pathlib import Path

import pytest
from sqlalchemy import select

from app import applicants, awards, batch, certificates
from app.applicants import ApplicantFields
from app.exports import finish
from app.office import Office
from app.refusal import CannotSave, MissingGlyph, NotPermitted, NotReady
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
    steps = [step for step in batch.make(office, out, year=2024) if isinstance(step, batch.Paper)]
    names = ["HGCP-2024-EX-0001.pdf", "HGCP-2024-PM-0001.pdf", "HGCP-2024-TS-0001.pdf"]
    assert [step.file.name for step in steps] == names
    assert sorted(file.name for file in out.iterdir()) == names
    assert [(step.done, step.total) for step in steps] == [(1, 3), (2, 3), (3, 3)]
    assert all(step.touched.kinds == {"award_prints"} for step in steps)
    assert prints(office) == sums(out)


def test_one_is_kept_with_its_print_or_neither(office: Office, out: Path) -> None:
    id = make.approved(office)
    file = out / "one.pdf"
    assert finish(batch.keep(office, id, file, b"%PDF one")) == file
    assert prints(office) == sums(out)
    with pytest.raises(CannotSave, match="cannot be written"):
        finish(batch.keep(office, id, file / "below" / "one.pdf", b"%PDF one"))
    with make.signed(office, Role.SUPERVISOR):
        make.do(office, awards.revoke, id, seen=2, reason="penalised")
    with pytest.raises(NotReady, match="revoked"):
        finish(batch.keep(office, id, out / "two.pdf", b"%PDF two"))
    assert [one.name for one in out.iterdir()] == ["one.pdf"]
    assert len(prints(office)) == 1


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


def test_a_folder_that_is_removed_meanwhile_is_not_made_again_and_its_files_are_not_claimed(
    office: Office, out: Path
) -> None:
    three(office)
    steps = batch.make(office, out)
    next(steps)
    next(steps)
    for file in out.iterdir():
        file.unlink()
    out.rmdir()
    with pytest.raises(CannotSave) as caught:
        next(steps)
    assert say(caught.value.message, "en") == (
        "0 of 3 certificates are made and whole. Others were made and recorded as prints, but are not found in "
        f"{out} any more. HGCP-2024-TS-0001.pdf cannot be written: No such file or directory. "
        "Choose another folder, then make them again."
    )
    assert not out.exists()
    assert len(prints(office)) == 2


def test_a_folder_that_cannot_be_made_is_told(office: Office, tmp_path: Path) -> None:
    three(office)
    (tmp_path / "file").write_text("mine")
    with pytest.raises(CannotSave, match=r"^0 of 3 certificates are made and whole"):
        finish(batch.make(office, tmp_path / "file" / "out"))
    assert prints(office) == []


def test_an_award_that_is_revoked_meanwhile_is_left_out_by_name(office: Office, out: Path) -> None:
    three(office)
    with office.reading() as session:
        fallen = next(row for row in certificates.rows(session) if row.category is Category.PM)
    steps = batch.make(office, out)
    begun = next(steps)
    with make.signed(office, Role.SUPERVISOR):
        make.do(office, awards.revoke, fallen.id, seen=2, reason="penalised")
    left_out, made = steps
    assert isinstance(left_out, batch.LeftOut)
    assert "HGCP-2024-PM-0001 is revoked" in say(left_out.why, "en")
    assert [(step.done, step.total) for step in (begun, left_out, made)] == [(1, 3), (1, 2), (2, 2)]
    assert sorted(file.name for file in out.iterdir()) == ["HGCP-2024-EX-0001.pdf", "HGCP-2024-TS-0001.pdf"]
    assert prints(office) == sums(out)


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
