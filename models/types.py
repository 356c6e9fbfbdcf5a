"""How Python values are kept, the same on both engines: exact money, UTC times, NFC text, exact shares.

`canonical` is the one written form of a value in the journal. The triggers generated for PostgreSQL
(`models.triggers`) write the same bytes; `tests/models/test_journal.py` holds the two together.
"""

from __future__ import annotations

import json
import unicodedata
from datetime import UTC, date, datetime
from decimal import Decimal
from enum import StrEnum
from typing import Any
from uuid import UUID

from sqlalchemy import BigInteger, DateTime, Dialect, Numeric, String, Text, TypeDecorator
from sqlalchemy.types import TypeEngine


class Money(TypeDecorator[Decimal]):
    """HKD or a cost line's currency to the cent: NUMERIC on PostgreSQL, whole cents on SQLite; never a float."""

    impl = BigInteger
    cache_ok = True

    @property
    def python_type(self) -> type[Decimal]:
        return Decimal

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        return dialect.type_descriptor(Numeric(16, 2) if dialect.name == "postgresql" else BigInteger())

    def process_bind_param(self, value: Decimal | None, dialect: Dialect) -> Any:
        if value is None:
            return None
        if not value.is_finite():
            raise ValueError(f"no amount of money: {value}")
        cents = value * 100
        if cents != cents.to_integral_value():
            raise ValueError(f"money finer than a cent: {value}")
        return value if dialect.name == "postgresql" else int(cents)

    def process_result_value(self, value: Any, dialect: Dialect) -> Decimal | None:
        if value is None:
            return None
        return Decimal(value).quantize(Decimal("0.01")) if dialect.name == "postgresql" else Decimal(value).scaleb(-2)


class Exact(TypeDecorator[Decimal]):
    """A rate, a share or a factor: the decimal exactly as it was written, kept as text and never summed in SQL."""

    impl = String(40)
    cache_ok = True

    @property
    def python_type(self) -> type[Decimal]:
        return Decimal

    def process_bind_param(self, value: Decimal | None, dialect: Dialect) -> str | None:
        return None if value is None else format(value, "f")

    def process_result_value(self, value: Any, dialect: Dialect) -> Decimal | None:
        return None if value is None else Decimal(value)


class UtcTime(TypeDecorator[datetime]):
    """A moment in UTC: TIMESTAMPTZ on PostgreSQL, ISO text with microseconds and Z on SQLite."""

    impl = String(27)
    cache_ok = True

    @property
    def python_type(self) -> type[datetime]:
        return datetime

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        return dialect.type_descriptor(DateTime(timezone=True) if dialect.name == "postgresql" else String(27))

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> Any:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a moment without a time zone")
        return value.astimezone(UTC) if dialect.name == "postgresql" else utc_text(value)

    def process_result_value(self, value: Any, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        return value.astimezone(UTC) if isinstance(value, datetime) else datetime.fromisoformat(value)


class Prose(TypeDecorator[str]):
    """Text as people write it, in NFC; a NUL character is our bug, because `app.typed` refuses it first."""

    impl = Text
    cache_ok = True

    @property
    def python_type(self) -> type[str]:
        return str

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:
        if value is None:
            return None
        if "\0" in value:
            raise ValueError("text with a NUL character")
        return unicodedata.normalize("NFC", value)

    def process_result_value(self, value: Any, dialect: Dialect) -> str | None:
        return None if value is None else str(value)


class Json(TypeDecorator[Any]):
    """A JSON value as canonical text (sorted keys, no blanks, NFC), so that its bytes can be hashed on any engine."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: Any, dialect: Dialect) -> str | None:
        return None if value is None else unicodedata.normalize("NFC", json_text(value))

    def process_result_value(self, value: Any, dialect: Dialect) -> Any:
        return None if value is None else json.loads(value)


class Word(TypeDecorator[Any]):
    """A member of a closed list, kept as its short word."""

    impl = String(32)
    cache_ok = True

    def __init__(self, kind: type[StrEnum]) -> None:
        super().__init__()
        self.kind = kind

    @property
    def python_type(self) -> type[StrEnum]:
        return self.kind

    def process_bind_param(self, value: Any, dialect: Dialect) -> str | None:
        return None if value is None else self.kind(value).value

    def process_result_value(self, value: Any, dialect: Dialect) -> StrEnum | None:
        return None if value is None else self.kind(value)


def utc_text(moment: datetime) -> str:
    """`2026-11-21T04:05:06.000007Z`, the one way a moment is written down."""
    return moment.astimezone(UTC).isoformat(timespec="microseconds").removesuffix("+00:00") + "Z"


def json_text(value: Any) -> str:
    """Canonical JSON: sorted keys, no blanks, characters as they are; a float is a `TypeError`, for nobody wrote it."""
    _refuse_floats(value)
    return _JSON.encode(value)


_JSON = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":"))

#: What holds no float, told at a glance: most of what is written.
_FLAT = frozenset({str, int, bool, type(None)})


def _refuse_floats(value: Any) -> None:
    if isinstance(value, float):
        raise TypeError(f"a float has no canonical form: {value}")
    if isinstance(value, dict):
        value = tuple(value.values())
    if isinstance(value, (list, tuple)):
        for one in value:
            if type(one) not in _FLAT:
                _refuse_floats(one)


def canonical(value: Any, column_type: TypeEngine[Any]) -> Any:
    """A column's value as the journal writes it: amounts, shares, days and moments as text."""
    if value is None:
        return None
    if isinstance(column_type, Json):
        return unicodedata.normalize("NFC", json_text(value))
    if type(value) is str:  # most of what is written
        return unicodedata.normalize("NFC", value)
    match value:
        case bool():
            return value
        case StrEnum():
            return value.value
        case int():
            return value
        case str():
            return unicodedata.normalize("NFC", value)
        case Decimal():
            # Adding zero takes the sign from a zero, as NUMERIC and whole cents do.
            return format(value.quantize(Decimal("0.01")) + 0 if isinstance(column_type, Money) else value, "f")
        case datetime():
            return utc_text(value)
        case date():
            return value.isoformat()
        case UUID():
            return str(value)
    raise TypeError(f"no canonical form for {type(value).__name__}")


def lift(value: Any, column_type: TypeEngine[Any]) -> Any:
    """The Python value of what `canonical` wrote; for taking back an act from the journal."""
    if value is None:
        return None
    if isinstance(column_type, Json):
        return json.loads(value)
    kind = column_type.python_type
    if kind is Decimal:
        return Decimal(value)
    if kind is datetime:
        return datetime.fromisoformat(value)
    if kind is date:
        return date.fromisoformat(value)
    if kind is UUID:
        return UUID(value)
    if issubclass(kind, StrEnum):
        return kind(value)
    return value
