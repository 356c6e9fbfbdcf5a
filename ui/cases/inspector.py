"""The inspector: the chosen case at a glance, beside the list or, in a narrow window, under it."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Final
from uuid import UUID

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QBoxLayout, QFrame, QGridLayout, QStackedLayout, QWidget

from app import due
from app.money import Amount
from app.refusal import Refusal
from app.texts import N_, Message
from app.words import word
from models.kinds import ItemState
from models.stages import ENDED, Stage
from ui import theme
from ui.names import company
from ui.widgets.basic import Button, Label, column, row
from ui.widgets.chip import STAGES, Chip
from ui.widgets.scroll import Scroll
from ui.widgets.state import State, StatePage, refused
from ui.words import Speaking

if TYPE_CHECKING:
    from app.case_sheet import CaseSheet

#: Beside the list it is so wide, under it so high.
WIDTH: Final = 284
HEIGHT: Final = 210


class Inspector(Speaking, QFrame):
    """What is worth knowing before opening a case. Signals: `open_case(id)`, `open_applicant(id)`."""

    open_case = Signal(UUID)
    open_applicant = Signal(UUID)

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("surface", "base")
        self.says(self.setAccessibleName, N_("The chosen case"))
        self._sheet: CaseSheet | None = None
        self._state = StatePage()
        self._scroll = Scroll(self._body())
        self._layers = QStackedLayout(self)
        self._layers.addWidget(self._state)
        self._layers.addWidget(self._scroll)
        self.nothing()

    def _body(self) -> QWidget:
        self._title = Label(size="title", bold=True, copyable=True)
        self._first = Label(bold=True, wrap=True, copyable=True)
        self._second = Label(tone="muted", wrap=True, copyable=True)
        self._chip = Chip(word(Stage.DRAFT), STAGES[Stage.DRAFT])
        self._type = Label(tone="muted", wrap=True)
        self._due = Label(wrap=True)
        open_ = Button(N_("Open case"), icon_name="folder-open", kind="primary", then=self._open)
        applicant = Button(N_("Applicant"), icon_name="buildings", then=self._open_applicant)
        head = column(
            self._title,
            self._first,
            self._second,
            theme.S4,
            row(self._chip, None),
            self._type,
            self._due,
            theme.S4,
            row(open_, applicant, None),
            None,
            gap=theme.S4,
        )
        self._facts = _Facts()
        body = QWidget()
        body.setProperty("surface", "clear")
        self._box = QBoxLayout(QBoxLayout.Direction.TopToBottom, body)
        self._box.setContentsMargins(theme.S16, theme.S16, theme.S16, theme.S16)
        self._box.setSpacing(theme.S16)
        self._box.addLayout(head)
        self._box.addWidget(self._facts, 1)
        return body

    def sizeHint(self) -> QSize:
        """Qt's question: as wide as agreed, whatever the words."""
        return QSize(WIDTH, HEIGHT)

    def lie(self, under: bool) -> None:
        """Lie under the list, wide and low, or stand beside it."""
        directions = QBoxLayout.Direction
        self._box.setDirection(directions.LeftToRight if under else directions.TopToBottom)
        for at, share in enumerate((2, 3) if under else (0, 1)):
            self._box.setStretch(at, share)

    def nothing(self) -> None:
        """No case is chosen."""
        self._sheet = None
        self._state.put(State("folder", N_("Choose a case to see it here")))
        self._layers.setCurrentWidget(self._state)

    def fail(self, refusal: Refusal) -> None:
        """The case could not be read."""
        self._sheet = None
        self._state.put(refused(refusal))
        self._layers.setCurrentWidget(self._state)

    def show_sheet(self, sheet: CaseSheet) -> None:
        """Show a case."""
        self._sheet = sheet
        self._tell()
        self._layers.setCurrentWidget(self._scroll)

    def retranslate(self) -> None:
        """The names change places with the language."""
        super().retranslate()
        if self._sheet is not None:
            self._tell()

    def _tell(self) -> None:
        sheet = self._sheet
        if sheet is None:
            return
        who = sheet.applicant.fields
        first, second = company(who.name_en, who.name_tc, who.name_sc)
        self._put_title(sheet)
        self._first.put(first)
        self._second.put(second)
        self._second.setVisible(bool(second))
        self._chip.show_as(word(sheet.stage), STAGES[sheet.stage])
        self._type.say(Message("{code} – {name}", code=sheet.fields.type.value, name=word(sheet.fields.type)))
        self._put_due(sheet)
        self._facts.put(facts(sheet))

    def _put_title(self, sheet: CaseSheet) -> None:
        number = sheet.reference or sheet.fields.legacy_file_no
        if number:
            self._title.put(number)
        else:
            self._title.say(N_("No number yet"))

    def _put_due(self, sheet: CaseSheet) -> None:
        if sheet.stage in ENDED:
            self._due.hide()
            return
        when = due.in_words(sheet.due_on, sheet.today)
        if sheet.due_for and sheet.due_on is not None:
            self._due.say(Message("{when}: {what}", when=when, what=sheet.due_for))
        else:
            self._due.say(when)
        late = due.urgency(sheet.due_on, sheet.today) is due.Urgency.OVERDUE
        self._due.set_tone("danger" if late else "plain")
        self._due.show()

    def _open(self) -> None:
        if self._sheet is not None:
            self.open_case.emit(self._sheet.id)

    def _open_applicant(self) -> None:
        if self._sheet is not None:
            self.open_applicant.emit(self._sheet.applicant.id)


