"""Form: labels, fields, hints and errors in sections; the whole of what a person is filling in.

A form lays out and reads; what the values mean is the office's business. Errors stand beside their field
and once more at the top, where each is a link that jumps to its field.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final
from zlib import crc32

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QScrollArea, QVBoxLayout, QWidget

from app.drafts import Basis, Part, Typed
from app.refusal import Invalid, Refusal
from app.texts import Message
from ui import theme
from ui.drafts.hub import Typing
from ui.widgets.basic import Label, column
from ui.widgets.fields import Field
from ui.widgets.form_errors import Summary, as_message, error_line
from ui.words import Speaking, tr

LABEL_WIDTH: Final = 176


@dataclass(slots=True)
class _Row:
    label: Label
    words: str | Message
    field: Field
    cell: QWidget
    hint: Label | None
    error: QFrame
    sentence: Label
    missing: str | Message | None
    problem: Message | None = None
    shown: bool = True


class Form(Typing, Speaking, QWidget):
    """Fields under each other. `changed` comes at each edit by a person or by `put`.

    `basis` is the record that the fields correct, if they do, so that a draft can say what has become of it.
    """

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.basis: Basis | None = None
        self._rows: dict[str, _Row] = {}
        self._start: dict[str, object] = {}
        self._was: dict[str, str] = {}
        self._line = 0
        self._last: QWidget | None = None
        self._general: Message | None = None
        self._summary = Summary()
        self._grid = QGridLayout()
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(theme.S16)
        self._grid.setVerticalSpacing(theme.S12)
        self._grid.setColumnMinimumWidth(0, LABEL_WIDTH)
        self._grid.setColumnStretch(1, 1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(theme.S12)
        whole.addWidget(self._summary)
        whole.addLayout(self._grid)
        whole.addStretch(1)
        self.is_typed()

    def section(self, title: str | Message, hint: str | Message = "") -> None:
        """A heading over the rows that follow."""
        heading = Label(title, size="section", bold=True)
        block = column(heading, gap=2)
        if hint:
            block.addWidget(Label(hint, tone="muted", wrap=True))
        if self._line:
            block.insertSpacing(0, theme.S12)
        self._grid.addLayout(block, self._line, 0, 1, 4)
        self._line += 1

    def add(
        self,
        name: str,
        label: str | Message,
        field: Field,
        *,
        hint: str | Message = "",
        missing: str | Message | None = None,
        beside: bool = False,
    ) -> Field:
        """A row. `missing` is the sentence when it is left empty, and makes the row required.

        `beside` puts it at the right of the row before it, where both fields are narrow.
        """
        field.name = name
        words = Label(label, wrap=True)
        words.setFixedWidth(LABEL_WIDTH)
        words.setBuddy(field.control)
        words.setContentsMargins(0, 5, 0, 0)
        self.says(field.control.setAccessibleName, label)
        made = self._cell(field, label, words, hint, missing)
        self._rows[name] = made
        self._place(words, made.cell, beside=beside)
        self._begin(name)
        field.changed.connect(lambda: self._edited(name))
        return field

    def _place(self, words: Label, cell: QWidget, *, beside: bool) -> None:
        """Lay a row out over the whole width, or in the right half of the line before."""
        if beside:
            line, left = self._line - 1, self._last
            assert left is not None
            self._grid.removeWidget(left)
            self._grid.addWidget(left, line, 1, Qt.AlignmentFlag.AlignTop)
            self._grid.setColumnStretch(3, 1)
        else:
            line, self._line = self._line, self._line + 1
        at = 2 if beside else 0
        self._grid.addWidget(words, line, at, Qt.AlignmentFlag.AlignTop)
        if beside:
            self._grid.addWidget(cell, line, 3, Qt.AlignmentFlag.AlignTop)
        else:
            self._grid.addWidget(cell, line, 1, 1, 3)
        self._last = cell

    def whole_width(self, widget: QWidget) -> None:
        """A widget over both columns, such as a table of cost lines."""
        self._grid.addWidget(widget, self._line, 0, 1, 4)
        self._line += 1

    def _cell(
        self, field: Field, label: str | Message, words: Label, hint: str | Message, missing: str | Message | None
    ) -> _Row:
        cell = QWidget()
        inside = column(gap=2)
        cell.setLayout(inside)
        if field.wide:
            inside.addWidget(field)
        else:
            inside.addWidget(field, 0, Qt.AlignmentFlag.AlignLeft)
        hinted = None
        if hint:
            hinted = Label(hint, tone="muted", size="caption", wrap=True)
            self.says(field.control.setAccessibleDescription, hint)
            inside.addWidget(hinted)
        error, sentence = error_line()
        inside.addWidget(error)
        return _Row(words, label, field, cell, hinted, error, sentence, missing)

    def field(self, name: str) -> Field:
        """The field of a row."""
        return self._rows[name].field

    @property
    def names(self) -> frozenset[str]:
        """The names of all rows."""
        return frozenset(self._rows)

    def problems(self) -> tuple[str, ...]:
        """The sentences of all errors shown, in the screen's language."""
        general = () if self._general is None else (tr(self._general),)
        return (*general, *(made.sentence.text() for _name, made in self._problems()))

    def show_row(self, name: str, shown: bool) -> None:
        """Show or hide a row; a hidden one is neither read nor required."""
        made = self._rows[name]
        made.shown = shown
        made.label.setVisible(shown)
        made.cell.setVisible(shown)

    def rehint(self, name: str, hint: str | Message) -> None:
        """Another hint for a row that has one."""
        made = self._rows[name]
        assert made.hint is not None
        made.hint.say(hint)
        self.says(made.field.control.setAccessibleDescription, hint)

    def put(self, values: Mapping[str, Any]) -> None:
        """Show values and take them as the untouched state; rows not named stay as they are."""
        for name, value in values.items():
            self._rows[name].field.put(value)
        self.settle()

    def propose(self, name: str, value: object) -> None:
        """Show a value that nobody typed: it is nothing unsaved."""
        self._rows[name].field.put(value)
        self._begin(name)

    def settle(self) -> None:
        """What stands now is the untouched state: after opening, and after saving."""
        for name in self._rows:
            self._begin(name)
        self.clear_errors()
        self.tell_typed()

    @property
    def dirty(self) -> bool:
        """Whether a person has changed something since `put` or `settle`."""
        return any(self._touched(name) for name in self._rows)

    def typing(self) -> list[Part]:
        """The fields in sight that a person changed."""
        asked = [(name, made) for name, made in self._rows.items() if made.shown and self._touched(name)]
        words = [
            Typed(name, as_message(made.words), text, made.field.seen(), self._was[name])
            for name, made in asked
            if (text := made.field.draft()) is not None
        ]
        return [Part(tuple(words), basis=self.basis)] if words else []

    def retype(self, parts: Sequence[Part]) -> int:
        """Put words back into the fields that may be changed; beside what was saved meanwhile it is said."""
        put = 0
        for part in parts:
            newer = part.basis is not None and self.basis is not None and part.basis.version < self.basis.version
            for word in part.words if not part.key else ():
                made = self._rows.get(word.name)
                if made is None or not made.field.isEnabled():
                    continue
                now = made.field.seen()
                made.field.redraft(word.text)
                if newer and now not in (word.was, word.seen):
                    made.field.explain(tr("Saved meanwhile: {value}", value=now or Message("Empty")))
                put += 1
        return put

    @property
    def opened_with(self) -> str:
        """The words that stood here untouched, as a short name for them; "" when there were none."""
        words = [start for _name, start in sorted(self._start.items()) if type(start) is str and start]
        return f"{crc32(chr(10).join(words).encode()):08x}" if words else ""

    def _begin(self, name: str) -> None:
        """What stands in a field now is nothing unsaved."""
        field = self._rows[name].field
        self._start[name], self._was[name] = field.state(), field.seen()

    def _touched(self, name: str) -> bool:
        return self._rows[name].field.state() != self._start[name]

    def peek(self) -> dict[str, Any]:
        """What can be read now, for sums while typing; unreadable and hidden fields give None."""
        return {name: self._try(made) for name, made in self._rows.items()}

    def _try(self, made: _Row) -> Any:
        try:
            return made.field.read() if made.shown else None
        except Invalid:
            return None

    def read(self) -> dict[str, Any] | None:
        """All values of shown rows, or None when one is missing or unreadable; then the errors are shown."""
        values: dict[str, Any] = {}
        self.clear_errors()
        for name, made in self._rows.items():
            if not made.shown:
                continue
            try:
                values[name] = made.field.read()
            except Invalid as problem:
                self._mark(made, problem.message)
                continue
            if values[name] is None and made.missing is not None:
                self._mark(made, as_message(made.missing))
        return None if self._point() else values

    def refuse(self, refusal: Refusal) -> None:
        """Show a refusal of the office: beside its field when it names one of ours, else at the top."""
        self.clear_errors()
        made = self._rows.get(refusal.field or "")
        if made is not None and made.shown:
            self._mark(made, refusal.message)
        else:
            self._general = refusal.message
        self._point()

    def clear_errors(self) -> None:
        """Take all errors away."""
        self._general = None
        for made in self._rows.values():
            self._unmark(made)
        self._summary.show_problems(None, [])

    def retranslate(self) -> None:
        """The summary has its sentences in the form's hands."""
        super().retranslate()
        self._summarise()

    def _edited(self, name: str) -> None:
        made = self._rows[name]
        if made.problem is not None:
            self._unmark(made)
            self._summarise()
        self.changed.emit()
        self.tell_typed()

    def _mark(self, made: _Row, problem: Message) -> None:
        made.problem = problem
        made.sentence.say(problem)
        made.error.show()
        made.field.set_wrong(True)
        made.field.control.setAccessibleDescription(tr(problem))

    def _unmark(self, made: _Row) -> None:
        made.problem = None
        made.error.hide()
        made.field.set_wrong(False)
        made.field.control.setAccessibleDescription(made.hint.text() if made.hint else "")

    def _problems(self) -> list[tuple[str, _Row]]:
        return [(name, made) for name, made in self._rows.items() if made.problem is not None]

    def _summarise(self) -> None:
        links = [
            (Message("{field}: {problem}", field=as_message(made.words), problem=made.problem), made.field)
            for _name, made in self._problems()
        ]
        self._summary.show_problems(self._general, links)

    def _point(self) -> bool:
        """Show the summary and go to the first field with an error; False when there is nothing wrong."""
        wrong = self._problems()
        self._summarise()
        if wrong:
            wrong[0][1].field.control.setFocus(Qt.FocusReason.OtherFocusReason)
        elif self._general is not None:
            self._bring_into_view()
        return bool(wrong or self._general)

    def _bring_into_view(self) -> None:
        """Scroll to the summary: who types far below it would not see that nothing was saved."""
        around = self.parentWidget()
        while around is not None and not isinstance(around, QScrollArea):
            around = around.parentWidget()
        if around is not None:
            laid = self.layout()
            assert laid is not None
            laid.activate()
            around.ensureWidgetVisible(self._summary)
