"""The filter bar: the query box, the facets that write into it, and a chip for each part of what it says.

The text in the box is the one truth. Facets, chips and the filter row change it, and show what it means; what is not
understood is named under it, with what was probably meant.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from app.case_filter import CaseFilter
from app.texts import N_, Message
from ui import theme
from ui.cases.facets import FACETS, Facet
from ui.cases.query_box import QueryBox
from ui.desk import Desk
from ui.icons import IconLabel
from ui.widgets.basic import Button, Label, Tool, box, column, mnemonic_free, row
from ui.widgets.flow import Flow
from ui.words import Speaking, language, tr

if TYPE_CHECKING:
    from app.case_query import Part, Puzzle, Query
    from app.officers import OfficerRow
    from app.query_words import Choice, Sense


class FilterBar(Speaking, QWidget):
    """All that narrows the list.

    Signals: `changed()` when the query is another, `shown()` once it stands in the box; `entered()` on Enter there,
    `left_down()` on the down key; `row_asked()` for the row of filters; `save_asked()` to keep it as a view.
    """

    changed = Signal()
    shown = Signal()
    entered = Signal()
    left_down = Signal()
    row_asked = Signal()
    save_asked = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._officers: tuple[OfficerRow, ...] = ()
        self._query: Query | None = None
        self._base = CaseFilter()
        self._begun = ""
        self.box = QueryBox(self.sense)
        self.pin = Tool("map-pin", N_("Keep this query when the view changes"))
        self.pin.setCheckable(True)
        self.rows = Tool("funnel", N_("Filter by column"), then=self.row_asked.emit)
        self.save = Tool("floppy-disk", N_("Save as a view…"), then=self.save_asked.emit)
        self.facets = {name: Facet(title, partial(self._offered, name)) for name, title in FACETS.items()}
        self._clear = Button(N_("Clear filters"), kind="link", then=self.clear, about=Message("above the list"))
        self._flow = Flow(*self.facets.values(), self._clear, gap=theme.S4)
        self._chips: list[Chip] = []
        self._slip = _Slip(self._mend)
        self._typing = QTimer(self)
        self._typing.setSingleShot(True)
        self._typing.setInterval(_PAUSE)
        self._lay_out()
        self._listen()
        self._show()

    # what the page tells it

    def know(self, officers: tuple[OfficerRow, ...]) -> None:
        """Who works here, for `officer:`; a query that names somebody means more now."""
        if officers != self._officers:
            self._officers, before = officers, self._query
            if self.typed:
                self._read()
            if self._query != before:
                self.changed.emit()

    def begin(self, query: str) -> None:
        """Another view begins with its query; what was typed beside that of the view before goes along if pinned."""
        own = self.typed.removeprefix(self._begun).strip() if self.pin.isChecked() else ""
        self._begun = query
        self._take(" ".join(filter(None, (query, own))))

    def put(self, text: str) -> None:
        """Another query, as if it had been typed."""
        if text.strip() != self.typed:
            self._take(text)
            self.changed.emit()

    def clear(self) -> None:
        """Nothing narrows the view any more."""
        self.put("")

    # what the page asks of it

    @property
    def typed(self) -> str:
        """The query text."""
        return self.box.text().strip()

    @property
    def words(self) -> str:
        """What is searched for in names and numbers."""
        return self._query.words if self._query is not None else ""

    @property
    def begun(self) -> str:
        """The query that the view came with."""
        return self._begun

    def narrow(self, base: CaseFilter) -> CaseFilter:
        """What a view asks for, and the query beside it as it reads today."""
        self._understand()
        self._base = base if self._query is None else self._query.narrow(base)
        return self._base

    def sense(self) -> Sense:
        """What words mean here and now."""
        from app.case_query import sense_of

        return sense_of(self._desk.office, self._officers)

    def first(self) -> QWidget:
        """Where F6 goes."""
        return self.box

    def set_field(self, name: str, typed: str) -> None:
        """Other values for a field, as somebody types them; "" takes them away."""
        from app import case_query
        from app.case_wants import Field
        from app.query_words import field_written

        words = f"{field_written(Field(name), language())}:{typed}" if typed else ""
        self.put(case_query.put(self.typed, Field(name), words, self.sense()))

    def field_text(self, name: str) -> str:
        """What the query says of a field, as it was typed, without its name."""
        parts = [] if self._query is None else [one for one in self._query.parts if one.field == name]
        return parts[0].typed if len(parts) == 1 and not (parts[0].want and parts[0].want.out) else ""

    def retranslate(self) -> None:
        """The chips in the new language."""
        super().retranslate()
        if self._query is not None:
            self._read()

    # inside

    def _lay_out(self) -> None:
        above = row(self.box, self.pin, self.rows, self.save, gap=theme.S4)
        above.setStretch(0, 1)
        facets = QWidget()
        facets.setLayout(self._flow)
        self.setLayout(column(above, facets, self._slip, gap=theme.S4))

    def _listen(self) -> None:
        self.box.asked.connect(self._asked)
        self.box.entered.connect(self._entered)
        self.box.left_down.connect(self.left_down)
        self.box.left.connect(self._name_slips)
        self.box.textEdited.connect(lambda _text: self._typing.start())
        self.box.cursorPositionChanged.connect(lambda _old, _new: self._moved())
        self._typing.timeout.connect(self._paused)
        self.box.counts_asked.connect(lambda field: self._count(field, self.box.put_counts))
        for name, facet in self.facets.items():
            facet.opened.connect(partial(self._count, name, facet.put_counts))
            facet.picked.connect(partial(self._picked, name))

    def _asked(self, _text: str) -> None:
        self._read()
        self.changed.emit()

    def _entered(self, _text: str) -> None:
        self._name_slips()
        self.entered.emit()

    def _take(self, text: str) -> None:
        self.box.put(text)
        self._read()

    def _read(self) -> None:
        """Find out what the text means now, and show it."""
        self._understand()
        self._show()

    def _understand(self) -> None:
        if not self.typed:
            self._query = None
        else:
            from app.case_query import parse  # not before something is typed

            self._query = parse(self.box.text(), self.sense())

    def _show(self) -> None:
        parts = [] if self._query is None else [one for one in self._query.parts if one.said is not None]
        self._show_chips(parts)
        self._clear.setVisible(bool(self.typed))
        self.save.setEnabled(bool(self.typed))
        self._slip.put(self._query, self._slips())
        self.shown.emit()

    def _slips(self) -> tuple[Puzzle, ...]:
        """What is named now: nothing of a word that is being typed, and after a pause only what is wrong already."""
        if self._query is None or not self._query.puzzles:
            return ()
        if not (self.box.hasFocus() and self.box.isModified()):
            return self._query.puzzles
        at = self.box.cursorPosition()
        if self._typing.isActive() or self.box.composing:
            return tuple(one for part in self._query.parts if part.end != at for one in part.puzzles)
        from app.query_hopes import wrong_already

        return wrong_already(self._query, at, self.sense())

    def _paused(self) -> None:
        """Typing has paused. A blank more or less asks for nothing new, but moves what the chips stand for."""
        if self._query is not None and self._query.text != self.box.text():
            self._read()
        else:
            self._slip.put(self._query, self._slips())

    def _moved(self) -> None:
        """The cursor went to another word: the one before is finished."""
        if self.box.isModified():
            self._typing.start()

    def _name_slips(self) -> None:
        """Whoever presses Enter or goes elsewhere has finished: every slip is named."""
        self._typing.stop()
        self._slip.put(self._query, () if self._query is None else self._query.puzzles)

    def _show_chips(self, parts: list[Part]) -> None:
        focused = next((at for at, chip in enumerate(self._chips) if chip.hasFocus()), None)
        for chip in self._chips:
            self._flow.removeWidget(chip)
            chip.hide()
            chip.deleteLater()
        self._chips = [Chip(one, self._take_away) for one in parts]
        for chip in self._chips:
            self._flow.addWidget(chip)
            chip.show()
        self._flow.removeWidget(self._clear)
        self._flow.addWidget(self._clear)
        if focused is not None:
            after = self._chips[min(focused, len(self._chips) - 1)] if self._chips else self.box
            after.setFocus(Qt.FocusReason.OtherFocusReason)

    def _take_away(self, part: Part) -> None:
        from app.case_query import without

        self.put(without(self.box.text(), part.start, part.end))

    def _mend(self, puzzle: Puzzle) -> None:
        text = self.box.text()
        self.put(text[: puzzle.start] + puzzle.better + text[puzzle.end :])

    def _offered(self, name: str) -> tuple[tuple[Choice, ...], frozenset[Any]]:
        from app import case_query, query_words
        from app.case_wants import Field

        chosen = frozenset() if self._query is None else case_query.wanted_of(self._query, Field(name))
        return query_words.choices(Field(name), self.sense()), chosen

    def _picked(self, name: str, values: frozenset[Any]) -> None:
        from app import case_query
        from app.case_wants import Field, Want

        want, sense = Want(Field(name), values), self.sense()
        words = case_query.write_want(want, sense, language()) if values else ""
        self.put(case_query.put(self.typed, want.field, words, sense))

    def _count(self, name: str, then: Any) -> None:
        """The numbers beside the values of a field, for the present query."""
        from app import case_facets
        from app.case_wants import Field

        office = self._desk.office
        self._desk.read(case_facets.counts, self._base, Field(name), office, then=then, slot=f"facet {name}")


class Chip(Button):
    """One part of the query in words; a click or the Delete key takes it away."""

    def __init__(self, part: Part, away: Any) -> None:
        super().__init__(icon_name="x", then=partial(away, part))
        self._part = part
        self._away = away
        self.setProperty("chip", "true")
        self.setLayoutDirection(Qt.LayoutDirection.RightToLeft)  # the cross behind the words
        self.retranslate()

    def retranslate(self) -> None:
        """The words of the part."""
        super().retranslate()
        said = self._part.said or Message("")
        whole = tr(said)
        short = whole if len(whole) <= _LONGEST else whole[: _LONGEST - 1] + "…"
        self.setText(mnemonic_free(short))
        self.setAccessibleName(tr("Take away: {filter}", filter=said))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Qt's call: Delete and Backspace take the part away, as a click does."""
        if event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self._away(self._part)
        else:
            super().keyPressEvent(event)


