"""Change many cases: what is to change, and under it what that does to each of them. Nothing is written before."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any, Final

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QWidget

from app import changing_many
from app.changing_many import CLEAR, Changed, Done, Later, Line, Wanted
from app.field_words import field_word
from app.officers import OfficerRow, rows
from app.refusal import Invalid, Refusal
from app.texts import N_, Message
from ui import theme
from ui.casefile.parts import officer_name
from ui.desk import Desk
from ui.widgets.basic import Label, column
from ui.widgets.dialog import FormDialog
from ui.widgets.fields import ChoiceField, DateField, TextField, TypedField
from ui.widgets.rows import Column
from ui.widgets.state import State
from ui.widgets.table import Table
from ui.words import shown, tr

_LEAVE: Final = N_("Leave as it is")
_DAY, _LATER, _SET = "day", "later", "set"
#: Milliseconds after the last change of a field until the cases are looked at again.
_PAUSE: Final = 150


class DaysField(TypedField):
    """A whole number of days, before zero with a minus sign."""

    def understand(self, text: str) -> int:
        bare = text.strip().replace("−", "-").removeprefix("+")
        if not bare.removeprefix("-").isdecimal():
            raise Invalid("Enter a whole number of days, such as 14 or -7.", field=self.name)
        return int(bare)

    def written(self, value: int) -> str:
        return str(value)

    def told(self, value: int) -> str:
        return tr("{n} {n|day|days} later", n=value) if value > 0 else tr("{n} {n|day|days} earlier", n=-value)


class ChangeManyDialog(FormDialog):
    """Asks and changes. Signal: `done_with(Done)` when it has; the dialog is then closed."""

    done_with = Signal(object)

    def __init__(self, desk: Desk, parent: QWidget, numbers: Sequence[int], begin: str = "officer_id") -> None:
        super().__init__(parent, Message("Change {n} {n|case|cases}", n=len(numbers)), button=N_("Change"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._desk, self._numbers, self._begin = desk, list(numbers), begin
        self._lines: tuple[Line, ...] = ()
        self._fresh = False
        self._words = Label(tone="muted")
        self.table: Table[Line] = Table(_columns(), lambda line: line.id, title=N_("What changes"), name="bulk")
        self.table.set_empty(State("info", N_("Choose what is to change. Nothing is written before you press Change.")))
        self._fields()
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE)
        self._pause.timeout.connect(self._look)
        self.form.changed.connect(self._edited)
        laid = column(self.form, self._words, self.table, self.feet, margins=theme.S24, gap=theme.S12)
        laid.setStretch(2, 1)
        self.setLayout(laid)
        self.setMinimumSize(760, 560)
        self._show(())
        desk.read(rows, then=self._know_officers)

    def begins(self) -> QWidget | None:
        """The field that was asked for."""
        return self.form.field(self._begin).control

    def take(self) -> None:
        """Change the cases as they were shown."""
        values = self.form.read()
        if values is None or not self.ok.isEnabled():
            return
        if not self._fresh:  # what is done is what was shown
            self._pause.stop()
            self._look()
            return
        self.ok.setEnabled(False)
        self._words.say(N_("Changing…"))
        seen = {line.id: line.version for line in self._lines if line.skipped is None}
        self._desk.do(changing_many.change_many, seen, _wanted(values), then=self._done, failed=self.refused)

    # inside

    def _fields(self) -> None:
        add = self.form.add
        add("officer_id", field_word("officer_id"), ChoiceField(blank=_LEAVE, width=280))
        ways = [(_DAY, N_("Set to a day")), (_LATER, N_("Move by days")), (CLEAR, N_("Clear"))]
        add("due", field_word("due_on"), ChoiceField(ways, blank=_LEAVE))
        add("due_on", N_("Day"), DateField(clock=self._desk.office.clock), missing=N_("Enter the day."))
        add("days", N_("Days"), DaysField(width=80), missing=N_("Enter how many days."))
        kinds = [(_SET, N_("Set to words")), (CLEAR, N_("Clear"))]
        add("due_for", field_word("due_for"), ChoiceField(kinds, blank=_LEAVE))
        add("what", N_("Words"), TextField(most=200), missing=N_("Enter what is due, or choose Clear to empty it."))
        self._fit_rows()

    def _fit_rows(self) -> None:
        """Show only what the choices ask for."""
        due, words = self.form.field("due").read(), self.form.field("due_for").read()
        self.form.show_row("due_on", due == _DAY)
        self.form.show_row("days", due == _LATER)
        self.form.show_row("what", words == _SET)

    def _edited(self) -> None:
        self._fit_rows()
        self._fresh = False
        self.ok.setEnabled(True)  # pressed now, it says what is missing or cannot be read
        self._pause.start()

    def _know_officers(self, officers: tuple[OfficerRow, ...]) -> None:
        field = self.form.field("officer_id")
        assert isinstance(field, ChoiceField)
        people: list[tuple[Any, str]] = [(one.id, officer_name(one)) for one in officers if one.active]
        field.set_options([(CLEAR, N_("Nobody")), *people])

    def _look(self) -> None:
        """Ask what would happen now."""
        wanted = _wanted(self.form.peek())
        if wanted.nothing:
            asked = any(self.form.field(name).read() is not None for name in ("due", "due_for"))
            self._show(())
            self._fresh = False
            self.ok.setEnabled(asked)
            return
        ask = changing_many.plan
        self._desk.read(ask, self._numbers, wanted, then=self._show, failed=self._cannot, slot=f"bulk-{id(self)}")

    def _show(self, lines: tuple[Line, ...]) -> None:
        self._lines, self._fresh = lines, True
        self.table.fill(lines)
        changing = sum(line.skipped is None for line in lines)
        self.ok.setEnabled(changing > 0)
        if not lines:
            self._words.say("")
        else:
            left = len(lines) - changing
            self._words.say(Message("To change: {n} · left as they are: {left}", n=changing, left=left))

    def _cannot(self, refusal: Refusal) -> None:
        self._show(())
        self.form.refuse(refusal)

    def _done(self, done: Done) -> None:
        self.accept()
        self.done_with.emit(done)


def _wanted(values: dict[str, Any]) -> Wanted:
    """What the fields ask for; a way without its day, number or words asks for nothing yet."""
    due_on: date | Later | Any = None
    match values["due"]:
        case "day":
            due_on = values.get("due_on")
        case "later":
            days = values.get("days")
            due_on = None if days is None else Later(days)
        case asked:
            due_on = asked
    words = values["due_for"]
    return Wanted(values["officer_id"], due_on, values.get("what") if words == _SET else words)


def _columns() -> list[Column[Line]]:
    return [
        Column("reference", N_("Ref"), lambda line: line.number or "—", width=110, sort=False),
        Column("applicant", N_("Applicant"), lambda line: shown(line.name), width=220, sort=False, elide=True),
        Column(
            "change",
            N_("What changes"),
            _outcome,
            width=320,
            sort=False,
            stretch=True,
            elide=True,
            icon=lambda line: "info" if line.skipped else None,
            tone=lambda line: "muted" if line.skipped else "plain",
        ),
    ]


def _outcome(line: Line) -> str:
    """What changes in a case, or why nothing does."""
    if line.skipped is not None:
        return tr(line.skipped)
    return "  ·  ".join(_changed(one) for one in line.changes)


def _changed(change: Changed) -> str:
    before, after = (tr("(nothing)") if one is None else shown(one) for one in (change.before, change.after))
    return tr("{field}: {before} → {after}", field=field_word(change.field), before=before, after=after)
