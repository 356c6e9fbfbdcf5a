"""What the folder build leaves out, as patterns of places in the folder; `build.spec` reads it.

Qt brings far more than a window with lists and papers needs. What is named here has been built away and the program
started, signed in to, printed from and closed without it (`tests/installer`).
"""

from __future__ import annotations

import fnmatch
import re
from collections.abc import Iterable
from pathlib import Path, PurePosixPath
from typing import Final

#: Python modules that some library names but no path of ours reaches.
MODULES: Final = (
    # tests, and tools of developers
    "unittest", "doctest", "pdb", "pydoc_data", "lib2to3", "idlelib", "turtledemo", "test", "tkinter",
    "pygments", "setuptools", "_distutils_hack", "distutils", "pkg_resources", "pytest", "_pytest", "mypy",
    "trove_classifiers", "sqlalchemy.testing", "alembic.testing", "IPython", "numpy",
    "readline", "curses",
    # databases that no office is kept in; SQLCipher stands in for sqlite3
    "sqlalchemy.dialects.mysql", "sqlalchemy.dialects.mssql", "sqlalchemy.dialects.oracle", "sqlite3", "_sqlite3",
    "MySQLdb", "psycopg2", "pysqlite2",
    # pictures shown on a screen by Pillow, and its bridges to other window systems
    "PIL.ImageQt", "PIL.ImageTk", "PIL.ImageShow",
    # parts of Qt
    "PySide6.QtNetwork", "PySide6.QtOpenGL", "PySide6.QtDBus", "PySide6.QtQml", "PySide6.QtQuick", "PySide6.QtTest",
)  # fmt: skip

#: Who asks for one of them at once when imported, and yet does no harm: nobody imports these, or PyInstaller's own
#: recipes name the module and the library does not.
UNREACHED: Final = ("sqlalchemy", "PySide6.", "mako.ext.pygmentplugin", "reportlab.graphics.testshapes")

#: What PyInstaller would do at every start: import Qt, for a `qt.conf` that PySide6's wheels make themselves, and mend
#: two tools that nothing here uses. Without it a verb does not pay for Qt (40 % of `cpdesk --version`).
HOOKS: Final = ("pyi_rth_pyside6", "pyi_rth_inspect", "pyi_rth_pkgutil")

#: Files, by their place in the folder; `*` goes through `/`.
_FILES: Final = (
    # Qt's words: only those of the languages on our screens (ui/words.py)
    "PySide6/*translations/*",
    # X11 and the pictureless platform stay; windows under Wayland come through Xwayland
    "*/platforms/*eglfs*", "*/platforms/*linuxfb*", "*/platforms/*minimal*", "*/platforms/*vnc*",
    "*/platforms/*vkkhr*", "*/platforms/*wayland*", "*/platforms/*direct2d*",
    "*/wayland-*", "*/egldeviceintegrations/*", "*Qt6Wayland*", "*Qt6Wl*", "*Qt6EglF*",
    # GTK, for one dialog's looks; keyboards on the screen; touch without a window system; servers and certificates
    "*/platformthemes/*gtk3*", "*qtvirtualkeyboard*", "*/generic/*", "*/tls/*", "*/networkinformation/*",
    "*Qt6Network*",
    # software OpenGL: nothing here is drawn by it
    "*opengl32sw.dll",
    # pictures of kinds that no window shows
    "*/imageformats/*icns*", "*/imageformats/*tga*", "*/imageformats/*wbmp*", "*/imageformats/*pdf*",
    # tools and libraries to link with, beside OpenCC's dictionaries
    "opencc/clib/bin/*", "opencc/clib/lib*",
    # numbers of other kinds and countries
    "stdnum/*.dat",
    # ReportLab's own typefaces: papers carry ours
    "reportlab/fonts/*",
    # time zones far from Hong Kong
    "tzdata/zoneinfo/*",
    # the recipes of committed files; sources of compiled catalogues
    "resources/*make_*.py", "resources/*.po", "resources/*.pot", "*/__pycache__/*", "*/direct_url.json",
)  # fmt: skip

#: What one of the patterns above would take, and is needed.
_KEPT: Final = (
    "*translations/qtbase_zh_[CT][NW].qm",
    "tzdata/zoneinfo/Asia/Hong_Kong", "tzdata/zoneinfo/UTC",
)  # fmt: skip

Entry = tuple[str, str, str]


def missed(report: str) -> list[str]:
    """What is left out although something in the folder cannot be imported without it.

    Args:
        report: PyInstaller's list of modules that it did not take (`warn-build.txt`).
    """
    found = []
    for module, importers in re.findall(r"^excluded module named (\S+) - imported by (.*)$", report, re.MULTILINE):
        if module not in MODULES:
            continue
        needed = re.findall(r"([\w.]+) \(top-level\)", importers)
        found += [f"{name} needs {module}" for name in needed if not _unreached(name)]
    return found


def _unreached(importer: str) -> bool:
    return any(importer == name or (name.endswith(".") and importer.startswith(name)) for name in UNREACHED)


def kept(entries: Iterable[Entry], own: Iterable[Path] | None) -> list[Entry]:
    """What of PyInstaller's (place, source, kind) entries goes into the folder, without links that lead nowhere.

    Args:
        entries: what PyInstaller has found.
        own: the folders that libraries are taken from; None for anywhere. What these ask a Linux system for (X11,
            fontconfig, the OpenSSL of its Python) stays the system's: its updates reach the program, and no second
            copy of a library meets the first in one process.
    """
    roots = None if own is None else [folder.resolve() for folder in own]
    stay = [one for one in entries if _wanted(one[0]) and (one[2] != "BINARY" or _is_own(Path(one[1]), roots))]
    there = {PurePosixPath(place.replace("\\", "/")) for place, _, kind in stay if kind != "SYMLINK"}
    return [one for one in stay if one[2] != "SYMLINK" or _target(one) in there]


def _wanted(place: str) -> bool:
    place = place.replace("\\", "/")
    left_out = any(fnmatch.fnmatchcase(place, pattern) for pattern in _FILES)
    return not left_out or any(fnmatch.fnmatchcase(place, pattern) for pattern in _KEPT)


def _is_own(source: Path, roots: list[Path] | None) -> bool:
    if roots is None or source.name.startswith("libpython"):
        return True
    return any(source.resolve().is_relative_to(root) for root in roots)


def _target(link: Entry) -> PurePosixPath:
    return PurePosixPath(link[0].replace("\\", "/")).parent / link[1].replace("\\", "/")
