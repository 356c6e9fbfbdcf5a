"""From a folder build to `cpdesk-VERSION-setup.exe`, by NSIS and `cpdesk.nsi`. NSIS also runs on Linux."""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from pathlib import Path

from app.version import VERSION
from installer import icons

SCRIPT = Path(__file__).resolve().parent / "cpdesk.nsi"
_HOMES = (r"C:\Program Files (x86)\NSIS", r"C:\Program Files\NSIS")


class Failed(Exception):
    """NSIS is missing or has refused the script; the text says which."""


def makensis() -> str | None:
    """NSIS's compiler on this machine."""
    return next((found for one in (None, *_HOMES) if (found := shutil.which("makensis", path=one))), None)


def make(folder: Path, out: Path, *, compressed: bool = True) -> Path:
    """Make the setup program of a folder build in the folder `out`; give the file. Raises Failed.

    Args:
        folder: the folder build; only that of Windows makes a setup that is of use.
        out: where to.
        compressed: False where only the script is to be tried; it is much quicker.
    """
    compiler = makensis()
    if compiler is None:
        raise Failed("makensis is missing here. On Debian: apt-get install nsis")
    file = out.resolve() / f"cpdesk-{VERSION}-setup.exe"
    with tempfile.TemporaryDirectory() as scratch:
        told = {"VERSION": VERSION, "FOLDER": folder.resolve(), "ICON": icons.ico(Path(scratch)), "OUT": file}
        words = [f"-D{name}={value}" for name, value in told.items()]
        plain = [] if compressed else ["-DPLAIN"]
        done = subprocess.run(
            [compiler, "-V2", "-WX", "-INPUTCHARSET", "UTF8", *plain, *words, str(SCRIPT)],
            capture_output=True, encoding="utf-8", errors="replace", check=False,
        )  # fmt: skip
    if done.returncode:
        raise Failed(f"makensis: {done.stdout}{done.stderr}")
    return file
