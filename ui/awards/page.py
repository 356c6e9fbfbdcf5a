"""Awards of the Recognition Scheme: entered, approved, their certificates looked at, made into files and printed."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final
from uuid import UUID

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QSplitter, QWidget
from sqlalchemy.orm import Session

from app import awards, batch, certificates
from app.act import ACTS
from app.certificates import AwardRow, Remarks
from app.office import Touched
from app.pdf.lines import Name
from app.refusal import Refusal, Stale
from app.texts import N_, Message
from ui import theme
from ui.awards import batches
from ui.awards.columns import NONE, columns
from ui.awards.facts import award_facts
from ui.casefile.dialogs import ReasonDialog
from ui.casefile.parts import Facts
from ui.desk import Desk
from ui.jobs import Errand
from ui.saved import saved
from ui.widgets.basic import Button, Label, column, row
from ui.widgets.filter import Filter, Kind
from ui.widgets.pdf_view import PdfView
from ui.widgets.rows import Group
from ui.widgets.scroll import Scroll
from ui.widgets.state import State, StatePage
from ui.widgets.table import Table
from ui.words import Speaking, tr

if TYPE_CHECKING:
    from app.pdf.certificate import CertificateSheet, Drawn

_CHOOSE: Final = State(
    "seal-check", N_("Choose an award that is approved and not revoked: its certificate is shown here.")
)

_Listed = tuple[tuple[AwardRow, ...], tuple[int, ...]]


class AwardsPage(Speaking, QWidget):
    """The list at the left, the certificate of the chosen award beside it.

    Signals: `said(Message or Notice)` for a notice; `errand(Errand)` when a batch begins.
    """

    said = Signal(object)
    errand = Signal(object)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._stale = True
        self._years: tuple[int, ...] = ()
        self._remarks: dict[tuple[Name, ...], Remarks] = {}
        self._shown: AwardRow | None = None
        self._wanted: UUID | None = None
        #: What was sent to the office, as it was seen: no second act on that until it is read again, or refused.
        self._sent: set[tuple[UUID, int]] = set()
        self.table: Table[AwardRow] = Table(
            columns(self.remarks), lambda one: one.id, title=N_("Awards"), name="awards"
        )
        self.table.set_empty(State("seal-check", N_("No award is entered yet")))
        self.year = Filter(Kind("year", N_("Year"), self._year_options, many=False))
        self.batch = batches.Batch(desk, self)
        self._make_buttons()
        self.warnings = Label(tone="warn", wrap=True)
        self.view = PdfView(desk)
        self.facts = Facts()
        self._about = Scroll(_at_top(self.facts))
        self._nothing = StatePage(_CHOOSE)
        self._lay_out()
        self._listen()
        self._choose()

    def title(self) -> str:
        """What the page is called."""
        return tr("Awards")

    def shown(self) -> None:
        """The page has become visible."""
        if self._stale:
            self.refresh()

    def may_leave(self) -> bool:
        """Nothing is typed here; a batch goes on behind."""
        return True

    def first(self) -> QWidget:
        """Where one begins."""
        return self.table.view

    def regions(self) -> list[QWidget]:
        """Where F6 goes: what concerns all, the list, what can be done with what is chosen, the paper."""
        return [self.year, self.table.view, self.approve, self.view, self._about]

    def retranslate(self) -> None:
        """The officer's name in another language."""
        super().retranslate()
        self._choose()

    def refresh(self) -> None:
        """Read again."""
        self._stale = False
        self.table.loading()
        self._desk.read(_listed, self.chosen_year, then=self._show, failed=self._fail, slot="awards")

    def show_award(self, award_id: UUID) -> None:
        """Choose an award in the list of all years, now or as soon as it is read."""
        self._wanted = award_id
        self.year.put(frozenset())

    @property
    def chosen_year(self) -> int | None:
        """The year that is listed; None for all."""
        return next((year for year in self._years if year in self.year.chosen), None)

    def remarks(self, one: AwardRow) -> Remarks:
        """What the certificate of an award makes small, or why there can be none; known a moment after the rows."""
        return NONE if one.revoked else self._remarks.get(one.names, NONE)

    # the list

    def _show(self, found: _Listed) -> None:
        rows, self._years = found
        listed: list[AwardRow | Group] = []
        year = 0
        for one in rows:
            if one.year != year:
                year = one.year
                listed.append(Group(Message("{year}", year=str(year))))
            listed.append(one)
        self.table.fill(listed)
        if self._wanted is not None and self.table.choose(self._wanted):
            self._wanted = None
        self._choose()
        unknown = {one.names for one in rows if not one.revoked} - self._remarks.keys()
        if unknown:
            self._desk.work_out(
                partial(certificates.remarks, unknown), then=self._remark, slot=f"award-remarks-{id(self)}"
            )

    def _remark(self, found: dict[tuple[Name, ...], Remarks]) -> None:
        self._remarks |= found
        self.table.fill(self.table.model.lines)
        self._say_warnings()

    def _fail(self, refusal: Refusal) -> None:
        self.table.fail(refusal, self.refresh)

    def _touched(self, touched: Touched) -> None:
        """A batch is read once, at its end."""
        if touched.kinds & {"awards", "award_prints", "applicants", "factories"}:
            self._stale = True
            if self.isVisible() and not self.batch.running:
                self.refresh()

    def _year_options(self) -> list[tuple[int, Message]]:
        return [(year, Message("{year}", year=str(year))) for year in self._years]

    # the chosen one

    def _choose(self) -> None:
        """What can be done with the chosen award, and its certificate."""
        chosen, may = self.table.current(), self._desk.may
        free = chosen is not None and (chosen.id, chosen.version) not in self._sent
        waits = free and chosen is not None and chosen.number is None
        stands = chosen is not None and chosen.stands
        self.approve.setEnabled(waits and may(awards.approve))
        self.send_back.setEnabled(waits and may(awards.send_back))
        self.revoke.setEnabled(free and stands and may(awards.revoke))
        all_ = any(one.stands for one in self.table.model.rows) and may(awards.printed) and not self.batch.running
        self.make_all.setEnabled(all_)
        self.print_all.setEnabled(all_)
        self.enter.setEnabled(may(awards.enter))
        self.view.setVisible(stands)
        self._nothing.setVisible(chosen is None)
        self._describe(None if stands else chosen)
        self._say_warnings()
        if chosen is None or not stands:
            self._shown = None
        elif self._shown is None or (chosen.id, chosen.version) != (self._shown.id, self._shown.version):
            self._shown = chosen
            self._read_sheet()

    def _describe(self, one: AwardRow | None) -> None:
        """What the paper of an award without a certificate says: to be compared with it before it is approved."""
        self._about.setVisible(one is not None)
        self.facts.put(() if one is None else award_facts(one))

    def _say_warnings(self) -> None:
        chosen = self.table.current()
        found = self.remarks(chosen).sentences if chosen is not None else ()
        self.warnings.say(Message("{list}", list=found) if found else "")
        self.warnings.setVisible(bool(found))

    def _read_sheet(self) -> None:
        office: Any = self._desk.office
        if (one := self._shown) is not None:
            self._desk.read(
                lambda session: certificates.sheet(office, session, one.id),
                then=partial(self._draw, one), slot="certificate", failed=self._not_drawn,
            )  # fmt: skip

    def _draw(self, one: AwardRow, found: CertificateSheet) -> None:
        """The sheet was read; setting it takes a moment and is done behind."""
        if not self.view.page_count:
            self.view.fit(landscape=True)

        def draw() -> Drawn:
            from app.pdf import certificate

            return certificate.make([found])

        def show(drawn: Drawn) -> None:
            self.view.put(
                drawn.pdf, f"{found.number}.pdf",
                record=lambda work, pdf: awards.printed(work, one.id, pdf),
                keep=lambda office, file, pdf: batch.keep(office, one.id, file, pdf),
            )  # fmt: skip

        self._desk.work_out(draw, then=show, slot=f"certificate-{id(self)}", failed=self._not_drawn)

    def _not_drawn(self, refusal: Refusal) -> None:
        self.view.fail(refusal, retry=self._read_sheet)

    def _saved(self, file: Path) -> None:
        self.said.emit(saved(self._desk, file, Message("Saved: {file}. It is recorded as a print.", file=file.name)))

    def _printed(self) -> None:
        self.said.emit(Message("The printer has taken the certificate. It is recorded as a print."))

    # acts

    def _enter(self) -> None:
        from ui.awards.enter_dialog import EnterDialog

        dialog = EnterDialog(self._desk, self)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.entered.connect(self._entered)
        dialog.open()

    def _entered(self) -> None:
        self.said.emit(Message("The award is entered. Another officer approves it with the paper in hand."))

    def _approve(self) -> None:
        """The buttons rest until the answer: a second click would be refused, and its sentence hide the number."""
        if (one := self.table.current()) is not None:
            self._send(one)
            self._desk.do(
                awards.approve, one.id, seen=one.version, then=self._approved, failed=partial(self._not_taken, one)
            )

    def _send(self, one: AwardRow) -> None:
        self._sent.add((one.id, one.version))
        self._choose()

    def _not_taken(self, one: AwardRow, refusal: Refusal) -> None:
        self._sent.discard((one.id, one.version))
        if isinstance(refusal, Stale):
            self.refresh()
        self._choose()
        self._desk.refused.emit(refusal)

    def _approved(self, number: str) -> None:
        self.said.emit(Message("The award is approved. Its certificate number is {number}.", number=number))

    def _send_back(self) -> None:
        why = Message("The entry does not say what was recognised. It must be entered anew; no number was given.")
        self._ask(
            N_("Send the award back"), why, N_("Send back"), "award.send_back", Message("The award is sent back.")
        )

    def _revoke(self) -> None:
        why = Message("The award stays in the list with its number. No certificate is made of it any more.")
        self._ask(N_("Revoke the award"), why, N_("Revoke"), "award.revoke", Message("The award is revoked."))

    def _ask(self, title: str, why: Message, button: str, act: str, said: Message) -> None:
        one = self.table.current()
        if one is None:
            return

        def send(reason: str, then: Any, failed: Any) -> None:
            self._desk.do(ACTS[act], one.id, seen=one.version, reason=reason, then=then, failed=failed)

        if ReasonDialog.ask(self, title, why=why, button=button, send=send):
            self._send(one)
            self.said.emit(said)

    def _begun(self, errand: Errand) -> None:
        self.errand.emit(errand)
        self._choose()

    def _ended(self) -> None:
        """The batch is over: what it has printed is read now."""
        self._choose()
        if self._stale and self.isVisible():
            self.refresh()

    # the frame

    def _make_buttons(self) -> None:
        self.enter = Button(N_("Enter an award…"), icon_name="plus", then=self._enter)
        self.print_all = Button(
            N_("Print all…"), icon_name="printer", then=lambda: self.batch.ask_printer(self.chosen_year)
        )
        self.make_all = Button(
            N_("Make all certificates…"), icon_name="download-simple", kind="primary",
            then=lambda: self.batch.ask_folder(self.chosen_year),
        )  # fmt: skip
        self.approve = Button(N_("Approve"), icon_name="check", then=self._approve)
        self.send_back = Button(N_("Send back…"), icon_name="arrow-counter-clockwise", then=self._send_back)
        self.revoke = Button(N_("Revoke…"), icon_name="prohibit", then=self._revoke)

    def _lay_out(self) -> None:
        head = row(
            Label(N_("Awards"), size="title", bold=True), theme.S8, self.year, None,
            self.enter, self.print_all, self.make_all,
        )  # fmt: skip
        left, right = QWidget(), QWidget()
        left.setLayout(column(self.table, row(self.approve, self.send_back, self.revoke, None), gap=theme.S12))
        beside = column(self.warnings, self.view, self._about, self._nothing, gap=theme.S8)
        beside.setContentsMargins(theme.S12, 0, 0, 0)
        right.setLayout(beside)
        parts = QSplitter(Qt.Orientation.Horizontal)
        parts.setChildrenCollapsible(False)
        for part, least in ((left, 360), (right, 505)):
            part.setMinimumWidth(least)
            parts.addWidget(part)
            parts.setStretchFactor(parts.count() - 1, 1)
        laid = column(head, parts, gap=theme.S12)
        laid.setContentsMargins(theme.S16, theme.S12, theme.S16, theme.S12)
        laid.setStretch(1, 1)
        self.setLayout(laid)

    def _listen(self) -> None:
        self.view.allow(out=self._desk.may(awards.printed))
        self.view.saved.connect(self._saved)
        self.view.printed.connect(self._printed)
        self.table.chosen.connect(lambda _one: self._choose())
        self.year.changed.connect(self.refresh)
        self.batch.begun.connect(self._begun)
        self.batch.ended.connect(self._ended)
        self._desk.changed.connect(self._touched)


def _at_top(facts: Facts) -> QWidget:
    inside = QWidget()
    inside.setProperty("surface", "clear")
    inside.setLayout(column(facts, None))
    return inside


def _listed(session: Session, year: int | None) -> _Listed:
    return certificates.rows(session, year), certificates.years(session)
