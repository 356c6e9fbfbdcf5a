"""The history of a case in sentences, newest first, with what each field was before and after."""

from __future__ import annotations

from typing import Any, Final

from PySide6.QtWidgets import QWidget

from app import history, undo
from app.case_sheet import CaseSheet
from app.field_values import EMPTY
from app.field_words import field_word, record_word
from app.history import FieldChange, HistoryEntry
from app.texts import N_, Message
from app.topics import Topic
from app.words import word
from ui import theme
from ui.casefile.parts import empty, told
from ui.casefile.section import Section
from ui.desk import Desk
from ui.widgets.basic import Button, Label, column, row
from ui.widgets.filter import Filter, Kind, Option
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
        self.undo = Button(icon_name="arrow-counter-clockwise", then=self._take_back)
        self.undo.hide()
        self.box = SearchBox(N_("Filter the history"))
        self.box.asked.connect(lambda _text: self._draw())
        self.box.setFixedWidth(240)
        self.topics = Filter(Kind("topic", N_("About"), lambda: [(one, word(one)) for one in Topic]))
        self.people = Filter(Kind("officer", N_("Officer"), self._people))
        for one in (self.topics, self.people):
            one.changed.connect(self._draw)
        for widget in (self.undo, self.topics, self.people, self.box):
            self.aside.addWidget(widget)
        self._list = column(gap=theme.S12)
        self._all = Button(kind="link", then=self._show_all)
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

    def _people(self) -> list[Option]:
        """Everybody who has done something here."""
        return [(who, Message("{name}", name=who)) for who in sorted({one.who for one in self._entries})]

    def _draw(self) -> None:
        empty(self._list)
        found = self.found()
        shown = found if self._whole else found[:FIRST]
        if self._entries and not found:
            self._list.addWidget(Label(N_("No entry matches these filters."), tone="muted"))
        for entry in shown:
            self._list.addWidget(entry_view(entry))
        left = len(found) - len(shown)
        self._all.setVisible(left > 0)
        self._all.say(Message("Show {n} earlier entries", n=left))


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


def sentences(entry: HistoryEntry) -> tuple[Message, ...]:
    """What an entry changed: one sentence for each field, and one for all the fields of a new record."""
    changed = [_changed(one) for one in entry.changes if one.before is not None and one.after is not None]
    return (*_new(entry.changes), *changed)


def _new(changes: tuple[FieldChange, ...]) -> tuple[Message, ...]:
    by_record: dict[str, list[Any]] = {}
    for one in changes:
        told_already = one.field in _SAID or one.after == EMPTY
        if one.before is None and one.after is not None and not told_already:
            by_record.setdefault(one.record.text, []).append(one)
    return tuple(
        Message("New: {record} ({fields})", record=found[0].record, fields=tuple(_pair(one) for one in found))
        for found in by_record.values()
    )


def _changed(one: FieldChange) -> Message:
    """What a field said, and says now; the case itself need not be named in its own history."""
    field = one.field
    if one.record != record_word("cases"):
        field = Message("{record}, {field}", record=one.record, field=one.field)
    if one.before == EMPTY:
        return Message("{field}: {after} entered", field=field, after=one.after)
    if one.after == EMPTY:
        return Message("{field}: {before} taken out", field=field, before=one.before)
    return Message("{field}: {before} → {after}", field=field, before=one.before, after=one.after)


#: What the entry says already, when and by whom, and what only a machine compares.
_SAID: Final = tuple(
    field_word(name) for name in ("at", "recorded_at", "prepared_at", "entered_at", "kept_at", "recorded_by_id",
                                  "prepared_by_id", "entered_by_id", "kept_by_id", "sha256", "size")
)  # fmt: skip


def _pair(one: FieldChange) -> Message:
    return Message("{field} {value}", field=one.field, value=one.after)


def _text(entry: HistoryEntry) -> str:
    """The entry as the filter reads it, in the language of the screen."""
    parts = [tr(entry.what), entry.who, entry.reason, tr(Message("{at}", at=entry.at))]
    return " ".join([*parts, *(tr(one) for one in sentences(entry))]).casefold()
