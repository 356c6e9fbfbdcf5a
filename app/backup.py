"""Backups of a local office: one zip file, encrypted as the office is, and the way back.

A backup holds `keys.toml`, `office.db`, `files.db` and a manifest with the SHA-256 of each. It is written beside its
place, read again, and then renamed, so a backup that has its name is complete. Restoring takes only these
four members, and never more than the file itself holds, so a hostile file can neither write elsewhere nor swell.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import tempfile
import tomllib
import zipfile
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO

import tomli_w

from app import keys
from app.beside import DATABASE, FILES, built_beside, settle
from app.office import Office
from app.opening import refuse_network
from app.refusal import CannotOpen, CannotSave, Damaged, NotFound, NotReady
from app.version import VERSION
from models.blobs import Blobs
from models.store import Store, StoreTrouble, told

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

    Raises `NotReady` for a shared office, `CannotSave` if there is such a file already or the disk will not take
    it; nothing is left then.
    """
    if office.folder is None or office.key is None:
        raise NotReady("A shared office is backed up by its database. Ask its administrator.")
    if file.exists() or file.is_symlink():
        raise CannotSave("There is a file {file} already. Nothing was overwritten. Choose another name.", file=str(file))
    beside = file.with_name(file.name + ".being-made")
    try:
        with tempfile.TemporaryDirectory(prefix=file.name + ".", dir=file.parent) as aside:
            parts = _copy(office, office.folder, office.key, Path(aside))
            _pack(Path(aside), beside, _manifest(office, parts))
        with beside.open("rb") as written:
            _read(written, file)
        beside.replace(file)
        settle(file.parent)
    except (OSError, StoreTrouble, Damaged) as error:
        with suppress(OSError):
            beside.unlink(missing_ok=True)
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
            _read(source, file, building)
            keys.read(building)
    except OSError as error:
        raise CannotSave("The office could not be restored to {folder}. Nothing was kept.", folder=str(to)) from error


def _copy(office: Office, folder: Path, key: bytes, aside: Path) -> dict[str, Part]:
    """The three files, each a consistent copy; the database first, because what it names is kept before it."""
    _copy_database(office.store, aside / DATABASE, keys.part(key, DATABASE))
    _copy_database(office.blobs, aside / FILES, keys.part(key, FILES))
    shutil.copyfile(folder / keys.FILE, aside / keys.FILE)
    return {name: _part(aside / name) for name in _MEMBERS}
