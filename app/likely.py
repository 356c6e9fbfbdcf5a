"""Who is this? The applicants that may be the one being typed, or one that is registered, found by the index.

It compares as the work list does (`app.duplicates`), but only those who share a name, its sound or its spelling, a
number or a factory: quick enough to be asked while somebody types.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final
from uuid import UUID

from sqlalchemy import ColumnElement, or_, select
from sqlalchemy.orm import Session

from app import search, telling_apart
from app.alike import LIKELY, weigh
from app.applicants import ApplicantFields
from app.comparing import Known, name_keys
from app.known_applicants import known
from app.refusal import Invalid, NotFound
from app.rules import identifiers
from app.texts import Message
from app.tokens import ALIKE
from models import Applicant, Factory

#: So many that have a key in common are compared.
_COMPARED: Final = 300


@dataclass(frozen=True, slots=True)
class Likely:
    """An applicant that may be the one asked about, and why; `score` is 60–100."""

    id: UUID
    name_en: str
    name_tc: str
    name_sc: str
    br_number: str
    score: int
    reasons: tuple[Message, ...]


def of_form(session: Session, form: ApplicantFields, *, but: UUID | None = None, most: int = 3) -> tuple[Likely, ...]:
    """Who a form may be about, the likeliest first; `but` is the applicant that the form corrects.

    A number that is none, or not whole yet, counts for nothing.
    """
    typed = Known(
        0, but, form.kind, form.name_en, form.name_tc, form.name_sc, _number(form.br_number),
        form.address_en, form.address_zh, _codes(session, but),
    )  # fmt: skip
    return _like(session, typed, most)


def of_applicant(session: Session, id: UUID, *, most: int = 3) -> tuple[Likely, ...]:
    """Who an applicant may be besides, the likeliest first. Raises `NotFound`."""
    found = known(session, Applicant.id == id)
    if not found:
        raise NotFound("This record is no longer in the office.")
    return _like(session, found[0], most)


def _like(session: Session, asked: Known, most: int) -> tuple[Likely, ...]:
    dialect = session.connection().dialect
    either: list[ColumnElement[bool]] = []
    if matches := [search.whole(ALIKE + key, dialect) for key in name_keys(asked)]:
        asking = search.any_of(matches, dialect)
        either.append(Applicant.row_no.in_(search.numbers(search.WORDS[Applicant], asking, dialect).limit(_COMPARED)))
    if asked.br_number:
        formerly = search.whole(f"{ALIKE}n{asked.br_number}", dialect)
        either.append(Applicant.br_number == asked.br_number)
        either.append(Applicant.row_no.in_(search.numbers(search.WORDS[Applicant], formerly, dialect)))
    if asked.codes:
        either.append(Applicant.id.in_(select(Factory.applicant_id).where(Factory.uscc.in_(asked.codes))))
    if not either:
        return ()
    others = known(session, or_(*either), Applicant.id != asked.id if asked.id else Applicant.id.is_not(None))
    apart = telling_apart.apart_from(session, asked.id) if asked.id else frozenset[UUID]()
    weighed = [(one, *weigh(asked, one)) for one in others if one.id not in apart]
    found = sorted((each for each in weighed if each[1] >= LIKELY), key=lambda each: (-each[1], each[0].row_no))
    return tuple(_told(one, score, reasons) for one, score, reasons in found[:most])


def _told(one: Known, score: int, reasons: tuple[Message, ...]) -> Likely:
    assert one.id is not None  # it was read from the office
    return Likely(one.id, one.name_en, one.name_tc, one.name_sc, one.br_number, score, reasons)


def _number(typed: str) -> str:
    try:
        return identifiers.br_number(typed).number
    except Invalid:
        return ""


def _codes(session: Session, id: UUID | None) -> frozenset[str]:
    asked = select(Factory.uscc).where(Factory.applicant_id == id, Factory.uscc != "")
    return frozenset(session.execute(asked).scalars()) if id is not None else frozenset()
