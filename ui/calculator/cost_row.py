"""One cost line being edited: its cells, what they mean together, and what is wrong with them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QFrame, QLineEdit, QWidget

from app.clock import Clock
from app.costs import CostFields
from app.drafts import Basis, Part
from app.field_words import field_word
from app.kept import Kept
from app.money import Amount
from app.refusal import Invalid
from app.rules.request import check_line
from app.texts import N_, Message
from app.words import word
from models.kinds import CostKind
from ui import theme
from ui.calculator.cells import AmountCell, DayCell, RateCell
from ui.drafts.cells import retype_row, start_of, typed_in_row
from ui.icons import IconLabel
from ui.widgets.basic import Label, Tool, row
from ui.widgets.fields import CheckField, ChoiceField, Field, TextField
from ui.words import shown, tr

HOME: Final = "HKD"
#: What quotations come in; a line in another currency keeps it.
CURRENCIES: Final = (HOME, "CNY", "USD", "EUR", "JPY", "TWD", "GBP", "CHF")

_FOREIGN: Final = ("rate", "rate_source", "rate_on")
_EMPTY: Final[dict[str, Any]] = dict.fromkeys((*_FOREIGN, "amount", "text", "why")) | {
    "currency": HOME,
    "eligible": True,
}


class CostRow(QObject):
    """The widgets of one line, laid out by `CostLines`. Signals: `changed()`, `leaving()` asks to be taken out.

    `kept` is the line as it is saved, None for a new one.
    """

    changed = Signal()
    leaving = Signal()

    def __init__(self, parent: QWidget, clock: Clock, kept: Kept[CostFields] | None, kind: CostKind) -> None:
        super().__init__(parent)
        self.kept = kept
        self.number = 0
        self._visited: set[str] = set()
        self._clash: Message | None = None
        self._clock = clock
        self.fields = _fields(clock)
        self.hkd = Label(copyable=True)
        self.hkd.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.remove = Tool("trash", N_("Strike out this line"), then=self.leaving.emit)
        self.rate_line = self._rate_line()
        self.why_line = self._why_line()
        self._sentence = Label(tone="danger", wrap=True)
        self._sign = IconLabel("warning-circle", "danger", 16)
        self.trouble = QFrame()
        told = row(self._sign, self._sentence, gap=theme.S4)
        told.setContentsMargins(theme.S24, 0, 0, 0)
        self.trouble.setLayout(told)
        for widget in self.widgets():
            widget.setParent(parent)  # a part without a parent would open as a window of its own
        self.put(kept.fields if kept is not None else None, kind)
        for name, field in self.fields.items():
            field.name = name
            field.changed.connect(self._edited)
            if isinstance(field.control, QLineEdit):
                field.control.editingFinished.connect(self._visitor(name))

    # what is in the line

    def put(self, saved: CostFields | None, kind: CostKind = CostKind.OTHER) -> None:
        """Show a line as it is saved, or an empty one of a kind; this is the untouched state."""
        given = _EMPTY | {"kind": kind} if saved is None else {name: getattr(saved, name) for name in self.fields}
        currency = self.fields["currency"]
        assert isinstance(currency, ChoiceField)
        currency.set_options([_code(code) for code in dict.fromkeys((*CURRENCIES, given["currency"]))])
        for name, field in self.fields.items():
            field.put(given[name])
        self._visited.clear()
        self._clash = None
        self.settle()
        self.tell(None)
        self._follow()

    def settle(self, state: object = None) -> None:
        """What stands now, or stood when `state` was taken, is saved."""
        self._start = self.state() if state is None else state
        self._was = start_of(self.fields)

    def state(self) -> object:
        """What is in the cells, readable or not."""
        return tuple(field.state() for field in self.fields.values())

    @property
    def dirty(self) -> bool:
        """Whether something was changed since it was put or saved."""
        return self.state() != self._start

    @property
    def blank(self) -> bool:
        """A new line in which nothing was typed: it is neither asked nor saved."""
        return self.kept is None and not self.dirty

    def typed(self) -> Part:
        """What is typed in the line and not saved."""
        kept = self.kept
        basis = None if kept is None else Basis("cost_lines", kept.id, kept.version)
        key = f"cost {self.number if kept is None else kept.id}"
        return typed_in_row(self.fields, self._was, key, basis, self._called)

    def retype(self, part: Part) -> int:
        """Put words back as typing; gives how many cells took theirs."""
        return retype_row(self.fields, part)

    def read(self) -> CostFields:
        """The line; raises `Invalid` naming the cell."""
        values = {name: field.read() for name, field in self.fields.items()}
        if values["amount"] is None:
            raise Invalid("Enter the amount of this cost", field="amount")
        if values["currency"] == HOME:
            values |= dict.fromkeys(_FOREIGN)
        if values["eligible"]:
            values["why"] = ""
        for name in ("text", "rate_source", "why"):
            values[name] = values[name] or ""
        made = CostFields(**values)
        check_line(made, today=self._clock.today())
        return made

    def understood(self) -> CostFields | None:
        """The line, or None while it cannot be read."""
        try:
            return self.read()
        except Invalid:
            return None

    def renew(self, kept: Kept[CostFields]) -> None:
        """The line was read again; what is being typed stays, and a change made elsewhere is told."""
        before, self.kept = self.kept, kept
        if before is not None and before.fields == kept.fields:
            return
        if not self.dirty:
            self.put(kept.fields)
            return
        self._clash = Message(
            "This line was changed elsewhere to {amount} while you were typing. Saving puts yours in its place.",
            amount=Amount(kept.fields.amount, kept.fields.currency),
        )
        self.look()

    def detach(self) -> None:
        """The line was struck out elsewhere while it was being edited: it stays, as a new one."""
        self.kept = None
        self._clash = Message("This line was struck out elsewhere while you were typing. Saving enters it again.")
        self.look()

    # what is wrong

    def look(self, *, all_cells: bool = False) -> bool:
        """Show what is wrong in cells that were left, or in any; gives whether the line can be read."""
        problem = None
        if not self.blank:
            try:
                self.read()
            except Invalid as found:
                problem = found
        name = _cell(problem)
        told = problem is not None and (all_cells or name in self._visited)
        self.tell(problem if told else None)
        return problem is None

    def tell(self, problem: Invalid | None) -> None:
        """Put a sentence under the line and mark its cell; None takes both away."""
        name = _cell(problem)
        for each, field in self.fields.items():
            field.set_wrong(each == name)
            field.control.setAccessibleDescription(tr(problem.message) if problem and each == name else "")
        message = problem.message if problem is not None else self._clash
        tone: theme.Tone = "danger" if problem is not None else "warn"
        self._sign.draw("warning-circle" if problem is not None else "warning", tone)
        self._sentence.set_tone(tone)
        if message is not None:
            self._sentence.say(message)
        self.trouble.setVisible(message is not None)

    def go_to(self, problem: Invalid) -> None:
        """Put the focus into the cell that a refusal names."""
        self.fields.get(_cell(problem), self.fields["amount"]).control.setFocus(Qt.FocusReason.OtherFocusReason)

    # parts

    def widgets(self) -> list[QWidget]:
        """Everything, in the order of the keys."""
        names = ("kind", "text", "amount", "currency")
        first = [self.fields[name] for name in names]
        return [*first, self.hkd, self.fields["eligible"], self.remove, self.rate_line, self.why_line, self.trouble]

    def stops(self) -> list[QWidget]:
        """Where Tab stops."""
        order = ("kind", "text", "amount", "currency", *_FOREIGN, "eligible", "why")
        return [*(self.fields[name].control for name in order), self.remove]

    def set_number(self, number: int) -> None:
        """The place of the line, as a screen reader says it."""
        self.number = number
        for name, field in self.fields.items():
            field.says(field.control.setAccessibleName, self._called(name))
        self.remove.says(self.remove.setAccessibleName, Message("Strike out cost line {number}", number=number))

    def say_again(self) -> None:
        """The language has changed."""
        self._show_hkd()

    def _called(self, name: str) -> Message:
        return Message("{field}, cost line {number}", field=field_word(name), number=self.number)

    def _rate_line(self) -> QWidget:
        self._one = Label(tone="muted")
        line = QWidget()
        source = self.fields["rate_source"]
        laid = row(
            self._one, self.fields["rate"], Label(N_("Source"), tone="muted"), source,
            Label(N_("Day"), tone="muted"), self.fields["rate_on"], gap=theme.S8,
        )  # fmt: skip
        laid.setStretchFactor(source, 1)
        laid.setContentsMargins(theme.S24, 0, 0, 0)
        line.setLayout(laid)
        return line

    def _why_line(self) -> QWidget:
        line = QWidget()
        laid = row(Label(N_("Why not eligible"), tone="muted"), self.fields["why"], gap=theme.S8)
        laid.setStretchFactor(self.fields["why"], 1)
        laid.setContentsMargins(theme.S24, 0, 0, 0)
        line.setLayout(laid)
        return line

    def _visitor(self, name: str) -> Callable[[], None]:
        def visited() -> None:
            self._visited.add(name)
            self.look()

        return visited

    def _edited(self) -> None:
        self._follow()
        self.look()
        self.changed.emit()

    def _follow(self) -> None:
        """Ask for the rate of a foreign currency, and for the reason when the cost does not count."""
        currency = self.fields["currency"].read() or HOME
        amount = self.fields["amount"]
        assert isinstance(amount, AmountCell)
        amount.set_currency(currency)
        self._one.say(Message("HKD for 1 {currency}", currency=currency))
        self.rate_line.setVisible(currency != HOME)
        self.why_line.setVisible(not self.fields["eligible"].read())
        self._show_hkd()

    def _show_hkd(self) -> None:
        try:
            value = self._converted()
        except Invalid:
            value = None
        self.hkd.put("" if value is None else shown(value))

    def _converted(self) -> Amount | None:
        """The amount in HKD, also before a reason or a source was typed."""
        amount, currency = self.fields["amount"].read(), self.fields["currency"].read()
        rate = self.fields["rate"].read() if currency != HOME else None
        if amount is None or (currency != HOME and rate is None):
            return None
        return Amount(CostFields(CostKind.OTHER, "", amount, currency, rate).hkd)


def _fields(clock: Clock) -> dict[str, Field]:
    eligible = CheckField("")
    return {
        "kind": ChoiceField([(kind, word(kind)) for kind in CostKind], blank=None, width=120),
        "text": TextField(most=300, placeholder=N_("What it is for")),
        "amount": AmountCell(width=124),
        "currency": ChoiceField([_code(code) for code in CURRENCIES], blank=None, width=72),
        "eligible": eligible,
        "rate": RateCell(),
        "rate_source": TextField(most=300),
        "rate_on": DayCell(clock=clock, width=136),
        "why": TextField(most=300),
    }


def _code(currency: str) -> tuple[str, Message]:
    return currency, Message("{currency}", currency=currency)


def _cell(problem: Invalid | None) -> str:
    """The name of our cell that a refusal is about: `lines.2.amount` is the cell `amount`."""
    return (problem.field or "").rpartition(".")[2] if problem is not None else ""
