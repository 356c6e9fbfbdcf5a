"""How many cases a filter finds, counted as far as anybody needs to know."""

from __future__ import annotations

from datetime import date
from typing import Final

from sqlalchemy import func, literal, select
from sqlalchemy.orm import Session

from app import case_walk
from app.case_filter import CaseFilter

#: Counting ends here: the rail then says "10,000+".
ENOUGH: Final = 10_000


def many(session: Session, wanted: CaseFilter, today: date, *, most: int = ENOUGH) -> int:
    """How many cases a filter finds, counted up to one above `most`."""
    found = case_walk.collecting(session, wanted, today, literal(1)).limit(most + 1).subquery()
    return session.execute(select(func.count()).select_from(found)).scalar_one()
