"""Names in the order of strokes, of Pinyin, of Jyutping and of the alphabet: as texts that any database can sort.

Each character becomes one whose code point is its place. Digits and signs come first, then Chinese, then letters, as
in CLDR's orders of Chinese. A key is made once, in Python, so that every machine and both engines agree.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from functools import cache
from typing import Final

from app import sounds
from app.names import fold

#: Where the places of characters begin; from here up to the surrogates there are more than the table needs.
_FIRST: Final = 0x3400

#: Characters of a name that count for its place.
_LONGEST: Final = 40


@dataclass(frozen=True, slots=True)
class Keys:
    """The four keys of a name."""

    english: str
    stroke: str
    pinyin: str
    jyutping: str


def keys(name_en: str, name_tc: str, name_sc: str) -> Keys:
    """The keys of a company's names; where there is no Chinese name the English one takes its place, and so back."""
    chinese, simplified = name_tc or name_sc or name_en, name_sc or name_tc or name_en
    english = _plain(name_en)
    return Keys(
        english[:_LONGEST] if english else stroke_key(chinese),
        stroke_key(chinese),
        _read_key(simplified, 0),
        _read_key(chinese, 1),
    )


def stroke_key(name: str) -> str:
    """The key by number of strokes, then as CLDR has it."""
    places = sounds.table().places
    return "".join(_placed(sign, places.get(sign)) for sign in _plain(name)[:_LONGEST])


def _read_key(name: str, system: int) -> str:
    """The key by sound with its tone, then by strokes."""
    text = _plain(name)[:_LONGEST]
    read = sounds.readings(fold(text), system)
    if len(read) != len(text):  # folding has joined or parted something: not a name as people write it
        return stroke_key(name)
    places = _sounding(system)
    return "".join(
        _placed(sign, places.get((each[0], sign)) if each else None) for sign, each in zip(text, read, strict=True)
    )


@cache
def _sounding(system: int) -> dict[tuple[str, str], int]:
    """The place of each character as it is read: by sound, tone, strokes."""
    table = sounds.table()
    of = table.readings[system]
    every = [
        (sounds.toneless(one), one, place, sign)
        for sign, place in table.places.items()
        for one in of.get(sign) or of.get(fold(sign), ())
    ]
    return {(one, sign): at for at, (_, one, _, sign) in enumerate(sorted(every))}


def _placed(sign: str, place: int | None) -> str:
    if place is not None:
        return chr(_FIRST + place)
    if sounds.HAN.match(sign):
        return "\ud7ff" + sign  # not in the table: after those that are
    return chr(0xE000 + ord(sign)) if sign.isalpha() and ord(sign) < 0x1000 else sign


def _plain(name: str) -> str:
    return " ".join(unicodedata.normalize("NFKC", name).casefold().split())
