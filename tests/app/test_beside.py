"""A place is built by one at a time; whoever comes meanwhile is told, and spoils nothing."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from app.beside import aside, built_beside
from app.refusal import CannotOpen


def test_a_place_that_another_one_builds_is_taken(tmp_path: Path) -> None:
    place = tmp_path / "office"
    with built_beside(place) as building:
        (building / "keys.toml").write_text("first", "utf-8")
        with pytest.raises(CannotOpen) as refused, built_beside(place):
            raise AssertionError("two at once")
        assert str(refused.value).startswith(f"Another CP Desk is making {place} at this moment.")
    assert (place / "keys.toml").read_text("utf-8") == "first"
    assert [one.name for one in tmp_path.iterdir()] == ["office"]


def test_another_program_is_told_the_same(tmp_path: Path) -> None:
    program = "import sys, pathlib, app.beside as b\nwith b.aside(pathlib.Path(sys.argv[1])): pass"
    command = [sys.executable, "-c", program, str(tmp_path / "office")]
    with aside(tmp_path / "office") as building:
        done = subprocess.run(command, capture_output=True, check=False)
        assert done.returncode == 1
        assert b"Another CP Desk is making" in done.stderr
        assert building.is_dir()
    assert subprocess.run(command, capture_output=True, check=False).returncode == 0
    assert list(tmp_path.iterdir()) == []


def test_a_lock_that_nobody_holds_keeps_nobody_out(tmp_path: Path) -> None:
    (tmp_path / "office.being-made.lock").touch()
    with built_beside(tmp_path / "office"):
        pass
    assert [one.name for one in tmp_path.iterdir()] == ["office"]


def test_what_was_made_between_looking_and_building_is_left(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The place was free when it was looked at, and is taken when the turn comes."""
    from app import beside

    place, real = tmp_path / "office", beside._alone

    def late(where: Path) -> object:
        place.mkdir()
        (place / "keys.toml").touch()
        return real(where)

    monkeypatch.setattr(beside, "_alone", late)
    with pytest.raises(CannotOpen, match="something in"), built_beside(place):
        raise AssertionError("built over it")
    assert [one.name for one in place.iterdir()] == ["keys.toml"]
