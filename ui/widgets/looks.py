"""Look: which columns a table shows, in which order, how wide, and how it is sorted; kept as plain values."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from ui.widgets.rows import Sorts


@dataclass(frozen=True, slots=True)
class Look:
    """The order of columns by name, those hidden, widths in pixels that somebody saw, and the sorts."""

    order: tuple[str, ...] = ()
    hidden: frozenset[str] = frozenset()
    widths: dict[str, int] = field(default_factory=dict)
    sorts: Sorts = ()

    def plain(self) -> dict[str, Any]:
        """As values of JSON."""
        return {
            "columns": [
                {"name": name, "hidden": name in self.hidden, "width": self.widths.get(name)} for name in self.order
            ],
            "sorts": [[name, descending] for name, descending in self.sorts],
        }

    def text(self) -> str:
        """As text of JSON, for settings."""
        return json.dumps(self.plain(), sort_keys=True)


def from_plain(look: Any) -> Look:
    """What of these values makes sense; the rest is left aside."""
    if not isinstance(look, dict):
        return Look()
    columns = [one for one in _listed(look, "columns") if isinstance(one, dict) and isinstance(one.get("name"), str)]
    sorts = [one for one in _listed(look, "sorts") if isinstance(one, list) and len(one) == 2]
    return Look(
        tuple(dict.fromkeys(one["name"] for one in columns)),
        frozenset(one["name"] for one in columns if one.get("hidden") is True),
        {one["name"]: one["width"] for one in columns if _is_width(one.get("width"))},
        tuple((name, turned) for name, turned in sorts if isinstance(name, str) and isinstance(turned, bool)),
    )


def read(kept: object) -> Look:
    """A look as `text` wrote it; anything else is no look."""
    try:
        return from_plain(json.loads(str(kept))) if kept is not None else Look()
    except ValueError:
        return Look()


def placed(made: Sequence[str], order: Sequence[str]) -> list[str]:
    """All columns: those that an order names as it says, and each other one after the one it was made behind."""
    found = [name for name in order if name in made]
    for place, name in enumerate(made):
        if name not in found:
            before = made[place - 1] if place else None
            found.insert(found.index(before) + 1 if before is not None else 0, name)
    return found


def _listed(look: dict[str, Any], name: str) -> list[Any]:
    found = look.get(name)
    return found if isinstance(found, list) else []


def _is_width(width: object) -> bool:
    return isinstance(width, int) and not isinstance(width, bool) and 0 < width < 10_000
