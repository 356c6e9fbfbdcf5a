"""The list of applicants: what it shows, how it is searched and sorted. All of it is done in SQL."""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any, Final
from uuid import UUID

from sqlalchemy import ColumnElement, case, func, literal, or_, select
from sqlalchemy.orm import Session, aliased

from app.case_filter import Names
from app.case_walk import cursor
from app.texts import Message
from models import Applicant, Case, Factory
from models.index import applicant_names
from models.kinds import ApplicantKind


class ApplicantSort(StrEnum):
    """What the list may be sorted by."""

    NAME = "applicant"
    NUMBER = "br_number"
    KIND = "kind"
    FACTORIES = "factories"
    CASES = "cases"
    LAST = "last"


@dataclass(frozen=True, slots=True)
class ApplicantFilter:
    """Which applicants, in which order. `text` is searched word by word in their names and numbers, and in those of
    their factories. Of the `order` the first word counts first, each with whether it is turned."""

    text: str = ""
    order: tuple[tuple[ApplicantSort, bool], ...] = ((ApplicantSort.NAME, False),)
    names: Names = Names.ENGLISH

    @property
    def narrows(self) -> bool:
        """Whether it leaves any applicant out."""
        return bool(self.text.strip())


@dataclass(frozen=True, slots=True)
class ApplicantRow:
    """An applicant as the list shows it."""

    id: UUID
    #: Its small number in this store, by which a long list knows it.
    row_no: int
    kind: ApplicantKind
    name_en: str
    name_tc: str
    name_sc: str
    br_number: str
    factories: int
    cases: int
    #: The day on which the office received its last application, in Hong Kong.
    last: date | None


@dataclass(frozen=True, slots=True)
class Totals:
    """How many applicants are shown, of how many."""

    shown: int
    total: int

    def in_words(self) -> Message:
        """How many of how many; where nothing is left out, how many."""
        if self.shown != self.total:
            return Message("{shown} of {total} {total|applicant|applicants}", shown=self.shown, total=self.total)
        return Message("{n} {n|applicant|applicants}", n=self.total)


def rows(session: Session, text: str = "", *, limit: int = 1_000) -> tuple[ApplicantRow, ...]:
    """The first applicants by their English names; `text` is searched as by the filter."""
    return first(session, ApplicantFilter(text), limit)


def first(session: Session, wanted: ApplicantFilter, limit: int) -> tuple[ApplicantRow, ...]:
    """The first of these applicants."""
    return numbered(session, list(_numbers(session, wanted, limit)))


def every(session: Session, wanted: ApplicantFilter) -> array[int]:
    """All of these applicants by their numbers, in order; eight bytes for each."""
    return _numbers(session, wanted)


def numbered(session: Session, numbers: Sequence[int]) -> tuple[ApplicantRow, ...]:
    """The applicants of these numbers, in this order; one that is not there any more is left out."""
    query = select(*_COLUMNS).where(Applicant.row_no.in_(numbers), _STANDS)
    found = {row.row_no: row for row in (ApplicantRow(*row) for row in session.execute(query))}
    return tuple(found[number] for number in numbers if number in found)


def number_of(session: Session, id: UUID) -> int | None:
    """The number of an applicant in this store."""
    return session.execute(select(Applicant.row_no).where(Applicant.id == id)).scalar_one_or_none()


def jump(session: Session, text: str, *, numbers: Sequence[int], after: int | None) -> int | None:
    """The next of these applicants, from one on and round again, whose name or number begins with a text; where there
    is none, that says it."""
    if not text.isprintable():  # half a character or NUL: no database takes it
        return None
    start = numbers.index(after) if after in numbers else 0
    places = [*range(start, len(numbers)), *range(start)]
    for conditions in ([_begins(text)], _said(session, ApplicantFilter(text))):
        found = set(session.execute(select(Applicant.row_no).where(*conditions)).scalars())
        nearest: int | None = next((numbers[place] for place in places if numbers[place] in found), None)
        if nearest is not None:
            return nearest
    return None


def _begins(text: str) -> ColumnElement[bool]:
    written = Applicant.name_en, Applicant.name_tc, Applicant.name_sc, Applicant.br_number
    return or_(*(one.istartswith(text, autoescape=True) for one in written))


