"""From what a form holds to what a record keeps: text cleaned, lengths kept, values set only where they differ."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields
from typing import Any

from app.refusal import Invalid
from app.rules.request import check_amount
from app.typed import plain_text
from models.base import Record

#: The longest line, and the longest running text, that a record takes.
LINE, PROSE = 300, 20_000

#: The longest reason that is given for an act.
REASON = 4_000


def cleaned(form: Any, *, prose: frozenset[str] = frozenset(), money: frozenset[str] = frozenset()) -> dict[str, Any]:
    """A form dataclass as column values: every text through `plain_text`, amounts of money checked, the rest as it is.

    Raises `Invalid` with the field's name.
    """
    values: dict[str, Any] = {}
    for one in fields(form):
        value = getattr(form, one.name)
        if isinstance(value, str) and type(value) is str:
            long = one.name in prose
            value = plain_text(value, field=one.name, most=PROSE if long else LINE, lines=long)
        if one.name in money and value is not None:
            check_amount(value, one.name)
        values[one.name] = value
    return values


def why(reason: str) -> str:
    """A reason that must be given, cleaned; raises `Invalid` where there is none to be read."""
    words = plain_text(reason, field="reason", most=REASON, lines=True)
    if not words:
        raise Invalid("Say why.", field="reason")
    return words


def put(record: Record, values: Mapping[str, Any]) -> None:
    """Set the values that differ; what is the same is not touched, so that the journal stays quiet about it."""
    for name, value in values.items():
        if getattr(record, name) != value:
            setattr(record, name, value)
