"""A draft: what somebody typed into a form and has not saved, where, since when, and over which version of a record.

Values only, and their JSON. Where they are kept is `app.draft_file`; what stands in the office now is
`app.draft_standing`; which widget holds which is the window's business.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from app.texts import Message, from_json, to_json

_FORMAT = 1


@dataclass(frozen=True, slots=True)
class Basis:
    """The record that is being corrected, and the version at which that was begun."""

    table: str
    id: UUID
    version: int


@dataclass(frozen=True, slots=True)
class Typed:
    """One field: `text` as the field takes it back, readable or not; `seen` and `was` as a person saw it then."""

    name: str
    label: Message
    text: str
    seen: str
    was: str = ""


@dataclass(frozen=True, slots=True)
class Part:
    """What was typed into one form, or into one row of a table; `key` tells rows apart and is "" for a form."""

    words: tuple[Typed, ...]
    key: str = ""
    basis: Basis | None = None


@dataclass(frozen=True, slots=True)
class Place:
    """Where the words were typed: the kind of page and the record it shows ("" and None for the window itself), the
    form by its name, and what tells like forms of one page apart."""

    page: str
    page_id: UUID | None
    form: str
    about: str = ""


@dataclass(frozen=True, slots=True)
class Draft:
    """Everything typed in one place. `whose` is what the page was called, `title` what the form is called."""

    id: UUID
    place: Place
    whose: str
    title: Message
    parts: tuple[Part, ...]
    begun_at: datetime
    at: datetime

    @property
    def words(self) -> tuple[tuple[Part, Typed], ...]:
        """Every field, with the part it stands in."""
        return tuple((part, word) for part in self.parts for word in part.words)


def text_of(draft: Draft, language: str) -> str:
    """The words of a draft as lines of plain text, to be copied where they cannot be put back."""
    from app.texts import say

    return "\n".join(f"{say(word.label, language)}: {word.seen}" for _part, word in draft.words)


def written(draft: Draft) -> str:
    """A draft as JSON text, in ASCII: half a character, as a clipboard may bring, is typing too."""
    return json.dumps(
        {
            "format": _FORMAT,
            "id": str(draft.id),
            "page": draft.place.page,
            "page_id": _text(draft.place.page_id),
            "form": draft.place.form,
            "about": draft.place.about,
            "whose": draft.whose,
            "title": to_json(draft.title),
            "begun_at": draft.begun_at.isoformat(),
            "at": draft.at.isoformat(),
            "parts": [_part(one) for one in draft.parts],
        }
    )


def read(body: str) -> Draft | None:
    """The draft that `written` made; None for one of another format, which is left as it is."""
    kept = json.loads(body)
    if kept.get("format") != _FORMAT:
        return None
    return Draft(
        UUID(kept["id"]),
        Place(kept["page"], _id(kept["page_id"]), kept["form"], kept["about"]),
        kept["whose"],
        from_json(kept["title"]),
        tuple(_part_of(one) for one in kept["parts"]),
        datetime.fromisoformat(kept["begun_at"]),
        datetime.fromisoformat(kept["at"]),
    )


def _part(part: Part) -> dict[str, Any]:
    basis = part.basis
    return {
        "key": part.key,
        "basis": None if basis is None else [basis.table, str(basis.id), basis.version],
        "words": [[one.name, to_json(one.label), one.text, one.seen, one.was] for one in part.words],
    }


def _part_of(kept: dict[str, Any]) -> Part:
    basis = kept["basis"]
    return Part(
        tuple(Typed(name, from_json(label), text, seen, was) for name, label, text, seen, was in kept["words"]),
        kept["key"],
        None if basis is None else Basis(basis[0], UUID(basis[1]), basis[2]),
    )


def _text(id: UUID | None) -> str | None:
    return None if id is None else str(id)


def _id(text: str | None) -> UUID | None:
    return None if text is None else UUID(text)
