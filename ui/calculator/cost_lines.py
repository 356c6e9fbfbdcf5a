"""The cost lines as an editable grid, with their totals. What is typed is kept until somebody saves or discards it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Final
from uuid import UUID

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from app.clock import Clock
from app.costs import CostFields
from app.drafts import Part
from app.kept import Kept
from app.money import Amount
from app.refusal import Invalid
from app.rules.request import CostLine
from app.texts import N_, Message
from models.kinds import CostKind
from ui import theme
from ui.calculator.cost_row import CostRow
from ui.drafts.hub import Typing
from ui.widgets.basic import Button, Label, column
from ui.widgets.stops import in_line
from ui.words import Speaking, shown

_TOP: Final = Qt.AlignmentFlag.AlignTop
_RIGHT: Final = Qt.AlignmentFlag.AlignRight
_HEADS: Final = (
    (N_("Kind of cost"), None),
    (N_("Text"), None),
    (N_("Amount"), _RIGHT),
    (N_("Currency"), None),
    (N_("In HKD"), _RIGHT),
    (N_("Eligible"), Qt.AlignmentFlag.AlignHCenter),
)


@dataclass(frozen=True, slots=True)
class Changed:
    """A line to be saved: as it was kept (None for a new one), as it reads now, and its state for `saved`."""

    row: CostRow
    kept: Kept[CostFields] | None
    fields: CostFields
    state: object


class CostLines(Typing, Speaking, QWidget):
    """The grid. Signals: `changed()` at each keystroke; `strike(Kept)` asks to strike out a saved line."""

    changed = Signal()
    strike = Signal(object)

    def __init__(self, clock: Clock, *, always_one: bool = False) -> None:
        super().__init__()
        self._clock = clock
        self._always_one = always_one
        self._kind = CostKind.EQUIPMENT
        self.rows: list[CostRow] = []
        self._heads = [self._head(text, align) for text, align in _HEADS]
        self._grid = QGridLayout()
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(theme.S8)
        self._grid.setVerticalSpacing(theme.S4)
        self._grid.setColumnStretch(1, 1)
        self._none = Label(N_("No cost line yet. The sum needs at least one."), tone="muted")
        self.add_button = Button(N_("Add a cost line"), icon_name="plus", then=self.add)
        self._totals = Label(tone="muted")
        self._total = Label(bold=True, copyable=True)
        self._total.setAlignment(_RIGHT)
        self.setLayout(column(self._none, self._grid, gap=theme.S8))
        self._lay_out()
        self.is_typed()
        if always_one:
            self._new()

    # what the owner asks

    def set_kind(self, kind: CostKind) -> None:
        """What a new line is for unless somebody says otherwise; new lines in which nothing was typed follow."""
        self._kind = kind
        for one in self.rows:
            if one.blank:
                one.put(None, kind)

    def put(self, costs: Sequence[Kept[CostFields]]) -> None:
        """Show the saved lines; lines being typed stay, and say so when they were changed elsewhere."""
        ours = {one.kept.id: one for one in self.rows if one.kept is not None}
        saved = [self._renewed(ours.pop(kept.id, None), kept) for kept in costs]
        new = [one for one in self.rows if one.kept is None]
        for gone in ours.values():
            if gone.dirty:
                gone.detach()
                new.append(gone)
            else:
                _drop(gone)
        self._take([*saved, *new])

    def asked(self) -> tuple[CostLine, ...]:
        """The lines as the calculator is asked them; raises `Invalid` for one that cannot be read, with its number."""
        found = []
        for one in self._filled():
            try:
                found.append(one.read())
            except Invalid as problem:
                raise Invalid(
                    "Cost line {number}: {sentence}",
                    field=f"lines.{one.number}.{problem.field}",
                    number=one.number,
                    sentence=problem.message,
                ) from None
        return tuple(found)

    @property
    def dirty(self) -> bool:
        """Whether a line is not saved."""
        return any(one.dirty for one in self.rows)

    def typing(self) -> list[Part]:
        """Every line that is not saved."""
        return [one.typed() for one in self.rows if one.dirty]

    def retype(self, parts: Sequence[Part]) -> int:
        """Put lines back; one that was new, or is gone, becomes a new one."""
        saved = {f"cost {one.kept.id}": one for one in self.rows if one.kept is not None}
        put = 0
        for part in parts if self.add_button.isEnabled() else ():
            if part.key.startswith("cost "):
                fresh = (one for one in self.rows if one.blank)
                put += (saved.get(part.key) or next(fresh, None) or self._new()).retype(part)
        return put

    def changes(self) -> list[Changed] | None:
        """What is to be saved, or None when a line cannot be read: then it says why, and has the focus."""
        wrong = [one for one in self._filled() if not one.look(all_cells=True)]
        if wrong:
            self.point(wrong[0])
            return None
        return [Changed(one, one.kept, one.read(), one.state()) for one in self.rows if one.dirty]

    def point(self, wrong: CostRow) -> None:
        """Go to the cell of a line that cannot be read."""
        try:
            wrong.read()
        except Invalid as problem:
            wrong.go_to(problem)

    def saved(self, changes: Sequence[Changed], ids: Sequence[UUID]) -> None:
        """The changes are in the office under these ids; the next `put` brings their versions."""
        for change, id in zip(changes, ids, strict=True):
            change.row.kept = Kept(id, change.kept.version if change.kept else 1, change.fields)
            change.row.settle(change.state)

    def refuse(self, refusal: Invalid) -> bool:
        """Show a refusal that names a line (`lines.2.text`) under it; gives whether it does."""
        parts = (refusal.field or "").split(".")
        if len(parts) < 3 or parts[0] != "lines":
            return False
        for one in self.rows:
            if str(one.number) == parts[1]:
                one.tell(refusal)
                one.go_to(refusal)
                return True
        return False

    def discard(self) -> None:
        """Show what is saved."""
        kept = [one for one in self.rows if one.kept is not None]
        for one in self.rows:
            if one.kept is None:
                _drop(one)
            else:
                one.put(one.kept.fields)
                one.look()
        self._take(kept)

    def add(self) -> None:
        """One more line, with the focus in it."""
        made = self._new()
        made.fields["kind"].control.setFocus(Qt.FocusReason.OtherFocusReason)

    def set_allowed(self, allowed: bool) -> None:
        """Whether lines may be changed here."""
        for widget in (self.add_button, *(part for one in self.rows for part in one.widgets())):
            widget.setEnabled(allowed)

    def retranslate(self) -> None:
        """Amounts are shown as the language does."""
        super().retranslate()
        for one in self.rows:
            one.say_again()
        self._add_up()

    # rows

    def _filled(self) -> list[CostRow]:
        return [one for one in self.rows if not one.blank]

    def _renewed(self, known: CostRow | None, kept: Kept[CostFields]) -> CostRow:
        if known is None:
            return self._row(kept)
        known.renew(kept)
        return known

    def _row(self, kept: Kept[CostFields] | None) -> CostRow:
        kind = self.rows[-1].fields["kind"].read() if self.rows else self._kind
        made = CostRow(self, self._clock, kept, kind)
        made.changed.connect(self._edited)
        made.leaving.connect(lambda: self._leave(made))
        return made

    def _new(self) -> CostRow:
        made = self._row(None)
        self._take([*self.rows, made])
        return made

    def _leave(self, one: CostRow) -> None:
        if one.kept is not None:
            self.strike.emit(one.kept)
            return
        at = self.rows.index(one)
        _drop(one)
        self._take([each for each in self.rows if each is not one])
        after = self.rows[min(at, len(self.rows) - 1)].stops()[0] if self.rows else self.add_button
        after.setFocus(Qt.FocusReason.OtherFocusReason)
        self.changed.emit()

    def _edited(self) -> None:
        self._add_up()
        self.changed.emit()
        self.tell_typed()

    # laying out

    def _take(self, rows: list[CostRow]) -> None:
        if rows != self.rows:
            self.rows = rows
            if self._always_one and not rows:
                self.rows = [self._row(None)]
            for number, one in enumerate(self.rows, 1):
                one.set_number(number)
            self._lay_out()
        self._add_up()

    def _lay_out(self) -> None:
        while self._grid.takeAt(0) is not None:
            pass
        for at, head in enumerate(self._heads):
            self._grid.addWidget(head, 0, at)
            head.setVisible(bool(self.rows))
        for line, one in enumerate(self.rows):
            self._place(1 + 4 * line, one)
        foot = 1 + 4 * len(self.rows)
        self._grid.addWidget(self.add_button, foot, 0, Qt.AlignmentFlag.AlignLeft)
        self._grid.addWidget(self._totals, foot, 1, 1, 3, _RIGHT | Qt.AlignmentFlag.AlignVCenter)
        self._grid.addWidget(self._total, foot, 4, Qt.AlignmentFlag.AlignVCenter)
        self._none.setVisible(not self.rows)
        in_line(self, [*(stop for one in self.rows for stop in one.stops()), self.add_button])

    def _place(self, line: int, one: CostRow) -> None:
        widgets = one.widgets()
        for at, widget in enumerate(widgets[:7]):
            align = Qt.AlignmentFlag.AlignHCenter if at == 5 else Qt.AlignmentFlag(0)
            self._grid.addWidget(widget, line, at, align)
            widget.show()
        for below, widget in enumerate(widgets[7:], 1):
            hidden = widget.isHidden()
            self._grid.addWidget(widget, line + below, 0, 1, 7)
            widget.setHidden(hidden)

    def _head(self, text: str, align: Qt.AlignmentFlag | None) -> Label:
        head = Label(text, tone="muted", size="caption")
        if align is not None:
            head.setAlignment(align)
        return head

    def _add_up(self) -> None:
        """The totals of what can be read."""
        found = [fields for one in self.rows if (fields := one.understood()) is not None]
        parts = {True: Decimal(0), False: Decimal(0)}
        for fields in found:
            parts[fields.eligible] += fields.hkd
        self._total.put(shown(Amount(parts[True])))
        self._total.setVisible(bool(found))
        self._totals.setVisible(bool(found))
        self._totals.say(_heading(parts[False], unfinished=len(self._filled()) - len(found)))


def _heading(not_eligible: Decimal, *, unfinished: int) -> Message:
    """What the total is the total of; lines that cannot be read yet are not in it."""
    amount = Amount(not_eligible)
    if unfinished and not_eligible:
        return Message("Not eligible {amount} · Eligible, {n} unfinished left out", amount=amount, n=unfinished)
    if unfinished:
        return Message("Eligible so far, {n} unfinished left out", n=unfinished)
    if not_eligible:
        return Message("Not eligible {amount} · Eligible", amount=amount)
    return Message("Eligible together")


def _drop(one: CostRow) -> None:
    """Take the widgets of a line off the screen."""
    for widget in one.widgets():
        widget.hide()
        widget.setParent(None)
        widget.deleteLater()
    one.deleteLater()
