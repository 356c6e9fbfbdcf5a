"""What a file is, by its bytes: the name says what somebody wants it to be taken for."""

from __future__ import annotations

import codecs
import re
from typing import Final

PDF: Final = "application/pdf"
MAIL: Final = "message/rfc822"
TEXT: Final = "text/plain"
UNKNOWN: Final = "application/octet-stream"
PROGRAM: Final = "application/x-executable"

#: The pictures that can be shown. SVG is none of them: it is a program that may call elsewhere.
PICTURES: Final = frozenset({"image/png", "image/jpeg", "image/gif", "image/webp", "image/tiff", "image/bmp"})

#: What the process of `app.inside.child` opens.
READ: Final = PICTURES | {PDF, MAIL, TEXT}

#: So many bytes of a text are read.
MOST_DECODED: Final = 1_000_000

_HEAD: Final = 4096
_BEGINNINGS: Final = (
    (b"\x89PNG\r\n\x1a\n", "image/png"),
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"GIF87a", "image/gif"),
    (b"GIF89a", "image/gif"),
    (b"II*\x00", "image/tiff"),
    (b"MM\x00*", "image/tiff"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "application/x-ole-storage"),
    (b"{\\rtf", "application/rtf"),
    (b"7z\xbc\xaf\x27\x1c", "application/x-7z-compressed"),
    (b"Rar!\x1a\x07", "application/vnd.rar"),
    (b"\x7fELF", PROGRAM),
    (b"\xcf\xfa\xed\xfe", PROGRAM),
    (b"#!", PROGRAM),
)
_OFFICE: Final = "application/vnd.openxmlformats-officedocument."
#: The first of these folders that an Office file names says what it is; nothing is unpacked to find out.
_PACKED: Final = (
    (b"word/", _OFFICE + "wordprocessingml.document"),
    (b"xl/", _OFFICE + "spreadsheetml.sheet"),
    (b"ppt/", _OFFICE + "presentationml.presentation"),
)
_HEADER: Final = re.compile(rb"^([A-Za-z][A-Za-z0-9-]{1,40}):[ \t]?", re.MULTILINE)
_OF_MAIL: Final = frozenset({b"from", b"to", b"date", b"subject", b"received", b"message-id", b"mime-version"})
_CONTROL: Final = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f]")


def media_of(data: bytes) -> str:
    """The media type of a file by its first bytes; `application/octet-stream` where they say nothing."""
    head = data[:_HEAD]
    if b"%PDF-" in head[:1024]:
        return PDF
    for beginning, media in _BEGINNINGS:
        if head.startswith(beginning):
            return media
    if head.startswith(b"BM") and head[6:10] == bytes(4):
        return "image/bmp"
    if head.startswith(b"MZ") and b"\0" in head[:64]:
        return PROGRAM
    if head[:4] == b"RIFF" and head[8:12] == b"WEBP":
        return "image/webp"
    if head[4:8] == b"ftyp":
        return "image/heic" if head[8:11] in (b"hei", b"mif", b"msf") else "video/mp4"
    if head.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _packed(data)
    return _written(head)


def _packed(data: bytes) -> str:
    """What a zip file is, by the names in it: they stand in the bytes unpacked."""
    if b"[Content_Types].xml" in data[: 1 << 16]:
        for folder, media in _PACKED:
            if folder in data[: 1 << 16] or folder in data[-(1 << 16) :]:
                return media
    return "application/zip"


def _written(head: bytes) -> str:
    """What a file of words is: a mail, a page of the web, a drawing, or plain text."""
    text = decoded(head, whole=False)
    if text is None:
        return UNKNOWN
    low = text.lstrip("\ufeff \r\n\t").lower()
    if re.match(r"<svg|(<\?xml|<!--|<!doctype svg).*?<svg", low, re.DOTALL):
        return "image/svg+xml"
    if re.match(r"(<\?xml[^>]*>\s*)?(<!doctype html|<html)", low):
        return "text/html"
    if low.startswith("<?xml"):
        return "application/xml"
    block = re.split(rb"\r?\n\r?\n", head.lstrip(), maxsplit=1)[0]
    if _HEADER.match(block) and len({one.lower() for one in _HEADER.findall(block)} & _OF_MAIL) >= 2:
        return MAIL
    return TEXT


def decoded(data: bytes, *, whole: bool = True) -> str | None:
    """Bytes as text: UTF-8, UTF-16 with its mark, Big5 with the Hong Kong characters or GB 18030; None if none fits.

    With `whole` false the bytes may end in the middle of a character.
    """
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        encodings: tuple[str, ...] = ("utf-16",)
    else:
        encodings = ("utf-8-sig", "big5hkscs", "gb18030")
    for encoding in encodings:
        try:
            text = codecs.getincrementaldecoder(encoding)().decode(data, whole)
        except UnicodeDecodeError:
            continue
        return None if _CONTROL.search(text) else text
    return None
