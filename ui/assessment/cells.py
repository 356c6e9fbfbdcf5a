"""Fields for amounts with a unit: `1,200 MWh`, `120萬度`, `3.2 公噸`; what was read is written back on leaving."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from PySide6.QtCore import Qt

from app.assessments import NAMED
from app.clock import Clock
from app.quantities import quantity, written
from app.refusal import Invalid
from app.rules.units import Quantity, converted
from app.texts import N_
from app.words import word
from models.assessment_kinds import Unit, UtilityKind
from ui.widgets.fields import DateField, TextField, TypedField
from ui.words import tr

_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


class QuantityField(TypedField):
    """An amount with one of some units; gives a `Quantity`. A bare number is in the unit that was given last."""

    def __init__(self, units: Sequence[Unit], *, signed: bool = False, width: int = 136) -> None:
        self._units = tuple(units)
        self._usual = self._units[0]
        self._signed = signed
        super().__init__(width=width)
        self.line.setAlignment(_RIGHT)

    def set_usual(self, unit: Unit) -> None:
        """The unit of a number that is typed without one."""
        self._usual = unit
        self._echo()

    def understand(self, text: str) -> Quantity:
        return quantity(text, field=self.name, units=self._units, usual=self._usual, signed=self._signed)

    def written(self, value: Quantity) -> str:
        return written(value, tr(word(value.unit)))

    def told(self, value: Quantity) -> str:
        return self.written(value)


class QuantityCell(QuantityField):
    """The same in a table, where the cells beside it show what was understood."""

    def explain(self, text: str) -> None:
        """Nothing: the line must not grow while typing."""


class EffectField(QuantityField):
    """A reduction that is kept in one unit and may be typed in others: `3200 kg` gives `Decimal("3.2")` for tonnes."""

    def __init__(self, units: Sequence[Unit]) -> None:
        self._kept = units[0]
        super().__init__(units, signed=True, width=180)

    def read(self) -> Any:
        """The `Decimal` in the unit it is kept in."""
        found = super().read()
        if found is None:
            return None
        watery = {found.unit, self._kept} <= {Unit.M3, Unit.T, Unit.KG, Unit.LITRE}
        try:
            return converted(found, self._kept, watery=watery)
        except ValueError:
            raise Invalid("This is not measured in {unit}", field=self.name, unit=word(found.unit)) from None

    def put(self, value: Any) -> None:
        """Show a `Decimal` in the unit it is kept in."""
        super().put(None if value is None else Quantity(value, self._kept))

    def state(self) -> object:
        return self.line.text() if self._value() is None else self._value()

    def _echo(self) -> None:
        """Say the value in its own unit where another was typed."""
        value = self._value()
        said = None if value is None else self.written(Quantity(value, self._kept))
        self.explain("" if said is None or said == self.line.text().strip() else said)

    def _tidy(self) -> None:
        value = self._value()
        if value is not None:
            said = self.written(Quantity(value, self._kept))
            if self.line.text().strip() != said:
                self.line.setText(said)


class NumberCell(TypedField):
    """A plain number of zero or more, such as how much was made; gives a `Decimal`."""

    def __init__(self, *, width: int = 136) -> None:
        super().__init__(width=width)
        self.line.setAlignment(_RIGHT)

    def understand(self, text: str) -> Decimal:
        return quantity(text, field=self.name, units=(Unit.T,)).value

    def written(self, value: Decimal) -> str:
        return f"{value:,f}"

    def told(self, value: Decimal) -> str:
        return self.written(value)

    def explain(self, text: str) -> None:
        """Nothing: the line must not grow while typing."""


class PeriodCell(DateField):
    """The first or last day of a period, as wide as the amounts under it; Alt+Down opens the calendar."""

    def __init__(self, *, clock: Clock) -> None:
        super().__init__(clock=clock, width=136)
        self._open.hide()

    def explain(self, text: str) -> None:
        """Nothing: the line must not grow while typing."""


class WhichCell(TextField):
    """Which one of a kind. Where the kind mostly says it all, the cell shows its edge only when one goes there."""

    def __init__(self, kind: UtilityKind) -> None:
        named = kind in NAMED
        super().__init__(most=200, placeholder=N_("Which one") if named else "")
        self.line.setProperty("quiet", not named)
