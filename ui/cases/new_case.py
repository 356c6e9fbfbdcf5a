"""A new case: whose it is (found as one types, or registered here), of which type, and when it came in.

The dialog gives a plain `NewCase`; `enter` carries it out in one piece of work through the acts, whole or not at all.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QDialog, QListWidget, QListWidgetItem, QScrollArea, QSizePolicy, QWidget

from app import applicant_sheet, applicants, cases
from app.applicant_sheet import ApplicantRow, ApplicantSheet
from app.applicants import ApplicantFields
from app.cases import CaseFields
from app.field_words import field_word
from app.office import Work
from app.refusal import Refusal
from app.texts import N_, Message
from app.words import word
from models.kinds import ApplicantKind, ProjectType
from ui import theme
from ui.cases.names import both
from ui.desk import Desk
from ui.widgets.basic import Button, Label, column, row, tip
from ui.widgets.fields import ChoiceField, DateField, TextField
from ui.widgets.form import Form
from ui.widgets.search_box import SearchBox
from ui.words import Speaking, tr

MOST = 50
_APPLICANT = ("kind", "name_en", "name_tc", "name_sc", "br_number")


@dataclass(frozen=True, slots=True)
class NewCase:
    """The answer: an applicant of the office or a new one, the type, and the day of receipt, None for a draft."""

    applicant_id: UUID | None
    applicant: ApplicantFields | None
    type: ProjectType
    factory_id: UUID | None = None
    title_en: str = ""
    title_tc: str = ""
    received_on: date | None = None


def enter(work: Work, answer: NewCase) -> UUID:
    """Register the applicant if it is new, open the case, receive it if it came in; gives the case's id."""
    applicant_id = answer.applicant_id
    if applicant_id is None:
        applicant_id = applicants.register(work, answer.applicant or ApplicantFields())
    fields = CaseFields(
        applicant_id=applicant_id,
        type=answer.type,
        factory_id=answer.factory_id,
        title_en=answer.title_en,
        title_tc=answer.title_tc,
    )
    case_id = cases.open_case(work, fields)
    if answer.received_on is not None:
        cases.receive(work, case_id, answer.received_on, seen=1)
    return case_id


class NewCaseDialog(Speaking, QDialog):
    """Asks for a new case and enters it. Signal: `entered(case id)`; the dialog is then closed."""

    entered = Signal(UUID)

    def __init__(self, desk: Desk, parent: QWidget | None = None, *, applicant_id: UUID | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self.says(self.setWindowTitle, N_("New case"))
        self.picker = ApplicantPicker(desk)
        self.form = Form()
        self._new = Button(N_("Register a new applicant"), icon_name="plus", kind="link", then=self._toggle_new)
        self._enter = Button(N_("Open the case"), kind="primary", then=self.enter)
        self._fill_form()
        self._lay_out()
        self._register = False
        self._show_new()
        self.picker.chosen.connect(self._know_applicant)
        self.form.field("type").changed.connect(self._fit_type)
        if applicant_id is not None:
            self.picker.take(applicant_id)
        self.picker.ask("")
        self.picker.setFocus()

    def answer(self) -> NewCase | None:
        """What was asked for, or None when something is missing; then the form says what."""
        values = self.form.read()
        if values is None:
            return None
        if not self._register and self.picker.chosen_id is None:
            self.picker.miss()
            return None
        self.picker.explain(None)
        given = {name: values.get(name) for name in _APPLICANT}
        return NewCase(
            applicant_id=None if self._register else self.picker.chosen_id,
            applicant=_applicant(given) if self._register else None,
            type=values["type"],
            factory_id=values.get("factory_id"),
            title_en=values["title_en"] or "",
            title_tc=values["title_tc"] or "",
            received_on=values["received_on"],
        )

    def enter(self) -> None:
        """Enter what was asked for; a refusal stays in the dialog."""
        answer = self.answer()
        if answer is not None:
            self._enter.setEnabled(False)
            self._desk.do(enter, answer, then=self._entered, failed=self._refused)

    def _entered(self, case_id: UUID) -> None:
        self.accept()
        self.entered.emit(case_id)

    def _refused(self, refusal: Refusal) -> None:
        self._enter.setEnabled(True)
        self.form.refuse(refusal)

    def _fill_form(self) -> None:
        form = self.form
        kinds = [(one, word(one)) for one in ApplicantKind]
        form.add("kind", field_word("kind"), ChoiceField(kinds, blank=None, width=240))
        for name in ("name_en", "name_tc", "name_sc"):
            form.add(name, field_word(name), TextField())
        form.add("br_number", field_word("br_number"), TextField(most=40))
        types = [(one, Message("{code} – {name}", code=one.value, name=word(one))) for one in ProjectType]
        form.add(
            "type", field_word("type"), ChoiceField(types, width=420), missing=N_("Choose the type of the project.")
        )
        form.add("factory_id", N_("Factory"), ChoiceField((), blank=N_("None yet"), width=300))
        form.add("title_en", field_word("title_en"), TextField())
        form.add("title_tc", field_word("title_tc"), TextField())
        form.add(
            "received_on",
            field_word("received_on"),
            DateField(clock=self._desk.office.clock),
            hint=N_("Received, the case gets its number. Without a day it stays a draft."),
        )
        form.put({"received_on": self._desk.office.clock.today()})

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
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setWidget(inside)
        cancel = Button(N_("Cancel"), then=self.reject)
        feet = row(None, cancel, self._enter)
        feet.setContentsMargins(theme.S24, theme.S8, theme.S24, theme.S16)
        self.setLayout(column(area, feet, gap=0))
        self._enter.setDefault(True)
        self.resize(740, 660)

    def _toggle_new(self) -> None:
        self._register = not self._register
        self._show_new()

    def _show_new(self) -> None:
        self.picker.setVisible(not self._register)
        self._new.say(N_("Choose a registered applicant") if self._register else N_("Register a new applicant"))
        self._new.set_icon("magnifying-glass" if self._register else "plus")
        for name in _APPLICANT:
            self.form.show_row(name, self._register)
        self._fit_type()
        if self._register:
            self.form.field("name_en").setFocus()

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
            failed=self._refused,
            slot="new-case-factories",
        )

    def _offer_factories(self, sheet: ApplicantSheet | None) -> None:
        field = self.form.field("factory_id")
        assert isinstance(field, ChoiceField)
        places = [] if sheet is None else [one.factory for one in sheet.factories]
        field.set_options(
            [
                (one.id, Message("{text}", text=both(one.fields.name_en, one.fields.name_tc, one.fields.name_sc)[0]))
                for one in places
            ]
        )
        if len(places) == 1:
            field.put(places[0].id)
        self._fit_type()

    def _fit_type(self) -> None:
        """Organisation Support has no factory; a new applicant has none yet."""
        support = self.form.field("type").read() is ProjectType.OSI
        self.form.show_row("factory_id", not support and not self._register)


