"""Two ways to the cases of a filter in their order: walk an index and take what fits, or collect what fits and sort it.

Walking finds the first of many at once, and would pass over a million cases to find the last of three; collecting is
quick for three and slow for half of all. So a walk reaches only so far, and what it cannot tell by then is collected.
Both ways give the same cases in the same order.
"""

from __future__ import annotations

from array import array
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import chain
from operator import itemgetter
from typing import Any, Final

from sqlalchemy import Column, ColumnElement, Connection, Select, func, select
from sqlalchemy.orm import Session
from sqlalchemy.sql import visitors

from app import case_order
from app.case_filter import CaseFilter, Sort, conditions
from app.case_order import DueGroup, Orders, Part
from models import Applicant, Case, Officer
from models.base import table_of
from models.index import applicant_names
from models.stages import ENDED

#: So many entries of an index are passed before a walk gives up: when the index itself answers what is asked, when
#: each case has to be looked at, and when they are names of applicants.
LIGHT: Final = 40_000
HEAVY: Final = 4_000
NAMED: Final = 3_000
#: Within one stage, type or officer there is less to collect, so that a walk gives up sooner: by this factor.
_WITHIN: Final = 8
#: Up to so many cases, passing all of an index costs less than looking where to give up.
SMALL: Final = 150_000
#: Reading a case by itself costs as much as passing so many entries of an index.
APART: Final = 50
#: So it is quicker to sort n cases than to walk an index of m, if n² is below so many m.
_FEW: Final = 8
#: Rather than walk more parts than this for one page of a filter, collect.
_MANY_PARTS: Final = 8
#: So many rows are taken from the database at a time.
_PIECE: Final = 10_000

Query = Select[*tuple[Any, ...]]

_cases: Final = table_of(Case)
_applicants: Final = table_of(Applicant)
_SAYS: Final = {str(index.name): frozenset(map(str, index.columns)) for index in _cases.indexes}


@dataclass(frozen=True, slots=True)
class Found:
    """All cases of a filter by their `row_no`, in order, and how many lie in each group, from top to bottom."""

    numbers: array[int]
    groups: tuple[tuple[DueGroup, int], ...] = ()


@dataclass(frozen=True, slots=True)
class _Asked:
    """A filter as it is asked of one office on one day."""

    connection: Connection
    wanted: CaseFilter
    orders: Orders
    #: What each case fulfils, said for looking at one after another, and for collecting; whether they are surely few.
    walking: tuple[ColumnElement[bool], ...]
    collecting: tuple[ColumnElement[bool], ...]
    few: bool
    #: Whether what fits is so much that passing whole indexes is quicker than reading it.
    much: bool
    #: Whether the office is so small that its indexes are soon passed.
    small: bool
    #: The columns that the conditions look at.
    columns: frozenset[str]

    @property
    def narrowed(self) -> bool:
        """Whether the filter leaves any case out."""
        return bool(self.walking)

    def sorting(self) -> _Asked:
        """The same, sorting the cases of one stage, type or officer where an index holds all that this takes."""
        sortable = case_order.sortable(self.wanted.order)
        return replace(self, orders=replace(self.orders, sorted=sortable))

    def parts(self) -> Iterable[Part]:
        """The parts of the order, without those that the filter leaves out whole."""
        parts = case_order.parts(self.wanted.order, self.wanted.names, self.orders)
        return (part for part in parts if _may_hold(self.wanted, part))

    def light(self, part: Part) -> bool:
        """Whether the index that is walked, or under names that of their cases, says all that is asked of a case."""
        index = case_order.APPLICANT_INDEX if part.named else part.index
        return index is not None and self.columns <= _SAYS[index]

    def through(self, part: Part) -> bool:
        """Whether a walk goes to the end of the part's index, however late it finds what fits."""
        if part.also or not self.narrowed:
            return not part.also
        return (self.much or self.small) and not part.named and self.light(part)

    def within(self, part: Part) -> Query:
        """The cases of a part that fulfil the filter, in order."""
        query = joined(select(_cases.c.row_no), self.wanted, ordered=by_names(self.wanted), walked=part.named)
        return query.where(*part.range, *part.also, *self.walking).order_by(*part.order)


