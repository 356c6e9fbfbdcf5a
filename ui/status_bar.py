"""The line at the bottom: which office, whether all is saved, and what is being done behind."""

from __future__ import annotations

from PySide6.QtWidgets import QFrame, QProgressBar, QSizePolicy

from app.clock import HONG_KONG
from app.texts import N_, Message
from ui import theme
from ui.desk import Desk
from ui.icons import IconLabel
from ui.lane import Job
from ui.widgets.basic import Label, Tool, row
from ui.widgets.chip import Chip, Look
from ui.words import Speaking


class StatusBar(Speaking, QFrame):
    """Office, kind of office, saved or not, and one job with its progress."""

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
        self._stop = Tool("x", N_("Stop this work"), then=self._stop_job)
        self._running: Job | None = None
        self._what = Message("")
        laid = row(
            IconLabel("folder", "muted", 14), name, kind, theme.S8, self._saved, None, self._job, self._bar, self._stop
        )
        laid.setContentsMargins(theme.S16, 2, theme.S12, 2)
        self.setLayout(laid)
        self.setFixedHeight(30)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._saved.say(N_("Everything is saved"))
        self.idle()
        desk.changed.connect(self._note_saved)

    def unsaved(self, dirty: bool) -> None:
        """Whether the page in front holds something that is not saved."""
        self._saved.set_tone("warn" if dirty else "muted")
        self._saved.say(N_("Not saved yet") if dirty else N_("Everything is saved"))

    def speak_of_saving(self, speak: bool) -> None:
        """Whether saving is spoken of: not where nothing is ever saved."""
        self._saved.setVisible(speak)

    def working(self, what: Message, job: Job | None = None) -> None:
        """A job runs; with `job` it can be stopped."""
        self._running, self._what = job, what
        self._job.say(what)
        for part in (self._job, self._bar):
            part.show()
        self._stop.setVisible(job is not None)

    def may_stop(self, job: Job) -> None:
        """The job that runs can be stopped; one that has ended meanwhile is left alone."""
        if not self._bar.isHidden():
            self._running = job
            self._stop.show()

    def progress(self, done: int, total: int) -> None:
        """How far the job has come; without a total the bar only moves."""
        self._bar.setRange(0, total)
        self._bar.setValue(done)

    def may_end(self) -> bool:
        """Whether the window may close: work that can be stopped is asked about, and stopped if the answer is yes."""
        job = self._running
        if job is None:
            return True
        from ui.ending import EndQuestion

        if not EndQuestion(self.window(), self._what).ask():
            return False
        job.stop()
        return True

    def idle(self) -> None:
        """No job runs."""
        self._running = None
        self._bar.setRange(0, 0)
        for part in (self._job, self._bar, self._stop):
            part.hide()

    def _note_saved(self, _touched: object) -> None:
        now = self._desk.office.clock.now()
        self._saved.set_tone("muted")
        self._saved.say(Message("Saved at {time}", time=f"{now.astimezone(HONG_KONG):%H:%M}"))

    def _stop_job(self) -> None:
        if self._running is not None:
            self._running.stop()
