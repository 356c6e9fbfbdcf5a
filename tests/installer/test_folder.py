"""The folder that is handed out runs by itself: verbs, papers, the window; and it carries what the law asks of it."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pypdf
import pytest

from app import settings
from app.settings import Settings
from app.version import VERSION
from installer.notices import PLACE
from tests.installer.started import Built

if sys.platform == "linux":
    from tests.installer.screen import Screen

ROOT = Path(__file__).resolve().parents[2]
only_linux = pytest.mark.skipif(
    sys.platform != "linux", reason="looks from outside as only Linux lets one: X11, /proc, ldd"
)


def test_it_tells_its_version(program: Built) -> None:
    assert program.says("--version") == f"cpdesk {VERSION}\n"


def test_the_office_that_it_makes_is_sound(program: Built, office: Path) -> None:
    assert program.says("check", "--office", office).startswith("Nothing is wrong")


def test_it_prints_a_summary_in_chinese(program: Built, office: Path) -> None:
    cases = json.loads(program.says("cases", "--office", office, "--json"))
    case = next(one for one in cases if one["subsidy"] is not None)
    printed = program.says("summary", case["reference"], "--office", office, "--lang", "zh_HK", "--out", "papers")
    text = "".join(page.extract_text() for page in pypdf.PdfReader(program.home / printed.strip()).pages)
    assert case["reference"] in text
    assert "評核摘要" in text


def test_it_prints_certificates_and_two_processes_make_the_same_bytes(program: Built, office: Path) -> None:
    shutil.copytree(office, program.home / "office")  # each print is recorded
    made = []
    for processes in ("1", "2"):
        words = ("certificates", "--office", "office", "--out", f"papers-{processes}", "--processes", processes)
        done = program.ends(*words)
        assert done.returncode == 0, done.stderr
        made.append([program.home / line for line in done.stdout.splitlines()])
    alone, together = made
    assert len(alone) > 3
    assert [file.name for file in alone] == [file.name for file in together]
    assert [file.read_bytes() for file in alone] == [file.read_bytes() for file in together]
    for file in together:
        assert file.stem in pypdf.PdfReader(file).pages[0].extract_text()


def test_a_refusal_is_said_and_not_a_breakdown(program: Built) -> None:
    done = program.ends("check", "--office", "nowhere", "--lang", "zh_CN")
    assert done.returncode == 1
    assert "nowhere" in done.stderr
    assert "Traceback" not in done.stderr


@only_linux
@pytest.mark.parametrize(("language", "sign_in"), [("zh_HK", "登入"), ("zh_CN", "登录")])
def test_the_window_opens_on_an_office_and_closes_politely(
    program: Built, office: Path, language: str, sign_in: str
) -> None:
    settings.save(Settings(language, "light"), program.home / "config" / "cpdesk")
    with Screen() as screen, program.opened(office, screen.name) as process:
        try:
            asking = screen.until(lambda: screen.window(sign_in), "the window that asks who is here")
            screen.until(lambda: screen.has_focus(asking) or None, "the keys going to it")
            screen.press("Return")
            window = screen.until(lambda: screen.window("示範辦事處"), "the main window")
            colours = screen.until(lambda: _many(screen.pixels(window)), "something painted in it")
            assert _not_ours(process.pid) == []
            assert screen.named(window) == "cpdesk"  # as the menu's entry says, so that the two are seen as one
            assert screen.has_picture(window)
            screen.close(window)
            assert (process.wait(30), process.communicate()[0]) == (0, "")
        finally:
            process.kill()
    assert colours > 50
    logs = [file.read_text(encoding="utf-8") for file in program.home.rglob("cpdesk.log")]
    assert logs
    assert not any("ERROR" in log or "WARNING" in log for log in logs)


def _many(pixels: bytes) -> int | None:
    """How many colours there are, once the picture is more than a few plain areas."""
    colours = len({pixels[start : start + 3] for start in range(0, len(pixels), 4)})
    return colours if colours > 50 else None


def _not_ours(process: int) -> list[str]:
    """The files of the checkout and of the tests' Python that a process has in its memory or open."""
    maps = Path(f"/proc/{process}/maps").read_text(encoding="utf-8")
    opened = [str(link.readlink()) for link in Path(f"/proc/{process}/fd").iterdir() if link.is_symlink()]
    files = {*re.findall(r"\S+ +(/.*)$", maps, re.MULTILINE), *opened}
    python = (str(ROOT), sys.prefix, sys.base_prefix + "/lib/python")
    return sorted(file for file in files if file.startswith(python) and not file.startswith(str(ROOT / "dist")))


def test_nothing_of_tests_or_tools_is_in_it(built: Path) -> None:
    names = {file.relative_to(built).as_posix() for file in built.rglob("*")}
    assert not [name for name in names if re.search(r"(^|/)(tests?|pytest|hypothesis|PyInstaller)(/|$)", name)]
    assert not [name for name in names if name.endswith((".po", ".pot")) or "/make_" in name]
    words = {Path(name).name for name in names if "translations" in name and name.endswith(".qm")}
    assert words == {"qtbase_zh_TW.qm", "qtbase_zh_CN.qm"}


@only_linux
def test_every_library_it_asks_for_is_in_it_or_in_the_system(built: Path) -> None:
    lost = []
    for file in [built / "cpdesk", *built.rglob("*.so*")]:
        told = subprocess.run(["ldd", file], capture_output=True, text=True, check=False).stdout
        lost += [f"{file.relative_to(built)}: {line.strip()}" for line in told.splitlines() if "not found" in line]
    assert lost == []


def test_it_can_ask_for_printers(built: Path) -> None:
    inside = built / "_internal" / "PySide6"
    assert list(inside.glob("QtPrintSupport*"))
    if sys.platform == "linux":  # where printers are those of CUPS
        assert list(inside.glob("Qt/plugins/printsupport/*cups*"))


def test_every_package_that_the_program_stands_on_is_in_it(built: Path) -> None:
    """Some are looked for by name only, where PyInstaller cannot see it: ReportLab's quick parts, psycopg's."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    wanted = {re.split(r"[\[<>=! ]", line)[0].lower().replace("_", "-") for line in project["dependencies"]}
    assert wanted - {folder.name for folder in (built / PLACE).iterdir()} == set()


def test_what_is_under_the_lgpl_can_be_replaced(built: Path) -> None:
    """Qt's libraries, PySide6, psycopg and python-stdnum lie in the folder as files, not inside the program."""
    inside = built / "_internal"
    assert list(inside.glob("PySide6/**/*Qt6Core*"))
    for module in ("PySide6/__init__", "shiboken6/__init__", "psycopg/__init__", "stdnum/cn/uscc"):
        assert (inside / f"{module}.pyc").exists(), module


def test_every_package_in_it_has_its_licence_beside_it_and_its_line_in_the_list(built: Path) -> None:
    listed = (ROOT / "docs" / "third-party.md").read_text(encoding="utf-8").lower()
    packages = [folder for folder in (built / PLACE).iterdir() if folder.is_dir()]
    assert {"python", "pyinstaller", "pyside6-essentials", "sqlcipher3", "reportlab"} <= {one.name for one in packages}
    for package in packages:
        assert any(file.stat().st_size > 100 for file in package.rglob("*") if file.is_file()), package.name
        assert package.name in listed, package.name
    assert (built / PLACE / "LICENSE").read_text(encoding="utf-8") == (ROOT / "LICENSE").read_text(encoding="utf-8")
