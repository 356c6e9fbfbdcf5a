"""How alike two applicants are, and why: names in both scripts and by their sound, numbers, factories, addresses.

A score is 0–100; from `LIKELY` on two applicants are worth a look. What speaks for it and what speaks against it are
told as reasons. The weights are judgement, held to the table of pairs in `tests/app/duplicate_pairs.csv`
(docs/decisions/0025).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from app.address_parts import likeness
from app.comparing import HEARD_LETTERS, SPELT, SPELT_CHINESE, Known, as_written, may_slip, sounds_chinese
from app.name_parts import Parts
from app.texts import Message

#: From this score on two applicants are worth a look.
LIKELY: Final = 60

#: A word of so many letters with a slip in it is still the same word.
_TELLING: Final = 5

#: Addresses are alike, the same, or apart, of a hundred; names below the last say nothing together with an address.
_ALIKE: Final = 85
_THE_SAME: Final = 95
_UNLIKE: Final = 45
_HARDLY: Final = 35


@dataclass(slots=True)
class _Weighed:
    """What was found so far."""

    score: int
    reasons: list[Message]

    def add(self, points: int, reason: Message | None = None) -> None:
        self.score += points
        if reason is not None:
            self.reasons.append(reason)


def weigh(one: Known, other: Known) -> tuple[int, tuple[Message, ...]]:
    """How alike two applicants are, 0–100, and why; reasons that speak for it come first, none where nothing does.

    What either was called formerly counts as well as what it is called now.
    """
    score, reasons, now = max(
        ((*_weigh(mine, theirs), mine is one and theirs is other) for mine in one.selves for theirs in other.selves),
        key=lambda found: (found[0], found[2]),
    )
    if score and not now:
        reasons = (*reasons, Message("By a name or number from before a merge"))
    return score, reasons


def _weigh(one: Known, other: Known) -> tuple[int, tuple[Message, ...]]:
    same_number = bool(one.br_number) and one.br_number == other.br_number
    lived = _lived(one, other)
    if lived < _ALIKE and _are_two(one, other) and not one.codes & other.codes:
        return 0, ()  # whatever their names
    found = _Weighed(0, [])
    _weigh_names(found, one, other)
    named = found.score
    if same_number:
        found.score = 90 + named // 10
        found.reasons.insert(0, Message("The same registration number: {number}", number=one.br_number))
    _weigh_factories(found, one, other)
    _weigh_addresses(found, lived, named)
    if not same_number:
        _weigh_numbers(found, one, other)
    if one.kind is not other.kind:
        found.add(-20, Message("One is a business, the other an association"))
    return max(0, min(100, found.score)), tuple(found.reasons)


def _weigh_names(found: _Weighed, one: Known, other: Known) -> None:
    """The best that the names say; their trades are part of it."""
    same = bool(one.trades & other.trades)
    apart = not same and bool(one.trades) and bool(other.trades)
    written = _written(one, other)
    spelt = _spelt(one, other)
    parted = bool(one.chinese) and bool(other.chinese) and not written[0]  # other characters: another name
    if spelt[0] and parted:
        spelt = (min(spelt[0], 52), spelt[1])
    heard = _sounding(one, other)
    points, reason = max((written, spelt, heard, _misspelt(one, other)), key=lambda each: each[0])
    if not points:
        return
    found.add(points, reason)
    if written[0] and spelt[0] and written[1] is not None:
        found.add(8, spelt[1])
    if apart:
        found.add(-28, Message("Their names tell different trades"))
    elif same:
        found.add(6)


def _written(one: Known, other: Known) -> tuple[int, Message | None]:
    """The same Chinese characters, in either script."""
    for mine in one.chinese:
        for theirs in other.chinese:
            if mine.bare == theirs.bare:
                points = {1: 40, 2: 74}.get(len(mine.bare), 82)
                name = as_written(one, mine)
                return points, Message("The same name but for its form, place or trade: {name}", name=name)
    return 0, None


def _spelt(one: Known, other: Known) -> tuple[int, Message | None]:
    """The same English name, or one with a slip in it."""
    mine, theirs = one.english, other.english
    if mine is None or theirs is None:
        return 0, None
    if mine.bare == theirs.bare:
        points = 74 if len(mine.bare) >= HEARD_LETTERS else 40
        return points, Message("The same English name but for its form, place or trade: {name}", name=mine.own.title())
    if not (may_slip(mine, SPELT) and may_slip(theirs, SPELT)):
        return 0, None
    if not _one_slip(mine, theirs):
        return 0, None
    reason = Message("Spelt nearly alike: {one} and {other}", one=mine.own.title(), other=theirs.own.title())
    if sounds_chinese(mine) and sounds_chinese(theirs):  # Wing Fat and Wing Fai: one letter is another character
        return 40, reason
    return 68, reason


def _one_slip(one: Parts, other: Parts) -> bool:
    """Whether two names are the same but for one slip of the keys in a word that is long enough to tell."""
    from rapidfuzz.distance import OSA

    mine, theirs = one.own.split(), other.own.split()
    if len(mine) != len(theirs):
        mine, theirs = [one.bare], [other.bare]
    unlike = [(a, b) for a, b in zip(mine, theirs, strict=True) if a != b]
    if len(unlike) != 1 or min(map(len, unlike[0])) < _TELLING:
        return False
    return OSA.distance(*unlike[0], score_cutoff=1) == 1


def _misspelt(one: Known, other: Known) -> tuple[int, Message | None]:
    """Chinese names of some length with one character that differs."""
    from rapidfuzz.distance import Levenshtein

    for mine in one.chinese:
        for theirs in other.chinese:
            if not (may_slip(mine, SPELT_CHINESE) and may_slip(theirs, SPELT_CHINESE)):
                continue
            if Levenshtein.distance(mine.bare, theirs.bare, score_cutoff=1) == 1:
                return 62, Message("Chinese names with one character that differs")
    return 0, None


def _sounding(one: Known, other: Known) -> tuple[int, Message | None]:
    """A name and how it sounds in Latin letters, or other characters that sound the same."""
    crossed = _crossed(one, other) or _crossed(other, one)
    if crossed is not None:
        return crossed
    for mine, *heard in one.heard:
        for theirs, *others in other.heard:
            alike = sum(bool(each & the_other) for each, the_other in zip(heard, others, strict=True))
            if alike and mine.bare != theirs.bare and len(mine.bare) == len(theirs.bare):
                points = (54 if alike == 2 else 44) + (14 if len(mine.bare) > 2 else 0)
                names = as_written(one, mine), as_written(other, theirs)
                return points, Message("Names that sound alike: {one} and {other}", one=names[0], other=names[1])
    if (
        one.said & other.said
        and one.english is not None
        and other.english is not None
        and one.english.bare != other.english.bare
    ):
        names = one.english.own.title(), other.english.own.title()
        return 62, Message("Names that sound alike: {one} and {other}", one=names[0], other=names[1])
    return 0, None


def _crossed(one: Known, other: Known) -> tuple[int, Message] | None:
    """The Chinese name of one is how the English name of the other sounds, and neither has both to say otherwise."""
    if not one.chinese or other.chinese or other.english is None:
        return None
    if not one.sounds & other.said:
        return None
    chinese = one.chinese[0]
    points = 64 if len(chinese.bare) < 3 else 74
    name = as_written(one, chinese)
    return points, Message("{english} is how {chinese} sounds", english=other.english.own.title(), chinese=name)


def _weigh_factories(found: _Weighed, one: Known, other: Known) -> None:
    for code in sorted(one.codes & other.codes):
        found.score = max(found.score + 25, LIKELY)
        found.add(0, Message("The same factory under both: {code}", code=code))
        return


def _lived(one: Known, other: Known) -> int:
    """How alike the addresses are that both have in one script, of a hundred; -1 where there are none."""
    both = [(mine, theirs) for mine, theirs in zip(one.addresses, other.addresses, strict=True) if mine and theirs]
    return max((likeness(mine, theirs) for mine, theirs in both), default=-1)


def _weigh_addresses(found: _Weighed, alike: int, named: int) -> None:
    """An address says much of a like name and nothing of another: whole buildings of companies share one."""
    if named < _HARDLY:
        return
    if alike >= _ALIKE:
        found.add(15 if alike >= _THE_SAME else 10, Message("Addresses alike: {percent}%", percent=alike))
    elif 0 <= alike < _UNLIKE:
        found.add(-6)


def _weigh_numbers(found: _Weighed, one: Known, other: Known) -> None:
    """Two numbers that differ: two companies, unless one of them is a slip of the keys."""
    numbers = {"one": one.br_number, "other": other.br_number}
    if _are_two(one, other):
        found.add(-35, Message("Against it: different registration numbers, as companies of one group have"))
    elif one.proven and other.proven:
        found.add(-4, Message("The registration numbers differ by one slip: {one}, {other}", **numbers))


def _are_two(one: Known, other: Known) -> bool:
    """Whether both have a number of their own, further apart than a slip of the keys."""
    if not (one.proven and other.proven) or one.br_number == other.br_number:
        return False
    from rapidfuzz.distance import OSA

    return OSA.distance(one.br_number, other.br_number, score_cutoff=1) > 1
