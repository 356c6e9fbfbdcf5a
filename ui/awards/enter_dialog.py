"""Enter an award from the paper that says so: which enterprise, which of its factories, year, category, days."""

from __future__ import annotations

from typing import Final
from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app import applicant_sheet, awards
from app.applicant_sheet import ApplicantSheet
from app.awards import FIRST_YEAR, AwardFields
from app.field_words import field_word
from app.texts import N_, Message
from app.words import word
from models.kinds import Category
from ui import theme
from ui.cases.applicant_picker import ApplicantPicker
from ui.desk import Desk
from ui.names import company
from ui.widgets.basic import Label, column
from ui.widgets.dialog import FormDialog
from ui.widgets.fields import ChoiceField, DateField, TextField
from ui.widgets.scroll import Scroll

_NO_YEAR: Final = N_("Choose the year of the award.")


class EnterDialog(FormDialog):
    """Asks for an award and enters it. Signal: `entered()`; the dialog is then closed."""

    entered = Signal()

    def __init__(self, desk: Desk, parent: QWidget) -> None:
        super().__init__(parent, N_("Enter an award"), button=N_("Enter"))
        self._desk = desk
        self.picker = ApplicantPicker(desk)
        self._add_rows(desk)
        self._lay_out()
        self.picker.chosen.connect(self._know_applicant)
        self.picker.ask("")

    def take(self) -> None:
        """Enter it; a refusal stays in the dialog."""
        values, whose = self.form.read(), self.picker.chosen_id
        if values is None:
            return
        if whose is None:
            self.picker.explain(Message("Choose the enterprise."), danger=True)
            self.picker.box.setFocus()
            return
        self.ok.setEnabled(False)
        form = AwardFields(whose, **values)
        self._desk.do(awards.enter, form, then=self._entered, failed=self.refused)

    def begins(self) -> QWidget:
        """The enterprise comes first."""
        return self.picker.box

    def _entered(self, _id: UUID) -> None:
        self.accept()
        self.entered.emit()

    def _know_applicant(self, applicant_id: UUID | None) -> None:
        if applicant_id is None:
            self._offer_factories(None)
            return
        self._desk.read(
            applicant_sheet.read, applicant_id, self._desk.office.clock.today(),
            then=self._offer_factories, failed=self.refused, slot="award-factories",
        )  # fmt: skip

    def _offer_factories(self, sheet: ApplicantSheet | None) -> None:
        field = self.form.field("factory_id")
        assert isinstance(field, ChoiceField)
        places = [] if sheet is None else [one.factory for one in sheet.factories]
        named = ((one.id, company(one.fields.name_en, one.fields.name_tc, one.fields.name_sc)[0]) for one in places)
        field.set_options([(id, Message("{text}", text=name)) for id, name in named])
        self.form.propose("factory_id", None)

    def _add_rows(self, desk: Desk) -> None:
        form, clock = self.form, desk.office.clock
        years = [(year, Message("{year}", year=str(year))) for year in range(clock.today().year, FIRST_YEAR - 1, -1)]
        categories = [(one, word(one)) for one in Category]
        form.add("factory_id", N_("Factory"), ChoiceField((), blank=N_("The enterprise itself"), width=420))
        form.add("year", field_word("year"), ChoiceField(years, width=160), missing=_NO_YEAR)
        form.add("category", field_word("category"), ChoiceField(categories, width=420),
                 missing=N_("Choose the category."))  # fmt: skip
        form.add("recognised_on", field_word("recognised_on"), DateField(clock=clock),
                 missing=N_("Enter the day of the recognition."))  # fmt: skip
        form.add("paper", N_("Paper"), TextField(most=300), missing=N_("Enter the paper that records the recognition."))
        form.add("valid_from", field_word("valid_from"), DateField(clock=clock))
        form.add("valid_until", field_word("valid_until"), DateField(clock=clock), beside=True)

    def _lay_out(self) -> None:
        inside = QWidget()
        inside.setProperty("surface", "clear")
        hint = Label(
            N_("From the paper that says who was recognised. Another officer approves it."), tone="muted", wrap=True
        )
        laid = column(
            Label(N_("Which enterprise is recognised?"), size="section", bold=True), hint, self.picker, self.form,
            gap=theme.S8,
        )  # fmt: skip
        laid.setContentsMargins(theme.S24, theme.S24, theme.S24, theme.S8)
        inside.setLayout(laid)
        self.feet.setContentsMargins(theme.S24, theme.S8, theme.S24, theme.S16)
        self.setLayout(column(Scroll(inside), self.feet, gap=0))
        self.resize(880, 620)
