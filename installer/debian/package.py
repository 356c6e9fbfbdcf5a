"""From the folder build to `cpdesk_VERSION_ARCHITECTURE.deb`, by dpkg's own tools.

The folder goes to `/usr/lib/cpdesk`. What it needs of the system is not written down by hand: `dpkg-shlibdeps` reads it
out of every program and library in the folder, with the versions that this system's libraries promise.
"""

from __future__ import annotations

import gzip
import hashlib
import os
import shutil
import subprocess
import tempfile
from pathlib import Path

from app.version import VERSION
from installer import icons
from installer.folder import DAY, ROOT
from installer.notices import PLACE

HERE = Path(__file__).resolve().parent

_CONTROL = """\
Package: cpdesk
Version: {version}
Architecture: {architecture}
Maintainer: CP Desk maintainers <maintainers@cpdesk.invalid>
Installed-Size: {kilobytes}
Depends: {depends}
Recommends: xdg-utils
Section: misc
Priority: optional
Description: casework for the Cleaner Production Partnership Programme
 Eligibility, subsidy and papers for the caseworkers of the Programme's
 Secretariat, in English, Traditional and Simplified Chinese. An office is an
 encrypted folder. Everything is in this package, Python and Qt too.
"""


class Failed(Exception):
    """A tool of dpkg did not end well; the text is what it said."""


def make(folder: Path, out: Path) -> Path:
    """Make the package of a folder build in the folder `out`; give the file. Raises Failed."""
    architecture = _said("dpkg", "--print-architecture").strip()
    with tempfile.TemporaryDirectory() as scratch:
        root = Path(scratch) / "cpdesk"
        _lay_out(folder, root)
        size = sum(file.lstat().st_size for file in root.rglob("*") if file.is_file())
        control = _CONTROL.format(
            version=VERSION, architecture=architecture, kilobytes=size // 1024, depends=_depends(root, architecture)
        )
        (root / "DEBIAN").mkdir()
        (root / "DEBIAN" / "control").write_text(control, encoding="utf-8")
        (root / "DEBIAN" / "md5sums").write_text(_sums(root), encoding="utf-8")
        _same_for_all(root)
        file = out / f"cpdesk_{VERSION}_{architecture}.deb"
        _said("dpkg-deb", "--build", "--root-owner-group", "-Zxz", str(root), str(file))
    return file


def _lay_out(folder: Path, root: Path) -> None:
    """Every file where it will be on the system."""
    shutil.copytree(folder, root / "usr/lib/cpdesk", symlinks=True)
    for place in ("bin", "share/applications", "share/doc/cpdesk", "share/icons/hicolor/scalable/apps"):
        (root / "usr" / place).mkdir(parents=True)
    (root / "usr/bin/cpdesk").symlink_to("../lib/cpdesk/cpdesk")
    shutil.copy(HERE / "cpdesk.desktop", root / "usr/share/applications")
    shutil.copy(icons.DRAWING, root / "usr/share/icons/hicolor/scalable/apps/cpdesk.svg")
    for side in (16, 32, 48, 128, 256):
        picture = root / f"usr/share/icons/hicolor/{side}x{side}/apps/cpdesk.png"
        picture.parent.mkdir(parents=True)
        picture.write_bytes(icons.png(side))
    documents = root / "usr/share/doc/cpdesk"
    shutil.copy(HERE / "copyright", documents)
    (documents / PLACE).symlink_to(f"../../../lib/cpdesk/{PLACE}")
    changes = (ROOT / "CHANGELOG.md").read_bytes()
    (documents / "changelog.gz").write_bytes(gzip.compress(changes, mtime=int(DAY)))


def _depends(root: Path, architecture: str) -> str:
    """The packages that the folder's programs and libraries want, in the words of a Depends line."""
    binaries = [file for file in sorted(root.rglob("*")) if file.is_file() and not file.is_symlink() and _is_elf(file)]
    inside = sorted({f"-l{file.parent}" for file in binaries})
    source = root.parent / "debian"
    source.mkdir()
    control = f"Source: cpdesk\n\nPackage: cpdesk\nArchitecture: {architecture}\n"
    (source / "control").write_text(control, encoding="utf-8")
    words = ("-O", "--ignore-missing-info", "--warnings=0", f"-S{root}", *inside)
    said = _said("dpkg-shlibdeps", *words, *(f"-e{file}" for file in binaries), cwd=root.parent)
    return said.strip().removeprefix("shlibs:Depends=")


def _is_elf(file: Path) -> bool:
    with file.open("rb") as content:
        return content.read(4) == b"\x7fELF"


def _sums(root: Path) -> str:
    files = [file for file in sorted((root / "usr").rglob("*")) if file.is_file() and not file.is_symlink()]
    return "".join(
        f"{hashlib.md5(file.read_bytes(), usedforsecurity=False).hexdigest()}  {file.relative_to(root)}\n"
        for file in files
    )


def _same_for_all(root: Path) -> None:
    """Rights that do not hang on who made the package: everybody reads, programs and folders open, root writes."""
    for file in [root, *root.rglob("*")]:
        if not file.is_symlink():
            file.chmod(0o755 if file.is_dir() or file.stat().st_mode & 0o100 else 0o644)


def _said(*words: str, cwd: Path | None = None) -> str:
    environment = {"SOURCE_DATE_EPOCH": DAY, **os.environ, "LC_ALL": "C.UTF-8"}
    try:
        done = subprocess.run(words, cwd=cwd, env=environment, capture_output=True, text=True, check=False)
    except FileNotFoundError:
        raise Failed(f"{words[0]} is missing here. On Debian: apt-get install dpkg-dev") from None
    if done.returncode:
        raise Failed(f"{words[0]}: {done.stdout}{done.stderr}")
    return done.stdout
