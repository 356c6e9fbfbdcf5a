"""The inspector: the chosen case at a glance, beside the list or, in a narrow window, under it."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING
from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout

from app import due
from app.money import Amount
from app.texts import N_, Message
from app.words import word
from models.stages import Stage
from ui import theme
from ui.names import company
from ui.widgets.basic import Button, Label, column, row
from ui.widgets.chip import STAGES, Chip
from ui.widgets.preview import Glance, Preview
from ui.widgets.state import State

if TYPE_CHECKING:
    from app.case_glance import CaseGlance
    from app.case_list import CaseRow


class Inspector(Preview):
    """What is worth knowing before opening a case. Signals: `open_case(id)`, `open_applicant(id)`."""

    open_case = Signal(UUID)
    open_applicant = Signal(UUID)

    def __init__(self) -> None:
        self._seen: CaseGlance | None = None
        super().__init__(N_("The chosen case"), State("folder", N_("Choose a case to see it here")))

    def _head(self) -> QVBoxLayout:
        self._title = Label(size="title", bold=True, copyable=True)
        self._first = Label(bold=True, wrap=True, copyable=True)
        self._second = Label(tone="muted", wrap=True, copyable=True)
        self._chip = Chip(word(Stage.DRAFT), STAGES[Stage.DRAFT])
        self._type = Label(tone="muted", wrap=True)
        self._due = Label(wrap=True)
        open_ = Button(N_("Open case"), icon_name="folder-open", kind="primary", then=self._open)
        applicant = Button(N_("Applicant"), icon_name="buildings", then=self._open_applicant)
        return column(
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

    def _put(self, seen: CaseGlance | None) -> None:
        self._seen = seen
        self._tell()

    def retranslate(self) -> None:
        """The names change places with the language."""
        super().retranslate()
        self._tell()

    def _tell(self) -> None:
        if self._seen is None:
            return
        one = self._seen.row
        first, second = company(one.name_en, one.name_tc, one.name_sc)
        self._put_title(one)
        self._first.put(first)
        self._second.put(second)
        self._second.setVisible(bool(second))
        self._chip.show_as(word(one.stage), STAGES[one.stage])
        self._type.say(Message("{code} – {name}", code=one.type.value, name=word(one.type)))
        self._put_due(one, self._seen.today)
        self.facts.put(facts(self._seen))

    def _put_title(self, one: CaseRow) -> None:
        number = one.reference or one.legacy_file_no
        if number:
            self._title.put(number)
        else:
            self._title.say(N_("No number yet"))

    def _put_due(self, one: CaseRow, today: date) -> None:
        if one.ended:
            self._due.hide()
            return
        when = one.due_words(today)
        if one.due_for and one.due_on is not None:
            self._due.say(Message("{when}: {what}", when=when, what=one.due_for))
        else:
            self._due.say(when)
        self._due.set_tone("danger" if one.urgency(today) is due.Urgency.OVERDUE else "plain")
        self._due.show()

    def _open(self) -> None:
        if self._seen is not None:
            self.open_case.emit(self._seen.row.id)

    def _open_applicant(self) -> None:
        if self._seen is not None:
            self.open_applicant.emit(self._seen.row.applicant_id)


def facts(seen: CaseGlance) -> list[Glance]:
    """What the inspector says of a case."""
    one, found = seen.row, list[Glance]()
    if one.requested is not None:
        found.append(Glance(N_("Requested"), _amount(one.requested)))
    found.append(_subsidy(seen))
    found.append(Glance(N_("Officer"), Message("{text}", text=one.officer) if one.officer else Message("Nobody")))
    if one.received_on is not None:
        found.append(Glance(N_("Received"), Message("{day}", day=one.received_on)))
    if seen.edition is not None:
        found.append(Glance(N_("Edition"), Message("{text}", text=seen.edition)))
    elif seen.no_edition is not None and one.received_on is not None:
        found.append(Glance(N_("Edition"), Message("Not settled"), seen.no_edition))
    if seen.factory is not None:
        names = tuple(name for name in company(*seen.factory) if name)
        found.append(Glance(N_("Factory"), Message("{text}", text="\n".join(names))))
    if seen.missing:
        owed = Message("{n} items", n=seen.missing) if seen.missing > 1 else Message("1 item")
        found.append(Glance(N_("Outstanding"), owed))
    if seen.note is not None:
        text, by = _short(seen.note.text), Message("{who}, {moment}", who=seen.note.who, moment=seen.note.at)
        found.append(Glance(N_("Last note"), Message("{text}", text=text), by))
    return found


def _subsidy(seen: CaseGlance) -> Glance:
    """The amount that stands now, and which one it is."""
    one = seen.row
    if one.recorded_amount is not None:
        why = Message("Recorded in file {source}, not calculated.", source=seen.recorded_source)
        if one.record_waits:
            why = Message("Recorded in file {source}, not yet confirmed.", source=seen.recorded_source)
        return Glance(N_("Recorded"), _amount(one.recorded_amount), why)
    if one.approved is not None:
        why = Message("The amount the committee approved.")
        if seen.decided_on is not None:
            why = Message("The committee approved it on {day}.", day=seen.decided_on)
        return Glance(N_("Approved"), _amount(one.approved), why)
    if seen.sum is None:
        return Glance(N_("Subsidy"), Message("Not calculated yet"))
    why = Message("It waits for its second officer.")
    if seen.sum.counts:
        why = Message(
            "Calculated by {who} on {moment} under edition {edition}. Not approved yet.",
            who=seen.sum.who,
            moment=seen.sum.at,
            edition=seen.sum.edition,
        )
    return Glance(N_("Calculated"), _amount(seen.sum.subsidy), why)


def _amount(value: Decimal) -> Message:
    return Message("{amount}", amount=Amount(value))


def _short(text: str, most: int = 160) -> str:
    line = " ".join(text.split())
    return line if len(line) <= most else line[: most - 1] + "…"
