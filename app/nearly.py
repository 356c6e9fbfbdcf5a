"""Names that are nearly what was typed: looked for only where nothing else is found.

A word with one mistake in it has its first half or its second half whole, and a Chinese one a pair of characters. What
has such a piece is compared word by word: each that was typed must be the beginning of one of the name but for a letter
or two, because pieces of words are alike everywhere.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from app import search, sounds

#: Names that are compared, and how much of a hundred must be alike in Chinese.
_COMPARED: Final = 2_000
_ALIKE: Final = 80

#: So long a word may have two letters wrong; a shorter one has one, and one below `_SHORTEST` none.
_LONG: Final = 8

#: Shorter words are like too many others.
_SHORTEST: Final = 4


def like(session: Session, kind: search.Named, words: Sequence[str], most: int) -> list[int]:
    """The records of a kind, by their `row_no`, whose names are nearly what was typed, the likest first."""
    pieces = list(dict.fromkeys(piece for word in words for piece in _pieces(word)))
    if not pieces:
        return []
    dialect = session.connection().dialect
    asking = search.any_of((search.beginning(piece, dialect) for piece in pieces), dialect)
    numbers = search.numbers(search.WORDS[kind], asking, dialect).limit(_COMPARED)
    scored = [
        (wrong, number)
        for number, folded in session.execute(select(kind.row_no, kind.folded).where(kind.row_no.in_(numbers)))
        if (wrong := _wrong(words, folded)) is not None
    ]
    return [number for _, number in sorted(scored)[:most]]


def _wrong(words: Sequence[str], folded: str) -> float | None:
    """How much of what was typed is wrong for a name; None if it is another."""
    name, wrong = folded.split(), 0.0
    for word in words:
        far = _far_in_chinese(word, folded) if sounds.HAN.search(word) else _far(word, name)
        if far is None:
            return None
        wrong += far
    return wrong


def _far_in_chinese(word: str, folded: str) -> float | None:
    from rapidfuzz import fuzz

    alike = fuzz.partial_ratio(word, folded, score_cutoff=_ALIKE)
    return (100 - alike) / 100 * len(word) if alike else None


def _far(word: str, name: Sequence[str]) -> float | None:
    """The letters between a word and the beginning of the word of a name that is nearest to it."""
    from rapidfuzz.distance import OSA

    allowed = 0 if len(word) < _SHORTEST else 1 if len(word) < _LONG else 2
    ends = (len(word) - 1, len(word), len(word) + 1)
    found = (OSA.distance(word, one[:end], score_cutoff=allowed) for one in name for end in ends)
    far = min(found, default=allowed + 1)
    return far if far <= allowed else None


def _pieces(word: str) -> Iterator[str]:
    if sounds.HAN.fullmatch(word):
        yield from (word[at : at + 2] for at in range(len(word) - 1) if len(word) > 2)
    elif len(word) >= _SHORTEST and word.isalnum():
        yield word[: len(word) // 2]
        yield word[len(word) // 2 :]
