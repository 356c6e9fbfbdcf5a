"""May this factory apply? A verdict per route and per check, with reasons; what is unknown gives no verdict.

    judge(book, facts) -> Eligibility

Eligible when one route is open and no check stands in the way; not eligible when every route is closed or a check
fails; otherwise unknown, and the reasons say because of what.
"""

from __future__ import annotations

from datetime import date

from app.refusal import NoEdition, NotFound
from app.rules import routes
from app.rules.book import RuleBook
from app.rules.checks import checks
from app.rules.edition import Edition
from app.rules.facts import Facts
from app.rules.verdict import (
    Check,
    Eligibility,
    Reason,
    RouteVerdict,
    all_of,
    any_of,
    check,
    claimed,
    entered,
    inferred,
    unset,
)
from app.texts import Message

__all__ = ["Check", "Eligibility", "Reason", "RouteVerdict", "because", "judge"]


def judge(book: RuleBook, facts: Facts) -> Eligibility:
    """The verdict on the facts, under the edition an officer chose with a reason or the day of receipt proposes."""
    edition, first = _edition(book, facts)
    verdicts = routes.verdicts(edition, facts)
    asked = (check("edition", Message("Rules"), [first]), *(one for one in checks(edition, facts) if one.reasons))
    parts = [each.met for each in asked if not each.information]
    if verdicts:
        parts.append(any_of(verdict.met for verdict in verdicts))
    return Eligibility(all_of(parts), edition.id if edition else None, verdicts, asked)


def because(eligibility: Eligibility) -> tuple[Message, ...]:
    """Why the verdict is no or unknown: the sentences that keep it from being yes; () for a yes."""
    wanted = eligibility.eligible
    if wanted is True:
        return ()
    parts: list[Check | RouteVerdict] = [part for part in eligibility.checks if not part.information]
    if any_of(verdict.met for verdict in eligibility.routes) is wanted:
        parts.extend(claimed(eligibility.routes))
    found = (reason.text for part in parts if part.met is wanted for reason in part.reasons if reason.met is wanted)
    return tuple(dict.fromkeys(found))


def _edition(book: RuleBook, facts: Facts) -> tuple[Edition | None, Reason]:
    if facts.edition is not None:
        return _chosen(book, facts, facts.edition)
    if facts.received is None:
        return None, entered(Message("The day of receipt is not known yet"), met=None)
    try:
        edition = book.edition_for(facts.received)
    except NoEdition as refusal:
        return None, unset(refusal.message)
    return edition, _within(edition, facts.received)


def _within(edition: Edition, day: date) -> Reason:
    """The same words as the first line of a working."""
    values = {"day": day, "edition": edition.label}
    if edition.period.provisional:
        return inferred(Message("Received on {day}, within the provisional dates of {edition}", **values), met=True)
    return inferred(Message("Received on {day}, within the dates of {edition}", **values), met=True)


def _chosen(book: RuleBook, facts: Facts, id: str) -> tuple[Edition | None, Reason]:
    """An officer's choice counts when it gives a reason."""
    try:
        edition = book.edition(id)
    except NotFound as refusal:
        return None, entered(refusal.message, met=None)
    if facts.received is not None and edition.period.holds(facts.received):
        return edition, _within(edition, facts.received)
    if not facts.edition_reason.strip():
        return None, entered(
            Message("An officer chose {edition} without saying why; a reason is needed", edition=edition.label),
            met=None,
        )
    return edition, entered(
        Message("An officer chose {edition}: {reason}", edition=edition.label, reason=facts.edition_reason.strip()),
        met=True,
    )
