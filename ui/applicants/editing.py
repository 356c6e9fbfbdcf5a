"""Which form is opened for what, and which act takes it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any
from uuid import UUID

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from app import applicant_sheet, applicants, factories
from app.applicant_sheet import ApplicantSheet
from app.kept import Kept
from app.refusal import NoEdition, Refusal
from app.rules.edition import RouteRule
from app.texts import N_, Message
from models.kinds import Route
from ui.applicants.dialogs import Again, RecordDialog, Save
from ui.applicants.forms import (
    ApplicantDialog,
    ConnectionDialog,
    ContactDialog,
    FactoryDialog,
    PersonDialog,
    StrikeOutDialog,
)
from ui.desk import Desk

Then = Callable[[Any], None]
Failed = Callable[[Refusal], None]


class Editing(QObject):
    """Opens the forms of one applicant; `sheet` is the newest that the page has seen. `said` tells what was saved."""

    said = Signal(object)
    #: Somebody wants to see another applicant instead of correcting this one.
    instead = Signal(UUID)

    def __init__(self, desk: Desk, over: QWidget) -> None:
        super().__init__(over)
        self._desk = desk
        self._over = over
        self.sheet: ApplicantSheet | None = None

    def ask(self, what: str, id: UUID | None = None, owner: UUID | None = None) -> RecordDialog[Any] | None:
        """Open the form of a record, or of a new one without `id`; `owner` is the factory of a connection."""
        sheet = self.sheet
        if sheet is None:
            return None
        kept = _find(sheet, id or (sheet.applicant.id if what == "applicant" else None))
        if what == "give":
            self._give(kept)
            return None
        if what == "merge":
            self._merge(sheet)
            return None
        dialog = self._dialog(sheet, what, kept, owner)
        dialog.asked = " ".join((what, *(str(one) if one else "-" for one in (id, owner))))
        dialog.saved.connect(lambda _result: self.said.emit(Message("Saved.")))
        dialog.open()
        return dialog

    def _merge(self, sheet: ApplicantSheet) -> None:
        """Ask with whom, then show both."""
        from ui.duplicates.merge_dialog import ask_to_merge
        from ui.importing.owner_dialog import OwnerDialog

        def show(id: UUID, _name: str) -> None:
            ask_to_merge(self._desk, sheet.applicant.id, id, self._over, self.said.emit)

        why = N_("Choose the other record of this applicant. Both are shown side by side before anything is merged.")
        dialog = OwnerDialog(self._desk, self._over, N_("Merge with another applicant"), why)
        dialog.chosen.connect(show)
        dialog.open()

    def _give(self, kept: Kept[Any] | None) -> None:
        """Ask whose a factory is."""
        from ui.importing.owner_dialog import OwnerDialog

        if kept is None:
            return

        def give(id: UUID, name: str) -> None:
            said = Message("The factory belongs to {name} now.", name=name)
            self._desk.do(factories.give, kept.id, id, seen=kept.version, then=lambda _none: self.said.emit(said))

        why = N_("It goes to this applicant at once.")
        dialog = OwnerDialog(self._desk, self._over, N_("Whose the factory is"), why)
        dialog.chosen.connect(give)
        dialog.open()

    def _dialog(
        self, sheet: ApplicantSheet, what: str, kept: Kept[Any] | None, owner: UUID | None
    ) -> RecordDialog[Any]:
        over, clock, again = self._over, self._desk.office.clock, self._again(kept)
        whose = sheet.applicant.id
        match what:
            case "applicant":
                save = self._save(applicants.register, None, applicants.correct, kept)
                dialog = ApplicantDialog(over, save, clock, kept, again, desk=self._desk)
                dialog.instead.connect(self.instead)
                return dialog
            case "person":
                save = self._save(applicants.add_person, whose, applicants.correct_person, kept)
                return PersonDialog(over, save, clock, sheet.officers, kept, again)
            case "contact":
                save = self._save(applicants.add_contact, whose, applicants.correct_contact, kept)
                return ContactDialog(over, save, kept, again)
            case "factory":
                return FactoryDialog(over, self._save(factories.register, whose, factories.correct, kept), kept, again)
            case "strike-out" if kept is not None:
                return StrikeOutDialog(over, self._strike_out(kept), kept)
        people = [(one.id, one.fields.name_en, one.fields.name_zh) for one in sheet.persons]
        save = self._save(factories.connect, owner, factories.correct_connection, kept)
        return ConnectionDialog(over, save, clock, people, self._rule(), kept, again)

    def _save(
        self, new: Callable[..., Any], owner: UUID | None, correct: Callable[..., Any], kept: Kept[Any] | None
    ) -> Save:
        """Makes a new record of an owner, or corrects the one that was kept."""

        def save(fields: Any, seen: int | None, then: Then, failed: Failed) -> None:
            if kept is None:
                self._desk.do(new, owner, fields, then=then, failed=failed)
            else:
                self._desk.do(correct, kept.id, fields, seen=seen, then=then, failed=failed)

        return save

    def _strike_out(self, kept: Kept[Any]) -> Save:
        def save(reason: str, seen: int | None, then: Then, failed: Failed) -> None:
            act = factories.strike_out_connection
            self._desk.do(act, kept.id, seen=seen, reason=reason, then=then, failed=failed)

        return save

    def _again(self, kept: Kept[Any] | None) -> Again | None:
        """Reads the record as it stands now."""
        if kept is None or self.sheet is None:
            return None
        whose, today = self.sheet.applicant.id, self._desk.office.clock.today()

        def again(then: Callable[[Kept[Any]], None]) -> None:
            def take(sheet: ApplicantSheet) -> None:
                found = _find(sheet, kept.id)
                if found is not None:
                    then(found)

            self._desk.read(applicant_sheet.read, whose, today, then=take)

        return again

    def _rule(self) -> RouteRule | None:
        """What route 1d asks for today."""
        try:
            edition = self._desk.office.rules.edition_for(self._desk.office.clock.today())
        except NoEdition:
            return None
        found: RouteRule | None = edition.routes.get(Route.R1D)
        return found


def _find(sheet: ApplicantSheet, id: UUID | None) -> Kept[Any] | None:
    return next((one for one in _records(sheet) if one.id == id), None)


def _records(sheet: ApplicantSheet) -> Iterator[Kept[Any]]:
    yield sheet.applicant
    yield from sheet.persons
    yield from sheet.contacts
    for one in sheet.factories:
        yield one.factory
        yield from one.connections
