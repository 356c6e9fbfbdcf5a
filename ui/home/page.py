"""Home: what needs me today, and how the office stands. Numbers come first, what is slow to count comes last."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Final
from uuid import UUID

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QButtonGroup, QGridLayout, QSizePolicy, QWidget

from app import home, home_today
from app.case_filter import CaseFilter
from app.case_wants import Want
from app.home import Tile, What
from app.home_today import TodayRow
from app.office import Touched
from app.refusal import Refusal
from app.rights import Right, holds
from app.texts import N_, Message
from ui import theme, words
from ui.desk import Desk
from ui.home.charts import Charts
from ui.home.tiles import Tiles
from ui.home.today import TodayCard
from ui.widgets.basic import Label, ToolButton, column, row
from ui.widgets.scroll import Scroll
from ui.words import Speaking, tr

if TYPE_CHECKING:
    from app.officers import OfficerRow

#: In a page narrower than this the charts stand in two columns.
WIDE: Final = 1160

_SHOWN: Final = frozenset(
    "cases tasks applicants factories officers calculations recommendations approvals awards".split()
)


class HomePage(Speaking, QWidget):
    """The page. Signals: `open_case(id)`, `open_part(id, section)`, `open_award(id)`, `query_asked(text)` for the case
    list."""

    open_case = Signal(UUID)
    open_part = Signal(UUID, str)
    open_award = Signal(UUID)
    query_asked = Signal(str)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._stale = True
        self._people: tuple[OfficerRow, ...] = ()
        self.day = Label(tone="muted")
        self.scopes = {mine: self._scope(mine) for mine in (True, False)}
        self.tiles = Tiles()
        self.today = TodayCard(self._today)
        self.charts = Charts(desk, self)
        self.cards = self.charts.cards
        self.says(self.charts.phase.setAccessibleName, N_("Phase whose money is shown"))
        self._lay_out()
        self._listen()

    # what the window tells the page

    def title(self) -> str:
        """What the page is called in the window's title."""
        return tr("Home")

    def shown(self) -> None:
        """The page has become visible: read again if something has changed since, or another day has begun."""
        if self._stale or self._read_on != self._today():
            self.refresh()

    def refresh(self) -> None:
        """Read everything again: the numbers first, what is slow last and aside."""
        self._stale = False
        self._read_on = self._today()
        self._say_day()
        officer, whose, today = self._desk.office.officer, self._whose(), self._today()
        self._desk.read(home.tiles, officer, whose, today, then=self.tiles.put, slot="home-tiles")
        shown, failed = self._show_today, self._no_today
        self._desk.read(home_today.rows, officer, whose, today, then=shown, failed=failed, slot="home-today")
        self.charts.refresh(whose, today)
        from app import officers

        self._desk.read(officers.rows, then=self._know, slot="home-officers")

    def may_leave(self) -> bool:
        """Nothing here can be lost."""
        return True

    def regions(self) -> list[QWidget]:
        """Where F6 goes within the page."""
        return [self.tiles, self.today, *self.cards.values()]

    def first(self) -> QWidget:
        """Where the keyboard begins: on what is to be done."""
        return self.today.table.view

    def retranslate(self) -> None:
        """Dates and phases in the new language."""
        super().retranslate()
        self._say_day()
        self.charts.name_phases()

    # inside

    _read_on: date | None = None

    def _today(self) -> date:
        found: date = self._desk.office.clock.today()
        return found

    def _whose(self) -> UUID | None:
        found: UUID = self._desk.office.officer.id
        return found if self.scopes[True].isChecked() else None

    def _scope(self, mine: bool) -> ToolButton:
        button = ToolButton()
        button.setCheckable(True)
        button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        button.setSizePolicy(QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Fixed)
        self.says(button.setText, N_("My cases") if mine else N_("Whole office"))
        return button

    def _lay_out(self) -> None:
        group = QButtonGroup(self)
        for button in self.scopes.values():
            group.addButton(button)
        officer = self._desk.office.officer
        self.scopes[not holds(officer.role, Right.CONFIRM) and holds(officer.role, Right.ENTER)].setChecked(True)
        title = Label(N_("Home"), size="title", bold=True)
        head = row(title, theme.S8, self.day, None, *self.scopes.values(), gap=theme.S4)
        self._grid = QGridLayout()
        self._grid.setSpacing(theme.S12)
        self._grid.setContentsMargins(0, 0, 0, 0)
        inside = QWidget()
        inside.setProperty("surface", "clear")
        laid = column(head, self.tiles, self._grid, gap=theme.S12)
        laid.setContentsMargins(theme.S16, theme.S12, theme.S16, theme.S16)
        laid.setStretch(2, 1)
        inside.setLayout(laid)
        area = Scroll(inside)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setLayout(column(area, gap=0))
        self._columns = 0
        self._arrange()

    def _arrange(self) -> None:
        """Three charts beside each other under the list, or two, where there is less room."""
        columns = 6 if self.width() >= WIDE else 4
        if columns == self._columns:
            return
        self._columns = columns
        parts: list[tuple[QWidget, int, int, int]] = [
            (self.today, 0, 0, columns // 2), (self.cards["stages"], 0, columns // 2, columns // 2),
        ]  # fmt: skip
        for at, name in enumerate(("money", "days", "intake")):
            down, across = divmod(2 * at, columns)
            parts.append((self.cards[name], 1 + down, across, 2 if columns == 6 or at < 2 else 4))
        for part, line, left, span in parts:
            self._grid.removeWidget(part)
            self._grid.addWidget(part, line, left, 1, span)
        for at in range(6):
            self._grid.setColumnStretch(at, 1 if at < columns else 0)
        self._grid.setRowStretch(0, 1)
        self.today.setMinimumHeight(284)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Qt's call: the room has changed."""
        super().resizeEvent(event)
        self._arrange()

    def _listen(self) -> None:
        for button in self.scopes.values():
            button.clicked.connect(lambda _on=False: self.refresh())
        self._desk.changed.connect(self._touched)
        self.tiles.asked.connect(self._go)
        self.today.open_case.connect(self.open_case)
        self.today.open_part.connect(self.open_part)
        self.today.open_award.connect(self.open_award)
        self.charts.asked.connect(self._ask)

    def _touched(self, touched: Touched) -> None:
        if not touched.kinds & _SHOWN:
            return
        self._stale = True
        if self.isVisible():
            self.refresh()

    def _go(self, tile: Tile) -> None:
        if tile.what is What.TASKS:
            self.today.show_tasks()
        else:
            self._ask(tile.wants)

    def _ask(self, wants: frozenset[Want]) -> None:
        """The cases behind a number, in the case list, by their words."""
        from app import case_query

        sense = case_query.sense_of(self._desk.office, self._people)
        self.query_asked.emit(case_query.write(CaseFilter(wants=wants), sense, words.language()))

    def _know(self, people: tuple[OfficerRow, ...]) -> None:
        self._people = people

    def _show_today(self, rows: tuple[TodayRow, ...]) -> None:
        self.today.put(rows, mine=self._whose() is not None)

    def _no_today(self, refusal: Refusal) -> None:
        self.today.table.fail(refusal, self.refresh)

    def _say_day(self) -> None:
        self.day.say(Message("{day}", day=self._today()))
