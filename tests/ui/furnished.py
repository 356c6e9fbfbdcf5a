"""Fixtures for pages over a real office: on SQLCipher, with its officers, at a desk that does everything at once."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from app.clock import HeldClock
from app.office import Office
from models.blobs import Blobs
from models.store import Store
from tests.app.conftest import furnished
from tests.engines import KEY
from ui.desk import Desk
from ui.lane import InlineLane


@pytest.fixture
def office(_sqlcipher: Callable[[], Store], tmp_path: Path, clock: HeldClock) -> Iterator[Office]:
    """An office with a caseworker (at the desk), a supervisor and an administrator."""
    made = furnished(_sqlcipher(), Blobs.local(tmp_path / "files.db", KEY), clock)
    yield made
    made.close()


@pytest.fixture
def desk(qapp: QApplication, office: Office) -> Desk:
    """A desk that does everything at once."""
    return Desk(office, InlineLane())
