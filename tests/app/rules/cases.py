"""Facts to judge, as small changes of one application that is eligible by route 1d. All names are invented."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

from app.rules.book import RuleBook
from app.rules.eligibility import judge
from app.rules.facts import Applicant, Connection, Factory, Facts, Person, Technology
from app.rules.verdict import Check, Eligibility, RouteVerdict
from models.kinds import ApplicantKind, Characteristic, FactoryKind, ProjectType, Route, Sector

BOOK = RuleBook.load()
CHAN = Person("1", "Chan Tai Man", hk_resident=True)
WONG = Person("2", "Wong Siu Ming", hk_resident=True)
R1D = Connection(
    Route.R1D,
    factory_holder=CHAN,
    applicant_holder=CHAN,
    share_in_factory=Decimal("50.01"),
    share_in_applicant=Decimal("30.00"),
)
APPLICANT = Applicant(ApplicantKind.BUSINESS, "12345678", date(2027, 1, 10))
FACTORY = Factory(
    FactoryKind.GUANGDONG, district="4419", owned_and_operated=True, uscc="91350100M000100Y43", sector=Sector.METAL
)
LISTED = Technology(on_list=True, list_version="2026-03", list_evidence="page 4")
FACTS = Facts(
    type=ProjectType.NT,
    received=date(2026, 5, 4),
    assessed_on=date(2026, 6, 15),
    applicant=APPLICANT,
    factory=FACTORY,
    connections=(R1D,),
    characteristics={Characteristic.ENERGY: "bills of 2025"},
    technology=LISTED,
)


def judged(facts: Facts = FACTS, **changes: Any) -> Eligibility:
    return judge(BOOK, replace(facts, **changes))


def connected(**changes: Any) -> RouteVerdict:
    """The verdict on route 1d with a changed connection."""
    return route(judged(connections=(replace(R1D, **changes),)), Route.R1D)


def route(eligibility: Eligibility, wanted: Route) -> RouteVerdict:
    return next(verdict for verdict in eligibility.routes if verdict.route is wanted)


def check(eligibility: Eligibility, name: str) -> Check:
    return next(each for each in eligibility.checks if each.name == name)


def sentences(part: RouteVerdict | Check) -> str:
    return "; ".join(str(reason.text) for reason in part.reasons)
