"""Which of several named things a person means who types a few letters: how well each name fits what is typed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from enum import IntEnum
from functools import lru_cache
from typing import Final

from app import sounds
from app.names import fold, wanted_words
from app.tokens import Asked, asked, heard

#: So like must a misspelt word be, of a hundred.
_ALIKE: Final = 75
#: Shorter words are not guessed at.
_GUESSED: Final = 4
#: So many characters of how a name begins are meant; fewer must be all of it.
_BEGUN: Final = 2
#: No more of a name than this is heard at once.
_LONGEST: Final = 12


class Fit(IntEnum):
    """How a name fits what was typed, the best first."""

    START = 0  # the name begins with it
    WORD = 1  # each word typed begins a word of the name
    INSIDE = 2  # each word typed is somewhere in the name
    INITIALS = 3  # the first letters of its words
    SPOKEN = 4  # its first characters sound just so, or these are the initials of all of them
    SOUND = 5  # each word typed is how some of it sounds
    NEARLY = 6  # misspelt a little


def choose(text: str, names: Sequence[Iterable[str]]) -> tuple[tuple[int, Fit], ...]:
    """Which things fit, each by its place and how, the best first; a thing may have several names, as in three
    languages. What is misspelt counts only where nothing else fits. Nothing fits an empty text."""
    words = wanted_words(text)
    if not words:
        return ()
    folded = [tuple(fold(one) for one in several) for several in names]
    whole = fold(text)
    ear = tuple(map(asked, (whole.replace(" ", ""), *words)))
    found = [(at, fit) for at, several in enumerate(folded) if (fit := _best(whole, words, ear, several)) is not None]
    return tuple(sorted(found, key=lambda one: one[1])) or _nearly(whole, folded)


def _best(whole: str, words: Sequence[str], ear: Sequence[Asked], names: Iterable[str]) -> Fit | None:
    several = dict.fromkeys(names)  # Traditional and Simplified are often one
    fits = [fit for name in several if (fit := _fit(whole, words, name)) is not None]
    if not fits and all(one.sounds for one in ear):
        fits = [fit for name in several if (fit := _heard_as(ear, name)) is not None]
    return min(fits, default=None)


def _fit(whole: str, words: Sequence[str], name: str) -> Fit | None:
    if name.startswith(whole):
        return Fit.START
    parts = _parts(name)
    if all(any(part.startswith(word) for part in parts) for word in words):
        return Fit.WORD
    if all(word in name for word in words):
        return Fit.INSIDE
    if len(whole) > 1 and "".join(part[0] for part in parts).startswith(whole):
        return Fit.INITIALS
    return None


def _heard_as(ear: Sequence[Asked], name: str) -> Fit | None:
    """How a Chinese name fits by its sound; `ear` is all that was typed in one, and then each word."""
    first, anywhere = _heard(name)
    whole = ear[0].word
    for system, read in enumerate(first):
        said = _said(read, sounds.loose(whole, system), system)
        if said >= _BEGUN or (said and said == len(read)):
            return Fit.SPOKEN
        if len(whole) == len(read) > 1 and all(
            any(one.startswith(sign) for one in each) for sign, each in zip(whole, read, strict=True)
        ):
            return Fit.SPOKEN
    said_so = all(any(token.startswith(one.sounds) for token in anywhere) for one in ear[1:])
    return Fit.SOUND if said_so else None


def _said(read: Sequence[tuple[str, ...]], asked: str, system: int) -> int:
    """How many characters are said in full by what was typed, and nothing more; 0 where it is not just so."""
    if not read or not asked:
        return 0
    for one in read[0]:
        heard_as = sounds.loose(one, system)
        if asked == heard_as:
            return 1
        if asked.startswith(heard_as) and (rest := _said(read[1:], asked[len(heard_as) :], system)):
            return 1 + rest
    return 0


@lru_cache(maxsize=1024)
def _heard(name: str) -> tuple[tuple[tuple[tuple[str, ...], ...], ...], tuple[str, ...]]:
    """How the first characters of a folded name are read, in Pinyin and Jyutping, and how any piece of it sounds."""
    run = sounds.HAN.match(name)
    first = () if run is None else tuple(
        tuple(tuple(map(sounds.toneless, each)) for each in sounds.readings(run[0][:_LONGEST], system))
        for system in (0, 1)
    )  # fmt: skip
    return first, tuple(heard(name))


def _parts(name: str) -> list[str]:
    """The words of a name without what stands around them."""
    return "".join(one if one.isalnum() else " " for one in name).split()


def _nearly(whole: str, names: Sequence[tuple[str, ...]]) -> tuple[tuple[int, Fit], ...]:
    if len(whole) < _GUESSED:
        return ()
    from rapidfuzz import fuzz

    def likeness(name: str) -> float:
        parts = _parts(name)
        return max([fuzz.ratio(whole, name), *(fuzz.ratio(whole, part) for part in parts)], default=0)

    scored = [(max((likeness(name) for name in several), default=0), at) for at, several in enumerate(names)]
    return tuple((at, Fit.NEARLY) for score, at in sorted(scored, key=lambda one: -one[0]) if score >= _ALIKE)
