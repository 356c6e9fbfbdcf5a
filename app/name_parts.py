"""What tells one company from another in its name: the rest (form, place, trade) is set aside.

永發電鍍（香港）有限公司 and 東莞永發電鍍廠 both go by 永發, in the trade of plating. The words set aside are
`resources/lists/company_words.toml`; one that is missing there makes two names look less alike, never more.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Final

from app.names import fold
from app.paths import RESOURCES
from app.sounds import HAN

#: So many letters must be left of a name; shorter, a word set aside belongs to it (金電鍍廠 goes by 金電鍍).
_LEAST: Final = 2

#: No word of the table has more words.
_WORDS: Final = 3

_BRACKETS: Final = re.compile(r"[(\[【〔<][^)\]】〕>]*[)\]】〕>]?")
_LETTERS: Final = re.compile(r"[^\W_]+")
_NOT_BETWEEN: Final = re.compile(r"['’`]|(?<=\b[a-z])\.(?=[a-z]\b)")


@dataclass(frozen=True, slots=True)
class Parts:
    """A folded name taken apart: `own` is what it goes by, English words with one blank between them.

    `common`: it has no name of its own, only its place and its trade.
    """

    own: str
    trades: frozenset[str] = frozenset()
    common: bool = False

    @property
    def bare(self) -> str:
        """What it goes by, without blanks: Wei Hua and WeiHua are one."""
        return self.own.replace(" ", "")


NONE: Final = Parts("")


@dataclass(frozen=True, slots=True)
class _Words:
    """The table: what is dropped, in Chinese and in English, and the trade that each word of one names."""

    forms: tuple[frozenset[str], frozenset[str]]
    places: tuple[frozenset[str], frozenset[str]]
    trades: dict[str, str]
    traded: frozenset[str]


@cache
def _table() -> _Words:
    read = tomllib.loads((RESOURCES / "lists/company_words.toml").read_text("utf-8"))
    forms, places = ((_folded(read[name]["chinese"]), _folded(read[name]["english"])) for name in ("forms", "places"))
    trades = {fold(word): trade for trade, words in read["trades"].items() for word in words}
    return _Words(forms, places, trades, frozenset(trades))


def _folded(words: Iterable[str]) -> frozenset[str]:
    return frozenset(fold(word) for word in words)


def taken_apart(name: str) -> Parts:
    """The parts of a name in any script; nothing of an empty one."""
    folded = fold(name)
    if not folded:
        return NONE
    return _chinese(folded) if HAN.search(folded) else _english(folded)


# --- Chinese: words stand without blanks, places first, the trade and the form last ------------------------------


def _chinese(folded: str) -> Parts:
    table = _table()
    whole = "".join(_LETTERS.findall(_BRACKETS.sub(lambda found: _bracketed(found[0]), folded)))
    own, trades = _stripped(_without(whole, table.places[0], first=True)[0])
    if own in table.traded or own in table.places[0]:  # 中山電鍍廠 has no other name than its place and its trade
        return Parts(_without(whole, table.forms[0], first=False)[0], common=True)
    return Parts(own, frozenset(trades))


def _stripped(text: str) -> tuple[str, set[str]]:
    """A name without what stands at its end, and the trades among that."""
    table, trades, before = _table(), set[str](), ""
    while text != before:
        before = text
        text, trade = _without(text, table.traded, first=False)
        text, _ = _without(text, table.forms[0], first=False)
        text, _ = _without(text, table.places[0], first=False)
        trades |= {table.trades[trade]} if trade else set()
    return text, trades


def _bracketed(text: str) -> str:
    """What stands in brackets belongs to the name unless it is a place or a form."""
    inside = "".join(_LETTERS.findall(text))
    table = _table()
    for words in (table.places[0], table.forms[0], table.places[1], table.forms[1]):
        if inside in words:
            return ""
    return inside


def _without(text: str, words: frozenset[str], *, first: bool) -> tuple[str, str]:
    """The text without the longest of the words at its beginning or end, and that word; too little must not be left."""
    for length in range(min(7, len(text) - _LEAST), 0, -1):
        word = text[:length] if first else text[-length:]
        if word in words:
            return (text[length:] if first else text[:-length]), word
    return text, ""


# --- English: words stand apart, a place or form may be anywhere ---------------------------------------------------


def _english(folded: str) -> Parts:
    table = _table()
    tokens = _LETTERS.findall(_NOT_BETWEEN.sub("", folded))
    plain, _ = _dropped(tokens, table.forms[1])
    placeless, _ = _dropped(plain, table.places[1])
    own, named = _dropped(placeless, table.traded)
    if len("".join(own)) >= _LEAST:
        return Parts(" ".join(own), frozenset(table.trades[word] for word in named))
    return Parts(" ".join(plain or tokens), common=True)


def _dropped(tokens: Sequence[str], words: frozenset[str]) -> tuple[list[str], list[str]]:
    """The words that are not in a table, and those that are; of several readings the longest."""
    kept: list[str] = []
    found: list[str] = []
    at = 0
    while at < len(tokens):
        size = next((n for n in range(_WORDS, 0, -1) if " ".join(tokens[at : at + n]) in words), 0)
        if size:
            found.append(" ".join(tokens[at : at + size]))
        else:
            kept.append(tokens[at])
        at += size or 1
    return kept, found
