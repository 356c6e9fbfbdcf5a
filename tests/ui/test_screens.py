"""Every screen in every language, theme and size: nothing cut, nothing over anything else, nothing unsaid or faint."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication, QLabel

from tests.ui.looking import SIZES, faults, show
from tests.ui.reading import faint, nameless
from tests.ui.screens import ASSESSED, PAGES, Scene, by_theme


@pytest.fixture(scope="module")
def office(qapp: QApplication, tmp_path_factory: pytest.TempPathFactory) -> Scene:
    """One sample office; the screens only look at it."""
    return Scene(tmp_path_factory.mktemp("screens") / "sample-office")


@pytest.fixture
def scene(office: Scene) -> Iterator[Scene]:
    """The office, its windows closed afterwards."""
    yield office
    office.close()


@pytest.mark.parametrize("page", PAGES)
def test_rows_76_to_79_a_page_has_no_fault_in_any_look(scene: Scene, page: str) -> None:
    *parts, last = PAGES[page]
    found = {}
    for look in by_theme():
        shown = last.look(scene, look)
        found[str(look)] = faults(shown)
        if look.size == SIZES[0]:
            found[str(look)] += [*nameless(shown), *(faint(shown) if look.language == "en" else ())]
        while parts:  # what is drawn only when it comes into sight has come into it
            parts.pop().open(scene)
    assert {look: problems for look, problems in found.items() if problems} == {}


def test_the_first_painting_of_a_case_is_whole(scene: Scene) -> None:
    window = scene.window()
    show(window, SIZES[1])
    window.open_case(scene.case(ASSESSED))
    assert faults(window) == []  # before the next turn of the loop
    assert "99001913" in {label.text() for label in window.findChildren(QLabel) if label.isVisible()}