def first(session: Session, wanted: CaseFilter, today: date, limit: int) -> list[int]:
    """The first cases of a filter by their `row_no`, in order."""
    asked = _ask(session, wanted, today)
    if asked.narrowed and (asked.much or asked.small) and asked.columns <= case_order.HELD:
        asked = asked.sorting()
    found = None if asked.few else _walked(asked, limit)
    return _collected(asked, limit) if found is None else found


def every(session: Session, wanted: CaseFilter, today: date) -> Found:
    """All cases of a filter, in order; eight bytes for each."""
    asked = _ask(session, wanted, today).sorting()
    parts = list(asked.parts())
    along = not any(part.also or part.named for part in parts)
    if asked.narrowed:
        along = along and not asked.few and all(map(asked.light, parts))
        along = along and (all(map(asked.through, parts)) or _walked(asked, 200) is not None)
    return _all_walked(asked, parts) if along else _all_collected(asked)


def joined(
    query: Query, wanted: CaseFilter, *, named: bool = False, ordered: bool = False, walked: bool = False
) -> Query:
    """A query over cases, with what else it looks at: names to show, or names to sort by, perhaps along their index."""
    query = query.select_from(_cases)
    if named or ordered:
        query = query.join(_applicants, _applicants.c.id == _cases.c.applicant_id)
    if ordered:
        query = query.join(applicant_names, applicant_names.c.row_no == _applicants.c.row_no, isouter=not walked)
    if named:
        officers = table_of(Officer)
        query = query.outerjoin(officers, officers.c.id == _cases.c.officer_id)
    if wanted.sectors:
        from models import Factory  # the first list shows none

        factories = table_of(Factory)
        query = query.outerjoin(factories, factories.c.id == _cases.c.factory_id)
    return query


def orders_of(session: Session, wanted: CaseFilter, today: date) -> Orders:
    """What the order depends on; the officers are asked for only where it is by them."""
    if all(sort is not Sort.OFFICER for sort, _ in wanted.order):
        return Orders((), today)
    officers = session.execute(select(Officer.id, Officer.initials))
    return Orders(tuple(row.id for row in sorted(officers, key=lambda row: (row.initials.casefold(), row.id))), today)


def sorted_by(query: Query, wanted: CaseFilter, orders: Orders) -> Query:
    """The same query, sorted."""
    return query.order_by(*case_order.expressions(wanted.order, wanted.names, orders))


def by_names(wanted: CaseFilter) -> bool:
    """Whether the order looks at the names of applicants."""
    return any(sort is Sort.APPLICANT for sort, _ in wanted.order)


def _ask(session: Session, wanted: CaseFilter, today: date) -> _Asked:
    found = conditions(wanted, today)
    connection = session.connection()
    last = connection.execute(select(func.max(_cases.c.row_no))).scalar() or 0
    walking = collecting = tuple(found)
    few = much = False
    if wanted.text or wanted.wants:
        from app import search_ways  # not before somebody searches

        ways = search_ways.ways(session, found)
        walking, collecting = ways.walking, ways.collecting
        if ways.found is not None:
            much = ways.found * APART > last
            few = not much and ways.found**2 < _FEW * last
    looked = frozenset(str(one) for each in walking for one in visitors.iterate(each) if isinstance(one, Column))
    orders = orders_of(session, wanted, today)
    return _Asked(connection, wanted, orders, walking, collecting, few, much, last <= SMALL, looked)


def collecting(session: Session, wanted: CaseFilter, today: date, *columns: Any) -> Query:
    """The cases of a filter in no order, for adding up."""
    return joined(select(*columns), wanted).where(*_ask(session, wanted, today).collecting)


def _may_hold(wanted: CaseFilter, part: Part) -> bool:
    """Whether a part can hold cases of a filter, as far as both say so plainly."""
    due_only = wanted.open_only or wanted.urgency is not None
    if part.group is not None:
        ended = part.group is DueGroup.ENDED
        if (due_only and ended) or (wanted.urgency is not None and part.group.value != wanted.urgency.value):
            return False
    return all(_may_be(wanted, sort, value) for sort, value in part.values)


def _may_be(wanted: CaseFilter, sort: Sort, value: Any) -> bool:
    match sort:
        case Sort.STAGE:
            plain = not wanted.stages or value in wanted.stages
            plain = plain and not (value in ENDED and (wanted.open_only or wanted.urgency is not None))
        case Sort.TYPE:
            plain = not wanted.types or value in wanted.types
        case _:
            plain = wanted.officer_id in (None, value) and not (wanted.unassigned and value is not None)
    said = (want for want in wanted.wants if want.field.value == sort.value)
    return plain and all((value in want.values) != want.out for want in said)


