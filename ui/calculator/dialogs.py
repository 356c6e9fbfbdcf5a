"""What is asked when a figure is supplied by hand, and when the result is lowered."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from PySide6.QtWidgets import QWidget

from app.field_words import field_word
from app.money import Amount
from app.officers import OfficerRow
from app.refusal import Invalid, Refusal
from app.rights import second_roles
from app.rules.request import Override, Supplied
from app.texts import N_, Message
from ui.calculator.worked import is_rate
from ui.casefile.ask import AskDialog
from ui.casefile.parts import officer_name
from ui.widgets.fields import ChoiceField, LongText, MoneyField, PercentField, TextField

_HUNDRED = Decimal(100)


@dataclass(frozen=True, slots=True)
class Asking:
    """Who asks: the officers that may be the second one, and whether an answer can be worked with."""

    officers: Sequence[OfficerRow]
    me: Any  # the id of the officer at the desk
    try_out: Callable[[Any], Refusal | None]


class SupplyDialog(AskDialog[Supplied]):
    """A figure that is not set, with its source, the reason and the second officer."""

    def __init__(self, parent: QWidget | None, figure: str, asking: Asking) -> None:
        super().__init__(
            parent,
            Message("Supply the figure {figure}", figure=figure),
            why=N_(
                "The figure was not published. A sum that rests on it counts only when the second officer has "
                "confirmed it."
            ),
            button=N_("Use this figure"),
        )
        self._figure, self._asking = figure, asking
        share = is_rate(figure)
        value = PercentField() if share else MoneyField()
        self.form.add(
            "value", N_("Rate, in %") if share else N_("Ceiling, in HKD"), value,
            missing=N_("Enter the figure."),
        )  # fmt: skip
        self.form.add(
            "source", N_("Where it comes from"), TextField(most=300),
            hint=N_("For example: minutes of the committee of 4 May 2026"),
            missing=N_("Say where the supplied figure comes from"),
        )  # fmt: skip
        self.form.add(
            "reason", field_word("reason"), LongText(most=2000, rows=2),
            missing=N_("Say why the figure is supplied by hand"),
        )  # fmt: skip
        self._ask_second(asking)

    def _ask_second(self, asking: Asking) -> None:
        able = [one for one in asking.officers if one.active and one.role in second_roles() and one.id != asking.me]
        people = [(one.initials, Message("{name}", name=officer_name(one))) for one in able]
        self.form.add(
            "second", field_word("second_by_id"), ChoiceField(people, width=280),
            hint="" if people else N_("No other officer here may be the second one. An administrator can appoint one."),
            missing=N_("A figure supplied by hand needs a second officer"),
        )  # fmt: skip

    def answer(self, values: dict[str, Any]) -> Supplied:
        """The figure, a rate as a fraction."""
        value = values["value"] / _HUNDRED if is_rate(self._figure) else values["value"]
        return Supplied(value, values["source"], values["reason"], values["second"])

    def ask(self) -> Supplied | None:
        """The figure, once the rules take it; None when it is not supplied."""
        return self.run(lambda given, then, failed: _tried(self._asking.try_out(given), "value", then, failed))


class OverrideDialog(AskDialog[Override]):
    """A lower amount than the rules give, and why."""

    def __init__(self, parent: QWidget | None, most: Decimal, try_out: Callable[[Any], Refusal | None]) -> None:
        super().__init__(
            parent,
            N_("Lower the result"),
            why=Message(
                "The rules give {most}. An officer may lower that, never raise it; the sum then counts only when a "
                "second officer has confirmed it.",
                most=Amount(most),
            ),
            button=N_("Lower it"),
        )
        self._try_out = try_out
        self.form.add("amount", N_("Subsidy, in whole HKD"), MoneyField(), missing=N_("Enter the lower amount."))
        self.form.add(
            "reason", field_word("reason"), LongText(most=2000, rows=4), missing=N_("Say why the subsidy is lowered")
        )

    def answer(self, values: dict[str, Any]) -> Override:
        """The lower amount."""
        return Override(values["amount"], values["reason"])

    def ask(self) -> Override | None:
        """The override, once the rules take it; None when the result stays."""
        return self.run(lambda given, then, failed: _tried(self._try_out(given), "amount", then, failed))


def _tried(refusal: Refusal | None, field: str, then: Callable[[Any], None], failed: Callable[[Refusal], None]) -> None:
    """Close the dialog, or show beside the figure why the rules do not take it."""
    if refusal is None:
        then(None)
    else:
        failed(Invalid(refusal.message.text, field=field, **dict(refusal.message.values)))
