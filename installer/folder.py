"""The folder that runs: `dist/cpdesk`, made by PyInstaller from `build.spec`, with the licences beside the program.

It is made anew only when something it is made from has changed.
"""

from __future__ import annotations

import hashlib
import os
import platform
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from installer import trim
from installer.notices import PLACE

ROOT = Path(__file__).resolve().parent.parent
SCRATCH = ROOT / "build"
FOLDER = ROOT / "dist" / "cpdesk"
#: The sum of what the folder of `dist` was made from.
STAMP = SCRATCH / "folder.sum"

_MADE_FROM = (
    *("app", "models", "ui", "resources", "installer"),
    *("build.spec", "requirements.lock", "LICENSE", "docs/third-party.md"),
)

#: The day that is written where a file wants one, so that two builds are alike: 2026-01-01, unless told otherwise.
DAY = "1767225600"


class Failed(Exception):
    """The folder could not be made; the text is what PyInstaller said last."""


def program(folder: Path = FOLDER) -> Path:
    """The program for the command line in a folder build."""
    return folder / ("cpdesk-cli.exe" if sys.platform == "win32" else "cpdesk")


def make() -> Path:
    """Make the folder unless it is there and up to date; give it. Raises Failed."""
    with _alone():
        wanted = fingerprint()
        if not (program().exists() and STAMP.exists() and STAMP.read_text(encoding="utf-8") == wanted):
            STAMP.unlink(missing_ok=True)
            _build(FOLDER, SCRATCH)
            STAMP.write_text(wanted, encoding="utf-8")
    return FOLDER


def fingerprint() -> str:
    """The sum of everything that a folder is made from: sources, data, lock, recipe, Python and system."""
    sum = hashlib.sha256(f"{sys.version} {platform.platform()}".encode())
    for file in _made_from():
        sum.update(f"{file.relative_to(ROOT).as_posix()}\0".encode())
        sum.update(hashlib.sha256(file.read_bytes()).digest())
    return sum.hexdigest()


def _made_from() -> Iterator[Path]:
    for name in _MADE_FROM:
        top = ROOT / name
        for file in [top] if top.is_file() else sorted(top.rglob("*")):
            if file.is_file() and "__pycache__" not in file.parts:
                yield file


def _build(folder: Path, scratch: Path) -> None:
    environment = {
        **os.environ,
        "PYTHONHASHSEED": "0",
        "PYINSTALLER_ZLIB_COMPRESSION_LEVEL": "0",  # packages are compressed whole; unpacking itself costs every start
        "SOURCE_DATE_EPOCH": os.environ.get("SOURCE_DATE_EPOCH", DAY),
        "PYINSTALLER_CONFIG_DIR": str(scratch / "pyinstaller"),  # stripped libraries are kept there for the next time
        "QT_QPA_PLATFORM": "offscreen",
    }
    where = ("--distpath", folder.parent, "--workpath", scratch, "--log-level", "WARN")
    done = subprocess.run(
        [sys.executable, "-m", "PyInstaller", "--noconfirm", *where, "build.spec"],
        cwd=ROOT, env=environment, capture_output=True, text=True, errors="replace", check=False,
    )  # fmt: skip
    if done.returncode:
        raise Failed(f"PyInstaller ended with {done.returncode}:\n{done.stdout}{done.stderr}")
    if missed := trim.missed((scratch / "build" / "warn-build.txt").read_text(encoding="utf-8")):
        raise Failed("\n".join(["installer/trim.py leaves out what is needed:", *missed]))
    shutil.move(folder / "_internal" / PLACE, folder / PLACE)


@contextmanager
def _alone() -> Iterator[None]:
    """One build at a time on this checkout, also among the processes of a parallel test run."""
    SCRATCH.mkdir(exist_ok=True)
    with (SCRATCH / "folder.lock").open("w") as lock:
        if sys.platform == "win32":
            import msvcrt
            import time

            while True:
                try:
                    msvcrt.locking(lock.fileno(), msvcrt.LK_NBLCK, 1)
                    break
                except OSError:
                    time.sleep(1)
        else:
            import fcntl

            fcntl.flock(lock, fcntl.LOCK_EX)
        yield
