"""The page in front and those kept behind it; Back and Forward; never away from unsaved work unasked.

A page is a widget made for a desk. It may have: `title()`, `shown()` (it has become visible), `may_leave()` (asks
Save, Discard or Stay when something is unsaved), `refresh()`, `regions()` (where F6 goes), `first()` (where one
begins), `search_here()` (its own search), `calculate()` (its own sum), `turn_preview()` (what it shows beside its
list), `dirty`, `remember(settings)` (where its looks are kept), `case_actions()` (lines for the Case menu), and the
signals `open_case(id)`, `open_part(id, section)`, `open_applicant(id)`, `title_changed()`, `dirty_changed(bool)`,
`said(Message or Notice)` for the notice line and `errand(Errand)` for long work (`ui.jobs`). The page of a case also
has `begin(section)`.
"""

from __future__ import annotations

from typing import Final
from uuid import UUID

from PySide6.QtCore import QSettings, Qt, Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from ui.cases.list_page import CaseListPage
from ui.desk import Desk
from ui.history import History, Spot
from ui.pages import PAGES

#: So many record pages are kept open behind, for Back.
KEPT: Final = 6

_LIST: Final = Spot("cases")

#: The signals of a page that the stack gives as its own.
_PASSED_ON: Final = (
    *("open_case", "open_part", "open_applicant", "open_award", "query_asked", "title_changed", "dirty_changed"),
    *("said", "errand", "place_wanted"),
)


class PageStack(QStackedWidget):
    """The pages. Signals: `moved()` another page is in front; the others pass on what pages say of themselves."""

    moved = Signal()
    stayed = Signal()
    title_changed = Signal()
    dirty_changed = Signal(bool)
    said = Signal(object)
    query_asked = Signal(str)
    errand = Signal(object)
    place_wanted = Signal(str)

    def __init__(self, desk: Desk, cases: CaseListPage, settings: QSettings | None = None) -> None:
        super().__init__()
        self._desk = desk
        self._cases = cases
        self._settings = settings
        self._history = History()
        self._pages: dict[Spot, QWidget] = {}
        self._begun = False
        self._take(_LIST, cases)
        self._history.go(Spot("cases", view=cases.view))

    @property
    def spot(self) -> Spot:
        """Where one is."""
        return self._history.now or _LIST

    def spot_of(self, page: QWidget) -> Spot | None:
        """Where a page is that is kept here."""
        return next((spot for spot, one in self._pages.items() if one is page), None)

    def page(self) -> QWidget:
        """The page in front."""
        page = self.currentWidget()
        assert page is not None  # the list is always there
        return page

    def begin(self) -> None:
        """The window is on the screen: from now on pages are told when they are shown."""
        if not self._begun:
            self._begun = True
            self._tell_shown()
            self._go_in()

    def go(self, spot: Spot) -> bool:
        """Show a place, unless the page in front wants to be stayed on; gives whether it is shown."""
        if spot == self.spot:
            return True
        if not self.may_leave():
            self.stayed.emit()
            return False
        self._history.go(spot)
        self._show(spot)
        return True

    def travel(self, by: int) -> None:
        """Back (-1) or forward (1)."""
        spot = self._history.peek(by)
        if spot is not None and self.may_leave():
            self._history.step(by)
            self._show(spot)

    def can_travel(self, by: int) -> bool:
        """Whether something lies there."""
        return self._history.peek(by) is not None

    def may_leave(self) -> bool:
        """Ask the page in front."""
        ask = getattr(self.page(), "may_leave", None)
        return ask is None or bool(ask())

    def open_case(self, case_id: UUID) -> None:
        """The page of a case."""
        self.go(Spot("case", case_id))

    def open_part(self, case_id: UUID, section: str) -> None:
        """The page of a case, and on it the first thing that can be done in a section."""
        if self.go(Spot("case", case_id)):
            begin = getattr(self.page(), "begin", None)
            if begin is not None:
                begin(section)

    def open_applicant(self, applicant_id: UUID) -> None:
        """The page of an applicant."""
        self.go(Spot("applicant", applicant_id))

    def open_award(self, award_id: UUID) -> None:
        """An award, chosen in the list of all."""
        if self.go(Spot("awards")) and (show := getattr(self.page(), "show_award", None)) is not None:
            show(award_id)

    def _show(self, spot: Spot) -> None:
        page = self._page(spot)
        if spot.kind == "cases" and spot.view != self._cases.view:
            self._cases.show_view(spot.view)
        self.setCurrentWidget(page)
        self._tell_shown()
        self._forget_old()
        if self._begun:
            self._go_in()
        self.moved.emit()

    def _go_in(self) -> None:
        """Put the keyboard where one begins on the page in front."""
        page = self.page()
        first = getattr(page, "first", None)
        (page if first is None else first()).setFocus(Qt.FocusReason.OtherFocusReason)
        if page is self._cases:
            self._cases.focus_list()

    def _tell_shown(self) -> None:
        shown = getattr(self.page(), "shown", None)
        if shown is not None and self._begun:
            shown()

    def _page(self, spot: Spot) -> QWidget:
        key = _LIST if spot.kind == "cases" else spot
        if key in self._pages:
            self._pages[key] = self._pages.pop(key)  # used last, forgotten last
        else:
            self._take(key, PAGES[spot.kind](self._desk, spot))
        return self._pages[key]

    def _take(self, key: Spot, page: QWidget) -> None:
        self._pages[key] = page
        self.addWidget(page)
        remember = getattr(page, "remember", None)
        if remember is not None and self._settings is not None:
            remember(self._settings)
        for name in _PASSED_ON:
            signal = getattr(page, name, None)
            if signal is not None:
                signal.connect(getattr(self, name))

    def _forget_old(self) -> None:
        """Keep only the newest record pages; what is not in front holds nothing unsaved."""
        records = [spot for spot in self._pages if spot.id is not None]
        for spot in records[: max(len(records) - KEPT, 0)]:
            page = self._pages[spot]
            if page is not self.page():
                del self._pages[spot]
                self.removeWidget(page)
                page.deleteLater()
