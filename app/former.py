"""The names and numbers that an applicant had before a merge, as its record keeps them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict, dataclass, fields
from typing import Any


@dataclass(frozen=True, slots=True)
class Former:
    """What an applicant was called and numbered once; what it had none of is empty."""

    name_en: str = ""
    name_tc: str = ""
    name_sc: str = ""
    br_number: str = ""

    @property
    def names(self) -> tuple[str, ...]:
        """The names there are, each once."""
        return tuple(dict.fromkeys(name for name in (self.name_en, self.name_tc, self.name_sc) if name))


#: The columns of an applicant that it may have been known by.
KNOWN_BY = tuple(one.name for one in fields(Former))


def known_by(applicant: Any) -> Former:
    """What an applicant, as a record or as fields, is called and numbered now."""
    return Former(**{name: getattr(applicant, name) for name in KNOWN_BY})


def from_json(kept: Any) -> tuple[Former, ...]:
    """What a record keeps, oldest first; nothing where no merge took anything."""
    return tuple(Former(**one) for one in kept or ())


def to_json(formers: Iterable[Former]) -> list[dict[str, str]] | None:
    """What a record keeps of former names and numbers; None for nothing."""
    return [asdict(one) for one in formers] or None


def texts(kept: Any) -> tuple[str, ...]:
    """Every name and number of what a record keeps, for searching."""
    return tuple(text for one in from_json(kept) for text in (*one.names, one.br_number) if text)


def no_longer(formers: Iterable[Former], now: Former) -> tuple[Former, ...]:
    """The old names and numbers without those that it has now, the latest first; each text once."""
    said = {text for text in (*now.names, now.br_number) if text}
    found = []
    for one in formers:
        left = {name: "" if getattr(one, name) in said else getattr(one, name) for name in KNOWN_BY}
        said |= set(left.values())
        found.append(Former(**left))
    return tuple(one for one in reversed(found) if any(one.names) or one.br_number)


def lost(was: Iterable[Former], now: Former) -> tuple[Former, ...]:
    """Those of whom something is no longer said by what the applicant is called now; each once, in their order."""
    said = {text for text in (*now.names, now.br_number) if text}
    return tuple(dict.fromkeys(one for one in was if {*one.names, *filter(None, [one.br_number])} - said))
