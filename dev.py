#!/usr/bin/env python3
"""The one door of CP Desk: `python dev.py VERB`. Needs Python 3.11 or newer and nothing else.

It makes `.venv`, installs the lock into it, names or installs missing system libraries, and hands over to the
well-known tools. Afterwards `.venv/bin/cpdesk` (`.venv\\Scripts\\cpdesk.exe`) is the program.
"""

from __future__ import annotations

import ctypes
import hashlib
import importlib.util
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from xml.etree import ElementTree

ROOT = Path(__file__).resolve().parent
WINDOWS = os.name == "nt"
VENV = ROOT / ".venv"
BIN = VENV / ("Scripts" if WINDOWS else "bin")
PYTHON = BIN / ("python.exe" if WINDOWS else "python")

#: A folder in memory, and the bytes of room it needs for all that the tests make.
MEMORY, ROOM = Path("/dev/shm"), 4_000_000_000
STAMP = VENV / "cpdesk-setup"
SAMPLE = ROOT / "sample-office"
#: The shared libraries that Qt's own plugins want, and the Debian package of each.
LIBRARIES = {
    "libglib-2.0.so.0": "libglib2.0-0",
    "libEGL.so.1": "libegl1",
    "libGL.so.1": "libgl1",
    "libX11.so.6": "libx11-6",
    "libcups.so.2": "libcups2",
    "libdbus-1.so.3": "libdbus-1-3",
    "libfontconfig.so.1": "libfontconfig1",
    "libfreetype.so.6": "libfreetype6",
    "libxkbcommon.so.0": "libxkbcommon0",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-image.so.0": "libxcb-image0",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-render-util.so.0": "libxcb-render-util0",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-xkb.so.1": "libxcb-xkb1",
}
PROGRAMS = {"Xvfb": "xvfb", "xauth": "xauth"}
#: What only the tests and `build` want, by the programs of each Debian package.
TOOLS = {"java": "default-jre-headless", "objcopy": "binutils", "makensis": "nsis"}
#: What only the tests want: veraPDF, which judges every paper, runs on Java, and its own jar leaves these out.
JARS = {
    "jaxb-api.jar": "libjaxb-api-java",
    "jaxb-runtime.jar": "libjaxb-java",
    "istack-commons-runtime.jar": "libistack-commons-java",
    "txw2.jar": "libtxw2-java",
    "javax.activation.jar": "libactivation-java",
}


class Failed(Exception):
    """A step did not end well; the text says which, and what to do."""


def run(*command: str | Path, **environment: str) -> int:
    """Run a command in the checkout and give its exit code."""
    settings = {**os.environ, "PYTHONUTF8": "1", **environment}
    return subprocess.run([str(word) for word in command], cwd=ROOT, env=settings, check=False).returncode


def hear(*command: str | Path, **environment: str) -> tuple[int, str, str]:
    """Run a command in the checkout without showing what it prints; give exit code, output and messages."""
    settings = {**os.environ, "PYTHONUTF8": "1", **environment}
    done = subprocess.run([str(word) for word in command], cwd=ROOT, env=settings, capture_output=True, check=False)
    return done.returncode, done.stdout.decode("utf-8", "replace"), done.stderr.decode("utf-8", "replace")


def need(what: str, *command: str | Path, **environment: str) -> None:
    """Run a command that must end well; what it prints is shown only if it does not."""
    code, output, messages = hear(*command, **environment)
    if code:
        raise Failed(f"{what} did not work:\n{output}{messages}")


# --- system libraries


def system(words: Sequence[str] = ()) -> int:
    """name the system libraries that are missing; on Debian as root install them; `--tests`: the tests' too"""
    testing = "--tests" in words
    missing = missing_packages(testing=testing)
    if not missing:
        return 0
    apt = shutil.which("apt-get")
    if apt and os.geteuid() == 0:
        print(f"Installing {len(missing)} Debian packages: {' '.join(missing)}", flush=True)
        try:
            apt_install(apt, missing)
        except Failed as failure:
            print(failure, file=sys.stderr)
        missing = missing_packages(testing=testing)
    if missing:  # the rest may do without them; what cannot will say so
        how = "sudo apt-get install" if apt else "Install what your system calls these Debian packages:"
        print(f"Missing on this system. To have them:\n    {how} {' '.join(missing)}", file=sys.stderr)
    return 1 if missing else 0


def missing_packages(*, testing: bool = False) -> list[str]:
    """The Debian names of what this system lacks; nothing on Windows and macOS, whose wheels bring everything."""
    if sys.platform != "linux":
        return []
    libraries = [package for library, package in LIBRARIES.items() if not loads(library)]
    programs = [package for program, package in PROGRAMS.items() if not shutil.which(program)]
    jars = [package for jar, package in JARS.items() if not Path("/usr/share/java", jar).exists()]
    tools = [package for program, package in TOOLS.items() if not shutil.which(program)]
    other = [] if importlib.util.find_spec("ensurepip") else ["python3-venv"]
    return libraries + programs + other + (tools + library_of_python() + jars if testing else [])


