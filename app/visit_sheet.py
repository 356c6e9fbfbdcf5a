"""What the case page and the papers show of a case's visits."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from app import visits
from app.officers import OfficerRow
from app.visits import PhotographFields, VisitFields
from models import Document, Visit, VisitPhotograph


@dataclass(frozen=True, slots=True)
class PhotographRow:
    """A photograph of a visit: the document it is, and its copy for papers with the size in pixels."""

    id: UUID
    version: int
    document_id: UUID
    name: str
    fields: PhotographFields
    copy_sha256: str
    width: int
    height: int


@dataclass(frozen=True, slots=True)
class VisitRow:
    """A visit; `stands` says whether a recommendation rests on it, so that it may not be changed."""

    id: UUID
    version: int
    fields: VisitFields
    recorded_by: str
    recorded_at: datetime
    stands: bool
    photographs: tuple[PhotographRow, ...]


def rows(session: Session, case_id: UUID, people: Mapping[UUID, OfficerRow]) -> tuple[VisitRow, ...]:
    """The visits of a case that stand, by day; a photograph whose document is struck out counts for nothing."""
    query = select(Visit).where(Visit.case_id == case_id, Visit.struck_out.is_(False))
    found = session.execute(query.order_by(Visit.held_on, Visit.id)).scalars().all()
    shown = _photographs(session, [one.id for one in found])
    return tuple(
        VisitRow(
            id=one.id,
            version=one.version,
            fields=VisitFields(*(getattr(one, name) for name in VisitFields.__slots__)),
            recorded_by=people[one.recorded_by_id].initials,
            recorded_at=one.recorded_at,
            stands=visits.stands(session, one),
            photographs=tuple(shown.get(one.id, ())),
        )
        for one in found
    )


def _photographs(session: Session, visit_ids: list[UUID]) -> dict[UUID, list[PhotographRow]]:
    if not visit_ids:
        return {}
    query = (
        select(VisitPhotograph, Document.name)
        .join(Document, Document.id == VisitPhotograph.document_id)
        .where(
            VisitPhotograph.visit_id.in_(visit_ids),
            VisitPhotograph.struck_out.is_(False),
            Document.struck_out_on.is_(None),
        )
        .order_by(VisitPhotograph.place, VisitPhotograph.id)
    )
    found: dict[UUID, list[PhotographRow]] = {}
    for one, name in session.execute(query):
        said = PhotographFields(one.caption, one.taken_on)
        row = PhotographRow(
            one.id, one.version, one.document_id, name, said, one.copy_sha256, one.width, one.height
        )  # fmt: skip
        found.setdefault(one.visit_id, []).append(row)
    return found
