"""The case list of a big office: first page, whole list, jumps, totals and memory, each beside what it can be held to.

    python -m tests.bench lists FOLDER

Every figure stands beside painting 200 rows of a plain list model and beside the same statements on a bare cursor of
the driver, in turn with them, because machines drift. Rows are painted as the window paints them, off the screen.
QSqlTableModel and QSortFilterProxyModel have the same rows in a plain SQLite file: Qt cannot read an encrypted one.
"""

from __future__ import annotations

import random
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import QSize, QSortFilterProxyModel, Qt
from PySide6.QtGui import QImage
from PySide6.QtSql import QSqlDatabase, QSqlTableModel
from PySide6.QtWidgets import QApplication, QTableView
from sqlalchemy import event, func, select

from app import case_list, opening, search_ways
from app.case_filter import CaseFilter, Names, Sort
from app.case_list import CaseRow
from app.due import Urgency
from app.office import Office
from models import Applicant, Case
from models.kinds import ProjectType, Sector
from models.stages import Stage
from ui import theme, words
from ui.cases.columns import columns
from ui.cases.feed import Feed
from ui.desk import Desk
from ui.lane import InlineLane
from ui.widgets.long_table import LongTable
from ui.widgets.rows import RowsModel
from ui.widgets.table import Table

PAGE, ROUNDS, JUMPS = 200, 3, 40
#: What stands on the screen before each first page.
_BEFORE = (CaseFilter(sort=Sort.RECEIVED, descending=True), CaseFilter(sort=Sort.RECEIVED))
SIZE = QSize(1200, 800)
ROOT = Path(__file__).resolve().parents[2]
#: QSortFilterProxyModel asks Python for each comparison; with more rows than this nobody waits for it.
_PROXIED = 100_000

#: The filters whose whole list is measured too.
_WALKED = ("all", "open", "my open", "officer and type", "search: two characters")

Row = Callable[[str, str, str], None]


class List:
    """The list of an office, and beside it a plain table of 200 rows."""

    def __init__(self, office: Office) -> None:
        self.office, self.today = office, office.clock.today()
        self.desk = Desk(office, InlineLane())
        made = columns(lambda: self.today)
        self.table: LongTable[CaseRow] = LongTable(
            made, lambda row: row.id, lambda row: row.row_no, page=PAGE, title="Cases", name=""
        )
        self.feed = Feed(self.desk, self.table, lambda: self.today, PAGE)
        self.plain: Table[CaseRow] = Table(made, lambda row: row.id, title="Cases")
        for table in (self.table, self.plain):
            table.resize(SIZE)
            table.show()
        self.model = self.table.window_model
        self._picture = QImage(SIZE, QImage.Format.Format_RGB32)
        with office.reading() as session:
            self._rows = list(case_list.first(session, CaseFilter(), self.today, PAGE))
        QApplication.processEvents()

    def first(self, wanted: CaseFilter) -> float:
        """From asking to the first page painted."""
        return _taken(lambda: self.feed.ask(wanted, narrowed=wanted.narrows), lambda: self.paint(self.table))

    def painting(self) -> float:
        """200 rows from a list, painted."""
        rows = self._rows
        self.plain.fill(rows[::-1])
        self.paint(self.plain)
        return _taken(lambda: self.plain.fill(rows), lambda: self.paint(self.plain))

    def whole(self) -> float:
        """From the first page to a list that can be walked to its end."""
        return _taken(self.feed.go_on, lambda: self.paint(self.table))

    def jump(self, line: int) -> float:
        """To a line: its rows read and painted."""
        return _taken(lambda: self._jump(line))

    def _jump(self, line: int) -> None:
        self.table.view.scrollTo(self.model.index(line, 0))
        self.paint(self.table)
        while self.model.line(line) is None:
            QApplication.processEvents()
        self.paint(self.table)

    def paint(self, table: Table[CaseRow]) -> None:
        """Draw what is in sight."""
        table.view.viewport().render(self._picture)


