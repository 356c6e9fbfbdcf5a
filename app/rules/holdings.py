"""Route 1d: one natural person, resident in Hong Kong, holds the factory and part of the applicant."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from app.money import Percent
from app.rules.edition import RouteRule
from app.rules.facts import Connection, Person
from app.rules.figure import Figure
from app.rules.verdict import Reason, ask, by, no, unset, yes
from app.texts import Message

_HUNDRED = Decimal(100)


def reasons(rule: RouteRule, connection: Connection) -> Iterator[Reason]:
    """The person, whether it is one and the same, and the two holdings against their thresholds."""
    if connection.corporate_holder:
        text = Message(
            "{company} is a company; this route asks for a natural person", company=connection.corporate_holder
        )
        yield no(rule.clause, text)
    else:
        yield _resident(rule, connection.factory_holder)
        yield _same_person(rule, connection)
    yield _in_factory(rule, rule.percent_in_factory_above, connection.share_in_factory)
    yield _in_applicant(rule, rule.percent_in_applicant_at_least, connection.share_in_applicant)


def _resident(rule: RouteRule, holder: Person | None) -> Reason:
    if holder is None:
        return ask(rule.clause, Message("Who holds the shares of the factory is not known yet"))
    match holder.hk_resident:
        case None:
            text = Message("Whether {person} is resident in Hong Kong is not known yet", person=holder.name)
        case True:
            text = Message("{person} is a natural person resident in Hong Kong", person=holder.name)
        case _:
            text = Message("{person} is not resident in Hong Kong", person=holder.name)
    return by(rule.clause, text, holder.hk_resident)


def _same_person(rule: RouteRule, connection: Connection) -> Reason:
    holder, other = connection.factory_holder, connection.applicant_holder
    if holder is None or other is None:
        return ask(rule.clause, Message("Whether the same person holds both shares is not known yet"))
    if holder.key == other.key:
        text = Message("{person} holds shares of both the factory and the applicant", person=holder.name)
        return yes(rule.clause, text)
    text = Message(
        "{first} holds the shares of the factory and {second} those of the applicant; it must be the same person",
        first=holder.name,
        second=other.name,
    )
    return no(rule.clause, text)


def _in_factory(rule: RouteRule, threshold: Figure | None, share: Decimal | None) -> Reason:
    """More than the threshold: 50.00 % is not enough, 50.01 % is."""
    if threshold is None or threshold.value is None:
        return unset(
            Message("How much of the factory the person must hold was not published; see the Secretariat’s files")
        )
    least = Percent(threshold.value / _HUNDRED)
    if share is None:
        return ask(
            rule.clause, Message("The share in the factory is not known yet; it must be more than {least}", least=least)
        )
    held = Percent(share / _HUNDRED)
    if share > threshold.value:
        return yes(rule.clause, Message("{held} of the factory is more than {least}", held=held, least=least))
    return no(rule.clause, Message("{held} of the factory is not more than {least}", held=held, least=least))


def _in_applicant(rule: RouteRule, threshold: Figure | None, share: Decimal | None) -> Reason:
    """At least the threshold: 30.00 % is enough, 29.99 % is not."""
    if threshold is None or threshold.value is None:
        return unset(
            Message("How much of the applicant the person must hold was not published; see the Secretariat’s files")
        )
    least = Percent(threshold.value / _HUNDRED)
    if share is None:
        return ask(
            rule.clause,
            Message("The share in the applicant is not known yet; it must be at least {least}", least=least),
        )
    held = Percent(share / _HUNDRED)
    if share >= threshold.value:
        return yes(rule.clause, Message("{held} of the applicant is at least {least}", held=held, least=least))
    return no(rule.clause, Message("{held} of the applicant is less than {least}", held=held, least=least))
