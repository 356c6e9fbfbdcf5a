"""The cells of one row of a table, as drafts keep them and put them back."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from app.drafts import Basis, Part, Typed
from app.texts import Message
from ui.widgets.fields import Field


@dataclass(frozen=True, slots=True)
class Start:
    """What stood in a row untouched: by cell its text for a draft, and how it read."""

    texts: Mapping[str, str | None]
    seen: Mapping[str, str]


def start_of(fields: Mapping[str, Field]) -> Start:
    """What stands in a row now."""
    return Start(
        {name: field.draft() for name, field in fields.items()}, {name: field.seen() for name, field in fields.items()}
    )


def typed_in_row(
    fields: Mapping[str, Field], start: Start, key: str, basis: Basis | None, called: Callable[[str], Message]
) -> Part:
    """What was changed in a row, or of a new one all that is in it; `called` names the cells."""
    words = tuple(
        Typed(name, called(name), text, field.seen(), start.seen[name])
        for name, field in fields.items()
        if (text := field.draft()) is not None and (text != start.texts[name] or (basis is None and text))
    )
    return Part(words, key, basis)


def retype_row(fields: Mapping[str, Field], part: Part) -> int:
    """Put the words of a part into the cells that may be changed; gives how many took theirs."""
    given = [(fields[word.name], word.text) for word in part.words if word.name in fields]
    able = [(field, text) for field, text in given if field.isEnabled()]
    for field, text in able:
        field.redraft(text)
    return len(able)
