"""Other keys: what may be chosen, that no key does two things, and that every shortcut follows at once."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from ui import keys
from ui.menus import LINES


@pytest.mark.parametrize("wanted", ["Ctrl+N", "Ctrl+Alt+N", "F7", "Shift+F9", "Ctrl+/", "Alt+Left", "Ctrl+Return"])
def test_keys_that_may_be_chosen(wanted: str) -> None:
    assert keys.hindrance(QKeySequence(wanted)) is None


@pytest.mark.parametrize(
    "wanted",
    ["", "A", "Shift+A", "1", "Return", "Space", "Ctrl+Space", "Shift+Space", "Ctrl+Shift+Space", "Alt+F", "Alt+3",
     "Ctrl+C", "Ctrl+V", "Ctrl+K, Ctrl+S"],
)  # fmt: skip
def test_letters_and_what_input_methods_and_fields_use_may_not(wanted: str) -> None:
    assert keys.hindrance(QKeySequence(wanted)) is not None


def test_what_is_set_at_the_beginning_may_also_be_chosen() -> None:
    for name in keys.current.names():
        assert all(keys.hindrance(one) is None for one in keys.sequences(keys.current.first(name))), name


def test_a_chosen_key_is_taken_from_what_had_it_and_given_back() -> None:
    keys.current.choose("new_case", "Ctrl+K")
    assert keys.current.of("new_case") == "Ctrl+K"
    assert keys.current.of("find_anything") == ""
    assert keys.current.users("Ctrl+K") == ("new_case",)
    keys.current.reset("find_anything")
    assert keys.current.of("find_anything") == "Ctrl+K"
    assert keys.current.of("new_case") == ""
    keys.current.put({})
    assert keys.current.of("new_case") == "Ctrl+N"


def test_choices_for_what_is_not_known_here_are_kept_but_do_nothing() -> None:
    keys.current.put({"from-a-newer-program": "Ctrl+Alt+Q", "new_case": "A"})
    assert keys.current.chosen == {"from-a-newer-program": "Ctrl+Alt+Q"}
    assert keys.current.users("Ctrl+Alt+Q") == ()


_NAMES = [line.does for line in LINES]
_KEYS = st.sampled_from(["", "Ctrl+N", "Ctrl+K", "F1", "F7", "A", "Ctrl+Space", "Ctrl+K; F7", "nonsense", "Ctrl+/"])


@given(st.dictionaries(st.sampled_from(_NAMES), _KEYS, max_size=6))
def test_whatever_is_kept_no_key_does_two_things(wanted: dict[str, str]) -> None:
    made = keys.Keys()
    made.put(wanted)
    made.know(*(keys.Key(line.does, line.text, line.keys) for line in LINES))
    single = [one.toString() for name in made.names() for one in keys.sequences(made.of(name))]
    assert len(single) == len(set(single))
    assert all(keys.hindrance(QKeySequence(one)) is None for one in single)


def test_a_shortcut_follows_at_once(qtbot: QtBot) -> None:
    pressed: list[str] = []
    window = QWidget()
    window.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    keys.Follower("save", window, lambda: pressed.append("save"))
    qtbot.addWidget(window)
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    keys.current.choose("save", "F7")
    qtbot.keyClick(window, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    assert pressed == []
    qtbot.keyClick(window, Qt.Key.Key_F7)
    assert pressed == ["save"]
