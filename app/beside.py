"""Make a folder of an office whole or not at all: built beside its place, renamed when it is complete.

A killed process leaves the place untouched, and beside it a folder ending in `.being-made` and a lock that nobody
holds any more; the next try clears both. While one process builds, another is told that the place is taken.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from tempfile import gettempprefix

from app import keys
from app.refusal import CannotOpen

DATABASE, FILES = "office.db", "files.db"

#: A backup while it is being packed, and a workbook before it has its name.
PACKED, WRITTEN = "backup.zip", "workbook.xlsx"

_ENDING, _LOCK = ".being-made", ".being-made.lock"
_OURS = frozenset(
    {keys.FILE, keys.FILE + ".new", PACKED, WRITTEN}
    | {name + end for name in (DATABASE, FILES) for end in ("", "-wal", "-shm", "-journal")}
)


def refuse_occupied(folder: Path) -> None:
    """Raise `CannotOpen` unless the folder is empty or missing."""
    if folder.is_symlink() or (folder.exists() and (not folder.is_dir() or any(folder.iterdir()))):
        raise CannotOpen("There is something in {folder} already. Choose an empty folder.", folder=str(folder))


@contextmanager
def built_beside(folder: Path) -> Iterator[Path]:
    """A fresh folder beside `folder`, which takes its place when the block ends and is removed when it raises.

    Raises `CannotOpen` if something is in the way or another process is at it, and `OSError` as the disk does.
    """
    refuse_occupied(folder)
    with aside(folder) as building:
        refuse_occupied(folder)  # what another process has made since
        yield building
        settle(building)
        if folder.exists():
            folder.rmdir()
        building.rename(folder)
        settle(folder.parent)


@contextmanager
def aside(place: Path) -> Iterator[Path]:
    """A fresh folder beside a place, for what will be renamed out of it; removed when the block ends, however.

    Raises `CannotOpen` while another process builds there.
    """
    building = place.with_name(place.name + _ENDING)
    building.parent.mkdir(parents=True, exist_ok=True)
    with _alone(place):
        _clear(building)
        building.mkdir()
        try:
            yield building
        finally:
            with suppress(OSError, CannotOpen):
                _clear(building)


@contextmanager
def _alone(place: Path) -> Iterator[None]:
    """Keep other processes from building there; the system lets go of the lock when this one ends, however it ends."""
    lock = place.with_name(place.name + _LOCK)
    handle = os.open(lock, os.O_RDWR | os.O_CREAT, 0o600)
    if not held(handle) or not _same(handle, lock):  # not the same: who held it has taken the file away meanwhile
        os.close(handle)
        raise CannotOpen(
            "Another CP Desk is making {folder} at this moment. Nothing was changed. Wait until it has finished.",
            folder=str(place),
        )
    try:
        yield
    finally:
        if sys.platform == "win32":  # which removes no file that is open
            os.close(handle)
            with suppress(OSError):
                lock.unlink()
        else:
            lock.unlink(missing_ok=True)
            os.close(handle)


def held(handle: int) -> bool:
    """Lock an open file for this process; `False` at once if another one holds it."""
    try:
        if sys.platform == "win32":
            import msvcrt

            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
        else:
            import fcntl

            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except (BlockingIOError, PermissionError):
        return False
    return True


def _same(handle: int, path: Path) -> bool:
    try:
        return os.path.samestat(os.fstat(handle), path.stat())
    except FileNotFoundError:
        return False


def _clear(building: Path) -> None:
    """Remove what an earlier try left; anything that is not ours stays, and is a `CannotOpen`."""
    if building.is_symlink() or (building.exists() and not building.is_dir()):
        raise CannotOpen("There is something in {folder} already. Choose an empty folder.", folder=str(building))
    if not building.exists():
        return
    if any(one.name not in _OURS and not one.name.startswith(gettempprefix()) for one in building.iterdir()):
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
