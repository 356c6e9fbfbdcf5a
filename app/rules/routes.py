"""The six routes by which an applicant may be connected with its factory: one verdict each, with reasons."""

from __future__ import annotations

from collections.abc import Iterator

from app.rules import area, holdings
from app.rules.edition import Edition, RouteRule
from app.rules.facts import Connection, Factory, Facts
from app.rules.verdict import Reason, RouteVerdict, all_of, ask, by, entered, no, unset, yes
from app.texts import Message
from app.words import word
from models.kinds import FactoryKind, ProjectType, Route

_GUANGDONG_ROUTES = (Route.R1A, Route.R1B, Route.R1C, Route.R1D)


def verdicts(edition: Edition | None, facts: Facts) -> tuple[RouteVerdict, ...]:
    """A verdict on each route; none at all for organisation support, to which the routes do not apply."""
    if facts.type is ProjectType.OSI:
        return ()
    return tuple(_verdict(route, tuple(_reasons(route, edition, facts))) for route in Route)


def _verdict(route: Route, reasons: tuple[Reason, ...]) -> RouteVerdict:
    return RouteVerdict(route, all_of(reason.met for reason in reasons), reasons)


def _reasons(route: Route, edition: Edition | None, facts: Facts) -> Iterator[Reason]:
    factory = facts.factory
    if edition is None:
        yield unset(Message("The route cannot be judged before the edition is known"))
    elif route not in edition.routes:
        yield from _unpublished(route, edition, facts)
    elif factory is None:
        yield ask(edition.routes[route].clause, Message("No factory is on the case yet"))
    else:
        yield from _published(edition.routes[route], edition, facts, factory)


def _unpublished(route: Route, edition: Edition, facts: Facts) -> Iterator[Reason]:
    """A route of which the phase says nothing: closed to a factory of another kind, otherwise unknown."""
    wanted = FactoryKind.HONG_KONG if route is Route.R2 else FactoryKind.WORKSHOP
    factory = facts.factory
    if factory is not None and (factory.elsewhere or factory.kind not in (None, wanted)):
        yield no(edition.geography.clause, _other_kind(wanted))
    else:
        yield unset(
            Message(
                "Whether this route was open in {edition} was not published; see the Secretariat’s files",
                edition=edition.label,
            )
        )


def _published(rule: RouteRule, edition: Edition, facts: Facts, factory: Factory) -> Iterator[Reason]:
    if factory.elsewhere:
        yield no(rule.clause, Message("The factory is neither in Guangdong nor in Hong Kong"))
        return
    if factory.kind is None:
        yield ask(rule.clause, Message("It is not known yet what kind of factory this is and where it stands"))
        return
    if factory.kind is not rule.factory:
        yield no(rule.clause, _other_kind(rule.factory))
        return
    if rule.route in _GUANGDONG_ROUTES and not _relied_on(rule.route, facts):
        yield entered(Message("The application does not rest on this route"), met=False)
        return
    yield from area.reasons(edition, factory)
    if rule.route in _GUANGDONG_ROUTES:
        yield from _connected(rule, facts)
    if rule.route is Route.R3:
        yield from _workshop(rule, facts, factory)
    yield _operated(rule, factory)


def _other_kind(wanted: FactoryKind) -> Message:
    return Message("This route is for another kind of site: {kind}", kind=word(wanted))


def _operated(rule: RouteRule, factory: Factory) -> Reason:
    match factory.owned_and_operated:
        case None:
            text = Message("Who owns and operates the site is not known yet")
        case True:
            text = Message("The site is owned and operated as this route requires")
        case _:
            text = Message("The site is not owned and operated as this route requires")
    return by(rule.clause, text, factory.owned_and_operated)


# ---- routes 1a to 1d


def _relied_on(route: Route, facts: Facts) -> bool:
    """When other connections are on the case and this one is not, the application does not rest on it."""
    return not facts.connections or any(connection.route is route for connection in facts.connections)


def _connected(rule: RouteRule, facts: Facts) -> Iterator[Reason]:
    """The connection of this route; when none at all is on the case, nothing can be said yet."""
    own = [connection for connection in facts.connections if connection.route is rule.route]
    if not own:
        yield ask(rule.clause, Message("How the applicant is connected with the factory is not known yet"))
    else:
        yield from _best([tuple(link(rule, connection, facts)) for connection in own])


