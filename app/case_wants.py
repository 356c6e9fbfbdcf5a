"""What can be wanted of a case, one thing at a time, and what each means in SQL.

A `Want` stands on its own: it joins nothing, so the list may walk any order and still ask it of each case. Days are
Hong Kong days; amounts are HKD, exact.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from enum import StrEnum
from typing import Any, Final
from uuid import UUID

from sqlalchemy import ColumnElement, and_, exists, false, func, not_, or_, select, true
from sqlalchemy.orm import aliased

from app import due, search
from app.case_filter import near, waits
from app.names import wanted_words
from app.office import SignedIn
from models import Case, Connection, Factory, Item, Task
from models.kinds import FactoryKind, ItemState, Route
from models.stages import ENDED, WAITING


class Field(StrEnum):
    """What may be asked about; the word is the English one of the query language."""

    STAGE = "stage"
    TYPE = "type"
    OFFICER = "officer"
    DUE = "due"
    SECTOR = "sector"
    PHASE = "phase"
    ROUTE = "route"
    RECEIVED = "received"
    SINCE = "since"  # in its stage
    REQUESTED = "requested"
    CALCULATED = "calculated"
    APPROVED = "approved"
    SUBSIDY = "subsidy"
    FLAG = "flag"
    NUMBER = "number"
    NAME = "name"
    TEXT = "text"  # words without a field before them, here only where they are to be left out


class Flag(StrEnum):
    """What a case either is or is not."""

    OPEN = "open"
    ENDED = "ended"
    WAITING = "waiting"  # for somebody outside the office
    UNLOCKED = "unlocked"
    HISTORIC = "historic"
    ITEMS = "items"
    TASKS = "tasks"
    NO_NUMBER = "no-number"
    TO_SIGN = "to-sign"  # as a value it is the `SignedIn` whose signature is waited for


@dataclass(frozen=True, slots=True)
class Days:
    """From a day to a day, both included; None where that side is open."""

    first: date | None
    last: date | None


@dataclass(frozen=True, slots=True)
class Sums:
    """From an amount to an amount, both included unless `above` and `below` say otherwise; None: open."""

    least: Decimal | None
    most: Decimal | None
    above: bool = False
    below: bool = False


@dataclass(frozen=True, slots=True)
class Phase:
    """An edition by its id with its days of receipt; "" for what belongs to none of these days and has none chosen."""

    id: str
    periods: tuple[tuple[date, date], ...]


#: A closed list's member, an officer, days, amounts, a phase, words; None for "none".
Value = StrEnum | UUID | Days | Sums | Phase | SignedIn | str | None


@dataclass(frozen=True, slots=True)
class Want:
    """A case fulfils it when the field is any of the values; with `out`, when it is not."""

    field: Field
    values: frozenset[Value]
    out: bool = False


def conditions_of(wants: frozenset[Want], today: date) -> list[ColumnElement[bool]]:
    """What each case fulfils, for a query over `Case`."""
    return [_condition(want, today) for want in _steady(wants)]


def _condition(want: Want, today: date) -> ColumnElement[bool]:
    found = or_(false(), *_ANY[want.field](want.values, today))
    return found.is_not(true()) if want.out else found


Conditions = list[ColumnElement[bool]]


def _of(column: Any) -> Callable[[frozenset[Any], date], Conditions]:
    """Any of a closed list, or of officers."""

    def made(values: frozenset[Any], _today: date) -> Conditions:
        named = sorted(value for value in values if value is not None)
        found = [column.in_(named)] if named else []
        return [*found, column.is_(None)] if None in values else found

    return made


def _between(column: Any, first: Any, last: Any, *, above: bool = False, below: bool = False) -> ColumnElement[bool]:
    parts = [] if first is None else [column > first if above else column >= first]
    if last is not None:
        parts.append(column < last if below else column <= last)
    return and_(*parts) if parts else column.is_not(None)


def _days(column: Any) -> Callable[[frozenset[Any], date], Conditions]:
    def made(values: frozenset[Any], _today: date) -> Conditions:
        return [
            column.is_(None) if value is None else _between(column, value.first, value.last)
            for value in _steady(values)
        ]

    return made


def _since(values: frozenset[Any], _today: date) -> Conditions:
    """In its stage since one of these days; the journal knows."""
    from app.home_stays import entered, midnight  # not before somebody asks for something of the kind

    return [
        _between(
            entered(),
            value.first and midnight(value.first),
            value.last and midnight(value.last + timedelta(days=1)),
            below=True,
        )
        for value in _steady(values)
    ]


def _due(values: frozenset[Any], today: date) -> Conditions:
    """A case that has ended is not due, whatever its day says."""
    found = [near(value, today) for value in _steady(values) if isinstance(value, due.Urgency)]
    rest = frozenset(value for value in values if not isinstance(value, due.Urgency))
    return [and_(Case.stage.not_in(sorted(ENDED)), or_(false(), *found, *_days(Case.due_on)(rest, today)))]


def _sums(column: Any) -> Callable[[frozenset[Any], date], Conditions]:
    def made(values: frozenset[Any], _today: date) -> Conditions:
        return [
            column.is_(None)
            if value is None
            else _between(column, value.least, value.most, above=value.above, below=value.below)
            for value in _steady(values)
        ]

    return made


def _phases(values: frozenset[Any], _today: date) -> Conditions:
    """The edition an officer chose; where none was chosen, the one of the day of receipt (`CaseRow.phase`)."""
    found: Conditions = []
    for value in _steady(values):
        within = or_(false(), *(Case.received_on.between(*period) for period in value.periods))
        if value.id:
            found.append(or_(Case.edition == value.id, and_(Case.edition.is_(None), within)))
        else:
            found.append(and_(Case.edition.is_(None), or_(Case.received_on.is_(None), not_(within))))
    return found


def _sectors(values: frozenset[Any], _today: date) -> Conditions:
    site = aliased(Factory)
    named = sorted(value for value in values if value is not None)
    found: Conditions = [exists().where(site.id == Case.factory_id, site.sector.in_(named))] if named else []
    return [*found, Case.factory_id.is_(None)] if None in values else found


#: The routes of a site in Hong Kong, which need no connection.
_OWN: Final[Mapping[Route, FactoryKind]] = {Route.R2: FactoryKind.HONG_KONG, Route.R3: FactoryKind.WORKSHOP}


def _routes(values: frozenset[Any], _today: date) -> Conditions:
    """What connects applicant and factory, as it was entered; whether it suffices is for the rules to say."""
    site, link = aliased(Factory), aliased(Connection)
    linked = sorted(value for value in values if value is not None and value not in _OWN)
    own = sorted(_OWN[value] for value in values if value in _OWN)
    standing = exists().where(link.factory_id == Case.factory_id, link.struck_out.is_(False))
    found: Conditions = []
    if linked:
        found.append(standing.where(link.route.in_(linked)))
    if own:
        found.append(exists().where(site.id == Case.factory_id, site.kind.in_(own)))
    if None in values:
        home = exists().where(site.id == Case.factory_id, site.kind.in_(sorted(_OWN.values())))
        found.append(and_(not_(standing), not_(home)))
    return found


def _flags(values: frozenset[Any], _today: date) -> Conditions:
    found = [_FLAGGED[value]() for value in _steady(values) if isinstance(value, Flag)]
    return [*found, *(waits(value).is_not(None) for value in values if isinstance(value, SignedIn))]


def _owed() -> ColumnElement[bool]:
    return Case.id.in_(select(Item.case_id).where(Item.state == ItemState.MISSING))


def _to_do() -> ColumnElement[bool]:
    return Case.id.in_(select(Task.case_id).where(Task.done_at.is_(None)))


_FLAGGED: Final[Mapping[Flag, Callable[[], ColumnElement[bool]]]] = {
    Flag.OPEN: lambda: Case.stage.not_in(sorted(ENDED)),
    Flag.ENDED: lambda: Case.stage.in_(sorted(ENDED)),
    Flag.WAITING: lambda: Case.stage.in_(sorted(WAITING)),
    Flag.UNLOCKED: lambda: Case.unlocked_at.is_not(None),
    Flag.HISTORIC: lambda: Case.recorded_source != "",
    Flag.ITEMS: _owed,
    Flag.TASKS: _to_do,
    Flag.NO_NUMBER: lambda: Case.reference.is_(None),
}


def _numbers(values: frozenset[Any], _today: date) -> Conditions:
    return [_all(search.said(word, names=False) for word in words) for words in _worded(values)]


def _names(values: frozenset[Any], _today: date) -> Conditions:
    return [_all(search.said(word, numbers=False) for word in words) for words in _worded(values)]


def _texts(values: frozenset[Any], _today: date) -> Conditions:
    """Every word in a number or a name, as in the search without a field."""
    return [_all(map(search.said, words)) for words in _worded(values)]


def _all(conditions: Iterable[ColumnElement[bool]]) -> ColumnElement[bool]:
    return and_(true(), *conditions)


def _worded(values: frozenset[Any]) -> list[tuple[str, ...]]:
    """The folded words of each text; one that says more than any record can finds nothing, and is left out here."""
    return [words for value in _steady(values) if (words := wanted_words(value)) is not None]


def _steady(values: frozenset[Any]) -> list[Any]:
    """In an order that is the same every time, so that the same filter is the same statement."""
    return sorted(values, key=repr)


_ANY: Final[Mapping[Field, Callable[[frozenset[Any], date], Conditions]]] = {
    Field.STAGE: _of(Case.stage),
    Field.TYPE: _of(Case.type),
    Field.OFFICER: _of(Case.officer_id),
    Field.DUE: _due,
    Field.SECTOR: _sectors,
    Field.PHASE: _phases,
    Field.ROUTE: _routes,
    Field.RECEIVED: _days(Case.received_on),
    Field.SINCE: _since,
    Field.REQUESTED: _sums(Case.requested),
    Field.CALCULATED: _sums(Case.calculated),
    Field.APPROVED: _sums(Case.approved),
    Field.SUBSIDY: _sums(func.coalesce(Case.approved, Case.calculated, Case.recorded_amount)),
    Field.FLAG: _flags,
    Field.NUMBER: _numbers,
    Field.NAME: _names,
    Field.TEXT: _texts,
}
