"""Today's list: what to sign, what is overdue, what is due today and this week; Enter opens it where it is done."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from datetime import date
from itertools import groupby
from typing import Final
from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame

from app.due import Urgency
from app.home_today import MOST, Kind, TodayRow
from app.texts import N_, Message
from ui import theme
from ui.cases.views import SIGNED_IN
from ui.names import company
from ui.theme import Tone
from ui.widgets.basic import Button, Label, column, row
from ui.widgets.rows import Column, Group
from ui.widgets.state import State
from ui.widgets.table import Table
from ui.words import Speaking, tr

_TONES: Final[dict[Urgency, Tone]] = {Urgency.OVERDUE: "danger", Urgency.SOON: "warn"}
_ICONS: Final = {Kind.SIGN: "seal-check", Kind.CASE: "folder-open", Kind.TASK: "check-circle", Kind.AWARD: "seal-check"}


#: In a list narrower than this it is not said whose a line is.
NARROW: Final = 480


class TodayCard(Speaking, QFrame):
    """The list under its heading. Signals: `open_case(id)`, `open_part(id, section)`, `open_award(id)`."""

    open_case = Signal(UUID)
    open_part = Signal(UUID, str)
    open_award = Signal(UUID)

    def __init__(self, today: Callable[[], date]) -> None:
        super().__init__()
        self.setProperty("surface", "card")
        self._today = today
        self._rows: tuple[TodayRow, ...] = ()
        self._only_tasks = self._mine = self._away = False
        self._heading = Label(N_("Today"), size="section", bold=True)
        self._line = Label(tone="muted")
        self._all = Button(N_("Show cases too"), kind="link", then=self.show_all)
        self._all.hide()
        self.table: Table[TodayRow] = Table(_columns(today), _key, title=N_("Today"), name="today")
        self.table.set_empty(State("check-circle", N_("Nothing is due today"), N_("Nothing is due within seven days.")))
        self.table.opened.connect(self._open)
        head = row(self._heading, theme.S8, self._line, None, self._all)
        self._heading.setMinimumHeight(theme.TARGET + 4)
        laid = column(head, self.table, gap=theme.S8)
        laid.setContentsMargins(theme.S12, theme.S8, theme.S12, theme.S12)
        self.setLayout(laid)
        self.table.view.horizontalHeader().hide()
        self.table.view.setProperty("quiet", "true")

    def put(self, rows: Sequence[TodayRow], *, mine: bool) -> None:
        """Show what is to be done now; whose it is, unless all of it is one's own."""
        self._mine = mine
        self._make_room()
        self._rows = tuple(rows)
        self._fill()

    def show_tasks(self) -> None:
        """Only the tasks, and the keyboard on the first."""
        self._only_tasks = True
        self._fill()
        self.table.view.setFocus()

    def show_all(self) -> None:
        """Cases and tasks."""
        self._only_tasks = False
        self._fill()

    def first(self) -> Table[TodayRow]:
        """Where the keyboard begins."""
        return self.table

    def _fill(self) -> None:
        today = self._today()
        rows = [one for one in self._rows if one.kind is Kind.TASK or not self._only_tasks]
        self._all.setVisible(self._only_tasks)
        self._heading.say(N_("Tasks due") if self._only_tasks else N_("Today"))
        doing = [one for one in rows if one.kind is not Kind.AWARD]  # what ends is told; nothing has to be done
        late = sum(1 for one in doing if one.urgency(today) is Urgency.OVERDUE)
        text = N_("{n} to do, {late} of them overdue") if late else N_("{n} to do")
        if any(count >= MOST for count in Counter(one.kind for one in doing).values()):
            text = N_("the {n} most urgent")
        self._line.say(Message(text, n=len(doing), late=late) if doing else "")
        self.table.fill(grouped(rows, today))
        if rows and self.table.current() is None:
            self.table.choose(_key(rows[0]))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Qt's call: the room has changed."""
        super().resizeEvent(event)
        self._make_room()

    def _make_room(self) -> None:
        """Whose it is says nothing where all of it is one's own, and goes first where there is little room."""
        away = self._mine or self.width() < NARROW
        if away != self._away:
            self._away = away
            self.table.put_away("officer", away=away)

    def _open(self, one: TodayRow) -> None:
        if one.case_id is None:
            self.open_award.emit(one.id)
        elif one.waits is not None:
            self.open_part.emit(one.case_id, SIGNED_IN[one.waits])
        elif one.kind is Kind.TASK:
            self.open_part.emit(one.case_id, "tasks")
        else:
            self.open_case.emit(one.case_id)


def grouped(rows: Sequence[TodayRow], today: date) -> list[TodayRow | Group]:
    """The rows with a line over each run that is as urgent."""
    lines: list[TodayRow | Group] = []
    for text, run in groupby(rows, key=lambda one: _group(one, today)):
        lines.append(Group(Message(text)))
        lines += run
    return lines


def _group(one: TodayRow, today: date) -> str:
    if one.kind is Kind.SIGN:
        return N_("For my signature")
    if one.kind is Kind.AWARD:
        return N_("Certificates that end soon")
    if one.due_on is not None and one.due_on < today:
        return N_("Overdue")
    return N_("Due today") if one.due_on == today else N_("Due this week")


def _key(one: TodayRow) -> tuple[Kind, UUID]:
    return one.kind, one.id


def _columns(today: Callable[[], date]) -> list[Column[TodayRow]]:
    return [
        Column(
            "due",
            N_("Due"),
            lambda one: tr(one.when(today())),
            width=144,
            icon=lambda one: "warning" if one.urgency(today()) is Urgency.OVERDUE else _ICONS[one.kind],
            tone=lambda one: _TONES.get(one.urgency(today()), "plain"),
            sort=False,
            value=lambda one: one.due_on,
        ),
        Column(
            "reference",
            N_("Ref"),
            lambda one: "" if one.kind is Kind.AWARD else one.reference or "—",  # a longer number stands beside
            width=96,
            jump=True,
            sort=False,
            value=lambda one: one.reference,
        ),
        Column(
            "what",
            N_("To do"),
            lambda one: tr(one.what()),
            second=lambda one: "  ".join(part for part in company(one.name_en, one.name_tc, one.name_sc) if part),
            width=130,
            stacked=True,
            stretch=True,
            elide=True,
            jump=True,
            sort=False,
        ),
        Column(
            "officer",
            N_("Officer"),
            lambda one: "" if one.kind is Kind.AWARD else one.officer or "—",
            width=52,
            sort=False,
            value=lambda one: one.officer,
        ),
    ]
