"""Cases that were decided before this program: entered from their files by one officer, confirmed by another.

The recorded amount counts against a factory's ceiling from the moment it is entered, which can only lower what others
get. It is an approved amount once a second officer has compared it with the file.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from app import officers
from app.act import NEW, act
from app.cases import CaseFields, choose_edition, open_case, receive
from app.cleaning import put
from app.office import Work
from app.receipt import refuse_present_phase
from app.refusal import Invalid, NotPermitted, NotReady
from app.rights import Right
from app.rules.request import check_amount
from app.typed import plain_text
from models import Case
from models.journal import Change, Entry
from models.stages import AGREED, Stage

if TYPE_CHECKING:
    from app.rules.book import RuleBook


@act(
    "case.enter_historic",
    "Enter a historic case",
    right=Right.ENTER,
    writes={
        "cases": f"{NEW} stage received_on reference edition edition_reason recorded_amount recorded_source"
        " recorded_by_id",
        "counters": f"{NEW} last",
    },
)
def enter_historic(
    work: Work,
    form: CaseFields,
    *,
    received_on: date,
    stage: Stage,
    recorded_amount: Decimal | None,
    source: str,
    edition: str | None = None,
    reason: str = "",
) -> UUID:
    """A case that was decided before this program: its amount is recorded, not calculated, and says its file.

    An amount waits for a second officer (`confirm`). Raises `Invalid` without a source, for an amount that is none and
    for a day of the present phase, and `NoEdition` for a day in a gap when no edition is named.
    """
    words = checked(work.office.rules, received_on, recorded_amount, source, edition)
    id = open_case(work, form)
    receive(work, id, received_on, seen=1)
    case = work.get(Case, id)
    if edition is not None:
        choose_edition(work, id, edition, seen=case.version, reason=reason)
    put(case, {"stage": stage, "recorded_amount": recorded_amount, "recorded_source": words})
    case.recorded_by_id = work.officer.id
    return id


def checked(rules: RuleBook, received_on: date, amount: Decimal | None, source: str, edition: str | None) -> str:
    """The source of a historic case as it is kept; raises what `enter_historic` raises of these."""
    words = plain_text(source, field="recorded_source", most=300)
    if not words:
        raise Invalid("Say which file the recorded amount comes from.", field="recorded_source")
    if amount is not None:
        check_amount(amount, "recorded_amount")
    refuse_present_phase(rules, received_on)
    if edition is None:
        rules.edition_for(received_on)
    return words


@act(
    "case.confirm_historic",
    "Confirm the recorded amount",
    right=Right.CONFIRM,
    writes={"cases": "approved recorded_second_by_id recorded_second_at"},
)
def confirm(work: Work, id: UUID, *, seen: int) -> None:
    """Confirm, with the old file in hand, that the case records what it says; now the amount is an approved one.

    Where a single officer works, who entered it confirms it, and it stands without a second officer's name.
    """
    case = work.get(Case, id, seen=seen)
    if not case.record_waits:
        raise NotReady("No recorded amount of this case waits for a second officer.")
    if entered_by(work.session, case) != work.officer.id:
        case.recorded_second_by_id = work.officer.id
    elif not officers.alone(work.session, work.officer.id):
        raise NotPermitted("You entered this amount. Another officer must confirm it.")
    case.recorded_second_at = work.at
    if case.stage in AGREED and case.approved is None:
        case.approved = case.recorded_amount


def entered_by(session: Session, case: Case) -> UUID | None:
    """Who entered a historic case; of one entered with version 0.1 only the journal knows it."""
    if case.recorded_by_id is not None:
        return case.recorded_by_id
    query = select(Entry.officer_id).join(Change, Change.entry_id == Entry.id)
    found: UUID | None = session.execute(query.where(Change.record_id == case.id, Change.version == 1)).scalar()
    return found
