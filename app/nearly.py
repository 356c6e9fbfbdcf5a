"""Names that are nearly what was typed: looked for only where nothing else is found.

A word with one mistake in it has its first half or its second half whole, and a Chinese one a pair of characters. What
has such a piece is compared letter by letter.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from app import search, sounds

#: Names that are compared, and how much of a hundred must be alike.
_COMPARED: Final = 2_000
_ALIKE: Final = 80

#: Shorter words are like too many others.
_SHORTEST: Final = 4


def like(session: Session, kind: search.Named, words: Sequence[str], most: int) -> list[int]:
    """The records of a kind, by their `row_no`, whose names are nearly what was typed, the likest first."""
    pieces = list(dict.fromkeys(piece for word in words for piece in _pieces(word)))
    if not pieces:
        return []
    from rapidfuzz import fuzz

    dialect = session.connection().dialect
    asking = search.any_of((search.beginning(piece, dialect) for piece in pieces), dialect)
    numbers = search.numbers(search.WORDS[kind], asking, dialect).limit(_COMPARED)
    text = " ".join(words)
    scored = [
        (-score, number)
        for number, folded in session.execute(select(kind.row_no, kind.folded).where(kind.row_no.in_(numbers)))
        if (score := fuzz.partial_ratio(text, folded, score_cutoff=_ALIKE))
    ]
    return [number for _, number in sorted(scored)[:most]]


def _pieces(word: str) -> Iterator[str]:
    if sounds.HAN.fullmatch(word):
        yield from (word[at : at + 2] for at in range(len(word) - 1) if len(word) > 2)
    elif len(word) >= _SHORTEST and word.isalnum():
        yield word[: len(word) // 2]
        yield word[len(word) // 2 :]
