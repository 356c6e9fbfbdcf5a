"""Getting about in a window: its places, cases and applicants, back and forward, searching, from part to part."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID

from PySide6.QtWidgets import QMainWindow, QWidget

from ui.cases.list_page import CaseListPage
from ui.history import Spot
from ui.notices import Notices
from ui.page_stack import PageStack
from ui.rail import Rail
from ui.regions import go_round
from ui.status_bar import StatusBar
from ui.top_bar import TopBar

if TYPE_CHECKING:
    from ui.find.finder import Finder


class Going(QMainWindow):
    """The half of a window that goes somewhere; the other half is `ui.window.MainWindow`, which makes these parts."""

    cases: CaseListPage
    stack: PageStack
    top: TopBar
    rail: Rail
    notices: Notices
    status: StatusBar
    _finder: Finder | None = None

    def page(self) -> QWidget:
        """The page in front."""
        return self.stack.page()

    def show_home(self) -> None:
        """What needs one today, and how the office stands."""
        self.stack.go(Spot("home"))

    def show_cases(self) -> None:
        """The list as it was left."""
        self.stack.go(Spot("cases", view=self.cases.view))

    def show_applicants(self) -> None:
        """All applicants."""
        self.stack.go(Spot("applicants"))

    def show_calculator(self) -> None:
        """The calculator without a case."""
        self.stack.go(Spot("calculator"))

    def show_awards(self) -> None:
        """The awards of the Recognition Scheme."""
        self.stack.go(Spot("awards"))

    def show_officers(self) -> None:
        """Who works here."""
        self.stack.go(Spot("officers"))

    def show_technologies(self) -> None:
        """The technology register."""
        self.stack.go(Spot("technologies"))

    def show_duplicates(self) -> None:
        """Applicants that may be one and the same."""
        self.stack.go(Spot("duplicates"))

    def bring_in(self) -> None:
        """A list from outside."""
        self.stack.go(Spot("import"))

    def bring_in_copied(self) -> None:
        """The rows that were copied in Excel."""
        if self.stack.go(Spot("import")) and (take := getattr(self.page(), "take_copied", None)) is not None:
            take()

    def open_case(self, case_id: UUID) -> None:
        """The page of a case."""
        self.stack.open_case(case_id)

    def open_applicant(self, applicant_id: UUID) -> None:
        """The page of an applicant."""
        self.stack.open_applicant(applicant_id)

    def open_award(self, award_id: UUID) -> None:
        """An award, chosen in the list of all."""
        self.stack.open_award(award_id)

    def open_chosen(self) -> None:
        """Open the case chosen in the list."""
        chosen = self.cases.table.current()
        if chosen is not None:
            self.open_case(chosen.id)

    def next_case(self) -> None:
        """The next case of the list: chosen there, opened where a case is open."""
        self._step_case(1)

    def previous_case(self) -> None:
        """The previous case of the list."""
        self._step_case(-1)

    def back(self) -> None:
        """Where one was before."""
        self.stack.travel(-1)

    def forward(self) -> None:
        """Where one came back from."""
        self.stack.travel(1)

    def search_here(self) -> None:
        """Find something on the page in front; where it has no search of its own, find anything."""
        own = getattr(self.page(), "search_here", None)
        (own or self.find_anything)()

    def filter_list(self) -> None:
        """The row of filters under the header of the case list, shown or put away."""
        if self.page() is self.cases:
            self.cases.filter_by_column()

    def turn_preview(self) -> None:
        """The preview beside the list in front, shown or put away."""
        own = getattr(self.page(), "turn_preview", None)
        if own is not None:
            own()

    def calculate(self) -> None:
        """The calculator of the page in front; where it has none, the one without a case."""
        own = getattr(self.page(), "calculate", None)
        (own or self.show_calculator)()

    def find_anything(self) -> None:
        """Search or run a command, from anywhere."""
        self.finder.focus()

    def find_recent(self) -> None:
        """What was open last."""
        self.finder.recents()

    def search_list(self, text: str) -> None:
        """Look for words in the case list."""
        self.show_cases()
        if self.page() is self.cases:
            self.cases.search(text)
            self.cases.focus_list()

    @property
    def finder(self) -> Finder:
        """Who finds and does what is typed in the box; made when it is first wanted, so that no start waits for it."""
        if self._finder is None:
            from ui.find.finder import Finder

            self._finder = Finder(self, self.top.search)  # type: ignore[arg-type]  # every window is a MainWindow
        return self._finder

    def next_region(self) -> None:
        """To the next part of the window."""
        self._to_region(1)

    def previous_region(self) -> None:
        """To the part before."""
        self._to_region(-1)

    # inside

    def _go_to_view(self, name: str) -> None:
        if self.stack.go(Spot("cases", view=name)) and (self.cases.view != name or self.cases.narrowed):
            self.cases.show_view(name)

    def _show_query(self, text: str) -> None:
        """The cases that a query finds among all."""
        self._go_to_view("all")
        self.cases.bar.put(text)
        self.cases.focus_list()

    def _look_in_view(self, name: str, text: str) -> None:
        """The words that one view has no case for, in another."""
        self._go_to_view(name)
        self.cases.search(text)
        self.cases.focus_list()

    def _go_to_place(self, name: str) -> None:
        getattr(self, f"show_{name}")()

    def _step_case(self, by: int) -> None:
        spot = self.stack.spot
        if spot.kind == "case" and spot.id is not None:
            self.cases.follow(spot.id)
        found = self.cases.step(by)
        if found is not None and spot.kind == "case":
            self.open_case(found)

    def _to_region(self, by: int) -> None:
        """Round the top bar, the rail, the parts of the page and the notice line; what is not there is passed over."""
        page = self.page()
        own = getattr(page, "regions", None)
        parts: list[QWidget] = own() if own is not None else [page]
        go_round([self.top, self.rail, *parts, self.notices, self.status], by, page, 2)
