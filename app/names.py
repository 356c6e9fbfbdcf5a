"""Names: found by one folded form however they are typed, shown in the reader’s language."""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from typing import Any

from app import former
from app.texts import Words


# Both lanes of the window use these at once, unlocked: OpenCC converts without changing its converter, and its
# maintainer promises (OpenCC issue 231) and tests that threads may share one.
@cache
def _to_simplified() -> Any:
    from opencc import OpenCC

    return OpenCC("t2s")


@cache
def _to_traditional() -> Any:
    from opencc import OpenCC

    return OpenCC("s2t")


class _Folded(dict[int, str]):
    """Each character in Simplified, by itself: a piece of a name is folded as it is within the name."""

    def __missing__(self, point: int) -> str:
        self[point] = _to_simplified().convert(chr(point)) if point > 0x2E7F else chr(point)
        return self[point]


#: It begins with characters that OpenCC leaves apart though people write either; both sides are folded alike.
_FOLDED = _Folded(zip(map(ord, "衞衛夥誌傢內峯裏裡藉"), "卫卫伙志家内峰里里借", strict=True))

#: What no name holds and no database takes: NUL, and halves of a character.
_NO_TEXT = re.compile("[\0\ud800-\udfff]")


_LONGEST_SEARCH = 1_000  # characters


def fold(*names: str) -> str:
    """The names as one searchable text: NFKC, lower case, Simplified, one blank between names."""
    joined = _NO_TEXT.sub(" ", " ".join(name for name in names if name))
    text = unicodedata.normalize("NFKC", joined).casefold()
    if not text.isascii():
        text = text.translate(_FOLDED)
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


def person_name(name_en: str, name_zh: str) -> Words:
    """Both names of a person, the one in the reader's script first: a name in one script may be many people's."""
    if not name_en or not name_zh:
        return Words(*(name_en or name_zh,) * 3)
    return Words(f"{name_en} ({name_zh})", *(f"{name_zh}（{name_en}）",) * 2)


def company_name(name_en: str, name_tc: str, name_sc: str) -> Words:
    """A company's name in the reader's language, else the nearest there is; never converted."""
    return Words(name_en or name_tc or name_sc, name_tc or name_sc or name_en, name_sc or name_tc or name_en)


def refold(record: object) -> None:
    """Bring what a record has in folded form up to date; nothing happens to a record that is not searched."""
    from models import Applicant, Case, Factory  # not by a window that only folds what is typed

    match record:
        case Applicant() if record.merged_into_id is not None:
            record.folded = ""  # whoever looks for its name finds the one that it was merged into
        case Applicant():
            own = record.name_en, record.name_tc, record.name_sc, record.br_number
            record.folded = fold(*own, *former.texts(record.formerly))
        case Factory():
            record.folded = fold(record.name_en, record.name_tc, record.name_sc, record.uscc)
        case Case():
            record.technology_folded = fold(record.technology)
