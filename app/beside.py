"""Make a folder of an office whole or not at all: built beside its place, renamed when it is complete.

A killed process leaves the place untouched and a folder ending in `.being-made`, which the next try clears.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from app import keys
from app.refusal import CannotOpen

DATABASE, FILES = "office.db", "files.db"

#: A backup while it is being packed.
PACKED = "backup.zip"

_ENDING = ".being-made"
_OURS = frozenset(
    {keys.FILE, keys.FILE + ".new", PACKED}
    | {name + end for name in (DATABASE, FILES) for end in ("", "-wal", "-shm", "-journal")}
)


def refuse_occupied(folder: Path) -> None:
    """Raise `CannotOpen` unless the folder is empty or missing."""
    if folder.is_symlink() or (folder.exists() and (not folder.is_dir() or any(folder.iterdir()))):
        raise CannotOpen("There is something in {folder} already. Choose an empty folder.", folder=str(folder))


@contextmanager
def built_beside(folder: Path) -> Iterator[Path]:
    """A fresh folder beside `folder`, which takes its place when the block ends and is removed when it raises.

    Raises `CannotOpen` if something is in the way, and `OSError` as the disk does.
    """
    refuse_occupied(folder)
    with aside(folder) as building:
        yield building
        settle(building)
        if folder.exists():
            folder.rmdir()
        building.rename(folder)
        settle(folder.parent)


@contextmanager
def aside(place: Path) -> Iterator[Path]:
    """A fresh folder beside a place, for what will be renamed out of it; removed when the block ends, however."""
    building = place.with_name(place.name + _ENDING)
    _clear(building)
    building.mkdir(parents=True)
    try:
        yield building
    finally:
        with suppress(OSError, CannotOpen):
            _clear(building)


def _clear(building: Path) -> None:
    """Remove what an earlier try left; anything that is not ours stays, and is a `CannotOpen`."""
    if building.is_symlink() or (building.exists() and not building.is_dir()):
        raise CannotOpen("There is something in {folder} already. Choose an empty folder.", folder=str(building))
    if not building.exists():
        return
    if any(one.name not in _OURS for one in building.iterdir()):
        raise CannotOpen("There is something in {folder} already. Choose an empty folder.", folder=str(building))
    for one in building.iterdir():
        one.unlink()
    building.rmdir()


def settle(path: Path) -> None:
    """Have the system write a folder's own table to the disk, where a folder can be asked to (not on Windows)."""
    if os.name == "nt":
        return
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
