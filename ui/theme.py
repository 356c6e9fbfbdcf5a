"""Colours, spacing and type, once: Fusion with our own palettes, light and dark, changed while running.

Contrast is at least 4.5 : 1 for words and 3 : 1 for the edges of controls, in both themes; the tests
compute it from these tables (figures of the design: `ux.md` 6.13).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Final, Literal

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QColor, QFont, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication, QWidget

from ui import fonts, words

Mode = Literal["light", "dark", "system"]
Tone = Literal["plain", "muted", "accent", "danger", "warn", "ok"]
Hue = Literal["blue", "amber", "orange", "violet", "teal", "green", "lime", "pine", "red", "grey"]

#: The 4-px grid.
S4, S8, S12, S16, S24 = 4, 8, 12, 16, 24
ROW: Final = 30
RADIUS: Final = 4
TARGET: Final = 24


@dataclass(frozen=True, slots=True)
class Colours:
    """The colours of one theme, as `#RRGGBB`. `chips` gives (word, fill) for each hue."""

    name: str
    text: str
    muted: str
    disabled: str
    base: str  # fields, tables, papers
    window: str  # behind everything
    panel: str  # buttons, headers, rail
    raised: str  # a button under the mouse
    line: str  # quiet separators
    border: str  # edges of controls
    accent: str
    on_accent: str
    chosen: str  # fill of a selected row
    focus: str
    link: str
    danger: str
    warn: str
    ok: str
    danger_fill: str
    warn_fill: str
    ok_fill: str
    tip: str
    chips: Mapping[Hue, tuple[str, str]]


LIGHT: Final = Colours(
    name="light",
    text="#1B1F1D",
    muted="#5A635F",
    disabled="#717A76",
    base="#FFFFFF",
    window="#F5F7F6",
    panel="#ECEFED",
    raised="#E2E7E4",
    line="#D5DAD7",
    border="#7F8A85",
    accent="#0B6E4F",
    on_accent="#FFFFFF",
    chosen="#DDEFE7",
    focus="#0B57D0",
    link="#0B57D0",
    danger="#B3261E",
    warn="#8A5300",
    ok="#1B6B3A",
    danger_fill="#FBE9E7",
    warn_fill="#FFF1D6",
    ok_fill="#E3F3E8",
    tip="#FFFFFF",
    chips={
        "blue": ("#0B4A8F", "#E3EEFA"),
        "amber": ("#6B4300", "#FFF1D6"),
        "orange": ("#7A3200", "#FBE7D9"),
        "violet": ("#41308F", "#E6E3FA"),
        "teal": ("#00524B", "#E0F2F1"),
        "green": ("#14532D", "#DDF3E4"),
        "lime": ("#365314", "#E7F5D9"),
        "pine": ("#0B3D22", "#D5EBDD"),
        "red": ("#8C1D18", "#FBE1DF"),
        "grey": ("#444444", "#E7E7E7"),
    },
)

DARK: Final = Colours(
    name="dark",
    text="#E6EBE8",
    muted="#A9B4AE",
    disabled="#8B958F",
    base="#1B1F1D",
    window="#222725",
    panel="#2A302D",
    raised="#363D39",
    line="#3B433F",
    border="#7C8782",
    accent="#5CC8A1",
    on_accent="#06281C",
    chosen="#24473A",
    focus="#8AB4F8",
    link="#8AB4F8",
    danger="#F2B8B5",
    warn="#F6C26B",
    ok="#8FD6A8",
    danger_fill="#452523",
    warn_fill="#3F3216",
    ok_fill="#1E3A2A",
    tip="#2F3633",
    chips={
        "blue": ("#B5D4F7", "#1B3652"),
        "amber": ("#F6D28F", "#46350F"),
        "orange": ("#F7C3A0", "#4A2C17"),
        "violet": ("#CFC7FA", "#352E5C"),
        "teal": ("#A3E0DA", "#12403C"),
        "green": ("#A9E2BD", "#1B4029"),
        "lime": ("#CBE5A8", "#2F4017"),
        "pine": ("#BFE3CD", "#1C4A30"),
        "red": ("#F7BFBB", "#55221F"),
        "grey": ("#D2D6D4", "#3D4441"),
    },
)


class _Theme(QObject):
    """The theme in use. `changed` comes after each change, for what is not a widget."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.colours = LIGHT
        self.mode: Mode = "light"
        self.watching = False


