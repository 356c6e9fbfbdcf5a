"""The licences of what the folder carries: for each package in it, the texts that came with it, and ours.

A package that brings no text and has none in `installer/licences` stops the build.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from importlib.metadata import Distribution, distributions
from pathlib import Path, PurePosixPath

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent
#: Texts that a package's wheel does not carry, in folders named as the package.
OURS = HERE / "licences"
#: Where the texts lie in the folder.
PLACE = "licences"
#: In every folder though no file of it names a package: the interpreter, and what starts it.
ALWAYS = ("python", "pyinstaller")

_WORDS = ("licen", "copying", "notice", "authors")


class Missing(Exception):
    """A package without any licence text."""


def entries(sources: Iterable[str]) -> list[tuple[str, str, str]]:
    """PyInstaller's (place, source, kind) entries for the texts of every package that one of the sources belongs to.

    Raises Missing for a package that has none.
    """
    made = [
        (f"{PLACE}/LICENSE", str(ROOT / "LICENSE"), "DATA"),
        (f"{PLACE}/third-party.md", str(ROOT / "docs" / "third-party.md"), "DATA"),
    ]
    for name in sorted({*packages(sources), *ALWAYS}):
        texts = _texts(name)
        if not texts:
            raise Missing(f"{name} is in the folder and brings no licence; put its text into {OURS / name}")
        made += [(f"{PLACE}/{name}/{place}", str(file), "DATA") for place, file in sorted(texts.items())]
    return made


def packages(sources: Iterable[str]) -> set[str]:
    """The names (small letters, hyphens) of the installed packages that these files belong to; ours is left out."""
    owners = _owners()
    return {owners[source] for source in map(_resolved, sources) if source in owners} - {"cpdesk"}


def _resolved(source: str) -> str:
    return str(Path(source).absolute())


@cache
def _owners() -> dict[str, str]:
    """Which package each installed file belongs to."""
    return {
        str(package.locate_file(file)): _canonical(package)
        for package in distributions()
        for file in package.files or ()
    }


def _canonical(package: Distribution) -> str:
    return package.name.lower().replace("_", "-")


def _texts(name: str) -> dict[str, Path]:
    """The licence texts of a package: its own, then ours."""
    own = next((package for package in distributions() if _canonical(package) == name), None)
    found = {}
    for file in own.files or () if own else ():
        place = PurePosixPath(file)
        inside = place.parts[1:]
        if place.parts[0].endswith(".dist-info") and inside and _is_text(inside):
            short = "/".join(inside[1:] if inside[0] == "licenses" else inside)
            found[short] = Path(str(file.locate()))
    ours = (file for file in (OURS / name).glob("**/*") if file.is_file())
    return found | {file.relative_to(OURS / name).as_posix(): file for file in ours}


def _is_text(inside: tuple[str, ...]) -> bool:
    return inside[0] == "licenses" or any(word in inside[-1].lower() for word in _WORDS)
