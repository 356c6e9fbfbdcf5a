"""Beside the table of an assessment: questions, notes, sign-off, and how the figures were worked out."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from app.assessments import AssessmentFields, Open
from app.clock import Clock
from app.field_words import field_word
from app.rules.benefit import Benefit
from app.rules.working import WorkingLine
from app.texts import N_, Message
from app.words import word
from ui import theme
from ui.icons import IconLabel
from ui.widgets.basic import Button, Label, column, row
from ui.widgets.chip import MARKS, Chip
from ui.widgets.fields import DateField, LongText, TextField
from ui.widgets.form import Form
from ui.words import Speaking

_SIGNED: Final = ("assessor", "signed_on")


class Doubts(Speaking, QFrame):
    """What looks wrong, as questions; nothing is refused for it."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("surface", "warn")
        self._labels: list[Label] = []
        self._list = column(gap=theme.S4)
        head = Label(N_("Look again at these; nothing is refused for them"), bold=True, wrap=True)
        sign = IconLabel("question", "warn", 20)
        laid = row(sign, column(head, self._list, gap=theme.S4), margins=theme.S12, gap=theme.S12)
        laid.setAlignment(sign, Qt.AlignmentFlag.AlignTop)
        self.setLayout(laid)
        self.hide()

    def put(self, benefit: Benefit) -> None:
        """Show the questions of a benefit."""
        _say_all(self._labels, self._list, [one.text for one in benefit.questions], tone="plain")
        self.setVisible(bool(benefit.questions))


class Notes(QWidget):
    """What a reader of the figures must be told."""

    def __init__(self) -> None:
        super().__init__()
        self._labels: list[Label] = []
        self._list = column(gap=2)
        self.setLayout(self._list)

    def put(self, benefit: Benefit) -> None:
        """Show the notes of a benefit."""
        _say_all(self._labels, self._list, list(benefit.notes), tone="muted")
        self.setVisible(bool(benefit.notes))


class How(Button):
    """Opens and closes the working; `lines` holds it."""

    def __init__(self) -> None:
        super().__init__(N_("How this is worked out"), icon_name="caret-right", kind="link", then=self.toggle_lines)
        self.lines = QWidget()
        self._benefit: Benefit | None = None
        self._parts: list[_WorkingLine] = []
        self._list = QVBoxLayout(self.lines)
        self._list.setContentsMargins(0, 0, 0, 0)
        self._list.setSpacing(2)
        self.lines.hide()

    def put(self, benefit: Benefit) -> None:
        """Show the working of a benefit, if it is open."""
        self._benefit = benefit
        self.setVisible(bool(benefit.working))
        if not benefit.working:
            self.lines.hide()
        if not self.lines.isHidden():
            self._fill(benefit)

    def toggle_lines(self) -> None:
        """Open or close it."""
        opened = self.lines.isHidden()
        self.set_icon("caret-down" if opened else "caret-right")
        if opened and self._benefit is not None:
            self._fill(self._benefit)
        self.lines.setVisible(opened)

    def _fill(self, benefit: Benefit) -> None:
        for at, line in enumerate(benefit.working):
            if at == len(self._parts):
                self._parts.append(_WorkingLine())
                self._list.addWidget(self._parts[at])
            self._parts[at].put(line)
        for spare in self._parts[len(benefit.working) :]:
            spare.hide()


class _WorkingLine(QFrame):
    """One line: the sentence, its source, and how sure its figure is."""

    def __init__(self) -> None:
        super().__init__()
        self._text = Label(wrap=True, copyable=True)
        self._source = Label(tone="muted", size="caption", wrap=True)
        self._mark = Chip(N_("Confirmed"), MARKS[next(iter(MARKS))])
        laid = row(column(self._text, self._source, gap=0), gap=theme.S12)
        laid.addWidget(self._mark, 0, Qt.AlignmentFlag.AlignTop)
        laid.setContentsMargins(theme.S8, 4, theme.S8, 4)
        self.setLayout(laid)

    def put(self, line: WorkingLine) -> None:
        self._text.say(line.text)
        self._source.say(Message("{source}", source=line.source))
        self._mark.show_as(word(line.mark), MARKS[line.mark])
        self.show()


class SignOff(Speaking, QWidget):
    """How it was measured, who signed the report, and when. Signal: `changed()`."""

    changed = Signal()

    def __init__(self, clock: Clock) -> None:
        super().__init__()
        self.form = Form()
        self.form.add("method", field_word("method"), LongText(most=4000, rows=2))
        hint = N_("The assessor who signed the report.")
        self.form.add("assessor", field_word("assessor"), TextField(most=200), hint=hint)
        self.form.add("signed_on", field_word("signed_on"), DateField(clock=clock))
        self.form.changed.connect(self.changed)
        self.setLayout(column(self.form, gap=0))

    def put(self, whole: AssessmentFields) -> None:
        """Show what is saved; what is being typed stays."""
        if not self.dirty:
            self.discard(whole)

    def discard(self, whole: AssessmentFields) -> None:
        """Show what is saved."""
        self.form.put({name: getattr(whole, name) for name in self.form.names})

    def settle(self) -> None:
        """What stands now is saved."""
        self.form.settle()

    @property
    def dirty(self) -> bool:
        """Whether something is not saved."""
        return self.form.dirty

    def over(self, whole: AssessmentFields) -> AssessmentFields:
        """The same with what is typed here; raises `Invalid` for a day that cannot be read."""
        read = {name: self.form.field(name).read() for name in self.form.names}
        signed_on = read["signed_on"]
        return replace(whole, method=read["method"] or "", assessor=read["assessor"] or "", signed_on=signed_on)

    def set_open(self, now: Open, *, may: bool) -> None:
        """Which fields may be changed now."""
        for name in self.form.names:
            able = now is Open.ALL or (now is Open.AFTER and name in _SIGNED)
            self.form.field(name).setEnabled(may and able)


def _say_all(labels: list[Label], layout: QVBoxLayout, messages: list[Message], *, tone: theme.Tone) -> None:
    """Put sentences under each other; labels are kept, so that this follows every keystroke."""
    for at, message in enumerate(messages):
        if at == len(labels):
            labels.append(Label(tone=tone, wrap=True))
            layout.addWidget(labels[at])
        labels[at].say(message)
        labels[at].show()
    for spare in labels[len(messages) :]:
        spare.hide()
