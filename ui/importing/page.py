"""Bring in a list: a file, its columns, what it would bring, and what it has brought. Back leads one step back.

Reading, checking and writing are done behind; what was asked for last is what is shown. Nothing of it is lost by going
to another page and coming back.
"""

from __future__ import annotations

from collections.abc import Callable, Generator
from functools import partial
from pathlib import Path
from typing import Any, Final
from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from app.exports import Step
from app.importing import bring_in, changes, check, left_out, take_over
from app.importing.bring_in import BroughtIn
from app.importing.changes import Changes
from app.importing.fields import Kind
from app.importing.layout import guessed, guessed_kind, remember, remembered
from app.importing.opened import read, read_file
from app.importing.plan import Choices, Fate, Plan
from app.importing.take_over import TakenOver
from app.inside.grid import Grid
from app.paths import settings_folder
from app.refusal import Invalid, NotPermitted, Refusal
from app.texts import N_, Message
from ui import theme
from ui.desk import Desk
from ui.exporting import Export
from ui.importing.columns import Columns
from ui.importing.differences import Differences
from ui.importing.outcome import brought_in, taken_over
from ui.importing.preview import Preview
from ui.importing.source import Source
from ui.jobs import Errand
from ui.lane import Job
from ui.widgets.basic import Button, Label, column, row
from ui.widgets.state import State, StatePage
from ui.words import Speaking, tr

#: What a block that was copied is called, in the journal too.
COPIED: Final = N_("Copied rows")

_STEPS: Final = (N_("List"), N_("Columns"), N_("Check"), N_("Done"))
_SOURCE, _COLUMNS, _PREVIEW, _DIFFERENCES, _DONE = range(5)
_STEP_OF: Final = (0, 1, 2, 2, 3)


