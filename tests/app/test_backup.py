"""Backups: complete or not there, never over something; and hostile files that call themselves backups."""

from __future__ import annotations

import hashlib
import tomllib
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
import tomli_w

from app import applicants, checking, keys, opening, summaries
from app.applicants import ApplicantFields
from app.backup import MANIFEST, backup, restore
from app.beside import DATABASE, FILES
from app.office import Office
from app.refusal import CannotOpen, CannotSave, Damaged, NotFound, NotReady, Refusal
from app.texts import say
from models.stages import Stage
from tests import make
from tests.app.conftest import folder_office


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A backup of a small office with a kept file."""
    folder = tmp_path_factory.mktemp("backup")
    office = folder_office(folder / "office")
    made = make.at(office, Stage.DECISION)
    make.do(office, summaries.keep, made.id, "en")
    backup(office, folder / "kept.cpdesk")
    office.close()
    return folder / "kept.cpdesk"


@pytest.fixture
def local(tmp_path: Path) -> Iterator[Office]:
    office = folder_office(tmp_path / "office")
    make.case(office)
    yield office
    office.close()


def members(file: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(file) as archive:
        return {one.filename: archive.read(one) for one in archive.infolist()}


def refused(kind: type[Refusal], file: Path, to: Path) -> str:
    """The sentence with which a restore is refused; nothing may be left of it."""
    with pytest.raises(kind) as caught:
        restore(file, to)
    assert not to.exists() or not any(to.iterdir())
    assert not list(to.parent.glob("*.being-made"))
    return say(caught.value.message, "en")


def test_what_was_kept_comes_back_whole(kept: Path, tmp_path: Path) -> None:
    restore(kept, tmp_path / "back")
    office = opening.open_office(tmp_path / "back", login="ysf", password="")
    assert list(checking.check(office)) == []
    assert [one.act for one in make.entries(office)][-1] == "summary.keep"
    office.close()
    assert sorted(one.name for one in (tmp_path / "back").iterdir()) == [FILES, keys.FILE, DATABASE]


def test_an_empty_folder_will_do(kept: Path, tmp_path: Path) -> None:
    (tmp_path / "back").mkdir()
    restore(kept, tmp_path / "back")
    assert (tmp_path / "back" / DATABASE).is_file()


def test_a_backup_is_made_while_others_are_at_work(local: Office, tmp_path: Path) -> None:
    before = len(make.entries(local))
    with local.work() as work:
        applicants.register(work, ApplicantFields(name_en="Not yet there Limited"))
        backup(local, tmp_path / "kept.cpdesk")
    restore(tmp_path / "kept.cpdesk", tmp_path / "back")
    office = opening.open_office(tmp_path / "back", login="lky", password="")
    assert len(make.entries(office)) == before
    assert list(checking.check(office)) == []
    office.close()


def test_nothing_is_overwritten(local: Office, kept: Path, tmp_path: Path) -> None:
    file = tmp_path / "there"
    file.write_text("mine", encoding="utf-8")
    with pytest.raises(CannotSave, match="already"):
        backup(local, file)
    assert file.read_text(encoding="utf-8") == "mine"
    folder = tmp_path / "office"
    before = {one.name: one.read_bytes() for one in folder.iterdir()}
    with pytest.raises(CannotOpen, match="something in"):
        restore(kept, folder)
    with pytest.raises(CannotOpen, match="something in"):
        restore(kept, file)
    assert {one.name: one.read_bytes() for one in folder.iterdir()} == before


def test_what_lies_where_a_backup_is_built_is_not_touched(local: Office, tmp_path: Path) -> None:
    mine = tmp_path / "kept.cpdesk.being-made" / "letter.txt"
    mine.parent.mkdir()
    mine.write_text("mine", encoding="utf-8")
    with pytest.raises(CannotOpen):
        backup(local, tmp_path / "kept.cpdesk")
    assert mine.read_text(encoding="utf-8") == "mine"


def test_a_damaged_office_is_not_kept_as_if_it_were_sound(local: Office, tmp_path: Path) -> None:
    local.close()
    path = tmp_path / "office" / FILES
    content = bytearray(path.read_bytes())
    content[-100] ^= 1
    path.write_bytes(content)
    with pytest.raises(Damaged, match=r"files\.db is damaged"):
        backup(local, tmp_path / "kept.cpdesk")
    assert not (tmp_path / "kept.cpdesk").exists()


def test_a_shared_office_is_kept_by_its_database(office: Office, tmp_path: Path) -> None:
    with pytest.raises(NotReady):
        backup(office, tmp_path / "kept.cpdesk")


def test_a_folder_that_is_not_there(local: Office, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x", encoding="utf-8")
    with pytest.raises(CannotSave):
        backup(local, tmp_path / "file" / "kept.cpdesk")


def test_no_backup_there(tmp_path: Path) -> None:
    assert "no file" in refused(NotFound, tmp_path / "none", tmp_path / "back")
    assert "cannot be read" in refused(CannotOpen, tmp_path, tmp_path / "back")


# --- hostile and damaged files


def packed(file: Path, content: dict[str, bytes], compression: int = zipfile.ZIP_STORED) -> Path:
    with zipfile.ZipFile(file, "w", compression) as archive:
        for name, body in content.items():
            archive.writestr(name, body)
    return file


def test_text_that_is_no_archive(tmp_path: Path) -> None:
    for body in (b"", b"not a zip", b"PK\x03\x04" + bytes(100), b"PK\x05\x06" + bytes(18)):
        (tmp_path / "odd").write_bytes(body)
        refused(Refusal, tmp_path / "odd", tmp_path / "back")


@pytest.mark.parametrize("share", [0.999, 0.9, 0.5, 0.1])
def test_a_backup_cut_short(kept: Path, tmp_path: Path, share: float) -> None:
    body = kept.read_bytes()
    (tmp_path / "cut").write_bytes(body[: int(len(body) * share)])
    assert "damaged or cut short" in refused(Damaged, tmp_path / "cut", tmp_path / "back")


def test_one_flipped_byte_of_a_member(kept: Path, tmp_path: Path) -> None:
    body = bytearray(kept.read_bytes())
    for part in (0.2, 0.5, 0.9):
        flipped = bytearray(body)
        flipped[int(len(body) * part)] ^= 1
        (tmp_path / "odd").write_bytes(flipped)
        refused(Damaged, tmp_path / "odd", tmp_path / "back")


@pytest.mark.parametrize("name", [keys.FILE, DATABASE, FILES])
def test_a_member_that_is_not_the_one_of_the_manifest(kept: Path, tmp_path: Path, name: str) -> None:
    content = members(kept)
    content[name] += b"x"
    assert name in refused(Damaged, packed(tmp_path / "odd", content), tmp_path / "back")


@pytest.mark.parametrize(
    "name", ["../evil", "/etc/evil", "C:\\evil", "..\\evil", "sub/office.db", "office.db/", "extra.txt", "OFFICE.DB"]
)
def test_a_member_that_has_no_business_there(kept: Path, tmp_path: Path, name: str) -> None:
    odd = packed(tmp_path / "odd", members(kept) | {name: b"evil"})
    assert "not a backup" in refused(CannotOpen, odd, tmp_path / "back")
    assert not (tmp_path.parent / "evil").exists()


@pytest.mark.parametrize("name", [MANIFEST, keys.FILE, DATABASE, FILES])
def test_a_member_that_is_missing_or_twice(kept: Path, tmp_path: Path, name: str) -> None:
    content = members(kept)
    without = {one: body for one, body in content.items() if one != name}
    refused(CannotOpen, packed(tmp_path / "odd", without), tmp_path / "back")
    packed(tmp_path / "two", content)
    with zipfile.ZipFile(tmp_path / "two", "a") as archive, pytest.warns(UserWarning, match="Duplicate"):
        archive.writestr(name, content[name])
    refused(CannotOpen, tmp_path / "two", tmp_path / "back")


def test_a_bomb_does_not_go_off(kept: Path, tmp_path: Path) -> None:
    content = members(kept) | {FILES: bytes(50_000_000)}
    odd = packed(tmp_path / "odd", content, zipfile.ZIP_DEFLATED)
    assert odd.stat().st_size < 5_000_000
    assert "not a backup" in refused(CannotOpen, odd, tmp_path / "back")


def test_a_manifest_as_large_as_a_book(kept: Path, tmp_path: Path) -> None:
    odd = packed(tmp_path / "odd", members(kept) | {MANIFEST: b"#" * 100_000})
    refused(CannotOpen, odd, tmp_path / "back")


@pytest.mark.parametrize(
    "body",
    [
        b"\xff\xfe",
        b"not toml = = =",
        b"a = " + b"[" * 5_000,
        b"format = " + b"9" * 6_000,
        b"format = 1\n",
        b"format = 1\nmember = 3\n",
        b"format = 1\nmember = []\n",
        b"format = 1\n[[member]]\nname = 1\nsize = 1\nsha256 = ''\n[[member]]\nname = ''\nsize = 1\nsha256 = ''\n",
    ],
    ids=range(8),
)
def test_a_manifest_that_says_nothing(kept: Path, tmp_path: Path, body: bytes) -> None:
    refused(Damaged, packed(tmp_path / "odd", members(kept) | {MANIFEST: body}), tmp_path / "back")


def test_a_backup_of_a_newer_program(kept: Path, tmp_path: Path) -> None:
    body = tomli_w.dumps({"format": 2, "member": []}).encode()
    odd = packed(tmp_path / "odd", members(kept) | {MANIFEST: body})
    assert "newer CP Desk" in refused(CannotOpen, odd, tmp_path / "back")


def test_keys_that_are_none(kept: Path, tmp_path: Path) -> None:
    """Hashes that agree do not make a file of keys of it."""
    content = members(kept) | {keys.FILE: b"not = [toml"}
    manifest = tomllib.loads(content[MANIFEST].decode())
    for one in manifest["member"]:
        body = content[one["name"]]
        one["size"], one["sha256"] = len(body), hashlib.sha256(body).hexdigest()
    odd = packed(tmp_path / "odd", content | {MANIFEST: tomli_w.dumps(manifest).encode()})
    assert "keys.toml is damaged" in refused(CannotOpen, odd, tmp_path / "back")


def test_the_manifest_says_what_and_when(kept: Path) -> None:
    said = tomllib.loads(members(kept)[MANIFEST].decode())
    assert (said["format"], said["kind"], said["made_at"].isoformat()) == (1, "sample", "2026-05-04T02:00:00+00:00")
    assert members(kept)[DATABASE][:16] != b"SQLite format 3\0"
