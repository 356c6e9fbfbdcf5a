"""The recipe of the two tables by which Chinese names are put in order and heard.

    python resources/order/make_order.py

`characters.tsv`: one character a line, in the order of strokes; then its Pinyin and its Jyutping, the likeliest first,
unless names are folded to another character before they are read.
`words.tsv`: words in which a character is not read the likeliest way; then their Pinyin and their Jyutping, or "-".

The order of strokes is that of CLDR as the ICU of Qt has it; Pinyin comes from pypinyin, Jyutping from ToJyutping. A
reading is taken where words bear it out, or where a surname has it. The same sources give the same bytes.
"""

from __future__ import annotations

import sys
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from fontTools.ttLib import TTFont
from opencc import OpenCC
from pypinyin.constants import PHRASES_DICT, PINYIN_DICT
from pypinyin.contrib.tone_convert import to_tone3
from PySide6.QtCore import QCollator, QLocale
from ToJyutping import get_jyutping_candidates
from ToJyutping.Trie import root

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent.parent))

from app.names import fold  # noqa: E402 – what is folded here must be folded as names are

#: How many readings of a character are kept, and from how many words and which share of its words on.
MOST, WORDS, SHARE = 3, 3, 0.03

#: Readings that surnames and places have and dictionaries of words hardly show: Pinyin and Jyutping.
NAMES = {
    "单": ("shan4", "sin6"), "仇": ("qiu2", "kau4"), "解": ("xie4", "haai6"), "查": ("zha1", "zaa1"),
    "区": ("ou1", "au1"), "曾": ("zeng1", "zang1"), "任": ("ren2", "jam4"), "华": ("hua4", "waa6"),
    "盖": ("ge3", "koi3"), "尉": ("yu4", "wai3"), "翟": ("zhai2", "zaak6"), "乐": ("yue4", "ngok6"),
    "覃": ("qin2", "cam4"), "朴": ("piao2", "pok3"), "缪": ("miao4", "miu6"), "冼": ("xian3", "sin2"),
    "盛": ("sheng4", "sing6"), "召": ("shao4", "siu6"), "洗": ("xian3", "sin2"), "埔": ("bu4", "bou3"),
    "涌": ("chong1", "cung1"), "莞": ("guan3", "gun2"), "番": ("pan1", "pun1"), "重": ("chong2", "cung4"),
    "圳": ("zhen4", "zan3"), "滘": ("jiao4", "gaau3"),
}  # fmt: skip

#: Readings that are the likeliest in the name of a company, whatever they are in other words.
LIKELIEST = {"长": ("chang2", "coeng4"), "行": ("hang2", "hong4")}


def main() -> None:
    """Write both tables."""
    characters = _in_order()
    pinyin, jyutping = _pinyin(set(characters)), _jyutping(set(characters))
    for one, (mandarin, cantonese) in NAMES.items():
        for table, reading in ((pinyin, mandarin), (jyutping, cantonese)):
            table[one] = _distinct([*table[one], reading])
    for one, (mandarin, cantonese) in LIKELIEST.items():
        for table, reading in ((pinyin, mandarin), (jyutping, cantonese)):
            table[one] = _distinct([reading, *table[one]])
    read = {one: (",".join(pinyin[one]), ",".join(jyutping[one])) for one in characters if fold(one) == one}
    lines = ["\t".join((one, *read.get(one, ()))) for one in characters]
    _write("characters.tsv", lines)
    _write("words.tsv", _words(pinyin, jyutping))


def _write(name: str, lines: list[str]) -> None:
    (HERE / name).write_text("\n".join(lines) + "\n", encoding="utf-8", newline="\n")


def _in_order() -> list[str]:
    """The unified ideographs and what our fonts hold besides, in the order of their strokes."""
    found = {chr(point) for point in range(0x4E00, 0xA000)} | {"〇"}
    for font in ("NotoSansHK-Regular.ttf", "NotoSansSC-Regular.ttf"):
        points = TTFont(HERE.parent / "fonts" / font).getBestCmap()
        found |= {chr(point) for point in points if 0x3400 <= point < 0x4DC0 or 0x20000 <= point < 0x32000}
    found |= {fold(one) for one in found}
    collator = QCollator(QLocale("zh_HK"))
    return sorted(sorted(found), key=collator.sortKey)