def _best(all_reasons: list[tuple[Reason, ...]]) -> tuple[Reason, ...]:
    """The reasons of the connection that serves the applicant best: one is enough."""
    rank = {True: 0, None: 1, False: 2}
    return min(all_reasons, key=lambda reasons: rank[all_of(reason.met for reason in reasons)])


def link(rule: RouteRule, connection: Connection, facts: Facts) -> Iterator[Reason]:
    """What the route says of one connection by itself; for 1D as `holdings.reasons` orders it."""
    if connection.indirect:
        yield _indirect(connection)
        return
    match rule.route:
        case Route.R1A:
            yield _shown(
                rule,
                connection,
                (
                    Message("The applicant is a party to the joint venture; no minimum share was published"),
                    Message("The applicant is not a party to the joint venture"),
                    Message("Whether the applicant is a party to the joint venture is not known yet"),
                ),
            )
        case Route.R1B:
            yield _shown(
                rule,
                connection,
                (
                    Message("The wholly-owned foreign enterprise has capital from the applicant"),
                    Message("The wholly-owned foreign enterprise has no capital from the applicant"),
                    Message("Whether the enterprise has capital from the applicant is not known yet"),
                ),
            )
        case Route.R1C:
            yield _agreement(rule, connection, facts)
        case _:
            yield from holdings.reasons(rule, connection)


def _indirect(connection: Connection) -> Reason:
    if connection.through:
        return unset(
            Message(
                "The link runs through another company, {company}; whether that counts was not published. "
                "See the Secretariat’s files",
                company=connection.through,
            )
        )
    return unset(
        Message(
            "The link runs through another company; whether that counts was not published. See the Secretariat’s files"
        )
    )


def _shown(rule: RouteRule, connection: Connection, texts: tuple[Message, Message, Message]) -> Reason:
    """Yes, no or unknown, each with its own sentence."""
    yes, no, unknown = texts
    text = unknown if connection.shown is None else yes if connection.shown else no
    return by(rule.clause, text, connection.shown)


def _agreement(rule: RouteRule, connection: Connection, facts: Facts) -> Reason:
    """A processing agreement subsists when it ends later than the day of the assessment (INFERRED from the wording)."""
    first, last, day = connection.agreement_from, connection.agreement_until, facts.assessed_on
    if connection.shown is False:
        return no(rule.clause, Message("There is no processing agreement with the applicant"))
    if last is None:
        return ask(rule.clause, Message("When the processing agreement ends is not known yet"))
    if last <= day:
        return no(
            rule.clause,
            Message("The processing agreement ended on {end}; it does not subsist on {day}", end=last, day=day),
        )
    if first is not None and first > day:
        return no(rule.clause, Message("The processing agreement begins on {begin}, after {day}", begin=first, day=day))
    return yes(
        rule.clause, Message("The processing agreement runs until {end}; it subsists on {day}", end=last, day=day)
    )


# ---- route 3


def _workshop(rule: RouteRule, facts: Facts, factory: Factory) -> Iterator[Reason]:
    yield _type(rule, facts.type)
    yield _processes(rule, factory)


def _type(rule: RouteRule, kind: ProjectType) -> Reason:
    if rule.types is None or kind in rule.types:
        return yes(rule.clause, Message("This route is open to demonstration projects"))
    if kind in rule.types_not_set:
        return unset(
            Message(
                "Whether a workshop may apply for this type ({type}) was not published; see the Secretariat’s files",
                type=word(kind),
            )
        )
    return no(
        rule.clause,
        Message("A workshop may apply for demonstration projects only, not for this type ({type})", type=word(kind)),
    )


def _processes(rule: RouteRule, factory: Factory) -> Reason:
    """The published list of processes ends with "etc.", so a process beside it is a question."""
    if factory.processes is None:
        return ask(rule.clause, Message("The polluting processes of the workshop are not known yet"))
    named = tuple(word(process) for process in factory.processes if process in rule.processes)
    if named:
        return yes(rule.clause, Message("The workshop has polluting processes: {processes}", processes=named))
    if factory.processes:
        return unset(
            Message(
                "The workshop’s process is not among those published, whose list is open; see the Secretariat’s files"
            )
        )
    return no(rule.clause, Message("The workshop has no polluting process"))
