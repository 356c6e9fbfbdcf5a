"""A new case: whose it is (found as one types, or registered here), of which type, and when it came in.

It may also be a historic one, decided before this program: its amount is recorded from a file.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final
from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app import applicant_sheet
from app.applicant_sheet import ApplicantSheet
from app.applicants import ApplicantFields
from app.drafts import Part
from app.field_words import field_word
from app.refusal import Invalid
from app.texts import N_, Message
from app.words import word
from models.kinds import ApplicantKind, ProjectType
from models.stages import AGREED, ENDED, Stage
from ui import theme
from ui.cases.applicant_picker import ApplicantPicker
from ui.cases.entering import Historic, NewCase, enter
from ui.desk import Desk
from ui.duplicates.warning import LikelyLine
from ui.names import company
from ui.widgets.basic import Button, Label, column, row
from ui.widgets.dialog import FormDialog
from ui.widgets.fields import CheckField, ChoiceField, DateField, LongText, MoneyField, TextField
from ui.widgets.form import Form
from ui.widgets.scroll import Scroll
from ui.words import tr

_APPLICANT: Final = ("kind", "name_en", "name_tc", "name_sc", "br_number")
_HISTORIC: Final = ("stage", "recorded_amount", "recorded_source", "legacy_file_no", "edition", "reason")

#: Where a case that was decided long ago may stand today.
DECIDED: Final = tuple(stage for stage in Stage if stage in AGREED | ENDED | {Stage.CLAWBACK})

_RECEIVED: Final = N_("Received, the case gets its number. Without a day it stays a draft.")


class NewCaseDialog(FormDialog):
    """Asks for a new case and enters it. Signal: `entered(case id)`; the dialog is then closed."""

    entered = Signal(UUID)

    def __init__(self, desk: Desk, parent: QWidget | None = None, *, applicant_id: UUID | None = None) -> None:
        super().__init__(parent, N_("New case"), button=N_("Open the case"))
        self._desk = desk
        self.picker = ApplicantPicker(desk)
        self._new = Button(N_("Register a new applicant"), icon_name="plus", kind="link", then=self._toggle_new)
        self._register = False
        self.likely = _fill(self.form, desk)
        self.likely.wanted.connect(self._take_registered)
        self._lay_out()
        self._follow()
        self.picker.chosen.connect(self._know_applicant)
        self.form.field("type").changed.connect(self._follow_type)
        self.form.field("historic").changed.connect(self._follow_historic)
        if applicant_id is not None:
            self.picker.take(applicant_id)
        self.picker.ask("")

    def answer(self) -> NewCase | None:
        """What was asked for, or None when something is missing; then the form says what."""
        values = self.form.read()
        if values is None:
            return None
        if values["historic"] and values["received_on"] is None:
            self.form.refuse(Invalid("Enter the day of receipt.", field="received_on"))
            return None
        if not self._register and self.picker.chosen_id is None:
            self.picker.miss()
            return None
        self.picker.explain(None)
        return NewCase(
            applicant_id=None if self._register else self.picker.chosen_id,
            applicant=_applicant(values) if self._register else None,
            type=values["type"],
            factory_id=values.get("factory_id"),
            title_en=values["title_en"] or "",
            title_tc=values["title_tc"] or "",
            legacy_file_no=values.get("legacy_file_no") or "",
            received_on=values["received_on"],
            historic=_historic(values) if values["historic"] else None,
        )

    def take(self) -> None:
        """Enter what was asked for; a refusal stays in the dialog."""
        answer = self.answer()
        if answer is not None and self.ok.isEnabled():
            self.ok.setEnabled(False)
            self._desk.do(enter, answer, then=self._entered, failed=self.refused)

    def take_draft(self, parts: Sequence[Part]) -> int:
        """A new applicant is asked for again where one was being registered."""
        if any(word.name in _APPLICANT for part in parts for word in part.words if not part.key) != self._register:
            self._toggle_new()
        return super().take_draft(parts)

    def begins(self) -> QWidget:
        """The applicant comes first."""
        return self.picker.box

    def retranslate(self) -> None:
        """What the type asks for is said again."""
        super().retranslate()
        if hasattr(self, "_register"):
            self._follow()

    def _entered(self, case_id: UUID) -> None:
        self.accept()
        self.entered.emit(case_id)

    # what is asked

    def _toggle_new(self) -> None:
        self._register = not self._register
        self._follow()
        if self._register:
            self.form.field("name_en").setFocus()

    def _take_registered(self, id: UUID, named: str) -> None:
        """The applicant is registered already: choose it instead."""
        self._toggle_new()
        self.picker.take(id)
        self.picker.box.setText(named)
        self.picker.ask(named)
        self.form.field("type").setFocus()

    def _follow_type(self) -> None:
        """Organisation Support is for associations."""
        if self._support() and not self.form.field("name_en").read():
            self.form.propose("kind", ApplicantKind.ASSOCIATION)
        self._follow()

    def _follow_historic(self) -> None:
        """An old case did not come in today."""
        today, field = self._desk.office.clock.today(), self.form.field("received_on")
        old = bool(self.form.field("historic").read())
        if field.state() == (today if old else ""):
            self.form.propose("received_on", None if old else today)
        self._follow()

    def _support(self) -> bool:
        return self.form.field("type").read() is ProjectType.OSI

    def _follow(self) -> None:
        """The rows that belong to what was chosen; a new applicant has no factory yet, Organisation Support none."""
        form, old = self.form, bool(self.form.field("historic").read())
        self.picker.setVisible(not self._register)
        self._new.say(N_("Choose a registered applicant") if self._register else N_("Register a new applicant"))
        self._new.set_icon("magnifying-glass" if self._register else "plus")
        for name in _APPLICANT:
            form.show_row(name, self._register)
        self.likely.setVisible(self._register)
        for name in _HISTORIC:
            form.show_row(name, old)
        form.show_row("factory_id", not self._support() and not self._register)
        form.field("type").explain(tr("An association applies. There is no factory.") if self._support() else "")
        form.rehint("received_on", N_("As the old file has it.") if old else _RECEIVED)
        self.ok.say(N_("Enter the historic case") if old else N_("Open the case"))

    def _know_applicant(self, applicant_id: UUID | None) -> None:
        if applicant_id is None:
            self._offer_factories(None)
            return
        today = self._desk.office.clock.today()
        self._desk.read(
            applicant_sheet.read,
            applicant_id,
            today,
            then=self._offer_factories,
            failed=self.refused,
            slot="new-case-factories",
        )

    def _offer_factories(self, sheet: ApplicantSheet | None) -> None:
        field = self.form.field("factory_id")
        assert isinstance(field, ChoiceField)
        places = [] if sheet is None else [one.factory for one in sheet.factories]
        before = field.read()
        field.set_options(
            [
                (one.id, Message("{text}", text=company(one.fields.name_en, one.fields.name_tc, one.fields.name_sc)[0]))
                for one in places
            ]
        )
        if before is None or field.read() != before:
            self.form.propose("factory_id", places[0].id if len(places) == 1 else None)

    def _lay_out(self) -> None:
        inside = QWidget()
        inside.setProperty("surface", "clear")
        laid = column(
            Label(N_("Whose case is it?"), size="section", bold=True),
            self.picker,
            row(self._new, None),
            self.form,
            gap=theme.S8,
        )
        laid.setContentsMargins(theme.S24, theme.S24, theme.S24, theme.S8)
        inside.setLayout(laid)
        area = Scroll(inside)
        self.feet.setContentsMargins(theme.S24, theme.S8, theme.S24, theme.S16)
        self.setLayout(column(area, self.feet, gap=0))
        self.resize(740, 660)


def _fill(form: Form, desk: Desk) -> LikelyLine:
    """The rows for an applicant, a case and a historic one; gives the line that says who the applicant may be."""
    kinds = [(one, word(one)) for one in ApplicantKind]
    form.add("kind", field_word("kind"), ChoiceField(kinds, blank=None, width=240))
    for name in ("name_en", "name_tc", "name_sc"):
        form.add(name, field_word(name), TextField())
    form.whole_width(likely := LikelyLine(desk, form, N_("Take it")))
    form.add("br_number", field_word("br_number"), TextField(most=40))
    types = [(one, Message("{code} – {name}", code=one.value, name=word(one))) for one in ProjectType]
    form.add("type", field_word("type"), ChoiceField(types, width=420), missing=N_("Choose the type of the project."))
    form.add("factory_id", N_("Factory"), ChoiceField((), blank=N_("None yet"), width=300))
    form.add("title_en", field_word("title_en"), TextField())
    form.add("title_tc", field_word("title_tc"), TextField())
    form.add("received_on", field_word("received_on"), DateField(clock=desk.office.clock), hint=_RECEIVED)
    form.put({"received_on": desk.office.clock.today()})
    _fill_historic(form, desk)
    return likely


def _fill_historic(form: Form, desk: Desk) -> None:
    """What the old file says."""
    form.add("historic", N_("Historic case"), CheckField(N_("It was decided before this program")))
    form.add("stage", field_word("stage"), ChoiceField([(one, word(one)) for one in DECIDED], blank=None, width=300))
    form.put({"stage": Stage.CLOSED})
    form.add(
        "recorded_amount", field_word("recorded_amount"), MoneyField(),
        hint=N_("Empty where the file names none. Another officer compares it with the file."),
    )  # fmt: skip
    form.add(
        "recorded_source", field_word("recorded_source"), TextField(most=300),
        missing=N_("Say which file the recorded amount comes from."),
    )  # fmt: skip
    form.add("legacy_file_no", field_word("legacy_file_no"), TextField(most=100))
    editions = [(one.id, Message("{id}: {name}", id=one.id, name=one.label)) for one in desk.office.rules.editions[:-1]]
    form.add(
        "edition", field_word("edition"), ChoiceField(editions, blank=N_("As the day of receipt proposes"), width=340),
        hint=N_("Choose one where the day lies between two phases, and say why."),
    )  # fmt: skip
    form.add("reason", field_word("edition_reason"), LongText(most=2000, rows=2))


def _applicant(given: dict[str, Any]) -> ApplicantFields:
    name_en, name_tc, name_sc, br_number = (given[name] or "" for name in _APPLICANT[1:])
    return ApplicantFields(kind=given["kind"], name_en=name_en, name_tc=name_tc, name_sc=name_sc, br_number=br_number)


def _historic(given: dict[str, Any]) -> Historic:
    return Historic(
        stage=given["stage"],
        recorded_amount=given["recorded_amount"],
        source=given["recorded_source"],
        edition=given["edition"],
        reason=given["reason"] or "",
    )
