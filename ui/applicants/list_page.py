"""All applicants: searched by any name or number, also of their factories; Space peeks, Enter opens, new ones begin
here. Searched and sorted in SQL; the first rows come at once."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any, Final
from uuid import UUID

from PySide6.QtCore import QPoint, QSettings, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from app import applicant_glance, applicant_list, applicants
from app.applicant_list import ApplicantFilter, ApplicantRow, ApplicantSort, Totals
from app.office import Touched
from app.refusal import Refusal
from app.texts import N_
from ui import row_menu, theme
from ui.applicants import sayings
from ui.applicants.columns import LEAST, columns
from ui.applicants.feed import ApplicantFeed
from ui.applicants.forms import ApplicantDialog
from ui.applicants.preview import ApplicantPreview
from ui.cases.column_choice import ColumnChoice
from ui.cases.halves import Halves
from ui.desk import Desk
from ui.peek import Peek
from ui.widgets.basic import Button, Label, column, row, tip
from ui.widgets.long_table import LongTable
from ui.widgets.rows import Sorts
from ui.widgets.search_box import SearchBox
from ui.words import Speaking, tr

#: So many rows are read for the first painting; the rest follow.
FIRST: Final = 200

_SHOWN: Final = frozenset({"applicants", "factories", "cases", "contacts"})


class ApplicantListPage(Speaking, QWidget):
    """The list and its preview. Signals: `open_applicant(id)`; `place_wanted(name)` of another page; `said(sentence)`
    for the notice line."""

    open_applicant = Signal(UUID)
    place_wanted = Signal(str)
    said = Signal(object)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._sorts: Sorts = ((ApplicantSort.NAME.value, False),)
        self._stale = True
        self._line = Label(tone="muted")
        self.search = SearchBox(N_("Search names and numbers of applicants and factories"), width=420)
        self.new = Button(N_("New applicant…"), icon_name="plus", kind="primary", then=self.register)
        self.alike = Button(
            N_("Likely duplicates…"), icon_name="users", then=lambda: self.place_wanted.emit("duplicates")
        )
        self.table: LongTable[ApplicantRow] = LongTable(
            columns(),
            lambda one: one.id,
            lambda one: one.row_no,
            page=FIRST,
            title=N_("Applicants"),
            name="applicants",
        )
        self.feed = ApplicantFeed(desk, self.table, FIRST, slot=f"applicants-{id(self)}")
        self.choice = ColumnChoice(self.table, None, LEAST)
        self.preview = ApplicantPreview()
        self._lay_out()
        self.peek = Peek(desk, self.table, self.preview, self.splitter, self._glance_of, f"applicant-peek-{id(self)}")
        self._listen()
        self._allow()
        self.table.set_sorts(self._sorts)
        self._say_empty()

    # what the window asks

    def title(self) -> str:
        """What the page is called in the window's title."""
        return tr("Applicants")

    def remember(self, settings: QSettings) -> None:
        """Keep columns, order of names and preview in these settings, and take what was kept before."""
        self.table.remember(settings)
        self.choice.remember(settings)
        self.splitter.remember(settings)

    def shown(self) -> None:
        """The page has come to the front."""
        if self._stale or self.feed.wanted != self.wanted():  # names may stand in another order since
            self.refresh()

    def refresh(self) -> None:
        """Read again; the chosen applicant stays chosen and the list where it is."""
        self._stale = False
        wanted = self.wanted()
        self.feed.put(wanted, narrowed=wanted.narrows)

    def may_leave(self) -> bool:
        """Nothing here can be lost."""
        return True

    def regions(self) -> list[QWidget]:
        """Where F6 goes."""
        return [self.search, self.table.view, self.preview]

    def search_here(self) -> None:
        """Search among the applicants."""
        self.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.search.selectAll()

    def register(self) -> ApplicantDialog:
        """Ask for a new applicant and open its page."""
        dialog = ApplicantDialog(self, self._save, self._desk.office.clock, desk=self._desk)
        dialog.saved.connect(self.open_applicant)
        dialog.instead.connect(self.open_applicant)
        dialog.open()
        return dialog

    def reopen(self, form: str, _about: str) -> bool:
        """Open the form of a new applicant again."""
        if form != ApplicantDialog.__name__:
            return False
        self.register()
        return True

    def turn_preview(self) -> None:
        """Show the preview beside the list, or put it away."""
        self.splitter.turn()

    def clear_search(self) -> None:
        """All applicants again."""
        self.search.clear()

    def wanted(self) -> ApplicantFilter:
        """What is shown now."""
        order = tuple((ApplicantSort(name), turned) for name, turned in self._sorts)
        return ApplicantFilter(self.search.asked_text, order, self.choice.names)

    # inside

    def _save(
        self, fields: Any, _seen: int | None, then: Callable[[Any], None], failed: Callable[[Refusal], None]
    ) -> None:
        self._desk.do(applicants.register, fields, then=then, failed=failed)

    def _glance_of(self, one: ApplicantRow) -> Callable[..., Any]:
        today = self._desk.office.clock.today()
        return partial(applicant_glance.glance, applicant_id=one.id, today=today)

    def _ask_again(self, *_what: object) -> None:
        """Another question: the answer begins at the top."""
        self._say_empty()
        self.table.view.scrollToTop()
        self.refresh()

    def _resort(self, sorts: Sorts) -> None:
        self._sorts = sorts
        self._ask_again()

    def _begin(self, rows: tuple[ApplicantRow, ...]) -> None:
        if self.table.current_number() is None and rows:
            self.table.choose(rows[0].id)
        else:
            self.peek.again()
        self.feed.go_on()
        self._desk.read(applicant_list.totals, self.wanted(), then=self._total, slot=f"applicants-total-{id(self)}")

    def _total(self, totals: Totals) -> None:
        self._line.say(totals.in_words())

    def _fail(self, refusal: Refusal) -> None:
        self._line.put("")
        self.table.fail(refusal, self.refresh)
        self.preview.nothing()

    def _touched(self, touched: Touched) -> None:
        if touched.kinds & _SHOWN:
            self._stale = True
            if self.isVisible():
                self.refresh()

    def _offer(self, one: ApplicantRow, where: QPoint) -> None:
        row_menu.offer(self.table, where, [(N_("Open applicant"), lambda: self.open_applicant.emit(one.id))])

    def _allow(self) -> None:
        may = self._desk.may(applicants.register)
        self.new.setEnabled(may)
        self.new.setToolTip("" if may else tip(tr("Your role may look at this but not change it.")))

    def _say_empty(self) -> None:
        self.table.set_empty(sayings.empty(self.register if self._desk.may(applicants.register) else None))
        self.table.set_filtered_empty(sayings.nothing_found(self.search.asked_text, self.clear_search))

    def _listen(self) -> None:
        self._desk.changed.connect(self._touched)
        self.search.asked.connect(self._ask_again)
        self.search.entered.connect(lambda _text: self._to_rows())
        self.search.left_down.connect(self._to_rows)
        self.feed.begun.connect(self._begin)
        self.feed.failed.connect(self._fail)
        self.choice.names_changed.connect(self._ask_again)
        self.table.arrangement.changed.connect(self._stand)
        self.table.opened.connect(lambda one: self.open_applicant.emit(one.id))
        self.table.sorts_asked.connect(self._resort)
        self.table.menu_asked.connect(self._offer)
        self.preview.open_applicant.connect(self.open_applicant)

    def _to_rows(self) -> None:
        self.table.view.setFocus(Qt.FocusReason.TabFocusReason)

    def _lay_out(self) -> None:
        title = Label(N_("Applicants"), size="title", bold=True)
        head = row(title, theme.S8, self._line, None, self.alike, self.choice.button, self.new)
        head.setAlignment(self._line, Qt.AlignmentFlag.AlignBottom)
        left = QWidget()
        laid = column(head, row(self.search, None), self.table, gap=theme.S8)
        laid.setContentsMargins(theme.S16, theme.S12, theme.S12, theme.S8)
        laid.setStretch(2, 1)
        left.setLayout(laid)
        self.splitter = Halves(left, self.preview, "applicants")
        self.splitter.stood.connect(lambda room: self.choice.fit(room, set()))
        self.setLayout(column(self.splitter, gap=0))
        self.setTabOrder(self.search, self.table.view)
        self.setTabOrder(self.table.view, self.alike)
        self.setTabOrder(self.alike, self.choice.button)
        self.setTabOrder(self.choice.button, self.new)
        self.setFocusProxy(self.search)

    def retranslate(self) -> None:
        """Another language: names may stand in another order."""
        super().retranslate()
        if self.feed.wanted is not None and self.feed.wanted != self.wanted():
            self.refresh()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Qt's call: the room has changed."""
        super().resizeEvent(event)
        self._stand()

    def _stand(self) -> None:
        self.splitter.stand(self.size(), self.window().width())