def _pinyin(characters: set[str]) -> dict[str, list[str]]:
    """Each character's Pinyin with its tone as a digit; those that stand in words of the dictionary."""
    seen: dict[str, Counter[str]] = defaultdict(Counter)
    for word, read in PHRASES_DICT.items():
        for sign, reading in zip(word, read, strict=False):
            seen[sign][_toneless(_tone3(reading[0]))] += 1
    found = {}
    for one in characters:
        told = [_tone3(reading) for reading in PINYIN_DICT.get(ord(one), "").split(",") if reading]
        found[one] = _borne_out(told, seen[one])
    return found


def _jyutping(characters: set[str]) -> dict[str, list[str]]:
    """Each character's Jyutping; a Simplified one is read as the Traditional ones it stands for."""
    seen: dict[str, Counter[str]] = defaultdict(Counter)
    for word, read in _entries():
        for sign, reading in zip(word, read, strict=True):
            seen[sign][_toneless(reading)] += 1
    fuller: dict[str, list[str]] = defaultdict(list)
    simplified = OpenCC("t2s")
    for one in sorted(characters, key=lambda sign: -seen[sign].total()):
        if simplified.convert(one) != one:
            fuller[fold(one)].append(one)
    own = {}
    for one in characters:
        told = [reading for _, readings in get_jyutping_candidates(one) for reading in readings or ()]
        own[one] = _borne_out(told, seen[one])
    return {one: _distinct([r for t in fuller.get(one, [one]) for r in own[t]]) for one in characters}


def _borne_out(told: list[str], seen: Counter[str]) -> list[str]:
    """The first reading and those that words bear out, the commonest first where words say so clearly."""
    first = told[:1]
    kept = [one for one in told[1:] if seen[_toneless(one)] >= max(WORDS, SHARE * seen.total())]
    return _distinct(sorted(first + kept, key=lambda one: -seen[_toneless(one)]))


def _distinct(readings: list[str]) -> list[str]:
    """The first of each sound, whatever its tone; no more than are kept."""
    found: dict[str, str] = {}
    for one in readings:
        found.setdefault(_toneless(one), one)
    return list(found.values())[:MOST]


def _words(pinyin: dict[str, list[str]], jyutping: dict[str, list[str]]) -> list[str]:
    """Words of two and three characters of which one does not sound the likeliest way."""
    odd: dict[str, list[str]] = defaultdict(lambda: ["-", "-"])
    mandarin = ((word, [_tone3(one[0]) for one in read]) for word, read in sorted(PHRASES_DICT.items()))
    for place, table, entries in ((0, pinyin, mandarin), (1, jyutping, _entries())):
        for word, read in entries:
            key = fold(word)
            even = 2 <= len(key) == len(word) == len(read) <= 3
            if even and odd.get(key, "--")[place] == "-" and _differs(key, read, table):
                odd[key][place] = " ".join(read)
    return ["\t".join((word, *read)) for word, read in sorted(odd.items())]


def _differs(word: str, read: list[str], table: dict[str, list[str]]) -> bool:
    """Whether a word is read unlike its characters, yet only as each of them may be read."""
    may = [{_toneless(one) for one in table.get(sign, ())} for sign in word]
    sounds = [_toneless(one) for one in read]
    plain = [_toneless(table[sign][0]) if table.get(sign) else "" for sign in word]
    return sounds != plain and all(one in readings for one, readings in zip(sounds, may, strict=True))


def _entries(node: Any = root, word: str = "") -> Iterator[tuple[str, list[str]]]:
    """The words of ToJyutping with their first readings."""
    if node.v and len(word) > 1:
        read = str(node.v[0]).split()
        if len(read) == len(word):
            yield word, read
    for sign in sorted(node):
        yield from _entries(node[sign], word + sign)


def _tone3(reading: str) -> str:
    return to_tone3(reading, v_to_u=False).replace("ü", "v")


def _toneless(reading: str) -> str:
    return reading.rstrip("0123456789")


if __name__ == "__main__":
    main()
