"""RecordDialog: one record in a form. It stays open, with all that was typed, until the office has taken it.

When somebody else saved the record meanwhile, what the officer did not touch takes the newer values, what was typed
stays, and the next Save goes to the newer version.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Any, ClassVar, Generic, TypeVar

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from app.drafts import Basis
from app.field_words import yes_no
from app.kept import Kept
from app.refusal import Refusal, Stale
from app.texts import Message
from app.words import word
from ui import theme
from ui.widgets.basic import Label, column, rule
from ui.widgets.dialog import FormDialog
from ui.widgets.scroll import Scroll
from ui.words import tr

F = TypeVar("F")

#: Does the act with the fields and the version seen (None for a new record); then calls one of the two.
Save = Callable[[Any, int | None, Callable[[Any], None], Callable[[Refusal], None]], None]
#: Reads the record again and gives it to the function.
Again = Callable[[Callable[[Kept[Any]], None]], None]


class RecordDialog(FormDialog, Generic[F]):
    """Base of the forms of one record. A subclass adds rows in `build` and says in `answer` what they mean.

    Signal: `saved(result)` with what the act gave, after the dialog was closed.
    """

    saved = Signal(object)
    #: Where its records are kept.
    table: ClassVar[str]

    def __init__(
        self, parent: QWidget | None, title: str | Message, save: Save, *, start: F, kept: Kept[F] | None = None,
        again: Again | None = None,
    ) -> None:  # fmt: skip
        super().__init__(parent, title)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._save, self._again = save, again
        #: What was asked for when it was opened; `ui.applicants.editing` says it, and opens it so again.
        self.asked = ""
        self._seen = None if kept is None else kept.version
        self._rest_on(kept)
        self.build()
        self._base = self.values(start)
        self.form.put(self._base)
        self._states = {name: self.form.field(name).state() for name in self._base}
        self.follow()
        self.form.changed.connect(self.follow)
        self._lay_out(title)

    @property
    def draft_about(self) -> str:
        """What was asked for."""
        return self.asked

    # what a form says of itself

    def build(self) -> None:
        """Add the rows to `form`."""
        raise NotImplementedError

    def values(self, fields: F) -> dict[str, Any]:
        """The record's fields as the rows show them."""
        raise NotImplementedError

    def answer(self, values: dict[str, Any]) -> F:
        """What the rows mean together; hidden rows are not among `values`."""
        raise NotImplementedError

    def follow(self) -> None:
        """Show the rows that belong to what was chosen."""

    # saving

    def take(self) -> None:
        """Read the rows and do the act."""
        values = self.form.read()
        if values is None:
            self._show_problem()
        elif self.ok.isEnabled():
            self.ok.setEnabled(False)
            self._save(self.answer(values), self._seen, self._done, self.refused)

    def _done(self, result: Any) -> None:
        self.accept()
        self.saved.emit(result)

    def refused(self, refusal: Refusal) -> None:
        """The act was refused; one that came too late reads the record again."""
        super().refused(refusal)
        self._show_problem()
        if isinstance(refusal, Stale) and self._again is not None:
            self._again(self._meet)

    def _meet(self, newer: Kept[F]) -> None:
        """Take over what the officer did not touch; say beside the rest what was saved meanwhile."""
        self._seen = newer.version
        self._rest_on(newer)
        base, self._base = self._base, self.values(newer.fields)
        for name, value in self._base.items():
            field = self.form.field(name)
            if field.state() == self._states[name]:
                self.form.propose(name, value)
                self._states[name] = field.state()
            elif value != base[name]:
                field.explain(tr(Message("Saved meanwhile: {value}", value=_told(value))))
        self.follow()

    def _rest_on(self, kept: Kept[F] | None) -> None:
        self.form.basis = None if kept is None else Basis(self.table, kept.id, kept.version)

    # laying out

    def _lay_out(self, title: str | Message) -> None:
        inside = QWidget()
        inside.setProperty("surface", "clear")
        laid = column(Label(title, size="section", bold=True, wrap=True), self.form, None, gap=theme.S16)
        laid.setContentsMargins(theme.S24, theme.S24, theme.S24, theme.S16)
        inside.setLayout(laid)
        self._area = Scroll(inside)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # the first field has it
        self.feet.setContentsMargins(theme.S24, theme.S12, theme.S24, theme.S12)
        self.setLayout(column(self._area, rule(), self.feet, gap=0))
        self.setMinimumWidth(640)
        over = self.parentWidget()
        most = over.window().height() - 2 * theme.S24 if over is not None else 640
        self.resize(700, min(inside.sizeHint().height() + 72, max(most, 400)))

    def _show_problem(self) -> None:
        """The summary stands at the top."""
        self._area.verticalScrollBar().setValue(0)


def choices(kind: type[StrEnum]) -> list[tuple[StrEnum, Message]]:
    """All members of a closed list with their words, for a `ChoiceField`."""
    return [(one, word(one)) for one in kind]


def texts(values: dict[str, Any], *names: str) -> dict[str, str]:
    """Rows of text by name; an empty or hidden one gives ""."""
    return {name: values.get(name) or "" for name in names}


def _told(value: Any) -> Message:
    """A value in words, as far as a form can say it."""
    match value:
        case None | "" | ():
            return Message("Empty")
        case bool():
            return yes_no(value)
        case StrEnum():
            return word(value)
        case str() | date() | Decimal():
            return Message("{value}", value=value)
        case tuple():
            return Message("{list}", list=tuple(_told(one) for one in value))
    return Message("another choice")
