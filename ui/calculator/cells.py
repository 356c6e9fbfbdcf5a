"""Fields as they stand in the grid of cost lines: what was understood is shown in another cell, not under them."""

from __future__ import annotations

import re
import unicodedata
from decimal import Decimal
from typing import Final

from app.refusal import Invalid
from ui.widgets.fields import DateField, MoneyField, TypedField

_DIGITS: Final = re.compile(r"[0-9]{1,10}(?:\.[0-9]{1,10})?")


class AmountCell(MoneyField):
    """An amount; `112萬` and full-width digits are written out on leaving, and shown in HKD beside it at once."""

    def explain(self, text: str) -> None:
        """The cell beside it says it."""


class DayCell(DateField):
    """A day, without the weekday under it."""

    def explain(self, text: str) -> None:
        """Nothing: the line must not grow while typing."""


class RateCell(TypedField):
    """Hong Kong dollars for one unit of a foreign currency, exactly as typed; full-width digits are read."""

    def __init__(self) -> None:
        super().__init__(width=88)

    def understand(self, text: str) -> Decimal:
        written = unicodedata.normalize("NFKC", text).strip()
        if not _DIGITS.fullmatch(written):
            raise Invalid("Write the exchange rate in digits, for example 1.0812", field=self.name)
        return Decimal(written)

    def written(self, value: Decimal) -> str:
        return format(value, "f")

    def told(self, value: Decimal) -> str:
        return self.written(value)

    def explain(self, text: str) -> None:
        """Nothing to add to the digits."""
