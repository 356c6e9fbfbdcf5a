"""All words, in three languages, from one gettext catalogue for window, paper and command line.

A sentence is born as a `Message`: its English source and its values. It becomes words only where it is
shown, by `say(message, language)`. So a refusal, a line of a working or an entry of the history reads in
whatever language the reader has, and a frozen working can be read in another language years later.
"""

from __future__ import annotations

import gettext
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from functools import cache
from typing import Any, Final

from app.clock import HONG_KONG
from app.money import Amount, Percent
from app.paths import RESOURCES

#: The languages of screen and paper, each named in its own words.
LANGUAGES: Final[Mapping[str, str]] = {"en": "English", "zh_HK": "繁體中文（香港）", "zh_CN": "简体中文"}

_DOMAIN = "cpdesk"
_MONTHS = "January February March April May June July August September October November December".split()
_SYMBOLS = {"HKD": "HK$", "CNY": "RMB ", "USD": "US$"}


def N_(text: str) -> str:
    """Mark a sentence for the catalogue and leave it as it is."""
    return text


@dataclass(frozen=True, slots=True)
class Words:
    """Words that data brings along in all three languages: a rule's source, a district, a company's names."""

    en: str
    zh_HK: str
    zh_CN: str

    def in_(self, language: str) -> str:
        """The words in a language of `LANGUAGES`."""
        return str(getattr(self, language))


@dataclass(frozen=True, slots=True, init=False)
class Message:
    """A sentence with its values, not yet in any language.

    Values may be `str`, `int`, `date`, `datetime` (shown in Hong Kong time), `Amount`, `Percent`,
    `Words`, another `Message`, or a tuple of these (joined as a list). A bare `Decimal` is a number without currency.
    English says one thing and several things differently: `{n} {n|case|cases}` is "1 case" and "2 cases". A language
    that makes no difference leaves the choice out of its translation.
    """

    text: str
    values: tuple[tuple[str, Any], ...]

    def __init__(self, text: str, /, **values: Any) -> None:
        object.__setattr__(self, "text", text)
        object.__setattr__(self, "values", tuple(sorted(values.items())))

    def __str__(self) -> str:
        return say(self, "en")


@cache
def _catalogue(language: str) -> gettext.NullTranslations:
    if language not in LANGUAGES:
        raise ValueError(f"no such language: {language}")
    if language == "en":
        return gettext.NullTranslations()
    return gettext.translation(_DOMAIN, RESOURCES / "translations", languages=[language])


def say(message: Message | str, language: str) -> str:
    """The sentence in a language of `LANGUAGES`; a plain `str` is a sentence without values."""
    if isinstance(message, str):
        return _catalogue(language).gettext(message) if message else ""
    values = dict(message.values)
    return re.sub(r"\{(\w+)\}", lambda found: show(values[found[1]], language), worded(message, language))


def worded(message: Message, language: str) -> str:
    """The sentence in a language with its values still to be put in, the words for one or for several chosen."""
    template = _catalogue(language).gettext(message.text) if message.text else ""
    values = dict(message.values)
    return _ONE_OR_SEVERAL.sub(lambda found: found[2 if values[found[1]] in (1, "1") else 3], template)


_ONE_OR_SEVERAL: Final = re.compile(r"\{(\w+)\|([^{}|]*)\|([^{}|]*)\}")


def show(value: Any, language: str) -> str:
    """One value as a reader of the language expects it; text is shown as it is, untranslated."""
    match value:
        case Message():
            return say(value, language)
        case Words():
            return value.in_(language)
        case Amount():
            return amount(value.value, value.currency)
        case Percent():
            return f"{format((value.value * 100).normalize(), 'f')}%"
        case datetime():
            local = value.astimezone(HONG_KONG)
            return f"{day(local.date(), language)} {local:%H:%M}"
        case date():
            return day(value, language)
        case bool():
            raise TypeError("a yes or no needs words of its own")
        case int():
            return f"{value:,}"
        case Decimal():
            return f"{value:,f}".replace("-", "−")
        case tuple():
            return (", " if language == "en" else "、").join(show(item, language) for item in value)
        case str():
            return value
    raise TypeError(f"no way to show {type(value).__name__}")


def amount(value: Decimal, currency: str = "HKD") -> str:
    """`HK$560,000`, with cents only when there are any; the same in the three languages."""
    cents = value != value.to_integral_value()
    sign = "−" if value < 0 else ""
    return f"{sign}{symbol(currency)}{abs(value):,.2f}" if cents else f"{sign}{symbol(currency)}{abs(value):,.0f}"


def symbol(currency: str) -> str:
    """What stands before an amount: `HK$`, `RMB `, `EUR `."""
    return _SYMBOLS.get(currency, currency + " ")


def day(value: date, language: str) -> str:
    """`25 March 2025`, `2025年3月25日`."""
    if language == "en":
        return f"{value.day} {_MONTHS[value.month - 1]} {value.year}"
    return f"{value.year}年{value.month}月{value.day}日"


def to_json(message: Message) -> dict[str, Any]:
    """A message as JSON values, for a frozen working."""
    return {"text": message.text, "values": {name: _value_to_json(value) for name, value in message.values}}


def from_json(kept: Mapping[str, Any]) -> Message:
    """The message that `to_json` kept."""
    return Message(kept["text"], **{name: _value_from_json(value) for name, value in kept["values"].items()})


def _value_to_json(value: Any) -> Any:
    match value:
        case Message():
            return {"message": to_json(value)}
        case Words():
            return {"words": [value.en, value.zh_HK, value.zh_CN]}
        case Amount():
            return {"amount": format(value.value, "f"), "currency": value.currency}
        case Percent():
            return {"percent": format(value.value, "f")}
        case datetime():
            return {"moment": value.isoformat()}
        case date():
            return {"day": value.isoformat()}
        case Decimal():
            return {"number": format(value, "f")}
        case tuple():
            return [_value_to_json(item) for item in value]
        case str() | int():
            return value
    raise TypeError(f"no way to keep {type(value).__name__}")


def _value_from_json(kept: Any) -> Any:
    match kept:
        case {"message": message}:
            return from_json(message)
        case {"words": [en, zh_hk, zh_cn]}:
            return Words(en, zh_hk, zh_cn)
        case {"amount": value, "currency": currency}:
            return Amount(Decimal(value), currency)
        case {"percent": value}:
            return Percent(Decimal(value))
        case {"moment": value}:
            return datetime.fromisoformat(value)
        case {"day": value}:
            return date.fromisoformat(value)
        case {"number": value}:
            return Decimal(value)
        case list():
            return tuple(_value_from_json(item) for item in kept)
        case str() | int():
            return kept
    raise TypeError(f"no way to read {kept!r}")
