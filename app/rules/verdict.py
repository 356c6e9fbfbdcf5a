"""The shapes of a verdict, and how yes, no and unknown combine: True, False, None."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from app.rules.figure import ENTERED, UNPUBLISHED, Clause
from app.texts import Message, Words
from models.kinds import Mark, Route


@dataclass(frozen=True, slots=True)
class Reason:
    """One fact weighed against one rule; `source` and `mark` are the rule's."""

    text: Message
    met: bool | None
    source: Words
    mark: Mark


@dataclass(frozen=True, slots=True)
class RouteVerdict:
    """Whether one route is open: all its reasons must be met."""

    route: Route
    met: bool | None
    reasons: tuple[Reason, ...]


@dataclass(frozen=True, slots=True)
class Check:
    """Something beyond the routes; one that is only information never decides."""

    name: str
    title: Message
    met: bool | None
    information: bool
    reasons: tuple[Reason, ...]


@dataclass(frozen=True, slots=True)
class Eligibility:
    """The whole verdict; `edition` is the id of the edition that was used, None when none could be named."""

    eligible: bool | None
    edition: str | None
    routes: tuple[RouteVerdict, ...]
    checks: tuple[Check, ...]


def all_of(parts: Iterable[bool | None]) -> bool | None:
    """No as soon as one is no; otherwise unknown as soon as one is unknown."""
    known = list(parts)
    return False if False in known else None if None in known else True


def any_of(parts: Iterable[bool | None]) -> bool | None:
    """Yes as soon as one is yes; otherwise unknown as soon as one is unknown."""
    known = list(parts)
    return True if True in known else None if None in known else False


def claimed(routes: Iterable[RouteVerdict]) -> tuple[RouteVerdict, ...]:
    """The routes that an application may rest on. Those closed at the first question, because nothing on the case
    names them or they are for another kind of site, are left out, unless all are closed so.
    """
    known = tuple(routes)
    return tuple(one for one in known if one.met is not False or len(one.reasons) > 1) or known


def by(clause: Clause, text: Message, met: bool | None) -> Reason:
    """A reason under a published (or inferred) rule."""
    return Reason(text, met, clause.source.title, clause.mark)


def yes(clause: Clause, text: Message) -> Reason:
    """The rule is met."""
    return by(clause, text, met=True)


def no(clause: Clause, text: Message) -> Reason:
    """The rule is not met."""
    return by(clause, text, met=False)


def ask(clause: Clause, text: Message) -> Reason:
    """Something that the rule asks for is not known yet."""
    return by(clause, text, met=None)


def unset(text: Message) -> Reason:
    """A reason why nothing can be said: the rules are silent."""
    return Reason(text, None, UNPUBLISHED.title, Mark.NOT_SET)


def inferred(text: Message, *, met: bool | None) -> Reason:
    """A reason under our own reading."""
    return Reason(text, met, UNPUBLISHED.title, Mark.INFERRED)


def entered(text: Message, *, met: bool | None) -> Reason:
    """A reason that rests on what an officer entered."""
    return Reason(text, met, ENTERED.title, Mark.ENTERED)


def check(name: str, title: Message, reasons: Iterable[Reason], *, information: bool = False) -> Check:
    """A check that is met when all its reasons are."""
    kept = tuple(reasons)
    return Check(name, title, all_of(reason.met for reason in kept), information, kept)
