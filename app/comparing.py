"""What is compared of an applicant to see who it may be, and the keys under which those who are alike are found."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cache, cached_property
from typing import Final
from uuid import UUID

from app import sounds
from app.address_parts import Address, address
from app.former import Former
from app.name_parts import Parts, taken_apart
from app.names import fold
from app.refusal import Invalid
from app.rules import identifiers
from models.kinds import ApplicantKind

#: Names shorter than these, in letters and in Chinese characters, are too like each other for a slip of the keys to
#: tell anything.
SPELT: Final = 6
SPELT_CHINESE: Final = 4

#: A syllable of Cantonese or Mandarin has at least so many letters as they are compared.
HEARD_LETTERS: Final = 4

#: So many ways to read a name are compared.
_READ: Final = 8

#: So many letters at the beginning of a name may have a slip in them; what is longer has its two ends as keys.
_LONG: Final = 12
_END: Final = 8

#: Letters of a name that count for its keys.
_KEPT: Final = 32


@dataclass(frozen=True)
class Known:  # no slots: what is worked out of it is kept with it
    """What is compared of an applicant. `codes` are those of its factories; `formerly` is what it was called and
    numbered before a merge, each with all else as it is now."""

    row_no: int
    id: UUID | None
    kind: ApplicantKind
    name_en: str
    name_tc: str
    name_sc: str
    br_number: str
    address_en: str
    address_zh: str
    codes: frozenset[str]
    formerly: tuple[Known, ...] = ()

    @property
    def selves(self) -> tuple[Known, ...]:
        """What it is, and what it was."""
        return (self, *self.formerly)

    @cached_property
    def chinese(self) -> tuple[Parts, ...]:
        """The Chinese names, each once; signs alone are no name."""
        apart = map(taken_apart, (self.name_tc, self.name_sc))
        return tuple(dict.fromkeys(one for one in apart if one.bare))

    @cached_property
    def english(self) -> Parts | None:
        """The English name."""
        apart = taken_apart(self.name_en)
        return apart if apart.bare else None

    @property
    def latin(self) -> str:
        """What it goes by in Latin letters; "" for no English name."""
        return "" if self.english is None else self.english.own

    @cached_property
    def trades(self) -> frozenset[str]:
        """The trades that its names tell."""
        told = frozenset[str]().union(*(one.trades for one in self.chinese))
        return told if self.english is None else told | self.english.trades

    @cached_property
    def heard(self) -> tuple[tuple[Parts, frozenset[str], frozenset[str]], ...]:
        """Each Chinese name with how it may sound in Pinyin and in Cantonese."""
        return tuple((one, _heard(one, 0), _heard(one, 1)) for one in self.chinese)

    @cached_property
    def sounds(self) -> frozenset[str]:
        """All that its Chinese names may sound like."""
        return frozenset[str]().union(*(each for _, *both in self.heard for each in both))

    @cached_property
    def said(self) -> frozenset[str]:
        """How its English name may sound, if it is a Chinese one in Latin letters."""
        if self.english is None or len(self.english.bare) < HEARD_LETTERS:
            return frozenset()
        words = self.english.own.split()
        cantonese = sounds.loose_cantonese(self.english.bare), "".join(map(sounds.loose_cantonese, words))
        return frozenset((*cantonese, sounds.loose_pinyin(self.english.bare)))

    @cached_property
    def proven(self) -> bool:
        """Whether its number is one of Business Registration, and no stand-in."""
        try:
            return bool(self.br_number) and identifiers.br_number(self.br_number).proves_registration
        except Invalid:
            return False

    @cached_property
    def addresses(self) -> tuple[Address | None, Address | None]:
        """The English and the Chinese address."""
        return address(self.address_en), address(self.address_zh)


def named(name_en: str, name_tc: str, name_sc: str) -> Known:
    """What is compared of names alone."""
    return Known(0, None, ApplicantKind.BUSINESS, name_en, name_tc, name_sc, "", "", "", frozenset())


def before(one: Known, formers: Iterable[Former]) -> Known:
    """An applicant with what it was called and numbered formerly."""
    was = (
        replace(one, name_en=each.name_en, name_tc=each.name_tc, name_sc=each.name_sc, br_number=each.br_number)
        for each in formers
    )
    return replace(one, formerly=tuple(was))


def _heard(name: Parts, system: int) -> frozenset[str]:
    """How a name may sound: read the likeliest way, and with one character read another way."""
    read = [tuple(map(sounds.toneless, each)) for each in sounds.readings(name.bare, system)]
    if not all(read):
        return frozenset()
    plain = [each[0] for each in read]
    found = {_joined(plain, system): None}
    for place, each in enumerate(read):
        for other in each[1:]:
            found[_joined((*plain[:place], other, *plain[place + 1 :]), system)] = None
    return frozenset([one for one in found if len(one) >= HEARD_LETTERS][:_READ])


def _joined(read: Iterable[str], system: int) -> str:
    return "".join(sounds.loose(one, system) for one in read)


# --- under which keys it is found ------------------------------------------------------------------------------------


def keys(one: Known) -> Iterator[str]:
    """What two applicants that are alike have in common: at least one of these."""
    for each in one.selves:
        yield from _keys(each)


def former_keys(names: tuple[str, str, str], formers: Iterable[Former]) -> Iterator[str]:
    """The keys of the names of an applicant, and those of the names and numbers that it had formerly."""
    yield from name_keys(named(*names))
    for one in formers:
        yield from name_keys(named(one.name_en, one.name_tc, one.name_sc))
        if one.br_number:
            yield f"n{one.br_number}"


def _keys(one: Known) -> Iterator[str]:
    yield from name_keys(one)
    if one.br_number:
        yield f"n{one.br_number}"
    yield from (f"u{code}" for code in one.codes)
    yield from (f"a{each.key}" for each in one.addresses if each is not None and each.key)


def name_keys(one: Known) -> Iterator[str]:
    """Those of its names: what it goes by, how that sounds in any script, and how it may be misspelt."""
    yield from (f"s{sound}" for sound in one.sounds | one.said)
    for name in one.chinese:
        yield f"o{name.bare[:_KEPT]}"
        if may_slip(name, SPELT_CHINESE):
            yield from _slips(name.bare[:_LONG])
    if one.english is not None:
        bare = one.english.bare
        yield f"o{bare[:_KEPT]}"
        if may_slip(one.english, SPELT):
            yield from _slips(bare[:_LONG])
        if len(bare) >= _LONG:
            yield from (f"b{bare[:_END]}", f"e{bare[-_END:]}")


def may_slip(name: Parts, least: int) -> bool:
    """Whether a name of at least so many letters is its own, so that one with a slip in it is still known."""
    return len(name.bare) >= least and not name.common


def _slips(text: str) -> Iterator[str]:
    """The text with one letter left out: two that differ in one letter have one of these in common."""
    yield f"d{text}"
    yield from (f"d{text[:at]}{text[at + 1 :]}" for at in range(len(text)))


# --- how it is said and written --------------------------------------------------------------------------------------


def sounds_chinese(name: Parts) -> bool:
    """Whether an English name is Chinese in Latin letters: syllables of Cantonese, or of Mandarin also joined."""
    mandarin, cantonese = _syllables()
    words = name.own.split()
    return all(sounds.loose_cantonese(one) in cantonese for one in words) or all(
        _made_of(one, mandarin) for one in words
    )


def _made_of(word: str, syllables: frozenset[str]) -> bool:
    """Whether a word is nothing but syllables."""
    reached = {0}
    for end in range(1, len(word) + 1):
        if any(end - size in reached and word[end - size : end] in syllables for size in range(2, 7)):
            reached.add(end)
    return len(word) in reached


@cache
def _syllables() -> tuple[frozenset[str], frozenset[str]]:
    """All syllables of Mandarin, and those of Cantonese as they are compared."""
    read = [{sounds.toneless(one) for each in of.values() for one in each} for of in sounds.table().readings]
    return frozenset(one.replace("ü", "u") for one in read[0]), frozenset(map(sounds.loose_cantonese, read[1]))


def as_written(one: Known, parts: Parts) -> str:
    """What a name goes by, in the characters in which it was registered."""
    for name in (one.name_tc, one.name_sc):
        letters = "".join(sign for sign in name if sign.isalnum())
        at = fold(letters).find(parts.bare)
        if at >= 0 and len(fold(letters)) == len(letters):
            return letters[at : at + len(parts.bare)]
    return parts.own