class _Facts(QWidget):
    """What is known, in two columns; amounts say under them where they come from."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("surface", "clear")
        self._grid = QGridLayout()
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(theme.S12)
        self._grid.setVerticalSpacing(theme.S8)
        self._grid.setColumnMinimumWidth(0, 84)
        self._grid.setColumnStretch(1, 1)
        self.setLayout(column(self._grid, None))
        self._shown: list[QWidget] = []

    def put(self, facts: list[tuple[str, Message, Message | None]]) -> None:
        """Show facts: a label, a value, and what explains it."""
        for old in self._shown:
            self._grid.removeWidget(old)
            old.hide()
            old.deleteLater()
        self._shown = []
        for at, (name, value, why) in enumerate(facts):
            label = Label(name, tone="muted", wrap=True)
            words = Label(value, wrap=True, copyable=True)
            cell = QWidget()
            cell.setProperty("surface", "clear")
            laid = column(words, gap=0)
            if why is not None:
                laid.addWidget(Label(why, tone="muted", size="caption", wrap=True))
            cell.setLayout(laid)
            self._grid.addWidget(label, at, 0, Qt.AlignmentFlag.AlignTop)
            self._grid.addWidget(cell, at, 1, Qt.AlignmentFlag.AlignTop)
            self._shown += [label, cell]


def facts(sheet: CaseSheet) -> list[tuple[str, Message, Message | None]]:
    """What the inspector says of a case: label, value, explanation."""
    found: list[tuple[str, Message, Message | None]] = []
    if sheet.fields.requested is not None:
        found.append((N_("Requested"), _amount(sheet.fields.requested), None))
    found.append(_subsidy(sheet))
    officer = Message("{text}", text=sheet.officer.initials) if sheet.officer else Message("Nobody")
    found.append((N_("Officer"), officer, None))
    if sheet.received_on is not None:
        found.append((N_("Received"), Message("{day}", day=sheet.received_on), None))
    if sheet.edition is not None:
        found.append((N_("Edition"), Message("{text}", text=sheet.edition.id), None))
    elif sheet.no_edition is not None and sheet.received_on is not None:
        found.append((N_("Edition"), Message("Not settled"), sheet.no_edition))
    if sheet.factory is not None:
        place = sheet.factory.factory.fields
        names = tuple(name for name in company(place.name_en, place.name_tc, place.name_sc) if name)
        found.append((N_("Factory"), Message("{text}", text="\n".join(names)), None))
    missing = sum(1 for item in sheet.items if item.state is ItemState.MISSING)
    if missing:
        found.append((N_("Outstanding"), Message("{n} items", n=missing) if missing > 1 else Message("1 item"), None))
    if sheet.notes:
        note = sheet.notes[0]
        found.append(
            (
                N_("Last note"),
                Message("{text}", text=_short(note.text)),
                Message("{who}, {moment}", who=note.who, moment=note.at),
            )
        )
    return found


def _subsidy(sheet: CaseSheet) -> tuple[str, Message, Message | None]:
    """The amount that stands now, and which one it is."""
    standing, waiting = sheet.standing, sheet.awaiting
    if sheet.approved is not None and sheet.recorded_amount is None:
        why = Message("The amount the committee approved.")
        if sheet.approval is not None:
            why = Message("The committee approved it on {day}.", day=sheet.approval.decided_on)
        return N_("Approved"), _amount(sheet.approved), why
    if sheet.recorded_amount is not None:
        why = Message("Recorded in file {source}, not calculated.", source=sheet.recorded_source)
        if sheet.record_waits:
            why = Message("Recorded in file {source}, not yet confirmed.", source=sheet.recorded_source)
        return N_("Recorded"), _amount(sheet.recorded_amount), why
    if standing is not None:
        why = Message(
            "Calculated by {who} on {moment} under edition {edition}. Not approved yet.",
            who=standing.recorded_by.initials,
            moment=standing.recorded_at,
            edition=standing.result.edition,
        )
        return N_("Calculated"), _amount(standing.result.subsidy), why
    if waiting is not None:
        return N_("Calculated"), _amount(waiting.result.subsidy), Message("It waits for its second officer.")
    return N_("Subsidy"), Message("Not calculated yet"), None


def _amount(value: Decimal) -> Message:
    return Message("{amount}", amount=Amount(value))


def _short(text: str, most: int = 160) -> str:
    line = " ".join(text.split())
    return line if len(line) <= most else line[: most - 1] + "…"
