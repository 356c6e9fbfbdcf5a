"""What was found in a file, and how the process that looked tells the one that asked: a JSON line, then bytes.

The answer comes from a process that read a hostile file, so it is read as strictly as the file would be.
"""

from __future__ import annotations

import json
import struct
from dataclasses import dataclass
from datetime import date
from typing import IO, Any, Final

from models.kinds import Sight

#: Attachments of one mail that are taken, and the longest texts, in characters.
MOST_ATTACHMENTS: Final = 50
LINE: Final = 300
MOST_TEXT: Final = 200_000
#: The most pixels of a picture of a page.
MOST_PIXELS: Final = 24_000_000

_LENGTH: Final = struct.Struct(">I")
_LONGEST_HEADER: Final = 4_000_000


class Garbled(Exception):
    """An answer that no honest process gives."""


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file that came with a mail."""

    name: str
    data: bytes


@dataclass(frozen=True, slots=True)
class Facts:
    """What a file says of itself; whatever is not known is empty. `dated` is its own date, a mail's or a photograph's.

    `left_out` names attachments that were too many, empty or too large to be taken.
    """

    media: str
    sight: Sight
    pages: int | None = None
    title: str = ""
    sender: str = ""
    dated: date | None = None
    attachments: tuple[Attachment, ...] = ()
    left_out: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Picture:
    """A page drawn: rows from the top, three bytes RGB to a pixel, no padding."""

    width: int
    height: int
    pixels: bytes


Page = Picture | str


def write(to: IO[bytes], header: dict[str, Any], *parts: bytes) -> None:
    """Send a header and bytes."""
    line = json.dumps(header).encode()
    to.write(_LENGTH.pack(len(line)) + line)
    for part in parts:
        to.write(part)
    to.flush()


def read(source: IO[bytes]) -> dict[str, Any]:
    """Receive a header; the bytes after it are still to be read. Raises `Garbled`."""
    prefix = source.read(_LENGTH.size)
    if len(prefix) != _LENGTH.size or (length := _LENGTH.unpack(prefix)[0]) > _LONGEST_HEADER:
        raise Garbled("no header")
    try:
        header = json.loads(source.read(length))
    except (ValueError, RecursionError) as problem:
        raise Garbled(str(problem)) from None
    if not isinstance(header, dict):
        raise Garbled("no object")
    return header


def facts_header(facts: Facts) -> dict[str, Any]:
    """The facts without the bytes of attachments, which follow in their order."""
    return {
        "sight": facts.sight.value,
        "pages": facts.pages,
        "title": facts.title,
        "sender": facts.sender,
        "dated": facts.dated.isoformat() if facts.dated else None,
        "attachments": [[one.name, len(one.data)] for one in facts.attachments],
        "left_out": list(facts.left_out),
    }


def facts_from(header: dict[str, Any], tail: bytes, media: str) -> Facts:
    """The facts of an answer; raises `Garbled`."""
    try:
        dated = header["dated"]
        return Facts(
            media,
            Sight(header["sight"]),
            pages=_count(header["pages"]),
            title=str(header["title"])[:LINE],
            sender=str(header["sender"])[:LINE],
            dated=date.fromisoformat(dated) if dated else None,
            attachments=_attachments(header["attachments"], tail),
            left_out=tuple(str(one)[:LINE] for one in header["left_out"][: 10 * MOST_ATTACHMENTS]),
        )
    except (KeyError, TypeError, ValueError, AttributeError) as problem:
        raise Garbled(str(problem)) from None


def _count(value: Any) -> int | None:
    if value is None:
        return None
    if not isinstance(value, int) or not 0 <= value < 1_000_000:
        raise Garbled("no number of pages")
    return value


def _attachments(told: Any, tail: bytes) -> tuple[Attachment, ...]:
    found, start = [], 0
    for name, size in told[:MOST_ATTACHMENTS]:
        if not isinstance(size, int) or size < 0 or start + size > len(tail):
            raise Garbled("no such attachment")
        found.append(Attachment(str(name), tail[start : start + size]))
        start += size
    return tuple(found)


def page_from(header: dict[str, Any], tail: bytes) -> Page | Sight:
    """A page of an answer, or why there is none; raises `Garbled`."""
    match header:
        case {"why": str(why)} if why in set(Sight):
            return Sight(why)
        case {"text": str(text)}:
            return text[:MOST_TEXT]
        case {"width": int(width), "height": int(height)} if (
            width > 0 and height > 0 and width * height <= MOST_PIXELS and len(tail) == 3 * width * height
        ):
            return Picture(width, height, tail)
    raise Garbled("no page")
