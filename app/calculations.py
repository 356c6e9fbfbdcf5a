"""Calculations of a case: asked from its records, recorded by calculating again, confirmed by a second officer."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.act import NEW, act
from app.kept import kept
from app.locked import is_decided, is_locked, refuse_locked
from app.office import Work
from app.refusal import NotPermitted, NotReady
from app.rights import Right
from app.rules import request as requests
from app.rules import working
from app.rules.book import RuleBook
from app.rules.request import CostLine as AskedLine
from app.rules.request import Override, Request, Supplied
from app.rules.subsidy import calculate
from models import Calculation, Case, CostLine
from models.kinds import Origin
from models.stages import UNPAID, Stage

#: Once the committee is to decide, the sum it will be shown stands.
OPEN = frozenset({Stage.ENQUIRY, Stage.DRAFT, Stage.RECEIVED, Stage.COMPLETENESS, Stage.RETURNED, Stage.ASSESSMENT})

#: What of a case the calculator is asked, beside the cost lines.
ASKED = frozenset({"applicant_id", "factory_id", "type", "origin"})

#: A calculation counts when it needs no second officer, or one has confirmed it.
COUNTS = Calculation.second_needed.is_(False) | Calculation.second_by_id.is_not(None)


def request_of(session: Session, case: Case) -> Request:
    """What the calculator is asked for a case, from its records alone.

    The origin of the technology counts only with evidence of it on the case (decision 20). Earlier grants are
    those approved, or recorded, for other cases of the same factory and type.
    """
    lines = session.execute(
        select(CostLine)
        .where(CostLine.case_id == case.id, CostLine.struck_out.is_(False))
        .order_by(CostLine.place, CostLine.id)
    ).scalars()
    return Request(
        type=case.type,
        lines=tuple(kept(line, AskedLine).fields for line in lines),
        received=case.received_on,
        origin=case.origin,
        origin_evidence=case.origin_evidence,
        already_granted=granted_before(session, case),
    )


def granted_before(session: Session, case: Case) -> Decimal:
    """HKD approved or recorded for other cases of the same factory and type; zero without a factory."""
    return sum((amount for _, amount in grants_beside(session, case)), Decimal(0))


def grants_beside(session: Session, case: Case) -> list[tuple[str, Decimal]]:
    """The other cases of the same factory and type that were granted money: number and HKD, oldest first.

    A historic amount counts before a second officer confirms it; until then it can only lower what others get. An offer
    that lapsed or was withdrawn was never paid and does not count.
    """
    if case.factory_id is None:
        return []
    amount = func.coalesce(Case.approved, Case.recorded_amount)
    query = select(Case.reference, amount).where(
        Case.factory_id == case.factory_id,
        Case.type == case.type,
        Case.id != case.id,
        Case.stage.not_in(sorted(UNPAID)),
        amount.is_not(None),
    )
    return [(str(reference), found) for reference, found in session.execute(query.order_by(Case.row_no))]


@act(
    "calculation.record",
    "Record a calculation",
    right=Right.ENTER,
    writes={"calculations": NEW, "cases": "calculated"},
)
def record(
    work: Work,
    case_id: UUID,
    *,
    seen: int,
    supplied: Mapping[str, Supplied] | None = None,
    override: Override | None = None,
) -> UUID:
    """Calculate again from the case's own records and freeze request, edition, its hash and the working.

    A result that rests on a supplied figure or an override counts only once a second officer has confirmed it.
    Raises what `calculate` raises, and `NotReady` once the case is before the committee.
    """
    case = work.get(Case, case_id, seen=seen)
    _refuse_settled(case)
    _refuse_unproven_origin(case)
    edition = work.office.rules.edition_of(case)
    asked_for = replace(request_of(work.session, case), supplied=supplied, override=override)
    result = calculate(edition, asked_for)
    last = select(func.coalesce(func.max(Calculation.place), 0)).where(Calculation.case_id == case_id)
    second = bool(supplied) or override is not None
    made = work.add(
        Calculation(
            case_id=case_id,
            place=work.session.execute(last).scalar_one() + 1,
            edition=edition.id,
            edition_sha256=edition.sha256,
            request=requests.to_json(asked_for),
            result=working.to_json(result),
            subsidy=result.subsidy,
            recorded_by_id=work.officer.id,
            recorded_at=work.at,
            second_needed=second,
        )
    )
    if not second:
        case.calculated = result.subsidy
    return made.id


@act(
    "calculation.confirm",
    "Confirm a calculation as second officer",
    right=Right.CONFIRM,
    writes={"calculations": "second_by_id second_at", "cases": "calculated"},
)
def confirm(work: Work, id: UUID, *, seen: int) -> None:
    """Agree to a supplied figure or an override that another officer recorded; from then on the sum counts.

    Raises `NotReady` for a sum that a later one, or a change of the case, has overtaken.
    """
    made = work.get(Calculation, id, seen=seen)
    if not made.second_needed or made.second_by_id is not None:
        raise NotReady("This calculation needs no second officer.")
    if made.recorded_by_id == work.officer.id:
        raise NotPermitted("You recorded this calculation. Another officer must confirm it.")
    named = {given[3] for given in made.request["supplied"].values()}
    if named and work.officer.initials not in named:
        raise NotPermitted("{who} was named as the second officer.", who=tuple(sorted(named)))
    latest = latest_of(work.session, made.case_id)
    if latest is None or latest.id != made.id:
        raise NotReady("A later calculation was recorded. This one can no longer be confirmed.")
    case = work.get(Case, made.case_id)
    _refuse_settled(case)
    if not still_asked(work, case, made):
        raise NotReady("The case has changed since the sum was recorded. Record it again, then have it confirmed.")
    made.second_by_id, made.second_at = work.officer.id, work.at
    case.calculated = made.subsidy


def refuse_settled(case: Case) -> None:
    """Refuse (`NotReady`) to change what the sum rests on once it is recommended, and until an approved case is
    unlocked; a historic case rests on no sum.
    """
    refuse_locked(case)
    if settled(case):
        _refuse_settled(case)


def settled(case: Case) -> bool:
    """Whether a recommendation, or an approval that is locked, stands on what the case is asked."""
    if is_decided(case):
        return is_locked(case)
    return case.stage not in OPEN and not case.recorded_source


def _refuse_settled(case: Case) -> None:
    refuse_locked(case)
    if case.stage not in OPEN and (case.recorded_source or not is_decided(case)):
        raise NotReady("The recommendation stands on the recorded sum. Bring the case back to assessment first.")


def _refuse_unproven_origin(case: Case) -> None:
    """The higher ceiling of a new-technology project asks for evidence on the case; before that it is a what-if."""
    if case.origin in (Origin.HK, Origin.HK_GD) and not case.origin_evidence.strip():
        raise NotReady(
            "Enter the evidence of who developed the technology first. Until then the higher ceiling is a what-if.",
            field="origin_evidence",
        )


def latest_of(session: Session, case_id: UUID) -> Calculation | None:
    """The last calculation recorded for a case, whether it counts yet or not."""
    query = select(Calculation).where(Calculation.case_id == case_id).order_by(Calculation.place.desc()).limit(1)
    return session.execute(query).scalar_one_or_none()


def standing(session: Session, case_id: UUID) -> Calculation | None:
    """The calculation that counts: the last one that needs no second officer or has been confirmed by one."""
    query = (
        select(Calculation).where(Calculation.case_id == case_id, COUNTS).order_by(Calculation.place.desc()).limit(1)
    )
    return session.execute(query).scalar_one_or_none()


def still_asked(work: Work, case: Case, kept: Calculation) -> bool:
    """Whether a kept calculation answers what the case's records ask now, under the edition the case belongs to now."""
    same = same_question(requests.from_json(kept.request), request_of(work.session, case))
    return same and kept.edition == work.office.rules.edition_of(case).id


def same_question(then: Request, now: Request) -> bool:
    """Whether a case asks now what was asked then, with the figures that were supplied then."""
    return then == replace(now, supplied=then.supplied, override=then.override)


def works_again(kept: Calculation, rules: RuleBook) -> bool:
    """Whether a frozen calculation, worked again under its own edition, gives the same figures line by line.

    The sentences are not compared: a later version of the program may say the same in better words.
    """
    edition = rules.edition(kept.edition)
    if edition.sha256 != kept.edition_sha256:
        return False
    again = calculate(edition, requests.from_json(kept.request))
    return again.subsidy == kept.subsidy and working.figures(again) == working.figures(working.from_json(kept.result))
