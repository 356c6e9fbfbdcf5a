"""The tokens under which names and numbers stand in the index, and which of them a word of a search asks for.

A beginning of a token is what is looked up. So of each Latin word every ending is a token, which makes a piece of it
the beginning of one; of Chinese every pair of neighbours; sounds and initials are marked (`app.sounds`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from app import sounds

#: Letters and digits beyond this many are compared in the text itself.
LONGEST: Final = 32

#: What stands before the beginning of a name among its tokens; no name holds this character.
BEGINNING: Final = "\ue003"

#: What stands before a key that likely duplicates have in common (`app.comparing`) among the tokens of an applicant.
ALIKE: Final = "\ue004"

_PIECES: Final = re.compile(rf"({sounds.HAN.pattern})|([^\W_]+?(?={sounds.HAN.pattern}|[\W_]|$))")

_LETTERS: Final = re.compile(rf"(?:{sounds.HAN.pattern}|[^\W_])+")

#: What may be a sound: letters of the alphabet, at least two.
_SOUND: Final = re.compile("[a-zü]{2,32}")


def of(text: str) -> dict[str, None]:
    """The tokens of folded text, without its sounds."""
    found: dict[str, None] = {}
    for chinese, other in _PIECES.findall(text):
        if chinese:
            found.update((chinese[at : at + 2], None) for at in range(len(chinese)))
        else:
            found.update((other[at : at + LONGEST], None) for at in range(len(other)))
    return found


def beginnings(*texts: str) -> dict[str, None]:
    """The tokens of how folded names and numbers begin, each without its blanks and signs."""
    bare = (squeezed(text) for text in texts)
    return {BEGINNING + one: None for one in bare if one}


def squeezed(text: str) -> str:
    """Folded text without blanks and signs, as far as a token goes."""
    return "".join(_LETTERS.findall(text))[:LONGEST]


def of_number(text: str) -> dict[str, None]:
    """The tokens of a folded number: of each word without its signs, every ending."""
    bare = ("".join(_LETTERS.findall(word)) for word in text.split())  # whole: each of its endings is cut by itself
    return {word[at : at + LONGEST]: None for word in bare for at in range(len(word))}


def heard(text: str) -> dict[str, None]:
    """The tokens of how folded text sounds, and of its initials."""
    return dict.fromkeys(sounds.tokens(text))


@dataclass(frozen=True, slots=True)
class Asked:
    """What one folded word of a search asks for.

    A text says the word if one of its tokens begins with each of `pieces` and, where `look` is set, the word stands in
    the text itself; or else if one of its sounds begins with one of `sounds`.
    """

    word: str
    pieces: tuple[str, ...]
    look: bool
    sounds: tuple[str, ...]


def asked(word: str) -> Asked:
    """What a folded word asks for; a word of signs only has no piece and is looked for in the text."""
    pieces = tuple(_looked_up(word))
    whole = len(pieces) == 1 and pieces[0] == word
    return Asked(word, pieces, not whole, tuple(_heard(word)) if _SOUND.fullmatch(word) else ())


def _looked_up(word: str) -> Iterator[str]:
    for chinese, other in _PIECES.findall(word):
        if chinese:
            yield from (chinese[at : at + 2] for at in range(max(1, len(chinese) - 1)))
        else:
            yield other[:LONGEST]


def _heard(word: str) -> Iterator[str]:
    yield sounds.PINYIN + sounds.loose_pinyin(word)
    yield sounds.CANTONESE + sounds.loose_cantonese(word)
    yield sounds.INITIALS + word
