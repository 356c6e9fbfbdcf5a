"""Why something was found, in words: the number, the piece of the name, how that piece sounds, its initials."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from enum import IntEnum

from app import sounds
from app.former import Former
from app.names import fold
from app.texts import Message
from app.tokens import Asked, heard, squeezed


class How(IntEnum):
    """How something was found, the surest first."""

    EXACT = 0
    BEGINNING = 1
    ENDING = 2  # of a number: people say the last digits
    PIECE = 3
    SOUND = 4
    INITIALS = 5
    NEARLY = 6


def why(how: How, words: Sequence[str], numbers: Sequence[str], names: Sequence[str]) -> Message:
    """The reason in one sentence.

    Args:
        how: how it was found.
        words: what was searched, folded.
        numbers: the record's own numbers, which it may have been found by.
        names: its names as registered.
    """
    if how is How.NEARLY:
        return Message("nearly {what}", what=" ".join(words))
    bare = squeezed("".join(words))
    for number in numbers:
        if bare and bare in squeezed(fold(number)):
            return Message("number {n}", n=number)
    heard = [one for word in words for one in _heard(word, names)] if how in (How.SOUND, How.INITIALS) else []
    if heard:
        signs, sound = "".join(dict.fromkeys(one for one, _ in heard)), " ".join(one for _, one in heard)
        if how is How.INITIALS:
            return Message("initials of {what}", what=signs)
        return Message("{what} sounds like {sound}", what=signs, sound=sound)
    return Message("matched {what}", what=" ".join(_shown(word, names) for word in words))


def formerly(words: Sequence[Asked], own: str, formers: Sequence[Former]) -> Message | None:
    """The old name or number by which an applicant was found; None where its own names and number, folded, say it."""
    if _says(words, own):
        return None
    for one in reversed(formers):
        if one.br_number and _says(words, fold(one.br_number)):
            return Message("formerly number {n}", n=one.br_number)
        found = next((name for name in one.names if _says(words, fold(name))), None)
        if found is not None or _says(words, fold(*one.names, one.br_number)):
            return Message("formerly {name}", name=found or one.names[0])
    return None


def _says(words: Sequence[Asked], folded: str) -> bool:
    """Whether folded text says each word as it is written, or by its sound."""
    sounds_of = heard(folded)
    return all(
        one.word in folded or any(token.startswith(sound) for token in sounds_of for sound in one.sounds)
        for one in words
    )


def _shown(word: str, names: Sequence[str]) -> str:
    """The piece of a name that says a word, as it is registered there; the word itself where there is none."""
    for name in names:
        folded = fold(name)
        at = folded.find(word)
        if at >= 0 and len(folded) == len(name):
            return name[at : at + len(word)]
    return word


def _heard(word: str, names: Sequence[str]) -> Iterator[tuple[str, str]]:
    """The characters that sound like a word, with their sound or initials; once, in the first name that has them."""
    for name in names:
        folded = fold(name)
        if len(folded) != len(name):
            continue
        for run in sounds.HAN.finditer(folded):
            for system, asked in ((0, sounds.loose_pinyin(word)), (1, sounds.loose_cantonese(word))):
                read = [tuple(map(sounds.toneless, each)) for each in sounds.readings(run[0], system)]
                if (span := _span(read, asked, system)) is not None:
                    start, end, sound = span
                    yield name[run.start() + start : run.start() + end], sound
                    return
            if (found := _initials(run[0], word)) is not None:
                yield name[run.start() + found : run.start() + found + len(word)], " ".join(word)
                return


def _span(read: Sequence[tuple[str, ...]], asked: str, system: int) -> tuple[int, int, str] | None:
    """Which characters, and how they are read, where what was asked is the beginning of their sounds."""
    for start in range(len(read)):
        told = _follow(read[start:], asked, system)
        if told is not None:
            return start, start + len(told), " ".join(told)
    return None


def _follow(read: Sequence[tuple[str, ...]], asked: str, system: int) -> list[str] | None:
    """The readings that what was asked runs through, from the first character on."""
    if not asked:
        return []
    for one in read[0] if read else ():
        written = sounds.loose(one, system)
        if written.startswith(asked):
            return [one]
        if asked.startswith(written):
            rest = _follow(read[1:], asked[len(written) :], system)
            if rest is not None:
                return [one, *rest]
    return None


def _initials(run: str, word: str) -> int | None:
    """From which character on a word is made of the initials."""
    for system in (0, 1):
        read = [{one[0] for one in each} for each in sounds.readings(run, system)]
        for start in range(len(run) - len(word) + 1):
            if all(sign in may for sign, may in zip(word, read[start:], strict=False)):
                return start
    return None
