"""The work list of likely duplicates: pairs by likeness, both beside each other, to be merged or told apart.

Arrows walk the list, Enter opens the first of the two. What is found stands here while the search goes on.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any, Final
from uuid import UUID

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from app import duplicates, telling_apart
from app.duplicates import Pair, Side
from app.office import Touched
from app.refusal import Refusal
from app.texts import N_, Message
from ui import theme
from ui.desk import Desk
from ui.duplicates.pair_view import PairView
from ui.duplicates.search import DuplicateSearch
from ui.keys import Follower
from ui.names import company
from ui.notices import Notice
from ui.widgets.basic import Button, Label, column, row, tip
from ui.widgets.rows import Column
from ui.widgets.scroll import Scroll
from ui.widgets.state import State
from ui.widgets.table import Table
from ui.words import Speaking, tr

if TYPE_CHECKING:
    from ui.duplicates.merge_dialog import Merged

#: An office of so many applicants is looked through again by itself when it has changed.
_QUICK: Final = 500


class DuplicatesPage(Speaking, QWidget):
    """The list and the two chosen. Signals as `ui.page_stack` has them."""

    open_applicant = Signal(UUID)
    said = Signal(object)
    errand = Signal(object)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._changed = False
        self.search = DuplicateSearch(desk, self)
        self._line = Label(tone="muted")
        self._old = Label(N_("Applicants have changed since."), tone="muted")
        self.again = Button(N_("Look again"), icon_name="arrow-clockwise", then=self.refresh)
        self.stop = Button(N_("Stop"), icon_name="x", then=self.search.stop, about=N_("Looking for likely duplicates…"))
        self.merge = Button(N_("Merge…"), icon_name="users", kind="primary", then=self._merge)
        self.apart = Button(N_("Not the same"), icon_name="x-circle", then=self._tell_apart)
        self.table: Table[Pair] = Table(
            _columns(), lambda pair: pair.ids, title=N_("Likely duplicates"), name="duplicates"
        )
        self.both = PairView(self.merge, self.apart)
        self._lay_out()
        self._listen()
        self._allow()

    # what the window asks

    def title(self) -> str:
        """What the page is called in the window's title."""
        return tr("Likely duplicates")

    def shown(self) -> None:
        """The page has come to the front: it looks by itself the first time, and again where that is quick."""
        outcome = self.search.outcome
        if not self.search.begun or (self._changed and outcome is not None and outcome.applicants <= _QUICK):
            self.refresh()

    def refresh(self) -> None:
        """Look again; the chosen pair stays chosen."""
        self._changed = False
        self.search.begin()

    def may_leave(self) -> bool:
        """Nothing here can be lost; a search goes on."""
        return True

    def regions(self) -> list[QWidget]:
        """Where F6 goes."""
        return [self.table.view, self.merge]

    def first(self) -> QWidget:
        """Where one begins."""
        return self.table.view

    def by_key(self) -> dict[str, Any]:
        """What is done here by a key, by the names of `ui.keys`."""
        return {"duplicates.merge": self.merge.click, "duplicates.apart": self.apart.click}

    # inside

    def _show(self) -> None:
        """What was found until now."""
        at = self.table.view.currentIndex().row()
        pairs = self.search.pairs
        self._say_empty()
        self.table.fill(pairs)
        if pairs and self.table.current() is None:
            self.table.view.choose_line(min(max(at, 0), len(pairs) - 1))
        self._say_line(len(pairs))
        self._choose()

    def _say_line(self, found: int) -> None:
        outcome, running = self.search.outcome, self.search.running
        if running:
            self._line.say(N_("Found so far: {n}"), n=found)
        elif outcome is not None and outcome.more:
            self._line.say(N_("The {n} likeliest pairs; {more} more are less likely"), n=found, more=outcome.more)
        elif outcome is not None:
            self._line.say(N_("Pairs: {n}, among {applicants} applicants"), n=found, applicants=outcome.applicants)
        elif self.search.stopped:
            self._line.say(N_("Pairs: {n}. The search was stopped."), n=found)
        self.stop.setVisible(running)
        self.again.setVisible(not running)
        self._old.setVisible(self._changed and not running)

    def _say_empty(self) -> None:
        if self.search.running:
            self.table.set_empty(State("hourglass", N_("Looking for applicants that may be the same…")))
        elif self.search.stopped:
            detail = N_("The search was stopped before it found a pair.")
            self.table.set_empty(State("x-circle", N_("Nothing was found yet"), detail, N_("Look again"), self.refresh))
        else:
            detail = N_("No two applicants look alike, or somebody has looked at all that do.")
            self.table.set_empty(State("check-circle", N_("Nothing to look at"), detail, tone="ok"))

    def _fail(self, refusal: Refusal) -> None:
        self._say_line(0)
        self.table.fail(refusal, self.refresh)
        self._choose()

    def _choose(self) -> None:
        pair = self.table.current() if self.search.pairs else None
        self._below.setVisible(pair is not None)
        if pair is not None and pair is not self.both.pair:
            self.both.put(pair)
            self._fit()

    def _fit(self) -> None:
        """The two have the room they need, the list at least a third."""
        inside = self.both.layout()
        if inside is not None:
            needed = inside.heightForWidth(self._below.viewport().width())
            self.both.setMinimumHeight(needed)  # else it asks for the height of its narrowest shape
            self._below.setFixedHeight(min(needed, self.height() * 3 // 5))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Qt's call: the room has changed."""
        super().resizeEvent(event)
        self._fit()

    def retranslate(self) -> None:
        """Sentences have another length."""
        super().retranslate()
        self._show()
        self._fit()

    def _tell_apart(self) -> None:
        pair = self.table.current()
        if pair is not None:
            self._desk.do(telling_apart.tell_apart, *pair.ids, then=partial(self._told_apart, pair))

    def _told_apart(self, pair: Pair, id: UUID) -> None:
        self.search.settle(pair)
        text = Message("{one} and {other} are two. They are not shown again.", one=_name(pair.a), other=_name(pair.b))
        self.said.emit(Notice(text, N_("Undo"), partial(self._take_back, pair, id)))

    def _take_back(self, pair: Pair, id: UUID) -> None:
        def done(_none: object) -> None:
            self.search.put_back(pair)
            self.table.choose(pair.ids)
            self.said.emit(Message("Taken back. The two may be the same."))

        self._desk.do(duplicates.open_again, id, then=done)

    def _merge(self) -> None:
        from ui.duplicates.merge_dialog import ask_to_merge

        pair = self.table.current()
        if pair is not None:
            dialog = ask_to_merge(self._desk, pair.a.id, pair.b.id, self, self.said.emit)
            dialog.merged.connect(partial(self._merged, pair))

    def _merged(self, pair: Pair, done: Merged) -> None:
        """The one that went is in no pair any more; whom the one that stays may be now, the next search says."""
        self.search.leave_out(pair.b.id if done.kept_id == pair.a.id else pair.a.id)

    def _touched(self, touched: Touched) -> None:
        if not touched.kinds.isdisjoint({"applicants", "factories"}) and self.search.begun:
            self._changed = True
            self._say_line(len(self.search.pairs))
            if self.isVisible():
                self.shown()

    def _allow(self) -> None:
        from app import merging

        may = {self.apart: self._desk.may(telling_apart.tell_apart), self.merge: self._desk.may(merging.merge)}
        for button, allowed in may.items():
            button.setEnabled(allowed)
            button.setToolTip("" if allowed else tip(tr("Your role may look at this but not change it.")))

    def _listen(self) -> None:
        self._desk.changed.connect(self._touched)
        self.search.moved.connect(self._show)
        self.search.errand.connect(self.errand)
        self.search.failed.connect(self._fail)
        self.table.chosen.connect(lambda _pair: self._choose())
        self.table.opened.connect(lambda pair: self.open_applicant.emit(pair.a.id))
        self.both.opened.connect(self.open_applicant)
        for name, does in self.by_key().items():
            Follower(name, self, does, Qt.ShortcutContext.WidgetWithChildrenShortcut)

    def _lay_out(self) -> None:
        title = Label(N_("Likely duplicates"), size="title", bold=True)
        head = row(title, theme.S8, self._line, None, self._old, self.again, self.stop)
        head.setAlignment(self._line, Qt.AlignmentFlag.AlignBottom)
        self._below = Scroll(self.both)
        self._below.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        laid = column(head, self.table, self._below, gap=theme.S8)
        laid.setContentsMargins(theme.S16, theme.S12, theme.S16, theme.S12)
        laid.setStretch(1, 1)
        self.setLayout(laid)
        self._below.hide()
        self.stop.hide()
        self._old.hide()
        self.setFocusProxy(self.table.view)


def _columns() -> list[Column[Pair]]:
    return [
        Column("score", N_("Alike"), lambda pair: str(pair.score), width=72, right=True, sort=False,
               value=lambda pair: pair.score),
        Column("one", N_("Applicant"), lambda pair: _names(pair.a)[0], second=lambda pair: _names(pair.a)[1],
               width=300, stacked=True, sort=False, elide=True, jump=True),
        Column("other", N_("May be the same as"), lambda pair: _names(pair.b)[0],
               second=lambda pair: _names(pair.b)[1], width=300, stacked=True, sort=False, elide=True, jump=True),
        Column("why", N_("Why"), _why, width=300, sort=False, stretch=True, elide=True),
    ]  # fmt: skip


def _why(pair: Pair) -> str:
    return " · ".join(tr(reason) for reason in pair.reasons)


def _names(side: Side) -> tuple[str, str]:
    return company(side.name_en, side.name_tc, side.name_sc)


def _name(side: Side) -> str:
    return _names(side)[0]
