"""Names of files that came from outside: cleaned for showing, kept as they were, made safe for writing.

A name is a caption, never a path: nothing is ever opened or written by the name that a file came with.
"""

from __future__ import annotations

import json
import re
import unicodedata
from typing import Final

#: The longest name that is shown, in characters; a longer one loses its middle and keeps its ending.
LONGEST: Final = 120

#: What stands where nothing of a name is left.
NAMELESS: Final = "document"

#: Endings by what a file is found to be; a copy that is opened never takes the ending it came with.
ENDINGS: Final = {
    "application/pdf": ".pdf",
    "image/png": ".png",
    "image/jpeg": ".jpg",
    "image/gif": ".gif",
    "image/webp": ".webp",
    "image/tiff": ".tif",
    "image/bmp": ".bmp",
    "message/rfc822": ".eml",
    "text/plain": ".txt",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": ".docx",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": ".xlsx",
    "application/vnd.openxmlformats-officedocument.presentationml.presentation": ".pptx",
}

_ENDING: Final = re.compile(r"\.[^.\s]{1,8}$")
_FORBIDDEN: Final = re.compile(r'[<>:"/\\|?*\x00-\x1f]')
#: Names that Windows gives to devices, with or without an ending.
_DEVICE: Final = re.compile(r"(con|prn|aux|nul|conin\$|conout\$|com[0-9¹²³]|lpt[0-9¹²³])(\..*)?", re.IGNORECASE)
#: Control characters, half characters, and marks without a shape or that turn text round.
_UNSEEN: Final = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})


def shown_name(original: str) -> str:
    """A name for people: the last part of a path, in NFC, on one line, with nothing in it that cannot be seen."""
    name = one_line(re.split(r"[/\\]", original)[-1]).strip(" .") or NAMELESS
    if len(name) <= LONGEST:
        return name
    found = _ENDING.search(name)
    ending = found[0] if found else ""
    return name[: LONGEST - len(ending) - 1].rstrip() + "…" + ending


def one_line(text: str) -> str:
    """Text that somebody else wrote, in NFC, on one line, with nothing in it that cannot be seen."""
    seen = "".join(one if unicodedata.category(one) not in _UNSEEN else " " * one.isspace() for one in text)
    return unicodedata.normalize("NFC", " ".join(seen.split()))


def as_it_was(original: str) -> str | None:
    """The name as it came, as a JSON string in ASCII that holds any name there is; None if it is shown unchanged."""
    return None if original == shown_name(original) else json.dumps(original)


def safe_name(name: str, media: str = "") -> str:
    """A name that any system takes for a file: no path, no device of Windows, no forbidden character.

    With a media type that is known the ending is that of what the file is, whatever its name says.
    """
    clean = _FORBIDDEN.sub("-", shown_name(name)).rstrip(" .") or NAMELESS
    if _DEVICE.fullmatch(clean):
        clean = f"_{clean}"
    ending = ENDINGS.get(media, "")
    if not ending or clean.lower().endswith((ending, *_OTHERS.get(ending, ()))):
        return clean
    return clean + ending


_OTHERS: Final = {".jpg": (".jpeg", ".jpe"), ".tif": (".tiff",)}