def main(folder: Path, row: Row) -> None:
    """Measure the office in a folder."""
    application = QApplication.instance() or QApplication([])
    assert isinstance(application, QApplication)
    theme.apply(application, "light")
    words.set_language("en")
    office = opening.open_office(folder, login=opening.look(folder).holders[0].login, password="")
    try:
        with office.reading() as session:
            count = session.execute(select(func.count()).select_from(Case)).scalar_one()
        print(f"\n{count:,} cases\n\n| what | measured | goal |\n|---|---|---|")
        shown = List(office)
        _first_pages(shown, row)
        _whole(shown, row)
        _jumps(shown, row)
        _totals(shown, row, count)
        _memory(folder, row, count)
        _beside(shown, row)
        shown.desk.leave()
    finally:
        office.close()


# --- what is asked --------------------------------------------------------------------------------------------


def filters(office: Office) -> dict[str, CaseFilter]:
    """From everything to what hardly any case fulfils, and searches."""
    with office.reading() as session:
        common = select(Case.officer_id).where(Case.officer_id.is_not(None)).group_by(Case.officer_id)
        officer = session.execute(common.order_by(func.count().desc()).limit(1)).scalar_one()
        name = session.execute(select(Applicant.name_tc).where(Applicant.name_tc != "")).scalars()
        chinese = next(one for one in name if len(one) >= 6)
    return {
        "all": CaseFilter(),
        "open": CaseFilter(open_only=True),
        "my open": CaseFilter(officer_id=officer, open_only=True),
        "overdue": CaseFilter(urgency=Urgency.OVERDUE, open_only=True),
        "one stage": CaseFilter(stages=frozenset({Stage.RETURNED})),
        "one type": CaseFilter(types=frozenset({ProjectType.NT})),
        "sector": CaseFilter(sectors=frozenset({Sector.TEXT})),
        "officer and type": CaseFilter(officer_id=officer, types=frozenset({ProjectType.DP2})),
        "officer, type and stage": CaseFilter(
            officer_id=officer, types=frozenset({ProjectType.DP2}), stages=frozenset({Stage.DEFERRED})
        ),
        "search: one character": CaseFilter(text=chinese[2]),
        "search: two characters": CaseFilter(text=chinese[1:3]),
        "search: four characters": CaseFilter(text=chinese[:4]),
        "search: Latin substring": CaseFilter(text="ing"),
        "search: sound": CaseFilter(text="din dou"),
        "search: nothing": CaseFilter(text="qqqqq"),
    }


def orders() -> Iterator[tuple[str, dict[str, Any]]]:
    """Every column both ways round, the names by stroke and by sound, and some sorts together."""
    for sort in Sort:
        for descending in (False, True):
            yield f"{sort.value} {'↓' if descending else '↑'}", {"sort": sort, "descending": descending}
    for names in (Names.STROKE, Names.JYUTPING):
        yield f"applicant by {names.value}", {"sort": Sort.APPLICANT, "names": names}
    yield "stage, requested ↓", {"sort": Sort.STAGE, "then_by": ((Sort.REQUESTED, True),)}
    yield "officer, due", {"sort": Sort.OFFICER, "then_by": ((Sort.DUE, False),)}


# --- measuring ------------------------------------------------------------------------------------------------


def _first_pages(shown: List, row: Row) -> None:
    """Of a search once as it is typed and once in another order, when what was found is remembered."""
    for name, wanted in filters(shown.office).items():
        if wanted.text:
            _first_page(shown, row, f"{name}, as it is typed", wanted, search_ways.forget)
        _first_page(shown, row, name, wanted, lambda: None)