class ApplicantPicker(Speaking, QWidget):
    """Find an applicant as one types. Signal: `chosen(id or None)`."""

    chosen = Signal(object)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._rows: tuple[ApplicantRow, ...] = ()
        self._wanted: UUID | None = None
        self.box = SearchBox(N_("Search applicants by name or number"))
        self.list = QListWidget()
        self.list.setFixedHeight(6 * (theme.ROW - theme.S4) + theme.S8)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.says(self.list.setAccessibleName, N_("Applicants found"))
        self._said = Label(tone="muted", wrap=True)
        self.setLayout(column(self.box, self.list, self._said, gap=theme.S4))
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self.setFocusProxy(self.box)
        self.box.asked.connect(self.ask)
        self.box.left_down.connect(self._go_down)
        self.list.currentRowChanged.connect(self._tell)
        self.explain(None)

    @property
    def chosen_id(self) -> UUID | None:
        """The applicant chosen."""
        at = self.list.currentRow()
        return self._rows[at].id if 0 <= at < len(self._rows) else None

    def ask(self, text: str) -> None:
        """Look for applicants."""
        self._desk.read(applicant_sheet.rows, text, limit=MOST, then=self._show, slot="new-case-applicants")

    def take(self, applicant_id: UUID) -> None:
        """Choose this one as soon as it is found."""
        self._wanted = applicant_id

    def miss(self) -> None:
        """Say that one must be chosen."""
        self.explain(Message("Choose the applicant, or register a new one."), danger=True)
        self.box.setFocus()

    def explain(self, words: Message | None, *, danger: bool = False) -> None:
        """A line under the list, or none."""
        self._said.setVisible(words is not None)
        self._said.set_tone("danger" if danger else "muted")
        if words is not None:
            self._said.say(words)

    def retranslate(self) -> None:
        """The names change places with the language."""
        super().retranslate()
        for at, one in enumerate(self._rows):
            self.list.item(at).setText(_line(one))

    def _show(self, rows: tuple[ApplicantRow, ...]) -> None:
        kept = self._wanted or self.chosen_id
        blocked = self.list.blockSignals(True)
        self._rows = rows
        self.list.clear()
        for one in rows:
            item = QListWidgetItem(_line(one))
            item.setSizeHint(QSize(0, theme.ROW - theme.S4))
            item.setToolTip(tip(_line(one)))
            self.list.addItem(item)
        self.list.blockSignals(blocked)
        found = next((at for at, one in enumerate(rows) if one.id == kept), -1)
        self.list.setCurrentRow(found if found >= 0 else 0 if len(rows) == 1 else -1)
        if found >= 0:
            self._wanted = None
        self.explain(None if rows else Message("No applicant is called so. Register a new one."))

    def _go_down(self) -> None:
        self.list.setFocus()
        if self.list.currentRow() < 0 and self._rows:
            self.list.setCurrentRow(0)

    def _tell(self, _row: int) -> None:
        self.explain(None)
        self.chosen.emit(self.chosen_id)


def _line(one: ApplicantRow) -> str:
    first, second = both(one.name_en, one.name_tc, one.name_sc)
    number = tr("BR {number}", number=one.br_number) if one.br_number else ""
    return "   ".join(part for part in (first, second, number) if part)


def _applicant(given: dict[str, object]) -> ApplicantFields:
    name_en, name_tc, name_sc, br_number = (str(given[name] or "") for name in _APPLICANT[1:])
    kind = ApplicantKind(str(given["kind"]))
    return ApplicantFields(kind=kind, name_en=name_en, name_tc=name_tc, name_sc=name_sc, br_number=br_number)
