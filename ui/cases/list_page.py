"""The case list: what must I do today. Filtered, searched and sorted in SQL; the first rows come at once."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from functools import partial
from typing import TYPE_CHECKING, Final
from uuid import UUID

from PySide6.QtCore import QSettings, QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSplitter, QWidget

from app import case_list
from app.case_filter import CaseFilter, Sort
from app.case_list import CaseRow, Totals
from app.office import Touched
from app.refusal import Refusal
from app.texts import N_, Message
from ui import theme
from ui.cases import inspector, sayings
from ui.cases.columns import LEAST, WAITS, columns, grouped
from ui.cases.filter_bar import FilterBar, merged
from ui.cases.inspector import Inspector
from ui.cases.views import SIGNED_IN, VIEWS
from ui.desk import Desk
from ui.widgets.basic import Label, column, row
from ui.widgets.painted import after_paint
from ui.widgets.table import Table
from ui.words import Speaking, tr

if TYPE_CHECKING:
    from app.officers import OfficerRow
    from ui.exporting import Export

#: So many rows are read for the first painting; the rest follow.
FIRST: Final = 200
#: In a window narrower than this the inspector lies under the list.
NARROW: Final = 1280

_SHOWN: Final = frozenset(
    "cases applicants factories officers notes items calculations recommendations approvals".split()
)


class CaseListPage(Speaking, QWidget):
    """The list with its filters and its inspector.

    Signals: `open_case(id)`, `open_part(id, section)`, `open_applicant(id)`, `new_case()`, `title_changed()`,
    `settled()` when what was asked for is on the screen, `view_asked(name, text)` to look for the same words in
    another view, and `search_changed(text)` when the words searched for were taken away on the page itself.
    """

    open_case = Signal(UUID)
    open_part = Signal(UUID, str)
    view_asked = Signal(str, str)
    open_applicant = Signal(UUID)
    new_case = Signal()
    search_changed = Signal(str)
    title_changed = Signal()
    settled = Signal()

    def __init__(self, desk: Desk, settings: QSettings | None = None) -> None:
        super().__init__()
        self._desk = desk
        self._view = VIEWS["mine"]
        self._text = ""
        self._sort, self._descending = Sort.DUE, False
        self._rows: tuple[CaseRow, ...] = ()
        self._totals: Totals | None = None
        self._stale = True
        self._stood = self._moved = False
        self._filled = self._reading_late = False
        self._title = Label(size="title", bold=True)
        self._line = Label(tone="muted")
        self.bar = FilterBar()
        self.table: Table[CaseRow] = Table(columns(self._today), lambda one: one.id, title=N_("Cases"), name="cases")
        self.inspector = Inspector()
        self._lay_out()
        self._listen()
        if settings is not None:
            self.table.remember(settings)
        self.table.set_sort(self._sort.value)
        self.table.put_away(WAITS)
        self._say_view()

    # what the window tells the page

    def title(self) -> str:
        """What the page is called in the window's title."""
        return tr(self._view.title)

    @property
    def view(self) -> str:
        """The name of the view shown."""
        return self._view.name

    @property
    def narrowed(self) -> bool:
        """Whether filters or a search leave out some of the view."""
        return bool(self.bar.filters() or self._text)

    def show_view(self, name: str) -> None:
        """Show a view of `VIEWS`, without filters and without a search."""
        self._view = VIEWS[name]
        self.bar.clear()
        self._set_text("")
        self.table.put_away(WAITS, away=self._view.right is None)
        self._stand()
        self._say_view()
        self._ask_again()

    def search(self, text: str) -> None:
        """Look for words in the view shown; "" ends the search."""
        if text != self._text:
            self._set_text(text)
            self._ask_again()

    def shown(self) -> None:
        """The page has become visible: read again if something has changed since."""
        if self._stale:
            self.refresh()

    def refresh(self) -> None:
        """Read again; the chosen case stays chosen and the list where it is."""
        self._stale = False
        self.table.loading()
        wanted, today = self.wanted(), self._today()
        self._desk.read(
            case_list.rows, wanted, today, limit=FIRST, then=self._show_first, failed=self._fail, slot="list"
        )

    def may_leave(self) -> bool:
        """Nothing here can be lost."""
        return True

    def focus_list(self) -> None:
        """Go to the rows, from the search box."""
        self.table.view.setFocus(Qt.FocusReason.TabFocusReason)

    def regions(self) -> list[QWidget]:
        """Where F6 goes within the page."""
        return [self.bar, self.table.view, self.inspector]

    def step(self, by: int) -> UUID | None:
        """Choose the next (1) or previous (-1) case of the list and say which; None at the ends."""
        rows = self._rows
        ids = [one.id for one in rows]
        current = self.table.current_key()
        at = ids.index(current) + by if isinstance(current, UUID) and current in ids else 0
        if not 0 <= at < len(ids):
            return None
        self.table.choose(ids[at])
        return ids[at]

    def follow(self, case_id: UUID) -> None:
        """Choose a case that was opened elsewhere, if it is in the list."""
        self.table.choose(case_id)

    def export(self) -> Export:
        """The list as it is filtered and sorted now."""
        from app import list_export
        from ui.exporting import Export

        shown = list_export.Shown(Message(self._view.title), self.wanted())
        return Export(f"cases-{self._today().isoformat()}.xlsx", partial(list_export.export, shown=shown))

    # inside

    def wanted(self) -> CaseFilter:
        """What is shown now."""
        base = self._view.base(self._desk.office.officer)
        return replace(merged(base, self.bar.filters(), self._text), sort=self._sort, descending=self._descending)

    def _lay_out(self) -> None:
        self.splitter = QSplitter(Qt.Orientation.Horizontal)
        self.splitter.setChildrenCollapsible(False)
        head = row(self._title, theme.S8, self._line, None)
        head.setAlignment(self._line, Qt.AlignmentFlag.AlignBottom)
        left = QWidget()
        laid = column(head, self.bar, self.table, gap=theme.S8)
        laid.setContentsMargins(theme.S16, theme.S12, theme.S12, theme.S8)
        laid.setStretch(2, 1)
        left.setLayout(laid)
        self.splitter.addWidget(left)
        self.splitter.addWidget(self.inspector)
        self.splitter.setStretchFactor(0, 1)
        self.splitter.setStretchFactor(1, 0)
        self.setLayout(column(self.splitter, gap=0))
        self._stand()

    def _listen(self) -> None:
        self.splitter.splitterMoved.connect(self._pulled)
        self._desk.changed.connect(self._touched)
        self.table.opened.connect(self._open)
        self.table.chosen.connect(self._inspect)
        self.table.sort_asked.connect(self._resort)
        self.bar.changed.connect(self._ask_again)
        self.bar.cleared.connect(self.clear_filters)
        self.bar.search_taken.connect(self._end_search)
        self.inspector.open_case.connect(self.open_case)
        self.inspector.open_applicant.connect(self.open_applicant)

    def _open(self, one: CaseRow) -> None:
        """The case; what waits for a signature at the button that signs."""
        if one.waits is None:
            self.open_case.emit(one.id)
        else:
            self.open_part.emit(one.id, SIGNED_IN[one.waits])

    def clear_filters(self) -> None:
        """Take every filter and the search away."""
        self.bar.clear()
        self._set_text("")
        self.search_changed.emit("")
        self._ask_again()

    def _end_search(self) -> None:
        self._set_text("")
        self.search_changed.emit("")
        self._ask_again()

    def _set_text(self, text: str) -> None:
        self._text = text
        self.bar.show_search(text)

    def _today(self) -> date:
        found: date = self._desk.office.clock.today()
        return found

    def _resort(self, name: str, descending: bool) -> None:
        self._sort, self._descending = Sort(name), descending
        self._ask_again()

    def _ask_again(self) -> None:
        """Another question: the answer begins at the top."""
        self.bar.show_search(self._text)
        self.table.view.scrollToTop()
        self.refresh()

    def _touched(self, touched: Touched) -> None:
        if not touched.kinds & _SHOWN:
            return
        self._stale = True
        if self.isVisible():
            self.refresh()

    def _show_first(self, rows: tuple[CaseRow, ...]) -> None:
        # Read again, a longer list keeps its tail until the new one is here, so that nothing jumps.
        self._rows = rows
        first = not self._filled
        more = len(rows) == FIRST
        if not (more and len(self.table.model.rows) > FIRST):
            self._fill()
        if not (first and self._rows):
            self._read_on()
            self.settled.emit()

    def _read_on(self) -> None:
        wanted, today = self.wanted(), self._today()
        if len(self._rows) == FIRST:
            self._desk.read(case_list.rows, wanted, today, offset=FIRST, then=self._show_rest, slot="list")
        self._desk.read(case_list.totals, wanted, today, then=self._show_totals, slot="list-totals")
        from app import officers  # not before the first rows are painted

        self._desk.read(officers.rows, then=self._know_officers, slot="list-officers")

    def _show_rest(self, rows: tuple[CaseRow, ...]) -> None:
        self._rows += rows
        self._fill()

    def _fill(self) -> None:
        lines = grouped(self._rows, self._today()) if self._sort is Sort.DUE else self._rows
        if not self._rows:
            self._say_empty()
        self.table.fill(lines, filtered=self.narrowed)
        if self.table.current() is None:
            self._choose_first()
        elif self.table.current_key() is not None:
            self._inspect(self.table.current())

    def _choose_first(self) -> None:
        if not self._rows:
            self.inspector.nothing()
            return
        # The very first rows are painted before the first case is read: that takes longer than the list itself.
        self._reading_late = not self._filled
        self.table.choose(self._rows[0].id)
        self._reading_late = False
        if not self._filled:
            after_paint(self.table.view.viewport(), self._begin_rest)
        self._filled = True

    def _begin_rest(self) -> None:
        self._read_on()
        self._inspect_current()
        self.settled.emit()

    def _inspect_current(self) -> None:
        self._inspect(self.table.current())

    def _inspect(self, one: CaseRow | None) -> None:
        if one is None or self._reading_late:
            self.inspector.nothing()
            return
        from app import case_sheet

        self._desk.read(
            case_sheet.read,
            one.id,
            self._desk.office.rules,
            self._today(),
            then=self.inspector.show_sheet,
            failed=self.inspector.fail,
            slot="inspector",
        )

    def _fail(self, refusal: Refusal) -> None:
        self.table.fail(refusal, self.refresh)
        self.settled.emit()
        self.inspector.nothing()

    def _show_totals(self, totals: Totals) -> None:
        self._totals = totals
        self._say_totals()

    def _say_totals(self) -> None:
        if self._totals is None:
            return
        self._line.say(self._totals.in_words())
        if not self._rows:
            self._say_empty()

    def _know_officers(self, officers: tuple[OfficerRow, ...]) -> None:
        self.bar.set_officers(tuple(one for one in officers if one.active))

    def _say_view(self) -> None:
        self._title.say(self._view.title)
        self.title_changed.emit()

    def _say_empty(self) -> None:
        self.table.set_empty(sayings.empty(self._view, self._desk, self.new_case.emit))
        self.table.set_filtered_empty(
            sayings.nothing_found(self._view, self._text, self.clear_filters, self._look_everywhere)
        )

    def _look_everywhere(self) -> None:
        """The same words, in every case of the office."""
        self.view_asked.emit("all", self._text)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Qt's call: the room has changed."""
        super().resizeEvent(event)
        self._stand()

    def _stand(self) -> None:
        """Beside the list in a wide window, under it in a narrow one; columns go where there is no room for them."""
        under = self.window().width() < NARROW
        wanted = Qt.Orientation.Vertical if under else Qt.Orientation.Horizontal
        if self.splitter.orientation() != wanted or not self._stood:
            self._stood = True
            self.splitter.setOrientation(wanted)
            self.inspector.lie(under)
        self.inspector.setMinimumSize(QSize(0, inspector.HEIGHT) if under else QSize(inspector.WIDTH, 0))
        if not self._moved:
            whole, share = (self.height(), inspector.HEIGHT) if under else (self.width(), inspector.WIDTH)
            self.splitter.setSizes([max(whole - share, 1), share])
        beside = self.inspector.width() if self._moved else inspector.WIDTH
        self._drop_columns(self.width() - (0 if under else beside))

    def _pulled(self, *_where: int) -> None:
        """The inspector was made wider or narrower by hand."""
        self._moved = True
        self._stand()

    def _drop_columns(self, room: int) -> None:
        """Hide the least of the columns until the names have their room."""
        room -= 2 * theme.S16 + theme.S12  # margins and the scroll bar
        made = self.table.model.columns
        widths = {one.name: max(one.width, self.table.view.columnWidth(at)) for at, one in enumerate(made)}
        widths["applicant"] = next(one.width for one in made if one.name == "applicant")
        for at, one in enumerate(made):
            if self.table.view.isColumnHidden(at):
                widths[one.name] = one.width
        if self._view.right is None:
            del widths[WAITS]
        too_much = sum(widths.values()) - room
        for name in LEAST:
            at = next(at for at, one in enumerate(made) if one.name == name)
            self.table.view.setColumnHidden(at, too_much > 0)
            too_much -= widths[name] if too_much > 0 else 0
        self.table.view.stretch()
