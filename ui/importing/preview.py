"""What a list would bring in: its rows with what becomes of each, the cells that need a look, and why."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.importing.cells import shown
from app.importing.check import column_letter
from app.importing.plan import Fate, Plan, Row
from app.texts import N_, Message
from ui import theme
from ui.theme import Tone
from ui.widgets.basic import Sentences, column, row
from ui.widgets.chip import Chip, Look
from ui.widgets.filter import Filter, Kind
from ui.widgets.rows import Column
from ui.widgets.state import State
from ui.widgets.table import Table
from ui.words import Speaking, tr

FATES: Final[Mapping[Fate, tuple[str, Look]]] = {
    Fate.IN: (N_("Goes in"), Look("green", "check")),
    Fate.KNOWN: (N_("Already here"), Look("grey", "copy")),
    Fate.OUT: (N_("Stays out"), Look("red", "prohibit")),
}
#: Shown when only rows with something to be said of them are wanted.
REMARKS: Final = "remarks"


class Preview(Speaking, QWidget):
    """The checked rows. Signal: `ready()` once they can be looked at."""

    ready = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.plan: Plan | None = None
        self.table: Table[Row] | None = None
        self._chips = {fate: Chip(Message("–"), look) for fate, (_text, look) in FATES.items()}
        self.filter = Filter(Kind("rows", N_("Show"), self._options, many=False))
        self.notes = Sentences(tone="muted", wrap=True)
        self.about = Sentences(wrap=True)
        self.about.setMinimumHeight(theme.ROW)
        self._laid = column(
            row(*self._chips.values(), theme.S8, self.filter, None), self.notes, self.about, gap=theme.S8
        )
        self.setLayout(self._laid)
        self.filter.changed.connect(self._fill)

    def put(self, plan: Plan) -> None:
        """Show a checked list."""
        self.plan = plan
        counts = plan.counts()
        for fate, (text, look) in FATES.items():
            words = Message("{count} {fate}", count=f"{counts[fate]:,}", fate=Message(text))
            self._chips[fate].show_as(words, look)
        self.notes.say_all(plan.notes)
        self.filter.forget()
        if self.table is not None:
            self._laid.removeWidget(self.table)
            self.table.hide()
            self.table.deleteLater()
        self.table = Table(_columns(plan), lambda one: one.number, title=N_("Rows of the list"))
        self.table.set_empty(State("tray", N_("No row stands under the headings"),
                                   N_("Go back and choose another row for the headings.")))  # fmt: skip
        self.table.set_filtered_empty(State("check-circle", N_("No row is of this kind")))
        self.table.view.setProperty("sideways", True)
        self.table.chosen.connect(self._describe)
        self._laid.insertWidget(2, self.table, 1)
        self.setFocusProxy(self.table.view)
        self._fill()
        self.ready.emit()

    def _options(self) -> list[tuple[object, Message]]:
        return [(REMARKS, Message("with remarks")), *((fate, Message(text)) for fate, (text, _) in FATES.items())]

    def _fill(self) -> None:
        if self.plan is None or self.table is None:
            return
        wanted = next(iter(self.filter.chosen), None)
        rows = [row for row in self.plan.rows if _is(row, wanted)]
        self.table.fill(rows, filtered=wanted is not None)
        if rows and self.table.current() is None:
            self.table.choose(rows[0].number)
        self._describe(self.table.current())

    def _describe(self, one: Row | None) -> None:
        """All that is said of the row one stands on."""
        plan = self.plan
        if one is None or plan is None:
            self.about.say_all(())
            return
        said = [
            Message("{column}: {sentence}", column=title_of(plan, found.column), sentence=found.text)
            if found.column is not None
            else found.text
            for found in one.findings
        ]
        text = Message("Row {number}: nothing to say.", number=one.number)
        self.about.say_all(said or (text,))


def title_of(plan: Plan, at: int) -> str:
    """The heading of a column, or its letter."""
    return (plan.titles[at] if at < len(plan.titles) else "") or column_letter(at)


def _is(one: Row, wanted: object) -> bool:
    if wanted is None:
        return True
    return bool(one.findings) if wanted == REMARKS else one.fate is wanted


def _columns(plan: Plan) -> list[Column[Row]]:
    """The row's number, what becomes of it, the columns that are read, and the first remark."""
    read = [at for at, name in enumerate(plan.layout.columns) if name]
    wide = 200 if len(read) < 6 else 130
    return [
        Column("row", N_("Row"), lambda one: str(one.number), width=56, right=True, sort=False),
        Column("fate", N_("Outcome"), lambda one: tr(FATES[one.fate][0]), look=lambda one: FATES[one.fate][1],
               chips=lambda: [tr(text) for text, _look in FATES.values()], sort=False),
        Column("remark", N_("Remarks"), _remark, width=290, elide=True, sort=False, tone=_row_tone),
        *(
            Column(f"c{at}", Message("{name}", name=title_of(plan, at)), partial(_text, at), width=wide, elide=True,
                   sort=False, jump=True, tone=_tone(at), icon=_icon(at), stretch=at == read[-1])
            for at in read
        ),
    ]  # fmt: skip


def _text(at: int, one: Row) -> str:
    return " ".join(shown(one.cells[at]).split()) if at < len(one.cells) else ""


def _tone(at: int) -> Callable[[Row], Tone]:
    def tone(one: Row) -> Tone:
        graves = [found.grave for found in one.findings if found.column == at]
        return "plain" if not graves else "danger" if any(graves) else "warn"

    return tone


def _icon(at: int) -> Callable[[Row], str | None]:
    return lambda one: "warning" if any(found.column == at for found in one.findings) else None


def _row_tone(one: Row) -> Tone:
    return "danger" if any(found.grave for found in one.findings) else "muted"


def _remark(one: Row) -> str:
    texts = sorted(one.findings, key=lambda found: not found.grave)
    return "" if not texts else tr(texts[0].text)
