"""The page of one applicant: who it is, its factories, people, cases and history, in one scroll."""

from __future__ import annotations

from typing import Final
from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app import applicant_sheet
from app.applicant_sheet import ApplicantSheet
from app.office import Touched
from app.refusal import Refusal
from ui.applicants.business import BusinessPart
from ui.applicants.editing import Editing
from ui.applicants.factories import FactoriesPart
from ui.applicants.header import ApplicantHeader
from ui.applicants.part import Part
from ui.applicants.past import CasesPart, HistoryPart
from ui.applicants.people import ContactsPart, PersonsPart
from ui.casefile.parts import names
from ui.desk import Desk
from ui.widgets.basic import column, rule
from ui.widgets.reading import Reading
from ui.widgets.sections import SectionsView
from ui.words import Speaking

_SHOWN: Final = frozenset("applicants persons contacts factories connections cases officers".split())


class ApplicantPage(Speaking, QWidget):
    """Signals: `open_case(id)`; `title_changed()`; `said(sentence)` for the notice line."""

    open_case = Signal(UUID)
    open_applicant = Signal(UUID)
    title_changed = Signal()
    said = Signal(object)

    def __init__(self, desk: Desk, applicant_id: UUID) -> None:
        super().__init__()
        self.desk, self.applicant_id = desk, applicant_id
        self.sheet: ApplicantSheet | None = None
        self.header = ApplicantHeader()
        self.editing = Editing(desk, self)
        self.parts: dict[str, Part] = {
            "business": BusinessPart(desk),
            "factories": FactoriesPart(desk),
            "persons": PersonsPart(desk),
            "contacts": ContactsPart(desk),
            "cases": CasesPart(desk),
            "history": HistoryPart(desk),
        }
        self.view: SectionsView[ApplicantSheet] = SectionsView(self.parts)
        self._stale = True
        self._lay_out()
        self._listen()

    # what the window asks

    def title(self) -> str:
        """The applicant's name."""
        return "" if self.sheet is None else names(self.sheet.applicant.fields)[0]

    def shown(self) -> None:
        """The page has come to the front."""
        if self._stale:
            self.refresh()

    def refresh(self) -> None:
        """Read the applicant again; one stays where one was."""
        self._stale = False
        if self.sheet is None:
            self._layers.wait()
            self.view.lay_in()
        self.desk.read(
            applicant_sheet.read, self.applicant_id, self.desk.office.clock.today(),
            then=self._take, failed=self._fail, slot=f"applicant-{id(self)}",
        )  # fmt: skip

    def may_leave(self) -> bool:
        """What is typed stands in a form over the window, which asks by itself."""
        return True

    def regions(self) -> list[QWidget]:
        """Where F6 goes."""
        return [self.view.list, self.view.area]

    def go_to(self, key: str) -> None:
        """Bring a part into sight."""
        self.view.go_to(key)

    def reopen(self, _form: str, about: str) -> bool:
        """Open a form again as it was asked for."""
        what, *ids = about.split(" ")
        id, owner = (None if one == "-" else UUID(one) for one in ids)
        return self.editing.ask(what, id, owner) is not None

    def retranslate(self) -> None:
        """The names change places with the language."""
        super().retranslate()
        if getattr(self, "sheet", None) is not None:
            self._show()

    # inside

    def _take(self, sheet: ApplicantSheet) -> None:
        self._layers.done()
        if sheet != self.sheet:
            self.sheet = sheet
            self._show()
            self.title_changed.emit()

    def _show(self) -> None:
        """Draw the sheet anew."""
        assert self.sheet is not None
        self.header.put(self.sheet)
        self.editing.sheet = self.sheet
        self.view.put(self.sheet)

    def _fail(self, refusal: Refusal) -> None:
        if self.sheet is None:
            self._layers.refuse(refusal, self.refresh)
        else:
            self.desk.refused.emit(refusal)

    def _touched(self, touched: Touched) -> None:
        if not touched.kinds & _SHOWN:
            return
        self._stale = True
        if self.isVisible():
            self.refresh()

    def _listen(self) -> None:
        self.desk.changed.connect(self._touched)
        self.editing.said.connect(self.said)
        self.editing.instead.connect(self.open_applicant)
        for part in self.parts.values():
            part.asked.connect(self.editing.ask)
            part.open_case.connect(self.open_case)

    def _lay_out(self) -> None:
        content = QWidget()
        whole = column(self.header, rule(), self.view, gap=0)
        whole.setStretch(2, 1)
        content.setLayout(whole)
        self._layers = Reading(content)
        self.setLayout(column(self._layers, gap=0))
