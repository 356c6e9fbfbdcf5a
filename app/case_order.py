"""In which order: what a list of cases is sorted by, said twice.

As *expressions*, which put any few cases in order; and as *parts*, one after the other, in each of which one index
has the cases in order already, so that the first of a million are found without sorting them. Both say the same
order (tests hold them together); `app.case_walk` chooses between them. What is empty comes last either way round.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum
from typing import Any, Final
from uuid import UUID

from sqlalchemy import BindParameter, Column, ColumnElement, and_, bindparam, case, literal

from app import due
from app.case_filter import Names, Order, Sort
from models import Case
from models.base import table_of
from models.index import applicant_names
from models.kinds import ProjectType
from models.stages import ENDED, Stage

#: Beyond so many leading columns of few values the rest are sorted, not walked.
_DEPTH: Final = 2


class DueGroup(StrEnum):
    """The groups of a list that is sorted by due date; nothing is due in a case that has ended."""

    OVERDUE = "overdue"
    SOON = "soon"
    LATER = "later"
    NONE = "none"
    ENDED = "ended"


@dataclass(frozen=True, slots=True)
class Orders:
    """What the order of a day in an office depends on: the officers by their initials, and the day in Hong Kong."""

    officers: tuple[UUID, ...]
    today: date
    #: Whether cases of one stage, type or officer are sorted by the rest, not walked along further indexes.
    sorted: bool = False


@dataclass(frozen=True, slots=True)
class Part:
    """Cases that one index has in order: its range, and what else each of them fulfils.

    A walk along the index can be stopped at a value of `bound`.
    """

    range: tuple[ColumnElement[bool], ...]
    order: tuple[ColumnElement[Any], ...]
    bound: ColumnElement[Any]
    descending: bool
    #: Of `cases`, or of `applicant_names` where names are walked; none where so few are left that they are sorted.
    index: str | None
    group: DueGroup | None = None
    also: tuple[ColumnElement[bool], ...] = ()
    #: What all its cases have in common: a stage, a type, an officer or none.
    values: tuple[tuple[Sort, object], ...] = ()
    #: Whether it walks the names of applicants.
    named: bool = False
    #: Whether its range has to be sorted; the index then holds all that it is sorted by.
    sorted: bool = False


_cases: Final = table_of(Case)

#: The indexes of migration 0009 that have the cases in these orders.
INDEXES: Final = {
    Sort.REFERENCE: "ix_cases_by_reference",
    Sort.TYPE: "ix_cases_by_type",
    Sort.STAGE: "ix_cases_by_stage",
    Sort.DUE: "ix_cases_by_due",
    Sort.OFFICER: "ix_cases_by_officer",
    Sort.REQUESTED: "ix_cases_by_requested",
    Sort.CALCULATED: "ix_cases_by_calculated",
    Sort.RECEIVED: "ix_cases_by_received",
}
_ENDED_INDEX: Final = "ix_cases_ended"
#: Those that hold every day and amount behind what they sort by, and what all of them hold.
_HOLDING: Final = frozenset(INDEXES[sort] for sort in (Sort.STAGE, Sort.TYPE, Sort.OFFICER))
HELD: Final = frozenset.intersection(
    *(frozenset(map(str, one.columns)) for one in _cases.indexes if str(one.name) in _HOLDING)
)
#: The cases of an applicant, where names are walked.
APPLICANT_INDEX: Final = "ix_cases_by_applicant"

_COLUMNS: Final[dict[Sort, Column[Any]]] = {
    Sort.REFERENCE: _cases.c.reference,
    Sort.TYPE: _cases.c.type,
    Sort.STAGE: _cases.c.stage,
    Sort.OFFICER: _cases.c.officer_id,
    Sort.REQUESTED: _cases.c.requested,
    Sort.CALCULATED: _cases.c.calculated,
    Sort.RECEIVED: _cases.c.received_on,
}
_ROW_NO: Final[Column[Any]] = _cases.c.row_no

_NAMES: Final[dict[Names, Column[Any]]] = {
    Names.ENGLISH: applicant_names.c.sort_english,
    Names.STROKE: applicant_names.c.sort_stroke,
    Names.PINYIN: applicant_names.c.sort_pinyin,
    Names.JYUTPING: applicant_names.c.sort_jyutping,
}


def _ended(*, ended: bool) -> ColumnElement[bool]:
    """Written out and not bound, because only so does SQLite know the partial indexes by it."""
    stages: BindParameter[list[Stage]] = bindparam("ended", sorted(ENDED), expanding=True, literal_execute=True)
    return _cases.c.stage.in_(stages) if ended else _cases.c.stage.not_in(stages)


def sortable(order: Order) -> bool:
    """Whether the indexes of stages, types and officers hold what cases that are alike in it are sorted by."""
    return all(sort not in (Sort.REFERENCE, Sort.APPLICANT) for sort, _ in order[1:])


def _few(sort: Sort, orders: Orders) -> tuple[object, ...] | None:
    """The values of a column that has few, in their order: stages as a case lives; None for other columns."""
    match sort:
        case Sort.STAGE:
            return tuple(Stage)
        case Sort.TYPE:
            return tuple(sorted(ProjectType))
        case Sort.OFFICER:
            return orders.officers
    return None


def _turned(value: ColumnElement[Any], *, descending: bool) -> ColumnElement[Any]:
    return value.desc() if descending else value.asc()


# --- as expressions -------------------------------------------------------------------------------------------


def expressions(order: Order, names: Names, orders: Orders) -> tuple[ColumnElement[Any], ...]:
    """What to sort by; a query by names joins `applicant_names`."""
    found: list[ColumnElement[Any]] = []
    for sort, descending in order:
        found += _expression(sort, names, orders, descending=descending)
    return (*found, _turned(_ROW_NO, descending=order[-1][1]))


def _expression(sort: Sort, names: Names, orders: Orders, *, descending: bool) -> list[ColumnElement[Any]]:
    if sort is Sort.DUE:
        dated = case((_ended(ended=True), None), else_=_cases.c.due_on)
        groups = {group: place for place, group in enumerate(_groups(descending=descending))}
        return [group_of(orders.today, groups).asc(), _turned(dated, descending=descending)]
    if sort is Sort.APPLICANT:
        key = _NAMES[names]
        number = applicant_names.c.row_no
        return [key.is_(None).asc(), _turned(key, descending=descending), _turned(number, descending=descending)]
    column = _COLUMNS[sort]
    values = _few(sort, orders)
    if values is None:
        return [column.is_(None).asc(), _turned(column, descending=descending)]
    placed = list(reversed(values)) if descending else list(values)
    if not placed:
        return []
    places = ((column == value, literal(at)) for at, value in enumerate(placed))
    return [case(*places, else_=literal(len(placed))).asc()]


def group_of(today: date, places: dict[DueGroup, int]) -> ColumnElement[int]:
    """The place of the group of a case that is sorted by due date."""
    found: ColumnElement[int] = case(
        (_ended(ended=True), literal(places[DueGroup.ENDED])),
        (_cases.c.due_on.is_(None), literal(places[DueGroup.NONE])),
        (_cases.c.due_on < today, literal(places[DueGroup.OVERDUE])),
        (_cases.c.due_on <= _soon(today), literal(places[DueGroup.SOON])),
        else_=literal(places[DueGroup.LATER]),
    )
    return found


def _soon(today: date) -> date:
    return today + timedelta(days=due.SOON)


def _groups(*, descending: bool) -> tuple[DueGroup, ...]:
    dated = (DueGroup.OVERDUE, DueGroup.SOON, DueGroup.LATER)
    return (*(reversed(dated) if descending else dated), DueGroup.NONE, DueGroup.ENDED)


def groups(order: Order) -> tuple[DueGroup, ...]:
    """The groups of an order from top to bottom; none unless it begins with the due date."""
    sort, descending = order[0]
    return _groups(descending=descending) if sort is Sort.DUE else ()


# --- as parts -------------------------------------------------------------------------------------------------


def parts(order: Order, names: Names, orders: Orders, depth: int = _DEPTH) -> Iterator[Part]:
    """The parts of an order, from top to bottom; together they hold every case once."""
    (sort, descending), rest = order[0], order[1:]
    values = _few(sort, orders)
    if sort is Sort.DUE:
        yield from _by_due(order, names, orders, depth)
    elif sort is Sort.APPLICANT:
        key, number = _NAMES[names], applicant_names.c.row_no
        first = _turned(key, descending=descending), _turned(number, descending=descending)
        index = f"ix_{key.table}_{key.name}"
        yield Part((), (*first, *_rest(order, names, orders)), key, descending, index, named=True)
    elif values is not None and depth:
        column, by = _COLUMNS[sort], (INDEXES[sort], descending)
        placed: list[object] = [*(reversed(values) if descending else values), *((None,) if column.nullable else ())]
        for value in placed:
            for part in _under((column == value,), rest, names, orders, depth - 1, by):
                yield replace(part, values=((sort, value), *part.values))
    else:
        yield from _by_value(order, names, orders, depth)


def _by_value(order: Order, names: Names, orders: Orders, depth: int) -> Iterator[Part]:
    """A column of many values: those that have one along its index, then those that have none."""
    (sort, descending), rest = order[0], order[1:]
    column, index = _COLUMNS[sort], INDEXES[sort]
    if _few(sort, orders) is not None:  # sorted within a part that is small by now
        made = (*_expression(sort, names, orders, descending=descending), *_rest(order, names, orders))
        yield Part((), made, _ROW_NO, descending, None)
        return
    first = _turned(column, descending=descending)
    yield Part((column.is_not(None),), (first, *_rest(order, names, orders)), column, descending, index)
    if column.nullable:
        yield from _under((column.is_(None),), rest, names, orders, depth, (index, descending))


def _by_due(order: Order, names: Names, orders: Orders, depth: int) -> Iterator[Part]:
    descending, rest = order[0][1], order[1:]
    today, column = orders.today, _cases.c.due_on
    ranges = {
        DueGroup.OVERDUE: column < today,
        DueGroup.SOON: and_(column >= today, column <= _soon(today)),
        DueGroup.LATER: column > _soon(today),
    }
    index = INDEXES[Sort.DUE]
    for group in _groups(descending=descending):
        if group in ranges:
            made = (_turned(column, descending=descending), *_rest(order, names, orders))
            yield Part((_ended(ended=False), ranges[group]), made, column, descending, index, group)
            continue
        ended = group is DueGroup.ENDED
        where: tuple[ColumnElement[bool], ...] = (
            (_ended(ended=True),) if ended else (_ended(ended=False), column.is_(None))
        )
        for part in _under(where, rest, names, orders, depth, (_ENDED_INDEX if ended else index, descending)):
            yield replace(part, group=group)


def _under(
    where: tuple[ColumnElement[bool], ...], rest: Order, names: Names, orders: Orders, depth: int, by: tuple[str, bool]
) -> Iterator[Part]:
    """The parts within a condition: by the columns that follow, or else by the case's own number."""
    index, descending = by
    if not rest:
        yield Part(where, (_turned(_ROW_NO, descending=descending),), _ROW_NO, descending, index)
        return
    if orders.sorted and index in _HOLDING:
        yield Part(where, expressions(rest, names, orders), _ROW_NO, descending, index, sorted=True)
        return
    for part in parts(rest, names, orders, depth):
        yield replace(part, also=(*where, *part.also), group=None)


def _rest(order: Order, names: Names, orders: Orders) -> tuple[ColumnElement[Any], ...]:
    """What decides between cases that are alike in the first column."""
    found: Sequence[ColumnElement[Any]] = [
        one for sort, descending in order[1:] for one in _expression(sort, names, orders, descending=descending)
    ]
    return (*found, _turned(_ROW_NO, descending=order[-1][1]))