current: Final = _Theme()


def colours() -> Colours:
    """The colours in use; ask at paint time, do not keep."""
    return current.colours


def colour(name: str) -> QColor:
    """One colour of `Colours` by its name, ready to paint with."""
    return QColor(getattr(current.colours, name))


def tone_colour(tone: Tone) -> QColor:
    """The colour of words in a tone."""
    return colour("text" if tone == "plain" else tone)


def apply(application: QApplication, mode: Mode) -> None:
    """Dress the whole program; may be called again at any time. `system` follows the desktop."""
    from ui.sheet import sheet

    current.mode = mode
    if not current.watching:
        application.styleHints().colorSchemeChanged.connect(_follow_system)
        current.watching = True
    dark = mode == "dark" or (mode == "system" and _system_is_dark())
    current.colours = DARK if dark else LIGHT
    application.setStyle("Fusion")
    application.setFont(fonts.for_application(words.language()))
    application.setPalette(palette(current.colours))
    application.setStyleSheet(sheet(current.colours))
    current.changed.emit()


@contextmanager
def undressed() -> Iterator[None]:
    """Put the style sheet on last, while the first window is built.

    Under a style sheet Qt works out anew how a part looks, with all that is in it, each time it is put into another.
    Once, at the end, saves a third of the building. With a window on the screen nothing is taken off.
    """
    application = QApplication.instance()
    assert isinstance(application, QApplication)
    if any(one.isVisible() for one in application.topLevelWidgets()):
        yield
        return
    sheet = application.styleSheet()
    application.setStyleSheet("")
    try:
        yield
    finally:
        application.setStyleSheet(sheet)


def _system_is_dark() -> bool:
    return QGuiApplication.styleHints().colorScheme() == Qt.ColorScheme.Dark


def _follow_system() -> None:
    application = QApplication.instance()
    if current.mode == "system" and isinstance(application, QApplication):
        apply(application, "system")


def palette(of: Colours) -> QPalette:
    """Every role that Fusion paints with, for active, inactive and disabled widgets."""
    role = QPalette.ColorRole
    made = QPalette()
    roles = {
        role.Window: of.window,
        role.WindowText: of.text,
        role.Base: of.base,
        role.AlternateBase: of.window,
        role.Text: of.text,
        role.PlaceholderText: of.muted,
        role.Button: of.panel,
        role.ButtonText: of.text,
        role.BrightText: of.danger,
        role.Highlight: of.chosen,
        role.HighlightedText: of.text,
        role.Accent: of.accent,
        role.Link: of.link,
        role.LinkVisited: of.link,
        role.ToolTipBase: of.tip,
        role.ToolTipText: of.text,
        role.Light: of.raised,
        role.Midlight: of.panel,
        role.Mid: of.line,
        role.Dark: of.border,
        role.Shadow: of.border,
    }
    for which, value in roles.items():
        made.setColor(which, QColor(value))
    for which in (role.WindowText, role.Text, role.ButtonText, role.HighlightedText, role.PlaceholderText):
        made.setColor(QPalette.ColorGroup.Disabled, which, QColor(of.disabled))
    made.setColor(QPalette.ColorGroup.Disabled, role.Base, QColor(of.window))
    made.setColor(QPalette.ColorGroup.Disabled, role.Highlight, QColor(of.panel))
    return made


def set_tone(widget: QWidget, tone: Tone) -> None:
    """Colour the words of a label or button; the colour follows the theme."""
    set_property(widget, "tone", tone)


def set_property(widget: QWidget, name: str, value: object) -> None:
    """Set a property that the style sheet looks at, and dress the widget again."""
    if widget.property(name) == value:
        return
    widget.setProperty(name, value)
    widget.style().unpolish(widget)
    widget.style().polish(widget)
    widget.update()


def sized(size: fonts.Size, *, bold: bool = False) -> QFont:
    """A font that sets only size and weight; the face still follows the language."""
    font = QFont()
    font.setPixelSize(fonts.pixels(size, words.language()))
    if bold:
        font.setBold(True)
    return font


def contrast(one: str, other: str) -> float:
    """The contrast of two colours by WCAG 2.2: 1 for the same, 21 for black on white."""
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(value: str) -> float:
    channels = (int(value[at : at + 2], 16) / 255 for at in (1, 3, 5))
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
