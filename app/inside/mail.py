"""Inside a mail: who wrote when about what, its words, and what came with it. Runs only in `app.inside.child`."""

from __future__ import annotations

import re
from datetime import date
from email import message_from_bytes, policy
from email.message import EmailMessage
from html.parser import HTMLParser
from typing import Final

from app.clock import HONG_KONG
from app.inside.found import LINE, MOST_ATTACHMENTS, MOST_TEXT, Attachment, Facts
from app.inside.media import MAIL
from models.kinds import Sight

#: The largest attachment and all of one mail together, in bytes.
_MOST: Final = 100_000_000
#: What the standard library raises for headers and bodies that nobody should write.
_BROKEN: Final = (ValueError, LookupError, TypeError, AttributeError, AssertionError, RecursionError)


def facts(data: bytes) -> Facts:
    """What the mail says of itself, with its attachments."""
    mail = _read(data)
    if mail is None:
        return Facts(MAIL, Sight.DAMAGED)
    taken, left_out = _attachments(mail)
    return Facts(
        MAIL,
        Sight.SHOWN,
        title=_header(mail, "subject"),
        sender=_header(mail, "from"),
        dated=_day(mail),
        attachments=taken,
        left_out=left_out,
    )


def page(data: bytes) -> str | Sight:
    """The mail as it reads: its headers, then its words."""
    mail = _read(data)
    if mail is None:
        return Sight.DAMAGED
    heads = [f"{name}: {text}" for name in ("From", "To", "Cc", "Date", "Subject") if (text := _header(mail, name))]
    return "\n".join([*heads, "", _words(mail)])[:MOST_TEXT]


def _read(data: bytes) -> EmailMessage | None:
    try:
        return message_from_bytes(data, policy=policy.default)
    except _BROKEN:
        return None


def _header(mail: EmailMessage, name: str) -> str:
    try:
        return " ".join(str(mail.get(name) or "").split())[:LINE]
    except _BROKEN:
        return ""


def _day(mail: EmailMessage) -> date | None:
    """The Hong Kong day on which it was sent."""
    try:
        sent = getattr(mail.get("date"), "datetime", None)
        return None if sent is None else (sent.astimezone(HONG_KONG) if sent.tzinfo else sent).date()
    except (*_BROKEN, OverflowError):
        return None


def _attachments(mail: EmailMessage) -> tuple[tuple[Attachment, ...], tuple[str, ...]]:
    """What came with it, and the names of what is not taken. Pictures within the words are no documents."""
    taken: list[Attachment] = []
    left_out: list[str] = []
    room = _MOST
    for part in _parts(mail):
        name = _name(part)
        content = _content(part)
        if not content or len(content) > room or len(taken) == MOST_ATTACHMENTS:
            left_out.append(name[:LINE])
            continue
        room -= len(content)
        taken.append(Attachment(name, content))
    return tuple(taken), tuple(left_out)


def _parts(mail: EmailMessage) -> list[EmailMessage]:
    try:
        return [part for part in mail.iter_attachments() if _comes_along(part)]
    except _BROKEN:
        return []


def _comes_along(part: EmailMessage) -> bool:
    if part.get_content_disposition() == "attachment" or part.get_content_type() == MAIL:
        return True
    return part.get_filename() is not None and part.get_content_maintype() not in ("image", "multipart")


def _name(part: EmailMessage) -> str:
    try:
        name = part.get_filename()
    except _BROKEN:
        name = None
    return name or ("mail.eml" if part.get_content_type() == MAIL else "attachment")


def _content(part: EmailMessage) -> bytes:
    try:
        if part.get_content_type() == MAIL:
            inner = part.get_payload(0)
            return inner.as_bytes() if isinstance(inner, EmailMessage) else b""
        content = part.get_payload(decode=True)
    except _BROKEN:
        return b""
    return content if isinstance(content, bytes) else b""


def _words(mail: EmailMessage) -> str:
    """The words of the mail; those of a page of the web without its marks."""
    try:
        body = mail.get_body(("plain", "html"))
        if body is None:
            return ""
        text = str(body.get_content())
        return text if body.get_content_type() == "text/plain" else _plain(text)
    except _BROKEN:
        return ""


class _Words(HTMLParser):
    """Collects what a reader of a page would read."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []
        self._silent = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in ("style", "script"):
            self._silent += 1
        elif tag in ("br", "p", "div", "tr", "li", "h1", "h2", "h3"):
            self.found.append("\n")

    def handle_endtag(self, tag: str) -> None:
        if tag in ("style", "script"):
            self._silent = max(self._silent - 1, 0)

    def handle_data(self, data: str) -> None:
        if not self._silent:
            self.found.append(data)


def _plain(text: str) -> str:
    words = _Words()
    words.feed(text)
    words.close()
    return re.sub(r"\n\s*\n+", "\n\n", "".join(words.found)).strip()
