"""Long work of a window: how far it is, a way to stop it, and how it ended.

What is over within 0.3 s is not spoken of; within 2 s it is told in the line at the bottom and ends with a notice. What
takes longer has a line of its own in the strip above, which then says how it ended until somebody puts it away.
"""

from __future__ import annotations

from typing import Final, Protocol

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QFrame, QProgressBar, QVBoxLayout, QWidget

from app.refusal import Refusal
from app.texts import N_, Message
from ui import theme
from ui.icons import IconLabel
from ui.lane import Job
from ui.notices import Notice, Notices
from ui.status_bar import StatusBar
from ui.theme import Tone
from ui.widgets.basic import Button, Label, Tool, row
from ui.words import tr

#: Milliseconds after which work is told in the line at the bottom, and after which it has a line of its own.
SOON: Final = 300
LONG: Final = 2_000

#: So many lines that only say how something ended stay; of more, the oldest leave.
_KEPT = 4

_ICONS: Final[dict[Tone, str]] = {"ok": "check-circle", "warn": "warning", "danger": "warning-circle", "plain": "info"}


class Step(Protocol):
    """How far long work has come."""

    @property
    def done(self) -> int: ...
    @property
    def total(self) -> int: ...


class Errand(QObject):
    """One piece of long work as people are told of it. One that is `lasting` has a line of its own from the start.

    Signals: `moved()` something of it has changed.
    """

    moved = Signal()

    def __init__(self, what: Message, *, lasting: bool = False) -> None:
        super().__init__()
        self.what = what
        self.lasting = lasting
        self.done = self.total = 0
        self.running = True
        self.outcome: Message | Notice | None = None
        self.tone: Tone = "plain"
        self.refusal: Refusal | None = None
        self._job: Job | None = None

    @property
    def stoppable(self) -> bool:
        """Whether it runs and can be stopped."""
        return self.running and self._job is not None

    def may_stop(self, job: Job) -> None:
        """It can be stopped between two steps; what has ended meanwhile is left alone."""
        if self.running:
            self._job = job
            self.moved.emit()

    def stop(self) -> None:
        """Stop it before its next step."""
        if self._job is not None:
            self._job.stop()

    def step(self, step: Step) -> None:
        """It has come so far."""
        self.done, self.total = step.done, step.total
        self.moved.emit()

    def end(self, outcome: Message | Notice | None = None, tone: Tone = "ok") -> None:
        """It is over, and how; without an outcome somebody else says that."""
        self.running, self.outcome, self.tone = False, outcome, tone
        self.moved.emit()

    def fail(self, refusal: Refusal) -> None:
        """It was refused."""
        self.refusal = refusal
        self.end(refusal.message, "warn")


