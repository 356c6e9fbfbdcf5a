"""Contrast is computed from the tables, for both themes; the theme changes while running."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QApplication, QLabel, QPushButton
from pytestqt.qtbot import QtBot

from ui import theme
from ui.icons import FOLDER, icon
from ui.theme import DARK, LIGHT, Colours, contrast

BOTH = pytest.mark.parametrize("of", [LIGHT, DARK], ids=lambda of: of.name)
GROUNDS = ("base", "window", "panel")


def test_contrast_agrees_with_the_published_extremes() -> None:
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)
    assert contrast("#777777", "#FFFFFF") == pytest.approx(4.48, abs=0.01)
    assert contrast("#123456", "#123456") == 1


@BOTH
@pytest.mark.parametrize("ink", ["text", "muted", "accent", "danger", "warn", "ok", "link"])
def test_words_can_be_read_on_every_ground(of: Colours, ink: str) -> None:
    for ground in GROUNDS:
        assert contrast(getattr(of, ink), getattr(of, ground)) >= 4.5, (ink, ground)


@BOTH
def test_words_can_be_read_on_tinted_grounds(of: Colours) -> None:
    for ink, ground in [
        ("on_accent", "accent"),
        ("text", "chosen"),
        ("muted", "chosen"),
        ("danger", "chosen"),
        ("danger", "danger_fill"),
        ("link", "danger_fill"),
        ("text", "danger_fill"),
        ("warn", "warn_fill"),
        ("muted", "warn_fill"),
        ("text", "warn_fill"),
        ("ok", "ok_fill"),
        ("text", "tip"),
        ("text", "raised"),
    ]:
        assert contrast(getattr(of, ink), getattr(of, ground)) >= 4.5, (ink, ground)


@BOTH
def test_chips_can_be_read(of: Colours) -> None:
    assert set(of.chips) == set(LIGHT.chips)
    for hue, (ink, fill) in of.chips.items():
        assert contrast(ink, fill) >= 4.5, hue


@BOTH
def test_edges_and_focus_can_be_seen(of: Colours) -> None:
    for ground in GROUNDS:
        assert contrast(of.border, getattr(of, ground)) >= 3, ground
        assert contrast(of.focus, getattr(of, ground)) >= 3, ground


@BOTH
def test_greyed_words_are_still_words(of: Colours) -> None:
    assert contrast(of.disabled, of.window) >= 3


@BOTH
def test_every_role_of_the_palette_is_ours(of: Colours) -> None:
    made = theme.palette(of)
    known = {QColor(getattr(of, name)).name() for name in Colours.__slots__ if name not in ("name", "chips")}
    for role in QPalette.ColorRole:
        if role not in (QPalette.ColorRole.NoRole, QPalette.ColorRole.NColorRoles):
            assert made.color(QPalette.ColorGroup.Active, role).name() in known, role


def test_row_81_the_theme_changes_while_running(qapp: QApplication, qtbot: QtBot) -> None:
    label = QLabel("x")
    qtbot.addWidget(label)
    theme.apply(qapp, "dark")
    assert label.palette().color(QPalette.ColorRole.WindowText).name().upper() == DARK.text
    theme.apply(qapp, "light")
    assert label.palette().color(QPalette.ColorRole.WindowText).name().upper() == LIGHT.text


def test_row_81_the_system_decides_when_asked(qapp: QApplication, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(theme, "_system_is_dark", lambda: True)
    theme.apply(qapp, "system")
    assert theme.colours() is DARK
    monkeypatch.setattr(theme, "_system_is_dark", lambda: False)
    qapp.styleHints().colorSchemeChanged.emit(qapp.styleHints().colorScheme())
    assert theme.colours() is LIGHT


def test_a_tone_follows_the_theme(qapp: QApplication, qtbot: QtBot) -> None:
    label = QLabel("x")
    qtbot.addWidget(label)
    label.show()
    theme.set_tone(label, "danger")
    assert label.palette().color(QPalette.ColorRole.WindowText).name().upper() == LIGHT.danger
    theme.apply(qapp, "dark")
    assert label.palette().color(QPalette.ColorRole.WindowText).name().upper() == DARK.danger


def test_the_focus_ring_is_two_pixels_of_its_colour(qapp: QApplication, qtbot: QtBot) -> None:
    button = QPushButton("x")
    qtbot.addWidget(button)
    button.show()
    button.setFocus()
    qtbot.waitUntil(button.hasFocus)
    picture = button.grab().toImage()
    middle = picture.height() // 2
    assert [picture.pixelColor(x, middle).name().upper() for x in (0, 1)] == [LIGHT.focus, LIGHT.focus]


def test_icons_take_the_colour_of_the_theme(qapp: QApplication) -> None:
    drawn = icon("circle-half")
    for mode, of in (("light", LIGHT), ("dark", DARK)):
        theme.apply(qapp, mode)  # type: ignore[arg-type]
        picture = drawn.pixmap(32, 32).toImage()
        inks = {picture.pixelColor(x, y).name().upper() for x in range(32) for y in range(32)
                if picture.pixelColor(x, y).alpha() == 255}  # fmt: skip
        assert inks == {of.text}


def test_an_icon_is_sharp_at_two_pixels_for_one() -> None:
    from PySide6.QtCore import QSize

    drawn = icon("house").pixmap(QSize(16, 16), 2.0)
    assert (drawn.width(), drawn.devicePixelRatio()) == (32, 2.0)


def test_a_missing_icon_is_our_bug() -> None:
    with pytest.raises(FileNotFoundError):
        icon("no-such-icon")


def test_the_marks_of_controls_have_the_colours_of_their_theme() -> None:
    for of in (LIGHT, DARK):
        for name, ink in {"caret": of.muted, "up": of.muted, "check": of.on_accent, "dot": of.on_accent}.items():
            assert f'fill="{ink}"' in (FOLDER / "marks" / f"{name}-{of.name}.svg").read_text(encoding="utf-8")


def test_every_icon_can_be_tinted() -> None:
    for path in FOLDER.glob("*.svg"):
        assert "currentColor" in path.read_text(encoding="utf-8"), path.name


def test_the_style_sheet_comes_last_onto_the_first_window_only(qapp: QApplication, qtbot: QtBot) -> None:
    """Under it each part is dressed anew whenever it is put into another; a window on the screen keeps it."""
    theme.apply(qapp, "light")
    sheet = qapp.styleSheet()
    for one in qapp.topLevelWidgets():
        one.hide()
    with theme.undressed():
        assert qapp.styleSheet() == ""
    assert qapp.styleSheet() == sheet != ""
    standing = QLabel("Standing")
    qtbot.addWidget(standing)
    standing.show()
    with theme.undressed():
        assert qapp.styleSheet() == sheet
