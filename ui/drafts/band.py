"""The band over the window that says that drafts were kept."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QFrame

from app.texts import N_, Message
from ui import theme
from ui.icons import IconLabel
from ui.widgets.basic import Button, Label, Tool, row


class DraftsBand(QFrame):
    """One quiet sentence with a button; it can be put away, and the drafts stay."""

    def __init__(self, look: Callable[[], object]) -> None:
        super().__init__()
        self.setProperty("band", "quiet")
        self._words = Label(wrap=True)
        self.button = Button(N_("Look at them"), then=look)
        self.away = Tool("x", N_("Put this line away; the drafts stay under File, Kept drafts"), then=self.hide)
        laid = row(IconLabel("note-pencil", "plain", 18), self._words, self.button, self.away, gap=theme.S8)
        laid.setStretch(1, 1)
        laid.setContentsMargins(theme.S16, 6, theme.S8, 6)
        self.setLayout(laid)

    def put(self, count: int) -> None:
        """So many drafts were kept; none hides the band."""
        if not count:
            self.hide()
        elif count == 1:
            self._words.say(N_("One draft was kept: words that were typed and never saved."))
        else:
            said = N_("{n} {n|draft was|drafts were} kept: words that were typed and never saved.")
            self._words.say(Message(said, n=count))
