"""Files on their way into a case: looked at, asked about, kept; a line says how far it is and can stop it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QProgressBar, QWidget

from app import file_names, intake
from app.documents import DocumentFields
from app.intake import Candidate, Kept
from app.office import Touched
from app.refusal import Refusal
from app.texts import N_, Message
from ui import theme
from ui.casefile.parts import empty
from ui.desk import Desk
from ui.documents.keep_dialog import KeepDialog
from ui.lane import Job
from ui.widgets.basic import Button, Label, Tool, box, column, row
from ui.words import Speaking


class Filing(Speaking, QWidget):
    """The line and what was not kept. `said` carries a sentence for the notice line."""

    said = Signal(object)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._job: Job | None = None
        self._stopped = False
        self._seen: list[Candidate] = []
        self._kept: list[Kept] = []
        self._all = 0
        self._words = Label()
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._bar.setFixedWidth(200)
        self._stop = Button(N_("Stop"), icon_name="x", then=self.stop)
        self._line = QWidget()
        self._line.setLayout(row(self._bar, self._words, None, self._stop, gap=theme.S12))
        self._reasons = column(gap=2)
        away = Tool("x", N_("Put this away"), then=self._put_away)
        head = row(Label(N_("Not kept"), bold=True), None, away)
        self._trouble = box(head, self._reasons, surface="warn", margins=theme.S12, gap=theme.S4)
        self.setLayout(column(self._line, self._trouble, gap=theme.S8))
        self._line.hide()
        self._trouble.hide()
        self.hide()

    @property
    def busy(self) -> bool:
        """Whether files are on their way."""
        return self._job is not None

    def take(self, case_id: UUID, paths: Sequence[Path]) -> None:
        """Look at files, ask about them, and keep those that are wanted; while some are on their way, no others."""
        if self.busy or not paths:
            return
        self._put_away()
        self._seen, self._all = [], len(dict.fromkeys(paths))

        def looked(_outcome: object) -> None:
            self._job = None
            self._rest()
            if self._stopped:
                self.said.emit(Message("Stopped. Nothing was kept."))
            else:
                self._ask(case_id)

        def saw(one: Candidate) -> None:
            self._seen.append(one)
            self._tell(N_("Looking at {n} of {all}: {name}"), len(self._seen), one.name)

        self._kept = []
        self._begin(N_("Looking at {n} of {all}: {name}"), paths[0].name)
        self._job = self._desk.run(intake.look, tuple(paths), then=looked, stepped=saw, failed=self._fail)
        self._settled()

    def stop(self) -> None:
        """Stop after the file that is in hand; what is kept stays."""
        self._stopped = True
        if self._job is not None:
            self._job.stop()

    def _ask(self, case_id: UUID) -> None:
        fit = [one for one in self._seen if one.refusal is None]
        if not fit:
            self._show_trouble([one.refusal for one in self._seen if one.refusal is not None])
            return
        answer = KeepDialog.ask(self, self._seen, case_id, self._desk.office.clock)
        if answer is not None:
            self._keep(case_id, *answer)

    def _keep(self, case_id: UUID, chosen: Sequence[Candidate], form: DocumentFields) -> None:
        self._kept, self._all = [], len(chosen)

        def kept(step: Kept) -> None:
            self._kept.append(step)
            self._tell(N_("Keeping {n} of {all}: {name}"), len(self._kept), step.name)

        self._begin(N_("Keeping {n} of {all}: {name}"), chosen[0].name)
        self._job = self._desk.run(
            intake.keep, case_id, tuple(chosen), form, then=self._finish, stepped=kept, failed=self._fail
        )
        self._settled()

    def _tell_pages(self) -> None:
        """The pages hear of it once: a page that drew itself anew after each file would stand still."""
        found = [one.changed for one in self._kept]
        kinds, ids = (frozenset().union(*(getattr(one, name) for one in found)) for name in ("kinds", "ids"))
        if ids:
            self._desk.changed.emit(Touched(kinds, ids))

    def _finish(self, _outcome: object) -> None:
        self._job = None
        self._rest()
        count = sum(len(one.ids) for one in self._kept)
        whole = Message("The document is kept.") if count == 1 else Message("{n} documents are kept.", n=count)
        if self._stopped:
            left = self._all - len(self._kept)
            said = N_("Stopped. {n} {n|document is|documents are} kept; {left} {left|file was|files were} not begun.")
            whole = Message(said, n=count, left=left)
        if count or self._stopped:
            self.said.emit(whole)
        refused = [one.refusal for one in self._kept if one.refusal is not None]
        self._show_trouble([*refused, *(why for one in self._kept for why in one.left_out)])
        self._tell_pages()

    def _fail(self, refusal: Refusal) -> None:
        """The office itself refused: what was kept before stays."""
        self._job = None
        self._rest()
        self._desk.refused.emit(refusal)
        self._tell_pages()

    # the line

    def _begin(self, text: str, name: str) -> None:
        self._stopped = False
        self._bar.setRange(0, self._all)
        self._tell(text, 0, name)
        self._line.show()
        self.show()

    def _tell(self, text: str, done: int, name: str) -> None:
        self._bar.setValue(done)
        shown = file_names.shown_name(name)
        self._words.say(Message(text, n=min(done + 1, self._all), all=self._all, name=shown))

    def _settled(self) -> None:
        """With a lane that does everything at once the job is over before it is known here."""
        if self._line.isHidden():
            self._job = None

    def _rest(self) -> None:
        self._line.hide()
        self.setVisible(not self._trouble.isHidden())

    def _show_trouble(self, reasons: Sequence[Message]) -> None:
        empty(self._reasons)
        for reason in reasons:
            self._reasons.addWidget(Label(reason, wrap=True, copyable=True))
        self._trouble.setVisible(bool(reasons))
        self.setVisible(bool(reasons))

    def _put_away(self) -> None:
        self._show_trouble([])
