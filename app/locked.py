"""The lock on an approved case: what was decided on may be read, and corrected only once somebody has said why.

A case is locked from the moment its approval, or the recorded amount of a historic case, is confirmed. Who may be the
second officer unlocks it with a reason; it is locked again by an act of its own, and at the next move
(docs/decisions/0014-locked-after-approval.md).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Final
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session, object_session

from app.act import act
from app.cleaning import why
from app.clock import HONG_KONG
from app.office import Work
from app.refusal import NotReady
from app.rights import Right
from models import Approval, Case

#: What of a case is only known once the project is carried out, and may be entered without unlocking it.
LATER: Final = frozenset(
    {"starts_on", "ends_on", "completed_on", "report_approved_on", "measure_implemented", "measure_investment"}
)

#: What says that a case is unlocked; a move takes it away.
UNLOCKED: Final = "unlocked_at unlocked_by_id unlocked_why"


@dataclass(frozen=True, slots=True)
class Lock:
    """That a case was approved on a Hong Kong day; unlocked since a moment by an officer with a reason, or locked."""

    approved_on: date
    unlocked_at: datetime | None = None
    unlocked_by_id: UUID | None = None
    why: str = ""

    @property
    def closed(self) -> bool:
        """Whether what was decided on may only be read."""
        return self.unlocked_at is None


@act("case.unlock", "Unlock an approved case", right=Right.CONFIRM, writes={"cases": UNLOCKED})
def unlock(work: Work, id: UUID, *, seen: int, reason: str) -> None:
    """Let what was approved be corrected; the approved amount stays as it was decided.

    Raises `NotReady` for a case that is not locked.
    """
    words = why(reason)
    case = work.get(Case, id, seen=seen)
    if not is_locked(case):
        raise NotReady("This case is not locked.")
    case.unlocked_at, case.unlocked_by_id, case.unlocked_why = work.at, work.officer.id, words


@act("case.lock", "Lock an approved case again", right=Right.ENTER, writes={"cases": UNLOCKED})
def lock(work: Work, id: UUID, *, seen: int) -> None:
    """The correction is done. Raises `NotReady` for a case that is not unlocked."""
    case = work.get(Case, id, seen=seen)
    if case.unlocked_at is None:
        raise NotReady("This case is not unlocked.")
    close(case)


def close(case: Case) -> None:
    """Lock a case again, if it is unlocked."""
    if case.unlocked_at is not None:
        case.unlocked_at = case.unlocked_by_id = case.unlocked_why = None


def is_decided(case: Case) -> bool:
    """Whether its approval was confirmed; of a historic case, its recorded amount."""
    return case.recorded_second_at is not None if case.recorded_source else case.approved is not None


def is_locked(case: Case) -> bool:
    """Whether what was decided on may only be read now."""
    return is_decided(case) and case.unlocked_at is None


def is_unlocked(case: Case) -> bool:
    """Whether the case was approved, and may be corrected all the same."""
    return is_decided(case) and case.unlocked_at is not None


def lock_of(session: Session, case: Case) -> Lock | None:
    """The lock of a case; None before its approval is confirmed."""
    if not is_decided(case):
        return None
    return Lock(approved_on(session, case), case.unlocked_at, case.unlocked_by_id, case.unlocked_why or "")


def approved_on(session: Session, case: Case) -> date:
    """The Hong Kong day of the approval of a decided case, or of the confirmation of its recorded amount."""
    if case.recorded_second_at is not None:
        return case.recorded_second_at.astimezone(HONG_KONG).date()
    query = select(Approval.decided_on).where(Approval.case_id == case.id, Approval.confirmed_at.is_not(None))
    day: date = session.execute(query.order_by(Approval.confirmed_at.desc()).limit(1)).scalar_one()
    return day


def refuse_locked(case: Case) -> None:
    """Refuse (`NotReady`) to change what was decided on."""
    session = object_session(case)
    if is_locked(case) and session is not None:
        day = approved_on(session, case)
        raise NotReady("This case is locked since its approval on {day}. Unlock it with a reason first.", day=day)
