"""Names found however they are typed: one folded form for keeping and for asking."""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from typing import Any

from models import Applicant, Factory


@cache
def _to_simplified() -> Any:
    from opencc import OpenCC

    return OpenCC("t2s")


@cache
def _to_traditional() -> Any:
    from opencc import OpenCC

    return OpenCC("s2t")


#: Characters that OpenCC leaves apart though people write either; both sides are folded alike.
_ALIKE = str.maketrans("衞衛夥誌傢內峯裏裡", "卫卫伙志家内峰里里")


#: What no name holds and no database takes: NUL, and halves of a character.
_NO_TEXT = re.compile("[\0\ud800-\udfff]")


_LONGEST_SEARCH = 1_000  # characters


def fold(*names: str) -> str:
    """The names as one searchable text: NFKC, lower case, Simplified, one blank between names."""
    joined = _NO_TEXT.sub(" ", " ".join(name for name in names if name))
    text = unicodedata.normalize("NFKC", joined).casefold()
    if not text.isascii():
        text = _to_simplified().convert(text.translate(_ALIKE)).translate(_ALIKE)
    return " ".join(text.split())


def wanted_words(text: str) -> tuple[str, ...] | None:
    """The folded words of a search, each once; None for more than any record can say, or any database compare."""
    words = dict.fromkeys(fold(text[: _LONGEST_SEARCH + 1]).split())
    return tuple(words) if len(text) <= _LONGEST_SEARCH else None


def is_simplified(text: str) -> bool:
    """Whether Chinese text is written in Simplified characters: converting it to them changes nothing,
    converting it to Traditional would."""
    if text.isascii() or _to_simplified().convert(text) != text:
        return False
    return bool(_to_traditional().convert(text) != text)


def refold(record: object) -> None:
    """Bring a record's folded names up to date with its names; nothing happens to a record that is not searched."""
    match record:
        case Applicant():
            record.folded = fold(record.name_en, record.name_tc, record.name_sc, record.br_number)
        case Factory():
            record.folded = fold(record.name_en, record.name_tc, record.name_sc, record.uscc)
