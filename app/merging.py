"""One applicant out of two: what each field is to be is chosen, everything that points to the one goes to the other.

The one merged away stays as a record that says which applicant it turned out to be. It is listed, offered and counted
no more, and nothing is done with it; who looks for its name or number finds the one that stays
(docs/decisions/0026-merging-applicants.md). The act can be taken back whole (`app.undo`).
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import Any, Final
from uuid import UUID

from sqlalchemy import Column, Select, func, or_, select
from sqlalchemy.orm import Session, aliased

from app import former
from app.act import act
from app.applicants import ApplicantFields, checked
from app.calculations import OPEN
from app.cleaning import put
from app.field_words import record_word
from app.names import refold
from app.office import Work
from app.refusal import Invalid, NotPermitted, NotReady
from app.rights import Right, holds
from app.texts import N_, Message
from models import Applicant, Award, Case, Connection, Factory, Person, ToldApart
from models.base import Record, record_classes, table_of
from models.journal import entries

#: Columns that say whose something is: it goes along with its applicant.
CARRIED: Final = frozenset((name, "applicant_id") for name in ("awards", "cases", "contacts", "factories", "persons"))
#: Pairs that were told apart go along too, but for the pair that is merged, and those that would stand twice.
PAIRED: Final = frozenset((ToldApart.__tablename__, name) for name in ("applicant_id", "other_id"))
#: Applicants merged into the one that is merged now point on to the one that stays, so that no chain arises.
LED_ON: Final = frozenset({(Applicant.__tablename__, "merged_into_id")})

#: All of a form but the kind, which both have alike.
_FIELDS: Final = " ".join(name for name in ApplicantFields.__slots__ if name != "kind")

KINDS_DIFFER: Final = N_(
    "One is a business, the other an association. Nothing was merged. Correct the kind of one first, if it is wrong."
)
DECIDED: Final = N_(
    "Recommended or decided cases that would move: {n}. Who may be the second officer merges these two."
)


@act(
    "applicant.merge",
    "Merge two applicants",
    right=Right.ENTER,
    writes={
        "applicants": f"{_FIELDS} merged_into_id formerly",
        **dict(sorted(CARRIED)),
        "told_apart": "applicant_id other_id struck_out",
    },
    undo=True,
)
def merge(work: Work, kept_id: UUID, other_id: UUID, form: ApplicantFields, *, seen: int, other_seen: int) -> UUID:
    """Make one applicant out of two: `kept_id` stays with the fields of `form`, `other_id` is merged into it.

    Every record that points to the other one points to the kept one afterwards; what stands under both, such as the
    same factory, stays twice. No amount changes: ceilings and earlier grants are those of the factories. Gives the
    entry of the journal, by which it can be taken back.

    Raises `Invalid` for a form that cannot be kept, `NotReady` for a business and an association, `NotPermitted` where
    decided cases would move and the officer may not be the second one.
    """
    if kept_id == other_id:
        raise Invalid("This is one applicant. Choose two.")
    asked = {kept_id: seen, other_id: other_seen}
    both = {id: work.get(Applicant, id, seen=asked[id]) for id in sorted(asked)}  # whoever merges locks them alike
    kept, other = both[kept_id], both[other_id]
    if kept.kind is not other.kind or form.kind is not kept.kind:
        raise NotReady(KINDS_DIFFER, field="kind")
    if (decided := decided_cases(work.session, other_id)) and not holds(work.officer.role, Right.CONFIRM):
        raise NotPermitted(DECIDED, n=decided)
    values = checked(form)
    was = [one for of in (kept, other) for one in (*former.from_json(of.formerly), former.known_by(of))]
    put(kept, values)
    put(kept, {"formerly": former.to_json(former.lost(was, former.known_by(kept)))})
    other.merged_into_id = kept_id
    refold(kept)
    refold(other)
    _bring_along(work, kept, other)
    return entries(work.session)[-1].id


def decided_cases(session: Session, applicant_id: UUID) -> int:
    """How many cases of an applicant the committee has, or had, before it; historic ones among them."""
    query = select(Case.id).where(Case.applicant_id == applicant_id, Case.stage.not_in(sorted(OPEN)))
    return len(session.execute(query).all())


def references() -> Iterator[tuple[type[Record], Column[Any]]]:
    """Every column of a record that points to an applicant, found from the mapping."""
    applicants = table_of(Applicant)
    for _, kind in sorted(record_classes().items()):
        for column in table_of(kind).columns:
            if column.references(applicants.c.id):
                yield kind, column


def whole_id(session: Session, applicant_id: UUID) -> UUID:
    """The applicant that an id leads to: its own, or the one that it was merged into."""
    query = select(Applicant.merged_into_id).where(Applicant.id == applicant_id)
    return session.execute(query).scalar_one_or_none() or applicant_id


def refuse_torn(session: Session, pair: Collection[UUID]) -> None:
    """Refuse (`NotReady`) to part two applicants again where something of one would hang on something of the other:
    it was entered since they were merged."""
    for table, query in _torn(pair):
        found = session.execute(query.limit(1)).scalar_one_or_none()
        if found is not None:
            raise NotReady(
                "{what} was entered since the two were merged. Nothing was taken back.",
                what=Message("{record} “{name}”", record=record_word(table), name=found)
                if found
                else record_word(table),
            )


def _torn(pair: Collection[UUID]) -> Iterator[tuple[str, Select[str]]]:
    theirs = Factory.applicant_id.in_(pair)
    for kind, number in ((Case, Case.reference), (Award, Award.number)):
        query = select(func.coalesce(number, "")).join(Factory, Factory.id == kind.factory_id)
        torn = kind.applicant_id != Factory.applicant_id
        yield kind.__tablename__, query.where(torn, or_(theirs, kind.applicant_id.in_(pair)))
    for column in (Connection.factory_holder_id, Connection.applicant_holder_id):
        holder = aliased(Person)
        query = select(Factory.name_en).select_from(Connection).join(Factory, Factory.id == Connection.factory_id)
        query = query.join(holder, holder.id == column)
        yield Connection.__tablename__, query.where(holder.applicant_id != Factory.applicant_id, theirs)


def _bring_along(work: Work, kept: Applicant, other: Applicant) -> None:
    """Point everything that points to the other one to the kept one."""
    _strike_out_pairs(work.session, kept.id, other.id)
    for kind, column in references():
        at = kind.__tablename__, column.name
        if at not in CARRIED | PAIRED | LED_ON:
            raise LookupError(f"nobody said what becomes of {column} when applicants are merged")
        query = select(kind).where(column == other.id)
        if work.office.store.is_shared:
            query = query.with_for_update()
        for record in work.session.execute(query).scalars():
            if not (isinstance(record, ToldApart) and record.struck_out):
                setattr(record, column.name, kept.id)


def _strike_out_pairs(session: Session, kept_id: UUID, other_id: UUID) -> None:
    """The two are the same after all; and whom both were told apart from needs to be said once."""
    either = or_(*(column.in_((kept_id, other_id)) for column in (ToldApart.applicant_id, ToldApart.other_id)))
    said = select(ToldApart).where(ToldApart.struck_out.is_(False), either).order_by(ToldApart.id)
    known = {kept_id}
    found = sorted(session.execute(said).scalars(), key=lambda one: other_id in (one.applicant_id, one.other_id))
    for one in found:
        (third,) = {one.applicant_id, one.other_id} - {kept_id, other_id} or {kept_id}
        if third in known:
            one.struck_out = True
        known.add(third)
    session.flush()
