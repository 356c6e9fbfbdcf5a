"""How many cases a query text finds, and how many of each value that one of its fields might have instead."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any, Final

from sqlalchemy import case, func, select
from sqlalchemy.orm import Session

from app import case_query, case_walk, officers, query_words
from app.case_counts import ENOUGH, many
from app.case_filter import CaseFilter
from app.case_wants import Field, Value, Want, conditions_of
from app.office import Office
from models import Case, Factory

#: Fields whose values stand in one column of the case.
_COLUMNS: Final[Mapping[Field, Any]] = {
    Field.STAGE: Case.stage,
    Field.TYPE: Case.type,
    Field.OFFICER: Case.officer_id,
}


def many_saying(session: Session, office: Office, text: str, *, most: int = ENOUGH) -> int:
    """How many cases a query text finds, as far as it is understood, for who is signed in."""
    sense = case_query.sense_of(office, officers.rows(session))
    wanted = case_query.parse(text, sense).narrow(CaseFilter())
    return many(session, wanted, sense.today, most=most)


def counts(session: Session, wanted: CaseFilter, field: Field, office: Office) -> dict[Value, int]:
    """How many cases there are of each value of a field, if the filter asked nothing of that field.

    Values that no case has are left out.
    """
    today = office.clock.today()
    rest = frozenset(want for want in wanted.wants if want.field is not field or want.out)
    wanted = replace(wanted, wants=rest)
    if field is Field.FLAG:
        wanted = replace(wanted, signer=None)
    if (column := _COLUMNS.get(field)) is not None:
        query = case_walk.collecting(session, wanted, today, column, func.count()).group_by(column)
        return {row[0]: row[1] for row in session.execute(query)}
    if field is Field.SECTOR:
        return _by_sector(session, wanted, today)
    return _by_condition(session, wanted, field, office)


def _by_sector(session: Session, wanted: CaseFilter, today: date) -> dict[Value, int]:
    """By factory first: there are fewer of them than cases, and each is looked up once."""
    sites = case_walk.collecting(session, wanted, today, Case.factory_id.label("site"), func.count().label("number"))
    counted = sites.group_by(Case.factory_id).subquery()
    query = (
        select(Factory.sector, func.sum(counted.c.number))
        .select_from(counted)
        .outerjoin(Factory, Factory.id == counted.c.site)
        .group_by(Factory.sector)
    )
    return {value: int(number) for value, number in session.execute(query)}


def _by_condition(session: Session, wanted: CaseFilter, field: Field, office: Office) -> dict[Value, int]:
    """Values that are conditions, and may overlap: all of them counted in one walk."""
    today = office.clock.today()
    listed = query_words.choices(field, case_query.sense_of(office, officers.rows(session)))
    asked = [conditions_of(frozenset({Want(field, frozenset({one.value}))}), today)[0] for one in listed]
    query = case_walk.collecting(session, wanted, today, *(func.count(case((one, 1))) for one in asked))
    numbers = session.execute(query).one()
    return {one.value: number for one, number in zip(listed, numbers, strict=True) if number}
