"""Backups of a local office: one zip file, encrypted as the office is, and the way back.

A backup holds `keys.toml`, `office.db`, `files.db` and a manifest with the SHA-256 of each. It is written beside its
place, read again, and then renamed, so a backup that has its name is complete. Restoring takes only these
four members, and never more than the file itself holds, so a hostile file can neither write elsewhere nor swell.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import struct
import zipfile
import zlib
from contextlib import closing, nullcontext
from dataclasses import dataclass
from pathlib import Path
from typing import IO, BinaryIO

import tomli_w

from app import keys
from app.beside import DATABASE, FILES, PACKED, aside, built_beside, settle
from app.office import Office
from app.opening import refuse_network
from app.refusal import CannotOpen, CannotSave, Damaged, NotFound, NotReady
from app.toml import NotToml, parsed
from app.version import VERSION
from models.store import Store, StoreTrouble

MANIFEST = "manifest.toml"

_FORMAT = 1
_MEMBERS = (keys.FILE, DATABASE, FILES)
_PIECE = 1 << 20
#: No manifest and no list of keys of an office comes near these sizes, in bytes.
_LARGEST = {MANIFEST: 64_000, keys.FILE: 1_000_000}


@dataclass(frozen=True, slots=True)
class Part:
    """One member of a backup: its size in bytes and its SHA-256."""

    size: int
    sha256: str


def backup(office: Office, file: Path) -> None:
    """Copy an open local office into one new file, consistently, while others may be at work in it.

    Raises `NotReady` for a shared office, `Damaged` for one that is not sound, `CannotSave` if there is such a file
    already or the disk will not take it; nothing is left then.
    """
    if office.folder is None or office.key is None:
        raise NotReady("A shared office is backed up by its database. Ask its administrator.")
    if file.exists() or file.is_symlink():
        raise CannotSave(
            "There is a file {file} already. Nothing was overwritten. Choose another name.", file=str(file)
        )
    try:
        with aside(file) as place:
            packed = place / PACKED
            _pack(place, packed, _manifest(office, _copy(office.folder, office.key, place)))
            with packed.open("rb") as written:
                _unpack(written, packed)
            packed.replace(file)
        settle(file.parent)
    except (OSError, StoreTrouble) as error:
        raise CannotSave("The backup could not be written to {file}. Nothing was kept.", file=str(file)) from error


def restore(file: Path, to: Path) -> None:
    """Make an office from a backup in an empty or missing folder.

    Raises `NotFound` if there is no such file, `CannotOpen` for a folder that holds something or lies on a network
    drive, for a file that is not a backup or one of a newer program, `Damaged` if it is not what was written,
    `CannotSave` if the disk will not take it; nothing is left then.
    """
    refuse_network(to)
    try:
        source = file.open("rb")
    except FileNotFoundError:
        raise NotFound("There is no file {file}", file=str(file)) from None
    except OSError as error:
        raise CannotOpen("The backup {file} cannot be read. Nothing was restored.", file=str(file)) from error
    try:
        with source, built_beside(to) as building:
            _unpack(source, file, building)
            keys.read(building)
    except OSError as error:
        raise CannotSave("The office could not be restored to {folder}. Nothing was kept.", folder=str(to)) from error


def _copy(folder: Path, key: bytes, place: Path) -> dict[str, Part]:
    """The three files, each a consistent copy; the database first, because what it names is kept before it."""
    for name in (DATABASE, FILES):
        _copy_database(folder / name, place / name, keys.part(key, name))
    shutil.copyfile(folder / keys.FILE, place / keys.FILE)
    return {name: _part(place / name) for name in _MEMBERS}


def _copy_database(source: Path, target: Path, key: bytes) -> None:
    with closing(Store.local(source, key)) as store:
        store.copy(target, key)
    with closing(Store.local(target, key)) as copied:
        if copied.damage():
            raise Damaged("The file {file} is damaged. Restore the office from a backup.", file=source.name)


def _part(file: Path) -> Part:
    with file.open("rb") as content:
        return Part(file.stat().st_size, hashlib.file_digest(content, "sha256").hexdigest())


def _manifest(office: Office, parts: dict[str, Part]) -> bytes:
    return tomli_w.dumps(
        {
            "format": _FORMAT,
            "program": VERSION,
            "made_at": office.clock.now(),
            "office": office.name,
            "kind": office.kind.value,
            "member": [{"name": name, "size": part.size, "sha256": part.sha256} for name, part in parts.items()],
        }
    ).encode()


def _pack(place: Path, file: Path, manifest: bytes) -> None:
    """The members uncompressed, because encrypted bytes do not shrink."""
    with file.open("xb") as written:
        with zipfile.ZipFile(written, "w", zipfile.ZIP_STORED) as archive:
            archive.writestr(MANIFEST, manifest)
            for name in _MEMBERS:
                archive.write(place / name, name)
        written.flush()
        os.fsync(written.fileno())


def _unpack(source: BinaryIO, file: Path, into: Path | None = None) -> None:
    """Read a backup whole and hold it against its manifest; write its members into a folder if one is given."""
    try:
        with zipfile.ZipFile(source) as archive:
            members = _members(archive, source, file)
            for name, part in _declared(archive, members, file).items():
                with archive.open(members[name]) as content:
                    found = _poured(content, into / name if into else None)
                if found != part:
                    raise Damaged(
                        "The backup {file} is damaged: {member} is not what was written. Nothing was restored.",
                        file=file.name,
                        member=name,
                    )
    except (zipfile.BadZipFile, NotImplementedError, EOFError, zlib.error, struct.error) as error:
        raise Damaged("The backup {file} is damaged or cut short. Nothing was restored.", file=file.name) from error


def _members(archive: zipfile.ZipFile, source: BinaryIO, file: Path) -> dict[str, zipfile.ZipInfo]:
    """The four members, if the archive holds these and nothing else, plain, and no larger than itself."""
    infos = archive.infolist()
    size = source.seek(0, os.SEEK_END)
    plain = all(
        one.compress_type == zipfile.ZIP_STORED
        and one.file_size == one.compress_size <= _LARGEST.get(one.filename, size)
        and not one.flag_bits & 1
        for one in infos
    )
    named = sorted(one.filename for one in infos) == sorted((MANIFEST, *_MEMBERS))
    if not named or not plain or sum(one.file_size for one in infos) > size:
        raise CannotOpen("The file {file} is not a backup of an office. Nothing was restored.", file=file.name)
    return {one.filename: one for one in infos}


def _declared(archive: zipfile.ZipFile, members: dict[str, zipfile.ZipInfo], file: Path) -> dict[str, Part]:
    try:
        kept = parsed(archive.read(members[MANIFEST]).decode())
        if kept["format"] != _FORMAT:
            raise CannotOpen("This backup was made by a newer CP Desk. Nothing was restored. Update the program.")
        parts = {one["name"]: Part(one["size"], one["sha256"]) for one in kept["member"]}
    except (NotToml, UnicodeDecodeError, KeyError, TypeError) as error:
        raise Damaged("The backup {file} is damaged or cut short. Nothing was restored.", file=file.name) from error
    if parts.keys() != set(_MEMBERS):
        raise Damaged("The backup {file} is damaged or cut short. Nothing was restored.", file=file.name)
    return parts


def _poured(content: IO[bytes], target: Path | None) -> Part:
    """Read a member to its end, into a file if one is given, and say what it was."""
    digest, size = hashlib.sha256(), 0
    with target.open("xb") if target else nullcontext() as written:
        while piece := content.read(_PIECE):
            digest.update(piece)
            size += len(piece)
            if written is not None:
                written.write(piece)
        if written is not None:
            written.flush()
            os.fsync(written.fileno())
    return Part(size, digest.hexdigest())
