"""What is drawn of one connection: who holds what, each link with its share or its day, the failing one marked."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Final
from uuid import UUID

from app.applicants import ApplicantFields, PersonFields
from app.factories import ConnectionFields, FactoryFields
from app.factory_routes import LinkStanding
from app.kept import Kept
from app.money import Percent
from app.rules.edition import RouteRule
from app.rules.figure import Figure
from app.texts import N_, Message
from models.kinds import Route
from ui.casefile.parts import names
from ui.names import person as names_of
from ui.widgets.graph_view import Edge, Node
from ui.words import tr

_BUSINESS, _FACTORY, _BETWEEN, _THROUGH = "business", "factory", "between", "through"
_IN_FACTORY, _IN_BUSINESS = "holds the factory", "holds the business"

#: Who owns and operates the factory, by route.
_OWNERS: Final = {
    Route.R1A: N_("Joint venture"),
    Route.R1B: N_("Wholly-owned foreign enterprise"),
    Route.R1C: N_("Mainland enterprise"),
}
_TIES: Final = {
    Route.R1A: N_("Party to the joint venture"),
    Route.R1B: N_("Capital from the Hong Kong Business"),
    Route.R1C: N_("Processing agreement"),
}


@dataclass(frozen=True, slots=True)
class Parties:
    """The two ends of every connection, and the people who may stand between them."""

    business: ApplicantFields
    factory: FactoryFields
    persons: Sequence[Kept[PersonFields]]


@dataclass(frozen=True, slots=True)
class Drawing:
    """Boxes and links for a `GraphView`."""

    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]


def of_site(parties: Parties) -> Drawing:
    """Routes 2 and 3: the business itself owns and operates the site."""
    return Drawing((_business(parties), _factory(parties)), (_operates(_BUSINESS, parties.factory),))


def unknown(parties: Parties) -> Drawing:
    """A factory in Guangdong of which no connection is known yet."""
    asked = Edge(_BUSINESS, _FACTORY, Message("How they are connected is not known yet"), None)
    return Drawing((_business(parties), _factory(parties)), (asked,))


def of_link(parties: Parties, link: ConnectionFields, standing: LinkStanding, rule: RouteRule | None) -> Drawing:
    """One connection; `rule` has the thresholds of route 1D, None where nothing is published."""
    if link.route is Route.R1D:
        return _holding(parties, link, standing, rule)
    return _tied(parties, link, standing)


def _business(parties: Parties) -> Node:
    return Node(_BUSINESS, "company", _both(parties.business))


def _factory(parties: Parties) -> Node:
    return Node(_FACTORY, "factory", _both(parties.factory))


def _both(of: ApplicantFields | FactoryFields) -> tuple[str, ...]:
    return tuple(name for name in names(of) if name)


def _operates(owner: str, factory: FactoryFields) -> Edge:
    return Edge(owner, _FACTORY, Message("owns and operates"), factory.owned_and_operated)


# --- routes 1a to 1c: a tie to the enterprise that owns and operates the factory


def _tied(parties: Parties, link: ConnectionFields, standing: LinkStanding) -> Drawing:
    met = standing.own[0].met if standing.own else None
    owner = Node(_BETWEEN, "company", (tr(_OWNERS[link.route]),))
    nodes, edges = [_business(parties)], []
    if link.indirect:
        nodes.append(_company_between(link))
        edges.append(_indirectly(_BUSINESS))
        edges.append(Edge(_THROUGH, _BETWEEN, Message(_TIES[link.route]), met))
    else:
        edges.append(Edge(_BUSINESS, _BETWEEN, _tie(link), met))
    nodes += [owner, _factory(parties)]
    return Drawing(tuple(nodes), (*edges, _operates(_BETWEEN, parties.factory)))


def _tie(link: ConnectionFields) -> Message:
    if link.route is not Route.R1C:
        return Message(_TIES[link.route])
    if link.agreement_until is None:
        return Message("Processing agreement, its end not known")
    return Message("Processing agreement, subsisting until {day}", day=link.agreement_until)


def _company_between(link: ConnectionFields) -> Node:
    name = link.through or tr("Another company, not named yet")
    return Node(_THROUGH, "company", (name,))


def _indirectly(start: str) -> Edge:
    return Edge(start, _THROUGH, Message("Does a link through another company count?"), None)


# --- route 1d: one person who holds the factory and part of the business


def _holding(parties: Parties, link: ConnectionFields, standing: LinkStanding, rule: RouteRule | None) -> Drawing:
    """Both holdings, and over the two holders a tie that says whether they are one and the same."""
    judged = () if link.indirect else standing.own
    shares = [reason.met for reason in judged[-2:]] or [None, None]
    asked = rule.percent_in_factory_above if rule else None, rule.percent_in_applicant_at_least if rule else None
    in_factory, in_business = _holders(parties, link)
    nodes = [in_factory] if in_factory == in_business else [in_factory, in_business]
    edges = list(_tops(in_factory, in_business, link))
    above = in_factory.key
    if link.indirect:
        nodes.append(_company_between(link))
        edges.append(_indirectly(above))
        above = _THROUGH
    nodes += [_factory(parties), _business(parties)]
    edges.append(Edge(above, _FACTORY, _of_factory(link.share_in_factory, asked[0]), shares[0]))
    edges.append(Edge(in_business.key, _BUSINESS, _of_business(link.share_in_applicant, asked[1]), shares[1]))
    return Drawing(tuple(nodes), tuple(edges))


def _tops(in_factory: Node, in_business: Node, link: ConnectionFields) -> Iterator[Edge]:
    if in_factory.key == in_business.key:
        return
    known = link.factory_holder_id is not None and link.applicant_holder_id is not None
    met = False if known or link.corporate_holder else None
    yield Edge(in_factory.key, in_business.key, Message("the same person"), met, beside=True)


def _holders(parties: Parties, link: ConnectionFields) -> tuple[Node, Node]:
    in_factory = _person(parties, link.factory_holder_id, _IN_FACTORY)
    in_business = _person(parties, link.applicant_holder_id, _IN_BUSINESS)
    if link.corporate_holder:
        note = Message("A company, not a natural person")
        in_factory = Node(_IN_FACTORY, "company", (link.corporate_holder,), note, False)
    elif link.factory_holder_id is None and link.applicant_holder_id is None:
        in_business = in_factory
    return in_factory, in_business


def _person(parties: Parties, id: UUID | None, key: str) -> Node:
    person = next((one.fields for one in parties.persons if one.id == id), None)
    if person is None:
        return Node(key, "person", (tr("Who holds it is not known yet"),))
    both = names_of(person.name_en, person.name_zh)
    notes = {
        True: N_("Hong Kong resident"),
        False: N_("Not resident in Hong Kong"),
        None: N_("Hong Kong resident?"),
    }
    note = Message(notes[person.hk_resident])
    return Node(str(id), "person", tuple(name for name in both if name), note, person.hk_resident)


def _of_factory(share: Decimal | None, asked: Figure | None) -> Message:
    """The share, and what is asked for: more than 50 %."""
    least = _percent(asked.value if asked else None)
    held = _percent(share)
    if held is None and least is None:
        return Message("Share of the factory not known")
    if held is None:
        return Message("Share of the factory not known; needs more than {least}", least=least)
    if least is None:
        return Message("{held} of the factory", held=held)
    return Message("{held} of the factory; needs more than {least}", held=held, least=least)


def _of_business(share: Decimal | None, asked: Figure | None) -> Message:
    """The share, and what is asked for: at least 30 %."""
    least = _percent(asked.value if asked else None)
    held = _percent(share)
    if held is None and least is None:
        return Message("Share of the business not known")
    if held is None:
        return Message("Share of the business not known; needs at least {least}", least=least)
    if least is None:
        return Message("{held} of the business", held=held)
    return Message("{held} of the business; needs at least {least}", held=held, least=least)


def _percent(value: Decimal | None) -> Percent | None:
    return None if value is None else Percent(value / 100)
