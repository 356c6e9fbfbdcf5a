"""Before and after in one table: the two periods, the output, and what was used of each utility."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any, Final

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import QGridLayout, QMenu, QWidget

from app.assessments import AssessmentFields, Open, UtilityFields
from app.clock import Clock
from app.drafts import Basis, Part
from app.field_words import field_word
from app.kept import Kept
from app.money import Percent
from app.refusal import Invalid
from app.rules.benefit import Benefit
from app.rules.units import OUTPUT_UNITS, Quantity, converted
from app.texts import N_, Message
from app.words import word
from models.assessment_kinds import Unit, UtilityKind
from ui import theme
from ui.assessment.cells import PeriodCell, QuantityCell
from ui.assessment.utility_row import UtilityRow
from ui.drafts.cells import retype_row, start_of, typed_in_row
from ui.drafts.hub import Typing
from ui.widgets.basic import Button, Label, column, rule
from ui.widgets.fields import Field, TextField
from ui.widgets.stops import in_line
from ui.words import Speaking

_TOP: Final = Qt.AlignmentFlag.AlignVCenter
_RIGHT: Final = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_HEADS: Final = (
    ("", None), ("", None), (N_("Baseline"), _RIGHT), (N_("After"), _RIGHT), (N_("For one unit of output"), _RIGHT),
    (N_("Saved for the same output"), _RIGHT),
)  # fmt: skip
_LATER: Final = frozenset({"after_from", "after_until", "output_after"})
_WIDE: Final = 7


class BeforeAfter(Typing, Speaking, QWidget):
    """The table. Signals: `changed()` at each keystroke; `strike(Kept)` asks to strike out a saved utility."""

    changed = Signal()
    strike = Signal(object)

    def __init__(self, clock: Clock) -> None:
        super().__init__()
        #: The assessment that periods and output correct.
        self.basis: Basis | None = None
        self.rows: list[UtilityRow] = []
        self.fields = _fields(clock)
        self._kept = AssessmentFields()
        self._heads = [Label(text, tone="muted", size="caption") if text else Label() for text, _align in _HEADS]
        for head, (_text, align) in zip(self._heads, _HEADS, strict=True):
            if align is not None:
                head.setAlignment(align)
        self._labels = {name: Label(text) for name, text in (("from", N_("From")), ("until", N_("Until")))}
        self._output_label = Label(N_("Output"))
        self.carbon = [Label(copyable=True) for _ in range(3)]
        self._line = rule()
        self.add_button = Button(N_("Add a utility"), icon_name="plus")
        self.add_button.setMenu(self._kinds())
        self._grid = QGridLayout()
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(theme.S12)
        self._grid.setVerticalSpacing(theme.S4)
        self._grid.setColumnStretch(1, 1)
        self.setLayout(column(self._grid, gap=theme.S8))
        for name, field in self.fields.items():
            field.name = name
            field.changed.connect(self.changed)
        self._begin()
        self._name_fields()
        self._lay_out()
        self.is_typed()
        self.changed.connect(self.tell_typed)

    # what the section asks

    def put(self, whole: AssessmentFields, utilities: Sequence[Kept[UtilityFields]]) -> None:
        """Show what is saved; what is being typed stays."""
        if not self.whole_dirty:
            self._put_whole(whole)
        self._kept = whole
        ours = {one.kept.id: one for one in self.rows if one.kept is not None}
        saved = []
        for kept in utilities:
            known = ours.pop(kept.id, None)
            if known is None:
                known = self._row(kept, kept.fields.kind)
            else:
                known.renew(kept)
            saved.append(known)
        for gone in ours.values():
            _drop(gone)
        self._take([*saved, *(one for one in self.rows if one.kept is None)])

    @property
    def whole_dirty(self) -> bool:
        """Whether periods or output are not saved."""
        return any(field.state() != self._start[name] for name, field in self.fields.items())

    @property
    def dirty(self) -> bool:
        """Whether anything is not saved."""
        return self.whole_dirty or any(one.dirty for one in self.rows)

    def typing(self) -> list[Part]:
        """Periods and output, and every utility, that are not saved."""
        whole = [typed_in_row(self.fields, self._was, "whole", self.basis, field_word)] if self.whole_dirty else []
        return [*whole, *(one.typed() for one in self.rows if one.dirty)]

    def retype(self, parts: Sequence[Part]) -> int:
        """Put words back; a utility that was new, or is gone, becomes a new row."""
        return sum(self._retype(part) for part in parts)

    def whole(self, base: AssessmentFields) -> AssessmentFields:
        """Periods and output over what else is kept; raises `Invalid` naming the field."""
        values = {name: field.read() for name, field in self.fields.items()}
        return _over(base, values)

    def understood(self, base: AssessmentFields) -> AssessmentFields:
        """What can be read of periods and output now."""
        values = {name: _try(field) for name, field in self.fields.items()}
        try:
            return _over(base, values)
        except Invalid:
            return _over(base, values | {"output_after": None})

    def utilities(self) -> tuple[tuple[str, UtilityFields], ...]:
        """The utilities as they can be read on the screen, each with its key."""
        return tuple((one.key, one.understood()) for one in self.rows)

    def settle(self) -> None:
        """What stands now is saved; new rows come back with the next sheet."""
        self._begin()
        for one in [one for one in self.rows if one.kept is None]:
            _drop(one)
            self.rows.remove(one)
        for one in self.rows:
            one.settle()

    def discard(self) -> None:
        """Show what is saved."""
        self._put_whole(self._kept)
        for one in self.rows:
            if one.kept is None:
                _drop(one)
            else:
                one.put(one.kept.fields)
        self._take([one for one in self.rows if one.kept is not None])

    def put_worked(self, benefit: Benefit) -> None:
        """What came of it all, beside the cells."""
        worked = {one.key: one for one in benefit.measured}
        for one in self.rows:
            one.put_worked(worked.get(one.key))
        carbon = benefit.carbon
        for label in self.carbon:
            label.setVisible(carbon is not None)
        if carbon is None or carbon.saved is None or carbon.level is None:
            return
        self.carbon[0].say(carbon.name)
        self.carbon[1].say(Message("{n} {unit}", n=carbon.after, unit=carbon.unit))
        saved = Message("{n} {unit}", n=abs(carbon.saved), unit=carbon.unit)
        if carbon.saved < 0:
            saved = Message("{n} {unit} more", n=abs(carbon.saved), unit=carbon.unit)
        share = Percent(abs(carbon.share)) if carbon.share is not None else ""
        self.carbon[2].say(Message("{amount} ({share})", amount=saved, share=share))

    def set_open(self, now: Open, *, may: bool) -> None:
        """Which cells may be changed now."""
        all_, after = may and now is Open.ALL, may and now is Open.AFTER
        for name, field in self.fields.items():
            field.setEnabled(all_ or (after and name in _LATER))
        for one in self.rows:
            one.set_open(all_=all_, after=after)
        self.add_button.setVisible(all_)

    def refuse(self, refusal: Invalid) -> bool:
        """Show a refusal beside the cell it names; gives whether it names one of ours."""
        parts = (refusal.field or "").split(".")
        if parts[0] == "lines" and len(parts) == 3:
            for one in self.rows:
                if str(one.number) == parts[1]:
                    one.tell(refusal)
                    one.go_to(parts[2])
                    return True
        if parts[0] in self.fields:
            field = self.fields[parts[0]]
            field.set_wrong(True)
            field.control.setFocus(Qt.FocusReason.OtherFocusReason)
        return False

    def clear_wrong(self) -> None:
        """No cell is marked."""
        for field in self.fields.values():
            field.set_wrong(False)

    def add(self, kind: UtilityKind) -> None:
        """One more utility, with the focus in it."""
        made = self._row(None, kind)
        self._take([*self.rows, made])
        made.go_to("before")
        self.changed.emit()

    # rows

    def _row(self, kept: Kept[UtilityFields] | None, kind: UtilityKind) -> UtilityRow:
        made = UtilityRow(self, kept, kind)
        made.changed.connect(self.changed)
        made.leaving.connect(lambda: self._leave(made))
        return made

    def _leave(self, one: UtilityRow) -> None:
        if one.kept is not None:
            self.strike.emit(one.kept)
            return
        _drop(one)
        self._take([each for each in self.rows if each is not one])
        self.add_button.setFocus(Qt.FocusReason.OtherFocusReason)
        self.changed.emit()

    def _take(self, rows: list[UtilityRow]) -> None:
        if rows != self.rows:
            self.rows = rows
            self._lay_out()
        for number, one in enumerate(self.rows, 1):
            one.set_number(number)

    def _put_whole(self, whole: AssessmentFields) -> None:
        for name, value in _shown(whole).items():
            with QSignalBlocker(self.fields[name]):
                self.fields[name].put(value)
        self._begin()

    def _begin(self) -> None:
        self._start = {name: field.state() for name, field in self.fields.items()}
        self._was = start_of(self.fields)

    def _retype(self, part: Part) -> int:
        if part.key == "whole":
            return retype_row(self.fields, part)
        what, _, which = part.key.partition(" ")
        if what != "utility" or self.add_button.isHidden():
            return 0
        kind, _, id = which.partition(" ")
        saved = next((one for one in self.rows if one.kept is not None and str(one.kept.id) == id), None)
        if saved is None:
            saved = self._row(None, UtilityKind(kind))
            self._take([*self.rows, saved])
        return saved.retype(part)

    # laying out

    def _lay_out(self) -> None:
        grid = self._grid
        while grid.takeAt(0) is not None:
            pass
        for at, head in enumerate(self._heads):
            grid.addWidget(head, 0, at)
        for line, end in enumerate(("from", "until"), 1):
            grid.addWidget(self._labels[end], line, 0)
            for at, period in ((2, "baseline"), (3, "after")):
                grid.addWidget(self.fields[f"{period}_{end}"], line, at)
        grid.addWidget(self._output_label, 3, 0)
        grid.addWidget(self.fields["output_name"], 3, 1)
        grid.addWidget(self.fields["output_before"], 3, 2)
        grid.addWidget(self.fields["output_after"], 3, 3)
        grid.addWidget(self._line, 4, 0, 1, _WIDE)
        line = 5
        for one in self.rows:
            widgets = one.widgets()
            for at, widget in enumerate(widgets[:_WIDE]):
                grid.addWidget(widget, line, at, _TOP if at in (0, 7) else Qt.AlignmentFlag(0))
                widget.show()
            hidden = widgets[_WIDE].isHidden()
            grid.addWidget(widgets[_WIDE], line + 1, 1, 1, _WIDE - 1)
            widgets[_WIDE].setHidden(hidden)
            line += 2
        for at, label in zip((0, 3, 5), self.carbon, strict=True):
            grid.addWidget(label, line, at, 1, 2 if at == 0 else 1)
            if at:
                label.setAlignment(_RIGHT)
                label.setContentsMargins(0, 0, theme.S8 if at == 3 else 0, 0)
        grid.addWidget(self.add_button, line + 1, 0, 1, 2, Qt.AlignmentFlag.AlignLeft)
        ends = [self.fields[f"{period}_{end}"].control for end in ("from", "until") for period in ("baseline", "after")]
        output = [self.fields[f"output_{name}"].control for name in ("name", "before", "after")]
        in_line(self, [*ends, *output, *(stop for one in self.rows for stop in one.stops()), self.add_button])

    def _kinds(self) -> QMenu:
        menu = QMenu(self)
        for kind in UtilityKind:
            action = menu.addAction("")
            self.says(action.setText, word(kind))
            action.triggered.connect(lambda _on=False, kind=kind: self.add(kind))
        return menu

    def _name_fields(self) -> None:
        """What each cell is called where a heading does not say it by itself."""
        periods = {"baseline": N_("Baseline"), "after": N_("After")}
        ends = {"from": N_("From"), "until": N_("Until")}
        for period, heading in periods.items():
            for end, what in ends.items():
                field = self.fields[f"{period}_{end}"]
                said = Message("{period}: {what}", period=Message(heading), what=Message(what))
                field.says(field.control.setAccessibleName, said)
        for name, what in (
            ("output_name", N_("What is made")),
            ("output_before", N_("Output before")),
            ("output_after", N_("Output after")),
        ):  # fmt: skip
            self.fields[name].says(self.fields[name].control.setAccessibleName, what)


def _fields(clock: Clock) -> dict[str, Field]:
    days = {f"{period}_{end}": PeriodCell(clock=clock) for period in ("baseline", "after")
            for end in ("from", "until")}  # fmt: skip
    return {
        **days,
        "output_name": TextField(most=200, placeholder=N_("What is made")),
        "output_before": QuantityCell(OUTPUT_UNITS),
        "output_after": QuantityCell(OUTPUT_UNITS),
    }


def _shown(whole: AssessmentFields) -> dict[str, object]:
    """What stands in the cells for what is kept: the output with its unit."""
    names = ("baseline_from", "baseline_until", "after_from", "after_until", "output_name")
    unit = whole.output_unit or Unit.T
    amounts = {name: getattr(whole, name) for name in ("output_before", "output_after")}
    return {name: getattr(whole, name) for name in names} | {
        name: None if value is None else Quantity(value, unit) for name, value in amounts.items()
    }


def _over(base: AssessmentFields, values: dict[str, Any]) -> AssessmentFields:
    """What is kept with what the cells say over it; both outputs in the unit of the first."""
    before, after = values["output_before"], values["output_after"]
    known = before or after
    unit = None if known is None else known.unit
    if before is not None and after is not None:
        try:
            after = Quantity(converted(after, before.unit), before.unit)
        except ValueError:
            text = "The output of both periods must be counted in the same kind of unit."
            raise Invalid(text, field="output_after") from None
    return replace(
        base,
        **{name: values[name] for name in ("baseline_from", "baseline_until", "after_from", "after_until")},
        output_name=values["output_name"] or "",
        output_unit=unit,
        output_before=None if before is None else before.value,
        output_after=None if after is None else after.value,
    )


def _try(field: Field) -> Any:
    """What a cell says, or None while it cannot be read."""
    try:
        return field.read()
    except Invalid:
        return None


def _drop(one: UtilityRow) -> None:
    """Take the widgets of a row off the screen."""
    for widget in one.widgets():
        widget.hide()
        widget.setParent(None)
        widget.deleteLater()
    one.deleteLater()
