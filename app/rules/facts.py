"""What is known of an application when its eligibility is judged. Unknown is None, never false."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from app.texts import Words
from models.kinds import ApplicantKind, Characteristic, FactoryKind, Process, ProjectType, RepeatGround, Route, Sector


@dataclass(frozen=True, slots=True)
class Applicant:
    """Who applies. `br_number` as it was written, also a dummy or a certificate number."""

    kind: ApplicantKind
    br_number: str = ""
    br_expires_on: date | None = None
    hong_kong_association: bool | None = None  # an association of trade or industry in Hong Kong
    non_profit: bool | None = None


@dataclass(frozen=True, slots=True)
class Factory:
    """Where the work is done.

    `elsewhere` means neither in Guangdong nor in Hong Kong; `kind` is then None. `district` is the city's name in any
    of the three languages or its GB/T 2260 code. `processes` are the polluting processes of a workshop.
    """

    kind: FactoryKind | None
    elsewhere: bool = False
    district: str = ""
    owned_and_operated: bool | None = None
    processes: tuple[Process, ...] | None = None
    uscc: str = ""
    uscc_shared_with: tuple[str | Words, ...] = ()
    sector: Sector | None = None
    sector_text: str = ""


@dataclass(frozen=True, slots=True)
class Person:
    """A natural person; two persons are the same when their `key` is. `name` as it was written, or in each language."""

    key: str
    name: str | Words
    hk_resident: bool | None = None


@dataclass(frozen=True, slots=True)
class Connection:
    """What is known of one of the routes 1a to 1d.

    `shown` answers the route's own question: party to the joint venture (1A), capital from the applicant (1B), an
    agreement with the applicant (1C). `indirect` and `through`: the link runs through another company. The holders and
    shares belong to 1D; shares are per cent. `corporate_holder` names a company that holds where a person should.
    """

    route: Route
    shown: bool | None = None
    indirect: bool | None = None
    through: str = ""
    agreement_from: date | None = None
    agreement_until: date | None = None
    factory_holder: Person | None = None
    applicant_holder: Person | None = None
    corporate_holder: str = ""
    share_in_factory: Decimal | None = None
    share_in_applicant: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Technology:
    """The technology of an NT project, and what is known of its novelty."""

    on_list: bool | None = None
    list_version: str = ""
    list_evidence: str = ""
    meets_criteria: bool | None = None
    criteria_version: str = ""
    criteria_evidence: str = ""
    commonly_adopted: bool | None = None
    demonstrated_before: tuple[str, ...] | None = None  # where, own sector first; () when looked up and not found
    demonstrated: bool | None = None  # the officer's own answer


@dataclass(frozen=True, slots=True)
class EarlierAssessment:
    """A subsidised on-site improvement assessment that the factory had before."""

    completed_on: date | None = None
    report_approved_on: date | None = None
    measure_implemented: bool | None = None
    with_investment: bool | None = None
    grounds: Mapping[RepeatGround, str] = field(default_factory=dict)  # with the evidence of each


@dataclass(frozen=True, slots=True)
class Facts:
    """One application.

    `assessed_on` is the day of the assessment (a Hong Kong day): on it a processing agreement must still subsist.
    `edition` is an officer's choice with its reason; without it the day of receipt proposes. `had_assessment` is
    whether there was an earlier subsidised assessment; `earlier` describes it. `characteristics` holds the ticked
    ones with their evidence.
    """

    type: ProjectType
    received: date | None
    assessed_on: date
    applicant: Applicant
    factory: Factory | None = None
    connections: tuple[Connection, ...] = ()
    edition: str | None = None
    edition_reason: str = ""
    characteristics: Mapping[Characteristic, str] = field(default_factory=dict)
    technology: Technology = Technology()
    had_assessment: bool | None = None
    earlier: EarlierAssessment | None = None
