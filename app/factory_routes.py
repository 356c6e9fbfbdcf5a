"""How a factory's connections stand today, without a case: each route judged by itself, for drawing who holds what."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from app.applicant_sheet import FactorySheet
from app.refusal import NoEdition
from app.rules import facts, routes
from app.rules.book import RuleBook
from app.rules.edition import Edition
from app.rules.verdict import Reason, RouteVerdict
from app.texts import Message
from models.kinds import ApplicantKind, FactoryKind, ProjectType, Route

#: The route of a site in Hong Kong, which needs no connection: the business owns and operates it.
ROUTE_OF = {FactoryKind.HONG_KONG: Route.R2, FactoryKind.WORKSHOP: Route.R3}
#: The routes of a factory in Guangdong, which rest on a connection.
GUANGDONG_ROUTES = (Route.R1A, Route.R1B, Route.R1C, Route.R1D)
#: A workshop's route is open to demonstration projects; without a case one of them stands for all.
_ASKED = (ProjectType.NT, ProjectType.DP1, ProjectType.DP)


@dataclass(frozen=True, slots=True)
class LinkStanding:
    """One route of a factory: the verdict, and the reasons that are about the connection itself.

    `at` says which of the sheet's connections it is, None for the route of a site in Hong Kong. `own` is empty when
    no published rule can be asked.
    """

    route: Route
    at: int | None
    verdict: RouteVerdict
    own: tuple[Reason, ...]


@dataclass(frozen=True, slots=True)
class FactoryStanding:
    """All routes of a factory under the edition of a day; without one, `no_edition` says why."""

    edition: Edition | None
    no_edition: Message | None
    links: tuple[LinkStanding, ...]


def standing(sheet: FactorySheet, book: RuleBook, today: date) -> FactoryStanding:
    """Each connection of a factory judged by itself as on a day in Hong Kong, under the edition of that day."""
    edition, why = _edition(book, today)
    known = _known(sheet, edition, today)
    found = [_own_site(edition, known, route)] if (route := ROUTE_OF.get(sheet.factory.fields.kind)) else []
    for at, link in enumerate(sheet.links):
        if link.route in GUANGDONG_ROUTES:
            found.append(_linked(edition, known, link, at))
    return FactoryStanding(edition, why, tuple(found))


def _edition(book: RuleBook, today: date) -> tuple[Edition | None, Message | None]:
    try:
        return book.edition_for(today), None
    except NoEdition as refusal:
        return None, refusal.message


def _known(sheet: FactorySheet, edition: Edition | None, today: date) -> facts.Facts:
    fields = sheet.factory.fields
    offered = edition.types if edition else ()
    return facts.Facts(
        type=next((one for one in _ASKED if one in offered), ProjectType.NT),
        received=today,
        assessed_on=today,
        applicant=facts.Applicant(ApplicantKind.BUSINESS),
        factory=facts.Factory(
            kind=fields.kind,
            district=fields.district,
            owned_and_operated=fields.owned_and_operated,
            processes=fields.processes or None,
        ),
        connections=(),
    )


def _own_site(edition: Edition | None, known: facts.Facts, route: Route) -> LinkStanding:
    return LinkStanding(route, None, _verdict(edition, known, route), ())


def _linked(edition: Edition | None, known: facts.Facts, link: facts.Connection, at: int) -> LinkStanding:
    alone = facts.Facts(known.type, known.received, known.assessed_on, known.applicant, known.factory, (link,))
    rule = edition.routes.get(link.route) if edition else None
    own = () if rule is None else tuple(routes.link(rule, link, alone))
    return LinkStanding(link.route, at, _verdict(edition, alone, link.route), own)


def _verdict(edition: Edition | None, known: facts.Facts, route: Route) -> RouteVerdict:
    return next(one for one in routes.verdicts(edition, known) if one.route is route)
