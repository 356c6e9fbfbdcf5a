"""`python dev.py prove-deb`: install the Debian package in a bare Debian, use it, remove it, and find nothing left.

Needs root, debootstrap and a Debian mirror, and takes minutes, so it is a verb and no test. The bare Debian is the
smallest that debootstrap makes of this machine's release (no Python, no fonts, no X11), with this machine's own apt
settings, in a folder that is gone afterwards. The window is shown on a screen of this machine and looked at from it.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from installer import folder
from installer.debian import package
from tests.installer.screen import Screen

#: Somebody who is not root.
_WHO = ("--userspec=1000:1000",)
_HOME = "/home/officer"
_TOLD = {"PATH": "/usr/sbin:/usr/bin:/sbin:/bin", "LANG": "C.UTF-8"}
#: Where a system may remember what has been: lists, logs, and the homes of people, whose settings are theirs.
_MEMORY = ("var/log/", "var/cache/", "var/lib/apt/", "var/lib/dpkg/", "home/")


def main() -> int:
    """Make the package if need be and prove it; say each step."""
    if os.geteuid() != 0 or not shutil.which("debootstrap"):
        print("This needs root and debootstrap. On Debian: apt-get install debootstrap", file=sys.stderr)
        return 2
    file = package.make(folder.make(), folder.ROOT / "dist")
    _say(f"{file.name}, {file.stat().st_size / 1e6:.1f} MB")
    with tempfile.TemporaryDirectory(prefix="cpdesk-bare-") as scratch:
        root = Path(scratch) / "root"
        _bootstrap(root)
        _say("a bare Debian, without Python" if not _python(root) else "a bare Debian")
        with _system(root):
            before = _paths(root)
            shutil.copy(file, root / file.name)
            _apt(root, "install", f"/{file.name}")
            _say("installed with apt")
            _verbs(root)
            _window(root)
            _apt(root, "purge", "cpdesk")
            _apt(root, "autoremove", "--purge")
        (root / file.name).unlink()
        left = sorted(path for path in _paths(root) - before if not path.startswith(_MEMORY))
        if left:
            print("Left behind:", *left, sep="\n    ", file=sys.stderr)
            return 1
    _say("removed, nothing of it is left")
    return 0


def _say(what: str) -> None:
    print(f"proved: {what}", flush=True)


def _bootstrap(root: Path) -> None:
    release = dict(
        line.split("=", 1) for line in Path("/etc/os-release").read_text("utf-8").splitlines() if "=" in line
    )
    _run("debootstrap", "--variant=minbase", release["VERSION_CODENAME"].strip('"'), str(root))
    (root / "etc/apt/sources.list").unlink(missing_ok=True)
    shutil.copytree("/etc/apt", root / "etc/apt", dirs_exist_ok=True)
    for name in ("resolv.conf", "hosts"):
        shutil.copyfile(f"/etc/{name}", root / "etc" / name)


def _python(root: Path) -> bool:
    return any(root.glob("usr/bin/python*"))


@contextmanager
def _system(root: Path) -> Iterator[None]:
    """The root with `/proc` and with a home for somebody; both are taken away again."""
    home = root / _HOME.lstrip("/")
    home.mkdir()
    os.chown(home, 1000, 1000)
    _run("mount", "-t", "proc", "proc", str(root / "proc"))
    try:
        yield
    finally:
        _run("umount", str(root / "proc"))


def _apt(root: Path, *words: str) -> None:
    steps = [["apt-get", "-qq", "update"]] if words[0] == "install" else []
    for step in [*steps, ["apt-get", "-qq", "-y", "--no-install-recommends", *words]]:
        _run("chroot", str(root), *step, environment={**_TOLD, "DEBIAN_FRONTEND": "noninteractive"})


def _verbs(root: Path) -> None:
    """Make an office, check it, print papers of it."""
    said = _cpdesk(root, "--version")
    _cpdesk(root, "sample", "--dir", f"{_HOME}/office", "--no-window")
    office = ("--office", f"{_HOME}/office")
    _cpdesk(root, "check", *office)
    case = next(one for one in json.loads(_cpdesk(root, "cases", *office, "--json")) if one["subsidy"] is not None)
    where = (*office, "--lang", "zh_HK", "--out", f"{_HOME}/papers")
    papers = [_cpdesk(root, "summary", case["reference"], *where), *_cpdesk(root, "certificates", *where).splitlines()]
    for paper in papers:
        assert (root / paper.strip().lstrip("/")).read_bytes().startswith(b"%PDF-"), paper
    _say(f"{said.strip()} makes an office, checks it, prints a summary and {len(papers) - 1} certificates")


def _cpdesk(root: Path, *words: str) -> str:
    return _run("chroot", *_WHO, str(root), "cpdesk", *words, environment={**_TOLD, "HOME": _HOME})


def _window(root: Path) -> None:
    """Open the office in its window, sign in, close it."""
    with Screen() as screen:
        environment = {**_TOLD, "HOME": _HOME, "DISPLAY": screen.name}
        words = ["chroot", *_WHO, str(root), "cpdesk", "--office", f"{_HOME}/office"]
        with subprocess.Popen(words, env=environment) as process:
            try:
                asking = screen.until(lambda: screen.window("Sign in"), "the window that asks who is here")
                screen.until(lambda: screen.has_focus(asking) or None, "the keys going to it")
                screen.press("Return")
                window = screen.until(lambda: screen.window("示範辦事處"), "the main window")
                screen.settle()
                assert len(set(screen.pixels(window))) > 50, "the window is empty"
                screen.close(window)
                assert process.wait(30) == 0
            finally:
                process.kill()
    _say("the window opens under X11, signs in and closes")


def _paths(root: Path) -> set[str]:
    inside = (Path(where).relative_to(root) for where, _, _ in os.walk(root) if not where.startswith(f"{root}/proc/"))
    return {
        (folder / name).as_posix()
        for folder in inside
        for name in os.listdir(root / folder)  # noqa: PTH208 – names only
    }


def _run(*words: str, environment: dict[str, str] | None = None) -> str:
    done = subprocess.run(words, env=environment, capture_output=True, text=True, check=False)
    if done.returncode:
        raise SystemExit(f"{' '.join(words)}: {done.returncode}\n{done.stdout[-3000:]}{done.stderr[-3000:]}")
    return done.stdout


if __name__ == "__main__":
    sys.exit(main())