_LONGEST = 48
#: So many milliseconds without a key are a pause.
_PAUSE = 300


class _Slip(Speaking, QWidget):
    """What was not understood, what was meant, and what of the rest was understood."""

    def __init__(self, mend: Any) -> None:
        super().__init__()
        self._label = Label(wrap=True)
        self._rest = Label(wrap=True, tone="muted")
        self._mend = mend
        self._puzzle: Puzzle | None = None
        self._button = Button(kind="link", then=self._mended)
        said = column(self._label, self._rest, gap=0)
        laid = row(IconLabel("warning", "warn"), said, self._button, gap=theme.S8)
        laid.setStretch(1, 1)
        framed = box(laid, surface="warn", margins=theme.S4, gap=0)
        self.setLayout(column(framed, gap=0))

    def put(self, query: Query | None, puzzles: tuple[Puzzle, ...]) -> None:
        """Show slips of a query, and a way to mend the first."""
        self._puzzle = puzzles[0] if puzzles else None
        self.setVisible(bool(puzzles))
        if self._puzzle is None or query is None:
            return
        rest = query.understood
        self._label.put("\n".join(tr(one.text) for one in puzzles))
        self._rest.say(N_("The rest was understood: {rest}"), rest=rest)
        self._rest.setVisible(bool(rest.text))
        self._button.setVisible(bool(self._puzzle.better))
        if self._puzzle.better:
            self._button.say(Message("Write ‘{word}’", word=mnemonic_free(self._puzzle.better)))

    def _mended(self) -> None:
        if self._puzzle is not None:
            self._mend(self._puzzle)
