"""Notices: one quiet line inside the window that says what was done or why not, with what can be done about it.

The line has its own place in the window and covers nothing. Screen readers hear it. A refusal stays until it
is put away; what went well leaves after a while, but not while the pointer or the focus is on it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final

from PySide6.QtCore import QTimer
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QFrame

from app.refusal import Refusal
from app.texts import N_, Message
from ui import theme
from ui.icons import IconLabel
from ui.theme import Tone
from ui.widgets.basic import Button, Label, Tool, row
from ui.words import tr

STAYS: Final = 12_000  # milliseconds
_ICONS: Final[dict[Tone, str]] = {"ok": "check-circle", "warn": "warning", "danger": "warning-circle", "plain": "info"}


@dataclass(frozen=True, slots=True)
class Notice:
    """What a page has to say when something can be done about it; else it says a `Message`."""

    text: Message
    button: str
    then: Callable[[], object]


class Notices(QFrame):
    """The line. Put it into the window's layout, above the status bar."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("surface", "notice")
        self._sign = IconLabel("info", "plain", 18)
        self._words = Label(wrap=True)
        self._button = Button(then=self._act)
        self._away = Tool("x", N_("Put this notice away"), then=self.clear)
        self._then: Callable[[], object] | None = None
        laid = row(self._sign, self._words, self._button, self._away, gap=theme.S8)
        laid.setContentsMargins(theme.S12, theme.S4, theme.S8, theme.S4)
        self.setLayout(laid)
        self._leave = QTimer(self)
        self._leave.setInterval(STAYS)
        self._leave.timeout.connect(self._leave_if_idle)
        self.hide()

    def say(
        self,
        text: str | Message | Notice,
        *,
        button: str | Message = "",
        then: Callable[[], object] | None = None,
        tone: Tone = "ok",
        **values: Any,
    ) -> None:
        """Something was done; `button` (such as Undo) calls `then` once."""
        if isinstance(text, Notice):
            button, then, text = text.button, text.then, text.text
        self._put(text if isinstance(text, Message) else Message(text, **values), tone, button, then)
        self._leave.start()

    def refuse(self, refusal: Refusal, *, button: str | Message = "", then: Callable[[], object] | None = None) -> None:
        """The office could not do what was asked; the line stays."""
        self._put(refusal.message, "warn", button, then)
        self._leave.stop()

    def clear(self) -> None:
        """Put the line away."""
        self._leave.stop()
        self._then = None
        self.hide()

    def _put(self, text: Message, tone: Tone, button: str | Message, then: Callable[[], object] | None) -> None:
        self._sign.draw(_ICONS.get(tone, "info"), tone)
        self._words.say(text)
        self._button.say(button)
        self._button.setVisible(bool(button))
        self._then = then
        self.show()
        heard = QAccessibleAnnouncementEvent(self, tr(text))
        QAccessible.updateAccessibility(heard)

    def _act(self) -> None:
        then = self._then
        self.clear()
        if then is not None:
            then()

    def _leave_if_idle(self) -> None:
        if not (self.underMouse() or self._button.hasFocus() or self._away.hasFocus()):
            self.clear()