def _first_page(shown: List, row: Row, name: str, wanted: CaseFilter, before: Callable[[], None]) -> None:
    ratios, taken, plain, worst = [], [], [], ("", 0.0)
    for order, by in orders():
        asked = replace(wanted, **by)
        shown.first(asked)
        ours, theirs = [], []
        for _ in range(ROUNDS):
            shown.feed.ask(_BEFORE[asked == _BEFORE[0]], narrowed=False)
            before()
            ours.append(shown.first(asked))
            theirs.append(shown.painting())
        taken += ours
        plain += theirs
        ratio = statistics.median(ours) / statistics.median(theirs)
        ratios.append(ratio)
        worst = max(worst, (order, ratio), key=lambda one: one[1])
    beyond = (_p95(taken) - statistics.median(plain)) * 1000
    row(
        f"first page painted, {name}, any of {len(ratios)} orders",
        f"{_ms(taken)}; {statistics.median(ratios):.2f} × painting 200 rows of a list ({_ms(plain)}), "
        f"worst {worst[1]:.2f} × ({worst[0]}); {beyond:.0f} ms beyond it",
        "≤ 2 ×",
    )


def _whole(shown: List, row: Row) -> None:
    for name, wanted in filters(shown.office).items():
        if name not in _WALKED:
            continue
        ratios, taken, bare, worst = [], [], [], ("", 0.0)
        for order, by in orders():
            asked = replace(wanted, **by)
            ours, theirs = [], []
            for _ in range(2):
                shown.feed.ask(asked, narrowed=asked.narrows)
                with _heard(shown.office) as statements:
                    ours.append(shown.whole())
                theirs.append(_bare(shown.office, statements))
            taken += ours
            bare += theirs
            ratio = statistics.median(ours) / max(statistics.median(theirs), 0.001)
            ratios.append(ratio)
            worst = max(worst, (order, ratio), key=lambda one: one[1])
        row(
            f"whole list of {len(shown.model.numbers):,} navigable, {name}, any order",
            f"{_ms(taken)}; {statistics.median(ratios):.2f} × a bare cursor ({_ms(bare)}), "
            f"worst {worst[1]:.2f} × ({worst[0]})",
            "≤ 1.8 ×",
        )


def _jumps(shown: List, row: Row) -> None:
    chance = random.Random(1)
    shown.feed.ask(CaseFilter(sort=Sort.REQUESTED), narrowed=False)
    shown.feed.go_on()
    last = shown.model.rowCount() - 1
    ends, places, plain = [], [], []
    for _ in range(JUMPS):
        shown.jump(chance.randrange(last))
        ends.append(shown.jump(last))
        places.append(shown.jump(chance.randrange(last)))
        plain.append(shown.painting())
    for what, taken in (("jump to the end, painted", ends), ("jump anywhere, painted", places)):
        ratio = statistics.median(taken) / statistics.median(plain)
        row(what, f"{_ms(taken)}; {ratio:.2f} × painting 200 rows of a list ({_ms(plain)})", "≤ 2 ×")


def _totals(shown: List, row: Row, count: int) -> None:
    for name, wanted in filters(shown.office).items():
        taken = []
        for _ in range(ROUNDS):
            with shown.office.reading() as session:
                taken.append(_taken(lambda: case_list.totals(session, wanted, shown.today)))  # noqa: B023 – used at once
        row(f"how many of how many, and the money, {name}", _ms(taken), "≤ 1 s" if count > 500_000 else "≤ 0.2 s")


def _memory(folder: Path, row: Row, count: int) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "tests.bench.resident", str(folder)],
        cwd=ROOT, capture_output=True, text=True, check=True, timeout=200,
    )  # fmt: skip
    before, empty, after = (int(figure) / 1e6 for figure in done.stdout.split())
    program, shown = empty - before, after - empty
    row(
        "memory above Qt + SQLAlchemy, list read to its end",
        f"{after - before:.0f} MB: {program:.0f} the program with its page still empty, {shown:.0f} the list",
        "≤ 100 MB" if count > 500_000 else "≤ 60 MB",
    )