def totals(session: Session, wanted: ApplicantFilter) -> Totals:
    """How many applicants the filter finds, of how many."""
    merged = select(func.count()).where(Applicant.merged_into_id.is_not(None)).scalar_subquery()
    total = session.execute(select(func.count() - merged).select_from(Applicant)).scalar_one()
    shown = total
    if wanted.narrows:
        query = select(func.count()).select_from(Applicant).where(_STANDS, *_said(session, wanted))
        shown = session.execute(query).scalar_one()
    return Totals(shown, total)


def _numbers(session: Session, wanted: ApplicantFilter, limit: int | None = None) -> array[int]:
    """Names are walked along the index of their keys; where nothing else is asked, that is all that is looked at."""
    sorts = [sort for sort, _ in wanted.order]
    number = applicant_names.c.row_no if sorts[0] is ApplicantSort.NAME else Applicant.row_no.expression
    query = select(number).where(number.not_in(_MERGED))
    if sorts != [ApplicantSort.NAME] or wanted.narrows:
        query = query.select_from(Applicant).where(*_said(session, wanted))
        if ApplicantSort.NAME in sorts:
            query = query.join(applicant_names, applicant_names.c.row_no == Applicant.row_no)
    last = number.desc() if wanted.order[-1][1] else number.asc()
    ordered = query.order_by(*_order(wanted), last).limit(limit)
    found: array[int] = array("q")
    found.extend(row[0] for row in cursor(session.connection(), ordered))
    return found


def _said(session: Session, wanted: ApplicantFilter) -> Sequence[ColumnElement[bool]]:
    if not wanted.narrows:
        return ()
    from app import search  # a list that searches nothing does without

    return search.applicants_saying(wanted.text, session.connection().dialect)


# --- in which order -------------------------------------------------------------------------------------------

#: Who was merged into another is no applicant any more; the index of these few tells it without looking at the others.
_merged: Final = aliased(Applicant)
_MERGED: Final = select(_merged.row_no).where(_merged.merged_into_id.is_not(None))
_STANDS: Final = Applicant.row_no.not_in(_MERGED)

_OWN: Final = Case.applicant_id == Applicant.id
_FACTORIES: Final = select(func.count()).where(Factory.applicant_id == Applicant.id).scalar_subquery()
_CASES: Final = select(func.count()).where(_OWN).scalar_subquery()
_LAST: Final = select(func.max(Case.received_on)).where(_OWN).scalar_subquery()

_COLUMNS: Final = (
    Applicant.id,
    Applicant.row_no,
    Applicant.kind,
    Applicant.name_en,
    Applicant.name_tc,
    Applicant.name_sc,
    Applicant.br_number,
    _FACTORIES,
    _CASES,
    _LAST,
)

_NAMES: Final = {
    Names.ENGLISH: applicant_names.c.sort_english,
    Names.STROKE: applicant_names.c.sort_stroke,
    Names.PINYIN: applicant_names.c.sort_pinyin,
    Names.JYUTPING: applicant_names.c.sort_jyutping,
}


def _order(wanted: ApplicantFilter) -> tuple[ColumnElement[Any], ...]:
    """What to sort by; what is empty comes last either way round."""
    found: list[ColumnElement[Any]] = []
    for sort, descending in wanted.order:
        value = _value(sort, wanted.names, descending=descending)
        if sort is ApplicantSort.NUMBER:
            found.append((value == "").asc())
        found.append(value.desc() if descending else value.asc())
    return tuple(found)


def _value(sort: ApplicantSort, names: Names, *, descending: bool) -> ColumnElement[Any]:
    match sort:
        case ApplicantSort.NAME:
            return _NAMES[names]
        case ApplicantSort.NUMBER:
            return Applicant.br_number.expression
        case ApplicantSort.KIND:
            return case(*((Applicant.kind == kind, literal(at)) for at, kind in enumerate(ApplicantKind)))
        case ApplicantSort.FACTORIES:
            return _FACTORIES
        case ApplicantSort.CASES:
            return _CASES
        case ApplicantSort.LAST:  # one that none came in from comes last: no day is asked for twice
            return func.coalesce(_LAST, literal(date.min if descending else date.max))
