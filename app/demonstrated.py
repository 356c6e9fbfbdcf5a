"""Whether a technology was demonstrated before, in any phase and any sector: the approved projects that bear its name.

The name is the same in whichever script, width and case it is typed (`app.names.fold`), and under each name that the
technology register has for it.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import ColumnElement, or_, select
from sqlalchemy.orm import Session

from app import technologies
from models import Case, Factory
from models.kinds import ProjectType, Sector
from models.stages import AGREED, Stage

#: Types by which a technology counts as demonstrated.
DEMONSTRATING = (ProjectType.DP, ProjectType.DP1, ProjectType.DP2, ProjectType.NT)


@dataclass(frozen=True, slots=True)
class Demonstration:
    """An approved project with the same technology."""

    id: UUID
    reference: str
    type: ProjectType
    sector: Sector | None
    received_on: date | None
    stage: Stage


def before(session: Session, case: Case, factory: Factory | None) -> tuple[Demonstration, ...] | None:
    """The approved projects with the technology of a case, its own sector first; `None` when no technology is named."""
    names = technologies.names_of(session, case)
    if not names:
        return None
    same: list[ColumnElement[bool]] = [Case.technology_folded.in_(sorted(names))]
    if case.technology_id is not None:
        same.append(Case.technology_id == case.technology_id)
    query = (
        select(Case.id, Case.reference, Case.type, Factory.sector, Case.received_on, Case.stage)
        .outerjoin(Factory, Factory.id == Case.factory_id)
        .where(
            or_(*same),
            Case.id != case.id,
            Case.type.in_(DEMONSTRATING),
            Case.stage.in_(sorted(AGREED)),
            Case.reference.is_not(None),
        )
        .order_by(Case.row_no)
    )
    own = factory.sector if factory else None
    found = sorted(session.execute(query).all(), key=lambda row: row.sector != own)
    return tuple(Demonstration(*row) for row in found)  # type: ignore[arg-type]  # its reference is asked for above
