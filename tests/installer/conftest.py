"""The folder build, made once and kept until something that it is made from changes, and how to start it."""

from __future__ import annotations

from pathlib import Path

import pytest

from installer import folder
from tests.installer.started import Built


@pytest.fixture(scope="session")
def built() -> Path:
    """The folder that `python dev.py build` makes."""
    return folder.make()


@pytest.fixture
def program(built: Path, tmp_path: Path) -> Built:
    """The built program, in a place from which it sees neither the sources nor the environment of the tests."""
    return Built(folder.program(built), tmp_path)


@pytest.fixture(scope="session")
def office(built: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A sample office that the built program itself has made. For looking only."""
    place = tmp_path_factory.mktemp("built")
    made = Built(folder.program(built), place).says("sample", "--dir", "office", "--no-window")
    assert made.strip() == "The sample office is in office."
    return place / "office"
