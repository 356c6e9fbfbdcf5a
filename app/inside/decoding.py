"""Bytes as text, where several encodings would fit: the likeliest is taken, and a person may say another.

Mainland and Hong Kong files of before Unicode share most of their byte pairs. What tells them apart is which reading
is made of characters that people use: each standard puts those into a first level of its own.
"""

from __future__ import annotations

import codecs
from typing import Final

#: What a person may choose.
ENCODINGS: Final = ("utf-8", "big5hkscs", "gb18030", "utf-16-le", "utf-16-be")

#: The characters of a company's name and address, in both scripts.
_EVERYDAY: Final = frozenset(
    "有限公司廠厂香港九龍龙新界廣广東东省市深圳莞佛山惠州中珠海江門门肇慶庆區区縣县鎮镇村路街道號号樓楼座室工業业園园"
    "大廈厦製制造電电子金屬属染整紡纺織织印刷塑膠胶五金科技實实集團团國国際际發发展"
)
#: The first level of each standard, by the first byte of a pair.
_LEVEL: Final = {"big5hkscs": range(0xA4, 0xC7), "gb18030": range(0xB0, 0xD8)}
_LOOKED_AT: Final = 200_000


def decoded(data: bytes, wanted: str | None = None) -> tuple[str, str] | None:
    """The encoding, of `ENCODINGS`, and the text; None where none fits, or not the wanted one."""
    if wanted is not None:
        return _tried(data, wanted) if wanted in ENCODINGS else None
    for mark, encoding in ((codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be")):
        if data.startswith(mark):
            return _tried(data, encoding)
    if wide := _wide(data):
        return _tried(data, wide)
    if unicode := _tried(data, "utf-8"):
        return unicode
    fitting = [found for one in _LEVEL if (found := _tried(data, one)) is not None]
    return max(fitting, key=lambda found: _likeness(data[:_LOOKED_AT], *found), default=None)


def _tried(data: bytes, encoding: str) -> tuple[str, str] | None:
    try:
        return encoding, data.decode(encoding).removeprefix("\ufeff")
    except UnicodeDecodeError:
        return None


def _wide(data: bytes) -> str | None:
    """UTF-16 without its mark: in a table with Latin letters or separators every other byte is often zero."""
    head = data[:4096]
    even, odd = head[0::2].count(0), head[1::2].count(0)
    if max(even, odd) < max(len(head) // 20, 1) or min(even, odd) > max(even, odd) // 10:
        return None
    return "utf-16-le" if odd > even else "utf-16-be"


def _likeness(data: bytes, encoding: str, text: str) -> float:
    """How much a reading looks like a list of companies."""
    pairs = level = at = 0
    while at < len(data) - 1:
        if data[at] < 0x80:
            at += 1
            continue
        pairs += 1
        level += data[at] in _LEVEL[encoding]
        at += 2
    signs = [one for one in text[:_LOOKED_AT] if one > "\u2e7f"]
    everyday = sum(one in _EVERYDAY for one in signs)
    return level / max(pairs, 1) + 2 * everyday / max(len(signs), 1)
