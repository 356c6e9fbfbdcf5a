"""One utility in the table of before and after: its cells, what was worked out of them, and what is wrong."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QFrame, QLineEdit, QWidget

from app.assessments import UtilityFields
from app.drafts import Basis, Part
from app.kept import Kept
from app.money import Percent
from app.refusal import Invalid
from app.rules.benefit import Measured
from app.rules.units import UTILITY_UNITS, Quantity
from app.texts import N_, Message
from app.words import word
from models.assessment_kinds import UtilityKind
from ui import theme
from ui.assessment.cells import QuantityCell, WhichCell
from ui.drafts.cells import retype_row, start_of, typed_in_row
from ui.icons import IconLabel
from ui.widgets.basic import Label, Tool, row
from ui.widgets.fields import Field
from ui.words import shown, tr

_RIGHT: Final = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
#: What is measured once the project runs.
_LATER: Final = frozenset({"after"})
_CELLS: Final = {"text": N_("Which one"), "before": N_("Baseline"), "after": N_("After")}


_CLASH: Final = Invalid("This was changed elsewhere while you were typing. Saving puts yours in its place.")


class UtilityRow(QObject):
    """The widgets of one utility, laid out by `BeforeAfter`. Signals: `changed()`, `leaving()` asks to be taken out.

    `kept` is the utility as it is saved, None for a new one; `key` names it in the findings.
    """

    changed = Signal()
    leaving = Signal()

    def __init__(self, parent: QWidget, kept: Kept[UtilityFields] | None, kind: UtilityKind) -> None:
        super().__init__(parent)
        self.kept, self.kind, self.number = kept, kind, 0
        self._clash = False
        units = UTILITY_UNITS[kind]
        self.name = Label(word(kind))
        self.fields: dict[str, Field] = {
            "text": WhichCell(kind),
            "before": QuantityCell(units),
            "after": QuantityCell(units),
        }
        self.saved, self.each = _figure(), _figure()
        self.remove = Tool("trash", N_("Strike out this utility"), then=self.leaving.emit)
        self._sentence = Label(tone="danger", wrap=True)
        self.trouble = QFrame()
        told = row(IconLabel("warning-circle", "danger", 16), self._sentence, gap=theme.S4)
        told.setContentsMargins(0, 0, 0, theme.S4)
        self.trouble.setLayout(told)
        for widget in self.widgets():
            widget.setParent(parent)  # a part without a parent would open as a window of its own
        self.put(kept.fields if kept is not None else None)
        for name, field in self.fields.items():
            field.name = name
            field.changed.connect(self._edited)
            if isinstance(field.control, QLineEdit):
                field.control.editingFinished.connect(self.look)

    @property
    def key(self) -> str:
        """How the findings name it."""
        return str(self.kept.id) if self.kept is not None else f"new-{id(self)}"

    def put(self, saved: UtilityFields | None) -> None:
        """Show a utility as it is saved, or an empty one; this is the untouched state."""
        given = saved or UtilityFields(self.kind)
        self.fields["text"].put(given.text)
        self.fields["before"].put(_quantity(given.before, given.before_unit))
        self.fields["after"].put(_quantity(given.after, given.after_unit))
        self._start, self._clash = self.state(), False
        self._was = start_of(self.fields)
        self._follow_unit()
        self.tell(None)

    def settle(self) -> None:
        """What stands now is saved."""
        self._start, self._clash = self.state(), False
        self._was = start_of(self.fields)

    def state(self) -> object:
        """What is in the cells, readable or not."""
        return tuple(field.state() for field in self.fields.values())

    @property
    def dirty(self) -> bool:
        """Whether it is not saved as it stands; a new row in which nothing was typed is nothing."""
        return self.state() != self._start

    def typed(self) -> Part:
        """What is typed in the row and not saved."""
        kept = self.kept
        basis = None if kept is None else Basis("utilities", kept.id, kept.version)
        key = f"utility {self.kind} {self.number if kept is None else kept.id}"
        return typed_in_row(self.fields, self._was, key, basis, self._called)

    def retype(self, part: Part) -> int:
        """Put words back as typing; gives how many cells took theirs."""
        return retype_row(self.fields, part)

    def read(self) -> UtilityFields:
        """The utility; raises `Invalid` naming the cell."""
        before, after = self.fields["before"].read(), self.fields["after"].read()
        return UtilityFields(
            self.kind,
            self.fields["text"].read() or "",
            before.value if before is not None else None,
            before.unit if before is not None else None,
            after.value if after is not None else None,
            after.unit if after is not None else None,
        )

    def understood(self) -> UtilityFields:
        """What can be read of it now."""
        try:
            return self.read()
        except Invalid:
            return UtilityFields(self.kind, self.fields["text"].state() or "")  # type: ignore[arg-type]

    def renew(self, kept: Kept[UtilityFields]) -> None:
        """It was read again; what is being typed stays, and a change made elsewhere is told."""
        before, self.kept = self.kept, kept
        if before is not None and before.fields == kept.fields:
            return
        if not self.dirty:
            self.put(kept.fields)
            return
        self._clash = True
        self.look()

    def put_worked(self, worked: Measured | None) -> None:
        """What came of it: the saving with its share, and what one unit of output took in each period."""
        if worked is None:
            for label in (self.saved, self.each):
                label.put("")
            return
        self._show_saved(worked)
        parts = [part for part in (worked.before_each, worked.after_each) if part is not None]
        figures = " → ".join(shown(part) for part in parts)
        self.each.put(tr(Message("{n} {unit}", n=figures, unit=worked.each_unit)) if parts and worked.each_unit else "")

    def _show_saved(self, worked: Measured) -> None:
        theme.set_tone(self.saved, "plain")
        if worked.saved is None:
            both = self.fields["before"].state() and self.fields["after"].state()
            theme.set_tone(self.saved, "muted")
            self.saved.put(tr(worked.why) if worked.why is not None and both else "")
            return
        values = {"n": abs(worked.saved), "unit": worked.unit}
        if worked.saved < 0:
            theme.set_tone(self.saved, "warn")
            text = Message("{n} {unit} more", **values)
        else:
            text = Message("{n} {unit}", **values)
        if worked.share is not None and abs(worked.share) < 10:
            text = Message("{amount} ({share})", amount=text, share=Percent(abs(worked.share)))
        self.saved.put(tr(text))

    def look(self) -> bool:
        """Show what is wrong; gives whether it can be read."""
        try:
            self.read()
        except Invalid as problem:
            self.tell(problem)
            return False
        self.tell(_CLASH if self._clash else None)
        return True

    def tell(self, problem: Invalid | None) -> None:
        """Put a sentence under the row and mark its cell; None takes both away."""
        name = (problem.field or "").rpartition(".")[2] if problem is not None else ""
        for each, field in self.fields.items():
            field.set_wrong(each == name)
            field.control.setAccessibleDescription(tr(problem.message) if problem and each == name else "")
        if problem is not None:
            self._sentence.say(problem.message)
        self.trouble.setVisible(problem is not None)

    def go_to(self, name: str) -> None:
        """Put the focus into a cell."""
        self.fields.get(name, self.fields["before"]).control.setFocus(Qt.FocusReason.OtherFocusReason)

    def set_open(self, *, all_: bool, after: bool) -> None:
        """Which cells may be changed."""
        for name, field in self.fields.items():
            field.setEnabled(all_ or (after and name in _LATER))
        self.remove.setEnabled(all_)
        self.remove.setVisible(all_)

    def set_number(self, number: int) -> None:
        """The place of the row, as a screen reader says it."""
        self.number = number
        for name, field in self.fields.items():
            field.says(field.control.setAccessibleName, self._called(name))
        self.remove.says(self.remove.setAccessibleName, Message("Strike out {utility}", utility=word(self.kind)))

    def widgets(self) -> list[QWidget]:
        """Everything, in the order of the columns; the last one stands under the others."""
        return [
            self.name, self.fields["text"], self.fields["before"], self.fields["after"],
            self.each, self.saved, self.remove, self.trouble,
        ]  # fmt: skip

    def stops(self) -> list[QWidget]:
        """Where Tab stops."""
        return [*(self.fields[name].control for name in ("text", "before", "after")), self.remove]

    def _called(self, name: str) -> Message:
        return Message("{utility}: {what}", utility=word(self.kind), what=Message(_CELLS[name]))

    def _edited(self) -> None:
        self._follow_unit()
        if not self.trouble.isHidden():
            self.look()
        self.changed.emit()

    def _follow_unit(self) -> None:
        """A bare number after is in the unit of the one before."""
        before, after = self.fields["before"], self.fields["after"]
        assert isinstance(before, QuantityCell)
        assert isinstance(after, QuantityCell)
        try:
            found = before.read()
        except Invalid:
            return
        if found is not None:
            after.set_usual(found.unit)


def _figure() -> Label:
    label = Label(copyable=True)
    label.setAlignment(_RIGHT)
    return label


def _quantity(value: object, unit: object) -> Quantity | None:
    return None if value is None or unit is None else Quantity(value, unit)  # type: ignore[arg-type]
