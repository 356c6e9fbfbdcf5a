"""What the Debian package lays out; the folder in it is a stand-in. That it installs: `python dev.py prove-deb`."""

from __future__ import annotations

import configparser
import io
import sys
from pathlib import Path

import pytest
from PIL import Image

from installer.debian import package

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="rights and links of files as Debian knows them")


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """The package's files, of a folder of three."""
    folder = tmp_path / "cpdesk"
    for name in ("cpdesk", "_internal/library.so", "licences/LICENSE"):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text("stand-in", encoding="utf-8")
    (folder / "cpdesk").chmod(0o744)
    package._lay_out(folder, tmp_path / "root")
    package._same_for_all(tmp_path / "root")
    return tmp_path / "root"


def test_the_command_and_the_licences_lead_to_the_folder(root: Path) -> None:
    assert (root / "usr/bin/cpdesk").resolve() == root / "usr/lib/cpdesk/cpdesk"
    assert (root / "usr/share/doc/cpdesk/licences/LICENSE").resolve() == root / "usr/lib/cpdesk/licences/LICENSE"
    assert (root / "usr/share/doc/cpdesk/copyright").exists()


def test_the_menu_entry_starts_the_command_and_is_named_in_each_language(root: Path) -> None:
    file = configparser.RawConfigParser(strict=True)
    file.optionxform = str  # type: ignore[assignment,method-assign]  # its keys know capitals
    file.read_string((root / "usr/share/applications/cpdesk.desktop").read_text(encoding="utf-8"))
    entry = file["Desktop Entry"]
    assert (root / "usr/bin" / entry["Exec"]).exists()
    assert {entry[f"Name[{language}]"] for language in ("zh_HK", "zh_CN")} == {"清潔生產個案台", "清洁生产个案台"}
    assert entry["StartupWMClass"] == "cpdesk"  # what the window calls itself: test_folder.py
    assert (root / f"usr/share/icons/hicolor/scalable/apps/{entry['Icon']}.svg").exists()


def test_the_picture_is_there_in_each_size(root: Path) -> None:
    for file in (root / "usr/share/icons/hicolor").glob("*x*/apps/cpdesk.png"):
        with Image.open(io.BytesIO(file.read_bytes())) as picture:
            assert "x".join(map(str, picture.size)) == file.parts[-3]
            assert len(picture.getcolors(1 << 20) or []) > 3
    assert len(list((root / "usr/share/icons/hicolor").glob("*x*"))) == 5


def test_everybody_may_read_and_start_and_nobody_but_root_may_write(root: Path) -> None:
    assert (root / "usr/lib/cpdesk/cpdesk").stat().st_mode & 0o777 == 0o755
    assert (root / "usr/lib/cpdesk/_internal/library.so").stat().st_mode & 0o777 == 0o644
    assert not [file for file in root.rglob("*") if not file.is_symlink() and file.stat().st_mode & 0o022]


def test_the_sums_are_of_every_file_that_is_installed(root: Path) -> None:
    listed = [line.split("  ")[1] for line in package._sums(root).splitlines()]
    there = [str(file.relative_to(root)) for file in root.rglob("*") if file.is_file() and not file.is_symlink()]
    assert sorted(listed) == sorted(there)
