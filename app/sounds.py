"""How Chinese names sound, in Pinyin and in Jyutping: for finding them by ear and by initials, and for their order.

The tables are `resources/order`. A character may be read in several ways; the likeliest in its word comes first.
Everything here takes folded text (`app.names.fold`): Pinyin is right only on Simplified characters.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Final

from app.paths import RESOURCES

#: What stands before a sound and before initials among the tokens of a name; no name holds these characters.
PINYIN, CANTONESE, INITIALS = "\ue000", "\ue001", "\ue002"

#: The longest beginning that is kept of what is left of a name, and how much of it may be read another way.
_LONGEST, _WINDOW = 8, 4

#: Forms of a company, which sound alike in every name: they are no part of what is remembered of one.
FORMS: Final = re.compile("(?:股份有限|有限责任|股份|有限)?公司|有限责任|有限")

HAN: Final = re.compile("[\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]+")


@dataclass(frozen=True, slots=True)
class Table:
    """`places`: the order of strokes; `readings`: Pinyin and Jyutping with tones; `words`: those read unlike."""

    places: dict[str, int]
    readings: tuple[dict[str, tuple[str, ...]], dict[str, tuple[str, ...]]]
    words: tuple[dict[str, tuple[str, ...]], dict[str, tuple[str, ...]]]


@cache
def table() -> Table:
    """The tables, read when first asked."""
    found = Table({}, ({}, {}), ({}, {}))
    for place, line in enumerate((RESOURCES / "order/characters.tsv").read_text("utf-8").splitlines()):
        sign, *read = line.split("\t")
        found.places[sign] = place
        for readings, told in zip(found.readings, read, strict=False):
            if told:
                readings[sign] = tuple(told.split(","))
    for line in (RESOURCES / "order/words.tsv").read_text("utf-8").splitlines():
        word, *read = line.split("\t")
        for words, told in zip(found.words, read, strict=True):
            if told != "-":
                words[word] = tuple(told.split(" "))
    return found


def readings(text: str, system: int) -> list[tuple[str, ...]]:
    """Each character's readings with tones, the likeliest here first; () for one that has none.

    Args:
        text: folded text.
        system: 0 for Pinyin, 1 for Jyutping.
    """
    single, words = table().readings[system], table().words[system]
    found = [single.get(sign, ()) for sign in text]
    at = 0
    while at < len(text) - 1:
        word = next((text[at : at + n] for n in (3, 2) if text[at : at + n] in words), "")
        for place, told in enumerate(words.get(word, ()), at):
            found[place] = (told, *(one for one in found[place] if toneless(one) != toneless(told)))
        at += len(word) or 1
    return found


def tokens(text: str) -> Iterator[str]:
    """What may be typed of the sounds and initials of a folded name, from the beginning of each syllable."""
    for run in HAN.findall(FORMS.sub(" ", text)):
        for system, mark in enumerate((PINYIN, CANTONESE)):
            read = [tuple(toneless(one) for one in each) for each in readings(run, system) if each]
            heard = [tuple(dict.fromkeys(loose(one, system) for one in each)) for each in read]
            yield from (mark + one for one in _beginnings(heard))
            initials = [tuple(dict.fromkeys(one[0] for one in each)) for each in read]
            yield from (INITIALS + one for one in _beginnings(initials) if len(one) > 1)


def _beginnings(read: list[tuple[str, ...]]) -> Iterator[str]:
    """From each syllable on: all read the likeliest way, and a few with one of them read another way."""
    plain = [each[0] for each in read]
    for start in range(len(read)):
        yield "".join(plain[start : start + _LONGEST])
        end = min(start + _WINDOW, len(read))
        for place in range(start, end):
            for other in read[place][1:]:
                yield "".join((*plain[start:place], other, *plain[place + 1 : end]))


def toneless(reading: str) -> str:
    """`din6` → `din`."""
    return reading.rstrip("0123456789")


def loose(text: str, system: int) -> str:
    """A sound as it is compared: 0 for Pinyin, 1 for Jyutping."""
    return loose_pinyin(text) if system == 0 else loose_cantonese(text)


def loose_pinyin(text: str) -> str:
    """Pinyin as it is compared: ü, which is also typed v, is u."""
    return text.replace("ü", "u").replace("v", "u")


#: Jyutping and the ways Hong Kong romanises, brought to one writing; a piece of the text gives a piece of the result.
_LOOSE: Final = (
    ("(?:(?<=^)|(?<=[bdgmnptk]))t(?:sz|se|ze|ze)(?![a-z])", "zi"),
    ("(?:(?<=^)|(?<=[gmnpk]))t[sz]", "z"),
    ("ch?", "z"),
    ("sh", "s"),
    ("sze?", "si"),
    ("zz", "z"),
    ("p", "b"),
    ("t", "d"),
    ("k", "g"),
    ("gwu", "gu"),
    ("j(?=yu)", ""),
    ("j", "y"),
    ("(?:(?<=^[dgn])|(?<=[zshl]))yu", "u"),
    ("ue(?![aiou])", "u"),
    ("oe", "eu"),
    ("eong", "eung"),
    ("eoi", "ui"),
    ("eon", "un"),
    ("eod", "ud"),
    ("aa", "a"),
    ("ow", "au"),
    ("e[ei]", "i"),
    ("oo", "u"),
    ("ou", "o"),
    ("(?<=[aeiou])h(?![aeiou])", ""),
)


@cache
def _loosened(text: str) -> str:
    for pattern, put in _LOOSE:
        text = re.sub(pattern, put, text)
    return text


def loose_cantonese(text: str) -> str:
    """Cantonese as it is compared: `wing fat`, `wing faat` and `wingfaat` sound alike, so do `cheung` and `zoeng`.

    >>> loose_cantonese("faat"), loose_cantonese("fat"), loose_cantonese("cheung"), loose_cantonese("zoeng")
    ('fad', 'fad', 'zeung', 'zeung')
    """
    return _loosened(text)
