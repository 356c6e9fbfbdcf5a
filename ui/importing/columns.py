"""What each column of a list is: guessed, shown with its first values, and corrected here."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QSizePolicy, QWidget

from app.importing.cells import shown
from app.importing.check import column_letter
from app.importing.fields import FIELDS, KIND_WORDS, Kind
from app.importing.layout import Layout, titles
from app.inside.decoding import ENCODINGS
from app.inside.grid import Grid
from app.texts import N_, Message
from ui import theme
from ui.widgets.basic import Button, Label, column, row
from ui.widgets.fields import ChoiceField
from ui.widgets.scroll import Scroll
from ui.widgets.stops import in_line
from ui.words import Speaking

#: So many columns can be given a field here; those beyond are left out, and said.
MOST: Final = 60
_SAMPLES, _LONGEST = 3, 34
_ROWS: Final = 25

_ENCODINGS: Final = {
    "utf-8": "UTF-8",
    "big5hkscs": "Big5-HKSCS",
    "gb18030": "GB18030",
    "utf-16-le": "UTF-16 LE",
    "utf-16-be": "UTF-16 BE",
}


class Columns(Speaking, QWidget):
    """The columns of a sheet. Signals: `changed(Layout)`; `read_again(sheet, encoding)`; `owner_asked()`."""

    changed = Signal(object)
    kind_chosen = Signal(object)
    header_chosen = Signal(int)
    read_again = Signal(object, object)
    owner_asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.layout_: Layout | None = None
        self._grid: Grid | None = None
        self._choices: list[ChoiceField] = []
        self.kind = ChoiceField([(kind, text) for kind, text in KIND_WORDS.items()], blank=None, width=150)
        self.sheet = ChoiceField([], blank=None, width=150)
        self.encoding = ChoiceField([(one, Message(_ENCODINGS[one])) for one in ENCODINGS], blank=None, width=130)
        self.header = ChoiceField([], blank=None, width=300)
        self.header.choices.setMaximumWidth(420)
        self._labels = [Label(text, tone="muted") for text in _ASKED]
        self.owner = Label()
        self._owner_label = Label(N_("Factories without an applicant"), tone="muted")
        self.choose_owner = Button(N_("Choose the applicant…"), icon_name="buildings", then=self.owner_asked.emit)
        self._inside = QWidget()
        self._inside.setProperty("surface", "clear")
        self._rows = QGridLayout(self._inside)
        self._rows.setContentsMargins(0, theme.S4, theme.S16, theme.S16)
        self._rows.setHorizontalSpacing(theme.S16)
        self._rows.setVerticalSpacing(theme.S4)
        for part, text in zip((self.kind, self.sheet, self.encoding, self.header), _ASKED, strict=True):
            part.says(part.choices.setAccessibleName, text)
        self._lay_out()
        self._listen()

    def put(self, grid: Grid, layout: Layout) -> None:
        """Show a sheet and how it is read."""
        self._grid, self.layout_ = grid, layout
        self.kind.put(layout.kind)
        self.sheet.set_options([(name, Message("{name}", name=name)) for name in grid.sheets])
        self.sheet.put(grid.sheet)
        self.encoding.put(grid.encoding)
        self.header.set_options(self._header_options(grid))
        self.header.put(layout.header)
        for part, on in ((self.sheet, len(grid.sheets) > 1), (self.encoding, bool(grid.encoding))):
            part.setVisible(on)
            self._labels[1 if part is self.sheet else 2].setVisible(on)
        for about_owner in (self._owner_label, self.owner, self.choose_owner):
            about_owner.setVisible(layout.kind is Kind.FACTORIES)
        self._fill()

    def say_owner(self, name: str | None) -> None:
        """Whose the factories are that name no applicant; None for a stand-in."""
        if name is None:
            self.owner.say(N_("go under a stand-in of the list’s name until it is known"))
        else:
            self.owner.put(name)

    def retranslate(self) -> None:
        """The headings of the lines in the new language."""
        super().retranslate()
        if self._grid is not None and self.layout_ is not None:
            self.header.set_options(self._header_options(self._grid))
            self.header.put(self.layout_.header)

    def _header_options(self, grid: Grid) -> list[tuple[int, Message]]:
        found = []
        for at, cells in enumerate(grid.rows[:_ROWS]):
            said = " · ".join(text for one in cells if (text := " ".join(shown(one).split())))
            if said:
                found.append((at, Message("Row {number}: {text}", number=at + 1, text=_cut(said, 40))))
        return found

    def _fill(self) -> None:
        """A line for each column: its letter, its heading, its first values, and what it is."""
        assert self._grid is not None
        assert self.layout_ is not None
        while (old := self._rows.takeAt(0)) is not None:
            if (widget := old.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        self._choices = []
        for at, text in enumerate((N_("Column"), N_("Heading"), N_("First values"), N_("What it is"))):
            self._rows.addWidget(Label(text, tone="muted", size="caption"), 0, at)
        options = [(one.name, one.title) for one in FIELDS[self.layout_.kind]]
        names = titles(self._grid, self.layout_.header)
        used = [at for at in range(len(names)) if names[at] or self._samples(at)]
        for line, at in enumerate(used[:MOST], 1):
            self._add(line, at, names[at], options)
        if len(used) > MOST:
            told = Label(Message("{n} more columns are left out.", n=len(used) - MOST), tone="muted")
            self._rows.addWidget(told, MOST + 1, 1, 1, 3)
        self._rows.setRowStretch(len(used) + 2, 1)
        self._rows.setColumnStretch(2, 1)
        asked = (self.kind, self.sheet, self.encoding, self.header, *self._choices)
        in_line(self, [*(one.choices for one in asked), self.choose_owner])

    def _add(self, line: int, at: int, name: str, options: Sequence[tuple[str, Message]]) -> None:
        letter = Label(tone="muted")
        letter.put(column_letter(at))
        heading = Label(bold=True)
        heading.put(_cut(name, _LONGEST) or "–")
        samples = _Cut("   ·   ".join(self._samples(at)))
        choice = ChoiceField(options, blank=N_("Left out"), width=280)
        assert self.layout_ is not None
        choice.put(self.layout_.columns[at] or None)
        choice.says(choice.choices.setAccessibleName, Message("What column {name} is", name=name or column_letter(at)))
        choice.changed.connect(lambda: self._chosen(at, choice))
        self._choices.append(choice)
        for place, part in enumerate((letter, heading, samples, choice)):
            self._rows.addWidget(part, line, place, Qt.AlignmentFlag.AlignVCenter)

    def _samples(self, at: int) -> list[str]:
        assert self._grid is not None
        assert self.layout_ is not None
        found: list[str] = []
        for cells in self._grid.rows[self.layout_.header + 1 :][:200]:
            text = " ".join(shown(cells[at]).split()) if at < len(cells) else ""
            if text and len(found) < _SAMPLES:
                found.append(_cut(text, _LONGEST))
        return found

    def _chosen(self, at: int, choice: ChoiceField) -> None:
        assert self.layout_ is not None
        columns = list(self.layout_.columns)
        columns[at] = choice.read() or ""
        self.layout_ = replace(self.layout_, columns=tuple(columns))
        self.changed.emit(self.layout_)

    def _lay_out(self) -> None:
        above = row(
            self._labels[0], self.kind, theme.S8, self._labels[1], self.sheet, theme.S8, self._labels[2],
            self.encoding, theme.S8, self._labels[3], self.header, None,
        )  # fmt: skip
        whose = row(self._owner_label, self.owner, theme.S8, self.choose_owner, None)
        laid = column(above, Scroll(self._inside), whose, gap=theme.S12)
        laid.setStretch(1, 1)
        self.setLayout(laid)
        self.say_owner(None)
        self.setFocusProxy(self.kind)

    def _listen(self) -> None:
        self.kind.changed.connect(lambda: self.kind_chosen.emit(self.kind.read()))
        self.header.changed.connect(lambda: self.header_chosen.emit(self.header.read() or 0))
        for part in (self.sheet, self.encoding):
            part.changed.connect(lambda: self.read_again.emit(self.sheet.read(), self.encoding.read()))


_ASKED: Final = (N_("List of"), N_("Sheet"), N_("Encoding"), N_("Headings in"))


class _Cut(Label):
    """Words that end in "…" where the room does."""

    def __init__(self, whole: str) -> None:
        super().__init__(tone="muted")
        self._whole = whole
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Qt's call: the room has changed."""
        super().resizeEvent(event)
        room = self.contentsRect().width() - 2
        self.put(self.fontMetrics().elidedText(self._whole, Qt.TextElideMode.ElideRight, room))


def _cut(text: str, most: int) -> str:
    return text if len(text) <= most else text[: most - 1] + "…"