class ImportPage(Speaking, QWidget):
    """The page. Signals: `said(Message)`; `open_applicant(id)`; `place_wanted(name of a place)`; `errand(Errand)`
    while something is done behind."""

    said = Signal(object)
    open_applicant = Signal(UUID)
    place_wanted = Signal(str)
    errand = Signal(object)

    def __init__(self, desk: Desk, folder: Path | None = None) -> None:
        super().__init__()
        self._desk = desk
        self._folder = folder
        self._again: Callable[[str | None, str | None], Grid] | None = None
        self._file = ""
        self._grid: Grid | None = None
        self._owner: UUID | None = None
        self._plan: Plan | None = None
        self._changes: Changes | None = None
        self._job: Job | None = None
        self._errand: Errand | None = None
        self._busy = False
        self.source = Source()
        self.columns = Columns()
        self.preview = Preview()
        self.differences = Differences()
        self.done = StatePage()
        self.stack = QStackedWidget()
        for part in (self.source, self.columns, self.preview, self.differences, self.done):
            self.stack.addWidget(part)
        self._lay_out()
        self._listen()
        self._go(_SOURCE)

    # what the window asks

    def title(self) -> str:
        """What the page is called."""
        return tr("Bring in a list")

    def may_leave(self) -> bool:
        """What was begun stays here; what is being written goes on."""
        return True

    def first(self) -> QWidget:
        """Where one begins."""
        return self.stack.currentWidget() or self

    def regions(self) -> list[QWidget]:
        """Where F6 goes."""
        return [self.first(), self._next if self._next.isVisible() else self._back]

    @property
    def saves(self) -> bool:
        """Nothing here is saved before it is brought in."""
        return False

    # a list

    def begin(self) -> None:
        """Ask for another list."""
        self._go(_SOURCE)

    def open_file(self, file: Path) -> None:
        """Read a file."""
        self._begin(file.name, lambda sheet, encoding: read_file(file, sheet=sheet, encoding=encoding))

    def open_block(self, text: str) -> None:
        """Read what was copied."""
        data = text.encode("utf-8", "replace")
        self._begin(tr(COPIED), lambda sheet, encoding: read(data, tr(COPIED), sheet=sheet, encoding=encoding))

    def take_copied(self) -> None:
        """Read what was copied, from anywhere in the program."""
        self.source.take_copied()

    def _begin(self, name: str, again: Callable[[str | None, str | None], Grid]) -> None:
        if self._busy:
            self.said.emit(Message("Wait until {file} is done.", file=self._file))
            return
        self._file, self._again, self._owner = name, again, None
        self._plan = self._changes = None
        self._go(_SOURCE)  # what was looked at before is over, even if this cannot be read
        self.columns.say_owner(None)
        self._name.put(name)
        self._read(None, None)

    def _read(self, sheet: str | None, encoding: str | None) -> None:
        again = self._again
        if again is None:
            return
        self._wait(Message("Reading {file}…", file=self._file))
        self._desk.work_out(
            lambda: again(sheet, encoding), then=self._opened, failed=self._failed, slot=f"import-{id(self)}"
        )

    def _opened(self, grid: Grid) -> None:
        self._rest()
        kept = self.columns.layout_.kind if self._grid is not None and self.columns.layout_ is not None else None
        same = self._grid is not None and self._grid.sheets == grid.sheets and self.stack.currentIndex() == _COLUMNS
        self._grid = grid
        if changes.is_ours(grid):
            self._compare()
            return
        self._guess(kept if same and kept is not None else guessed_kind(grid), None)
        self._go(_COLUMNS)

    def _guess(self, kind: Kind, header: int | None) -> None:
        assert self._grid is not None
        layout = guessed(self._grid, kind, header)
        before = remembered(self._folder or settings_folder(), self._grid, kind, layout.header)
        self.columns.put(self._grid, guessed(self._grid, kind, layout.header, before))
        self._say_next()

    # checking

    def _check(self) -> None:
        grid, layout = self._grid, self.columns.layout_
        if grid is None or layout is None:
            return
        if not self._desk.may(bring_in.ACTS[layout.kind]):
            self._failed(NotPermitted("Your role may look at this but not change it."))
            return
        self._run(
            Message("Checking {file}…", file=self._file),
            partial(check.plan, grid=grid, layout=layout, choices=self._choices()), self._checked,
        )  # fmt: skip

    def _checked(self, plan: Plan) -> None:
        self._plan = plan
        self.preview.put(plan)
        self._go(_PREVIEW)

    def _compare(self) -> None:
        assert self._grid is not None
        self._run(
            Message("Comparing {file} with the office…", file=self._file),
            partial(take_over.differences, grid=self._grid, file=self._file), self._compared,
        )  # fmt: skip

    def _compared(self, found: Changes) -> None:
        self._changes = found
        self.differences.put(found)
        self._go(_DIFFERENCES)

    def _choices(self) -> Choices:
        return Choices(self._file, self._owner)

    # writing

    def export(self) -> Export | None:
        """The rows that stay out, as a file for Excel; nothing else here goes out."""
        if self._plan is None or not self._plan.count(Fate.OUT):
            self.said.emit(Message("No row stays out. There is nothing to save."))
            return None
        name = f"{Path(self._file).stem} – {tr('Stays out')}.xlsx"
        return Export(name, partial(left_out.export, plan=self._plan, name=self._file))

    def _keep_out(self) -> None:
        """The window asks where to, as for every export."""
        if (ask := getattr(self.window(), "export", None)) is not None:
            ask()

    def _bring_in(self) -> None:
        grid, plan = self._grid, self._plan
        if grid is None or plan is None:
            return
        task = partial(bring_in.bring_in, grid=grid, layout=plan.layout, choices=self._choices(), seen=plan)
        self._run(Message("Bringing in {file}…", file=self._file), task, self._brought_in)

    def _brought_in(self, found: BroughtIn) -> None:
        assert self._grid is not None
        assert self._plan is not None
        remember(self._folder or settings_folder(), self._grid, self._plan.layout)
        self.show_done(brought_in(found, partial(self._show, found)))

    def _take_over(self) -> None:
        grid, found = self._grid, self._changes
        if grid is None or found is None:
            return
        task = partial(take_over.apply, grid=grid, file=self._file, seen=found)
        self._run(Message("Taking over the changes…"), task, self._taken_over)

    def _taken_over(self, found: TakenOver) -> None:
        self.show_done(taken_over(found, lambda: self.place_wanted.emit("cases")))

    def show_done(self, state: State) -> None:
        """The outcome, and where to go from there."""
        self.done.put(state)
        self._go(_DONE)

    def _show(self, found: BroughtIn) -> None:
        if found.stand_in_id is not None:
            self.open_applicant.emit(found.stand_in_id)
        else:
            self.place_wanted.emit("cases" if found.kind is Kind.CASES else "applicants")

    # long work

    def _run(self, what: Message, task: Callable[..., Generator[Step, None, Any]], then: Callable[[Any], None]) -> None:
        def done(found: Any) -> None:
            self._rest()
            if found is None:
                self.said.emit(Message("Stopped. Nothing was written."))
            else:
                then(found)

        self._wait(what)
        job = self._desk.run(task, then=done, stepped=self._stepped, failed=self._failed)
        if self._busy:  # at a desk that does everything at once it is over already
            self._job = job
            self._errand = Errand(what)
            self._errand.may_stop(job)
            self.errand.emit(self._errand)

    def _stepped(self, step: Step) -> None:
        if self._errand is not None:
            self._errand.step(step)

    def _wait(self, what: Message) -> None:
        self._busy = True
        self._line.set_tone("muted")
        self._line.say(what)
        self._say_next()

    def _rest(self) -> None:
        self._busy, self._job = False, None
        self._line.say("")
        if self._errand is not None:  # the page itself says how it ended
            self._errand.end()
            self._errand = None
        self._say_next()

    def _failed(self, refusal: Refusal) -> None:
        self._rest()
        if isinstance(refusal, Invalid) and refusal.field == "columns":
            self._line.set_tone("danger")
            self._line.say(refusal.message)
        else:
            self._desk.refused.emit(refusal)

    # the frame

    def _go(self, part: int) -> None:
        self.stack.setCurrentIndex(part)
        self._line.set_tone("muted")
        self._line.say("")
        self._name.setVisible(part != _SOURCE)
        for at, label in enumerate(self._steps):
            label.embolden(bold=at == _STEP_OF[part])
            label.set_tone("accent" if at == _STEP_OF[part] else "muted")
        self._say_next()
        if self.isVisible():
            self.first().setFocus()

    def _say_next(self) -> None:
        part = self.stack.currentIndex()
        self._back.setVisible(part not in (_SOURCE, _DONE))
        self._another.setVisible(part == _DONE)
        out = self._plan is not None and part in (_PREVIEW, _DONE) and self._plan.count(Fate.OUT) > 0
        self._keep.setVisible(out and self._changes is None)
        self._keep.setEnabled(not self._busy)
        self._next.setVisible(part in (_COLUMNS, _PREVIEW, _DIFFERENCES))
        count = 1
        if part == _COLUMNS:
            self._next.say(N_("Check the rows"))
        elif part == _PREVIEW and self._plan is not None:
            count = self._plan.count(Fate.IN)
            self._next.say(Message("Bring in {n} rows", n=count) if count != 1 else Message("Bring in one row"))
            if not self._busy:
                self._line.say(N_("An import cannot be taken back: what is entered stays in the history."))
        elif part == _DIFFERENCES and self._changes is not None:
            count = len(self._changes.going_in)
            self._next.say(Message("Change {n} {n|case|cases}", n=count) if count != 1 else Message("Change one case"))
        self._next.setEnabled(not self._busy and count > 0)
        self._back.setEnabled(not self._busy)

    def go_on(self) -> None:
        """The next step: check the rows, or write what was looked at."""
        match self.stack.currentIndex():
            case 1:
                self._check()
            case 2:
                self._bring_in()
            case 3:
                self._take_over()

    def _go_back(self) -> None:
        self._go(_COLUMNS if self.stack.currentIndex() == _PREVIEW else _SOURCE)

    def _ask_owner(self) -> None:
        from ui.importing.owner_dialog import OwnerDialog

        why = N_("Factories that name no applicant are registered under this one.")
        dialog = OwnerDialog(self._desk, self, N_("Whose the factories are"), why)
        dialog.chosen.connect(self._owner_chosen)
        dialog.open()

    def _owner_chosen(self, id: UUID, name: str) -> None:
        self._owner = id
        self.columns.say_owner(name)

    def _lay_out(self) -> None:
        self._steps = [Label(text, tone="muted") for text in _STEPS]
        steps: list[QWidget | int] = []
        for at, label in enumerate(self._steps):
            steps += [Label(Message("›"), tone="muted"), label] if at else [label]
        self._name = Label(tone="muted")
        head = row(Label(N_("Bring in a list"), size="title", bold=True), theme.S16, *steps, None, self._name)
        self._back = Button(N_("Back"), icon_name="arrow-left", then=self._go_back)
        self._another = Button(N_("Another list"), then=self.begin)
        self._keep = Button(N_("Save the rows that stay out…"), icon_name="upload-simple", then=self._keep_out)
        self._line = Label(tone="muted", wrap=True)
        self._next = Button(N_("Check the rows"), kind="primary", then=self.go_on)
        feet = row(self._back, self._another, self._keep, theme.S8, self._line, self._next)
        feet.setStretch(4, 1)
        laid = column(head, self.stack, feet, gap=theme.S12)
        laid.setContentsMargins(theme.S16, theme.S12, theme.S16, theme.S12)
        laid.setStretch(1, 1)
        self.setLayout(laid)

    def _listen(self) -> None:
        self.source.file_given.connect(self.open_file)
        self.source.block_given.connect(self.open_block)
        empty = Message("Nothing was copied. Copy the rows in Excel first.")
        self.source.nothing_copied.connect(lambda: self.said.emit(empty))
        self.columns.kind_chosen.connect(lambda kind: self._guess(kind, None))
        self.columns.header_chosen.connect(self._header_chosen)
        self.columns.read_again.connect(self._read)
        self.columns.owner_asked.connect(self._ask_owner)
        self.columns.changed.connect(lambda _layout: self._line.say(""))

    def _header_chosen(self, header: int) -> None:
        if self.columns.layout_ is not None:
            self._guess(self.columns.layout_.kind, header)
