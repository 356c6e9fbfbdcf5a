"""The life of a case as data: its stages, and every way from one to the next (domain.md §3.3, INFERRED).

A transition names the act that takes it. The acts, the buttons on the case page and, on PostgreSQL, the guards
of the database all read this one table.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Stage(StrEnum):
    """Where a case stands."""

    ENQUIRY = "enquiry"
    DRAFT = "draft"
    RECEIVED = "received"
    COMPLETENESS = "completeness"
    RETURNED = "returned"
    INELIGIBLE = "ineligible"
    ASSESSMENT = "assessment"
    RECOMMENDED = "recommended"
    NOT_RECOMMENDED = "not-recommended"
    SCHEDULED = "scheduled"
    DECISION = "decision"  # entered by one officer, not yet confirmed by another
    APPROVED = "approved"
    APPROVED_CONDITIONS = "approved-conditions"
    DEFERRED = "deferred"
    REJECTED = "rejected"
    LETTER = "letter"
    AGREEMENT = "agreement"
    LAPSED = "lapsed"
    WITHDRAWN = "withdrawn"
    IN_PROGRESS = "in-progress"
    VARIATION = "variation"
    REPORT = "report"
    VERIFICATION = "verification"
    ACCOUNTS = "accounts"
    CLAIM_APPROVED = "claim-approved"
    PAID = "paid"
    CLOSED = "closed"
    TERMINATED = "terminated"
    CLAWBACK = "clawback"


@dataclass(frozen=True, slots=True)
class Transition:
    """One way from a stage to the next, the act that takes it, and whether a reason must be given."""

    start: Stage
    end: Stage
    act: str = "case.move"
    reason: bool = False


_S = Stage

#: Ended for the office; nothing is due any more.
ENDED = frozenset({_S.INELIGIBLE, _S.REJECTED, _S.LAPSED, _S.WITHDRAWN, _S.CLOSED, _S.TERMINATED})

#: Ended before an agreement was signed, whatever had been approved: nothing was ever paid.
UNPAID = frozenset({_S.INELIGIBLE, _S.REJECTED, _S.LAPSED, _S.WITHDRAWN})

#: A letter sent, a claim approved, money that moved: facts outside the office, so no move to them is taken back.
LASTING = frozenset({_S.LETTER, _S.CLAIM_APPROVED, _S.PAID, _S.CLAWBACK})

#: Waiting for somebody outside the office.
WAITING = frozenset({_S.RETURNED, _S.SCHEDULED, _S.DEFERRED, _S.AGREEMENT, _S.IN_PROGRESS})

#: Decided in the applicant's favour; the approved amount stands.
AGREED = frozenset(
    {
        _S.APPROVED,
        _S.APPROVED_CONDITIONS,
        _S.LETTER,
        _S.AGREEMENT,
        _S.IN_PROGRESS,
        _S.VARIATION,
        _S.REPORT,
        _S.VERIFICATION,
        _S.ACCOUNTS,
        _S.CLAIM_APPROVED,
        _S.PAID,
        _S.CLOSED,
    }
)

_WITHDRAWABLE = (
    _S.ENQUIRY,
    _S.DRAFT,
    _S.RECEIVED,
    _S.COMPLETENESS,
    _S.RETURNED,
    _S.ASSESSMENT,
    _S.RECOMMENDED,
    _S.NOT_RECOMMENDED,
    _S.SCHEDULED,
    _S.DEFERRED,
    _S.APPROVED,
    _S.APPROVED_CONDITIONS,
    _S.LETTER,
)
_AFTER_AGREEMENT = (
    _S.AGREEMENT,
    _S.IN_PROGRESS,
    _S.VARIATION,
    _S.REPORT,
    _S.VERIFICATION,
    _S.ACCOUNTS,
    _S.CLAIM_APPROVED,
)

_ONWARD: tuple[Transition, ...] = (
    Transition(_S.ENQUIRY, _S.DRAFT),
    Transition(_S.ENQUIRY, _S.RECEIVED, "case.receive"),
    Transition(_S.DRAFT, _S.RECEIVED, "case.receive"),
    Transition(_S.RECEIVED, _S.COMPLETENESS),
    Transition(_S.COMPLETENESS, _S.RETURNED, reason=True),
    Transition(_S.COMPLETENESS, _S.INELIGIBLE, reason=True),
    Transition(_S.COMPLETENESS, _S.ASSESSMENT),
    Transition(_S.RETURNED, _S.COMPLETENESS),
    Transition(_S.ASSESSMENT, _S.RETURNED, reason=True),
    Transition(_S.ASSESSMENT, _S.INELIGIBLE, reason=True),
    Transition(_S.ASSESSMENT, _S.RECOMMENDED, "case.recommend", reason=True),
    Transition(_S.ASSESSMENT, _S.NOT_RECOMMENDED, "case.recommend", reason=True),
    Transition(_S.RECOMMENDED, _S.ASSESSMENT, reason=True),
    Transition(_S.NOT_RECOMMENDED, _S.ASSESSMENT, reason=True),
    Transition(_S.RECOMMENDED, _S.SCHEDULED),
    Transition(_S.NOT_RECOMMENDED, _S.SCHEDULED),
    Transition(_S.SCHEDULED, _S.ASSESSMENT, reason=True),
    Transition(_S.SCHEDULED, _S.DECISION, "case.approve"),
    Transition(_S.DECISION, _S.APPROVED, "case.confirm_decision"),
    Transition(_S.DECISION, _S.APPROVED_CONDITIONS, "case.confirm_decision"),
    Transition(_S.DECISION, _S.DEFERRED, "case.confirm_decision"),
    Transition(_S.DECISION, _S.REJECTED, "case.confirm_decision"),
    Transition(_S.DECISION, _S.SCHEDULED, "case.reject_entry", reason=True),
    Transition(_S.DEFERRED, _S.ASSESSMENT),
    Transition(_S.DEFERRED, _S.SCHEDULED),
    Transition(_S.APPROVED, _S.LETTER),
    Transition(_S.APPROVED_CONDITIONS, _S.LETTER),
    Transition(_S.LETTER, _S.AGREEMENT),
    Transition(_S.LETTER, _S.LAPSED, reason=True),
    Transition(_S.AGREEMENT, _S.IN_PROGRESS),
    Transition(_S.IN_PROGRESS, _S.VARIATION, reason=True),
    Transition(_S.VARIATION, _S.IN_PROGRESS),
    Transition(_S.IN_PROGRESS, _S.REPORT),
    Transition(_S.REPORT, _S.IN_PROGRESS, reason=True),
    Transition(_S.REPORT, _S.VERIFICATION),
    Transition(_S.VERIFICATION, _S.ACCOUNTS),
    Transition(_S.ACCOUNTS, _S.CLAIM_APPROVED),
    Transition(_S.CLAIM_APPROVED, _S.PAID),
    Transition(_S.PAID, _S.CLOSED),
    Transition(_S.PAID, _S.CLAWBACK, reason=True),
    Transition(_S.CLAWBACK, _S.CLOSED),
    *(Transition(stage, _S.WITHDRAWN, reason=True) for stage in _WITHDRAWABLE),
    *(Transition(stage, _S.TERMINATED, reason=True) for stage in _AFTER_AGREEMENT),
)

#: Where a move made by mistake can be put right by a second officer, though no other way leads back.
_CORRECTED = (AGREED | ENDED | {_S.CLAWBACK}) - {_S.REJECTED}


def _back() -> tuple[Transition, ...]:
    """For each move to such a stage the way back to where it came from."""
    declared = {(way.start, way.end) for way in _ONWARD}
    return tuple(
        Transition(way.end, way.start, "case.reopen", reason=True)
        for way in _ONWARD
        if way.act == "case.move" and way.end in _CORRECTED and (way.end, way.start) not in declared
    )


TRANSITIONS: tuple[Transition, ...] = (*_ONWARD, *_back())


def ways_from(stage: Stage) -> tuple[Transition, ...]:
    """Every declared way out of a stage, in the order of the table."""
    return tuple(way for way in TRANSITIONS if way.start == stage)


def way(start: Stage, end: Stage) -> Transition | None:
    """The declared way from one stage to another, if there is one."""
    return next((way for way in TRANSITIONS if way.start == start and way.end == end), None)
