"""The hash that seals an entry of the journal and everything before it: one canonical text on both engines.

The text is put together from the texts of the changes as they are kept, so an entry of a hundred thousand changes is
sealed, and looked at again, without being held twice. `models.triggers` writes the same text on PostgreSQL.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from datetime import datetime
from typing import NamedTuple, Protocol
from uuid import UUID

from models.types import json_text, utc_text

#: What the first entry of an office follows.
GENESIS = "0" * 64


class Sealable(Protocol):
    """What the hash of an entry is of, beside its number and its changes."""

    id: UUID
    act: str
    officer_id: UUID | None
    who: str
    at: datetime
    reason: str
    undoes_id: UUID | None


class Written(NamedTuple):
    """A change as it is kept; they are sealed in this order, so the order of flushing does not matter."""

    kind: str
    record_id: UUID
    version: int
    #: Canonical JSON, both.
    before: str
    after: str


def seal(previous: str, seq: int, entry: Sealable, changes: Iterable[tuple[str, UUID, int, str, str]]) -> str:
    """SHA-256 of an entry's canonical text, in hexadecimal.

    Args:
        previous: the hash of the entry before, or `GENESIS`.
        seq: the number of this one.
        entry: who did what, when and why.
        changes: what it changed (`Written`), ordered.
    """
    hashed = hashlib.sha256()
    opening = {"act": entry.act, "at": utc_text(entry.at)}
    hashed.update(f'{json_text(opening)[:-1]},"changes":['.encode())
    mark = ""
    for kind, record_id, version, before, after in changes:
        said = f'{mark}{{"after":{after},"before":{before},"kind":{json_text(kind)}'
        hashed.update(f'{said},"record":"{record_id}","version":{version}}}'.encode())
        mark = ","
    closing = {
        "id": str(entry.id),
        "officer": None if entry.officer_id is None else str(entry.officer_id),
        "previous": previous,
        "reason": entry.reason,
        "seq": seq,
        "undoes": None if entry.undoes_id is None else str(entry.undoes_id),
        "who": entry.who,
    }
    hashed.update(f"],{json_text(closing)[1:]}".encode())
    return hashed.hexdigest()
