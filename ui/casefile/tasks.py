"""Tasks of the case: who does what by when; what is done is folded away under them."""

from __future__ import annotations

from functools import partial
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from app import case_tasks, due, tasks
from app.act import ACTS
from app.case_sheet import CaseSheet
from app.case_tasks import TaskRow
from app.refusal import Refusal
from app.tasks import TaskFields
from app.texts import N_, Message
from ui import theme
from ui.casefile.parts import empty, officer_name, told
from ui.casefile.section import Done, Section, tell
from ui.casefile.task_form import TaskDialog, offered, task_fields
from ui.desk import Desk
from ui.theme import Tone
from ui.widgets.basic import Button, Label, row
from ui.widgets.fields import ChoiceField
from ui.widgets.form import LABEL_WIDTH, Form
from ui.widgets.sections import Standing
from ui.widgets.stops import drawn_anew

URGENT: dict[due.Urgency, Tone] = {due.Urgency.OVERDUE: "danger", due.Urgency.SOON: "warn"}
_MIDDLE = Qt.AlignmentFlag.AlignVCenter
_WHO, _WHEN = 190, 130


class TasksSection(Section):
    """What is to be done on this case beside its stages. Typing a task never needs the mouse."""

    called = N_("Tasks")
    icon = "check-circle"
    shows = ("tasks", "officer", "officers", "today")

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._none = Label(N_("Nothing is to be done beside the next step."), tone="muted", wrap=True)
        self._lines, self._grid = _table()
        self.fold = Button(kind="link", then=self._turn)
        self._past, self._past_grid = _table()
        self._unfolded = False
        self.form = Form()
        task_fields(self.form, desk.office.clock, beside=True)
        self.form.changed.connect(self._typed)
        self.add_button = Button(N_("Add the task"), icon_name="plus", then=self.save)
        self.add_button.setEnabled(False)
        holder = QWidget()
        laid = row(self.add_button, None, gap=0)
        laid.setContentsMargins(LABEL_WIDTH + theme.S16, 0, 0, 0)
        holder.setLayout(laid)
        self.form.whole_width(holder)
        for widget in (self._none, self._lines):
            self.body.addWidget(widget)
        self.body.addLayout(row(self.fold, None, gap=0))
        self.body.addWidget(self._past)
        self.body.addSpacing(theme.S8)
        self.body.addWidget(self.form)

    def standing(self, sheet: CaseSheet) -> Standing:
        """How many are open; in the colour of warning when one is late."""
        late = case_tasks.overdue(sheet.tasks, sheet.today)
        return self.icon, "danger" if late else "muted", len(case_tasks.open_ones(sheet.tasks))

    @property
    def dirty(self) -> bool:
        """Whether a task was begun and not added."""
        return self.form.dirty

    def discard(self) -> None:
        """Forget the task that was begun."""
        whose = self.sheet.officer.id if self.sheet is not None and self.sheet.officer is not None else None
        self.form.put({"text": "", "officer_id": whose, "due_on": None})
        self._typed()

    def write(self) -> None:
        """Put the cursor where a task is written."""
        self.form.field("text").control.setFocus()

    def save(self, done: Done | None = None) -> None:
        """Add the task that was begun; the cursor goes back to where the next one is written."""
        values = self.form.read()
        if self.sheet is None or values is None:
            tell(done, saved=False)
            return

        def added(_id: Any) -> None:
            self.discard()
            self.write()
            tell(done, saved=True)

        def refused(refusal: Refusal) -> None:
            self.form.refuse(refusal)
            tell(done, saved=False)

        form = TaskFields(values["text"], values["officer_id"], values["due_on"])
        self.do(tasks.add, self.sheet.id, form, then=added, failed=refused, said=Message("The task is added."))

    def fill(self, sheet: CaseSheet) -> None:
        """Draw the tasks; one that is being typed stays."""
        waiting = case_tasks.open_ones(sheet.tasks)
        past = sheet.tasks[len(waiting) :]
        with drawn_anew(self._lines):
            empty(self._grid)
            for line, task in enumerate(waiting):
                self._open_line(line, task, sheet)
        with drawn_anew(self._past):
            empty(self._past_grid)
            for line, task in enumerate(past):
                self._done_line(line, task)
        self._none.setVisible(not waiting)
        self._lines.setVisible(bool(waiting))
        self._say_fold(len(past))
        self._offer(sheet)

    def _offer(self, sheet: CaseSheet) -> None:
        """Who may do a task; proposed is whoever has the case."""
        whose = self.form.field("officer_id")
        assert isinstance(whose, ChoiceField)
        fresh = not self.form.dirty
        whose.set_options(offered(sheet.officers))
        if fresh:
            self.discard()
        self.form.setEnabled(self.desk.may(ACTS["task.add"]))

    def _open_line(self, line: int, task: TaskRow, sheet: CaseSheet) -> None:
        when = due.in_words(task.fields.due_on, sheet.today)
        tone = URGENT.get(due.urgency(task.fields.due_on, sheet.today), "muted")
        self._words(self._grid, line, task)
        self._grid.addWidget(told(_who(task), tone="muted", wrap=False), 2 * line, 1, _MIDDLE)
        self._grid.addWidget(told(when, tone=tone, bold=tone == "danger", wrap=False), 2 * line, 2, _MIDDLE)
        text = task.fields.text
        done = Button(N_("Done"), icon_name="check", then=partial(self._complete, task), about=text)
        change = Button(N_("Change…"), kind="link", then=partial(self._change, task), about=text)
        for at, (button, act) in enumerate(((done, "task.complete"), (change, "task.change"))):
            button.setEnabled(self.desk.may(ACTS[act]))
            self._grid.addWidget(button, 2 * line, 3 + at, _MIDDLE)

    def _done_line(self, line: int, task: TaskRow) -> None:
        self._words(self._past_grid, line, task, tone="muted")
        who = Message("{who}", who=officer_name(task.done_by)) if task.done_by else Message("nobody yet")
        self._past_grid.addWidget(told(who, tone="muted", wrap=False), 2 * line, 1, _MIDDLE)
        moment = Message("Done {at}", at=task.done_at)
        self._past_grid.addWidget(told(moment, tone="muted", wrap=False), 2 * line, 2, _MIDDLE)
        again = Button(N_("Not done yet"), kind="link", then=partial(self._reopen, task), about=task.fields.text)
        again.setEnabled(self.desk.may(ACTS["task.reopen"]))
        self._past_grid.addWidget(again, 2 * line, 3, _MIDDLE)

    @staticmethod
    def _words(grid: QGridLayout, line: int, task: TaskRow, tone: Tone = "plain") -> None:
        grid.addWidget(told(task.fields.text, tone=tone), 2 * line, 0, _MIDDLE)
        if task.fields.note:
            grid.addWidget(told(task.fields.note, tone="muted", caption=True), 2 * line + 1, 0)

    def _complete(self, task: TaskRow) -> None:
        self.do(tasks.complete, task.id, seen=task.version, said=Message("Done: {task}.", task=task.fields.text))

    def _reopen(self, task: TaskRow) -> None:
        said = Message("To be done again: {task}.", task=task.fields.text)
        self.do(tasks.reopen, task.id, seen=task.version, said=said)

    def _change(self, task: TaskRow) -> None:
        sheet = self.sheet
        if sheet is None:
            return

        def send(form: TaskFields, then: Any, failed: Any) -> None:
            self.do(tasks.change, task.id, form, seen=task.version, then=then, failed=failed,
                    said=Message("The task is changed."))  # fmt: skip

        TaskDialog.ask(self, self.desk.office.clock, offered(sheet.officers, task.officer), task.fields, send=send)

    def _turn(self) -> None:
        self._unfolded = not self._unfolded
        self._say_fold(self._count)

    def _say_fold(self, count: int) -> None:
        self._count = count
        self.fold.setVisible(bool(count))
        self._past.setVisible(bool(count) and self._unfolded)
        if self._unfolded:
            self.fold.say(N_("Hide what is done"))
        else:
            self.fold.say(Message("Show what is done ({n})", n=count))

    def _typed(self) -> None:
        self.add_button.setEnabled(self.form.dirty)
        self.edited.emit()


def _table() -> tuple[QWidget, QGridLayout]:
    holder = QWidget()
    grid = QGridLayout(holder)
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setHorizontalSpacing(theme.S12)
    grid.setVerticalSpacing(theme.S4)
    grid.setColumnStretch(0, 1)
    grid.setColumnMinimumWidth(1, _WHO)
    grid.setColumnMinimumWidth(2, _WHEN)
    return holder, grid


def _who(task: TaskRow) -> Message:
    return Message("{who}", who=officer_name(task.officer)) if task.officer else Message("nobody yet")
