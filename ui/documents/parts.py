"""Small words that the parts about documents share."""

from __future__ import annotations

from decimal import Decimal

from app.case_parts import DocumentRow
from app.texts import Message
from models.kinds import DocumentKind, Sight
from ui.widgets.chip import Look

_KILO = Decimal(1000)

#: How a document stands, as a chip: kept, cannot be shown, struck out.
STANDS = Look("green", "check")
UNSEEN = Look("amber", "lock")
STRUCK = Look("grey", "prohibit")


def size_words(size: int) -> Message:
    """A size as a person says it, in thousands of bytes."""
    if size < 1000:
        return Message("{n} bytes", n=size)
    if size < 1_000_000:
        return Message("{n} KB", n=(size / _KILO).quantize(Decimal(1)))
    return Message("{n} MB", n=(size / _KILO / _KILO).quantize(Decimal("0.1")))


def pages_words(pages: int | None) -> Message | None:
    """How many pages, where pages are counted."""
    if not pages:
        return None
    return Message("1 page") if pages == 1 else Message("{n} pages", n=pages)


def state_words(one: DocumentRow) -> Message:
    """How a document stands."""
    if one.struck_out_on is not None:
        return Message("Struck out")
    if one.sight in (Sight.PASSWORD, Sight.DAMAGED):
        return Message("Unreadable")
    return Message("Kept")


def state_look(one: DocumentRow) -> Look:
    """The chip of how a document stands."""
    if one.struck_out_on is not None:
        return STRUCK
    return UNSEEN if one.sight in (Sight.PASSWORD, Sight.DAMAGED) else STANDS


def picture_of(kind: DocumentKind) -> str:
    """The icon before the name of a document."""
    match kind:
        case DocumentKind.MAIL:
            return "tray"
        case DocumentKind.PHOTOGRAPH:
            return "eye"
        case DocumentKind.SUMMARY:
            return "file-pdf"
    return "file-text"
