"""Frozen values as JSON and back, without loss: what an endorsed summary showed must be readable for decades.

A dataclass is written with its name, so that reading needs no guess; only the kinds listed here are read back.
"""

from __future__ import annotations

import dataclasses
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from typing import Any

from app import money
from app.pdf import sheet
from app.pdf.lines import Name
from app.rules import benefit, doubts, eligibility, factors, working
from app.texts import Message, Words, from_json, to_json
from models import assessment_kinds, kinds

_CLASSES: dict[str, type[Any]] = {
    one.__name__: one
    for one in (
        sheet.SummarySheet,
        sheet.Recommendation,
        sheet.Party,
        sheet.Site,
        sheet.Provider,
        sheet.EditionLabel,
        sheet.Signature,
        sheet.Decided,
        sheet.Declaration,
        sheet.Photograph,
        sheet.Visit,
        eligibility.Eligibility,
        eligibility.RouteVerdict,
        eligibility.Check,
        eligibility.Reason,
        money.Amount,
        benefit.Benefit,
        benefit.Measured,
        benefit.MeasureLine,
        benefit.Promised,
        doubts.Question,
        factors.Factor,
        working.WorkingLine,
    )
}
_ENUMS: dict[str, type[StrEnum]] = {
    f"{module.__name__}.{one.__name__}": one
    for module in (kinds, assessment_kinds, sheet)
    for one in vars(module).values()
    if isinstance(one, type) and issubclass(one, StrEnum) and one is not StrEnum
}


def freeze(value: Any) -> Any:
    """A value as JSON; raises `TypeError` for a kind that is not listed."""
    if value is None or type(value) in (bool, str, int):
        return value
    if isinstance(value, StrEnum):
        return {"$": f"{type(value).__module__}.{type(value).__name__}", "value": value.value}
    if isinstance(value, tuple) and not isinstance(value, Name):
        return [freeze(item) for item in value]
    if type(value).__name__ in _CLASSES:
        fields = {one.name: freeze(getattr(value, one.name)) for one in dataclasses.fields(value)}
        return {"$": type(value).__name__, "fields": fields}
    return {"$": type(value).__name__, **_inside(value)}


def _inside(value: Any) -> dict[str, Any]:
    match value:
        case Name():
            return {"language": value.language, "text": value.text}
        case Message():
            return to_json(value)
        case Words():
            return {"words": [value.en, value.zh_HK, value.zh_CN]}
        case working.Calculation():
            return {"calculation": working.to_json(value)}
        case Decimal():
            return {"value": format(value, "f")}
        case date():
            return {"value": value.isoformat()}
    raise TypeError(f"no way to freeze {type(value).__name__}")


def thaw(kept: Any) -> Any:
    """The value that `freeze` wrote."""
    match kept:
        case list():
            return tuple(thaw(item) for item in kept)
        case {"$": "Name", "language": language, "text": text}:
            return Name(language, text)
        case {"$": "Message"}:
            return from_json(kept)
        case {"$": "Words", "words": [en, zh_hk, zh_cn]}:
            return Words(en, zh_hk, zh_cn)
        case {"$": "Calculation", "calculation": calculation}:
            return working.from_json(calculation)
        case {"$": "Decimal", "value": value}:
            return Decimal(value)
        case {"$": "datetime", "value": value}:
            return datetime.fromisoformat(value)
        case {"$": "date", "value": value}:
            return date.fromisoformat(value)
        case {"$": name, "fields": fields}:
            return _CLASSES[name](**{key: thaw(value) for key, value in fields.items()})
        case {"$": name, "value": value}:
            return _ENUMS[name](value)
    return kept
