"""A field's value as a person would read it: no code, no short word of a list, no empty brace."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from typing import Any, Final
from uuid import UUID

from sqlalchemy.orm import Session

from app import districts
from app.field_words import yes_no
from app.money import Amount
from app.refusal import NotFound
from app.rules import factors
from app.rules.benefit_lines import factor_words
from app.rules.book import RuleBook
from app.texts import N_, Message
from app.words import word
from models import Applicant, Award, Document, Factory, Officer, Person, Technology, Visit
from models.assessment_kinds import Effect
from models.kinds import Category, Characteristic, DocumentKind, Language, Process, RepeatGround, Sector

#: What stands for nothing: no value, no text, an empty list.
EMPTY: Final = Message("Empty")

#: Decimals that are not money.
_NUMBERS = frozenset(
    {"rate", "share_in_factory", "share_in_applicant", "before", "after", "output_before", "output_after"}
    | {effect.value for effect in Effect}
)
_NAMES: Final = ("number", "initials", "name_en", "name_tc", "name_zh", "name_sc", "name", "site")
#: What a field refers to; any other refers to an officer.
_REFERRED: Final[Mapping[str, type[Any]]] = {
    "applicant_id": Applicant,
    "merged_into_id": Applicant,
    "other_id": Applicant,
    "award_id": Award,
    "factory_id": Factory,
    "mail_id": Document,
    "factory_holder_id": Person,
    "applicant_holder_id": Person,
    "technology_id": Technology,
    "document_id": Document,
    "visit_id": Visit,
}

#: Texts and JSON values that keep words of a closed list, by table and column.
_LISTS: Final[Mapping[tuple[str, str], type[StrEnum]]] = {
    ("cases", "characteristics"): Characteristic,
    ("cases", "repeat_grounds"): RepeatGround,
    ("documents", "kind"): DocumentKind,
    ("documents", "language"): Language,
    ("factories", "processes"): Process,
    ("technologies", "sectors"): Sector,
}
_WORDS: Final[Mapping[tuple[str, str, str], str]] = {
    ("counters", "kind", "case"): N_("Case number"),
    **{("counters", "kind", f"award.{category}"): N_("Certificate number") for category in Category},
}


def shown(
    session: Session, table: str, name: str, value: Any, *, rules: RuleBook | None = None, currency: str = "HKD"
) -> Message:
    """The value of a column in words; a reference becomes the name of what it refers to.

    `rules` names the editions, `currency` is that of an amount.
    """
    if value is None or value in ("", {}, []):
        return EMPTY
    match value:
        case bool():
            return yes_no(value)
        case StrEnum():
            return word(value)
        case UUID():
            return _named(session, name, value)
        case Decimal():
            return Message("{value}", value=value if name in _NUMBERS else Amount(value, currency))
        case int() if name == "year":
            return Message("{value}", value=str(value))
        case date() | datetime() | int():
            return Message("{value}", value=value)
        case dict():
            return _list(tuple(_evidence(table, name, key, text) for key, text in sorted(value.items())))
        case list() if name == "factors":
            return _list(tuple(factor_words(one) for one in factors.from_json(value)))
        case list():
            return _list(tuple(_member(table, name, one) for one in value))
    return _text(table, name, str(value), rules)


def _text(table: str, name: str, text: str, rules: RuleBook | None) -> Message:
    if name == "district" and (place := districts.district(text)) is not None:
        return Message("{name}", name=place.name)
    if name == "edition" and rules is not None:
        return _edition(rules, text)
    if (table, name, text) in _WORDS:
        return Message(_WORDS[table, name, text])
    return _member(table, name, text)


def _member(table: str, name: str, text: str) -> Message:
    """A word of the column's list; any other text as it is."""
    kind = _LISTS.get((table, name))
    if kind is not None and text in set(kind):
        return word(kind(text))
    return Message("{value}", value=text)


def _evidence(table: str, name: str, key: str, text: str) -> Message:
    what = _member(table, name, key)
    return Message("{what}: {text}", what=what, text=text) if text else what


def _list(parts: tuple[Message, ...]) -> Message:
    return Message("{list}", list=parts)


def _edition(rules: RuleBook, id: str) -> Message:
    try:
        return Message("{name}", name=rules.edition(id).label)
    except NotFound:
        return Message("{value}", value=id)


def _named(session: Session, name: str, id: UUID) -> Message:
    found = session.get(_REFERRED.get(name, Officer), id)
    texts = () if found is None else (getattr(found, part, "") for part in _NAMES)
    known = next((text for text in texts if text), None)
    return yes_no(None) if known is None else Message("{name}", name=known)
