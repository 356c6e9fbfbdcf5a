"""One measure: what it is, what it costs and saves, and what is less by it in a year."""

from __future__ import annotations

from decimal import Decimal
from typing import Any, Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from app.field_words import field_word
from app.measures import MeasureFields
from app.recommendation_codes import codes_for
from app.refusal import Invalid
from app.rules.payback import payback
from app.rules.units import EFFECT_UNITS
from app.texts import N_, Message
from app.typed import amount
from app.words import word
from models.assessment_kinds import Effect, MeasureKind, MeasureState, Priority
from ui.assessment.cells import EffectField
from ui.casefile.ask import AskDialog, Send
from ui.widgets.fields import ChoiceField, Field, TextField, TypedField

_CURRENCIES: Final = ("HKD", "CNY")
_NO_PAYBACK: Final = N_("Payback: enter the investment and the saving.")
_RIGHT: Final = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


class SumField(TypedField):
    """An amount of money that may be nothing, and below zero where `signed`: a measure may cost nothing, or more."""

    def __init__(self, *, signed: bool) -> None:
        self._signed = signed
        super().__init__(width=160)
        self.line.setAlignment(_RIGHT)

    def understand(self, text: str) -> Decimal:
        bare = text.strip()
        if bare in ("0", "０"):
            return Decimal("0.00")
        if bare[:1] in ("-", "−", "－"):
            if not self._signed:
                raise Invalid("The amount is below zero; it must be zero or above", field=self.name)
            return -amount(bare[1:], field=self.name, shorthand=True)
        return amount(bare, field=self.name, shorthand=True)

    def written(self, value: Decimal) -> str:
        return f"{value:,.2f}" if value != value.to_integral_value() else f"{value:,.0f}"

    def told(self, value: Decimal) -> str:
        return self.written(value)


class MeasureDialog(AskDialog[MeasureFields]):
    """Enters or corrects a measure. Once the findings stand only how far it has come can be told."""

    def __init__(self, parent: QWidget | None, kept: MeasureFields | None, *, only_state: bool = False) -> None:
        title = N_("Add a measure") if kept is None else N_("Correct a measure")
        super().__init__(parent, title, width=860)
        self._fields = _fields()
        self._add_rows()
        self.form.put(_values(kept or MeasureFields(MeasureKind.LIGHTING)))
        if kept is None:
            self.form.propose("kind", None)
        self._follow_kind()
        self._say_payback()
        self.form.changed.connect(self._say_payback)
        self._fields["kind"].changed.connect(self._follow_kind)
        for name, field in self._fields.items():
            field.setEnabled(not only_state or name == "state")

    def answer(self, values: dict[str, Any]) -> MeasureFields:
        """The measure's fields."""
        texts = {name: values[name] or "" for name in ("text", "code")}
        return MeasureFields(**values | texts)

    @classmethod
    def ask(
        cls, parent: QWidget | None, kept: MeasureFields | None, *, only_state: bool = False, send: Send | None = None
    ) -> MeasureFields | None:
        """The fields, or None."""
        return cls(parent, kept, only_state=only_state).run(send)

    def _add_rows(self) -> None:
        form, fields = self.form, self._fields
        form.add("kind", N_("Kind of measure"), fields["kind"], missing=N_("Choose the kind of measure."))
        form.add(
            "code",
            N_("Recommendation code"),
            fields["code"],
            hint=N_("For comparing; it is never printed."),
        )
        form.add("text", N_("In its own words"), fields["text"], hint=N_("What exactly, and where. Papers print this."))
        form.add("state", field_word("state"), fields["state"])
        form.add("priority", field_word("priority"), fields["priority"], beside=True)
        form.section(N_("Money"))
        form.add("currency", field_word("currency"), fields["currency"])
        form.add("investment", field_word("investment"), fields["investment"])
        form.add("saving", field_word("saving"), fields["saving"], beside=True, hint=_NO_PAYBACK)
        form.section(
            N_("Less in a year"), N_("Below zero where there is more. Any unit may be typed: 3200 kg, 12 MWh.")
        )
        for at, effect in enumerate(Effect):
            form.add(effect.value, word(effect), fields[effect.value], beside=bool(at % 2))

    def _follow_kind(self) -> None:
        """Offer the codes that fit; a kind the list does not know has none."""
        kind = self._fields["kind"].read()
        code = self._fields["code"]
        assert isinstance(code, ChoiceField)
        fitting = codes_for(kind) if kind is not None else ()
        code.set_options([(one.code, Message("{code} {text}", code=one.code, text=one.text[:48])) for one in fitting])
        self.form.show_row("code", bool(fitting))
        if self.isVisible():
            self.fit()

    def _say_payback(self) -> None:
        found = self.form.peek()
        if found["investment"] is None or found["saving"] is None:
            self.form.rehint("saving", _NO_PAYBACK)
            return
        years = payback(found["investment"], found["saving"])
        none = N_("Payback: none, because nothing is saved.")
        self.form.rehint("saving", none if years is None else Message("Payback: {years} years", years=years))


def _fields() -> dict[str, Field]:
    kinds = [(kind, word(kind)) for kind in MeasureKind]
    states = [(state, word(state)) for state in MeasureState]
    priorities = [(priority, word(priority)) for priority in Priority]
    currencies = [(code, Message("{currency}", currency=code)) for code in _CURRENCIES]
    return {
        "kind": ChoiceField(kinds, width=280),
        "text": TextField(most=300),
        "code": ChoiceField((), blank=N_("None"), width=420),
        "state": ChoiceField(states, blank=None, width=200),
        "priority": ChoiceField(priorities, blank=N_("Not said"), width=200),
        "currency": ChoiceField(currencies, blank=None, width=96),
        "investment": SumField(signed=False),
        "saving": SumField(signed=True),
        **{effect.value: EffectField(EFFECT_UNITS[effect]) for effect in Effect},
    }


def _values(kept: MeasureFields) -> dict[str, Any]:
    return {name: getattr(kept, name) for name in MeasureFields.__slots__}