class JobLine(QFrame):
    """One errand: while it runs how far it is, then how it ended. Signal: `away()` somebody has put it away."""

    away = Signal()

    def __init__(self, errand: Errand) -> None:
        super().__init__()
        self.errand = errand
        self._sign = IconLabel("hourglass", "muted", 18)
        self.words = Label(wrap=True)
        self.bar = QProgressBar()
        self.words.says(self.bar.setAccessibleName, errand.what)
        self.bar.setFixedSize(240, 12)
        self.bar.setTextVisible(False)
        self.stop = Button(N_("Stop"), icon_name="x", then=errand.stop, about=errand.what)
        self.act = Button(then=self._act, about=errand.what)
        self._away = Tool("x", N_("Put this notice away"), then=self.away.emit)
        named = Message("{button} {about}", button=Message("Put this notice away"), about=errand.what)
        self._away.says(self._away.setAccessibleName, named)
        laid = row(self._sign, self.words, self.bar, self.stop, self.act, self._away, gap=theme.S12)
        laid.setContentsMargins(theme.S12, theme.S4, theme.S8, theme.S4)
        self.setLayout(laid)
        errand.moved.connect(self.show_errand)
        self.show_errand()

    def show_errand(self) -> None:
        """How far it is now, or how it ended."""
        errand = self.errand
        self.bar.setVisible(errand.running)
        self.stop.setVisible(errand.stoppable)
        self._away.setVisible(not errand.running)
        self.act.setVisible(isinstance(errand.outcome, Notice))
        theme.set_property(self, "surface", errand.tone if errand.tone in ("ok", "warn") else "notice")
        if errand.running:
            self._show_progress()
        elif errand.outcome is not None:
            self._show_outcome(errand.outcome)

    def _show_progress(self) -> None:
        errand = self.errand
        self.bar.setRange(0, errand.total)
        self.bar.setValue(errand.done)
        if errand.total:
            self.words.say(N_("{what} {done} of {total}"), what=errand.what, done=errand.done, total=errand.total)
        else:
            self.words.say(errand.what)

    def _show_outcome(self, outcome: Message | Notice) -> None:
        self._sign.draw(_ICONS.get(self.errand.tone, "info"), self.errand.tone)
        text = outcome.text if isinstance(outcome, Notice) else outcome
        if isinstance(outcome, Notice):
            self.act.say(outcome.button)
        self.words.say(text)
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, tr(text)))

    def _act(self) -> None:
        if isinstance(self.errand.outcome, Notice):
            self.errand.outcome.then()


class JobStrip(QFrame):
    """Every long work of a window, oldest first; hidden while there is none. Put it above the line at the bottom."""

    def __init__(self, status: StatusBar, notices: Notices) -> None:
        super().__init__()
        self.setProperty("surface", "clear")
        self._status, self._notices = status, notices
        self._errands: list[Errand] = []
        self.lines: list[JobLine] = []
        self._laid = QVBoxLayout()
        self._laid.setContentsMargins(theme.S16, 0, theme.S16, theme.S8)
        self._laid.setSpacing(theme.S4)
        self.setLayout(self._laid)
        self.hide()

    def take(self, errand: Errand) -> None:
        """Tell of this from now on."""
        self._errands.append(errand)
        errand.moved.connect(lambda: self._moved(errand))
        if errand.lasting:
            self._lay(errand)
            return
        for wait, then in ((SOON, self._tell), (LONG, self._lay)):
            QTimer.singleShot(wait, self, lambda then=then: then(errand) if errand.running else None)

    def may_end(self, over: QWidget) -> bool:
        """Whether the window may close: work that can be stopped is asked about, and stopped if the answer is yes."""
        going = [errand for errand in self._errands if errand.stoppable]
        if not going:
            return True
        from ui.ending import EndQuestion

        if not EndQuestion(over, going[0].what).ask():
            return False
        for errand in going:
            errand.stop()
        return True

    def _tell(self, errand: Errand) -> None:
        """In the line at the bottom, where there is one place only: the newest."""
        self._status.tell(errand)

    def _lay(self, errand: Errand) -> None:
        """A line of its own."""
        self._status.forget(errand)
        line = JobLine(errand)
        line.away.connect(lambda: self._put_away(line))
        self.lines.append(line)
        self._laid.addWidget(line)
        self.show()

    def _moved(self, errand: Errand) -> None:
        if errand.running:
            return
        self._errands.remove(errand)
        self._status.forget(errand)
        line = next((one for one in self.lines if one.errand is errand), None)
        if line is None:
            self._say(errand)
        elif errand.outcome is None:
            self._put_away(line)
        for old in [one for one in self.lines if not one.errand.running][:-_KEPT]:
            self._put_away(old)

    def _say(self, errand: Errand) -> None:
        """It had no line: how it ended is a notice."""
        if errand.refusal is not None:
            self._notices.refuse(errand.refusal)
        elif errand.outcome is not None:
            self._notices.say(errand.outcome, tone=errand.tone)

    def _put_away(self, line: JobLine) -> None:
        self.lines.remove(line)
        self._laid.removeWidget(line)
        line.hide()
        line.deleteLater()
        self.setVisible(bool(self.lines))
