"""Applicants and factories of the office that a list speaks of: by number, and by name folded.

The office is read once, and only what the list asks for is kept.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from app import former
from app.names import fold
from models import Applicant, Factory
from models.kinds import ApplicantKind


@dataclass(frozen=True, slots=True)
class Party:
    """An applicant or a factory, as far as a list needs it; of a factory `number` is its credit code."""

    id: UUID
    name: str
    number: str
    names: frozenset[str]
    addresses: frozenset[str]
    kind: ApplicantKind | None = None
    applicant_id: UUID | None = None


@dataclass(slots=True)
class Parties:
    """Who was found, by number and by folded name."""

    by_number: dict[str, list[Party]] = field(default_factory=lambda: defaultdict(list))
    by_name: dict[str, list[Party]] = field(default_factory=lambda: defaultdict(list))
    by_id: dict[UUID, Party] = field(default_factory=dict)

    def take(self, party: Party, numbers: Iterable[str]) -> None:
        """Remember one more, with the numbers it has and had."""
        self.by_id[party.id] = party
        for number in dict.fromkeys(numbers):
            if number:
                self.by_number[number].append(party)
        for name in party.names:
            self.by_name[name].append(party)


def folded(*names: str) -> frozenset[str]:
    """Each name folded; nothing for an empty one."""
    return frozenset(fold(name) for name in names if name)


def applicants(session: Session, names: Collection[str], numbers: Collection[str], ids: Collection[UUID]) -> Parties:
    """The applicants with one of these folded names, numbers or ids."""
    found = Parties()
    query = select(
        Applicant.id, Applicant.kind, Applicant.name_en, Applicant.name_tc, Applicant.name_sc, Applicant.br_number,
        Applicant.formerly, Applicant.address_en, Applicant.address_zh,
    ).where(Applicant.merged_into_id.is_(None))  # fmt: skip
    for id, kind, en, tc, sc, number, was, *addresses in session.execute(query, execution_options={"yield_per": 2_000}):
        formers = former.from_json(was)
        called = folded(en, tc, sc, *(name for one in formers for name in one.names))
        numbered = (number, *(one.br_number for one in formers))
        if id in ids or not called.isdisjoint(names) or any(one in numbers for one in numbered):
            found.take(Party(id, en or tc or sc, number, called, folded(*addresses), kind), numbered)
    return found


def factories(session: Session, applicant_ids: Collection[UUID]) -> Parties:
    """The factories of some applicants."""
    found = Parties()
    query = select(
        Factory.id, Factory.applicant_id, Factory.name_en, Factory.name_tc, Factory.name_sc, Factory.uscc,
        Factory.address_en, Factory.address_zh,
    )  # fmt: skip
    for id, whose, en, tc, sc, number, *addresses in session.execute(query, execution_options={"yield_per": 2_000}):
        if whose in applicant_ids:
            called = folded(en, tc, sc)
            found.take(Party(id, en or tc or sc, number, called, folded(*addresses), None, whose), (number,))
    return found
