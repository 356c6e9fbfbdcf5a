"""The line that says what is not saved, and that it is kept as a draft, with Save and Discard; and the question before
leaving it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from PySide6.QtCore import QEventLoop, Signal
from PySide6.QtWidgets import QFrame, QMessageBox, QWidget

from app.clock import HONG_KONG
from app.texts import N_, Message
from ui import theme
from ui.casefile.section import Done, Section
from ui.drafts.hub import hub
from ui.icons import IconLabel
from ui.widgets.basic import Button, Label, row
from ui.words import tr


class SaveBar(QFrame):
    """Stands under the page while something is unsaved. Signals: `save()`, `discard()`."""

    save = Signal()
    discard = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("surface", "warn")
        self._words = Label(wrap=True)
        keep = Button(N_("Save (Ctrl+S)"), kind="primary", icon_name="floppy-disk", then=self.save.emit)
        drop = Button(N_("Discard changes"), then=self.discard.emit)
        self._kept = Label(tone="muted")
        laid = row(IconLabel("pencil-simple", "warn", 16), self._words, self._kept, drop, keep, gap=theme.S8)
        laid.setStretch(1, 1)
        laid.setContentsMargins(theme.S24, 6, theme.S24, 6)
        self.setLayout(laid)
        self.hide()
        hub.kept.connect(self._say_kept)

    def put(self, titles: Sequence[str]) -> None:
        """Which sections are not saved; none hides the line."""
        self.setVisible(bool(titles))
        if titles:
            self._words.say(Message("Not saved: {sections}", sections=tuple(Message(one) for one in titles)))
        else:
            self._kept.put("")

    def _say_kept(self, place: QWidget, at: datetime) -> None:
        """Something typed on the page of this bar is kept as a draft."""
        page = self.parentWidget()
        if page is not None and page.isAncestorOf(place):
            self._kept.say(N_("Draft kept {time}"), time=f"{at.astimezone(HONG_KONG):%H:%M:%S}")


def ask(parent: QWidget, titles: Sequence[str]) -> QMessageBox.StandardButton:
    """Save, Discard or Cancel."""
    button = QMessageBox.StandardButton
    box = QMessageBox(parent)
    box.setIcon(QMessageBox.Icon.Question)
    box.setWindowTitle(tr("Not saved"))
    sections = tuple(Message(one) for one in titles)
    box.setText(tr("Save what you typed in {sections}?", sections=sections))
    box.setStandardButtons(button.Save | button.Discard | button.Cancel)
    box.setDefaultButton(button.Save)
    try:
        return QMessageBox.StandardButton(box.exec())
    finally:
        box.deleteLater()


def save_all(sections: Sequence[Section], done: Done | None = None) -> None:
    """Save every section that is unsaved; `done` is told, once, whether all were saved."""
    waiting = [one for one in sections if one.dirty]
    outcomes: list[bool] = []

    def one_done(saved: bool) -> None:
        outcomes.append(saved)
        if len(outcomes) == len(waiting) and done is not None:
            done(all(outcomes))

    for section in waiting:
        section.save(one_done)
    if not waiting and done is not None:
        done(True)


def saved_now(sections: Sequence[Section]) -> bool:
    """Save and wait for the outcome, with the window alive but deaf."""
    outcome: list[bool] = []
    loop = QEventLoop()

    def done(saved: bool) -> None:
        outcome.append(saved)
        loop.quit()

    save_all(sections, done)
    if not outcome:
        loop.exec(QEventLoop.ProcessEventsFlag.ExcludeUserInputEvents)
    return outcome[0]
