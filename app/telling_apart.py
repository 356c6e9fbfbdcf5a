"""Two applicants that look alike and are not the same: said once by an officer, so that nobody asks again."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy import and_, or_, select
from sqlalchemy.orm import Session

from app.act import NEW, act
from app.office import Work
from app.refusal import Invalid, NotReady
from app.rights import Right
from models import Applicant, ToldApart


@act(
    "applicant.tell_apart",
    "Tell two applicants apart",
    right=Right.ENTER,
    writes={"told_apart": f"{NEW} struck_out"},
)
def tell_apart(work: Work, one_id: UUID, other_id: UUID) -> UUID:
    """They are not the same, however alike; gives the record that says so. Saying it twice changes nothing.

    Raises `Invalid` for one applicant twice.
    """
    if one_id == other_id:
        raise Invalid("This is one applicant. Choose two.")
    first, second = sorted((one_id, other_id))
    for id in (first, second):
        work.get(Applicant, id)
    found = _said(work.session, first, second)
    if found is None:
        return work.add(ToldApart(applicant_id=first, other_id=second, struck_out=False)).id
    found.struck_out = False
    return found.id


@act("applicant.may_be_same", "Take back that two applicants differ", right=Right.ENTER,
     writes={"told_apart": "struck_out"}, undo=True)  # fmt: skip
def may_be_same(work: Work, id: UUID, *, seen: int) -> None:
    """They may be the same after all. Raises `NotReady` where that was said already."""
    said = work.get(ToldApart, id, seen=seen)
    if said.struck_out:
        raise NotReady("This was taken back already.")
    said.struck_out = True


def pairs(session: Session) -> frozenset[tuple[UUID, UUID]]:
    """All pairs that were told apart, the smaller id first."""
    query = select(ToldApart.applicant_id, ToldApart.other_id).where(ToldApart.struck_out.is_(False))
    return frozenset((min(pair), max(pair)) for pair in map(tuple, session.execute(query)))


def apart_from(session: Session, applicant_id: UUID) -> frozenset[UUID]:
    """The applicants that this one was told apart from."""
    query = select(ToldApart.applicant_id, ToldApart.other_id).where(
        ToldApart.struck_out.is_(False),
        or_(ToldApart.applicant_id == applicant_id, ToldApart.other_id == applicant_id),
    )
    return frozenset(id for pair in session.execute(query) for id in pair) - {applicant_id}


def _said(session: Session, first: UUID, second: UUID) -> ToldApart | None:
    """What was said of a pair, struck out or not; a merge may have turned the two round."""
    either = or_(
        and_(ToldApart.applicant_id == first, ToldApart.other_id == second),
        and_(ToldApart.applicant_id == second, ToldApart.other_id == first),
    )
    return session.execute(select(ToldApart).where(either).order_by(ToldApart.id).limit(1)).scalar_one_or_none()
