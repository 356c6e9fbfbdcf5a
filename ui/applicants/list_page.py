"""All applicants: searched by any name or number, also of their factories; Enter opens one, and new ones begin here."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final
from uuid import UUID

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from app import applicant_sheet, applicants
from app.applicant_sheet import ApplicantRow
from app.office import Touched
from app.refusal import Refusal
from app.texts import N_, Message
from app.words import word
from ui import theme
from ui.applicants.forms import ApplicantDialog
from ui.casefile.parts import names
from ui.desk import Desk
from ui.theme import Tone
from ui.widgets.basic import Button, Label, column, row, tip
from ui.widgets.rows import Column
from ui.widgets.search_box import SearchBox
from ui.widgets.state import State
from ui.widgets.table import Table
from ui.words import Speaking, tr

_SHOWN: Final = frozenset({"applicants", "factories", "cases"})


class ApplicantListPage(Speaking, QWidget):
    """The list. Signals: `open_applicant(id)`; `said(sentence)` for the notice line."""

    open_applicant = Signal(UUID)
    said = Signal(object)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._text = ""
        self._stale = True
        self._line = Label(tone="muted")
        self.search = SearchBox(N_("Search names and numbers of applicants and factories"), width=420)
        self.new = Button(N_("New applicant…"), icon_name="plus", kind="primary", then=self.register)
        self.table: Table[ApplicantRow] = Table(_columns(), lambda one: one.id, title=N_("Applicants"))
        self._lay_out()
        self._listen()
        self._allow()
        self._say_empty()

    # what the window asks

    def title(self) -> str:
        """What the page is called in the window's title."""
        return tr("Applicants")

    def shown(self) -> None:
        """The page has come to the front."""
        if self._stale:
            self.refresh()

    def refresh(self) -> None:
        """Read again; the chosen applicant stays chosen."""
        self._stale = False
        self.table.loading()
        self._desk.read(
            applicant_sheet.rows, self._text, then=self._show, failed=self._fail, slot=f"applicants-{id(self)}"
        )

    def may_leave(self) -> bool:
        """Nothing here can be lost."""
        return True

    def regions(self) -> list[QWidget]:
        """Where F6 goes."""
        return [self.search, self.table.view]

    def search_here(self) -> None:
        """Search among the applicants."""
        self.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.search.selectAll()

    def register(self) -> ApplicantDialog:
        """Ask for a new applicant and open its page."""
        dialog = ApplicantDialog(self, self._save, self._desk.office.clock)
        dialog.saved.connect(self.open_applicant)
        dialog.open()
        return dialog

    def reopen(self, form: str, _about: str) -> bool:
        """Open the form of a new applicant again."""
        if form != ApplicantDialog.__name__:
            return False
        self.register()
        return True

    def clear_search(self) -> None:
        """All applicants again."""
        self.search.clear()

    # inside

    def _save(
        self, fields: Any, _seen: int | None, then: Callable[[Any], None], failed: Callable[[Refusal], None]
    ) -> None:
        self._desk.do(applicants.register, fields, then=then, failed=failed)

    def _ask(self, text: str) -> None:
        self._text = text
        self._say_empty()
        self.table.view.scrollToTop()
        self.refresh()

    def _show(self, rows: tuple[ApplicantRow, ...]) -> None:
        self.table.fill(rows, filtered=bool(self._text))
        if self.table.current() is None and rows:
            self.table.choose(rows[0].id)
        self._line.say(Message("{n} applicants", n=len(rows)) if len(rows) != 1 else Message("1 applicant"))

    def _fail(self, refusal: Refusal) -> None:
        self._line.put("")
        self.table.fail(refusal, self.refresh)

    def _touched(self, touched: Touched) -> None:
        if touched.kinds & _SHOWN:
            self._stale = True
            if self.isVisible():
                self.refresh()

    def _allow(self) -> None:
        may = self._desk.may(applicants.register)
        self.new.setEnabled(may)
        self.new.setToolTip("" if may else tip(tr("Your role may look at this but not change it.")))

    def _say_empty(self) -> None:
        may = self._desk.may(applicants.register)
        self.table.set_empty(
            State(
                "buildings",
                N_("No applicant yet"),
                N_("An applicant is registered once and keeps its factories and cases from then on."),
                N_("New applicant…") if may else "",
                self.register if may else None,
            )
        )
        self.table.set_filtered_empty(
            State(
                "magnifying-glass",
                Message("No applicant matches ‘{text}’", text=self._text[:60]),
                N_("Looked for in names, numbers and the names of factories."),
                N_("Clear the search"),
                self.clear_search,
            )
        )

    def _listen(self) -> None:
        self._desk.changed.connect(self._touched)
        self.search.asked.connect(self._ask)
        self.search.entered.connect(lambda _text: self._to_rows())
        self.search.left_down.connect(self._to_rows)
        self.table.opened.connect(lambda one: self.open_applicant.emit(one.id))

    def _to_rows(self) -> None:
        self.table.view.setFocus(Qt.FocusReason.TabFocusReason)

    def _lay_out(self) -> None:
        title = Label(N_("Applicants"), size="title", bold=True)
        head = row(title, theme.S8, self._line, None, self.new)
        head.setAlignment(self._line, Qt.AlignmentFlag.AlignBottom)
        laid = column(head, row(self.search, None), self.table, gap=theme.S8)
        laid.setContentsMargins(theme.S16, theme.S12, theme.S16, theme.S8)
        laid.setStretch(2, 1)
        self.setLayout(laid)
        self.setTabOrder(self.search, self.table.view)
        self.setTabOrder(self.table.view, self.new)
        self.setFocusProxy(self.search)


def _columns() -> list[Column[ApplicantRow]]:
    return [
        Column(
            "applicant", N_("Applicant"), lambda one: names(one)[0], second=lambda one: names(one)[1], width=320,
            stacked=True, stretch=True, elide=True, jump=True, sort=False,
        ),
        Column("br_number", N_("BR number"), _number, width=140, tone=_number_tone, jump=True, sort=False),
        Column("kind", N_("Kind"), lambda one: tr(word(one.kind)), width=240, sort=False),
        Column("factories", N_("Factories"), lambda one: f"{one.factories:,}", width=96, right=True, sort=False),
        Column("cases", N_("Cases"), lambda one: f"{one.cases:,}", width=80, right=True, sort=False),
    ]  # fmt: skip


def _number(one: ApplicantRow) -> str:
    return one.br_number or "—"


def _number_tone(one: ApplicantRow) -> Tone:
    """A number that is not 8 digits is no registration under Cap. 310."""
    return "plain" if one.br_number.isdigit() else "warn"
