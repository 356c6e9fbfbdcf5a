"""A case list over a small real office, for changing many of its cases."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from app.clock import HeldClock
from app.office import Office
from tests.ui import real_office
from ui.desk import Desk
from ui.lane import InlineLane


@pytest.fixture
def ui_office(tmp_path: Path, clock: HeldClock) -> Iterator[Office]:
    with real_office.opened(tmp_path / "office", clock) as office:
        yield office


@pytest.fixture
def desk(ui_office: Office) -> Iterator[Desk]:
    made = Desk(ui_office, InlineLane())
    yield made
    made.close()
