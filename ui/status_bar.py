"""The line at the bottom: which office, whether all is saved, and what is being done behind."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFrame, QProgressBar, QSizePolicy

from app.clock import HONG_KONG
from app.texts import N_, Message
from ui import theme
from ui.desk import Desk
from ui.icons import IconLabel
from ui.widgets.basic import Label, Tool, row
from ui.widgets.chip import Chip, Look
from ui.words import Speaking

if TYPE_CHECKING:
    from ui.jobs import Errand


class StatusBar(Speaking, QFrame):
    """Office, kind of office, saved or not, and what takes a moment, with its progress."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.setProperty("surface", "panel")
        self._desk = desk
        name = Label(tone="muted", size="caption")
        name.put(desk.office.name)
        sample = desk.office.is_sample
        kind = Chip(N_("SAMPLE"), Look("violet", "flag")) if sample else Label(N_("On this computer"), size="caption")
        if isinstance(kind, Label):
            kind.set_tone("muted")
        self._saved = Label(size="caption", tone="muted")
        self._job = Label(size="caption", tone="muted")
        self._bar = QProgressBar()
        self._bar.setFixedSize(120, 10)
        self._bar.setTextVisible(False)
        self._bar.setRange(0, 0)
        self._stop = Tool("x", N_("Stop this work"), then=self._stop_errand)
        self._errand: Errand | None = None
        laid = row(
            IconLabel("folder", "muted", 14), name, kind, theme.S8, self._saved, None, self._job, self._bar, self._stop
        )
        laid.setContentsMargins(theme.S16, 2, theme.S12, 2)
        self.setLayout(laid)
        self.setFixedHeight(30)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._saved.say(N_("Everything is saved"))
        self._show_errand()
        desk.changed.connect(self._note_saved)

    def unsaved(self, dirty: bool) -> None:
        """Whether the page in front holds something that is not saved."""
        self._saved.set_tone("warn" if dirty else "muted")
        self._saved.say(N_("Not saved yet") if dirty else N_("Everything is saved"))

    def speak_of_saving(self, speak: bool) -> None:
        """Whether saving is spoken of: not where nothing is ever saved."""
        self._saved.setVisible(speak)

    def tell(self, errand: Errand) -> None:
        """Work that goes on for a moment, how far it is, and a way to stop it; one at a time, the newest."""
        if self._errand is not None:
            self.forget(self._errand)
        self._errand = errand
        errand.moved.connect(self._show_errand)
        self._show_errand()

    def forget(self, errand: Errand) -> None:
        """It is told of elsewhere, or over."""
        if self._errand is errand:
            errand.moved.disconnect(self._show_errand)
            self._errand = None
            self._show_errand()

    def _show_errand(self) -> None:
        errand = self._errand
        for part in (self._job, self._bar):
            part.setVisible(errand is not None)
        self._stop.setVisible(errand is not None and errand.stoppable)
        if errand is not None:
            self._job.say(errand.what)
            self._job.says(self._bar.setAccessibleName, errand.what)
            self._bar.setRange(0, errand.total)
            self._bar.setValue(errand.done)

    def _note_saved(self, _touched: object) -> None:
        now = self._desk.office.clock.now()
        self._saved.set_tone("muted")
        self._saved.say(Message("Saved at {time}", time=f"{now.astimezone(HONG_KONG):%H:%M}"))

    def _stop_errand(self) -> None:
        if self._errand is not None:
            self._errand.stop()
