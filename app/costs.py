"""The cost lines of a case: added, corrected, struck out."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy import func, select

from app.act import NEW, act
from app.calculations import refuse_settled
from app.cleaning import cleaned, put, why
from app.office import Work
from app.rights import Right
from app.rules.request import CostLine as AskedLine
from app.rules.request import check_line
from models import Case, CostLine

#: A cost as an officer enters it is the line that the calculator is asked.
CostFields = AskedLine

_LINE = "kind text amount currency rate rate_source rate_on eligible why"


@act("cost.add", "Add a cost line", right=Right.ENTER, writes={"cost_lines": NEW})
def add(work: Work, case_id: UUID, form: CostFields) -> UUID:
    """A new cost line at the end of the case's list.

    Raises `Invalid` naming the field, and, like the other acts on cost lines, `NotReady` once the sum is settled.
    """
    refuse_settled(work.get(Case, case_id))
    last = select(func.coalesce(func.max(CostLine.place), 0)).where(CostLine.case_id == case_id)
    place = work.session.execute(last).scalar_one() + 1
    return work.add(CostLine(case_id=case_id, place=place, struck_out=False, **_checked(work, form))).id


@act("cost.correct", "Correct a cost line", right=Right.ENTER, writes={"cost_lines": _LINE}, undo=True)
def correct(work: Work, id: UUID, form: CostFields, *, seen: int) -> None:
    """Change a cost line."""
    line = work.get(CostLine, id, seen=seen)
    refuse_settled(work.get(Case, line.case_id))
    put(line, _checked(work, form))


@act("cost.strike_out", "Strike out a cost line", right=Right.ENTER, writes={"cost_lines": "struck_out"}, undo=True)
def strike_out(work: Work, id: UUID, *, seen: int, reason: str) -> None:
    """Take a cost line out of the sum; it stays in the history."""
    why(reason)
    line = work.get(CostLine, id, seen=seen)
    refuse_settled(work.get(Case, line.case_id))
    line.struck_out = True


def _checked(work: Work, form: CostFields) -> dict[str, object]:
    values = cleaned(form)
    check_line(form, today=work.today)
    return values
