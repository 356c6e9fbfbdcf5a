"""Every screen in every language, theme and size: nothing cut, nothing over anything else, nothing unsaid."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication

from tests.ui.looking import faults
from tests.ui.screens import SCREENS, Scene, Screen, by_theme


@pytest.fixture(scope="module")
def scene(qapp: QApplication, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Scene]:
    """One sample office with its windows; the screens only look at it."""
    made = Scene(tmp_path_factory.mktemp("screens") / "sample-office")
    yield made
    made.close()


@pytest.mark.parametrize("screen", SCREENS, ids=lambda screen: screen.name)
def test_a_screen_has_no_fault_in_any_look(scene: Scene, screen: Screen) -> None:
    scene.tidy()
    found = {str(look): faults(screen.look(scene, look)) for look in by_theme()}
    assert {look: problems for look, problems in found.items() if problems} == {}
