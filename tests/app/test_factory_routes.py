"""A factory's connections judged without a case: each by itself, under the edition of the day."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from app.applicant_sheet import FactorySheet
from app.factories import FactoryFields
from app.factory_routes import standing
from app.kept import Kept
from app.rules import facts
from app.rules.book import RuleBook
from models.kinds import FactoryKind, Process, Route

DAY = date(2026, 5, 4)


def sheet(*links: facts.Connection, kind: FactoryKind = FactoryKind.GUANGDONG, **fields: object) -> FactorySheet:
    """A factory that is owned and operated as its route asks, with these connections."""
    given = {"name_en": "Works", "district": "4419", "owned_and_operated": True} | fields
    return FactorySheet(Kept(UUID(int=1), 1, FactoryFields(kind=kind, **given)), (), links, ())  # type: ignore[arg-type]


def test_each_connection_is_judged_by_itself() -> None:
    links = (facts.Connection(Route.R1A, shown=True), facts.Connection(Route.R1A, shown=False))
    found = standing(sheet(*links), RuleBook.load(), DAY)
    assert [(one.at, one.verdict.met, one.own[0].met) for one in found.links] == [(0, True, True), (1, False, False)]
    assert found.edition is not None
    assert found.no_edition is None


def test_a_site_in_hong_kong_has_its_own_route_and_needs_no_connection() -> None:
    found = standing(sheet(kind=FactoryKind.HONG_KONG), RuleBook.load(), DAY)
    assert [(one.route, one.at, one.verdict.met) for one in found.links] == [(Route.R2, None, True)]


def test_a_record_of_route_2_or_3_says_nothing_more() -> None:
    found = standing(sheet(facts.Connection(Route.R2), kind=FactoryKind.HONG_KONG), RuleBook.load(), DAY)
    assert len(found.links) == 1


def test_a_workshop_without_processes_is_shut() -> None:
    book = RuleBook.load()
    paints = standing(sheet(kind=FactoryKind.WORKSHOP, processes=(Process.PAINT,)), book, date(2016, 5, 4))
    unknown = standing(sheet(kind=FactoryKind.WORKSHOP), book, date(2016, 5, 4))
    assert [one.links[0].verdict.met for one in (paints, unknown)] == [True, None]


def test_after_the_last_edition_nothing_is_judged_and_why_is_said() -> None:
    found = standing(sheet(facts.Connection(Route.R1A, shown=True)), RuleBook.load(), date(2099, 1, 1))
    assert found.edition is None
    assert found.no_edition is not None
    assert [(one.verdict.met, one.own) for one in found.links] == [(None, ())]