def _beside(shown: List, row: Row) -> None:
    """Qt's own models on the same rows."""
    with tempfile.TemporaryDirectory() as folder:
        names = _copy(shown, Path(folder) / "plain.db")
        database = QSqlDatabase.addDatabase("QSQLITE", "bench")
        database.setDatabaseName(str(Path(folder) / "plain.db"))
        database.open()
        view, model = _view(), QSqlTableModel(None, database)
        model.setTable("cases")
        view.setModel(model)
        model.setSort(names.index("requested"), Qt.SortOrder.AscendingOrder)
        first = _taken(model.select, view.viewport().repaint) * 1000
        end = _taken(partial(_fetch_all, model, view)) * 1000
        figures = f"{first:.0f} ms; {end:.0f} ms"
        row("QSqlTableModel, plain SQLite: first page by an index; jump to the end", figures, "")
        view.setModel(None)
        model.clear()
        database.close()
    if len(shown.model.numbers) <= _PROXIED:
        _proxied(shown, row)


def _proxied(shown: List, row: Row) -> None:
    with shown.office.reading() as session:
        rows = case_list.rows(session, CaseFilter(), shown.today)
    source: RowsModel[CaseRow] = RowsModel(columns(lambda: shown.today), lambda one: one.id)
    proxy, view = QSortFilterProxyModel(), _view()
    loaded = _taken(lambda: source.put(rows))
    proxy.setSourceModel(source)
    view.setModel(proxy)
    at = next(at for at, column in enumerate(source.columns) if column.name == "requested")
    taken = _taken(partial(proxy.sort, at), view.viewport().repaint)
    row("QSortFilterProxyModel over all rows in memory: sort", f"{taken:.1f} s (+ {loaded:.1f} s to load)", "")
    view.setModel(None)


_NAMES = ("row_no", "reference", "name_en", "name_tc", "type", "stage", "due_on", "officer", "requested", "calculated")


def _copy(shown: List, path: Path) -> tuple[str, ...]:
    with sqlite3.connect(path) as plain, shown.office.reading() as session:
        plain.execute(f"create table cases ({', '.join(_NAMES)})")
        rows = case_list.each(session, CaseFilter(), shown.today)
        values = ([_plain(getattr(one, name)) for name in _NAMES] for one in rows)
        plain.executemany(f"insert into cases values ({', '.join('?' * len(_NAMES))})", values)
        plain.execute("create index by_requested on cases (requested)")
    return _NAMES


def _plain(value: object) -> object:
    return value if value is None or isinstance(value, int) else str(value)


def _view() -> QTableView:
    view = QTableView()
    view.resize(SIZE)
    view.show()
    return view


def _fetch_all(model: QSqlTableModel, view: QTableView) -> None:
    while model.canFetchMore():
        model.fetchMore()
    view.scrollToBottom()
    view.viewport().repaint()


# --- clocks ---------------------------------------------------------------------------------------------------


@contextmanager
def _heard(office: Office) -> Iterator[list[tuple[str, Any]]]:
    """The statements that a block sends."""
    found: list[tuple[str, Any]] = []

    def hear(_connection: Any, _cursor: Any, statement: str, parameters: Any, _context: Any, _many: Any) -> None:
        if statement.lower().startswith("select"):
            found.append((statement, parameters))

    event.listen(office.store.engine, "before_cursor_execute", hear)
    try:
        yield found
    finally:
        event.remove(office.store.engine, "before_cursor_execute", hear)


def _bare(office: Office, statements: Sequence[tuple[str, Any]]) -> float:
    """The same statements, on a cursor of the driver, each row thrown away."""
    with office.reading() as session:
        driver: Any = session.connection().connection.driver_connection
        cursor = driver.cursor()
        return _taken(lambda: [deque(cursor.execute(*one), maxlen=0) for one in statements])


def _taken(*tasks: Callable[[], object]) -> float:
    begun = time.perf_counter()
    for task in tasks:
        task()
    return time.perf_counter() - begun


def _p95(taken: Sequence[float]) -> float:
    return sorted(taken)[min(int(len(taken) * 0.95), len(taken) - 1)]


def _ms(taken: Sequence[float]) -> str:
    return f"{statistics.median(taken) * 1000:.1f} ms (p95 {_p95(taken) * 1000:.1f})"
