"""Which of several named things a person means who types a few letters: how well each name fits what is typed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from enum import IntEnum
from typing import Final

from app.names import fold, wanted_words

#: So like must a misspelt word be, of a hundred.
_ALIKE: Final = 75
#: Shorter words are not guessed at.
_GUESSED: Final = 4


class Fit(IntEnum):
    """How a name fits what was typed, the best first."""

    START = 0  # the name begins with it
    WORD = 1  # each word typed begins a word of the name
    INSIDE = 2  # each word typed is somewhere in the name
    INITIALS = 3  # the first letters of its words
    NEARLY = 4  # misspelt a little


def choose(text: str, names: Sequence[Iterable[str]]) -> tuple[tuple[int, Fit], ...]:
    """Which things fit, each by its place and how, the best first; a thing may have several names, as in three
    languages. What is misspelt counts only where nothing else fits. Nothing fits an empty text."""
    words = wanted_words(text)
    if not words:
        return ()
    folded = [tuple(fold(one) for one in several) for several in names]
    whole = fold(text)
    found = [(at, fit) for at, several in enumerate(folded) if (fit := _best(whole, words, several)) is not None]
    return tuple(sorted(found, key=lambda one: one[1])) or _nearly(whole, folded)


def _best(whole: str, words: Sequence[str], names: Iterable[str]) -> Fit | None:
    fits = [fit for name in names if (fit := _fit(whole, words, name)) is not None]
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
