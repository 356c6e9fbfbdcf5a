"""From the Secretariat's recommendation to the committee's decision: prepared, endorsed, entered, confirmed.

The Secretariat recommends; the Project Management Committee decides. *Approve* records that outside decision: one
officer enters it, another confirms it. An office with a single officer marks it unconfirmed. None of these acts can
be taken back; a decision is reversed only by a new one.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from app import officers
from app.act import NEW, act
from app.calculations import OPEN, latest_of, standing, still_asked
from app.ceiling import refuse_above
from app.cleaning import put
from app.office import Work
from app.refusal import Invalid, NotPermitted, NotReady
from app.rights import Right
from app.rules.request import check_amount
from app.texts import N_
from app.typed import plain_text
from app.ways import go
from models import Approval, Case, Recommendation
from models.kinds import Outcome, Verdict
from models.stages import Stage


@dataclass(frozen=True, slots=True)
class Decision:
    """What the committee decided, as its paper says; `amount` in HKD, only where it approved."""

    outcome: Outcome
    body: str
    meeting: str
    decided_on: date
    paper: str
    amount: Decimal | None = None
    conditions: str = ""


@dataclass(frozen=True, slots=True)
class Declared:
    """What an officer who signs declares: no interest in the case, or one, and of which nature."""

    interest: bool
    nature: str = ""


_RECOMMENDED = {Verdict.RECOMMENDED: Stage.RECOMMENDED, Verdict.NOT_RECOMMENDED: Stage.NOT_RECOMMENDED}
_DECIDED = {
    Outcome.APPROVED: Stage.APPROVED,
    Outcome.APPROVED_CONDITIONS: Stage.APPROVED_CONDITIONS,
    Outcome.DEFERRED: Stage.DEFERRED,
    Outcome.REJECTED: Stage.REJECTED,
}
_AGAIN = N_("Take the case back to vetting, record the sum again, then recommend anew.")
_AGAIN_FROM_ENTRY = N_("Send the entry back, take the case back to vetting, and record the sum again.")
_GRANTED = frozenset({Outcome.APPROVED, Outcome.APPROVED_CONDITIONS})
#: Why a single officer does not go on alone: the office's own practice, not a published rule.
INTERESTED = N_("The officer who recommends has declared an interest. Another officer must endorse the summary.")


@act(
    "case.recommend",
    "Recommend",
    right=Right.ENTER,
    writes={"cases": "stage", "recommendations": NEW},
)
def recommend(
    work: Work,
    case_id: UUID,
    verdict: Verdict,
    *,
    seen: int,
    reason: str,
    declares: Declared,
    conditions: str = "",
) -> UUID:
    """The Secretariat's recommendation; `reason` is its grounds, `conditions` one a line.

    Raises `NotReady` without a calculation that counts and was asked what the case says now, when money is recommended.
    """
    case = work.get(Case, case_id, seen=seen)
    grounds = plain_text(reason, field="reason", most=4000, lines=True)
    if not grounds:
        raise Invalid("Say on which grounds.", field="reason")
    sum_ = standing(work.session, case_id)
    if verdict is Verdict.RECOMMENDED:
        newest = latest_of(work.session, case_id)
        if sum_ is None or newest is None or newest.id != sum_.id:
            raise NotReady("Record a calculation first. If it needs a second officer, have it confirmed.")
        if not still_asked(work, case, sum_):
            raise NotReady("The case has changed since the sum was recorded. Record it again, then recommend.")
    go(case, _RECOMMENDED[verdict], "case.recommend", reason=grounds)
    made = Recommendation(
        case_id=case_id,
        verdict=verdict,
        amount=sum_.subsidy if sum_ is not None and verdict is Verdict.RECOMMENDED else None,
        grounds=grounds,
        conditions=plain_text(conditions, field="conditions", most=4000, lines=True),
        prepared_by_id=work.officer.id,
        prepared_at=work.at,
        sheet=None,
        **_declaration("prepared", declares),
    )
    return work.add(made).id


@act(
    "summary.endorse",
    "Endorse the assessment summary",
    right=Right.ENDORSE,
    writes={"recommendations": "endorsed_by_id endorsed_at endorsed_interest endorsed_interest_text sheet"},
)
def endorse(work: Work, id: UUID, *, seen: int, declares: Declared) -> None:
    """Sign the summary as the second officer; what it shows is frozen with it."""
    from app import summaries

    made = work.get(Recommendation, id, seen=seen)
    if made.endorsed_by_id is not None:
        raise NotReady("This summary is endorsed already.")
    if made.prepared_by_id == work.officer.id:
        raise NotPermitted("You prepared this summary. Another officer must endorse it.")
    if work.get(Case, made.case_id).stage in OPEN:
        raise NotReady("An earlier recommendation was taken back to vetting. Recommend anew.")
    if current(work.session, made.case_id) is not made:
        raise NotReady("A later recommendation was made. Endorse that one.")
    made.endorsed_by_id, made.endorsed_at = work.officer.id, work.at
    put(made, _declaration("endorsed", declares))
    work.session.flush()
    made.sheet = summaries.frozen_sheet(work, made)


@act(
    "case.approve",
    "Enter the committee’s decision",
    right=Right.ENTER,
    writes={"cases": "stage", "approvals": NEW},
)
def approve(work: Work, case_id: UUID, decision: Decision, *, seen: int) -> UUID:
    """Enter what the committee decided; it takes effect when another officer has confirmed it.

    Raises `Invalid` for an amount above the calculated subsidy, `NotReady` for one that the factory's ceiling no longer
    allows, and `NotReady` while the summary is not endorsed; where a single officer works, nobody can endorse it, and
    the decision will be marked unconfirmed.
    """
    case = work.get(Case, case_id, seen=seen)
    refuse_unendorsed(work, case_id)
    values = _checked(work, case, decision)
    go(case, Stage.DECISION, "case.approve")
    blank = {"unconfirmed": False, "sent_back": False}
    return work.add(Approval(case_id=case_id, **values, entered_by_id=work.officer.id, entered_at=work.at, **blank)).id


@act(
    "case.confirm_decision",
    "Confirm the committee’s decision",
    right=Right.CONFIRM,
    writes={"cases": "stage approved", "approvals": "confirmed_by_id confirmed_at unconfirmed"},
)
def confirm(work: Work, id: UUID, *, seen: int) -> None:
    """Confirm, with the committee's paper in hand, that the entry says what was decided; now it takes effect.

    Raises `NotReady` for an amount that the factory's ceiling no longer allows.
    """
    entry = work.get(Approval, id, seen=seen)
    case = work.get(Case, entry.case_id)
    if entry.sent_back or entry.confirmed_by_id is not None or entry.unconfirmed:
        raise NotReady("This entry is settled already.")
    if entry.entered_by_id == work.officer.id:
        if not officers.alone(work.session, work.officer.id):
            raise NotPermitted("You entered this decision. Another officer must confirm it.")
        entry.unconfirmed = True
    else:
        entry.confirmed_by_id = work.officer.id
    entry.confirmed_at = work.at
    go(case, _DECIDED[entry.outcome], "case.confirm_decision")
    if entry.amount is not None:
        refuse_above(work, case, entry.amount, _AGAIN_FROM_ENTRY)
        case.approved = entry.amount


@act(
    "case.reject_entry",
    "Send the entry back",
    right=Right.CONFIRM,
    writes={"cases": "stage", "approvals": "sent_back"},
)
def send_back(work: Work, id: UUID, *, seen: int, reason: str) -> None:
    """The entry does not say what the committee decided; it must be entered anew."""
    entry = work.get(Approval, id, seen=seen)
    if entry.sent_back or entry.confirmed_at is not None:
        raise NotReady("This entry is settled already.")
    go(work.get(Case, entry.case_id), Stage.SCHEDULED, "case.reject_entry", reason=reason)
    entry.sent_back = True


def refuse_unendorsed(work: Work, case_id: UUID) -> None:
    """Refuse (`NotReady`) to bring a case before the committee on a summary that no second officer has endorsed.

    Where a single officer works nobody can endorse it, and the case goes on, unless that officer has declared an
    interest in it.
    """
    advice = current(work.session, case_id)
    if advice is None:
        raise NotReady("This case has no recommendation. Take it back to vetting, then recommend.")
    if advice.endorsed_by_id is not None:
        return
    if advice.prepared_interest:
        raise NotReady(INTERESTED)
    if not officers.alone(work.session, work.officer.id):
        raise NotReady("A second officer must endorse the assessment summary first.")


def _declaration(role: str, declares: Declared) -> dict[str, Any]:
    """The columns of what an officer declares as the one who has prepared, or endorsed."""
    nature = plain_text(declares.nature, field="nature", most=2000, lines=True)
    if declares.interest and not nature:
        raise Invalid("Say of which nature the interest is.", field="nature")
    return {f"{role}_interest": declares.interest, f"{role}_interest_text": nature if declares.interest else ""}


def current(session: Session, case_id: UUID) -> Recommendation | None:
    """The last recommendation of a case; none once it was taken back to vetting, or the case found ineligible."""
    taken_back = sorted(OPEN | {Stage.INELIGIBLE})
    query = (
        select(Recommendation)
        .join(Case, Case.id == Recommendation.case_id)
        .where(Recommendation.case_id == case_id, Case.stage.not_in(taken_back))
        .order_by(Recommendation.prepared_at.desc(), Recommendation.id.desc())
        .limit(1)
    )
    return session.execute(query).scalar_one_or_none()


def entered(session: Session, case_id: UUID) -> Approval | None:
    """The last decision entered for a case, confirmed or not, unless it was sent back."""
    query = (
        select(Approval)
        .where(Approval.case_id == case_id, Approval.sent_back.is_(False))
        .order_by(Approval.entered_at.desc(), Approval.id.desc())
        .limit(1)
    )
    return session.execute(query).scalar_one_or_none()


def _checked(work: Work, case: Case, decision: Decision) -> dict[str, object]:
    texts = {
        name: plain_text(getattr(decision, name), field=name, most=most, lines=name == "conditions")
        for name, most in (("body", 200), ("meeting", 200), ("paper", 200), ("conditions", 4000))
    }
    for name, missing in (
        ("body", "Enter which committee decided."),
        ("meeting", "Enter the meeting."),
        ("paper", "Enter the number of the paper that records the decision."),
    ):
        if not texts[name]:
            raise Invalid(missing, field=name)
    if decision.decided_on > work.today:
        raise Invalid("The day of the decision is in the future.", field="decided_on")
    if case.received_on is not None and decision.decided_on < case.received_on:
        raise Invalid("The committee cannot have decided before the application came in.", field="decided_on")
    if decision.outcome is Outcome.APPROVED_CONDITIONS and not texts["conditions"]:
        raise Invalid("Enter the conditions.", field="conditions")
    return {
        "outcome": decision.outcome,
        "decided_on": decision.decided_on,
        "amount": _amount(work, case, decision),
        **texts,
    }


def _amount(work: Work, case: Case, decision: Decision) -> Decimal | None:
    if decision.outcome not in _GRANTED:
        return None
    if decision.amount is None:
        raise Invalid("Enter the amount that the committee approved.", field="amount")
    check_amount(decision.amount, "amount")
    if case.calculated is None or decision.amount > case.calculated:
        raise Invalid("The approved amount cannot be above the calculated subsidy.", field="amount")
    refuse_above(work, case, decision.amount, _AGAIN)
    return decision.amount
