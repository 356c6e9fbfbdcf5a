"""The head of the case page: which case, whose, where it stands, its three amounts, and what is next."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from app.case_sheet import CaseSheet
from app.money import Amount
from app.texts import N_, Message
from app.words import word
from models.stages import Stage
from ui import theme
from ui.casefile.lock_line import LockLine
from ui.casefile.next_line import NextLine
from ui.casefile.parts import names, officer_name, snug
from ui.casefile.stage_path import StagePath
from ui.desk import Desk
from ui.widgets.basic import Button, Label, Tool, column, row, rule
from ui.widgets.chip import STAGES, Chip
from ui.words import Speaking


class CaseHeader(Speaking, QFrame):
    """Signals: `act(name, stage)` asks for an act, `go(section)` for a section, `applicant()` for the applicant."""

    act = Signal(str, object)
    go = Signal(str)
    applicant = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._sheet: CaseSheet | None = None
        self._reference = Label(size="title", bold=True, copyable=True)
        self._stage = Chip("", STAGES[Stage.DRAFT])
        self._type = Label(tone="muted", wrap=True)
        self._name = Label(size="section", bold=True, wrap=True, copyable=True)
        self._second = Label(size="section", wrap=True, copyable=True)
        self._open = Tool("buildings", N_("Open the applicant"), then=self.applicant.emit)
        self._facts = Label(tone="muted", wrap=True)
        self.lock = LockLine()
        self.lock.act.connect(lambda name: self.act.emit(name, None))
        self._amounts = tuple(_Figure() for _each in range(3))
        self._path = StagePath()
        self._next = NextLine()
        self._next.act.connect(self.act)
        self._next.go.connect(self.go)
        first = self._line(self._reference, self._stage, self._type)
        whose = self._line(self._name, self._second, self._open)
        left = column(first, whose, self._line(self._facts, self.lock), None, gap=theme.S4)
        top = row(left, *self._amounts, gap=theme.S24)
        top.setStretch(0, 1)
        inside = column(top, self._path, gap=theme.S8)
        inside.setContentsMargins(theme.S24, theme.S12, theme.S24, theme.S8)
        self.setLayout(column(inside, rule(), self._next, rule(), gap=0))

    @property
    def main(self) -> Button:
        """The button of the next step."""
        return self._next.main

    def names(self) -> tuple[str, str]:
        """The names as they are shown."""
        return self._name.text(), self._second.text()

    @staticmethod
    def _line(*parts: QWidget) -> QHBoxLayout:
        """Parts beside each other; words take what they need before anything is left over."""
        laid = row(*parts, None, gap=theme.S12)
        for at, part in enumerate(parts):
            laid.setStretch(at, 1000 if isinstance(part, Label) and part.wordWrap() else 0)
        return laid

    def put(self, sheet: CaseSheet) -> None:
        """Show a case."""
        self._sheet = sheet
        if sheet.reference is None:
            self._reference.say(N_("No number yet"))
        else:
            self._reference.put(sheet.reference)
        self._stage.show_as(word(sheet.stage), STAGES[sheet.stage])
        self._type.say(Message("{type} · {words}", type=sheet.fields.type.value, words=word(sheet.fields.type)))
        first, second = names(sheet.applicant.fields)
        self._name.put(first)
        self._second.put(second)
        self._facts.say(_facts(sheet))
        self.lock.put(sheet, self._desk.may)
        for shown, (label, amount, what) in zip(self._amounts, _amounts(sheet), strict=True):
            shown.put(label, amount, what)
        for each in (self._type, self._facts):
            snug(each)
        snug(self._name, "section", bold=True)
        snug(self._second, "section")
        self._path.put(sheet)
        self._next.put(sheet, self._desk.office.officer, self._desk.may)

    def retranslate(self) -> None:
        """The order of the names follows the language."""
        super().retranslate()
        if self._sheet is not None:
            self.put(self._sheet)


def _facts(sheet: CaseSheet) -> Message:
    officer = Message("{who}", who=officer_name(sheet.officer)) if sheet.officer else Message("nobody yet")
    if sheet.received_on is None:
        return Message("Not received yet · Officer: {who}", who=officer)
    return Message("Received {day} · Officer: {who}", day=sheet.received_on, who=officer)


def _amounts(sheet: CaseSheet) -> tuple[tuple[Message, Message, Message], ...]:
    """The three amounts: what each is called, how much, and what kind of figure that is."""
    blank = Message("–")
    requested = blank if sheet.fields.requested is None else Message("{a}", a=Amount(sheet.fields.requested))
    first = (Message("Requested"), requested, Message("by the applicant"))
    if sheet.recorded_amount is not None and sheet.standing is None:
        amount = Message("{a}", a=Amount(sheet.recorded_amount))
        what = Message("not yet confirmed") if sheet.record_waits else Message("not calculated")
        second = (Message("Recorded"), amount, what)
    elif sheet.awaiting is not None:
        amount = Message("{a}", a=Amount(sheet.awaiting.result.subsidy))
        second = (Message("Calculated"), amount, Message("waits for a second officer"))
    elif sheet.standing is not None:
        amount = Message("{a}", a=Amount(sheet.standing.result.subsidy))
        edition = Message("recorded under {edition}", edition=sheet.standing.result.edition)
        second = (Message("Calculated"), amount, edition)
    else:
        second = (Message("Calculated"), blank, Message("not recorded yet"))
    approved = blank if sheet.approved is None else Message("{a}", a=Amount(sheet.approved))
    return first, second, (Message("Approved"), approved, _decided(sheet))


def _decided(sheet: CaseSheet) -> Message:
    entry = sheet.approval
    if sheet.approved is None:
        waits = sheet.stage is Stage.DECISION or sheet.record_waits
        return Message("waits for confirmation") if waits else Message("not decided")
    if entry is None:
        alone = sheet.recorded_second_at is not None and sheet.recorded_second_by is None
        return Message("unconfirmed") if alone else Message("as in the old file")
    if entry.unconfirmed:
        return Message("unconfirmed")
    return Message("decided {day}", day=entry.decided_on)


class _Figure(QWidget):
    """One amount: its name, the figure, and what kind of figure it is."""

    def __init__(self) -> None:
        super().__init__()
        self._label = Label(tone="muted", size="caption")
        self._amount = Label(size="title", bold=True, copyable=True)
        self._what = Label(tone="muted", size="caption")
        for each in (self._label, self._amount, self._what):
            each.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.setLayout(column(self._label, self._amount, self._what, None, gap=0))
        self.setMinimumWidth(108)

    def put(self, label: Message, amount: Message, what: Message) -> None:
        self._label.say(label)
        self._amount.say(amount)
        self._what.say(what)
