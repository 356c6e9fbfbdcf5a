"""What must be done next in a case, by whom, and why a button is grey. Thinks only; asks the sheet it is given."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final
from uuid import UUID

from app.act import ACTS
from app.calculations import OPEN
from app.case_parts import RecommendationRow
from app.case_sheet import CaseSheet
from app.decisions import INTERESTED, endorse
from app.office import SignedIn
from app.rights import Right, holds
from app.texts import N_, Message
from app.words import word
from models.stages import ENDED, Stage, Transition
from ui.casefile.parts import officer_name

ENDORSE: Final = endorse.name
#: Steps that another officer takes than whoever did the one before.
_SECOND: Final = frozenset({ENDORSE, "case.confirm_decision", "case.confirm_historic"})
_NOTHING_RECOMMENDED: Final = N_("This case has no recommendation. Take it back to vetting, then recommend.")

#: What the lock of an approved case bars (`app.locked`).
_LOCKED: Final = frozenset(
    {
        *("case.choose_edition", "case.choose_technology", "case.correct_received", "calculation.record"),
        *("cost.add", "engagement.add", "engagement.correct"),
    }
)

#: The stages of a case that goes well, in order; a way along it is the next step, any other a way aside.
ROAD: Final = (
    Stage.ENQUIRY,
    Stage.DRAFT,
    Stage.RECEIVED,
    Stage.RETURNED,
    Stage.COMPLETENESS,
    Stage.ASSESSMENT,
    Stage.NOT_RECOMMENDED,
    Stage.RECOMMENDED,
    Stage.DEFERRED,
    Stage.SCHEDULED,
    Stage.DECISION,
    Stage.APPROVED_CONDITIONS,
    Stage.APPROVED,
    Stage.LETTER,
    Stage.AGREEMENT,
    Stage.VARIATION,
    Stage.IN_PROGRESS,
    Stage.REPORT,
    Stage.VERIFICATION,
    Stage.ACCOUNTS,
    Stage.CLAIM_APPROVED,
    Stage.PAID,
    Stage.CLAWBACK,
    Stage.CLOSED,
)

#: What taking a way to a stage is called on a button; "…" where more is asked.
TO: Final[Mapping[Stage, str]] = {
    Stage.DRAFT: N_("Make it a draft"),
    Stage.RECEIVED: N_("Receive the application…"),
    Stage.COMPLETENESS: N_("Start the completeness check"),
    Stage.RETURNED: N_("Return to the applicant…"),
    Stage.INELIGIBLE: N_("Close as ineligible…"),
    Stage.ASSESSMENT: N_("Start vetting"),
    Stage.RECOMMENDED: N_("Recommend…"),
    Stage.NOT_RECOMMENDED: N_("Do not recommend…"),
    Stage.SCHEDULED: N_("Put before the committee"),
    Stage.DECISION: N_("Enter the committee’s decision…"),
    Stage.APPROVED: N_("Confirm the decision…"),
    Stage.APPROVED_CONDITIONS: N_("Confirm the decision…"),
    Stage.DEFERRED: N_("Confirm the decision…"),
    Stage.REJECTED: N_("Confirm the decision…"),
    Stage.LETTER: N_("Note the approval letter"),
    Stage.AGREEMENT: N_("Note the signed agreement"),
    Stage.LAPSED: N_("Let the offer lapse…"),
    Stage.WITHDRAWN: N_("Note a withdrawal…"),
    Stage.IN_PROGRESS: N_("Note the start of the project"),
    Stage.VARIATION: N_("Open a variation…"),
    Stage.REPORT: N_("Note the completion report"),
    Stage.VERIFICATION: N_("Start the verification visit"),
    Stage.ACCOUNTS: N_("Start checking the accounts"),
    Stage.CLAIM_APPROVED: N_("Note that the claim is approved"),
    Stage.PAID: N_("Note the payment"),
    Stage.CLOSED: N_("Close the case"),
    Stage.TERMINATED: N_("Terminate the project…"),
    Stage.CLAWBACK: N_("Start to claw back…"),
}


@dataclass(frozen=True, slots=True)
class Next:
    """The next step: a sentence, and the act (with the stage it leads to) or the section that does it."""

    text: Message
    act: str = ""
    to: Stage | None = None
    section: str = ""


def way_words(way: Transition) -> str:
    """What a way is called on its button."""
    if way.act == "case.reject_entry":
        return N_("Send the entry back…")
    if way.act == "case.reopen":
        return N_("Correct a wrong move…")
    if way.act == "case.move" and way.reason and way.end is Stage.ASSESSMENT:
        return N_("Take back to vetting…")
    if way.reason and way.start is Stage.REPORT and way.end is Stage.IN_PROGRESS:
        return N_("Send the report back…")
    if way.start is Stage.VARIATION and way.end is Stage.IN_PROGRESS:
        return N_("End the variation")
    return TO[way.end]


def onward(sheet: CaseSheet) -> Transition | None:
    """The way along the road, if the case is on it."""
    if sheet.stage not in ROAD:
        return None
    here = ROAD.index(sheet.stage)
    along = [way for way in sheet.ways if way.end in ROAD and ROAD.index(way.end) > here and not _aside(way)]
    return along[0] if along else None


def _aside(way: Transition) -> bool:
    """A way that needs a reason is the exception, but for a recommendation, whose grounds are its reason."""
    return (way.reason and way.act == "case.move") or way.end in (Stage.NOT_RECOMMENDED, Stage.DEFERRED)


def barred(
    sheet: CaseSheet, act: str, me: SignedIn, may: Callable[..., bool], to: Stage | None = None
) -> Message | None:
    """Why the officer at the desk cannot do an act, or take its way to a stage, now; None when nothing is in the way.

    Every button, menu and line of the page asks here, so that none offers what another greys.
    """
    if not may(ACTS[act]):
        return Message("Your role ({role}) may not do this.", role=word(me.role))
    if sheet.lock is not None and sheet.locked and act in _LOCKED:
        day = sheet.lock.approved_on
        return Message("This case is locked since its approval on {day}. Unlock it with a reason first.", day=day)
    return _barred_now(sheet, act, me, to)


def _barred_now(sheet: CaseSheet, act: str, me: SignedIn, to: Stage | None) -> Message | None:
    """What is still to be done first, or by somebody else."""
    advice, entry = sheet.recommendation, sheet.approval
    match act:
        case "summary.endorse":
            if advice is not None and advice.prepared_by.id == me.id:
                return Message("You prepared this. Another officer must endorse it.")
        case "case.recommend" if to is Stage.RECOMMENDED:
            return barred_from_recommending(sheet)
        case "case.approve":
            return _unendorsed(sheet, me.id)
        case "case.move" if to is Stage.SCHEDULED:
            return _unendorsed(sheet, me.id)
        case "case.move" if to in (Stage.CLAIM_APPROVED, Stage.PAID) and sheet.record_waits:
            return Message("The recorded amount waits for a second officer. Have it confirmed first.")
        case "case.confirm_historic":
            if sheet.recorded_by is not None and sheet.recorded_by.id == me.id and not alone(sheet, me.id):
                return Message("You entered this amount. Another officer must confirm it.")
        case "case.confirm_decision":
            if entry is not None and entry.entered_by.id == me.id and not alone(sheet, me.id):
                return Message("You entered this decision. Another officer must confirm it.")
    return None


def barred_from_recommending(sheet: CaseSheet) -> Message | None:
    """Why money cannot be recommended yet; not to recommend is always possible."""
    if sheet.awaiting is not None:
        return Message("The newest calculation waits for its second officer.")
    if sheet.standing is None:
        return Message("Record a calculation first.")
    if sheet.left_behind:
        return Message("The case has changed since the sum was recorded. Record it again, then recommend.")
    return None


def _unendorsed(sheet: CaseSheet, me: UUID) -> Message | None:
    """Why the case cannot go before the committee, nor a decision be entered."""
    advice = sheet.recommendation
    if advice is None:
        return Message(_NOTHING_RECOMMENDED)
    if advice.endorsed_by is not None:
        return None
    if _interested(advice):
        return Message(INTERESTED)
    if not alone(sheet, me):
        return Message("A second officer must endorse the assessment summary first.")
    return None


def _interested(advice: RecommendationRow) -> bool:
    """Whether the officer who recommends has declared an interest."""
    return advice.prepared_declares is not None and advice.prepared_declares.interest


def alone(sheet: CaseSheet, me: UUID) -> bool:
    """Whether nobody but this officer may be the second officer here."""
    return not any(one.active and one.id != me and holds(one.role, Right.CONFIRM) for one in sheet.officers)


def next_step(sheet: CaseSheet, me: UUID) -> Next:
    """What must be done next."""
    if sheet.record_waits:
        text = Message("The amount is recorded, not yet confirmed. Compare it with the old file, then confirm it.")
        return Next(text, "case.confirm_historic")
    if sheet.stage in ENDED:
        return Next(Message("This case has ended. Nothing is due any more."))
    if sheet.received_on is not None and sheet.edition is None and sheet.stage in OPEN:
        return Next(Message("Say which edition of the rules the case belongs to."), "case.choose_edition")
    by_stage: Mapping[Stage, Callable[[CaseSheet, UUID], Next]] = {
        Stage.ENQUIRY: _before_receipt,
        Stage.DRAFT: _before_receipt,
        Stage.COMPLETENESS: _complete,
        Stage.RETURNED: _returned,
        Stage.ASSESSMENT: _vetting,
        Stage.RECOMMENDED: _endorsement,
        Stage.NOT_RECOMMENDED: _endorsement,
        Stage.DEFERRED: _endorsement,
        Stage.SCHEDULED: _committee,
        Stage.DECISION: _confirmation,
    }
    found = by_stage.get(sheet.stage)
    return found(sheet, me) if found is not None else _along(sheet)


def whose(sheet: CaseSheet, step: Next) -> Message | None:
    """Who takes the next step: a second officer, the applicant, or whoever has the case; None when nothing is due."""
    if sheet.stage in ENDED and not sheet.record_waits:
        return None
    if step.act in _SECOND or (step.section == "calculator" and sheet.awaiting is not None):
        return Message("A second officer")
    if sheet.stage is Stage.RETURNED and sheet.missing:
        return Message("The applicant")
    return Message("{who}", who=officer_name(sheet.officer)) if sheet.officer is not None else Message("Nobody yet")


def _along(sheet: CaseSheet) -> Next:
    way = onward(sheet)
    if way is None:
        return Next(Message("Nothing is due in this stage."))
    return Next(Message("The next stage is “{stage}”.", stage=word(way.end)), way.act, way.end)


def _before_receipt(_sheet: CaseSheet, _me: UUID) -> Next:
    text = Message("Enter the day of receipt when the application comes in. The case then gets its number.")
    return Next(text, "case.receive", Stage.RECEIVED)


def _complete(sheet: CaseSheet, _me: UUID) -> Next:
    count = len(sheet.missing)
    if count:
        text = Message("{n} outstanding: return the case to the applicant, or note what has come in.", n=count)
        return Next(text, "case.move", Stage.RETURNED)
    return Next(Message("Nothing is noted as outstanding. Start vetting."), "case.move", Stage.ASSESSMENT)


def _returned(sheet: CaseSheet, _me: UUID) -> Next:
    count = len(sheet.missing)
    if count:
        return Next(Message("Waiting for the applicant. {n} outstanding.", n=count), section="items")
    return Next(Message("Everything asked for is settled. Check it again."), "case.move", Stage.COMPLETENESS)


def _vetting(sheet: CaseSheet, _me: UUID) -> Next:
    if sheet.eligibility.eligible is False:
        return Next(Message("By the facts on the case it is not eligible. Look at the reasons."), section="eligibility")
    if not sheet.costs:
        return Next(Message("Enter the cost lines."), section="calculator")
    if sheet.awaiting is not None:
        return Next(Message("The calculation waits for its second officer."), section="calculator")
    if sheet.standing is None:
        return Next(Message("Record the calculation."), section="calculator")
    if sheet.left_behind:
        text = Message("The case has changed since the sum was recorded. Record it again.")
        return Next(text, section="calculator")
    if sheet.eligibility.eligible is None:
        text = Message("It cannot be said yet whether the case is eligible. Answer the open questions.")
        return Next(text, section="eligibility")
    text = Message("Recommend to the committee.")
    if sheet.missing:
        text = Message("Recommend to the committee. {n} outstanding.", n=len(sheet.missing))
    return Next(text, "case.recommend", Stage.RECOMMENDED)


def _endorsement(sheet: CaseSheet, me: UUID) -> Next:
    advice = sheet.recommendation
    if advice is None:
        return Next(Message(_NOTHING_RECOMMENDED), "case.move", Stage.ASSESSMENT)
    mine = advice.prepared_by.id == me
    if advice.endorsed_by is not None or (mine and alone(sheet, me) and not _interested(advice)):
        return Next(Message("Put the case before the committee."), "case.move", Stage.SCHEDULED)
    if mine:
        return Next(Message("You prepared this. Another officer must endorse it."), ENDORSE)
    return Next(Message("Read the assessment summary and endorse it."), ENDORSE)


def _committee(sheet: CaseSheet, me: UUID) -> Next:
    if _unendorsed(sheet, me) is not None:
        return _endorsement(sheet, me)
    return Next(Message("Enter what the committee decided, once its paper is there."), "case.approve", Stage.DECISION)


def _confirmation(sheet: CaseSheet, me: UUID) -> Next:
    entry = sheet.approval
    to = next((way.end for way in sheet.ways if way.act == "case.confirm_decision"), None)
    if entry is not None and entry.entered_by.id == me and not alone(sheet, me):
        text = Message("You entered this decision. Another officer must confirm it.")
    else:
        text = Message("Compare the entry with the committee’s paper, then confirm it or send it back.")
    return Next(text, "case.confirm_decision", to)
