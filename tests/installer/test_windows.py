"""What can be said about the Windows setup without Windows: its script compiles, and its figures are read.

This is a compile check and no more: the folder inside is a stand-in, the setup that comes out is not run.
"""

from __future__ import annotations

import ast
from pathlib import Path

import pytest
from PIL import Image

from app.version import VERSION
from installer import icons, windows_version
from installer.windows import setup


@pytest.mark.skipif(setup.makensis() is None, reason="makensis is missing; `dev.py system --tests` names the package")
def test_the_setup_script_compiles(tmp_path: Path) -> None:
    folder = tmp_path / "cpdesk"
    for name in ("cpdesk.exe", "cpdesk-cli.exe", "_internal/library.dll", "licences/LICENSE"):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text("stand-in", encoding="utf-8")
    made = setup.make(folder, tmp_path, compressed=False)
    assert made.name == f"cpdesk-{VERSION}-setup.exe"
    content = made.read_bytes()
    assert content.startswith(b"MZ")
    for word in ("清潔生產個案台", "清洁生产个案台", "library.dll", VERSION):
        assert word.encode("utf-16-le") in content


def test_windows_is_told_the_version_in_four_numbers() -> None:
    tree = ast.parse(windows_version.text("2.10.3"), mode="eval")
    words = {node.value for node in ast.walk(tree) if isinstance(node, ast.Constant)}
    assert {"2.10.3", "CP Desk"} <= words
    assert "filevers=(2, 10, 3, 0)" in windows_version.text("2.10.3")


def test_the_picture_has_every_size_that_windows_asks_for(tmp_path: Path) -> None:
    with Image.open(icons.ico(tmp_path)) as picture:
        assert picture.info["sizes"] == {(side, side) for side in icons.SIZES}
