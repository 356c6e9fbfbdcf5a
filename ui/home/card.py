"""A chart on its card: heading, finding in a sentence, the drawing or the same figures as a table, copy for Excel."""

from __future__ import annotations

from decimal import Decimal
from typing import Any, Final

from PySide6.QtGui import QFontMetrics, QGuiApplication
from PySide6.QtWidgets import QFrame, QStackedLayout, QWidget

from app.home_findings import Figures
from app.money import Amount
from app.refusal import Refusal
from app.texts import Message
from ui import theme
from ui.home.chart import Chart
from ui.widgets import copying
from ui.widgets.basic import Label, Tool, column, row
from ui.widgets.cells import SIDE
from ui.widgets.rows import Bare, Column
from ui.widgets.state import Skeleton
from ui.widgets.table import Table
from ui.words import Speaking, shown, tr

#: A row of figures with its place, by which the table knows it again.
Row = tuple[int, tuple[Any, ...]]

#: What the first column takes at least.
_FIRST: Final = 96


class Card(Speaking, QFrame):
    """A chart with its sentence and its table. `beside` stands in the heading: the choice of a phase."""

    def __init__(self, title: str, chart: Chart, beside: QWidget | None = None) -> None:
        super().__init__()
        self.setProperty("surface", "card")
        self.chart = chart
        self.table: Table[Row] | None = None
        self._title = title
        self._figures: Figures | None = None
        self._made: list[tuple[str | Message, int]] = []
        self.finding = Label(tone="muted", wrap=True, copyable=True)
        self.as_table = Tool("list", Message("Show as a table: {chart}", chart=Message(title)), then=self._switch)
        self.as_table.setCheckable(True)
        self.copy = Tool("copy", Message("Copy for Excel: {chart}", chart=Message(title)), then=self.copy_figures)
        heading = Label(title, size="section", bold=True)
        head = row(heading, None, *([] if beside is None else [beside]), self.as_table, self.copy, gap=theme.S4)
        self._layers = QStackedLayout()
        self._skeleton = Skeleton()
        for layer in (self._skeleton, chart):
            self._layers.addWidget(layer)
        laid = column(head, self.finding, self._layers, gap=theme.S4)
        laid.setContentsMargins(theme.S12, theme.S8, theme.S12, theme.S12)
        laid.setStretch(2, 1)
        self.setLayout(laid)

    def put(self, figures: Figures, finding: Message) -> None:
        """Show other figures; the chart was given them beside."""
        self._figures = figures
        self.finding.say(finding)
        self._fill()

    def fail(self, refusal: Refusal) -> None:
        """The figures could not be had: say why; those before stay."""
        self.finding.say(refusal.message)

    def copy_figures(self) -> None:
        """The figures on the clipboard, as numbers."""
        if self._figures is not None:
            headings = [tr(one) for one in self._figures.columns]
            rows = [[plain(cell) for cell in one] for one in self._figures.rows]
            QGuiApplication.clipboard().setMimeData(copying.table(headings, rows))

    def _switch(self) -> None:
        self._fill()
        if self.table is not None and self.as_table.isChecked():
            self.table.view.setFocus()

    def _fill(self) -> None:
        if self._figures is None:
            return
        if not self.as_table.isChecked():
            self._layers.setCurrentWidget(self.chart)
            return
        columns = self._columns(self._figures)
        if self.table is None or [(one.title, one.width) for one in columns] != self._made:
            self._make_table(columns)
        assert self.table is not None
        self.table.fill(list(enumerate(self._figures.rows)))
        self._layers.setCurrentWidget(self.table)

    def _make_table(self, columns: list[Column[Row]]) -> None:
        if self.table is not None:
            self._layers.removeWidget(self.table)
            self.table.deleteLater()
        self._made = [(one.title, one.width) for one in columns]
        self.table = Table(columns, lambda one: one[0], title=self._title, name="figures", many=True)
        self._layers.addWidget(self.table)

    def _columns(self, figures: Figures) -> list[Column[Row]]:
        """As wide as what stands in them; the first takes the rest, and may be cut."""
        metrics = QFontMetrics(self.font())
        return [
            _column(at, title, [row[at] for row in figures.rows], metrics) for at, title in enumerate(figures.columns)
        ]


def _column(at: int, title: Message, cells: list[Any], metrics: QFontMetrics) -> Column[Row]:
    wide = max((metrics.horizontalAdvance(shown_in(cell)) for cell in cells), default=0)
    return Column(
        str(at),
        title,
        lambda one: shown_in(one[1][at]),
        width=wide + 2 * SIDE + 2 if at else _FIRST,
        right=at > 0 and not (cells and isinstance(cells[0], Message)),
        stretch=at == 0,
        elide=at == 0,
        sort=False,
        jump=at == 0,
        value=lambda one: plain(one[1][at]),
    )


def shown_in(cell: Any) -> str:
    """A figure as it stands in the table; the heading says that amounts are Hong Kong dollars."""
    match cell:
        case None:
            return "—"
        case Amount():
            return shown(cell).removeprefix("HK$")
    return shown(cell)


def plain(cell: Any) -> Bare:
    """A figure as a spreadsheet is given it: a bare number where it is one, nothing where there is none."""
    match cell:
        case None | int() | Decimal():
            return cell
        case Amount():
            return cell.value
    return shown(cell)
