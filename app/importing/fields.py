"""What a list may hold: for each kind its fields, how a cell of each is read, and the headings they go by.

A field named after a record's column is that column. The others are read for what they say: `name` and `address` go
to the column of their script, `applicant` and `applicant_br` to the applicant who is meant, `country` to where a
factory stands.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from typing import Final

from app.field_words import field_word
from app.names import fold
from app.paths import RESOURCES
from app.texts import LANGUAGES, N_, Message, say
from app.words import word
from models.kinds import ApplicantKind, FactoryKind, ProjectType, Sector
from models.stages import Stage


class Kind(StrEnum):
    """What a list is a list of."""

    APPLICANTS = "applicants"
    FACTORIES = "factories"
    CASES = "cases"


class Reads(StrEnum):
    """How a cell is read."""

    TEXT = "text"
    #: A registration number: Excel may have spoilt it.
    IDENTIFIER = "identifier"
    DAY = "day"
    AMOUNT = "amount"
    CHOICE = "choice"


@dataclass(frozen=True, slots=True)
class Field:
    """A field: its name, how its cells are read, the list it is chosen from, and whether a row must have it."""

    name: str
    reads: Reads = Reads.TEXT
    choices: type[StrEnum] | None = None
    needed: bool = False

    @property
    def title(self) -> Message:
        """What it is called."""
        return Message(_TITLES[self.name]) if self.name in _TITLES else field_word(self.name)


KIND_WORDS: Final[Mapping[Kind, str]] = {
    Kind.APPLICANTS: N_("Applicants"),
    Kind.FACTORIES: N_("Factories"),
    Kind.CASES: N_("Historic cases"),
}

_TITLES: Final[Mapping[str, str]] = {
    "name": N_("Name, in either script"),
    "name_zh": N_("Chinese name, in either script"),
    "address": N_("Address, in either script"),
    "country": N_("Country or region"),
    "applicant": N_("Applicant’s name"),
    "applicant_br": N_("Applicant’s Business Registration Number"),
    "factory": N_("Factory’s name"),
    "title": N_("Project title, in either script"),
}

#: A name or an address whose column is known, or only that it is Chinese, or not even that.
_NAMES: Final = tuple(Field(one) for one in ("name", "name_en", "name_zh", "name_tc", "name_sc"))
_ADDRESSES: Final = tuple(Field(one) for one in ("address", "address_en", "address_zh"))
_WHOSE: Final = (Field("applicant"), Field("applicant_br", Reads.IDENTIFIER))

FIELDS: Final[Mapping[Kind, tuple[Field, ...]]] = {
    Kind.APPLICANTS: (
        *_NAMES,
        Field("br_number", Reads.IDENTIFIER),
        Field("br_certificate", Reads.IDENTIFIER),
        Field("br_expires_on", Reads.DAY),
        *_ADDRESSES,
        Field("kind", Reads.CHOICE, ApplicantKind),
        Field("remarks"),
    ),
    Kind.FACTORIES: (
        *_NAMES,
        *_WHOSE,
        Field("uscc", Reads.IDENTIFIER),
        Field("country"),
        Field("district"),
        *_ADDRESSES,
        Field("kind", Reads.CHOICE, FactoryKind),
        Field("sector"),
        Field("processes_text"),
    ),
    Kind.CASES: (
        Field("legacy_file_no"),
        *_WHOSE,
        Field("factory"),
        Field("type", Reads.CHOICE, ProjectType, needed=True),
        Field("title"),
        Field("received_on", Reads.DAY, needed=True),
        Field("stage", Reads.CHOICE, Stage, needed=True),
        Field("requested", Reads.AMOUNT),
        Field("recorded_amount", Reads.AMOUNT),
        Field("recorded_source"),
        Field("completed_on", Reads.DAY),
        Field("edition"),
        Field("edition_reason"),
    ),
}

_SIGNS: Final = re.compile(r"[^\w]+")


def field_of(kind: Kind, name: str) -> Field | None:
    """The field of a kind by its name; None when it has none of that name."""
    return next((one for one in FIELDS[kind] if one.name == name), None)


def heading_key(text: str) -> str:
    """A heading as it is compared: folded, without signs."""
    return " ".join(_SIGNS.sub(" ", fold(text)).replace("_", " ").split())


@cache
def headings(kind: Kind) -> Mapping[str, str]:
    """Heading, as `heading_key` gives it → field, for a kind of list.

    The words under which the program itself shows a field count as well, in each language.
    """
    kept = _kept()
    found: dict[str, str] = {}
    for one in FIELDS[kind]:
        for section in ("common", kind.value):
            found |= {heading_key(text): one.name for text in kept[section].get(one.name, ())}
    own = {heading_key(say(one.title, language)): one.name for one in FIELDS[kind] for language in LANGUAGES}
    return own | found


def sector_of(text: str) -> Sector | None:
    """The Programme's industry that a list means by its own words; None where it names none of them."""
    for part in (text, *re.split(r"[,;/、，；|]", text)):
        if (found := _sectors().get(heading_key(part))) is not None:
            return found
    return None


@cache
def _sectors() -> Mapping[str, Sector]:
    own = {heading_key(say(word(one), language)): one for one in Sector for language in LANGUAGES}
    named = {heading_key(text): Sector(code) for code, texts in _kept()["sectors"].items() for text in texts}
    return named | own | {heading_key(one.value): one for one in Sector}


@cache
def _kept() -> dict[str, dict[str, list[str]]]:
    with (RESOURCES / "lists" / "headings.toml").open("rb") as file:
        return tomllib.load(file)
