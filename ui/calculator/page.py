"""The calculator by itself: a question of the moment, without a case. Nothing is saved, and it says so."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import Any, Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QScrollArea, QSizePolicy, QWidget

from app import officers, sum_export
from app.field_words import field_word
from app.officers import OfficerRow
from app.refusal import Invalid, NoEdition, Refusal
from app.rules.edition import Edition
from app.rules.request import Request, Supplied
from app.rules.working import Calculation
from app.texts import N_, Message
from app.words import word
from models.kinds import Mark, Origin, ProjectType
from ui import theme
from ui.calculator.cells import AmountCell, DayCell
from ui.calculator.cost_lines import CostLines
from ui.calculator.dialogs import Asking, SupplyDialog
from ui.calculator.hand import ByHand
from ui.calculator.outcome import OutcomeView, Way
from ui.calculator.section import first_kind
from ui.calculator.what_if import WhatIf
from ui.calculator.worked import Outcome, can_be_supplied, unproven, worked
from ui.desk import Desk
from ui.exporting import Export
from ui.widgets.basic import Button, Label, column, row
from ui.widgets.chip import MARKS, Chip
from ui.widgets.fields import ChoiceField, Field
from ui.words import Speaking, tr

_MOST_WIDTH: Final = 1120


class CalculatorPage(Speaking, QWidget):
    """The scratch calculator."""

    #: Nothing here is ever saved, and the line at the bottom does not speak of it.
    saves = False

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self._officers: tuple[OfficerRow, ...] = ()
        self._edition: Edition | None = None
        self._request: Request | None = None
        self.fields = self._asked_for(desk)
        self.edition_words = Label(tone="muted")
        self._mark = Chip(word(Mark.INFERRED), MARKS[Mark.INFERRED])
        self.lines = CostLines(desk.office.clock, always_one=True)
        self.by_hand = ByHand()
        self.unproven = Label(
            N_("The higher ceiling applies only with evidence of who developed the technology."), tone="warn", wrap=True
        )
        self.outcome = OutcomeView()
        self.what_if = WhatIf(desk.office.rules)
        self.what_if_button = Button(N_("What if…"), icon_name="scales", then=self.toggle_what_if)
        self.clear_button = Button(N_("Start again"), icon_name="arrow-clockwise", then=self.clear)
        self._lay_out()
        self.fields["received"].put(desk.office.clock.today())
        self.fields["type"].put(ProjectType.NT)
        for field in self.fields.values():
            field.changed.connect(self._edited)
        self.lines.changed.connect(self._work_out)
        self.by_hand.changed.connect(self._work_out)
        self._edited()

    # what the window asks

    def title(self) -> str:
        """What the page is called."""
        return tr("Calculator")

    def shown(self) -> None:
        """Who may be the second officer is read each time; it is only a list of names."""
        self.desk.read(officers.rows, then=self._know, slot="calculator-officers")

    def may_leave(self) -> bool:
        """Always: nothing here is saved, and it is still here when one comes back."""
        return True

    def regions(self) -> list[QWidget]:
        """Where F6 goes."""
        return [self.fields["received"].control, self.lines.rows[0].stops()[0], self.what_if_button]

    # what an officer does

    def clear(self) -> None:
        """Empty lines, no earlier grants, nothing by hand; day, type and origin stay."""
        self.fields["already_granted"].put(None)
        self.by_hand.clear()
        self.lines.discard()
        self._edited()
        self.lines.rows[0].stops()[2].setFocus(Qt.FocusReason.OtherFocusReason)

    def supply(self, figure: str) -> None:
        """Ask for a figure that is not set."""

        def tries(given: Any) -> Refusal | None:
            found = self._worked({**self.by_hand.supplied, figure: given})
            refused = not isinstance(found, Calculation) and found.field == f"supplied.{figure}"
            return found if refused and isinstance(found, Refusal) else None

        given = SupplyDialog(self, figure, Asking(self._officers, self.desk.office.officer.id, tries)).ask()
        if given is not None:
            self.by_hand.supply(figure, given)

    def export(self) -> Export | None:
        """The sum on the screen, if there is one."""
        outcome = self.outcome.outcome
        if isinstance(outcome, Refusal):
            self.desk.refused.emit(outcome)
        if self._edition is None or not isinstance(outcome, Calculation):
            return None
        request, edition = self.asked(), self._edition.id
        return Export("calculation.xlsx", partial(sum_export.by_itself, request=request, edition=edition))

    def toggle_what_if(self) -> None:
        """Show or hide the what-if columns."""
        opened = self.what_if.isHidden()
        self.what_if.setVisible(opened)
        self.what_if_button.say(N_("Close what-if") if opened else N_("What if…"))
        if opened:
            self._work_out()
            self.what_if.start()

    # the sum

    def asked(self) -> Request:
        """The question on the screen; raises `Invalid` for what cannot be read."""
        granted = self.fields["already_granted"].read()
        asked = Request(
            type=self.fields["type"].read(),
            lines=self.lines.asked(),
            received=self.fields["received"].read(),
            origin=self.fields["origin"].read(),
            supplied=self.by_hand.supplied or None,
        )
        return asked if granted is None else replace(asked, already_granted=granted)

    def _worked(self, supplied: dict[str, Supplied]) -> Outcome:
        try:
            return worked(self._edition, replace(self.asked(), supplied=supplied or None))
        except Invalid as problem:
            return problem

    def _edited(self) -> None:
        """The day proposes the edition, the edition and the type say whether the origin is asked."""
        found = self._edition_or_refusal()
        self._edition = found if isinstance(found, Edition) else None
        type = self.fields["type"].read()
        rule = self._edition.types.get(type) if self._edition is not None else None
        self.fields["origin"].setEnabled(rule is not None and bool(rule.ceiling_by_origin))
        self.lines.set_kind(first_kind(type))
        self._mark.setVisible(self._edition is not None)
        if self._edition is not None:
            self.edition_words.say(
                Message("Rules of {edition}, proposed by the day of receipt", edition=self._edition.label)
            )
        self.edition_words.setVisible(self._edition is not None)
        self._work_out()

    def _edition_or_refusal(self) -> Edition | Refusal:
        field = self.fields["received"]
        try:
            day = field.read()
            field.set_wrong(False)
            if day is None:
                return NoEdition("Enter the day of receipt first; it proposes the edition of the rules.")
            return self.desk.office.rules.edition_for(day)  # type: ignore[no-any-return]
        except Refusal as refusal:
            field.set_wrong(isinstance(refusal, Invalid))
            return refusal

    def _work_out(self) -> None:
        granted = self.fields["already_granted"]
        edition = self._edition_or_refusal()
        try:
            granted.set_wrong(False)
            request = self.asked()
            outcome = worked(edition, request) if isinstance(edition, Edition) else edition
        except Invalid as problem:
            granted.set_wrong(problem.field == granted.name)
            request, outcome = None, edition if isinstance(edition, Refusal) else problem
        self.outcome.put(outcome, self._ways(outcome), None if request is None else (self._edition, request))
        self.unproven.setVisible(
            request is not None and isinstance(outcome, Calculation) and unproven(self._edition, request)
        )
        self._request = request or self._request
        if self._request is not None and not self.what_if.isHidden():
            self.what_if.put(self._edition, self._request, outcome)

    def _ways(self, outcome: Outcome) -> list[Way]:
        if isinstance(outcome, Calculation):
            return []
        figure = outcome.figure
        if figure is not None and can_be_supplied(outcome):
            return [(N_("Supply the figure…"), lambda: self.supply(figure))]
        if outcome.field == "origin":
            return [(N_("Say who developed it"), lambda: self._go("origin"))]
        return (
            [(N_("Go to the day of receipt"), lambda: self._go("received"))] if isinstance(outcome, NoEdition) else []
        )

    def _go(self, name: str) -> None:
        self.fields[name].control.setFocus(Qt.FocusReason.OtherFocusReason)

    def _know(self, rows: tuple[OfficerRow, ...]) -> None:
        self._officers = rows

    # laying out

    def _asked_for(self, desk: Desk) -> dict[str, Field]:
        types = [(kind, Message("{code}: {words}", code=kind.value, words=word(kind))) for kind in ProjectType]
        origins = [(each, word(each)) for each in Origin]
        made: dict[str, Field] = {
            "received": DayCell(clock=desk.office.clock, width=136),
            "type": ChoiceField(types, blank=None, width=200),
            "already_granted": AmountCell(width=164),
            "origin": ChoiceField(origins, blank=N_("Not known yet"), width=200),
        }
        for name, field in made.items():
            field.name = name
            field.says(field.control.setAccessibleName, _TITLES[name])
            if isinstance(field, ChoiceField):
                field.control.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        return made

    def _lay_out(self) -> None:
        form = QGridLayout()
        form.setHorizontalSpacing(theme.S12)
        form.setVerticalSpacing(theme.S8)
        for at, (name, field) in enumerate(self.fields.items()):
            label = Label(_TITLES[name], tone="muted")
            label.setBuddy(field.control)
            form.addWidget(label, at // 2, 2 * (at % 2))
            left = Qt.AlignmentFlag(0) if isinstance(field, ChoiceField) else Qt.AlignmentFlag.AlignLeft
            form.addWidget(field, at // 2, 2 * (at % 2) + 1, left)
        form.setColumnMinimumWidth(1, 200)
        form.setColumnStretch(3, 1)
        head = row(
            Label(N_("Calculator"), size="title"), Label(N_("Nothing here is saved."), tone="muted"),
            None, self.edition_words, self._mark, gap=theme.S12,
        )  # fmt: skip
        for widget in (self.unproven, self.by_hand):
            self.outcome.middle.addWidget(widget)
        self.outcome.middle.addLayout(row(self.what_if_button, self.clear_button, None, gap=theme.S8))
        self.outcome.middle.addWidget(self.what_if)
        self.what_if.hide()
        inside = column(head, form, self.lines, self.outcome, None, gap=theme.S16)
        inside.setContentsMargins(theme.S24, theme.S16, theme.S24, theme.S24)
        self.setLayout(column(_scrolling(inside), gap=0))

    def first(self) -> QWidget:
        """Where one begins: the amount."""
        return self.lines.rows[0].fields["amount"].control


#: What is asked, beside the cost lines.
_TITLES: Final[dict[str, Message]] = {
    "received": field_word("received_on"),
    "type": field_word("type"),
    "already_granted": Message("Granted before, in HKD"),
    "origin": field_word("origin"),
}


def _scrolling(inside: Any) -> QScrollArea:
    """What is laid out, no wider than a person reads, in one scroll."""
    narrow, holder = QWidget(), QFrame()
    narrow.setLayout(inside)
    narrow.setMaximumWidth(_MOST_WIDTH)
    holder.setProperty("surface", "base")
    held = row(narrow, None, gap=0)
    held.setStretch(0, 1)
    held.setStretch(1, 0)
    holder.setLayout(held)
    scroll = QScrollArea()
    scroll.setWidgetResizable(True)
    scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    scroll.setWidget(holder)
    return scroll
