"""The lock on an approved case: since when, who has unlocked it and why, and the button that turns it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app import locked
from app.act import ACTS
from app.case_sheet import CaseSheet
from app.history import hong_kong_day
from app.texts import N_, Message
from ui import theme
from ui.icons import IconLabel
from ui.widgets.basic import Button, Label, row, tip

UNLOCK, LOCK = locked.unlock.name, locked.lock.name


def lock_words(sheet: CaseSheet) -> Message:
    """How the lock stands; empty before anything was approved. The reason for unlocking is told by pointing at it."""
    lock = sheet.lock
    if lock is None:
        return Message("")
    if lock.unlocked_at is None:
        return Message("Locked since its approval on {day}", day=lock.approved_on)
    found = next((one for one in sheet.officers if one.id == lock.unlocked_by_id), None)
    who = found.initials if found is not None else ""
    return Message("Unlocked by {who}, {day}", who=who, day=hong_kong_day(lock.unlocked_at))


class LockLine(QWidget):
    """Icon, words and button. Signal: `act(name)` asks for the act that turns the lock."""

    act = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._icon = IconLabel("lock")
        self.words = Label(tone="muted")
        self.button = Button(kind="link", then=self._turn)
        self.setLayout(row(self._icon, self.words, self.button, gap=theme.S4))
        self._name = UNLOCK

    def put(self, sheet: CaseSheet, may: Callable[..., bool]) -> None:
        """Show the lock of a case, if it has one."""
        lock = sheet.lock
        self.setVisible(lock is not None)
        if lock is None:
            return
        self._name = UNLOCK if lock.closed else LOCK
        self._icon.draw("lock" if lock.closed else "lock-open", "muted" if lock.closed else "warn")
        self.words.set_tone("muted" if lock.closed else "warn")
        self.words.say(lock_words(sheet))
        self.button.say(N_("Unlock…") if lock.closed else N_("Lock again"))
        self.button.setVisible(may(ACTS[self._name]))
        self.words.setToolTip(tip(lock.why))
        self.words.setAccessibleDescription(lock.why)

    def _turn(self) -> None:
        self.act.emit(self._name)
