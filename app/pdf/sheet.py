"""What an assessment summary shows, as plain values: no ids, no session, nothing that changes while it is drawn.

Amounts are HKD. Days are Hong Kong days. `Name` is what somebody wrote, with its language; `Message` is ours.
"""

from __future__ import annotations

import dataclasses
import json
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import Enum, StrEnum
from hashlib import sha256
from typing import Any, Final

from app.pdf.lines import Name, Text
from app.rules.benefit import Benefit
from app.rules.verdict import Eligibility
from app.rules.working import Calculation
from app.texts import Message, Words, to_json
from models.kinds import ApplicantKind, Mark


class Advice(StrEnum):
    """What the Secretariat recommends to the committee."""

    RECOMMENDED = "recommended"
    NOT_RECOMMENDED = "not-recommended"
    CANNOT_SAY = "cannot-say"
    ON_RECORD = "on-record"  # decided before it came into the program: the amount in its file stands
    ENDED = "ended"  # withdrawn or found ineligible before anybody recommended


@dataclass(frozen=True, slots=True)
class Recommendation:
    """The advice, the amount it is about, and why. `reasons` are whole sentences."""

    advice: Advice
    amount: Decimal | None = None
    reasons: tuple[Text, ...] = ()


@dataclass(frozen=True, slots=True)
class Party:
    """The applicant, under every name it has; `number` is the Business Registration Number, "" when unknown."""

    names: tuple[Name, ...]
    number: str = ""
    kind: ApplicantKind = ApplicantKind.BUSINESS


@dataclass(frozen=True, slots=True)
class Site:
    """The factory: names, address and social credit code as written; place (district, city) and sector in our words."""

    names: tuple[Name, ...]
    address: tuple[Name, ...] = ()
    place: Message | None = None
    sector: Message | None = None
    code: str = ""


@dataclass(frozen=True, slots=True)
class Provider:
    """The environmental technology service provider; `interest` says which interest was declared, if any."""

    names: tuple[Name, ...]
    interest: Text | None = None


@dataclass(frozen=True, slots=True)
class EditionLabel:
    """The edition of the rules that was used: its id (`P5`), its name, how it was chosen and how sure that is."""

    id: str
    name: Text
    chosen: Text
    mark: Mark


class Role(StrEnum):
    """In which capacity an officer signs."""

    PREPARED = "prepared"
    CHECKED = "checked"
    ENDORSED = "endorsed"
    SECOND = "second"
    ENTERED = "entered"
    CONFIRMED = "confirmed"


@dataclass(frozen=True, slots=True)
class Signature:
    """A place to sign; without a name and a day it is still open."""

    role: Role
    name: Text | None = None
    post: Text | None = None
    on: date | None = None


@dataclass(frozen=True, slots=True)
class Declaration:
    """What the officer in a role declares of an interest in the case; `interest` is None where nobody asked."""

    role: Role
    interest: bool | None
    nature: Text | None = None


@dataclass(frozen=True, slots=True)
class Photograph:
    """A photograph of a visit: what it shows, its day, and the SHA-256 and size in pixels of its JPEG."""

    caption: Name
    sha256: str
    width: int
    height: int
    taken_on: date | None = None


@dataclass(frozen=True, slots=True)
class Visit:
    """A visit: when, where, what for, who was there; `findings` are its paragraphs."""

    on: date
    site: Name
    purpose: Name | None = None
    present: Name | None = None
    findings: tuple[Name, ...] = ()
    photographs: tuple[Photograph, ...] = ()


@dataclass(frozen=True, slots=True)
class Decided:
    """What the committee decided, as its paper says, and the officers who entered and confirmed it.

    `confirmed_by` is None where a single officer works: the decision is then marked unconfirmed.
    """

    outcome: Message
    body: str
    meeting: str
    paper: str
    on: date
    entered_by: Words
    confirmed_by: Words | None = None
    conditions: tuple[Name, ...] = ()


@dataclass(frozen=True, slots=True)
class SummarySheet:
    """All that an assessment summary shows.

    `recorded` is the amount of a historic case that was never calculated; then there is no `calculation`.
    `outstanding` is what the applicant still owes; None on a sheet that was frozen before this was shown.
    `titles` are the project's in further languages. `decided` is the committee's decision in effect; `benefit` is
    what the assessment found, shown in an annex, and so are the `visits`. `declarations` are those of the officers who
    sign; there are none on a sheet that was frozen before they were asked.
    `made_at` is a moment with a time zone; `endorsed` takes the draft mark away; `sample` adds the stripe.
    """

    reference: str
    made_at: datetime
    version: str
    recommendation: Recommendation
    applicant: Party
    type: Message
    received_on: date
    title: Name | None = None
    classification: Message | None = None
    factories: tuple[Site, ...] = ()
    technology: Name | None = None
    provider: Provider | None = None
    edition: EditionLabel | None = None
    cost: Decimal | None = None
    requested: Decimal | None = None
    approved: Decimal | None = None
    recorded: Decimal | None = None
    eligibility: Eligibility | None = None
    calculation: Calculation | None = None
    conditions: tuple[Text, ...] = ()
    signatures: tuple[Signature, ...] = ()
    endorsed: bool = False
    sample: bool = False
    office: Text | None = None
    titles: tuple[Name, ...] = ()
    outstanding: tuple[Text, ...] | None = None
    decided: Decided | None = None
    benefit: Benefit | None = None
    visits: tuple[Visit, ...] = ()
    declarations: tuple[Declaration, ...] = ()

    @property
    def edition_words(self) -> Message:
        """The edition as it stands in a sentence."""
        if self.edition is None:
            return Message("an edition that is not chosen yet")
        name = self.edition.name
        return name if isinstance(name, Message) else Message("{name}", name=name.text)

    @property
    def content_hash(self) -> str:
        """SHA-256 of what the sheet says, in hexadecimal; the moment and the version of the program are left out.

        A field that came later counts only where it says something: sheets frozen before keep their hash.
        """
        said = {
            field.name: _canonical(getattr(self, field.name))
            for field in dataclasses.fields(self)
            if field.name not in _LATER or getattr(self, field.name) != field.default
        }
        del said["made_at"], said["version"]
        return sha256(json.dumps(said, ensure_ascii=False, sort_keys=True).encode()).hexdigest()

    def declared(self, role: Role) -> Declaration | None:
        """What the officer in a role declares."""
        return next((one for one in self.declarations if one.role is role), None)


_LATER: Final = ("office", "titles", "outstanding", "decided", "benefit", "visits", "declarations")


def _canonical(value: Any) -> Any:
    """A value of a sheet as JSON, always the same for the same value."""
    if isinstance(value, Message):
        return to_json(value)
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return {field.name: _canonical(getattr(value, field.name)) for field in dataclasses.fields(value)}
    if isinstance(value, tuple):
        return [_canonical(item) for item in value]
    if isinstance(value, Decimal):
        return format(value, "f")
    if isinstance(value, date):
        return value.isoformat()
    return value.value if isinstance(value, Enum) else value
