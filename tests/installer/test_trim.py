"""What the folder build leaves out, and what it must not."""

from __future__ import annotations

from pathlib import Path

import pytest

from installer import notices, trim


@pytest.mark.parametrize(
    ("place", "stays"),
    [
        ("PySide6/Qt/plugins/platforms/libqxcb.so", True),
        ("PySide6/Qt/plugins/platforms/libqwayland.so", False),
        ("PySide6\\plugins\\platforms\\qwindows.dll", True),
        ("PySide6\\opengl32sw.dll", False),
        ("PySide6/Qt/lib/libQt6PrintSupport.so.6", True),
        ("PySide6/Qt/plugins/printsupport/libcupsprintersupport.so", True),
        ("PySide6/Qt/translations/qtbase_zh_TW.qm", True),
        ("PySide6/Qt/translations/qtbase_de.qm", False),
        ("tzdata/zoneinfo/Asia/Hong_Kong", True),
        ("tzdata/zoneinfo/Europe/Paris", False),
        ("resources/translations/zh_HK.po", False),
        ("resources/fonts/NotoSansHK-Bold.ttf", True),
    ],
)
def test_what_is_left_out_and_what_stays(place: str, stays: bool) -> None:
    assert bool(trim.kept([(place, "somewhere", "DATA")], None)) is stays


def test_libraries_of_the_system_stay_the_systems(tmp_path: Path) -> None:
    own, theirs = tmp_path / "site-packages", tmp_path / "lib"
    entries = [
        ("PySide6/Qt/lib/libQt6Core.so.6", str(own / "libQt6Core.so.6"), "BINARY"),
        ("libQt6Core.so.6", "PySide6/Qt/lib/libQt6Core.so.6", "SYMLINK"),
        ("libX11.so.6", str(theirs / "libX11.so.6"), "BINARY"),
        ("libX11.so", "libX11.so.6", "SYMLINK"),
        ("libpython3.11.so.1.0", str(theirs / "libpython3.11.so.1.0"), "BINARY"),
    ]
    kept = [place for place, _, _ in trim.kept(entries, [own])]
    assert kept == ["PySide6/Qt/lib/libQt6Core.so.6", "libQt6Core.so.6", "libpython3.11.so.1.0"]
    assert len(trim.kept(entries, None)) == len(entries)


def test_a_module_left_out_though_another_cannot_be_imported_without_it_is_found() -> None:
    report = (
        "excluded module named pdb - imported by some.library (top-level), other (delayed)\n"
        "excluded module named unittest - imported by reportlab.graphics.testshapes (top-level)\n"
        "missing module named winreg - imported by platform (top-level)\n"
    )
    assert trim.missed(report) == ["some.library needs pdb"]


def test_a_package_without_a_licence_stops_the_build(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(notices, "packages", lambda _sources: {"nobody-knows"})
    with pytest.raises(notices.Missing, match="nobody-knows"):
        notices.entries([])
