"""The visits of a case on its page: what was found, and the photographs that show it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QWidget

from app import picturing, visits
from app.act import ACTS
from app.case_sheet import CaseSheet
from app.intake import Kept
from app.office import Touched
from app.picturing import Wanted
from app.refusal import Refusal
from app.texts import N_, Message
from app.visit_sheet import PhotographRow, VisitRow
from app.visits import PhotographFields, VisitFields
from ui import theme
from ui.casefile.dialogs import ReasonDialog
from ui.casefile.parts import empty, names
from ui.casefile.photograph_dialog import PhotographDialog
from ui.casefile.section import Section
from ui.casefile.visit_card import VisitCard
from ui.casefile.visit_dialogs import CaptionDialog, VisitDialog
from ui.desk import Desk
from ui.documents.thumbnail import Shelf
from ui.documents.view import DocumentDialog
from ui.widgets.basic import Button, Label, Sentences, column
from ui.widgets.sections import Standing
from ui.widgets.stops import drawn_anew


class VisitsSection(Section):
    """Visits under each other, the first one first. Files dropped on a visit become its photographs."""

    called = N_("Visits")
    icon = "map-pin"

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.record = Button(N_("Record a visit…"), icon_name="plus", then=lambda: self.edit(None))
        self.aside.addWidget(self.record)
        self.cards: list[VisitCard] = []
        self._shelf: Shelf = {}
        self._drawn: object = None
        self._none = Label(N_("No visit is recorded yet."), tone="muted", wrap=True)
        self._left_out = Sentences(tone="danger", wrap=True, copyable=True)
        self._left_out.hide()
        self._list = column(gap=theme.S12)
        self._holder = QWidget()  # of the cards alone: dialogs are children of the section
        self._holder.setLayout(self._list)
        self.body.addWidget(self._none)
        self.body.addWidget(self._left_out)
        self.body.addWidget(self._holder)

    def standing(self, sheet: CaseSheet) -> Standing:
        """How many visits there were."""
        return self.icon, "muted", len(sheet.visits)

    def fill(self, sheet: CaseSheet) -> None:
        """Draw the visits anew where they have changed."""
        may = self.desk.may(ACTS["visit.record"])
        self.record.setEnabled(may)
        self._none.setVisible(not sheet.visits)
        if self._drawn == (sheet.visits, may):
            return
        self._drawn = (sheet.visits, may)
        with drawn_anew(self._holder):
            empty(self._list)
            self.cards = [VisitCard(self, one, self._shelf, may=may) for one in sheet.visits]
            for card in self.cards:
                self._list.addWidget(card)

    def retranslate(self) -> None:
        """Cards say their days in the language of the screen."""
        self._drawn = None
        super().retranslate()

    # what an officer does

    def edit(self, one: VisitRow | None) -> None:
        """Record or correct a visit."""
        sheet = self.sheet
        if sheet is None:
            return

        def send(form: VisitFields, then: Any, failed: Any) -> None:
            if one is None:
                self.desk.do(visits.record, sheet.id, form, then=then, failed=failed)
            else:
                self.desk.do(visits.correct, one.id, form, seen=one.version, then=then, failed=failed)

        site = names(sheet.factory.factory.fields)[0] if sheet.factory is not None else ""
        kept = one.fields if one is not None else None
        if VisitDialog.ask(self, kept, self.desk.office.clock, site=site, send=send) is not None:
            self.said.emit(Message("The visit is recorded."))

    def strike_out(self, one: VisitRow) -> None:
        """Strike a visit out, with a reason."""

        def send(reason: str, then: Any, failed: Any) -> None:
            self.desk.do(visits.strike_out, one.id, seen=one.version, reason=reason, then=then, failed=failed)

        why = Message("The visit will no longer be shown or printed. Its photographs stay among the documents.")
        if ReasonDialog.ask(self, N_("Strike out a visit"), why=why, button=N_("Strike out"), send=send) is not None:
            self.said.emit(Message("The visit is struck out."))

    def add_photographs(self, one: VisitRow, files: Sequence[Path] = ()) -> None:
        """Choose photographs for a visit; files that were dropped are among them already."""
        sheet = self.sheet
        if sheet is None:
            return
        dialog = PhotographDialog(self, self.desk, sheet, one)
        dialog.look(files)
        wanted = dialog.run()
        if wanted:
            self._put(sheet, one, wanted)

    def correct_photograph(self, one: PhotographRow) -> None:
        """Say otherwise what a photograph shows."""

        def send(form: PhotographFields, then: Any, failed: Any) -> None:
            self.desk.do(visits.correct_photograph, one.id, form, seen=one.version, then=then, failed=failed)

        if CaptionDialog.ask(self, one.fields, self.desk.office.clock, send=send) is not None:
            self.said.emit(Message("The photograph is corrected."))

    def remove_photograph(self, one: PhotographRow) -> None:
        """Take a photograph off its visit."""
        said = Message("The photograph is off the visit. The picture stays among the documents.")
        self.do(visits.remove_photograph, one.id, seen=one.version, said=said)

    def look(self, one: PhotographRow) -> None:
        """Look at the picture itself."""
        found = [each for each in self.sheet.documents if each.id == one.document_id] if self.sheet is not None else []
        for document in found:
            dialog = DocumentDialog(self, self.desk, document)
            dialog.exec()
            dialog.deleteLater()

    # photographs on their way

    def _put(self, sheet: CaseSheet, one: VisitRow, wanted: Sequence[Wanted]) -> None:
        kept: list[Kept] = []
        self._left_out.say_all([])

        def done(_outcome: object = None) -> None:
            found = [each.changed for each in kept]
            kinds, ids = (frozenset().union(*(getattr(each, name) for each in found)) for name in ("kinds", "ids"))
            refused = [each.refusal for each in kept if each.refusal is not None]
            if refused:
                self._left_out.say_all([Message("Not put with the visit:"), *refused])
            count = len(kept) - len(refused)
            if count:
                self.said.emit(Message("Photographs put with the visit: {n}", n=count))
            if ids:
                self.desk.changed.emit(Touched(kinds, ids))

        def failed(refusal: Refusal) -> None:
            done()
            self.desk.refused.emit(refusal)

        self.desk.run(picturing.add, sheet.id, one.id, tuple(wanted), stepped=kept.append, then=done, failed=failed)
