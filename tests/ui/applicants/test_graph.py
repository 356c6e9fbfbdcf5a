"""What is drawn of a connection: every boundary of route 1d, the chain through a company, the person who is missing."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

import pytest

from app.applicant_sheet import FactorySheet
from app.applicants import ApplicantFields, PersonFields
from app.factories import ConnectionFields, FactoryFields
from app.factory_routes import standing
from app.kept import Kept
from app.rules import facts
from app.rules.book import RuleBook
from models.kinds import FactoryKind, Route
from ui.applicants import graph
from ui.applicants.graph import Drawing, Parties
from ui.widgets.graph_view import GraphView

TODAY = date(2026, 11, 4)
CHAN, WONG = UUID(int=1), UUID(int=2)
PEOPLE = {
    CHAN: PersonFields("CHAN Tai-man", "陳大文", True),
    WONG: PersonFields("WONG Siu-ming", "王小明", True),
}


def person(id: UUID | None) -> facts.Person | None:
    return None if id is None else facts.Person(str(id), PEOPLE[id].name_en, PEOPLE[id].hk_resident)


def drawn(link: ConnectionFields, *, today: date = TODAY, kind: FactoryKind = FactoryKind.GUANGDONG) -> Drawing:
    """The drawing of one connection, judged as the page judges it."""
    known = facts.Connection(
        link.route, link.shown, link.indirect, link.through, link.agreement_from, link.agreement_until,
        person(link.factory_holder_id), person(link.applicant_holder_id), link.corporate_holder,
        link.share_in_factory, link.share_in_applicant,
    )  # fmt: skip
    factory = FactoryFields(kind=kind, name_en="Dongguan Works", district="4419", owned_and_operated=True)
    sheet = FactorySheet(Kept(UUID(int=9), 1, factory), (Kept(UUID(int=8), 1, link),), (known,), ())
    found = standing(sheet, RuleBook.load(), today)
    people = tuple(Kept(id, 1, fields) for id, fields in PEOPLE.items())
    parties = Parties(ApplicantFields(name_en="Kwong Fat Limited", name_tc="廣發有限公司"), factory, people)
    rule = found.edition.routes.get(Route.R1D) if found.edition else None
    return graph.of_link(parties, link, found.links[0], rule)


def holding(factory: str | None, business: str | None, **other: Any) -> ConnectionFields:
    given: dict[str, Any] = {"factory_holder_id": CHAN, "applicant_holder_id": CHAN} | other
    shares = [None if share is None else Decimal(share) for share in (factory, business)]
    return ConnectionFields(Route.R1D, share_in_factory=shares[0], share_in_applicant=shares[1], **given)


@pytest.mark.parametrize(
    ("factory", "business", "met"),
    [
        ("50.01", "30.00", [True, True]),
        ("50.00", "30.00", [False, True]),
        ("50.01", "29.99", [True, False]),
        (None, "30", [None, True]),
    ],
)
def test_each_holding_is_marked_by_its_own_threshold(
    factory: str | None, business: str | None, met: list[bool | None]
) -> None:
    drawing = drawn(holding(factory, business))
    assert [edge.met for edge in drawing.edges] == met
    assert [node.kind for node in drawing.nodes] == ["person", "factory", "company"]


def test_two_persons_are_tied_by_a_link_that_fails() -> None:
    tie, *shares = drawn(holding("62", "45", applicant_holder_id=WONG)).edges
    assert tie.beside
    assert tie.met is False
    assert all(edge.met for edge in shares)


def test_a_company_that_holds_is_named_and_fails() -> None:
    drawing = drawn(holding("60", "40", factory_holder_id=None, corporate_holder="Far Holdings Limited"))
    company = next(node for node in drawing.nodes if "Far Holdings Limited" in node.lines)
    assert (company.kind, company.met) == ("company", False)


def test_a_holder_who_is_not_known_is_a_question() -> None:
    drawing = drawn(holding("60", "40", factory_holder_id=None, applicant_holder_id=None))
    assert drawing.nodes[0].lines == ("Who holds it is not known yet",)
    assert not any(edge.beside for edge in drawing.edges)


def test_an_indirect_holding_is_a_chain_with_its_question() -> None:
    drawing = drawn(ConnectionFields(Route.R1B, shown=True, indirect=True, through="Island Holdings"))
    assert [node.lines[0] for node in drawing.nodes][1] == "Island Holdings"
    assert [edge.met for edge in drawing.edges] == [None, None, True]
    assert [(one.end, other.start) for one, other in zip(drawing.edges, drawing.edges[1:], strict=False)] == [
        ("through", "through"),
        ("between", "between"),
    ]


@pytest.mark.parametrize(("until", "met"), [(date(2026, 11, 4), False), (date(2026, 11, 5), True), (None, None)])
def test_an_agreement_must_outlast_today(until: date | None, met: bool | None) -> None:
    drawing = drawn(ConnectionFields(Route.R1C, shown=True, agreement_until=until))
    assert drawing.edges[0].met is met


def test_in_a_gap_between_phases_nothing_is_judged() -> None:
    drawing = drawn(holding("60", "40"), today=date(2025, 3, 31) if _gap(date(2025, 3, 31)) else date(2035, 1, 1))
    assert [edge.met for edge in drawing.edges] == [None, None]
    assert "needs" not in str(drawing.edges[0].label)


def _gap(day: date) -> bool:
    return not any(edition.period.holds(day) for edition in RuleBook.load().editions)


def test_the_drawing_can_be_heard(qtbot: Any) -> None:
    view = GraphView()
    qtbot.addWidget(view)
    drawing = drawn(holding("50.00", "30", applicant_holder_id=WONG))
    view.put(drawing.nodes, drawing.edges)
    said = view.accessibleDescription()
    assert "CHAN Tai-man → Dongguan Works: 50% of the factory; needs more than 50% – not met" in said
    assert "CHAN Tai-man → WONG Siu-ming: the same person – not met" in said
    assert "WONG Siu-ming: Hong Kong resident" in said