# --- walking --------------------------------------------------------------------------------------------------


def _walked(asked: _Asked, limit: int) -> list[int] | None:
    """The first cases along the indexes; None where a walk did not tell within its reach."""
    found: list[int] = []
    for at, part in enumerate(asked.parts()):
        if asked.narrowed and at == _MANY_PARTS:
            return None
        more, sure = _along(asked, part, limit - len(found))
        if not sure and asked.narrowed and not part.also:
            return None
        found += more if sure else _numbers(asked.connection, asked.within(part).limit(limit - len(found)))
        if len(found) >= limit:
            break
    return found


def _along(asked: _Asked, part: Part, limit: int) -> tuple[list[int], bool]:
    """The first cases of one part, and whether they are these for sure."""
    if part.index is None:
        return [], False
    query = _hinted(asked.within(part), part)
    if part.sorted or asked.through(part):
        return _numbers(asked.connection, query.limit(limit)), True
    end = _end(asked, part)
    if end is not None:
        query = query.where(part.bound >= end if part.descending else part.bound <= end)
    found = _numbers(asked.connection, query.limit(limit))
    return found, end is None or len(found) == limit


def _end(asked: _Asked, part: Part) -> Any:
    """Where along its index a walk gives up; None when it comes to the end before."""
    source = applicant_names if part.named else _cases
    turned = part.bound.desc() if part.descending else part.bound.asc()
    query = select(part.bound).select_from(source).where(*part.range).order_by(turned)
    reach = NAMED if part.named else LIGHT if asked.light(part) else HEAVY
    if part.also:
        reach //= _WITHIN
    return asked.connection.execute(_hinted(query, part).offset(reach).limit(1)).scalar()


def _hinted(query: Query, part: Part) -> Query:
    """SQLite, which counts nothing beforehand, is told which index; PostgreSQL counts."""
    source = applicant_names if part.named else _cases
    return query.with_hint(source, f"INDEXED BY {part.index}", "sqlite")


def _all_walked(asked: _Asked, parts: Sequence[Part]) -> Found:
    numbers: array[int] = array("q")
    counted: Counter[DueGroup] = Counter()
    for part in parts:
        before = len(numbers)
        query = _hinted(asked.within(part), part)
        numbers.extend(chain.from_iterable(cursor(asked.connection, query)))
        if part.group is not None:
            counted[part.group] += len(numbers) - before
    return Found(numbers, _in_order(asked, counted))


# --- collecting -----------------------------------------------------------------------------------------------


def _collected(asked: _Asked, limit: int) -> list[int]:
    return _numbers(asked.connection, _collecting(asked).limit(limit))


def _collecting(asked: _Asked, *columns: ColumnElement[Any]) -> Query:
    query = joined(select(_cases.c.row_no, *columns), asked.wanted, ordered=by_names(asked.wanted))
    return sorted_by(query.where(*asked.collecting), asked.wanted, asked.orders)


def _all_collected(asked: _Asked) -> Found:
    numbers: array[int] = array("q")
    groups = case_order.groups(asked.wanted.order)
    if not groups:
        numbers.extend(chain.from_iterable(cursor(asked.connection, _collecting(asked))))
        return Found(numbers)
    places = {group: place for place, group in enumerate(groups)}
    query = _collecting(asked, case_order.group_of(asked.orders.today, places))
    counted: Counter[DueGroup] = Counter()
    rows = cursor(asked.connection, query)
    while piece := rows.fetchmany(_PIECE):
        numbers.extend(map(_FIRST, piece))
        counted.update(groups[row[1]] for row in piece)
    return Found(numbers, _in_order(asked, counted))


# --- both -----------------------------------------------------------------------------------------------------

_FIRST: Final = itemgetter(0)


def _in_order(asked: _Asked, counted: Counter[DueGroup]) -> tuple[tuple[DueGroup, int], ...]:
    return tuple((group, counted[group]) for group in case_order.groups(asked.wanted.order) if counted[group])


def _numbers(connection: Connection, query: Query) -> list[int]:
    return list(chain.from_iterable(cursor(connection, query)))


def cursor(connection: Connection, query: Query) -> Any:
    """The driver's own cursor over a query: for a million numbers, anything around them would cost more than they."""
    return connection.execute(query).cursor
