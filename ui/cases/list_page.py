"""The case list: what must I do today. Filtered, searched and sorted in SQL; the first rows come at once."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from functools import partial
from typing import TYPE_CHECKING, Any, Final
from uuid import UUID

from PySide6.QtCore import QPoint, QSettings, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from app import case_list
from app.case_filter import CaseFilter, Sort
from app.case_list import CaseRow, Totals
from app.office import Touched
from app.refusal import Refusal
from app.texts import N_
from ui import row_menu, theme
from ui.bulk.bar import SelectionBar
from ui.cases import sayings, view_look
from ui.cases.column_choice import ColumnChoice
from ui.cases.columns import LEAST, WAITS, columns
from ui.cases.feed import Feed
from ui.cases.filter_bar import FilterBar
from ui.cases.halves import Halves
from ui.cases.inspector import Inspector
from ui.cases.views import SIGNED_IN, VIEWS, View
from ui.desk import Desk
from ui.peek import Peek
from ui.widgets.basic import Label, column, row
from ui.widgets.long_table import LongTable
from ui.widgets.painted import after_paint
from ui.widgets.rows import Sorts
from ui.words import Speaking, tr

if TYPE_CHECKING:
    from app.case_glance import CaseGlance
    from app.officers import OfficerRow
    from ui.cases.filter_row import FilterRow
    from ui.exporting import Export

#: So many rows are read for the first painting; the rest follow.
FIRST: Final = 200

_SHOWN: Final = set("cases applicants factories officers notes items calculations recommendations approvals".split())


class CaseListPage(Speaking, QWidget):
    """The list with its filters and its inspector.

    Signals: `open_case(id)`, `open_part(id, section)`, `open_applicant(id)`, `new_case()`, `title_changed()`,
    `window_wanted(id)` for a case in a window of its own, `settled()` when what was asked for is on the
    screen, `view_asked(name, text)` to ask the same of another view, `save_asked()` to keep the query as a view, and
    `said(Message)` for the notice line.
    """

    open_case = Signal(UUID)
    open_part = Signal(UUID, str)
    view_asked = Signal(str, str)
    open_applicant = Signal(UUID)
    window_wanted = Signal(UUID)
    new_case = Signal()
    save_asked = Signal()
    said = Signal(object)
    title_changed = Signal()
    settled = Signal()

    def __init__(self, desk: Desk, settings: QSettings | None = None) -> None:
        super().__init__()
        self._desk = desk
        self._view = VIEWS["mine"]
        self._views = dict(VIEWS)
        self._sorts: Sorts = ((Sort.DUE.value, False),)
        self._rows: tuple[CaseRow, ...] = ()
        self._stale = True
        self._filled = False
        self._title = Label(size="title", bold=True)
        self._line = Label(tone="muted")
        self.bar = FilterBar(desk)
        self.table: LongTable[CaseRow] = LongTable(
            columns(self._today),
            lambda one: one.id,
            lambda one: one.row_no,
            page=FIRST,
            title=N_("Cases"),
            name="cases",
        )
        self.feed = Feed(desk, self.table, self._today, FIRST)
        self.choice = ColumnChoice(self.table, settings, LEAST)
        self._row: FilterRow | None = None
        self.inspector = Inspector()
        self.selected = SelectionBar(desk, self.table)
        self._lay_out()
        self.peek = Peek(desk, self.table, self.inspector, self.splitter, self._glance_of, "inspector")
        self._listen()
        if settings is not None:
            self.table.remember(settings)
            self.splitter.remember(settings)
            self.table.arrangement.use(self._view.name)
        self.table.set_sorts(self._sorts)
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
    def view_shown(self) -> View:
        """The view shown."""
        return self._view

    def look(self) -> dict[str, Any]:
        """How the list looks, for a view that is saved."""
        return self.table.look()

    @property
    def narrowed(self) -> bool:
        """Whether the query leaves out some of the view."""
        return bool(self.bar.typed)

    def know_views(self, saved: Mapping[str, View]) -> None:
        """The views that can be shown beside those of the program."""
        self._views = {**VIEWS, **saved}
        if self._view.name in self._views:
            self._view = self._views[self._view.name]
            self._say_view()

    def show_view(self, name: str) -> None:
        """Show a view with the query it comes with; one that is gone shows all cases."""
        self._view = self._views.get(name, VIEWS["all"])
        self.bar.begin(self._view.query)
        self.table.put_away(WAITS, away=self._view.right is None)
        self.table.arrangement.use(self._view.name)
        sorts, said = view_look.take(self.table, self._view)
        if sorts:
            self._sorts = sorts
            self.table.set_sorts(sorts)
        if said is not None:
            self.said.emit(said)
        self._stand()
        self._say_view()
        self._ask_again()

    def search(self, text: str) -> None:
        """Ask a query of the view shown; "" ends it."""
        self.bar.put(text)

    def filter_by_column(self) -> None:
        """Show the row of filters under the header, or put it away."""
        if self._row is None:
            from ui.cases.filter_row import FilterRow  # not before somebody asks for it

            self._row = FilterRow(self.bar, self.table)
        (self._row.close if self._row.is_open else self._row.open)()

    def search_here(self) -> None:
        """Go to the query box."""
        self.bar.box.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.bar.box.selectAll()

    def shown(self) -> None:
        """The page has become visible: read again if something has changed since."""
        if self._stale:
            self.refresh()

    def refresh(self) -> None:
        """Read again; the chosen case stays chosen and the list where it is."""
        self._stale = False
        self.feed.ask(self.wanted(), narrowed=self.narrowed)

    def focus_list(self) -> None:
        """Go to the rows, from the search box."""
        self.table.view.setFocus(Qt.FocusReason.TabFocusReason)

    def regions(self) -> list[QWidget]:
        """Where F6 goes within the page."""
        return [self.bar, self.table.view, self.selected, self.inspector]

    def turn_preview(self) -> None:
        """Show the preview beside the list, or put it away."""
        self.splitter.turn()

    def step(self, by: int) -> UUID | None:
        """Choose the next (1) or previous (-1) case of the list and say which; None at the ends."""
        line = self.table.view.currentIndex().row() + by
        if 0 <= line < self.table.model.rowCount() and self.table.model.is_group(line):
            line += by
        row = self.table.model.at(line)
        if row is None:
            return None
        self.table.go(line)
        return row.id

    def follow(self, case_id: UUID) -> None:
        """Choose a case that was opened elsewhere, if it is in the list."""
        self.feed.follow(case_id)

    def export(self) -> Export:
        """The list as it is filtered and sorted now."""
        from app import list_export
        from ui.exporting import Export

        shown = list_export.Shown(self._view.title, self.wanted())
        said = N_("Exported {n} {n|case|cases}: {file}. The export is noted in the journal.")
        return Export(f"cases-{self._today().isoformat()}.xlsx", partial(list_export.export, shown=shown), said)

    # inside

    def wanted(self) -> CaseFilter:
        """What is shown now."""
        base = self._view.base(self._desk.office.officer)
        (sort, descending), *rest = ((Sort(name), turned) for name, turned in self._sorts)
        narrowed, names = self.bar.narrow(base), self.choice.names
        return replace(narrowed, sort=sort, descending=descending, then_by=tuple(rest), names=names)

    def _lay_out(self) -> None:
        head = row(self._title, theme.S8, self._line, None, self.choice.button)
        head.setAlignment(self._line, Qt.AlignmentFlag.AlignBottom)
        left = QWidget()
        laid = column(head, self.bar, self.table, self.selected, gap=theme.S8)
        laid.setContentsMargins(theme.S16, theme.S12, theme.S12, theme.S8)
        laid.setStretch(2, 1)
        left.setLayout(laid)
        self.splitter = Halves(left, self.inspector, "list")
        self.splitter.stood.connect(lambda room: self.choice.fit(room, set() if self._view.right else {WAITS}))
        self.setLayout(column(self.splitter, gap=0))
        self.setTabOrder(self.table.view, self.choice.button)
        self._stand()

    def _listen(self) -> None:
        self._desk.changed.connect(self._touched)
        self.table.opened.connect(self._open)
        self.table.menu_asked.connect(self._offer)
        self.table.sorts_asked.connect(self._resort)
        self.choice.names_changed.connect(self._ask_again)
        self.table.arrangement.changed.connect(self._stand)
        self.feed.empty.connect(self._say_empty)
        self.feed.begun.connect(self._show_first)
        self.feed.failed.connect(self._fail)
        self.selected.said.connect(self.said)
        self.bar.changed.connect(self._ask_again)
        self.bar.entered.connect(self._entered)
        self.bar.left_down.connect(self.focus_list)
        self.bar.row_asked.connect(self.filter_by_column)
        self.bar.save_asked.connect(self.save_asked)
        self.inspector.open_case.connect(self.open_case)
        self.inspector.open_applicant.connect(self.open_applicant)

    def _open(self, one: CaseRow) -> None:
        """The case; what waits for a signature at the button that signs."""
        if one.waits is None:
            self.open_case.emit(one.id)
        else:
            self.open_part.emit(one.id, SIGNED_IN[one.waits])

    def _offer(self, one: CaseRow, where: QPoint) -> None:
        opens: list[row_menu.Choice] = [
            (N_("Open case"), partial(self._open, one)),
            (N_("Open it in a window of its own"), partial(self.window_wanted.emit, one.id)),
            (N_("Open applicant"), partial(self.open_applicant.emit, one.applicant_id)),
        ]
        row_menu.offer(self.table, where, opens)

    def _entered(self) -> None:
        """Enter in the query box: to the rows; where there are none, the same asked of all cases."""
        if self.table.view.isVisible() or not self._view.scope:
            self.focus_list()
        else:
            self._look_everywhere()

    def _today(self) -> date:
        found: date = self._desk.office.clock.today()
        return found

    def _resort(self, sorts: Sorts) -> None:
        self._sorts = sorts
        self._ask_again()

    def _ask_again(self) -> None:
        """Another question: the answer begins at the top."""
        self.table.view.scrollToTop()
        self.refresh()

    def _touched(self, touched: Touched) -> None:
        if not touched.kinds & _SHOWN:
            return
        self._stale = True
        if self.isVisible():
            self.refresh()

    def _show_first(self, rows: tuple[CaseRow, ...]) -> None:
        self._rows = rows
        first = not self._filled
        if self.table.current_number() is None:
            self._choose_first()
        else:
            self.peek.again()
        if not (first and rows):
            self._begin_rest()

    def _read_on(self) -> None:
        self.feed.go_on()
        self._desk.read(case_list.totals, self.wanted(), self._today(), then=self._show_totals, slot="list-totals")
        self._desk.read(_officers, then=self.bar.know, slot="list-officers")

    def _choose_first(self) -> None:
        if not self._rows:
            self.inspector.nothing()
            return
        # The very first rows are painted before the first case is read: that takes longer than the list itself.
        self.peek.late = not self._filled
        self.table.choose(self._rows[0].id)
        self.peek.late = False
        if not self._filled:
            after_paint(self.table.view.viewport(), self._begin_first)
        self._filled = True

    def _begin_first(self) -> None:
        self._begin_rest()
        self.peek.again()

    def _begin_rest(self) -> None:
        self._read_on()
        self.settled.emit()

    def _glance_of(self, one: CaseRow) -> Callable[..., CaseGlance]:
        """What the office is asked for the preview of a case."""

        def glance(session: Any) -> CaseGlance:
            from app import case_glance  # by the lane, as the rules are read: the window does not wait for them

            return case_glance.read(session, one.row_no, self._desk.office.rules, self._today())

        return glance

    def _fail(self, refusal: Refusal) -> None:
        self.table.fail(refusal, self.refresh)
        self.settled.emit()
        self.inspector.nothing()

    def _show_totals(self, totals: Totals) -> None:
        self._line.say(totals.in_words())
        if not self._rows:
            self._say_empty()

    def _say_view(self) -> None:
        self._title.say(self._view.title)
        self.title_changed.emit()

    def _say_empty(self) -> None:
        self.table.set_empty(sayings.empty(self._view, self._desk, self.new_case.emit))
        self.table.set_filtered_empty(
            sayings.nothing_found(self._view, self.bar.words, self.bar.clear, self._look_everywhere)
        )

    def retranslate(self) -> None:
        """Another language: names may stand in another order."""
        super().retranslate()
        if self._filled and any(name == Sort.APPLICANT for name, _ in self._sorts):
            self.refresh()

    def _look_everywhere(self) -> None:
        """The same query, of every case of the office."""
        self.view_asked.emit("all", self.bar.typed)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Qt's call: the room has changed."""
        super().resizeEvent(event)
        self._stand()

    def _stand(self) -> None:
        """Beside the list in a wide window, under it in a narrow one; columns go where there is no room for them."""
        self.splitter.stand(self.size(), self.window().width())


def _officers(session: Any) -> tuple[OfficerRow, ...]:
    """The officers; what tells of them is imported by the lane, after the first rows are painted."""
    from app import officers

    return officers.rows(session)