def library_of_python() -> list[str]:
    """Debian's Python comes without the library that PyInstaller puts beside the program."""
    version = f"{sys.version_info[0]}.{sys.version_info[1]}"
    debian = sys.base_prefix == "/usr" and not loads(f"libpython{version}.so.1.0")
    return [f"libpython{version}"] if debian else []


def loads(library: str) -> bool:
    """Whether the system has a shared library of that name."""
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


def apt_install(apt: str, packages: Sequence[str]) -> None:
    """Install Debian packages without questions and without recommendations; refresh the lists first."""
    options = ("-qq", "-y", "-o", "DPkg::Lock::Timeout=300", "--no-install-recommends")
    for step in (("update",), ("install", *packages)):
        need(f"apt-get {step[0]}", apt, *options, *step, DEBIAN_FRONTEND="noninteractive")


# --- the environment


def setup(_: Sequence[str] = ()) -> int:
    """make .venv and install everything into it; does nothing when nothing changed"""
    system()
    wanted, kept = fingerprint(), STAMP.read_text(encoding="utf-8") if STAMP.exists() else ""
    if kept == wanted and PYTHON.exists():
        return 0
    print("Setting up .venv; the first time takes a minute or two.", flush=True)
    make_environment(anew=bool(kept) and kept.splitlines()[0] != wanted.splitlines()[0])
    STAMP.write_text("unfinished", encoding="utf-8")
    pip = (PYTHON, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--no-input")
    need("Installing the locked packages", *pip, "--require-hashes", "--no-deps", "-r", "requirements.lock")
    need("Installing cpdesk", *pip, "--no-deps", "--no-build-isolation", "--editable", ROOT)
    hear(PYTHON, "-m", "compileall", "-q", "-j", "0", VENV, "app", "models", "ui")
    STAMP.write_text(wanted, encoding="utf-8")
    return 0


def fingerprint() -> str:
    """What an environment is made from: the Python and the place, then the sum of the lock and the project file."""
    files = b"".join((ROOT / name).read_bytes() for name in ("requirements.lock", "pyproject.toml"))
    return f"Python {sys.version_info[0]}.{sys.version_info[1]} in {ROOT}\n{hashlib.sha256(files).hexdigest()}\n"


def make_environment(*, anew: bool) -> None:
    """A `.venv` with a pip. It is made anew where an earlier run was cut short, or Python or the place has changed."""
    if anew or not works(PYTHON, "-c", "pass"):
        if not importlib.util.find_spec("ensurepip"):
            raise Failed("This Python cannot make environments (no ensurepip). On Debian: apt-get install python3-venv")
        need("Making .venv", sys.executable, "-m", "venv", "--clear", VENV)
    elif not works(PYTHON, "-m", "pip", "--version"):
        need("Adding pip to .venv", PYTHON, "-m", "ensurepip")


def works(*command: str | Path) -> bool:
    """Whether a command can be started and ends well; says nothing."""
    try:
        return hear(*command)[0] == 0
    except OSError:
        return False


def start(rest: Sequence[str]) -> int:
    """open the program"""
    setup()
    return cpdesk(*rest)


def cpdesk(*words: str | Path) -> int:
    """The program itself, as it was installed into `.venv`."""
    return run(BIN / "cpdesk", *words)


def sample(rest: Sequence[str]) -> int:
    """open the sample office in ./sample-office; without a display, make it and print its first summary"""
    setup()
    if WINDOWS or sys.platform == "darwin" or os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"):
        return cpdesk("sample", "--dir", SAMPLE, *rest)
    print("There is no display here, so no window opens. The sample office is made all the same.", flush=True)
    return cpdesk("sample", "--dir", SAMPLE, "--no-window", *rest) or first_summary()


def first_summary() -> int:
    """Print the assessment summary of the first sample case that has a subsidy, as a PDF beside the office."""
    code, output, messages = hear(BIN / "cpdesk", "cases", "--office", SAMPLE, "--json")
    cases = json.loads(output) if code == 0 else []
    reference = next((case["reference"] for case in cases if case["subsidy"] is not None), None)
    if reference is None:
        raise Failed(f"The sample office lists no case with a subsidy.\n{messages}")
    return cpdesk("summary", reference, "--office", SAMPLE, "--lang", "en", "--out", ROOT / "sample-summaries")


# --- checks and tests

STATIC: dict[str, tuple[str | Path, ...]] = {
    "ruff check": (BIN / "ruff", "check", "."),
    "ruff format": (BIN / "ruff", "format", "--check", "."),
    "mypy": (BIN / "mypy",),
    "import contracts": (BIN / "lint-imports", "--no-logo"),
    "translations": (PYTHON, "resources/translations/make_words.py", "--check"),
}


def static_parts() -> list[str]:
    """Run every static check, also after one that fails; give the names of those that failed."""
    failed = []
    for name, command in STATIC.items():
        print(f"== {name}", flush=True)
        failed += [name] if run(*command) else []
    return failed


def check(_: Sequence[str] = ()) -> int:
    """run the static checks: ruff, mypy, import contracts, translations"""
    setup()
    failed = static_parts()
    print(f"Failed: {', '.join(failed)}" if failed else "All static checks passed.")
    return 1 if failed else 0


def test(rest: Sequence[str]) -> int:
    """run the static checks and all tests; what follows goes to pytest"""
    system(["--tests"])
    setup()
    failed = static_parts()
    print("== pytest", flush=True)
    report = VENV / "tests.xml"
    report.unlink(missing_ok=True)
    if run(PYTHON, "-m", "pytest", "-n", "2", f"--junit-xml={report}", *rest, **scratch()):
        failed.append("pytest")
    passed, lost, skipped = counts(report)
    print(f"Failed: {', '.join(failed)}" if failed else "Everything passed: static checks and tests.")
    print(f"{passed} passed, {lost} failed, {skipped} skipped", flush=True)
    return 1 if failed else 0


def scratch() -> dict[str, str]:
    """Where the tests make their offices and servers: in memory where there is room and programs may run."""
    if "PYTEST_DEBUG_TEMPROOT" in os.environ or not MEMORY.is_dir():
        return {}
    room = os.statvfs(MEMORY)
    large = room.f_bavail * room.f_frsize > ROOM and not room.f_flag & os.ST_NOEXEC
    return {"PYTEST_DEBUG_TEMPROOT": str(MEMORY)} if large else {}


def counts(report: Path) -> tuple[int, int, int]:
    """How many tests passed, failed and were skipped, from pytest's report; a run without one has failed."""
    if not report.exists():
        return 0, 1, 0
    suites = list(ElementTree.parse(report).getroot().iter("testsuite"))
    names = ("tests", "failures", "errors", "skipped")
    total, failures, errors, skipped = (sum(int(suite.get(name, 0)) for suite in suites) for name in names)
    return total - failures - errors - skipped, failures + errors, skipped


def tool(line: str, *command: str) -> Callable[[Sequence[str]], int]:
    """A verb that sets up and hands over to a Python module or script; `line` is what the list of verbs says."""

    def verb(rest: Sequence[str]) -> int:
        setup()
        return run(PYTHON, *command, *rest)

    verb.__doc__ = line
    return verb


def lock(rest: Sequence[str]) -> int:
    """write requirements.lock anew from pyproject.toml (needs uv); `--upgrade` takes newer versions"""
    if not (uv := shutil.which("uv")):
        raise Failed("`lock` needs uv: pip install uv")
    options = ("--universal", "--generate-hashes", "--no-header", "--no-emit-index-url", "--no-emit-find-links")
    groups = ("--group", "dev", "--python-version", "3.11", "pyproject.toml", "-o", "requirements.lock")
    return run(uv, "pip", "compile", "--quiet", *options, *groups, *rest)


VERBS: dict[str, Callable[[Sequence[str]], int]] = {
    "setup": setup,
    "system": system,
    "sample": sample,
    "run": start,
    "test": test,
    "check": check,
    "words": tool("collect the sentences, update and compile the catalogues", "resources/translations/make_words.py"),
    "bench": tool("measure speed: medians and ratios of one run", "-m", "tests.bench"),
    "screens": tool("make docs/screens: every screen in every language, theme and size", "-m", "tests.ui.screens"),
    "build": tool("make dist/cpdesk, the folder that runs without Python", "-m", "installer"),
    "deb": tool("make the Debian package of that folder, in ./dist", "-m", "installer.debian"),
    "prove-deb": tool("install it in a bare Debian, use it, remove it (as root)", "-m", "tests.installer.bare_root"),
    "setup-exe": tool("make the setup program for Windows (on Windows)", "-m", "installer.windows"),
    "lock": lock,
    "fonts": tool("make resources/fonts anew from the published fonts", "resources/fonts/make_fonts.py"),
}


def main(words: Sequence[str]) -> int:
    """Do the verb that was asked for; bare, list the verbs."""
    if sys.version_info < (3, 11):
        raise Failed(f"CP Desk needs Python 3.11 or newer; this is {sys.version.split()[0]}.")
    if not words or words[0] not in VERBS:
        print("python dev.py VERB\n", *(f"  {name:<10}{verb.__doc__}" for name, verb in VERBS.items()), sep="\n")
        return 2 if words else 0
    return VERBS[words[0]](words[1:])


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except Failed as failure:
        sys.exit(f"dev.py: {failure}")
    except KeyboardInterrupt:
        sys.exit(130)
