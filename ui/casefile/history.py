"""The history of a case in sentences, newest first, with what each field was before and after."""

from __future__ import annotations

from uuid import UUID

from PySide6.QtWidgets import QWidget

from app import history, undo
from app.case_sheet import CaseSheet
from app.history import HistoryEntry
from app.history_words import sentences
from app.texts import N_, Message
from app.topics import Topic
from app.words import word
from ui import theme
from ui.casefile.parts import drop, told
from ui.casefile.section import Section
from ui.casefile.timeline_dialog import TimelineDialog
from ui.desk import Desk
from ui.widgets.basic import Button, Label, Tool, column, row
from ui.widgets.filter import Filter, Kind, Option
from ui.widgets.fit import come_to_rest
from ui.widgets.search_box import SearchBox
from ui.words import tr

#: So many entries are shown before one asks for all.
FIRST = 25


class HistorySection(Section):
    """Who did what to this case, when and why; one's own last act can be taken back where that is allowed."""

    called = N_("History")
    icon = "clock-counter-clockwise"

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._entries: tuple[HistoryEntry, ...] = ()
        self._drawn: dict[UUID, tuple[HistoryEntry, QWidget]] = {}
        self.undo = Button(icon_name="arrow-counter-clockwise", then=self._take_back)
        self.undo.hide()
        self.box = SearchBox(N_("Filter the history"))
        self.box.asked.connect(lambda _text: self._draw())
        self.box.setFixedWidth(240)
        self.topics = Filter(Kind("topic", N_("About"), lambda: [(one, word(one)) for one in Topic]))
        self.people = Filter(Kind("officer", N_("Officer"), self._people))
        for one in (self.topics, self.people):
            one.changed.connect(self._draw)
        self.paper = Tool("printer", N_("Print the history…"), then=self.print_paper)
        for widget in (self.undo, self.topics, self.people, self.box, self.paper):
            self.aside.addWidget(widget)
        self._nothing = Label(N_("No entry matches these filters."), tone="muted")
        self._nothing.hide()
        self._list = column(gap=theme.S12)
        self._all = Button(kind="link", then=self._show_all)
        self.body.addWidget(self._nothing)
        self.body.addLayout(self._list)
        self.body.addLayout(row(self._all, None))
        self._whole = False

    def fill(self, sheet: CaseSheet) -> None:
        """Ask for the history of the case as it now is."""
        rules = self.desk.office.rules
        self.desk.read(history.of_case, sheet.id, rules, then=self._take, slot=f"history-{id(self)}")
        self.desk.read(undo.last, self.desk.office.officer, then=self._offer, slot=f"undo-{id(self)}")

    def _take(self, entries: tuple[HistoryEntry, ...]) -> None:
        self._entries = entries
        self._draw()

    def _offer(self, found: undo.Undoable | None) -> None:
        """Only an act on this case is taken back from here."""
        newest = self._entries[0].id if self._entries else None
        mine = found is not None and found.entry_id == newest
        self.undo.setVisible(mine)
        if found is not None and mine:
            self.undo.say(Message("Take back: {act}", act=Message(found.title)))

    def _take_back(self) -> None:
        self.desk.do(undo.undo_last, then=self._taken_back)

    def _taken_back(self, title: str) -> None:
        self.said.emit(Message("Taken back: {act}.", act=Message(title)))

    def _show_all(self) -> None:
        self._whole = True
        self._draw()

    def found(self) -> list[HistoryEntry]:
        """The entries that all filters let through, newest first."""
        words = self.box.text().casefold().split()
        return [
            one
            for one in self._entries
            if (not self.topics.chosen or one.topics & self.topics.chosen)
            and (not self.people.chosen or one.who in self.people.chosen)
            and (not words or all(word in _text(one) for word in words))
        ]

    def print_paper(self) -> None:
        """Show the history as a paper: what the filters let through, or all of it."""
        if self.sheet is None:
            return
        found = self.found()
        only = None if len(found) == len(self._entries) else frozenset(one.id for one in found)
        dialog = TimelineDialog(self, self.desk, self.sheet.id, only)
        dialog.said.connect(self.said)
        dialog.exec()
        dialog.deleteLater()

    def _people(self) -> list[Option]:
        """Everybody who has done something here."""
        return [(who, Message("{name}", name=who)) for who in sorted({one.who for one in self._entries})]

    def _draw(self) -> None:
        """Show what is found; what is shown already is not made anew."""
        found = self.found()
        shown = found if self._whole else found[:FIRST]
        self._nothing.setVisible(bool(self._entries) and not found)
        before, self._drawn = self._drawn, {}
        for line, entry in enumerate(shown):
            known = before.get(entry.id)
            if known is not None and known[0] == entry:
                view = before.pop(entry.id)[1]
            else:
                view = entry_view(entry)
            self._drawn[entry.id] = entry, view
            if self._list.indexOf(view) != line:
                self._list.insertWidget(line, view)
        for _entry, gone in before.values():
            drop(gone)
        left = len(found) - len(shown)
        self._all.setVisible(left > 0)
        self._all.say(Message("Show {n} earlier entries", n=left))
        come_to_rest(self)


def entry_view(entry: HistoryEntry) -> QWidget:
    """When, who, what and why; under it what changed."""
    head = Label(Message("{what} · {who}", what=entry.what, who=entry.who), bold=True, wrap=True)
    when = Label(Message("{at}", at=entry.at), tone="muted", size="caption")
    lines = column(row(head, when, gap=theme.S12), gap=2)
    if entry.reason:
        lines.addWidget(told(Message("Reason: {reason}", reason=entry.reason)))
    for sentence in sentences(entry):
        lines.addWidget(told(sentence, tone="muted"))
    made = QWidget()
    made.setLayout(lines)
    return made


def _text(entry: HistoryEntry) -> str:
    """The entry as the filter reads it, in the language of the screen."""
    parts = [tr(entry.what), entry.who, entry.reason, tr(Message("{at}", at=entry.at))]
    return " ".join([*parts, *(tr(one) for one in sentences(entry))]).casefold()
