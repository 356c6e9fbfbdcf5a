"""The cases of an applicant in all phases, and what was done to its records."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Final

from PySide6.QtWidgets import QWidget

from app import history
from app.applicant_sheet import ApplicantSheet
from app.case_list import CaseRow
from app.history import HistoryEntry
from app.rules.book import RuleBook
from app.texts import N_, Message
from app.words import word
from ui import theme
from ui.applicants.part import Part
from ui.casefile.history import entry_view
from ui.casefile.parts import empty
from ui.desk import Desk
from ui.widgets.basic import Button, Label, column, row
from ui.widgets.chip import STAGES
from ui.widgets.rows import Column
from ui.widgets.sections import Standing
from ui.widgets.table import Table
from ui.words import shown, tr

#: So many entries of the history are shown before one asks for all.
FIRST: Final = 8
_MOST_ROWS: Final = 12


class CasesPart(Part):
    """Every case, newest first. Signal: `open_case(id)`."""

    called = N_("Cases")
    icon = "folder-open"

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.table: Table[CaseRow] = Table(
            _columns(desk.office.rules), lambda one: one.id, title=N_("Cases of this applicant")
        )
        self.table.opened.connect(lambda one: self.open_case.emit(one.id))
        self._none = Label(N_("No case yet."), tone="muted")
        box = self.layout()
        assert box is not None
        box.addWidget(self.table)
        box.addWidget(self._none)

    def fill(self, sheet: ApplicantSheet) -> None:
        """The rows; the table is as high as they are."""
        self._none.setVisible(not sheet.cases)
        self.table.setVisible(bool(sheet.cases))
        self.table.fill(sheet.cases)
        rows = min(len(sheet.cases), _MOST_ROWS)
        self.table.setFixedHeight((rows + 1) * theme.ROW + theme.S4)

    def standing(self, sheet: ApplicantSheet) -> Standing:
        """How many."""
        return self.icon, "muted", len(sheet.cases)


def _columns(rules: RuleBook) -> list[Column[CaseRow]]:
    return [
        Column("reference", N_("Ref"), lambda row: row.reference or row.legacy_file_no or "—", width=100, sort=False,
               jump=True, elide=True),
        Column("received", N_("Received on"), lambda row: _day(row.received_on), width=132, sort=False,
               value=lambda row: row.received_on),
        Column("phase", N_("Phase"), lambda row: _phase(row, rules), width=62, sort=False),
        Column("type", N_("Type"), lambda row: row.type.value, second=lambda row: tr(word(row.type)), width=120,
               sort=False, stretch=True, elide=True),
        Column("stage", N_("Stage"), lambda row: tr(word(row.stage)), width=172, sort=False,
               look=lambda row: STAGES[row.stage], elide=True),
        Column("subsidy", N_("Subsidy"), lambda row: _money(row.subsidy), width=100, sort=False, right=True,
               value=lambda row: row.subsidy),
        Column("what", N_("Which figure"), _which, width=126, sort=False, elide=True),
    ]  # fmt: skip


def _phase(row: CaseRow, rules: RuleBook) -> str:
    found = row.phase(rules)
    return "—" if found is None else found.id


def _day(day: date | None) -> str:
    return "—" if day is None else shown(day)


def _money(value: Decimal | None) -> str:
    if value is None:
        return "—"
    return f"{value:,.2f}" if value != value.to_integral_value() else f"{value:,.0f}"


def _which(row: CaseRow) -> str:
    """What kind of figure the subsidy is."""
    if row.record_waits:
        return tr("recorded, not yet confirmed")
    if row.approved is not None:
        return tr("approved")
    if row.calculated is not None:
        return tr("calculated")
    return "" if row.recorded_amount is None else tr("recorded, not calculated")


class HistoryPart(Part):
    """What was done to the applicant, its people and factories, newest first."""

    called = N_("History")
    icon = "clock-counter-clockwise"

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._list = column(gap=theme.S12)
        self._more = Button(kind="link", then=self._show_all)
        self._more.hide()
        box = self.layout()
        assert box is not None
        holder = QWidget()
        holder.setLayout(column(self._list, row(self._more, None), gap=theme.S8))
        box.addWidget(holder)
        self._entries: tuple[HistoryEntry, ...] = ()
        self._told: ApplicantSheet | None = None
        self._whole = False

    def fill(self, sheet: ApplicantSheet) -> None:
        """Ask for the history as it now is; in another language it only reads differently."""
        if sheet == self._told:
            self._draw()
            return
        self._told = sheet
        self.desk.read(
            history.of_applicant, sheet.applicant.id, self.desk.office.rules, then=self._take,
            slot=f"applicant-history-{id(self)}",
        )  # fmt: skip

    def _take(self, entries: tuple[HistoryEntry, ...]) -> None:
        self._entries = entries
        self._draw()

    def _show_all(self) -> None:
        self._whole = True
        self._draw()

    def _draw(self) -> None:
        empty(self._list)
        listed = self._entries if self._whole else self._entries[:FIRST]
        for entry in listed:
            self._list.addWidget(entry_view(entry))
        left = len(self._entries) - len(listed)
        self._more.setVisible(left > 0)
        self._more.say(Message("Show {n} earlier entries", n=left))
