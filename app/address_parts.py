"""How alike two addresses are, however their floors, streets and buildings are written."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from typing import Final

from app.names import fold
from app.sounds import HAN

#: Words that stand in most addresses and say nothing, and short writings of them.
_COMMON: Final = frozenset(
    """
    unit flat room rm rms suite workshop shop floor floors f fl flr block blk tower phase lot no nos number street st
    road rd avenue ave lane building bldg buildings industrial ind indl centre center ctr estate est mansion house zone
    area park district town village city province county hong kong hongkong hk kowloon kln kin new territories nt n t
    china prc p r c guangdong the of and g lg ug a b
    """.split()
)
_COMMON_CHINESE: Final = re.compile(
    "香港|九龙|新界|中国|广东省?|工业(?:大厦|中心|区|园|城|村)?|大厦|大楼|广场|商业中心|中心|号|楼|层|室|座|期|栋|幢|单元|地下|全层|街|道|路|区|镇|村|市|省"
)
_NUMERALS: Final = re.compile("([一二三四五六七八九十]{1,3})(?=[楼层号座期室栋幢])")
_NUMBERS: Final = re.compile(r"\d+")
_WORDS: Final = re.compile(r"[^\W\d_]+")
_DIGITS: Final = {sign: at for at, sign in enumerate("一二三四五六七八九", 1)}

#: Two addresses with numbers are alike by their numbers and by their words, half and half.
_HALF: Final = 0.5


@dataclass(frozen=True, slots=True)
class Address:
    """An address as it is compared: its numbers, and its words without the common ones, in one text."""

    numbers: tuple[str, ...]
    words: str

    @property
    def key(self) -> str:
        """What addresses that are the same have in common in any script; "" where that would be too little."""
        return "-".join(self.numbers) if len(self.numbers) > 1 and len("".join(self.numbers)) > 2 else ""


def address(text: str) -> Address | None:
    """An address taken apart; None for one that says nothing."""
    folded = fold(text)
    if HAN.search(folded):
        folded = _NUMERALS.sub(lambda found: str(_counted(found[1])), folded)
        words = "".join(_WORDS.findall(_COMMON_CHINESE.sub(" ", folded)))
    else:
        words = " ".join(sorted(one for one in _WORDS.findall(folded.replace("'", "")) if one not in _COMMON))
    numbers = tuple(sorted(one.lstrip("0") or "0" for one in _NUMBERS.findall(folded)))
    return Address(numbers, words) if words else None


def likeness(one: Address, other: Address) -> int:
    """How alike two addresses in the same script are, of a hundred."""
    from rapidfuzz import fuzz

    said = (
        fuzz.token_set_ratio(one.words, other.words)
        if " " in one.words + other.words
        else fuzz.ratio(one.words, other.words)
    )
    if not one.numbers or not other.numbers:
        return round(said)
    mine, theirs = Counter(one.numbers), Counter(other.numbers)
    numbered = 100 * (mine & theirs).total() / max(mine.total(), theirs.total())
    return round(_HALF * said + _HALF * numbered)


def _counted(numeral: str) -> int:
    """一 to 九十九."""
    tens, ten, ones = numeral.rpartition("十")
    return (_DIGITS.get(tens, 1) * 10 if ten else 0) + _DIGITS.get(ones[-1:] if ones else "", 0)
