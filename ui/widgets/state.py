"""StatePage: what stands where there is nothing to show yet: empty, filtered empty, failed, not permitted, loading."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.refusal import NotPermitted, Refusal
from app.texts import N_, Message
from ui import theme
from ui.icons import IconLabel
from ui.theme import Tone
from ui.widgets.basic import Button, Label, column, row

#: The least width of the words: the inspector's, without its margins.
NARROWEST: Final = 220


@dataclass(frozen=True, slots=True)
class State:
    """A sentence, what more there is to say, and what can be done about it."""

    icon: str
    title: str | Message
    detail: str | Message = ""
    button: str | Message = ""
    then: Callable[[], object] | None = None
    tone: Tone = "muted"


class StatePage(QWidget):
    """One state in the middle of the room it has."""

    def __init__(self, state: State | None = None) -> None:
        super().__init__()
        self._sign = IconLabel("info", "muted", 32)
        self._title = Label(size="section", bold=True, wrap=True)
        self._detail = Label(tone="muted", wrap=True)
        for words in (self._title, self._detail):
            words.setAlignment(Qt.AlignmentFlag.AlignHCenter)
            words.setMinimumWidth(NARROWEST)
            words.setMaximumWidth(480)
            words.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        self._button = Button(kind="primary", then=self._act)
        self.setFocusProxy(self._button)
        self._then: Callable[[], object] | None = None
        inner = column(
            row(None, self._sign, None),
            row(None, self._title, None, gap=0),
            row(None, self._detail, None, gap=0),
            theme.S4,
            row(None, self._button, None),
            gap=theme.S8,
        )
        self.setLayout(column(None, inner, None, margins=theme.S24))
        if state is not None:
            self.put(state)

    def put(self, state: State) -> None:
        """Show a state."""
        self._sign.draw(state.icon, state.tone)
        self._title.say(state.title)
        self._detail.say(state.detail)
        self._detail.setVisible(bool(state.detail))
        self._button.say(state.button)
        self._button.setVisible(bool(state.button))
        self._then = state.then

    def text(self) -> str:
        """The words of the state, as they are shown."""
        return "\n".join(part for part in (self._title.text(), self._detail.text()) if part)

    def _act(self) -> None:
        if self._then is not None:
            self._then()


def refused(refusal: Refusal, retry: Callable[[], object] | None = None) -> State:
    """The state of a page that the office refused to fill, with a way to try again."""
    if isinstance(refusal, NotPermitted):
        return State("lock", refusal.message)
    button = N_("Try again") if retry is not None else ""
    return State("warning", N_("This could not be shown"), refusal.message, button, retry, tone="warn")


class Skeleton(QWidget):
    """Grey bars where rows will be. Nothing moves: it is shown only when reading takes longer than a blink."""

    def paintEvent(self, event: object) -> None:
        """Qt's call to draw."""
        painter = QPainter(self)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.colour("panel"))
        for at, top in enumerate(range(theme.S12, self.height() - 10, theme.ROW)):
            left = theme.S12
            for share in (0.1, 0.34 - 0.04 * (at % 3), 0.12, 0.16 - 0.03 * (at % 2), 0.1):
                wide = round(self.width() * share)
                painter.drawRoundedRect(QRect(left, top, wide, 10), 5, 5)
                left += wide + theme.S24
        painter.end()
